/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A shared computer: a box with an end code fills the screen, its window closes only with the code, and each respondent
 * gets a process of their own, so that nothing in memory outlives a visit.
 * Must not pretend to lock the computer: another program can still be reached where the desktop allows it.
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "mok-window.h"
#include "respond/mok-end-code.h"
#include "respond/mok-respond-page-private.h"

static void
leave (MokRespondPage *self, gboolean close)
{
  MokWindow *window = mok_window_of (GTK_WIDGET (self));

  self->shared = FALSE;
  if (window == NULL)
    return;
  gtk_widget_action_set_enabled (GTK_WIDGET (window), "win.full-screen", TRUE);
  gtk_window_unfullscreen (GTK_WINDOW (window));
  if (close)
    gtk_window_close (GTK_WINDOW (window));
  else
    mok_window_go_home (window);
}

static void
asked (MokRespondPage *self, GAsyncResult *result, gboolean close)
{
  MokWindow *window = mok_window_of (GTK_WIDGET (self));
  g_autoptr (GError) error = NULL;

  self->asking = FALSE;
  if (mok_end_code_ask_finish (result, &error))
    leave (self, close);
  else if (window != NULL)
    mok_window_report (window, _ ("The box stays open"), error);
}

static void
asked_to_leave_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MokRespondPage) self = data;

  asked (self, result, FALSE);
}

static void
asked_to_close_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MokRespondPage) self = data;

  asked (self, result, TRUE);
}

static void
ask (MokRespondPage *self, GAsyncReadyCallback callback)
{
  /* One dialog is enough, however often somebody tries. */
  if (self->asking)
    return;
  self->asking = TRUE;
  mok_end_code_ask_async (GTK_WINDOW (self->root), self->box, callback, g_object_ref (self));
}

static gboolean
close_request_cb (GtkWindow *window, MokRespondPage *self)
{
  if (!self->shared)
    return FALSE;
  ask (self, asked_to_close_cb);
  return TRUE;
}

/* Leaves the box; a shared computer asks for the end code first. */
void
mok_respond_page_leave (MokRespondPage *self)
{
  if (self->shared)
    ask (self, asked_to_leave_cb);
  else
    leave (self, FALSE);
}

/* Begins a visit: in this process, or on a shared computer in a new one. */
void
mok_respond_page_start_over (MokRespondPage *self)
{
  if (self->shared)
    mok_application_start_afresh (mok_box_get_path (self->box));
  /* Reached as well when a new process cannot be had: then the next visit is like that on any other computer. */
  mok_respond_page_show_promise (self);
}

void
mok_respond_page_attach_shared (MokRespondPage *self)
{
  if (!self->shared || !MOK_IS_WINDOW (self->root))
    return;
  gtk_widget_action_set_enabled (self->root, "win.full-screen", FALSE);
  gtk_window_fullscreen (GTK_WINDOW (self->root));
  g_signal_connect_object (self->root, "close-request", G_CALLBACK (close_request_cb), self, 0);
}
