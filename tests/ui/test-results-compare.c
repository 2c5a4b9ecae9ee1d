/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Comparing the results in the window with another survey: what is shown, what follows the list, what is refused. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "analysis/mok-change.h"
#include "organize-samples.h"
#include "questionnaire/mok-xlsform.h"
#include "release/mok-closing.h"
#include "results-support.h"
#include "results/mok-chart-view.h"
#include "results/mok-comparison.h"
#include "results/mok-headline-card.h"
#include "results/mok-option-button.h"
#include "results/mok-report-card.h"
#include "results/mok-table-view.h"

/* Closed once for all tests: deriving their keys takes most of the time. */
static MokSurvey *mine, *other;
static MokCube *my_cube, *other_cube;

static MokCube *
load_cube (MokSurvey *survey)
{
  g_autoptr (GError) error = NULL;
  MokCube *cube = mok_closing_load_cube (survey, &error);

  g_assert_no_error (error);
  return cube;
}

static void
close_surveys (void)
{
  mine = test_survey_new_closed (MOK_DISCLOSURE_STANDARD, "This year", 80);
  other = test_survey_new_closed (MOK_DISCLOSURE_STANDARD, "Last year", 60);
  my_cube = load_cube (mine);
  other_cube = load_cube (other);
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GError **error = data;
  g_autoptr (GError) failure = NULL;

  if (mok_results_view_compare_finish (MOK_RESULTS_VIEW (source), result, &failure))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_EXISTS, "done");
  else
    g_propagate_error (error, g_steal_pointer (&failure));
}

static gboolean
is_set (gpointer data)
{
  return *(GError **) data != NULL;
}

/* Returns: (transfer full) (nullable): why not */
static char *
compare (Results *self, MokSurvey *survey)
{
  g_autoptr (GError) error = NULL;

  mok_results_view_compare_async (self->view, mok_survey_get_path (survey), compared_cb, &error);
  g_assert_true (test_wait_for (is_set, &error));
  test_settle ();
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_EXISTS) ? NULL : g_strdup (error->message);
}

static Results *
new_results (void)
{
  Results *self = results_new_of (my_cube);

  mok_results_view_set_survey (self->view, mok_survey_get_manifest (mine), NULL);
  return self;
}

static const MokQuestion *
get_question (const char *name)
{
  return mok_questionnaire_find_question (mok_cube_get_questionnaire (my_cube), name);
}

static void
select_question (Results *self, const char *name)
{
  mok_question_list_select (self->list, get_question (name));
  test_settle ();
}

