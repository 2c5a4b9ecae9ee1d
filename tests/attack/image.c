/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What stays on the disk: an ext4 file system in a file, on which people answer one after the other; then every byte of
 * it is searched for copies of what they gave. Beside a box the same answers go into an ordinary table, where the same
 * search has to find old copies and their order, or it would prove nothing. Needs root, for the loop device.
 */

/* syncfs() */
#define _GNU_SOURCE

#include "config.h"

#include "attack.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>
#include <sqlite3.h>

#include "../store/support-survey.h"
#include "../store/support.h"
#include "report.h"
#include "storage.h"

#define IMAGE_BYTES (24 * 1024 * 1024)
#define N_ANSWERS 60
/* So many bytes of a cell are looked for: of its sealed part, which are random. */
#define NEEDLE 8
#define NEEDLE_AT 1
#define FILTER_BITS 20

typedef struct
{
  char *folder;
  char *image;
  char *mount;
} Disk;

static gboolean
run_quietly (const char *const *argv)
{
  int status = 0;

  return g_spawn_sync (NULL, (char **) argv, NULL,
                       G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL,
                       NULL, &status, NULL)
         && g_spawn_check_wait_status (status, NULL);
}

/* Returns: whether there is such a thing on this machine */
static gboolean
make_disk (Disk *disk)
{
  const char *make[] = { "mkfs.ext4", "-q", "-F", NULL, NULL };
  const char *mount[] = { "mount", "-o", "loop", NULL, NULL, NULL };
  FILE *file;

  disk->folder = storage_make_quick_folder ();
  disk->image = g_build_filename (disk->folder, "disk", NULL);
  disk->mount = g_build_filename (disk->folder, "mount", NULL);
  make[3] = disk->image;
  mount[3] = disk->image;
  mount[4] = disk->mount;
  file = g_fopen (disk->image, "wb");
  g_assert_nonnull (file);
  g_assert_cmpint (ftruncate (fileno (file), IMAGE_BYTES), ==, 0);
  fclose (file);
  g_assert_cmpint (g_mkdir (disk->mount, 0700), ==, 0);
  return run_quietly (make) && run_quietly (mount);
}

/* What the system still holds back goes to the disk, as it does by itself within seconds. */
static void
flush_disk (const Disk *disk)
{
  const int fd = open (disk->mount, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (syncfs (fd), ==, 0);
  close (fd);
}

static void
unmount_disk (Disk *disk)
{
  const char *unmount[] = { "umount", disk->mount, NULL };

  flush_disk (disk);
  g_assert_true (run_quietly (unmount));
}

static void
free_disk (Disk *disk)
{
  support_remove_folder (g_steal_pointer (&disk->folder));
  g_free (disk->image);
  g_free (disk->mount);
}

typedef struct
{
  guint n;      /* copies */
  double first; /* where the first lies */
  double last;
} Found;

static guint
get_filter_bit (guint64 needle)
{
  return (guint) (needle * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15) >> (64 - FILTER_BITS));
}

/* Looks for the beginnings of the cells at every byte of the disk. @found: by the cells' places in @view */
static void
carve (const char *image, const StorageView *view, Found *found)
{
  g_autoptr (GByteArray) disk = support_read (image);
  g_autofree guint8 *filter = g_malloc0 (1 << FILTER_BITS);
  g_autofree guint64 *needles = g_new (guint64, view->cells->len);

  for (guint i = 0; i < view->cells->len; i++)
    {
      const PagesCell *cell = g_ptr_array_index (view->cells, i);

      memcpy (&needles[i], (const guint8 *) g_bytes_get_data (cell->value, NULL) + NEEDLE_AT, NEEDLE);
      filter[get_filter_bit (needles[i])] = 1;
    }
  for (gsize at = 0; at + NEEDLE <= disk->len; at++)
    {
      guint64 here;

      memcpy (&here, disk->data + at, NEEDLE);
      if (here == 0 || !filter[get_filter_bit (here)])
        continue;
      for (guint i = 0; i < view->cells->len; i++)
        if (needles[i] == here)
          {
            if (found[i].n == 0)
              found[i].first = (double) at;
            found[i].last = (double) at;
            found[i].n++;
          }
    }
}

enum
{
  COPIES,
  FIRST,
  LAST,
  N_SIGNALS,
};

static const char *const signal_names[N_SIGNALS] = { "number of copies", "place of the first copy",
                                                     "place of the last copy" };

typedef struct
{
  StorageSignal signals[STORAGE_N_TABLES][N_SIGNALS];
  guint n_stale[STORAGE_N_TABLES]; /* copies beside the one in the file */
  guint n_missing;                 /* answers that the search did not find at all: it would be broken */
} Result;

static void
add_table (const char *image, const StorageView *view, guint table, Result *result, MokRandom *random)
{
  const guint n = view->cells->len;
  g_autofree Found *found = g_new0 (Found, n);
  double *values[N_SIGNALS];

  carve (image, view, found);
  for (guint s = 0; s < N_SIGNALS; s++)
    values[s] = g_new (double, n);
  for (guint i = 0; i < n; i++)
    {
      result->n_missing += found[i].n == 0;
      result->n_stale[table] += found[i].n > 1 ? found[i].n - 1 : 0;
      values[COPIES][i] = found[i].n;
      values[FIRST][i] = found[i].first;
      values[LAST][i] = found[i].last;
    }
  for (guint s = 0; s < N_SIGNALS; s++)
    {
      storage_signal_add (&result->signals[table][s], values[s], view->numbers, n, random);
      g_free (values[s]);
    }
}

