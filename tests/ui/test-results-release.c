/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The results of a survey that protects answers: the headline, what is locked and why, and what is said of the noise.
 */

#include "config.h"

#include "results-support.h"
#include "results/mok-chart-view.h"
#include "results/mok-comments-view.h"
#include "results/mok-headline-card.h"
#include "results/mok-option-button.h"
#include "results/mok-table-view.h"

static const char *
get_foot (Results *self)
{
  GtkWidget *table = results_find (self, MOK_TYPE_TABLE_VIEW);

  return gtk_label_get_text (GTK_LABEL (gtk_widget_get_next_sibling (table)));
}

static void
test_release_shows_no_counts_and_bases_to_five (void)
{
  g_autoptr (Results) self = results_new ();

  mok_question_list_select (self->list, results_get_question ("al"));
  test_settle ();
  MokTable *table = results_get_table (self);
  int n = (int) table->columns->len;
  g_autofree char *base = g_strdup_printf ("≈ %.0f", mok_table_get_shown_base (table, 0));

  g_assert_false (table->exact);
  for (int i = 1; i <= n; i++)
    g_assert_cmpstr (results_get_cell (self, i, 3), ==, "");
  g_assert_cmpstr (results_get_cell (self, n + 1, 3), ==, base);

  /* What the chart says is said once. */
  g_assert_null (strstr (get_foot (self), "No single answer can be read"));
  gtk_widget_activate_action (GTK_WIDGET (self->view), "results.cycle", NULL);
  gtk_widget_activate_action (GTK_WIDGET (self->view), "results.cycle", NULL);
  test_settle ();
  g_assert_nonnull (strstr (get_foot (self), "No single answer can be read"));
}

static void
test_open_survey_speaks_of_no_noise (void)
{
  g_autoptr (Results) self = results_new_of (results_get_open_cube ());

  mok_question_list_select (self->list, results_get_open_question ("al"));
  gtk_widget_activate_action (GTK_WIDGET (self->view), "results.cycle", NULL);
  gtk_widget_activate_action (GTK_WIDGET (self->view), "results.cycle", NULL);
  test_settle ();
  g_assert_nonnull (strstr (get_foot (self), "This survey does not protect answers"));
  g_assert_null (strstr (get_foot (self), "estimates"));
  g_assert_null (strstr (get_foot (self), "rounded"));
}

static void
test_headline_comes_first (void)
{
  g_autoptr (Results) self = results_new ();
  GtkWidget *chart = results_find (self, MOK_TYPE_CHART_VIEW);
  GtkWidget *card = results_find (self, MOK_TYPE_HEADLINE_CARD);
  g_autofree char *description = NULL;

  g_assert_cmpstr (mok_question_list_get_page (self->list), ==, "headline");
  g_assert_null (mok_question_list_get_selected (self->list));
  g_assert_true (gtk_widget_get_mapped (chart));
  g_assert_null (results_get_table (self));
  g_assert_nonnull (card);
  g_assert_cmpuint (mok_headline_card_get_n_figures (MOK_HEADLINE_CARD (card)), >=, 1);
  g_assert_cmpstr (results_get_cell (self, 0, 0), ==, "Protection");
  g_assert_cmpstr (results_get_cell (self, 1, 0), ==, "Breaks, under 5");

  /* Its breakdown is the size of the workplace, and no other. */
  GtkWidget *button = results_find (self, MOK_TYPE_OPTION_BUTTON);
  g_assert_true (gtk_widget_get_mapped (button));
  results_assert_locked (self, "Fewer than five, or five and more", "Not offered here: the breakdown uses it already.");

  /* The keyboard goes from the headline to the questions and back. */
  mok_question_list_focus_selected (self->list);
  GtkWidget *focus = gtk_window_get_focus (self->window);
  g_assert_true (GTK_IS_LIST_BOX_ROW (focus));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (focus), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Protections by workplace size");
  mok_question_list_select (self->list, results_get_question ("al"));
  test_settle ();
  g_assert_nonnull (results_get_table (self));
  g_assert_null (test_find (GTK_WIDGET (self->view), MOK_TYPE_HEADLINE_CARD, NULL));
  mok_question_list_select (self->list, NULL);
  test_settle ();
  g_assert_cmpstr (mok_question_list_get_page (self->list), ==, "headline");
}

