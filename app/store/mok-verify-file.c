/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What can be seen of a file from outside: what lies beside it, its times, its header and its length; and what cannot
 * be seen in it at all. Must not look at tables.
 */

#include "config.h"

#include "store/mok-verify-private.h"

#include <errno.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "store/mok-file.h"

#define SECONDS_A_DAY 86400
#define MAXIMUM_SIZE (G_GINT64_CONSTANT (1) << 32)
#define READ_AT_ONCE (1024 * 1024)
#define MAXIMUM_TRIES 500
#define PAUSE_MICROSECONDS 10000

/* Waits for a program that is writing. Where locks do not work there is none to wait for. */
static gboolean
lock (sqlite3_file *file)
{
  for (guint i = 0; i < MAXIMUM_TRIES; i++)
    {
      const int result = file->pMethods->xLock (file, SQLITE_LOCK_SHARED);

      if (result == SQLITE_OK)
        return TRUE;
      if (result != SQLITE_BUSY)
        return FALSE;
      g_usleep (PAUSE_MICROSECONDS);
    }
  return FALSE;
}

static GBytes *
read_all (sqlite3_file *file)
{
  g_autoptr (GByteArray) content = g_byte_array_new ();
  sqlite3_int64 size = 0;

  if (file->pMethods->xFileSize (file, &size) != SQLITE_OK || size > MAXIMUM_SIZE - 1)
    return NULL;
  g_byte_array_set_size (content, (guint) size);
  for (sqlite3_int64 at = 0; at < size; at += READ_AT_ONCE)
    if (file->pMethods->xRead (file, content->data + at, (int) MIN (READ_AT_ONCE, size - at), at) != SQLITE_OK)
      return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&content));
}

/* All bytes in one state. Through SQLite's own descriptor, because closing another one would drop the locks that this
 * process holds on the same file; but no statement runs, so a journal beside it is left alone.
 */
GBytes *
mok_verify_read (const char *path, GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  sqlite3_file *file = NULL;
  sqlite3 *db = NULL;
  GBytes *content = NULL;

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      mok_file_set_error (error, EISDIR, path);
      return NULL;
    }
  if (sqlite3_open_v2 (absolute, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK)
    sqlite3_file_control (db, "main", SQLITE_FCNTL_FILE_POINTER, &file);
  if (file != NULL && file->pMethods != NULL)
    {
      const gboolean locked = lock (file);

      content = read_all (file);
      if (locked)
        file->pMethods->xUnlock (file, SQLITE_LOCK_NONE);
    }
  if (content == NULL)
    mok_file_set_error (error, db != NULL && sqlite3_system_errno (db) != 0 ? sqlite3_system_errno (db) : EIO, path);
  sqlite3_close (db);
  return content;
}

/* A journal holds old pages, and old pages put answers in order. */
void
mok_verify_outside (MokVerify *self)
{
  static const char *const suffixes[] = { "-journal", "-wal", "-shm" };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *beside = g_strconcat (self->path, suffixes[i], NULL);
      g_autofree char *other = g_filename_display_basename (beside);

      if (g_file_test (beside, G_FILE_TEST_EXISTS))
        {
          if (self->result->is_box || i > 0)
            mok_verify_fail (self, "side-files",
                             _ ("Beside the file lies “%s”. Such a file keeps older states, and Moksori makes none."),
                             other);
          else
            mok_verify_fail (
                self, "side-files",
                _ ("Beside the file lies “%s”. It is there while Moksori writes, or was left behind when it "
                   "was stopped; it goes away when the survey is opened."),
                other);
          return;
        }
    }
  mok_verify_pass (self, "side-files", _ ("No journal or other side file lies beside it."));
}

/* Only the time of the last change: reading any file sets the time of the last access. */
void
mok_verify_times (MokVerify *self)
{
  if (self->about.st_mtim.tv_nsec == 0 && self->about.st_mtim.tv_sec % SECONDS_A_DAY == 0)
    mok_verify_pass (self, "times", _ ("The time of the file tells no more than a day."));
  else if (self->result->is_copy)
    mok_verify_cannot_know (self, "times",
                            _ ("The file has a time of day. In a handed-over copy it tells when the copy was made or "
                               "moved, not when anybody answered."));
  else
    mok_verify_fail (
        self, "times",
        _ ("The file has a time of day, which may tell when the last answer came. Copying a file does that, "
           "and so do other programs; Moksori sets it to the start of the day."));
}

void
mok_verify_limits (MokVerify *self)
{
  if (mok_file_overwrites_in_place (self->path))
    mok_verify_cannot_know (self, "disk",
                            _ ("A flash disk may keep old versions of overwritten blocks inside itself. No file shows "
                               "that."));
  else
    mok_verify_cannot_know (self, "disk",
                            _ ("This disk keeps old versions of files that are overwritten: whoever reads the raw disk "
                               "and has the survey’s key can put answers in order. Use a folder on another disk."));
  mok_verify_cannot_know (self, "change-time",
                          _ ("The system keeps a time of the last change that no program can set back."));
  mok_verify_cannot_know (
      self, "copies",
      _ ("Backups, synced folders and copies of earlier states are not seen here. Two states of one "
         "box tell which answers came in between."));
}

/* Returns: (nullable): what is wrong with the first 100 bytes */
static const char *
find_wrong_header (const guint8 *data, const MokSqliteFormat *format)
{
  const guint page_size = (guint) (data[16] << 8 | data[17]);

  if (data[18] != 1 || data[19] != 1)
    return _ ("it keeps a write-ahead log, which holds answers in their order");
  if (page_size != format->page_size)
    return _ ("its pages have another size");
  if (data[20] != 0)
    return _ ("a part of each page is set aside for something else");
  if (mok_verify_read_u32 (data + 52) != 0 || mok_verify_read_u32 (data + 64) != 0)
    return _ ("pages are moved when others become free (auto_vacuum)");
  if (mok_verify_read_u32 (data + 56) != 1)
    return _ ("texts are not in UTF-8");
  for (guint i = 72; i < 92; i++)
    if (data[i] != 0)
      return _ ("there is something in a place that has to be empty");
  return NULL;
}

static void
tell_length (MokVerify *self, gsize expected)
{
  g_autofree char *bytes =
      g_strdup_printf ("%" G_GSIZE_FORMAT, expected < self->size ? self->size - expected : expected - self->size);

  if (expected == self->size)
    mok_verify_pass (self, "length", _ ("The file ends where its last page ends."));
  else if (expected < self->size)
    /* Translators: %s is a number. */
    mok_verify_fail (self, "length", _ ("Bytes behind the last page: %s."), bytes);
  else
    /* Translators: %s is a number. */
    mok_verify_fail (self, "length", _ ("The file is cut short. Bytes that are missing: %s."), bytes);
}

void
mok_verify_header (MokVerify *self)
{
  const char *wrong = find_wrong_header (self->data, self->format);
  const guint page_size = (guint) (self->data[16] << 8 | self->data[17]);
  const gboolean makes_sense = page_size >= 512 && (page_size & (page_size - 1)) == 0;
  const gsize n_pages = mok_verify_read_u32 (self->data + 28);

  self->page_size = makes_sense ? page_size : self->format->page_size;
  if (wrong != NULL)
    /* Translators: %s is a part of a sentence, such as "its pages have another size". */
    mok_verify_fail (self, "header", _ ("The head of the file is not as Moksori writes it: %s."), wrong);
  else
    mok_verify_pass (self, "header",
                     _ ("The head of the file is as Moksori writes it: no write-ahead log, no automatic "
                        "moving of pages."));

  tell_length (self, n_pages * self->page_size);
}
