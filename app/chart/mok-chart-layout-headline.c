/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The headline: what the law says and what people received, protection by protection, at workplaces under five and of
 * five or more.
 * Must not paint.
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "chart/mok-chart-private.h"

#define BAR_HEIGHT 21
#define BAR_GAP 5
#define REFUSAL_GAP 3
#define ROW_GAP 13
#define SECTION_GAP 16
#define WIDEST_LABEL 264
#define SIZE_WIDTH 68
#define BASE_WIDTH 66
#define N_SIZES 2

static const char *const codes[N_SIZES] = { "under", "over" };

typedef struct
{
  MokDraft *draft;
  const char *sizes[N_SIZES];
  const char *all;
  double label_width;
  double x;
  double width;
} Headline;

/* The widest of the numbers of respondents and their heading. */
static double
find_base_width (MokDraft *draft)
{
  double width = mok_draft_measure_width (draft, mok_draft_get_base_heading (draft), MOK_FONT_SMALL);

  for (guint i = 0; i < draft->n_tables; i++)
    {
      mok_draft_set_table (draft, i);
      for (guint row = 0; row < draft->table->rows->len; row++)
        {
          g_autofree char *base = mok_draft_dup_base_number (draft, row);

          width = MAX (width, mok_draft_measure_width (draft, base, MOK_FONT_SUBTITLE));
        }
    }
  return width;
}

static void
find_columns (Headline *self)
{
  MokDraft *draft = self->draft;
  const double content = draft->right - draft->left;
  double size_width = mok_draft_measure_width (draft, self->all, MOK_FONT_SUBTITLE);
  double base_width = find_base_width (draft);

  for (guint size = 0; size < N_SIZES; size++)
    size_width = MAX (size_width, mok_draft_measure_width (draft, self->sizes[size], MOK_FONT_SUBTITLE));
  if (draft->narrow)
    {
      self->label_width = content;
      self->x = draft->left + size_width + 8;
      base_width += 8;
    }
  else
    {
      self->label_width = MIN (0.25 * content, WIDEST_LABEL);
      self->x = draft->left + self->label_width + MAX (size_width + 22, SIZE_WIDTH);
      base_width = MAX (base_width + MOK_TICK_AIR, BASE_WIDTH);
    }
  self->width = MAX (draft->right - base_width - self->x, 20);
}

static void
lay_out_size (Headline *self, guint size, double y)
{
  MokDraft *draft = self->draft;
  const int row = mok_table_find_row (draft->table, codes[size]);
  const gboolean shown = row >= 0 && mok_draft_is_shown (draft, (guint) row);
  const double middle = y + BAR_HEIGHT / 2.0;
  g_autofree char *base = shown ? mok_draft_dup_base_number (draft, (guint) row) : g_strdup ("–");

  mok_draft_put (draft, self->sizes[size], MOK_FONT_SUBTITLE, size == 0 ? MOK_INK_TEXT : MOK_INK_MUTED,
                 self->x - (draft->narrow ? 8 : 10), middle, 1, 0.5);
  if (shown)
    mok_draft_outcome_bar (draft, (guint) row, self->x, y, self->width, BAR_HEIGHT);
  else if (row >= 0)
    mok_draft_too_few (draft, (guint) row, self->x, y, self->width, BAR_HEIGHT, TRUE);
  else
    mok_draft_empty_bar (draft, self->x, y, self->width, BAR_HEIGHT, TRUE);
  mok_draft_put (draft, base, MOK_FONT_SUBTITLE, MOK_INK_MUTED, draft->right, middle, 1, 0.5);
}

/* Where nothing of a protection is shown: why. */
static void
lay_out_refusal (Headline *self, PangoLayout *refusal, double y)
{
  MokDraft *draft = self->draft;
  g_autofree char *who = mok_draft_dup_who (draft, 0);
  const cairo_rectangle_t box = mok_draft_place (draft, refusal, MOK_INK_MUTED, self->x, y, 0, 0);

  mok_draft_mark (draft, 0, 0, box.x, box.y, box.width, box.height,
                  g_strdup_printf (_ ("%1$s: %2$s"), who, draft->table->by_refusal));
}

/* One bar for everybody, where the sizes are not told apart, and why they are not. */
static void
lay_out_all (Headline *self, PangoLayout *refusal, double y)
{
  MokDraft *draft = self->draft;
  g_autofree char *base = mok_draft_dup_base_number (draft, 0);

  mok_draft_put (draft, self->all, MOK_FONT_SUBTITLE, MOK_INK_TEXT, self->x - (draft->narrow ? 8 : 10),
                 y + BAR_HEIGHT / 2.0, 1, 0.5);
  mok_draft_outcome_bar (draft, 0, self->x, y, self->width, BAR_HEIGHT);
  mok_draft_put (draft, base, MOK_FONT_SUBTITLE, MOK_INK_MUTED, draft->right, y + BAR_HEIGHT / 2.0, 1, 0.5);
  mok_draft_place (draft, refusal, MOK_INK_MUTED, self->x, y + BAR_HEIGHT + REFUSAL_GAP, 0, 0);
}

