/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A warning that G_DEBUG makes fatal raises a signal that libFuzzer does not know: it would end without a word, and
 * without the input. Must be linked with libFuzzer only.
 */

#include "config.h"

#include <signal.h>
#include <stdlib.h>

int LLVMFuzzerInitialize (int *argc, char ***argv);

static void
give_up (int signal_number)
{
  abort ();
}

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  signal (SIGTRAP, give_up);
  return 0;
}
