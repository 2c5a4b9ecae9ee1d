/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The painter of pages: the same for the window, for printing and for PDF. Must not move anything: where a block stands
 * was decided before.
 */

#include "config.h"

#include <pango/pangocairo.h>

#include "report/mok-report-private.h"

#define ACCENT 0x14498f
#define TEXT 0x2e2e33
#define MUTED 0x5e5c64
#define RULE 0xc9c8cc
#define TINT 0xeef3fa
#define WARNING 0x8a4a00

#define BAR_HEIGHT 5.0
#define RULE_WIDTH 0.5

static void
set_colour (cairo_t *cr, guint32 colour)
{
  cairo_set_source_rgb (cr, ((colour >> 16) & 0xff) / 255.0, ((colour >> 8) & 0xff) / 255.0, (colour & 0xff) / 255.0);
}

static void
fill_box (cairo_t *cr, double x, double y, double width, double height, guint32 colour)
{
  set_colour (cr, colour);
  cairo_rectangle (cr, x, y, width, height);
  cairo_fill (cr);
}

/* Draws some lines of a text, the first of them as far below @y as the first of all lines is below the text's top. */
static void
paint_lines (cairo_t *cr, PangoLayout *layout, guint first, guint n, double x, double y)
{
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  const int top = pango_layout_iter_get_baseline (iter);
  int start = top;
  guint i = 0;

  do
    {
      const int baseline = pango_layout_iter_get_baseline (iter);
      PangoRectangle logical;

      if (i == first)
        start = baseline;
      if (i >= first && i < first + n)
        {
          pango_layout_iter_get_line_extents (iter, NULL, &logical);
          cairo_move_to (cr, x + (double) logical.x / PANGO_SCALE, y + (double) (top + baseline - start) / PANGO_SCALE);
          pango_cairo_show_layout_line (cr, pango_layout_iter_get_line_readonly (iter));
        }
      i++;
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
}

static void
paint_layout (cairo_t *cr, PangoLayout *layout, double x, double y)
{
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
}

static void
paint_text (cairo_t *cr, const MokReportBlock *block, const MokPagePart *part, double y)
{
  guint32 colour = TEXT;
  double x = MOK_REPORT_MARGIN;

  switch ((guint) block->kind)
    {
    case MOK_REPORT_BLOCK_TITLE:
    case MOK_REPORT_BLOCK_SECTION:
      colour = ACCENT;
      break;
    case MOK_REPORT_BLOCK_SUBTITLE:
    case MOK_REPORT_BLOCK_SMALL:
      colour = MUTED;
      break;
    case MOK_REPORT_BLOCK_BULLET:
      if (part->first_row == 0)
        fill_box (cr, x + 1.5, y + block->rows[0] / 2 - 1.4, 2.8, 2.8, ACCENT);
      x += MOK_REPORT_BULLET_INDENT;
      break;
    case MOK_REPORT_BLOCK_NOTE:
      fill_box (cr, x, y + 1, 2, part->height - 2, block->warning ? WARNING : RULE);
      x += MOK_REPORT_NOTE_INDENT;
      break;
    case MOK_REPORT_BLOCK_OWN_TEXT:
      fill_box (cr, x, y + 1, 2, part->height - 2, ACCENT);
      x += MOK_REPORT_NOTE_INDENT;
      break;
    default:
      break;
    }
  set_colour (cr, colour);
  paint_lines (cr, block->layout, part->first_row, part->n_rows, x, y);
}

static void
paint_logo (cairo_t *cr, const MokReportBlock *block, double y)
{
  cairo_save (cr);
  cairo_translate (cr, MOK_REPORT_MARGIN, y);
  cairo_scale (cr, block->scale, block->scale);
  cairo_set_source_surface (cr, block->logo, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_GOOD);
  cairo_paint (cr);
  cairo_restore (cr);
}

static void
paint_chart (cairo_t *cr, const MokReportBlock *block, double y)
{
  cairo_save (cr);
  cairo_translate (cr, MOK_REPORT_MARGIN, y);
  cairo_scale (cr, block->scale, block->scale);
  mok_chart_paint (block->chart, cr, mok_palette_get (MOK_PALETTE_PRINT), -1);
  cairo_restore (cr);
}

static void
paint_figures (cairo_t *cr, const MokReportBlock *block, double y)
{
  const guint n = block->figures->len;
  const double width = (MOK_REPORT_WIDTH - (n - 1) * MOK_REPORT_FIGURE_GAP) / n;

  for (guint i = 0; i < n; i++)
    {
      const double x = MOK_REPORT_MARGIN + i * (width + MOK_REPORT_FIGURE_GAP);
      double at = y + MOK_REPORT_FIGURE_PADDING;

      fill_box (cr, x, y, width, block->rows[0], TINT);
      fill_box (cr, x, y, 2.5, block->rows[0], ACCENT);
      for (guint k = 0; k < 3; k++)
        {
          static const guint32 colours[] = { ACCENT, TEXT, MUTED };
          PangoLayout *layout = g_ptr_array_index (block->layouts, 3 * i + k);
          double height;

          set_colour (cr, colours[k]);
          paint_layout (cr, layout, x + MOK_REPORT_FIGURE_PADDING, at);
          mok_report_measure (layout, NULL, &height);
          at += height + 3;
        }
    }
}

static gboolean
has_rule (const MokReportTable *table, guint row)
{
  for (guint i = 0; i < table->rules->len; i++)
    {
      if (g_array_index (table->rules, guint, i) == row)
        return TRUE;
    }
  return FALSE;
}

static void
paint_table_row (cairo_t *cr, const MokReportBlock *block, guint row, double y)
{
  const MokReportTable *table = block->table;

  if (has_rule (table, row))
    fill_box (cr, MOK_REPORT_MARGIN, y - RULE_WIDTH / 2, MOK_REPORT_WIDTH, RULE_WIDTH, RULE);
  set_colour (cr, row == 0 ? ACCENT : TEXT);
  for (guint i = 0; i < table->n_columns; i++)
    {
      PangoLayout *layout = g_ptr_array_index (block->layouts, row * table->n_columns + i);
      const gboolean number = !table->words && i > 0;
      const double room = pango_layout_get_width (layout);
      double width, height;

      mok_report_measure (layout, &width, &height);
      /* Numbers end at the right edge of their column, also those that are in lines. */
      if (number && room >= 0)
        width = room / PANGO_SCALE;
      /* Headers end on the rule, everything else begins at the top. */
      paint_layout (cr, layout, MOK_REPORT_MARGIN + (number ? block->columns[i + 1] - width : block->columns[i]),
                    row == 0 ? y + block->header - MOK_REPORT_CELL_PADDING - height : y + MOK_REPORT_CELL_PADDING);
    }
}

static void
paint_table (cairo_t *cr, const MokReportBlock *block, const MokPagePart *part, double y)
{
  paint_table_row (cr, block, 0, y);
  y += block->header;
  /* The rule under the header, also where the table goes on. */
  fill_box (cr, MOK_REPORT_MARGIN, y - RULE_WIDTH, MOK_REPORT_WIDTH, 2 * RULE_WIDTH, ACCENT);
  for (guint i = part->first_row; i < part->first_row + part->n_rows; i++)
    {
      paint_table_row (cr, block, i + 1, y);
      y += block->rows[i];
    }
  fill_box (cr, MOK_REPORT_MARGIN, y - RULE_WIDTH / 2, MOK_REPORT_WIDTH, RULE_WIDTH, RULE);
}

static const MokPagePart *
find_section (const MokReport *self, guint number)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      const MokPagePart *part = &g_array_index (self->parts, MokPagePart, i);
      const MokReportBlock *block = g_ptr_array_index (self->blocks, part->item);

      if (block->kind == MOK_REPORT_BLOCK_SECTION && number-- == 0)
        return part;
    }
  return NULL;
}

