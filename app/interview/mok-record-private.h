/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Where each field of a record and of a comment is. */

#include "interview/mok-record.h"

G_BEGIN_DECLS

#define MOK_RECORD_VERSION 1
#define MOK_RECORD_HEADER (1 + MOK_RECORD_DIGEST_SIZE)
#define MOK_RECORD_UNIT 64

typedef struct
{
  gsize offset; /* of the state, in the record or in the comment; 0 in the record if the question is not there */
  gsize size;   /* state included; of a text its length included */
} MokRecordField;

struct _MokRecordLayout
{
  gatomicrefcount refs;
  MokQuestionnaire *questionnaire; /* (owned) */
  guint n_fields;
  MokRecordField *fields;   /* (owned) (array length=n_fields): one per question; size 0 = not in the record */
  MokRecordField *comments; /* (owned) (array length=n_fields): likewise for texts; size 0 = not in the comment */
  gsize record_end;         /* where the padding starts */
  gsize record_size;
  gsize comment_end;
  gsize comment_size;
};

gboolean mok_record_is_zero (const guint8 *bytes, gsize size);

G_END_DECLS
