/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The page of a matrix: keys, what a screen reader hears of it, rows that come and go, and the narrow form. */

#include "config.h"

#include "base/mok-day.h"
#include "common/mok-text-size.h"
#include "common/mok-width-bin.h"
#include "questionnaire/mok-law.h"
#include "questionnaire/mok-xlsform.h"
#include "respond/mok-choice-row.h"
#include "respond/mok-law-fold.h"
#include "respond/mok-matrix-row.h"
#include "respond/mok-matrix-view.h"
#include "respond/mok-question-page.h"
#include "support.h"

typedef struct
{
  GtkWidget *window;
  MokInterview *interview; /* (owned) */
  MokQuestionPage *page;
} Fixture;

static guint
find (MokInterview *interview, const char *name)
{
  return mok_questionnaire_find_question (mok_interview_get_questionnaire (interview), name)->index;
}

static gboolean
is_narrow (gpointer data)
{
  GtkWidget *row = test_find (data, MOK_TYPE_MATRIX_ROW, NULL);

  return row != NULL && MOK_IS_CHOICE_ROW (mok_matrix_row_get_cell (MOK_MATRIX_ROW (row), 0));
}

static void
show (Fixture *self, const char *language, int width)
{
  self->page = MOK_QUESTION_PAGE (
      mok_question_page_new (self->interview, (guint) mok_interview_get_current (self->interview), language));
  self->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), width, 700);
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->page));
  gtk_window_present (GTK_WINDOW (self->window));
  gtk_widget_grab_focus (GTK_WIDGET (self->page));
  /* Rows are made anew when a window turns out to be narrow. */
  g_assert_true (width > 700 || test_wait_for (is_narrow, self->page));
  test_settle ();
}

static Fixture *
open_matrix (const char *language, int width)
{
  Fixture *self = g_new0 (Fixture, 1);
  g_autoptr (MokQuestionnaire) questionnaire = test_questionnaire_matrix ();
  g_autoptr (MokRandom) random = mok_random_new_seeded (7);

  self->interview = mok_interview_new (questionnaire, random, 20000);
  g_assert_true (mok_interview_next_page (self->interview, NULL));
  show (self, language, width);
  return self;
}

static void
close_matrix (Fixture *self)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  test_settle ();
  /* The page was the only other one who knew the answers. */
  g_assert_finalize_object (self->interview);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, close_matrix)

static MokMatrixRow *
find_row (Fixture *self, const char *name)
{
  const guint question = find (self->interview, name);
  GtkWidget *first = test_find (GTK_WIDGET (self->page), MOK_TYPE_MATRIX_ROW, NULL);

  for (GtkWidget *row = first; row != NULL; row = gtk_widget_get_next_sibling (row))
    if (MOK_IS_MATRIX_ROW (row) && mok_matrix_row_get_question (MOK_MATRIX_ROW (row)) == question)
      return MOK_MATRIX_ROW (row);
  g_assert_not_reached ();
}

static gboolean
is_at (Fixture *self, const char *name, int cell)
{
  return mok_matrix_row_get_focus (find_row (self, name)) == cell;
}

static int
get_choice (Fixture *self, const char *name)
{
  const MokAnswer *answer = mok_interview_get_answer (self->interview, find (self->interview, name));

  return answer->state == MOK_ANSWER_GIVEN ? (int) answer->choice : -1;
}

static void
press_digit (Fixture *self, guint digit)
{
  g_assert_true (mok_question_page_press_key (self->page, GDK_KEY_0 + digit, 0));
  test_settle ();
}

/* An arrow key, as the controller of the view gets it. */
static gboolean
press_arrow (Fixture *self, guint keyval)
{
  GtkWidget *view = test_find (GTK_WIDGET (self->page), MOK_TYPE_MATRIX_VIEW, NULL);
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (view);
  gboolean handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0, 0, &handled);
    }
  return handled;
}

