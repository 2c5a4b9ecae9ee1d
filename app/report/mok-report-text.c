/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Letters of a report: fonts, and texts in lines whose Korean words stay whole. Lengths are points.
 * Must not know what a text says.
 */

#include "config.h"

#include <pango/pangocairo.h>

#include "chart/mok-line-breaks.h"
#include "chart/mok-text-context.h"
#include "report/mok-report-private.h"

static const struct
{
  double size;
  PangoWeight weight;
  double line; /* height of a line, in sizes: the same for Latin letters and Hangul, whose fonts differ */
} faces[MOK_N_REPORT_FONTS] = {
  [MOK_REPORT_FONT_TITLE] = { 25, PANGO_WEIGHT_BOLD, 1.3 },
  [MOK_REPORT_FONT_SUBTITLE] = { 10, PANGO_WEIGHT_NORMAL, 1.5 },
  [MOK_REPORT_FONT_SECTION] = { 16.5, PANGO_WEIGHT_BOLD, 1.35 },
  [MOK_REPORT_FONT_HEADING] = { 11, PANGO_WEIGHT_BOLD, 1.4 },
  [MOK_REPORT_FONT_BODY] = { 9, PANGO_WEIGHT_NORMAL, 1.45 },
  [MOK_REPORT_FONT_NOTE] = { 8.2, PANGO_WEIGHT_NORMAL, 1.38 },
  [MOK_REPORT_FONT_SMALL] = { 7, PANGO_WEIGHT_NORMAL, 1.4 },
  [MOK_REPORT_FONT_TABLE] = { 7.8, PANGO_WEIGHT_NORMAL, 1.35 },
  [MOK_REPORT_FONT_TABLE_BOLD] = { 7.8, PANGO_WEIGHT_BOLD, 1.35 },
  [MOK_REPORT_FONT_FIGURE] = { 23, PANGO_WEIGHT_BOLD, 1.2 },
};

/**
 * mok_report_init_fonts:
 * @family: (nullable): font families, by commas
 *
 * Prepares the fonts. Metrics are not hinted, so that pages are the same on every screen and on paper.
 */
void
mok_report_init_fonts (MokReport *self, const char *family, const char *language)
{
  self->context = mok_text_context_new (language);
  for (guint i = 0; i < MOK_N_REPORT_FONTS; i++)
    self->fonts[i] = mok_text_context_create_font (family, faces[i].size, faces[i].weight);
}

static void
set_attributes (PangoLayout *layout, PangoAttrList *attributes, MokReportFont font)
{
  pango_attr_list_insert (
      attributes, pango_attr_line_height_new_absolute ((int) (faces[font].size * faces[font].line * PANGO_SCALE)));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
}

/**
 * mok_report_create_text:
 * @width: where lines wrap; -1 = never
 *
 * Returns: (transfer full): the text in lines
 */
PangoLayout *
mok_report_create_text (const MokReport *self, const char *text, MokReportFont font, double width)
{
  PangoLayout *layout = pango_layout_new (self->context);
  PangoRectangle logical;

  pango_layout_set_font_description (layout, self->fonts[font]);
  pango_layout_set_text (layout, text, -1);
  set_attributes (layout, width < 0 ? pango_attr_list_new () : mok_line_breaks_new (text), font);
  if (width < 0)
    return layout;
  pango_layout_set_width (layout, (int) (MAX (width, 1) * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_get_extents (layout, NULL, &logical);
  /* A compound that is wider than the line has to break after all. */
  if (logical.width > (int) (width * PANGO_SCALE))
    set_attributes (layout, pango_attr_list_new (), font);
  return layout;
}

/**
 * mok_report_measure:
 * @width: (out) (optional): of the widest line
 * @height: (out) (optional): of all lines
 */
void
mok_report_measure (PangoLayout *layout, double *width, double *height)
{
  PangoRectangle logical;

  pango_layout_get_extents (layout, NULL, &logical);
  if (width != NULL)
    *width = (double) logical.width / PANGO_SCALE;
  if (height != NULL)
    *height = (double) logical.height / PANGO_SCALE;
}
