/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The keyboard map as a list: GTK's own window of shortcuts asks for more than twice the width of a phone.
 * Must not act on a key: whoever installs a shortcut does.
 */

#include "config.h"

#include "common/mok-shortcuts-dialog.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "common/mok-words.h"

typedef struct
{
  const char *title;
  const char *keys;     /* as of GtkShortcutLabel; several, each on a line of its own, parted by "|" */
  const char *rtl_keys; /* (nullable): instead, where text runs from right to left */
} Shortcut;

static const Shortcut answering[] = {
  { N_ ("Choose the row with that number"), "1...9", NULL },
  { N_ ("Prefer not to answer"), "0", NULL },
  { N_ ("Next question"), "Return", NULL },
  { N_ ("Question before"), "<Alt>Left", "<Alt>Right" },
  { N_ ("What the law says"), "<Alt>Down", NULL },
  { N_ ("Erase everything and leave"), "Escape+Escape", NULL },
};

static const Shortcut organizing[] = {
  { N_ ("Prepare, Collect, Results"), "<Alt>1...3", NULL },
  { N_ ("Open a file"), "<Control>o", NULL },
  { N_ ("Merge boxes"), "<Control>m", NULL },
};

static const Shortcut reading[] = {
  { N_ ("Search questions"), "<Control>f", NULL },
  { N_ ("Breakdown"), "<Control>b", NULL },
  { N_ ("Filter"), "<Control>l", NULL },
  { N_ ("Chart, table, chart and table"), "<Control>t", NULL },
  { N_ ("End the comparison with another survey"), "Escape", NULL },
  { N_ ("Move through the marks of a chart"), "Left Right|Up Down", NULL },
  { N_ ("Copy picture"), "<Control>c", NULL },
  { N_ ("Save picture or table"), "<Control>s", NULL },
  { N_ ("Copy table"), "<Control><Shift>c", NULL },
  { N_ ("Chart into the report, or out of it"), "<Control>d", NULL },
  { N_ ("Print"), "<Control>p", NULL },
  { N_ ("Chart on the full screen"), "F5", NULL },
};

static const Shortcut everywhere[] = {
  { N_ ("Larger text, smaller text, normal text"), "<Control>plus|<Control>minus|<Control>0", NULL },
  { N_ ("Full screen"), "F11", NULL },
  { N_ ("Menu"), "F10", NULL },
  { N_ ("Keyboard shortcuts"), "<Control>question", NULL },
  { N_ ("Close the window"), "<Control>w", NULL },
  { N_ ("Quit"), "<Control>q", NULL },
};

static GtkWidget *
create_row (const Shortcut *shortcut)
{
  const gboolean mirrored = gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL && shortcut->rtl_keys != NULL;
  g_auto (GStrv) lines = g_strsplit (mirrored ? shortcut->rtl_keys : shortcut->keys, "|", -1);
  g_autofree char *title = mok_words_to_markup (_ (shortcut->title));
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *keys = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      GtkWidget *label = gtk_shortcut_label_new (lines[i]);

      gtk_widget_set_halign (label, GTK_ALIGN_END);
      gtk_box_append (GTK_BOX (keys), label);
    }
  g_object_set (keys, "valign", GTK_ALIGN_CENTER, "margin-top", 9, "margin-bottom", 9, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), keys);
  return row;
}

static void
append_group (GtkBox *box, const char *title, const Shortcut *shortcuts, guint n_shortcuts)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  for (guint i = 0; i < n_shortcuts; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), create_row (&shortcuts[i]));
  gtk_box_append (box, group);
}

static void
add_escape (GtkWidget *window)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0), gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, controller);
}

/**
 * mok_shortcuts_dialog_new:
 * @parent: (nullable): the window it belongs to
 *
 * Returns: (transfer none): a dialog in the language in use; to be presented
 */
GtkWindow *
mok_shortcuts_dialog_new (GtkWindow *parent)
{
  GtkWidget *groups = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 22, "margin-top",
                                    18, "margin-bottom", 18, "margin-start", 12, "margin-end", 12, NULL);
  GtkWidget *clamp =
      g_object_new (ADW_TYPE_CLAMP, "maximum-size", 600, "tightening-threshold", 600, "child", groups, NULL);
  GtkWidget *scroller = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER, "vexpand", TRUE,
                                      "child", clamp, NULL);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *window = g_object_new (ADW_TYPE_WINDOW, "title", _ ("Keyboard Shortcuts"), "modal", TRUE, "transient-for",
                                    parent, "default-width", 480, "default-height", 640, "content", content, NULL);

  append_group (GTK_BOX (groups), _ ("Answering"), answering, G_N_ELEMENTS (answering));
  append_group (GTK_BOX (groups), _ ("Organizing"), organizing, G_N_ELEMENTS (organizing));
  append_group (GTK_BOX (groups), _ ("Reading results"), reading, G_N_ELEMENTS (reading));
  append_group (GTK_BOX (groups), _ ("Everywhere"), everywhere, G_N_ELEMENTS (everywhere));
  gtk_box_append (GTK_BOX (content), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (content), scroller);
  add_escape (window);
  return GTK_WINDOW (window);
}
