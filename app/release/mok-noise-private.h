/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Where the replacement draws its numbers. Only the stream is secret: what is done with it is published. */

#include <glib.h>

#include "base/mok-secret.h"

G_BEGIN_DECLS

#define MOK_NOISE_KEY_SIZE 32

typedef struct _MokNoise MokNoise;

/**
 * MokNoiseFunc:
 *
 * Returns: 64 bits, all equally likely
 */
typedef guint64 (*MokNoiseFunc) (gpointer data);

MokNoise *mok_noise_new (const guint8 *key);
MokNoise *mok_noise_new_with_func (MokNoiseFunc func, gpointer data);
void mok_noise_free (MokNoise *self);
guint64 mok_noise_bounded (MokNoise *self, guint64 bound);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokNoise, mok_noise_free)

G_END_DECLS
