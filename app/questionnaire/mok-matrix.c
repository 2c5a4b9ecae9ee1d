/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Which questions make a matrix. A form has to ask for it; what has no room in a table, or would mean something else
 * there, is asked one by one. Must not know how a matrix is shown.
 */

#include "config.h"

#include "questionnaire/mok-matrix.h"

/**
 * mok_matrix_is_aside:
 *
 * Returns: whether a choice is no degree of anything and stands apart: not sure, prefer not to answer, does not apply
 */
gboolean
mok_matrix_is_aside (const MokChoice *choice)
{
  g_return_val_if_fail (choice != NULL, FALSE);

  return mok_choice_is_missing (choice) || (choice->kind & MOK_CHOICE_NOT_APPLICABLE) != 0;
}

static gboolean
has_group_inside (const MokQuestionnaire *form, const MokGroup *group)
{
  for (guint i = 0; i < form->groups->len; i++)
    if (((const MokGroup *) g_ptr_array_index (form->groups, i))->parent == group)
      return TRUE;
  return FALSE;
}

static MokMatrixFault
check_choices (const MokChoiceList *list)
{
  guint n_aside = 0;
  guint n_answers;

  for (guint i = 0; i < list->choices->len; i++)
    n_aside += mok_matrix_is_aside (mok_choice_list_get (list, i)) ? 1 : 0;
  n_answers = list->choices->len - n_aside;
  if (n_answers < 2)
    return MOK_MATRIX_FAULT_FEW_CHOICES;
  return n_answers > MOK_MATRIX_MAX_ANSWERS || n_aside > MOK_MATRIX_MAX_ASIDE ? MOK_MATRIX_FAULT_MANY_CHOICES
                                                                              : MOK_MATRIX_FAULT_NONE;
}

/* Whether @question can stand below @first. */
static MokMatrixFault
check_row (const MokQuestion *first, const MokQuestion *question)
{
  if (question->kind != MOK_QUESTION_SINGLE)
    return MOK_MATRIX_FAULT_OTHERS;
  if (question->choices != first->choices)
    return MOK_MATRIX_FAULT_LISTS;
  if (question->role == MOK_ROLE_SCREENER)
    return MOK_MATRIX_FAULT_SCREENER;
  /* Every row would have an order of its own. */
  if (question->randomize)
    return MOK_MATRIX_FAULT_SHUFFLED;
  return g_strcmp0 (question->period, first->period) != 0 ? MOK_MATRIX_FAULT_PERIODS : MOK_MATRIX_FAULT_NONE;
}

static MokMatrixFault
check_rows (const MokQuestionnaire *form, const MokMatrix *matrix)
{
  const MokQuestion *first;

  if (matrix->n_rows < 2)
    return MOK_MATRIX_FAULT_FEW_ROWS;
  if (matrix->n_rows > MOK_MATRIX_MAX_ROWS)
    return MOK_MATRIX_FAULT_MANY_ROWS;
  first = mok_questionnaire_get_question (form, matrix->first);
  for (guint i = 0; i < matrix->n_rows; i++)
    {
      const MokMatrixFault fault = check_row (first, mok_questionnaire_get_question (form, matrix->first + i));

      if (fault != MOK_MATRIX_FAULT_NONE)
        return fault;
    }
  return check_choices (first->choices);
}

/**
 * mok_matrix_find:
 * @group: a group of @form
 * @matrix: (out caller-allocates): what its questions make; undefined if they make none
 *
 * Looks at a whole group: a note may stand first, and everything else has to be a row. Whether the form asks for a
 * matrix is not looked at.
 *
 * Returns: why the group is no matrix, or %MOK_MATRIX_FAULT_NONE
 */