static MokTable *
get_table (MokCube *cube, const char *question)
{
  g_autoptr (GError) error = NULL;
  MokTable *table = mok_cube_get_table (cube, question, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return table;
}

/* The table on the screen against the lower layer; @before is the earlier wave. */
static void
assert_shows_change (Results *self, MokCube *before, MokCube *after, const char *question)
{
  g_autoptr (MokTable) earlier = get_table (before, question), later = get_table (after, question);
  MokFigure *figure = mok_results_view_get_figure (self->view);
  g_autofree char *csv = NULL;
  g_autoptr (GString) expected = mok_change_new_csv ();

  g_assert_nonnull (figure);
  g_assert_nonnull (mok_figure_get_earlier (figure));
  g_assert_cmpstr (mok_figure_get_name (figure), ==, question);
  csv = mok_figure_dup_csv (figure, "en");
  mok_change_append_csv (expected, earlier, later, "en");
  g_assert_cmpstr (csv, ==, expected->str);
  g_assert_cmpuint (later->columns->len, >, 1);
  for (guint column = 0; column < later->columns->len; column++)
    {
      const MokDifference change = mok_change_get (earlier, later, 0, 0, column);
      const double points = round (100 * change.difference);
      g_autofree char *shown = isnan (points) ? g_strdup ("–")
                               : points == 0  ? g_strdup ("0")
                                              : g_strdup_printf ("%s%.0f", points < 0 ? "−" : "+", fabs (points));

      g_assert_cmpstr (results_get_cell (self, (int) column + 1, 3), ==, shown);
    }
}

static GtkWidget *
find_label (Results *self, const char *words)
{
  return test_find (GTK_WIDGET (self->view), GTK_TYPE_LABEL, words);
}

static const char *
get_foot (Results *self)
{
  return gtk_label_get_text (GTK_LABEL (gtk_widget_get_next_sibling (results_find (self, MOK_TYPE_TABLE_VIEW))));
}

/* Below the foot and what is said of weights. */
static const char *
get_remarks (Results *self)
{
  GtkWidget *foot = gtk_widget_get_next_sibling (results_find (self, MOK_TYPE_TABLE_VIEW));

  return gtk_label_get_text (GTK_LABEL (gtk_widget_get_next_sibling (gtk_widget_get_next_sibling (foot))));
}

static void
test_shows_the_change_and_follows_the_list (void)
{
  g_autoptr (Results) self = new_results ();
  g_autofree char *refused = NULL;

  select_question (self, "al");
  g_assert_null (mok_figure_get_earlier (mok_results_view_get_figure (self->view)));
  refused = compare (self, other);
  g_assert_null (refused);
  assert_shows_change (self, other_cube, my_cube, "al");
  g_assert_nonnull (find_label (self, "Compared: Last year, 2026-11-22 → This year, 2026-11-22"));
  g_assert_nonnull (find_label (self, "The surveys are less than six months apart. Leave more time between two surveys "
                                      "of the same people. Where the same people answered both surveys, the second "
                                      "one is a second draw of the same truth: both together tell more about a single "
                                      "person than each alone."));

  select_question (self, "menst");
  assert_shows_change (self, other_cube, my_cube, "menst");

  GtkWidget *law = test_find (GTK_WIDGET (self->view), GTK_TYPE_TOGGLE_BUTTON, "By law");

  g_assert_nonnull (law);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (law), TRUE);
  test_settle ();
  assert_shows_change (self, other_cube, my_cube, "outcome:menst");
  g_assert_nonnull (strstr (get_foot (self), "not a legal finding"));

  gtk_widget_activate_action (GTK_WIDGET (self->view), "results.swap-comparison", NULL);
  test_settle ();
  assert_shows_change (self, my_cube, other_cube, "outcome:menst");
}

static gboolean
has_child_that_says (GtkWidget *view, const char *sentence)
{
  for (GtkWidget *child = gtk_widget_get_first_child (view); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      g_autofree char *told =
          gtk_test_accessible_check_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence);

      if (told == NULL)
        return TRUE;
    }
  return FALSE;
}

static void
test_marks_say_the_change (void)
{
  g_autoptr (Results) self = new_results ();
  g_autofree char *refused = NULL;

  select_question (self, "al");
  refused = compare (self, other);
  g_assert_null (refused);

  GtkWidget *view = results_find (self, MOK_TYPE_CHART_VIEW);
  const MokChartOptions options = { .width = 700, .language = "en" };
  g_autoptr (MokChart) chart = mok_figure_create_chart (mok_results_view_get_figure (self->view), &options);
  g_autoptr (MokTable) later = get_table (my_cube, "al");

  g_assert_cmpint (mok_chart_get_kind (chart), ==, MOK_CHART_CHANGE);
  g_assert_cmpuint (mok_chart_get_n_marks (chart), ==, later->columns->len);
  for (guint i = 0; i < mok_chart_get_n_marks (chart); i++)
    g_assert_true (has_child_that_says (view, mok_chart_get_mark (chart, i)->sentence));
}

