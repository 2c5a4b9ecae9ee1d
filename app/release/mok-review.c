/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Comments on their way from the closing to the one review: taken apart by question, so that what one person wrote
 * here and there is not read together, and shuffled. A question with fewer than ten texts is left out: they are
 * destroyed unread. Must not know whose they are.
 */

#include "config.h"

#include "release/mok-review-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/mok-random.h"
#include "store/mok-store-error.h"
#include "store/mok-survey-opening.h"

#define MAGIC "MKRV"
#define MAGIC_SIZE 4

struct _MokReviewCollector
{
  MokRecordLayout *layout;
  GPtrArray **texts; /* (owned): of each question, or NULL */
  guint n_questions;
};

static void
free_text (gpointer data)
{
  char *text = data;

  mok_memory_wipe (text, strlen (text));
  g_free (text);
}

MokReviewCollector *
mok_review_collector_new (MokRecordLayout *layout)
{
  MokReviewCollector *self = g_new0 (MokReviewCollector, 1);
  MokQuestionnaire *questionnaire = mok_record_layout_get_questionnaire (layout);

  self->layout = mok_record_layout_ref (layout);
  self->n_questions = mok_questionnaire_get_n_questions (questionnaire);
  self->texts = g_new0 (GPtrArray *, self->n_questions + 1);
  for (guint i = 0; i < self->n_questions; i++)
    {
      if (mok_questionnaire_get_question (questionnaire, i)->kind == MOK_QUESTION_TEXT)
        self->texts[i] = g_ptr_array_new_with_free_func (free_text);
    }
  return self;
}

void
mok_review_collector_free (MokReviewCollector *self)
{
  for (guint i = 0; i < self->n_questions; i++)
    g_clear_pointer (&self->texts[i], g_ptr_array_unref);
  g_free (self->texts);
  mok_record_layout_unref (self->layout);
  g_free (self);
}

static void
add_text (const MokQuestion *question, const char *text, gsize length, gpointer data)
{
  MokReviewCollector *self = data;

  g_ptr_array_add (self->texts[question->index], g_strndup (text, length));
}

/**
 * mok_review_collector_add:
 * @data: a collector
 *
 * A function for mok_survey_foreach_sealed_comment(). What is no comment is left out.
 *
 * Returns: %TRUE
 */
gboolean
mok_review_collector_add (const guint8 *comment, gsize size, gpointer data, GError **error)
{
  MokReviewCollector *self = data;

  mok_comment_foreach (self->layout, comment, size, add_text, self, NULL);
  return TRUE;
}

static void
append_number (GByteArray *bytes, gsize number)
{
  const guint32 little = GUINT32_TO_LE ((guint32) number);

  g_byte_array_append (bytes, (const guint8 *) &little, sizeof little);
}

/**
 * mok_review_collector_finish:
 *
 * Returns: (transfer full) (nullable): the texts that may be read, to be sealed; wiped when freed. %NULL where there
 *   are too few
 */
GBytes *
mok_review_collector_finish (MokReviewCollector *self)
{
  g_autoptr (MokRandom) random = mok_random_new ();
  g_autoptr (GByteArray) bytes = g_byte_array_sized_new (4096);
  gboolean any = FALSE;
  gsize size;

  g_byte_array_append (bytes, (const guint8 *) MAGIC, MAGIC_SIZE);
  for (guint i = 0; i < self->n_questions; i++)
    {
      GPtrArray *texts = self->texts[i];
      g_autofree guint *order = NULL;

      if (texts == NULL || texts->len < MOK_REVIEW_MIN_TEXTS)
        continue;
      any = TRUE;
      order = g_new (guint, texts->len);
      for (guint k = 0; k < texts->len; k++)
        order[k] = k;
      mok_random_shuffle (random, order, texts->len);
      append_number (bytes, i);
      append_number (bytes, texts->len);
      for (guint k = 0; k < texts->len; k++)
        {
          const char *text = g_ptr_array_index (texts, order[k]);

          append_number (bytes, strlen (text));
          g_byte_array_append (bytes, (const guint8 *) text, (guint) strlen (text));
        }
    }
  if (!any)
    return NULL;
  size = bytes->len;
  return mok_memory_take (g_byte_array_free (g_steal_pointer (&bytes), FALSE), size);
}

