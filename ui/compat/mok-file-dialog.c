/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Asking for files to open and places to save, with the dialog of the GTK that is there.
 * Must not read or write the files: what comes back is a GFile, which may live behind a portal.
 */

#include "config.h"

#include "compat/mok-file-dialog.h"

#include <glib/gi18n-lib.h>

G_GNUC_BEGIN_IGNORE_DEPRECATIONS

const MokFileKind MOK_FILE_BOX[1] = { { N_ ("Survey boxes"), { "*.mokbox", NULL } } };
const MokFileKind MOK_FILE_SURVEY[1] = { { N_ ("Survey files"), { "*.moksori", NULL } } };

/* The four questions differ only in this. */
typedef enum
{
  ASK_OPEN,
  ASK_OPEN_SEVERAL,
  ASK_SAVE,
  ASK_FOLDER,
} Ask;

static GListStore *
make_filters (const MokFileKind *kinds, guint n_kinds)
{
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);

  for (guint i = 0; i < n_kinds; i++)
    {
      g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

      gtk_file_filter_set_name (filter, g_dgettext (GETTEXT_PACKAGE, kinds[i].name));
      for (guint j = 0; kinds[i].patterns[j] != NULL; j++)
        gtk_file_filter_add_pattern (filter, kinds[i].patterns[j]);
      g_list_store_append (filters, filter);
    }
  return filters;
}

static void
return_cancelled (GTask *task)
{
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s", _ ("Cancelled"));
}

#if GTK_CHECK_VERSION(4, 10, 0)

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  GtkFileDialog *dialog = GTK_FILE_DIALOG (source);
  gpointer chosen = NULL;

  switch ((Ask) GPOINTER_TO_INT (g_task_get_task_data (task)))
    {
    case ASK_OPEN:
      chosen = gtk_file_dialog_open_finish (dialog, result, &error);
      break;
    case ASK_OPEN_SEVERAL:
      chosen = gtk_file_dialog_open_multiple_finish (dialog, result, &error);
      break;
    case ASK_SAVE:
      chosen = gtk_file_dialog_save_finish (dialog, result, &error);
      break;
    case ASK_FOLDER:
      chosen = gtk_file_dialog_select_folder_finish (dialog, result, &error);
      break;
    }

  if (chosen != NULL)
    g_task_return_pointer (task, chosen, g_object_unref);
  else if (g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED)
           || g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED))
    return_cancelled (task);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
ask (GtkWindow *parent,
     Ask what,
     const char *title,
     const char *name,
     const MokFileKind *kinds,
     guint n_kinds,
     GTask *task)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListStore) filters = make_filters (kinds, n_kinds);
  GCancellable *cancellable = g_task_get_cancellable (task);

  g_task_set_task_data (task, GINT_TO_POINTER (what), NULL);
  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_modal (dialog, TRUE);
  if (name != NULL)
    gtk_file_dialog_set_initial_name (dialog, name);
  if (n_kinds > 0)
    gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));

  switch (what)
    {
    case ASK_OPEN:
      gtk_file_dialog_open (dialog, parent, cancellable, chosen_cb, task);
      break;
    case ASK_OPEN_SEVERAL:
      gtk_file_dialog_open_multiple (dialog, parent, cancellable, chosen_cb, task);
      break;
    case ASK_SAVE:
      gtk_file_dialog_save (dialog, parent, cancellable, chosen_cb, task);
      break;
    case ASK_FOLDER:
      gtk_file_dialog_select_folder (dialog, parent, cancellable, chosen_cb, task);
      break;
    }
}

#else

static void
response_cb (GtkNativeDialog *native, int response, gpointer data)
{
  g_autoptr (GTask) task = data;
  GtkFileChooser *chooser = GTK_FILE_CHOOSER (native);
  Ask what = GPOINTER_TO_INT (g_task_get_task_data (task));
  gpointer chosen = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    chosen = what == ASK_OPEN_SEVERAL ? (gpointer) gtk_file_chooser_get_files (chooser)
                                      : (gpointer) gtk_file_chooser_get_file (chooser);
  if (chosen != NULL)
    g_task_return_pointer (task, chosen, g_object_unref);
  else
    return_cancelled (task);

  gtk_native_dialog_destroy (native);
  g_object_unref (native);
}

