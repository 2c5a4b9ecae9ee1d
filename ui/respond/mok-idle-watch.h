/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Erasing what an absent respondent left on the screen. */

#include <glib-object.h>

G_BEGIN_DECLS

#define MOK_TYPE_IDLE_WATCH (mok_idle_watch_get_type ())
G_DECLARE_FINAL_TYPE (MokIdleWatch, mok_idle_watch, MOK, IDLE_WATCH, GObject)

MokIdleWatch *mok_idle_watch_new (guint quiet_seconds, guint warning_seconds);
void mok_idle_watch_start (MokIdleWatch *self);
void mok_idle_watch_stop (MokIdleWatch *self);
gboolean mok_idle_watch_touch (MokIdleWatch *self);
void mok_idle_watch_tick (MokIdleWatch *self);

G_END_DECLS
