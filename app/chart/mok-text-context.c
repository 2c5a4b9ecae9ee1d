/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Letters of charts and reports. Metrics are not hinted and sizes are absolute, so that lengths scale without rounding.
 * Must not lay text out.
 */

#include "config.h"

#include "chart/mok-text-context.h"

#include <pango/pangocairo.h>

#define FAMILIES "Cantarell, Noto Sans CJK KR, sans-serif"

/**
 * mok_text_context_new:
 * @language: of the texts
 *
 * Returns: (transfer full): works without a surface
 */
PangoContext *
mok_text_context_new (const char *language)
{
  cairo_font_options_t *options = cairo_font_options_create ();
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());

  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_language (context, pango_language_from_string (language));
  return context;
}

/**
 * mok_text_context_is_right_to_left:
 * @language: a code such as `ko` or `ar`
 *
 * Returns: whether the script that the language is usually written in runs from right to left
 */
gboolean
mok_text_context_is_right_to_left (const char *language)
{
  g_return_val_if_fail (language != NULL, FALSE);

  int n = 0;
  const PangoScript *scripts = pango_language_get_scripts (pango_language_from_string (language), &n);

  if (scripts == NULL || n == 0)
    return FALSE;
  switch ((int) scripts[0])
    {
    case PANGO_SCRIPT_ARABIC:
    case PANGO_SCRIPT_HEBREW:
    case PANGO_SCRIPT_SYRIAC:
    case PANGO_SCRIPT_THAANA:
    case PANGO_SCRIPT_NKO:
      return TRUE;
    default:
      return FALSE;
    }
}

/**
 * mok_text_context_create_font:
 * @family: (nullable): font families, by commas; %NULL for the usual ones
 * @size: in units of the page or picture
 *
 * Returns: (transfer full): the font
 */
PangoFontDescription *
mok_text_context_create_font (const char *family, double size, PangoWeight weight)
{
  PangoFontDescription *font = pango_font_description_new ();

  pango_font_description_set_family (font, family != NULL ? family : FAMILIES);
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, weight);
  return font;
}
