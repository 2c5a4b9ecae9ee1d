/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Deleting a survey: its file loses its name, then its content, then itself. A program that is killed in between leaves
 * either the survey as it was, or a nameless rest that the next one takes away. Must not delete anything that is not a
 * survey file, nor one that somebody else is working on.
 */

#include "config.h"

#include "store/mok-survey-private.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <sodium.h>

#include "store/mok-file.h"

#define REST_PREFIX ".moksori-deleted-"
#define OVERWRITE_BYTES (64 * 1024)

/* Random bytes, so that a disk that packs equal ones writes them too. Best effort: flash and file systems that copy on
 * write keep old blocks; docs/threat-model.md says so.
 */
static void
overwrite (int fd)
{
  g_autofree guint8 *noise = g_malloc (OVERWRITE_BYTES);
  guint8 seed[randombytes_SEEDBYTES];
  struct stat about;

  if (fstat (fd, &about) < 0)
    return;
  for (off_t at = 0; at < about.st_size; at += OVERWRITE_BYTES)
    {
      randombytes_buf (seed, sizeof seed);
      randombytes_buf_deterministic (noise, OVERWRITE_BYTES, seed);
      if (pwrite (fd, noise, (gsize) MIN (OVERWRITE_BYTES, about.st_size - at), at) < 0)
        return;
    }
  (void) fsync (fd);
}

/* Returns: 0 or an `errno` */
static int
destroy_rest (const char *rest)
{
  const int fd = open (rest, O_WRONLY | O_NOFOLLOW | O_CLOEXEC);

  if (fd >= 0)
    {
      overwrite (fd);
      close (fd);
    }
  /* Another program may take rests away at the same time. */
  return unlink (rest) == 0 || errno == ENOENT ? 0 : errno;
}

/* Returns: 0 or an `errno` */
static int
take_name_away (const char *path, const char *rest)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd;

  if (rename (path, rest) < 0)
    return errno;
  fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd >= 0)
    {
      (void) fsync (fd);
      close (fd);
    }
  return 0;
}

static gboolean
destroy (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_strdup_printf (REST_PREFIX "%08x", randombytes_random ());
  g_autofree char *rest = g_build_filename (folder, name, NULL);
  int problem = take_name_away (path, rest);

  if (problem == 0)
    problem = destroy_rest (rest);
  if (problem != 0)
    mok_file_set_error (error, problem, path);
  return problem == 0;
}

/* Where links lead to. */
static char *
resolve (const char *path)
{
  char *found = realpath (path, NULL);
  char *copy = g_strdup (found != NULL ? found : path);

  free (found);
  return copy;
}

/* Nobody reads or writes the survey from here on, and nobody is waited for: who works on it has a reason to. */
static gboolean
lock (MokSqlite *file, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *name = NULL;

  sqlite3_busy_handler (file->db, NULL, NULL);
  if (mok_sqlite_begin_exclusive (file, &local))
    return TRUE;
  if (!g_error_matches (local, MOK_STORE_ERROR, MOK_STORE_ERROR_BUSY))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  name = g_filename_display_basename (file->path);
  g_set_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_BUSY,
               _ ("“%s” is being worked on and is not deleted. Wait until that is done."), name);
  return FALSE;
}

/**
 * mok_survey_delete:
 * @path: a survey file, also a damaged one
 *
 * Deletes a survey for good: overwrites its file, as far as the disk does that, and removes it. Boxes and backups are
 * elsewhere and stay; mok_survey_list_boxes() names the boxes beforehand.
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR; %MOK_STORE_ERROR_BUSY while another program works on it) set; the
 *   survey is as it was then
 */
gboolean
mok_survey_delete (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, FALSE);

  g_autoptr (GError) local = NULL;
  g_autoptr (MokSqlite) file = mok_sqlite_open (path, &mok_survey_format, &local);
  g_autofree char *filename = file != NULL ? g_strdup (mok_sqlite_get_filename (file)) : resolve (path);
  g_autofree char *journal = g_strconcat (filename, "-journal", NULL);

  /* What is damaged has no locks to ask for, but answers in it. */
  if (file == NULL && !g_error_matches (local, MOK_STORE_ERROR, MOK_STORE_ERROR_DAMAGED))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (file != NULL && !lock (file, error))
    return FALSE;
  mok_file_remove_successor (filename);
  if (!destroy (filename, error))
    return FALSE;
  /* Beside a damaged file, with old content of it. */
  (void) destroy_rest (journal);
  /* A link that led to it. */
  if (g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    (void) unlink (path);
  return TRUE;
}

/**
 * mok_survey_finish_deleting:
 * @folder: (type filename): where survey files are
 *
 * Takes away what a program that was killed left of surveys that it was deleting.
 */
void
mok_survey_finish_deleting (const char *folder)
{
  g_return_if_fail (folder != NULL);

  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, REST_PREFIX))
      {
        g_autofree char *rest = g_build_filename (folder, name, NULL);

        (void) destroy_rest (rest);
      }
}
