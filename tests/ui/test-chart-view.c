/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The chart in the window: size, keys, pointer, colours and what a screen reader gets. Needs a display. */

#include "config.h"

#include <string.h>

#include <adwaita.h>

#include "base/mok-init.h"
#include "base/mok-language.h"
#include "chart-samples.h"
#include "chart/mok-chart.h"
#include "results/mok-chart-file.h"
#include "results/mok-chart-view.h"

#define WIDTH 800

static void
show (MokChartView *view, MokTable *table)
{
  g_autoptr (MokFigure) figure = mok_figure_new (table, MOK_CHART_AUTO);

  mok_chart_view_set_figure (view, figure);
}

static GtkWidget *
open_window (MokChartView **view, const char *sample)
{
  GtkWidget *window = gtk_window_new ();
  g_autoptr (MokTable) table = chart_sample_new (sample);

  *view = MOK_CHART_VIEW (mok_chart_view_new ());
  show (*view, table);
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, 600);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (*view));
  gtk_window_present (GTK_WINDOW (window));
  gtk_test_widget_wait_for_draw (GTK_WIDGET (*view));
  return window;
}

/* Does what the key is bound to, as the shortcut controller of the widget would. */
static gboolean
press (MokChartView *view, guint key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (view));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (!GTK_IS_SHORTCUT_CONTROLLER (controller))
        continue;
      for (guint j = 0; j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (GTK_IS_KEYVAL_TRIGGER (trigger) && gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == key)
            return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, GTK_WIDGET (view),
                                                 gtk_shortcut_get_arguments (shortcut));
        }
    }
  g_assert_not_reached ();
}

static GtkEventController *
find_controller (MokChartView *view, GType type)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (view));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (g_type_is_a (G_OBJECT_TYPE (controller), type))
        return controller; /* the widget keeps it */
    }
  g_assert_not_reached ();
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
test_screen_reader_gets_title_and_text (void)
{
  g_autoptr (MokTable) table = chart_sample_new ("freedom");
  const MokChartOptions options = { .width = WIDTH, .language = "en" };
  g_autoptr (MokChart) chart = mok_chart_new (table, &options);
  g_autofree char *description = mok_chart_dup_description (chart);
  MokChartView *view;
  GtkWidget *window = open_window (&view, "freedom");

  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_ROLE_LIST);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       mok_chart_get_title (chart));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description);
  g_assert_true (gtk_widget_get_focusable (GTK_WIDGET (view)));

  /* What is chosen has the focus and says itself. */
  press (view, GDK_KEY_Home);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (window));
  g_assert_true (gtk_widget_get_parent (focus) == GTK_WIDGET (view));
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (focus), GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (focus), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       mok_chart_view_get_sentence (view));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_height_follows_width (void)
{
  static const char *const samples[] = { "freedom", "priorities", "occupations" };
  int least, natural, narrow, wide;

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    {
      g_autoptr (MokTable) table = chart_sample_new (samples[i]);
      g_autoptr (GtkWidget) view = g_object_ref_sink (mok_chart_view_new ());

      gtk_widget_measure (view, GTK_ORIENTATION_VERTICAL, 400, &least, NULL, NULL, NULL);
      g_assert_cmpint (least, ==, 0);
      show (MOK_CHART_VIEW (view), table);
      g_assert_cmpint (gtk_widget_get_request_mode (view), ==, GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH);
      gtk_widget_measure (view, GTK_ORIENTATION_HORIZONTAL, -1, &least, &natural, NULL, NULL);
      g_assert_cmpint (least, <=, 300);
      g_assert_cmpint (natural, >=, 600);
      gtk_widget_measure (view, GTK_ORIENTATION_VERTICAL, 320, &narrow, NULL, NULL, NULL);
      gtk_widget_measure (view, GTK_ORIENTATION_VERTICAL, 1000, &wide, NULL, NULL, NULL);
      g_assert_cmpint (wide, >, 100);
      g_assert_cmpint (narrow, >, wide);
    }
}