/* What stands in the heads of the columns, left to right: who says nothing comes last. */
static void
test_columns (void)
{
  g_autoptr (MokQuestionnaire) form = test_questionnaire_matrix ();
  g_autoptr (MokMatrixColumns) columns =
      mok_matrix_columns_new (mok_questionnaire_find_question (form, "day")->choices, "en");
  static const char *const labels[] = {
    "Always or nearly always", "More than half", "Half or less", "Never or almost never", "Prefer not",
    "Does not apply",          "Not sure",
  };
  static const int keys[] = { 1, 2, 3, 4, 0, 5, 6 };

  g_assert_cmpuint (mok_matrix_columns_get_n (columns), ==, G_N_ELEMENTS (labels));
  g_assert_cmpuint (columns->n_answers, ==, 4);
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      g_assert_cmpstr (mok_matrix_columns_get_label (columns, i), ==, labels[i]);
      g_assert_cmpint (mok_matrix_columns_get_key (columns, i), ==, keys[i]);
      g_assert_cmpint (mok_matrix_columns_find_key (columns, (guint) keys[i]), ==, (int) i);
    }
  g_assert_cmpint (mok_matrix_columns_find_key (columns, 9), ==, -1);
}

static void
test_digits_answer_and_go_down (void)
{
  g_autoptr (Fixture) self = open_matrix ("en", 1082);

  g_assert_true (is_at (self, "breaks", 0));
  press_digit (self, 2);
  g_assert_cmpint (get_choice (self, "breaks"), ==, 1);
  g_assert_true (is_at (self, "day", 0));
  press_digit (self, 0);
  g_assert_cmpint (get_choice (self, "day"), ==, 4);
  /* The row that is not asked now is passed over; the last one keeps the keyboard. */
  g_assert_true (is_at (self, "holiday", 0));
  press_digit (self, 5);
  g_assert_cmpint (get_choice (self, "holiday"), ==, 5);
  g_assert_true (is_at (self, "holiday", 5));
  g_assert_false (mok_question_page_press_key (self->page, GDK_KEY_9, 0));
  g_assert_true (mok_question_page_commit (self->page));
}

static void
test_arrows_move_and_choose_nothing (void)
{
  g_autoptr (Fixture) self = open_matrix ("en", 1082);

  g_assert_true (press_arrow (self, GDK_KEY_Right));
  g_assert_true (press_arrow (self, GDK_KEY_KP_Right));
  g_assert_true (is_at (self, "breaks", 2));
  g_assert_true (press_arrow (self, GDK_KEY_Down));
  g_assert_true (is_at (self, "day", 2));
  g_assert_true (press_arrow (self, GDK_KEY_Down));
  g_assert_true (is_at (self, "holiday", 2));
  g_assert_true (press_arrow (self, GDK_KEY_Down));
  g_assert_true (is_at (self, "holiday", 2));
  g_assert_true (press_arrow (self, GDK_KEY_Left));
  g_assert_true (press_arrow (self, GDK_KEY_Up));
  g_assert_true (is_at (self, "day", 1));
  g_assert_cmpint (get_choice (self, "breaks"), ==, -1);
  g_assert_cmpint (get_choice (self, "day"), ==, -1);

  gtk_widget_set_direction (test_find (GTK_WIDGET (self->page), MOK_TYPE_MATRIX_VIEW, NULL), GTK_TEXT_DIR_RTL);
  g_assert_true (press_arrow (self, GDK_KEY_Left));
  g_assert_true (is_at (self, "day", 2));
}

static void
test_rows_come_and_go (void)
{
  g_autoptr (Fixture) self = open_matrix ("en", 1082);

  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (find_row (self, "night"))));
  press_digit (self, 1);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (find_row (self, "night"))));
  press_digit (self, 2);
  g_assert_true (is_at (self, "night", 0));
  press_digit (self, 3);
  g_assert_cmpint (get_choice (self, "night"), ==, 2);
  mok_matrix_row_grab_cell (find_row (self, "breaks"), 0);
  press_digit (self, 2);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (find_row (self, "night"))));
  g_assert_cmpint (get_choice (self, "night"), ==, -1);
}

/* Also by a click, or the space bar. */
static void
test_radio_buttons_choose (void)
{
  g_autoptr (Fixture) self = open_matrix ("en", 1082);
  GtkWidget *cell = mok_matrix_row_get_cell (find_row (self, "day"), 1);
  GtkWidget *other = mok_matrix_row_get_cell (find_row (self, "day"), 0);

  gtk_widget_activate (cell);
  g_assert_cmpint (get_choice (self, "day"), ==, 1);
  gtk_widget_activate (other);
  g_assert_cmpint (get_choice (self, "day"), ==, 0);
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (cell)));
  g_assert_cmpint (get_choice (self, "breaks"), ==, -1);
}

