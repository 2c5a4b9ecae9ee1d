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
#include <glib/gi18n-lib.h>

#include "common/mok-shortcuts-dialog.h"
#include "compat/mok-about.h"
#include "mok-ui-resources.h"
#include "mok-window.h"
#include "respond/mok-respond.h"
#include "respond/mok-shared-host.h"

#define RESOURCES "/io/github/moksori/Moksori"

struct _MokApplication
{
  AdwApplication parent_instance;

  MokSharedLink *link; /* (owned) (nullable): this process serves one respondent of a shared computer */
  char *shared_path;   /* (owned) (nullable): the box with which the computer is shared once this process ends */
  gboolean shared_hold;
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
  GtkWindow *shortcuts = mok_shortcuts_dialog_new (gtk_application_get_active_window (GTK_APPLICATION (self)));

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

/* The host is gone: become a new one, rather than leave the desktop open. What this respondent has answered is lost. */
static void
host_lost_cb (MokApplication *self)
{
  mok_application_share (self, mok_shared_link_get_path (self->link), mok_shared_link_holds (self->link));
}

static void
activate_visit (MokApplication *self)
{
  g_autoptr (GError) error = NULL;
  MokWindow *window;

  if (gtk_application_get_active_window (GTK_APPLICATION (self)) != NULL)
    return;
  window = mok_window_new (self);
  if (mok_respond_open_shared (window, self->link, &error))
    {
      gtk_window_present (GTK_WINDOW (window));
      return;
    }
  g_printerr ("moksori: %s\n", error->message);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
mok_application_activate (GApplication *application)
{
  if (MOK_APPLICATION (application)->link != NULL)
    {
      activate_visit (MOK_APPLICATION (application));
      return;
    }
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

/* On a shared computer nothing else of the program can be reached. */
static void
restrict_to_visit (MokApplication *self)
{
  static const char *const actions[] = { "about", "shortcuts" };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), actions[i])), FALSE);
  /* No button to close or minimize the window. */
  g_object_set (gtk_settings_get_default (), "gtk-decoration-layout", ":", NULL);
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
  if (MOK_APPLICATION (application)->link != NULL)
    restrict_to_visit (MOK_APPLICATION (application));
}

static int
begin_visit (MokApplication *self)
{
  g_autoptr (GError) error = NULL;

  self->link = mok_shared_link_new (MOK_SHARED_LINK_FD, &error);
  if (self->link == NULL)
    {
      g_printerr ("moksori: %s\n", error->message);
      return 1;
    }
  g_signal_connect_object (self->link, "lost", G_CALLBACK (host_lost_cb), self, G_CONNECT_SWAPPED);
  /* The host has the name. */
  g_application_set_flags (G_APPLICATION (self), G_APPLICATION_NON_UNIQUE);
  return -1;
}

static int
mok_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  const char *path = NULL;
  const gboolean hold = g_variant_dict_contains (options, "hold");

  if (g_variant_dict_contains (options, "shared-visit"))
    return begin_visit (MOK_APPLICATION (application));
  if (g_variant_dict_lookup (options, "shared", "^&ay", &path))
    {
      g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);

      return mok_shared_host_run (file, hold);
    }
  if (!hold)
    return -1;
  g_printerr (_ ("moksori: --hold goes with --shared.\n"));
  return 2;
}

static void
mok_application_finalize (GObject *object)
{
  MokApplication *self = MOK_APPLICATION (object);

  g_clear_object (&self->link);
  g_free (self->shared_path);
  G_OBJECT_CLASS (mok_application_parent_class)->finalize (object);
}

static void
mok_application_class_init (MokApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = mok_application_finalize;
  application_class->activate = mok_application_activate;
  application_class->open = mok_application_open;
  application_class->startup = mok_application_startup;
  application_class->handle_local_options = mok_application_handle_local_options;
}

static void
mok_application_init (MokApplication *self)
{
  GApplication *application = G_APPLICATION (self);

  g_application_add_main_option (
      application, "shared", 0, 0, G_OPTION_ARG_FILENAME,
      _ ("Use this computer as a shared one: a full screen that only the box’s end code ends"), "BOX");
  g_application_add_main_option (
      application, "hold", 0, 0, G_OPTION_ARG_NONE,
      _ ("With --shared: hold responses in memory until five are in; a power cut loses up to four"), NULL);
  g_application_add_main_option (application, "shared-visit", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, "", NULL);
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
 * mok_application_share:
 * @path: a box with an end code
 * @hold: whether responses are held in memory until five are in
 *
 * Ends the program, and has mok_application_go_on() begin the shared use of this computer.
 */
void
mok_application_share (MokApplication *self, const char *path, gboolean hold)
{
  g_return_if_fail (MOK_IS_APPLICATION (self) && path != NULL);

  g_free (self->shared_path);
  self->shared_path = g_strdup (path);
  self->shared_hold = hold;
  g_application_quit (G_APPLICATION (self));
}

/**
 * mok_application_go_on:
 *
 * To be called when the program has ended: replaces this process if the computer is to be shared from now on, so that
 * whatever a library has kept in memory is gone. Else it returns.
 */
void
mok_application_go_on (MokApplication *self)
{
  g_return_if_fail (MOK_IS_APPLICATION (self));

  const char *const arguments[] = { "moksori", "--shared", self->shared_path, self->shared_hold ? "--hold" : NULL,
                                    NULL };

  if (self->shared_path == NULL)
    return;
  execv ("/proc/self/exe", (char *const *) arguments);
  g_warning ("No new process: %s", g_strerror (errno));
}
