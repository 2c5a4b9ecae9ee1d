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

/* Reads one text into @answers. Returns: whether such a text can have been written. */
static gboolean
decode_text (const MokQuestion *question, const guint8 *bytes, gsize size, MokAnswers *answers)
{
  const gsize length = (gsize) bytes[0] | (gsize) bytes[1] << 8;
  const guint8 *start = bytes + sizeof (guint16);
  const gsize room = size - sizeof (guint16);

  if (length > room || !mok_record_is_zero (start + length, room - length))
    return FALSE;
  if (length == 0)
    {
      mok_answers_clear (answers, question->index, MOK_ANSWER_BLANK);
      return TRUE;
    }
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

  if (!mok_answer_is_sound (question, &answer) || !mok_answer_is_in_range (question, &answer))
    return FALSE;
  mok_answers_set (answers, question->index, &answer);
  return TRUE;
}

/**
 * mok_comment_decode:
 * @comment: (array length=size): an opened comment
 * @answers: answers to the questionnaire of @layout, whose texts are replaced: a text that was not written is blank,
 *   whether it was asked or not
 * @error: return location for an error of %MOK_RECORD_ERROR
 *
 * Returns: whether it is a comment that the program can have written; if not, @answers are empty
 */
gboolean
mok_comment_decode (const MokRecordLayout *layout,
                    const guint8 *comment,
                    gsize size,
                    MokAnswers *answers,
                    GError **error)
{
  g_return_val_if_fail (layout != NULL && comment != NULL && answers != NULL, FALSE);
  g_return_val_if_fail (mok_answers_get_questionnaire (answers) == layout->questionnaire, FALSE);

  gboolean good =
      size == layout->comment_size && mok_record_is_zero (comment + layout->comment_end, size - layout->comment_end);

  for (guint i = 0; i < layout->n_fields && good; i++)
    {
      const MokRecordField *field = &layout->comments[i];

      if (field->size > 0)
        good = decode_text (mok_questionnaire_get_question (layout->questionnaire, i), comment + field->offset,
                            field->size, answers);
    }
  if (!good)
    {
      mok_answers_wipe (answers);
      g_set_error_literal (error, MOK_RECORD_ERROR, MOK_RECORD_ERROR_DAMAGED, _ ("A comment is damaged."));
    }
  return good;
}
