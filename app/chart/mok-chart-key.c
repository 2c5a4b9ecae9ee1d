/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Names that have no room where they belong are replaced by numbers; this is the list that explains them.
 * Must not paint.
 */

#include "config.h"

#include "chart/mok-chart-private.h"

#define GAP 14

/**
 * mok_draft_key:
 * @names: (array length=n): what the numbers from 1 on stand for
 *
 * The list, in as many columns as the longest name allows. Moves down below it.
 */
void
mok_draft_key (MokDraft *self, const char *const *names, guint n)
{
  const double content = self->right - self->left;
  g_autofree char *last = g_strdup_printf ("%u", n);
  const double number = mok_draft_measure_width (self, last, MOK_FONT_HEADING) + 6;
  double widest = 0;

  for (guint i = 0; i < n; i++)
    widest = MAX (widest, mok_draft_measure_width (self, names[i], MOK_FONT_LABEL));

  const guint per_line = (guint) CLAMP ((content + GAP) / (number + widest + 1 + GAP), 1, MAX (n, 1));
  const double width = (content - (per_line - 1) * GAP) / per_line;

  for (guint i = 0; i < n; i += per_line)
    {
      double height = 0;

      for (guint j = i; j < MIN (i + per_line, n); j++)
        {
          const double x = self->left + (j - i) * (width + GAP);
          g_autofree char *text = g_strdup_printf ("%u", j + 1);
          const cairo_rectangle_t name = mok_draft_place (
              self, mok_draft_create_text (self, names[j], MOK_FONT_LABEL, MAX (width - number, 10), 0), MOK_INK_TEXT,
              x + number, self->y, 0, 0);

          mok_draft_put (self, text, MOK_FONT_HEADING, MOK_INK_TEXT, x, self->y, 0, 0);
          height = MAX (height, name.height);
        }
      self->y += height + 3;
    }
}
