/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A visit from the promise to the end, with a real box. */

#include "config.h"

#include <sodium.h>
#include <string.h>

#include <glib/gstdio.h>

#include "common/mok-door.h"
#include "common/mok-folders.h"
#include "mok-start-page.h"
#include "respond/mok-box-list-page.h"
#include "respond/mok-code-page.h"
#include "respond/mok-end-page.h"
#include "respond/mok-promise-page.h"
#include "respond/mok-question-page.h"
#include "respond/mok-respond-page.h"
#include "respond/mok-review-page.h"
#include "respond/mok-rights-page.h"
#include "respond/mok-submit-page.h"
#include "support.h"

typedef struct
{
  char *path;  /* (owned) */
  MokBox *box; /* (owned) */
  GStrv codes; /* (owned) */
  MokWindow *window;
  MokRespondPage *page;
} Visit;

static Visit *
visit_new (MokQuestionnaire *questionnaire,
           MokDisclosure disclosure,
           const MokBoxOptions *options,
           const MokPromiseFacts *facts)
{
  Visit *self = g_new0 (Visit, 1);
  g_autofree char *folder = g_dir_make_tmp ("moksori-respond-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;
  guint8 public_key[crypto_box_PUBLICKEYBYTES];
  guint8 secret_key[crypto_box_SECRETKEYBYTES];
  const MokBoxOptions usual = { .label = "Ward 3" };
  g_autoptr (MokManifest) manifest = NULL;

  crypto_box_keypair (public_key, secret_key);
  manifest = mok_manifest_new (questionnaire, NULL, disclosure, public_key, "2026-11-22", 0);
  self->path = g_build_filename (folder, "box.mokbox", NULL);
  mok_box_create (self->path, manifest, options != NULL ? options : &usual, &self->codes, &error);
  g_assert_no_error (error);
  self->box = mok_box_open (self->path, &error);
  g_assert_no_error (error);
  self->window = test_window_new ();
  self->page = MOK_RESPOND_PAGE (mok_respond_page_new (self->box, facts));
  mok_window_push (self->window, GTK_WIDGET (self->page));
  test_settle ();
  return self;
}

static Visit *
visit_short (void)
{
  const MokPromiseFacts facts = { 0 };
  g_autoptr (MokQuestionnaire) questionnaire = test_questionnaire_short ();

  return visit_new (questionnaire, MOK_DISCLOSURE_STANDARD, NULL, &facts);
}

static void
visit_end (Visit *self)
{
  g_autofree char *folder = g_path_get_dirname (self->path);

  test_window_close (self->window);
  g_assert_finalize_object (self->box);
  g_unlink (self->path);
  g_rmdir (folder);
  g_strfreev (self->codes);
  g_free (self->path);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Visit, visit_end)

static GtkWidget *
get_place (Visit *self)
{
  return mok_respond_page_get_place (self->page);
}

static void
click (Visit *self, const char *label)
{
  GtkWidget *button = test_find (get_place (self), GTK_TYPE_BUTTON, label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

static void
press (Visit *self, guint keyval)
{
  g_assert_true (mok_respond_page_press_key (self->page, keyval, 0));
}

static void
type_number (Visit *self, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (test_find (get_place (self), GTK_TYPE_SPIN_BUTTON, NULL)), text);
}

static gboolean
has_text (Visit *self, const char *text)
{
  return test_find (GTK_WIDGET (self->page), GTK_TYPE_LABEL, text) != NULL;
}

static guint
count_taken (Visit *self)
{
  MokBoxStatus status;

  g_assert_true (mok_box_get_status (self->box, &status, NULL));
  return status.taken;
}

static gboolean
is_sealed (gpointer data)
{
  GtkWidget *place = get_place (data);

  return MOK_IS_END_PAGE (place) || MOK_IS_RIGHTS_PAGE (place);
}

static gboolean
is_home (gpointer data)
{
  return MOK_IS_START_PAGE (mok_window_get_page (((Visit *) data)->window));
}

static gboolean
is_answering (gpointer data)
{
  return MOK_IS_RESPOND_PAGE (mok_window_get_page (((Visit *) data)->window));
}

static gboolean
has_problem (gpointer data)
{
  return test_find (get_place (data), GTK_TYPE_LABEL,
                    "The response was not stored. The answers are still here, so that you can try again.")
         != NULL;
}

/* To the page before the answers are sealed. */
static void
answer (Visit *self)
{
  click (self, "Begin");
  press (self, GDK_KEY_2);
  press (self, GDK_KEY_Return);
  type_number (self, "7");
  click (self, "Next");
  g_assert_true (MOK_IS_SUBMIT_PAGE (get_place (self)));
}

static void
test_visit_to_the_end_stores_one_response (void)
{
  g_autoptr (Visit) self = visit_short ();
  g_autoptr (MokInterview) interview = NULL;

  g_assert_true (MOK_IS_PROMISE_PAGE (get_place (self)));
  answer (self);
  g_assert_cmpuint (count_taken (self), ==, 0);
  interview = g_object_ref (mok_respond_page_get_interview (self->page));
  click (self, "Submit and Seal");
  g_assert_true (test_wait_for (is_sealed, self));
  g_assert_cmpuint (count_taken (self), ==, 1);
  g_assert_true (has_text (self, "Sealed. Thank you."));

  /* Nothing of it is left. */
  g_assert_null (mok_respond_page_get_interview (self->page));
  g_assert_cmpint (mok_interview_get_answer (interview, 0)->state, ==, MOK_ANSWER_BLANK);
  g_assert_cmpint (mok_interview_get_answer (interview, 1)->state, ==, MOK_ANSWER_BLANK);

  /* And the next one starts from the promise. */
  click (self, "Next Respondent");
  g_assert_true (MOK_IS_PROMISE_PAGE (get_place (self)));
  answer (self);
  click (self, "Submit and Seal");
  g_assert_true (test_wait_for (is_sealed, self));
  g_assert_cmpuint (count_taken (self), ==, 2);
}

static void
test_submit_that_fails_keeps_the_answers (void)
{
  g_autoptr (Visit) self = visit_short ();
  g_autofree char *away = g_strconcat (self->path, ".away", NULL);

  answer (self);
  g_assert_cmpint (g_rename (self->path, away), ==, 0);
  click (self, "Submit and Seal");
  g_assert_true (test_wait_for (has_problem, self));
  g_assert_true (MOK_IS_SUBMIT_PAGE (get_place (self)));
  g_assert_nonnull (mok_respond_page_get_interview (self->page));
  g_assert_cmpint (mok_interview_get_answer (mok_respond_page_get_interview (self->page), 1)->integer, ==, 7);

  /* With the box back in its place the same answers can be sent. */
  g_assert_cmpint (g_rename (away, self->path), ==, 0);
  click (self, "Submit and Seal");
  g_assert_true (test_wait_for (is_sealed, self));
  g_assert_cmpuint (count_taken (self), ==, 1);
}

static void
test_escape_twice_erases (void)
{
  g_autoptr (Visit) self = visit_short ();

  /* On the promise page there is nothing to erase. */
  g_assert_false (mok_respond_page_press_escape (self->page));
  answer (self);
  g_assert_true (mok_respond_page_press_escape (self->page));
  g_assert_true (has_text (self, "Press Esc again to erase everything."));
  g_assert_nonnull (mok_respond_page_get_interview (self->page));
  g_assert_true (mok_respond_page_press_escape (self->page));
  g_assert_null (mok_respond_page_get_interview (self->page));
  g_assert_true (has_text (self, "Everything was erased"));
  g_assert_cmpuint (count_taken (self), ==, 0);
}

static gboolean
has_no_notice (gpointer data)
{
  GtkWidget *notice = test_find (GTK_WIDGET (((Visit *) data)->page), GTK_TYPE_REVEALER, NULL);

  return !gtk_revealer_get_reveal_child (GTK_REVEALER (notice));
}

static void
test_escape_once_is_forgotten_after_a_while (void)
{
  g_autoptr (Visit) self = visit_short ();

  answer (self);
  g_assert_true (mok_respond_page_press_escape (self->page));
  g_assert_false (has_no_notice (self));
  g_assert_true (test_wait_for (has_no_notice, self));
  g_assert_true (mok_respond_page_press_escape (self->page));
  g_assert_nonnull (mok_respond_page_get_interview (self->page));
}

static void
test_screened_out_stores_nothing (void)
{
  const MokPromiseFacts facts = { 0 };
  g_autoptr (MokQuestionnaire) questionnaire = test_questionnaire_kinds ();
  g_autoptr (Visit) self = visit_new (questionnaire, MOK_DISCLOSURE_STANDARD, NULL, &facts);

  click (self, "Begin");
  press (self, GDK_KEY_2);
  g_assert_true (MOK_IS_QUESTION_PAGE (get_place (self)));
  press (self, GDK_KEY_Return);
  g_assert_true (has_text (self, "The survey ends here. Nothing was stored."));
  g_assert_null (mok_respond_page_get_interview (self->page));
  g_assert_cmpuint (count_taken (self), ==, 0);
}

static void
test_every_kind_can_be_left_blank_to_the_end (void)
{
  const MokPromiseFacts facts = { 0 };
  g_autoptr (MokQuestionnaire) questionnaire = test_questionnaire_kinds ();
  g_autoptr (Visit) self = visit_new (questionnaire, MOK_DISCLOSURE_STANDARD, NULL, &facts);
  guint n_pages = 0;

  click (self, "Begin");
  /* A screener cannot be skipped. */
  press (self, GDK_KEY_Return);
  g_assert_true (has_text (self, "Please choose an answer to go on."));
  press (self, GDK_KEY_1);
  while (MOK_IS_QUESTION_PAGE (get_place (self)))
    {
      click (self, "Next");
      g_assert_cmpuint (++n_pages, <, 20);
    }
  g_assert_cmpuint (n_pages, ==, 12);
  g_assert_true (MOK_IS_SUBMIT_PAGE (get_place (self)));
  click (self, "Submit and Seal");
  g_assert_true (test_wait_for (is_sealed, self));
  g_assert_true (MOK_IS_RIGHTS_PAGE (get_place (self)));
  g_assert_cmpuint (count_taken (self), ==, 1);
}

static void
test_review_goes_to_a_question_and_straight_back (void)
{
  g_autoptr (Visit) self = visit_short ();
  GtkWidget *row;

  answer (self);
  g_signal_emit_by_name (test_find (get_place (self), ADW_TYPE_ACTION_ROW, NULL), "activated");
  g_assert_true (MOK_IS_REVIEW_PAGE (get_place (self)));
  g_assert_true (mok_respond_page_press_key (self->page, GDK_KEY_Left, GDK_ALT_MASK));
  test_settle ();
  g_assert_true (MOK_IS_SUBMIT_PAGE (get_place (self)));
  g_assert_true (mok_respond_page_press_key (self->page, GDK_KEY_Left, GDK_ALT_MASK));
  test_settle ();
  g_assert_true (MOK_IS_QUESTION_PAGE (get_place (self)));
  click (self, "Next");
  g_signal_emit_by_name (test_find (get_place (self), ADW_TYPE_ACTION_ROW, NULL), "activated");
  row = test_find (get_place (self), ADW_TYPE_ACTION_ROW, NULL);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, "Bad");
  g_signal_emit_by_name (row, "activated");
  g_assert_true (MOK_IS_QUESTION_PAGE (get_place (self)));
  press (self, GDK_KEY_1);
  press (self, GDK_KEY_Return);
  g_assert_true (MOK_IS_SUBMIT_PAGE (get_place (self)));
  g_assert_cmpuint (mok_interview_get_answer (mok_respond_page_get_interview (self->page), 0)->choice, ==, 0);
}

static void
test_back_keeps_what_was_typed (void)
{
  g_autoptr (Visit) self = visit_short ();

  click (self, "Begin");
  press (self, GDK_KEY_1);
  press (self, GDK_KEY_Return);
  type_number (self, "33");
  g_assert_true (mok_respond_page_press_key (self->page, GDK_KEY_Left, GDK_ALT_MASK));
  test_settle ();
  g_assert_true (mok_question_page_has_question (MOK_QUESTION_PAGE (get_place (self)), 0));
  press (self, GDK_KEY_Return);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (test_find (get_place (self), GTK_TYPE_SPIN_BUTTON, NULL))), ==,
                   "33");
}

