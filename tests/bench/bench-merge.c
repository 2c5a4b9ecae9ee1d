/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Benchmark: merging full boxes of 1,000 responses against SQLite alone copying the same bytes out of the same files
 * with INSERT … SELECT: once into tables like those of the survey, durably, under the same pragmas, and once as fast as
 * it can, into a heap without ids, without a journal, flushed once at the end. Neither checks anything. What is sealed
 * is random, because merging opens nothing.
 */

#include "config.h"

#include <fcntl.h>
#include <time.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "base/mok-init.h"
#include "base/mok-secret.h"
#include "bench.h"
#include "questionnaire/mok-xlsform.h"
#include "store/mok-box-private.h"

#define N_QUESTIONS 60
#define PER_BOX 1000
/* As many files as SQLite takes into one connection. */
#define N_ATTACHED 10

static void
fill_slots (MokSqlite *file, MokSlots slots, gsize size, const char *sql)
{
  g_autoptr (sqlite3_stmt) update = mok_sqlite_prepare (file, sql, NULL);
  g_autofree guint8 *cell = g_malloc (size);

  for (guint i = 0; i < PER_BOX; i++)
    {
      mok_random_bytes (cell, size);
      cell[0] = 1;
      mok_hash (cell + size - MOK_CELL_ID_SIZE, MOK_CELL_ID_SIZE, mok_cell_get_sealed (cell),
                size - 1 - MOK_CELL_ID_SIZE);
      g_assert (mok_cell_get_state (cell, size) == MOK_CELL_TAKEN);
      sqlite3_bind_int64 (update, 1, i);
      sqlite3_bind_blob64 (update, 2, cell, size, SQLITE_STATIC);
      if (!mok_sqlite_run (file, update, NULL))
        g_error ("a slot could not be filled");
    }
}

static void
make_full_box (MokSurvey *survey, const char *path)
{
  const MokBoxOptions options = { .label = "ward", .n_slots = PER_BOX };
  MokManifest *manifest = mok_survey_get_manifest (survey);
  g_autoptr (MokSqlite) file = NULL;
  g_autoptr (GError) error = NULL;

  if (mok_survey_make_box (survey, path, &options, NULL, &error))
    file = mok_sqlite_open (path, &mok_box_format, &error);
  if (file == NULL || !mok_sqlite_exec (file, "PRAGMA synchronous=OFF", &error) || !mok_sqlite_begin (file, &error))
    g_error ("%s", error->message);
  fill_slots (file, MOK_SLOTS_RESPONSES, mok_cell_size (mok_manifest_get_record_size (manifest)),
              "UPDATE slot SET cell = ?2 WHERE i = ?1");
  fill_slots (file, MOK_SLOTS_COMMENTS, mok_cell_size (mok_manifest_get_comment_size (manifest)),
              "UPDATE comment_slot SET cell = ?2 WHERE i = ?1");
  if (!mok_sqlite_commit (file, &error))
    g_error ("%s", error->message);
}

