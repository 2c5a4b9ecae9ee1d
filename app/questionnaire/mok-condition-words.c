/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Conditions in words, with the numbers of questions and the wordings of choices, in the program's current language.
 * Every clause names the people that it is about ("you answered ‘Yes’ to question 12"); what cannot be said simply
 * names a note, which holds the expression. Must not leave anything out that matters to somebody who answers.
 */

#include "config.h"

#include "questionnaire/mok-condition-words.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "questionnaire/mok-fact-private.h"
#include "questionnaire/mok-numbering.h"

/* A first part of a label that is shorter than this does not stand for it. */
#define LEAST_SHORT 2

typedef struct
{
  const MokQuestionnaire *form;
  const char *language;
  GPtrArray *notes; /* (element-type utf8) */
} Writer;

static char *dup_clause (Writer *self, const MokFact *fact);

/* A label without what it adds in brackets: "전공의" of "전공의(인턴·레지던트)". */
static char *
dup_beginning (const char *label)
{
  const char *bracket = strchr (label, '(');
  g_autofree char *beginning = g_strndup (label, bracket != NULL ? (gsize) (bracket - label) : strlen (label));

  g_strstrip (beginning);
  if (g_utf8_strlen (beginning, -1) < LEAST_SHORT)
    return g_strdup (label);
  return g_steal_pointer (&beginning);
}

/* What a choice is called where it is meant: the beginning of its label, unless another one begins likewise. */
static char *
dup_name (Writer *self, const MokChoiceList *list, const char *code)
{
  const int at = list != NULL ? mok_choice_list_find (list, code) : -1;
  const char *label = at >= 0 ? mok_text_get (mok_choice_list_get (list, (guint) at)->label, self->language) : code;
  g_autofree char *name = NULL;
  g_auto (GStrv) words = NULL;

  if (at >= 0)
    name = dup_beginning (label);
  for (guint i = 0; name != NULL && i < list->choices->len; i++)
    {
      g_autofree char *other = dup_beginning (mok_text_get (mok_choice_list_get (list, i)->label, self->language));

      if ((int) i != at && strcmp (name, other) == 0)
        g_clear_pointer (&name, g_free);
    }
  words = g_strsplit_set (name != NULL ? name : label, "\n\r\t", -1);
  return g_strjoinv (" ", words);
}

/* @n: how many there are before it, of @n_all */
static void
append_answer (GString *text, guint n, guint n_all, const char *name)
{
  if (n > 0)
    g_string_append (text, n + 1 == n_all ? C_ ("last of several answers", " or ") : ", ");
  g_string_append_printf (text, C_ ("answer", "‘%s’"), name);
}

