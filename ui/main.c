/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Starts the program with windows. Everything else is in the library, where tests can reach it. */

#include "config.h"

#include "base/mok-init.h"
#include "base/mok-language.h"
#include "base/mok-secret.h"
#include "mok-application.h"

int
main (int argc, char **argv)
{
  /* Before any thread: both read and change the environment. */
  mok_memory_forbid_dumps ();
  mok_language_init ();
  mok_init ();

  g_autoptr (MokApplication) application = mok_application_new ();
  const int status = g_application_run (G_APPLICATION (application), argc, argv);

  mok_application_go_on (application);
  return status;
}