static void
test_figure_of_the_headline_is_one_cell_of_one_table (void)
{
  g_autoptr (Results) self = results_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (MokTable) breaks = mok_cube_get_table (results_get_cube (), "outcome:break_ok", NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autofree int *points = g_new0 (int, breaks->columns->len);

  mok_table_get_points (breaks, 0, points);
  for (guint i = 0; i < breaks->columns->len; i++)
    if (g_str_equal (mok_table_get_column (breaks, i)->code, "guaranteed_denied"))
      {
        g_autofree char *figure = mok_percent_to_string (points[i]);
        g_assert_nonnull (test_find (results_find (self, MOK_TYPE_HEADLINE_CARD), GTK_TYPE_LABEL, figure));
        return;
      }
  g_assert_not_reached ();
}

static void
test_protection_is_shown_by_law_too (void)
{
  g_autoptr (Results) self = results_new ();

  mok_question_list_select (self->list, results_get_question ("al"));
  test_settle ();
  g_assert_cmpstr (results_get_table (self)->question, ==, "al");
  GtkWidget *law = test_find (GTK_WIDGET (self->view), GTK_TYPE_TOGGLE_BUTTON, "By law");
  g_assert_nonnull (law);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (law), TRUE);
  results_choose (self, 0, "size5");
  g_assert_cmpstr (results_get_table (self)->question, ==, "outcome:al");
  g_assert_cmpstr (results_get_table (self)->by, ==, "size5");
  int n = (int) results_get_table (self)->columns->len;
  g_assert_cmpstr (results_get_cell (self, 0, n + 2), ==, "Did not apply");
  g_assert_null (results_get_cell (self, 0, n + 3));

  /* A question about no protection has its answers only; the next protection is shown by law again. */
  mok_question_list_select (self->list, results_get_question ("preg_free"));
  test_settle ();
  g_assert_null (test_find (GTK_WIDGET (self->view), GTK_TYPE_TOGGLE_BUTTON, "By law"));
  g_assert_cmpstr (results_get_table (self)->question, ==, "preg_free");
  mok_question_list_select (self->list, results_get_question ("menst"));
  test_settle ();
  g_assert_cmpstr (results_get_table (self)->question, ==, "outcome:menst");
}

static void
test_background_of_a_release_is_shown_in_total_only (void)
{
  g_autoptr (Results) self = results_new ();
  const char *gender = mok_question_get_title (results_get_question ("gender"), "en");

  mok_question_list_select (self->list, results_get_question ("al"));
  results_choose (self, 0, "gender");
  mok_question_list_select (self->list, results_get_question ("age_band"));
  test_settle ();
  g_assert_null (results_get_table (self)->by);
  results_assert_locked (self, gender, "Not offered: what people are is shown in total only.");
  mok_question_list_select (self->list, results_get_question ("al"));
  test_settle ();
  g_assert_cmpstr (results_get_table (self)->by, ==, "gender");
}

