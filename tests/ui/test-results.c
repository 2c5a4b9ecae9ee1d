/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The results of a closed survey: finding a question, breaking it down, reading and taking its figures along. */

#include "config.h"

#include "base/mok-language.h"
#include "results-support.h"
#include "results/mok-chart-file.h"
#include "results/mok-chart-kinds.h"
#include "results/mok-chart-thumb.h"
#include "results/mok-chart-view.h"
#include "results/mok-module-view.h"
#include "results/mok-results-bar.h"
#include "results/mok-table-view.h"

static void
test_search_finds_words_in_either_language (void)
{
  g_autoptr (Results) self = results_new ();
  g_autoptr (GPtrArray) questions = mok_cube_get_questions (results_get_cube ());

  /* The headline is in the list, too. */
  g_assert_cmpuint (results_count_shown (self), ==, questions->len + 1);
  results_search (self, "ANNUAL leave");
  g_assert_cmpuint (results_count_shown (self), >=, 1);
  g_assert_cmpuint (results_count_shown (self), <, questions->len);
  results_search (self, "연차");
  g_assert_cmpuint (results_count_shown (self), >=, 1);
  /* A syllable that is not finished yet, and the initial consonants of words. */
  results_search (self, "연ㅊ");
  g_assert_cmpuint (results_count_shown (self), >=, 1);
  g_assert_cmpuint (results_count_shown (self), <, questions->len);
  results_search (self, "ㅇㅊ");
  g_assert_cmpuint (results_count_shown (self), >=, 1);
  g_assert_cmpuint (results_count_shown (self), <, questions->len);
  results_search (self, "ㅋㅋㅋㅋ");
  g_assert_cmpuint (results_count_shown (self), ==, 0);
  results_search (self, "xyzzy");
  g_assert_cmpuint (results_count_shown (self), ==, 0);
  g_assert_nonnull (test_find (GTK_WIDGET (self->list), GTK_TYPE_LABEL, "No question matches “xyzzy”."));
  results_search (self, "protections by");
  g_assert_cmpuint (results_count_shown (self), ==, 1);
  results_search (self, "");
  g_assert_cmpuint (results_count_shown (self), ==, questions->len + 1);
}

static void
test_table_has_every_figure_of_the_chart (void)
{
  g_autoptr (Results) self = results_new_of (results_get_open_cube ());

  mok_question_list_select (self->list, results_get_open_question ("al"));
  test_settle ();
  MokTable *table = results_get_table (self);
  g_autofree int *points = g_new0 (int, table->columns->len);
  const MokTableRow *all = mok_table_get_row (table, 0);

  g_assert_cmpstr (table->question, ==, "al");
  mok_table_get_points (table, 0, points);
  for (guint i = 0; i < table->columns->len; i++)
    {
      g_autofree char *share = g_strdup_printf ("%d", points[i]);
      g_autofree char *count = g_strdup_printf ("%" G_GINT64_FORMAT, all->cells[i].count);

      g_assert_cmpstr (results_get_cell (self, (int) i + 1, 0), ==,
                       mok_text_get (mok_table_get_column (table, i)->label, "en"));
      g_assert_cmpstr (results_get_cell (self, (int) i + 1, 1), ==, share);
      g_assert_cmpstr (results_get_cell (self, (int) i + 1, 3), ==, count);
    }
  g_autofree char *base = g_strdup_printf ("%.0f", all->base);
  g_assert_cmpstr (results_get_cell (self, (int) table->columns->len + 1, 3), ==, base);

  results_choose (self, 0, "occ");
  table = results_get_table (self);
  g_assert_cmpstr (table->by, ==, "occ");
  for (guint r = 0; r < table->rows->len; r++)
    {
      const MokTableRow *row = mok_table_get_row (table, r);

      g_assert_cmpstr (results_get_cell (self, (int) r + 1, 0), ==, mok_text_get (row->label, "en"));
      mok_table_get_points (table, r, points);
      for (guint i = 0; i < table->columns->len; i++)
        {
          g_autofree char *share = points[i] < 0 ? g_strdup ("–") : g_strdup_printf ("%d", points[i]);
          g_assert_cmpstr (results_get_cell (self, (int) r + 1, (int) i + 1), ==, share);
        }
      /* Base, then the four kinds of missing, each apart. */
      g_autofree char *row_base = g_strdup_printf ("%.0f", row->base);
      g_autofree char *not_asked = g_strdup_printf ("%.0f", row->missing[MOK_MISSING_NOT_ASKED]);
      g_assert_cmpstr (results_get_cell (self, (int) r + 1, (int) table->columns->len + 1), ==, row_base);
      g_assert_cmpstr (results_get_cell (self, (int) r + 1, (int) table->columns->len + 5), ==, not_asked);
    }
}

