/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Lists, opens, creates, takes in and deletes survey files; each in a thread, because checking a large file takes a
 * while. Must not touch widgets. All survey files of the window live in the program's own data folder.
 */

#include "config.h"

#include "organize/mok-surveys.h"

#include <errno.h>
#include <string.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "common/mok-folders.h"
#include "organize/mok-survey-work-private.h"
#include "organize/mok-transit-private.h"
#include "organize/mok-watched-folder.h"

#define SUFFIX ".moksori"

void
mok_survey_entry_free (MokSurveyEntry *self)
{
  g_free (self->path);
  g_free (self->title);
  g_ptr_array_unref (self->boxes_out);
  g_clear_error (&self->error);
  g_free (self);
}

static void
list_boxes_out (MokSurvey *survey, GPtrArray *labels)
{
  g_autoptr (GPtrArray) boxes = mok_survey_list_boxes (survey, NULL);

  for (guint i = 0; boxes != NULL && i < boxes->len; i++)
    {
      const MokSurveyBox *box = g_ptr_array_index (boxes, i);

      if (!box->returned)
        g_ptr_array_add (labels, g_strdup (box->label));
    }
}

static MokSurveyEntry *
read_entry (const char *path)
{
  MokSurveyEntry *entry = g_new0 (MokSurveyEntry, 1);
  entry->path = g_strdup (path);
  entry->boxes_out = g_ptr_array_new_with_free_func (g_free);

  g_autoptr (MokSurvey) survey = mok_survey_open (path, &entry->error);
  if (survey != NULL)
    {
      MokManifest *manifest = mok_survey_get_manifest (survey);
      entry->title = g_strdup (mok_manifest_get_title (manifest));
      entry->disclosure = mok_manifest_get_disclosure (manifest);
      mok_survey_get_status (survey, &entry->status, &entry->error);
      list_boxes_out (survey, entry->boxes_out);
    }
  if (entry->title == NULL)
    entry->title = g_path_get_basename (path);

  return entry;
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const MokSurveyEntry *first = *(const MokSurveyEntry *const *) a;
  const MokSurveyEntry *second = *(const MokSurveyEntry *const *) b;

  /* Those that still collect first. */
  if (first->status.closed != second->status.closed)
    return first->status.closed ? 1 : -1;

  int by_title = g_utf8_collate (first->title, second->title);
  return by_title != 0 ? by_title : strcmp (first->path, second->path);
}

static void
list_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  g_autofree char *folder = mok_folder_surveys (&error);

  if (folder == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  mok_survey_finish_deleting (folder);

  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_survey_entry_free);
  g_autoptr (GPtrArray) paths = mok_folder_list (folder, SUFFIX);
  for (guint i = 0; i < paths->len; i++)
    {
      if (g_task_return_error_if_cancelled (task))
        return;
      g_ptr_array_add (entries, read_entry (g_ptr_array_index (paths, i)));
    }

  g_ptr_array_sort (entries, compare_entries);
  g_task_return_pointer (task, g_steal_pointer (&entries), (GDestroyNotify) g_ptr_array_unref);
}

/**
 * mok_surveys_list_async:
 *
 * Looks at every survey file in the data folder.
 */
void
mok_surveys_list_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, mok_surveys_list_async);
  g_task_run_in_thread (task, list_thread);
}

/**
 * mok_surveys_list_finish:
 *
 * Returns: (transfer full) (element-type MokSurveyEntry): what is there, those that collect first; a file that cannot
 *   be read is in the list with its error
 */
GPtrArray *
mok_surveys_list_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
open_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  MokSurvey *survey = mok_survey_open (task_data, &error);

  if (survey != NULL)
    g_task_return_pointer (task, survey, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * mok_surveys_open_async:
 * @path: a file in the data folder
 *
 * Opens a survey file.
 */
void
mok_surveys_open_async (const char *path, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (path != NULL);

  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, mok_surveys_open_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, open_thread);
}

/**
 * mok_surveys_open_finish:
 *
 * Returns: (transfer full): the survey
 */