static void
test_code_is_asked_first_and_used_once (void)
{
  const MokPromiseFacts facts = { 0 };
  g_autoptr (MokQuestionnaire) questionnaire = test_questionnaire_short ();
  const MokBoxOptions options = { .n_access_codes = 2 };
  g_autoptr (Visit) self = visit_new (questionnaire, MOK_DISCLOSURE_STANDARD, &options, &facts);

  for (int visit = 0; visit < 2; visit++)
    {
      click (self, "Begin");
      g_assert_true (MOK_IS_CODE_PAGE (get_place (self)));
      gtk_editable_set_text (GTK_EDITABLE (test_find (get_place (self), GTK_TYPE_ENTRY, NULL)), "wrong");
      click (self, "Next");
      g_assert_true (MOK_IS_CODE_PAGE (get_place (self)));
      gtk_editable_set_text (GTK_EDITABLE (test_find (get_place (self), GTK_TYPE_ENTRY, NULL)), self->codes[0]);
      click (self, "Next");
      if (visit == 1)
        {
          g_assert_true (MOK_IS_CODE_PAGE (get_place (self)));
          break;
        }
      press (self, GDK_KEY_1);
      press (self, GDK_KEY_Return);
      click (self, "Next");
      click (self, "Submit and Seal");
      g_assert_true (test_wait_for (is_sealed, self));
      click (self, "Next Respondent");
    }
  g_assert_cmpuint (count_taken (self), ==, 1);
}

