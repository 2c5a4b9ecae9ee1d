/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The results of a closed survey: finding a question, breaking it down, reading and taking its figures along. */

#include "config.h"

#include "base/mok-language.h"
#include "organize-samples.h"
#include "release/mok-closing.h"
#include "results/mok-chart-file.h"
#include "results/mok-chart-view.h"
#include "results/mok-comments-view.h"
#include "results/mok-headline-card.h"
#include "results/mok-option-button.h"
#include "results/mok-question-list.h"
#include "results/mok-results-view.h"
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
static MokCube *
get_cube (void)
{
  static MokCube *cube = NULL;

  if (cube == NULL)
    cube = load_cube (MOK_DISCLOSURE_STANDARD);
  return cube;
}

static MokCube *
get_open_cube (void)
{
  static MokCube *cube = NULL;

  if (cube == NULL)
    cube = load_cube (MOK_DISCLOSURE_OPEN);
  return cube;
}

static const MokQuestion *
get_question (const char *name)
{
  return mok_questionnaire_find_question (mok_cube_get_questionnaire (get_cube ()), name);
}

static const MokQuestion *
get_open_question (const char *name)
{
  return mok_questionnaire_find_question (mok_cube_get_questionnaire (get_open_cube ()), name);
}

typedef struct
{
  GtkWindow *window;
  MokResultsView *view;
  MokQuestionList *list;
} Results;

static Results *
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

static Results *
results_new (void)
{
  return results_new_of (get_cube ());
}

static void
results_free (Results *self)
{
  gtk_window_destroy (self->window);
  test_settle ();
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Results, results_free)

static MokTable *
get_table (Results *self)
{
  GtkWidget *chart = test_find (GTK_WIDGET (self->view), MOK_TYPE_CHART_VIEW, NULL);

  return mok_chart_view_get_table (MOK_CHART_VIEW (chart));
}

static void
choose (Results *self, guint button, const char *id)
{
  GtkWidget *first = test_find (GTK_WIDGET (self->view), MOK_TYPE_OPTION_BUTTON, NULL);
  GtkWidget *chosen = button == 0 ? first : gtk_widget_get_next_sibling (first);

  g_signal_emit_by_name (chosen, "chosen", id);
  test_settle ();
}

static guint
count_shown_questions (Results *self)
{
  GtkWidget *list = test_find (GTK_WIDGET (self->list), GTK_TYPE_LIST_BOX, NULL);
  guint n = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (list); row != NULL; row = gtk_widget_get_next_sibling (row))
    n += gtk_widget_get_child_visible (row) && gtk_list_box_row_get_selectable (GTK_LIST_BOX_ROW (row));
  return n;
}

static void
search (Results *self, const char *text)
{
  GtkWidget *entry = test_find (GTK_WIDGET (self->list), GTK_TYPE_SEARCH_ENTRY, NULL);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "search-changed");
  test_settle ();
}

static void
test_search_finds_words_in_either_language (void)
{
  g_autoptr (Results) self = results_new ();
  g_autoptr (GPtrArray) questions = mok_cube_get_questions (get_cube ());

  /* The headline is in the list, too. */
  g_assert_cmpuint (count_shown_questions (self), ==, questions->len + 1);
  search (self, "ANNUAL leave");
  g_assert_cmpuint (count_shown_questions (self), >=, 1);
  g_assert_cmpuint (count_shown_questions (self), <, questions->len);
  search (self, "연차");
  g_assert_cmpuint (count_shown_questions (self), >=, 1);
  search (self, "xyzzy");
  g_assert_cmpuint (count_shown_questions (self), ==, 0);
  g_assert_nonnull (test_find (GTK_WIDGET (self->list), GTK_TYPE_LABEL, "No question matches “xyzzy”."));
  search (self, "protections by");
  g_assert_cmpuint (count_shown_questions (self), ==, 1);
  search (self, "");
  g_assert_cmpuint (count_shown_questions (self), ==, questions->len + 1);
}

/* A cell of the table on the screen. */
static const char *
get_cell (Results *self, int row, int column)
{
  GtkWidget *view = test_find (GTK_WIDGET (self->view), MOK_TYPE_TABLE_VIEW, NULL);
  GtkWidget *grid = test_find (view, GTK_TYPE_GRID, NULL);
  GtkWidget *cell = gtk_grid_get_child_at (GTK_GRID (grid), column, 2 * row);

  return cell != NULL ? gtk_label_get_text (GTK_LABEL (cell)) : NULL;
}

