/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Closing a survey that protects answers: the rehearsal before it, the certificate and the review of the comments after
 * it.
 */

#include "config.h"

#include "organize-samples.h"
#include "organize/mok-certificate-dialog.h"
#include "organize/mok-close-dialog.h"
#include "organize/mok-collect-view.h"
#include "organize/mok-comment-dialog.h"
#include "organize/mok-organize-page.h"
#include "organize/mok-organize.h"
#include "results/mok-question-list.h"
#include "results/mok-results-view.h"

typedef struct
{
  MokWindow *window;
  MokSurvey *survey; /* (owned) */
  char *folder;      /* (owned) */
  MokOrganizePage *page;
} Survey;

static Survey *
survey_new (void)
{
  Survey *self = g_new0 (Survey, 1);

  test_surveys_remove ();
  self->folder = test_folder_new ();
  self->survey = test_survey_new (MOK_DISCLOSURE_STANDARD, "Two wards");
  return self;
}

static const MokSurveyStatus *
get_status (Survey *self)
{
  return mok_survey_session_get_status (mok_organize_page_get_session (self->page));
}

static gboolean
is_idle (gpointer data)
{
  Survey *self = data;

  return !mok_survey_session_is_busy (mok_organize_page_get_session (self->page));
}

static void
survey_show (Survey *self, const char *view)
{
  self->window = test_window_new ();
  self->page = MOK_ORGANIZE_PAGE (mok_organize_page_new (self->survey));
  mok_window_push (self->window, GTK_WIDGET (self->page));
  mok_organize_page_show_view (self->page, view);
  g_assert_true (test_wait_for (is_idle, self));
  test_settle ();
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

static GtkWidget *
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (g_type_is_a (G_OBJECT_TYPE (window), type) && gtk_widget_get_visible (GTK_WIDGET (window)))
        return GTK_WIDGET (window);
    }
  return NULL;
}

/* A button with this label that shows, in any window. */
static GtkWidget *
find_button (const char *label)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GtkWidget *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (windows) && found == NULL; i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
      found = test_find (window, GTK_TYPE_BUTTON, label);
    }
  return found;
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

static GtkEditable *
find_passphrase (GtkWidget *top)
{
  GtkWidget *entry = test_find (top, ADW_TYPE_PASSWORD_ENTRY_ROW, NULL);

  g_assert_nonnull (entry);
  return GTK_EDITABLE (entry);
}

static gboolean
complains (gpointer dialog)
{
  return gtk_widget_has_css_class (GTK_WIDGET (find_passphrase (dialog)), "error");
}

static gboolean
is_mapped (gpointer widget)
{
  return gtk_widget_get_mapped (widget);
}

/* The button that closes the survey for good; the other one of that name is on the first page. */
static GtkWidget *
get_close_button (GtkWidget *dialog)
{
  return GTK_WIDGET (gtk_widget_get_template_child (dialog, MOK_TYPE_CLOSE_DIALOG, "close_button"));
}

static GtkWidget *
get_child (GtkWidget *dialog, const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (dialog, G_OBJECT_TYPE (dialog), name));
}

/* Comes to the rehearsal. */
static GtkWidget *
rehearse (Survey *self)
{
  click (GTK_WIDGET (self->page), "C_lose…");
  GtkWidget *dialog = find_window (MOK_TYPE_CLOSE_DIALOG);
  g_assert_nonnull (dialog);
  gtk_editable_set_text (find_passphrase (dialog), TEST_PASSPHRASE);
  click (dialog, "_Continue");
  g_assert_true (test_wait_long (is_mapped, get_child (dialog, "notes")));
  test_settle ();
  return dialog;
}

static gboolean
is_closed (gpointer data)
{
  Survey *self = data;

  return get_status (self)->closed && find_window (MOK_TYPE_CERTIFICATE_DIALOG) != NULL;
}

static guint
count_rows (GtkWidget *list)
{
  guint n = 0;

  while (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), (int) n) != NULL)
    n++;
  return n;
}

static const char *
get_title (GtkWidget *list, int row)
{
  GtkListBoxRow *found = gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), row);

  return found != NULL ? adw_preferences_row_get_title (ADW_PREFERENCES_ROW (found)) : NULL;
}

