/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Answers to bytes of one length, and back (docs/formats.md). Anyone who has the public key of a survey can make
 * records, so reading trusts nothing. Must not seal: that is store/'s.
 */

#include "config.h"

#include "interview/mok-record.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "interview/mok-answer-private.h"
#include "interview/mok-record-private.h"

/* The first bytes of a single choice; choice k is SINGLE_FIRST + k. */
#define SINGLE_FIRST MOK_ANSWER_GIVEN

G_DEFINE_QUARK (mok_record_error, mok_record_error)

static void
put_int (guint8 *bytes, gint32 value)
{
  const guint32 little = GUINT32_TO_LE ((guint32) value);

  memcpy (bytes, &little, sizeof little);
}

static gint32
get_int (const guint8 *bytes)
{
  guint32 little;

  memcpy (&little, bytes, sizeof little);
  return (gint32) GUINT32_FROM_LE (little);
}

static void
put_double (guint8 *bytes, double value)
{
  guint64 bits;

  memcpy (&bits, &value, sizeof bits);
  bits = GUINT64_TO_LE (bits);
  memcpy (bytes, &bits, sizeof bits);
}

static double
get_double (const guint8 *bytes)
{
  guint64 bits;
  double value;

  memcpy (&bits, bytes, sizeof bits);
  bits = GUINT64_FROM_LE (bits);
  memcpy (&value, &bits, sizeof value);
  return value;
}

static void
encode_given (const MokQuestion *question, const MokAnswer *answer, guint8 *field, gsize size)
{
  guint8 *value = field + 1;

  field[0] = MOK_ANSWER_GIVEN;
  switch (question->kind)
    {
    case MOK_QUESTION_SINGLE:
      field[0] = (guint8) (SINGLE_FIRST + answer->choice);
      break;
    case MOK_QUESTION_MULTIPLE:
      memcpy (value, answer->bits, size - 1);
      break;
    case MOK_QUESTION_RANK:
      memcpy (value, answer->rank, size - 1);
      break;
    case MOK_QUESTION_INTEGER:
      put_int (value, answer->integer);
      break;
    case MOK_QUESTION_RANGE:
      put_int (value, mok_answer_is_whole (question) ? answer->integer
                                                     : (gint32) mok_answer_get_step (question, answer->decimal));
      break;
    case MOK_QUESTION_DECIMAL:
      put_double (value, answer->decimal);
      break;
    case MOK_QUESTION_DATE:
      put_int (value, answer->date);
      break;
    case MOK_QUESTION_TEXT:
    case MOK_QUESTION_NOTE:
    case MOK_QUESTION_ACKNOWLEDGE:
    case MOK_QUESTION_CALCULATE:
    default:
      g_assert_not_reached ();
    }
}

/**
 * mok_record_encode:
 * @manifest_digest: (array fixed-size=16): names the survey
 * @answers: answers that hold to the bounds of their questions
 *
 * Returns: (transfer full): the record, of mok_record_layout_get_record_size() bytes
 */
MokSecret *
mok_record_encode (const MokRecordLayout *layout, const guint8 *manifest_digest, const MokAnswers *answers)
{
  g_return_val_if_fail (layout != NULL && manifest_digest != NULL && answers != NULL, NULL);
  g_return_val_if_fail (mok_answers_get_questionnaire (answers) == layout->questionnaire, NULL);

  g_autoptr (MokSecret) secret = mok_secret_new (layout->record_size);
  guint8 *record = mok_secret_data (secret);

  record[0] = MOK_RECORD_VERSION;
  memcpy (record + 1, manifest_digest, MOK_RECORD_DIGEST_SIZE);
  for (guint i = 0; i < layout->n_fields; i++)
    {
      const MokRecordField *field = &layout->fields[i];
      const MokAnswer *answer = mok_answers_get (answers, i);

      if (field->size == 0)
        continue;
      if (answer->state == MOK_ANSWER_GIVEN)
        encode_given (mok_questionnaire_get_question (layout->questionnaire, i), answer, record + field->offset,
                      field->size);
      else
        record[field->offset] = (guint8) answer->state;
    }

  /* A record that cannot be read again would be lost for good once it is sealed. */
  g_return_val_if_fail (mok_record_check (layout, manifest_digest, record, layout->record_size, NULL), NULL);
  return g_steal_pointer (&secret);
}