static void
test_table_has_every_figure_of_the_chart (void)
{
  g_autoptr (Results) self = results_new_of (get_open_cube ());

  mok_question_list_select (self->list, get_open_question ("al"));
  test_settle ();
  MokTable *table = get_table (self);
  g_autofree int *points = g_new0 (int, table->columns->len);
  const MokTableRow *all = mok_table_get_row (table, 0);

  g_assert_cmpstr (table->question, ==, "al");
  mok_table_get_points (table, 0, points);
  for (guint i = 0; i < table->columns->len; i++)
    {
      g_autofree char *share = g_strdup_printf ("%d", points[i]);
      g_autofree char *count = g_strdup_printf ("%" G_GINT64_FORMAT, all->cells[i].count);

      g_assert_cmpstr (get_cell (self, (int) i + 1, 0), ==,
                       mok_text_get (mok_table_get_column (table, i)->label, "en"));
      g_assert_cmpstr (get_cell (self, (int) i + 1, 1), ==, share);
      g_assert_cmpstr (get_cell (self, (int) i + 1, 3), ==, count);
    }
  g_autofree char *base = g_strdup_printf ("%.0f", all->base);
  g_assert_cmpstr (get_cell (self, (int) table->columns->len + 1, 3), ==, base);

  choose (self, 0, "occ");
  table = get_table (self);
  g_assert_cmpstr (table->by, ==, "occ");
  for (guint r = 0; r < table->rows->len; r++)
    {
      const MokTableRow *row = mok_table_get_row (table, r);

      g_assert_cmpstr (get_cell (self, (int) r + 1, 0), ==, mok_text_get (row->label, "en"));
      mok_table_get_points (table, r, points);
      for (guint i = 0; i < table->columns->len; i++)
        {
          g_autofree char *share = points[i] < 0 ? g_strdup ("–") : g_strdup_printf ("%d", points[i]);
          g_assert_cmpstr (get_cell (self, (int) r + 1, (int) i + 1), ==, share);
        }
      /* Base, then the four kinds of missing, each apart. */
      g_autofree char *row_base = g_strdup_printf ("%.0f", row->base);
      g_autofree char *not_asked = g_strdup_printf ("%.0f", row->missing[MOK_MISSING_NOT_ASKED]);
      g_assert_cmpstr (get_cell (self, (int) r + 1, (int) table->columns->len + 1), ==, row_base);
      g_assert_cmpstr (get_cell (self, (int) r + 1, (int) table->columns->len + 5), ==, not_asked);
    }
}

static GtkWidget *
find_row (GtkWidget *top, const char *title)
{
  if (ADW_IS_PREFERENCES_ROW (top) && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (top)), title) == 0)
    return top;
  for (GtkWidget *child = gtk_widget_get_first_child (top); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (child, title);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
assert_locked (Results *self, const char *title, const char *reason)
{
  GtkWidget *row = find_row (GTK_WIDGET (self->view), title);

  g_assert_nonnull (row);
  g_assert_true (gtk_widget_has_css_class (row, "mok-locked"));
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, reason);
  g_assert_false (gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (row)));
}

static void
test_breakdown_that_is_not_offered_stays_with_its_reason (void)
{
  g_autoptr (Results) self = results_new ();
  const MokQuestion *occupation = get_question ("occ");
  const char *title = mok_question_get_title (occupation, "en");

  mok_question_list_select (self->list, get_question ("al"));
  choose (self, 0, "occ");
  g_assert_cmpstr (get_table (self)->by, ==, "occ");
  g_assert_false (gtk_widget_has_css_class (find_row (GTK_WIDGET (self->view), title), "mok-locked"));

  /* It stays from question to question, but not for the question that it is. */
  mok_question_list_select (self->list, get_question ("menst"));
  test_settle ();
  g_assert_cmpstr (get_table (self)->by, ==, "occ");
  mok_question_list_select (self->list, occupation);
  test_settle ();
  g_assert_null (get_table (self)->by);
  assert_locked (self, title, "Not offered here: this is the question itself.");
}

