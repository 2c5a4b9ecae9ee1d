/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The power fails while an answer is written: any part of the new bytes is on the disk and the rest is not. Every part
 * is tried: all sets of 512-byte sectors, in whatever order the disk took them, and the write cut off at every byte.
 * Whatever is left must be a box with every acknowledged answer in it, and may have damaged the one answer only that
 * nobody was told is safe.
 */

#include "config.h"

#include "attack.h"

#include <string.h>

#include "store/mok-box-private.h"

#include "../store/support-survey.h"
#include "../store/support.h"
#include "report.h"
#include "storage.h"

#define SECTOR 512
#define MAXIMUM_SECTORS 12
#define N_BEFORE 30
/* So many states also go through a merge, whose receipt has to name what is damaged. */
#define MERGE_EVERY 97

typedef struct
{
  guint n_sets;
  guint n_cuts;
  guint n_unreadable; /* boxes that did not open */
  guint n_lost;       /* acknowledged answers that were not there, or not once */
  guint n_foreign;    /* answers that nobody gave */
  guint n_damaged;    /* states with a damaged cell */
  guint n_too_many;   /* ... with more than the one in flight */
  guint n_merged;
  guint n_unnamed; /* damaged cells that a receipt did not name */
  guint n_codes;   /* states in which other than the one code in flight had changed */
  guint n_sectors; /* the most that a submit changed */
} Count;

typedef struct
{
  StorageFixture *fixture;
  MokManifest *manifest;
  GHashTable *acknowledged[STORAGE_N_TABLES]; /* digests of cells */
  GBytes *in_flight[STORAGE_N_TABLES];
  guint n_codes_used;
  Count *count;
} State;

/* Digests of the answers in a box, one table. */
typedef struct
{
  gsize size;
  GHashTable *seen; /* digest → how often */
  guint n_damaged;
  guint n_repeated;
} Cells;

static gboolean
collect (guint slot, const guint8 *cell, gpointer data, GError **error)
{
  Cells *cells = data;

  switch (cell != NULL ? mok_cell_get_state (cell, cells->size) : MOK_CELL_DAMAGED)
    {
    case MOK_CELL_TAKEN:
      if (!g_hash_table_add (cells->seen, g_bytes_new (mok_cell_get_id (cell, cells->size), MOK_CELL_ID_SIZE)))
        cells->n_repeated++;
      break;
    case MOK_CELL_DAMAGED:
      cells->n_damaged++;
      break;
    case MOK_CELL_FREE:
    default:
      break;
    }
  return TRUE;
}

static GHashTable *
new_digests (void)
{
  return g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
}

/* Returns: whether the table could be read */
static gboolean
read_cells (MokBox *box, guint table, Cells *cells)
{
  cells->size = table == 0 ? box->response_cell_size : box->comment_cell_size;
  cells->seen = new_digests ();
  return mok_slots_foreach (box->file, (MokSlots) table, cells->size, collect, cells, NULL);
}

static void
check_table (State *state, MokBox *box, guint table, guint *n_damaged)
{
  GHashTableIter iter;
  gpointer digest;
  Cells cells = { 0 };
  guint n_found = 0;

  if (!read_cells (box, table, &cells))
    {
      state->count->n_unreadable++;
      g_hash_table_unref (cells.seen);
      return;
    }
  g_hash_table_iter_init (&iter, cells.seen);
  while (g_hash_table_iter_next (&iter, &digest, NULL))
    {
      const gboolean known = g_hash_table_contains (state->acknowledged[table], digest);

      n_found += known;
      state->count->n_foreign += !known && !g_bytes_equal (digest, state->in_flight[table]);
    }
  state->count->n_lost += g_hash_table_size (state->acknowledged[table]) - n_found + cells.n_repeated;
  state->count->n_too_many += cells.n_damaged > 1;
  *n_damaged += cells.n_damaged;
  g_hash_table_unref (cells.seen);
}

/* Through the front door: a merge of the file, whose receipt names what is damaged. */
static void
check_receipt (State *state, const guint8 *bytes, gsize size, guint n_damaged)
{
  g_autofree char *path = g_build_filename (state->fixture->folder, "torn.mokbox", NULL);
  g_autoptr (MokReceipt) receipt = NULL;
  const MokReceiptEntry *entry;

  support_write (path, bytes, size);
  receipt = support_merge (state->fixture->survey, path, NULL);
  entry = g_ptr_array_index (receipt->entries, 0);
  state->count->n_merged++;
  if (entry->refused != NULL)
    state->count->n_unreadable++;
  else
    state->count->n_unnamed += entry->damaged->len + entry->damaged_comments->len != n_damaged;
  state->count->n_lost += receipt->total < g_hash_table_size (state->acknowledged[0]);
}

