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
  g_clear_object (&work->slips);
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

TransitFolder *
mok_survey_work_make_transit (MokSurvey *survey, GError **error)
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

/* Copying a folder or a pipe would fail in the words of a programmer, or wait for ever. */
static gboolean
is_file (GFile *file, GError **error)
{
  const GFileType type = g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, NULL);
  g_autofree char *name = NULL;

  if (type == G_FILE_TYPE_REGULAR || type == G_FILE_TYPE_UNKNOWN)
    return TRUE;
  name = g_file_get_basename (file);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, _ ("“%s” is not a box."), name);
  return FALSE;
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
      if (is_file (file, &problem) && g_mkdir (folder, 0700) == 0
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
      if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
        {
          g_clear_error (&problem);
          g_set_error (&problem, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
                       _ ("The disk is full: there is no room for a copy of “%s”."), name);
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

/* What was looked at by itself is told only where there is something to tell. */
static void
keep_news (MokReceipt *receipt)
{
  for (guint i = receipt->entries->len; i-- > 0;)
    {
      const MokReceiptEntry *entry = g_ptr_array_index (receipt->entries, i);

      if (entry->added == 0 && entry->refused == NULL && entry->damaged->len + entry->damaged_comments->len == 0)
        g_ptr_array_remove_index (receipt->entries, i);
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
  g_autoptr (TransitFolder) transit = mok_survey_work_make_transit (work->survey, error);
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
  work->receipt = work->news
                      ? mok_survey_merge_copies (work->survey, readable, mok_job_report, work->job, cancellable, error)
                      : mok_survey_merge (work->survey, readable, mok_job_report, work->job, cancellable, error);
  if (work->receipt == NULL)
    return FALSE;
  add_unread_files (work->receipt, work->files, problems);
  if (work->news)
    keep_news (work->receipt);
  if (work->news && work->receipt->entries->len == 0)
    g_clear_pointer (&work->receipt, mok_receipt_free);

  return mok_survey_work_load (work, error);
}

/**
 * mok_survey_work_take_back:
 *
 * Copies the file in, takes the responses in it out of the survey and leaves the receipt.
 */
gboolean
mok_survey_work_take_back (MokSurveyWork *work, GError **error)
{
  g_autoptr (TransitFolder) transit = mok_survey_work_make_transit (work->survey, error);
  if (transit == NULL)
    return FALSE;

  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (clear_problem);
  g_autoptr (GPtrArray) copies = copy_in (work, transit, problems, error);
  if (copies == NULL)
    return FALSE;
  if (g_ptr_array_index (copies, 0) == NULL)
    {
      g_propagate_error (error, g_ptr_array_steal_index (problems, 0));
      return FALSE;
    }

  work->receipt = mok_survey_remove (work->survey, g_ptr_array_index (copies, 0), error);

  return work->receipt != NULL && mok_survey_work_load (work, error);
}

/**
 * mok_survey_work_back_up:
 *
 * Copies the whole survey file to the target.
 */
gboolean
mok_survey_work_back_up (MokSurveyWork *work, GError **error)
{
  CopyProgress progress = { work->job, 0, 1 };

  return mok_survey_back_up (work->survey, work->target, TRUE, copy_progressed, &progress,
                             mok_job_get_cancellable (work->job), error);
}
