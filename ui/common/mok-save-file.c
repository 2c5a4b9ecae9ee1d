/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Saving what was made to a place that somebody chose, in a thread: sticks and shares are slow. Must not choose the
 * place.
 */

#include "config.h"

#include "common/mok-save-file.h"

typedef struct
{
  GBytes *content;
  MokFileSaveFlags flags;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *self = data;

  g_bytes_unref (self->content);
  g_free (self);
}

static void
save (GTask *task, gpointer file, gpointer data, GCancellable *cancellable)
{
  const Saving *self = data;
  GError *error = NULL;

  if (mok_file_save_bytes (file, self->content, self->flags, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * mok_save_file_async:
 * @file: where to; what is there is replaced once all of @content is written
 * @callback: gets @file as the source
 *
 * Does what mok_file_save_bytes() does, in a thread.
 */
void
mok_save_file_async (GFile *file, GBytes *content, MokFileSaveFlags flags, GAsyncReadyCallback callback, gpointer data)
{
  g_return_if_fail (G_IS_FILE (file) && content != NULL);

  g_autoptr (GTask) task = g_task_new (file, NULL, callback, data);
  Saving *saving = g_new0 (Saving, 1);

  saving->content = g_bytes_ref (content);
  saving->flags = flags;
  g_task_set_source_tag (task, mok_save_file_async);
  g_task_set_task_data (task, saving, saving_free);
  g_task_run_in_thread (task, save);
}

/**
 * mok_save_file_finish:
 *
 * Returns: whether it was saved; else @error is as of mok_file_save_bytes()
 */
gboolean
mok_save_file_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
