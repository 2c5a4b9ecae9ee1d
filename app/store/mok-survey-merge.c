/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Merging boxes into a survey, and taking a file back out. Needs no key and opens nothing.
 *
 * Responses are known by the digest of what is sealed: the same ones give the same pool in any order and however often.
 * All files of a merge are read first, then their responses go in sorted by id, so that the pool does not tell files
 * apart, and each of its pages is written once. Of a box the survey keeps only counts.
 */

#include "config.h"

#include "store/mok-survey-private.h"

#include <glib/gi18n-lib.h>

#include "store/mok-delivery.h"
#include "store/mok-spool.h"

/* Sealed bytes of each kind in memory; more go through a file. */
#define SPOOL_BYTES (24 * 1024 * 1024)
/* How much of a merge is reading the files. */
#define READING_PART .6

typedef struct
{
  MokSurvey *self;
  GPtrArray *deliveries; /* (element-type MokDelivery): of files that could be read */
  MokSpool *spools[2];   /* by MokSlots */
  gboolean copies_only;
  MokProgressFunc progress;
  gpointer progress_data;
  GCancellable *cancellable;

  /* While one spool goes into its pool. */
  MokSlots slots;
  sqlite3_stmt *statement;
  gsize sealed_size;
  gsize n_done;
  gsize n_all;
} Merge;

static void
report (const Merge *merge, double fraction)
{
  if (merge->progress != NULL)
    merge->progress (fraction, merge->progress_data);
}

/* Moves what a file brought to where it is put in order. */
static gboolean
unload (Merge *merge, MokDelivery *delivery, guint source, GError **error)
{
  for (guint slots = 0; slots < G_N_ELEMENTS (merge->spools); slots++)
    {
      const MokHarvest *harvest = &delivery->harvest[slots];

      if (merge->spools[slots] == NULL)
        merge->spools[slots] =
            mok_spool_new (mok_sqlite_get_filename (merge->self->file), harvest->sealed_size, SPOOL_BYTES);
      for (guint k = 0; k < harvest->found->len; k++)
        {
          const MokFound *found = &g_array_index (harvest->found, MokFound, k);

          if (!mok_spool_add (merge->spools[slots], found->id, harvest->sealed->data + found->at, source, error))
            return FALSE;
        }
    }
  mok_delivery_unload (delivery);
  return TRUE;
}

static gboolean
insert_one (const guint8 *id, const guint8 *sealed, guint source, gpointer data, GError **error)
{
  Merge *merge = data;
  const MokDelivery *delivery = g_ptr_array_index (merge->deliveries, source);

  if (g_cancellable_set_error_if_cancelled (merge->cancellable, error))
    return FALSE;
  if (++merge->n_done % 1024 == 0)
    report (merge, READING_PART + (1 - READING_PART) * (double) merge->n_done / (double) merge->n_all);
  if (delivery->entry->refused != NULL)
    return TRUE;
  if (!mok_pool_insert (merge->self->file, merge->statement, id, sealed, merge->sealed_size, error))
    return FALSE;
  /* The receipt counts responses; each has its comment, empty or not. */
  if (merge->slots != MOK_SLOTS_RESPONSES)
    return TRUE;
  if (sqlite3_changes (merge->self->file->db) > 0)
    delivery->entry->added++;
  else
    delivery->entry->duplicate++;
  return TRUE;
}

static gboolean
insert (Merge *merge, MokSlots slots, MokPool pool, gsize plain_size, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = mok_pool_prepare_insert (merge->self->file, pool, error);

  if (statement == NULL)
    return FALSE;
  merge->slots = slots;
  merge->statement = statement;
  merge->sealed_size = mok_cell_sealed_size (plain_size);
  return mok_spool_foreach (merge->spools[slots], insert_one, merge, error);
}

static gboolean
insert_all (Merge *merge, GError **error)
{
  MokManifest *manifest = merge->self->manifest;

  merge->n_all = mok_spool_get_n_items (merge->spools[MOK_SLOTS_RESPONSES])
                 + mok_spool_get_n_items (merge->spools[MOK_SLOTS_COMMENTS]);
  return insert (merge, MOK_SLOTS_RESPONSES, MOK_POOL_RESPONSES, mok_manifest_get_record_size (manifest), error)
         && insert (merge, MOK_SLOTS_COMMENTS, MOK_POOL_COMMENTS, mok_manifest_get_comment_size (manifest), error);
}

