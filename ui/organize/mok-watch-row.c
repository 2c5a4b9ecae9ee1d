/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Chooses the synced folder of a survey, looks into it when the page opens, on demand and every five minutes, and
 * merges what has arrived. Must not get in the way: it merges only while nobody else works on the survey and no dialog
 * is open, moves no focus, and leaves no receipt when nothing is new.
 */

#include "config.h"

#include "organize/mok-watch-row.h"

#include <glib/gi18n-lib.h>

#include "common/mok-words.h"
#include "common/mok-icon-name.h"
#include "compat/mok-file-dialog.h"
#include "mok-window.h"
#include "organize/mok-watched-folder.h"

/* Seconds. After something new the pauses begin short and double. */
#define PAUSE 300
#define FIRST_PAUSE 2
#define BUSY_PAUSE 5

struct _MokWatchRow
{
  AdwActionRow parent_instance;

  GtkWidget *icon;
  GtkWidget *now;
  GtkWidget *stop;
  GtkWidget *arrow;

  MokSurveySession *session; /* (owned) */
  MokWatchedFolder *folder;  /* (owned) */
  GCancellable *looking;     /* (owned) (nullable): while a look is under way */
  MokJob *job;               /* (owned) (nullable): while a merge runs */
  GPtrArray *merging;        /* (owned) (nullable) (element-type GFile): what it merges */
  guint n_waiting;           /* of the last look */
  char *problem;             /* (owned) (nullable): of the last look */
  GDateTime *looked;         /* (owned) (nullable): the last look that succeeded */
  guint timer;
  guint pause;
};

G_DEFINE_FINAL_TYPE (MokWatchRow, mok_watch_row, ADW_TYPE_ACTION_ROW)

static void look (MokWatchRow *self);

static char *
dup_state (MokWatchRow *self)
{
  if (self->problem != NULL)
    return g_strdup (self->problem);
  if (self->n_waiting > 0)
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%u new file is merged as soon as it does not change any more.",
                     "%u new files are merged as soon as they do not change any more.", self->n_waiting),
        self->n_waiting);
  if (self->looked == NULL)
    return g_strdup (_ ("Looking for boxes…"));

  g_autofree char *time = g_date_time_format (self->looked, "%H:%M");

  /* Translators: the time of day, such as 14:05 */
  return g_strdup_printf (_ ("Boxes that arrive here are merged by themselves. Last looked at %s."), time);
}

static void
show_state (MokWatchRow *self)
{
  GFile *folder = mok_watched_folder_get (self->folder);
  g_autofree char *name = folder != NULL ? g_file_get_basename (folder) : NULL;
  g_autofree char *display = name != NULL ? g_filename_display_name (name) : NULL;
  g_autofree char *title =
      display != NULL ? g_strdup_printf (_ ("Watching “%s”"), display) : g_strdup (_ ("Watch a Folder…"));
  g_autofree char *state = folder != NULL
                               ? dup_state (self)
                               : g_strdup (_ ("Boxes that arrive in a synced folder are merged by themselves."));
  g_autofree char *title_markup = mok_words_to_markup (title);
  g_autofree char *state_markup = mok_words_to_markup (state);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title_markup);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), state_markup);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, state, -1);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon),
                                self->problem != NULL ? "dialog-warning-symbolic" : "folder-symbolic");
  if (self->problem != NULL)
    gtk_widget_add_css_class (self->icon, "warning");
  else
    gtk_widget_remove_css_class (self->icon, "warning");
  gtk_widget_set_visible (self->now, folder != NULL);
  gtk_widget_set_visible (self->stop, folder != NULL);
  gtk_widget_set_visible (self->arrow, folder == NULL);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), folder == NULL);
}

static gboolean
timer_cb (gpointer user_data)
{
  MokWatchRow *self = user_data;

  self->timer = 0;
  look (self);
  return G_SOURCE_REMOVE;
}

static void
look_again_in (MokWatchRow *self, guint seconds)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add_seconds (seconds, timer_cb, self);
}

/* New files make the next look come soon; ones that never rest are asked ever less often. */
static void
plan_next_look (MokWatchRow *self)
{
  if (self->n_waiting == 0)
    self->pause = FIRST_PAUSE;
  look_again_in (self, self->n_waiting > 0 ? MIN (self->pause, PAUSE) : PAUSE);
  if (self->n_waiting > 0)
    self->pause = MIN (self->pause * 2, PAUSE);
}