static void
exec (sqlite3 *db, const char *sql)
{
  char *message = NULL;

  if (sqlite3_exec (db, sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s", message);
}

typedef struct
{
  const char *make;
  const char *copy; /* of box %1$u */
} Way;

static const Way into_heap = {
  "PRAGMA page_size=32768; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
  "CREATE TABLE pool (sealed BLOB); CREATE TABLE comment_pool (sealed BLOB)",
  "INSERT INTO pool SELECT cell FROM b%1$u.slot;"
  "INSERT INTO comment_pool SELECT cell FROM b%1$u.comment_slot",
};

static const Way into_pool = {
  "PRAGMA page_size=32768; PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
  "PRAGMA cache_size=-32768;"
  "CREATE TABLE pool (id BLOB PRIMARY KEY, sealed BLOB) WITHOUT ROWID;"
  "CREATE TABLE comment_pool (id BLOB PRIMARY KEY, sealed BLOB) WITHOUT ROWID",
  "INSERT OR IGNORE INTO pool SELECT substr(cell, -16), substr(cell, 2, length(cell) - 17) FROM b%1$u.slot"
  " WHERE substr(cell, 1, 1) = x'01' ORDER BY 1;"
  "INSERT OR IGNORE INTO comment_pool SELECT substr(cell, -16), substr(cell, 2, length(cell) - 17)"
  " FROM b%1$u.comment_slot WHERE substr(cell, 1, 1) = x'01' ORDER BY 1",
};

/* Up to N_ATTACHED boxes in one transaction. */
static void
copy_some (sqlite3 *db, const Way *way, GPtrArray *paths, guint from, guint to)
{
  for (guint i = from; i < to; i++)
    {
      char *sql = sqlite3_mprintf ("ATTACH %Q AS b%u", (const char *) g_ptr_array_index (paths, i), i - from);

      exec (db, sql);
      sqlite3_free (sql);
    }
  exec (db, "BEGIN");
  for (guint i = from; i < to; i++)
    {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
      g_autofree char *sql = g_strdup_printf (way->copy, i - from);
#pragma GCC diagnostic pop

      exec (db, sql);
    }
  exec (db, "COMMIT");
  for (guint i = from; i < to; i++)
    {
      g_autofree char *sql = g_strdup_printf ("DETACH b%u", i - from);

      exec (db, sql);
    }
}

/* What this program worked, whatever else the machine does meanwhile. */
static double
cpu_seconds (void)
{
  return (double) clock () / CLOCKS_PER_SEC;
}

static double
time_copying (const char *folder, const Way *way, GPtrArray *paths)
{
  g_autofree char *path = g_build_filename (folder, "copy.db", NULL);
  const gint64 start = g_get_monotonic_time ();
  sqlite3 *db = NULL;
  int fd;

  if (sqlite3_open (path, &db) != SQLITE_OK)
    g_error ("%s cannot be made", path);
  exec (db, way->make);
  for (guint from = 0; from < paths->len; from += N_ATTACHED)
    copy_some (db, way, paths, from, MIN (from + N_ATTACHED, paths->len));
  sqlite3_close (db);
  fd = open (path, O_RDONLY);
  if (fd < 0 || fsync (fd) < 0)
    g_error ("%s cannot be flushed", path);
  close (fd);

  const double seconds = bench_seconds_since (start);

  g_unlink (path);
  return seconds;
}

static double
time_merging (MokSurvey *survey, GPtrArray *paths)
{
  g_autoptr (GError) error = NULL;
  const gint64 start = g_get_monotonic_time ();
  g_autoptr (MokReceipt) receipt = mok_survey_merge (survey, paths, NULL, NULL, NULL, &error);

  if (receipt == NULL)
    g_error ("%s", error->message);
  if (receipt->total != paths->len * PER_BOX)
    g_error ("%u responses instead of %u", receipt->total, paths->len * PER_BOX);
  return bench_seconds_since (start);
}

static void
time_both (const char *folder, const char *name, MokQuestionnaire *form, guint n_boxes)
{
  g_autoptr (MokSurvey) survey = bench_make_survey (folder, form, MOK_DISCLOSURE_STANDARD);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  enum
  {
    HEAP,
    POOL,
    MERGE,
    AGAIN,
    N_TIMED,
  };
  static const char *const names[] = { "copied into a heap", "copied into the same tables", "merged", "merged again" };
  double seconds[N_TIMED], cpu[N_TIMED];

  for (guint i = 0; i < n_boxes; i++)
    {
      g_autofree char *base = g_strdup_printf ("%04u.mokbox", i);

      g_ptr_array_add (paths, g_build_filename (folder, base, NULL));
      make_full_box (survey, g_ptr_array_index (paths, i));
    }
  /* What made the boxes is flushed now and not while somebody is timed; all read from memory what fits into it. */
  sync ();
  for (guint i = 0; i < N_TIMED; i++)
    {
      const double before = cpu_seconds ();

      seconds[i] =
          i >= MERGE ? time_merging (survey, paths) : time_copying (folder, i == HEAP ? &into_heap : &into_pool, paths);
      cpu[i] = cpu_seconds () - before;
    }
  g_print ("%u boxes × %u responses, %s:\n", n_boxes, PER_BOX, name);
  for (guint i = 0; i < N_TIMED; i++)
    g_print ("  %-28s %6.2f s, %6.2f s of the processor; %5.2f and %5.2f × the same tables\n", names[i], seconds[i],
             cpu[i], seconds[i] / seconds[POOL], cpu[i] / cpu[POOL]);
  for (guint i = 0; i < n_boxes; i++)
    g_unlink (g_ptr_array_index (paths, i));
  g_unlink (mok_survey_get_path (survey));
}

int
main (void)
{
  mok_init ();

  const guint n_boxes = MAX (1, bench_get_size (20 * PER_BOX) / PER_BOX);
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("moksori-bench-XXXXXX", &error);
  g_autoptr (MokQuestionnaire) plain = bench_make_form (N_QUESTIONS);
  g_autoptr (MokQuestionnaire) builtin = mok_xlsform_load_builtin ("care-workforce", &error);

  if (folder == NULL || builtin == NULL)
    g_error ("%s", error->message);
  time_both (folder, "60 questions without texts", plain, n_boxes);
  time_both (folder, "the built-in questionnaire", builtin, n_boxes);
  g_rmdir (folder);
  return 0;
}