MokSurvey *
mok_surveys_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* A path in the data folder that does not exist yet: "Title.moksori", "Title 2.moksori" … */
static char *
dup_free_path (const char *folder, const char *name)
{
  g_autoptr (GString) stem = g_string_new (NULL);

  for (const char *p = name; *p != '\0' && stem->len < 120; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean plain = g_unichar_isprint (c) && strchr ("/\\:*?\"<>|", (int) MIN (c, 127)) == NULL;
      g_string_append_unichar (stem, plain || c > 127 ? c : '-');
    }
  g_strstrip (stem->str);
  if (*stem->str == '\0' || *stem->str == '.')
    g_string_prepend (stem, "survey");

  for (guint i = 1;; i++)
    {
      g_autofree char *file =
          i == 1 ? g_strconcat (stem->str, SUFFIX, NULL) : g_strdup_printf ("%s %u" SUFFIX, stem->str, i);
      g_autofree char *path = g_build_filename (folder, file, NULL);
      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
    }
}

static gboolean
files_are_equal (const char *a, const char *b)
{
  g_autoptr (GMappedFile) first = g_mapped_file_new (a, FALSE, NULL);
  g_autoptr (GMappedFile) second = g_mapped_file_new (b, FALSE, NULL);

  return first != NULL && second != NULL && g_mapped_file_get_length (first) == g_mapped_file_get_length (second)
         && memcmp (g_mapped_file_get_contents (first), g_mapped_file_get_contents (second),
                    g_mapped_file_get_length (first))
                == 0;
}

/* The same file taken in before, so that opening an attachment twice does not make two surveys of it. */
static char *
find_twin (const char *folder, const char *copy)
{
  g_autoptr (GPtrArray) paths = mok_folder_list (folder, SUFFIX);

  for (guint i = 0; i < paths->len; i++)
    {
      const char *path = g_ptr_array_index (paths, i);
      if (files_are_equal (path, copy))
        return g_strdup (path);
    }

  return NULL;
}

/* Moves the checked copy into @folder. Returns: where it is now */
static char *
settle (const char *folder, const char *copy, GError **error)
{
  char *twin = find_twin (folder, copy);
  if (twin != NULL)
    return twin;

  g_autofree char *name = g_path_get_basename (copy);
  if (g_str_has_suffix (name, SUFFIX))
    name[strlen (name) - strlen (SUFFIX)] = '\0';

  g_autofree char *path = dup_free_path (folder, name);
  if (g_rename (copy, path) != 0)
    {
      int saved_errno = errno;
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno), _ ("%s cannot be written: %s"), path,
                   g_strerror (saved_errno));
      return NULL;
    }

  return g_steal_pointer (&path);
}

static MokSurvey *
adopt (GFile *file, GError **error)
{
  g_autofree char *folder = mok_folder_surveys (error);
  if (folder == NULL)
    return NULL;

  g_autoptr (GFile) home = g_file_new_for_path (folder);
  g_autoptr (GFile) parent = g_file_get_parent (file);
  if (parent != NULL && g_file_equal (parent, home))
    return mok_survey_open (g_file_peek_path (file), error);

  g_autoptr (TransitFolder) transit = mok_transit_folder_new (folder, error);
  if (transit == NULL)
    return NULL;

  /* Under its own name, because messages about the file name it. */
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *path = g_build_filename (transit, name, NULL);
  g_autoptr (GFile) copy = g_file_new_for_path (path);
  if (!g_file_copy (file, copy, G_FILE_COPY_NONE, NULL, NULL, NULL, error))
    return NULL;

  g_autoptr (MokSurvey) checked = mok_survey_open (path, error);
  if (checked == NULL)
    return NULL;
  g_clear_object (&checked);

  g_autofree char *settled = settle (folder, path, error);
  return settled != NULL ? mok_survey_open (settled, error) : NULL;
}

