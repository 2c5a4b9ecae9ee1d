/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Where each answer stands in the record and in the comment of a questionnaire (docs/formats.md). A change here changes
 * files that exist: raise MOK_RECORD_VERSION.
 */

#include "config.h"

#include "interview/mok-record.h"

#include <string.h>

#include "interview/mok-answer-private.h"
#include "interview/mok-record-private.h"

static gsize
get_field_size (const MokQuestion *question)
{
  const gsize n_choices = mok_answer_get_n_choices (question);

  if (!mok_question_is_stored (question))
    return 0;
  switch (question->kind)
    {
    case MOK_QUESTION_SINGLE:
      return 1;
    case MOK_QUESTION_MULTIPLE:
      return 1 + (n_choices + 7) / 8;
    case MOK_QUESTION_RANK:
      return 1 + n_choices;
    case MOK_QUESTION_INTEGER:
    case MOK_QUESTION_RANGE:
    case MOK_QUESTION_DATE:
      return 1 + sizeof (gint32);
    case MOK_QUESTION_DECIMAL:
      return 1 + sizeof (double);
    case MOK_QUESTION_TEXT:
    case MOK_QUESTION_NOTE:
    case MOK_QUESTION_ACKNOWLEDGE:
    case MOK_QUESTION_CALCULATE:
    default:
      return 0;
    }
}

static gsize
get_comment_size (const MokQuestion *question)
{
  if (!mok_question_is_stored (question) || question->kind != MOK_QUESTION_TEXT)
    return 0;
  return sizeof (guint16) + mok_answer_get_text_bytes (question);
}

static gsize
round_up (gsize size)
{
  return (MAX (size, 1) + MOK_RECORD_UNIT - 1) / MOK_RECORD_UNIT * MOK_RECORD_UNIT;
}

/**
 * mok_record_layout_new:
 *
 * Returns: (transfer full): where the answers to @questionnaire stand in its records. Threads can share it.
 */
MokRecordLayout *
mok_record_layout_new (MokQuestionnaire *questionnaire)
{
  g_return_val_if_fail (questionnaire != NULL, NULL);

  MokRecordLayout *self = g_new0 (MokRecordLayout, 1);

  g_atomic_ref_count_init (&self->refs);
  self->questionnaire = mok_questionnaire_ref (questionnaire);
  self->n_fields = mok_questionnaire_get_n_questions (questionnaire);
  self->fields = g_new0 (MokRecordField, self->n_fields);
  self->comments = g_new0 (MokRecordField, self->n_fields);
  self->record_end = MOK_RECORD_HEADER;
  for (guint i = 0; i < self->n_fields; i++)
    {
      const MokQuestion *question = mok_questionnaire_get_question (questionnaire, i);

      self->fields[i].size = get_field_size (question);
      if (self->fields[i].size > 0)
        self->fields[i].offset = self->record_end;
      self->record_end += self->fields[i].size;

      self->comments[i].size = get_comment_size (question);
      self->comments[i].offset = self->comment_end;
      self->comment_end += self->comments[i].size;
    }
  self->record_size = round_up (self->record_end);
  self->comment_size = round_up (self->comment_end);
  return self;
}

MokRecordLayout *
mok_record_layout_ref (MokRecordLayout *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
mok_record_layout_unref (MokRecordLayout *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->fields);
  g_free (self->comments);
  mok_questionnaire_unref (self->questionnaire);
  g_free (self);
}

MokQuestionnaire *
mok_record_layout_get_questionnaire (const MokRecordLayout *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->questionnaire;
}

/**
 * mok_record_layout_get_record_size:
 *
 * Returns: the bytes of every record of this questionnaire, padding included
 */
gsize
mok_record_layout_get_record_size (const MokRecordLayout *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->record_size;
}

/**
 * mok_record_layout_get_comment_size:
 *
 * Returns: the bytes of every comment of this questionnaire, at least 64 also when it has no text question
 */
gsize
mok_record_layout_get_comment_size (const MokRecordLayout *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->comment_size;
}

/**
 * mok_record_layout_get_offset:
 * @question: index of a question
 *
 * Returns: where its field starts in the record, or 0 if it has none: screeners, notes, acknowledgements, calculations
 *   and texts
 */
gsize
mok_record_layout_get_offset (const MokRecordLayout *self, guint question)
{
  g_return_val_if_fail (self != NULL && question < self->n_fields, 0);

  return self->fields[question].offset;
}

/* Whether @size bytes hold nothing; takes the same time whatever they hold. */
gboolean
mok_record_is_zero (const guint8 *bytes, gsize size)
{
  guint64 any = 0;
  gsize i = 0;

  for (; i + sizeof any <= size; i += sizeof any)
    {
      guint64 word;

      memcpy (&word, bytes + i, sizeof word);
      any |= word;
    }
  for (; i < size; i++)
    any |= bytes[i];
  return any == 0;
}
