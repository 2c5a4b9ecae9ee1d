/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* An expression of the XLSForm language, parsed once and evaluated often. */

#include <glib.h>

#include "questionnaire/mok-value.h"

G_BEGIN_DECLS

typedef struct _MokExpr MokExpr;

#define MOK_EXPR_ERROR (mok_expr_error_quark ())

typedef enum
{
  MOK_EXPR_ERROR_SYNTAX,
  MOK_EXPR_ERROR_UNKNOWN_FUNCTION,
  MOK_EXPR_ERROR_ARITY,
  MOK_EXPR_ERROR_UNKNOWN_VARIABLE,
  MOK_EXPR_ERROR_TOO_LARGE,
  MOK_EXPR_ERROR_EVALUATION,
  MOK_EXPR_WARNING_BARE_VARIABLE, /* only in a MokExprProblem that is not an error */
  MOK_EXPR_WARNING_MIXED_TYPES,   /* likewise */
} MokExprError;

/**
 * MokExprProblem:
 *
 * Something the parser has to say about a place in the source: an error (then there is no expression) or a warning.
 */
typedef struct
{
  gboolean is_error;
  MokExprError code;
  gsize offset;  /* bytes from the start of the source */
  char *message; /* (owned): translated */
} MokExprProblem;

/**
 * MokExprResolve:
 * @name: the name inside `${…}`
 * @data: user data
 *
 * Returns: the index of the variable @name, or -1 when there is none
 */
typedef int (*MokExprResolve) (const char *name, gpointer data);

/**
 * MokExprContext:
 *
 * What an evaluation can see. All callbacks get @data.
 */
typedef struct
{
  gpointer data;
  /* The value of a variable; "" when it was not asked or left blank. Multiple choices: codes joined by blanks. */
  void (*get_variable) (gpointer data, guint variable, MokValue *value);
  /* (nullable): the wording of a choice of a variable, for jr:choice-name(); %NULL when there is none. */
  char *(*dup_choice_label) (gpointer data, guint variable, const char *code);
  /* (nullable): a number in [0, 1) for random(). */
  double (*get_random) (gpointer data);
  const MokValue *current; /* (nullable): `.` */
  double now;              /* days since 1970-01-01 with fraction, local time, for today() and now() */
} MokExprContext;

GQuark mok_expr_error_quark (void);

MokExpr *mok_expr_parse (const char *source, MokExprResolve resolve, gpointer data, GArray *problems);
MokExpr *mok_expr_ref (MokExpr *self);
void mok_expr_unref (MokExpr *self);
const char *mok_expr_get_source (const MokExpr *self);
const guint *mok_expr_get_variables (const MokExpr *self, gsize *n_variables);
gboolean mok_expr_is_bare_variable (const MokExpr *self);
gboolean mok_expr_uses_random (const MokExpr *self);
gboolean mok_expr_evaluate (const MokExpr *self, const MokExprContext *context, MokValue *value, GError **error);
gboolean
mok_expr_evaluate_boolean (const MokExpr *self, const MokExprContext *context, gboolean *truth, GError **error);

/* What a constraint says about the answer `.` in conditions joined by `and`; unchanged where it says nothing. */
void mok_expr_get_bounds (const MokExpr *self, double *minimum, double *maximum);
guint mok_expr_get_max_selected (const MokExpr *self);
guint mok_expr_get_max_length (const MokExpr *self);

void mok_expr_problem_clear (MokExprProblem *problem);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokExpr, mok_expr_unref)

G_END_DECLS
