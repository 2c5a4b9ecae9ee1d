/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a chart gives to a screen reader mark by mark, to the clipboard, to the printer and to a room full of people.
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "chart-samples.h"
#include "results/mok-chart-file.h"
#include "results/mok-chart-marks.h"
#include "results/mok-chart-print.h"
#include "results/mok-chart-view.h"
#include "results/mok-presentation.h"
#include "results/mok-table-lines.h"
#include "support.h"

typedef struct
{
  GtkWidget *window;
  MokChartView *view;
  MokChart *chart; /* (owned): as the view draws it */
  double scale;
} Shown;

static MokFigure *
new_figure (const char *sample)
{
  g_autoptr (MokTable) table = chart_sample_new (sample);

  return mok_figure_new (table, MOK_CHART_AUTO);
}

static Shown
show (const char *sample, int width)
{
  g_autoptr (MokFigure) figure = new_figure (sample);
  Shown self = { .window = gtk_window_new (), .view = MOK_CHART_VIEW (mok_chart_view_new ()), .scale = 1 };

  mok_chart_view_set_figure (self.view, figure);
  gtk_window_set_default_size (GTK_WINDOW (self.window), width, 900);
  gtk_window_set_child (GTK_WINDOW (self.window), GTK_WIDGET (self.view));
  gtk_window_present (GTK_WINDOW (self.window));
  test_settle ();

  const MokChartOptions options = {
    .width = gtk_widget_get_width (GTK_WIDGET (self.view)),
    .language = "en",
    .font_family = "Cantarell",
  };

  self.chart = mok_figure_create_chart (figure, &options);
  return self;
}

static void
shown_clear (Shown *self)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  mok_chart_unref (self->chart);
  test_settle ();
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Shown, shown_clear)

/* Every figure, in the order of reading, where it is drawn. */
static void
assert_marks_can_be_read (const Shown *shown)
{
  /* Children that a new layout needs come after its allocation, and are placed in the frame after that. */
  gtk_test_widget_wait_for_draw (GTK_WIDGET (shown->view));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (shown->view));

  GtkWidget *mark = gtk_widget_get_first_child (GTK_WIDGET (shown->view));

  for (guint i = 0; i < mok_chart_get_n_marks (shown->chart); i++)
    {
      const MokChartMark *expected = mok_chart_get_mark (shown->chart, i);
      graphene_rect_t place;

      g_assert_nonnull (mark);
      gtk_test_accessible_assert_role (GTK_ACCESSIBLE (mark), GTK_ACCESSIBLE_ROLE_LIST_ITEM);
      gtk_test_accessible_assert_property (GTK_ACCESSIBLE (mark), GTK_ACCESSIBLE_PROPERTY_LABEL, expected->sentence);
      g_assert_true (gtk_widget_get_child_visible (mark) && gtk_widget_get_focusable (mark));
      g_assert_true (gtk_widget_compute_bounds (mark, GTK_WIDGET (shown->view), &place));
      g_assert_cmpfloat (fabs (place.origin.x - expected->box.x), <, 2);
      g_assert_cmpfloat (fabs (place.origin.y - expected->box.y), <, 2);
      g_assert_cmpfloat (fabs (place.size.width - expected->box.width), <, 3);
      mark = gtk_widget_get_next_sibling (mark);
    }
  g_assert_null (mark);
}

static void
test_every_mark_can_be_read (void)
{
  static const int widths[] = { 330, 1000 };

  for (guint s = 0; s < n_chart_samples; s++)
    {
      for (guint w = 0; w < G_N_ELEMENTS (widths); w++)
        {
          g_auto (Shown) shown = show (chart_samples[s].name, widths[w]);

          assert_marks_can_be_read (&shown);
        }
    }
}

static void
test_marks_follow_another_figure (void)
{
  g_auto (Shown) shown = show ("freedom", 800);
  g_autoptr (MokFigure) other = new_figure ("priorities");
  const MokChartOptions options = {
    .width = gtk_widget_get_width (GTK_WIDGET (shown.view)),
    .language = "en",
    .font_family = "Cantarell",
  };

  gtk_widget_grab_focus (gtk_widget_get_first_child (GTK_WIDGET (shown.view)));
  mok_chart_view_set_figure (shown.view, other);
  test_settle ();
  mok_chart_unref (shown.chart);
  shown.chart = mok_figure_create_chart (other, &options);
  assert_marks_can_be_read (&shown);
  /* The keyboard stays with the chart whose mark is gone. */
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (shown.window)) == GTK_WIDGET (shown.view));
}

