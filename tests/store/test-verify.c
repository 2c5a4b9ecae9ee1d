/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The check of a box: right ones pass, and one that is spoilt in one way fails by exactly the check for that. */

/* locks of open file descriptions */
#define _GNU_SOURCE

#include "config.h"

#include <string.h>

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include <glib/gstdio.h>

#include "store/mok-box-private.h"
#include "store/mok-file.h"

#include "verify-fixture.h"

#define N_RESPONSES 60

static void
set_up (VerifyFixture *fixture, gconstpointer data)
{
  verify_set_up (fixture, NULL);
  verify_make_box (fixture, "ward.mokbox", N_RESPONSES);
}

static void
test_right_boxes (VerifyFixture *fixture, gconstpointer data)
{
  const MokBoxOptions coded = { .label = "codes", .n_access_codes = 300, .end_code = "12345678" };
  g_autofree char *fresh = support_make_box (fixture->survey, fixture->folder, "fresh.mokbox", NULL);
  g_autofree char *codes = g_build_filename (fixture->folder, "codes.mokbox", NULL);
  g_autofree char *copy = g_build_filename (fixture->folder, "copy.mokbox", NULL);
  g_auto (GStrv) printed = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MokBox) box = mok_box_open (fixture->path, &error);

  verify_assert_passes (fresh);
  verify_assert_passes (fixture->path);
  mok_box_hand_over (box, copy, TRUE, &error);
  g_assert_no_error (error);
  verify_assert_passes (copy);
  verify_assert_passes (fixture->path);

  mok_survey_make_box (fixture->survey, codes, &coded, &printed, &error);
  g_assert_no_error (error);

  g_autoptr (MokBox) with_codes = mok_box_open (codes, &error);

  for (guint i = 0; i < 3; i++)
    support_submit (with_codes, i, printed[i], &error);
  g_assert_no_error (error);
  verify_assert_passes (codes);
}

static void
test_full_box (VerifyFixture *fixture, gconstpointer data)
{
  support_submit_range (fixture->path, N_RESPONSES, MOK_BOX_MINIMUM_SLOTS);
  verify_assert_passes (fixture->path);
}

/* The check takes no lock away from others in this process, and leaves the file as it is. */
static void
test_nothing_changes (VerifyFixture *fixture, gconstpointer data)
{
  g_autoptr (GByteArray) before = support_read (fixture->path);
  g_autoptr (MokBox) box = mok_box_open (fixture->path, NULL);
  g_autoptr (GByteArray) after = NULL;
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 0x40000000, .l_len = 512 };
  const int fd = g_open (fixture->path, O_RDWR, 0);

  g_assert_true (mok_sqlite_exec (box->file, "BEGIN; SELECT * FROM box", NULL));
  verify_assert_passes (fixture->path);
  /* Locks of open file descriptions see those of this process, too. */
  g_assert_cmpint (fcntl (fd, F_OFD_SETLK, &lock), ==, -1);
  mok_sqlite_roll_back (box->file);
  g_close (fd, NULL);
  after = support_read (fixture->path);
  g_assert_cmpmem (before->data, before->len, after->data, after->len);
}

