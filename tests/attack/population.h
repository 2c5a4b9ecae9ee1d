/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* A made-up workforce that answered the built-in questionnaire, and surveys of some of it. */

#include "base/mok-random.h"
#include "release/mok-release-private.h"

G_BEGIN_DECLS

/**
 * Population:
 * @table: the true answers of everybody, with outcomes and SIZE5: as if there had been no replacement
 */
typedef struct
{
  MokQuestionnaire *form;
  MokRecordLayout *layout;
  MokCodebook *codebook;
  GPtrArray *protections;
  MokReleaseSource source;
  guint n;
  gsize record_size;
  guint8 *records;
  MokRawTable *table;
} Population;

/* Some of the population: each respondent is drawn anew, so that the population's shares are those of a survey. */
typedef struct
{
  const Population *population;
  guint n;
  guint *people; /* (owned): of each respondent, who of the population it is */
} Sample;

Population *population_new (guint n, guint64 seed);
void population_free (Population *self);
guint population_find (const Population *self, const char *variable);
guint8 population_get_slot (const Population *self, guint variable, const char *code);
gboolean population_find_level (const Population *self, guint background, const char *code, gboolean *is_in);

Sample *sample_new (const Population *population, guint n, MokRandom *random);
void sample_free (Sample *self);
MokRawTable *sample_make_table (const Sample *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Population, population_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sample, sample_free)

G_END_DECLS
