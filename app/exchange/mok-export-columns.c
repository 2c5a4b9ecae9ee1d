/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The columns of rows: one for each question, one for each choice of a multiple choice or a ranking. Texts have none:
 * they are kept apart from the rows. Must not write files.
 */

#include "config.h"

#include "exchange/mok-export-rows-private.h"

#include <math.h>
#include <string.h>

/* SPSS takes no longer names (bytes). */
#define MAX_NAME 64

/* What is missing has numbers from here on, where answers are not negative … */
#define LOWEST (-9.0)
/* … and where they can be: below every whole number of 32 bits. */
#define LOWEST_OF_NEGATIVE (-9999999999.0)

static void
column_free (gpointer data)
{
  MokExportColumn *self = data;

  g_free (self->name);
  g_free (self->label);
  g_free (self);
}

/* Whether a code is a whole number, written as numbers are. */
static gboolean
parse_code (const char *code, double *number)
{
  char *end;
  const gint64 value = g_ascii_strtoll (code, &end, 10);
  g_autofree char *again = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  *number = (double) value;
  return *code != '\0' && strcmp (again, code) == 0 && ABS (value) <= G_MAXINT32;
}

/* Words that SPSS keeps for itself. */
static gboolean
is_reserved (const char *name)
{
  static const char *const words[] = { "ALL", "AND", "BY",  "EQ", "GE", "GT",   "LE",
                                       "LT",  "NE",  "NOT", "OR", "TO", "WITH", NULL };
  g_autofree char *upper = g_ascii_strup (name, -1);

  return g_strv_contains (words, upper);
}

static char *
dup_name (const char *variable, const char *code)
{
  g_autoptr (GString) name = g_string_new (NULL);

  if (!g_ascii_isalpha (*variable))
    g_string_append_c (name, 'v');
  g_string_append (name, variable);
  if (code != NULL)
    g_string_append_printf (name, "_%s", code);
  for (gsize i = 0; i < name->len; i++)
    {
      if (!g_ascii_isalnum (name->str[i]) && name->str[i] != '.')
        name->str[i] = '_';
    }
  g_string_truncate (name, MIN (name->len, MAX_NAME));
  if (name->str[name->len - 1] == '.')
    name->str[name->len - 1] = '_';
  if (is_reserved (name->str))
    g_string_append_c (name, '_');
  return g_string_free (g_steal_pointer (&name), FALSE);
}

/* Two names that differ in nothing that SPSS looks at. */
static char *
dup_unique_name (GHashTable *names, const char *variable, const char *code)
{
  g_autofree char *wanted = dup_name (variable, code);
  char *name = g_strdup (wanted);

  for (guint i = 2; !g_hash_table_add (names, g_ascii_strdown (name, -1)); i++)
    {
      g_autofree char *number = g_strdup_printf ("_%u", i);

      g_free (name);
      name = g_strdup_printf ("%.*s%s", (int) (MAX_NAME - strlen (number)), wanted, number);
    }
  return name;
}

static double
get_lowest (const MokQuestion *question)
{
  double number;

  switch (question->kind)
    {
    case MOK_QUESTION_INTEGER:
    case MOK_QUESTION_DECIMAL:
    case MOK_QUESTION_RANGE:
      return question->minimum >= 0 ? LOWEST : LOWEST_OF_NEGATIVE;
    case MOK_QUESTION_SINGLE:
      for (guint i = 0; i < question->choices->choices->len; i++)
        {
          if (parse_code (mok_choice_list_get (question->choices, i)->code, &number) && number < 0)
            return LOWEST_OF_NEGATIVE;
        }
      return LOWEST;
    case MOK_QUESTION_MULTIPLE:
    case MOK_QUESTION_RANK:
    case MOK_QUESTION_DATE:
    case MOK_QUESTION_TEXT:
    case MOK_QUESTION_NOTE:
    case MOK_QUESTION_ACKNOWLEDGE:
    case MOK_QUESTION_CALCULATE:
    default:
      return LOWEST;
    }
}

static gboolean
is_coded (const MokQuestion *question)
{
  double number;

  for (guint i = 0; i < question->choices->choices->len; i++)
    {
      if (!parse_code (mok_choice_list_get (question->choices, i)->code, &number))
        return FALSE;
    }
  return TRUE;
}

