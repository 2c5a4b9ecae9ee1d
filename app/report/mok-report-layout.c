/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Measures the blocks and has them set on pages. Lengths are points. Must not paint, and must not know what a block
 * says.
 */

#include "config.h"

#include <string.h>

#include "report/mok-report-private.h"

#define LOGO_WIDTH 150.0
#define LOGO_HEIGHT 56.0
#define CONTENTS_LINE 15.5
#define WORD_GAP 14.0
#define NUMBER_GAP 14.0
#define WORDS_BELOW 7.0
/* A table of no more rows stays in one piece. */
#define WHOLE_TABLE 14

static const struct
{
  MokReportFont font;
  double gap;
  guint min_rows; /* lines */
} styles[] = {
  [MOK_REPORT_BLOCK_LOGO] = { 0, 0, 1 },
  [MOK_REPORT_BLOCK_TITLE] = { MOK_REPORT_FONT_TITLE, 14, 100 },
  [MOK_REPORT_BLOCK_SUBTITLE] = { MOK_REPORT_FONT_SUBTITLE, 6, 100 },
  [MOK_REPORT_BLOCK_SECTION] = { MOK_REPORT_FONT_SECTION, 26, 100 },
  [MOK_REPORT_BLOCK_HEADING] = { MOK_REPORT_FONT_HEADING, 13, 100 },
  [MOK_REPORT_BLOCK_PARAGRAPH] = { MOK_REPORT_FONT_BODY, 7, 2 },
  [MOK_REPORT_BLOCK_OWN_TEXT] = { MOK_REPORT_FONT_BODY, 9, 2 },
  [MOK_REPORT_BLOCK_BULLET] = { MOK_REPORT_FONT_BODY, 3.5, 2 },
  [MOK_REPORT_BLOCK_NOTE] = { MOK_REPORT_FONT_NOTE, 5, 3 },
  [MOK_REPORT_BLOCK_SMALL] = { MOK_REPORT_FONT_SMALL, 4, 2 },
  [MOK_REPORT_BLOCK_FIGURES] = { MOK_REPORT_FONT_BODY, 14, 1 },
  [MOK_REPORT_BLOCK_CHART] = { 0, 24, 1 },
  [MOK_REPORT_BLOCK_TABLE] = { MOK_REPORT_FONT_TABLE, 8, 3 },
  [MOK_REPORT_BLOCK_CONTENTS] = { MOK_REPORT_FONT_BODY, 6, 100 },
};

static void
set_rows (MokReportBlock *block, guint n)
{
  block->n_rows = n;
  block->rows = g_new0 (double, MAX (n, 1));
}

/* Lines are as far apart as their base lines: what Pango calls their range leaves the spacing out. */
static void
lay_out_lines (MokReportBlock *block)
{
  PangoLayoutIter *iter = pango_layout_get_iter (block->layout);
  const guint n = (guint) pango_layout_get_line_count (block->layout);
  const int first = pango_layout_iter_get_baseline (iter);
  double height, top = 0;

  set_rows (block, n);
  mok_report_measure (block->layout, NULL, &height);
  for (guint i = 0; i + 1 < n && pango_layout_iter_next_line (iter); i++)
    {
      const double next = (double) (pango_layout_iter_get_baseline (iter) - first) / PANGO_SCALE;

      block->rows[i] = next - top;
      top = next;
    }
  block->rows[n - 1] = height - top;
  pango_layout_iter_free (iter);
}

static double
get_indent (const MokReportBlock *block)
{
  switch ((guint) block->kind)
    {
    case MOK_REPORT_BLOCK_BULLET:
      return MOK_REPORT_BULLET_INDENT;
    case MOK_REPORT_BLOCK_NOTE:
    case MOK_REPORT_BLOCK_OWN_TEXT:
      return MOK_REPORT_NOTE_INDENT;
    default:
      return 0;
    }
}

static void
lay_out_text (const MokReport *self, MokReportBlock *block)
{
  const double width = MOK_REPORT_WIDTH - get_indent (block);

  block->layout = mok_report_create_text (self, block->text, styles[block->kind].font, width);
  if (block->kind == MOK_REPORT_BLOCK_NOTE)
    {
      PangoAttrList *attributes = pango_layout_get_attributes (block->layout);
      PangoAttrList *with_bold = attributes != NULL ? pango_attr_list_copy (attributes) : pango_attr_list_new ();
      PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

      bold->start_index = 0;
      bold->end_index = (guint) strlen (block->title);
      pango_attr_list_insert (with_bold, bold);
      pango_layout_set_attributes (block->layout, with_bold);
      pango_attr_list_unref (with_bold);
    }
  lay_out_lines (block);
}

