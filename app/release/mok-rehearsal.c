/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a rehearsal tells. The levels that are named exist only if each has enough people, so no small group is named
 * here either.
 */

#include "config.h"

#include "release/mok-rehearsal.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "base/mok-language.h"
#include "release/mok-note.h"

/* About so many answers from workplaces of fewer than five make their row of the headline worth showing. */
#define WORTH_SHOWING 100

void
mok_rehearsal_free (MokRehearsal *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->breakdowns);
  g_free (self);
}

static int
to_points (double half_width)
{
  return (int) ceil (100 * half_width);
}

static void
add_responses (const MokRehearsal *self, GPtrArray *notes)
{
  if (!self->can_close)
    mok_notes_add (
        notes, MOK_NOTE_WARNING, _ ("Too few responses"),
        g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                      "%u response so far. Closing needs at least 20, so that the figures can "
                                      "protect everybody.",
                                      "%u responses so far. Closing needs at least 20, so that the figures "
                                      "can protect everybody.",
                                      self->n_respondents),
                         self->n_respondents));
  else if (self->is_small)
    mok_notes_add (
        notes, MOK_NOTE_WARNING, _ ("A very small survey"),
        g_strdup_printf (_ ("%u responses. It can be closed, but figures will be inexact and only totals are "
                            "shown."),
                         self->n_respondents));
  else
    mok_notes_add (notes, MOK_NOTE_GOOD, _ ("Responses"),
                   g_strdup_printf (_ ("%1$u responses. A share of 30 percent will be exact to about ±%2$d points."),
                                    self->n_respondents, to_points (self->half_width)));
  if (self->n_unreadable > 0)
    mok_notes_add (notes, MOK_NOTE_WARNING, _ ("Damaged responses"),
                   g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u response is damaged and will be left out.",
                                                 "%u responses are damaged and will be left out.", self->n_unreadable),
                                    self->n_unreadable));
}

static void
add_under_five (const MokRehearsal *self, GPtrArray *notes)
{
  if (self->half_width_under <= 0)
    mok_notes_add (notes, MOK_NOTE_WARNING, _ ("Workplaces of fewer than five"),
                   g_strdup_printf (_ ("There are not enough answers to show them apart. About %d make the chart of "
                                       "protections worth showing."),
                                    WORTH_SHOWING));
  else
    mok_notes_add (
        notes, self->n_under_five >= WORTH_SHOWING ? MOK_NOTE_GOOD : MOK_NOTE_PLAIN,
        _ ("Workplaces of fewer than five"),
        g_strdup_printf (_ ("About %1$u answers: shares will be exact to about ±%2$d points. About %3$d make "
                            "the chart of protections worth showing."),
                         self->n_under_five, to_points (self->half_width_under), WORTH_SHOWING));
}

static char *
dup_levels (const MokRehearsalBreakdown *breakdown)
{
  g_autoptr (GString) levels = g_string_new (NULL);

  for (guint i = 0; i < breakdown->levels->len; i++)
    g_string_append_printf (levels, "%s%s", i > 0 ? " | " : "",
                            mok_text_get (g_ptr_array_index (breakdown->levels, i), mok_language_get ()));
  return g_string_free (g_steal_pointer (&levels), FALSE);
}

static void
add_breakdown (const MokRehearsalBreakdown *breakdown, GPtrArray *notes)
{
  const char *title = mok_text_get (breakdown->title, mok_language_get ());

  if (breakdown->n_levels >= 2)
    mok_notes_add (notes, MOK_NOTE_PLAIN, title, dup_levels (breakdown));
  else
    mok_notes_add (notes, MOK_NOTE_WARNING, title, g_strdup (_ ("No breakdown: its groups are too small.")));
}

/**
 * mok_rehearsal_list_notes:
 *
 * Returns: (transfer full) (element-type MokNote): the rehearsal in plain words
 */
GPtrArray *
mok_rehearsal_list_notes (const MokRehearsal *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  GPtrArray *notes = mok_notes_new ();

  add_responses (self, notes);
  if (!self->can_close)
    return notes;
  add_under_five (self, notes);
  for (guint i = 0; i < self->breakdowns->len; i++)
    add_breakdown (g_ptr_array_index (self->breakdowns, i), notes);
  return notes;
}
