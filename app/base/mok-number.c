/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Numbers as people read them. Must not decide how exact a number is told. */

#include "config.h"

#include "base/mok-number.h"

#include <math.h>
#include <string.h>

/**
 * mok_number_dup:
 *
 * Returns: (transfer full): a whole number with its thousands apart, in English and Korean by commas
 */
char *
mok_number_dup (double number)
{
  g_autofree char *digits = g_strdup_printf ("%.0f", isfinite (number) ? fabs (number) : 0);
  const gsize length = strlen (digits);
  GString *grouped = g_string_new (number <= -0.5 ? "−" : NULL);

  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0)
        g_string_append_c (grouped, ',');
      g_string_append_c (grouped, digits[i]);
    }
  return g_string_free (grouped, FALSE);
}
