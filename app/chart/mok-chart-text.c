/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Letters of a chart: fonts, line breaks of Hangul, measuring. Works without a surface, so that a layout is the same on
 * every screen and on paper.
 * Must not know what a text says.
 */

#include "config.h"

#include <pango/pangocairo.h>

#include "chart/mok-chart-private.h"
#include "chart/mok-line-breaks.h"
#include "chart/mok-text-context.h"

static const struct
{
  double size; /* px */
  PangoWeight weight;
} faces[MOK_N_FONTS] = {
  [MOK_FONT_TITLE] = { 18, PANGO_WEIGHT_BOLD },   [MOK_FONT_SUBTITLE] = { 12.5, PANGO_WEIGHT_NORMAL },
  [MOK_FONT_LABEL] = { 13, PANGO_WEIGHT_NORMAL }, [MOK_FONT_HEADING] = { 13, PANGO_WEIGHT_BOLD },
  [MOK_FONT_VALUE] = { 12.5, PANGO_WEIGHT_BOLD }, [MOK_FONT_VALUE_PLAIN] = { 12.5, PANGO_WEIGHT_NORMAL },
  [MOK_FONT_SUM] = { 14, PANGO_WEIGHT_BOLD },     [MOK_FONT_SMALL] = { 11, PANGO_WEIGHT_NORMAL },
};

/**
 * mok_draft_init_fonts:
 * @family: (nullable): font families, by commas
 *
 * Prepares the fonts. Sizes are absolute and metrics are not hinted: lengths scale without rounding.
 */
void
mok_draft_init_fonts (MokDraft *self, const char *family)
{
  self->context = mok_text_context_new (self->language);
  for (guint i = 0; i < MOK_N_FONTS; i++)
    self->fonts[i] = mok_text_context_create_font (family, faces[i].size, faces[i].weight);
  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

void
mok_draft_clear_fonts (MokDraft *self)
{
  for (guint i = 0; i < MOK_N_FONTS; i++)
    g_clear_pointer (&self->fonts[i], pango_font_description_free);
  g_clear_pointer (&self->texts, g_hash_table_unref);
  g_clear_object (&self->context);
}

static gboolean
runs_to_the_left (PangoLayout *layout)
{
  return pango_layout_get_direction (layout, 0) == PANGO_DIRECTION_RTL;
}

/* At which side of the page lines stand together follows from the page alone, whichever way their letters run. Pango
 * swaps the sides by itself in a text that runs to the left.
 */
static PangoAlignment
get_alignment (const MokDraft *self, double halign, gboolean to_the_left)
{
  if (halign >= 0.25 && halign < 0.75)
    return PANGO_ALIGN_CENTER;
  return (halign < 0.25) == (self->mirrored == to_the_left) ? PANGO_ALIGN_LEFT : PANGO_ALIGN_RIGHT;
}

static PangoLayout *
create_layout (MokDraft *self, const char *text, MokChartFont font, double width, double halign)
{
  PangoLayout *layout = pango_layout_new (self->context);

  pango_layout_set_font_description (layout, self->fonts[font]);
  pango_layout_set_text (layout, text, -1);
  if (width < 0)
    return layout;

  PangoAttrList *attributes = mok_line_breaks_new (text);
  PangoRectangle logical;

  pango_layout_set_width (layout, (int) (MAX (width, 1) * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment (layout, get_alignment (self, halign, FALSE));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_get_extents (layout, NULL, &logical);
  if (logical.width > (int) (width * PANGO_SCALE))
    pango_layout_set_attributes (layout, NULL);
  /* Most texts do not, and only what has been laid out knows. */
  if (runs_to_the_left (layout))
    pango_layout_set_alignment (layout, get_alignment (self, halign, TRUE));
  return layout;
}

/**
 * mok_draft_create_text:
 * @width: where lines wrap; -1 = never
 * @halign: 0 = lines start at the left, .5 = centred, 1 = they end at the right; mirrored where the chart will be
 *
 * Lays a text out in lines. Words stay whole unless one alone is wider than @width. The same text is laid out only
 * once: nobody may change what is returned.
 *
 * Returns: (transfer full): the text
 */
PangoLayout *
mok_draft_create_text (MokDraft *self, const char *text, MokChartFont font, double width, double halign)
{
  g_autofree char *key =
      g_strdup_printf ("%u %d %d %s", (guint) font, (int) (width * PANGO_SCALE), (int) (halign * 2), text);
  PangoLayout *layout = g_hash_table_lookup (self->texts, key);

  if (layout == NULL)
    {
      layout = create_layout (self, text, font, width, halign);
      g_hash_table_insert (self->texts, g_steal_pointer (&key), layout);
    }
  return g_object_ref (layout);
}

/**
 * mok_draft_dup_pair:
 *
 * Two texts beside each other, @first where the page starts, whatever the direction of either.
 *
 * Returns: (transfer full): one text
 */
char *
mok_draft_dup_pair (const MokDraft *self, const char *first, const char *gap, const char *second)
{
  g_autofree char *plain = g_strconcat (first, gap, second, NULL);
  g_autoptr (PangoLayout) layout = pango_layout_new (self->context);

  pango_layout_set_text (layout, plain, -1);
  if (self->mirrored == runs_to_the_left (layout))
    return g_steal_pointer (&plain);
  /* A mark that says how the line runs, and each text isolated from it. */
  return g_strdup_printf ("%s\u2068%s\u2069%s\u2068%s\u2069", self->mirrored ? "\u200f" : "\u200e", first, gap, second);
}

/**
 * mok_draft_measure:
 * @width: (out) (optional): of the widest line
 * @height: (out) (optional): of all lines
 */
void
mok_draft_measure (PangoLayout *layout, double *width, double *height)
{
  PangoRectangle logical;

  pango_layout_get_extents (layout, NULL, &logical);
  if (width != NULL)
    *width = (double) logical.width / PANGO_SCALE;
  if (height != NULL)
    *height = (double) logical.height / PANGO_SCALE;
}

double
mok_draft_measure_width (MokDraft *self, const char *text, MokChartFont font)
{
  g_autoptr (PangoLayout) layout = mok_draft_create_text (self, text, font, -1, 0);
  double width;

  mok_draft_measure (layout, &width, NULL);
  return width;
}

/**
 * mok_draft_text_fits:
 *
 * Returns: whether the text stands in @width and @max_lines without breaking a word
 */
gboolean
mok_draft_text_fits (MokDraft *self, const char *text, MokChartFont font, double width, int max_lines)
{
  g_autoptr (PangoLayout) layout = create_layout (self, text, font, width, 0.5);
  PangoRectangle logical;

  if (pango_layout_get_line_count (layout) > max_lines)
    return FALSE;
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD);

  PangoAttrList *attributes = mok_line_breaks_new (text);

  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_get_extents (layout, NULL, &logical);
  return logical.width <= (int) (width * PANGO_SCALE);
}