/* @error: (nullable): of the last look */
static void
set_problem (MokWatchRow *self, const GError *error)
{
  g_clear_pointer (&self->problem, g_free);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_MOUNTED)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY))
    self->problem = g_strdup (_ ("This folder is gone, or not connected. It is looked for every five minutes."));
  else if (error != NULL)
    self->problem =
        g_strdup_printf (_ ("This did not work, and is tried again every five minutes: %s"), error->message);
}

static void
merged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MokWatchRow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean merged = mok_survey_session_merge_finish (MOK_SURVEY_SESSION (source), result, &error);

  if (self->session == NULL)
    return;
  g_clear_object (&self->job);
  /* Another folder was chosen meanwhile, or none. */
  if (self->merging == NULL)
    {
      look (self);
      return;
    }
  if (merged)
    mok_watched_folder_take (self->folder, self->merging);
  g_clear_pointer (&self->merging, g_ptr_array_unref);
  /* Somebody else was faster: the same files are quiet again at the next look. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PENDING))
    {
      look_again_in (self, BUSY_PAUSE);
      return;
    }
  if (!merged)
    set_problem (self, error);
  show_state (self);
  plan_next_look (self);
}

static gboolean
has_dialog (MokWatchRow *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GListModel *windows = gtk_window_get_toplevels ();
  gboolean found = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (windows) && !found; i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      found = root != NULL && gtk_window_get_transient_for (window) == GTK_WINDOW (root)
              && gtk_widget_get_visible (GTK_WIDGET (window));
    }
  return found;
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MokWatchRow) self = user_data;
  g_autoptr (GPtrArray) quiet = NULL;
  g_autoptr (GError) error = NULL;
  guint n_waiting = 0;
  gboolean looked = mok_watched_folder_look_finish (MOK_WATCHED_FOLDER (source), result, &quiet, &n_waiting, &error);

  /* Stopped meanwhile, or another folder was chosen. */
  if (self->session == NULL || MOK_WATCHED_FOLDER (source) != self->folder)
    return;
  g_clear_object (&self->looking);

  self->n_waiting = n_waiting;
  set_problem (self, error);
  if (looked)
    {
      g_clear_pointer (&self->looked, g_date_time_unref);
      self->looked = g_date_time_new_now_local ();
    }
  show_state (self);
  if (!looked || quiet->len == 0)
    plan_next_look (self);
  else if (mok_survey_session_is_busy (self->session) || has_dialog (self))
    look_again_in (self, BUSY_PAUSE);
  else
    {
      self->job = mok_job_new ();
      self->merging = g_ptr_array_ref (quiet);
      mok_survey_session_merge_news_async (self->session, quiet, self->job, merged_cb, g_object_ref (self));
    }
}

static void
look (MokWatchRow *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->looking != NULL || self->job != NULL || mok_watched_folder_get (self->folder) == NULL)
    return;

  self->looking = g_cancellable_new ();
  mok_watched_folder_look_async (self->folder, self->looking, looked_cb, g_object_ref (self));
}

/* What is under way is given up. The folder itself changes when the thread has left it. */
static void
stop_looking (MokWatchRow *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->looking != NULL)
    g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  if (self->job != NULL)
    mok_job_cancel (self->job);
  g_clear_pointer (&self->merging, g_ptr_array_unref);
}

static void
report (MokWatchRow *self, const GError *error)
{
  MokWindow *window = mok_window_of (GTK_WIDGET (self));

  if (window != NULL)
    mok_window_report (window, _ ("The folder cannot be watched"), error);
}

static void
folder_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MokWatchRow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) folder = mok_folder_open_finish (result, &error);

  if (self->session == NULL)
    return;
  if (folder != NULL)
    mok_watch_row_set_folder (self, folder);
  else
    report (self, error);
}

static void
mok_watch_row_activate (AdwActionRow *row)
{
  MokWatchRow *self = MOK_WATCH_ROW (row);

  ADW_ACTION_ROW_CLASS (mok_watch_row_parent_class)->activate (row);
  if (!mok_watch_row_is_watching (self))
    mok_folder_open_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _ ("Choose a Folder to Watch"), NULL,
                           folder_chosen_cb, g_object_ref (self));
}