static void
test_screen_reader (void)
{
  static const int widths[] = { 1082, 400 };

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      g_autoptr (Fixture) self = open_matrix ("en", widths[i]);
      GtkWidget *view = test_find (GTK_WIDGET (self->page), MOK_TYPE_MATRIX_VIEW, NULL);
      MokMatrixRow *row = find_row (self, "day");
      GtkWidget *cell = mok_matrix_row_get_cell (row, 1);

      gtk_test_accessible_assert_property (view, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                           "Last 3 months How often did you get each of these?");
      gtk_test_accessible_assert_role (row, GTK_ACCESSIBLE_ROLE_RADIO_GROUP);
      gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, "A paid day off each week");
      gtk_test_accessible_assert_role (cell, GTK_ACCESSIBLE_ROLE_RADIO);
      gtk_test_accessible_assert_property (cell, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                           "A paid day off each week: More than half");
      gtk_test_accessible_assert_property (cell, GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS, "2");
      gtk_test_accessible_assert_state (cell, GTK_ACCESSIBLE_STATE_CHECKED, GTK_ACCESSIBLE_TRISTATE_FALSE);
      mok_matrix_row_grab_cell (row, 0);
      press_digit (self, 2);
      gtk_test_accessible_assert_state (cell, GTK_ACCESSIBLE_STATE_CHECKED, GTK_ACCESSIBLE_TRISTATE_TRUE);
    }
}

/* Row by row, out to the buttons, and round again. */
static void
test_tab_goes_row_by_row (void)
{
  static const int widths[] = { 1082, 400 };

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      g_autoptr (Fixture) self = open_matrix ("en", widths[i]);
      GtkWidget *next = test_find (GTK_WIDGET (self->page), GTK_TYPE_BUTTON, "Next");
      gboolean was_there = FALSE;

      press_digit (self, 3);
      mok_matrix_row_grab_cell (find_row (self, "breaks"), 0);
      g_signal_emit_by_name (self->window, "move-focus", GTK_DIR_TAB_FORWARD);
      g_assert_true (is_at (self, "day", 0));
      g_signal_emit_by_name (self->window, "move-focus", GTK_DIR_TAB_FORWARD);
      g_assert_true (is_at (self, "holiday", 0));
      for (guint n = 0; n < 6 && !was_there; n++)
        {
          g_signal_emit_by_name (self->window, "move-focus", GTK_DIR_TAB_FORWARD);
          was_there = gtk_root_get_focus (GTK_ROOT (self->window)) == next;
          g_assert_false (is_at (self, "holiday", 0));
        }
      g_assert_true (was_there);
      /* Back in at the end, and to the answer that is there. */
      for (guint n = 0; n < 6 && !is_at (self, "holiday", 0); n++)
        g_signal_emit_by_name (self->window, "move-focus", GTK_DIR_TAB_BACKWARD);
      g_signal_emit_by_name (self->window, "move-focus", GTK_DIR_TAB_BACKWARD);
      g_assert_true (is_at (self, "day", 0));
      g_signal_emit_by_name (self->window, "move-focus", GTK_DIR_TAB_BACKWARD);
      g_assert_true (is_at (self, "breaks", 2));
    }
}

static void
test_problem_stands_at_its_row (void)
{
  g_autoptr (Fixture) self = open_matrix ("en", 1082);

  press_digit (self, 1);
  press_digit (self, 3);
  g_assert_false (mok_question_page_commit (self->page));
  g_assert_nonnull (test_find (GTK_WIDGET (find_row (self, "day")), GTK_TYPE_LABEL, "Not this one."));
  g_assert_null (test_find (GTK_WIDGET (find_row (self, "breaks")), GTK_TYPE_LABEL, "Not this one."));
  /* The keyboard is where something has to be done. */
  g_assert_true (is_at (self, "day", 2));
  press_digit (self, 4);
  g_assert_null (test_find (GTK_WIDGET (find_row (self, "day")), GTK_TYPE_LABEL, "Not this one."));
  g_assert_true (mok_question_page_commit (self->page));
}

typedef struct
{
  Fixture *fixture;
  const char *name;
} Sight;

/* Whether a row has the keyboard and can be seen from its statement to its last choice. */
static gboolean
is_in_sight (gpointer data)
{
  const Sight *sight = data;
  GtkWidget *row = GTK_WIDGET (find_row (sight->fixture, sight->name));
  GtkWidget *viewport = gtk_widget_get_ancestor (row, GTK_TYPE_VIEWPORT);
  graphene_rect_t bounds;

  return is_at (sight->fixture, sight->name, 0) && gtk_widget_compute_bounds (row, viewport, &bounds)
         && bounds.size.height > 0 && bounds.origin.y >= 0
         && bounds.origin.y + bounds.size.height <= gtk_widget_get_height (viewport);
}