static void
test_promise_depends_on_where_the_key_is (void)
{
  const MokPromiseFacts usual = { 0 };
  const MokPromiseFacts key_is_here = { .key_is_here = TRUE, .copies_may_stay = TRUE };
  g_autoptr (MokQuestionnaire) questionnaire = test_questionnaire_short ();
  g_autoptr (Visit) a = visit_new (questionnaire, MOK_DISCLOSURE_STANDARD, NULL, &usual);
  g_autoptr (Visit) b = visit_new (questionnaire, MOK_DISCLOSURE_STANDARD, NULL, &key_is_here);
  const char *promise =
      "This computer can seal answers but cannot open them. Nobody here can read them, not even its owner.";
  const char *truth = "The organizer’s key is on this computer.";

  g_assert_true (has_text (a, promise));
  g_assert_false (has_text (a, truth));
  g_assert_false (has_text (b, promise));
  g_assert_true (has_text (b, truth));
}

static void
test_open_survey_says_so_on_every_page (void)
{
  const MokPromiseFacts facts = { 0 };
  g_autoptr (MokQuestionnaire) questionnaire = test_questionnaire_short ();
  g_autoptr (Visit) self = visit_new (questionnaire, MOK_DISCLOSURE_OPEN, NULL, &facts);

  g_assert_true (has_text (self, "This survey does not protect answers"));
  click (self, "Begin");
  g_assert_true (has_text (self, "This survey does not protect answers."));
  press (self, GDK_KEY_Return);
  g_assert_true (has_text (self, "This survey does not protect answers."));
  click (self, "Next");
  g_assert_true (MOK_IS_SUBMIT_PAGE (get_place (self)));
  g_assert_true (has_text (self, "This survey does not protect answers."));
}

