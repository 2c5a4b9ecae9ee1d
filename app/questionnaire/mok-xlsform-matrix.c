/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How a form asks for a matrix: the appearance "table-list" of a group, or in a group that is a "field-list" a question
 * with the appearance "label" above others with "list-nolabel". Must not refuse a form: one by one the questions ask
 * the same.
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "questionnaire/mok-matrix.h"
#include "questionnaire/mok-xlsform-private.h"

static gboolean
has_word (const MokSheetCell *cell, const char *word)
{
  g_auto (GStrv) words = cell != NULL ? g_strsplit_set (cell->text, " \t", -1) : NULL;

  return words != NULL && g_strv_contains ((const char *const *) words, word);
}

/**
 * mok_xlsform_read_group_appearance:
 * @group: a new group
 * @row: the row that begins it
 *
 * Reads whether the questions of a group belong on one page.
 */
void
mok_xlsform_read_group_appearance (MokXlsformReader *self, MokGroup *group, const MokSheetRow *row)
{
  const MokSheetCell *cell = mok_xlsform_get_cell (self->survey_columns, row, COLUMN_APPEARANCE);

  group->asks_for_matrix = has_word (cell, "table-list");
  if (group->asks_for_matrix || has_word (cell, "field-list"))
    g_hash_table_add (self->field_lists, group);
}

/**
 * mok_xlsform_is_heading:
 * @group: (nullable): the group around the row
 *
 * A select_one that shows nothing but its label and those of its choices, above questions that do not show them again.
 * Nobody can answer it, so it is a note. Its group asks for a matrix then.
 *
 * Returns: whether the row is one
 */
gboolean
mok_xlsform_is_heading (MokXlsformReader *self, MokGroup *group, const MokSheetRow *row, const MokXlsformType *type)
{
  const MokSheetCell *cell = mok_xlsform_get_cell (self->survey_columns, row, COLUMN_APPEARANCE);

  if (type->question != MOK_QUESTION_SINGLE || group == NULL || !g_hash_table_contains (self->field_lists, group)
      || !has_word (cell, "label"))
    return FALSE;
  group->asks_for_matrix = TRUE;
  return TRUE;
}

/**
 * mok_xlsform_is_matrix_word:
 *
 * Returns: whether an appearance of a question has done its work by making its group a matrix
 */
gboolean
mok_xlsform_is_matrix_word (const MokQuestion *question, const char *word)
{
  if (question->group == NULL || !question->group->asks_for_matrix)
    return FALSE;
  return (question->kind == MOK_QUESTION_NOTE && strcmp (word, "label") == 0)
         || (question->kind == MOK_QUESTION_SINGLE && strcmp (word, "list-nolabel") == 0);
}

static const char *
get_reason (MokMatrixFault fault)
{
  switch (fault)
    {
    case MOK_MATRIX_FAULT_FEW_ROWS:
      return _ ("it has fewer than two rows");
    case MOK_MATRIX_FAULT_MANY_ROWS:
      return _ ("it has too many rows");
    case MOK_MATRIX_FAULT_LISTS:
      return _ ("its rows do not have the same list of choices");
    case MOK_MATRIX_FAULT_MANY_CHOICES:
      return _ ("it has too many choices for one row");
    case MOK_MATRIX_FAULT_FEW_CHOICES:
      return _ ("it has fewer than two choices that say something");
    case MOK_MATRIX_FAULT_SHUFFLED:
      return _ ("its choices are shuffled");
    case MOK_MATRIX_FAULT_SCREENER:
      return _ ("one of its rows is a screener");
    case MOK_MATRIX_FAULT_PERIODS:
      return _ ("its rows ask about different periods");
    case MOK_MATRIX_FAULT_HEADING:
      return _ ("neither the group nor a note at its beginning says what is asked");
    case MOK_MATRIX_FAULT_CONDITION:
      return _ ("its heading has a condition of its own");
    case MOK_MATRIX_FAULT_OTHERS:
    case MOK_MATRIX_FAULT_NONE:
    default:
      return _ ("it holds something else than select_one questions");
    }
}

/**
 * mok_xlsform_find_matrices:
 *
 * Finds the matrices of a form that has no errors. One that cannot be shown is a warning.
 */
void
mok_xlsform_find_matrices (MokXlsformReader *self)
{
  for (guint i = 0; i < self->form->groups->len; i++)
    {
      MokGroup *group = g_ptr_array_index (self->form->groups, i);
      MokMatrix matrix;
      MokMatrixFault fault;

      if (!group->asks_for_matrix)
        continue;
      fault = mok_matrix_find (self->form, group, &matrix);
      if (fault == MOK_MATRIX_FAULT_NONE)
        group->matrix = g_memdup2 (&matrix, sizeof matrix);
      else
        mok_xlsform_report (self, MOK_SEVERITY_WARNING, self->survey, group->line, 0, "no-matrix",
                            _ ("The questions of “%1$s” are asked one by one, not as a matrix: %2$s."), group->name,
                            get_reason (fault));
    }
}