static void
test_chart_is_one_stop_for_tab (void)
{
  g_auto (Shown) shown = show ("freedom", 800);
  GtkWidget *view = GTK_WIDGET (shown.view);

  gtk_window_set_focus (GTK_WINDOW (shown.window), NULL);
  g_assert_true (gtk_widget_child_focus (view, GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (shown.window)) == view);
  g_assert_false (gtk_widget_child_focus (view, GTK_DIR_TAB_FORWARD));
  gtk_widget_grab_focus (gtk_widget_get_last_child (view));
  g_assert_false (gtk_widget_child_focus (view, GTK_DIR_TAB_FORWARD));
  g_assert_false (gtk_widget_child_focus (view, GTK_DIR_TAB_BACKWARD));
}

static gboolean
press (MokChartView *view, guint key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (view));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GListModel) shortcuts = g_list_model_get_item (controllers, i);

      for (guint j = 0; GTK_IS_SHORTCUT_CONTROLLER (shortcuts) && j < g_list_model_get_n_items (shortcuts); j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (shortcuts, j);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (GTK_IS_KEYVAL_TRIGGER (trigger) && gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == key)
            return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, GTK_WIDGET (view),
                                                 gtk_shortcut_get_arguments (shortcut));
        }
    }
  g_assert_not_reached ();
}

static void
test_keys_are_mirrored_where_text_runs_to_the_left (void)
{
  g_auto (Shown) shown = show ("priorities", 800);
  const guint last = mok_chart_get_n_marks (shown.chart) - 1;

  gtk_widget_set_direction (GTK_WIDGET (shown.view), GTK_TEXT_DIR_RTL);
  test_settle ();
  g_assert_true (press (shown.view, GDK_KEY_Left));
  g_assert_cmpstr (mok_chart_view_get_sentence (shown.view), ==, mok_chart_get_mark (shown.chart, 0)->sentence);
  g_assert_true (press (shown.view, GDK_KEY_Left));
  g_assert_cmpstr (mok_chart_view_get_sentence (shown.view), ==, mok_chart_get_mark (shown.chart, 1)->sentence);
  g_assert_true (press (shown.view, GDK_KEY_Right));
  g_assert_cmpstr (mok_chart_view_get_sentence (shown.view), ==, mok_chart_get_mark (shown.chart, 0)->sentence);
  g_assert_false (press (shown.view, GDK_KEY_Right));
  gtk_window_set_focus (GTK_WINDOW (shown.window), NULL);
  g_assert_true (press (shown.view, GDK_KEY_Right));
  g_assert_cmpstr (mok_chart_view_get_sentence (shown.view), ==, mok_chart_get_mark (shown.chart, last)->sentence);
}

static double
get_focus_x (const Shown *shown)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (shown->window));
  graphene_rect_t place;

  g_assert_true (gtk_widget_compute_bounds (focus, GTK_WIDGET (shown->view), &place));
  return place.origin.x + place.size.width / 2;
}

/* What is drawn, what a screen reader gets and where the keys lead. */
static void
test_marks_are_mirrored_with_the_view (void)
{
  static const char *const samples[] = { "freedom", "tenure", "hours" };

  for (guint s = 0; s < G_N_ELEMENTS (samples); s++)
    {
      g_auto (Shown) shown = show (samples[s], 800);
      g_autoptr (MokFigure) figure = new_figure (samples[s]);
      const MokChartOptions options = {
        .width = gtk_widget_get_width (GTK_WIDGET (shown.view)),
        .language = "en",
        .font_family = "Cantarell",
        .direction = MOK_CHART_RIGHT_TO_LEFT,
      };

      gtk_widget_set_direction (GTK_WIDGET (shown.view), GTK_TEXT_DIR_RTL);
      test_settle ();
      mok_chart_unref (shown.chart);
      shown.chart = mok_figure_create_chart (figure, &options);
      assert_marks_can_be_read (&shown);

      g_assert_true (press (shown.view, GDK_KEY_Home));

      const double first = get_focus_x (&shown);

      g_assert_true (press (shown.view, GDK_KEY_Left));
      g_assert_cmpfloat (get_focus_x (&shown), <, first);
      g_assert_cmpstr (mok_chart_view_get_sentence (shown.view), ==, mok_chart_get_mark (shown.chart, 1)->sentence);
      g_assert_true (press (shown.view, GDK_KEY_Right));
      g_assert_cmpfloat (get_focus_x (&shown), ==, first);
    }
}

