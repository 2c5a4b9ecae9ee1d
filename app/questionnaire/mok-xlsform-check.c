/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What only the whole form shows: dependency loops, groups without questions, limits of the record and the release. */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "questionnaire/mok-xlsform-private.h"

/* Where a depth-first walk along dependencies is with a question. */
typedef enum
{
  UNSEEN,
  OPEN,
  DONE,
} Mark;

typedef struct
{
  guint question;
  guint expression; /* which of its expressions */
  gsize variable;   /* and which variable of that one is next */
} Frame;

/* The expressions that decide on a question: its own, then the conditions of the groups around it. */
static const MokExpr *
get_expression (const MokQuestion *question, guint index)
{
  const MokGroup *group = question->group;

  if (index == 0)
    return question->relevant;
  if (index == 1)
    return question->calculate;
  for (guint i = 2; group != NULL; group = group->parent, i++)
    {
      if (i == index)
        return group->relevant;
    }
  return NULL;
}

static guint
count_expressions (const MokQuestion *question)
{
  guint count = 2;

  for (const MokGroup *group = question->group; group != NULL; group = group->parent)
    count++;
  return count;
}

static void
report_cycle (MokXlsformReader *self, const GArray *stack, guint first)
{
  g_autoptr (GString) loop = g_string_new (NULL);
  guint start = 0;

  while (g_array_index (stack, Frame, start).question != first)
    start++;
  for (guint i = start; i < stack->len; i++)
    g_string_append_printf (
        loop, "%s → ", mok_questionnaire_get_question (self->form, g_array_index (stack, Frame, i).question)->name);
  g_string_append (loop, mok_questionnaire_get_question (self->form, first)->name);
  mok_xlsform_report (self, MOK_SEVERITY_ERROR, self->survey, mok_questionnaire_get_question (self->form, first)->line,
                      0, "dependency-cycle", _ ("These depend on one another in a circle: %s"), loop->str);
}

/* The next question that the one on top of the stack depends on, or -1. */
static int
next_dependency (const MokXlsformReader *self, Frame *frame)
{
  const MokQuestion *question = mok_questionnaire_get_question (self->form, frame->question);

  for (; frame->expression < count_expressions (question); frame->expression++, frame->variable = 0)
    {
      const MokExpr *expr = get_expression (question, frame->expression);
      gsize n_variables = 0;
      const guint *variables = expr != NULL ? mok_expr_get_variables (expr, &n_variables) : NULL;

      if (frame->variable < n_variables)
        return (int) variables[frame->variable++];
    }
  return -1;
}

static void
check_cycles (MokXlsformReader *self)
{
  const guint n = mok_questionnaire_get_n_questions (self->form);
  g_autofree guint8 *marks = g_new0 (guint8, n);
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (Frame));

  for (guint root = 0; root < n; root++)
    {
      Frame frame = { .question = root };

      if (marks[root] != UNSEEN)
        continue;
      marks[root] = OPEN;
      g_array_append_val (stack, frame);
      while (stack->len > 0)
        {
          const int next = next_dependency (self, &g_array_index (stack, Frame, stack->len - 1));

          if (next < 0)
            {
              marks[g_array_index (stack, Frame, stack->len - 1).question] = DONE;
              g_array_set_size (stack, stack->len - 1);
            }
          else if (marks[next] == OPEN)
            {
              report_cycle (self, stack, (guint) next);
              /* A tangle has more loops than anybody wants to read. */
              if (mok_xlsform_is_full (self))
                return;
            }
          else if (marks[next] == UNSEEN)
            {
              frame = (Frame){ .question = (guint) next };
              marks[next] = OPEN;
              g_array_append_val (stack, frame);
            }
        }
    }
}

/* (array length=groups): the first question inside each group; their number where there is none. */
static guint *
find_first_questions (const MokXlsformReader *self)
{
  const guint n = self->form->questions->len;
  guint *first = g_new (guint, self->form->groups->len + 1);

  for (guint i = 0; i < self->form->groups->len; i++)
    first[i] = n;
  for (guint i = 0; i < n; i++)
    {
      for (const MokGroup *group = mok_questionnaire_get_question (self->form, i)->group; group != NULL;
           group = group->parent)
        first[group->index] = MIN (first[group->index], i);
    }
  return first;
}

