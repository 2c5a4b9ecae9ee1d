/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One value of a file as the bytes that a record keeps of it (docs/formats.md). Takes what the question admits by
 * itself: its choices, bounds and constraint; skip logic and other answers play no part, published data are as they
 * are.
 */

#include "config.h"

#include "exchange/mok-import-private.h"

#include <math.h>
#include <string.h>

/**
 * mok_import_value_get_size:
 *
 * Returns: bytes of the field of a question in a record; 0 where values of the kind cannot be imported
 */
guint
mok_import_value_get_size (const MokQuestion *question)
{
  switch (question->kind)
    {
    case MOK_QUESTION_SINGLE:
      return 1;
    case MOK_QUESTION_MULTIPLE:
      return 1 + (question->choices->choices->len + 7) / 8;
    case MOK_QUESTION_INTEGER:
    case MOK_QUESTION_RANGE:
    case MOK_QUESTION_DATE:
      return 1 + sizeof (gint32);
    case MOK_QUESTION_DECIMAL:
      return 1 + sizeof (double);
    case MOK_QUESTION_TEXT:
    case MOK_QUESTION_RANK:
    case MOK_QUESTION_NOTE:
    case MOK_QUESTION_ACKNOWLEDGE:
    case MOK_QUESTION_CALCULATE:
    default:
      return 0;
    }
}

static void
put_int (guint8 *bytes, gint32 number)
{
  const guint32 little = GUINT32_TO_LE ((guint32) number);

  memcpy (bytes, &little, sizeof little);
}

static void
put_double (guint8 *bytes, double number)
{
  guint64 little;

  memcpy (&little, &number, sizeof little);
  little = GUINT64_TO_LE (little);
  memcpy (bytes, &little, sizeof little);
}

/* A constraint that looks at other answers cannot be checked here. */
static gboolean
fits_constraint (const MokQuestion *question, const char *text, double number)
{
  gsize n_variables = 0;
  gboolean fits = FALSE;
  g_auto (MokValue) current = { 0 };
  const MokExprContext context = { .current = &current };

  if (question->constraint == NULL)
    return TRUE;
  mok_expr_get_variables (question->constraint, &n_variables);
  if (n_variables > 0 || mok_expr_uses_random (question->constraint))
    return TRUE;
  if (question->kind == MOK_QUESTION_DATE)
    mok_value_set_date (&current, number);
  else if (text != NULL)
    mok_value_set_string (&current, text);
  else
    mok_value_set_number (&current, number);
  return mok_expr_evaluate_boolean (question->constraint, &context, &fits, NULL) && fits;
}

static gboolean
parse_number (const char *text, double *number)
{
  char *end;

  if (!g_ascii_isdigit (*text) && *text != '-' && *text != '.')
    return FALSE;
  *number = g_ascii_strtod (text, &end);
  /* strtod() also takes words and hexadecimal numbers. */
  return end != text && *end == '\0' && isfinite (*number) && text[strspn (text, "0123456789.-+eE")] == '\0';
}

static gboolean
fits_step (const MokQuestion *question, double number, double *step)
{
  if (question->kind != MOK_QUESTION_RANGE || !isfinite (question->minimum) || !(question->step > 0))
    return TRUE;
  *step = round ((number - question->minimum) / question->step);
  return fabs (question->minimum + *step * question->step - number) < 1e-9 * MAX (1, fabs (number));
}

static gboolean
parse_quantity (const MokQuestion *question, const char *text, MokImportValue *value)
{
  double number = 0, step = 0;

  if (!parse_number (text, &number) || number < question->minimum || number > question->maximum
      || !fits_step (question, number, &step) || !fits_constraint (question, NULL, number))
    return FALSE;
  if (question->kind == MOK_QUESTION_DECIMAL)
    {
      put_double (value->bytes + 1, number);
      return TRUE;
    }
  if (!mok_answer_is_whole (question))
    number = step;
  if (number != floor (number) || number < G_MININT32 || number > G_MAXINT32)
    return FALSE;
  put_int (value->bytes + 1, (gint32) number);
  return TRUE;
}