static void
refuse (MokReceiptEntry *entry, GError *reason)
{
  entry->found = 0;
  g_array_set_size (entry->damaged, 0);
  g_array_set_size (entry->damaged_comments, 0);
  entry->refused = reason;
}

/* Simulated and real responses never meet. The first ones decide for good. */
static gboolean
check_synthetic (MokSurvey *self, GPtrArray *deliveries, GError **error)
{
  gboolean synthetic;
  gint64 has_responses;

  if (!mok_survey_is_synthetic (self, &synthetic, error)
      || !mok_sqlite_query_int (self->file, "SELECT EXISTS (SELECT 1 FROM pool) OR EXISTS (SELECT 1 FROM row_chunk)",
                                &has_responses, error))
    return FALSE;
  for (guint i = 0; i < deliveries->len; i++)
    {
      const MokDelivery *delivery = g_ptr_array_index (deliveries, i);
      GError *reason = NULL;

      if (delivery->n_responses == 0)
        continue;
      if (delivery->row.synthetic && !synthetic && !has_responses)
        {
          if (!mok_survey_set_synthetic (self, error))
            return FALSE;
          synthetic = TRUE;
        }
      if (delivery->row.synthetic == synthetic)
        has_responses = TRUE;
      else
        {
          mok_survey_set_synthetic_error (self, &reason);
          refuse (delivery->entry, reason);
        }
    }
  return TRUE;
}

/* @change: responses of this box that the survey has more than before */
static gboolean
update_log (MokSurvey *self, const MokDelivery *delivery, int change, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d");
  g_autoptr (sqlite3_stmt) statement =
      mok_sqlite_prepare (self->file,
                          "INSERT INTO merge_log (box, label, site, responses, largest, day)"
                          " VALUES (?1, ?2, ?3, max(?4, 0), ?5, ?6) ON CONFLICT (box) DO UPDATE SET"
                          " label = ?2, site = ?3, responses = max(responses + ?4, 0),"
                          " largest = max(largest, ?5), day = ?6",
                          error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_blob (statement, 1, delivery->row.id, sizeof delivery->row.id, SQLITE_STATIC);
  sqlite3_bind_text (statement, 2, delivery->row.label, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 3, delivery->row.site);
  sqlite3_bind_int64 (statement, 4, change);
  sqlite3_bind_int64 (statement, 5, delivery->n_responses);
  sqlite3_bind_text (statement, 6, day, -1, SQLITE_STATIC);
  return mok_sqlite_run (self->file, statement, error);
}

/* A box of which nothing is left has not returned. */
static gboolean
forget_box (MokSurvey *self, const MokDelivery *delivery, GError **error)
{
  return mok_survey_run_for_box (self, "DELETE FROM merge_log WHERE box = ?1 AND responses = 0", delivery->row.id,
                                 error);
}

static gboolean
take_in (Merge *merge, GError **error)
{
  MokSurvey *self = merge->self;
  GPtrArray *deliveries = merge->deliveries;

  if (!mok_survey_check_not_closed (self, error) || !check_synthetic (self, deliveries, error)
      || !insert_all (merge, error))
    return FALSE;
  for (guint i = 0; i < deliveries->len; i++)
    {
      const MokDelivery *delivery = g_ptr_array_index (deliveries, i);

      if (delivery->entry->refused == NULL
          && (!update_log (self, delivery, (int) delivery->entry->added, error)
              || !mok_survey_take_codes (self, delivery, error)))
        return FALSE;
    }
  for (guint i = 0; i < deliveries->len; i++)
    if (!mok_survey_reconcile_codes (self, g_ptr_array_index (deliveries, i), error))
      return FALSE;
  return TRUE;
}

/* Everything in one transaction. */
static gboolean
commit (Merge *merge, GError **error)
{
  MokSqlite *file;

  if (merge->deliveries->len == 0)
    return TRUE;
  if (!mok_survey_begin_writing (merge->self, error))
    return FALSE;
  file = merge->self->file;
  if (take_in (merge, error))
    return mok_sqlite_commit (file, error);
  mok_sqlite_roll_back (file);
  return FALSE;
}

static gboolean
count_all (MokSurvey *self, MokReceipt *receipt, GError **error)
{
  return mok_survey_count (self, &receipt->total, error) && mok_survey_count_codes (self, &receipt->codes, error);
}

/* What is wrong with the file goes into the receipt; only being cancelled is an error. */
static gboolean
receive (MokSurvey *self,
         const char *path,
         MokReceipt *receipt,
         GCancellable *cancellable,
         MokDelivery **delivery,
         GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  MokReceiptEntry *entry = mok_receipt_add (receipt, name);
  GError *reason = NULL;

  *delivery = mok_delivery_receive (path, self->manifest, entry, cancellable, &reason);
  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, reason);
      return FALSE;
    }
  if (*delivery == NULL)
    refuse (entry, reason);
  return TRUE;
}

