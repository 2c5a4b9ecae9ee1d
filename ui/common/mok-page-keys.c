/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Keys that work while a page shows, also when no widget has the keyboard, as after a row that had it went insensitive.
 * Must not take keys from a page that is covered by another one, nor from an entry that uses them itself.
 */

#include "config.h"

#include "common/mok-page-keys.h"

static gboolean
key_pressed_cb (GtkWidget *page, GVariant *arguments, gpointer data)
{
  const MokPageKey *key = data;

  if (!gtk_widget_get_mapped (page))
    return FALSE;

  return key->target != NULL ? gtk_widget_activate_action (page, key->action, "s", key->target)
                             : gtk_widget_activate_action (page, key->action, NULL);
}

/* What goes back points to where the page came from: to the right where text runs to the left. */
static char *
dup_trigger (GtkWidget *page, const char *trigger)
{
  if (gtk_widget_get_direction (page) == GTK_TEXT_DIR_RTL && g_str_equal (trigger, "<Alt>Left"))
    return g_strdup ("<Alt>Right");
  return g_strdup (trigger);
}

/**
 * mok_page_keys_add:
 * @page: a widget that has the actions
 * @keys: (array length=n_keys): to be kept for as long as the program runs
 *
 * Binds keys to actions while @page is shown. `<Alt>Left` is `<Alt>Right` where text runs to the left.
 */
void
mok_page_keys_add (GtkWidget *page, const MokPageKey *keys, guint n_keys)
{
  g_return_if_fail (GTK_IS_WIDGET (page));
  g_return_if_fail (keys != NULL);

  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller), GTK_SHORTCUT_SCOPE_GLOBAL);
  for (guint i = 0; i < n_keys; i++)
    {
      g_autofree char *trigger = dup_trigger (page, keys[i].trigger);

      gtk_shortcut_controller_add_shortcut (
          GTK_SHORTCUT_CONTROLLER (controller),
          gtk_shortcut_new (gtk_shortcut_trigger_parse_string (trigger),
                            gtk_callback_action_new (key_pressed_cb, (gpointer) &keys[i], NULL)));
    }
  gtk_widget_add_controller (page, controller);
}
