/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Fuzz target: a form, a map and data in one input, parted by lines of "----". Without a form that can be read, the one
 * below is used. What was imported must be as many rows as the result says, and survives being read back.
 */

#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "exchange/mok-import.h"
#include "fuzz-store.h"
#include "interview/mok-record.h"
#include "questionnaire/mok-xlsform.h"
#include "store/mok-survey-opening.h"
#include "store/mok-survey-private.h"

#define DIVIDER "\n----\n"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* Every type that a column can be mapped to. */
static const char default_form[] = "survey,,,,\n"
                                   ",type,name,label,constraint\n"
                                   ",integer,age,Age?,. >= 15 and . <= 99\n"
                                   ",select_one yn,night,Nights?,\n"
                                   ",select_multiple yn,many,Which?,\n"
                                   ",decimal,pay,Pay?,\n"
                                   ",date,since,Since?,\n"
                                   ",text,remark,Else?,\n"
                                   "choices,,,,\n"
                                   ",list_name,name,label,\n"
                                   ",yn,1,Yes,\n"
                                   ",yn,2,No,\n"
                                   "settings,,,,\n"
                                   ",form_id,form_title,version,\n"
                                   ",f,F,1,\n";

/* Making a survey takes most of the time, and most inputs come with a form that was there before. */
#define MAXIMUM_SURVEYS 32

static GHashTable *surveys; /* by the bytes of their forms */
static GFile *map;
static GFile *csv;

static MokQuestionnaire *
read_form (GBytes *bytes)
{
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);

  return mok_xlsform_read ("fuzz.csv", bytes, diagnostics);
}

static GFile *
make_file (const char *name)
{
  return g_file_new_build_filename (fuzz_store_get_folder (), name, NULL);
}

static void
set_up (void)
{
  fuzz_store_init ();
  surveys = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, g_object_unref);
  map = make_file ("map.csv");
  csv = make_file ("data.csv");
}

static gboolean
count (const guint8 *record, gsize size, gpointer data, GError **error)
{
  (*(guint64 *) data)++;
  return TRUE;
}

/* As if nothing had been imported yet. */
static void
empty (MokSurvey *survey)
{
  g_autoptr (GError) error = NULL;

  mok_sqlite_exec (survey->file, "DELETE FROM row_chunk; DELETE FROM comment_chunk; DELETE FROM import", &error);
  g_assert_no_error (error);
}

/* To be added to the others, which have the numbers before. */
static MokSurvey *
make_survey (MokQuestionnaire *questionnaire)
{
  static const char *const passphrases[] = { SUPPORT_PASSPHRASE };
  const MokSurveyOptions options = { .disclosure = MOK_DISCLOSURE_OPEN,
                                     .passphrases = passphrases,
                                     .n_passphrases = 1 };
  g_autofree char *name = g_strdup_printf ("survey-%u.moksori", g_hash_table_size (surveys));
  g_autofree char *path = g_build_filename (fuzz_store_get_folder (), name, NULL);
  g_autoptr (GError) error = NULL;
  MokSurvey *survey;

  g_unlink (path);
  survey = mok_survey_create (path, questionnaire, &options, &error);

  g_assert_no_error (error);
  return survey;
}

/* Returns: (transfer none): an empty survey of the form, or of the default one where it cannot be read */
static MokSurvey *
get_survey (GBytes *bytes)
{
  g_autoptr (GBytes) usual = g_bytes_new_static (default_form, strlen (default_form));
  MokSurvey *survey = g_hash_table_lookup (surveys, bytes);

  if (survey == NULL)
    {
      g_autoptr (MokQuestionnaire) questionnaire = g_bytes_get_size (bytes) > 0 ? read_form (bytes) : NULL;

      if (questionnaire == NULL && !g_bytes_equal (bytes, usual))
        return get_survey (usual);
      g_assert_nonnull (questionnaire);
      if (g_hash_table_size (surveys) >= MAXIMUM_SURVEYS)
        g_hash_table_remove_all (surveys);
      survey = make_survey (questionnaire);
      g_hash_table_insert (surveys, g_bytes_ref (bytes), survey);
    }
  empty (survey);
  return survey;
}

static void
import (MokSurvey *survey, gboolean skip_bad)
{
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);
  g_autoptr (GError) error = NULL;
  MokImportResult result = { 0 };
  guint64 n = 0;

  if (!mok_import_csv (survey, csv, map, skip_bad, &result, diagnostics, NULL, &error))
    {
      g_assert_nonnull (error);
      g_clear_error (&error);
      result.rows = 0;
    }
  mok_survey_foreach_record (survey, NULL, count, &n, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, result.rows);
  g_assert_cmpuint (mok_survey_get_n_unreadable (survey), ==, 0);
}

/* Returns: what is before the divider; @rest what is behind it */
static GBytes *
take_part (const guint8 *data, gsize size, const guint8 **rest, gsize *rest_size)
{
  const char *end = size > 0 ? g_strstr_len ((const char *) data, (gssize) size, DIVIDER) : NULL;
  const gsize length = end != NULL ? (gsize) ((const guint8 *) end - data) : size;

  *rest = end != NULL ? data + length + strlen (DIVIDER) : data + size;
  *rest_size = (gsize) (data + size - *rest);
  return g_bytes_new (data, length);
}

static void
store (GFile *file, const guint8 *data, gsize size)
{
  support_write (g_file_peek_path (file), data, size);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const guint8 *rest, *cells;
  gsize rest_size, n_cells;

  if (surveys == NULL)
    set_up ();
  fuzz_store_rewind ();

  g_autoptr (GBytes) form_bytes = take_part (data, size, &rest, &rest_size);
  g_autoptr (GBytes) map_bytes = take_part (rest, rest_size, &cells, &n_cells);

  store (map, g_bytes_get_data (map_bytes, NULL), g_bytes_get_size (map_bytes));
  store (csv, cells, n_cells);
  import (get_survey (form_bytes), n_cells % 2 == 0);
  return 0;
}
