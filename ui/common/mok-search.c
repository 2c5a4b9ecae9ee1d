/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Searching as people type, in Hangul, too: a syllable is found before it is finished, because both texts are taken
 * apart into letters, and initial consonants alone find the words that they begin (ㅇㅊㅎㄱ finds 연차 휴가), as search
 * in Korean programs does. Must not know widgets.
 */

#include "config.h"

#include "common/mok-search.h"

#include <string.h>

/* The initial consonants of modern Hangul, as they are in syllables that are taken apart. */
#define FIRST_INITIAL 0x1100
#define LAST_INITIAL 0x1112

static gboolean
is_initial (gunichar c)
{
  return c >= FIRST_INITIAL && c <= LAST_INITIAL;
}

static gboolean
is_only_initials (const char *folded)
{
  for (; *folded != '\0'; folded = g_utf8_next_char (folded))
    {
      const gunichar c = g_utf8_get_char (folded);

      if (!is_initial (c) && !g_unichar_isspace (c))
        return FALSE;
    }
  return TRUE;
}

static char *
dup_initials (const char *folded)
{
  GString *initials = g_string_new (NULL);

  for (; *folded != '\0'; folded = g_utf8_next_char (folded))
    {
      const gunichar c = g_utf8_get_char (folded);

      if (is_initial (c))
        g_string_append_unichar (initials, c);
    }
  return g_string_free (initials, FALSE);
}

/**
 * mok_search_fold:
 * @text: what is searched for
 *
 * Returns: (transfer full): the same in the form in which mok_search_matches() compares
 */
char *
mok_search_fold (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  g_autofree char *letters = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);

  return letters != NULL ? g_utf8_casefold (letters, -1) : g_strdup ("");
}

/**
 * mok_search_matches:
 * @text: (nullable): where to look
 * @needle: of mok_search_fold(); "" is everywhere
 *
 * Returns: whether @needle is in @text, whatever the case, or as its initial consonants
 */
gboolean
mok_search_matches (const char *text, const char *needle)
{
  g_return_val_if_fail (needle != NULL, FALSE);

  if (text == NULL)
    return FALSE;

  g_autofree char *folded = mok_search_fold (text);

  if (strstr (folded, needle) != NULL)
    return TRUE;
  if (!is_only_initials (needle))
    return FALSE;

  g_autofree char *initials = dup_initials (folded);
  g_autofree char *wanted = dup_initials (needle);

  return strstr (initials, wanted) != NULL;
}