static void
test_larger_text_makes_a_higher_chart (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  g_autoptr (MokTable) table = chart_sample_new ("priorities");
  g_autoptr (GtkWidget) view = g_object_ref_sink (mok_chart_view_new ());
  int dpi, normal, large;

  show (MOK_CHART_VIEW (view), table);
  gtk_widget_measure (view, GTK_ORIENTATION_VERTICAL, 800, &normal, NULL, NULL, NULL);
  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", dpi * 3 / 2, NULL);
  gtk_widget_measure (view, GTK_ORIENTATION_VERTICAL, 800, &large, NULL, NULL, NULL);
  g_assert_cmpint (large, >, normal * 5 / 4);
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
}

static void
test_keys_walk_through_the_marks (void)
{
  MokChartView *view;
  GtkWidget *window = open_window (&view, "freedom");
  guint n_changes = 0;

  g_signal_connect_swapped (view, "notify::sentence", G_CALLBACK (count_cb), &n_changes);
  g_assert_cmpstr (mok_chart_view_get_sentence (view), ==, "");

  g_assert_true (press (view, GDK_KEY_Right));
  g_assert_true (g_str_has_prefix (mok_chart_view_get_sentence (view), "All: 16\u202f% Strongly disagree"));
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_true (press (view, GDK_KEY_Right));
  g_assert_true (g_str_has_prefix (mok_chart_view_get_sentence (view), "All: 23\u202f% Disagree"));
  g_assert_true (press (view, GDK_KEY_Down));
  g_assert_true (g_str_has_prefix (mok_chart_view_get_sentence (view), "Nurse: 27\u202f% Disagree"));
  g_assert_true (press (view, GDK_KEY_KP_Left));
  g_assert_true (g_str_has_prefix (mok_chart_view_get_sentence (view), "Nurse: 22\u202f% Strongly disagree"));
  g_assert_true (press (view, GDK_KEY_Up));
  g_assert_true (g_str_has_prefix (mok_chart_view_get_sentence (view), "All: 16\u202f%"));
  g_assert_true (press (view, GDK_KEY_End));
  g_assert_true (g_str_has_prefix (mok_chart_view_get_sentence (view), "Administration or reception:"));
  /* At the end the key is left to the page, which scrolls. */
  g_assert_false (press (view, GDK_KEY_Right));
  g_assert_false (press (view, GDK_KEY_Down));
  g_assert_true (press (view, GDK_KEY_Home));
  g_assert_false (press (view, GDK_KEY_Left));
  g_assert_cmpuint (n_changes, ==, 7);
  gtk_window_destroy (GTK_WINDOW (window));
}

static int
find_sentence (const MokChart *chart, const char *sentence)
{
  for (guint i = 0; i < mok_chart_get_n_marks (chart); i++)
    {
      if (g_str_equal (mok_chart_get_mark (chart, i)->sentence, sentence))
        return (int) i;
    }
  g_assert_not_reached ();
}

/* Tries every arrow on every mark, then walks from the first over what was found. */
static guint
count_reachable (MokChartView *view, const MokChart *chart)
{
  static const guint arrows[] = { GDK_KEY_Left, GDK_KEY_Right, GDK_KEY_Up, GDK_KEY_Down };
  GtkEventController *motion = find_controller (view, GTK_TYPE_EVENT_CONTROLLER_MOTION);
  const guint n = mok_chart_get_n_marks (chart);
  g_autofree int *next = g_new (int, 4 * n);
  g_autofree gboolean *reached = g_new0 (gboolean, n);
  g_autofree guint *queue = g_new (guint, n);
  guint n_reached = 1;

  for (guint i = 0; i < n; i++)
    {
      const cairo_rectangle_t *box = &mok_chart_get_mark (chart, i)->box;

      for (guint arrow = 0; arrow < 4; arrow++)
        {
          g_signal_emit_by_name (motion, "motion", box->x + box->width / 2, box->y + box->height / 2);
          g_assert_cmpint (find_sentence (chart, mok_chart_view_get_sentence (view)), ==, i);
          press (view, arrows[arrow]);
          next[4 * i + arrow] = find_sentence (chart, mok_chart_view_get_sentence (view));
        }
    }
  reached[0] = TRUE;
  queue[0] = 0;
  for (guint i = 0; i < n_reached; i++)
    {
      for (guint arrow = 0; arrow < 4; arrow++)
        {
          const int to = next[4 * queue[i] + arrow];

          if (!reached[to])
            {
              reached[to] = TRUE;
              queue[n_reached++] = (guint) to;
            }
        }
    }
  return n_reached;
}

