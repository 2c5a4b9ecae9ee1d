/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What SQLite says went wrong, in the user's words: which file, and what to do about it. */

#include "config.h"

#include "store/mok-sqlite.h"

#include <errno.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "store/mok-file.h"
#include "store/mok-store-error.h"

/**
 * mok_sqlite_set_damaged:
 *
 * Sets %MOK_STORE_ERROR_DAMAGED for the whole file.
 */
void
mok_sqlite_set_damaged (MokSqlite *self, GError **error)
{
  g_autofree char *name = g_filename_display_basename (self->path);

  g_set_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_DAMAGED, _ ("“%s” is damaged or incomplete."), name);
}

/**
 * mok_sqlite_set_not_ours:
 *
 * Sets %MOK_STORE_ERROR_NOT_OURS.
 */
void
mok_sqlite_set_not_ours (MokSqlite *self, GError **error)
{
  g_autofree char *name = g_filename_display_basename (self->path);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_set_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_NOT_OURS, _ (self->format->not_ours), name);
#pragma GCC diagnostic pop
}

/* What the system said. SQLite forgets it when a commit fails; the files themselves still know. */
static int
get_system_errno (MokSqlite *self)
{
  static const int opcodes[] = { SQLITE_FCNTL_FILE_POINTER, SQLITE_FCNTL_JOURNAL_POINTER };
  int number = sqlite3_system_errno (self->db);

  for (gsize i = 0; i < G_N_ELEMENTS (opcodes) && number == 0; i++)
    {
      sqlite3_file *file = NULL;

      sqlite3_file_control (self->db, "main", opcodes[i], &file);
      /* A journal in memory knows nothing. */
      if (file != NULL && file->pMethods != NULL && file->pMethods->xFileControl != NULL
          && file->pMethods->xFileControl (file, SQLITE_FCNTL_LAST_ERRNO, &number) != SQLITE_OK)
        number = 0;
    }
  return number;
}

/* SQLite could not make its journal, and then looked whether there was one: it remembers only that there was not.
 * Trying it again tells why.
 */
static int
ask_the_folder (MokSqlite *self)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *trial = g_build_filename (folder, ".moksori-XXXXXX", NULL);
  const int fd = g_mkstemp (trial);

  if (fd < 0)
    return errno;
  close (fd);
  unlink (trial);
  return EIO;
}

/**
 * mok_sqlite_set_error:
 * @result: what SQLite returned
 * @error: (out): set to a %MOK_STORE_ERROR that names the file
 */
void
mok_sqlite_set_error (MokSqlite *self, int result, GError **error)
{
  const int extended = sqlite3_extended_errcode (self->db);
  const int number = get_system_errno (self);

  switch (result & 0xff)
    {
    case SQLITE_FULL:
      mok_file_set_error (error, ENOSPC, self->path);
      break;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      mok_file_set_error (error, EACCES, self->path);
      break;
    case SQLITE_CANTOPEN:
      if (number == ENOENT && g_file_test (self->path, G_FILE_TEST_EXISTS))
        mok_file_set_error (error, ask_the_folder (self), self->path);
      else
        mok_file_set_error (error, number != 0 ? number : EACCES, self->path);
      break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      if (number == ENOLCK)
        mok_file_set_error (error, ENOLCK, self->path);
      else
        {
          g_autofree char *name = g_filename_display_basename (self->path);

          g_set_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_BUSY,
                       _ ("“%s” is in use by another program. Try again in a moment."), name);
        }
      break;
    case SQLITE_NOTADB:
      mok_sqlite_set_not_ours (self, error);
      break;
    case SQLITE_IOERR:
      /* Of a disk that does not answer any more, or was pulled out, SQLite says "corrupt file system". */
      if (extended == SQLITE_IOERR_CORRUPTFS)
        mok_file_set_error (error, number != 0 ? number : EIO, self->path);
      else if (extended == SQLITE_IOERR_SHORT_READ)
        mok_sqlite_set_damaged (self, error);
      else if (extended == SQLITE_IOERR_LOCK || extended == SQLITE_IOERR_RDLOCK || extended == SQLITE_IOERR_UNLOCK
               || extended == SQLITE_IOERR_CHECKRESERVEDLOCK)
        mok_file_set_error (error, ENOLCK, self->path);
      else
        mok_file_set_error (error, number != 0 ? number : EIO, self->path);
      break;
    case SQLITE_NOMEM:
      mok_file_set_error (error, ENOMEM, self->path);
      break;
    default:
      /* The schema is ours to the byte, so whatever else SQLite finds wrong lies in the content; but what it made of a
       * disk that was pulled out does not.
       */
      if (number == EIO || number == ENXIO || number == ENODEV)
        mok_file_set_error (error, number, self->path);
      else
        mok_sqlite_set_damaged (self, error);
      break;
    }
}