static void
test_rows_come_into_sight (void)
{
  static const char *const names[] = { "breaks", "day", "night", "holiday" };
  g_autoptr (Fixture) self = open_matrix ("en", 400);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      Sight sight = { self, names[i] };

      g_assert_true (test_wait_for (is_in_sight, &sight));
      press_digit (self, 1);
    }
}

static void
test_narrow_is_lists (void)
{
  g_autoptr (Fixture) self = open_matrix ("ko", 360);
  int least;

  gtk_widget_measure (GTK_WIDGET (self->page), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  g_assert_cmpint (least, <=, 360);
  g_assert_true (is_at (self, "breaks", 0));
  press_digit (self, 1);
  g_assert_cmpint (get_choice (self, "breaks"), ==, 0);
  g_assert_true (is_at (self, "day", 0));
  /* Down through the list, the line of the others, and to the next statement. */
  for (guint i = 0; i < 7; i++)
    g_assert_true (press_arrow (self, GDK_KEY_Down));
  g_assert_true (is_at (self, "night", 0));
  g_assert_true (press_arrow (self, GDK_KEY_Up));
  g_assert_true (is_at (self, "day", 6));
  gtk_widget_activate (mok_matrix_row_get_cell (find_row (self, "day"), 6));
  g_assert_cmpint (get_choice (self, "day"), ==, 6);
  g_signal_emit_by_name (gtk_widget_get_parent (mok_matrix_row_get_cell (find_row (self, "day"), 1)), "row-activated",
                         mok_matrix_row_get_cell (find_row (self, "day"), 1));
  g_assert_cmpint (get_choice (self, "day"), ==, 1);
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (mok_matrix_row_get_cell (find_row (self, "day"), 6))));
}

/* Answers and keyboard stay where they are when the window changes. */
static void
test_window_becomes_wide (void)
{
  g_autoptr (Fixture) self = open_matrix ("en", 400);

  press_digit (self, 2);
  g_assert_true (is_at (self, "day", 0));
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1082, 700);
  for (guint i = 0; i < 50 && is_narrow (self->page); i++)
    test_settle ();
  g_assert_false (is_narrow (self->page));
  g_assert_true (is_at (self, "day", 0));
  g_assert_true (
      gtk_check_button_get_active (GTK_CHECK_BUTTON (mok_matrix_row_get_cell (find_row (self, "breaks"), 1))));
}

/* Letters of any size: what does not fit as a table is lists. */
static void
test_large_letters (void)
{
  g_autoptr (Fixture) self = open_matrix ("en", 1082);
  GtkWidget *bin = gtk_widget_get_first_child (test_find (GTK_WIDGET (self->page), MOK_TYPE_MATRIX_VIEW, NULL));
  gboolean fits = FALSE;
  int least;

  press_digit (self, 2);
  for (guint i = 0; i < 5; i++)
    mok_text_size_step (1);
  for (guint i = 0; i < 50 && !fits; i++)
    {
      test_settle ();
      gtk_widget_measure (mok_width_bin_get_child (MOK_WIDTH_BIN (bin)), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL,
                          NULL, NULL);
      fits = is_narrow (self->page) && least <= gtk_widget_get_width (bin);
    }
  g_assert_true (fits);
  g_assert_true (is_at (self, "day", 0));
  mok_text_size_reset ();
  for (guint i = 0; i < 50 && is_narrow (self->page); i++)
    test_settle ();
  g_assert_false (is_narrow (self->page));
}

/* Where no table is possible each question says what its group says of all. */
static void
test_one_by_one (void)
{
  static const char source[] = "survey\n"
                               ",type,name,label,appearance\n"
                               ",begin_group,m,Module,\n"
                               ",begin_group,t,How often did it happen?,table-list\n"
                               ",select_one yn,a,Shouting,\n"
                               ",select_one ab,b,Threats,\n"
                               ",end_group,,,\n"
                               ",end_group,,,\n"
                               "choices\n,list_name,name,label\n,yn,1,Yes\n,yn,2,No\n,ab,1,A\n,ab,2,B\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (source, sizeof source - 1);
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);
  g_autoptr (MokQuestionnaire) form = mok_xlsform_read ("form.csv", bytes, diagnostics);
  g_autoptr (MokInterview) interview = NULL;
  g_autoptr (GtkWidget) page = NULL;

  g_assert_nonnull (form);
  interview = mok_interview_new (form, NULL, 20000);
  g_assert_true (mok_interview_next_page (interview, NULL));
  page = g_object_ref_sink (mok_question_page_new (interview, 1, "en"));
  g_assert_null (test_find (page, MOK_TYPE_MATRIX_VIEW, NULL));
  g_assert_nonnull (test_find (page, GTK_TYPE_LABEL, "How often did it happen?"));
  gtk_test_accessible_assert_property (test_find (page, GTK_TYPE_LIST_BOX, NULL), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "How often did it happen? Threats");
}