static void
test_closing_the_window_wipes (void)
{
  Visit *self = visit_short ();
  g_autoptr (MokInterview) interview = NULL;

  answer (self);
  interview = g_object_ref (mok_respond_page_get_interview (self->page));
  visit_end (self);
  g_assert_cmpint (mok_interview_get_answer (interview, 1)->state, ==, MOK_ANSWER_BLANK);
}

static GtkWindow *
find_dialog (MokWindow *window)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) candidate = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (candidate) == GTK_WINDOW (window)
          && gtk_widget_get_visible (GTK_WIDGET (candidate)))
        return candidate;
    }
  return NULL;
}

static gboolean
has_dialog (gpointer data)
{
  return find_dialog (((Visit *) data)->window) != NULL;
}

static gboolean
has_no_dialog (gpointer data)
{
  return !has_dialog (data);
}

static void
answer_dialog (Visit *self, const char *response)
{
  g_signal_emit_by_name (find_dialog (self->window), "response", response);
  gtk_window_close (find_dialog (self->window));
  g_assert_true (test_wait_for (has_no_dialog, self));
}

/* Alone at a computer nobody is asked for a code, except to hand the box over. */
static void
test_end_code_is_asked_before_handing_over (void)
{
  const MokPromiseFacts facts = { 0 };
  const MokBoxOptions options = { .end_code = "12345678" };
  g_autoptr (MokQuestionnaire) questionnaire = test_questionnaire_short ();
  g_autoptr (Visit) self = visit_new (questionnaire, MOK_DISCLOSURE_STANDARD, &options, &facts);
  GtkWidget *entry;

  g_assert_false (mok_respond_page_holds_window (self->page));
  gtk_widget_activate_action (GTK_WIDGET (self->page), "respond.hand-over", NULL);
  g_assert_true (test_wait_for (has_dialog, self));
  entry = test_find (GTK_WIDGET (find_dialog (self->window)), GTK_TYPE_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (entry), "12345678");
  answer_dialog (self, "go");
  g_assert_true (test_wait_for (has_dialog, self));
  answer_dialog (self, "wait");
  gtk_widget_activate_action (GTK_WIDGET (self->page), "respond.leave", NULL);
  g_assert_true (test_wait_for (is_home, self));
}

