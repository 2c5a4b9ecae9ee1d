/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Collecting in the window: a watched folder, a box that is taken back, and surveys that are duplicated or deleted. */

#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "common/mok-folders.h"
#include "organize-samples.h"
#include "organize/mok-collect-view.h"
#include "organize/mok-new-survey-page.h"
#include "organize/mok-organize-page.h"
#include "organize/mok-organize.h"
#include "organize/mok-survey-list-page.h"
#include "organize/mok-watch-row.h"
#include "organize/mok-watched-folder.h"

typedef struct
{
  MokWindow *window;
  char *folder; /* (owned): where boxes are made */
  char *synced; /* (owned): where they arrive */
  char *path;   /* (owned): of the survey */
  MokOrganizePage *page;
  guint expected;
} Fixture;

static MokSurveySession *
get_session (Fixture *fixture)
{
  return mok_organize_page_get_session (fixture->page);
}

static MokWatchRow *
get_row (Fixture *fixture)
{
  return MOK_WATCH_ROW (test_find (GTK_WIDGET (fixture->page), MOK_TYPE_WATCH_ROW, NULL));
}

static const char *
get_row_title (Fixture *fixture)
{
  return adw_preferences_row_get_title (ADW_PREFERENCES_ROW (get_row (fixture)));
}

static gboolean
is_loaded (gpointer data)
{
  Fixture *fixture = data;

  return !mok_survey_session_is_busy (get_session (fixture)) && get_row (fixture) != NULL;
}

static void
open_survey (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MokSurvey) survey = mok_survey_open (fixture->path, &error);

  g_assert_no_error (error);
  fixture->window = test_window_new ();
  fixture->page = MOK_ORGANIZE_PAGE (mok_organize_page_new (survey));
  mok_window_push (fixture->window, GTK_WIDGET (fixture->page));
  mok_organize_page_show_view (fixture->page, "collect");
  g_assert_true (test_wait_for (is_loaded, fixture));
  test_settle ();
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MokSurvey) survey = NULL;
  g_autofree char *box = NULL;

  test_surveys_remove ();
  fixture->folder = test_folder_new ();
  fixture->synced = test_folder_new ();
  survey = test_survey_new (MOK_DISCLOSURE_STANDARD, "Two wards");
  fixture->path = g_strdup (mok_survey_get_path (survey));
  box = test_box_fill (survey, fixture->folder, "ward", 12, 3);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->window != NULL)
    test_window_close (fixture->window);
  test_folder_remove (fixture->folder);
  test_folder_remove (fixture->synced);
  g_free (fixture->path);
}

/* Into the synced folder, under another name, all of it or the first @size bytes. */
static void
arrive (Fixture *fixture, const char *from, const char *name, gsize size)
{
  g_autofree char *source = g_build_filename (fixture->folder, from, NULL);
  g_autofree char *target = g_build_filename (fixture->synced, name, NULL);
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (source, &content, &length, NULL));
  g_assert_true (g_file_set_contents (target, content, (gssize) MIN (length, size), NULL));
}

static gboolean
has_expected (gpointer data)
{
  Fixture *fixture = data;

  return mok_survey_session_get_status (get_session (fixture))->responses == fixture->expected;
}

static void
expect_responses (Fixture *fixture, guint n)
{
  fixture->expected = n;
  g_assert_true (test_wait_long (has_expected, fixture));
  test_settle ();
}

static void
watch (Fixture *fixture)
{
  g_autoptr (GFile) folder = g_file_new_for_path (fixture->synced);

  mok_watch_row_set_folder (get_row (fixture), folder);
  test_settle ();
}

static void
press (GtkWidget *top, const char *tooltip)
{
  for (GtkWidget *child = gtk_widget_get_first_child (top); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (GTK_IS_BUTTON (child) && g_strcmp0 (gtk_widget_get_tooltip_text (child), tooltip) == 0)
        g_signal_emit_by_name (child, "clicked");
      else
        press (child, tooltip);
    }
}

