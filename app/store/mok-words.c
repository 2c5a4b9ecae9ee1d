/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A digest as words that people can compare, from the lists of BIP-39. Must not know what the digest is of. */

#include "config.h"

#include "store/mok-words.h"

#include <string.h>

#include <gio/gio.h>

#define N_WORDS 2048
#define BITS_A_WORD 11

static char **
load_list (const char *name)
{
  g_autofree char *path = g_strdup_printf ("/io/github/moksori/Moksori/wordlists/%s.txt", name);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  /* Inside the program, so not a matter of files: mok_init() has registered it. */
  g_assert (bytes != NULL);

  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autofree char *text = g_strndup (data, size);
  char **words = g_strsplit (g_strchomp (text), "\n", -1);

  g_assert (g_strv_length (words) == N_WORDS);
  return words;
}

static char **
get_list (const char *language)
{
  static char **english;
  static char **korean;
  static gsize done;

  if (g_once_init_enter (&done))
    {
      english = load_list ("english");
      korean = load_list ("korean");
      g_once_init_leave (&done, 1);
    }
  return language != NULL && g_str_has_prefix (language, "ko") ? korean : english;
}

/**
 * mok_words_from_digest:
 * @digest: at least 11 × @n_words bits
 * @language: (nullable): "ko" for Korean, anything else for English
 *
 * Word k stands for bits 11 k to 11 k + 10, the highest bit of a byte first, as in BIP-39.
 *
 * Returns: (transfer full): @n_words words; the same places of both lists for the same digest
 */
char **
mok_words_from_digest (const guint8 *digest, guint n_words, const char *language)
{
  g_return_val_if_fail (digest != NULL, NULL);

  char **list = get_list (language);
  char **words = g_new0 (char *, n_words + 1);

  for (guint k = 0; k < n_words; k++)
    {
      guint index = 0;

      for (guint bit = k * BITS_A_WORD; bit < (k + 1) * BITS_A_WORD; bit++)
        index = index << 1 | (digest[bit / 8] >> (7 - bit % 8) & 1);
      words[k] = g_strdup (list[index]);
    }
  return words;
}