static void
test_filter_value_with_too_small_groups_is_locked (void)
{
  g_autoptr (Results) self = results_new ();
  g_autoptr (GPtrArray) backgrounds = mok_cube_get_breakdowns (results_get_cube ());
  guint n_locked = 0;

  mok_question_list_select (self->list, results_get_question ("al"));
  results_choose (self, 0, "occ");
  for (guint i = 0; i < backgrounds->len; i++)
    {
      const MokQuestion *background = g_ptr_array_index (backgrounds, i);
      g_autofree char *refusal = mok_cube_dup_refusal (results_get_cube (), "al", "occ", background->name);

      for (guint level = 0; refusal == NULL && level < mok_cube_get_n_levels (results_get_cube (), background); level++)
        {
          const char *code = mok_cube_get_level_code (results_get_cube (), background, level);

          if (mok_cube_offers_level (results_get_cube (), "occ", background->name, code))
            continue;
          results_assert_locked (self, mok_cube_get_level_label (results_get_cube (), background, level, "en"),
                                 "Not offered: its groups are too small for a reliable figure.");
          n_locked++;

          /* Asked for all the same, it is left out. */
          g_autofree char *id = g_strdup_printf ("%s %s", background->name, code);
          results_choose (self, 1, id);
          g_assert_null (results_get_table (self)->filter);
          g_assert_cmpstr (results_get_table (self)->by, ==, "occ");
          results_choose (self, 1, "");
        }
    }
  g_assert_cmpuint (n_locked, >, 0);
}

/* Doubtful cases are left out like by a filter, of protections only; what cannot leave them out shows everybody. */
static void
test_doubtful_cases_can_be_left_out (void)
{
  g_autoptr (Results) self = results_new ();

  /* The headline has no breakdown to choose. */
  results_choose (self, 0, "unflagged yes");
  g_assert_true (gtk_widget_get_mapped (results_find (self, MOK_TYPE_CHART_VIEW)));
  mok_question_list_select (self->list, results_get_question ("al"));
  test_settle ();
  g_assert_false (results_get_table (self)->unflagged);

  GtkWidget *law = test_find (GTK_WIDGET (self->view), GTK_TYPE_TOGGLE_BUTTON, "By law");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (law), TRUE);
  test_settle ();
  g_assert_cmpstr (results_get_table (self)->question, ==, "outcome:al");
  g_assert_true (results_get_table (self)->unflagged);
  results_choose (self, 0, "size5");
  g_assert_true (results_get_table (self)->unflagged);
  g_assert_cmpstr (results_get_table (self)->by, ==, "size5");
  results_assert_locked (self, "Gender",
                         "Not offered: doubtful cases are left out in total and by the size of the workplace only.");

  /* Of a sensitive question the reason is told, and everybody is shown. */
  mok_question_list_select (self->list, results_get_question ("ml"));
  test_settle ();
  g_assert_false (results_get_table (self)->unflagged);
  results_assert_locked (self, "Without doubtful cases", "Not offered: this would tell too much about single answers.");
}

static void
test_weights_are_shown_with_what_they_cost (void)
{
  MokCube *cube = results_get_weighted_cube ();
  g_autoptr (Results) self = results_new_of (cube);
  const MokQuestion *question = mok_questionnaire_find_question (mok_cube_get_questionnaire (cube), "al");
  const MokWeighting *weighting = mok_cube_get_weighting (cube);
  g_autoptr (GError) error = NULL;
  g_autoptr (MokTable) expected = mok_cube_get_table_weighted (cube, "al", NULL, &error);

  g_assert_no_error (error);
  mok_question_list_select (self->list, question);
  test_settle ();

  GtkWidget *weighted = test_find (GTK_WIDGET (self->view), GTK_TYPE_TOGGLE_BUTTON, "Weighted");

  g_assert_nonnull (weighted);
  g_assert_false (results_get_table (self)->weighted);
  results_choose (self, 1, "gender 1");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (weighted), TRUE);
  test_settle ();
  g_assert_true (results_get_table (self)->weighted);
  g_assert_null (results_get_table (self)->filter);
  g_autofree char *shown = mok_table_to_csv (results_get_table (self), "en");
  g_autofree char *csv = mok_table_to_csv (expected, "en");
  g_assert_cmpstr (shown, ==, csv);
  GtkWidget *filter = gtk_widget_get_next_sibling (results_find (self, MOK_TYPE_OPTION_BUTTON));
  GtkWidget *row = results_find_row (filter, mok_question_get_title (results_get_question ("gender"), "en"));
  g_assert_true (gtk_widget_has_css_class (row, "mok-locked"));
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==,
                   "Not offered: weighted figures are of all respondents.");

  /* In words: by what, how many people it is worth, the design effect. */
  g_autofree char *effect = g_strdup_printf ("about %.0f people without weights (design effect %.2f)",
                                             weighting->n_effective, weighting->design_effect);
  GtkWidget *foot = gtk_widget_get_next_sibling (results_find (self, MOK_TYPE_TABLE_VIEW));
  GtkWidget *note = gtk_widget_get_next_sibling (foot);
  g_assert_true (gtk_widget_get_visible (note));
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (note)), effect));

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (weighted), FALSE);
  test_settle ();
  g_assert_cmpstr (results_get_table (self)->filter, ==, "gender");
  g_assert_false (gtk_widget_get_visible (note));
}