static void
test_folder_is_read_when_the_survey_opens (Fixture *fixture, gconstpointer data)
{
  open_survey (fixture);
  g_assert_cmpstr (get_row_title (fixture), ==, "Watch a Folder…");
  arrive (fixture, "ward.mokbox", "one.mokbox", G_MAXSIZE);
  watch (fixture);
  g_assert_true (g_str_has_prefix (get_row_title (fixture), "Watching “"));
  expect_responses (fixture, 12);
  g_assert_cmpuint (mok_survey_session_get_receipt (get_session (fixture))->entries->len, ==, 1);

  /* Another window, another day: the folder is remembered, and what came meanwhile is merged. The copy is nothing new
   * and leaves no receipt.
   */
  test_window_close (fixture->window);
  {
    g_autoptr (MokSurvey) survey = mok_survey_open (fixture->path, NULL);
    g_autofree char *box = test_box_fill (survey, fixture->folder, "other", 11, 4);
  }
  arrive (fixture, "ward.mokbox", "copy.mokbox", G_MAXSIZE);
  arrive (fixture, "other.mokbox", "two.mokbox", G_MAXSIZE);
  open_survey (fixture);
  g_assert_true (mok_watch_row_is_watching (get_row (fixture)));
  expect_responses (fixture, 23);

  const MokReceipt *receipt = mok_survey_session_get_receipt (get_session (fixture));
  const MokReceiptEntry *entry = g_ptr_array_index (receipt->entries, 0);

  g_assert_cmpuint (receipt->entries->len, ==, 1);
  g_assert_cmpstr (entry->name, ==, "two.mokbox");
}

static gboolean
refuses (gpointer data)
{
  const MokReceipt *receipt = mok_survey_session_get_receipt (get_session (data));

  return receipt != NULL && receipt->entries->len == 1
         && ((const MokReceiptEntry *) g_ptr_array_index (receipt->entries, 0))->refused != NULL;
}

static void
test_half_a_box_is_named_and_taken_when_it_is_whole (Fixture *fixture, gconstpointer data)
{
  open_survey (fixture);
  arrive (fixture, "ward.mokbox", "half.mokbox", 100000);
  watch (fixture);
  g_assert_true (test_wait_long (refuses, fixture));
  arrive (fixture, "ward.mokbox", "half.mokbox", G_MAXSIZE);
  test_settle ();
  press (GTK_WIDGET (get_row (fixture)), "Look Now");
  expect_responses (fixture, 12);
}

static gboolean
is_gone (gpointer data)
{
  return g_strcmp0 (adw_action_row_get_subtitle (ADW_ACTION_ROW (get_row (data))),
                    "This folder is gone, or not connected. It is looked for every five minutes.")
         == 0;
}

static gboolean
is_back (gpointer data)
{
  return !is_gone (data);
}

static void
test_folder_that_is_gone_is_named (Fixture *fixture, gconstpointer data)
{
  g_autofree char *away = g_strconcat (fixture->synced, "-away", NULL);

  open_survey (fixture);
  watch (fixture);
  g_assert_cmpint (g_rename (fixture->synced, away), ==, 0);
  press (GTK_WIDGET (get_row (fixture)), "Look Now");
  g_assert_true (test_wait_long (is_gone, fixture));
  g_assert_cmpint (g_rename (away, fixture->synced), ==, 0);
  press (GTK_WIDGET (get_row (fixture)), "Look Now");
  g_assert_true (test_wait_long (is_back, fixture));

  press (GTK_WIDGET (get_row (fixture)), "Stop Watching");
  test_settle ();
  g_assert_false (mok_watch_row_is_watching (get_row (fixture)));
  g_assert_cmpstr (get_row_title (fixture), ==, "Watch a Folder…");

  /* Nor is it remembered. */
  MokManifest *manifest = mok_survey_session_get_manifest (get_session (fixture));
  g_autoptr (MokWatchedFolder) again = mok_watched_folder_new (mok_manifest_get_survey_id (manifest));

  g_assert_null (mok_watched_folder_get (again));
}

static void
test_another_folder_while_one_is_read (Fixture *fixture, gconstpointer data)
{
  open_survey (fixture);
  arrive (fixture, "ward.mokbox", "one.mokbox", G_MAXSIZE);
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (GFile) other = g_file_new_for_path (fixture->folder);

      mok_watch_row_set_folder (get_row (fixture), i % 2 == 0 ? other : NULL);
      if (i % 3 == 0)
        g_main_context_iteration (NULL, FALSE);
    }
  g_assert_false (mok_watch_row_is_watching (get_row (fixture)));
  watch (fixture);
  expect_responses (fixture, 12);
}