/* However high they are: a step along the axis is a step of the key. */
static void
test_columns_on_one_line_are_a_row (void)
{
  g_auto (Shown) shown = show ("hours", 800);

  press (shown.view, GDK_KEY_Home);
  for (guint i = 1; i < 5; i++)
    {
      g_assert_true (press (shown.view, GDK_KEY_Right));
      g_assert_cmpstr (mok_chart_view_get_sentence (shown.view), ==, mok_chart_get_mark (shown.chart, i)->sentence);
    }
}

static void
test_table_is_copied_for_spreadsheets_and_for_text (void)
{
  g_autoptr (MokFigure) figure = new_figure ("occupations");
  g_autoptr (GPtrArray) lines = mok_table_lines_new (figure);
  g_autofree char *tsv = mok_table_lines_dup_tsv (lines);
  g_autofree char *html = mok_table_lines_dup_html (lines, "A & B");
  g_auto (GStrv) rows = g_strsplit (tsv, "\n", -1);

  g_assert_cmpuint (g_strv_length (rows), ==, lines->len + 1);
  for (guint i = 0; i < lines->len; i++)
    {
      const MokTableLine *line = g_ptr_array_index (lines, i);
      g_autofree char *joined = g_strjoinv ("\t", line->cells);

      g_assert_cmpstr (rows[i], ==, joined);
      g_assert_cmpuint (g_strv_length (line->cells), ==,
                        g_strv_length (((const MokTableLine *) g_ptr_array_index (lines, 0))->cells));
      g_assert_cmpint (line->heading, ==, i == 0);
    }
  g_assert_nonnull (strstr (html, "<caption>A &amp; B</caption><tr><th>"));

  GtkWidget *window = gtk_window_new ();

  mok_chart_file_copy_table (window, figure);
  GdkContentFormats *formats = gdk_clipboard_get_formats (gtk_widget_get_clipboard (window));
  g_assert_true (gdk_content_formats_contain_mime_type (formats, "text/html"));
  g_assert_true (gdk_content_formats_contain_gtype (formats, G_TYPE_STRING));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* One chart on each page. */
static void
test_charts_are_printed_page_by_page (void)
{
  g_autoptr (GPtrArray) figures = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_figure_unref);
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), "printed.pdf", NULL);
  g_autofree char *pdf = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  g_ptr_array_add (figures, new_figure ("freedom"));
  g_ptr_array_add (figures, new_figure ("priorities"));
  g_ptr_array_add (figures, new_figure ("hours"));

  g_autoptr (GtkPrintOperation) operation = mok_chart_print_new (figures, "en");

  gtk_print_operation_set_export_filename (operation, path);
  gtk_print_operation_set_allow_async (operation, FALSE);
  g_assert_cmpint (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error), ==,
                   GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &pdf, &size, &error));
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (pdf, "%PDF"));
  g_assert_cmpuint (size, >, 5000);
  g_assert_cmpint (gtk_print_operation_get_n_pages_to_print (operation), ==, 3);
}

