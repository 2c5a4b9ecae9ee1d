/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A page for each kind of question: how it is answered, what a screen reader hears of it. */

#include "config.h"

#include "questionnaire/mok-law.h"
#include "respond/mok-choice-row.h"
#include "base/mok-day.h"
#include "respond/mok-law-fold.h"
#include "respond/mok-question-page.h"
#include "support.h"

typedef struct
{
  GtkWidget *window;
  MokInterview *interview; /* (owned) */
  MokQuestionPage *page;
  guint question;
  GString *log; /* (owned): signals of the page */
} Fixture;

static void
log_next_cb (MokQuestionPage *page, GString *log)
{
  g_string_append (log, "next ");
}

static void
log_back_cb (MokQuestionPage *page, GString *log)
{
  g_string_append (log, "back ");
}

static Fixture *
open_page (const char *name)
{
  Fixture *self = g_new0 (Fixture, 1);

  self->interview = test_interview_at (name);
  self->question = (guint) mok_interview_get_current (self->interview);
  self->page = MOK_QUESTION_PAGE (mok_question_page_new (self->interview, self->question, "en"));
  self->log = g_string_new (NULL);
  g_signal_connect (self->page, "next", G_CALLBACK (log_next_cb), self->log);
  g_signal_connect (self->page, "back", G_CALLBACK (log_back_cb), self->log);
  self->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 800, 700);
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->page));
  gtk_window_present (GTK_WINDOW (self->window));
  gtk_widget_grab_focus (GTK_WIDGET (self->page));
  test_settle ();
  return self;
}

static void
close_page (Fixture *self)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  test_settle ();
  /* The page was the only other one who knew the answers. */
  g_assert_finalize_object (self->interview);
  g_string_free (self->log, TRUE);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, close_page)

static gboolean
press (Fixture *self, guint keyval)
{
  return mok_question_page_press_key (self->page, keyval, 0);
}

static const MokAnswer *
get_answer (Fixture *self)
{
  return mok_interview_get_answer (self->interview, self->question);
}

static GtkWidget *
get_focus (Fixture *self)
{
  return gtk_root_get_focus (GTK_ROOT (self->window));
}

static GtkWidget *
find_row (Fixture *self, const char *label)
{
  GtkWidget *row = test_find (GTK_WIDGET (self->page), MOK_TYPE_CHOICE_ROW, label);

  g_assert_nonnull (row);
  return row;
}

static void
activate (GtkWidget *row)
{
  g_signal_emit_by_name (gtk_widget_get_parent (row), "row-activated", row);
}

static void
test_single_digits_choose (void)
{
  g_autoptr (Fixture) self = open_page ("menst");

  g_assert_true (press (self, GDK_KEY_2));
  g_assert_cmpint (get_answer (self)->state, ==, MOK_ANSWER_GIVEN);
  g_assert_cmpuint (get_answer (self)->choice, ==, 1);
  g_assert_true (mok_choice_row_get_active (MOK_CHOICE_ROW (find_row (self, "Denied"))));
  g_assert_true (get_focus (self) == find_row (self, "Denied"));

  /* The keypad, and another one instead of it. */
  g_assert_true (press (self, GDK_KEY_KP_1));
  g_assert_cmpuint (get_answer (self)->choice, ==, 0);
  g_assert_false (mok_choice_row_get_active (MOK_CHOICE_ROW (find_row (self, "Denied"))));

  /* Not sure has the digit of its place, prefer not to answer is always 0, a digit without a row means nothing. */
  g_assert_true (press (self, GDK_KEY_3));
  g_assert_cmpuint (get_answer (self)->choice, ==, 2);
  g_assert_true (press (self, GDK_KEY_0));
  g_assert_cmpuint (get_answer (self)->choice, ==, 3);
  g_assert_false (press (self, GDK_KEY_9));
  g_assert_cmpuint (get_answer (self)->choice, ==, 3);
}

static void
test_single_row_is_a_radio_button (void)
{
  g_autoptr (Fixture) self = open_page ("menst");
  GtkWidget *row = find_row (self, "Received");
  GtkWidget *list = gtk_widget_get_parent (row);

  gtk_test_accessible_assert_role (list, GTK_ACCESSIBLE_ROLE_RADIO_GROUP);
  gtk_test_accessible_assert_property (list, GTK_ACCESSIBLE_PROPERTY_LABEL, "Last 12 months What happened with leave?");
  gtk_test_accessible_assert_role (row, GTK_ACCESSIBLE_ROLE_RADIO);
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, "Received");
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS, "1");
  gtk_test_accessible_assert_state (row, GTK_ACCESSIBLE_STATE_CHECKED, GTK_ACCESSIBLE_TRISTATE_FALSE);
  activate (row);
  gtk_test_accessible_assert_state (row, GTK_ACCESSIBLE_STATE_CHECKED, GTK_ACCESSIBLE_TRISTATE_TRUE);
}