/* Reads one field into @answer. Returns: whether such a field can have been written. */
static gboolean
decode_field (const MokQuestion *question, const guint8 *field, gsize size, MokAnswer *answer)
{
  const guint8 *value = field + 1;
  const gboolean single = question->kind == MOK_QUESTION_SINGLE;

  if (field[0] < MOK_ANSWER_GIVEN)
    {
      answer->state = (MokAnswerState) field[0];
      return mok_record_is_zero (value, size - 1);
    }
  if (!single && field[0] != MOK_ANSWER_GIVEN)
    return FALSE;

  answer->state = MOK_ANSWER_GIVEN;
  switch (question->kind)
    {
    case MOK_QUESTION_SINGLE:
      answer->choice = (guint) (field[0] - SINGLE_FIRST);
      break;
    case MOK_QUESTION_MULTIPLE:
      memset (answer->bits, 0, sizeof answer->bits);
      memcpy (answer->bits, value, size - 1);
      break;
    case MOK_QUESTION_RANK:
      memset (answer->rank, 0, sizeof answer->rank);
      memcpy (answer->rank, value, size - 1);
      break;
    case MOK_QUESTION_INTEGER:
      answer->integer = get_int (value);
      break;
    case MOK_QUESTION_RANGE:
      if (mok_answer_is_whole (question))
        answer->integer = get_int (value);
      else if (get_int (value) >= 0)
        answer->decimal = mok_answer_get_step_value (question, (guint) get_int (value));
      else
        return FALSE;
      break;
    case MOK_QUESTION_DECIMAL:
      answer->decimal = get_double (value);
      break;
    case MOK_QUESTION_DATE:
      answer->date = get_int (value);
      break;
    case MOK_QUESTION_TEXT:
    case MOK_QUESTION_NOTE:
    case MOK_QUESTION_ACKNOWLEDGE:
    case MOK_QUESTION_CALCULATE:
    default:
      return FALSE;
    }
  return mok_answer_is_sound (question, answer) && mok_answer_is_in_range (question, answer);
}

static gboolean
check_frame (const MokRecordLayout *layout,
             const guint8 *manifest_digest,
             const guint8 *record,
             gsize size,
             GError **error)
{
  if (size != layout->record_size)
    {
      g_set_error_literal (error, MOK_RECORD_ERROR, MOK_RECORD_ERROR_DAMAGED,
                           _ ("A response is damaged: it has the wrong length."));
      return FALSE;
    }
  if (record[0] != MOK_RECORD_VERSION)
    {
      g_set_error (error, MOK_RECORD_ERROR, MOK_RECORD_ERROR_DAMAGED,
                   _ ("A response is damaged: its format %u is not known."), record[0]);
      return FALSE;
    }
  if (memcmp (record + 1, manifest_digest, MOK_RECORD_DIGEST_SIZE) != 0)
    {
      g_set_error_literal (error, MOK_RECORD_ERROR, MOK_RECORD_ERROR_OTHER_SURVEY,
                           _ ("A response belongs to another survey."));
      return FALSE;
    }
  if (!mok_record_is_zero (record + layout->record_end, size - layout->record_end))
    {
      g_set_error_literal (error, MOK_RECORD_ERROR, MOK_RECORD_ERROR_DAMAGED, _ ("A response is damaged at its end."));
      return FALSE;
    }
  return TRUE;
}

static gboolean
decode (const MokRecordLayout *layout,
        const guint8 *manifest_digest,
        const guint8 *record,
        gsize size,
        MokAnswers *answers,
        GError **error)
{
  if (!check_frame (layout, manifest_digest, record, size, error))
    return FALSE;

  MokAnswer answer = { 0 };
  gboolean good = TRUE;

  for (guint i = 0; i < layout->n_fields && good; i++)
    {
      const MokRecordField *field = &layout->fields[i];
      const MokQuestion *question = mok_questionnaire_get_question (layout->questionnaire, i);

      if (field->size == 0)
        {
          if (answers != NULL)
            mok_answers_clear (answers, i, MOK_ANSWER_NOT_ASKED);
          continue;
        }
      good = decode_field (question, record + field->offset, field->size, &answer);
      if (!good)
        g_set_error (error, MOK_RECORD_ERROR, MOK_RECORD_ERROR_DAMAGED,
                     _ ("A response is damaged at the question “%s”."), question->name);
      else if (answers != NULL)
        mok_answers_set (answers, i, &answer);
    }
  mok_memory_wipe (&answer, sizeof answer);
  if (!good && answers != NULL)
    mok_answers_wipe (answers);
  return good;
}

/**
 * mok_record_decode:
 * @manifest_digest: (array fixed-size=16): the survey whose record it must be
 * @record: (array length=size): an opened record
 * @answers: answers to the questionnaire of @layout, which are replaced. What is in no record was "not asked"
 * @error: return location for an error of %MOK_RECORD_ERROR
 *
 * Reads a record. One that the program cannot have written is refused: an unknown state or choice, a choice beside one
 * that stands alone, a number outside its bounds, padding that is not zero. Skip logic is not checked.
 *
 * Returns: whether it is a record of this survey; if not, @answers are empty
 */
gboolean
mok_record_decode (const MokRecordLayout *layout,
                   const guint8 *manifest_digest,
                   const guint8 *record,
                   gsize size,
                   MokAnswers *answers,
                   GError **error)
{
  g_return_val_if_fail (layout != NULL && manifest_digest != NULL && record != NULL && answers != NULL, FALSE);
  g_return_val_if_fail (mok_answers_get_questionnaire (answers) == layout->questionnaire, FALSE);

  return decode (layout, manifest_digest, record, size, answers, error);
}

/**
 * mok_record_check:
 *
 * Like mok_record_decode(), but keeps nothing.
 *
 * Returns: whether @record is a record of this survey
 */
gboolean
mok_record_check (const MokRecordLayout *layout,
                  const guint8 *manifest_digest,
                  const guint8 *record,
                  gsize size,
                  GError **error)
{
  g_return_val_if_fail (layout != NULL && manifest_digest != NULL && record != NULL, FALSE);

  return decode (layout, manifest_digest, record, size, NULL, error);
}