static void
test_arrows_reach_every_mark (void)
{
  for (guint s = 0; s < n_chart_samples; s++)
    {
      MokChartView *view;
      GtkWidget *window = open_window (&view, chart_samples[s].name);
      g_autoptr (MokTable) table = chart_samples[s].create ();
      const MokChartOptions options = {
        .width = gtk_widget_get_width (GTK_WIDGET (view)),
        .language = "en",
        .font_family = "Cantarell",
      };
      g_autoptr (MokChart) chart = mok_chart_new (table, &options);

      if (mok_chart_get_n_marks (chart) > 0)
        g_assert_cmpuint (count_reachable (view, chart), ==, mok_chart_get_n_marks (chart));
      gtk_window_destroy (GTK_WINDOW (window));
    }
}

static void
test_pointer_chooses_what_it_is_over (void)
{
  MokChartView *view;
  GtkWidget *window = open_window (&view, "staffing");
  g_autoptr (MokTable) table = chart_sample_new ("staffing");
  const MokChartOptions options = {
    .width = gtk_widget_get_width (GTK_WIDGET (view)),
    .language = "en",
    .font_family = "Cantarell",
  };
  g_autoptr (MokChart) chart = mok_chart_new (table, &options);
  const MokChartMark *mark = mok_chart_get_mark (chart, 7);
  GtkEventController *motion = find_controller (view, GTK_TYPE_EVENT_CONTROLLER_MOTION);

  g_signal_emit_by_name (motion, "motion", mark->box.x + mark->box.width / 2, mark->box.y + mark->box.height / 2);
  g_assert_cmpstr (mok_chart_view_get_sentence (view), ==, mark->sentence);
  g_signal_emit_by_name (motion, "motion", 1.0, 1.0);
  g_assert_cmpstr (mok_chart_view_get_sentence (view), ==, "");
  g_signal_emit_by_name (motion, "motion", mark->box.x + 2, mark->box.y + 2);
  g_signal_emit_by_name (motion, "leave");
  /* The keyboard focus is here and keeps the mark; without it nothing stays chosen. */
  g_assert_cmpstr (mok_chart_view_get_sentence (view), ==, mark->sentence);
  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  g_assert_cmpstr (mok_chart_view_get_sentence (view), ==, "");
  g_signal_emit_by_name (motion, "motion", mark->box.x + 2, mark->box.y + 2);
  g_signal_emit_by_name (motion, "leave");
  g_assert_cmpstr (mok_chart_view_get_sentence (view), ==, "");
  gtk_window_destroy (GTK_WINDOW (window));
}

static GBytes *
grab (MokChartView *view)
{
  gtk_test_widget_wait_for_draw (GTK_WIDGET (view));

  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (view));
  const int width = gtk_widget_get_width (GTK_WIDGET (view)), height = gtk_widget_get_height (GTK_WIDGET (view));
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();

  gdk_paintable_snapshot (paintable, snapshot, width, height);

  GskRenderNode *node = gtk_snapshot_to_node (snapshot);
  g_autoptr (GdkTexture) texture =
      gsk_renderer_render_texture (gtk_native_get_renderer (gtk_widget_get_native (GTK_WIDGET (view))), node,
                                   &GRAPHENE_RECT_INIT (0, 0, width, height));
  guchar *data = g_malloc ((gsize) 4 * width * height);

  gdk_texture_download (texture, data, (gsize) 4 * width);
  gsk_render_node_unref (node);
  return g_bytes_new_take (data, (gsize) 4 * width * height);
}