static void
refuse_box_in_use (const MokDelivery *delivery)
{
  GError *reason = NULL;

  g_set_error (&reason, MOK_STORE_ERROR, MOK_STORE_ERROR_IN_USE,
               _ ("“%s” is the box itself, not a copy. In a synced folder it would show when each answer came. Take it "
                  "out, and hand over copies."),
               delivery->entry->name);
  refuse (delivery->entry, reason);
}

static gboolean
read_all (Merge *merge, GPtrArray *paths, MokReceipt *receipt, GError **error)
{
  for (guint i = 0; i < paths->len; i++)
    {
      MokDelivery *delivery;

      if (g_cancellable_set_error_if_cancelled (merge->cancellable, error)
          || !receive (merge->self, g_ptr_array_index (paths, i), receipt, merge->cancellable, &delivery, error))
        return FALSE;
      if (delivery != NULL && merge->copies_only && !delivery->row.copy)
        {
          refuse_box_in_use (delivery);
          g_clear_pointer (&delivery, mok_delivery_free);
        }
      if (delivery != NULL)
        {
          g_ptr_array_add (merge->deliveries, delivery);
          if (!unload (merge, delivery, merge->deliveries->len - 1, error))
            return FALSE;
        }
      report (merge, READING_PART * (i + 1.0) / paths->len);
    }
  return TRUE;
}

static MokReceipt *
merge (MokSurvey *self,
       GPtrArray *paths,
       gboolean copies_only,
       MokProgressFunc progress,
       gpointer data,
       GCancellable *cancellable,
       GError **error)
{
  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->lock);
  g_autoptr (MokReceipt) receipt = mok_receipt_new ();
  g_autoptr (GPtrArray) deliveries = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_delivery_free);
  Merge merging = { .self = self,
                    .deliveries = deliveries,
                    .copies_only = copies_only,
                    .progress = progress,
                    .progress_data = data,
                    .cancellable = cancellable };
  gboolean merged;

  merged = mok_survey_check_not_closed (self, error) && read_all (&merging, paths, receipt, error)
           && commit (&merging, error);
  for (guint i = 0; i < G_N_ELEMENTS (merging.spools); i++)
    g_clear_pointer (&merging.spools[i], mok_spool_free);
  if (!merged)
    return NULL;
  report (&merging, 1);
  return count_all (self, receipt, error) ? g_steal_pointer (&receipt) : NULL;
}

/**
 * mok_survey_merge:
 * @paths: (element-type filename): boxes or handed-over copies, anywhere
 * @progress: (scope call) (nullable): told how far it is
 *
 * Takes all responses of all files in. A file that is not one of this survey's boxes, or is damaged as a whole, is
 * refused in the receipt and does not stop the others. When the merge is cancelled or fails, nothing is merged; merging
 * files again is harmless.
 *
 * Returns: (transfer full): an entry for each file; %NULL with @error set (%MOK_STORE_ERROR for trouble with the survey
 *   file itself, or %G_IO_ERROR_CANCELLED)
 */
