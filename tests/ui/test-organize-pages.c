/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The organizer's pages, from an empty list to a closed survey. */

#include "config.h"

#include "common/mok-folders.h"
#include "organize-samples.h"
#include "organize/mok-close-dialog.h"
#include "organize/mok-collect-view.h"
#include "organize/mok-new-survey-page.h"
#include "organize/mok-organize-page.h"
#include "organize/mok-organize.h"
#include "organize/mok-passphrase-group.h"
#include "organize/mok-prepare-view.h"
#include "organize/mok-survey-list-page.h"
#include "results/mok-results-view.h"

static GtkWidget *
get_page (MokWindow *window)
{
  return mok_window_get_page (window);
}

/* A label that really shows: test_find() also looks at the covered pages of a stack. */
static gboolean
shows_text (GtkWidget *top, const char *text)
{
  if (GTK_IS_LABEL (top) && gtk_widget_get_mapped (top) && g_strcmp0 (gtk_label_get_text (GTK_LABEL (top)), text) == 0)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (top); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (shows_text (child, text))
      return TRUE;
  return FALSE;
}

static gboolean
has_text (MokWindow *window, const char *text)
{
  return shows_text (get_page (window), text);
}

static void
click (GtkWidget *top, const char *label)
{
  GtkWidget *button = test_find (top, GTK_TYPE_BUTTON, label);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  test_settle ();
}

static void
type (GtkWidget *top, const char *title, const char *text)
{
  GtkEditable *entry = test_find_entry (top, title);

  g_assert_nonnull (entry);
  gtk_editable_set_text (entry, text);
}

static gboolean
is_empty_list (gpointer window)
{
  return has_text (window, "No surveys yet");
}

static gboolean
lists_a_survey (gpointer window)
{
  return MOK_IS_SURVEY_LIST_PAGE (get_page (window)) && has_text (window, "Two wards");
}

static gboolean
shows_the_survey (gpointer window)
{
  return MOK_IS_ORGANIZE_PAGE (get_page (window)) && has_text (window, "Check words");
}

static void
test_list_begins_empty_and_shows_what_there_is (void)
{
  test_surveys_remove ();
  MokWindow *window = test_window_new ();

  mok_window_push (window, mok_survey_list_page_new ());
  g_assert_true (test_wait_for (is_empty_list, window));

  /* Another page makes a survey; back here it is in the list. */
  mok_window_push (window, mok_new_survey_page_new ());
  g_autoptr (MokSurvey) survey = test_survey_new (MOK_DISCLOSURE_OPEN, "Two wards");
  mok_window_pop (window);
  g_assert_true (test_wait_for (lists_a_survey, window));
  g_assert_true (has_text (window, "Collecting · no responses yet · open: does not protect answers"));

  test_window_close (window);
}

static void
test_form_says_what_is_missing_and_creates_the_survey (void)
{
  test_surveys_remove ();
  MokWindow *window = test_window_new ();
  GtkWidget *page = mok_new_survey_page_new ();

  mok_window_push (window, page);
  test_settle ();
  g_assert_cmpstr (gtk_editable_get_text (test_find_entry (page, "Title")), !=, "");

  type (page, "Title", "  ");
  click (page, "_Create");
  g_assert_true (has_text (window, "The survey needs a title."));

  type (page, "Title", "Two wards");
  type (page, "Number of people invited (optional)", "many");
  click (page, "_Create");
  g_assert_true (has_text (window, "The number of people invited is not a number."));

  /* What the questions would tell about so many people is there before the survey is. */
  g_assert_false (has_text (window, "Who could be recognized"));
  type (page, "Number of people invited (optional)", "40");
  g_assert_true (has_text (window, "Who could be recognized"));
  type (page, "Passphrase", "short");
  click (page, "_Create");
  g_assert_true (has_text (window, "The passphrase needs at least 8 characters."));

  type (page, "Passphrase", TEST_PASSPHRASE);
  type (page, "Repeat the passphrase", "seven quiet wards at nite");
  click (page, "_Create");
  g_assert_true (has_text (window, "The passphrase and its repetition are not the same."));
  g_autofree char *folder = mok_folder_surveys (NULL);
  g_assert_cmpuint (test_folder_count (folder), ==, 0);

  type (page, "Repeat the passphrase", TEST_PASSPHRASE);
  click (page, "_Create");
  g_assert_true (test_wait_long (shows_the_survey, window));
  MokSurveySession *session = mok_organize_page_get_session (MOK_ORGANIZE_PAGE (get_page (window)));
  MokManifest *manifest = mok_survey_session_get_manifest (session);
  g_assert_cmpstr (mok_manifest_get_title (manifest), ==, "Two wards");
  g_assert_cmpuint (mok_manifest_get_headcount (manifest), ==, 40);
  g_assert_cmpint (mok_manifest_get_disclosure (manifest), ==, MOK_DISCLOSURE_STANDARD);

  /* Both lists of words, whatever the language of the window. */
  g_auto (GStrv) english = mok_manifest_dup_words (manifest, "en");
  g_auto (GStrv) korean = mok_manifest_dup_words (manifest, "ko");
  g_autofree char *first = g_strjoinv ("  ", english);
  g_autofree char *second = g_strjoinv ("  ", korean);
  g_assert_true (has_text (window, first));
  g_assert_true (has_text (window, second));
  g_assert_true (has_text (window, "Who could be recognized"));

  test_window_close (window);
}

