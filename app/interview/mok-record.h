/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The record: one response as bytes of one length, and the comment beside it. */

#include <glib.h>

#include "base/mok-secret.h"
#include "interview/mok-answer.h"

G_BEGIN_DECLS

#define MOK_RECORD_ERROR (mok_record_error_quark ())

typedef enum
{
  MOK_RECORD_ERROR_DAMAGED,     /* wrong length, unknown state or choice, padding that is not zero */
  MOK_RECORD_ERROR_OTHER_SURVEY /* the digest of another manifest */
} MokRecordError;

#define MOK_RECORD_DIGEST_SIZE 16

typedef struct _MokRecordLayout MokRecordLayout;

/**
 * MokCommentFunc:
 * @text: (array length=length): what was written; without a zero at its end
 */
typedef void (*MokCommentFunc) (const MokQuestion *question, const char *text, gsize length, gpointer data);

GQuark mok_record_error_quark (void);

MokRecordLayout *mok_record_layout_new (MokQuestionnaire *questionnaire);
MokRecordLayout *mok_record_layout_ref (MokRecordLayout *self);
void mok_record_layout_unref (MokRecordLayout *self);
MokQuestionnaire *mok_record_layout_get_questionnaire (const MokRecordLayout *self);
gsize mok_record_layout_get_record_size (const MokRecordLayout *self);
gsize mok_record_layout_get_comment_size (const MokRecordLayout *self);
gsize mok_record_layout_get_offset (const MokRecordLayout *self, guint question);

MokSecret *mok_record_encode (const MokRecordLayout *layout, const guint8 *manifest_digest, const MokAnswers *answers);
gboolean mok_record_decode (const MokRecordLayout *layout,
                            const guint8 *manifest_digest,
                            const guint8 *record,
                            gsize size,
                            MokAnswers *answers,
                            GError **error);
gboolean mok_record_check (const MokRecordLayout *layout,
                           const guint8 *manifest_digest,
                           const guint8 *record,
                           gsize size,
                           GError **error);
MokSecret *mok_comment_encode (const MokRecordLayout *layout, const MokAnswers *answers);
gboolean mok_comment_foreach (const MokRecordLayout *layout,
                              const guint8 *comment,
                              gsize size,
                              MokCommentFunc func,
                              gpointer data,
                              GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokRecordLayout, mok_record_layout_unref)

G_END_DECLS
