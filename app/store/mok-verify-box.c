/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What only a box has: its slots. Whether all cells are of one size and either sealed or random, and whether chance
 * alone puts the taken ones where they are.
 *
 * The order is judged by seven figures: of responses and of comments each how close together the taken places lie, how
 * far their mean is from the middle, and in how many runs they lie; and how many places are taken in both tables at
 * once. Each may call one right box in eight million odd, so all of them together call fewer than one in a million.
 * Whoever reads a box that fails this can put the answers in order, or lay comments beside answers.
 */

#include "config.h"

#include "store/mok-slot-look.h"
#include "store/mok-verify-private.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "store/mok-chance.h"

#define FALSE_ALARMS_PER_FIGURE (1 / 8e6)

static void
tell_description (MokVerify *self)
{
  gint64 n = 0;

  if (self->manifest == NULL)
    {
      mok_verify_blocked (self, "description");
      return;
    }
  self->row_is_right = mok_verify_query (self, "SELECT count(*) FROM box", &n) && n == 1
                       && mok_box_row_load (&self->row, self->manifest, self->file, NULL);
  self->result->is_copy = self->row_is_right && self->row.copy;
  if (self->row_is_right)
    mok_verify_pass (self, "description", _ ("What the box says of itself is unchanged and belongs to this survey."));
  else
    mok_verify_fail (self, "description", _ ("What the box says of itself was changed, or belongs to another survey."));
}

static void
tell_slots (MokVerify *self, const MokSlotLook *looks)
{
  gboolean right = TRUE;

  for (guint i = 0; i < 2 && right; i++)
    if (looks[i].n_rows != looks[i].n_expected || !looks[i].numbered)
      {
        mok_verify_fail (
            self, "slots",
            _ ("The box has %1$u places where it should have %2$u, or their numbers have gaps. All of them "
               "are made at once, and never fewer or more."),
            looks[i].n_rows, looks[i].n_expected);
        right = FALSE;
      }
  if (right)
    mok_verify_pass (self, "slots", _ ("All places for answers are there, as many as the box was made with."));
}

static void
tell_lengths (MokVerify *self, const MokSlotLook *looks)
{
  const guint n = looks[0].n_odd_lengths + looks[1].n_odd_lengths;

  if (n > 0)
    mok_verify_fail (self, "lengths",
                     g_dngettext (GETTEXT_PACKAGE, "%u place has another length than the others.",
                                  "%u places have another length than the others.", n),
                     n);
  else
    mok_verify_pass (self, "lengths", _ ("All places are of one length, whatever was answered."));
}

static void
tell_flags (MokVerify *self, const MokSlotLook *looks)
{
  const guint n = looks[0].n_odd_flags + looks[1].n_odd_flags;
  gint64 odd_codes = 1;

  if (n > 0)
    mok_verify_fail (self, "flags",
                     g_dngettext (GETTEXT_PACKAGE, "%u place says something else than free or taken.",
                                  "%u places say something else than free or taken.", n),
                     n);
  else if (!mok_verify_query (self,
                              "SELECT count(*) FROM access_code WHERE typeof(used) <> 'integer' OR used NOT IN (0, 1)"
                              " OR typeof(hash) <> 'blob' OR length(hash) <> 32",
                              &odd_codes)
           || odd_codes > 0)
    mok_verify_fail (self, "flags", _ ("The list of access codes says more than used or not used."));
  else
    mok_verify_pass (self, "flags",
                     _ ("Each place says free or taken, each access code used or not used, and no more."));
}

static void
tell_cells (MokVerify *self, const MokSlotLook *looks)
{
  const guint n_damaged = looks[0].n_damaged + looks[1].n_damaged;
  const guint n_odd = looks[0].n_odd_free + looks[1].n_odd_free;

  if (n_damaged > 0)
    mok_verify_fail (self, "cells",
                     g_dngettext (GETTEXT_PACKAGE, "%u answer is damaged.", "%u answers are damaged.", n_damaged),
                     n_damaged);
  else
    mok_verify_pass (self, "cells", _ ("Every answer is whole."));
  if (n_odd > 0)
    mok_verify_fail (self, "free-cells",
                     g_dngettext (GETTEXT_PACKAGE, "%u free place does not hold random bytes.",
                                  "%u free places do not hold random bytes.", n_odd),
                     n_odd);
  else
    mok_verify_pass (self, "free-cells", _ ("Free places hold random bytes and nothing else."));
}

static guint
count_common (const GArray *a, const GArray *b)
{
  guint n = 0;

  for (guint i = 0, j = 0; i < a->len && j < b->len;)
    {
      const guint x = g_array_index (a, guint, i), y = g_array_index (b, guint, j);

      n += x == y;
      i += x <= y;
      j += y <= x;
    }
  return n;
}

static void
tell_order (MokVerify *self, const MokSlotLook *looks)
{
  const double limit = log (FALSE_ALARMS_PER_FIGURE);
  const guint n = looks[0].n_expected, common = count_common (looks[0].taken, looks[1].taken);

  if (mok_slot_look_get_chance (&looks[0]) < limit || mok_slot_look_get_chance (&looks[1]) < limit)
    mok_verify_fail (self, "order",
                     _ ("The answers do not lie in random places: their places may tell in which order they came."));
  else
    mok_verify_pass (self, "order",
                     _ ("The answers lie in random places, so their places tell no order. (Chance alone "
                        "would fail this in fewer than one box in a million.)"));
  if (mok_chance_overlap (n, looks[0].taken->len, looks[1].taken->len, common) < limit)
    mok_verify_fail (self, "comments-apart",
                     _ ("Comments lie in the same places as answers: who wrote a comment tells who gave the answer."));
  else
    mok_verify_pass (self, "comments-apart", _ ("Comments lie in places of their own, which do not lead to answers."));
}

void
mok_verify_box (MokVerify *self)
{
  static const char *const checks[] = { "slots",      "lengths", "flags",          "cells",
                                        "free-cells", "order",   "comments-apart", NULL };
  g_auto (MokSlotLook) responses = { .slots = MOK_SLOTS_RESPONSES, .cancellable = self->cancellable };
  g_auto (MokSlotLook) comments = { .slots = MOK_SLOTS_COMMENTS, .cancellable = self->cancellable };
  gboolean right;

  tell_description (self);
  right = self->row_is_right;
  if (right)
    {
      responses.cell_size = mok_cell_size (mok_manifest_get_record_size (self->manifest));
      comments.cell_size = mok_cell_size (mok_manifest_get_comment_size (self->manifest));
      responses.n_expected = comments.n_expected = self->row.n_slots;
      right = mok_slot_look_read (&responses, self->file) && mok_slot_look_read (&comments, self->file);
    }
  for (gsize i = 0; !right && checks[i] != NULL; i++)
    mok_verify_blocked (self, checks[i]);
  if (!right)
    return;

  const MokSlotLook looks[] = { responses, comments };

  tell_slots (self, looks);
  tell_lengths (self, looks);
  tell_flags (self, looks);
  tell_cells (self, looks);
  tell_order (self, looks);
}