static void
test_box_is_taken_back (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "ward.mokbox", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  MokCollectView *collect;

  open_survey (fixture);
  collect = MOK_COLLECT_VIEW (test_find (GTK_WIDGET (fixture->page), MOK_TYPE_COLLECT_VIEW, NULL));
  g_ptr_array_add (files, g_object_ref (file));
  mok_collect_view_merge (collect, files);
  expect_responses (fixture, 12);
  mok_collect_view_take_back (collect, file);
  expect_responses (fixture, 0);
  g_assert_nonnull (test_find (GTK_WIDGET (collect), GTK_TYPE_LABEL, "12 found · 12 taken back"));
  g_assert_nonnull (test_find (GTK_WIDGET (collect), GTK_TYPE_LABEL, "−12"));
  g_assert_cmpuint (mok_survey_session_get_status (get_session (fixture))->boxes_returned, ==, 0);
}

static gboolean
sees_receipt (gpointer data)
{
  Fixture *fixture = data;
  GtkWidget *page = GTK_WIDGET (fixture->page);
  GtkWidget *label = test_find (page, GTK_TYPE_LABEL, "12 found · 12 new");
  graphene_rect_t place;

  return label != NULL && gtk_widget_get_height (label) > 0 && gtk_widget_compute_bounds (label, page, &place)
         && place.origin.y >= 0 && place.origin.y + place.size.height <= gtk_widget_get_height (page);
}

/* In a window that is too low for the whole page. */
static void
test_receipt_comes_into_view (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "ward.mokbox", NULL);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  open_survey (fixture);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 360, 480);
  test_settle ();
  g_ptr_array_add (files, g_file_new_for_path (path));
  mok_collect_view_merge (MOK_COLLECT_VIEW (test_find (GTK_WIDGET (fixture->page), MOK_TYPE_COLLECT_VIEW, NULL)),
                          files);
  expect_responses (fixture, 12);
  g_assert_true (test_wait_for (sees_receipt, fixture));
}

static void
test_views_keep_the_keyboard_where_it_was (Fixture *fixture, gconstpointer data)
{
  GtkWidget *focus;

  open_survey (fixture);
  mok_organize_page_show_view (fixture->page, "prepare");
  focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
  g_assert_nonnull (focus);
  mok_organize_page_show_view (fixture->page, "collect");
  g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture->window)) != focus);
  mok_organize_page_show_view (fixture->page, "prepare");
  g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture->window)) == focus);
}

static GtkWindow *
find_dialog (MokWindow *window)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) dialog = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (dialog) == GTK_WINDOW (window))
        return dialog;
    }
  return NULL;
}

static gboolean
lists_a_survey (gpointer window)
{
  return test_find (mok_window_get_page (window), GTK_TYPE_LABEL, "Two wards") != NULL;
}

static gboolean
lists_nothing (gpointer window)
{
  return !lists_a_survey (window);
}

static void
answer (MokWindow *window, const char *label)
{
  GtkWidget *dialog = GTK_WIDGET (find_dialog (window));
  GtkWidget *button = dialog != NULL ? test_find (dialog, GTK_TYPE_BUTTON, label) : NULL;

  /* Newer versions show it inside the window. */
  if (button == NULL)
    button = test_find (GTK_WIDGET (window), GTK_TYPE_BUTTON, label);
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  test_settle ();
}

static void
test_survey_is_deleted_after_it_was_asked (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = mok_folder_surveys (NULL);
  GtkWidget *list;

  fixture->window = test_window_new ();
  list = mok_survey_list_page_new ();
  mok_window_push (fixture->window, list);
  g_assert_true (test_wait_for (lists_a_survey, fixture->window));

  gtk_widget_activate_action (list, "list.delete", "s", fixture->path);
  test_settle ();
  answer (fixture->window, "_Cancel");
  g_assert_true (g_file_test (fixture->path, G_FILE_TEST_EXISTS));

  gtk_widget_activate_action (list, "list.delete", "s", fixture->path);
  test_settle ();
  GtkWindow *dialog = find_dialog (fixture->window);
  GtkWidget *top = dialog != NULL ? GTK_WIDGET (dialog) : GTK_WIDGET (fixture->window);
  g_assert_nonnull (test_find (top, GTK_TYPE_LABEL, "Delete “Two wards”?"));
  g_assert_nonnull (test_find (top, GTK_TYPE_LABEL,
                               "Collecting · no responses yet\n\nAll sealed responses and the key are overwritten. "
                               "Nobody can open them any more, except from a backup.\n\n1 box is still out. Destroy "
                               "it, too: ward"));
  answer (fixture->window, "_Delete");
  g_assert_true (test_wait_for (lists_nothing, fixture->window));
  g_assert_cmpuint (test_folder_count (folder), ==, 0);
}