static void
stop_clicked_cb (MokWatchRow *self)
{
  g_assert (MOK_IS_WATCH_ROW (self));

  mok_watch_row_set_folder (self, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
session_changed_cb (MokWatchRow *self)
{
  gboolean closed = mok_survey_session_get_status (self->session)->closed;

  gtk_widget_set_visible (GTK_WIDGET (self), !closed);
  if (closed && mok_watch_row_is_watching (self))
    mok_watch_row_set_folder (self, NULL);
}

static void
mok_watch_row_dispose (GObject *object)
{
  MokWatchRow *self = MOK_WATCH_ROW (object);

  stop_looking (self);
  g_clear_object (&self->job);
  g_clear_object (&self->session);
  g_clear_object (&self->folder);

  G_OBJECT_CLASS (mok_watch_row_parent_class)->dispose (object);
}

static void
mok_watch_row_finalize (GObject *object)
{
  MokWatchRow *self = MOK_WATCH_ROW (object);

  g_clear_pointer (&self->looked, g_date_time_unref);
  g_free (self->problem);

  G_OBJECT_CLASS (mok_watch_row_parent_class)->finalize (object);
}

static void
mok_watch_row_class_init (MokWatchRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mok_watch_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = mok_watch_row_finalize;
  ADW_ACTION_ROW_CLASS (klass)->activate = mok_watch_row_activate;
}

static GtkWidget *
add_button (MokWatchRow *self, const char *icon, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  mok_icon_name_set (button, label);
  g_signal_connect_swapped (button, "clicked", clicked, self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), button);
  return button;
}

static GtkWidget *
new_silent_image (const char *icon)
{
  return g_object_new (GTK_TYPE_IMAGE, "icon-name", icon, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
}

static void
mok_watch_row_init (MokWatchRow *self)
{
  self->pause = FIRST_PAUSE;
  self->icon = new_silent_image ("folder-symbolic");
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), self->icon);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _ ("Watch a Folder…"));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 0);
  self->now = add_button (self, "view-refresh-symbolic", _ ("Look Now"), G_CALLBACK (look));
  self->stop = add_button (self, "process-stop-symbolic", _ ("Stop Watching"), G_CALLBACK (stop_clicked_cb));
  self->arrow = new_silent_image ("go-next-symbolic");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->arrow);
}

/**
 * mok_watch_row_set_session:
 * @session: the survey to feed; to be set once
 *
 * Where the survey has a folder, it is looked into at once.
 */
void
mok_watch_row_set_session (MokWatchRow *self, MokSurveySession *session)
{
  g_return_if_fail (MOK_IS_WATCH_ROW (self));
  g_return_if_fail (MOK_IS_SURVEY_SESSION (session));
  g_return_if_fail (self->session == NULL);

  MokManifest *manifest = mok_survey_session_get_manifest (session);

  self->session = g_object_ref (session);
  self->folder = mok_watched_folder_new (mok_manifest_get_survey_id (manifest));
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed_cb), self, G_CONNECT_SWAPPED);
  show_state (self);
  look (self);
}

/**
 * mok_watch_row_set_folder:
 * @folder: (nullable): the folder from now on; %NULL to stop watching
 *
 * Remembers the folder and looks into it.
 */
void
mok_watch_row_set_folder (MokWatchRow *self, GFile *folder)
{
  g_return_if_fail (MOK_IS_WATCH_ROW (self));
  g_return_if_fail (self->session != NULL);

  g_autoptr (GError) error = NULL;
  gboolean was_looking = self->looking != NULL;

  stop_looking (self);
  /* A look that is under way has the old folder for itself. */
  if (was_looking)
    {
      g_clear_object (&self->folder);
      self->folder =
          mok_watched_folder_new (mok_manifest_get_survey_id (mok_survey_session_get_manifest (self->session)));
    }
  if (!mok_watched_folder_set (self->folder, folder, &error))
    report (self, error);
  set_problem (self, NULL);
  g_clear_pointer (&self->looked, g_date_time_unref);
  self->n_waiting = 0;
  self->pause = FIRST_PAUSE;
  show_state (self);
  look (self);
}

/**
 * mok_watch_row_is_watching:
 *
 * Returns: whether the survey is fed from a folder
 */
gboolean
mok_watch_row_is_watching (MokWatchRow *self)
{
  g_return_val_if_fail (MOK_IS_WATCH_ROW (self), FALSE);

  return self->folder != NULL && mok_watched_folder_get (self->folder) != NULL;
}