static void
test_comments_have_a_page_while_there_is_something_to_say (void)
{
  g_autoptr (Results) self = results_new ();
  guint n = results_count_shown (self);

  mok_results_view_set_comments (self->view, TRUE, NULL);
  g_assert_cmpuint (results_count_shown (self), ==, n + 1);
  results_search (self, "comments to review");
  GtkWidget *entry = test_find (GTK_WIDGET (self->list), GTK_TYPE_SEARCH_ENTRY, NULL);
  g_signal_emit_by_name (entry, "activate");
  test_settle ();
  g_assert_cmpstr (mok_question_list_get_page (self->list), ==, "comments");
  g_assert_true (gtk_widget_get_mapped (results_find (self, MOK_TYPE_COMMENTS_VIEW)));
  g_assert_nonnull (test_find (GTK_WIDGET (self->view), GTK_TYPE_BUTTON, "_Review the Comments…"));
  g_assert_null (results_find (self, MOK_TYPE_TABLE_VIEW));

  mok_results_view_set_comments (self->view, FALSE, "Pay comes late.");
  test_settle ();
  g_assert_nonnull (test_find (GTK_WIDGET (self->view), GTK_TYPE_LABEL, "Pay comes late."));
  g_assert_null (test_find (GTK_WIDGET (self->view), GTK_TYPE_BUTTON, "_Review the Comments…"));
  mok_results_view_set_comments (self->view, FALSE, NULL);
  results_search (self, "");
  g_assert_cmpuint (results_count_shown (self), ==, n);
}

int
main (int argc, char **argv)
{
  test_ui_init (&argc, &argv);

  g_test_add_func ("/results-release/release-shows-no-counts-and-bases-to-five",
                   test_release_shows_no_counts_and_bases_to_five);
  g_test_add_func ("/results-release/open-survey-speaks-of-no-noise", test_open_survey_speaks_of_no_noise);
  g_test_add_func ("/results-release/headline-comes-first", test_headline_comes_first);
  g_test_add_func ("/results-release/figure-of-the-headline-is-one-cell-of-one-table",
                   test_figure_of_the_headline_is_one_cell_of_one_table);
  g_test_add_func ("/results-release/protection-is-shown-by-law-too", test_protection_is_shown_by_law_too);
  g_test_add_func ("/results-release/background-of-a-release-is-shown-in-total-only",
                   test_background_of_a_release_is_shown_in_total_only);
  g_test_add_func ("/results-release/filter-value-with-too-small-groups-is-locked",
                   test_filter_value_with_too_small_groups_is_locked);
  g_test_add_func ("/results-release/doubtful-cases-can-be-left-out", test_doubtful_cases_can_be_left_out);
  g_test_add_func ("/results-release/weights-are-shown-with-what-they-cost",
                   test_weights_are_shown_with_what_they_cost);
  g_test_add_func ("/results-release/comments-have-a-page-while-there-is-something-to-say",
                   test_comments_have_a_page_while_there_is_something_to_say);

  return g_test_run ();
}