static gboolean
shows_errors (gpointer page)
{
  return test_find (page, GTK_TYPE_LABEL, "The file has 1 error and cannot be used yet") != NULL;
}

static gboolean
shows_no_errors (gpointer page)
{
  return test_find (page, GTK_TYPE_LABEL, "The file has 1 error and cannot be used yet") == NULL;
}

static void
test_questionnaire_file_with_an_error_is_refused_with_its_place (void)
{
  MokWindow *window = test_window_new ();
  GtkWidget *page = mok_new_survey_page_new ();
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *bad = g_build_filename (folder, "bad.csv", NULL);
  g_autofree char *good = g_build_filename (folder, "good.csv", NULL);
  g_autoptr (GFile) bad_file = g_file_new_for_path (bad);
  g_autoptr (GFile) good_file = g_file_new_for_path (good);
  g_autoptr (MokQuestionnaire) questionnaire = test_questionnaire_short ();
  gsize length = 0;
  const char *source = g_bytes_get_data (questionnaire->source, &length);

  g_assert_true (g_file_set_contents (good, source, (gssize) length, NULL));
  g_assert_true (g_file_set_contents (bad,
                                      "survey,,\n,type,name,label\n,integer,n,How many?\n,hologram,h,Which?\n"
                                      "settings,,\n,form_id,form_title\n,bad,Bad\n",
                                      -1, NULL));
  mok_window_push (window, page);
  test_settle ();

  mok_new_survey_page_read (MOK_NEW_SURVEY_PAGE (page), bad_file);
  g_assert_true (test_wait_for (shows_errors, page));
  g_assert_nonnull (test_find (page, GTK_TYPE_LABEL, "bad.csv:4:2"));
  type (page, "Passphrase", TEST_PASSPHRASE);
  type (page, "Repeat the passphrase", TEST_PASSPHRASE);
  click (page, "_Create");
  g_assert_true (has_text (window, "Please choose a questionnaire file without errors."));

  mok_new_survey_page_read (MOK_NEW_SURVEY_PAGE (page), good_file);
  g_assert_true (test_wait_for (shows_no_errors, page));
  g_assert_true (has_text (window, "good.csv"));

  test_window_close (window);
}

static gboolean
shows_a_cell (gpointer page)
{
  return test_find (page, GTK_TYPE_LABEL, "calc.xlsx:settings!C2") != NULL;
}

static GtkDropTarget *
find_drop_target (GtkWidget *top)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (top);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        return GTK_DROP_TARGET (controller);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (top); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkDropTarget *found = find_drop_target (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_questionnaire_of_a_spreadsheet_can_be_dropped (void)
{
  MokWindow *window = test_window_new ();
  GtkWidget *page = mok_new_survey_page_new ();
  g_autofree char *path = g_build_filename (g_getenv ("MOKSORI_SOURCE_DIR"), "tests/fixtures/workbook/calc.xlsx", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GSList) files = g_slist_append (NULL, file);
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean taken = FALSE;

  mok_window_push (window, page);
  test_settle ();
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, gdk_file_list_new_from_list (files));
  g_signal_emit_by_name (find_drop_target (page), "drop", &value, 1.0, 1.0, &taken);
  g_assert_true (taken);
  g_assert_true (test_wait_for (shows_a_cell, page));
  g_assert_true (has_text (window, "The file can be used; please look at these places"));
  g_assert_cmpstr (gtk_editable_get_text (test_find_entry (page, "Title")), ==, "Shifts in our ward");

  test_window_close (window);
}

typedef struct
{
  MokWindow *window;
  MokSurvey *survey; /* (owned) */
  char *folder;      /* (owned) */
  MokOrganizePage *page;
} Survey;

