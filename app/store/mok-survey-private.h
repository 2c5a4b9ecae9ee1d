/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The inside of a survey file, for the files that share it. Only for store/. */

#include "interview/mok-record.h"
#include "store/mok-delivery.h"
#include "store/mok-key.h"
#include "store/mok-sqlite.h"
#include "store/mok-survey.h"

G_BEGIN_DECLS

typedef enum
{
  MOK_POOL_RESPONSES,
  MOK_POOL_COMMENTS,
} MokPool;

struct _MokSurvey
{
  GObject parent_instance;

  GRecMutex lock;
  MokSqlite *file;
  MokManifest *manifest;
  MokRecordLayout *layout;
  MokKeyWrapper *wrapper; /* (nullable): of the passphrases that unlocked the survey, for the review */
  gboolean closing;
  char *successor;       /* (nullable): while a standard survey is closing: the file that will take its place */
  gboolean rows_kept;    /* while closing: the opened responses are rows already */
  GBytes *pool_digest;   /* (nullable): while closing: of the ids of all sealed responses, once they were read */
  GBytes *import_digest; /* (nullable): of the rows that the open transaction adds */
  guint n_unreadable;    /* of the last look at all responses */
};

extern const MokSqliteFormat mok_survey_format;

gboolean mok_survey_follow (MokSurvey *self);
gboolean mok_survey_begin_writing (MokSurvey *self, GError **error);
gboolean mok_survey_begin_exclusive (MokSurvey *self, GError **error);
gboolean mok_survey_query_closed (MokSurvey *self, gboolean *closed, GError **error);
gboolean mok_survey_check_not_closed (MokSurvey *self, GError **error);
gboolean mok_survey_count (MokSurvey *self, guint *responses, GError **error);
gboolean mok_survey_is_synthetic (MokSurvey *self, gboolean *synthetic, GError **error);
gboolean mok_survey_set_synthetic (MokSurvey *self, GError **error);
void mok_survey_set_synthetic_error (MokSurvey *self, GError **error);

gboolean mok_survey_check_passphrases (const char *const *passphrases, guint n_passphrases, GError **error);
gboolean mok_survey_save_wraps (MokSqlite *file, GPtrArray *wraps, GError **error);
gboolean mok_survey_query_small_sites (MokSurvey *self, gboolean *hidden, GError **error);

/* Access codes: what was printed, used and answered. */
gboolean mok_survey_run_for_box (MokSurvey *self, const char *sql, const guint8 *box, GError **error);
gboolean mok_survey_note_codes (MokSurvey *self, const guint8 *box, guint printed, const guint8 *list, GError **error);
gboolean mok_survey_take_codes (MokSurvey *self, const MokDelivery *delivery, GError **error);
gboolean mok_survey_reconcile_codes (MokSurvey *self, const MokDelivery *delivery, GError **error);
gboolean mok_survey_give_codes_back (MokSurvey *self, const MokDelivery *delivery, GError **error);
gboolean mok_survey_count_codes (MokSurvey *self, MokCodeCounts *counts, GError **error);

gboolean mok_survey_check_key (MokSurvey *self, MokSecret *key, GError **error);
void mok_survey_keep_pool_digest (MokSurvey *self, const GByteArray *ids);
gboolean mok_survey_unwrap (MokSurvey *self,
                            GPtrArray *wraps,
                            const char *const *passphrases,
                            guint n_passphrases,
                            MokSecret **key,
                            MokKeyWrapper **wrapper,
                            GError **error);

/* The release and the review in a file that is being made or changed. */
gboolean mok_release_save (MokSqlite *file, GBytes *release, GError **error);
gboolean mok_review_save (MokSqlite *file, MokKeyWrapper *wrapper, GBytes *review, GError **error);
gboolean mok_survey_copy_figures (MokSurvey *self, MokSqlite *to, GError **error);
gboolean mok_survey_review_needs_trustees (MokSurvey *self, gboolean *needed, GError **error);

/**
 * MokSurveyFillFunc:
 * @to: the new file; has the tables, the manifest, the boxes and the merge log
 *
 * Returns: %FALSE with @error set to leave everything as it is
 */
typedef gboolean (*MokSurveyFillFunc) (MokSurvey *self, MokSqlite *to, gpointer data, GError **error);

gboolean mok_survey_begin_replacing (MokSurvey *self, GError **error);
gboolean
mok_survey_replace (MokSurvey *self, MokSurveyFillFunc fill, gpointer data, GCancellable *cancellable, GError **error);
gboolean mok_survey_copy_table (MokSurvey *self, MokSqlite *to, const char *select, const char *insert, GError **error);

/* Chunks: unsealed records or comments of an open survey, many to a row of the database. */
typedef struct _MokChunkWriter MokChunkWriter;

MokChunkWriter *mok_chunk_writer_new (MokSqlite *file, MokPool pool, gsize item_size, GError **error);
gboolean mok_chunk_writer_add (MokChunkWriter *self, const guint8 *items, gsize n_items, GError **error);
gboolean mok_chunk_writer_finish (MokChunkWriter *self, GError **error);
void mok_chunk_writer_free (MokChunkWriter *self);
gboolean mok_chunk_count (MokSqlite *file, MokPool pool, gsize item_size, gint64 *n_items, GError **error);

/**
 * MokChunkFunc:
 * @items: (nullable): @n_items records or comments; %NULL when the chunk is damaged
 *
 * Returns: %FALSE with @error set to stop
 */
typedef gboolean (*MokChunkFunc) (const guint8 *items, gsize n_items, gpointer data, GError **error);

gboolean
mok_chunk_foreach (MokSqlite *file, MokPool pool, gsize item_size, MokChunkFunc func, gpointer data, GError **error);

/* The pool: sealed responses, or sealed comments, under the digest of what is sealed. */
gboolean mok_pool_insert (MokSqlite *file,
                          sqlite3_stmt *insert,
                          const guint8 *id,
                          const guint8 *sealed,
                          gsize size,
                          GError **error);
sqlite3_stmt *mok_pool_prepare_insert (MokSqlite *file, MokPool pool, GError **error);

typedef struct
{
  MokPool pool;
  gsize plain_size;
  MokSecret *key;
  const guint8 *public_key;
  const MokRecordLayout *layout; /* (nullable): also check that each is a record ... */
  const guint8 *manifest_digest; /* ... of this manifest */
  MokSurveyRecordFunc func;
  gpointer func_data;
  MokProgressFunc progress; /* (nullable) */
  gpointer progress_data;
  double progress_from;
  double progress_to;
  GCancellable *cancellable; /* (nullable) */
  GByteArray *ids;           /* (nullable): their ids are added here, in ascending order */
} MokPoolOpening;

gboolean mok_pool_open (MokSqlite *file, const MokPoolOpening *opening, guint *n_unreadable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokChunkWriter, mok_chunk_writer_free)

G_END_DECLS