static void
test_presentation_is_as_large_as_it_fits (void)
{
  static const struct
  {
    double width, height;
  } rooms[] = { { 1208, 900 }, { 1848, 1000 }, { 700, 400 } };

  for (guint s = 0; s < n_chart_samples; s++)
    {
      g_autoptr (MokFigure) figure = new_figure (chart_samples[s].name);

      for (guint r = 0; r < G_N_ELEMENTS (rooms); r++)
        {
          const double zoom = mok_presentation_find_zoom (figure, rooms[r].width, rooms[r].height, 1, "Cantarell");
          const MokChartOptions options = {
            .width = rooms[r].width / zoom,
            .language = "en",
            .font_family = "Cantarell",
          };
          g_autoptr (MokChart) chart = mok_figure_create_chart (figure, &options);

          g_assert_cmpfloat (zoom, >=, 1);
          g_assert_cmpfloat (zoom, <=, 3);
          if (zoom > 1)
            g_assert_cmpfloat (mok_chart_get_height (chart) * zoom, <=, rooms[r].height);
        }
    }
}

static MokFigure *
step (int step, gpointer data)
{
  int *n = data;

  if (*n + step < 0 || *n + step > 2)
    return NULL;
  *n += step;
  return new_figure (*n == 0 ? "freedom" : *n == 1 ? "priorities" : "hours");
}

static const char *
get_question (GtkWidget *presentation)
{
  return mok_figure_get_name (mok_presentation_get_figure (MOK_PRESENTATION (presentation)));
}

static void
test_presentation_steps_through_questions (void)
{
  g_autoptr (MokFigure) figure = new_figure ("freedom");
  GtkWidget *presentation = mok_presentation_new (NULL, figure);
  GtkWidget *weak = presentation;
  int n = 0;
  g_autofree char *first = g_strdup (get_question (presentation));

  g_object_add_weak_pointer (G_OBJECT (presentation), (gpointer *) &weak);
  mok_presentation_set_steps (MOK_PRESENTATION (presentation), step, &n);
  gtk_window_present (GTK_WINDOW (presentation));
  test_settle ();
  gtk_widget_activate_action (presentation, "presentation.previous", NULL);
  g_assert_cmpstr (get_question (presentation), ==, first);
  gtk_widget_activate_action (presentation, "presentation.next", NULL);
  g_assert_cmpstr (get_question (presentation), !=, first);
  gtk_widget_activate_action (presentation, "presentation.next", NULL);
  gtk_widget_activate_action (presentation, "presentation.next", NULL);
  g_assert_cmpint (n, ==, 2);
  gtk_widget_activate_action (presentation, "presentation.previous", NULL);
  gtk_widget_activate_action (presentation, "presentation.previous", NULL);
  g_assert_cmpstr (get_question (presentation), ==, first);
  test_settle ();
  gtk_widget_activate_action (presentation, "presentation.leave", NULL);
  test_settle ();
  g_assert_null (weak);
}

int
main (int argc, char *argv[])
{
  test_ui_init (&argc, &argv);
  /* The text size of the pictures, so that a pixel of the chart is one of the window. */
  g_object_set (gtk_settings_get_default (), "gtk-font-name", "Cantarell 11", "gtk-xft-dpi", 96 * 1024, NULL);

  g_test_add_func ("/chart-take/every-mark-can-be-read", test_every_mark_can_be_read);
  g_test_add_func ("/chart-take/marks-follow-another-figure", test_marks_follow_another_figure);
  g_test_add_func ("/chart-take/chart-is-one-stop-for-tab", test_chart_is_one_stop_for_tab);
  g_test_add_func ("/chart-take/keys-are-mirrored-where-text-runs-to-the-left",
                   test_keys_are_mirrored_where_text_runs_to_the_left);
  g_test_add_func ("/chart-take/marks-are-mirrored-with-the-view", test_marks_are_mirrored_with_the_view);
  g_test_add_func ("/chart-take/columns-on-one-line-are-a-row", test_columns_on_one_line_are_a_row);
  g_test_add_func ("/chart-take/table-is-copied-for-spreadsheets-and-for-text",
                   test_table_is_copied_for_spreadsheets_and_for_text);
  g_test_add_func ("/chart-take/charts-are-printed-page-by-page", test_charts_are_printed_page_by_page);
  g_test_add_func ("/chart-take/presentation-is-as-large-as-it-fits", test_presentation_is_as_large_as_it_fits);
  g_test_add_func ("/chart-take/presentation-steps-through-questions", test_presentation_steps_through_questions);
  return g_test_run ();
}
