/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Collecting the comments of a survey while it is closed. */

#include "interview/mok-record.h"
#include "release/mok-review.h"

G_BEGIN_DECLS

/* Fewer texts than this are destroyed unread. */
#define MOK_REVIEW_MIN_TEXTS 10

typedef struct _MokReviewCollector MokReviewCollector;

MokReviewCollector *mok_review_collector_new (MokRecordLayout *layout);
void mok_review_collector_free (MokReviewCollector *self);
gboolean mok_review_collector_add (const guint8 *comment, gsize size, gpointer data, GError **error);
GBytes *mok_review_collector_finish (MokReviewCollector *self);
GPtrArray *mok_review_decode (MokQuestionnaire *questionnaire, const guint8 *bytes, gsize size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokReviewCollector, mok_review_collector_free)

G_END_DECLS
