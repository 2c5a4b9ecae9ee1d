/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the threads of a survey session do: plain, blocking and cancellable.
 * Must not touch widgets, nor the session: it gets all it needs in one MokSurveyWork.
 *
 * SQLite never opens a file that the user chose: a box comes in as a copy beside the survey file, and leaves as one
 * (docs: where files live).
 */

#include "config.h"

#include "organize/mok-survey-work-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "organize/mok-transit-private.h"
#include "release/mok-closing.h"

/* How much of a merge is copying the files in. */
#define COPY_PART .25

MokSurveyWork *
mok_survey_work_new (MokSurvey *survey, MokJob *job)
{
  MokSurveyWork *work = g_new0 (MokSurveyWork, 1);

  work->survey = g_object_ref (survey);
  work->job = job != NULL ? g_object_ref (job) : mok_job_new ();

  return work;
}

void
mok_survey_work_free (MokSurveyWork *work)
{
  g_clear_object (&work->survey);
  g_clear_object (&work->job);
  g_clear_pointer (&work->files, g_ptr_array_unref);
  g_clear_object (&work->target);
  g_clear_pointer (&work->label, g_free);
  g_clear_pointer (&work->end_code, mok_wipe_string);
  g_clear_pointer (&work->passphrases, mok_wipe_strv);
  g_clear_pointer (&work->key, mok_secret_unref);
  g_clear_pointer (&work->cube, mok_cube_unref);
  g_clear_pointer (&work->receipt, mok_receipt_free);
  g_clear_pointer (&work->summary, g_free);
  g_clear_pointer (&work->left, g_ptr_array_unref);
  g_clear_pointer (&work->figures, mok_survey_figures_free);
  g_clear_pointer (&work->rehearsal, mok_rehearsal_free);
  g_clear_pointer (&work->refusal, g_free);
  g_clear_pointer (&work->comments, g_ptr_array_unref);
  g_free (work);
}

/**
 * mok_wipe_string:
 * @secret: (transfer full): a passphrase or code
 *
 * Overwrites and frees it.
 */
void
mok_wipe_string (char *secret)
{
  if (secret == NULL)
    return;

  mok_memory_wipe (secret, strlen (secret));
  g_free (secret);
}

/**
 * mok_wipe_strv:
 * @secrets: (transfer full): passphrases
 *
 * Overwrites and frees them.
 */
void
mok_wipe_strv (GStrv secrets)
{
  if (secrets == NULL)
    return;

  for (gsize i = 0; secrets[i] != NULL; i++)
    mok_wipe_string (secrets[i]);
  g_free (secrets);
}

static TransitFolder *
make_transit_folder (MokSurvey *survey, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (mok_survey_get_path (survey));

  return mok_transit_folder_new (folder, error);
}

/* What is told of a closed survey beside its results. */
static gboolean
load_remains (MokSurveyWork *work, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (!mok_survey_has_review (work->survey, &work->has_review, error))
    return FALSE;
  g_free (work->summary);
  work->summary = mok_survey_get_summary (work->survey, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  g_clear_pointer (&work->figures, mok_survey_figures_free);
  work->figures = mok_survey_load_figures (work->survey, error);
  if (work->figures == NULL)
    return FALSE;
  g_clear_pointer (&work->left, g_ptr_array_unref);
  work->left = mok_closing_list_left (work->survey, error);
  return work->left != NULL;
}

/**
 * mok_survey_work_load:
 *
 * Reads the figures of the survey and, once it is closed, its results and what is left to do.
 */
gboolean
mok_survey_work_load (MokSurveyWork *work, GError **error)
{
  if (!mok_survey_get_status (work->survey, &work->status, error))
    return FALSE;
  work->has_status = TRUE;
  if (!work->status.closed)
    return TRUE;

  if (work->cube == NULL)
    work->cube = mok_closing_load_cube (work->survey, error);
  return work->cube != NULL && load_remains (work, error);
}

typedef struct
{
  MokJob *job;
  guint file;
  guint n_files;
} CopyProgress;

static void
copy_progressed (goffset done, goffset total, gpointer data)
{
  CopyProgress *progress = data;
  double of_file = total > 0 ? (double) done / (double) total : 1;

  mok_job_report ((progress->file + of_file) / progress->n_files, progress->job);
}

/* Copies @files into @transit, each into a folder of its own so that names stay and never collide. What cannot be read
 * leaves its reason in @problems. Returns: the paths, %NULL where there is none. */
static GPtrArray *
copy_in (MokSurveyWork *work, const char *transit, GPtrArray *problems, GError **error)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  CopyProgress progress = { work->job, 0, work->files->len };

  for (guint i = 0; i < work->files->len; i++)
    {
      GFile *file = g_ptr_array_index (work->files, i);
      g_autofree char *name = g_file_get_basename (file);
      g_autofree char *number = g_strdup_printf ("%u", i);
      g_autofree char *folder = g_build_filename (transit, number, NULL);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (GFile) copy = g_file_new_for_path (path);
      g_autoptr (GError) problem = NULL;

      progress.file = i;
      if (g_mkdir (folder, 0700) == 0
          && g_file_copy (file, copy, G_FILE_COPY_NONE, mok_job_get_cancellable (work->job), copy_progressed, &progress,
                          &problem))
        {
          g_ptr_array_add (paths, g_steal_pointer (&path));
          g_ptr_array_add (problems, NULL);
          continue;
        }

      if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return NULL;
        }
      if (problem == NULL)
        g_set_error (&problem, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("%s cannot be copied in"), name);
      g_ptr_array_add (paths, NULL);
      g_ptr_array_add (problems, g_steal_pointer (&problem));
    }

  return g_steal_pointer (&paths);
}

