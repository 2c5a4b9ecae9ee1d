/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* How hard a passphrase is to guess, roughly. */

#include <glib.h>

G_BEGIN_DECLS

#define MOK_PASSPHRASE_MINIMUM 8

typedef enum
{
  MOK_PASSPHRASE_EMPTY,
  MOK_PASSPHRASE_SHORT, /* below MOK_PASSPHRASE_MINIMUM characters: not accepted */
  MOK_PASSPHRASE_WEAK,
  MOK_PASSPHRASE_FAIR,
  MOK_PASSPHRASE_STRONG,
} MokPassphraseStrength;

MokPassphraseStrength mok_passphrase_rate (const char *passphrase);
const char *mok_passphrase_strength_get_hint (MokPassphraseStrength strength);

G_END_DECLS
