/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The check of a file in the window: what it shows of right, spoilt and unreadable files, and where it is found. */

#include "config.h"

#include <string.h>

#include "common/mok-verify-dialog.h"
#include "organize-samples.h"
#include "organize/mok-organize-page.h"
#include "organize/mok-organize.h"
#include "respond/mok-box-list-page.h"

typedef struct
{
  MokWindow *window;
  MokSurvey *survey; /* (owned) */
  char *folder;      /* (owned) */
  char *box;         /* (owned) */
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  test_surveys_remove ();
  self->folder = test_folder_new ();
  self->survey = test_survey_new (MOK_DISCLOSURE_STANDARD, "Two wards");
  self->box = test_box_fill (self->survey, self->folder, "ward.mokbox", 12, 1);
  self->window = test_window_new ();
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  test_window_close (self->window);
  g_object_unref (self->survey);
  g_free (self->box);
  test_folder_remove (self->folder);
}

static GtkWidget *
find_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *window = windows; window != NULL; window = window->next)
    if (MOK_IS_VERIFY_DIALOG (window->data))
      return window->data;
  return NULL;
}

static gboolean
is_done (gpointer data)
{
  GtkStack *stack = GTK_STACK (test_find (data, GTK_TYPE_STACK, NULL));

  return g_strcmp0 (gtk_stack_get_visible_child_name (stack), "checking") != 0;
}

static void
wait_for_dialog (GtkWidget *dialog, const char *heading)
{
  GtkWidget *label;

  g_assert_nonnull (dialog);
  g_assert_true (test_wait_for (is_done, dialog));
  test_settle ();
  label = test_find (dialog, GTK_TYPE_LABEL, heading);
  g_assert_nonnull (label);
  g_assert_true (gtk_widget_get_mapped (label));
}

static GtkWidget *
open_dialog (Fixture *self, const char *heading)
{
  GtkWindow *dialog = mok_verify_dialog_new (GTK_WINDOW (self->window), self->box, "Two wards");

  gtk_window_present (dialog);
  wait_for_dialog (GTK_WIDGET (dialog), heading);
  return GTK_WIDGET (dialog);
}

static void
test_right_file (Fixture *self, gconstpointer data)
{
  GtkWidget *dialog = open_dialog (self, "This file is in order");

  g_assert_null (test_find (dialog, GTK_TYPE_LABEL, "What failed"));
  g_assert_true (gtk_widget_get_mapped (test_find (dialog, GTK_TYPE_LABEL, "What passed")));
  g_assert_true (gtk_widget_get_mapped (test_find (dialog, GTK_TYPE_LABEL, "What the file cannot show")));
  g_assert_cmpuint (test_count (dialog, ADW_TYPE_ACTION_ROW), >=, 17);
  gtk_window_close (GTK_WINDOW (dialog));
}

static void
spoil (const char *path, gsize offset, const char *bytes)
{
  g_autoptr (GError) error = NULL;
  char *content;
  gsize size;

  g_file_get_contents (path, &content, &size, &error);
  g_assert_no_error (error);
  memcpy (content + offset, bytes, strlen (bytes));
  g_file_set_contents (path, content, (gssize) size, &error);
  g_assert_no_error (error);
  g_free (content);
}

static void
test_spoilt_file (Fixture *self, gconstpointer data)
{
  GtkWidget *dialog;

  spoil (self->box, 18, "\2\2");
  dialog = open_dialog (self, "This file is not in order");
  g_assert_true (gtk_widget_get_mapped (test_find (dialog, GTK_TYPE_LABEL, "What failed")));
  gtk_window_close (GTK_WINDOW (dialog));
}

static void
test_other_file (Fixture *self, gconstpointer data)
{
  GtkWidget *dialog;

  spoil (self->box, 0, "no box");
  dialog = open_dialog (self, "The file cannot be checked");
  gtk_window_close (GTK_WINDOW (dialog));
}

/* The thread goes on for a moment; nothing is shown any more. */
static void
test_closed_while_checking (Fixture *self, gconstpointer data)
{
  GtkWindow *dialog = mok_verify_dialog_new (GTK_WINDOW (self->window), self->box, "Two wards");

  gtk_window_present (dialog);
  gtk_window_close (dialog);
  for (guint i = 0; i < 20; i++)
    {
      g_usleep (10000);
      test_settle ();
    }
  g_assert_null (find_dialog ());
}

static gboolean
is_idle (gpointer data)
{
  return !mok_survey_session_is_busy (mok_organize_page_get_session (data));
}

static void
test_found_in_the_menu_of_a_survey (Fixture *self, gconstpointer data)
{
  GtkWidget *page = mok_organize_page_new (self->survey);

  mok_window_push (self->window, page);
  g_assert_true (test_wait_long (is_idle, page));
  gtk_widget_activate_action (page, "survey.verify", NULL);
  wait_for_dialog (find_dialog (), "This file is in order");
  gtk_window_close (GTK_WINDOW (find_dialog ()));
}

static gboolean
is_check_button (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_widget_get_tooltip_text (widget), "Check this file…") == 0;
}

static GtkWidget *
find_check_button (GtkWidget *top)
{
  GtkWidget *found = is_check_button (top) ? top : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (top); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_check_button (child);
  return found;
}

static void
test_found_in_the_list_of_boxes (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  GtkWidget *page, *button;

  g_ptr_array_add (paths, self->box);
  page = mok_box_list_page_new (paths);
  mok_window_push (self->window, page);
  test_settle ();
  button = find_check_button (page);
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  wait_for_dialog (find_dialog (), "This file is in order");
  gtk_window_close (GTK_WINDOW (find_dialog ()));
}

#define ADD(name, func) g_test_add ("/ui/verify-dialog/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  test_ui_init (&argc, &argv);
  ADD ("right-file", test_right_file);
  ADD ("spoilt-file", test_spoilt_file);
  ADD ("other-file", test_other_file);
  ADD ("closed-while-checking", test_closed_while_checking);
  ADD ("found-in-the-menu-of-a-survey", test_found_in_the_menu_of_a_survey);
  ADD ("found-in-the-list-of-boxes", test_found_in_the_list_of_boxes);
  return g_test_run ();
}