static guint
count_pixels (GBytes *bytes, guint32 colour)
{
  gsize size;
  const guint32 *pixels = g_bytes_get_data (bytes, &size);
  guint n = 0;

  for (gsize i = 0; i < size / 4; i++)
    n += (pixels[i] & 0xffffff) == colour && pixels[i] >> 24 == 0xff;
  return n;
}

static void
test_colours_follow_the_style (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  MokChartView *view;
  GtkWidget *window = open_window (&view, "reasons");

  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_LIGHT);

  g_autoptr (GBytes) light = grab (view);

  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_DARK);

  g_autoptr (GBytes) dark = grab (view);

  /* The solid bars, in the emphasis colour of each palette. */
  g_assert_cmpuint (count_pixels (light, 0x14498f), >, 2000);
  g_assert_cmpuint (count_pixels (light, 0x8cbcf5), ==, 0);
  g_assert_cmpuint (count_pixels (dark, 0x8cbcf5), >, 2000);
  g_assert_cmpuint (count_pixels (dark, 0x14498f), ==, 0);
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_DEFAULT);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_chosen_mark_is_outlined (void)
{
  MokChartView *view;
  GtkWidget *window = open_window (&view, "reasons");
  g_autoptr (GBytes) before = grab (view);

  press (view, GDK_KEY_Home);

  g_autoptr (GBytes) after = grab (view);

  g_assert_false (g_bytes_equal (before, after));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_table_can_be_taken_away (void)
{
  MokChartView *view = g_object_ref_sink (MOK_CHART_VIEW (mok_chart_view_new ()));
  g_autoptr (MokTable) table = chart_sample_new ("hours");

  show (view, table);
  g_assert_true (mok_figure_get_table (mok_chart_view_get_figure (view)) == table);
  g_assert_true (press (view, GDK_KEY_End));
  mok_chart_view_set_figure (view, NULL);
  g_assert_null (mok_chart_view_get_figure (view));
  g_assert_cmpstr (mok_chart_view_get_sentence (view), ==, "");
  g_assert_false (press (view, GDK_KEY_End));
  g_assert_finalize_object (view);
}

/* Two protections have the same rows and columns: the mark that is chosen is the one of its own table. */
static void
test_headline_is_read_protection_by_protection (void)
{
  MokChartView *view;
  GtkWidget *window = open_window (&view, "freedom");
  g_autoptr (GPtrArray) tables = chart_sample_new_headline (11);
  const MokChartOptions options = { .width = WIDTH, .language = "en" };
  g_autoptr (MokChart) chart = mok_chart_new_outcomes (tables, &options);
  g_autofree char *description = mok_chart_dup_description (chart);

  g_assert_true (press (view, GDK_KEY_End));
  g_autoptr (MokFigure) figure = mok_figure_new_outcomes (tables);
  mok_chart_view_set_figure (view, figure);
  g_assert_null (mok_figure_get_table (mok_chart_view_get_figure (view)));
  g_assert_cmpstr (mok_chart_view_get_sentence (view), ==, "");
  gtk_test_widget_wait_for_draw (GTK_WIDGET (view));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       mok_chart_get_title (chart));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description);

  g_assert_true (press (view, GDK_KEY_Home));
  g_assert_true (g_str_has_prefix (mok_chart_view_get_sentence (view), "Breaks, Under 5 employees: 46\u202f%"));
  g_assert_true (press (view, GDK_KEY_Down));
  g_assert_true (g_str_has_prefix (mok_chart_view_get_sentence (view), "Breaks, 5 or more employees: 63\u202f%"));
  g_assert_true (press (view, GDK_KEY_Down));
  g_assert_true (
      g_str_has_prefix (mok_chart_view_get_sentence (view), "Paid weekly day off, Under 5 employees: 71\u202f%"));
  g_assert_true (press (view, GDK_KEY_Up));
  g_assert_true (g_str_has_prefix (mok_chart_view_get_sentence (view), "Breaks, 5 or more employees: 63\u202f%"));
  g_assert_true (press (view, GDK_KEY_End));
  g_assert_true (g_str_has_prefix (mok_chart_view_get_sentence (view), "Paid nursing time, 5 or more employees:"));

  mok_chart_view_set_figure (view, NULL);
  g_assert_false (press (view, GDK_KEY_End));
  gtk_window_destroy (GTK_WINDOW (window));
}