static void
test_filter_takes_one_level_and_never_what_the_breakdown_takes (void)
{
  g_autoptr (Results) self = results_new ();
  const MokQuestion *occupation = get_question ("occ");
  g_autofree char *id = g_strdup_printf ("occ %s", mok_cube_get_level_code (get_cube (), occupation, 0));

  mok_question_list_select (self->list, get_question ("al"));
  test_settle ();
  double everybody = mok_table_get_row (get_table (self), 0)->base;
  choose (self, 1, id);
  g_assert_cmpstr (get_table (self)->filter, ==, "occ");
  g_assert_cmpfloat (mok_table_get_row (get_table (self), 0)->base, <, everybody);
  assert_locked (self, mok_question_get_title (occupation, "en"), "Not offered here: the filter uses it already.");

  choose (self, 1, "");
  g_assert_null (get_table (self)->filter);
  g_assert_cmpfloat (mok_table_get_row (get_table (self), 0)->base, ==, everybody);
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

  mok_question_list_select (self->list, get_question ("al"));
  g_signal_emit_by_name (self->list, "activated");
  test_settle ();
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (self->list)));
  g_assert_true (gtk_widget_get_mapped (chart));
  g_assert_cmpstr (mok_results_view_get_title (self->view), ==, mok_question_get_title (get_question ("al"), "en"));

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

  mok_question_list_select (self->list, get_question ("al"));
  choose (self, 0, "occ");

  GtkWidget *view = test_find (GTK_WIDGET (self->view), MOK_TYPE_TABLE_VIEW, NULL);
  GtkWidget *grid = test_find (view, GTK_TYPE_GRID, NULL);
  MokTable *table = get_table (self);

  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (grid), GTK_ACCESSIBLE_ROLE_TABLE);
  for (guint r = 1; r <= table->rows->len; r++)
    {
      GtkWidget *first = gtk_grid_get_child_at (GTK_GRID (grid), 0, 2 * (int) r);
      g_autoptr (GString) sentence = g_string_new (gtk_label_get_text (GTK_LABEL (first)));

      for (guint i = 1; i < table->columns->len + 6; i++)
        g_string_append_printf (sentence, ". %s: %s", get_cell (self, 0, (int) i), get_cell (self, (int) r, (int) i));
      gtk_test_accessible_assert_role (GTK_ACCESSIBLE (first), GTK_ACCESSIBLE_ROLE_ROW_HEADER);
      gtk_test_accessible_assert_property (GTK_ACCESSIBLE (first), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence->str);
      g_assert_true (gtk_widget_get_focusable (first));
    }
}

static GtkWidget *
find (Results *self, GType type)
{
  return test_find (GTK_WIDGET (self->view), type, NULL);
}

static const char *
get_foot (Results *self)
{
  GtkWidget *table = find (self, MOK_TYPE_TABLE_VIEW);

  return gtk_label_get_text (GTK_LABEL (gtk_widget_get_next_sibling (table)));
}