static void
test_breakdown_that_is_not_offered_stays_with_its_reason (void)
{
  g_autoptr (Results) self = results_new ();
  const MokQuestion *occupation = results_get_question ("occ");
  const char *title = mok_question_get_title (occupation, "en");

  mok_question_list_select (self->list, results_get_question ("al"));
  results_choose (self, 0, "occ");
  g_assert_cmpstr (results_get_table (self)->by, ==, "occ");
  g_assert_false (gtk_widget_has_css_class (results_find_row (GTK_WIDGET (self->view), title), "mok-locked"));

  /* It stays from question to question, but not for the question that it is. */
  mok_question_list_select (self->list, results_get_question ("menst"));
  test_settle ();
  g_assert_cmpstr (results_get_table (self)->by, ==, "occ");
  mok_question_list_select (self->list, occupation);
  test_settle ();
  g_assert_null (results_get_table (self)->by);
  results_assert_locked (self, title, "Not offered here: this is the question itself.");
}

static void
test_filter_takes_one_level_and_never_what_the_breakdown_takes (void)
{
  g_autoptr (Results) self = results_new ();
  const MokQuestion *occupation = results_get_question ("occ");
  g_autofree char *id = g_strdup_printf ("occ %s", mok_cube_get_level_code (results_get_cube (), occupation, 0));

  mok_question_list_select (self->list, results_get_question ("al"));
  test_settle ();
  double everybody = mok_table_get_row (results_get_table (self), 0)->base;
  results_choose (self, 1, id);
  g_assert_cmpstr (results_get_table (self)->filter, ==, "occ");
  g_assert_cmpfloat (mok_table_get_row (results_get_table (self), 0)->base, <, everybody);
  results_assert_locked (self, mok_question_get_title (occupation, "en"),
                         "Not offered here: the filter uses it already.");

  results_choose (self, 1, "");
  g_assert_null (results_get_table (self)->filter);
  g_assert_cmpfloat (mok_table_get_row (results_get_table (self), 0)->base, ==, everybody);
}

static void
test_chart_table_and_both_take_turns (void)
{
  g_autoptr (Results) self = results_new ();
  GtkWidget *chart = test_find (GTK_WIDGET (self->view), MOK_TYPE_CHART_VIEW, NULL);
  GtkWidget *table = test_find (GTK_WIDGET (self->view), MOK_TYPE_TABLE_VIEW, NULL);

  g_assert_true (gtk_widget_get_mapped (chart) && gtk_widget_get_mapped (table));
  gtk_widget_activate_action (GTK_WIDGET (self->view), "results.cycle", NULL);
  test_settle ();
  g_assert_true (gtk_widget_get_mapped (chart) && !gtk_widget_get_mapped (table));
  gtk_widget_activate_action (GTK_WIDGET (self->view), "results.cycle", NULL);
  test_settle ();
  g_assert_true (!gtk_widget_get_mapped (chart) && gtk_widget_get_mapped (table));
  gtk_widget_activate_action (GTK_WIDGET (self->view), "results.cycle", NULL);
  test_settle ();
  g_assert_true (gtk_widget_get_mapped (chart) && gtk_widget_get_mapped (table));
}