static gboolean
is_loaded (gpointer data)
{
  Survey *self = data;

  return has_text (self->window, "Prepare") && !mok_survey_session_is_busy (mok_organize_page_get_session (self->page))
         && test_find (GTK_WIDGET (self->page), MOK_TYPE_PREPARE_VIEW, NULL) != NULL;
}

static Survey *
survey_new (MokDisclosure disclosure)
{
  Survey *self = g_new0 (Survey, 1);

  test_surveys_remove ();
  self->folder = test_folder_new ();
  self->survey = test_survey_new (disclosure, "Two wards");
  return self;
}

static void
survey_show (Survey *self)
{
  self->window = test_window_new ();
  self->page = MOK_ORGANIZE_PAGE (mok_organize_page_new (self->survey));
  mok_window_push (self->window, GTK_WIDGET (self->page));
  mok_organize_page_show_view (self->page, "prepare");
  g_assert_true (test_wait_for (is_loaded, self));
}

static void
survey_free (Survey *self)
{
  test_window_close (self->window);
  g_assert_finalize_object (self->survey);
  test_folder_remove (self->folder);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Survey, survey_free)

static gboolean
is_idle (gpointer data)
{
  Survey *self = data;

  return !mok_survey_session_is_busy (mok_organize_page_get_session (self->page));
}

static void
merge (Survey *self, const char *path)
{
  GtkWidget *collect = test_find (GTK_WIDGET (self->page), MOK_TYPE_COLLECT_VIEW, NULL);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (files, g_file_new_for_path (path));
  mok_collect_view_merge (MOK_COLLECT_VIEW (collect), files);
  g_assert_true (test_wait_long (is_idle, self));
  test_settle ();
}

static gboolean
can_close (Survey *self)
{
  GtkWidget *button = test_find (GTK_WIDGET (self->page), GTK_TYPE_BUTTON, "C_lose…");

  g_assert_nonnull (button);
  return gtk_widget_is_sensitive (button);
}

static void
test_protecting_survey_says_from_when_on_it_can_be_closed (void)
{
  g_autoptr (Survey) self = survey_new (MOK_DISCLOSURE_STANDARD);
  g_autofree char *box = test_box_fill (self->survey, self->folder, "ward", 23, 3);

  survey_show (self);
  mok_organize_page_show_view (self->page, "collect");
  test_settle ();
  g_assert_false (can_close (self));
  g_assert_true (has_text (self->window, "Fewer than 10 responses so far. Closing needs at least 20, so that the "
                                         "figures can protect everybody."));
  g_assert_true (has_text (self->window, "0 / 1"));

  merge (self, box);
  g_assert_true (can_close (self));
  g_assert_true (has_text (self->window, "about 20"));
  g_assert_true (has_text (self->window, "1 / 1"));
  g_assert_true (has_text (self->window, "+23"));
  g_assert_true (has_text (self->window, "23 found · 23 new"));

  mok_organize_page_show_view (self->page, "results");
  test_settle ();
  g_assert_true (has_text (self->window, "No results are shown before the survey is closed, not even to you."));
}

static gboolean
is_offered (Survey *self, const char *title)
{
  GtkWidget *label = test_find (GTK_WIDGET (self->page), GTK_TYPE_LABEL, title);
  GtkWidget *row = label != NULL ? gtk_widget_get_ancestor (label, ADW_TYPE_ACTION_ROW) : NULL;

  g_assert_nonnull (row);
  return gtk_widget_is_sensitive (row);
}

/* What is printed for people who answer is offered while they can. */
static void
test_paper_is_offered_while_people_answer (void)
{
  g_autoptr (Survey) self = survey_new (MOK_DISCLOSURE_STANDARD);

  survey_show (self);
  g_assert_true (is_offered (self, "Save a Notice…"));
  g_assert_true (is_offered (self, "Save a Paper Questionnaire…"));
}

