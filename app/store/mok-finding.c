/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One thing that was looked at in a file, and how it came out. Must not look itself. */

#include "config.h"

#include "store/mok-finding.h"

/**
 * mok_finding_new:
 * @check: (transfer none): a static string
 *
 * Returns: (transfer full): the finding
 */
MokFinding *
mok_finding_new (const char *check, MokFindingResult result, const char *text)
{
  MokFinding *self = g_new0 (MokFinding, 1);

  self->check = check;
  self->result = result;
  self->text = g_strdup (text);
  return self;
}

void
mok_finding_free (MokFinding *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->text);
  g_free (self);
}

/**
 * mok_finding_result_get_code:
 *
 * Returns: (transfer none): "passed", "failed" or "unknown", for scripts
 */
const char *
mok_finding_result_get_code (MokFindingResult result)
{
  static const char *const codes[] = { "passed", "failed", "unknown" };

  g_return_val_if_fail ((guint) result < G_N_ELEMENTS (codes), NULL);

  return codes[result];
}
