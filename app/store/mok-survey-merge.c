/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Merging boxes into a survey, and taking a file back out. Needs no key and opens nothing.
 *
 * A file is read into memory as a whole, so that nothing beside it is ever read, replayed or written. Responses are
 * known by the digest of what is sealed: the same ones give the same pool in any order and however often. Of a box the
 * survey keeps only counts; which response came from which box is not kept.
 */

#include "config.h"

#include "store/mok-survey-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "store/mok-box-private.h"
#include "store/mok-file.h"

/* A taken cell with a right digest. */
typedef struct
{
  guint8 id[MOK_CELL_ID_SIZE];
  gsize at; /* of the sealed bytes in the harvest */
} Found;

/* All that one table of a box has to give. */
typedef struct
{
  gsize cell_size;
  gsize sealed_size;
  GArray *found;
  GByteArray *sealed;
  GArray *damaged; /* (unowned) */
  GCancellable *cancellable;
} Harvest;

static void
clear_harvest (Harvest *harvest)
{
  g_array_unref (harvest->found);
  g_byte_array_unref (harvest->sealed);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Harvest, clear_harvest)

static gboolean
gather (guint slot, const guint8 *cell, gpointer data, GError **error)
{
  Harvest *harvest = data;
  Found found;

  switch (cell != NULL ? mok_cell_get_state (cell, harvest->cell_size) : MOK_CELL_DAMAGED)
    {
    case MOK_CELL_TAKEN:
      memcpy (found.id, mok_cell_get_id (cell, harvest->cell_size), sizeof found.id);
      found.at = harvest->sealed->len;
      g_byte_array_append (harvest->sealed, mok_cell_get_sealed (cell), (guint) harvest->sealed_size);
      g_array_append_val (harvest->found, found);
      break;
    case MOK_CELL_DAMAGED:
      g_array_append_val (harvest->damaged, slot);
      break;
    case MOK_CELL_FREE:
    default:
      break;
    }
  return !g_cancellable_set_error_if_cancelled (harvest->cancellable, error);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return memcmp (((const Found *) a)->id, ((const Found *) b)->id, MOK_CELL_ID_SIZE);
}

/* Sorted by id, so that the order in which they go in tells nothing of the places they had. */
static gboolean
harvest_slots (MokBox *box,
               MokSlots slots,
               Harvest *harvest,
               GArray *damaged,
               GCancellable *cancellable,
               GError **error)
{
  const gboolean responses = slots == MOK_SLOTS_RESPONSES;

  harvest->cell_size = responses ? box->response_cell_size : box->comment_cell_size;
  harvest->sealed_size = mok_cell_sealed_size (responses ? mok_manifest_get_record_size (box->manifest)
                                                         : mok_manifest_get_comment_size (box->manifest));
  harvest->found = g_array_new (FALSE, FALSE, sizeof (Found));
  harvest->sealed = g_byte_array_new ();
  harvest->damaged = damaged;
  harvest->cancellable = cancellable;
  if (!mok_slots_foreach (box->file, slots, harvest->cell_size, gather, harvest, error))
    return FALSE;
  g_array_sort (harvest->found, compare_ids);
  return TRUE;
}

typedef struct
{
  MokBox *box;
  Harvest responses;
  Harvest comments;
} Delivery;

static void
free_delivery (Delivery *delivery)
{
  g_clear_object (&delivery->box);
  if (delivery->responses.found != NULL)
    clear_harvest (&delivery->responses);
  if (delivery->comments.found != NULL)
    clear_harvest (&delivery->comments);
  g_free (delivery);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Delivery, free_delivery)

static gboolean
check_manifest (MokSurvey *self, MokBox *box, const char *name, GError **error)
{
  if (g_bytes_equal (mok_manifest_get_bytes (box->manifest), mok_manifest_get_bytes (self->manifest)))
    return TRUE;
  if (memcmp (mok_manifest_get_survey_id (box->manifest), mok_manifest_get_survey_id (self->manifest),
              MOK_SURVEY_ID_SIZE)
      != 0)
    g_set_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_OTHER_SURVEY, _ ("“%s” belongs to another survey."), name);
  else
    g_set_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_CHANGED,
                 _ ("“%s” is a box of this survey, but its description of the survey was changed."), name);
  return FALSE;
}

/* Everything that can be wrong with the file itself is found here, before the survey is touched. */
static Delivery *
receive (MokSurvey *self, const char *path, MokReceiptEntry *entry, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) image = mok_file_read (path, error);
  g_autoptr (Delivery) delivery = g_new0 (Delivery, 1);

  if (image == NULL)
    return NULL;
  delivery->box = mok_box_open_image (image, path, self->manifest, error);
  if (delivery->box == NULL || !check_manifest (self, delivery->box, entry->name, error))
    return NULL;
  entry->label = g_strdup (delivery->box->row.label);
  if (!harvest_slots (delivery->box, MOK_SLOTS_RESPONSES, &delivery->responses, entry->damaged, cancellable, error)
      || !harvest_slots (delivery->box, MOK_SLOTS_COMMENTS, &delivery->comments, entry->damaged_comments, cancellable,
                         error))
    return NULL;
  entry->found = delivery->responses.found->len + entry->damaged->len;
  return g_steal_pointer (&delivery);
}

