/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Submitting: the answers become a sealed response in the box, in a thread. Only when the box has it on the disk is
 * the respondent told so.
 */

#include "config.h"

#include <string.h>

#include "base/mok-secret.h"
#include "interview/mok-record.h"
#include "respond/mok-respond-page-private.h"

typedef struct
{
  MokBox *box;         /* (owned) */
  MokSecret *record;   /* (owned) */
  MokSecret *comment;  /* (owned) */
  char *code;          /* (owned) (nullable) */
  MokSharedLink *link; /* (owned) (nullable): the response goes to the host of a shared computer */
  gboolean held;
} Response;

static void
response_free (gpointer data)
{
  Response *response = data;

  g_clear_object (&response->box);
  g_clear_object (&response->link);
  mok_secret_wipe (response->record);
  mok_secret_wipe (response->comment);
  mok_secret_unref (response->record);
  mok_secret_unref (response->comment);
  if (response->code != NULL)
    mok_memory_wipe (response->code, strlen (response->code));
  g_free (response->code);
  g_free (response);
}

static gboolean
submit_to_host (Response *response, GError **error)
{
  g_autoptr (GBytes) sealed = mok_box_seal (response->box, response->record, response->comment, response->code, error);

  return sealed != NULL && mok_shared_link_submit (response->link, sealed, &response->held, error);
}

static void
submit_in_thread (GTask *task, gpointer object, gpointer task_data, GCancellable *cancellable)
{
  Response *response = task_data;
  GError *error = NULL;

  if (response->link != NULL
          ? submit_to_host (response, &error)
          : mok_box_submit (response->box, response->record, response->comment, response->code, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
submitted_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  MokRespondPage *self = MOK_RESPOND_PAGE (object);
  g_autoptr (GError) error = NULL;

  self->submitting = FALSE;
  self->held = ((Response *) g_task_get_task_data (G_TASK (result)))->held;
  g_task_propagate_boolean (G_TASK (result), &error);
  /* The window may have been closed meanwhile; the response is safe or not, but there is nobody to tell. */
  if (self->interview != NULL)
    mok_respond_page_submitted (self, error);
}

void
mok_respond_page_submit (MokRespondPage *self)
{
  MokManifest *manifest = mok_box_get_manifest (self->box);
  g_autoptr (MokRecordLayout) layout = mok_record_layout_new (mok_manifest_get_questionnaire (manifest));
  g_autoptr (MokAnswers) answers = mok_interview_dup_answers (self->interview);
  g_autoptr (GTask) task = g_task_new (self, NULL, submitted_cb, NULL);
  Response *response;

  g_return_if_fail (answers != NULL);

  response = g_new0 (Response, 1);
  response->box = g_object_ref (self->box);
  response->record = mok_record_encode (layout, mok_manifest_get_digest (manifest), answers);
  response->comment = mok_comment_encode (layout, answers);
  response->code = g_strdup (self->code);
  g_set_object (&response->link, self->link);
  mok_answers_wipe (answers);

  self->submitting = TRUE;
  g_task_set_source_tag (task, mok_respond_page_submit);
  g_task_set_task_data (task, response, response_free);
  g_task_run_in_thread (task, submit_in_thread);
}
