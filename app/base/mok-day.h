/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* A day of the calendar as one number that compares like the day: 20261122 is 22 November 2026; 0 is none. */

#include <glib.h>

G_BEGIN_DECLS

guint mok_day_parse (const char *text);
void mok_day_to_gdate (guint date, GDate *gdate);
guint mok_day_from_gdate (const GDate *gdate);
guint mok_day_get_today (void);
guint mok_day_get_next (guint date);

G_END_DECLS