static void
group_free (gpointer data)
{
  MokReviewGroup *group = data;

  g_ptr_array_unref (group->texts);
  g_free (group);
}

static gboolean
take_number (const guint8 **at, gsize *left, guint32 *number)
{
  if (*left < sizeof *number)
    return FALSE;
  memcpy (number, *at, sizeof *number);
  *number = GUINT32_FROM_LE (*number);
  *at += sizeof *number;
  *left -= sizeof *number;
  return TRUE;
}

/**
 * mok_review_decode:
 * @bytes: (array length=size): as of mok_review_collector_finish()
 *
 * Returns: (transfer full) (nullable) (element-type MokReviewGroup): the texts; %NULL when it is something else
 */
GPtrArray *
mok_review_decode (MokQuestionnaire *questionnaire, const guint8 *bytes, gsize size)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (group_free);
  const guint8 *at = bytes + MAGIC_SIZE;
  gsize left;

  if (size < MAGIC_SIZE || memcmp (bytes, MAGIC, MAGIC_SIZE) != 0)
    return NULL;
  left = size - MAGIC_SIZE;
  while (left > 0)
    {
      guint32 question, n, length;
      MokReviewGroup *group;

      if (!take_number (&at, &left, &question) || question >= mok_questionnaire_get_n_questions (questionnaire)
          || !take_number (&at, &left, &n))
        return NULL;
      group = g_new0 (MokReviewGroup, 1);
      group->question = mok_questionnaire_get_question (questionnaire, question);
      group->texts = g_ptr_array_new_with_free_func (free_text);
      g_ptr_array_add (groups, group);
      for (guint32 i = 0; i < n; i++)
        {
          if (!take_number (&at, &left, &length) || length > left
              || !g_utf8_validate ((const char *) at, (gssize) length, NULL))
            return NULL;
          g_ptr_array_add (group->texts, g_strndup ((const char *) at, length));
          at += length;
          left -= length;
        }
    }
  return g_steal_pointer (&groups);
}

/**
 * mok_review_open:
 * @survey: a closed survey whose comments wait for their review
 * @passphrases: (array length=n_passphrases): those it was closed with
 * @error: return location for an error of %MOK_STORE_ERROR
 *
 * Returns: (transfer full) (nullable) (element-type MokReviewGroup): the texts of each question, in an order that says
 *   nothing
 */
GPtrArray *
mok_review_open (MokSurvey *survey, const char *const *passphrases, guint n_passphrases, GError **error)
{
  g_return_val_if_fail (MOK_IS_SURVEY (survey) && passphrases != NULL, NULL);

  g_autoptr (MokSecret) plain = mok_survey_open_review (survey, passphrases, n_passphrases, error);
  GPtrArray *groups;

  if (plain == NULL)
    return NULL;
  groups = mok_review_decode (mok_manifest_get_questionnaire (mok_survey_get_manifest (survey)),
                              mok_secret_data (plain), mok_secret_size (plain));
  if (groups == NULL)
    g_set_error_literal (error, MOK_STORE_ERROR, MOK_STORE_ERROR_DAMAGED, _ ("The stored comments are damaged."));
  return groups;
}

/**
 * mok_review_finish:
 * @summary: what the organizer wrote about the comments; may be empty
 *
 * Ends the review: keeps the summary, readable for everybody, and destroys the comments.
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR) set
 */
gboolean
mok_review_finish (MokSurvey *survey, const char *summary, GError **error)
{
  g_return_val_if_fail (MOK_IS_SURVEY (survey) && summary != NULL, FALSE);

  return mok_survey_finish_review (survey, summary, error);
}
