/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What closing would give, told before it is done: which breakdowns there will be and how exact figures will be. Looks
 * at backgrounds only.
 */

#include <glib.h>

#include "base/mok-text.h"

G_BEGIN_DECLS

typedef struct
{
  char *variable;    /* (owned) */
  MokText *title;    /* (owned) */
  guint n_levels;    /* 0 = not offered */
  GPtrArray *levels; /* (owned) (element-type MokText): the groups that there will be */
} MokRehearsalBreakdown;

typedef struct
{
  guint n_respondents;
  guint n_unreadable;
  gboolean can_close;      /* enough responses, with or without --small */
  gboolean is_small;       /* 10 to 19: closes only when that is asked for */
  GPtrArray *breakdowns;   /* (owned) (element-type MokRehearsalBreakdown): in the order of the form */
  guint n_under_five;      /* respondents at workplaces of fewer than five, to the nearest 5; 0 = fewer than 10 */
  double half_width;       /* of an interval around 30 %, all respondents; 0 to 1 */
  double half_width_under; /* likewise, of those under five; 0 = there is no such group */
} MokRehearsal;

void mok_rehearsal_free (MokRehearsal *self);
GPtrArray *mok_rehearsal_list_notes (const MokRehearsal *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokRehearsal, mok_rehearsal_free)

G_END_DECLS