static void
test_pages_without_a_question_and_the_end (void)
{
  g_autoptr (Results) self = new_results ();
  g_autofree char *refused = compare (self, other);

  g_assert_null (refused);
  g_assert_null (mok_results_view_get_figure (self->view));
  g_assert_nonnull (find_label (self, "Choose a question in the list to see what changed."));
  g_assert_null (results_find (self, MOK_TYPE_HEADLINE_CARD));

  select_question (self, "al");
  g_assert_null (find_label (self, "Choose a question in the list to see what changed."));
  g_assert_null (results_find (self, MOK_TYPE_REPORT_CARD));
  g_assert_null (results_find (self, MOK_TYPE_OPTION_BUTTON));
  gtk_widget_activate_action (GTK_WIDGET (self->view), "results.end-comparison", NULL);
  test_settle ();
  g_assert_null (mok_figure_get_earlier (mok_results_view_get_figure (self->view)));
  g_assert_null (find_label (self, "Compared: Last year, 2026-11-22 → This year, 2026-11-22"));
  g_assert_null (test_find (GTK_WIDGET (self->view), GTK_TYPE_BUTTON, "_End Comparison"));

  /* Without a comparison there is nothing to end or to swap. */
  gtk_widget_activate_action (GTK_WIDGET (self->view), "results.end-comparison", NULL);
  gtk_widget_activate_action (GTK_WIDGET (self->view), "results.swap-comparison", NULL);
  test_settle ();
  g_assert_null (mok_figure_get_earlier (mok_results_view_get_figure (self->view)));
  mok_question_list_select (self->list, NULL);
  test_settle ();
  g_assert_nonnull (results_find (self, MOK_TYPE_HEADLINE_CARD));
}

/* As a key that no widget has taken reaches the window. */
static gboolean
press_escape (Results *self)
{
  GtkWidget *view = GTK_WIDGET (self->view);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (view);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      for (guint k = 0;
           GTK_IS_SHORTCUT_CONTROLLER (controller) && k < g_list_model_get_n_items (G_LIST_MODEL (controller)); k++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), k);
          g_autofree char *trigger = gtk_shortcut_trigger_to_string (gtk_shortcut_get_trigger (shortcut));

          if (g_str_equal (trigger, "Escape"))
            return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, view, NULL);
        }
    }
  g_assert_not_reached ();
}

static void
test_escape_ends_and_else_goes_on (void)
{
  g_autoptr (Results) self = new_results ();
  g_autofree char *refused = NULL;

  select_question (self, "al");
  g_assert_false (press_escape (self));
  refused = compare (self, other);
  g_assert_null (refused);
  g_assert_true (press_escape (self));
  test_settle ();
  g_assert_null (mok_figure_get_earlier (mok_results_view_get_figure (self->view)));
  g_assert_false (press_escape (self));
}

/* Of the short form's questions the first is the same, the second has other answers, and the third is new. */
static const char changed_form[] = "survey\n"
                                   ",type,name,label::English (en),label::한국어 (ko)\n"
                                   ",select_one exp,first,First question anew?,첫째 문항입니까?\n"
                                   ",select_one exp,second,Second question?,둘째 문항입니까?\n"
                                   ",select_one exp,third,Third question?,셋째 문항입니까?\n"
                                   "choices\n"
                                   ",list_name,name,label::English (en),label::한국어 (ko),mok_kind\n"
                                   ",exp,1,Good,좋음,\n"
                                   ",exp,2,Bad,나쁨,\n"
                                   ",exp,99,Prefer not to answer,응답하지 않겠습니다,refused\n"
                                   "settings\n"
                                   ",form_title,form_id,version,default_language,namespaces\n"
                                   ",Three questions,two,2,English (en),\"mok=\"\"https://moksori.org/xlsform\"\"\"\n";

static MokSurvey *
close_changed (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (changed_form, strlen (changed_form));
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);
  g_autoptr (MokQuestionnaire) questionnaire = mok_xlsform_read ("changed.csv", bytes, diagnostics);

  g_assert_nonnull (questionnaire);
  return test_survey_new_closed_with (questionnaire, MOK_DISCLOSURE_STANDARD, "Changed", 40);
}

