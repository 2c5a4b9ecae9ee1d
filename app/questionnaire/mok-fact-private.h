/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What the parts of a condition say about answers, before it is put into words. Only for questionnaire/. */

#include "questionnaire/mok-condition.h"
#include "questionnaire/mok-expr-private.h"
#include "questionnaire/mok-questionnaire.h"

G_BEGIN_DECLS

typedef enum
{
  MOK_FACT_ALWAYS,
  MOK_FACT_NEVER,
  MOK_FACT_ALL,     /* of the children */
  MOK_FACT_ANY,     /* of the children */
  MOK_FACT_CHOSEN,  /* the answer to any of the questions is one of the texts, or they are among the marked ones */
  MOK_FACT_BLANK,   /* no answer */
  MOK_FACT_NUMBER,  /* the answer compared with a number */
  MOK_FACT_COUNT,   /* how many answers are marked: at least that many */
  MOK_FACT_UNCLEAR, /* too complicated to say */
} MokFactKind;

typedef struct _MokFact MokFact;

struct _MokFact
{
  MokFactKind kind;
  gboolean is_negated;      /* chosen: any other answer or none; number: the opposite or blank; blank, count */
  GPtrArray *children;      /* (owned) (nullable) (element-type MokFact) */
  GArray *questions;        /* (owned) (nullable) (element-type guint): ascending */
  GPtrArray *texts;         /* (owned) (nullable) (element-type utf8): codes, or what was written; each once */
  MokOperator operation;    /* number: less, less equal, greater, greater equal */
  double number;            /* number, count */
  const MokCondition *part; /* unclear */
};

MokFact *mok_fact_new (const MokCondition *condition, const MokQuestionnaire *form, gboolean is_negated);
MokFact *mok_fact_new_part (const MokCondition *part, const MokQuestionnaire *form, gboolean is_negated);
MokFact *mok_fact_new_empty (MokFactKind kind);
void mok_fact_free (MokFact *self);
void mok_fact_add_question (MokFact *self, guint question);
void mok_fact_add_text (MokFact *self, const char *text);
gboolean mok_fact_is_about (const MokFact *self, const MokFact *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokFact, mok_fact_free)

G_END_DECLS