MokMatrixFault
mok_matrix_find (const MokQuestionnaire *form, const MokGroup *group, MokMatrix *matrix)
{
  g_return_val_if_fail (form != NULL && group != NULL && matrix != NULL, MOK_MATRIX_FAULT_OTHERS);

  MokMatrixFault fault;

  *matrix = (MokMatrix){ .group = group };
  if (has_group_inside (form, group))
    return MOK_MATRIX_FAULT_OTHERS;
  for (guint i = 0; i < form->questions->len; i++)
    {
      const MokQuestion *question = mok_questionnaire_get_question (form, i);

      if (question->group != group)
        continue;
      if (question->kind == MOK_QUESTION_NOTE && matrix->note == NULL && matrix->n_rows == 0)
        matrix->note = question;
      else if (matrix->n_rows++ == 0)
        matrix->first = i;
    }
  fault = check_rows (form, matrix);
  if (fault != MOK_MATRIX_FAULT_NONE)
    return fault;
  /* Rows seldom say by themselves what is asked. */
  if (mok_text_is_empty (mok_matrix_get_label (matrix)))
    return MOK_MATRIX_FAULT_HEADING;
  return matrix->note != NULL && matrix->note->relevant != NULL ? MOK_MATRIX_FAULT_CONDITION : MOK_MATRIX_FAULT_NONE;
}

/**
 * mok_matrix_of:
 *
 * Returns: (transfer none) (nullable): the matrix that @question belongs to, as a row or as its heading
 */
const MokMatrix *
mok_matrix_of (const MokQuestion *question)
{
  g_return_val_if_fail (question != NULL, NULL);

  return question->group != NULL ? question->group->matrix : NULL;
}

/**
 * mok_matrix_get_label:
 *
 * Returns: (transfer none) (nullable): what is asked in all rows: the wording of the note, or the label of the group
 */
const MokText *
mok_matrix_get_label (const MokMatrix *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->note != NULL ? self->note->label : self->group->label;
}

/**
 * mok_matrix_get_start:
 *
 * Returns: the index of the first question on its page: the note, or the first row
 */
guint
mok_matrix_get_start (const MokMatrix *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->note != NULL ? self->note->index : self->first;
}

/**
 * mok_matrix_get_end:
 *
 * Returns: the index behind the last question on its page
 */
guint
mok_matrix_get_end (const MokMatrix *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->first + self->n_rows;
}

/**
 * mok_matrix_get_stem:
 * @form: the questionnaire of @question
 *
 * What the questions of a group that asks for a matrix have in common, where nothing but the label of the group says
 * it. Whoever shows such a question without the others has to say it, too. A note at the beginning of the group speaks
 * for itself, and the label of a module is the title of everything in it.
 *
 * Returns: (transfer none) (nullable): the label of the group
 */
const MokText *
mok_matrix_get_stem (const MokQuestionnaire *form, const MokQuestion *question)
{
  g_return_val_if_fail (form != NULL && question != NULL, NULL);

  const MokGroup *group = question->group;

  if (group == NULL || !group->asks_for_matrix || group->parent == NULL || mok_text_is_empty (group->label))
    return NULL;
  for (guint i = 0; i <= question->index; i++)
    {
      const MokQuestion *first = mok_questionnaire_get_question (form, i);

      if (first->group == group)
        return first->kind != MOK_QUESTION_NOTE ? group->label : NULL;
    }
  return NULL;
}

/**
 * mok_matrix_dup_wording:
 * @form: the questionnaire of @question
 *
 * Returns: (transfer full): the wording of a question as it stands alone, for instance above a chart: that of a row of
 * a matrix says little without what is asked in all rows
 */
MokText *
mok_matrix_dup_wording (const MokQuestionnaire *form, const MokQuestion *question)
{
  g_return_val_if_fail (form != NULL && question != NULL, NULL);

  const MokMatrix *matrix = mok_matrix_of (question);
  const MokText *common = matrix != NULL ? mok_matrix_get_label (matrix) : mok_matrix_get_stem (form, question);
  g_autoptr (MokText) wording = NULL;

  if (common == NULL || (matrix != NULL && matrix->note == question))
    return mok_text_ref (question->label);
  wording = mok_text_new ();
  for (guint i = 0; i < form->languages->len; i++)
    {
      const char *language = g_ptr_array_index (form->languages, i);
      g_autofree char *text =
          g_strdup_printf ("%s — %s", mok_text_get (common, language), mok_text_get (question->label, language));

      mok_text_set (wording, language, text);
    }
  return g_steal_pointer (&wording);
}