static void
test_release_shows_no_counts_and_bases_to_five (void)
{
  g_autoptr (Results) self = results_new ();

  mok_question_list_select (self->list, get_question ("al"));
  test_settle ();
  MokTable *table = get_table (self);
  int n = (int) table->columns->len;
  g_autofree char *base = g_strdup_printf ("≈ %.0f", mok_table_get_shown_base (table, 0));

  g_assert_false (table->exact);
  for (int i = 1; i <= n; i++)
    g_assert_cmpstr (get_cell (self, i, 3), ==, "");
  g_assert_cmpstr (get_cell (self, n + 1, 3), ==, base);

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
  g_autoptr (Results) self = results_new_of (get_open_cube ());

  mok_question_list_select (self->list, get_open_question ("al"));
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
  GtkWidget *chart = find (self, MOK_TYPE_CHART_VIEW);
  GtkWidget *card = find (self, MOK_TYPE_HEADLINE_CARD);
  g_autofree char *description = NULL;

  g_assert_cmpstr (mok_question_list_get_page (self->list), ==, "headline");
  g_assert_null (mok_question_list_get_selected (self->list));
  g_assert_true (gtk_widget_get_mapped (chart));
  g_assert_null (get_table (self));
  g_assert_nonnull (card);
  g_assert_cmpuint (mok_headline_card_get_n_figures (MOK_HEADLINE_CARD (card)), >=, 1);
  g_assert_cmpstr (get_cell (self, 0, 0), ==, "Protection");
  g_assert_cmpstr (get_cell (self, 1, 0), ==, "Breaks, under 5");

  /* Its breakdown is the size of the workplace, and no other. */
  GtkWidget *button = find (self, MOK_TYPE_OPTION_BUTTON);
  g_assert_true (gtk_widget_get_mapped (button));
  assert_locked (self, "Fewer than five, or five and more", "Not offered here: the breakdown uses it already.");

  /* The keyboard goes from the headline to the questions and back. */
  mok_question_list_focus_selected (self->list);
  GtkWidget *focus = gtk_window_get_focus (self->window);
  g_assert_true (GTK_IS_LIST_BOX_ROW (focus));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (focus), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Protections by workplace size");
  mok_question_list_select (self->list, get_question ("al"));
  test_settle ();
  g_assert_nonnull (get_table (self));
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
  g_autoptr (MokTable) breaks = mok_cube_get_table (get_cube (), "outcome:break_ok", NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autofree int *points = g_new0 (int, breaks->columns->len);

  mok_table_get_points (breaks, 0, points);
  for (guint i = 0; i < breaks->columns->len; i++)
    if (g_str_equal (mok_table_get_column (breaks, i)->code, "guaranteed_denied"))
      {
        g_autofree char *figure = mok_percent_to_string (points[i]);
        g_assert_nonnull (test_find (find (self, MOK_TYPE_HEADLINE_CARD), GTK_TYPE_LABEL, figure));
        return;
      }
  g_assert_not_reached ();
}

static void
test_protection_is_shown_by_law_too (void)
{
  g_autoptr (Results) self = results_new ();

  mok_question_list_select (self->list, get_question ("al"));
  test_settle ();
  g_assert_cmpstr (get_table (self)->question, ==, "al");
  GtkWidget *law = test_find (GTK_WIDGET (self->view), GTK_TYPE_TOGGLE_BUTTON, "By law");
  g_assert_nonnull (law);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (law), TRUE);
  choose (self, 0, "size5");
  g_assert_cmpstr (get_table (self)->question, ==, "outcome:al");
  g_assert_cmpstr (get_table (self)->by, ==, "size5");
  int n = (int) get_table (self)->columns->len;
  g_assert_cmpstr (get_cell (self, 0, n + 2), ==, "Did not apply");
  g_assert_null (get_cell (self, 0, n + 3));

  /* A question about no protection has its answers only; the next protection is shown by law again. */
  mok_question_list_select (self->list, get_question ("preg_free"));
  test_settle ();
  g_assert_null (test_find (GTK_WIDGET (self->view), GTK_TYPE_TOGGLE_BUTTON, "By law"));
  g_assert_cmpstr (get_table (self)->question, ==, "preg_free");
  mok_question_list_select (self->list, get_question ("menst"));
  test_settle ();
  g_assert_cmpstr (get_table (self)->question, ==, "outcome:menst");
}

static void
test_background_of_a_release_is_shown_in_total_only (void)
{
  g_autoptr (Results) self = results_new ();
  const char *gender = mok_question_get_title (get_question ("gender"), "en");

  mok_question_list_select (self->list, get_question ("al"));
  choose (self, 0, "gender");
  mok_question_list_select (self->list, get_question ("age_band"));
  test_settle ();
  g_assert_null (get_table (self)->by);
  assert_locked (self, gender, "Not offered: what people are is shown in total only.");
  mok_question_list_select (self->list, get_question ("al"));
  test_settle ();
  g_assert_cmpstr (get_table (self)->by, ==, "gender");
}

static void
test_filter_value_with_too_small_groups_is_locked (void)
{
  g_autoptr (Results) self = results_new ();
  g_autoptr (GPtrArray) backgrounds = mok_cube_get_breakdowns (get_cube ());
  guint n_locked = 0;

  mok_question_list_select (self->list, get_question ("al"));
  choose (self, 0, "occ");
  for (guint i = 0; i < backgrounds->len; i++)
    {
      const MokQuestion *background = g_ptr_array_index (backgrounds, i);
      g_autofree char *refusal = mok_cube_dup_refusal (get_cube (), "al", "occ", background->name);

      for (guint level = 0; refusal == NULL && level < mok_cube_get_n_levels (get_cube (), background); level++)
        {
          const char *code = mok_cube_get_level_code (get_cube (), background, level);

          if (mok_cube_offers_level (get_cube (), "occ", background->name, code))
            continue;
          assert_locked (self, mok_cube_get_level_label (get_cube (), background, level, "en"),
                         "Not offered: its groups are too small for a reliable figure.");
          n_locked++;

          /* Asked for all the same, it is left out. */
          g_autofree char *id = g_strdup_printf ("%s %s", background->name, code);
          choose (self, 1, id);
          g_assert_null (get_table (self)->filter);
          g_assert_cmpstr (get_table (self)->by, ==, "occ");
          choose (self, 1, "");
        }
    }
  g_assert_cmpuint (n_locked, >, 0);
}

