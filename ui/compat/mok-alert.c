/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A question to the user, asked with the dialog of the libadwaita that is there.
 * Must not know what is asked.
 */

#include "config.h"

#include "compat/mok-alert.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "common/mok-words.h"

#if ADW_CHECK_VERSION(1, 5, 0)
#define Dialog AdwAlertDialog
#define DIALOG(object) ADW_ALERT_DIALOG (object)
#define dialog_add_response adw_alert_dialog_add_response
#define dialog_set_appearance adw_alert_dialog_set_response_appearance
#define dialog_set_default adw_alert_dialog_set_default_response
#define dialog_set_close adw_alert_dialog_set_close_response
#define dialog_set_extra adw_alert_dialog_set_extra_child
#else
#define Dialog AdwMessageDialog
#define DIALOG(object) ADW_MESSAGE_DIALOG (object)
#define dialog_add_response adw_message_dialog_add_response
#define dialog_set_appearance adw_message_dialog_set_response_appearance
#define dialog_set_default adw_message_dialog_set_default_response
#define dialog_set_close adw_message_dialog_set_close_response
#define dialog_set_extra adw_message_dialog_set_extra_child
#endif

G_GNUC_BEGIN_IGNORE_DEPRECATIONS

typedef struct
{
  GWeakRef dialog;
  gulong cancelled;
  gboolean answered;
  char *close_response; /* (owned): the one that means "do nothing" */
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  g_weak_ref_clear (&call->dialog);
  g_free (call->close_response);
  g_free (call);
}

static void
force_close (GObject *dialog)
{
#if ADW_CHECK_VERSION(1, 5, 0)
  adw_dialog_force_close (ADW_DIALOG (dialog));
#else
  gtk_window_destroy (GTK_WINDOW (dialog));
#endif
}

static void
cancelled_cb (GCancellable *cancellable, GTask *task)
{
  Call *call = g_task_get_task_data (task);
  g_autoptr (GObject) dialog = g_weak_ref_get (&call->dialog);

  if (dialog != NULL)
    force_close (dialog);
}

static void
finish_task (GTask *task, const char *response)
{
  Call *call = g_task_get_task_data (task);

  if (call->cancelled != 0)
    {
      g_signal_handler_disconnect (g_task_get_cancellable (task), call->cancelled);
      call->cancelled = 0;
    }
  /* Closing may come after the response. */
  if (call->answered)
    return;
  call->answered = TRUE;
  if (response == NULL || g_strcmp0 (response, call->close_response) == 0)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s", _ ("Cancelled"));
  else
    g_task_return_pointer (task, (gpointer) g_intern_string (response), NULL);
}

static void
response_cb (Dialog *dialog, const char *response, GTask *task)
{
  finish_task (task, response);
}

static void
destroy_cb (GtkWidget *dialog, gpointer data)
{
  /* A parent that goes away takes its dialog along without a response. */
  g_autoptr (GTask) task = data;

  finish_task (task, NULL);
}

/**
 * mok_alert_async:
 * @parent: (nullable): the window that asks
 * @heading: the question or statement, translated
 * @body: (nullable): what follows from the answer, translated
 * @responses: (array length=n_responses): the buttons; the first one is also what Escape and closing mean
 * @extra: (nullable): a widget below the body
 * @cancellable: (nullable): closes the dialog
 * @callback: (nullable): called with the answer
 *
 * Asks a question. The first response means "do nothing": choosing it is reported as `G_IO_ERROR_CANCELLED`, and so
 * is closing the dialog in any other way. The last response is the default one unless it destroys something.
 */
void
mok_alert_async (GtkWindow *parent,
                 const char *heading,
                 const char *body,
                 const MokAlertResponse *responses,
                 guint n_responses,
                 GtkWidget *extra,
                 GCancellable *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer data)
{
  GTask *task;
  Call *call;
  Dialog *dialog;
  const MokAlertResponse *last;

  g_return_if_fail (parent == NULL || GTK_IS_WINDOW (parent));
  g_return_if_fail (heading != NULL);
  g_return_if_fail (n_responses > 0);

  g_autofree char *title = mok_words_to_markup (heading);

#if ADW_CHECK_VERSION(1, 5, 0)
  dialog = DIALOG (adw_alert_dialog_new (NULL, NULL));
#else
  dialog = DIALOG (adw_message_dialog_new (parent, NULL, NULL));
#endif
  g_object_set (dialog, "heading-use-markup", TRUE, "heading", title, NULL);
  if (body != NULL)
    {
      g_autofree char *markup = mok_words_to_markup (body);

      g_object_set (dialog, "body-use-markup", TRUE, "body", markup, NULL);
    }

  for (guint i = 0; i < n_responses; i++)
    {
      AdwResponseAppearance appearance = ADW_RESPONSE_DEFAULT;

      if (responses[i].appearance == MOK_ALERT_SUGGESTED)
        appearance = ADW_RESPONSE_SUGGESTED;
      else if (responses[i].appearance == MOK_ALERT_DESTRUCTIVE)
        appearance = ADW_RESPONSE_DESTRUCTIVE;
      dialog_add_response (dialog, responses[i].id, g_dgettext (GETTEXT_PACKAGE, responses[i].label));
      dialog_set_appearance (dialog, responses[i].id, appearance);
    }
  last = &responses[n_responses - 1];
  dialog_set_close (dialog, responses[0].id);
  dialog_set_default (dialog, last->appearance == MOK_ALERT_DESTRUCTIVE ? responses[0].id : last->id);
  if (extra != NULL)
    dialog_set_extra (dialog, extra);

  call = g_new0 (Call, 1);
  g_weak_ref_init (&call->dialog, dialog);
  call->close_response = g_strdup (responses[0].id);

  task = g_task_new (parent, cancellable, callback, data);
  g_task_set_source_tag (task, mok_alert_async);
  g_task_set_task_data (task, call, call_free);

  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), task);
  g_signal_connect (dialog, "destroy", G_CALLBACK (destroy_cb), task);
  if (cancellable != NULL)
    call->cancelled = g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (cancelled_cb), task, 0);

#if ADW_CHECK_VERSION(1, 5, 0)
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (parent));
#else
  gtk_window_present (GTK_WINDOW (dialog));
#endif
}

/**
 * mok_alert_finish:
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: (nullable): the id of the chosen response; on cancel %NULL with `G_IO_ERROR_CANCELLED`
 */
const char *
mok_alert_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

G_GNUC_END_IGNORE_DEPRECATIONS