/* The same codes on two copies of a box, which the page says in plain words, without exact numbers of responses. */
static void
test_codes_that_do_not_add_up_are_told (void)
{
  g_autoptr (Survey) self = survey_new (MOK_DISCLOSURE_STANDARD);
  const MokBoxOptions options = { .label = "Ward 3", .n_access_codes = 30 };
  g_autoptr (MokRandom) random = mok_random_new_seeded (5);
  g_autofree char *path = g_build_filename (self->folder, "a.mokbox", NULL);
  g_autofree char *twin = g_build_filename (self->folder, "b.mokbox", NULL);
  g_autofree char *content = NULL;
  g_auto (GStrv) codes = NULL;
  gsize size;

  g_assert_true (mok_survey_make_box (self->survey, path, &options, &codes, NULL));
  g_assert_true (g_file_get_contents (path, &content, &size, NULL));
  g_assert_true (g_file_set_contents (twin, content, (gssize) size, NULL));
  for (guint i = 0; i < 24; i++)
    {
      g_autoptr (MokBox) box = mok_box_open (i < 12 ? path : twin, NULL);
      test_box_answer (box, codes[i < 12 ? i : i - 2], random);
    }

  survey_show (self);
  mok_organize_page_show_view (self->page, "collect");
  test_settle ();
  g_assert_true (has_text (self->window, "Access codes: 30 printed, 0 used · responses of their boxes: 0"));
  merge (self, path);
  g_assert_true (
      has_text (self->window, "Access codes: 30 printed, about 10 used · responses of their boxes: about 10"));
  g_assert_false (has_text (self->window, "There are"));
  merge (self, twin);
  g_assert_true (
      has_text (self->window, "Access codes: 30 printed, about 20 used · responses of their boxes: about 20"));
  g_assert_true (has_text (self->window,
                           "There are 2 responses more than access codes were used. Codes were used on two "
                           "copies of a box, somebody put in responses without a code, or power failed "
                           "before a code was marked as used."));
  g_assert_true (has_text (self->window, "12 found · 12 new · 12 of 30 access codes used · 2 access codes were used on "
                                         "two copies of this box"));
}

static void
test_small_workplaces_alone_keep_it_open (void)
{
  g_autoptr (Survey) self = survey_new (MOK_DISCLOSURE_STANDARD);
  g_autofree char *ward = test_box_fill (self->survey, self->folder, "ward", 23, 3);
  g_autofree char *one = test_box_fill_at (self->survey, self->folder, "one", MOK_SITE_SMALL, 4, 4);
  g_autofree char *two = test_box_fill_at (self->survey, self->folder, "two", MOK_SITE_SMALL, 4, 5);
  g_autofree char *three = test_box_fill_at (self->survey, self->folder, "three", MOK_SITE_SMALL, 4, 6);
  const char *reason =
      "It cannot be closed yet: boxes of small workplaces are only counted together, at least three of "
      "them with at least ten responses, and none with more than half of these.";

  survey_show (self);
  mok_organize_page_show_view (self->page, "collect");
  merge (self, ward);
  g_assert_false (has_text (self->window, reason));
  merge (self, one);
  g_assert_true (has_text (self->window, reason));
  merge (self, two);
  g_assert_true (has_text (self->window, reason));
  merge (self, three);
  g_assert_false (has_text (self->window, reason));
}

static GtkWindow *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (MOK_IS_CLOSE_DIALOG (window))
        return window;
    }
  return NULL;
}

static gboolean
complains (gpointer dialog)
{
  return test_find (dialog, GTK_TYPE_LABEL, "The passphrase is not right.") != NULL
         || gtk_widget_has_css_class (GTK_WIDGET (test_find_entry (dialog, "Passphrase")), "error");
}

static gboolean
shows_results (gpointer data)
{
  Survey *self = data;

  return mok_survey_session_get_status (mok_organize_page_get_session (self->page))->closed
         && has_text (self->window, "Chart and table");
}

static void
test_open_survey_is_merged_closed_and_read (void)
{
  g_autoptr (Survey) self = survey_new (MOK_DISCLOSURE_OPEN);
  g_autofree char *box = test_box_fill (self->survey, self->folder, "ward", 23, 3);

  survey_show (self);
  g_assert_true (has_text (self->window, "This survey does not protect answers: the organizer can read and publish "
                                         "every row."));
  mok_organize_page_show_view (self->page, "collect");
  test_settle ();
  g_assert_false (can_close (self));
  merge (self, box);
  g_assert_true (can_close (self));
  merge (self, box);
  g_assert_true (has_text (self->window, "23 found · 0 new · 23 already here"));

  click (GTK_WIDGET (self->page), "C_lose…");
  GtkWidget *dialog = GTK_WIDGET (find_dialog ());
  g_assert_nonnull (dialog);
  g_assert_true (test_wait_for ((gboolean (*) (gpointer)) gtk_widget_get_mapped, dialog));
  g_assert_false (gtk_widget_is_sensitive (test_find (dialog, GTK_TYPE_BUTTON, "C_lose the Survey")));
  type (dialog, "Passphrase", "not the passphrase");
  click (dialog, "C_lose the Survey");
  g_assert_true (test_wait_long (complains, dialog));
  g_assert_false (mok_survey_session_get_status (mok_organize_page_get_session (self->page))->closed);

  type (dialog, "Passphrase", TEST_PASSPHRASE);
  click (dialog, "C_lose the Survey");
  g_assert_true (test_wait_long (shows_results, self));
  g_assert_null (find_dialog ());

  /* Nothing more can be collected. */
  mok_organize_page_show_view (self->page, "collect");
  test_settle ();
  g_assert_true (has_text (self->window, "23"));
  g_assert_null (test_find (GTK_WIDGET (self->page), GTK_TYPE_BUTTON, "C_lose…"));
  g_assert_null (test_find (GTK_WIDGET (self->page), GTK_TYPE_BUTTON, "Choose _Files…"));
}