static void
lay_out_sizes (Headline *self, double y)
{
  for (guint size = 0; size < N_SIZES; size++, y += BAR_HEIGHT + BAR_GAP)
    lay_out_size (self, size, y);
}

static void
lay_out_protection (Headline *self)
{
  MokDraft *draft = self->draft;
  PangoLayout *refusal = NULL;
  double bars = N_SIZES * BAR_HEIGHT + (N_SIZES - 1) * BAR_GAP;
  PangoLayout *name = mok_draft_create_text (draft, mok_text_get (draft->table->title, draft->language),
                                             MOK_FONT_HEADING, self->label_width, 0);
  double height, article_height = 0;
  PangoLayout *article = NULL;

  mok_draft_measure (name, NULL, &height);
  if (!mok_text_is_empty (draft->table->article))
    {
      article = mok_draft_create_text (draft, mok_text_get (draft->table->article, draft->language), MOK_FONT_SMALL,
                                       self->label_width, 0);
      mok_draft_measure (article, NULL, &article_height);
    }
  if (draft->table->by_refusal != NULL)
    {
      refusal = mok_draft_create_text (draft, draft->table->by_refusal, MOK_FONT_SMALL, draft->right - self->x, 0);
      mok_draft_measure (refusal, NULL, &bars);
      if (mok_draft_is_shown (draft, 0))
        bars += BAR_HEIGHT + REFUSAL_GAP;
    }

  const double label = height + article_height;
  const double row = draft->narrow ? label + 3 + bars : MAX (label, bars);
  const double label_y = draft->y + (draft->narrow ? 0 : (row - label) / 2);
  const double y = draft->narrow ? draft->y + label + 3 : draft->y + (row - bars) / 2;

  mok_draft_place (draft, name, MOK_INK_TEXT, draft->left, label_y, 0, 0);
  if (article != NULL)
    mok_draft_place (draft, article, MOK_INK_MUTED, draft->left, label_y + height, 0, 0);
  if (refusal != NULL && mok_draft_is_shown (draft, 0))
    lay_out_all (self, refusal, y);
  else if (refusal != NULL)
    lay_out_refusal (self, refusal, y);
  else
    lay_out_sizes (self, y);
  draft->y += row + ROW_GAP;
}

static void
lay_out_section (Headline *self, gboolean binds_all)
{
  MokDraft *draft = self->draft;
  gboolean any = FALSE;

  for (guint i = 0; i < draft->n_tables; i++)
    {
      if (draft->tables[i]->binds_all != binds_all)
        continue;
      if (!any)
        {
          const double width = draft->right - draft->left;
          PangoLayout *title =
              mok_draft_create_text (draft, mok_draft_get_section_title (binds_all), MOK_FONT_HEADING, width, 0);
          const cairo_rectangle_t box = mok_draft_place (draft, title, MOK_INK_EMPHASIS, draft->left, draft->y, 0, 0);
          const double middle = box.y + box.height / 2;

          if (box.x + box.width + 10 < draft->right)
            mok_draft_line (draft, box.x + box.width + 10, middle, draft->right, middle, MOK_INK_GRID, 1, FALSE);
          draft->y += box.height + 8;
          any = TRUE;
        }
      mok_draft_set_table (draft, i);
      lay_out_protection (self);
    }
  if (any)
    draft->y += SECTION_GAP - ROW_GAP;
}

/**
 * mok_draft_lay_out_headline:
 *
 * All tables of the chart: those that bind every workplace, then the others.
 */
void
mok_draft_lay_out_headline (MokDraft *draft)
{
  Headline self = {
    .draft = draft,
    /* Translators: employees of a workplace, short, beside a bar: Korean "1~4명", "5명 이상" */
    .sizes = { C_ ("size", "under 5"), C_ ("size", "5 or more") },
    /* Translators: workplaces of every size, beside a bar */
    .all = C_ ("size", "all"),
  };

  mok_draft_outcome_legend (draft);
  draft->y += 10;
  find_columns (&self);
  mok_draft_outcome_ticks (draft, self.x, self.width);
  draft->y += 6;
  lay_out_section (&self, TRUE);
  lay_out_section (&self, FALSE);
  draft->y -= SECTION_GAP;
  mok_draft_outcome_foot (draft);
}
