/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* SPSS files through ReadStat, in UTF-8. Must not know what is in them. */

#include "config.h"

#include "exchange/mok-sav-private.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "exchange/mok-export.h"

#define BUFFER (256 * 1024)
#define SECONDS_PER_DAY (24 * 60 * 60)

static ssize_t
write_bytes (const void *bytes, size_t size, void *data)
{
  MokSav *self = data;

  g_string_append_len (self->file->waiting, bytes, (gssize) size);
  if (self->error != NULL || !mok_export_file_flush (self->file, BUFFER, &self->error))
    return -1;
  return (ssize_t) size;
}

/**
 * mok_sav_init:
 * @title: (nullable): of the file
 */
void
mok_sav_init (MokSav *self, MokExportFile *file, const char *title)
{
  const gint64 day = g_get_real_time () / G_USEC_PER_SEC / SECONDS_PER_DAY;
  g_autofree char *cut = mok_sav_dup_cut (title != NULL ? title : "", 64);

  *self = (MokSav){ .writer = readstat_writer_init (), .file = file };
  readstat_set_data_writer (self->writer, write_bytes);
  readstat_writer_set_file_label (self->writer, cut);
  readstat_writer_set_file_timestamp (self->writer, (time_t) (day * SECONDS_PER_DAY));
  readstat_writer_set_compression (self->writer, READSTAT_COMPRESS_ROWS);
}

void
mok_sav_clear (MokSav *self)
{
  g_clear_pointer (&self->writer, readstat_writer_free);
  g_clear_error (&self->error);
}

/**
 * mok_sav_dup_cut:
 * @size: bytes
 *
 * Returns: (transfer full): the text, if need be without its end, on one line
 */
char *
mok_sav_dup_cut (const char *text, gsize size)
{
  const gsize length = strlen (text);
  const char *end = length <= size ? text + length : g_utf8_find_prev_char (text, text + size + 1);
  char *cut = g_strndup (text, (gsize) (end - text));

  g_strdelimit (cut, "\r\n\t", ' ');
  return cut;
}

readstat_variable_t *
mok_sav_add_number (MokSav *self, const char *name, const char *label, const char *format)
{
  readstat_variable_t *variable = readstat_add_variable (self->writer, name, READSTAT_TYPE_DOUBLE, 8);
  g_autofree char *cut = mok_sav_dup_cut (label, MOK_SAV_MAX_LABEL);

  readstat_variable_set_label (variable, cut);
  readstat_variable_set_format (variable, format);
  return variable;
}

/**
 * mok_sav_add_string:
 * @size: bytes, at most %MOK_SAV_MAX_STRING
 */
readstat_variable_t *
mok_sav_add_string (MokSav *self, const char *name, const char *label, gsize size)
{
  readstat_variable_t *variable = readstat_add_variable (self->writer, name, READSTAT_TYPE_STRING, size);
  g_autofree char *cut = mok_sav_dup_cut (label, MOK_SAV_MAX_LABEL);

  readstat_variable_set_label (variable, cut);
  readstat_variable_set_measure (variable, READSTAT_MEASURE_NOMINAL);
  return variable;
}

void
mok_sav_add_value_label (readstat_label_set_t *labels, double value, const char *label)
{
  g_autofree char *cut = mok_sav_dup_cut (label, MOK_SAV_MAX_VALUE_LABEL);

  readstat_label_double_value (labels, value, cut);
}

/**
 * mok_sav_check:
 * @result: of a function of ReadStat
 *
 * Returns: whether it went well; else @error is that of the disk, or %MOK_EXPORT_ERROR_FAILED
 */
gboolean
mok_sav_check (MokSav *self, readstat_error_t result, GError **error)
{
  if (result == READSTAT_OK)
    return TRUE;
  if (self->error != NULL)
    g_propagate_error (error, g_steal_pointer (&self->error));
  else
    g_set_error (error, MOK_EXPORT_ERROR, MOK_EXPORT_ERROR_FAILED, _ ("“%1$s” could not be made: %2$s"),
                 self->file->shown, readstat_error_message (result));
  return FALSE;
}

/**
 * mok_sav_begin:
 * @n_rows: exactly how many follow
 *
 * After all variables.
 */
gboolean
mok_sav_begin (MokSav *self, guint64 n_rows, GError **error)
{
  return mok_sav_check (self, readstat_begin_writing_sav (self->writer, self, (long) n_rows), error)
         && mok_sav_check (self, readstat_validate_metadata (self->writer), error);
}

readstat_error_t
mok_sav_insert_text (MokSav *self, const readstat_variable_t *variable, const char *text)
{
  g_autofree char *cut = mok_sav_dup_cut (text != NULL ? text : "", readstat_variable_get_storage_width (variable));

  return readstat_insert_string_value (self->writer, variable, cut);
}

/**
 * mok_sav_insert_number:
 * @number: NAN = system-missing
 */
readstat_error_t
mok_sav_insert_number (MokSav *self, const readstat_variable_t *variable, double number)
{
  return isnan (number) ? readstat_insert_missing_value (self->writer, variable)
                        : readstat_insert_double_value (self->writer, variable, number);
}

gboolean
mok_sav_finish (MokSav *self, GError **error)
{
  return mok_sav_check (self, readstat_end_writing (self->writer), error);
}