static void
test_narrow_view_shows_list_and_chart_one_after_the_other (void)
{
  g_autoptr (Results) self = results_new ();
  GtkWidget *chart = test_find (GTK_WIDGET (self->view), MOK_TYPE_CHART_VIEW, NULL);

  g_assert_null (mok_results_view_get_title (self->view));
  g_assert_false (mok_results_view_go_back (self->view));
  mok_results_view_set_narrow (self->view, TRUE);
  test_settle ();
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (self->list)));
  g_assert_false (gtk_widget_get_mapped (chart));

  mok_question_list_select (self->list, results_get_question ("al"));
  g_signal_emit_by_name (self->list, "activated");
  test_settle ();
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (self->list)));
  g_assert_true (gtk_widget_get_mapped (chart));
  g_assert_cmpstr (mok_results_view_get_title (self->view), ==,
                   mok_question_get_title (results_get_question ("al"), "en"));

  g_assert_true (mok_results_view_go_back (self->view));
  test_settle ();
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (self->list)));
  mok_results_view_set_narrow (self->view, FALSE);
  test_settle ();
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (self->list)) && gtk_widget_get_mapped (chart));
}

static void
test_every_row_of_the_table_reads_itself_out (void)
{
  g_autoptr (Results) self = results_new ();

  mok_question_list_select (self->list, results_get_question ("al"));
  results_choose (self, 0, "occ");

  GtkWidget *view = test_find (GTK_WIDGET (self->view), MOK_TYPE_TABLE_VIEW, NULL);
  GtkWidget *grid = test_find (view, GTK_TYPE_GRID, NULL);
  MokTable *table = results_get_table (self);

  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (grid), GTK_ACCESSIBLE_ROLE_TABLE);
  for (guint r = 1; r <= table->rows->len; r++)
    {
      GtkWidget *first = gtk_grid_get_child_at (GTK_GRID (grid), 0, 2 * (int) r);
      g_autoptr (GString) sentence = g_string_new (gtk_label_get_text (GTK_LABEL (first)));

      for (guint i = 1; i < table->columns->len + 6; i++)
        g_string_append_printf (sentence, ". %s: %s", results_get_cell (self, 0, (int) i),
                                results_get_cell (self, (int) r, (int) i));
      gtk_test_accessible_assert_role (GTK_ACCESSIBLE (first), GTK_ACCESSIBLE_ROLE_ROW_HEADER);
      gtk_test_accessible_assert_property (GTK_ACCESSIBLE (first), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence->str);
      g_assert_true (gtk_widget_get_focusable (first));
    }
}

static GtkListBoxRow *
find_heading (Results *self, const MokQuestion *question)
{
  GtkWidget *list = test_find (GTK_WIDGET (self->list), GTK_TYPE_LIST_BOX, NULL);
  MokQuestionnaire *questionnaire = mok_cube_get_questionnaire (results_get_cube ());
  g_autofree char *page =
      g_strdup_printf (MOK_QUESTION_LIST_MODULE "%d", mok_questionnaire_get_module_of (questionnaire, question));

  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      if (g_strcmp0 (g_object_get_data (G_OBJECT (row), "page"), page) == 0)
        return GTK_LIST_BOX_ROW (row);
    }
  g_assert_not_reached ();
}