static void
check_later (MokXlsformReader *self, const MokExpr *relevant, guint first, const MokSheetCell *cell)
{
  gsize n_variables;
  const guint *variables = mok_expr_get_variables (relevant, &n_variables);

  for (gsize i = 0; i < n_variables; i++)
    {
      const MokQuestion *question = mok_questionnaire_get_question (self->form, variables[i]);

      if (question->index >= first && question->kind != MOK_QUESTION_CALCULATE)
        mok_xlsform_warn (self, cell, "later-reference",
                          _ ("The condition refers to “%s”, which is asked later and blank until then."),
                          question->name);
    }
}

static void
check_conditions (MokXlsformReader *self, const guint *first)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const MokXlsformItem *item = &g_array_index (self->items, MokXlsformItem, i);
      const MokExpr *relevant = item->group != NULL ? item->group->relevant : item->question->relevant;
      const MokExprContext context = { 0 };
      gsize n_variables;
      gboolean truth;

      if (relevant == NULL || item->or_other)
        continue;
      check_later (self, relevant, item->group != NULL ? first[item->group->index] : item->question->index,
                   item->relevant);
      /* The clock and the dice may change their mind; what says nothing about them never does. */
      mok_expr_get_variables (relevant, &n_variables);
      if (n_variables == 0 && !mok_expr_uses_random (relevant) && strstr (item->relevant->text, "today") == NULL
          && strstr (item->relevant->text, "now") == NULL
          && mok_expr_evaluate_boolean (relevant, &context, &truth, NULL) && !truth)
        mok_xlsform_warn (self, item->relevant, "unreachable", _ ("This condition is never true."));
    }
}

static void
check_groups (MokXlsformReader *self, const guint *first)
{
  for (guint i = 0; i < self->form->groups->len; i++)
    {
      const MokGroup *group = g_ptr_array_index (self->form->groups, i);

      if (first[i] == self->form->questions->len)
        mok_xlsform_report (self, MOK_SEVERITY_ERROR, self->survey, group->line, 0, "empty-group",
                            _ ("The group “%s” holds no question."), group->name);
    }
}

static void
check_lists (MokXlsformReader *self)
{
  for (guint i = 0; i < self->form->lists->len; i++)
    {
      MokChoiceList *list = g_ptr_array_index (self->form->lists, i);

      if (!g_hash_table_contains (self->used_lists, list))
        mok_xlsform_report (self, MOK_SEVERITY_WARNING, self->choices, mok_choice_list_get (list, 0)->line, 0,
                            "unused-list", _ ("No question uses the list “%s”."), list->name);
    }
}

/* Choices that end an interview belong to screeners: elsewhere an answer would throw away the others. */
static void
check_ends (MokXlsformReader *self, const MokQuestion *question)
{
  for (guint i = 0; question->choices != NULL && i < question->choices->choices->len; i++)
    {
      const MokChoice *choice = mok_choice_list_get (question->choices, i);

      if ((choice->kind & MOK_CHOICE_ENDS) && question->role != MOK_ROLE_SCREENER)
        mok_xlsform_report (self, MOK_SEVERITY_ERROR, self->survey, question->line, 0, "ends-outside-screener",
                            _ ("The choice “%1$s” ends the interview, but “%2$s” is not a screener."), choice->code,
                            question->name);
    }
}

static guint
count_levels (const MokQuestion *question)
{
  guint levels = 0;

  for (guint i = 0; question->choices != NULL && i < question->choices->choices->len; i++)
    levels += !mok_choice_is_missing (mok_choice_list_get (question->choices, i));
  return levels;
}