static void
test_focus_begins_on_the_first_row (void)
{
  g_autoptr (Fixture) self = open_page ("menst");

  g_assert_true (get_focus (self) == find_row (self, "Received"));
}

static void
test_arrows_cross_from_card_to_what_is_below (void)
{
  g_autoptr (Fixture) self = open_page ("menst");
  GtkWidget *last = find_row (self, "Not sure");
  gboolean handled = FALSE;

  gtk_widget_grab_focus (last);
  g_signal_emit_by_name (gtk_widget_get_parent (last), "keynav-failed", GTK_DIR_DOWN, &handled);
  g_assert_true (handled);
  g_assert_true (get_focus (self) == find_row (self, "Prefer not to answer"));
  g_signal_emit_by_name (gtk_widget_get_parent (get_focus (self)), "keynav-failed", GTK_DIR_UP, &handled);
  g_assert_true (get_focus (self) == last);
}

/* Whether so many presses of Tab, or of Shift and Tab, give the keyboard to @widget. */
static gboolean
tab_reaches (Fixture *self, GtkDirectionType direction, GtkWidget *widget)
{
  for (guint i = 0; i < 20; i++)
    {
      g_signal_emit_by_name (self->window, "move-focus", direction);
      if (get_focus (self) == widget)
        return TRUE;
    }
  return FALSE;
}

/* Whatever is asked, Tab leads out of the answers, to the buttons and round again. */
static void
test_tab_leads_everywhere (void)
{
  static const char *const questions[] = { "seen", "menst", "hours", "pay", "since", "worst", "order", "word" };

  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      g_autoptr (Fixture) self = open_page (questions[i]);
      GtkWidget *first = get_focus (self);
      GtkWidget *stop = test_find (GTK_WIDGET (self->page), GTK_TYPE_BUTTON, "Stop");
      GtkWidget *next = test_find (GTK_WIDGET (self->page), GTK_TYPE_BUTTON, "Next");

      g_test_message ("%s", questions[i]);
      g_assert_nonnull (first);
      g_assert_true (tab_reaches (self, GTK_DIR_TAB_FORWARD, next));
      g_assert_true (tab_reaches (self, GTK_DIR_TAB_FORWARD, stop));
      g_assert_true (tab_reaches (self, GTK_DIR_TAB_FORWARD, first));
      g_assert_true (tab_reaches (self, GTK_DIR_TAB_BACKWARD, stop));
      g_assert_true (tab_reaches (self, GTK_DIR_TAB_BACKWARD, next));
    }
}

static void
test_enter_goes_on_except_on_a_button (void)
{
  g_autoptr (Fixture) self = open_page ("menst");

  g_assert_true (press (self, GDK_KEY_Return));
  g_assert_true (press (self, GDK_KEY_KP_Enter));
  g_assert_cmpstr (self->log->str, ==, "next next ");
  gtk_widget_grab_focus (test_find (GTK_WIDGET (self->page), GTK_TYPE_BUTTON, "Back"));
  g_assert_false (press (self, GDK_KEY_Return));
  g_assert_cmpstr (self->log->str, ==, "next next ");
}

static void
test_alt_left_goes_back (void)
{
  g_autoptr (Fixture) self = open_page ("menst");

  g_assert_true (mok_question_page_press_key (self->page, GDK_KEY_Left, GDK_ALT_MASK));
  g_assert_cmpstr (self->log->str, ==, "back ");
  /* Digits with Alt or Control belong to the window. */
  g_assert_false (mok_question_page_press_key (self->page, GDK_KEY_1, GDK_CONTROL_MASK));
  g_assert_cmpint (get_answer (self)->state, ==, MOK_ANSWER_BLANK);

  gtk_widget_set_direction (GTK_WIDGET (self->page), GTK_TEXT_DIR_RTL);
  g_assert_false (mok_question_page_press_key (self->page, GDK_KEY_Left, GDK_ALT_MASK));
  g_assert_true (mok_question_page_press_key (self->page, GDK_KEY_Right, GDK_ALT_MASK));
  g_assert_cmpstr (self->log->str, ==, "back back ");
}