static void
ask (GtkWindow *parent,
     Ask what,
     const char *title,
     const char *name,
     const MokFileKind *kinds,
     guint n_kinds,
     GTask *task)
{
  static const GtkFileChooserAction actions[] = {
    [ASK_OPEN] = GTK_FILE_CHOOSER_ACTION_OPEN,
    [ASK_OPEN_SEVERAL] = GTK_FILE_CHOOSER_ACTION_OPEN,
    [ASK_SAVE] = GTK_FILE_CHOOSER_ACTION_SAVE,
    [ASK_FOLDER] = GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
  };
  g_autoptr (GListStore) filters = make_filters (kinds, n_kinds);
  GtkFileChooserNative *native = gtk_file_chooser_native_new (title, parent, actions[what], NULL, NULL);

  g_task_set_task_data (task, GINT_TO_POINTER (what), NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (native), TRUE);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (native), what == ASK_OPEN_SEVERAL);
  if (name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (native), name);
  for (guint i = 0; i < n_kinds; i++)
    {
      g_autoptr (GtkFileFilter) filter = g_list_model_get_item (G_LIST_MODEL (filters), i);

      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (native), filter);
    }
  g_signal_connect (native, "response", G_CALLBACK (response_cb), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}

#endif

/**
 * mok_file_open_async:
 * @parent: (nullable): the window that asks
 * @title: of the dialog, translated
 * @kinds: (array length=n_kinds): what may be chosen; none = any file
 * @cancellable: (nullable): a cancellable
 * @callback: called with the choice
 *
 * Asks for one file to read.
 */
void
mok_file_open_async (GtkWindow *parent,
                     const char *title,
                     const MokFileKind *kinds,
                     guint n_kinds,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer data)
{
  GTask *task = g_task_new (parent, cancellable, callback, data);

  g_task_set_source_tag (task, mok_file_open_async);
  ask (parent, ASK_OPEN, title, NULL, kinds, n_kinds, task);
}

/**
 * mok_file_open_finish:
 *
 * Returns: (transfer full) (nullable): the file; on cancel %NULL with `G_IO_ERROR_CANCELLED`
 */
GFile *
mok_file_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * mok_file_open_several_async:
 *
 * Asks for one or more files to read; see mok_file_open_async().
 */
void
mok_file_open_several_async (GtkWindow *parent,
                             const char *title,
                             const MokFileKind *kinds,
                             guint n_kinds,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer data)
{
  GTask *task = g_task_new (parent, cancellable, callback, data);

  g_task_set_source_tag (task, mok_file_open_several_async);
  ask (parent, ASK_OPEN_SEVERAL, title, NULL, kinds, n_kinds, task);
}

/**
 * mok_file_open_several_finish:
 *
 * Returns: (transfer full) (nullable): a list of #GFile; on cancel %NULL with `G_IO_ERROR_CANCELLED`
 */
GListModel *
mok_file_open_several_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * mok_file_save_async:
 * @name: the name to begin with
 *
 * Asks where to save a file; see mok_file_open_async(). The dialog has asked before an existing file is replaced.
 */
void
mok_file_save_async (GtkWindow *parent,
                     const char *title,
                     const char *name,
                     const MokFileKind *kinds,
                     guint n_kinds,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer data)
{
  GTask *task = g_task_new (parent, cancellable, callback, data);

  g_task_set_source_tag (task, mok_file_save_async);
  ask (parent, ASK_SAVE, title, name, kinds, n_kinds, task);
}

/**
 * mok_file_save_finish:
 *
 * Returns: (transfer full) (nullable): the place; on cancel %NULL with `G_IO_ERROR_CANCELLED`
 */
GFile *
mok_file_save_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * mok_folder_open_async:
 *
 * Asks for a folder; see mok_file_open_async().
 */
void
mok_folder_open_async (GtkWindow *parent,
                       const char *title,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer data)
{
  GTask *task = g_task_new (parent, cancellable, callback, data);

  g_task_set_source_tag (task, mok_folder_open_async);
  ask (parent, ASK_FOLDER, title, NULL, NULL, 0, task);
}

/**
 * mok_folder_open_finish:
 *
 * Returns: (transfer full) (nullable): the folder; on cancel %NULL with `G_IO_ERROR_CANCELLED`
 */
GFile *
mok_folder_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

G_GNUC_END_IGNORE_DEPRECATIONS