static void
test_forms_that_differ (void)
{
  g_autoptr (MokSurvey) changed = close_changed ();
  g_autoptr (MokSurvey) plain = test_survey_new_short_closed (MOK_DISCLOSURE_STANDARD, "Plain", 40);
  g_autoptr (MokCube) cube = load_cube (changed), plain_cube = load_cube (plain);
  MokQuestionnaire *form = mok_cube_get_questionnaire (cube);
  g_autoptr (Results) self = results_new_of (cube);
  g_autofree char *refused = NULL;

  mok_results_view_set_survey (self->view, mok_survey_get_manifest (changed), NULL);
  mok_question_list_select (self->list, mok_questionnaire_find_question (form, "first"));
  refused = compare (self, plain);
  g_assert_null (refused);
  assert_shows_change (self, plain_cube, cube, "first");
  g_assert_true (g_str_has_prefix (get_remarks (self), "The surveys are less than six months apart."));
  g_assert_nonnull (strstr (get_remarks (self), "The question is not worded alike in both surveys."));

  mok_question_list_select (self->list, mok_questionnaire_find_question (form, "second"));
  test_settle ();
  g_assert_null (mok_results_view_get_figure (self->view));
  g_assert_null (results_find (self, MOK_TYPE_CHART_VIEW));
  g_assert_nonnull (find_label (self,
                                "The answers to this question are not the same in both surveys, so they cannot be "
                                "compared."));
  mok_question_list_select (self->list, mok_questionnaire_find_question (form, "third"));
  test_settle ();
  g_assert_null (results_find (self, MOK_TYPE_CHART_VIEW));
  g_assert_nonnull (find_label (self, "This question is not in the other survey."));
}

static char *
dup_names (const char *my_date)
{
  static const guint8 key[MOK_PUBLIC_KEY_SIZE] = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (MokManifest) manifest =
      mok_manifest_new (mok_cube_get_questionnaire (my_cube), "Shown", MOK_DISCLOSURE_STANDARD, key, my_date, 0);
  g_autoptr (MokComparison) comparison = mok_comparison_new (my_cube, manifest, mok_survey_get_path (other), &error);

  g_assert_no_error (error);
  return mok_comparison_dup_names (comparison);
}

static void
test_date_says_which_is_the_earlier_one (void)
{
  g_autofree char *before = dup_names ("2025-11-22"), *after = dup_names ("2027-11-22");

  g_assert_cmpstr (before, ==, "Compared: Shown, 2025-11-22 → Last year, 2026-11-22");
  g_assert_cmpstr (after, ==, "Compared: Last year, 2026-11-22 → Shown, 2027-11-22");
}

static void
test_what_cannot_be_compared_is_refused_by_name (void)
{
  g_autoptr (Results) self = new_results ();
  g_autoptr (MokSurvey) collecting = test_survey_new (MOK_DISCLOSURE_STANDARD, "Collecting");
  g_autofree char *not_closed = compare (self, collecting), *same = compare (self, mine);
  g_autoptr (MokSurvey) foreign = test_survey_new_short_closed (MOK_DISCLOSURE_STANDARD, "Foreign", 30);
  g_autofree char *nothing = compare (self, foreign);

  g_assert_cmpstr (not_closed, ==,
                   "“Collecting.moksori” is not closed yet. Only closed surveys have results to compare.");
  g_assert_cmpstr (nothing, ==,
                   "“Foreign.moksori” has no question in common with this survey, so there is nothing to compare.");
  g_assert_cmpstr (same, ==, "“This year.moksori” is this same survey. Choose another one.");
  g_assert_null (test_find (GTK_WIDGET (self->view), GTK_TYPE_BUTTON, "_End Comparison"));
}

int
main (int argc, char **argv)
{
  test_ui_init (&argc, &argv);
  close_surveys ();

  g_test_add_func ("/results-compare/shows-the-change-and-follows-the-list",
                   test_shows_the_change_and_follows_the_list);
  g_test_add_func ("/results-compare/marks-say-the-change", test_marks_say_the_change);
  g_test_add_func ("/results-compare/pages-without-a-question-and-the-end", test_pages_without_a_question_and_the_end);
  g_test_add_func ("/results-compare/date-says-which-is-the-earlier-one", test_date_says_which_is_the_earlier_one);
  g_test_add_func ("/results-compare/forms-that-differ", test_forms_that_differ);
  g_test_add_func ("/results-compare/escape-ends-and-else-goes-on", test_escape_ends_and_else_goes_on);
  g_test_add_func ("/results-compare/what-cannot-be-compared-is-refused-by-name",
                   test_what_cannot_be_compared_is_refused_by_name);

  return g_test_run ();
}
