/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* From choosing another survey to the end of the comparison: while there is one, the results view shows of the question
 * that is selected what changed. Must not compute: the comparison and its figure do.
 */

#include "config.h"

#include "results/mok-results-compare.h"

#include <glib/gi18n-lib.h>

#include "compat/mok-file-dialog.h"
#include "mok-window.h"
#include "results/mok-results-view-private.h"

static void
report (MokResultsView *self, const GError *error)
{
  MokWindow *window = mok_window_of (GTK_WIDGET (self));

  if (window != NULL)
    mok_window_report (window, _ ("The surveys cannot be compared"), error);
}

/* What the thread needs; the view may go on meanwhile. */
typedef struct
{
  MokCube *cube;         /* (owned) */
  MokManifest *manifest; /* (owned) */
  char *path;            /* (owned) */
} Loading;

static void
loading_free (Loading *loading)
{
  mok_cube_unref (loading->cube);
  mok_manifest_unref (loading->manifest);
  g_free (loading->path);
  g_free (loading);
}

static void
load (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Loading *loading = data;
  GError *error = NULL;
  MokComparison *comparison = mok_comparison_new (loading->cube, loading->manifest, loading->path, &error);

  if (comparison != NULL)
    g_task_return_pointer (task, comparison, (GDestroyNotify) mok_comparison_free);
  else
    g_task_return_error (task, error);
}

/**
 * mok_results_view_compare_async:
 * @path: of a survey file
 * @callback: called when the comparison shows, or cannot
 *
 * Compares with the survey in that file.
 */
void
mok_results_view_compare_async (MokResultsView *self, const char *path, GAsyncReadyCallback callback, gpointer data)
{
  g_return_if_fail (MOK_IS_RESULTS_VIEW (self) && path != NULL);
  g_return_if_fail (self->cube != NULL && self->manifest != NULL);

  g_autoptr (GTask) task = g_task_new (self, NULL, callback, data);
  Loading *loading = g_new0 (Loading, 1);

  loading->cube = mok_cube_ref (self->cube);
  loading->manifest = mok_manifest_ref (self->manifest);
  loading->path = g_strdup (path);
  g_task_set_task_data (task, loading, (GDestroyNotify) loading_free);
  g_task_run_in_thread (task, load);
}

/**
 * mok_results_view_compare_finish:
 * @error: return location for the errors of mok_comparison_new()
 *
 * Shows the comparison.
 *
 * Returns: %FALSE when the two cannot be compared
 */
gboolean
mok_results_view_compare_finish (MokResultsView *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (MOK_IS_RESULTS_VIEW (self) && g_task_is_valid (result, self), FALSE);

  MokComparison *comparison = g_task_propagate_pointer (G_TASK (result), error);

  if (comparison == NULL)
    return FALSE;
  g_clear_pointer (&self->comparison, mok_comparison_free);
  self->comparison = comparison;
  mok_results_view_show_selected (self);
  return TRUE;
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!mok_results_view_compare_finish (MOK_RESULTS_VIEW (source), result, &error))
    report (MOK_RESULTS_VIEW (source), error);
}

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MokResultsView) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = mok_file_open_finish (result, &error);

  if (file == NULL)
    {
      report (self, error);
      return;
    }

  g_autofree char *path = g_file_get_path (file);

  if (path != NULL)
    {
      mok_results_view_compare_async (self, path, compared_cb, NULL);
      return;
    }

  g_autofree char *name = g_file_get_parse_name (file);

  g_set_error (&error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _ ("“%s” is not a file on this computer."), name);
  report (self, error);
}

static void
compare_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mok_file_open_async (GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Compare with Another Survey"), MOK_FILE_SURVEY,
                       G_N_ELEMENTS (MOK_FILE_SURVEY), NULL, file_chosen_cb, g_object_ref (widget));
}

static void
end_comparison (MokResultsView *self)
{
  const gboolean focused = gtk_widget_get_focus_child (self->comparing) != NULL;

  g_clear_pointer (&self->comparison, mok_comparison_free);
  mok_results_view_show_selected (self);
  /* The button that had the keyboard is gone. */
  if (focused)
    gtk_widget_grab_focus (self->figure != NULL ? GTK_WIDGET (self->chart) : GTK_WIDGET (self->questions));
}

static void
end_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  end_comparison (MOK_RESULTS_VIEW (widget));
}

static void
swap_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MokResultsView *self = MOK_RESULTS_VIEW (widget);

  mok_comparison_swap (self->comparison);
  mok_results_view_show_selected (self);
}

/* Escape has other uses where nothing is compared, so that it must go on to them. */
static gboolean
escape_cb (GtkWidget *view, GVariant *arguments, gpointer data)
{
  if (!gtk_widget_get_mapped (view) || MOK_RESULTS_VIEW (view)->comparison == NULL)
    return GDK_EVENT_PROPAGATE;
  end_comparison (MOK_RESULTS_VIEW (view));
  return GDK_EVENT_STOP;
}

/**
 * mok_results_compare_install:
 * @klass: of the results view
 *
 * For its class initialisation.
 */
void
mok_results_compare_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "results.compare", NULL, compare_action);
  gtk_widget_class_install_action (klass, "results.end-comparison", NULL, end_action);
  gtk_widget_class_install_action (klass, "results.swap-comparison", NULL, swap_action);
}

void
mok_results_compare_add_keys (GtkWidget *view)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller), GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0), gtk_callback_action_new (escape_cb, NULL, NULL)));
  gtk_widget_add_controller (view, controller);
}

/**
 * mok_results_compare_update:
 *
 * Shows which surveys are compared, and leaves out what goes with one survey only.
 */
void
mok_results_compare_update (MokResultsView *self)
{
  const gboolean comparing = self->comparison != NULL;
  g_autofree char *names = comparing ? mok_comparison_dup_names (self->comparison) : g_strdup ("");
  const gboolean changed = self->figure != NULL && mok_figure_get_earlier (self->figure) != NULL;
  g_autoptr (GPtrArray) remarks = changed ? mok_comparison_list_remarks (self->comparison, self->figure) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; remarks != NULL && i < remarks->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", (const char *) g_ptr_array_index (remarks, i));
  gtk_label_set_label (self->compared, names);
  gtk_label_set_label (self->remarks, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->remarks), text->len > 0);
  gtk_widget_set_visible (self->comparing, comparing);
  mok_results_bar_set_comparing (self->bar, comparing);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "results.compare", self->manifest != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "results.end-comparison", comparing);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "results.swap-comparison", comparing);
  if (!comparing)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->report), FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "results.pin", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "results.breakdown", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "results.filter", FALSE);
}

/**
 * mok_results_compare_show:
 * @variable: (nullable): of the question or the outcome that is selected; %NULL = of none
 *
 * Shows what changed, or says why that cannot be shown.
 *
 * Returns: whether surveys are compared
 */
gboolean
mok_results_compare_show (MokResultsView *self, const char *variable)
{
  g_autoptr (GError) error = NULL;
  const char *problem = _ ("Choose a question in the list to see what changed.");

  if (self->comparison == NULL)
    return FALSE;
  if (variable != NULL)
    self->figure = mok_comparison_create_figure (self->comparison, variable, &error);
  if (error != NULL)
    problem = error->message;
  if (self->figure == NULL)
    {
      gtk_label_set_label (self->problem, problem);
      gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
      return TRUE;
    }
  mok_chart_view_set_figure (self->chart, self->figure);
  mok_table_view_set_figure (self->table_view, self->figure);
  return TRUE;
}
