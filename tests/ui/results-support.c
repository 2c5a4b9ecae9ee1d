/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The results view with made-up answers, as tests drive it. */

#include "config.h"

#include "results-support.h"

#include "base/mok-language.h"
#include "organize-samples.h"
#include "release/mok-closing.h"
#include "results/mok-chart-view.h"
#include "results/mok-option-button.h"
#include "results/mok-table-view.h"

#define N_RESPONSES 120

static MokCube *
load_cube (MokDisclosure disclosure)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MokSurvey) survey =
      test_survey_new_closed (disclosure, disclosure == MOK_DISCLOSURE_OPEN ? "Open" : "Protecting", N_RESPONSES);
  MokCube *cube = mok_closing_load_cube (survey, &error);

  g_assert_no_error (error);
  return cube;
}

/* Closed once for all tests: deriving its key takes most of the time. */
MokCube *
results_get_cube (void)
{
  static MokCube *cube = NULL;

  if (cube == NULL)
    cube = load_cube (MOK_DISCLOSURE_STANDARD);
  return cube;
}

MokCube *
results_get_open_cube (void)
{
  static MokCube *cube = NULL;

  if (cube == NULL)
    cube = load_cube (MOK_DISCLOSURE_OPEN);
  return cube;
}

/* Weighted by gender. */
MokCube *
results_get_weighted_cube (void)
{
  static MokCube *cube = NULL;

  if (cube == NULL)
    {
      g_autofree char *path = g_build_filename (g_get_user_cache_dir (), "margins.csv", NULL);
      g_autoptr (GError) error = NULL;

      g_assert_true (
          g_file_set_contents (path, "variable,code,share\ngender,1,0.7\ngender,2,0.3\ngender,3,0\n", -1, &error));

      g_autoptr (MokSurvey) survey = test_survey_new_weighted (MOK_DISCLOSURE_STANDARD, "Weighted", N_RESPONSES, path);

      cube = mok_closing_load_cube (survey, &error);
      g_assert_no_error (error);
    }
  return cube;
}

const MokQuestion *
results_get_question (const char *name)
{
  return mok_questionnaire_find_question (mok_cube_get_questionnaire (results_get_cube ()), name);
}

const MokQuestion *
results_get_open_question (const char *name)
{
  return mok_questionnaire_find_question (mok_cube_get_questionnaire (results_get_open_cube ()), name);
}

Results *
results_new_of (MokCube *cube)
{
  Results *self = g_new0 (Results, 1);

  self->window = GTK_WINDOW (gtk_window_new ());
  self->view = MOK_RESULTS_VIEW (mok_results_view_new ());
  gtk_window_set_default_size (self->window, 1100, 800);
  gtk_window_set_child (self->window, GTK_WIDGET (self->view));
  gtk_window_present (self->window);
  mok_results_view_set_cube (self->view, cube);
  self->list = MOK_QUESTION_LIST (test_find (GTK_WIDGET (self->view), MOK_TYPE_QUESTION_LIST, NULL));
  test_settle ();
  return self;
}

Results *
results_new (void)
{
  return results_new_of (results_get_cube ());
}

void
results_free (Results *self)
{
  gtk_window_destroy (self->window);
  test_settle ();
  g_free (self);
}

MokTable *
results_get_table (Results *self)
{
  GtkWidget *chart = test_find (GTK_WIDGET (self->view), MOK_TYPE_CHART_VIEW, NULL);
  MokFigure *figure = mok_chart_view_get_figure (MOK_CHART_VIEW (chart));

  return figure != NULL ? mok_figure_get_table (figure) : NULL;
}

void
results_choose (Results *self, guint button, const char *id)
{
  GtkWidget *first = test_find (GTK_WIDGET (self->view), MOK_TYPE_OPTION_BUTTON, NULL);
  GtkWidget *chosen = button == 0 ? first : gtk_widget_get_next_sibling (first);

  g_signal_emit_by_name (chosen, "chosen", id);
  test_settle ();
}

guint
results_count_shown (Results *self)
{
  GtkWidget *list = test_find (GTK_WIDGET (self->list), GTK_TYPE_LIST_BOX, NULL);
  guint n = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL; row = gtk_widget_get_next_sibling (row))
    n += gtk_widget_get_child_visible (row) && g_object_get_data (G_OBJECT (row), "heading") == NULL;
  return n;
}

void
results_search (Results *self, const char *text)
{
  GtkWidget *entry = test_find (GTK_WIDGET (self->list), GTK_TYPE_SEARCH_ENTRY, NULL);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "search-changed");
  test_settle ();
}

/* A cell of the table on the screen. */
const char *
results_get_cell (Results *self, int row, int column)
{
  GtkWidget *view = test_find (GTK_WIDGET (self->view), MOK_TYPE_TABLE_VIEW, NULL);
  GtkWidget *grid = test_find (view, GTK_TYPE_GRID, NULL);
  GtkWidget *cell = gtk_grid_get_child_at (GTK_GRID (grid), column, 2 * row);

  return cell != NULL ? gtk_label_get_text (GTK_LABEL (cell)) : NULL;
}

GtkWidget *
results_find_row (GtkWidget *top, const char *title)
{
  if (ADW_IS_PREFERENCES_ROW (top) && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (top)), title) == 0)
    return top;
  for (GtkWidget *child = gtk_widget_get_first_child (top); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = results_find_row (child, title);

      if (found != NULL)
        return found;
    }
  return NULL;
}

void
results_assert_locked (Results *self, const char *title, const char *reason)
{
  GtkWidget *row = results_find_row (GTK_WIDGET (self->view), title);

  g_assert_nonnull (row);
  g_assert_true (gtk_widget_has_css_class (row, "mok-locked"));
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, reason);
  g_assert_false (gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (row)));
}

GtkWidget *
results_find (Results *self, GType type)
{
  return test_find (GTK_WIDGET (self->view), type, NULL);
}