static gboolean
insert_all (MokSurvey *self, MokPool pool, const Harvest *harvest, guint *added, GError **error)
{
  g_autoptr (sqlite3_stmt) insert = mok_pool_prepare_insert (self->file, pool, error);

  *added = 0;
  if (insert == NULL)
    return FALSE;
  for (guint i = 0; i < harvest->found->len; i++)
    {
      const Found *found = &g_array_index (harvest->found, Found, i);

      if (!mok_pool_insert (self->file, insert, found->id, harvest->sealed->data + found->at, harvest->sealed_size,
                            error))
        return FALSE;
      *added += (guint) sqlite3_changes (self->file->db);
    }
  return TRUE;
}

static gboolean
delete_all (MokSurvey *self, MokPool pool, const Harvest *harvest, guint *removed, GError **error)
{
  g_autoptr (sqlite3_stmt) delete = mok_sqlite_prepare (
      self->file,
      pool == MOK_POOL_RESPONSES ? "DELETE FROM pool WHERE id = ?1" : "DELETE FROM comment_pool WHERE id = ?1", error);

  *removed = 0;
  if (delete == NULL)
    return FALSE;
  for (guint i = 0; i < harvest->found->len; i++)
    {
      sqlite3_bind_blob (delete, 1, g_array_index (harvest->found, Found, i).id, MOK_CELL_ID_SIZE, SQLITE_STATIC);
      if (!mok_sqlite_run (self->file, delete, error))
        return FALSE;
      *removed += (guint) sqlite3_changes (self->file->db);
    }
  return TRUE;
}

/* Simulated and real responses never meet. The first ones decide for good. */
static gboolean
check_synthetic (MokSurvey *self, const Delivery *delivery, gboolean *refused, GError **error)
{
  const gboolean box_synthetic = delivery->box->row.synthetic;
  gboolean synthetic;
  gint64 has_responses;

  *refused = FALSE;
  if (!mok_survey_is_synthetic (self, &synthetic, error)
      || !mok_sqlite_query_int (self->file, "SELECT EXISTS (SELECT 1 FROM pool) OR EXISTS (SELECT 1 FROM row_chunk)",
                                &has_responses, error))
    return FALSE;
  if (delivery->responses.found->len == 0 || box_synthetic == synthetic)
    return TRUE;
  if (box_synthetic && !has_responses)
    return mok_survey_set_synthetic (self, error);
  *refused = TRUE;
  return TRUE;
}