static void
paint_entry (const MokReport *self, cairo_t *cr, const MokReportBlock *block, guint entry, double y)
{
  const MokPagePart *section = find_section (self, entry);
  const double x =
      MOK_REPORT_MARGIN + (entry < block->n_rows ? 0 : MOK_REPORT_CONTENTS_WIDTH + MOK_REPORT_CONTENTS_GAP);
  g_autofree char *number = g_strdup_printf ("%u", section->page + 1);
  g_autofree char *link =
      g_strdup_printf ("dest='%s'", ((const MokReportBlock *) g_ptr_array_index (self->blocks, section->item))->id);
  g_autoptr (PangoLayout) page = mok_report_create_text (self, number, MOK_REPORT_FONT_BODY, -1);
  double width;

  cairo_tag_begin (cr, CAIRO_TAG_LINK, link);
  set_colour (cr, TEXT);
  paint_layout (cr, g_ptr_array_index (block->layouts, entry), x, y + 2);
  mok_report_measure (page, &width, NULL);
  paint_layout (cr, page, x + MOK_REPORT_CONTENTS_WIDTH - width, y + 2);
  cairo_tag_end (cr, CAIRO_TAG_LINK);
  fill_box (cr, x, y + block->rows[entry % block->n_rows] - RULE_WIDTH, MOK_REPORT_CONTENTS_WIDTH, RULE_WIDTH, RULE);
}

