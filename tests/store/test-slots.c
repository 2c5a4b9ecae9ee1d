/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Slots with opaque bytes: what a submit changes in the file, what a torn write can do, and what order tells. */

/* memmem() */
#define _GNU_SOURCE

#include "config.h"

#include <string.h>

#include "base/mok-random.h"
#include "store/mok-file.h"
#include "store/mok-key.h"
#include "store/mok-slots.h"
#include "store/mok-store-error.h"

#include "support.h"

#define PLAIN_SIZE 320
#define COMMENT_SIZE 3000
#define SECTOR 512
#define N_SLOTS 256

static const char *const steps[] = {
  "CREATE TABLE slot(i INTEGER PRIMARY KEY, cell BLOB NOT NULL);"
  "CREATE TABLE comment_slot(i INTEGER PRIMARY KEY, cell BLOB NOT NULL);",
  NULL,
};

static const MokSqliteFormat format = { 0x54657374, 8192, "PRAGMA journal_mode=MEMORY;PRAGMA cache_spill=OFF;", steps,
                                        "“%s” is no test." };

static const gsize plain_sizes[] = { PLAIN_SIZE, COMMENT_SIZE };

typedef struct
{
  char *folder;
  char *path;
  MokSqlite *file;
  guint8 public_key[MOK_KEY_SIZE];
  MokSecret *key;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = support_make_folder ();
  fixture->path = g_build_filename (fixture->folder, "slots.test", NULL);
  fixture->key = mok_key_new (fixture->public_key);

  g_autofree char *temporary = mok_file_make_temporary (fixture->path, &error);
  g_autoptr (MokSqlite) file = mok_sqlite_create (temporary, fixture->path, &format, &error);

  g_assert_no_error (error);
  g_assert_true (mok_sqlite_begin (file, NULL));
  for (int t = 0; t < 2; t++)
    g_assert_true (mok_slots_make (file, (MokSlots) t, N_SLOTS, mok_cell_size (plain_sizes[t]), NULL));
  g_assert_true (mok_sqlite_commit (file, NULL));
  g_clear_pointer (&file, mok_sqlite_close);
  g_assert_true (mok_file_publish (temporary, fixture->path, FALSE, NULL));
  fixture->file = mok_sqlite_open (fixture->path, &format, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  mok_sqlite_close (fixture->file);
  mok_secret_unref (fixture->key);
  g_free (fixture->path);
  support_remove_folder (fixture->folder);
}

/* Response @number: its first bytes say which one it is. */
static gboolean
put (Fixture *fixture, guint32 number, GError **error)
{
  if (!mok_sqlite_begin (fixture->file, error))
    return FALSE;
  for (int t = 0; t < 2; t++)
    {
      const gsize size = mok_cell_size (plain_sizes[t]);
      g_autofree guint8 *plain = g_malloc0 (plain_sizes[t]);
      g_autofree guint8 *cell = g_malloc (size);

      memcpy (plain, &number, sizeof number);
      mok_cell_fill (cell, size, plain, fixture->public_key);
      if (!mok_slots_put (fixture->file, (MokSlots) t, N_SLOTS, cell, size, error))
        {
          mok_sqlite_roll_back (fixture->file);
          return FALSE;
        }
    }
  return mok_sqlite_commit (fixture->file, error);
}

typedef struct
{
  Fixture *fixture;
  MokSlots slots;
  guint free, taken, damaged;
  guint32 at[N_SLOTS]; /* which response lies there */
} Content;

static gboolean
collect (guint slot, const guint8 *cell, gpointer data, GError **error)
{
  Content *content = data;
  const gsize plain_size = plain_sizes[content->slots];
  g_autofree guint8 *plain = g_malloc (plain_size);

  g_assert_cmpuint (slot, <, N_SLOTS);
  content->at[slot] = G_MAXUINT32;
  switch (cell != NULL ? mok_cell_get_state (cell, mok_cell_size (plain_size)) : MOK_CELL_DAMAGED)
    {
    case MOK_CELL_FREE:
      content->free++;
      break;
    case MOK_CELL_DAMAGED:
      content->damaged++;
      break;
    case MOK_CELL_TAKEN:
      content->taken++;
      g_assert_true (mok_key_open (content->fixture->key, content->fixture->public_key, mok_cell_get_sealed (cell),
                                   mok_cell_sealed_size (plain_size), plain));
      memcpy (&content->at[slot], plain, sizeof content->at[slot]);
      break;
    default:
      g_assert_not_reached ();
    }
  return TRUE;
}

static void
read_content (Fixture *fixture, MokSqlite *file, MokSlots slots, Content *content)
{
  g_autoptr (GError) error = NULL;

  memset (content, 0, sizeof *content);
  content->fixture = fixture;
  content->slots = slots;
  mok_slots_foreach (file, slots, mok_cell_size (plain_sizes[slots]), collect, content, &error);
  g_assert_no_error (error);
}

static void
test_every_slot_gets_used_then_full (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  Content content;

  for (guint32 i = 0; i < N_SLOTS; i++)
    {
      put (fixture, i, &error);
      g_assert_no_error (error);
    }
  g_assert_false (put (fixture, N_SLOTS, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_FULL);
  for (int t = 0; t < 2; t++)
    {
      guint seen[N_SLOTS] = { 0 };

      read_content (fixture, fixture->file, (MokSlots) t, &content);
      g_assert_cmpuint (content.taken, ==, N_SLOTS);
      for (guint i = 0; i < N_SLOTS; i++)
        seen[content.at[i]]++;
      for (guint i = 0; i < N_SLOTS; i++)
        g_assert_cmpuint (seen[i], ==, 1);
    }
}

/* The share of pairs that lie in the order in which they came: 0.5 when nothing tells. */
static double
order_accuracy (const Content *content)
{
  guint right = 0, pairs = 0;

  for (guint i = 0; i < N_SLOTS; i++)
    for (guint j = i + 1; j < N_SLOTS; j++)
      if (content->at[i] != G_MAXUINT32 && content->at[j] != G_MAXUINT32)
        {
          pairs++;
          right += content->at[i] < content->at[j];
        }
  return (double) right / pairs;
}

/* 60 answers make 1,770 pairs; Kendall's variance gives a standard deviation of .044 for the share. Five runs: .02. */
static void
test_places_do_not_tell_the_order (void)
{
  double sum = 0, comments = 0;
  const int n_runs = 5;

  for (int run = 0; run < n_runs; run++)
    {
      Fixture fixture = { 0 };
      Content content;

      set_up (&fixture, NULL);
      for (guint32 i = 0; i < 60; i++)
        g_assert_true (put (&fixture, i, NULL));
      read_content (&fixture, fixture.file, MOK_SLOTS_RESPONSES, &content);
      sum += order_accuracy (&content);
      read_content (&fixture, fixture.file, MOK_SLOTS_COMMENTS, &content);
      comments += order_accuracy (&content);
      tear_down (&fixture, NULL);
    }
  g_assert_cmpfloat (ABS (sum / n_runs - 0.5), <, 0.1);
  g_assert_cmpfloat (ABS (comments / n_runs - 0.5), <, 0.1);
}

static gboolean
is_counter (gsize offset)
{
  /* Change counter; version-valid-for and the number of the SQLite version that wrote last. */
  return (offset >= 24 && offset < 28) || (offset >= 92 && offset < 100);
}

/* Where the cells that are in @after and not in @before lie in the file. */
static gsize
find_bytes (const GByteArray *array, const guint8 *needle, gsize size)
{
  const guint8 *found = memmem (array->data, array->len, needle, size);

  g_assert_nonnull (found);
  return (gsize) (found - array->data);
}

typedef struct
{
  gsize offset[2];
  gsize size[2];
  GByteArray *before;
  GByteArray *after;
} Write;

static void
free_write (Write *written)
{
  g_byte_array_unref (written->before);
  g_byte_array_unref (written->after);
  g_free (written);
}

/* Submits once and finds out what that changed in the file. */
static Write *
submit_and_compare (Fixture *fixture, guint32 number)
{
  Write *written = g_new0 (Write, 1);
  Content before[2], after[2];

  for (int t = 0; t < 2; t++)
    read_content (fixture, fixture->file, (MokSlots) t, &before[t]);
  written->before = support_read (fixture->path);
  g_assert_true (put (fixture, number, NULL));
  written->after = support_read (fixture->path);
  for (int t = 0; t < 2; t++)
    read_content (fixture, fixture->file, (MokSlots) t, &after[t]);
  g_assert_cmpuint (written->before->len, ==, written->after->len);
  for (int t = 0; t < 2; t++)
    for (guint i = 0; i < N_SLOTS; i++)
      if (before[t].at[i] != after[t].at[i])
        {
          g_autoptr (sqlite3_stmt) select = mok_sqlite_prepare (
              fixture->file,
              t == 0 ? "SELECT cell FROM slot WHERE i = ?1" : "SELECT cell FROM comment_slot WHERE i = ?1", NULL);
          gboolean has_row;

          sqlite3_bind_int (select, 1, (int) i);
          g_assert_true (mok_sqlite_step (fixture->file, select, &has_row, NULL) && has_row);
          written->size[t] = (gsize) sqlite3_column_bytes (select, 0);
          written->offset[t] = find_bytes (written->after, sqlite3_column_blob (select, 0), written->size[t]);
        }
  return written;
}

static gboolean
in_cell (const Write *written, gsize offset)
{
  for (int t = 0; t < 2; t++)
    if (offset >= written->offset[t] && offset < written->offset[t] + written->size[t])
      return TRUE;
  return FALSE;
}

static void
test_only_the_cells_change (Fixture *fixture, gconstpointer data)
{
  for (guint32 i = 0; i < 100; i++)
    {
      Write *written = submit_and_compare (fixture, i);
      guint n_counters = 0;

      for (gsize k = 0; k < written->after->len; k++)
        if (written->before->data[k] != written->after->data[k] && !in_cell (written, k))
          {
            g_assert_true (is_counter (k));
            n_counters++;
          }
      g_assert_cmpuint (n_counters, <=, 8);
      free_write (written);
    }
}

/* Whatever mixture of old and new sectors the power leaves, the file opens and every earlier answer is in it. */
static void
check_torn (Fixture *fixture, const guint8 *mixed, gsize size, guint32 n_acknowledged)
{
  g_autoptr (GBytes) bytes = g_bytes_new (mixed, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (MokSqlite) file = mok_sqlite_open_image (bytes, "torn.test", &format, &error);

  g_assert_no_error (error);
  for (int t = 0; t < 2; t++)
    {
      guint seen[N_SLOTS] = { 0 };
      Content content;

      read_content (fixture, file, (MokSlots) t, &content);
      for (guint i = 0; i < N_SLOTS; i++)
        if (content.at[i] != G_MAXUINT32)
          {
            g_assert_cmpuint (content.at[i], <=, n_acknowledged);
            seen[content.at[i]]++;
          }
      for (guint32 i = 0; i < n_acknowledged; i++)
        g_assert_cmpuint (seen[i], ==, 1);
      g_assert_cmpuint (content.damaged, <=, 1);
      g_assert_cmpuint (content.free + content.taken + content.damaged, ==, N_SLOTS);
    }
}

static void
test_torn_write (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MokRandom) random = mok_random_new_seeded (7);
  const int n_rounds = g_getenv ("MOKSORI_SLOW") != NULL ? 40 : 5;

  for (guint32 i = 0; i < 30; i++)
    g_assert_true (put (fixture, i, NULL));
  for (guint32 round = 30; round < 30 + (guint32) n_rounds; round++)
    {
      Write *written = submit_and_compare (fixture, round);
      const gsize size = written->after->len;
      g_autofree guint8 *mixed = g_memdup2 (written->before->data, size);

      g_assert_cmpuint (size % SECTOR, ==, 0);
      /* Every prefix of the write ... */
      for (gsize at = 0; at < size; at += SECTOR)
        if (memcmp (written->before->data + at, written->after->data + at, SECTOR) != 0)
          {
            memcpy (mixed + at, written->after->data + at, SECTOR);
            check_torn (fixture, mixed, size, round);
          }
      g_assert_cmpmem (mixed, size, written->after->data, size);
      /* ... and any mixture of sectors, in whatever order the disk took them. */
      for (int k = 0; k < 20; k++)
        {
          for (gsize at = 0; at < size; at += SECTOR)
            memcpy (mixed + at, (mok_random_uniform (random, 2) ? written->before : written->after)->data + at, SECTOR);
          check_torn (fixture, mixed, size, round);
        }
      free_write (written);
    }
}

/* An answer is a right digest, whatever became of the flag; nothing else ever is. */
static void
test_state_of_altered_cells (void)
{
  guint8 public_key[MOK_KEY_SIZE];
  g_autoptr (MokSecret) key = mok_key_new (public_key);
  const gsize size = mok_cell_size (PLAIN_SIZE);
  g_autofree guint8 *plain = g_malloc0 (PLAIN_SIZE);
  g_autofree guint8 *cell = g_malloc (size);

  mok_cell_fill (cell, size, plain, public_key);
  g_assert_cmpint (mok_cell_get_state (cell, size), ==, MOK_CELL_TAKEN);
  for (gsize i = 1; i < size; i++)
    {
      cell[i] ^= 1;
      g_assert_cmpint (mok_cell_get_state (cell, size), ==, MOK_CELL_DAMAGED);
      cell[i] ^= 1;
    }
  cell[0] = 0;
  g_assert_cmpint (mok_cell_get_state (cell, size), ==, MOK_CELL_TAKEN);
  mok_cell_make_free (cell, size);
  g_assert_cmpint (mok_cell_get_state (cell, size), ==, MOK_CELL_FREE);
  cell[0] = 1;
  g_assert_cmpint (mok_cell_get_state (cell, size), ==, MOK_CELL_DAMAGED);
}

/* A plaintext is nowhere in the file, and two equal ones give different cells. */
static void
test_no_plaintext (Fixture *fixture, gconstpointer data)
{
  static const char canary[] = "CANARY-밤근무-0123456789";
  const gsize size = mok_cell_size (PLAIN_SIZE);
  g_autofree guint8 *plain = g_malloc0 (PLAIN_SIZE);
  g_autofree guint8 *one = g_malloc (size);
  g_autofree guint8 *two = g_malloc (size);

  memcpy (plain, canary, sizeof canary);
  mok_cell_fill (one, size, plain, fixture->public_key);
  mok_cell_fill (two, size, plain, fixture->public_key);
  g_assert_cmpint (memcmp (one + 1, two + 1, size - 1), !=, 0);
  g_assert_true (mok_sqlite_begin (fixture->file, NULL));
  g_assert_true (mok_slots_put (fixture->file, MOK_SLOTS_RESPONSES, N_SLOTS, one, size, NULL));
  g_assert_true (mok_sqlite_commit (fixture->file, NULL));
  g_assert_true (support_contains (fixture->path, one, size));
  g_assert_false (support_contains (fixture->path, canary, 6));
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);
  g_test_add ("/store/slots/every-slot-gets-used-then-full", Fixture, NULL, set_up, test_every_slot_gets_used_then_full,
              tear_down);
  g_test_add_func ("/store/slots/places-do-not-tell-the-order", test_places_do_not_tell_the_order);
  g_test_add ("/store/slots/only-the-cells-change", Fixture, NULL, set_up, test_only_the_cells_change, tear_down);
  g_test_add ("/store/slots/torn-write", Fixture, NULL, set_up, test_torn_write, tear_down);
  g_test_add_func ("/store/slots/state-of-altered-cells", test_state_of_altered_cells);
  g_test_add ("/store/slots/no-plaintext", Fixture, NULL, set_up, test_no_plaintext, tear_down);
  return g_test_run ();
}
