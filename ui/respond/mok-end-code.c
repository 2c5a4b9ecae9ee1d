/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Asking for the code that ends a shared computer's use of a box. Checking it is slow on purpose, so a thread does.
 */

#include "config.h"

#include "respond/mok-end-code.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "common/mok-private-entry.h"
#include "base/mok-secret.h"
#include "compat/mok-alert.h"

typedef struct
{
  MokBox *box;         /* (owned) */
  MokSharedLink *link; /* (owned) (nullable): asked instead of the box; it counts wrong codes */
  gboolean end;
  GtkEditable *entry; /* (owned): outlives its dialog until the answer is read */
  char *code;         /* (owned) (nullable): wiped */
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  g_clear_object (&call->box);
  g_clear_object (&call->link);
  g_clear_object (&call->entry);
  if (call->code != NULL)
    mok_memory_wipe (call->code, strlen (call->code));
  g_free (call->code);
  g_free (call);
}

static void
check_in_thread (GTask *task, gpointer object, gpointer task_data, GCancellable *cancellable)
{
  Call *call = task_data;
  GError *error = NULL;

  if (call->link != NULL ? mok_shared_link_check_end_code (call->link, call->code, call->end, &error)
                         : mok_box_check_end_code (call->box, call->code, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Call *call = g_task_get_task_data (task);
  GError *error = NULL;

  if (mok_alert_finish (result, &error) == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  call->code = g_strdup (gtk_editable_get_text (call->entry));
  gtk_editable_set_text (call->entry, "");
  g_clear_object (&call->entry);
  g_task_run_in_thread (task, check_in_thread);
}

/**
 * mok_end_code_ask_async:
 * @parent: the window that asks
 * @box: a box with an end code
 * @link: (nullable): the host, on a shared computer
 * @end: whether the right code ends the shared use
 * @callback: called with the answer
 *
 * Asks for the end code of @box.
 */
void
mok_end_code_ask_async (GtkWindow *parent,
                        MokBox *box,
                        MokSharedLink *link,
                        gboolean end,
                        GAsyncReadyCallback callback,
                        gpointer data)
{
  static const MokAlertResponse responses[] = {
    { "cancel", N_ ("_Cancel"), MOK_ALERT_PLAIN },
    { "go", N_ ("_Go On"), MOK_ALERT_SUGGESTED },
  };

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (MOK_IS_BOX (box));

  GTask *task = g_task_new (parent, NULL, callback, data);
  /* Not a GtkPasswordEntry: GTK 4.8's goes on listening for the Caps Lock key when it is gone. */
  g_autoptr (GtkEntryBuffer) buffer = gtk_password_entry_buffer_new ();
  GtkWidget *entry = gtk_entry_new_with_buffer (buffer);
  Call *call = g_new0 (Call, 1);

  g_object_set (entry, "activates-default", TRUE, NULL);
  gtk_entry_set_visibility (GTK_ENTRY (entry), FALSE);
  mok_private_entry_set_up (entry, GTK_INPUT_PURPOSE_PIN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("End code"), -1);
  call->box = g_object_ref (box);
  g_set_object (&call->link, link);
  call->end = end;
  call->entry = GTK_EDITABLE (g_object_ref_sink (entry));
  g_task_set_source_tag (task, mok_end_code_ask_async);
  g_task_set_task_data (task, call, call_free);
  mok_alert_async (parent, _ ("End code"), _ ("The code of eight digits that came with this box."), responses,
                   G_N_ELEMENTS (responses), entry, NULL, answered_cb, task);
}

/**
 * mok_end_code_ask_finish:
 * @result: what the callback got
 * @error: return location for an error
 *
 * Returns: whether the code was right; %FALSE with `G_IO_ERROR_CANCELLED` on cancel, and with
 *   %MOK_STORE_ERROR_PASSPHRASE if it was wrong
 */
gboolean
mok_end_code_ask_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