/* Returns: whether this machine let us */
static gboolean
attack_box (Result *result, MokRandom *random)
{
  g_autoptr (StorageFixture) fixture = storage_fixture_new (storage_make_quick_folder ());
  g_autoptr (GByteArray) content = NULL;
  g_autofree char *path = NULL;
  Disk disk = { 0 };

  if (!make_disk (&disk))
    {
      free_disk (&disk);
      return FALSE;
    }
  path = support_make_box (fixture->survey, disk.mount, "a.mokbox", NULL);
  for (guint i = 0; i < N_ANSWERS; i++)
    {
      g_autoptr (MokBox) box = mok_box_open (path, NULL);

      storage_submit (box, i, i + 1);
      flush_disk (&disk);
    }
  content = support_read (path);
  unmount_disk (&disk);
  for (guint t = 0; t < STORAGE_N_TABLES; t++)
    {
      g_autoptr (StorageView) view = storage_view_new (fixture, content->data, content->len, t);

      g_assert_cmpuint (view->cells->len, ==, N_ANSWERS);
      add_table (disk.image, view, t, result, random);
    }
  free_disk (&disk);
  return TRUE;
}

/* The comments of a box, in an ordinary table with that journal, on a disk of their own. */
static void
attack_ordinary (const char *journal, guint n_disks)
{
  g_autofree char *setting = g_strdup_printf ("%s journal, must fail", journal);
  g_autofree char *pragmas = g_strdup_printf ("PRAGMA page_size=8192; PRAGMA journal_mode=%s; PRAGMA synchronous=FULL;"
                                              "CREATE TABLE response(id BLOB PRIMARY KEY, cell BLOB) WITHOUT ROWID",
                                              journal);
  guint n_with_copies = 0, n = 0;
  double accuracy = 0;

  for (guint d = 0; d < n_disks; d++)
    {
      Disk disk = { 0 };
      guint numbers[N_ANSWERS];
      double copies[N_ANSWERS];
      Found found[N_ANSWERS] = { 0 };
      StorageView view = { .cells = g_ptr_array_new (), .numbers = numbers };
      PagesCell cells[N_ANSWERS] = { 0 };
      g_autofree char *path = NULL;
      sqlite3 *db = NULL;
      sqlite3_stmt *insert = NULL;

      g_assert_true (make_disk (&disk));
      path = g_build_filename (disk.mount, "plain.db", NULL);
      g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_exec (db, pragmas, NULL, NULL, NULL), ==, SQLITE_OK);
      sqlite3_prepare_v2 (db, "INSERT INTO response VALUES (randomblob (16), ?1)", -1, &insert, NULL);
      for (guint i = 0; i < N_ANSWERS; i++)
        {
          guint8 bytes[400];

          mok_random_bytes (bytes, sizeof bytes);
          cells[i].value = g_bytes_new (bytes, sizeof bytes);
          numbers[i] = i;
          g_ptr_array_add (view.cells, &cells[i]);
          sqlite3_bind_blob (insert, 1, bytes, sizeof bytes, SQLITE_STATIC);
          g_assert_cmpint (sqlite3_step (insert), ==, SQLITE_DONE);
          sqlite3_reset (insert);
          flush_disk (&disk);
        }
      sqlite3_finalize (insert);
      sqlite3_close (db);
      unmount_disk (&disk);
      carve (disk.image, &view, found);
      for (guint i = 0; i < N_ANSWERS; i++)
        {
          n_with_copies += found[i].n > 1;
          /* The earlier an answer came, the more often its page was copied. */
          copies[i] = -(double) found[i].n;
          g_bytes_unref (cells[i].value);
        }
      accuracy += storage_order_accuracy (copies, numbers, N_ANSWERS);
      n += N_ANSWERS;
      g_ptr_array_unref (view.cells);
      free_disk (&disk);
    }
  report_at_least ("image", setting, "answers with stale copies", REPORT_PERCENT, (double) n_with_copies / n, 0.5);
  report_at_least ("image", setting, "order by the number of copies", REPORT_NUMBER, accuracy / n_disks, 0.7);
}

void
attack_image (AttackSize size)
{
  const guint n_disks = size == ATTACK_FULL ? 30 : 2;
  g_autofree char *setting = g_strdup_printf ("%u disks, %u answers each", n_disks, N_ANSWERS);
  g_autoptr (MokRandom) random = mok_random_new_seeded (15);
  Result result = { 0 };

  storage_begin (6);
  for (guint t = 0; t < STORAGE_N_TABLES; t++)
    for (guint s = 0; s < N_SIGNALS; s++)
      result.signals[t][s].name = signal_names[s];
  for (guint d = 0; d < n_disks; d++)
    if (!attack_box (&result, random))
      {
        g_print ("image: left out: this needs root, a loop device and mkfs.ext4.\n");
        return;
      }
  report_at_most ("image", setting, "answers that the search does not find", REPORT_COUNT, result.n_missing, 0);
  report_at_most ("image", setting, "stale copies of answers", REPORT_COUNT, result.n_stale[0], 0);
  report_at_most ("image", setting, "stale copies of comments", REPORT_COUNT, result.n_stale[1], 0);
  for (guint t = 0; t < STORAGE_N_TABLES; t++)
    for (guint s = 0; s < N_SIGNALS; s++)
      storage_signal_report (&result.signals[t][s], "image", setting, t == 0 ? "answers: " : "comments: ");
  attack_ordinary ("DELETE", size == ATTACK_FULL ? 5 : 1);
  attack_ordinary ("WAL", size == ATTACK_FULL ? 5 : 1);
}
