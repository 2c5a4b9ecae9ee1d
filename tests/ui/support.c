/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What tests of widgets share: the program without its main loop, waiting, and finding widgets by what is on them. */

#include "config.h"

#include "support.h"

#include "base/mok-init.h"
#include "base/mok-language.h"

static MokApplication *application;

void
test_ui_init (int *argc, char ***argv)
{
  g_autoptr (GError) error = NULL;

  /* The script around the test gives it folders of its own; without the system's GTK finds no settings. */
  g_test_init (argc, argv, NULL);
  mok_language_init ();
  mok_init ();
  gtk_init ();

  application = mok_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, &error));
  g_assert_no_error (error);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
}

MokWindow *
test_window_new (void)
{
  MokWindow *window = mok_window_new (application);

  gtk_window_present (GTK_WINDOW (window));
  test_settle ();
  return window;
}

void
test_window_close (MokWindow *window)
{
  gtk_window_destroy (GTK_WINDOW (window));
  test_settle ();
}

/* Runs until nothing has been due for two frames, and not for ever: a cursor blinks. */
void
test_settle (void)
{
  const gint64 end = g_get_monotonic_time () + 200 * G_TIME_SPAN_MILLISECOND;
  gint64 last = g_get_monotonic_time ();

  while (g_get_monotonic_time () < MIN (end, last + 40 * G_TIME_SPAN_MILLISECOND))
    {
      if (g_main_context_iteration (NULL, FALSE))
        last = g_get_monotonic_time ();
      else
        g_usleep (1000);
    }
}

/* Returns: whether @condition came true within a minute: a loaded machine with sanitizers is slow */
gboolean
test_wait_for (gboolean (*condition) (gpointer data), gpointer data)
{
  const gint64 end = g_get_monotonic_time () + G_TIME_SPAN_MINUTE;

  while (!condition (data))
    {
      if (g_get_monotonic_time () > end)
        return FALSE;
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
  return TRUE;
}

static gboolean
has_label (GtkWidget *widget, const char *label)
{
  if (GTK_IS_LABEL (widget))
    return g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), label) == 0;
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LABEL (child) ? has_label (child, label) : GTK_IS_BOX (child) && has_label (child, label))
      return TRUE;
  return FALSE;
}

/* Returns: (nullable): the first visible widget of @type below @top with @label on it; any label if %NULL */
GtkWidget *
test_find (GtkWidget *top, GType type, const char *label)
{
  if (!gtk_widget_get_visible (top))
    return NULL;
  if (g_type_is_a (G_OBJECT_TYPE (top), type) && (label == NULL || has_label (top, label)))
    return top;
  for (GtkWidget *child = gtk_widget_get_first_child (top); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = test_find (child, type, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

guint
test_count (GtkWidget *top, GType type)
{
  guint n = g_type_is_a (G_OBJECT_TYPE (top), type) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (top); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += test_count (child, type);
  return n;
}

/**
 * test_count_private:
 *
 * Returns: how many fields there are to be typed into; each has to ask for learning nothing and keep nothing
 */
guint
test_count_private (GtkWidget *top)
{
  guint n = 0;

  if (GTK_IS_TEXT (top) || GTK_IS_TEXT_VIEW (top))
    {
      GtkInputHints hints;

      g_object_get (top, "input-hints", &hints, NULL);
      g_assert_cmpuint (hints & GTK_INPUT_HINT_PRIVATE, !=, 0);
      g_assert_cmpuint (hints & GTK_INPUT_HINT_NO_SPELLCHECK, !=, 0);
      g_assert_cmpuint (hints & GTK_INPUT_HINT_NO_EMOJI, !=, 0);
      if (GTK_IS_TEXT (top))
        g_assert_false (gtk_editable_get_enable_undo (GTK_EDITABLE (top)));
      else
        g_assert_false (gtk_text_buffer_get_enable_undo (gtk_text_view_get_buffer (GTK_TEXT_VIEW (top))));
      n++;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (top); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += test_count_private (child);
  return n;
}

/* An AdwEntryRow that shows, by its title. */
GtkEditable *
test_find_entry (GtkWidget *top, const char *title)
{
  if (GTK_IS_EDITABLE (top) && ADW_IS_PREFERENCES_ROW (top)
      && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (top)), title) == 0
      && gtk_widget_get_mapped (top))
    return GTK_EDITABLE (top);

  for (GtkWidget *child = gtk_widget_get_first_child (top); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkEditable *found = test_find_entry (child, title);

      if (found != NULL)
        return found;
    }
  return NULL;
}