static void
test_law_folds_out (void)
{
  g_autoptr (Fixture) self = open_page ("menst");
  GtkWidget *fold;

  g_assert_null (test_find (GTK_WIDGET (self->page), MOK_TYPE_LAW_FOLD, NULL));
  mok_question_page_set_law_date (self->page, "2026-11-22");
  fold = test_find (GTK_WIDGET (self->page), ADW_TYPE_EXPANDER_ROW, NULL);
  g_assert_nonnull (fold);
  g_assert_false (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (fold)));
  g_assert_true (mok_question_page_press_key (self->page, GDK_KEY_Down, GDK_ALT_MASK));
  g_assert_true (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (fold)));
}

static void
test_law_is_silent_before_it_was_made (void)
{
  g_autoptr (Fixture) self = open_page ("menst");

  mok_question_page_set_law_date (self->page, "1900-01-01");
  g_assert_null (test_find (GTK_WIDGET (self->page), MOK_TYPE_LAW_FOLD, NULL));
  g_assert_cmpuint (mok_day_parse ("2026-11-22"), ==, 20261122);
  g_assert_cmpuint (mok_day_parse ("soon"), ==, 0);
}

/* What nobody checked is not shown as settled law. */
static void
test_law_says_what_is_not_checked (void)
{
  g_autoptr (GtkWidget) settled = g_object_ref_sink (mok_law_fold_new ("menstrual-leave", "2026-11-22", "en"));
  g_autoptr (GtkWidget) open = g_object_ref_sink (mok_law_fold_new ("childcare-hours", "2026-11-22", "en"));
  const MokLaw *law = mok_law_find ("childcare-hours", 20261122);

  g_assert_nonnull (test_find (open, GTK_TYPE_LABEL, mok_text_get (law->text, "en")));
  g_assert_nonnull (test_find (open, GTK_TYPE_LABEL, mok_text_get (law->doubt, "en")));
  g_assert_null (test_find (settled, GTK_TYPE_LABEL, mok_text_get (law->doubt, "en")));
}

static void
test_multiple_stops_at_the_limit (void)
{
  g_autoptr (Fixture) self = open_page ("worst");

  g_assert_nonnull (test_find (GTK_WIDGET (self->page), GTK_TYPE_LABEL, "Choose up to 2. Chosen so far: 0"));
  press (self, GDK_KEY_1);
  press (self, GDK_KEY_2);
  g_assert_cmpuint (mok_answer_count_choices (get_answer (self)), ==, 2);
  g_assert_false (gtk_widget_get_sensitive (find_row (self, "Overtime")));
  g_assert_true (gtk_widget_get_sensitive (find_row (self, "Rosters")));
  g_assert_nonnull (test_find (GTK_WIDGET (self->page), GTK_TYPE_LABEL,
                               "2 chosen, no more can be added. To choose another, take one back first."));
  press (self, GDK_KEY_3);
  g_assert_cmpuint (mok_answer_count_choices (get_answer (self)), ==, 2);

  /* Taken back, there is room again. */
  press (self, GDK_KEY_1);
  g_assert_true (gtk_widget_get_sensitive (find_row (self, "Overtime")));
  gtk_test_accessible_assert_role (find_row (self, "Overtime"), GTK_ACCESSIBLE_ROLE_CHECKBOX);
}

static void
test_multiple_exclusive_stands_alone (void)
{
  g_autoptr (Fixture) self = open_page ("worst");

  press (self, GDK_KEY_1);
  /* "None of these" stands below the card and goes on counting. */
  g_assert_true (press (self, GDK_KEY_4));
  g_assert_cmpuint (mok_answer_count_choices (get_answer (self)), ==, 1);
  g_assert_true (mok_choice_row_get_active (MOK_CHOICE_ROW (find_row (self, "None of these"))));
  g_assert_false (mok_choice_row_get_active (MOK_CHOICE_ROW (find_row (self, "Rosters"))));
  g_assert_true (gtk_widget_get_parent (find_row (self, "None of these"))
                 != gtk_widget_get_parent (find_row (self, "Rosters")));
  press (self, GDK_KEY_0);
  g_assert_false (mok_choice_row_get_active (MOK_CHOICE_ROW (find_row (self, "None of these"))));
}