/* A box says whether it can be used on a shared computer before anything happens. */
static void
test_sharing_needs_an_end_code (void)
{
  g_autoptr (Visit) self = visit_short ();

  gtk_widget_activate_action (GTK_WIDGET (self->page), "respond.share", NULL);
  g_assert_true (test_wait_for (has_dialog, self));
  g_assert_nonnull (test_find (GTK_WIDGET (find_dialog (self->window)), GTK_TYPE_LABEL, "This box has no end code"));
  answer_dialog (self, "close");
  g_assert_true (mok_window_get_page (self->window) == GTK_WIDGET (self->page));
}

static void
test_hand_over_waits_for_ten (void)
{
  g_autoptr (Visit) self = visit_short ();

  gtk_widget_activate_action (GTK_WIDGET (self->page), "respond.hand-over", NULL);
  g_assert_true (test_wait_for (has_dialog, self));
  g_assert_nonnull (test_find (GTK_WIDGET (find_dialog (self->window)), GTK_TYPE_LABEL, "Fewer than 10 new responses"));
  answer_dialog (self, "wait");
  g_assert_true (mok_window_get_page (self->window) == GTK_WIDGET (self->page));
}

static void
test_opening_a_file_waits_for_the_respondent (void)
{
  g_autoptr (Visit) self = visit_short ();
  g_autoptr (GFile) file = g_file_new_for_path (self->path);

  answer (self);
  mok_window_open_file (self->window, file);
  test_settle ();
  g_assert_true (mok_window_get_page (self->window) == GTK_WIDGET (self->page));
  g_assert_true (MOK_IS_SUBMIT_PAGE (get_place (self)));
  g_assert_nonnull (mok_respond_page_get_interview (self->page));
}

