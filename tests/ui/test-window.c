/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The window: its pile of pages, the start page, and that nothing outlives it. */

#include "config.h"

#include "base/mok-language.h"
#include "common/mok-door.h"
#include "common/mok-language-switch.h"
#include "mok-start-page.h"
#include "support.h"

static void
test_window_begins_at_the_start (void)
{
  MokWindow *window = test_window_new ();
  GtkWidget *start = mok_window_get_page (window);
  GtkWidget *answer = test_find (start, MOK_TYPE_DOOR, "Answer a survey");

  g_assert_true (MOK_IS_START_PAGE (start));
  g_assert_nonnull (answer);
  g_assert_nonnull (test_find (start, MOK_TYPE_DOOR, "Organize a survey"));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (window)) == answer);
  g_assert_nonnull (test_find (start, GTK_TYPE_BUTTON, "Look around with sample data"));
  gtk_test_accessible_assert_role (answer, GTK_ACCESSIBLE_ROLE_BUTTON);
  gtk_test_accessible_assert_property (answer, GTK_ACCESSIBLE_PROPERTY_LABEL, "Answer a survey");
  test_window_close (window);
}

static void
test_window_piles_pages (void)
{
  MokWindow *window = test_window_new ();
  GtkWidget *first = gtk_label_new ("first");
  GtkWidget *second = gtk_label_new ("second");

  mok_window_push (window, first);
  mok_window_push (window, second);
  g_assert_true (mok_window_get_page (window) == second);
  g_assert_true (mok_window_of (second) == window);
  g_object_add_weak_pointer (G_OBJECT (second), (gpointer *) &second);
  mok_window_pop (window);
  test_settle ();
  g_assert_null (second);
  g_assert_true (mok_window_get_page (window) == first);

  g_object_add_weak_pointer (G_OBJECT (first), (gpointer *) &first);
  mok_window_pop (window);
  test_settle ();
  g_assert_null (first);
  g_assert_true (MOK_IS_START_PAGE (mok_window_get_page (window)));

  /* The start page stays. */
  mok_window_pop (window);
  g_assert_true (MOK_IS_START_PAGE (mok_window_get_page (window)));
  test_window_close (window);
}

static void
test_window_goes_home_from_anywhere (void)
{
  MokWindow *window = test_window_new ();

  for (int i = 0; i < 3; i++)
    mok_window_push (window, gtk_label_new ("page"));
  mok_window_go_home (window);
  test_settle ();
  g_assert_true (MOK_IS_START_PAGE (mok_window_get_page (window)));
  g_assert_cmpuint (test_count (GTK_WIDGET (window), MOK_TYPE_START_PAGE), ==, 1);
  g_assert_null (test_find (GTK_WIDGET (window), GTK_TYPE_LABEL, "page"));
  test_window_close (window);
}

static void
test_start_page_is_new_in_another_language (void)
{
  MokWindow *window = test_window_new ();
  GtkWidget *before = mok_window_get_page (window);
  GtkWidget *korean;

  korean = test_find (test_find (before, MOK_TYPE_LANGUAGE_SWITCH, NULL), GTK_TYPE_TOGGLE_BUTTON, "한국어");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (korean), TRUE);
  test_settle ();
  g_assert_cmpstr (mok_language_get (), ==, "ko");
  g_assert_true (mok_window_get_page (window) != before);
  mok_language_set ("en");
  test_window_close (window);
}

static void
test_window_is_finalized (void)
{
  MokWindow *window = test_window_new ();

  mok_window_push (window, gtk_label_new ("page"));
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  test_window_close (window);
  g_assert_null (window);
}

static void
test_window_names_an_unknown_file (void)
{
  MokWindow *window = test_window_new ();
  g_autoptr (GFile) file = g_file_new_for_path ("/nowhere/notes.txt");
  GListModel *windows = gtk_window_get_toplevels ();
  const guint n_before = g_list_model_get_n_items (windows);
  g_autoptr (GtkWindow) dialog = NULL;

  mok_window_open_file (window, file);
  test_settle ();
  g_assert_cmpuint (g_list_model_get_n_items (windows), ==, n_before + 1);
  dialog = g_list_model_get_item (windows, n_before);
  g_assert_nonnull (test_find (GTK_WIDGET (dialog), GTK_TYPE_LABEL,
                               "“notes.txt” is neither a box (.mokbox) nor a survey file (.moksori)."));
  gtk_window_destroy (dialog);
  test_window_close (window);
}

int
main (int argc, char **argv)
{
  test_ui_init (&argc, &argv);

  g_test_add_func ("/window/begins-at-the-start", test_window_begins_at_the_start);
  g_test_add_func ("/window/piles-pages", test_window_piles_pages);
  g_test_add_func ("/window/goes-home-from-anywhere", test_window_goes_home_from_anywhere);
  g_test_add_func ("/window/start-page-in-another-language", test_start_page_is_new_in_another_language);
  g_test_add_func ("/window/is-finalized", test_window_is_finalized);
  g_test_add_func ("/window/names-an-unknown-file", test_window_names_an_unknown_file);
  return g_test_run ();
}