static GtkWidget *
find_spin (Fixture *self)
{
  return test_find (GTK_WIDGET (self->page), GTK_TYPE_SPIN_BUTTON, NULL);
}

static void
test_number_outside_its_bounds_is_named_in_place (void)
{
  g_autoptr (Fixture) self = open_page ("hours");
  GtkWidget *spin = find_spin (self);

  gtk_test_accessible_assert_property (spin, GTK_ACCESSIBLE_PROPERTY_LABEL, "How many hours?");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (spin)), ==, "");
  gtk_editable_set_text (GTK_EDITABLE (spin), "128");
  g_assert_false (mok_question_page_commit (self->page));
  /* The number stays to be corrected. */
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (spin)), ==, "128");
  g_assert_true (gtk_widget_has_css_class (spin, "error"));
  gtk_test_accessible_assert_state (spin, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_nonnull (
      test_find (GTK_WIDGET (self->page), GTK_TYPE_LABEL, "Please give a number from 0 to 120, or leave it blank."));

  gtk_editable_set_text (GTK_EDITABLE (spin), "48");
  g_assert_false (gtk_widget_has_css_class (spin, "error"));
  g_assert_true (mok_question_page_commit (self->page));
  g_assert_cmpint (get_answer (self)->integer, ==, 48);
}

static void
test_number_can_be_blank_and_blank_again (void)
{
  g_autoptr (Fixture) self = open_page ("hours");
  GtkWidget *spin = find_spin (self);

  g_assert_true (mok_question_page_commit (self->page));
  g_assert_cmpint (get_answer (self)->state, ==, MOK_ANSWER_BLANK);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (spin)), ==, "");
  gtk_editable_set_text (GTK_EDITABLE (spin), "40");
  gtk_spin_button_update (GTK_SPIN_BUTTON (spin));
  g_assert_true (mok_question_page_commit (self->page));
  g_assert_cmpint (get_answer (self)->state, ==, MOK_ANSWER_GIVEN);
  gtk_editable_set_text (GTK_EDITABLE (spin), "");
  gtk_spin_button_update (GTK_SPIN_BUTTON (spin));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (spin)), ==, "");
  g_assert_true (mok_question_page_commit (self->page));
  g_assert_cmpint (get_answer (self)->state, ==, MOK_ANSWER_BLANK);
}

static void
test_number_digits_type (void)
{
  g_autoptr (Fixture) self = open_page ("hours");

  g_assert_false (press (self, GDK_KEY_4));
  g_assert_false (press (self, GDK_KEY_Return));
  g_assert_cmpstr (self->log->str, ==, "");
  /* Enter reaches the page through the entry, after the input method. */
  g_signal_emit_by_name (gtk_editable_get_delegate (GTK_EDITABLE (find_spin (self))), "activate");
  g_assert_cmpstr (self->log->str, ==, "next ");
}

static void
test_number_words_and_fractions_are_refused (void)
{
  g_autoptr (Fixture) self = open_page ("hours");
  static const struct
  {
    const char *text;
    gboolean stands;
    int value;
  } rows[] = {
    { "４８", TRUE, 48 }, { " 48 ", TRUE, 48 }, { "48시간", FALSE, 0 }, { "4.5", FALSE, 0 }, { "9999999999", FALSE, 0 },
    { "-1", FALSE, 0 },   { "0", TRUE, 0 },     { "120", TRUE, 120 },   { "121", FALSE, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gtk_editable_set_text (GTK_EDITABLE (find_spin (self)), rows[i].text);
      g_assert_cmpint (mok_question_page_commit (self->page), ==, rows[i].stands);
      if (rows[i].stands)
        g_assert_cmpint (get_answer (self)->integer, ==, rows[i].value);
    }
}

static void
test_decimal_takes_point_and_comma (void)
{
  g_autoptr (Fixture) self = open_page ("pay");

  gtk_editable_set_text (GTK_EDITABLE (find_spin (self)), "14.25");
  g_assert_true (mok_question_page_commit (self->page));
  g_assert_cmpfloat (get_answer (self)->decimal, ==, 14.25);
  gtk_editable_set_text (GTK_EDITABLE (find_spin (self)), "0,5");
  g_assert_true (mok_question_page_commit (self->page));
  g_assert_cmpfloat (get_answer (self)->decimal, ==, 0.5);
}

static void
test_range_keeps_to_its_ends (void)
{
  g_autoptr (Fixture) self = open_page ("mood");

  gtk_editable_set_text (GTK_EDITABLE (find_spin (self)), "10");
  g_assert_true (mok_question_page_commit (self->page));
  g_assert_cmpint (get_answer (self)->integer, ==, 10);
  gtk_editable_set_text (GTK_EDITABLE (find_spin (self)), "11");
  g_assert_false (mok_question_page_commit (self->page));
}

static void
test_date_is_read_in_many_ways (void)
{
  g_autoptr (Fixture) self = open_page ("since");
  GtkWidget *entry = test_find (GTK_WIDGET (self->page), GTK_TYPE_ENTRY, NULL);
  static const struct
  {
    const char *text;
    int days; /* -1 = refused */
  } rows[] = {
    { "2026-11-22", 20779 }, { "2026. 11. 22.", 20779 },
    { "20261122", 20779 },   { "2026년 11월 22일", 20779 },
    { "1970-01-01", 0 },     { "2026-02-30", -1 },
    { "2026-11", -1 },       { "22", -1 },
    { "2026-11-22-1", -1 },  { "soon", -1 },
    { "99999-01-01", -1 },
  };

  gtk_test_accessible_assert_property (entry, GTK_ACCESSIBLE_PROPERTY_LABEL, "Since when?");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gtk_editable_set_text (GTK_EDITABLE (entry), rows[i].text);
      g_assert_cmpint (mok_question_page_commit (self->page), ==, rows[i].days >= 0);
      if (rows[i].days >= 0)
        g_assert_cmpint (get_answer (self)->date, ==, rows[i].days);
    }
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  g_assert_true (mok_question_page_commit (self->page));
  g_assert_cmpint (get_answer (self)->state, ==, MOK_ANSWER_BLANK);
}

