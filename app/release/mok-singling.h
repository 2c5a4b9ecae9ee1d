/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What a questionnaire tells about who answered, looked at before anyone does. */

#include <glib.h>

#include "questionnaire/mok-questionnaire.h"

G_BEGIN_DECLS

typedef struct
{
  const MokQuestion *question; /* of the questionnaire */
  guint n_answers;             /* choices that say something */
  gboolean is_small;           /* with so many people its answers have fewer each than a group needs to be shown */
} MokSinglingQuestion;

typedef struct
{
  guint headcount;       /* how many are invited; 0 = not known */
  GArray *questions;     /* (owned) (element-type MokSinglingQuestion): about the person, the most answers first */
  GPtrArray *naming;     /* (owned) (element-type MokQuestion): questions that seem to ask for what names a person */
  double n_combinations; /* of answers to @questions */
  double alone;          /* 0 to 1: who would be the only one with theirs, if all combinations were as frequent */
  guint n_enough;        /* so many of @questions have as many combinations as people; 0 = all together have not */
  guint min_group;       /* people that a group needs to be shown */
} MokSingling;

typedef enum
{
  MOK_SINGLING_SEALED,   /* one passphrase opens all answers at closing, and no row is shown */
  MOK_SINGLING_TRUSTEES, /* nobody can open them alone */
  MOK_SINGLING_OPEN,     /* rows are read and published */
} MokSinglingReader;

MokSingling *mok_singling_new (MokQuestionnaire *questionnaire, guint headcount);
void mok_singling_free (MokSingling *self);
GPtrArray *mok_singling_list_notes (const MokSingling *self, MokSinglingReader reader);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokSingling, mok_singling_free)

G_END_DECLS