static void
add_column (GPtrArray *columns, GHashTable *names, const MokQuestion *question, int choice, const char *language)
{
  MokExportColumn *self = g_new0 (MokExportColumn, 1);
  const MokChoice *chosen = choice >= 0 ? mok_choice_list_get (question->choices, (guint) choice) : NULL;
  const char *title = mok_text_get (question->label, language);

  self->question = question;
  self->index = question->index;
  self->choice = choice;
  self->name = dup_unique_name (names, question->name, chosen != NULL ? chosen->code : NULL);
  /* The choice first: a label may be cut short. */
  self->label =
      chosen != NULL ? g_strdup_printf ("%s – %s", mok_text_get (chosen->label, language), title) : g_strdup (title);
  self->coded = question->kind == MOK_QUESTION_SINGLE && is_coded (question);
  self->lowest = get_lowest (question);
  g_ptr_array_add (columns, self);
}

/**
 * mok_export_columns_new:
 *
 * Returns: (transfer full) (element-type MokExportColumn): valid as long as @questionnaire
 */
GPtrArray *
mok_export_columns_new (MokQuestionnaire *questionnaire, const char *language)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func (column_free);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < mok_questionnaire_get_n_questions (questionnaire); i++)
    {
      const MokQuestion *question = mok_questionnaire_get_question (questionnaire, i);

      if (!mok_question_is_stored (question) || question->kind == MOK_QUESTION_TEXT)
        continue;
      if (question->kind != MOK_QUESTION_MULTIPLE && question->kind != MOK_QUESTION_RANK)
        {
          add_column (columns, names, question, -1, language);
          continue;
        }
      for (guint k = 0; k < question->choices->choices->len; k++)
        {
          if (!mok_choice_is_missing (mok_choice_list_get (question->choices, k)))
            add_column (columns, names, question, (int) k, language);
        }
    }
  return columns;
}

static gboolean
is_missing_choice (const MokChoice *choice, MokMissing *missing)
{
  if (!mok_choice_is_missing (choice))
    return FALSE;
  *missing = (choice->kind & MOK_CHOICE_NOT_SURE) != 0 ? MOK_MISSING_NOT_SURE : MOK_MISSING_REFUSED;
  return TRUE;
}

/**
 * mok_export_column_is_missing:
 * @missing: (out): in which way
 *
 * Returns: whether there is no substantive answer
 */
gboolean
mok_export_column_is_missing (const MokExportColumn *self, const MokAnswers *answers, MokMissing *missing)
{
  const MokAnswer *answer = mok_answers_get (answers, self->index);

  if (answer->state != MOK_ANSWER_GIVEN)
    {
      *missing = answer->state == MOK_ANSWER_NOT_ASKED ? MOK_MISSING_NOT_ASKED : MOK_MISSING_BLANK;
      return TRUE;
    }
  if (self->question->kind == MOK_QUESTION_SINGLE)
    return is_missing_choice (mok_choice_list_get (self->question->choices, answer->choice), missing);
  for (guint i = 0; self->question->kind == MOK_QUESTION_MULTIPLE && i < self->question->choices->choices->len; i++)
    {
      if (mok_answer_has_choice (answer, i)
          && is_missing_choice (mok_choice_list_get (self->question->choices, i), missing))
        return TRUE;
    }
  return FALSE;
}

/**
 * mok_export_column_get_choice_number:
 * @choice: of a single choice
 *
 * Returns: its code, where codes are numbers, or its place in the list from 1
 */
double
mok_export_column_get_choice_number (const MokExportColumn *self, guint choice)
{
  double number = choice + 1;

  if (self->coded)
    parse_code (mok_choice_list_get (self->question->choices, choice)->code, &number);
  return number;
}

/**
 * mok_export_column_get_number:
 *
 * Returns: the substantive answer as a number: a code, 0 or 1 of a choice among several, a place from 1 (0 = none), a
 *   number, or days since 1970-01-01; of what is missing the number that stands for it
 */
double
mok_export_column_get_number (const MokExportColumn *self, const MokAnswers *answers)
{
  const MokAnswer *answer = mok_answers_get (answers, self->index);
  MokMissing missing;

  if (mok_export_column_is_missing (self, answers, &missing))
    return self->lowest + missing;
  switch (self->question->kind)
    {
    case MOK_QUESTION_SINGLE:
      return mok_export_column_get_choice_number (self, answer->choice);
    case MOK_QUESTION_MULTIPLE:
      return mok_answer_has_choice (answer, (guint) self->choice);
    case MOK_QUESTION_RANK:
      return answer->rank[self->choice];
    case MOK_QUESTION_DATE:
      return answer->date;
    case MOK_QUESTION_INTEGER:
    case MOK_QUESTION_DECIMAL:
    case MOK_QUESTION_RANGE:
      return mok_answer_get_number (self->question, answer);
    case MOK_QUESTION_TEXT:
    case MOK_QUESTION_NOTE:
    case MOK_QUESTION_ACKNOWLEDGE:
    case MOK_QUESTION_CALCULATE:
    default:
      g_return_val_if_reached (NAN);
    }
}