static void
paint_contents (const MokReport *self, cairo_t *cr, const MokReportBlock *block, double y)
{
  for (guint row = 0; row < block->n_rows; row++)
    {
      for (guint entry = row; entry < block->layouts->len; entry += block->n_rows)
        paint_entry (self, cr, block, entry, y);
      y += block->rows[row];
    }
}

static void
paint_part (const MokReport *self, cairo_t *cr, const MokPagePart *part)
{
  const MokReportBlock *block = g_ptr_array_index (self->blocks, part->item);
  const double y = MOK_REPORT_TOP + part->y;

  if (block->id != NULL)
    {
      g_autofree char *dest = g_strdup_printf ("name='%s'", block->id);

      cairo_tag_begin (cr, CAIRO_TAG_DEST, dest);
      cairo_tag_end (cr, CAIRO_TAG_DEST);
    }
  switch (block->kind)
    {
    case MOK_REPORT_BLOCK_LOGO:
      paint_logo (cr, block, y);
      break;
    case MOK_REPORT_BLOCK_CHART:
      paint_chart (cr, block, y);
      break;
    case MOK_REPORT_BLOCK_TABLE:
      paint_table (cr, block, part, y);
      break;
    case MOK_REPORT_BLOCK_FIGURES:
      paint_figures (cr, block, y);
      break;
    case MOK_REPORT_BLOCK_CONTENTS:
      paint_contents (self, cr, block, y);
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
      paint_text (cr, block, part, y);
      break;
    }
}

/* The section that a page belongs to: the last one that began on it or before. */
static const char *
find_running_head (const MokReport *self, guint page)
{
  const char *title = NULL;

  for (guint i = 0; i < self->parts->len; i++)
    {
      const MokPagePart *part = &g_array_index (self->parts, MokPagePart, i);
      const MokReportBlock *block = g_ptr_array_index (self->blocks, part->item);

      if (part->page > page)
        break;
      if (block->kind == MOK_REPORT_BLOCK_SECTION && (part->page < page || title == NULL || part->y == 0))
        title = block->title;
    }
  return title;
}

static void
paint_head (const MokReport *self, cairo_t *cr, guint page)
{
  const char *section = find_running_head (self, page);
  g_autofree char *number = NULL;
  g_autoptr (PangoLayout) right = NULL;
  double width;

  fill_box (cr, 0, 0, MOK_REPORT_PAGE_WIDTH, BAR_HEIGHT, ACCENT);
  number = g_strdup_printf ("%u / %u", page + 1, self->n_pages);
  right = mok_report_create_text (self, number, MOK_REPORT_FONT_SMALL, -1);
  mok_report_measure (right, &width, NULL);
  set_colour (cr, MUTED);
  paint_layout (cr, right, MOK_REPORT_MARGIN + MOK_REPORT_WIDTH - width, 30);
  if (page > 0)
    {
      g_autofree char *head = section != NULL ? g_strdup_printf ("%s  ·  %s", self->title, section) : NULL;
      g_autoptr (PangoLayout) left = mok_report_create_text (self, head != NULL ? head : self->title,
                                                             MOK_REPORT_FONT_SMALL, MOK_REPORT_WIDTH - 60);

      pango_layout_set_ellipsize (left, PANGO_ELLIPSIZE_END);
      pango_layout_set_height (left, -1);
      paint_layout (cr, left, MOK_REPORT_MARGIN, 30);
    }
}

static void
paint_foot (const MokReport *self, cairo_t *cr)
{
  g_autoptr (PangoLayout) text = mok_report_create_text (self, self->foot, MOK_REPORT_FONT_SMALL, MOK_REPORT_WIDTH);
  const double y = MOK_REPORT_PAGE_HEIGHT - MOK_REPORT_BOTTOM + 18;

  fill_box (cr, MOK_REPORT_MARGIN, y - 6, MOK_REPORT_WIDTH, RULE_WIDTH, RULE);
  set_colour (cr, MUTED);
  paint_layout (cr, text, MOK_REPORT_MARGIN, y);
}

/**
 * mok_report_paint_page:
 * @cr: a context whose unit is a point (1/72 inch); scale it for a screen
 * @page: from 0
 *
 * Paints a page on what is there: paper is white already, a window paints its own. Only in the thread that made the
 * report.
 */
void
mok_report_paint_page (const MokReport *self, cairo_t *cr, guint page)
{
  g_return_if_fail (self != NULL && cr != NULL && page < self->n_pages);

  cairo_save (cr);
  paint_head (self, cr, page);
  for (guint i = 0; i < self->parts->len; i++)
    {
      const MokPagePart *part = &g_array_index (self->parts, MokPagePart, i);

      if (part->page == page)
        paint_part (self, cr, part);
    }
  if (self->foot != NULL && mok_report_page_needs_foot (self, page))
    paint_foot (self, cr);
  cairo_restore (cr);
}