/* ‘A’, ‘B’ or ‘C’ */
static char *
dup_answers (Writer *self, const MokFact *fact)
{
  const MokQuestion *question = mok_questionnaire_get_question (self->form, g_array_index (fact->questions, guint, 0));
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = 0;

  /* In the order of the form, so that they are found there. */
  for (guint i = 0; question->choices != NULL && i < question->choices->choices->len; i++)
    {
      const char *code = mok_choice_list_get (question->choices, i)->code;
      g_autofree char *name = NULL;

      if (!g_ptr_array_find_with_equal_func (fact->texts, code, g_str_equal, NULL))
        continue;
      name = dup_name (self, question->choices, code);
      append_answer (text, n++, fact->texts->len, name);
    }
  for (guint i = 0; question->choices == NULL && i < fact->texts->len; i++)
    append_answer (text, i, fact->texts->len, g_ptr_array_index (fact->texts, i));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* "3, 5–7": neighbours in numbers are put together. */
static char *
dup_questions (Writer *self, GArray *questions)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < questions->len; i++)
    {
      const MokQuestion *first = mok_questionnaire_get_question (self->form, g_array_index (questions, guint, i));
      const guint number = mok_numbering_get (self->form, first);
      g_autofree char *begin = mok_numbering_dup (self->form, first);
      g_autofree char *end = NULL;
      guint n = 1;

      /* A note, in a condition that has no words. */
      if (begin == NULL)
        continue;
      while (number > 0 && i + n < questions->len
             && mok_numbering_get (self->form,
                                   mok_questionnaire_get_question (self->form, g_array_index (questions, guint, i + n)))
                    == number + n)
        n++;
      if (text->len > 0)
        g_string_append (text, ", ");
      if (n < 3)
        {
          g_string_append (text, begin);
          continue;
        }
      i += n - 1;
      end = mok_numbering_dup (self->form,
                               mok_questionnaire_get_question (self->form, g_array_index (questions, guint, i)));
      g_string_append_printf (text, C_ ("questions", "%1$s–%2$s"), begin, end);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
dup_blank (gboolean is_answered, const char *question)
{
  return g_strdup_printf (is_answered ? _ ("you answered question %s") : _ ("you left question %s blank"), question);
}

/* Any answer at all to a single choice. */
static gboolean
names_every_choice (Writer *self, const MokFact *fact)
{
  const MokQuestion *question = mok_questionnaire_get_question (self->form, g_array_index (fact->questions, guint, 0));

  return fact->questions->len == 1 && question->kind == MOK_QUESTION_SINGLE
         && fact->texts->len == question->choices->choices->len;
}

static char *
dup_chosen (Writer *self, const MokFact *fact)
{
  g_autofree char *answers = dup_answers (self, fact);
  g_autofree char *questions = dup_questions (self, fact->questions);

  if (names_every_choice (self, fact))
    return dup_blank (!fact->is_negated, questions);
  if (fact->questions->len == 1)
    return g_strdup_printf (fact->is_negated ? _ ("you did not answer %1$s to question %2$s")
                                             : _ ("you answered %1$s to question %2$s"),
                            answers, questions);
  return g_strdup_printf (fact->is_negated ? _ ("you did not answer %1$s to any of the questions %2$s")
                                           : _ ("you answered %1$s to at least one of the questions %2$s"),
                          answers, questions);
}

static char *
dup_number_clause (Writer *self, const MokFact *fact)
{
  g_autofree char *question = dup_questions (self, fact->questions);
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (number, sizeof number, "%.12g", fact->number);
  if (fact->operation == MOK_OPERATOR_LESS)
    return g_strdup_printf (fact->is_negated ? _ ("your answer to question %1$s is %2$s or more, or blank")
                                             : _ ("your answer to question %1$s is less than %2$s"),
                            question, number);
  if (fact->operation == MOK_OPERATOR_LESS_EQUAL)
    return g_strdup_printf (fact->is_negated ? _ ("your answer to question %1$s is more than %2$s, or blank")
                                             : _ ("your answer to question %1$s is %2$s or less"),
                            question, number);
  if (fact->operation == MOK_OPERATOR_GREATER)
    return g_strdup_printf (fact->is_negated ? _ ("your answer to question %1$s is %2$s or less, or blank")
                                             : _ ("your answer to question %1$s is more than %2$s"),
                            question, number);
  return g_strdup_printf (fact->is_negated ? _ ("your answer to question %1$s is less than %2$s, or blank")
                                           : _ ("your answer to question %1$s is %2$s or more"),
                          question, number);
}

static char *
dup_count_clause (Writer *self, const MokFact *fact)
{
  g_autofree char *question = dup_questions (self, fact->questions);
  g_autofree char *number = g_strdup_printf ("%u", (guint) fact->number - (fact->is_negated ? 1 : 0));

  return g_strdup_printf (fact->is_negated ? _ ("you marked at most %2$s of the answers to question %1$s")
                                           : _ ("you marked at least %2$s of the answers to question %1$s"),
                          question, number);
}

/* An expression with "[12]" where it has `${hours}`; of a calculation its name. */
static char *
dup_expression (Writer *self, const char *source, GArray *calculations)
{
  g_autoptr (GString) text = g_string_new (NULL);

  while (*source != '\0')
    {
      const char *close = g_str_has_prefix (source, "${") ? strchr (source, '}') : NULL;
      g_autofree char *name = close != NULL ? g_strstrip (g_strndup (source + 2, (gsize) (close - source - 2))) : NULL;
      const MokQuestion *question = name != NULL ? mok_questionnaire_find_question (self->form, name) : NULL;
      g_autofree char *number = question != NULL ? mok_numbering_dup (self->form, question) : NULL;

      if (question == NULL)
        {
          g_string_append_c (text, *source++);
          continue;
        }
      g_string_append_printf (text, "[%s]", number != NULL ? number : question->name);
      if (question->kind == MOK_QUESTION_CALCULATE)
        g_array_append_val (calculations, question->index);
      source = close + 1;
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
contains (GArray *numbers, guint number)
{
  for (guint i = 0; i < numbers->len; i++)
    if (g_array_index (numbers, guint, i) == number)
      return TRUE;
  return FALSE;
}

/* The expression, and below it the calculations that it needs. Adds to @questions what all of it depends on. */
static char *
dup_note (Writer *self, MokExpr *expr, GArray *questions)
{
  g_autoptr (GArray) calculations = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) done = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GString) note = g_string_new (NULL);
  const MokQuestion *calculation = NULL;

  while (expr != NULL)
    {
      g_autofree char *expression = dup_expression (self, mok_expr_get_source (expr), calculations);
      gsize n_variables;
      const guint *variables = mok_expr_get_variables (expr, &n_variables);

      if (calculation != NULL)
        g_string_append_printf (note, "\n[%s] = ", calculation->name);
      g_string_append (note, expression);
      for (gsize i = 0; i < n_variables; i++)
        if (mok_questionnaire_get_question (self->form, variables[i])->kind != MOK_QUESTION_CALCULATE
            && !contains (questions, variables[i]))
          g_array_append_val (questions, variables[i]);
      expr = NULL;
      while (expr == NULL && calculations->len > 0)
        {
          const guint next = g_array_index (calculations, guint, 0);

          g_array_remove_index (calculations, 0);
          if (contains (done, next))
            continue;
          g_array_append_val (done, next);
          calculation = mok_questionnaire_get_question (self->form, next);
          expr = calculation->calculate;
        }
    }
  return g_string_free (g_steal_pointer (&note), FALSE);
}

static int
compare_indices (gconstpointer a, gconstpointer b)
{
  const guint x = *(const guint *) a, y = *(const guint *) b;

  return (x > y) - (x < y);
}

/* The note has the whole expression, not only its unclear part: beside the parts that are clear that says the same,
 * also where the part stands behind a `not`.
 */
static char *
dup_unclear (Writer *self, const MokFact *fact)
{
  g_autoptr (GArray) depends = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree char *note = dup_note (self, fact->part->expr, depends);
  g_autofree char *questions = NULL;
  g_autofree char *number = NULL;
  guint at;

  if (!g_ptr_array_find_with_equal_func (self->notes, note, g_str_equal, &at))
    {
      at = self->notes->len;
      g_ptr_array_add (self->notes, g_steal_pointer (&note));
    }
  number = g_strdup_printf ("%u", at + 1);
  g_array_sort (depends, compare_indices);
  questions = dup_questions (self, depends);
  if (*questions == '\0')
    return g_strdup_printf (_ ("what note %s at the end says is so"), number);
  return g_strdup_printf (_ ("your answers to the questions %2$s are as note %1$s at the end says"), number, questions);
}

/* In brackets where it has parts of its own. */
static void
add_clause (Writer *self, GPtrArray *clauses, const MokFact *fact)
{
  g_autofree char *bare = dup_clause (self, fact);
  g_autofree char *clause = fact->kind == MOK_FACT_ALL || fact->kind == MOK_FACT_ANY ? g_strdup_printf ("(%s)", bare)
                                                                                     : g_steal_pointer (&bare);

  if (!g_ptr_array_find_with_equal_func (clauses, clause, g_str_equal, NULL))
    g_ptr_array_add (clauses, g_steal_pointer (&clause));
}

static char *
dup_joined (Writer *self, const MokFact *fact)
{
  g_autoptr (GPtrArray) clauses = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < fact->children->len; i++)
    add_clause (self, clauses, g_ptr_array_index (fact->children, i));
  if (fact->kind == MOK_FACT_ALL)
    return mok_condition_join_clauses (clauses);
  for (guint i = 0; i < clauses->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? C_ ("conditions", " or ") : "",
                            (const char *) g_ptr_array_index (clauses, i));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
dup_clause (Writer *self, const MokFact *fact)
{
  g_autofree char *questions = NULL;

  switch (fact->kind)
    {
    case MOK_FACT_ALL:
    case MOK_FACT_ANY:
      return dup_joined (self, fact);
    case MOK_FACT_CHOSEN:
      return dup_chosen (self, fact);
    case MOK_FACT_NUMBER:
      return dup_number_clause (self, fact);
    case MOK_FACT_COUNT:
      return dup_count_clause (self, fact);
    case MOK_FACT_BLANK:
      questions = dup_questions (self, fact->questions);
      return dup_blank (fact->is_negated, questions);
    case MOK_FACT_UNCLEAR:
    case MOK_FACT_ALWAYS:
    case MOK_FACT_NEVER:
    default:
      return dup_unclear (self, fact);
    }
}

/**
 * mok_condition_new_of_question:
 * @outermost: (nullable): a group around @question whose own condition is left out, and those around it
 *
 * Returns: (transfer full): that of the question and of the groups around it, together
 */
MokCondition *
mok_condition_new_of_question (const MokQuestion *question, const MokGroup *outermost)
{
  g_return_val_if_fail (question != NULL, NULL);

  GPtrArray *conditions = g_ptr_array_new ();

  for (const MokGroup *group = question->group; group != NULL && group != outermost; group = group->parent)
    if (group->relevant != NULL)
      g_ptr_array_insert (conditions, 0, mok_condition_new (group->relevant));
  if (question->relevant != NULL)
    g_ptr_array_add (conditions, mok_condition_new (question->relevant));
  return mok_condition_new_all (conditions);
}

/**
 * mok_condition_list_clauses:
 * @language: a language of the questionnaire, for wordings of choices; the words are in the program's current language
 * @notes: (element-type utf8): gets the expressions that cannot be said in words, each once
 * @is_never: (out): whether nobody can fulfil it; then there is no clause
 *
 * Says of whom a condition is true among those who have not been turned away by a screener. Whoever leaves a question
 * blank has not given any of its answers.
 *
 * Returns: (transfer full) (element-type utf8): clauses that must all be true; none where the condition always is
 */
GPtrArray *
mok_condition_list_clauses (const MokCondition *self,
                            const MokQuestionnaire *form,
                            const char *language,
                            GPtrArray *notes,
                            gboolean *is_never)
{
  g_return_val_if_fail (self != NULL && form != NULL && language != NULL && notes != NULL && is_never != NULL, NULL);

  GPtrArray *clauses = g_ptr_array_new_with_free_func (g_free);
  Writer writer = { form, language, notes };
  g_autoptr (MokFact) fact = mok_fact_new (self, form, FALSE);

  *is_never = fact->kind == MOK_FACT_NEVER;
  if (fact->kind == MOK_FACT_NEVER || fact->kind == MOK_FACT_ALWAYS)
    return clauses;
  if (fact->kind != MOK_FACT_ALL)
    {
      g_ptr_array_add (clauses, dup_clause (&writer, fact));
      return clauses;
    }
  for (guint i = 0; i < fact->children->len; i++)
    add_clause (&writer, clauses, g_ptr_array_index (fact->children, i));
  return clauses;
}

/**
 * mok_condition_join_clauses:
 * @clauses: (element-type utf8): of mok_condition_list_clauses()
 *
 * Returns: (transfer full): all of them in one sentence, without an end
 */
char *
mok_condition_join_clauses (GPtrArray *clauses)
{
  g_return_val_if_fail (clauses != NULL, NULL);

  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < clauses->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? C_ ("conditions", " and ") : "",
                            (const char *) g_ptr_array_index (clauses, i));
  return g_string_free (g_steal_pointer (&text), FALSE);
}
