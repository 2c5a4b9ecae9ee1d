/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The comment: all texts of one response as bytes of one length, apart from its record (docs/formats.md).
 * Must never be written together with anything that tells which record it belongs to.
 */

#include "config.h"

#include "interview/mok-record.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "interview/mok-answer-private.h"
#include "interview/mok-record-private.h"

/**
 * mok_comment_encode:
 *
 * Returns: (transfer full): the comment, of mok_record_layout_get_comment_size() bytes; all zero if nothing was written
 */
MokSecret *
mok_comment_encode (const MokRecordLayout *layout, const MokAnswers *answers)
{
  g_return_val_if_fail (layout != NULL && answers != NULL, NULL);
  g_return_val_if_fail (mok_answers_get_questionnaire (answers) == layout->questionnaire, NULL);

  g_autoptr (MokSecret) secret = mok_secret_new (layout->comment_size);

  for (guint i = 0; i < layout->n_fields; i++)
    {
      const MokRecordField *field = &layout->comments[i];
      const MokQuestion *question = mok_questionnaire_get_question (layout->questionnaire, i);
      const MokAnswer *answer = mok_answers_get (answers, i);
      guint8 *bytes = mok_secret_data (secret) + field->offset;

      if (field->size == 0 || answer->state != MOK_ANSWER_GIVEN)
        continue;
      g_return_val_if_fail (mok_answer_is_sound (question, answer) && mok_answer_is_in_range (question, answer), NULL);

      const gsize length = strlen (answer->text);

      bytes[0] = length & 0xff;
      bytes[1] = (guint8) (length >> 8);
      memcpy (bytes + sizeof (guint16), answer->text, length);
    }
  return g_steal_pointer (&secret);
}

static gsize
get_length (const guint8 *bytes)
{
  return (gsize) bytes[0] | (gsize) bytes[1] << 8;
}

/* Whether such a text can have been written. */
static gboolean
check_text (const MokQuestion *question, const guint8 *bytes, gsize size)
{
  const gsize length = get_length (bytes);
  const guint8 *start = bytes + sizeof (guint16);
  const gsize room = size - sizeof (guint16);

  if (length > room || !mok_record_is_zero (start + length, room - length))
    return FALSE;
  if (length == 0)
    return TRUE;
  if (memchr (start, '\0', length) != NULL)
    return FALSE;

  /* The padding ends the text; only one without any is copied, for secret memory is slow to come by. */
  g_autoptr (MokSecret) copy = length < room ? NULL : mok_secret_new (length + 1);

  if (copy != NULL)
    memcpy (mok_secret_data (copy), start, length);

  const MokAnswer answer = {
    .state = MOK_ANSWER_GIVEN,
    .text = copy != NULL ? (char *) mok_secret_data (copy) : (char *) start,
  };

  return mok_answer_is_sound (question, &answer) && mok_answer_is_in_range (question, &answer);
}

static gboolean
check_comment (const MokRecordLayout *layout, const guint8 *comment, gsize size)
{
  if (size != layout->comment_size || !mok_record_is_zero (comment + layout->comment_end, size - layout->comment_end))
    return FALSE;
  for (guint i = 0; i < layout->n_fields; i++)
    {
      const MokRecordField *field = &layout->comments[i];

      if (field->size > 0
          && !check_text (mok_questionnaire_get_question (layout->questionnaire, i), comment + field->offset,
                          field->size))
        return FALSE;
    }
  return TRUE;
}

/**
 * mok_comment_foreach:
 * @comment: (array length=size): an opened comment
 * @func: (scope call): called for each text that was written, in the order of the questionnaire, when all of the
 * comment was found to be good; the text is inside @comment and does not end with a zero
 * @error: return location for an error of %MOK_RECORD_ERROR
 *
 * Returns: whether it is a comment that the program can have written; if not, @func was not called
 */
gboolean
mok_comment_foreach (const MokRecordLayout *layout,
                     const guint8 *comment,
                     gsize size,
                     MokCommentFunc func,
                     gpointer data,
                     GError **error)
{
  g_return_val_if_fail (layout != NULL && comment != NULL && func != NULL, FALSE);

  if (!check_comment (layout, comment, size))
    {
      g_set_error_literal (error, MOK_RECORD_ERROR, MOK_RECORD_ERROR_DAMAGED, _ ("A comment is damaged."));
      return FALSE;
    }
  for (guint i = 0; i < layout->n_fields; i++)
    {
      const MokRecordField *field = &layout->comments[i];
      const guint8 *bytes = comment + field->offset;

      if (field->size > 0 && get_length (bytes) > 0)
        func (mok_questionnaire_get_question (layout->questionnaire, i), (const char *) bytes + sizeof (guint16),
              get_length (bytes), data);
    }
  return TRUE;
}
