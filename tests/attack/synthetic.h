/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Small made-up surveys whose true answers are at hand, and the real replacement run over them. */

#include "base/mok-random.h"
#include "release/mok-noise-private.h"
#include "release/mok-plan-private.h"

G_BEGIN_DECLS

#define SYNTHETIC_N_BACKGROUNDS 8

/**
 * Synthetic:
 * @cells: (array): of each question of the form, a slot for each respondent (%MOK_SLOT_BLANK, first answer + k …)
 */
typedef struct
{
  MokQuestionnaire *form;
  MokRecordLayout *layout;
  guint n_backgrounds;
  guint n_variables;
  guint n_rows;
  guint8 **cells;
} Synthetic;

Synthetic *synthetic_new (const guint *levels, guint n_backgrounds, const char *questions, guint n_rows);
Synthetic *synthetic_new_study (guint n_questions, guint n_rows, double rate, double missing, MokRandom *random);
void synthetic_free (Synthetic *self);
MokRawTable *synthetic_make_table (const Synthetic *self);
void synthetic_reset (const Synthetic *self, MokRawTable *table);
MokPlan *synthetic_make_plan (const MokRawTable *table, const MokReleaseParameters *parameters);
void synthetic_replace (const MokPlan *plan, MokRawTable *table, guint64 seed);
MokNoise *synthetic_make_noise (guint64 seed);
double synthetic_get_normal (MokRandom *random);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Synthetic, synthetic_free)

G_END_DECLS
