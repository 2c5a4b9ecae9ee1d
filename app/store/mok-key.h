/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The key pair of a survey, and the wraps that keep its secret half under passphrases. Only for store/. */

#include <glib.h>

#include "base/mok-secret.h"

G_BEGIN_DECLS

#define MOK_KEY_SIZE 32
#define MOK_KEY_N_TRUSTEES 3
#define MOK_KEY_N_TRUSTEES_NEEDED 2

/**
 * MokKeyUnlock:
 * @MOK_KEY_WRONG_PASSPHRASE: well-formed, but not opened by what was given
 * @MOK_KEY_NO_MEMORY: the machine has not the memory that the hash takes
 * @MOK_KEY_DAMAGED: not a wrap at all
 */
typedef enum
{
  MOK_KEY_UNLOCKED,
  MOK_KEY_WRONG_PASSPHRASE,
  MOK_KEY_NO_MEMORY,
  MOK_KEY_DAMAGED,
} MokKeyUnlock;

/**
 * MokKeyWrapper:
 *
 * What a passphrase, or two trustees', came to when it opened a wrap: wraps another key under it without asking again.
 */
typedef struct _MokKeyWrapper MokKeyWrapper;

MokSecret *mok_key_new (guint8 *public_key);
gboolean mok_key_check_public (const guint8 *public_key);
gboolean mok_key_matches (MokSecret *key, const guint8 *public_key);
gboolean
mok_key_open (MokSecret *key, const guint8 *public_key, const guint8 *sealed, gsize sealed_size, guint8 *plain);
GPtrArray *mok_key_wrap (MokSecret *key, const char *const *passphrases, guint n_passphrases);
MokKeyUnlock mok_key_unwrap (GPtrArray *wraps,
                             const char *const *passphrases,
                             guint n_passphrases,
                             MokSecret **key,
                             MokKeyWrapper **wrapper);
gboolean mok_key_wrap_needs_trustees (GBytes *wrap);

GBytes *mok_key_wrapper_wrap (MokKeyWrapper *self, MokSecret *key);
void mok_key_wrapper_free (MokKeyWrapper *self);

#define MOK_PASSWORD_HASH_SIZE 32
#define MOK_PASSWORD_SALT_SIZE 16

/**
 * MokHashCost:
 * @operations: passes of argon2id
 * @kibibytes: memory of argon2id
 */
typedef struct
{
  guint32 operations;
  guint32 kibibytes;
} MokHashCost;

typedef enum
{
  MOK_HASH_PASSPHRASE, /* guards the key: argon2id MODERATE */
  MOK_HASH_END_CODE,   /* eight digits, typed rarely */
  MOK_HASH_ACCESS_CODE /* 65 random bits: the hash only has to be slow beside guessing */
} MokHashUse;

MokHashCost mok_hash_get_cost (MokHashUse use);
gboolean mok_hash_cost_is_sane (const MokHashCost *cost);
gboolean mok_hash_password (guint8 *hash,
                            gconstpointer password,
                            gsize password_size,
                            const guint8 *salt,
                            const MokHashCost *cost);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokKeyWrapper, mok_key_wrapper_free)

G_END_DECLS
