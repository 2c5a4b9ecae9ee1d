/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The pool of sealed responses, and opening all of it on all cores.
 *
 * The calling thread reads batches from the file and hands on what was opened, in the order of the ids; a thread for
 * each core opens. Opened bytes live in secret memory and are wiped as soon as they were handed on.
 */

#include "config.h"

#include "store/mok-survey-private.h"

#include <string.h>

#include "store/mok-key.h"
#include "store/mok-slots.h"

#define BATCH 512

static const char *const insert_sql[] = {
  "INSERT OR IGNORE INTO pool (id, sealed) VALUES (?1, ?2)",
  "INSERT OR IGNORE INTO comment_pool (id, sealed) VALUES (?1, ?2)",
};

static const char *const select_sql[] = {
  "SELECT id, sealed FROM pool ORDER BY id",
  "SELECT id, sealed FROM comment_pool ORDER BY id",
};

static const char *const count_sql[] = {
  "SELECT count(*) FROM pool",
  "SELECT count(*) FROM comment_pool",
};

/* Whether the last insert added one is told by sqlite3_changes(). */
sqlite3_stmt *
mok_pool_prepare_insert (MokSqlite *file, MokPool pool, GError **error)
{
  return mok_sqlite_prepare (file, insert_sql[pool], error);
}

gboolean
mok_pool_insert (MokSqlite *file,
                 sqlite3_stmt *insert,
                 const guint8 *id,
                 const guint8 *sealed,
                 gsize size,
                 GError **error)
{
  sqlite3_bind_blob (insert, 1, id, MOK_CELL_ID_SIZE, SQLITE_STATIC);
  sqlite3_bind_blob64 (insert, 2, sealed, size, SQLITE_STATIC);
  return mok_sqlite_run (file, insert, error);
}

typedef struct
{
  guint n;
  guint8 *sealed;
  MokSecret *plain;
  gboolean readable[BATCH];
  gboolean done; /* under the lock of the crew */
} Batch;

typedef struct
{
  const MokPoolOpening *opening;
  gsize sealed_size;
  GMutex lock;
  GCond batch_done;
} Crew;

static Batch *
new_batch (const Crew *crew)
{
  Batch *batch = g_new0 (Batch, 1);

  batch->sealed = g_malloc (BATCH * crew->sealed_size);
  batch->plain = mok_secret_new (MAX (BATCH * crew->opening->plain_size, 1));
  return batch;
}

static void
free_batch (gpointer data)
{
  Batch *batch = data;

  g_free (batch->sealed);
  mok_secret_unref (batch->plain);
  g_free (batch);
}

static void
open_batch (gpointer data, gpointer user_data)
{
  Batch *batch = data;
  Crew *crew = user_data;
  const MokPoolOpening *opening = crew->opening;

  for (guint i = 0; i < batch->n; i++)
    {
      guint8 *plain = mok_secret_data (batch->plain) + i * opening->plain_size;

      batch->readable[i] =
          batch->readable[i]
          && mok_key_open (opening->key, opening->public_key, batch->sealed + i * crew->sealed_size, crew->sealed_size,
                           plain)
          && (opening->layout == NULL
              || mok_record_check (opening->layout, opening->manifest_digest, plain, opening->plain_size, NULL));
    }
  g_mutex_lock (&crew->lock);
  batch->done = TRUE;
  g_cond_signal (&crew->batch_done);
  g_mutex_unlock (&crew->lock);
}