static guint
count_lines (const char *text)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    n += *text == '\n';
  return n;
}

static void
test_headline_is_saved_as_one_picture_or_list (void)
{
  static const char *const names[] = { "a.png", "a.svg", "a.pdf" };
  g_autoptr (GPtrArray) tables = chart_sample_new_headline (3);
  g_autoptr (MokFigure) figure = mok_figure_new_outcomes (tables);
  g_autoptr (GError) error = NULL;
  guint n = 1;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GBytes) bytes = mok_chart_file_make (figure, "en", names[i], &error);

      g_assert_no_error (error);
      g_assert_cmpuint (g_bytes_get_size (bytes), >, 5000);
    }

  g_autoptr (GBytes) list = mok_chart_file_make (figure, "en", "a.csv", &error);
  g_autofree char *csv = g_strndup (g_bytes_get_data (list, NULL), g_bytes_get_size (list));

  g_assert_no_error (error);
  for (guint i = 0; i < tables->len; i++)
    {
      g_autofree char *one = mok_table_to_csv (g_ptr_array_index (tables, i), "en");

      g_assert_nonnull (strstr (csv, strchr (one, '\n') + 1));
      n += count_lines (one) - 1;
    }
  g_assert_cmpuint (count_lines (csv), ==, n);
  g_assert_true (g_str_has_prefix (csv, "question,by,"));
  g_assert_null (strstr (csv + 1, "question,by,"));

  g_assert_null (mok_chart_file_make (figure, "en", "a.docx", &error));
  g_assert_nonnull (error);
}

int
main (int argc, char *argv[])
{
  mok_language_init ();
  mok_init ();
  mok_language_set ("en");
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  /* The text size of the pictures, so that a pixel of the chart is one of the window. */
  g_object_set (gtk_settings_get_default (), "gtk-font-name", "Cantarell 11", "gtk-xft-dpi", 96 * 1024, NULL);
  g_test_add_func ("/ui/chart-view/screen-reader-gets-title-and-text", test_screen_reader_gets_title_and_text);
  g_test_add_func ("/ui/chart-view/height-follows-width", test_height_follows_width);
  g_test_add_func ("/ui/chart-view/larger-text-makes-a-higher-chart", test_larger_text_makes_a_higher_chart);
  g_test_add_func ("/ui/chart-view/keys-walk-through-the-marks", test_keys_walk_through_the_marks);
  g_test_add_func ("/ui/chart-view/arrows-reach-every-mark", test_arrows_reach_every_mark);
  g_test_add_func ("/ui/chart-view/pointer-chooses-what-it-is-over", test_pointer_chooses_what_it_is_over);
  g_test_add_func ("/ui/chart-view/colours-follow-the-style", test_colours_follow_the_style);
  g_test_add_func ("/ui/chart-view/chosen-mark-is-outlined", test_chosen_mark_is_outlined);
  g_test_add_func ("/ui/chart-view/table-can-be-taken-away", test_table_can_be_taken_away);
  g_test_add_func ("/ui/chart-view/headline-is-read-protection-by-protection",
                   test_headline_is_read_protection_by_protection);
  g_test_add_func ("/ui/chart-view/headline-is-saved-as-one-picture-or-list",
                   test_headline_is_saved_as_one_picture_or_list);
  return g_test_run ();
}
