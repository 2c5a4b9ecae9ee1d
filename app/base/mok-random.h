/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* A source of random numbers that a test can replay. */

#include <glib.h>

G_BEGIN_DECLS

typedef struct _MokRandom MokRandom;

MokRandom *mok_random_new (void);
MokRandom *mok_random_new_seeded (guint64 seed);
MokRandom *mok_random_new_keyed (const guint8 *key);
MokRandom *mok_random_ref (MokRandom *self);
void mok_random_unref (MokRandom *self);
guint32 mok_random_uniform (MokRandom *self, guint32 bound);
double mok_random_double (MokRandom *self);
void mok_random_shuffle (MokRandom *self, guint *items, gsize n_items);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokRandom, mok_random_unref)

G_END_DECLS
