/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Closing a survey: every response is opened once, counted, and the cube takes the place of the responses. At any
 * failure before the last step, and when it is cancelled, the survey stays open and as it was.
 */

#include "config.h"

#include "release/mok-closing.h"

#include <glib/gi18n-lib.h>

#include "release/mok-cube-private.h"
#include "store/mok-survey-opening.h"

/* Opening takes most of the time: a public-key operation for each response. */
#define SHARE_OF_OPENING 0.8
#define SHARE_OF_COUNTING 0.15

typedef struct
{
  MokRawTable *table;
  guint64 n_unreadable;
  MokProgressFunc progress;
  gpointer data;
} Closing;

static void
report_opening (double fraction, gpointer data)
{
  const Closing *self = data;

  if (self->progress != NULL)
    self->progress (SHARE_OF_OPENING * fraction, self->data);
}

static void
report_counting (double fraction, gpointer data)
{
  const Closing *self = data;

  if (self->progress != NULL)
    self->progress (SHARE_OF_OPENING + SHARE_OF_COUNTING * fraction, self->data);
}

/* Whoever has the public key can seal anything. What is no record is left out and counted, here as in
 * mok_survey_foreach_record(): it must not keep everybody else's from being counted.
 */
static gboolean
add_record (const guint8 *record, gsize size, gpointer data, GError **error)
{
  Closing *self = data;

  if (!mok_raw_table_add_record (self->table, record, size))
    self->n_unreadable++;
  return TRUE;
}

static MokCube *
count (Closing *self, MokSurvey *survey, MokSecret *key, gboolean synthetic, GCancellable *cancellable, GError **error)
{
  const MokCubeFlags flags = MOK_CUBE_OPEN | (synthetic ? MOK_CUBE_SYNTHETIC : 0);

  if (!mok_survey_foreach_record (survey, key, add_record, self, report_opening, self, cancellable, error))
    return NULL;
  self->n_unreadable += mok_survey_get_n_unreadable (survey);
  mok_raw_table_finish (self->table);
  return mok_cube_new_exact (self->table, flags, self->n_unreadable, report_counting, self, cancellable, error);
}

static gboolean
check_disclosure (MokSurvey *survey, GError **error)
{
  if (mok_manifest_get_disclosure (mok_survey_get_manifest (survey)) == MOK_DISCLOSURE_OPEN)
    return TRUE;
  g_set_error_literal (error, MOK_STORE_ERROR, MOK_STORE_ERROR_DISCLOSURE,
                       _ ("This survey protects its answers, and this version of the program cannot compute "
                          "protected results yet. The survey stays open; nothing was changed."));
  return FALSE;
}

static MokRawTable *
make_table (MokSurvey *survey, guint n_responses)
{
  g_autoptr (MokRecordLayout) layout =
      mok_record_layout_new (mok_manifest_get_questionnaire (mok_survey_get_manifest (survey)));

  return mok_raw_table_new (layout, n_responses);
}

/**
 * mok_closing_run:
 * @survey: a survey that is not closed yet
 * @key: (nullable): its opened key; may be %NULL when nothing is sealed
 * @progress: (nullable): called with 0 to 1
 * @data: for @progress
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error of %MOK_STORE_ERROR or %G_IO_ERROR
 *
 * Opens all responses, counts them and stores the results in the survey file. Cannot be undone. Slow: not for the main
 * thread of a window. Responses that are damaged, or were made by something that is not this program, are left out:
 * mok_cube_get_n_unreadable().
 *
 * Only surveys that do not protect answers can be closed so far.
 *
 * Returns: (transfer full) (nullable): the results; %NULL when the survey is still open
 */
MokCube *
mok_closing_run (MokSurvey *survey,
                 MokSecret *key,
                 MokProgressFunc progress,
                 gpointer data,
                 GCancellable *cancellable,
                 GError **error)
{
  g_return_val_if_fail (MOK_IS_SURVEY (survey), NULL);

  MokSurveyStatus status = { 0 };

  if (!check_disclosure (survey, error) || !mok_survey_get_status (survey, &status, error))
    return NULL;
  if (status.responses == 0 && !status.closed)
    {
      g_set_error_literal (error, MOK_STORE_ERROR, MOK_STORE_ERROR_TOO_FEW,
                           _ ("There are no responses to count yet. The survey stays open."));
      return NULL;
    }
  if (!mok_survey_begin_closing (survey, error))
    return NULL;

  g_autoptr (MokRawTable) table = make_table (survey, status.responses);
  Closing closing = { .table = table, .progress = progress, .data = data };
  g_autoptr (MokCube) cube = count (&closing, survey, key, status.synthetic, cancellable, error);
  g_autoptr (GBytes) release = cube != NULL ? mok_cube_to_bytes (cube) : NULL;

  if (cube == NULL || !mok_survey_finish_closing (survey, key, release, NULL, cancellable, error))
    {
      mok_survey_abandon_closing (survey);
      return NULL;
    }
  if (progress != NULL)
    progress (1, data);
  return g_steal_pointer (&cube);
}

/**
 * mok_closing_load_cube:
 * @survey: a closed survey
 * @error: return location for an error of %MOK_STORE_ERROR or %MOK_CUBE_ERROR
 *
 * Returns: (transfer full) (nullable): the stored results; nobody needs a passphrase for them
 */
MokCube *
mok_closing_load_cube (MokSurvey *survey, GError **error)
{
  g_return_val_if_fail (MOK_IS_SURVEY (survey), NULL);

  g_autoptr (GBytes) bytes = mok_survey_load_release (survey, error);
  g_autofree char *name = g_path_get_basename (mok_survey_get_path (survey));

  if (bytes == NULL)
    return NULL;

  MokCube *cube =
      mok_cube_new_from_bytes (bytes, mok_manifest_get_questionnaire (mok_survey_get_manifest (survey)), error);

  if (cube == NULL)
    g_prefix_error (error, "%s: ", name);
  return cube;
}