static void
check (State *state, const guint8 *bytes, gsize size)
{
  g_autoptr (GBytes) image = g_bytes_new_static (bytes, size);
  g_autoptr (MokBox) box = mok_box_open_image (image, "torn.mokbox", state->manifest, NULL);
  Count *count = state->count;
  guint n_damaged = 0;
  gint64 n_used;

  if (box == NULL)
    {
      count->n_unreadable++;
      return;
    }
  for (guint t = 0; t < STORAGE_N_TABLES; t++)
    check_table (state, box, t, &n_damaged);
  count->n_damaged += n_damaged > 0;
  if (!mok_sqlite_query_int (box->file, "SELECT count(*) FROM access_code WHERE used <> 0", &n_used, NULL)
      || n_used < state->n_codes_used || n_used > state->n_codes_used + 1)
    count->n_codes++;
  if ((count->n_sets + count->n_cuts) % MERGE_EVERY == 0)
    check_receipt (state, bytes, size, n_damaged);
}

/* All sets of the sectors that the submit changed. */
static void
try_sets (State *state, const GByteArray *before, const GByteArray *after)
{
  g_autofree guint8 *mixed = g_memdup2 (before->data, before->len);
  gsize sectors[MAXIMUM_SECTORS];
  guint n = 0;

  for (gsize at = 0; at < before->len; at += SECTOR)
    if (memcmp (before->data + at, after->data + at, SECTOR) != 0)
      {
        g_assert_cmpuint (n, <, MAXIMUM_SECTORS);
        sectors[n++] = at;
      }
  state->count->n_sectors = MAX (state->count->n_sectors, n);
  for (guint set = 0; set < 1u << n; set++)
    {
      for (guint i = 0; i < n; i++)
        memcpy (mixed + sectors[i], (set >> i & 1 ? after : before)->data + sectors[i], SECTOR);
      state->count->n_sets++;
      check (state, mixed, before->len);
    }
}

/* The write, cut off after each of the bytes that it changed, from the front and from the back. */
static void
try_cuts (State *state, const GByteArray *before, const GByteArray *after, guint step)
{
  for (guint back = 0; back < 2; back++)
    {
      const GByteArray *first = back ? before : after;
      g_autofree guint8 *mixed = g_memdup2 ((back ? after : before)->data, before->len);
      guint n_changed = 0;

      for (gsize at = 0; at < before->len; at++)
        if (before->data[at] != after->data[at])
          {
            mixed[at] = first->data[at];
            if (n_changed++ % step != 0)
              continue;
            state->count->n_cuts++;
            check (state, mixed, before->len);
          }
    }
}

/* Finds what the last submit brought, and makes it the one in flight. */
static void
find_in_flight (State *state, MokBox *box)
{
  for (guint t = 0; t < STORAGE_N_TABLES; t++)
    {
      Cells cells = { 0 };
      GHashTableIter iter;
      gpointer digest;

      g_assert_true (read_cells (box, t, &cells));
      g_hash_table_iter_init (&iter, cells.seen);
      while (g_hash_table_iter_next (&iter, &digest, NULL))
        if (!g_hash_table_contains (state->acknowledged[t], digest))
          state->in_flight[t] = g_bytes_ref (digest);
      g_assert_nonnull (state->in_flight[t]);
      g_hash_table_unref (cells.seen);
    }
}

static void
acknowledge (State *state)
{
  for (guint t = 0; t < STORAGE_N_TABLES; t++)
    g_hash_table_add (state->acknowledged[t], g_steal_pointer (&state->in_flight[t]));
}