static gboolean
update_log (MokSurvey *self, const Delivery *delivery, int change, GError **error)
{
  const MokBoxRow *row = &delivery->box->row;
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
  sqlite3_bind_blob (statement, 1, row->id, sizeof row->id, SQLITE_STATIC);
  sqlite3_bind_text (statement, 2, row->label, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (statement, 3, row->site);
  sqlite3_bind_int64 (statement, 4, change);
  sqlite3_bind_int64 (statement, 5, delivery->responses.found->len);
  sqlite3_bind_text (statement, 6, day, -1, SQLITE_STATIC);
  return mok_sqlite_run (self->file, statement, error);
}

/* A box of which nothing is left has not returned. */
static gboolean
forget_box (MokSurvey *self, MokBox *box, GError **error)
{
  g_autoptr (sqlite3_stmt) delete =
      mok_sqlite_prepare (self->file, "DELETE FROM merge_log WHERE box = ?1 AND responses = 0", error);

  if (delete == NULL)
    return FALSE;
  sqlite3_bind_blob (delete, 1, box->row.id, sizeof box->row.id, SQLITE_STATIC);
  return mok_sqlite_run (self->file, delete, error);
}

static gboolean
note_burned_codes (MokSurvey *self, MokBox *box, GError **error)
{
  g_autoptr (sqlite3_stmt) select =
      mok_sqlite_prepare (box->file, "SELECT hash FROM access_code WHERE used <> 0 ORDER BY hash", error);
  g_autoptr (sqlite3_stmt) insert =
      mok_sqlite_prepare (self->file, "INSERT OR IGNORE INTO burned_code (hash, box) VALUES (?1, ?2)", error);
  gboolean has_row;

  if (select == NULL || insert == NULL)
    return FALSE;
  sqlite3_bind_blob (insert, 2, box->row.id, sizeof box->row.id, SQLITE_STATIC);
  for (;;)
    {
      if (!mok_sqlite_step (box->file, select, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      sqlite3_bind_value (insert, 1, sqlite3_column_value (select, 0));
      if (!mok_sqlite_run (self->file, insert, error))
        return FALSE;
    }
}

/* One code gives one response. More responses than codes used: two copies of the box took the same code. (Or power
 * failed between an answer and its code, which is why the receipt only reports it.)
 */
static gboolean
count_beyond_codes (MokSurvey *self, MokBox *box, guint *beyond, GError **error)
{
  g_autoptr (sqlite3_stmt) select =
      mok_sqlite_prepare (self->file,
                          "SELECT max(responses - (SELECT count(*) FROM burned_code WHERE box = ?1), 0)"
                          " FROM merge_log WHERE box = ?1",
                          error);
  gboolean has_row;

  *beyond = 0;
  if (!box->needs_code)
    return TRUE;
  if (select == NULL)
    return FALSE;
  sqlite3_bind_blob (select, 1, box->row.id, sizeof box->row.id, SQLITE_STATIC);
  if (!mok_sqlite_step (self->file, select, &has_row, error))
    return FALSE;
  if (has_row)
    *beyond = (guint) sqlite3_column_int64 (select, 0);
  return TRUE;
}

static gboolean
take_in (MokSurvey *self, Delivery *delivery, MokReceiptEntry *entry, GError **error)
{
  guint comments;
  gboolean refused;

  if (!mok_survey_check_not_closed (self, error) || !check_synthetic (self, delivery, &refused, error))
    return FALSE;
  if (refused)
    {
      entry->found = 0;
      g_array_set_size (entry->damaged, 0);
      g_array_set_size (entry->damaged_comments, 0);
      mok_survey_set_synthetic_error (self, &entry->refused);
      return TRUE;
    }
  if (!insert_all (self, MOK_POOL_RESPONSES, &delivery->responses, &entry->added, error)
      || !insert_all (self, MOK_POOL_COMMENTS, &delivery->comments, &comments, error)
      || !update_log (self, delivery, (int) entry->added, error) || !note_burned_codes (self, delivery->box, error)
      || !count_beyond_codes (self, delivery->box, &entry->beyond_codes, error))
    return FALSE;
  entry->duplicate = delivery->responses.found->len - entry->added;
  return TRUE;
}

static gboolean
take_out (MokSurvey *self, Delivery *delivery, MokReceiptEntry *entry, GError **error)
{
  guint comments;

  entry->taken_back = TRUE;
  if (!mok_survey_check_not_closed (self, error)
      || !delete_all (self, MOK_POOL_RESPONSES, &delivery->responses, &entry->added, error)
      || !delete_all (self, MOK_POOL_COMMENTS, &delivery->comments, &comments, error)
      || !update_log (self, delivery, -(int) entry->added, error) || !forget_box (self, delivery->box, error))
    return FALSE;
  entry->duplicate = delivery->responses.found->len - entry->added;
  return TRUE;
}

typedef gboolean (*TakeFunc) (MokSurvey *self, Delivery *delivery, MokReceiptEntry *entry, GError **error);

/* One file in one transaction. What is wrong with the file goes into the receipt; what is wrong with the survey is an
 * error.
 */
static gboolean
take_file (MokSurvey *self,
           const char *path,
           TakeFunc take,
           MokReceipt *receipt,
           GCancellable *cancellable,
           GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  MokReceiptEntry *entry = mok_receipt_add (receipt, name);
  g_autoptr (GError) local = NULL;
  g_autoptr (Delivery) delivery = receive (self, path, entry, cancellable, &local);

  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (delivery == NULL)
    {
      entry->found = 0;
      g_array_set_size (entry->damaged, 0);
      g_array_set_size (entry->damaged_comments, 0);
      entry->refused = g_steal_pointer (&local);
      return TRUE;
    }
  if (!mok_sqlite_begin (self->file, error))
    return FALSE;
  if (!take (self, delivery, entry, error))
    {
      mok_sqlite_roll_back (self->file);
      return FALSE;
    }
  if (entry->refused != NULL)
    {
      mok_sqlite_roll_back (self->file);
      return TRUE;
    }
  return mok_sqlite_commit (self->file, error);
}

/**
 * mok_survey_merge:
 * @paths: (element-type filename): boxes or handed-over copies, anywhere
 * @progress: (scope call) (nullable): told how far it is
 *
 * Takes all responses of all files in. A file that is not one of this survey's boxes, or is damaged as a whole, is
 * refused in the receipt and does not stop the others. When the merge is cancelled, the files before stay merged;
 * merging all of them again is harmless.
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

  if (!mok_survey_check_not_closed (self, error))
    return NULL;
  for (guint i = 0; i < paths->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !take_file (self, g_ptr_array_index (paths, i), take_in, receipt, cancellable, error))
        return NULL;
      if (progress != NULL)
        progress ((i + 1.0) / paths->len, data);
    }
  return mok_survey_count (self, &receipt->total, error) ? g_steal_pointer (&receipt) : NULL;
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

  if (!mok_survey_check_not_closed (self, error) || !take_file (self, path, take_out, receipt, NULL, error)
      || !mok_survey_count (self, &receipt->total, error))
    return NULL;
  return g_steal_pointer (&receipt);
}
