/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Finds the format, and puts what its writer makes in its place. Must not know the formats themselves.
 */

#include "config.h"

#include "exchange/mok-export-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "analysis/mok-table-words.h"
#include "exchange/mok-export-rows-private.h"
#include "release/mok-closing.h"
#include "release/mok-rows.h"

G_DEFINE_QUARK (mok - export - error - quark, mok_export_error)

static const char *const ENDINGS[] = {
  [MOK_EXPORT_CSV] = ".csv",
  [MOK_EXPORT_XLSX] = ".xlsx",
  [MOK_EXPORT_SAV] = ".sav",
  [MOK_EXPORT_JSON] = ".json",
};

/**
 * mok_export_find_format:
 * @path: a file name
 * @format: (out) (optional): the format that its ending says, in capitals or not
 *
 * Returns: whether it says one
 */
gboolean
mok_export_find_format (const char *path, MokExportFormat *format)
{
  g_return_val_if_fail (path != NULL, FALSE);

  g_autofree char *lower = g_ascii_strdown (path, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (ENDINGS); i++)
    {
      if (!g_str_has_suffix (lower, ENDINGS[i]))
        continue;
      if (format != NULL)
        *format = (MokExportFormat) i;
      return TRUE;
    }
  return FALSE;
}

static gboolean
find_format (const char *path, MokExportFormat *format, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  if (mok_export_find_format (path, format))
    return TRUE;
  g_set_error (error, MOK_EXPORT_ERROR, MOK_EXPORT_ERROR_NAME,
               _ ("“%s”: the name must end in .csv, .xlsx, .sav or .json; that chooses the format."), shown);
  return FALSE;
}

/**
 * mok_export_check:
 * @fraction: how much is done, 0 to 1
 *
 * Tells the progress.
 *
 * Returns: %FALSE with %G_IO_ERROR_CANCELLED when the work is to be given up
 */
gboolean
mok_export_check (const MokExport *self, double fraction, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (self->progress != NULL)
    self->progress (fraction, self->progress_data);
  return TRUE;
}

/**
 * mok_export_list_notes:
 *
 * Returns: (transfer full) (element-type utf8): what has to be known about the figures, in sentences
 */
GPtrArray *
mok_export_list_notes (const MokCube *cube)
{
  GPtrArray *notes = g_ptr_array_new_with_free_func (g_free);

  if (mok_cube_is_open (cube))
    g_ptr_array_add (notes, g_strdup (_ ("Open survey: answers are not protected.")));
  if (!mok_cube_is_exact (cube))
    {
      g_ptr_array_add (notes, g_strdup (mok_table_get_noise_sentence ()));
      g_ptr_array_add (notes, g_strdup (_ ("People are rounded to 5. ≤ and ≥ stand before the end of an interval, "
                                           "where nearly nobody or nearly everybody gave the answer.")));
    }
  if (mok_cube_is_synthetic (cube))
    g_ptr_array_add (notes, g_strdup (_ ("Synthetic sample data.")));
  return notes;
}

/**
 * mok_export_tables:
 * @cube: results of a closed survey
 * @path: a file whose name ends in `.csv`, `.xlsx`, `.sav` or `.json`; it is made, or replaced
 * @options: what to write
 * @progress: (scope call) (nullable): told how far it is
 * @cancellable: (nullable): a cancellable
 *
 * Writes every table that the cube offers. Labels and sentences are in @options' language; words of the program in the
 * language it speaks. The file is complete or, after an error, what it was before.
 *
 * Returns: whether it was written; else @error is of %MOK_EXPORT_ERROR, of %MOK_STORE_ERROR where the disk refuses, or
 *   %G_IO_ERROR_CANCELLED. Messages name the file
 */
gboolean
mok_export_tables (const MokCube *cube,
                   const char *path,
                   const MokExportOptions *options,
                   MokProgressFunc progress,
                   gpointer data,
                   GCancellable *cancellable,
                   GError **error)
{
  static gboolean (*const writers[]) (const MokExport *self, GError **error) = {
    [MOK_EXPORT_CSV] = mok_export_write_csv,
    [MOK_EXPORT_XLSX] = mok_export_write_xlsx,
    [MOK_EXPORT_SAV] = mok_export_write_sav,
    [MOK_EXPORT_JSON] = mok_export_write_json,
  };

  g_return_val_if_fail (cube != NULL && path != NULL && options != NULL && options->language != NULL, FALSE);

  g_autoptr (MokExportFile) file = NULL;
  MokExport self = { cube, options, NULL, progress, data, cancellable };
  MokExportFormat format;

  if (!find_format (path, &format, error))
    return FALSE;
  self.file = file = mok_export_file_new (path, error);
  return file != NULL && writers[format](&self, error) && mok_export_check (&self, 1, error)
         && mok_export_file_finish (file, error);
}

/**
 * mok_export_rows:
 * @survey: an open survey, closed or not
 * @key: (nullable): from mok_survey_unlock(); may be %NULL when nothing is sealed, as in a closed survey
 * @path: a file whose name ends in `.csv` or `.sav`; it is made, or replaced
 * @options: what to write
 * @progress: (scope call) (nullable): told how far it is
 * @cancellable: (nullable): a cancellable
 *
 * Writes every response of the survey as a row. Texts belong to no row and are not in it.
 *
 * Returns: as of mok_export_tables(); also %MOK_STORE_ERROR: with %MOK_STORE_ERROR_DISCLOSURE where the survey protects
 *   its answers
 */
gboolean
mok_export_rows (MokSurvey *survey,
                 MokSecret *key,
                 const char *path,
                 const MokExportOptions *options,
                 MokProgressFunc progress,
                 gpointer data,
                 GCancellable *cancellable,
                 GError **error)
{
  g_return_val_if_fail (MOK_IS_SURVEY (survey) && path != NULL && options != NULL && options->language != NULL, FALSE);

  g_autoptr (MokExportFile) file = NULL;
  g_autoptr (GPtrArray) columns = NULL;
  MokExportRows self = { survey, key, options, NULL, NULL, progress, data, cancellable };
  MokExportFormat format;

  if (!mok_rows_check (survey, error) || !find_format (path, &format, error))
    return FALSE;
  if (format != MOK_EXPORT_CSV && format != MOK_EXPORT_SAV)
    {
      g_autofree char *shown = g_filename_display_name (path);

      g_set_error (error, MOK_EXPORT_ERROR, MOK_EXPORT_ERROR_FORMAT, _ ("“%s”: rows are written as .csv or .sav."),
                   shown);
      return FALSE;
    }
  self.columns = columns =
      mok_export_columns_new (mok_manifest_get_questionnaire (mok_survey_get_manifest (survey)), options->language);
  self.file = file = mok_export_file_new (path, error);
  return file != NULL
         && (format == MOK_EXPORT_CSV ? mok_export_rows_write_csv (&self, error)
                                      : mok_export_rows_write_sav (&self, error))
         && mok_export_file_finish (file, error);
}
