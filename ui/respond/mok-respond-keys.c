/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Keys that answer, Escape twice, and what happens when nobody is there any more. The controllers sit on the window,
 * because a page without focus gets no keys.
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "respond/mok-code-page.h"
#include "respond/mok-question-page.h"
#include "respond/mok-respond-page-private.h"
#include "respond/mok-review-page.h"
#include "respond/mok-submit-page.h"

/* How long the countdown is, after the box's own time. */
#define WARNING_SECONDS 60

/* On a shared computer: how long a page that somebody has looked at stays when nobody does any more. */
#define REST_SECONDS 90

/* Two presses within this time erase. */
#define ESCAPE_SECONDS 2

static void
show_notice (MokRespondPage *self, const char *text, gboolean button)
{
  gtk_label_set_text (self->notice_text, text);
  gtk_widget_set_visible (GTK_WIDGET (self->notice_button), button);
  gtk_revealer_set_reveal_child (self->notice, TRUE);
}

void
mok_respond_page_hide_notice (MokRespondPage *self)
{
  g_clear_handle_id (&self->escape, g_source_remove);
  if (self->notice != NULL)
    gtk_revealer_set_reveal_child (self->notice, FALSE);
}

static gboolean
escape_over_cb (gpointer data)
{
  MokRespondPage *self = data;

  self->escape = 0;
  mok_respond_page_hide_notice (self);
  return G_SOURCE_REMOVE;
}

/**
 * mok_respond_page_press_escape:
 *
 * Escape, which no input method, popover or dialog has used. The first press says what a second one does.
 *
 * Returns: whether it meant something
 */
gboolean
mok_respond_page_press_escape (MokRespondPage *self)
{
  g_return_val_if_fail (MOK_IS_RESPOND_PAGE (self), FALSE);

  if (self->interview == NULL || self->submitting)
    return FALSE;
  if (self->escape != 0)
    {
      mok_respond_page_erase (self, FALSE);
      return TRUE;
    }
  show_notice (self, _ ("Press Esc again to erase everything."), FALSE);
  self->escape = g_timeout_add_seconds (ESCAPE_SECONDS, escape_over_cb, self);
  return TRUE;
}

/**
 * mok_respond_page_press_key:
 * @keyval: a key, before the focused widget has seen it
 * @state: the modifiers that are held
 *
 * Returns: whether the key was used
 */
gboolean
mok_respond_page_press_key (MokRespondPage *self, guint keyval, GdkModifierType state)
{
  g_return_val_if_fail (MOK_IS_RESPOND_PAGE (self), FALSE);

  GtkWidget *page = mok_respond_page_get_place (self);
  const GdkModifierType held = state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK);

  /* A question page knows itself whether there is something before it. */
  if (held == GDK_ALT_MASK && (keyval == GDK_KEY_Left || keyval == GDK_KEY_KP_Left) && !self->submitting
      && (MOK_IS_REVIEW_PAGE (page) || MOK_IS_SUBMIT_PAGE (page) || MOK_IS_CODE_PAGE (page)))
    {
      g_signal_emit_by_name (page, "back");
      return TRUE;
    }
  if (!MOK_IS_QUESTION_PAGE (page) || self->interview == NULL)
    return FALSE;
  return mok_question_page_press_key (MOK_QUESTION_PAGE (page), keyval, state);
}

/* Whether keys go to a popover in front of the page, which has its own use for them. */
static gboolean
is_covered (MokRespondPage *self)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self->root));

  return !gtk_widget_get_mapped (GTK_WIDGET (self))
         || (focus != NULL && gtk_widget_get_native (focus) != GTK_NATIVE (self->root));
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                MokRespondPage *self)
{
  return !is_covered (self) && mok_respond_page_press_key (self, keyval, state);
}

static gboolean
escape_pressed_cb (GtkEventControllerKey *controller,
                   guint keyval,
                   guint keycode,
                   GdkModifierType state,
                   MokRespondPage *self)
{
  return keyval == GDK_KEY_Escape && !is_covered (self) && mok_respond_page_press_escape (self);
}

static gboolean
sign_of_life_cb (GtkEventControllerLegacy *controller, GdkEvent *event, MokRespondPage *self)
{
  switch ((int) gdk_event_get_event_type (event))
    {
    case GDK_KEY_PRESS:
    case GDK_BUTTON_PRESS:
    case GDK_MOTION_NOTIFY:
    case GDK_SCROLL:
    case GDK_TOUCH_BEGIN:
      mok_respond_page_touch (self);
      /* The key that calls off the countdown does nothing else. */
      return mok_idle_watch_touch (self->idle) && gdk_event_get_event_type (event) == GDK_KEY_PRESS;
    default:
      return FALSE;
    }
}

static void
idle_warning_cb (MokIdleWatch *idle, guint seconds, MokRespondPage *self)
{
  g_autofree char *text = NULL;

  if (seconds == 0)
    {
      mok_respond_page_hide_notice (self);
      return;
    }
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Still there? Everything is erased in %u second.",
                                       "Still there? Everything is erased in %u seconds.", seconds),
                          seconds);
  show_notice (self, text, TRUE);
}

static void
idle_expired_cb (MokIdleWatch *idle, MokRespondPage *self)
{
  if (self->interview != NULL && !self->submitting)
    mok_respond_page_erase (self, FALSE);
}

void
mok_respond_page_init_keys (MokRespondPage *self, guint idle_minutes)
{
  self->idle = mok_idle_watch_new (idle_minutes * 60, WARNING_SECONDS);
  g_signal_connect_object (self->idle, "warning", G_CALLBACK (idle_warning_cb), self, 0);
  g_signal_connect_object (self->idle, "expired", G_CALLBACK (idle_expired_cb), self, 0);
  self->rest = mok_idle_watch_new (REST_SECONDS, 0);
  g_signal_connect_object (self->rest, "expired", G_CALLBACK (mok_respond_page_renew), self, G_CONNECT_SWAPPED);
}

void
mok_respond_page_attach (MokRespondPage *self)
{
  self->root = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));

  self->signs = gtk_event_controller_legacy_new ();
  gtk_event_controller_set_propagation_phase (self->signs, GTK_PHASE_CAPTURE);
  g_signal_connect (self->signs, "event", G_CALLBACK (sign_of_life_cb), self);
  gtk_widget_add_controller (self->root, self->signs);

  self->keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (self->keys, GTK_PHASE_CAPTURE);
  g_signal_connect (self->keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (self->root, self->keys);

  self->escapes = gtk_event_controller_key_new ();
  g_signal_connect (self->escapes, "key-pressed", G_CALLBACK (escape_pressed_cb), self);
  gtk_widget_add_controller (self->root, self->escapes);
}

void
mok_respond_page_detach (MokRespondPage *self)
{
  if (self->root == NULL)
    return;
  gtk_widget_remove_controller (self->root, self->signs);
  gtk_widget_remove_controller (self->root, self->keys);
  gtk_widget_remove_controller (self->root, self->escapes);
  self->root = NULL;
}
