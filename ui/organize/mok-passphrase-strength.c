/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A hint while a passphrase is typed, nothing more: what is stored and how is the store's affair.
 * Must not keep, log or copy what it is given.
 */

#include "config.h"

#include "organize/mok-passphrase-strength.h"

#include <glib/gi18n-lib.h>

/* Bits per character, on the low side: people choose words, and a letter of a word carries far less than one of 26.
 * Shannon (1951) found 1 to 1.3 bits a letter in long English text; words that do not belong together are richer. */
#define BITS_LETTER 2.2
#define BITS_DIGIT 2.5
#define BITS_HANGUL 5.5
#define BITS_OTHER 4.
#define BITS_BLANK .5
#define BITS_CONTINUED .3

#define BITS_FAIR 30
#define BITS_STRONG 48

static double
rate_character (gunichar c, gunichar previous)
{
  /* "aaaa", "1234", "9876" */
  if (previous != 0 && (c == previous || c == previous + 1 || c + 1 == previous))
    return BITS_CONTINUED;
  if (g_unichar_isspace (c))
    return BITS_BLANK;
  if (g_unichar_isdigit (c))
    return BITS_DIGIT;
  if (g_unichar_get_script (c) == G_UNICODE_SCRIPT_HANGUL)
    return BITS_HANGUL;
  if (g_unichar_isalpha (c))
    return BITS_LETTER;

  return BITS_OTHER;
}

/**
 * mok_passphrase_rate:
 * @passphrase: what was typed, UTF-8
 *
 * Returns: how hard it is to guess
 */
MokPassphraseStrength
mok_passphrase_rate (const char *passphrase)
{
  g_return_val_if_fail (passphrase != NULL, MOK_PASSPHRASE_EMPTY);

  double bits = 0;
  gunichar previous = 0;
  guint length = 0;

  for (const char *p = passphrase; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      bits += rate_character (c, previous);
      previous = c;
      length++;
    }

  if (length == 0)
    return MOK_PASSPHRASE_EMPTY;
  if (length < MOK_PASSPHRASE_MINIMUM)
    return MOK_PASSPHRASE_SHORT;
  if (bits < BITS_FAIR)
    return MOK_PASSPHRASE_WEAK;

  return bits < BITS_STRONG ? MOK_PASSPHRASE_FAIR : MOK_PASSPHRASE_STRONG;
}

/**
 * mok_passphrase_strength_get_hint:
 *
 * Returns: a sentence for the person who types
 */
const char *
mok_passphrase_strength_get_hint (MokPassphraseStrength strength)
{
  switch (strength)
    {
    case MOK_PASSPHRASE_EMPTY:
      return _ ("Four or more words that do not belong together are easy to remember and hard to guess.");
    case MOK_PASSPHRASE_SHORT:
      return _ ("Too short: at least 8 characters.");
    case MOK_PASSPHRASE_WEAK:
      return _ ("Easy to guess. Add words that do not belong together.");
    case MOK_PASSPHRASE_FAIR:
      return _ ("Not easy to guess. One more word makes it much harder.");
    case MOK_PASSPHRASE_STRONG:
      return _ ("Hard to guess.");
    default:
      g_return_val_if_reached ("");
    }
}
