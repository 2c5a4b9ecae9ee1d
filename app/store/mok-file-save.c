/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Files that people choose a place for, wherever GIO reaches: reports, charts, sheets, copies.
 *
 * GIO's own ways to write a whole file or to copy one put what they have in the place of the older file when the disk
 * is full, or leave a temporary file behind (measured with GLib 2.74). Here a file that could not be completed is given
 * up: what was there stays, and nothing else is left. Must not know what is written.
 */

#include "config.h"

#include "store/mok-file-save.h"

#include <errno.h>
#include <stdlib.h>

#include <glib/gi18n-lib.h>

#include "store/mok-file.h"
#include "store/mok-store-error.h"

#define WRITE_AT_ONCE (256 * 1024)

static void
set_no_folder (GError **error, GFile *target, const char *name)
{
  g_autoptr (GFile) folder = g_file_get_parent (target);
  g_autofree char *base = folder != NULL ? g_file_get_basename (folder) : g_strdup ("");
  g_autofree char *shown = g_filename_display_name (base);

  g_set_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_IO, _ ("“%1$s” cannot be written: there is no folder “%2$s”."),
               name, shown);
}

/**
 * mok_file_set_save_error:
 * @error: (out): set to a %MOK_STORE_ERROR, or to @cause where somebody cancelled
 * @cause: a %G_IO_ERROR
 * @target: the file that was to be written
 *
 * Says in the user's words why a file cannot be saved, and which.
 */
void
mok_file_set_save_error (GError **error, const GError *cause, GFile *target)
{
  g_return_if_fail (cause != NULL && G_IS_FILE (target));

  g_autofree char *base = g_file_get_basename (target);
  g_autofree char *name = g_filename_display_name (base);

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    /* GIO does not say which of the two. */
    g_set_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_NO_SPACE,
                 _ ("“%s” cannot be written: the disk, or the part of it that you may use, is full."), name);
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED)
           || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_READ_ONLY))
    mok_file_set_error (error, EACCES, base);
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)
           || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY))
    set_no_folder (error, target, name);
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_EXISTS))
    mok_file_set_error (error, EEXIST, base);
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY)
           || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE))
    g_set_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_IO, _ ("“%s” is not an ordinary file and is not replaced."),
                 name);
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_error_copy (cause));
  else
    g_set_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_IO, _ ("“%1$s” could not be written: %2$s"), name,
                 cause->message);
}

static gboolean
copy (GInputStream *from,
      GOutputStream *to,
      gint64 size,
      GFileProgressCallback progress,
      gpointer data,
      GCancellable *cancellable,
      GError **error)
{
  g_autofree guint8 *buffer = g_malloc (WRITE_AT_ONCE);
  gint64 done = 0;

  for (;;)
    {
      const gssize n = g_input_stream_read (from, buffer, WRITE_AT_ONCE, cancellable, error);

      if (n <= 0)
        return n == 0;
      if (!g_output_stream_write_all (to, buffer, (gsize) n, NULL, cancellable, error))
        return FALSE;
      done += n;
      if (progress != NULL)
        progress (done, size, data);
    }
}

/* Closing a stream that was cancelled does not put it in the place of what was there. */
static void
give_up (GOutputStream *stream)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();

  g_cancellable_cancel (cancelled);
  g_output_stream_close (stream, cancelled, NULL);
}

/* Replacing a link would leave the file that it stands for as it was.
 *
 * Returns: (transfer full): where @target leads
 */
static GFile *
follow (GFile *target)
{
  const char *path = g_file_peek_path (target);
  char *real = path != NULL ? realpath (path, NULL) : NULL;
  GFile *found = real != NULL ? g_file_new_for_path (real) : g_object_ref (target);

  free (real);
  return found;
}

/**
 * mok_file_save:
 * @target: where to; a device, a pipe or a folder is not replaced
 * @content: what to write, until its end
 * @size: bytes of @content, for @progress
 * @progress: (scope call) (nullable): told how far it is
 *
 * Writes a whole file that is either all there or what was there before. Nothing else is left beside it.
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR, naming the file, or %G_IO_ERROR_CANCELLED) set
 */
gboolean
mok_file_save (GFile *target,
               GInputStream *content,
               gint64 size,
               MokFileSaveFlags flags,
               GFileProgressCallback progress,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  g_return_val_if_fail (G_IS_FILE (target) && G_IS_INPUT_STREAM (content), FALSE);

  const GFileCreateFlags private = (flags & MOK_FILE_SAVE_PRIVATE) != 0 ? G_FILE_CREATE_PRIVATE : G_FILE_CREATE_NONE;
  const GFileType type = g_file_query_file_type (target, G_FILE_QUERY_INFO_NONE, cancellable);
  const gboolean fresh = type == G_FILE_TYPE_UNKNOWN;
  g_autoptr (GFile) end = follow (target);
  g_autoptr (GFileOutputStream) stream = NULL;
  g_autoptr (GError) cause = NULL;

  /* Opening a pipe would wait for somebody who reads it. */
  if (type == G_FILE_TYPE_SPECIAL || type == G_FILE_TYPE_DIRECTORY)
    cause = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, "");
  else if ((flags & MOK_FILE_SAVE_NEW) != 0)
    stream = g_file_create (target, private, cancellable, &cause);
  else
    stream = g_file_replace (end, NULL, FALSE, private | G_FILE_CREATE_REPLACE_DESTINATION, cancellable, &cause);
  if (stream != NULL)
    {
      if (copy (content, G_OUTPUT_STREAM (stream), size, progress, data, cancellable, &cause)
          && g_output_stream_close (G_OUTPUT_STREAM (stream), cancellable, &cause))
        return TRUE;
      give_up (G_OUTPUT_STREAM (stream));
      if (fresh)
        g_file_delete (target, NULL, NULL);
    }
  mok_file_set_save_error (error, cause, target);
  return FALSE;
}

/**
 * mok_file_save_bytes:
 * @target: where to
 * @content: all of it
 *
 * Like mok_file_save().
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR) set
 */
gboolean
mok_file_save_bytes (GFile *target, GBytes *content, MokFileSaveFlags flags, GError **error)
{
  g_return_val_if_fail (content != NULL, FALSE);

  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (content);

  return mok_file_save (target, stream, (gint64) g_bytes_get_size (content), flags, NULL, NULL, NULL, error);
}