/* @with_codes: a submit is two commits then, the answer's and the code's; any part of both may be missing. */
static void
run (gboolean with_codes, guint n_submits, guint step)
{
  const guint n_answers = N_BEFORE + n_submits;
  const MokBoxOptions options = { .label = "3병동", .n_access_codes = with_codes ? n_answers : 0 };
  const char *setting = with_codes ? "with an access code" : "without access codes";
  g_autoptr (StorageFixture) fixture = storage_fixture_new (storage_make_quick_folder ());
  g_autofree char *path = g_build_filename (fixture->folder, "a.mokbox", NULL);
  g_autoptr (MokBox) box = NULL;
  g_auto (GStrv) codes = NULL;
  Count count = { 0 };
  State state = { .fixture = fixture, .manifest = mok_survey_get_manifest (fixture->survey), .count = &count };

  g_assert_true (mok_survey_make_box (fixture->survey, path, &options, &codes, NULL));
  box = mok_box_open (path, NULL);
  for (guint t = 0; t < STORAGE_N_TABLES; t++)
    state.acknowledged[t] = new_digests ();
  for (guint i = 0; i < n_answers; i++)
    {
      g_autoptr (GByteArray) before = support_read (path);
      g_autoptr (GByteArray) after = NULL;

      g_assert_true (support_submit (box, i, with_codes ? codes[i] : NULL, NULL));
      after = support_read (path);
      g_assert_cmpuint (before->len, ==, after->len);
      state.n_codes_used = with_codes ? i : 0;
      find_in_flight (&state, box);
      if (i >= N_BEFORE)
        {
          try_sets (&state, before, after);
          try_cuts (&state, before, after, step);
        }
      acknowledge (&state);
    }
  report_plain ("torn", setting, "sets of sectors", REPORT_COUNT, count.n_sets);
  report_plain ("torn", setting, "writes cut off at a byte", REPORT_COUNT, count.n_cuts);
  report_plain ("torn", setting, "sectors that a submit changes, at most", REPORT_COUNT, count.n_sectors);
  report_at_most ("torn", setting, "boxes that do not open", REPORT_COUNT, count.n_unreadable, 0);
  report_at_most ("torn", setting, "acknowledged answers and comments lost", REPORT_COUNT, count.n_lost, 0);
  report_at_most ("torn", setting, "answers that nobody gave", REPORT_COUNT, count.n_foreign, 0);
  report_plain ("torn", setting, "states with a damaged cell", REPORT_COUNT, count.n_damaged);
  report_at_most ("torn", setting, "... with more than the one in flight", REPORT_COUNT, count.n_too_many, 0);
  report_plain ("torn", setting, "states that were merged", REPORT_COUNT, count.n_merged);
  report_at_most ("torn", setting, "... whose receipt does not name the damage", REPORT_COUNT, count.n_unnamed, 0);
  report_at_most ("torn", setting, "states with another code burned", REPORT_COUNT, count.n_codes, 0);
  for (guint t = 0; t < STORAGE_N_TABLES; t++)
    g_hash_table_unref (state.acknowledged[t]);
}

/* Whether the bytes are a sound database with at least @n_rows rows. */
static gboolean
is_sound (const guint8 *bytes, gsize size, gint64 n_rows)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;
  gboolean sound;

  g_assert_cmpint (sqlite3_open (":memory:", &db), ==, SQLITE_OK);
  sqlite3_deserialize (db, "main", (unsigned char *) bytes, (sqlite3_int64) size, (sqlite3_int64) size,
                       SQLITE_DESERIALIZE_READONLY);
  sound = sqlite3_prepare_v2 (db, "SELECT count(*) FROM response WHERE length (cell) > 0", -1, &statement, NULL)
              == SQLITE_OK
          && sqlite3_step (statement) == SQLITE_ROW && sqlite3_column_int64 (statement, 0) >= n_rows;
  sqlite3_finalize (statement);
  statement = NULL;
  sound = sound && sqlite3_prepare_v2 (db, "PRAGMA quick_check(1)", -1, &statement, NULL) == SQLITE_OK
          && sqlite3_step (statement) == SQLITE_ROW
          && g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), "ok") == 0;
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return sound;
}

/* The same faults for an ordinary table without a journal on disk: files break, or the faults would prove nothing. */
static void
run_contrast (void)
{
  g_autoptr (StorageFixture) fixture = storage_fixture_new (storage_make_quick_folder ());
  g_autofree char *path = g_build_filename (fixture->folder, "plain.db", NULL);
  g_autoptr (MokRandom) random = mok_random_new_seeded (14);
  sqlite3 *db = NULL;
  guint n_broken = 0;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_exec (db, "PRAGMA journal_mode=MEMORY; CREATE TABLE response(id BLOB PRIMARY KEY, cell BLOB) WITHOUT ROWID",
                NULL, NULL, NULL);
  for (guint i = 0; i < 40; i++)
    {
      g_autoptr (GByteArray) before = support_read (path);
      g_autoptr (GByteArray) after = NULL;

      sqlite3_exec (db, "INSERT INTO response VALUES (randomblob (16), randomblob (2000))", NULL, NULL, NULL);
      after = support_read (path);
      g_byte_array_set_size (before, after->len);
      for (guint k = 0; k < 10; k++)
        {
          g_autofree guint8 *mixed = g_memdup2 (before->data, after->len);

          for (gsize at = 0; at < after->len; at += SECTOR)
            if (mok_random_uniform (random, 2) == 0)
              memcpy (mixed + at, after->data + at, SECTOR);
          n_broken += !is_sound (mixed, after->len, i);
        }
    }
  sqlite3_close (db);
  report_at_least ("torn", "ordinary table, must fail", "broken files, of 400 states", REPORT_COUNT, n_broken, 100);
}

void
attack_torn (AttackSize size)
{
  const gboolean full = size == ATTACK_FULL;

  storage_begin (4);
  run (FALSE, full ? 150 : 1, full ? 30 : 60);
  run (TRUE, full ? 120 : 1, full ? 30 : 60);
  run_contrast ();
}
