/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The expressions of a form, read when all names are known, and the `${name}` inside wordings. */

#include "config.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "questionnaire/mok-xlsform-private.h"

static int
resolve (const char *name, gpointer data)
{
  const MokXlsformReader *self = data;
  const MokQuestion *question = mok_questionnaire_find_question (self->form, name);

  return question != NULL ? (int) question->index : -1;
}

static const char *
code_of (const MokExprProblem *problem)
{
  switch (problem->code)
    {
    case MOK_EXPR_ERROR_UNKNOWN_FUNCTION:
      return "unknown-function";
    case MOK_EXPR_ERROR_ARITY:
      return "function-arity";
    case MOK_EXPR_ERROR_UNKNOWN_VARIABLE:
      return "unknown-variable";
    case MOK_EXPR_ERROR_TOO_LARGE:
      return "expression-too-large";
    case MOK_EXPR_WARNING_BARE_VARIABLE:
      return "bare-variable";
    case MOK_EXPR_WARNING_MIXED_TYPES:
      return "mixed-types";
    case MOK_EXPR_ERROR_SYNTAX:
    case MOK_EXPR_ERROR_EVALUATION:
    default:
      return "expression-syntax";
    }
}

static char *
dup_unknown_variable (MokXlsformReader *self, const char *name)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *message = NULL;

  for (guint i = 0; i < self->form->questions->len; i++)
    g_ptr_array_add (names, mok_questionnaire_get_question (self->form, i)->name);
  message = g_strdup_printf (_ ("There is no question “%s”."), name);
  return mok_xlsform_dup_suggestion (self, message, name, (const char *const *) names->pdata, names->len);
}

/* The name in the first `${name}` at or behind @at; %NULL when there is none. */
static char *
dup_reference (const char *at, const char **end)
{
  const char *open = strstr (at, "${");
  const char *close = open != NULL ? strchr (open, '}') : NULL;

  if (close == NULL)
    return NULL;
  *end = close + 1;
  return g_strstrip (g_strndup (open + 2, (gsize) (close - open - 2)));
}

static void
report_problem (MokXlsformReader *self, const MokSheetCell *cell, const MokExprProblem *problem)
{
  guint line, column;
  g_autofree char *message = NULL;

  mok_sheet_cell_get_place (cell, problem->offset, &line, &column);
  if (problem->is_error && problem->code == MOK_EXPR_ERROR_UNKNOWN_VARIABLE)
    {
      const char *end;
      g_autofree char *name = dup_reference (cell->text + MIN (problem->offset, strlen (cell->text)), &end);

      if (name != NULL)
        message = dup_unknown_variable (self, name);
    }
  mok_xlsform_report (self, problem->is_error ? MOK_SEVERITY_ERROR : MOK_SEVERITY_WARNING, cell->sheet, line, column,
                      code_of (problem), "%s", message != NULL ? message : problem->message);
}

/* Spreadsheets turn straight quotation marks into curly ones. Both are one character, so places stay right enough. */
static char *
dup_with_straight_quotes (const char *text)
{
  static const struct
  {
    const char *curly;
    char straight;
  } marks[] = { { "‘", '\'' }, { "’", '\'' }, { "“", '"' }, { "”", '"' } };
  GString *out = g_string_new (text);

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    g_string_replace (out, marks[i].curly, (char[]){ marks[i].straight, '\0' }, 0);
  return g_string_free (out, FALSE);
}

static MokExpr *
parse (MokXlsformReader *self, const MokSheetCell *cell)
{
  g_autoptr (GArray) problems = NULL;
  g_autofree char *source = NULL;
  MokExpr *expr;

  if (cell == NULL)
    return NULL;
  problems = g_array_new (FALSE, FALSE, sizeof (MokExprProblem));
  g_array_set_clear_func (problems, (GDestroyNotify) mok_expr_problem_clear);
  source = dup_with_straight_quotes (cell->text);
  expr = mok_expr_parse (source, resolve, self, problems);
  for (guint i = 0; i < problems->len; i++)
    report_problem (self, cell, &g_array_index (problems, MokExprProblem, i));
  return expr;
}

static MokExpr *
parse_condition (MokXlsformReader *self, const MokSheetCell *cell)
{
  MokExpr *expr = parse (self, cell);

  if (expr != NULL && mok_expr_is_bare_variable (expr))
    mok_xlsform_warn (self, cell, "bare-variable",
                      _ ("As a condition this is true for every answer but a blank one. Compare it with something."));
  return expr;
}

