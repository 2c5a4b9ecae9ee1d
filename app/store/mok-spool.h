/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Sealed cells of any number, put in the order of their ids. Only for store/. */

#include <glib.h>

G_BEGIN_DECLS

typedef struct _MokSpool MokSpool;

/**
 * MokSpoolFunc:
 * @id: (array fixed-size=16): of the cell
 * @sealed: its sealed bytes
 * @source: as it was added
 *
 * Returns: %FALSE with @error set to stop
 */
typedef gboolean (*MokSpoolFunc) (const guint8 *id, const guint8 *sealed, guint source, gpointer data, GError **error);

MokSpool *mok_spool_new (const char *path, gsize sealed_size, gsize memory);
void mok_spool_free (MokSpool *self);
gboolean mok_spool_add (MokSpool *self, const guint8 *id, const guint8 *sealed, guint source, GError **error);
gsize mok_spool_get_n_items (const MokSpool *self);
gboolean mok_spool_foreach (MokSpool *self, MokSpoolFunc func, gpointer data, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokSpool, mok_spool_free)

G_END_DECLS
