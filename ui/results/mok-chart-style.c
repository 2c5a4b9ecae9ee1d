/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Charts look like the rest of the window: its font, its text size, its dark and high-contrast styles.
 * Must not know what a figure shows.
 */

#include "config.h"

#include "results/mok-chart-style.h"

#include <adwaita.h>

#include "base/mok-language.h"

/* What app/chart/ takes for a text of 11 pt. */
#define TEXT_PIXELS (11 * 96 / 72.0)

/**
 * mok_chart_style_get_palette:
 *
 * Returns: (transfer none): the colours for the screen as it is now
 */
const MokPalette *
mok_chart_style_get_palette (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  const gboolean dark = adw_style_manager_get_dark (manager);

  if (adw_style_manager_get_high_contrast (manager))
    return mok_palette_get (dark ? MOK_PALETTE_CONTRAST_DARK : MOK_PALETTE_CONTRAST);
  return mok_palette_get (dark ? MOK_PALETTE_DARK : MOK_PALETTE_LIGHT);
}

/**
 * mok_chart_style_dup_font:
 * @settings: of the display
 * @scale: (out) (optional): by how much text is larger than charts are made for
 *
 * Returns: (transfer full) (nullable): the family of the interface font
 */
char *
mok_chart_style_dup_font (GtkSettings *settings, double *scale)
{
  g_return_val_if_fail (GTK_IS_SETTINGS (settings), NULL);

  g_autofree char *name = NULL;
  int dpi = 0;

  g_object_get (settings, "gtk-font-name", &name, "gtk-xft-dpi", &dpi, NULL);

  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (name != NULL ? name : "");
  const double size = pango_font_description_get_size (font) / (double) PANGO_SCALE;
  double pixels = size;

  if (size <= 0)
    pixels = TEXT_PIXELS;
  else if (!pango_font_description_get_size_is_absolute (font))
    pixels = size * (dpi > 0 ? dpi / 1024.0 : 96) / 72;
  if (scale != NULL)
    *scale = pixels / TEXT_PIXELS;
  return g_strdup (pango_font_description_get_family (font));
}

/**
 * mok_chart_style_create_chart:
 * @widget: where it is shown
 * @zoom: how much larger than usual
 * @width: of the widget
 * @smallest: a chart is never laid out for less than this
 * @scale: (out): pixels of the widget for one of the chart. Large text on a very small screen is rather smaller than
 *   cut off
 *
 * The chart runs as the widget's text does.
 *
 * Returns: (transfer full): the chart, as wide as the widget
 */
MokChart *
mok_chart_style_create_chart (GtkWidget *widget,
                              const MokFigure *figure,
                              double zoom,
                              int width,
                              int smallest,
                              double *scale)
{
  g_return_val_if_fail (GTK_IS_WIDGET (widget) && figure != NULL && scale != NULL, NULL);

  double text;
  g_autofree char *font = mok_chart_style_dup_font (gtk_widget_get_settings (widget), &text);

  *scale = MIN (text * zoom, MAX (width, 1) / (double) smallest);

  const MokChartOptions options = {
    .width = width / *scale,
    .language = mok_language_get (),
    .font_family = font,
    .direction =
        gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? MOK_CHART_RIGHT_TO_LEFT : MOK_CHART_LEFT_TO_RIGHT,
  };

  return mok_figure_create_chart (figure, &options);
}

/**
 * mok_chart_style_watch:
 * @colours_changed: called with @widget when the colours are other ones
 * @text_changed: called with @widget when font or text size is another one
 *
 * As long as @widget lives.
 */
void
mok_chart_style_watch (GtkWidget *widget, GCallback colours_changed, GCallback text_changed)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  AdwStyleManager *manager = adw_style_manager_get_default ();
  GtkSettings *settings = gtk_widget_get_settings (widget);

  g_signal_connect_object (manager, "notify::dark", colours_changed, widget, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", colours_changed, widget, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "notify::gtk-font-name", text_changed, widget, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "notify::gtk-xft-dpi", text_changed, widget, G_CONNECT_SWAPPED);
}