/* Reads up to a batch. What is not under its own digest, or has another length, is not readable. */
static gboolean
read_batch (MokSqlite *file, sqlite3_stmt *select, const Crew *crew, Batch *batch, GError **error)
{
  guint8 digest[MOK_CELL_ID_SIZE];
  gboolean has_row;

  batch->n = 0;
  batch->done = FALSE;
  while (batch->n < BATCH)
    {
      if (!mok_sqlite_step (file, select, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;

      const gboolean has_id = sqlite3_column_bytes (select, 0) == MOK_CELL_ID_SIZE;
      const gboolean right_size = has_id && (gsize) sqlite3_column_bytes (select, 1) == crew->sealed_size;

      if (has_id && crew->opening->ids != NULL)
        g_byte_array_append (crew->opening->ids, sqlite3_column_blob (select, 0), MOK_CELL_ID_SIZE);
      batch->readable[batch->n] = FALSE;
      if (right_size)
        {
          guint8 *to = batch->sealed + batch->n * crew->sealed_size;

          memcpy (to, sqlite3_column_blob (select, 1), crew->sealed_size);
          mok_hash (digest, sizeof digest, to, crew->sealed_size);
          batch->readable[batch->n] = memcmp (digest, sqlite3_column_blob (select, 0), sizeof digest) == 0;
        }
      batch->n++;
    }
  return TRUE;
}

static gboolean
hand_on (Batch *batch, const MokPoolOpening *opening, guint *n_unreadable, GError **error)
{
  gboolean going = TRUE;

  for (guint i = 0; i < batch->n && going; i++)
    if (!batch->readable[i])
      (*n_unreadable)++;
    else
      going = opening->func (mok_secret_data (batch->plain) + i * opening->plain_size, opening->plain_size,
                             opening->func_data, error);
  mok_secret_wipe (batch->plain);
  return going;
}

static void
wait_for (Crew *crew, Batch *batch)
{
  g_mutex_lock (&crew->lock);
  while (!batch->done)
    g_cond_wait (&crew->batch_done, &crew->lock);
  g_mutex_unlock (&crew->lock);
}

/* Keeps the crew busy: as many batches under way as it takes, the oldest handed on first. */
static gboolean
run_crew (MokSqlite *file, Crew *crew, GThreadPool *threads, gint64 total, guint *n_unreadable, GError **error)
{
  const MokPoolOpening *opening = crew->opening;
  const guint n_under_way = 2 * g_get_num_processors () + 1;
  g_autoptr (sqlite3_stmt) select = mok_sqlite_prepare (file, select_sql[opening->pool], error);
  g_autoptr (GPtrArray) batches = g_ptr_array_new_with_free_func (free_batch);
  guint first = 0, n_queued = 0;
  gboolean more = TRUE, going = select != NULL;
  gint64 n_done = 0;

  for (guint i = 0; i < n_under_way; i++)
    g_ptr_array_add (batches, new_batch (crew));
  while (going && (more || n_queued > 0))
    {
      if (more && n_queued < n_under_way)
        {
          Batch *batch = g_ptr_array_index (batches, (first + n_queued) % n_under_way);

          going = read_batch (file, select, crew, batch, error);
          more = going && batch->n == BATCH;
          if (going && batch->n > 0)
            {
              n_queued++;
              g_thread_pool_push (threads, batch, NULL);
            }
          continue;
        }

      Batch *oldest = g_ptr_array_index (batches, first);

      wait_for (crew, oldest);
      n_queued--;
      first = (first + 1) % n_under_way;
      going = !g_cancellable_set_error_if_cancelled (opening->cancellable, error)
              && hand_on (oldest, opening, n_unreadable, error);
      n_done += oldest->n;
      if (going && opening->progress != NULL)
        opening->progress (opening->progress_from
                               + (opening->progress_to - opening->progress_from) * n_done / MAX (total, n_done),
                           opening->progress_data);
    }
  /* The threads may still be at the batches of a run that was stopped. */
  for (; n_queued > 0; n_queued--, first = (first + 1) % n_under_way)
    wait_for (crew, g_ptr_array_index (batches, first));
  return going;
}

/**
 * mok_pool_open:
 * @n_unreadable: (inout): raised by the number of those that do not open or are no record of this survey
 *
 * Opens all sealed responses or comments and hands them on one by one, in the order of their ids.
 *
 * Returns: %FALSE with @error set (%MOK_STORE_ERROR, %G_IO_ERROR_CANCELLED, or that of the function)
 */
gboolean
mok_pool_open (MokSqlite *file, const MokPoolOpening *opening, guint *n_unreadable, GError **error)
{
  Crew crew = { .opening = opening, .sealed_size = mok_cell_sealed_size (opening->plain_size) };
  GThreadPool *threads;
  gint64 total;
  gboolean done;

  if (!mok_sqlite_query_int (file, count_sql[opening->pool], &total, error))
    return FALSE;
  if (total == 0)
    return TRUE;
  g_mutex_init (&crew.lock);
  g_cond_init (&crew.batch_done);
  threads = g_thread_pool_new (open_batch, &crew, (int) g_get_num_processors (), FALSE, NULL);
  done = run_crew (file, &crew, threads, total, n_unreadable, error);
  g_thread_pool_free (threads, FALSE, TRUE);
  g_cond_clear (&crew.batch_done);
  g_mutex_clear (&crew.lock);
  return done;
}