static void
test_module_shows_small_charts_that_open (void)
{
  g_autoptr (Results) self = results_new ();
  GtkListBoxRow *heading = find_heading (self, results_get_question ("al"));
  MokQuestionnaire *questionnaire = mok_cube_get_questionnaire (results_get_cube ());
  g_autoptr (GPtrArray) questions = mok_cube_get_questions (results_get_cube ());
  const int module = mok_questionnaire_get_module_of (questionnaire, results_get_question ("al"));
  guint n = 0, number = 0;

  for (guint i = 0; i < questions->len; i++)
    {
      const MokQuestion *question = g_ptr_array_index (questions, i);

      if (question == results_get_question ("al"))
        number = n;
      n += mok_questionnaire_get_module_of (questionnaire, question) == module;
    }
  gtk_list_box_select_row (GTK_LIST_BOX (gtk_widget_get_parent (GTK_WIDGET (heading))), heading);
  test_settle ();

  GtkWidget *small = test_find (GTK_WIDGET (self->view), MOK_TYPE_MODULE_VIEW, NULL);

  g_assert_nonnull (small);
  g_assert_cmpuint (test_count (small, MOK_TYPE_CHART_THUMB), ==, n);
  g_assert_null (test_find (GTK_WIDGET (self->view), MOK_TYPE_CHART_VIEW, NULL));
  g_autoptr (GPtrArray) figures = mok_results_view_list_figures (self->view);
  g_assert_cmpuint (figures->len, ==, n);

  g_signal_emit_by_name (small, "opened", number);
  test_settle ();
  g_assert_cmpstr (results_get_table (self)->question, ==, "al");
  g_assert_null (test_find (GTK_WIDGET (self->view), MOK_TYPE_MODULE_VIEW, NULL));
  /* Presenting goes from question to question, over the headings. */
  g_assert_true (mok_results_view_step (self->view, 1));
  g_assert_cmpstr (results_get_table (self)->question, !=, "al");
  g_assert_true (mok_results_view_step (self->view, -1));
  g_assert_cmpstr (results_get_table (self)->question, ==, "al");
}

static void
test_protection_has_details (void)
{
  g_autoptr (Results) self = results_new ();

  mok_question_list_select (self->list, results_get_question ("al"));
  test_settle ();
  GtkWidget *details = test_find (GTK_WIDGET (self->view), GTK_TYPE_TOGGLE_BUTTON, "Details");
  g_assert_nonnull (details);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (details), TRUE);
  test_settle ();
  g_autoptr (GError) error = NULL;
  g_autoptr (MokTable) expected =
      mok_cube_get_outcome_details (results_get_cube (), "outcome:al", NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autofree char *csv = mok_table_to_csv (expected, "en");
  g_autofree char *shown = mok_table_to_csv (results_get_table (self), "en");
  g_assert_cmpstr (shown, ==, csv);
  /* A survey that was closed without margins has no weights to choose. */
  g_assert_null (test_find (GTK_WIDGET (self->view), GTK_TYPE_TOGGLE_BUTTON, "Weighted"));
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static GtkWidget *
find_pin_button (Results *self)
{
  return test_find (GTK_WIDGET (self->view), GTK_TYPE_TOGGLE_BUTTON, "In the report");
}

static void
test_pinned_chart_comes_back_as_it_was (void)
{
  g_autoptr (Results) self = results_new ();
  const guint n_rows = results_count_shown (self);
  guint n_changes = 0;

  g_signal_connect_swapped (self->view, "figures-changed", G_CALLBACK (count_cb), &n_changes);
  mok_question_list_select (self->list, results_get_question ("al"));
  results_choose (self, 0, "occ");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_pin_button (self)), TRUE);
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_cmpuint (results_count_shown (self), ==, n_rows + 1);

  /* Another breakdown is another chart. */
  results_choose (self, 0, "");
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (find_pin_button (self))));
  mok_question_list_select (self->list, NULL);
  test_settle ();
  gtk_widget_activate_action (GTK_WIDGET (self->view), "results.pin", NULL);
  const MokSurveyFigures *figures = mok_results_view_get_figures (self->view);
  g_assert_cmpuint (figures->pins->len, ==, 2);
  const MokPin *second = g_ptr_array_index (figures->pins, 1);
  g_assert_cmpstr (second->question, ==, "protections");
  g_assert_null (second->by);

  mok_question_list_select_page (self->list, "report");
  test_settle ();
  GtkWidget *small = test_find (GTK_WIDGET (self->view), MOK_TYPE_MODULE_VIEW, NULL);
  g_assert_cmpuint (test_count (small, MOK_TYPE_CHART_THUMB), ==, 2);
  g_signal_emit_by_name (small, "opened", 0);
  test_settle ();
  g_assert_cmpstr (results_get_table (self)->question, ==, "al");
  g_assert_cmpstr (results_get_table (self)->by, ==, "occ");
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (find_pin_button (self))));
  gtk_widget_activate_action (GTK_WIDGET (self->view), "results.pin", NULL);
  g_assert_cmpuint (mok_results_view_get_figures (self->view)->pins->len, ==, 1);
}