static void
test_dialog_that_is_left_closes_nothing (void)
{
  g_autoptr (Survey) self = survey_new (MOK_DISCLOSURE_OPEN);
  g_autofree char *box = test_box_fill (self->survey, self->folder, "ward", 3, 4);

  survey_show (self);
  mok_organize_page_show_view (self->page, "collect");
  merge (self, box);
  click (GTK_WIDGET (self->page), "C_lose…");
  GtkWindow *dialog = find_dialog ();
  type (GTK_WIDGET (dialog), "Passphrase", TEST_PASSPHRASE);
  click (GTK_WIDGET (dialog), "C_lose the Survey");
  /* While the passphrase is tried. */
  gtk_window_close (dialog);
  g_assert_true (test_wait_long (is_idle, self));
  test_settle ();
  g_assert_null (find_dialog ());
  g_assert_false (mok_survey_session_get_status (mok_organize_page_get_session (self->page))->closed);
  g_assert_true (can_close (self));
}

static void
test_page_that_is_left_stops_its_work (void)
{
  g_autoptr (Survey) self = survey_new (MOK_DISCLOSURE_OPEN);
  g_autofree char *box = test_box_fill (self->survey, self->folder, "ward", 3, 5);

  survey_show (self);
  mok_organize_page_show_view (self->page, "collect");
  test_settle ();
  GtkWidget *collect = test_find (GTK_WIDGET (self->page), MOK_TYPE_COLLECT_VIEW, NULL);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (files, g_file_new_for_path (box));
  mok_collect_view_merge (MOK_COLLECT_VIEW (collect), files);

  g_autoptr (MokSurveySession) session = g_object_ref (mok_organize_page_get_session (self->page));
  mok_window_pop (self->window);
  self->page = NULL;
  while (mok_survey_session_is_busy (session))
    test_settle ();
  g_clear_object (&session);
  test_settle ();
}

int
main (int argc, char **argv)
{
  test_ui_init (&argc, &argv);

  g_test_add_func ("/organize-pages/list-begins-empty-and-shows-what-there-is",
                   test_list_begins_empty_and_shows_what_there_is);
  g_test_add_func ("/organize-pages/form-says-what-is-missing-and-creates-the-survey",
                   test_form_says_what_is_missing_and_creates_the_survey);
  g_test_add_func ("/organize-pages/questionnaire-file-with-an-error-is-refused-with-its-place",
                   test_questionnaire_file_with_an_error_is_refused_with_its_place);
  g_test_add_func ("/organize-pages/questionnaire-of-a-spreadsheet-can-be-dropped",
                   test_questionnaire_of_a_spreadsheet_can_be_dropped);
  g_test_add_func ("/organize-pages/protecting-survey-says-from-when-on-it-can-be-closed",
                   test_protecting_survey_says_from_when_on_it_can_be_closed);
  g_test_add_func ("/organize-pages/paper-is-offered-while-people-answer", test_paper_is_offered_while_people_answer);
  g_test_add_func ("/organize-pages/codes-that-do-not-add-up-are-told", test_codes_that_do_not_add_up_are_told);
  g_test_add_func ("/organize-pages/small-workplaces-alone-keep-it-open", test_small_workplaces_alone_keep_it_open);
  g_test_add_func ("/organize-pages/open-survey-is-merged-closed-and-read", test_open_survey_is_merged_closed_and_read);
  g_test_add_func ("/organize-pages/dialog-that-is-left-closes-nothing", test_dialog_that_is_left_closes_nothing);
  g_test_add_func ("/organize-pages/page-that-is-left-stops-its-work", test_page_that_is_left_stops_its_work);

  return g_test_run ();
}
