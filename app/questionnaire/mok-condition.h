/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* A condition taken apart at its `and`, `or` and `not`, for readers who know only some of the answers. */

#include <glib.h>

#include "questionnaire/mok-expr.h"

G_BEGIN_DECLS

typedef enum
{
  MOK_CONDITION_AND,
  MOK_CONDITION_OR,
  MOK_CONDITION_NOT,
  MOK_CONDITION_PART, /* a comparison, a call, a constant …: not taken apart further */
} MokConditionKind;

typedef struct _MokCondition MokCondition;

struct _MokCondition
{
  MokConditionKind kind;
  GPtrArray *children;  /* (owned) (nullable) (element-type MokCondition): and, or, not */
  MokExpr *expr;        /* (owned) (nullable): part: the expression that it is a part of */
  gconstpointer node;   /* (nullable): part: its place there */
  GArray *variables;    /* (owned) (nullable) (element-type guint): part: variables that it looks at, each once */
  gboolean is_volatile; /* part: depends on the day or on chance, so it cannot be looked at again later */
};

MokCondition *mok_condition_new (MokExpr *expr);
MokCondition *mok_condition_new_all (GPtrArray *conditions);
void mok_condition_free (MokCondition *self);
gboolean mok_condition_is_volatile (const MokCondition *self);
gboolean mok_condition_evaluate_part (const MokCondition *self, const MokExprContext *context);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokCondition, mok_condition_free)

G_END_DECLS