static void
test_comments_have_a_page_while_there_is_something_to_say (void)
{
  g_autoptr (Results) self = results_new ();
  guint n = count_shown_questions (self);

  mok_results_view_set_comments (self->view, TRUE, NULL);
  g_assert_cmpuint (count_shown_questions (self), ==, n + 1);
  search (self, "comments to review");
  GtkWidget *entry = test_find (GTK_WIDGET (self->list), GTK_TYPE_SEARCH_ENTRY, NULL);
  g_signal_emit_by_name (entry, "activate");
  test_settle ();
  g_assert_cmpstr (mok_question_list_get_page (self->list), ==, "comments");
  g_assert_true (gtk_widget_get_mapped (find (self, MOK_TYPE_COMMENTS_VIEW)));
  g_assert_nonnull (test_find (GTK_WIDGET (self->view), GTK_TYPE_BUTTON, "_Review the Comments…"));
  g_assert_null (find (self, MOK_TYPE_TABLE_VIEW));

  mok_results_view_set_comments (self->view, FALSE, "Pay comes late.");
  test_settle ();
  g_assert_nonnull (test_find (GTK_WIDGET (self->view), GTK_TYPE_LABEL, "Pay comes late."));
  g_assert_null (test_find (GTK_WIDGET (self->view), GTK_TYPE_BUTTON, "_Review the Comments…"));
  mok_results_view_set_comments (self->view, FALSE, NULL);
  search (self, "");
  g_assert_cmpuint (count_shown_questions (self), ==, n);
}

static void
assert_begins (MokTable *table, const char *name, const char *magic)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = mok_chart_file_make (table, "en", name, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), >, 100);
  g_assert_cmpint (memcmp (g_bytes_get_data (bytes, NULL), magic, strlen (magic)), ==, 0);
}

static void
test_ending_of_the_name_says_what_is_saved (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MokTable) table = mok_cube_get_table (get_cube (), "al", "occ", NULL, NULL, &error);

  g_assert_no_error (error);
  assert_begins (table, "a.png", "\x89PNG");
  assert_begins (table, "a.b.PDF", "%PDF");
  assert_begins (table, "a.svg", "<?xml");
  g_autofree char *csv = mok_table_to_csv (table, "en");
  assert_begins (table, "a.csv", csv);

  g_assert_null (mok_chart_file_make (table, "en", "a.docx", &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "a.docx"));
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
  g_test_add_func ("/results/release-shows-no-counts-and-bases-to-five",
                   test_release_shows_no_counts_and_bases_to_five);
  g_test_add_func ("/results/open-survey-speaks-of-no-noise", test_open_survey_speaks_of_no_noise);
  g_test_add_func ("/results/headline-comes-first", test_headline_comes_first);
  g_test_add_func ("/results/figure-of-the-headline-is-one-cell-of-one-table",
                   test_figure_of_the_headline_is_one_cell_of_one_table);
  g_test_add_func ("/results/protection-is-shown-by-law-too", test_protection_is_shown_by_law_too);
  g_test_add_func ("/results/background-of-a-release-is-shown-in-total-only",
                   test_background_of_a_release_is_shown_in_total_only);
  g_test_add_func ("/results/filter-value-with-too-small-groups-is-locked",
                   test_filter_value_with_too_small_groups_is_locked);
  g_test_add_func ("/results/comments-have-a-page-while-there-is-something-to-say",
                   test_comments_have_a_page_while_there_is_something_to_say);
  g_test_add_func ("/results/ending-of-the-name-says-what-is-saved", test_ending_of_the_name_says_what_is_saved);

  return g_test_run ();
}