static void
test_rank_gives_places_and_takes_them_back (void)
{
  g_autoptr (Fixture) self = open_page ("order");

  press (self, GDK_KEY_3);
  press (self, GDK_KEY_1);
  g_assert_cmpuint (get_answer (self)->rank[2], ==, 1);
  g_assert_cmpuint (get_answer (self)->rank[0], ==, 2);
  g_assert_cmpuint (get_answer (self)->rank[1], ==, 0);
  gtk_test_accessible_assert_property (find_row (self, "Rest"), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Place 1");
  press (self, GDK_KEY_3);
  g_assert_cmpuint (get_answer (self)->rank[2], ==, 0);
  g_assert_cmpuint (get_answer (self)->rank[0], ==, 1);
  press (self, GDK_KEY_1);
  g_assert_cmpint (get_answer (self)->state, ==, MOK_ANSWER_BLANK);
}

static void
test_text_that_is_too_long_stays_and_is_named (void)
{
  g_autoptr (Fixture) self = open_page ("word");
  GtkWidget *entry = test_find (GTK_WIDGET (self->page), GTK_TYPE_ENTRY, NULL);

  g_assert_nonnull (test_find (GTK_WIDGET (self->page), GTK_TYPE_LABEL, "20 characters left"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "가나다라마바사아자차카타파하거너더러머버서");
  g_assert_nonnull (test_find (GTK_WIDGET (self->page), GTK_TYPE_LABEL, "1 character too many"));
  g_assert_false (mok_question_page_commit (self->page));
  gtk_editable_set_text (GTK_EDITABLE (entry), "교대");
  g_assert_true (mok_question_page_commit (self->page));
  g_assert_cmpstr (get_answer (self)->text, ==, "교대");
}

static void
test_text_of_several_lines_keeps_enter (void)
{
  g_autoptr (Fixture) self = open_page ("comment");
  GtkWidget *view = test_find (GTK_WIDGET (self->page), GTK_TYPE_TEXT_VIEW, NULL);

  g_assert_true (get_focus (self) == view);
  g_assert_false (press (self, GDK_KEY_Return));
  g_assert_false (press (self, GDK_KEY_1));
  g_assert_true (mok_question_page_press_key (self->page, GDK_KEY_Return, GDK_CONTROL_MASK));
  g_assert_cmpstr (self->log->str, ==, "next ");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "a\nb", -1);
  g_assert_true (mok_question_page_commit (self->page));
  g_assert_cmpstr (get_answer (self)->text, ==, "a\nb");
}

static void
test_acknowledge_toggles (void)
{
  g_autoptr (Fixture) self = open_page ("seen");

  g_assert_true (press (self, GDK_KEY_1));
  g_assert_cmpint (get_answer (self)->state, ==, MOK_ANSWER_GIVEN);
  g_assert_true (press (self, GDK_KEY_1));
  g_assert_cmpint (get_answer (self)->state, ==, MOK_ANSWER_BLANK);
}

static void
test_note_only_goes_on (void)
{
  g_autoptr (Fixture) self = open_page ("intro");

  g_assert_true (get_focus (self) == test_find (GTK_WIDGET (self->page), GTK_TYPE_BUTTON, "Next"));
  g_assert_false (press (self, GDK_KEY_1));
  g_assert_true (mok_question_page_commit (self->page));
}

static void
test_page_shows_what_was_answered_before (void)
{
  g_autoptr (Fixture) self = open_page ("menst");
  GtkWidget *again;

  press (self, GDK_KEY_2);
  again = g_object_ref_sink (mok_question_page_new (self->interview, self->question, "ko"));
  g_assert_true (mok_choice_row_get_active (MOK_CHOICE_ROW (test_find (again, MOK_TYPE_CHOICE_ROW, "못 받았습니다"))));
  g_assert_finalize_object (again);
}

static void
test_ending_choice_can_be_taken_back (void)
{
  g_autoptr (Fixture) self = open_page ("agree");

  press (self, GDK_KEY_2);
  g_assert_cmpint (mok_interview_get_state (self->interview), ==, MOK_INTERVIEW_SCREENED_OUT);
  press (self, GDK_KEY_1);
  g_assert_cmpint (mok_interview_get_state (self->interview), ==, MOK_INTERVIEW_ASKING);
  g_assert_cmpuint (get_answer (self)->choice, ==, 0);
}

int
main (int argc, char **argv)
{
  test_ui_init (&argc, &argv);

  g_test_add_func ("/question-page/single/digits-choose", test_single_digits_choose);
  g_test_add_func ("/question-page/single/row-is-a-radio-button", test_single_row_is_a_radio_button);
  g_test_add_func ("/question-page/single/shows-what-was-answered", test_page_shows_what_was_answered_before);
  g_test_add_func ("/question-page/single/ending-choice-can-be-taken-back", test_ending_choice_can_be_taken_back);
  g_test_add_func ("/question-page/focus-begins-on-the-first-row", test_focus_begins_on_the_first_row);
  g_test_add_func ("/question-page/arrows-cross-lists", test_arrows_cross_from_card_to_what_is_below);
  g_test_add_func ("/question-page/tab-leads-everywhere", test_tab_leads_everywhere);
  g_test_add_func ("/question-page/enter-goes-on", test_enter_goes_on_except_on_a_button);
  g_test_add_func ("/question-page/alt-left-goes-back", test_alt_left_goes_back);
  g_test_add_func ("/question-page/law/folds-out", test_law_folds_out);
  g_test_add_func ("/question-page/law/says-what-is-not-checked", test_law_says_what_is_not_checked);
  g_test_add_func ("/question-page/law/silent-before-it-was-made", test_law_is_silent_before_it_was_made);
  g_test_add_func ("/question-page/multiple/stops-at-the-limit", test_multiple_stops_at_the_limit);
  g_test_add_func ("/question-page/multiple/exclusive-stands-alone", test_multiple_exclusive_stands_alone);
  g_test_add_func ("/question-page/number/outside-its-bounds", test_number_outside_its_bounds_is_named_in_place);
  g_test_add_func ("/question-page/number/blank-again", test_number_can_be_blank_and_blank_again);
  g_test_add_func ("/question-page/number/digits-type", test_number_digits_type);
  g_test_add_func ("/question-page/number/words-and-fractions", test_number_words_and_fractions_are_refused);
  g_test_add_func ("/question-page/decimal/point-and-comma", test_decimal_takes_point_and_comma);
  g_test_add_func ("/question-page/range/keeps-to-its-ends", test_range_keeps_to_its_ends);
  g_test_add_func ("/question-page/date/read-in-many-ways", test_date_is_read_in_many_ways);
  g_test_add_func ("/question-page/rank/gives-and-takes-places", test_rank_gives_places_and_takes_them_back);
  g_test_add_func ("/question-page/text/too-long-stays", test_text_that_is_too_long_stays_and_is_named);
  g_test_add_func ("/question-page/text/several-lines-keep-enter", test_text_of_several_lines_keeps_enter);
  g_test_add_func ("/question-page/acknowledge/toggles", test_acknowledge_toggles);
  g_test_add_func ("/question-page/note/only-goes-on", test_note_only_goes_on);
  return g_test_run ();
}
