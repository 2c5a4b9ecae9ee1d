/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What only a survey file has: the pool of sealed responses, what is known of boxes, and, once it is closed, that
 * nothing is left of answers and key. Must not open anything.
 */

#include "config.h"

#include "store/mok-verify-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/mok-day.h"
#include "base/mok-secret.h"
#include "store/mok-slots.h"
#include "store/mok-survey-private.h"

#define RELEASE_DIGEST 16

typedef struct
{
  gboolean readable;
  gint64 closed;
} State;

static State
tell_state (MokVerify *self)
{
  State state = { 0 };
  gint64 n = 0, odd = 1;

  state.readable = mok_verify_query (self, "SELECT count(*) FROM survey", &n) && n == 1
                   && mok_verify_query (self, "SELECT closed FROM survey", &state.closed)
                   && mok_verify_query (self,
                                        "SELECT count(*) FROM survey WHERE typeof(closed) <> 'integer'"
                                        " OR closed NOT IN (0, 1) OR typeof(synthetic) <> 'integer'"
                                        " OR synthetic NOT IN (0, 1) OR typeof(responses) <> 'integer'"
                                        " OR responses < 0 OR (closed = 0 AND responses <> 0)",
                                        &odd)
                   && odd == 0;
  if (!state.readable)
    mok_verify_fail (self, "state", _ ("What the survey says of itself is not as Moksori writes it."));
  else if (state.closed == 0)
    mok_verify_pass (self, "state", _ ("The survey is collecting answers."));
  else
    mok_verify_pass (self, "state", _ ("The survey is closed."));
  return state;
}

typedef struct
{
  guint n;
  guint n_wrong;
  gboolean in_order;
} Pool;

/* As the rows lie in the file, without sorting. */
static gboolean
read_pool (MokVerify *self, const char *sql, gsize sealed_size, Pool *pool)
{
  g_autoptr (sqlite3_stmt) select = mok_sqlite_prepare (self->file, sql, NULL);
  guint8 last[MOK_CELL_ID_SIZE] = { 0 };
  guint8 digest[MOK_CELL_ID_SIZE];
  gboolean has_row;

  if (select == NULL)
    return FALSE;
  for (;;)
    {
      if (!mok_sqlite_step (self->file, select, &has_row, NULL) || g_cancellable_is_cancelled (self->cancellable))
        return FALSE;
      if (!has_row)
        return TRUE;
      if (sqlite3_column_type (select, 0) != SQLITE_BLOB || sqlite3_column_type (select, 1) != SQLITE_BLOB
          || sqlite3_column_bytes (select, 0) != MOK_CELL_ID_SIZE
          || (gsize) sqlite3_column_bytes (select, 1) != sealed_size)
        {
          pool->n_wrong++;
          continue;
        }

      const guint8 *id = sqlite3_column_blob (select, 0);

      mok_hash (digest, sizeof digest, sqlite3_column_blob (select, 1), sealed_size);
      pool->n_wrong += memcmp (digest, id, sizeof digest) != 0;
      pool->in_order = pool->in_order && (pool->n == 0 || memcmp (last, id, sizeof last) < 0);
      memcpy (last, id, sizeof last);
      pool->n++;
    }
}

static void
tell_pool (MokVerify *self)
{
  Pool pool = { .in_order = TRUE };
  Pool comments = { .in_order = TRUE };

  if (self->manifest == NULL
      || !read_pool (self, "SELECT id, sealed FROM pool",
                     mok_cell_sealed_size (mok_manifest_get_record_size (self->manifest)), &pool)
      || !read_pool (self, "SELECT id, sealed FROM comment_pool",
                     mok_cell_sealed_size (mok_manifest_get_comment_size (self->manifest)), &comments))
    {
      mok_verify_blocked (self, "sealed");
      mok_verify_blocked (self, "order");
      return;
    }
  if (pool.n_wrong + comments.n_wrong > 0)
    mok_verify_fail (self, "sealed",
                     g_dngettext (GETTEXT_PACKAGE, "%u sealed answer is damaged or has another length.",
                                  "%u sealed answers are damaged or have another length.",
                                  pool.n_wrong + comments.n_wrong),
                     pool.n_wrong + comments.n_wrong);
  else
    mok_verify_pass (self, "sealed", _ ("Every sealed answer is whole, and all are of one length."));
  if (pool.in_order && comments.in_order)
    mok_verify_pass (self, "order",
                     _ ("Sealed answers are sorted by numbers that come from their sealing, which tell no "
                        "order and no box."));
  else
    mok_verify_fail (self, "order",
                     _ ("Sealed answers are not sorted: their places may tell in which order they came."));
}

/* A time of day would fit into the text of the day. */
static void
tell_days (MokVerify *self)
{
  g_autoptr (sqlite3_stmt) select = NULL;
  gboolean has_row = FALSE;

  if (self->file != NULL)
    select = mok_sqlite_prepare (self->file, "SELECT day FROM merge_log", NULL);
  for (;;)
    {
      if (select == NULL || !mok_sqlite_step (self->file, select, &has_row, NULL))
        {
          mok_verify_blocked (self, "days");
          return;
        }
      if (!has_row)
        break;

      const char *day = (const char *) sqlite3_column_text (select, 0);

      if (sqlite3_column_type (select, 0) != SQLITE_TEXT || day == NULL || sqlite3_column_bytes (select, 0) != 10
          || mok_day_parse (day) == 0)
        {
          mok_verify_fail (self, "days", _ ("The list of merged boxes tells more than the day on which a box came."));
          return;
        }
    }
  mok_verify_pass (self, "days",
                   _ ("Of merged boxes only the day is kept, and not which answers came from which box."));
}

