/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Erasing what an absent respondent left on the screen: quiet for a while, then a countdown, then the end.
 * Must not erase anything itself, nor know widgets: it counts seconds.
 */

#include "config.h"

#include "respond/mok-idle-watch.h"

/**
 * MokIdleWatch:
 *
 * Emits `warning` with the seconds that are left, once a second during the countdown and once with 0 when a countdown
 * was called off; and `expired` at its end.
 */
struct _MokIdleWatch
{
  GObject parent_instance;

  guint quiet;   /* seconds without a warning */
  guint warning; /* seconds of countdown after that */
  guint passed;  /* seconds since the last sign of life */
  guint timer;
};

G_DEFINE_FINAL_TYPE (MokIdleWatch, mok_idle_watch, G_TYPE_OBJECT)

static guint warning_signal;
static guint expired_signal;

static gboolean
second_cb (gpointer data)
{
  g_autoptr (MokIdleWatch) self = g_object_ref (data);
  const guint timer = self->timer;

  mok_idle_watch_tick (self);
  return self->timer == timer ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
mok_idle_watch_dispose (GObject *object)
{
  g_clear_handle_id (&MOK_IDLE_WATCH (object)->timer, g_source_remove);
  G_OBJECT_CLASS (mok_idle_watch_parent_class)->dispose (object);
}

static void
mok_idle_watch_class_init (MokIdleWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mok_idle_watch_dispose;

  warning_signal = g_signal_new ("warning", MOK_TYPE_IDLE_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                 G_TYPE_UINT);
  expired_signal =
      g_signal_new ("expired", MOK_TYPE_IDLE_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mok_idle_watch_init (MokIdleWatch *self)
{
}

/**
 * mok_idle_watch_new:
 * @quiet_seconds: how long nobody is bothered
 * @warning_seconds: how long the countdown is
 *
 * Returns: (transfer full): a watch that does not run yet
 */
MokIdleWatch *
mok_idle_watch_new (guint quiet_seconds, guint warning_seconds)
{
  MokIdleWatch *self = g_object_new (MOK_TYPE_IDLE_WATCH, NULL);

  self->quiet = quiet_seconds;
  self->warning = warning_seconds;
  return self;
}

/**
 * mok_idle_watch_start:
 *
 * Begins, or begins again from zero.
 */
void
mok_idle_watch_start (MokIdleWatch *self)
{
  g_return_if_fail (MOK_IS_IDLE_WATCH (self));

  mok_idle_watch_touch (self);
  if (self->timer == 0)
    self->timer = g_timeout_add_seconds (1, second_cb, self);
}

/**
 * mok_idle_watch_stop:
 *
 * Stops counting; a countdown is called off.
 */
void
mok_idle_watch_stop (MokIdleWatch *self)
{
  g_return_if_fail (MOK_IS_IDLE_WATCH (self));

  g_clear_handle_id (&self->timer, g_source_remove);
  mok_idle_watch_touch (self);
}

/**
 * mok_idle_watch_touch:
 *
 * Somebody is there: a key, the pointer.
 *
 * Returns: whether this has called off a countdown
 */
gboolean
mok_idle_watch_touch (MokIdleWatch *self)
{
  g_return_val_if_fail (MOK_IS_IDLE_WATCH (self), FALSE);

  const gboolean counting = self->passed >= self->quiet && self->passed > 0;

  self->passed = 0;
  if (counting)
    g_signal_emit (self, warning_signal, 0, 0u);
  return counting;
}

/**
 * mok_idle_watch_tick:
 *
 * Another second has passed. The timer calls this; tests do, too.
 */
void
mok_idle_watch_tick (MokIdleWatch *self)
{
  g_return_if_fail (MOK_IS_IDLE_WATCH (self));

  self->passed++;
  if (self->passed >= self->quiet + self->warning)
    {
      g_clear_handle_id (&self->timer, g_source_remove);
      self->passed = 0;
      g_signal_emit (self, expired_signal, 0);
    }
  else if (self->passed >= self->quiet)
    g_signal_emit (self, warning_signal, 0, self->quiet + self->warning - self->passed);
}