static void
test_erasing_clears_what_was_copied (void)
{
  g_autoptr (Visit) self = visit_short ();
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self->page));

  answer (self);
  gdk_clipboard_set_text (clipboard, "from a comment");
  g_assert_nonnull (gdk_clipboard_get_content (clipboard));
  mok_respond_page_press_escape (self->page);
  mok_respond_page_press_escape (self->page);
  g_assert_null (gdk_clipboard_get_content (clipboard));
}

static void
test_opening_a_file_adopts_it (void)
{
  g_autoptr (Visit) self = visit_short ();
  g_autoptr (GFile) file = g_file_new_for_path (self->path);
  g_autofree char *folder = mok_folder_boxes (NULL);
  g_autoptr (GPtrArray) before = mok_folder_list (folder, ".mokbox");
  g_autoptr (GPtrArray) after = NULL;

  mok_window_go_home (self->window);
  test_settle ();
  mok_window_open_file (self->window, file);
  g_assert_true (test_wait_for (is_answering, self));
  after = mok_folder_list (folder, ".mokbox");
  g_assert_cmpuint (after->len, ==, before->len + 1);

  /* From now on the start page offers it. */
  mok_window_go_home (self->window);
  test_settle ();
  g_signal_emit_by_name (test_find (GTK_WIDGET (self->window), MOK_TYPE_DOOR, "Answer a survey"), "clicked");
  test_settle ();
  g_assert_true (MOK_IS_BOX_LIST_PAGE (mok_window_get_page (self->window)));
  g_signal_emit_by_name (test_find (mok_window_get_page (self->window), ADW_TYPE_ACTION_ROW, "Two questions"),
                         "activated");
  g_assert_true (test_wait_for (is_answering, self));
}

int
main (int argc, char **argv)
{
  test_ui_init (&argc, &argv);

  g_test_add_func ("/respond/to-the-end-stores-one-response", test_visit_to_the_end_stores_one_response);
  g_test_add_func ("/respond/submit-that-fails-keeps-the-answers", test_submit_that_fails_keeps_the_answers);
  g_test_add_func ("/respond/escape-twice-erases", test_escape_twice_erases);
  g_test_add_func ("/respond/escape-once-is-forgotten", test_escape_once_is_forgotten_after_a_while);
  g_test_add_func ("/respond/screened-out-stores-nothing", test_screened_out_stores_nothing);
  g_test_add_func ("/respond/every-kind-can-be-left-blank", test_every_kind_can_be_left_blank_to_the_end);
  g_test_add_func ("/respond/review-and-straight-back", test_review_goes_to_a_question_and_straight_back);
  g_test_add_func ("/respond/back-keeps-what-was-typed", test_back_keeps_what_was_typed);
  g_test_add_func ("/respond/code-is-used-once", test_code_is_asked_first_and_used_once);
  g_test_add_func ("/respond/promise-depends-on-the-key", test_promise_depends_on_where_the_key_is);
  g_test_add_func ("/respond/open-survey-says-so", test_open_survey_says_so_on_every_page);
  g_test_add_func ("/respond/closing-the-window-wipes", test_closing_the_window_wipes);
  g_test_add_func ("/respond/end-code-before-handing-over", test_end_code_is_asked_before_handing_over);
  g_test_add_func ("/respond/sharing-needs-an-end-code", test_sharing_needs_an_end_code);
  g_test_add_func ("/respond/hand-over-waits-for-ten", test_hand_over_waits_for_ten);
  g_test_add_func ("/respond/opening-a-file-waits", test_opening_a_file_waits_for_the_respondent);
  g_test_add_func ("/respond/erasing-clears-what-was-copied", test_erasing_clears_what_was_copied);
  g_test_add_func ("/respond/opening-a-file-adopts-it", test_opening_a_file_adopts_it);
  return g_test_run ();
}