static gboolean
count_damaged_chunk (const guint8 *items, gsize n_items, gpointer data, GError **error)
{
  guint *n = data;

  *n += items == NULL;
  return TRUE;
}

static void
tell_rows (MokVerify *self)
{
  guint n_damaged = 0;
  gint64 responses = 0, comments = 0;

  if (self->manifest == NULL || !mok_verify_query (self, "SELECT count(*) FROM row_chunk", &responses)
      || !mok_verify_query (self, "SELECT count(*) FROM comment_chunk", &comments))
    {
      mok_verify_blocked (self, "rows");
      return;
    }
  if (!self->result->is_open && responses + comments > 0)
    {
      mok_verify_fail (self, "rows", _ ("There are answers that are not sealed, in a survey that protects answers."));
      return;
    }
  if (!mok_chunk_foreach (self->file, MOK_POOL_RESPONSES, mok_manifest_get_record_size (self->manifest),
                          count_damaged_chunk, &n_damaged, NULL)
      || !mok_chunk_foreach (self->file, MOK_POOL_COMMENTS, mok_manifest_get_comment_size (self->manifest),
                             count_damaged_chunk, &n_damaged, NULL)
      || n_damaged > 0)
    mok_verify_fail (self, "rows", _ ("Some rows of the survey are damaged."));
  else if (self->result->is_open)
    mok_verify_pass (self, "rows", _ ("The rows of the open survey are whole."));
  else
    mok_verify_pass (self, "rows", _ ("There is no answer that is not sealed."));
}

static void
tell_destroyed (MokVerify *self, const State *state)
{
  static const struct
  {
    const char *table;
    gboolean in_open_too;
  } emptied[] = {
    { "pool", TRUE },    { "comment_pool", TRUE }, { "wrap", TRUE },           { "burned_code", TRUE },
    { "import", FALSE }, { "row_chunk", FALSE },   { "comment_chunk", FALSE },
  };

  if (!state->readable || self->manifest == NULL)
    {
      mok_verify_blocked (self, "destroyed");
      return;
    }
  if (state->closed == 0)
    {
      mok_verify_pass (self, "destroyed", _ ("Nothing is to be destroyed before the survey is closed."));
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (emptied); i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s", emptied[i].table);
      gint64 n;

      if (self->result->is_open && !emptied[i].in_open_too)
        continue;
      if (!mok_verify_query (self, sql, &n) || n > 0)
        {
          mok_verify_fail (self, "destroyed",
                           _ ("The survey is closed, but table “%s” still holds what closing destroys."),
                           emptied[i].table);
          return;
        }
    }
  if (self->result->is_open)
    mok_verify_pass (self, "destroyed", _ ("The key is destroyed, and no sealed answer is left."));
  else
    mok_verify_pass (self, "destroyed",
                     _ ("Answers and key are destroyed: what is left are the published results, and "
                        "comments until they have been reviewed."));
}

/* Returns: the number of parts, -1 when one is damaged */
static int
count_release_parts (MokVerify *self)
{
  g_autoptr (sqlite3_stmt) select = NULL;
  guint8 digest[RELEASE_DIGEST];
  gboolean has_row;
  int n = 0;

  if (self->file != NULL)
    select = mok_sqlite_prepare (self->file, "SELECT part, digest FROM release ORDER BY i", NULL);
  for (;;)
    {
      if (select == NULL || !mok_sqlite_step (self->file, select, &has_row, NULL))
        return -1;
      if (!has_row)
        return n;
      if (sqlite3_column_type (select, 0) != SQLITE_BLOB || sqlite3_column_bytes (select, 1) != RELEASE_DIGEST)
        return -1;
      mok_hash (digest, sizeof digest, sqlite3_column_blob (select, 0), (gsize) sqlite3_column_bytes (select, 0));
      if (memcmp (digest, sqlite3_column_blob (select, 1), sizeof digest) != 0)
        return -1;
      n++;
    }
}

static void
tell_release (MokVerify *self, const State *state)
{
  const int n = count_release_parts (self);

  if (!state->readable)
    mok_verify_blocked (self, "release");
  else if (n < 0 || (state->closed != 0 && n == 0))
    mok_verify_fail (self, "release", _ ("The published results are damaged."));
  else if (state->closed == 0 && n > 0)
    mok_verify_fail (self, "release", _ ("There are results although the survey is not closed."));
  else if (n == 0)
    mok_verify_pass (self, "release", _ ("There are no results before the survey is closed."));
  else
    mok_verify_pass (self, "release", _ ("The published results are whole."));
}

void
mok_verify_survey (MokVerify *self)
{
  const State state = tell_state (self);

  tell_pool (self);
  tell_days (self);
  tell_rows (self);
  tell_destroyed (self, &state);
  tell_release (self, &state);
}