static void
test_note_stays_with_its_question (void)
{
  g_autoptr (Results) self = results_new ();
  g_autoptr (MokSurveyFigures) figures = mok_survey_figures_new ();
  guint n_changes = 0;

  mok_survey_figures_set_note (figures, "menst", "Asked for the first time.");
  mok_results_view_set_figures (self->view, figures);
  g_signal_connect_swapped (self->view, "figures-changed", G_CALLBACK (count_cb), &n_changes);
  mok_question_list_select (self->list, results_get_question ("al"));
  test_settle ();

  GtkWidget *text = test_find (GTK_WIDGET (self->view), GTK_TYPE_TEXT_VIEW, NULL);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (text));
  g_autofree char *before = NULL, *after = NULL;

  gtk_text_buffer_set_text (buffer, "연차는 사람이 있어야 씁니다.", -1);
  mok_question_list_select (self->list, results_get_question ("menst"));
  test_settle ();
  g_assert_cmpuint (n_changes, ==, 1);
  g_object_get (buffer, "text", &before, NULL);
  g_assert_cmpstr (before, ==, "Asked for the first time.");
  mok_question_list_select (self->list, results_get_question ("al"));
  test_settle ();
  g_object_get (buffer, "text", &after, NULL);
  g_assert_cmpstr (after, ==, "연차는 사람이 있어야 씁니다.");
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_cmpuint (g_hash_table_size (mok_results_view_get_figures (self->view)->notes), ==, 2);
}

static int
measure_narrowest (GtkWidget *widget)
{
  int least;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  return least;
}

/* Every page fits a screen of 360 pixels, in both languages. */
static void
test_nothing_is_wider_than_a_narrow_window (void)
{
  static const char *const languages[] = { "en", "ko" };

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      mok_language_set (languages[i]);
      g_autoptr (Results) self = results_new ();
      GtkListBoxRow *heading = find_heading (self, results_get_question ("al"));

      mok_results_view_set_narrow (self->view, TRUE);
      g_signal_emit_by_name (self->list, "activated");
      test_settle ();
      g_assert_cmpint (measure_narrowest (GTK_WIDGET (self->view)), <=, 360);
      gtk_list_box_select_row (GTK_LIST_BOX (gtk_widget_get_parent (GTK_WIDGET (heading))), heading);
      test_settle ();
      g_assert_cmpint (measure_narrowest (GTK_WIDGET (self->view)), <=, 360);
      mok_question_list_select (self->list, results_get_question ("al"));
      test_settle ();
      g_assert_cmpint (measure_narrowest (GTK_WIDGET (self->view)), <=, 360);
    }
  mok_language_set ("en");
}

static void
assert_begins (MokTable *table, const char *name, const char *magic)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MokFigure) figure = mok_figure_new (table, MOK_CHART_AUTO);
  g_autoptr (GBytes) bytes = mok_chart_file_make (figure, "en", name, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), >, 100);
  g_assert_cmpint (memcmp (g_bytes_get_data (bytes, NULL), magic, strlen (magic)), ==, 0);
}