/* Puts what could not even be copied back into the receipt, in the order in which the files were given. */
static void
add_unread_files (MokReceipt *receipt, GPtrArray *files, GPtrArray *problems)
{
  for (guint i = 0; i < files->len; i++)
    {
      GError *problem = g_ptr_array_index (problems, i);
      if (problem == NULL)
        continue;

      g_autofree char *name = g_file_get_basename (g_ptr_array_index (files, i));
      MokReceiptEntry *entry = mok_receipt_add (receipt, name);
      entry->refused = g_error_copy (problem);

      gpointer last = g_ptr_array_steal_index (receipt->entries, receipt->entries->len - 1);
      g_ptr_array_insert (receipt->entries, MIN (i, receipt->entries->len), last);
    }
}

static void
clear_problem (gpointer problem)
{
  if (problem != NULL)
    g_error_free (problem);
}

/**
 * mok_survey_work_merge:
 *
 * Copies the files in, merges them and leaves the receipt. A file that cannot be read is refused in the receipt and
 * never stops the others.
 */
gboolean
mok_survey_work_merge (MokSurveyWork *work, GError **error)
{
  GCancellable *cancellable = mok_job_get_cancellable (work->job);
  g_autoptr (TransitFolder) transit = make_transit_folder (work->survey, error);
  if (transit == NULL)
    return FALSE;

  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (clear_problem);
  mok_job_set_part (work->job, 0, COPY_PART);
  g_autoptr (GPtrArray) copies = copy_in (work, transit, problems, error);
  if (copies == NULL)
    return FALSE;

  g_autoptr (GPtrArray) readable = g_ptr_array_new ();
  for (guint i = 0; i < copies->len; i++)
    if (g_ptr_array_index (copies, i) != NULL)
      g_ptr_array_add (readable, g_ptr_array_index (copies, i));

  mok_job_set_part (work->job, COPY_PART, 1);
  work->receipt = mok_survey_merge (work->survey, readable, mok_job_report, work->job, cancellable, error);
  if (work->receipt == NULL)
    return FALSE;
  add_unread_files (work->receipt, work->files, problems);

  return mok_survey_work_load (work, error);
}

/* Gives up a replacement that was begun: the old file, if there was one, stays as it was. */
static void
abandon_replacement (GFileOutputStream *stream)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();

  g_cancellable_cancel (cancelled);
  g_output_stream_close (G_OUTPUT_STREAM (stream), cancelled, NULL);
}

/**
 * mok_survey_work_make_box:
 *
 * Makes a box beside the survey file and moves it to the target. The target is opened first, so that a place that
 * cannot be written is found before the survey counts one more box.
 */
gboolean
mok_survey_work_make_box (MokSurveyWork *work, GError **error)
{
  g_autoptr (TransitFolder) transit = make_transit_folder (work->survey, error);
  if (transit == NULL)
    return FALSE;

  g_autoptr (GFileOutputStream) out =
      g_file_replace (work->target, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, NULL, error);
  if (out == NULL)
    return FALSE;

  MokBoxOptions options = {
    .label = work->label, .site = work->site, .end_code = work->end_code, .idle_minutes = work->idle_minutes
  };
  g_autofree char *path = g_build_filename (transit, "box.mokbox", NULL);
  if (!mok_survey_make_box (work->survey, path, &options, NULL, error))
    {
      abandon_replacement (out);
      return FALSE;
    }

  g_autoptr (GFile) made = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) in = g_file_read (made, NULL, error);
  if (in == NULL
      || g_output_stream_splice (G_OUTPUT_STREAM (out), G_INPUT_STREAM (in), G_OUTPUT_STREAM_SPLICE_NONE, NULL, error)
             < 0)
    {
      abandon_replacement (out);
      return FALSE;
    }

  return g_output_stream_close (G_OUTPUT_STREAM (out), NULL, error) && mok_survey_work_load (work, error);
}

/**
 * mok_survey_work_back_up:
 *
 * Copies the whole survey file to the target.
 */
gboolean
mok_survey_work_back_up (MokSurveyWork *work, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (mok_survey_get_path (work->survey));
  CopyProgress progress = { work->job, 0, 1 };

  return g_file_copy (file, work->target, G_FILE_COPY_OVERWRITE, mok_job_get_cancellable (work->job), copy_progressed,
                      &progress, error);
}
