/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Opening a box: it is copied into the program's own folder, checked there, and looked at in a thread.
 */

#include "config.h"

#include "respond/mok-respond.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "common/mok-folders.h"
#include "interview/mok-record.h"
#include "respond/mok-respond-page.h"
#include "store/mok-file.h"
#include "store/mok-slots.h"
#include "store/mok-survey.h"

typedef struct
{
  GFile *file; /* (owned) (nullable): to adopt */
  char *path;  /* (owned) (nullable): adopted before */
} Source;

typedef struct
{
  MokBox *box; /* (owned) */
  MokPromiseFacts facts;
} Opened;

static void
source_free (gpointer data)
{
  Source *source = data;

  g_clear_object (&source->file);
  g_free (source->path);
  g_free (source);
}

static void
opened_free (gpointer data)
{
  Opened *opened = data;

  g_clear_object (&opened->box);
  g_clear_pointer (&opened->facts.sealed, g_bytes_unref);
  g_free (opened);
}

/* Seals an empty response just as a real one would be; it goes nowhere but to the screen. */
static GBytes *
seal_empty (MokManifest *manifest)
{
  g_autoptr (MokRecordLayout) layout = mok_record_layout_new (mok_manifest_get_questionnaire (manifest));
  g_autoptr (MokAnswers) answers = mok_answers_new (mok_manifest_get_questionnaire (manifest));
  g_autoptr (MokSecret) record = mok_record_encode (layout, mok_manifest_get_digest (manifest), answers);
  const gsize size = mok_cell_size (mok_secret_size (record));
  g_autofree guint8 *cell = g_malloc (size);

  mok_cell_fill (cell, size, mok_secret_data (record), mok_manifest_get_public_key (manifest));
  return g_bytes_new (mok_cell_get_sealed (cell), mok_cell_sealed_size (mok_secret_size (record)));
}

/* Whether a survey file with this very key is kept on this computer: then the usual promise would be false. */
static gboolean
is_key_here (MokManifest *manifest)
{
  g_autofree char *folder = mok_folder_surveys (NULL);
  g_autoptr (GPtrArray) paths = NULL;

  if (folder == NULL)
    return FALSE;
  paths = mok_folder_list (folder, ".moksori");
  for (guint i = 0; i < paths->len; i++)
    {
      g_autoptr (MokSurvey) survey = mok_survey_open (g_ptr_array_index (paths, i), NULL);

      if (survey != NULL
          && memcmp (mok_manifest_get_public_key (mok_survey_get_manifest (survey)),
                     mok_manifest_get_public_key (manifest), MOK_PUBLIC_KEY_SIZE)
                 == 0)
        return TRUE;
    }
  return FALSE;
}

static Opened *
open_path (const char *path, GError **error)
{
  g_autoptr (MokBox) box = mok_box_open (path, error);
  MokManifest *manifest;
  Opened *opened;

  if (box == NULL)
    return NULL;
  manifest = mok_box_get_manifest (box);
  opened = g_new0 (Opened, 1);
  opened->facts.sealed = seal_empty (manifest);
  opened->facts.key_is_here = is_key_here (manifest);
  opened->facts.copies_may_stay = !mok_file_overwrites_in_place (path);
  opened->box = g_steal_pointer (&box);
  return opened;
}

static void
open_in_thread (GTask *task, gpointer object, gpointer task_data, GCancellable *cancellable)
{
  Source *source = task_data;
  g_autofree char *path = g_strdup (source->path);
  GError *error = NULL;
  Opened *opened;

  if (source->file != NULL)
    {
      g_autofree char *folder = mok_folder_boxes (&error);

      path = folder != NULL ? mok_box_adopt (source->file, folder, &error) : NULL;
    }
  opened = path != NULL ? open_path (path, &error) : NULL;
  if (opened != NULL)
    g_task_return_pointer (task, opened, opened_free);
  else
    g_task_return_error (task, error);
}

static void
opened_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  MokWindow *window = MOK_WINDOW (object);
  g_autoptr (GError) error = NULL;
  Opened *opened = g_task_propagate_pointer (G_TASK (result), &error);

  if (opened == NULL)
    {
      mok_window_report (window, _ ("The box cannot be opened"), error);
      return;
    }
  mok_window_go_home (window);
  mok_window_push (window, mok_respond_page_new (opened->box, &opened->facts));
  opened_free (opened);
}

static void
open_source (MokWindow *window, Source *source)
{
  g_autoptr (GTask) task = g_task_new (window, NULL, opened_cb, NULL);

  g_task_set_source_tag (task, open_source);
  g_task_set_task_data (task, source, source_free);
  g_task_run_in_thread (task, open_in_thread);
}

/**
 * mok_respond_open_file:
 * @window: where to answer
 * @file: a box from anywhere
 *
 * Adopts the box and shows its promise page. Trouble is shown in a dialog.
 */
void
mok_respond_open_file (MokWindow *window, GFile *file)
{
  g_return_if_fail (MOK_IS_WINDOW (window));
  g_return_if_fail (G_IS_FILE (file));

  Source *source = g_new0 (Source, 1);

  source->file = g_object_ref (file);
  open_source (window, source);
}

/**
 * mok_respond_open_path:
 * @window: where to answer
 * @path: a box in the program's own folder
 *
 * Shows the promise page of a box that was adopted before.
 */
void
mok_respond_open_path (MokWindow *window, const char *path)
{
  g_return_if_fail (MOK_IS_WINDOW (window));
  g_return_if_fail (path != NULL);

  Source *source = g_new0 (Source, 1);

  source->path = g_strdup (path);
  open_source (window, source);
}

/**
 * mok_respond_open_shared:
 * @window: where to answer
 * @link: the host of a shared computer, which has adopted the box
 *
 * Shows one visit, at once: the window must not be seen with anything else.
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR) set
 */
gboolean
mok_respond_open_shared (MokWindow *window, MokSharedLink *link, GError **error)
{
  g_return_val_if_fail (MOK_IS_WINDOW (window), FALSE);
  g_return_val_if_fail (MOK_IS_SHARED_LINK (link), FALSE);

  Opened *opened = open_path (mok_shared_link_get_path (link), error);

  if (opened == NULL)
    return FALSE;
  mok_window_push (window, mok_respond_page_new_shared (opened->box, &opened->facts, link));
  opened_free (opened);
  return TRUE;
}
