/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One call at the start of every program: message catalogue, resources, cryptography.
 * Must not know anything of surveys or windows.
 */

#include "config.h"

#include "base/mok-init.h"

#include <locale.h>

#include <glib/gi18n-lib.h>
#include <sodium.h>

#include "mok-app-resources.h"

/**
 * mok_init:
 *
 * Initialises libsodium, registers the resources inside the program and binds the message catalogue. May be called
 * more than once.
 *
 * When `MOKSORI_LOCALEDIR` is set, translations are read from there, so that a program that is not installed speaks
 * the user's language too.
 */
void
mok_init (void)
{
  static gsize done = 0;

  if (!g_once_init_enter (&done))
    return;

  if (sodium_init () < 0)
    g_error ("libsodium cannot be initialised");

  const char *localedir = g_getenv ("MOKSORI_LOCALEDIR");
  bindtextdomain (GETTEXT_PACKAGE, localedir != NULL ? localedir : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  mok_app_register_resource ();

  g_once_init_leave (&done, 1);
}
