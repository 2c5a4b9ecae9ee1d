/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What the check of a box gathers from one table of slots. Only for store/. */

#include <gio/gio.h>

#include "store/mok-slots.h"

G_BEGIN_DECLS

/**
 * MokSlotLook:
 * @taken: (element-type guint): the places of responses, ascending
 * @n_expected: slots that there should be
 * @numbered: from 0, without a gap
 * @n_odd_flags: flags other than 0 and 1
 * @n_odd_free: free cells whose bytes are not random
 */
typedef struct
{
  MokSlots slots;
  gsize cell_size;
  guint n_expected;
  guint n_rows;
  gboolean numbered;
  guint n_odd_lengths;
  guint n_odd_flags;
  guint n_damaged;
  guint n_free;
  guint n_odd_free;
  GArray *taken;
  GHashTable *beginnings; /* (element-type guint64): of free cells */
  GCancellable *cancellable;
} MokSlotLook;

gboolean mok_slot_look_read (MokSlotLook *self, MokSqlite *file);
double mok_slot_look_get_chance (const MokSlotLook *self);
void mok_slot_look_clear (MokSlotLook *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MokSlotLook, mok_slot_look_clear)

G_END_DECLS
