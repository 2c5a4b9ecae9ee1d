/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Protection outcomes over columns: own true backgrounds and size, own replaced law facts and row of one block. */

#include <glib.h>

#include "release/mok-plan-private.h"

G_BEGIN_DECLS

/* What an outcome is in the columns of a raw table. */
typedef struct
{
  guint8 state;   /* slot of the outcome */
  guint16 marks;  /* bits: MOK_OUTCOME_MARK_… */
  guint8 by_size; /* slot of the outcome by the size then */
} MokJudgement;

typedef struct _MokJudge MokJudge;

GPtrArray *mok_judge_choose_protections (MokCodebook *codebook, guint law_date);

MokJudge *mok_judge_new (const MokPlan *plan, const MokRawTable *table);
void mok_judge_free (MokJudge *self);
guint mok_judge_get_n_facts (const MokJudge *self);
const guint16 *mok_judge_get_facts (const MokJudge *self);
const MokLawFacts *mok_judge_get_law_facts (const MokJudge *self, guint facts);
const guint *mok_judge_get_variables (const MokJudge *self, guint protection, guint *n);
guint mok_judge_get_n_tuples (const MokJudge *self, guint protection);
guint32 mok_judge_get_tuple (const MokJudge *self, guint protection, const guint8 *const *cells);
guint32 *mok_judge_dup_tuples (const MokJudge *self, guint protection, const MokRawTable *table);
MokJudgement mok_judge_get (MokJudge *self, guint protection, guint facts, guint32 tuple);
void mok_judge_write_size5 (MokJudge *self, MokRawTable *table);
void mok_judge_write (MokJudge *self, MokRawTable *table);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokJudge, mok_judge_free)

G_END_DECLS