static void
adopt_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  MokSurvey *survey = adopt (task_data, &error);

  if (survey != NULL)
    g_task_return_pointer (task, survey, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * mok_surveys_adopt_async:
 * @file: a survey file from anywhere
 *
 * Copies a survey file into the data folder, if it is a good one, and opens it there.
 */
void
mok_surveys_adopt_async (GFile *file, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (G_IS_FILE (file));

  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_source_tag (task, mok_surveys_adopt_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (task, adopt_thread);
}

/**
 * mok_surveys_adopt_finish:
 *
 * Returns: (transfer full): the survey
 */
MokSurvey *
mok_surveys_adopt_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

typedef struct
{
  MokQuestionnaire *questionnaire; /* (owned) */
  MokSurveyOptions options;
  char *title;       /* (owned): of @options */
  char *law_date;    /* (owned) (nullable): of @options */
  GStrv passphrases; /* (owned): of @options; wiped */
} Creation;

static void
creation_free (gpointer data)
{
  Creation *creation = data;

  mok_questionnaire_unref (creation->questionnaire);
  g_free (creation->title);
  g_free (creation->law_date);
  mok_wipe_strv (creation->passphrases);
  g_free (creation);
}

static void
create_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Creation *creation = task_data;
  GError *error = NULL;
  g_autofree char *folder = mok_folder_surveys (&error);
  g_autofree char *path = folder != NULL ? dup_free_path (folder, creation->title) : NULL;
  MokSurvey *survey =
      path != NULL ? mok_survey_create (path, creation->questionnaire, &creation->options, &error) : NULL;

  if (survey != NULL)
    g_task_return_pointer (task, survey, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * mok_surveys_create_async:
 * @questionnaire: what is asked
 * @options: copied; the title is required
 *
 * Creates a survey file in the data folder.
 */
void
mok_surveys_create_async (MokQuestionnaire *questionnaire,
                          const MokSurveyOptions *options,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (questionnaire != NULL);
  g_return_if_fail (options != NULL && options->title != NULL);

  Creation *creation = g_new0 (Creation, 1);
  creation->questionnaire = mok_questionnaire_ref (questionnaire);
  creation->options = *options;
  creation->options.title = creation->title = g_strdup (options->title);
  creation->options.law_date = creation->law_date = g_strdup (options->law_date);
  creation->passphrases = g_new0 (char *, options->n_passphrases + 1);
  for (guint i = 0; i < options->n_passphrases; i++)
    creation->passphrases[i] = g_strdup (options->passphrases[i]);
  creation->options.passphrases = (const char *const *) creation->passphrases;

  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  g_task_set_source_tag (task, mok_surveys_create_async);
  g_task_set_task_data (task, creation, creation_free);
  g_task_run_in_thread (task, create_thread);
}

/**
 * mok_surveys_create_finish:
 *
 * Returns: (transfer full): the new survey
 */
MokSurvey *
mok_surveys_create_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

typedef struct
{
  char *path; /* (owned) */
  gboolean has_id;
  guint8 id[MOK_SURVEY_ID_SIZE];
} Deletion;

static void
deletion_free (gpointer data)
{
  Deletion *deletion = data;

  g_free (deletion->path);
  g_free (deletion);
}

static void
delete_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Deletion *deletion = task_data;
  GError *error = NULL;
  g_autoptr (MokSurvey) survey = mok_survey_open (deletion->path, NULL);

  if (survey != NULL)
    {
      const guint8 *id = mok_manifest_get_survey_id (mok_survey_get_manifest (survey));

      memcpy (deletion->id, id, sizeof deletion->id);
      deletion->has_id = TRUE;
    }
  g_clear_object (&survey);
  if (mok_survey_delete (deletion->path, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * mok_surveys_delete_async:
 * @path: a file in the data folder, also one that cannot be read
 *
 * Overwrites and deletes a survey file, and forgets its watched folder.
 */
void
mok_surveys_delete_async (const char *path, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (path != NULL);

  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Deletion *deletion = g_new0 (Deletion, 1);

  deletion->path = g_strdup (path);
  g_task_set_source_tag (task, mok_surveys_delete_async);
  g_task_set_task_data (task, deletion, deletion_free);
  g_task_run_in_thread (task, delete_thread);
}

/**
 * mok_surveys_delete_finish:
 *
 * Returns: whether the survey is gone
 */
gboolean
mok_surveys_delete_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  const Deletion *deletion = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  if (deletion->has_id)
    {
      g_autoptr (MokWatchedFolder) folder = mok_watched_folder_new (deletion->id);

      if (mok_watched_folder_get (folder) != NULL)
        mok_watched_folder_set (folder, NULL, NULL);
    }
  return TRUE;
}
