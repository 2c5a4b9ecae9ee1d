/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Slots: places of one size for sealed bytes, all made at once and filled in random order. Only for store/. */

#include "store/mok-sqlite.h"

G_BEGIN_DECLS

#define MOK_CELL_ID_SIZE 16

typedef enum
{
  MOK_CELL_FREE,
  MOK_CELL_TAKEN,
  MOK_CELL_DAMAGED,
} MokCellState;

typedef enum
{
  MOK_SLOTS_RESPONSES,
  MOK_SLOTS_COMMENTS,
} MokSlots;

gsize mok_cell_size (gsize plain_size);
gsize mok_cell_sealed_size (gsize plain_size);
void mok_cell_make_free (guint8 *cell, gsize size);
void mok_cell_fill (guint8 *cell, gsize size, const guint8 *plain, const guint8 *public_key);
MokCellState mok_cell_get_state (const guint8 *cell, gsize size);
const guint8 *mok_cell_get_sealed (const guint8 *cell);
const guint8 *mok_cell_get_id (const guint8 *cell, gsize size);

/**
 * MokSlotFunc:
 * @slot: number of the slot, from 0
 * @cell: (nullable): its cell; %NULL when the slot holds no cell of the right length
 *
 * Returns: %FALSE with @error set to stop
 */
typedef gboolean (*MokSlotFunc) (guint slot, const guint8 *cell, gpointer data, GError **error);

gboolean mok_slots_add (MokSqlite *file, MokSlots slots, guint slot, const guint8 *cell, gsize size, GError **error);
gboolean mok_slots_make (MokSqlite *file, MokSlots slots, guint n_slots, gsize size, GError **error);
gboolean mok_slots_check (MokSqlite *file, MokSlots slots, guint n_slots, GError **error);
gboolean
mok_slots_foreach (MokSqlite *file, MokSlots slots, gsize size, MokSlotFunc func, gpointer data, GError **error);
gboolean mok_slots_put (MokSqlite *file, MokSlots slots, guint n_slots, const guint8 *cell, gsize size, GError **error);

G_END_DECLS
