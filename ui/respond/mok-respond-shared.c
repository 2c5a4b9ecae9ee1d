/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A visit on a shared computer: its window fills the screen, closes only with the end code, and its process ends with
 * the visit, so that nothing in memory outlives it.
 * Must not pretend to lock the computer: another program can still be reached where the desktop allows it.
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/mok-language.h"
#include "common/mok-text-size.h"
#include "mok-window.h"
#include "respond/mok-end-code.h"
#include "respond/mok-respond-page-private.h"

/* How long a desktop may take to make the window fill the screen and to draw it, before both are taken for done. */
#define FULL_MILLISECONDS 1500

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MokRespondPage) self = data;
  MokWindow *window = mok_window_of (GTK_WIDGET (self));
  g_autoptr (GError) error = NULL;

  self->asking = FALSE;
  if (mok_end_code_ask_finish (result, &error))
    g_application_quit (g_application_get_default ());
  else if (window != NULL)
    mok_window_report (window, _ ("Shared use goes on"), error);
}

static void
ask (MokRespondPage *self)
{
  /* One dialog is enough, however often somebody tries. */
  if (self->asking)
    return;
  self->asking = TRUE;
  mok_end_code_ask_async (GTK_WINDOW (self->root), self->box, self->link, TRUE, asked_cb, g_object_ref (self));
}

static gboolean
close_request_cb (GtkWindow *window, MokRespondPage *self)
{
  ask (self);
  return TRUE;
}

/* The inspector could show and change everything. */
static gboolean
debugging_cb (GtkWindow *window, gboolean toggle, MokRespondPage *self)
{
  g_signal_stop_emission_by_name (window, "enable-debugging");
  return TRUE;
}

static void
say_ready (MokRespondPage *self)
{
  if (self->ready)
    return;
  self->ready = TRUE;
  mok_shared_link_ready (self->link);
}

static void
drawn_cb (GdkFrameClock *clock, MokRespondPage *self)
{
  g_signal_handlers_disconnect_by_func (clock, drawn_cb, self);
  say_ready (self);
}

/* The process before this one stays until there is something to be seen: the screen would be black meanwhile, on a slow
 * computer for seconds.
 */
static void
cover (MokRespondPage *self)
{
  if (self->full)
    return;
  self->full = TRUE;
  g_signal_connect_object (gtk_widget_get_frame_clock (self->root), "after-paint", G_CALLBACK (drawn_cb), self, 0);
  gtk_widget_queue_draw (self->root);
}

static gboolean
waited_cb (gpointer data)
{
  say_ready (data);
  return G_SOURCE_REMOVE;
}

/* The window says that it fills the screen before it is on the screen at all; its surface does not. */
static void
look_at_surface (MokRespondPage *self)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (self->root));

  if (surface == NULL || !gtk_widget_get_mapped (self->root))
    return;
  if ((gdk_toplevel_get_state (GDK_TOPLEVEL (surface)) & GDK_TOPLEVEL_STATE_MINIMIZED) != 0)
    gtk_window_present (GTK_WINDOW (self->root));
  if ((gdk_toplevel_get_state (GDK_TOPLEVEL (surface)) & GDK_TOPLEVEL_STATE_FULLSCREEN) != 0)
    cover (self);
}

static void
full_screen_cb (GtkWindow *window, GParamSpec *pspec, MokRespondPage *self)
{
  if (!gtk_window_is_fullscreen (window))
    gtk_window_fullscreen (window);
}

static void
mapped_cb (GtkWidget *window, MokRespondPage *self)
{
  g_signal_connect_object (gtk_native_get_surface (GTK_NATIVE (window)), "notify::state", G_CALLBACK (look_at_surface),
                           self, G_CONNECT_SWAPPED);
  g_timeout_add_full (G_PRIORITY_DEFAULT, FULL_MILLISECONDS, waited_cb, g_object_ref (self), g_object_unref);
  look_at_surface (self);
}

/* Leaves the box; a shared computer asks for the end code first. */
void
mok_respond_page_leave (MokRespondPage *self)
{
  MokWindow *window = mok_window_of (GTK_WIDGET (self));

  if (self->link != NULL)
    ask (self);
  else if (window != NULL)
    mok_window_go_home (window);
}

/* Begins another visit: in this process if nobody has begun to answer in it, or if the computer is not shared. */
void
mok_respond_page_start_over (MokRespondPage *self)
{
  if (self->link == NULL)
    {
      mok_respond_page_show_promise (self);
      return;
    }
  if (self->used)
    {
      mok_respond_page_renew (self);
      return;
    }
  mok_language_set (self->usual_language);
  mok_respond_page_match_language (self);
  mok_text_size_reset ();
  mok_respond_page_show_promise (self);
}

/* Another process takes the screen, in the usual language and text size. */
void
mok_respond_page_renew (MokRespondPage *self)
{
  if (self->link != NULL)
    mok_shared_link_next (self->link, MOK_SHARED_PROMISE, "");
}

/* Somebody is there. On pages without answers, what they have set is undone when they have left. */
void
mok_respond_page_touch (MokRespondPage *self)
{
  if (self->link == NULL || self->interview != NULL)
    return;
  if (self->resting)
    mok_idle_watch_start (self->rest);
}

/* The end of a visit is shown by the next process: what was answered is not in its memory. */
void
mok_respond_page_end_shared_visit (MokRespondPage *self, MokEnd end)
{
  if (self->link == NULL)
    return;
  if (self->used)
    {
      mok_shared_link_next (self->link, (guint8) end, mok_language_get ());
      return;
    }
  /* The page of somebody who wanted everything gone at once says nothing, and stays. */
  self->resting = end != MOK_END_ERASED;
  if (self->resting)
    mok_idle_watch_start (self->rest);
}

/* What this process shows first. */
void
mok_respond_page_begin_shared (MokRespondPage *self)
{
  const char *language = mok_shared_link_get_language (self->link);
  const guint8 start = mok_shared_link_get_start (self->link);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "respond.leave", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "respond.share", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "respond.end-shared", TRUE);
  g_free (self->usual_language);
  self->usual_language = g_strdup (mok_language_get ());
  if (start > MOK_END_SCREENED_OUT)
    {
      mok_respond_page_show_promise (self);
      return;
    }
  if (*language != '\0')
    {
      mok_language_set (language);
      mok_respond_page_match_language (self);
    }
  mok_respond_page_show_end (self, (MokEnd) start);
}

void
mok_respond_page_attach_shared (MokRespondPage *self)
{
  if (self->link == NULL || !MOK_IS_WINDOW (self->root))
    return;
  gtk_widget_action_set_enabled (self->root, "win.full-screen", FALSE);
  gtk_widget_action_set_enabled (self->root, "win.open", FALSE);
  g_signal_connect_object (self->root, "close-request", G_CALLBACK (close_request_cb), self, 0);
  g_signal_connect_object (self->root, "enable-debugging", G_CALLBACK (debugging_cb), self, 0);
  g_signal_connect_object (self->root, "notify::fullscreened", G_CALLBACK (full_screen_cb), self, 0);
  g_signal_connect_object (self->root, "map", G_CALLBACK (mapped_cb), self, G_CONNECT_AFTER);
  gtk_window_fullscreen (GTK_WINDOW (self->root));
}
