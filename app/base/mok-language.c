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

static gboolean
is_plain (const char *locale)
{
  return locale == NULL || strcmp (locale, "C") == 0 || strcmp (locale, "POSIX") == 0
         || g_str_has_prefix (locale, "C.");
}

/* gettext ignores LANGUAGE in the locale "C", and in "C.UTF-8" too since glibc 2.41. For messages any other locale
 * does, whatever its language; everything else stays plain. The environment says so too, because GTK reads it once
 * more.
 */
static void
take_locale (void)
{
  static const char *const categories[] = { "LC_ALL",      "LC_COLLATE", "LC_CTYPE", "LC_MEASUREMENT",
                                            "LC_MONETARY", "LC_NUMERIC", "LC_PAPER", "LC_TIME" };
  static const char *const for_messages[] = { "ko_KR.UTF-8", "en_US.UTF-8", "en_GB.UTF-8", "C.UTF-8" };
  gboolean known = setlocale (LC_ALL, "") != NULL;

  if (known && !is_plain (setlocale (LC_MESSAGES, NULL)))
    return;

  if (!known || g_getenv ("LC_ALL") != NULL)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (categories); i++)
        g_unsetenv (categories[i]);
      g_setenv ("LANG", "C.UTF-8", TRUE);
    }
  if (is_plain (setlocale (LC_CTYPE, NULL)))
    g_setenv ("LC_CTYPE", "C.UTF-8", TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (for_messages); i++)
    if (setlocale (LC_MESSAGES, for_messages[i]) != NULL)
      {
        g_setenv ("LC_MESSAGES", for_messages[i], TRUE);
        break;
      }
  setlocale (LC_ALL, "");
}

/**
 * mok_language_init:
 *
 * Takes the language of the user's environment. To be called once, before any thread is started.
 *
 * A computer that has no Korean locale installed can still speak Korean: where the environment's locale is missing,
 * another one stands in for it and the language is kept.
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

  take_locale ();
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