static gboolean
begins_another (gpointer window)
{
  return MOK_IS_NEW_SURVEY_PAGE (mok_window_get_page (window));
}

static void
test_survey_is_duplicated (Fixture *fixture, gconstpointer data)
{
  GtkWidget *list, *page;

  fixture->window = test_window_new ();
  list = mok_survey_list_page_new ();
  mok_window_push (fixture->window, list);
  g_assert_true (test_wait_for (lists_a_survey, fixture->window));
  gtk_widget_activate_action (list, "list.duplicate", "s", fixture->path);
  g_assert_true (test_wait_for (begins_another, fixture->window));
  page = mok_window_get_page (fixture->window);
  test_settle ();
  g_assert_nonnull (test_find (page, GTK_TYPE_LABEL, "Duplicate Survey"));
  g_assert_nonnull (test_find (page, GTK_TYPE_LABEL, "That of the survey “Two wards”"));
  g_assert_nonnull (test_find (page, GTK_TYPE_BUTTON, "_Save the Questionnaire…"));
}

/* Nothing below @top says @number, but the receipt, which is there to say what each file brought. */
static void
assert_does_not_say (GtkWidget *top, const char *number)
{
  const char *words[] = { GTK_IS_LABEL (top) ? gtk_label_get_text (GTK_LABEL (top)) : NULL,
                          gtk_widget_get_tooltip_text (top) };
  g_autofree char *pattern = g_strdup_printf ("\\b%s\\b", number);

  if (GTK_IS_LIST_BOX (top) && g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (top)), "receipt_rows") == 0)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (words[i] != NULL && g_regex_match_simple (pattern, words[i], 0, 0))
      g_error ("it says “%s”", words[i]);
  for (GtkWidget *child = gtk_widget_get_first_child (top); child != NULL; child = gtk_widget_get_next_sibling (child))
    assert_does_not_say (child, number);
}

/* While a survey collects, whoever looks at it every day sees its number move by tens. */
static void
test_nothing_counts_responses_one_by_one (Fixture *fixture, gconstpointer data)
{
  static const char *const views[] = { "prepare", "collect" };
  g_autoptr (MokSurvey) survey = mok_survey_open (fixture->path, NULL);
  g_autofree char *box = test_box_fill (survey, fixture->folder, "large", 47, 5);

  g_clear_object (&survey);
  open_survey (fixture);
  arrive (fixture, "large.mokbox", "large.mokbox", G_MAXSIZE);
  watch (fixture);
  expect_responses (fixture, 47);
  g_assert_nonnull (test_find (GTK_WIDGET (fixture->page), GTK_TYPE_LABEL, "about 40"));
  for (gsize i = 0; i < G_N_ELEMENTS (views); i++)
    {
      mok_organize_page_show_view (fixture->page, views[i]);
      test_settle ();
      assert_does_not_say (GTK_WIDGET (fixture->window), "47");
    }
  g_assert_null (strstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), "47"));
}

#define ADD(name, func) g_test_add ("/collect/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  test_ui_init (&argc, &argv);
  ADD ("folder-is-read-when-the-survey-opens", test_folder_is_read_when_the_survey_opens);
  ADD ("half-a-box-is-named-and-taken-when-it-is-whole", test_half_a_box_is_named_and_taken_when_it_is_whole);
  ADD ("folder-that-is-gone-is-named", test_folder_that_is_gone_is_named);
  ADD ("another-folder-while-one-is-read", test_another_folder_while_one_is_read);
  ADD ("box-is-taken-back", test_box_is_taken_back);
  ADD ("receipt-comes-into-view", test_receipt_comes_into_view);
  ADD ("views-keep-the-keyboard-where-it-was", test_views_keep_the_keyboard_where_it_was);
  ADD ("survey-is-deleted-after-it-was-asked", test_survey_is_deleted_after_it_was_asked);
  ADD ("nothing-counts-responses-one-by-one", test_nothing_counts_responses_one_by_one);
  ADD ("survey-is-duplicated", test_survey_is_duplicated);
  return g_test_run ();
}