static void
test_rehearsal_comes_before_closing_and_the_certificate_after_it (void)
{
  g_autoptr (Survey) self = survey_new ();
  g_autofree char *box = test_box_fill (self->survey, self->folder, "ward", 24, 3);

  survey_show (self, "collect");
  merge (self, box);

  click (GTK_WIDGET (self->page), "C_lose…");
  GtkWidget *dialog = find_window (MOK_TYPE_CLOSE_DIALOG);
  gtk_editable_set_text (find_passphrase (dialog), "not the passphrase");
  click (dialog, "_Continue");
  g_assert_true (test_wait_long (complains, dialog));
  g_assert_false (gtk_widget_get_mapped (get_child (dialog, "notes")));
  gtk_window_close (GTK_WINDOW (dialog));
  test_settle ();

  dialog = rehearse (self);
  GtkWidget *notes = get_child (dialog, "notes");
  g_assert_cmpstr (get_title (notes, 0), ==, "Responses");
  g_assert_cmpuint (count_rows (notes), >=, 2);
  g_assert_false (gtk_widget_get_visible (get_child (dialog, "small")));
  g_assert_false (gtk_widget_get_visible (get_child (dialog, "refusal")));
  g_assert_false (get_status (self)->closed);
  /* The keyboard is at the first note, which reads itself out. */
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (dialog));
  g_assert_true (focus == GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (notes), 0)));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (focus), GTK_ACCESSIBLE_PROPERTY_LABEL, "Responses");

  g_assert_true (gtk_widget_is_sensitive (get_close_button (dialog)));
  g_signal_emit_by_name (get_close_button (dialog), "clicked");
  g_assert_true (test_wait_long (is_closed, self));
  g_assert_null (find_window (MOK_TYPE_CLOSE_DIALOG));

  GtkWidget *certificate = find_window (MOK_TYPE_CERTIFICATE_DIALOG);
  test_settle ();
  g_assert_cmpuint (count_rows (get_child (certificate, "certificate")), >=, 5);
  g_assert_cmpstr (get_title (get_child (certificate, "certificate"), 0), ==, "How answers are protected");
  g_assert_cmpstr (get_title (get_child (certificate, "left"), 0), ==, "Boxes and their copies");
  GtkWidget *check = test_find (get_child (certificate, "left"), GTK_TYPE_CHECK_BUTTON, NULL);
  g_assert_nonnull (check);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, "Boxes and their copies");
  click (certificate, "_Show Results");
  g_assert_null (find_window (MOK_TYPE_CERTIFICATE_DIALOG));
  g_assert_true (gtk_widget_get_mapped (test_find (GTK_WIDGET (self->page), MOK_TYPE_RESULTS_VIEW, NULL)));

  /* It can be read again, without the way on. */
  gtk_widget_activate_action (GTK_WIDGET (self->page), "survey.certificate", NULL);
  test_settle ();
  certificate = find_window (MOK_TYPE_CERTIFICATE_DIALOG);
  g_assert_nonnull (certificate);
  g_assert_null (test_find (certificate, GTK_TYPE_BUTTON, "_Show Results"));
  gtk_window_close (GTK_WINDOW (certificate));
  test_settle ();
}

static void
test_very_small_survey_asks_once_more (void)
{
  g_autoptr (Survey) self = survey_new ();
  g_autofree char *box = test_box_fill (self->survey, self->folder, "ward", 12, 5);

  survey_show (self, "collect");
  merge (self, box);
  GtkWidget *dialog = rehearse (self);
  GtkWidget *small = get_child (dialog, "small");

  g_assert_cmpstr (get_title (get_child (dialog, "notes"), 0), ==, "A very small survey");
  g_assert_true (gtk_widget_get_visible (small));
  g_assert_false (gtk_widget_is_sensitive (get_close_button (dialog)));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (small), TRUE);
  g_assert_true (gtk_widget_is_sensitive (get_close_button (dialog)));
  g_signal_emit_by_name (get_close_button (dialog), "clicked");
  g_assert_true (test_wait_long (is_closed, self));
  gtk_window_close (GTK_WINDOW (find_window (MOK_TYPE_CERTIFICATE_DIALOG)));
  test_settle ();
}

static void
test_one_small_workplace_keeps_the_survey_open (void)
{
  g_autoptr (Survey) self = survey_new ();
  g_autofree char *box = test_box_fill_at (self->survey, self->folder, "clinic", MOK_SITE_SMALL, 22, 6);

  survey_show (self, "collect");
  merge (self, box);
  GtkWidget *dialog = rehearse (self);
  GtkWidget *notes = get_child (dialog, "notes");

  g_assert_cmpstr (get_title (notes, (int) count_rows (notes) - 1), ==, "Boxes of small workplaces");
  g_assert_true (gtk_widget_get_visible (get_child (dialog, "refusal")));
  g_assert_false (gtk_widget_is_sensitive (get_close_button (dialog)));
  gtk_window_close (GTK_WINDOW (dialog));
  test_settle ();
  g_assert_false (get_status (self)->closed);
}

