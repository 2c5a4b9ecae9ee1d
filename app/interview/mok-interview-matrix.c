/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The walk of a respondent who sees pages: one question, or all rows of one matrix that are asked. The current question
 * is any one of the page. Must come to the same answers and the same end as going question by question.
 */

#include "config.h"

#include "interview/mok-interview.h"

#include "interview/mok-interview-private.h"

static const MokMatrix *
get_matrix_at (MokInterview *self, guint question)
{
  return mok_matrix_of (mok_questionnaire_get_question (self->questionnaire, question));
}

/* The questions of the current page: from @start on, up to before @end. */
static void
get_page (MokInterview *self, guint *start, guint *end)
{
  const MokMatrix *matrix = get_matrix_at (self, self->current);

  *start = matrix != NULL ? mok_matrix_get_start (matrix) : self->current;
  *end = matrix != NULL ? mok_matrix_get_end (matrix) : self->current + 1;
}

/* Everything on the page has been seen, also what another row called for. Whether the respondent may leave it: a row
 * that stands in the way becomes the current question.
 */
static gboolean
leave_page (MokInterview *self, GError **error)
{
  guint start, end;

  get_page (self, &start, &end);
  if (!mok_routing_check (self->routing, error))
    return FALSE;
  for (guint i = start; i < end; i++)
    {
      if (!mok_interview_is_page (self, i))
        continue;
      self->shown[i] = TRUE;
      if (!mok_interview_check_answer (self, i, error))
        {
          self->current = i;
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * mok_interview_get_matrix:
 *
 * Returns: (transfer none) (nullable): the matrix that is asked now; %NULL if the page is one question, or the
 * interview is over
 */
const MokMatrix *
mok_interview_get_matrix (MokInterview *self)
{
  g_return_val_if_fail (MOK_IS_INTERVIEW (self), NULL);

  return self->state == MOK_INTERVIEW_ASKING ? get_matrix_at (self, self->current) : NULL;
}

/**
 * mok_interview_dup_matrix_label:
 * @matrix: of this questionnaire
 * @language: the language of the wording
 *
 * Returns: (transfer full): what is asked in all rows, as this respondent sees it: a note may repeat earlier answers
 */
char *
mok_interview_dup_matrix_label (MokInterview *self, const MokMatrix *matrix, const char *language)
{
  g_return_val_if_fail (MOK_IS_INTERVIEW (self) && matrix != NULL && language != NULL, NULL);

  return matrix->note != NULL ? mok_interview_dup_label (self, matrix->note->index, language)
                              : g_strdup (mok_text_get (mok_matrix_get_label (matrix), language));
}

/**
 * mok_interview_next_page:
 * @error: return location for an error of %MOK_INTERVIEW_ERROR, worded for the respondent
 *
 * Like mok_interview_next(), for all questions of the page at once.
 *
 * Returns: %FALSE if an answer on this page, or another one at the end, cannot stand; its question is the current one
 */
gboolean
mok_interview_next_page (MokInterview *self, GError **error)
{
  g_return_val_if_fail (MOK_IS_INTERVIEW (self), FALSE);

  guint start, end;

  if (self->state != MOK_INTERVIEW_ASKING)
    return TRUE;
  get_page (self, &start, &end);
  if (!leave_page (self, error))
    return FALSE;
  return mok_interview_enter_from (self, end, FALSE) || mok_interview_finish (self, error);
}

/**
 * mok_interview_resume_page:
 * @error: return location for an error of %MOK_INTERVIEW_ERROR, worded for the respondent
 *
 * Like mok_interview_resume(), for all questions of the page at once.
 *
 * Returns: %FALSE if an answer on this page, or another one at the end, cannot stand; its question is the current one
 */
gboolean
mok_interview_resume_page (MokInterview *self, GError **error)
{
  g_return_val_if_fail (MOK_IS_INTERVIEW (self), FALSE);

  if (self->state != MOK_INTERVIEW_ASKING)
    return TRUE;
  return leave_page (self, error) && mok_interview_finish (self, error);
}

static int
find_previous_page (MokInterview *self)
{
  guint start, end;

  get_page (self, &start, &end);
  return mok_interview_find_before (self, start);
}

/**
 * mok_interview_can_go_back_page:
 *
 * Returns: whether there is a page before this one
 */
gboolean
mok_interview_can_go_back_page (MokInterview *self)
{
  g_return_val_if_fail (MOK_IS_INTERVIEW (self), FALSE);

  return self->state == MOK_INTERVIEW_ASKING ? find_previous_page (self) >= 0 : mok_interview_can_go_back (self);
}

/**
 * mok_interview_back_page:
 *
 * Like mok_interview_back(), over all questions of the page. Of a matrix the first question that is asked becomes the
 * current one.
 */
void
mok_interview_back_page (MokInterview *self)
{
  g_return_if_fail (MOK_IS_INTERVIEW (self));

  if (self->state == MOK_INTERVIEW_ASKING)
    {
      const int previous = find_previous_page (self);

      if (previous < 0)
        return;
      mok_interview_enter (self, (guint) previous);
    }
  else
    mok_interview_back (self);

  if (mok_interview_get_matrix (self) != NULL)
    mok_interview_enter_from (self, mok_matrix_get_start (mok_interview_get_matrix (self)), FALSE);
}