static void
lay_out_picture (MokReportBlock *block, double width, double height, double scale)
{
  set_rows (block, 1);
  block->scale = scale;
  block->rows[0] = height * scale;
}

static void
lay_out_figures (const MokReport *self, MokReportBlock *block)
{
  const guint n = block->figures->len;
  const double width = (MOK_REPORT_WIDTH - (n - 1) * MOK_REPORT_FIGURE_GAP) / n - 2 * MOK_REPORT_FIGURE_PADDING;
  double highest = 0;

  block->layouts = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < n; i++)
    {
      const MokReportFigure *figure = g_ptr_array_index (block->figures, i);
      PangoLayout *layouts[] = { mok_report_create_text (self, figure->figure, MOK_REPORT_FONT_FIGURE, width),
                                 mok_report_create_text (self, figure->sentence, MOK_REPORT_FONT_BODY, width),
                                 mok_report_create_text (self, figure->note, MOK_REPORT_FONT_SMALL, width) };
      double sum = 0;

      for (guint k = 0; k < G_N_ELEMENTS (layouts); k++)
        {
          double height;

          mok_report_measure (layouts[k], NULL, &height);
          sum += height + (k > 0 ? 3 : 0);
          g_ptr_array_add (block->layouts, layouts[k]);
        }
      highest = MAX (highest, sum);
    }
  set_rows (block, 1);
  block->rows[0] = highest + 2 * MOK_REPORT_FIGURE_PADDING;
}

/* Every text in one line, as wide as it wants to be. */
static void
create_cells (const MokReport *self, MokReportBlock *block, double *widths)
{
  const MokReportTable *table = block->table;

  block->layouts = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < table->cells->len; i++)
    {
      PangoLayout *text =
          mok_report_create_text (self, g_ptr_array_index (table->cells, i),
                                  i < table->n_columns ? MOK_REPORT_FONT_TABLE_BOLD : MOK_REPORT_FONT_TABLE, -1);
      double width;

      mok_report_measure (text, &width, NULL);
      widths[i % table->n_columns] = MAX (widths[i % table->n_columns], width + 1);
      g_ptr_array_add (block->layouts, text);
    }
}

/* Narrow columns of words get what they want, the others share what is left by what they want. */
static void
find_word_columns (MokReportBlock *block, const double *widths)
{
  const guint n = block->table->n_columns;
  g_autofree gboolean *done = g_new0 (gboolean, n);
  double room = MOK_REPORT_WIDTH - WORD_GAP * (n - 1), x = 0;
  guint n_left = n;
  gboolean found = TRUE;
  double wanted = 0;

  while (found && n_left > 0)
    {
      found = FALSE;
      for (guint i = 0; i < n; i++)
        {
          if (done[i] || widths[i] > room / n_left)
            continue;
          done[i] = found = TRUE;
          room -= widths[i];
          n_left--;
          break;
        }
    }
  for (guint i = 0; i < n; i++)
    wanted += done[i] ? 0 : widths[i];
  for (guint i = 0; i < n; i++)
    {
      block->columns[i] = x;
      x += (done[i] ? widths[i] : room * widths[i] / wanted) + WORD_GAP;
    }
}

/* Columns of numbers are equal, and the words before them get the rest. */
static void
find_number_columns (MokReportBlock *block, const double *widths)
{
  const guint n = block->table->n_columns;
  double width = 0;

  for (guint i = 1; i < n; i++)
    width = MAX (width, widths[i]);
  width = CLAMP (width + NUMBER_GAP, 62, 0.62 * MOK_REPORT_WIDTH / MAX (n - 1, 1));
  for (guint i = 1; i < n; i++)
    block->columns[i] = MOK_REPORT_WIDTH - (n - i) * width;
}

