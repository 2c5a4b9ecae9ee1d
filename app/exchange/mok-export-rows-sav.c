/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Rows of an open survey as an SPSS file: labels of questions and answers, the four kinds of missing as user-missing
 * values, several answers as one variable of 0 and 1 for each choice. Must not write texts.
 */

#include "config.h"

#include "exchange/mok-export-rows-private.h"

#include <glib/gi18n-lib.h>

#include "exchange/mok-sav-private.h"
#include "release/mok-rows.h"

/* SPSS counts seconds from 14 October 1582. */
#define DAYS_BEFORE_1970 141428
#define SECONDS_PER_DAY (24 * 60 * 60)

typedef struct
{
  const MokExportRows *rows;
  MokSav *sav;
  GPtrArray *variables; /* (element-type readstat_variable_t): of each column */
  guint64 n_rows;
} Cases;

static const char *
get_format (const MokExportColumn *column)
{
  switch (column->question->kind)
    {
    case MOK_QUESTION_DATE:
      return "SDATE10";
    case MOK_QUESTION_DECIMAL:
    case MOK_QUESTION_RANGE:
      return mok_answer_is_whole (column->question) ? "F8.0" : "F12.4";
    case MOK_QUESTION_SINGLE:
    case MOK_QUESTION_MULTIPLE:
    case MOK_QUESTION_INTEGER:
    case MOK_QUESTION_RANK:
    case MOK_QUESTION_TEXT:
    case MOK_QUESTION_NOTE:
    case MOK_QUESTION_ACKNOWLEDGE:
    case MOK_QUESTION_CALCULATE:
    default:
      return "F8.0";
    }
}

static gboolean
has_categories (const MokQuestion *question)
{
  return question->kind == MOK_QUESTION_SINGLE || question->kind == MOK_QUESTION_MULTIPLE;
}

static readstat_label_set_t *
add_value_labels (MokSav *sav, const MokExportColumn *column, const char *language)
{
  readstat_label_set_t *labels = readstat_add_label_set (sav->writer, READSTAT_TYPE_DOUBLE, column->name);
  const MokChoiceList *choices = column->question->choices;

  for (int i = 0; i < MOK_N_MISSING; i++)
    mok_sav_add_value_label (labels, column->lowest + i, mok_missing_get_label ((MokMissing) i));
  if (column->question->kind == MOK_QUESTION_MULTIPLE)
    {
      mok_sav_add_value_label (labels, 0, _ ("Not chosen"));
      mok_sav_add_value_label (labels, 1, _ ("Chosen"));
    }
  if (column->question->kind == MOK_QUESTION_RANK)
    mok_sav_add_value_label (labels, 0, _ ("Not ranked"));
  for (guint i = 0; column->question->kind == MOK_QUESTION_SINGLE && i < choices->choices->len; i++)
    {
      const MokChoice *choice = mok_choice_list_get (choices, i);

      if (!mok_choice_is_missing (choice))
        mok_sav_add_value_label (labels, mok_export_column_get_choice_number (column, i),
                                 mok_text_get (choice->label, language));
    }
  return labels;
}

static gboolean
add_variable (Cases *self, const MokExportColumn *column, GError **error)
{
  readstat_variable_t *variable = mok_sav_add_number (self->sav, column->name, column->label, get_format (column));

  readstat_variable_set_label_set (variable, add_value_labels (self->sav, column, self->rows->options->language));
  readstat_variable_set_measure (variable, has_categories (column->question)             ? READSTAT_MEASURE_NOMINAL
                                           : column->question->kind == MOK_QUESTION_RANK ? READSTAT_MEASURE_ORDINAL
                                                                                         : READSTAT_MEASURE_SCALE);
  g_ptr_array_add (self->variables, variable);
  return mok_sav_check (
      self->sav,
      readstat_variable_add_missing_double_range (variable, column->lowest, column->lowest + MOK_N_MISSING - 1), error);
}

static gboolean
count_row (const MokAnswers *answers, gpointer data, GError **error)
{
  ((Cases *) data)->n_rows++;
  return TRUE;
}

static double
get_value (const MokExportColumn *column, const MokAnswers *answers)
{
  const double number = mok_export_column_get_number (column, answers);
  MokMissing missing;

  if (column->question->kind != MOK_QUESTION_DATE || mok_export_column_is_missing (column, answers, &missing))
    return number;
  return (number + DAYS_BEFORE_1970) * SECONDS_PER_DAY;
}

static gboolean
write_row (const MokAnswers *answers, gpointer data, GError **error)
{
  Cases *self = data;
  readstat_error_t result = readstat_begin_row (self->sav->writer);

  for (guint i = 0; result == READSTAT_OK && i < self->variables->len; i++)
    result = mok_sav_insert_number (self->sav, g_ptr_array_index (self->variables, i),
                                    get_value (g_ptr_array_index (self->rows->columns, i), answers));
  if (result == READSTAT_OK)
    result = readstat_end_row (self->sav->writer);
  return mok_sav_check (self->sav, result, error);
}

/**
 * mok_export_rows_write_sav:
 *
 * Goes through the rows twice: SPSS wants to know beforehand how many cases there are.
 *
 * Returns: whether everything was written
 */
gboolean
mok_export_rows_write_sav (const MokExportRows *self, GError **error)
{
  g_autoptr (GPtrArray) variables = g_ptr_array_new ();
  g_auto (MokSav) sav = { 0 };
  Cases cases = { self, &sav, variables, 0 };

  mok_sav_init (&sav, self->file, self->options->title);
  for (guint i = 0; i < self->columns->len; i++)
    {
      if (!add_variable (&cases, g_ptr_array_index (self->columns, i), error))
        return FALSE;
    }
  return mok_rows_foreach (self->survey, self->key, count_row, &cases, NULL, NULL, self->cancellable, error)
         && mok_sav_begin (&sav, cases.n_rows, error)
         && mok_rows_foreach (self->survey, self->key, write_row, &cases, self->progress, self->progress_data,
                              self->cancellable, error)
         && mok_sav_finish (&sav, error);
}
