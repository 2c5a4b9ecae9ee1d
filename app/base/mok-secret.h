/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Memory that is wiped, random bytes and hashes. */

#include <glib.h>

G_BEGIN_DECLS

typedef struct _MokSecret MokSecret;

MokSecret *mok_secret_new (gsize size);
MokSecret *mok_secret_ref (MokSecret *self);
void mok_secret_unref (MokSecret *self);
guint8 *mok_secret_data (MokSecret *self);
gsize mok_secret_size (const MokSecret *self);
void mok_secret_wipe (MokSecret *self);

void mok_memory_wipe (gpointer data, gsize size);
GBytes *mok_memory_take (guint8 *data, gsize size);
void mok_memory_forbid_dumps (void);
void mok_random_bytes (gpointer data, gsize size);
void mok_hash (guint8 *digest, gsize digest_size, gconstpointer data, gsize size);
MokSecret *mok_hash_keyed (MokSecret *key, gsize digest_size, gconstpointer data, gsize size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokSecret, mok_secret_unref)

G_END_DECLS
