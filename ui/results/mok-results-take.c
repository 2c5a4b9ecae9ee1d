/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Copying, saving, printing and presenting what the results view shows. Must not choose what that is. */

#include "config.h"

#include "results/mok-results-take.h"

#include "common/mok-page-keys.h"
#include "results/mok-chart-file.h"
#include "results/mok-chart-print.h"
#include "results/mok-presentation.h"
#include "results/mok-results-view.h"

static MokFigure *
get_figure (GtkWidget *widget)
{
  return mok_results_view_get_figure (MOK_RESULTS_VIEW (widget));
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mok_chart_file_copy (widget, get_figure (widget));
}

static void
copy_table_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mok_chart_file_copy_table (widget, get_figure (widget));
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mok_chart_file_save (widget, get_figure (widget));
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GPtrArray) figures = mok_results_view_list_figures (MOK_RESULTS_VIEW (widget));

  mok_chart_print_run (widget, figures);
}

static MokFigure *
step (int step, gpointer data)
{
  return mok_results_view_step (data, step) ? mok_figure_ref (get_figure (data)) : NULL;
}

static void
present_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWidget *presentation = mok_presentation_new (GTK_WINDOW (gtk_widget_get_root (widget)), get_figure (widget));

  mok_presentation_set_steps (MOK_PRESENTATION (presentation), step, widget);
  gtk_window_present (GTK_WINDOW (presentation));
  gtk_window_fullscreen (GTK_WINDOW (presentation));
}

static const struct
{
  const char *name;
  GtkWidgetActionActivateFunc activate;
} actions[] = {
  { "results.copy", copy_action },   { "results.copy-table", copy_table_action }, { "results.save", save_action },
  { "results.print", print_action }, { "results.present", present_action },
};

static const MokPageKey keys[] = {
  { "<Control>c", "results.copy", NULL }, { "<Control><Shift>c", "results.copy-table", NULL },
  { "<Control>s", "results.save", NULL }, { "<Control>p", "results.print", NULL },
  { "F5", "results.present", NULL },
};

/**
 * mok_results_take_install:
 * @klass: of the results view
 *
 * For its class initialisation.
 */
void
mok_results_take_install (GtkWidgetClass *klass)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (klass, actions[i].name, NULL, actions[i].activate);
}

void
mok_results_take_add_keys (GtkWidget *view)
{
  mok_page_keys_add (view, keys, G_N_ELEMENTS (keys));
}

/**
 * mok_results_take_set_enabled:
 * @one: whether the view shows a large figure
 * @any: whether it shows any, large or small
 */
void
mok_results_take_set_enabled (GtkWidget *view, gboolean one, gboolean any)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (view, actions[i].name, actions[i].activate == print_action ? any : one);
}