static void
test_refused (VerifyFixture *fixture, gconstpointer data)
{
  g_autofree char *other = g_build_filename (fixture->folder, "other", NULL);
  g_autofree char *none = g_build_filename (fixture->folder, "none", NULL);
  g_autoptr (GError) error = NULL;

  support_write (other, (const guint8 *) "SQLite format 4", 16);
  g_assert_null (mok_verify_file (other, NULL, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_NOT_OURS);
  g_clear_error (&error);
  g_assert_null (mok_verify_file (none, NULL, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_IO);
  g_clear_error (&error);
  g_assert_null (mok_verify_file (fixture->folder, NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  verify_change (fixture->path, "PRAGMA user_version = 99");
  g_assert_null (mok_verify_file (fixture->path, NULL, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_NEWER);
  g_clear_error (&error);
  verify_change (fixture->path, "PRAGMA user_version = 0");
  g_assert_null (mok_verify_file (fixture->path, NULL, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_OLDER);
}

static void
test_side_files (VerifyFixture *fixture, gconstpointer data)
{
  static const char *const suffixes[] = { "-journal", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *beside = g_strconcat (fixture->path, suffixes[i], NULL);

      support_write (beside, (const guint8 *) "x", 1);
      verify_assert_fails (fixture->path, "side-files");
      g_unlink (beside);
    }
}

static void
test_times (VerifyFixture *fixture, gconstpointer data)
{
  const struct timespec times[2] = { { .tv_sec = 1800000001 }, { .tv_sec = 1800000001 } };
  g_autofree char *copy = g_build_filename (fixture->folder, "copy.mokbox", NULL);
  g_autoptr (MokBox) box = mok_box_open (fixture->path, NULL);

  g_assert_true (mok_box_hand_over (box, copy, TRUE, NULL));
  g_assert_cmpint (utimensat (AT_FDCWD, fixture->path, times, 0), ==, 0);
  g_assert_cmpint (utimensat (AT_FDCWD, copy, times, 0), ==, 0);
  verify_assert_fails (fixture->path, "times");
  /* That tells when the copy was made, which is no secret. */
  verify_assert_passes (copy);
}

static void
patch (const char *path, gsize offset, const guint8 *bytes, gsize size)
{
  g_autoptr (GByteArray) content = support_read (path);

  memcpy (content->data + offset, bytes, size);
  support_write (path, content->data, content->len);
  mok_file_round_times (path);
}

static void
test_write_ahead_log (VerifyFixture *fixture, gconstpointer data)
{
  patch (fixture->path, 18, (const guint8 *) "\2\2", 2);
  verify_assert_fails (fixture->path, "header");
}

static void
test_empty_place_in_header (VerifyFixture *fixture, gconstpointer data)
{
  patch (fixture->path, 72, (const guint8 *) "2026", 4);
  verify_assert_fails (fixture->path, "header");
}

static void
test_bytes_behind (VerifyFixture *fixture, gconstpointer data)
{
  g_autoptr (GByteArray) content = support_read (fixture->path);

  g_byte_array_append (content, (const guint8 *) "behind", 6);
  support_write (fixture->path, content->data, content->len);
  mok_file_round_times (fixture->path);
  verify_assert_fails (fixture->path, "length");
}

/* SQLite itself finds nothing wrong with any of these. */
static void
test_hidden (VerifyFixture *fixture, gconstpointer data)
{
  static const char *const tables[] = { "box", "slot", "comment_slot", "manifest" };
  g_autoptr (GByteArray) right = support_read (fixture->path);

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    for (gsize skip = 0; skip < 60; skip += 30)
      {
        verify_hide (fixture->path, tables[i], skip, "x");
        verify_assert_fails (fixture->path, "unused-bytes");
        support_write (fixture->path, right->data, right->len);
        mok_file_round_times (fixture->path);
      }
  verify_assert_passes (fixture->path);
}

/* Where the codes are sorted in, pages split, and numbers are left. A name is no such number. */
static void
test_hidden_among_codes (VerifyFixture *fixture, gconstpointer data)
{
  const MokBoxOptions options = { .label = "codes", .n_access_codes = 300 };
  g_autofree char *path = g_build_filename (fixture->folder, "codes.mokbox", NULL);
  g_auto (GStrv) codes = NULL;

  g_assert_true (mok_survey_make_box (fixture->survey, path, &options, &codes, NULL));
  verify_assert_passes (path);
  verify_hide (path, "access_code", 600, "nurse Kim, ward 3");
  verify_assert_fails (path, "unused-bytes");
}

static void
test_structure (VerifyFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) root = support_query (fixture->path, "SELECT rootpage FROM sqlite_schema WHERE name = 'box'");
  const guint page = (guint) g_ascii_strtoull (g_bytes_get_data (g_ptr_array_index (root, 0), NULL), NULL, 10);

  /* How many bytes of the page are lost in gaps. */
  patch (fixture->path, (page - 1) * mok_box_format.page_size + 7, (const guint8 *) "\7", 1);
  verify_assert_fails (fixture->path, "structure");
}

/* Rows that begin beyond their page, on the last pages, behind which the file ends. */
static void
test_rows_beyond_their_page (VerifyFixture *fixture, gconstpointer data)
{
  const guint8 beyond[] = { 0xff, 0xfe, 0xff, 0xfe, 0xff, 0xfe };
  g_autoptr (GByteArray) right = support_read (fixture->path);
  const guint size = mok_box_format.page_size;

  for (guint i = 1; i <= 8; i++)
    {
      g_autofree char *failed = NULL;

      patch (fixture->path, right->len - i * size + 8, beyond, sizeof beyond);
      failed = verify_list_failed (fixture->path);
      g_assert_cmpstr (failed, !=, "");
      support_write (fixture->path, right->data, right->len);
    }
}

static const struct
{
  const char *name;
  const char *sql;
  const char *check;
} changes[] = {
  { "page-size", "PRAGMA page_size=4096; VACUUM;", "header" },
  { "auto-vacuum", "PRAGMA auto_vacuum=1; VACUUM;", "header" },
  { "column", "ALTER TABLE slot ADD COLUMN at INTEGER;", "schema" },
  { "table", "CREATE TABLE log(at INTEGER);", "schema" },
  { "index", "CREATE INDEX by_cell ON slot(cell);", "schema" },
  { "trigger", "CREATE TRIGGER t AFTER INSERT ON slot BEGIN SELECT 1; END;", "schema" },
  { "missing-table", "PRAGMA secure_delete=ON; DROP TABLE access_code; VACUUM;", "schema flags" },
  { "manifest", "UPDATE manifest SET digest = zeroblob (32);", "manifest" },
  { "two-manifests", "INSERT INTO manifest SELECT bytes, digest FROM manifest;", "manifest" },
  { "description", "UPDATE box SET label = 'other';", "description" },
  { "two-descriptions", "INSERT INTO box SELECT * FROM box;", "description" },
  { "deleted", "PRAGMA secure_delete=OFF; CREATE TABLE log(at); INSERT INTO log VALUES (7); DROP TABLE log;",
    "free-pages unused-bytes" },
  { "deleted-and-wiped", "PRAGMA secure_delete=ON; CREATE TABLE log(at); INSERT INTO log VALUES (7); DROP TABLE log;",
    "free-pages unused-bytes" },
  { "fewer-slots", "PRAGMA secure_delete=ON; DELETE FROM slot WHERE i = 255;", "unused-bytes slots" },
  { "more-slots", "INSERT INTO comment_slot SELECT 256, cell FROM comment_slot WHERE i = 0;", "slots free-cells" },
  { "other-length", "UPDATE slot SET cell = zeroblob (7) WHERE i = 3;", "lengths" },
  { "no-blob", "UPDATE slot SET cell = 1234567 WHERE i = 3;", "lengths" },
  { "code-with-time", "INSERT INTO access_code VALUES (randomblob (32), 1800000001);", "flags" },
  { "code-of-other-length", "INSERT INTO access_code VALUES (randomblob (31), 0);", "flags" },
  { "overflow", "INSERT INTO access_code VALUES (randomblob (9000), 0);", "overflow-pages flags" },
};

static void
test_change (VerifyFixture *fixture, gconstpointer data)
{
  const guint which = GPOINTER_TO_UINT (data);

  verify_change (fixture->path, changes[which].sql);
  if (g_str_equal (changes[which].name, "more-slots"))
    {
      g_autofree char *failed = NULL;
      g_autoptr (GPtrArray) taken = support_query (fixture->path, "SELECT 1 FROM comment_slot WHERE i = 0"
                                                                  " AND hex (substr (cell, 1, 1)) = '01'");

      /* The copy of a taken cell is another response, that of a free one is a repetition. */
      verify_assert_fails (fixture->path, taken->len > 0 ? "slots" : "slots free-cells");
      return;
    }
  verify_assert_fails (fixture->path, changes[which].check);
}

/* Cells are changed as the program writes them, in place. */
typedef struct
{
  sqlite3 *db;
  sqlite3_blob *blob;
  gsize size;
  GPtrArray *cells; /* (element-type GBytes) */
} Cells;

static void
cells_open (Cells *self, const char *path, const char *table)
{
  g_assert_cmpint (sqlite3_open (path, &self->db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_blob_open (self->db, "main", table, "cell", 0, 1, &self->blob), ==, SQLITE_OK);
  self->size = (gsize) sqlite3_blob_bytes (self->blob);
  self->cells = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  for (guint i = 0; i < MOK_BOX_MINIMUM_SLOTS; i++)
    {
      guint8 *cell = g_malloc (self->size);

      g_assert_cmpint (sqlite3_blob_reopen (self->blob, i), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_blob_read (self->blob, cell, (int) self->size, 0), ==, SQLITE_OK);
      g_ptr_array_add (self->cells, g_bytes_new_take (cell, self->size));
    }
}

static void
cells_put (Cells *self, guint slot, gsize offset, const void *bytes, gsize size)
{
  g_assert_cmpint (sqlite3_blob_reopen (self->blob, slot), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_blob_write (self->blob, bytes, (int) size, (int) offset), ==, SQLITE_OK);
}

static void
cells_close (Cells *self, const char *path)
{
  sqlite3_blob_close (self->blob);
  sqlite3_close (self->db);
  g_ptr_array_unref (self->cells);
  mok_file_round_times (path);
}

static const guint8 *
cells_get (const Cells *self, guint slot)
{
  return g_bytes_get_data (g_ptr_array_index (self->cells, slot), NULL);
}

static guint
cells_find (const Cells *self, MokCellState state)
{
  guint slot = 0;

  while (mok_cell_get_state (cells_get (self, slot), self->size) != state)
    slot++;
  return slot;
}

static void
put_one (VerifyFixture *fixture, MokCellState state, gsize offset, const guint8 *bytes, gsize size)
{
  Cells cells;

  cells_open (&cells, fixture->path, "slot");
  cells_put (&cells, cells_find (&cells, state), offset, bytes, size);
  cells_close (&cells, fixture->path);
}

static void
test_flags (VerifyFixture *fixture, gconstpointer data)
{
  put_one (fixture, MOK_CELL_TAKEN, 0, (const guint8 *) "\7", 1);
  verify_assert_fails (fixture->path, "flags");
}

static void
test_flag_of_a_free_cell (VerifyFixture *fixture, gconstpointer data)
{
  put_one (fixture, MOK_CELL_FREE, 0, (const guint8 *) "\2", 1);
  verify_assert_fails (fixture->path, "flags");
}

static void
test_damaged_answer (VerifyFixture *fixture, gconstpointer data)
{
  put_one (fixture, MOK_CELL_TAKEN, 40, (const guint8 *) "damage", 6);
  verify_assert_fails (fixture->path, "cells");
}

/* Zeros, text, and one and the same random bytes twice. */
static void
test_free_cells (VerifyFixture *fixture, gconstpointer data)
{
  static const char text[] = "2026-11-29 13:45 user=kim host=ward3-pc locale=ko_KR duration=412s row=17 seq=00001 "
                             "note=answered before lunch, left at two";
  g_autoptr (GByteArray) whole = support_read (fixture->path);
  const guint8 zeros[100] = { 0 };
  Cells cells;

  put_one (fixture, MOK_CELL_FREE, 1, zeros, sizeof zeros);
  verify_assert_fails (fixture->path, "free-cells");
  support_write (fixture->path, whole->data, whole->len);
  put_one (fixture, MOK_CELL_FREE, 1, (const guint8 *) text, sizeof text - 1);
  verify_assert_fails (fixture->path, "free-cells");
  support_write (fixture->path, whole->data, whole->len);
  cells_open (&cells, fixture->path, "slot");

  const guint one = cells_find (&cells, MOK_CELL_FREE);
  guint other = one + 1;

  while (mok_cell_get_state (cells_get (&cells, other), cells.size) != MOK_CELL_FREE)
    other++;
  cells_put (&cells, other, 0, cells_get (&cells, one), cells.size);
  cells_close (&cells, fixture->path);
  verify_assert_fails (fixture->path, "free-cells");
}

/* Puts the responses to the places that @place says; the free cells go to the others. */
static void
arrange (const char *path, const char *table, guint (*place) (guint k, gpointer data), gpointer data)
{
  g_autofree gboolean *used = g_new0 (gboolean, MOK_BOX_MINIMUM_SLOTS);
  guint k = 0, next = 0;
  Cells cells;

  cells_open (&cells, path, table);
  for (guint i = 0; i < MOK_BOX_MINIMUM_SLOTS; i++)
    if (mok_cell_get_state (cells_get (&cells, i), cells.size) == MOK_CELL_TAKEN)
      {
        const guint to = place (k++, data);

        used[to] = TRUE;
        cells_put (&cells, to, 0, cells_get (&cells, i), cells.size);
      }
  for (guint i = 0; i < MOK_BOX_MINIMUM_SLOTS; i++)
    if (mok_cell_get_state (cells_get (&cells, i), cells.size) != MOK_CELL_TAKEN)
      {
        while (used[next])
          next++;
        cells_put (&cells, next++, 0, cells_get (&cells, i), cells.size);
      }
  cells_close (&cells, path);
}

static guint
one_after_the_other (guint k, gpointer data)
{
  return k;
}

static guint
from_the_end (guint k, gpointer data)
{
  return MOK_BOX_MINIMUM_SLOTS - 1 - k;
}

static guint
every_fourth (guint k, gpointer data)
{
  return 4 * k;
}

/* The first 100 places, in no order. */
static guint
in_the_first_part (guint k, gpointer data)
{
  return k * 37 % 100;
}

static void
test_order (VerifyFixture *fixture, gconstpointer data)
{
  guint (*const orders[]) (guint, gpointer) = { one_after_the_other, from_the_end, every_fourth, in_the_first_part };

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      arrange (fixture->path, "slot", orders[i], NULL);
      verify_assert_fails (fixture->path, "order");
    }
  verify_make_box (fixture, "comments.mokbox", N_RESPONSES);
  arrange (fixture->path, "comment_slot", one_after_the_other, NULL);
  verify_assert_fails (fixture->path, "order");
}

static void
test_few_in_order (VerifyFixture *fixture, gconstpointer data)
{
  verify_make_box (fixture, "few.mokbox", 6);
  arrange (fixture->path, "slot", one_after_the_other, NULL);
  verify_assert_fails (fixture->path, "order");
}

static guint
same_place (guint k, gpointer data)
{
  const GArray *places = data;

  return g_array_index (places, guint, k);
}

static void
test_comments_beside_answers (VerifyFixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (guint));
  Cells cells;

  cells_open (&cells, fixture->path, "slot");
  for (guint i = 0; i < MOK_BOX_MINIMUM_SLOTS; i++)
    if (mok_cell_get_state (cells_get (&cells, i), cells.size) == MOK_CELL_TAKEN)
      g_array_append_val (places, i);
  cells_close (&cells, fixture->path);
  arrange (fixture->path, "comment_slot", same_place, places);
  verify_assert_fails (fixture->path, "comments-apart");
}

#define ADD(name, func) g_test_add ("/store/verify/" name, VerifyFixture, NULL, set_up, func, verify_tear_down)

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);
  ADD ("right-boxes", test_right_boxes);
  ADD ("full-box", test_full_box);
  ADD ("nothing-changes", test_nothing_changes);
  ADD ("refused", test_refused);
  ADD ("side-files", test_side_files);
  ADD ("times", test_times);
  ADD ("write-ahead-log", test_write_ahead_log);
  ADD ("empty-place-in-header", test_empty_place_in_header);
  ADD ("bytes-behind", test_bytes_behind);
  ADD ("hidden", test_hidden);
  ADD ("hidden-among-codes", test_hidden_among_codes);
  ADD ("structure", test_structure);
  ADD ("rows-beyond-their-page", test_rows_beyond_their_page);
  ADD ("flags", test_flags);
  ADD ("flag-of-a-free-cell", test_flag_of_a_free_cell);
  ADD ("damaged-answer", test_damaged_answer);
  ADD ("free-cells", test_free_cells);
  ADD ("order", test_order);
  ADD ("few-in-order", test_few_in_order);
  ADD ("comments-beside-answers", test_comments_beside_answers);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *path = g_strconcat ("/store/verify/change/", changes[i].name, NULL);

      g_test_add (path, VerifyFixture, GUINT_TO_POINTER (i), set_up, test_change, verify_tear_down);
    }
  return g_test_run ();
}