/* A text that is too wide for its column is laid out once more, in lines. */
static double
fit_cell (const MokReport *self, MokReportBlock *block, guint cell)
{
  const MokReportTable *table = block->table;
  const guint column = cell % table->n_columns;
  const gboolean number = !table->words && column > 0;
  const double room = block->columns[column + 1] - block->columns[column]
                      - (number                          ? NUMBER_GAP / 2
                         : column + 1 < table->n_columns ? WORD_GAP
                                                         : 0);
  PangoLayout *text = g_ptr_array_index (block->layouts, cell);
  double width, height;

  mok_report_measure (text, &width, &height);
  if (width <= room)
    return height;
  text = mok_report_create_text (self, g_ptr_array_index (table->cells, cell),
                                 cell < table->n_columns ? MOK_REPORT_FONT_TABLE_BOLD : MOK_REPORT_FONT_TABLE, room);
  if (number)
    pango_layout_set_alignment (text, PANGO_ALIGN_RIGHT);
  g_object_unref (g_ptr_array_index (block->layouts, cell));
  g_ptr_array_index (block->layouts, cell) = text;
  mok_report_measure (text, NULL, &height);
  return height;
}

static void
lay_out_table (const MokReport *self, MokReportBlock *block)
{
  const MokReportTable *table = block->table;
  const guint n_rows = mok_report_table_get_n_rows (table), n = table->n_columns;
  g_autofree double *widths = g_new0 (double, n);

  create_cells (self, block, widths);
  block->columns = g_new0 (double, n + 1);
  block->columns[n] = MOK_REPORT_WIDTH;
  if (table->words)
    find_word_columns (block, widths);
  else
    find_number_columns (block, widths);
  set_rows (block, n_rows - 1);
  for (guint row = 0; row < n_rows; row++)
    {
      double highest = 0;

      for (guint i = 0; i < n; i++)
        highest = MAX (highest, fit_cell (self, block, row * n + i));
      if (row == 0)
        block->header = highest + 2 * MOK_REPORT_CELL_PADDING;
      else
        block->rows[row - 1] = highest + 2 * MOK_REPORT_CELL_PADDING;
    }
}

/* In two columns, the first one down and then the second. */
static void
lay_out_contents (const MokReport *self, MokReportBlock *block)
{
  block->layouts = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < self->blocks->len; i++)
    {
      const MokReportBlock *section = g_ptr_array_index (self->blocks, i);

      if (section->kind == MOK_REPORT_BLOCK_SECTION)
        g_ptr_array_add (block->layouts, mok_report_create_text (self, section->title, MOK_REPORT_FONT_BODY,
                                                                 MOK_REPORT_CONTENTS_WIDTH - 30));
    }
  set_rows (block, (block->layouts->len + 1) / 2);
  for (guint i = 0; i < block->layouts->len; i++)
    {
      double *row = &block->rows[i % block->n_rows];
      double height;

      mok_report_measure (g_ptr_array_index (block->layouts, i), NULL, &height);
      *row = MAX (*row, MAX (CONTENTS_LINE, height + 4));
    }
}

static void
lay_out_block (const MokReport *self, MokReportBlock *block)
{
  if (block->rows != NULL)
    return;
  switch (block->kind)
    {
    case MOK_REPORT_BLOCK_LOGO:
      {
        const double width = cairo_image_surface_get_width (block->logo),
                     height = cairo_image_surface_get_height (block->logo);

        lay_out_picture (block, width, height, MIN (LOGO_WIDTH / width, LOGO_HEIGHT / height));
      }
      break;
    case MOK_REPORT_BLOCK_CHART:
      {
        const double height = mok_chart_get_height (block->chart);
        const double room = block->alone ? MOK_REPORT_HEIGHT / MOK_REPORT_CHART_SCALE : MOK_REPORT_MAX_CHART_HEIGHT;
        const double fit = MIN (1, room / height);

        lay_out_picture (block, mok_chart_get_width (block->chart), height, fit * MOK_REPORT_CHART_SCALE);
      }
      break;
    case MOK_REPORT_BLOCK_TABLE:
      lay_out_table (self, block);
      break;
    case MOK_REPORT_BLOCK_FIGURES:
      lay_out_figures (self, block);
      break;
    case MOK_REPORT_BLOCK_CONTENTS:
      lay_out_contents (self, block);
      break;
    case MOK_REPORT_BLOCK_TITLE:
    case MOK_REPORT_BLOCK_SUBTITLE:
    case MOK_REPORT_BLOCK_SECTION:
    case MOK_REPORT_BLOCK_HEADING:
    case MOK_REPORT_BLOCK_PARAGRAPH:
    case MOK_REPORT_BLOCK_OWN_TEXT:
    case MOK_REPORT_BLOCK_BULLET:
    case MOK_REPORT_BLOCK_NOTE:
    case MOK_REPORT_BLOCK_SMALL:
      lay_out_text (self, block);
      break;
    }
}

