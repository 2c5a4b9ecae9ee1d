/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What weighting did, in plain words. */

#include "config.h"

#include "release/mok-weighting.h"

#include <glib/gi18n-lib.h>

#include "analysis/mok-margins.h"
#include "release/mok-note.h"

/**
 * mok_weighting_list_notes:
 *
 * Returns: (transfer full) (element-type MokNote): by what was weighted, what it costs, and what is wrong with it, in
 *   the program's language
 */
GPtrArray *
mok_weighting_list_notes (const MokWeighting *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  GPtrArray *notes = mok_notes_new ();
  g_autoptr (GString) variables = g_string_new (NULL);

  for (guint i = 0; i < self->margins->len; i++)
    g_string_append_printf (variables, "%s%s", i > 0 ? ", " : "",
                            ((const MokMargin *) g_ptr_array_index (self->margins, i))->variable);
  mok_notes_add (notes, MOK_NOTE_PLAIN, _ ("Weighted tables"),
                 g_strdup_printf (_ ("Respondents were weighted by their true backgrounds so that these have the given "
                                     "shares: %1$s. The weighted figures are as exact as those of about %2$.0f people "
                                     "without weights (design effect %3$.2f). No weight is more than five times the "
                                     "median, and none is kept."),
                                  variables->str, self->n_effective, self->design_effect));
  if (!self->converged)
    mok_notes_add (notes, MOK_NOTE_WARNING, _ ("The given shares are not all met"),
                   g_strdup (_ ("Weights that meet all of them would be too unequal, or there are none. Weighted "
                                "figures lie between the sample and the given shares.")));
  if (self->design_effect > MOK_WEIGHTING_MAX_DESIGN_EFFECT)
    mok_notes_add (notes, MOK_NOTE_WARNING, _ ("Very unequal weights"),
                   g_strdup (_ ("A few respondents stand for many: weighted figures are inexact. Prefer the unweighted "
                                "ones, or weight by fewer variables.")));
  return notes;
}