MokReceipt *
mok_survey_merge (MokSurvey *self,
                  GPtrArray *paths,
                  MokProgressFunc progress,
                  gpointer data,
                  GCancellable *cancellable,
                  GError **error)
{
  g_return_val_if_fail (MOK_IS_SURVEY (self) && paths != NULL, NULL);

  return merge (self, paths, FALSE, progress, data, cancellable, error);
}

/**
 * mok_survey_merge_copies:
 * @paths: (element-type filename): files from a place where boxes in use do not belong, such as a synced folder
 *
 * Like mok_survey_merge(), but refuses boxes themselves (%MOK_STORE_ERROR_IN_USE): who merges one again and again sees
 * when each answer came.
 *
 * Returns: (transfer full): as mok_survey_merge()
 */
MokReceipt *
mok_survey_merge_copies (MokSurvey *self,
                         GPtrArray *paths,
                         MokProgressFunc progress,
                         gpointer data,
                         GCancellable *cancellable,
                         GError **error)
{
  g_return_val_if_fail (MOK_IS_SURVEY (self) && paths != NULL, NULL);

  return merge (self, paths, TRUE, progress, data, cancellable, error);
}

static gboolean
delete_all (MokSurvey *self, const char *sql, const MokHarvest *harvest, guint *removed, GError **error)
{
  g_autoptr (sqlite3_stmt) delete = mok_sqlite_prepare (self->file, sql, error);

  *removed = 0;
  if (delete == NULL)
    return FALSE;
  for (guint i = 0; i < harvest->found->len; i++)
    {
      sqlite3_bind_blob (delete, 1, g_array_index (harvest->found, MokFound, i).id, MOK_CELL_ID_SIZE, SQLITE_STATIC);
      if (!mok_sqlite_run (self->file, delete, error))
        return FALSE;
      *removed += (guint) sqlite3_changes (self->file->db);
    }
  return TRUE;
}

static gboolean
take_out (MokSurvey *self, const MokDelivery *delivery, GError **error)
{
  const MokHarvest *responses = &delivery->harvest[MOK_SLOTS_RESPONSES];
  const MokHarvest *comments = &delivery->harvest[MOK_SLOTS_COMMENTS];
  MokReceiptEntry *entry = delivery->entry;
  guint n_comments;

  if (!mok_survey_check_not_closed (self, error)
      || !delete_all (self, "DELETE FROM pool WHERE id = ?1", responses, &entry->added, error)
      || !delete_all (self, "DELETE FROM comment_pool WHERE id = ?1", comments, &n_comments, error)
      || !update_log (self, delivery, -(int) entry->added, error) || !forget_box (self, delivery, error)
      || !mok_survey_give_codes_back (self, delivery, error))
    return FALSE;
  entry->duplicate = responses->found->len - entry->added;
  return TRUE;
}

/**
 * mok_survey_remove:
 * @path: a box or copy that was merged before
 *
 * Takes back exactly the responses in this file, also those that came with another file too.
 *
 * Returns: (transfer full): a receipt of one entry, with `taken_back` set; %NULL with @error (%MOK_STORE_ERROR) set
 */
MokReceipt *
mok_survey_remove (MokSurvey *self, const char *path, GError **error)
{
  g_return_val_if_fail (MOK_IS_SURVEY (self) && path != NULL, NULL);

  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->lock);
  g_autoptr (MokReceipt) receipt = mok_receipt_new ();
  MokDelivery *received;

  if (!mok_survey_check_not_closed (self, error) || !receive (self, path, receipt, NULL, &received, error))
    return NULL;
  if (received != NULL)
    {
      g_autoptr (MokDelivery) delivery = received;

      delivery->entry->taken_back = TRUE;
      if (!mok_survey_begin_writing (self, error))
        return NULL;
      if (!take_out (self, delivery, error))
        {
          mok_sqlite_roll_back (self->file);
          return NULL;
        }
      if (!mok_sqlite_commit (self->file, error))
        return NULL;
    }
  return count_all (self, receipt, error) ? g_steal_pointer (&receipt) : NULL;
}