static void
test_ending_of_the_name_says_what_is_saved (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MokTable) table = mok_cube_get_table (results_get_cube (), "al", "occ", NULL, NULL, &error);

  g_assert_no_error (error);
  assert_begins (table, "a.png", "\x89PNG");
  assert_begins (table, "a.b.PDF", "%PDF");
  assert_begins (table, "a.svg", "<?xml");
  g_autofree char *csv = mok_table_to_csv (table, "en");
  assert_begins (table, "a.csv", csv);

  g_autoptr (MokFigure) figure = mok_figure_new (table, MOK_CHART_AUTO);
  g_assert_null (mok_chart_file_make (figure, "en", "a.docx", &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "a.docx"));
}

/* The kind that the chart on show is drawn as. */
static MokChartKind
get_kind (Results *self)
{
  const MokChartOptions options = { .width = 800, .language = "en" };
  MokFigure *figure = mok_chart_view_get_figure (MOK_CHART_VIEW (results_find (self, MOK_TYPE_CHART_VIEW)));
  g_autoptr (MokChart) chart = mok_figure_create_chart (figure, &options);

  return mok_chart_get_kind (chart);
}

static void
choose_kind (Results *self, const char *target)
{
  g_assert_true (gtk_widget_activate_action (results_find (self, MOK_TYPE_RESULTS_BAR), "chart.kind", "s", target));
  test_settle ();
}

static void
test_type_of_chart_is_kept_where_it_suits (void)
{
  g_autoptr (Results) self = results_new ();
  MokChartKind usual;

  mok_question_list_select (self->list, results_get_question ("al"));
  test_settle ();
  results_choose (self, 0, "occ");
  usual = get_kind (self);
  g_assert_cmpint (usual, !=, MOK_CHART_HEAT);
  choose_kind (self, "heat");
  g_assert_cmpint (get_kind (self), ==, MOK_CHART_HEAT);

  /* Without groups there is no heat map; with them it is back, at another question too. */
  results_choose (self, 0, "");
  g_assert_cmpint (get_kind (self), !=, MOK_CHART_HEAT);
  mok_question_list_select (self->list, results_get_question ("menst"));
  results_choose (self, 0, "occ");
  g_assert_cmpint (get_kind (self), ==, MOK_CHART_HEAT);

  mok_question_list_select (self->list, results_get_question ("al"));
  test_settle ();
  choose_kind (self, "auto");
  g_assert_cmpint (get_kind (self), ==, usual);
}

static void
test_pinned_chart_keeps_its_type (void)
{
  g_autoptr (Results) self = results_new ();
  const GPtrArray *pins = mok_results_view_get_figures (self->view)->pins;
  MokChartKind usual;

  mok_question_list_select (self->list, results_get_question ("al"));
  results_choose (self, 0, "occ");
  usual = get_kind (self);
  choose_kind (self, "heat");
  gtk_widget_activate_action (GTK_WIDGET (self->view), "results.pin", NULL);
  g_assert_cmpuint (pins->len, ==, 1);
  g_assert_cmpstr (((const MokPin *) g_ptr_array_index (pins, 0))->chart, ==, "heat");

  /* Drawn in another way it is another chart. Chosen by name it is the same as what suits. */
  choose_kind (self, "auto");
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (find_pin_button (self))));
  choose_kind (self, mok_chart_kind_get_name (usual));
  gtk_widget_activate_action (GTK_WIDGET (self->view), "results.pin", NULL);
  g_assert_cmpuint (pins->len, ==, 2);
  g_assert_null (((const MokPin *) g_ptr_array_index (pins, 1))->chart);

  mok_question_list_select_page (self->list, "report");
  test_settle ();
  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *small = test_find (GTK_WIDGET (self->view), MOK_TYPE_MODULE_VIEW, NULL);

      g_signal_emit_by_name (small, "opened", i);
      test_settle ();
      g_assert_cmpint (get_kind (self), ==, i == 0 ? MOK_CHART_HEAT : usual);
      g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (find_pin_button (self))));
      mok_question_list_select_page (self->list, "report");
      test_settle ();
    }
}

