/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The language of messages and labels, and changing it while the program runs.
 * Must not know questionnaires: their texts choose a language by the code that mok_language_get() returns.
 */

#include "config.h"

#include "base/mok-language.h"

#include <locale.h>
#include <string.h>

#include <glib/gi18n-lib.h>

/* The counter of glibc's libintl: raising it makes gettext() look its catalogues up again. */
extern int _nl_msg_cat_cntr;

static char current[16] = "en";

/**
 * mok_language_init:
 *
 * Takes the language of the user's environment. To be called once, before any thread is started.
 *
 * A computer that has no Korean locale installed can still speak Korean: where the environment's locale is missing,
 * `C.UTF-8` stands in for it and the language is kept.
 */
void
mok_language_init (void)
{
  const char *const *names = g_get_language_names ();
  const char *wanted = "en";

  for (gsize i = 0; names[i] != NULL; i++)
    {
      if (g_str_has_prefix (names[i], "ko") || g_str_has_prefix (names[i], "en") || strcmp (names[i], "C") == 0)
        {
          wanted = names[i];
          break;
        }
    }

  if (setlocale (LC_ALL, "") == NULL || strcmp (setlocale (LC_MESSAGES, NULL), "C") == 0)
    {
      /* gettext ignores LANGUAGE in the locale "C", but not in "C.UTF-8". */
      if (setlocale (LC_ALL, "C.UTF-8") != NULL)
        g_setenv ("LC_ALL", "C.UTF-8", TRUE);
    }

  mok_language_set (g_str_has_prefix (wanted, "ko") ? "ko" : "en");
}

/**
 * mok_language_set:
 * @language: a language code such as `ko` or `en`
 *
 * Changes the language of all texts that are looked up from now on. Only from the main thread, and while no other
 * thread of the program reads the environment.
 */
void
mok_language_set (const char *language)
{
  g_return_if_fail (language != NULL && *language != '\0');

  g_strlcpy (current, language, sizeof current);
  g_setenv ("LANGUAGE", current, TRUE);
  ++_nl_msg_cat_cntr;
}

/**
 * mok_language_get:
 *
 * Returns: the code of the language in use, `en` or `ko`
 */
const char *
mok_language_get (void)
{
  return current;
}
