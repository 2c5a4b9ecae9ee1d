/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A chart as a file: PNG, SVG or PDF by the name's ending, through the one painter. Must not lay out anything. */

#include "config.h"

#include <math.h>
#include <string.h>

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "chart/mok-chart-private.h"
#include "store/mok-file-save.h"

/* Points (1/72 inch) of a CSS pixel (1/96 inch). */
#define POINTS_PER_PIXEL 0.75

static cairo_status_t
append_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static cairo_status_t
paint_onto (const MokChart *self, cairo_surface_t *surface, const MokPalette *palette, double scale)
{
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  cairo_scale (cr, scale, scale);
  mok_chart_paint (self, cr, palette, -1);
  status = cairo_status (cr);
  cairo_destroy (cr);
  return status;
}

static cairo_status_t
render_png (const MokChart *self, GByteArray *bytes, const MokPalette *palette, double scale)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) ceil (self->width * scale),
                                                         (int) ceil (self->height * scale));
  cairo_status_t status = paint_onto (self, surface, palette, scale);

  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_write_to_png_stream (surface, append_bytes, bytes);
  cairo_surface_destroy (surface);
  return status;
}

static cairo_status_t
render_pdf (const MokChart *self, GByteArray *bytes, const MokPalette *palette, double scale)
{
  const double points = scale * POINTS_PER_PIXEL;
  cairo_surface_t *surface =
      cairo_pdf_surface_create_for_stream (append_bytes, bytes, self->width * points, self->height * points);
  cairo_status_t status;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, self->title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, self->description);
  status = paint_onto (self, surface, palette, points);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return status;
}

/* Cairo writes glyphs as outlines; title and description make the picture readable again for a screen reader. */
static void
insert_svg_text (const MokChart *self, GByteArray *bytes)
{
  const char *tag = g_strstr_len ((const char *) bytes->data, bytes->len, "<svg ");
  const char *end = tag != NULL ? memchr (tag, '>', bytes->len - (gsize) (tag - (const char *) bytes->data)) : NULL;

  if (end == NULL)
    return;

  const gsize at = (gsize) (end + 1 - (const char *) bytes->data);
  g_autofree char *text =
      g_markup_printf_escaped ("\n<title>%s</title>\n<desc>%s</desc>", self->title, self->description);
  g_autofree guint8 *rest = g_memdup2 (bytes->data + at, bytes->len - at);
  const guint rest_length = bytes->len - (guint) at;

  g_byte_array_set_size (bytes, (guint) at);
  g_byte_array_append (bytes, (const guint8 *) text, (guint) strlen (text));
  g_byte_array_append (bytes, rest, rest_length);
}

static cairo_status_t
render_svg (const MokChart *self, GByteArray *bytes, const MokPalette *palette, double scale)
{
  cairo_surface_t *surface =
      cairo_svg_surface_create_for_stream (append_bytes, bytes, self->width * scale, self->height * scale);
  cairo_status_t status;

  cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PX);
  status = paint_onto (self, surface, palette, scale);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    insert_svg_text (self, bytes);
  return status;
}

/**
 * mok_chart_render:
 * @name: a file name; its ending `.png`, `.svg` or `.pdf` chooses the format
 * @palette: the colours
 * @scale: pixels (PNG, SVG) or 1/96 inch (PDF) for one pixel of the layout
 *
 * Paints the chart into memory. Only in the thread that made it.
 *
 * Returns: (transfer full): the bytes of a file; %NULL with an @error of %G_IO_ERROR for an unknown ending and for a
 *   picture that is too large
 */
GBytes *
mok_chart_render (const MokChart *self, const char *name, const MokPalette *palette, double scale, GError **error)
{
  g_return_val_if_fail (self != NULL && name != NULL && palette != NULL, NULL);
  g_return_val_if_fail (scale > 0 && isfinite (scale), NULL);

  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree char *lower = g_ascii_strdown (name, -1);
  g_autofree char *shown = g_filename_display_name (name);
  cairo_status_t status;

  if (g_str_has_suffix (lower, ".png"))
    status = render_png (self, bytes, palette, scale);
  else if (g_str_has_suffix (lower, ".svg"))
    status = render_svg (self, bytes, palette, scale);
  else if (g_str_has_suffix (lower, ".pdf"))
    status = render_pdf (self, bytes, palette, scale);
  else
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                   _ ("“%s”: a picture is saved as .png, .svg or .pdf; the name must end in one of them"), shown);
      return NULL;
    }

  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("“%1$s”: the picture could not be made (%2$s)"), shown,
                   cairo_status_to_string (status));
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/**
 * mok_chart_save:
 * @path: a name that ends in `.png`, `.svg` or `.pdf`
 *
 * Writes what mok_chart_render() makes. The file is complete or, after an error, what it was before.
 *
 * Returns: whether it was written; else @error is as of mok_chart_render(), or of %MOK_STORE_ERROR where the disk
 * refuses
 */
gboolean
mok_chart_save (const MokChart *self, const char *path, const MokPalette *palette, double scale, GError **error)
{
  g_return_val_if_fail (path != NULL, FALSE);

  g_autoptr (GBytes) bytes = mok_chart_render (self, path, palette, scale, error);
  g_autoptr (GFile) target = g_file_new_for_path (path);

  return bytes != NULL && mok_file_save_bytes (target, bytes, MOK_FILE_SAVE_PLAIN, error);
}