static void
test_only_types_that_suit_are_offered (void)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (MokTable) all = mok_cube_get_table (results_get_cube (), "al", NULL, NULL, NULL, &error);
  g_autoptr (MokTable) by = mok_cube_get_table (results_get_cube (), "al", "occ", NULL, NULL, &error);
  g_autoptr (MokTable) law = mok_cube_get_table (results_get_cube (), "outcome:al", "occ", NULL, NULL, &error);
  gboolean heat = FALSE;

  g_assert_no_error (error);
  mok_chart_kinds_fill (menu, by, "chart.kind");
  for (int i = 0; i < g_menu_model_get_n_items (G_MENU_MODEL (menu)); i++)
    {
      g_autofree char *target = NULL;

      g_assert_true (g_menu_model_get_item_attribute (G_MENU_MODEL (menu), i, G_MENU_ATTRIBUTE_TARGET, "s", &target));
      heat |= g_str_equal (target, "heat");
      g_assert_true (i == 0 || mok_chart_kind_suits (mok_chart_kinds_parse (target), by));
      g_assert_cmpstr (mok_chart_kinds_get_target (mok_chart_kinds_parse (target)), ==, target);
    }
  g_assert_true (heat);
  mok_chart_kinds_fill (menu, all, "chart.kind");
  for (int i = 1; i < g_menu_model_get_n_items (G_MENU_MODEL (menu)); i++)
    {
      g_autofree char *target = NULL;

      g_menu_model_get_item_attribute (G_MENU_MODEL (menu), i, G_MENU_ATTRIBUTE_TARGET, "s", &target);
      g_assert_cmpstr (target, !=, "heat");
    }
  mok_chart_kinds_fill (menu, law, "chart.kind");
  g_assert_cmpint (g_menu_model_get_n_items (G_MENU_MODEL (menu)), ==, 0);
}

int
main (int argc, char **argv)
{
  test_ui_init (&argc, &argv);

  g_test_add_func ("/results/search-finds-words-in-either-language", test_search_finds_words_in_either_language);
  g_test_add_func ("/results/table-has-every-figure-of-the-chart", test_table_has_every_figure_of_the_chart);
  g_test_add_func ("/results/breakdown-that-is-not-offered-stays-with-its-reason",
                   test_breakdown_that_is_not_offered_stays_with_its_reason);
  g_test_add_func ("/results/filter-takes-one-level-and-never-what-the-breakdown-takes",
                   test_filter_takes_one_level_and_never_what_the_breakdown_takes);
  g_test_add_func ("/results/chart-table-and-both-take-turns", test_chart_table_and_both_take_turns);
  g_test_add_func ("/results/narrow-view-shows-list-and-chart-one-after-the-other",
                   test_narrow_view_shows_list_and_chart_one_after_the_other);
  g_test_add_func ("/results/every-row-of-the-table-reads-itself-out", test_every_row_of_the_table_reads_itself_out);
  g_test_add_func ("/results/module-shows-small-charts-that-open", test_module_shows_small_charts_that_open);
  g_test_add_func ("/results/protection-has-details", test_protection_has_details);
  g_test_add_func ("/results/pinned-chart-comes-back-as-it-was", test_pinned_chart_comes_back_as_it_was);
  g_test_add_func ("/results/note-stays-with-its-question", test_note_stays_with_its_question);
  g_test_add_func ("/results/nothing-is-wider-than-a-narrow-window", test_nothing_is_wider_than_a_narrow_window);
  g_test_add_func ("/results/ending-of-the-name-says-what-is-saved", test_ending_of_the_name_says_what_is_saved);
  g_test_add_func ("/results/type-of-chart-is-kept-where-it-suits", test_type_of_chart_is_kept_where_it_suits);
  g_test_add_func ("/results/pinned-chart-keeps-its-type", test_pinned_chart_keeps_its_type);
  g_test_add_func ("/results/only-types-that-suit-are-offered", test_only_types_that_suit_are_offered);

  return g_test_run ();
}