static void
test_rehearsal_that_is_left_closes_nothing (void)
{
  g_autoptr (Survey) self = survey_new ();
  g_autofree char *box = test_box_fill (self->survey, self->folder, "ward", 24, 7);

  survey_show (self, "collect");
  merge (self, box);
  gtk_window_close (GTK_WINDOW (rehearse (self)));
  g_assert_true (test_wait_long (is_idle, self));
  test_settle ();
  g_assert_null (find_window (MOK_TYPE_CLOSE_DIALOG));
  g_assert_false (get_status (self)->closed);
}

static gboolean
has_no_comment_dialog (gpointer data)
{
  return find_window (MOK_TYPE_COMMENT_DIALOG) == NULL;
}

static gboolean
has_labels_that_can_be_selected (GtkWidget *top)
{
  if (GTK_IS_LABEL (top) && gtk_label_get_selectable (GTK_LABEL (top)))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (top); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (has_labels_that_can_be_selected (child))
      return TRUE;
  return FALSE;
}

static void
write_summary (GtkWidget *dialog, const char *text)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (get_child (dialog, "summary"))), text, -1);
}

static void
test_comments_are_read_once (void)
{
  g_autoptr (Survey) self = g_new0 (Survey, 1);

  test_surveys_remove ();
  self->folder = test_folder_new ();
  self->survey = test_survey_new_closed (MOK_DISCLOSURE_STANDARD, "Comments", 60);
  survey_show (self, "results");
  MokSurveySession *session = mok_organize_page_get_session (self->page);
  MokCube *cube = mok_survey_session_get_cube (session);
  g_assert_true (mok_survey_session_has_review (session));

  gtk_widget_activate_action (GTK_WIDGET (self->page), "survey.review", NULL);
  test_settle ();
  GtkWidget *dialog = find_window (MOK_TYPE_COMMENT_DIALOG);
  g_assert_nonnull (dialog);
  gtk_editable_set_text (find_passphrase (dialog), "not the passphrase");
  click (dialog, "_Open the Comments");
  g_assert_true (test_wait_long (complains, dialog));

  gtk_editable_set_text (find_passphrase (dialog), TEST_PASSPHRASE);
  click (dialog, "_Open the Comments");
  g_assert_true (test_wait_long (is_mapped, get_child (dialog, "groups")));
  test_settle ();
  GtkWidget *list = test_find (get_child (dialog, "groups"), GTK_TYPE_LIST_BOX, NULL);
  g_assert_nonnull (list);
  g_assert_cmpuint (count_rows (list), >=, 10);
  g_assert_false (has_labels_that_can_be_selected (list));

  /* Leaving in the middle asks; staying keeps what was written. */
  write_summary (dialog, "  Pay comes late.\n");
  click (dialog, "_Later");
  GtkWidget *stay = find_button ("_Keep Writing");
  g_assert_nonnull (stay);
  g_signal_emit_by_name (stay, "clicked");
  test_settle ();
  g_assert_nonnull (find_window (MOK_TYPE_COMMENT_DIALOG));
  g_assert_true (mok_survey_session_has_review (session));

  click (dialog, "_Finish Review…");
  GtkWidget *finish = find_button ("_Destroy the Comments");
  g_assert_nonnull (finish);
  g_signal_emit_by_name (finish, "clicked");
  g_assert_true (test_wait_long (has_no_comment_dialog, NULL));
  g_assert_false (mok_survey_session_has_review (session));
  g_assert_cmpstr (mok_survey_session_get_summary (session), ==, "Pay comes late.");
  g_assert_true (mok_survey_session_get_cube (session) == cube);
  test_settle ();
}

int
main (int argc, char **argv)
{
  test_ui_init (&argc, &argv);

  g_test_add_func ("/closing/rehearsal-comes-before-closing-and-the-certificate-after-it",
                   test_rehearsal_comes_before_closing_and_the_certificate_after_it);
  g_test_add_func ("/closing/very-small-survey-asks-once-more", test_very_small_survey_asks_once_more);
  g_test_add_func ("/closing/one-small-workplace-keeps-the-survey-open",
                   test_one_small_workplace_keeps_the_survey_open);
  g_test_add_func ("/closing/rehearsal-that-is-left-closes-nothing", test_rehearsal_that_is_left_closes_nothing);
  g_test_add_func ("/closing/comments-are-read-once", test_comments_are_read_once);

  return g_test_run ();
}