/* A breakdown by something that only some were asked would tell who they are. */
static gboolean
depends_on_answers (const MokXlsformReader *self, const MokQuestion *question)
{
  for (guint i = 0; i < count_expressions (question); i++)
    {
      const MokExpr *expr = get_expression (question, i);
      gsize n_variables = 0;
      const guint *variables = expr != NULL ? mok_expr_get_variables (expr, &n_variables) : NULL;

      for (gsize k = 0; k < n_variables; k++)
        {
          if (mok_questionnaire_get_question (self->form, variables[k])->role != MOK_ROLE_SCREENER)
            return TRUE;
        }
    }
  return FALSE;
}

static void
check_backgrounds (MokXlsformReader *self)
{
  guint n_backgrounds = 0;

  for (guint i = 0; i < self->form->questions->len; i++)
    {
      const MokQuestion *question = mok_questionnaire_get_question (self->form, i);

      check_ends (self, question);
      if (question->role != MOK_ROLE_BACKGROUND)
        continue;
      if (++n_backgrounds == MOK_XLSFORM_MAX_BACKGROUNDS + 1)
        mok_xlsform_report (self, MOK_SEVERITY_ERROR, self->survey, question->line, 0, "too-many-backgrounds",
                            _ ("A questionnaire has at most %d background questions."), MOK_XLSFORM_MAX_BACKGROUNDS);
      if (count_levels (question) > MOK_XLSFORM_MAX_LEVELS)
        mok_xlsform_report (self, MOK_SEVERITY_ERROR, self->survey, question->line, 0, "too-many-levels",
                            _ ("The background question “%1$s” has more than %2$d levels."), question->name,
                            MOK_XLSFORM_MAX_LEVELS);
      if (depends_on_answers (self, question))
        mok_xlsform_report (self, MOK_SEVERITY_WARNING, self->survey, question->line, 0, "background-not-asked-of-all",
                            _ ("The background question “%s” is not asked of everybody."), question->name);
    }
}

/* "not-by:occ,region" names backgrounds. */
static void
check_releases (MokXlsformReader *self)
{
  for (guint i = 0; i < self->form->questions->len; i++)
    {
      const MokQuestion *question = mok_questionnaire_get_question (self->form, i);
      g_auto (GStrv) names = NULL;

      if (question->release == NULL || !g_str_has_prefix (question->release, "not-by:"))
        continue;
      names = g_strsplit (question->release + strlen ("not-by:"), ",", -1);
      for (guint k = 0; names[k] != NULL; k++)
        {
          const MokQuestion *named = mok_questionnaire_find_question (self->form, names[k]);

          if (named == NULL || named->role != MOK_ROLE_BACKGROUND)
            mok_xlsform_report (self, MOK_SEVERITY_ERROR, self->survey, question->line, 0, "bad-release",
                                _ ("“%s” is not a background."), names[k]);
        }
    }
}

/* One comment of fixed length holds all free text: for each question two bytes and three for every character. */
static void
check_texts (MokXlsformReader *self)
{
  guint64 size = 0;

  for (guint i = 0; i < self->form->questions->len; i++)
    {
      const MokQuestion *question = mok_questionnaire_get_question (self->form, i);

      if (question->kind != MOK_QUESTION_TEXT)
        continue;
      size += 2 + 3 * (guint64) question->max_length;
      if (size > MOK_XLSFORM_MAX_COMMENT)
        {
          mok_xlsform_report (self, MOK_SEVERITY_ERROR, self->survey, question->line, 0, "too-much-text",
                              _ ("The text questions up to “%1$s” may need more than %2$d bytes together. Limit them, "
                                 "for example with: %3$s"),
                              question->name, MOK_XLSFORM_MAX_COMMENT, "string-length(.) <= 200");
          return;
        }
    }
}

/**
 * mok_xlsform_check:
 *
 * Checks the form as a whole; its rows have been read without an error.
 */
void
mok_xlsform_check (MokXlsformReader *self)
{
  g_autofree guint *first = find_first_questions (self);

  check_cycles (self);
  check_conditions (self, first);
  check_groups (self, first);
  check_lists (self);
  check_backgrounds (self);
  check_releases (self);
  check_texts (self);
}