/* One fold for all rights that the rows are about. */
static void
test_law_of_all_rows (void)
{
  g_autoptr (Fixture) self = open_matrix ("en", 1082);

  mok_question_page_set_law_date (self->page, "2026-11-22");
  g_assert_cmpuint (test_count (GTK_WIDGET (self->page), MOK_TYPE_LAW_FOLD), ==, 1);
  g_assert_true (mok_question_page_press_key (self->page, GDK_KEY_Down, GDK_ALT_MASK));
  test_settle ();
  g_assert_nonnull (
      test_find (GTK_WIDGET (self->page), GTK_TYPE_LABEL,
                 mok_text_get (mok_law_find ("menstrual-leave", mok_day_parse ("2026-11-22"))->article, "en")));
  g_assert_nonnull (
      test_find (GTK_WIDGET (self->page), GTK_TYPE_LABEL,
                 mok_text_get (mok_law_find ("childcare-hours", mok_day_parse ("2026-11-22"))->article, "en")));
}

static void
test_has_its_questions (void)
{
  g_autoptr (Fixture) self = open_matrix ("en", 1082);

  g_assert_true (mok_question_page_has_question (self->page, (int) find (self->interview, "breaks")));
  g_assert_true (mok_question_page_has_question (self->page, (int) find (self->interview, "holiday")));
  g_assert_false (mok_question_page_has_question (self->page, (int) find (self->interview, "before")));
  g_assert_false (mok_question_page_has_question (self->page, (int) find (self->interview, "after")));
  g_assert_false (mok_question_page_has_question (self->page, -1));
}

/* From the list of answers to a row: the keyboard begins there. */
static void
test_review_leads_to_a_row (void)
{
  Fixture *self = g_new0 (Fixture, 1);
  g_autoptr (MokQuestionnaire) questionnaire = test_questionnaire_matrix ();

  self->interview = mok_interview_new (questionnaire, NULL, 20000);
  while (mok_interview_get_state (self->interview) == MOK_INTERVIEW_ASKING)
    g_assert_true (mok_interview_next_page (self->interview, NULL));
  mok_interview_go_to (self->interview, find (self->interview, "holiday"));
  show (self, "en", 1082);
  g_assert_true (is_at (self, "holiday", 0));
  close_matrix (self);
}

int
main (int argc, char **argv)
{
  test_ui_init (&argc, &argv);
  g_test_add_func ("/matrix/columns", test_columns);
  g_test_add_func ("/matrix/digits-answer-and-go-down", test_digits_answer_and_go_down);
  g_test_add_func ("/matrix/arrows-move-and-choose-nothing", test_arrows_move_and_choose_nothing);
  g_test_add_func ("/matrix/rows-come-and-go", test_rows_come_and_go);
  g_test_add_func ("/matrix/radio-buttons-choose", test_radio_buttons_choose);
  g_test_add_func ("/matrix/screen-reader", test_screen_reader);
  g_test_add_func ("/matrix/tab-goes-row-by-row", test_tab_goes_row_by_row);
  g_test_add_func ("/matrix/problem-stands-at-its-row", test_problem_stands_at_its_row);
  g_test_add_func ("/matrix/rows-come-into-sight", test_rows_come_into_sight);
  g_test_add_func ("/matrix/narrow-is-lists", test_narrow_is_lists);
  g_test_add_func ("/matrix/window-becomes-wide", test_window_becomes_wide);
  g_test_add_func ("/matrix/large-letters", test_large_letters);
  g_test_add_func ("/matrix/one-by-one", test_one_by_one);
  g_test_add_func ("/matrix/law-of-all-rows", test_law_of_all_rows);
  g_test_add_func ("/matrix/has-its-questions", test_has_its_questions);
  g_test_add_func ("/matrix/review-leads-to-a-row", test_review_leads_to_a_row);
  return g_test_run ();
}