static void
read_bounds (MokQuestion *question)
{
  guint limit;

  switch (question->kind)
    {
    case MOK_QUESTION_INTEGER:
    case MOK_QUESTION_DECIMAL:
      mok_expr_get_bounds (question->constraint, &question->minimum, &question->maximum);
      break;
    case MOK_QUESTION_MULTIPLE:
    case MOK_QUESTION_RANK:
      question->max_selected = mok_expr_get_max_selected (question->constraint);
      break;
    case MOK_QUESTION_TEXT:
      limit = mok_expr_get_max_length (question->constraint);
      if (limit > 0)
        question->max_length = limit;
      break;
    case MOK_QUESTION_SINGLE:
    case MOK_QUESTION_RANGE:
    case MOK_QUESTION_DATE:
    case MOK_QUESTION_NOTE:
    case MOK_QUESTION_ACKNOWLEDGE:
    case MOK_QUESTION_CALCULATE:
    default:
      break;
    }
}

static void
read_constraint (MokXlsformReader *self, const MokXlsformItem *item)
{
  MokQuestion *question = item->question;

  if (item->constraint == NULL)
    {
      if (question->constraint_message != NULL)
        mok_xlsform_report (self, MOK_SEVERITY_WARNING, self->survey, question->line, 0, "message-without-constraint",
                            _ ("There is a constraint_message but no constraint."));
      return;
    }
  if (question->kind == MOK_QUESTION_NOTE || question->kind == MOK_QUESTION_CALCULATE
      || question->kind == MOK_QUESTION_ACKNOWLEDGE)
    {
      mok_xlsform_error (self, item->constraint, "constraint-without-answer",
                         _ ("Nobody answers this, so it cannot have a constraint."));
      return;
    }
  question->constraint = parse_condition (self, item->constraint);
  if (question->constraint != NULL)
    read_bounds (question);
  if (question->constraint_message == NULL)
    mok_xlsform_warn (self, item->constraint, "constraint-without-message",
                      _ ("Respondents see no reason when an answer is refused: there is no constraint_message."));
}

static void
read_calculation (MokXlsformReader *self, const MokXlsformItem *item)
{
  MokQuestion *question = item->question;

  if (question->kind == MOK_QUESTION_CALCULATE)
    {
      question->calculate = parse (self, item->calculation);
      if (item->calculation == NULL)
        mok_xlsform_error (self, item->name, "missing-calculation", _ ("The calculation “%s” has no formula."),
                           question->name);
    }
  else if (item->calculation != NULL)
    mok_xlsform_error (self, item->calculation, "unsupported-calculation",
                       _ ("Only a row of the type “calculate” can have a calculation."));
}

/* `${name}` in a wording is filled in while it is shown: it has to name a question. */
static void
check_references (MokXlsformReader *self, const MokXlsformItem *item)
{
  for (guint i = 0; i < self->survey_columns->len && !item->or_other; i++)
    {
      const MokXlsformColumn *column = &g_array_index (self->survey_columns, MokXlsformColumn, i);
      const MokSheetCell *cell = mok_sheet_row_get (item->row, i);
      const char *at;
      const char *end;
      char *name;

      if (cell == NULL || (column->kind != COLUMN_LABEL && column->kind != COLUMN_ALTERNATE))
        continue;
      for (at = cell->text; (name = dup_reference (at, &end)) != NULL; at = end)
        {
          if (mok_questionnaire_find_question (self->form, name) == NULL)
            {
              g_autofree char *message = dup_unknown_variable (self, name);
              guint line, char_column;

              mok_sheet_cell_get_place (cell, (gsize) (strstr (at, "${") - cell->text), &line, &char_column);
              mok_xlsform_report (self, MOK_SEVERITY_ERROR, cell->sheet, line, char_column, "unknown-variable", "%s",
                                  message);
            }
          g_free (name);
        }
    }
}

/* The text behind "or_other" is asked of those who chose it. It is short, so that several fit into one comment. */
static void
set_expressions_about_other (MokXlsformReader *self, MokQuestion *question, const MokQuestion *asked)
{
  g_autofree char *source = g_strdup_printf ("selected(${%s}, 'other')", asked->name);

  question->relevant = mok_expr_parse (source, resolve, self, NULL);
  question->constraint = mok_expr_parse ("string-length(.) <= 100", resolve, self, NULL);
  read_bounds (question);
}

/**
 * mok_xlsform_read_expressions:
 *
 * Reads what the rows say in expressions, and the bounds that follow from them.
 */
void
mok_xlsform_read_expressions (MokXlsformReader *self)
{
  for (guint i = 0; i < self->items->len && !mok_xlsform_is_full (self); i++)
    {
      const MokXlsformItem *item = &g_array_index (self->items, MokXlsformItem, i);

      if (item->group != NULL)
        item->group->relevant = parse_condition (self, item->relevant);
      else if (item->or_other)
        set_expressions_about_other (self, item->question, g_array_index (self->items, MokXlsformItem, i - 1).question);
      else
        {
          item->question->relevant = parse_condition (self, item->relevant);
          read_constraint (self, item);
          read_calculation (self, item);
          check_references (self, item);
        }
    }
}
