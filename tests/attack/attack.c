/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* attack [--full] [NAME…]: runs the attacks and prints their table. Fails when a goal was missed.
 */

#include "config.h"

#include "attack.h"

#include <string.h>

#include "base/mok-init.h"

#include "../store/crash.h"
#include "report.h"

static const struct
{
  const char *name;
  void (*run) (AttackSize size);
} attacks[] = {
  { "moments", attack_moments },       { "linear", attack_linear },
  { "posterior", attack_posterior },   { "coalition", attack_coalition },
  { "fallback", attack_fallback },     { "follow-up", attack_follow_up },
  { "reader", attack_reader },         { "accuracy", attack_accuracy },
  { "law-facts", attack_law_facts },   { "order", attack_order },
  { "two-states", attack_two_states }, { "image", attack_image },
  { "times", attack_times },           { "torn", attack_torn },
  { "killed", attack_killed },
};

static gboolean
is_wanted (const char *name, int argc, char **argv)
{
  gboolean any = FALSE;

  for (int i = 1; i < argc; i++)
    {
      any = any || argv[i][0] != '-';
      if (strcmp (argv[i], name) == 0)
        return TRUE;
    }
  return !any;
}

static gboolean
is_known (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (attacks); i++)
    {
      if (strcmp (attacks[i].name, name) == 0)
        return TRUE;
    }
  return strcmp (name, "--full") == 0;
}

int
main (int argc, char **argv)
{
  AttackSize size = ATTACK_SMALL;
  int status;

  if (crash_run_child (argc, argv, &status))
    return status;
  mok_init ();
  for (int i = 1; i < argc; i++)
    {
      if (!is_known (argv[i]))
        {
          g_printerr ("attack: unknown: %s\n", argv[i]);
          return 2;
        }
      if (strcmp (argv[i], "--full") == 0)
        size = ATTACK_FULL;
    }
  report_begin ();
  for (gsize i = 0; i < G_N_ELEMENTS (attacks); i++)
    {
      if (is_wanted (attacks[i].name, argc, argv))
        attacks[i].run (size);
    }
  return report_end () > 0 ? 1 : 0;
}
