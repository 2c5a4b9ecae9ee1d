/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Merging boxes into a survey, and taking a file back out. Needs no key and opens nothing.
 *
 * Responses are known by the digest of what is sealed: the same ones give the same pool in any order and however often.
 * Files are merged in groups, the responses of a group sorted by id, so that the pool does not tell them apart, and
 * each of its pages is written once for many files. Of a box the survey keeps only counts.
 */

#include "config.h"

#include "store/mok-survey-private.h"

#include <stdlib.h>
#include <string.h>

#include "store/mok-delivery.h"

/* Sealed bytes of a group in memory. */
#define GROUP_BYTES (48 * 1024 * 1024)

typedef struct
{
  const guint8 *id;
  const guint8 *sealed;
  guint delivery;
} Item;

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const Item *x = a, *y = b;
  const int order = memcmp (x->id, y->id, MOK_CELL_ID_SIZE);

  /* Of two files with the same response, the one that was given first brings it. */
  if (order != 0)
    return order;
  return x->delivery < y->delivery ? -1 : x->delivery > y->delivery;
}

/* Returns: (element-type Item): everything in one table of all deliveries that are not refused, sorted by id */
static GArray *
sort_items (GPtrArray *deliveries, MokSlots slots)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (Item));

  for (guint i = 0; i < deliveries->len; i++)
    {
      const MokDelivery *delivery = g_ptr_array_index (deliveries, i);
      const MokHarvest *harvest = &delivery->harvest[slots];

      for (guint k = 0; k < harvest->found->len && delivery->entry->refused == NULL; k++)
        {
          const MokFound *found = &g_array_index (harvest->found, MokFound, k);
          const Item item = { found->id, harvest->sealed->data + found->at, i };

          g_array_append_val (items, item);
        }
    }
  g_array_sort (items, compare_items);
  return items;
}

static gboolean
insert (MokSurvey *self, GPtrArray *deliveries, MokSlots slots, MokPool pool, GError **error)
{
  g_autoptr (GArray) items = sort_items (deliveries, slots);
  g_autoptr (sqlite3_stmt) statement = mok_pool_prepare_insert (self->file, pool, error);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    {
      const Item *item = &g_array_index (items, Item, i);
      const MokDelivery *delivery = g_ptr_array_index (deliveries, item->delivery);

      if (!mok_pool_insert (self->file, statement, item->id, item->sealed, delivery->harvest[slots].sealed_size, error))
        return FALSE;
      /* The receipt counts responses; each has its comment, empty or not. */
      if (slots != MOK_SLOTS_RESPONSES)
        continue;
      if (sqlite3_changes (self->file->db) > 0)
        delivery->entry->added++;
      else
        delivery->entry->duplicate++;
    }
  return TRUE;
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

      if (delivery->harvest[MOK_SLOTS_RESPONSES].found->len == 0)
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
  sqlite3_bind_int64 (statement, 5, delivery->harvest[MOK_SLOTS_RESPONSES].found->len);
  sqlite3_bind_text (statement, 6, day, -1, SQLITE_STATIC);
  return mok_sqlite_run (self->file, statement, error);
}

/* A box of which nothing is left has not returned. */
static gboolean
forget_box (MokSurvey *self, const MokDelivery *delivery, GError **error)
{
  g_autoptr (sqlite3_stmt) delete =
      mok_sqlite_prepare (self->file, "DELETE FROM merge_log WHERE box = ?1 AND responses = 0", error);

  if (delete == NULL)
    return FALSE;
  sqlite3_bind_blob (delete, 1, delivery->row.id, sizeof delivery->row.id, SQLITE_STATIC);
  return mok_sqlite_run (self->file, delete, error);
}

static gboolean
take_group (MokSurvey *self, GPtrArray *deliveries, GError **error)
{
  if (!mok_survey_check_not_closed (self, error) || !check_synthetic (self, deliveries, error)
      || !insert (self, deliveries, MOK_SLOTS_RESPONSES, MOK_POOL_RESPONSES, error)
      || !insert (self, deliveries, MOK_SLOTS_COMMENTS, MOK_POOL_COMMENTS, error))
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

/* One group in one transaction. */
static gboolean
merge_group (MokSurvey *self, GPtrArray *deliveries, GError **error)
{
  gboolean merged = TRUE;

  if (deliveries->len > 0)
    {
      if (!mok_survey_begin_writing (self, error))
        return FALSE;
      merged = take_group (self, deliveries, error);
      if (merged)
        merged = mok_sqlite_commit (self->file, error);
      else
        mok_sqlite_roll_back (self->file);
    }
  g_ptr_array_set_size (deliveries, 0);
  return merged;
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

/**
 * mok_survey_merge:
 * @paths: (element-type filename): boxes or handed-over copies, anywhere
 * @progress: (scope call) (nullable): told how far it is
 *
 * Takes all responses of all files in. A file that is not one of this survey's boxes, or is damaged as a whole, is
 * refused in the receipt and does not stop the others. When the merge is cancelled, some files may be merged and others
 * not, each one as a whole; merging all of them again is harmless.
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

  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->lock);
  g_autoptr (MokReceipt) receipt = mok_receipt_new ();
  g_autoptr (GPtrArray) group = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_delivery_free);
  gsize group_size = 0;

  if (!mok_survey_check_not_closed (self, error))
    return NULL;
  for (guint i = 0; i < paths->len; i++)
    {
      MokDelivery *delivery;

      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !receive (self, g_ptr_array_index (paths, i), receipt, cancellable, &delivery, error))
        return NULL;
      if (delivery != NULL)
        {
          g_ptr_array_add (group, delivery);
          group_size += mok_delivery_get_size (delivery);
        }
      if (group_size >= GROUP_BYTES || i + 1 == paths->len)
        {
          if (!merge_group (self, group, error))
            return NULL;
          group_size = 0;
        }
      if (progress != NULL)
        progress ((i + 1.0) / paths->len, data);
    }
  return count_all (self, receipt, error) ? g_steal_pointer (&receipt) : NULL;
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