/* Dates as ISO 8601 writes them, and no other way: 03/04/05 means three different days. */
static gboolean
parse_date (const MokQuestion *question, const char *text, MokImportValue *value)
{
  GDate date;
  int year, month, day;

  for (guint i = 0; i < 10; i++)
    {
      if (i == 4 || i == 7 ? text[i] != '-' : !g_ascii_isdigit (text[i]))
        return FALSE;
    }
  year = (int) g_ascii_strtoll (text, NULL, 10);
  month = (int) g_ascii_strtoll (text + 5, NULL, 10);
  day = (int) g_ascii_strtoll (text + 8, NULL, 10);
  if (text[10] != '\0' || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return FALSE;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);

  /* GDate counts 1 January of the year 1 as 1; 1 January 1970 is 719163. */
  const gint32 days = (gint32) g_date_get_julian (&date) - 719163;

  put_int (value->bytes + 1, days);
  return fits_constraint (question, NULL, days);
}

static gboolean
parse_choices (const MokQuestion *question, const char *text, MokImportValue *value)
{
  g_auto (GStrv) codes = g_strsplit (text, " ", -1);

  for (gsize i = 0; codes[i] != NULL; i++)
    {
      const int choice = mok_choice_list_find (question->choices, codes[i]);

      if (choice < 0 || choice >= MOK_ANSWER_MAX_CHOICES)
        return FALSE;
      value->bytes[1 + choice / 8] |= (guint8) (1u << choice % 8);
    }
  return TRUE;
}

static gboolean
parse_choice (const MokQuestion *question, const char *text, MokImportValue *value)
{
  const int choice = mok_choice_list_find (question->choices, text);

  if (choice < 0 || choice >= MOK_ANSWER_MAX_CHOICES || !fits_constraint (question, text, 0))
    return FALSE;
  value->bytes[0] = (guint8) (MOK_ANSWER_GIVEN + choice);
  return TRUE;
}

/**
 * mok_import_value_parse:
 * @question: a question whose values can be imported
 * @text: a code; several, separated by blanks, of a multiple choice; a number; or a date as YYYY-MM-DD. "" is blank
 * @value: (out): its bytes
 *
 * Returns: whether @question admits @text
 */
gboolean
mok_import_value_parse (const MokQuestion *question, const char *text, MokImportValue *value)
{
  g_return_val_if_fail (question != NULL && text != NULL && value != NULL, FALSE);

  *value = (MokImportValue){ .size = mok_import_value_get_size (question), .bytes = { MOK_ANSWER_BLANK } };
  if (*text == '\0')
    return TRUE;
  value->bytes[0] = MOK_ANSWER_GIVEN;
  switch (question->kind)
    {
    case MOK_QUESTION_SINGLE:
      return parse_choice (question, text, value);
    case MOK_QUESTION_MULTIPLE:
      return parse_choices (question, text, value);
    case MOK_QUESTION_INTEGER:
    case MOK_QUESTION_RANGE:
    case MOK_QUESTION_DECIMAL:
      return parse_quantity (question, text, value);
    case MOK_QUESTION_DATE:
      return parse_date (question, text, value);
    case MOK_QUESTION_TEXT:
    case MOK_QUESTION_RANK:
    case MOK_QUESTION_NOTE:
    case MOK_QUESTION_ACKNOWLEDGE:
    case MOK_QUESTION_CALCULATE:
    default:
      return FALSE;
    }
}

/**
 * mok_import_value_is_together:
 * @question: a multiple choice
 * @field: its field in a record
 *
 * Returns: whether these choices can stand together: nothing beside one that stands alone, not more than asked for,
 *   and nothing that the constraint excludes
 */
gboolean
mok_import_value_is_together (const MokQuestion *question, const guint8 *field)
{
  const guint n = question->choices->choices->len;
  guint n_chosen = 0, n_alone = 0;
  g_autoptr (GString) codes = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      const MokChoice *choice = mok_choice_list_get (question->choices, i);

      if ((field[1 + i / 8] >> i % 8 & 1) == 0)
        continue;
      g_string_append_printf (codes, "%s%s", n_chosen > 0 ? " " : "", choice->code);
      n_chosen++;
      n_alone += mok_choice_is_missing (choice) || (choice->kind & MOK_CHOICE_EXCLUSIVE) != 0;
    }
  if (n_alone > 0 ? n_chosen > 1 : question->max_selected > 0 && n_chosen > question->max_selected)
    return FALSE;
  return fits_constraint (question, codes->str, 0);
}
