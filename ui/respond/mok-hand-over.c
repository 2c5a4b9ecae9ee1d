/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Handing over a box: a fresh copy of the file for the organizer, refused while so few responses are new that the copy
 * could tell whose they are.
 */

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "compat/mok-alert.h"
#include "compat/mok-file-dialog.h"
#include "respond/mok-end-code.h"
#include "respond/mok-respond.h"

typedef struct
{
  MokWindow *window; /* (owned) */
  MokBox *box;       /* (owned) */
  gboolean last;
  GFile *target; /* (owned) (nullable) */
} HandOver;

static void
hand_over_free (gpointer data)
{
  HandOver *self = data;

  g_clear_object (&self->window);
  g_clear_object (&self->box);
  g_clear_object (&self->target);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HandOver, hand_over_free)

static void
write_in_thread (GTask *task, gpointer object, gpointer task_data, GCancellable *cancellable)
{
  HandOver *self = task_data;
  GError *error = NULL;

  if (mok_box_hand_over_to_file (self->box, self->target, self->last, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
written_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  MokWindow *window = MOK_WINDOW (object);
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    mok_window_toast (window, _ ("A copy was saved. Please take it to the organizer."));
  else
    mok_window_report (window, _ ("The copy was not saved"), error);
}

static void
target_chosen_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (HandOver) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = NULL;

  self->target = mok_file_save_finish (result, &error);
  if (self->target == NULL)
    {
      mok_window_report (self->window, _ ("The copy was not saved"), error);
      return;
    }
  task = g_task_new (self->window, NULL, written_cb, NULL);
  g_task_set_source_tag (task, mok_hand_over_start);
  g_task_set_task_data (task, g_steal_pointer (&self), hand_over_free);
  g_task_run_in_thread (task, write_in_thread);
}

static void
ask_target (HandOver *self)
{
  g_autofree char *name = mok_box_dup_hand_over_name (self->box);

  mok_file_save_async (GTK_WINDOW (self->window), _ ("Hand Over a Copy"), name, MOK_FILE_BOX,
                       G_N_ELEMENTS (MOK_FILE_BOX), NULL, target_chosen_cb, self);
}

static void
last_chosen_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (HandOver) self = data;

  if (mok_alert_finish (result, NULL) == NULL)
    return;
  self->last = TRUE;
  ask_target (g_steal_pointer (&self));
}

static void
check_count (HandOver *self)
{
  static const MokAlertResponse responses[] = {
    { "wait", N_ ("_Wait for More"), MOK_ALERT_PLAIN },
    { "last", N_ ("This Is the _Last Copy"), MOK_ALERT_DESTRUCTIVE },
  };
  g_autoptr (HandOver) owned = self;
  g_autoptr (GError) error = NULL;
  g_autofree char *heading = NULL;
  MokBoxStatus status;

  if (!mok_box_get_status (self->box, &status, &error))
    {
      mok_window_report (self->window, _ ("The copy was not saved"), error);
      return;
    }
  if (status.taken - MIN (status.taken, status.handed_over) >= MOK_BOX_MINIMUM_TO_HAND_OVER)
    {
      ask_target (g_steal_pointer (&owned));
      return;
    }
  heading = g_strdup_printf (_ ("Fewer than %d new responses"), MOK_BOX_MINIMUM_TO_HAND_OVER);
  mok_alert_async (GTK_WINDOW (self->window), heading,
                   _ ("A copy with so few new responses could tell who answered lately. Please wait for more, or hand "
                      "over the last copy when nobody else will answer."),
                   responses, G_N_ELEMENTS (responses), NULL, NULL, last_chosen_cb, g_steal_pointer (&owned));
}

static void
end_code_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (HandOver) self = data;
  g_autoptr (GError) error = NULL;

  if (mok_end_code_ask_finish (result, &error))
    check_count (g_steal_pointer (&self));
  else
    mok_window_report (self->window, _ ("The box stays closed"), error);
}

/**
 * mok_hand_over_start:
 * @window: where to ask
 * @box: the box
 * @link: (nullable): the host, on a shared computer
 *
 * Asks for the end code if the box has one, explains when too few responses are new, asks where to, and saves a copy.
 */
void
mok_hand_over_start (MokWindow *window, MokBox *box, MokSharedLink *link)
{
  HandOver *self;
  MokBoxStatus status;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (MOK_IS_WINDOW (window));
  g_return_if_fail (MOK_IS_BOX (box));

  if (!mok_box_get_status (box, &status, &error))
    {
      mok_window_report (window, _ ("The copy was not saved"), error);
      return;
    }
  self = g_new0 (HandOver, 1);
  self->window = g_object_ref (window);
  self->box = g_object_ref (box);
  if (status.has_end_code)
    mok_end_code_ask_async (GTK_WINDOW (window), box, link, FALSE, end_code_cb, self);
  else
    check_count (self);
}
