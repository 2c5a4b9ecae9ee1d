/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The program: its windows, the files it opens, the keys that hold everywhere.
 * Must not know what a page shows: it hands files to windows.
 */

#include "config.h"

#include "mok-application.h"

#include <errno.h>
#include <signal.h>
#include <unistd.h>

#include <glib-unix.h>

#include "compat/mok-about.h"
#include "mok-ui-resources.h"
#include "mok-window.h"

#define RESOURCES "/io/github/moksori/Moksori"

struct _MokApplication
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (MokApplication, mok_application, ADW_TYPE_APPLICATION)

static MokWindow *
get_window (MokApplication *self)
{
  GtkWindow *active = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (MOK_IS_WINDOW (active))
    return MOK_WINDOW (active);
  return mok_window_new (self);
}

static void
activate_about (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  MokApplication *self = data;

  mok_about_show (gtk_application_get_active_window (GTK_APPLICATION (self)));
}

static void
activate_shortcuts (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  MokApplication *self = data;
  /* Built anew each time, because the language may have changed since the last one. */
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (RESOURCES "/ui/shortcuts.ui");
  GtkWindow *shortcuts = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_set_transient_for (shortcuts, gtk_application_get_active_window (GTK_APPLICATION (self)));
  gtk_window_present (shortcuts);
}

static void
activate_quit (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (data));

  /* Windows are closed, not dropped, so that each can wipe what it holds, or ask. */
  for (GList *item = windows; item != NULL; item = item->next)
    gtk_window_close (item->data);
}

static void
mok_application_activate (GApplication *application)
{
  gtk_window_present (GTK_WINDOW (get_window (MOK_APPLICATION (application))));
}

static void
mok_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  MokWindow *window = get_window (MOK_APPLICATION (application));

  gtk_window_present (GTK_WINDOW (window));
  for (int i = 0; i < n_files; i++)
    mok_window_open_file (window, files[i]);
}

/* Asked to end by the system or a terminal: like Quit, so that whoever keeps something temporary can remove it. */
static gboolean
signal_cb (gpointer application)
{
  g_application_quit (application);
  return G_SOURCE_CONTINUE;
}

static void
mok_application_startup (GApplication *application)
{
  static const int signals[] = { SIGHUP, SIGINT, SIGTERM };
  static const GActionEntry actions[] = {
    { "about", activate_about },
    { "shortcuts", activate_shortcuts },
    { "quit", activate_quit },
  };
  static const struct
  {
    const char *action;
    const char *keys[4];
  } keys[] = {
    { "app.quit", { "<Control>q", NULL } },
    { "app.shortcuts", { "<Control>question", NULL } },
    { "window.close", { "<Control>w", NULL } },
    { "win.full-screen", { "F11", NULL } },
    { "win.open", { "<Control>o", NULL } },
    { "win.text-larger", { "<Control>plus", "<Control>equal", "<Control>KP_Add", NULL } },
    { "win.text-smaller", { "<Control>minus", "<Control>KP_Subtract", NULL } },
    { "win.text-normal", { "<Control>0", "<Control>KP_0", NULL } },
  };

  G_APPLICATION_CLASS (mok_application_parent_class)->startup (application);

  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions), application);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), keys[i].action, keys[i].keys);

  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    g_unix_signal_add (signals[i], signal_cb, application);

  gtk_window_set_default_icon_name (APP_ID);
}

static void
mok_application_class_init (MokApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->activate = mok_application_activate;
  application_class->open = mok_application_open;
  application_class->startup = mok_application_startup;
}

static void
mok_application_init (MokApplication *self)
{
}

/**
 * mok_application_new:
 *
 * Registers the resources of the windows too.
 *
 * Returns: (transfer full): the program
 */
MokApplication *
mok_application_new (void)
{
  mok_ui_register_resource ();
  return g_object_new (MOK_TYPE_APPLICATION, "application-id", APP_ID, "flags", G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", RESOURCES, NULL);
}

/**
 * mok_application_start_afresh:
 * @path: a box
 *
 * Replaces this process by a new one that opens the box: whatever a library has kept in memory is gone. Returns only if
 * that is not possible.
 */
void
mok_application_start_afresh (const char *path)
{
  const char *const arguments[] = { "moksori", path, NULL };

  g_return_if_fail (path != NULL);

  execv ("/proc/self/exe", (char *const *) arguments);
  g_warning ("No new process: %s", g_strerror (errno));
}