/* Words keep off a table above them. */
static double
get_gap (const MokReport *self, guint index)
{
  const MokReportBlock *block = g_ptr_array_index (self->blocks, index);
  const MokReportBlock *above = index > 0 ? g_ptr_array_index (self->blocks, index - 1) : NULL;
  const gboolean words = block->kind == MOK_REPORT_BLOCK_BULLET || block->kind == MOK_REPORT_BLOCK_PARAGRAPH;

  if (words && above != NULL && above->kind == MOK_REPORT_BLOCK_TABLE)
    return styles[block->kind].gap + WORDS_BELOW;
  return styles[block->kind].gap;
}

/* Whether it shows figures, which nobody should read without the small print. */
static gboolean
needs_foot (const MokReportBlock *block)
{
  return block->kind == MOK_REPORT_BLOCK_CHART || block->kind == MOK_REPORT_BLOCK_FIGURES
         || (block->kind == MOK_REPORT_BLOCK_TABLE && !block->table->words);
}

static MokPageItem
make_item (const MokReport *self, guint index)
{
  const MokReportBlock *block = g_ptr_array_index (self->blocks, index);
  const gboolean whole_table = block->kind == MOK_REPORT_BLOCK_TABLE && block->n_rows <= WHOLE_TABLE;
  const MokPageItem item = {
    .rows = block->rows,
    .n_rows = block->n_rows,
    .header = block->header,
    .gap = get_gap (self, index),
    .min_rows = whole_table ? block->n_rows : styles[block->kind].min_rows,
    .keep_with_next = block->keep_with_next,
    .new_page = block->new_page,
    .needs_foot = needs_foot (block),
  };

  return item;
}

/**
 * mok_report_measure_section:
 *
 * Returns: how high the last section is so far, or what begins a page in it, if it begins a page
 */
double
mok_report_measure_section (const MokReport *self)
{
  double height = 0;

  for (guint i = self->blocks->len; i > 0; i--)
    {
      MokReportBlock *block = g_ptr_array_index (self->blocks, i - 1);

      lay_out_block (self, block);
      height += get_gap (self, i - 1) + block->header;
      for (guint row = 0; row < block->n_rows; row++)
        height += block->rows[row];
      if (block->kind == MOK_REPORT_BLOCK_SECTION || block->new_page)
        return height - get_gap (self, i - 1);
    }
  return height;
}

/**
 * mok_report_lay_out:
 *
 * Measures every block and finds its place.
 */
void
mok_report_lay_out (MokReport *self)
{
  g_autofree MokPageItem *items = g_new0 (MokPageItem, self->blocks->len + 1);

  for (guint i = 0; i < self->blocks->len; i++)
    {
      MokReportBlock *block = g_ptr_array_index (self->blocks, i);

      lay_out_block (self, block);
      items[i] = make_item (self, i);
    }
  self->parts = mok_pages_break (items, self->blocks->len, MOK_REPORT_HEIGHT, MOK_REPORT_FOOT, &self->n_pages);
}

/**
 * mok_report_page_needs_foot:
 *
 * Returns: whether something on the page shows figures
 */
gboolean
mok_report_page_needs_foot (const MokReport *self, guint page)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      const MokPagePart *part = &g_array_index (self->parts, MokPagePart, i);

      if (part->page == page && needs_foot (g_ptr_array_index (self->blocks, part->item)))
        return TRUE;
    }
  return FALSE;
}

/**
 * mok_report_get_page_end:
 *
 * Returns: how far down the room of the page reaches
 */
double
mok_report_get_page_end (const MokReport *self, guint page)
{
  return MOK_REPORT_HEIGHT + (mok_report_page_needs_foot (self, page) ? 0 : MOK_REPORT_FOOT);
}
