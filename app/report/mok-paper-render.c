/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Sheets as PDF, in a private file that is complete or not there. Must not move anything, and never writes a time. */

#include "config.h"

#include "report/mok-paper-private.h"

#include <string.h>

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <pango/pangocairo.h>

#include "base/mok-secret.h"
#include "store/mok-file.h"

G_DEFINE_QUARK (mok - paper - error - quark, mok_paper_error)

typedef struct
{
  cairo_t *cr;
  double x;
  double y;
} Pen;

static void
paint_letter (MokPaper *self, char letter, double size, double x, double y, gpointer data)
{
  const Pen *pen = data;

  cairo_move_to (pen->cr, pen->x + x, pen->y + y);
  pango_cairo_show_layout (pen->cr, mok_paper_get_letter (self, letter, size));
}

static void
paint_line (cairo_t *cr, const MokPaperItem *item)
{
  static const double dashes[] = { 4, 3 };

  cairo_set_line_width (cr, item->size);
  cairo_set_dash (cr, dashes, item->is_cut ? 2 : 0, 0);
  cairo_move_to (cr, item->mark.x, item->mark.y);
  cairo_rel_line_to (cr, item->mark.width, item->mark.height);
  cairo_stroke (cr);
}

static void
paint_frame (cairo_t *cr, const MokPaperItem *item)
{
  const MokPaperMark *mark = &item->mark;

  cairo_set_line_width (cr, item->size);
  cairo_set_dash (cr, NULL, 0, 0);
  /* Showing a text leaves a point from which an arc would be drawn to. */
  cairo_new_path (cr);
  if (mark->kind == MOK_PAPER_CIRCLE)
    cairo_arc (cr, mark->x + mark->width / 2, mark->y + mark->width / 2, mark->width / 2, 0, 2 * G_PI);
  else
    cairo_rectangle (cr, mark->x, mark->y, mark->width, mark->height);
  cairo_stroke (cr);
}

static void
paint (MokPaper *self, const MokPaperItem *item, cairo_t *cr)
{
  const MokPaperMark *mark = &item->mark;
  Pen pen = { cr, mark->x, mark->y };
  double width;

  cairo_set_source_rgb (cr, ((item->colour >> 16) & 0xff) / 255.0, ((item->colour >> 8) & 0xff) / 255.0,
                        (item->colour & 0xff) / 255.0);
  switch (mark->kind)
    {
    case MOK_PAPER_TEXT:
      cairo_move_to (cr, mark->x, mark->y);
      pango_cairo_show_layout (cr, item->layout);
      break;
    case MOK_PAPER_CODE:
      /* Lines end where they did when the code was measured, give or take a rounding error. */
      mok_paper_set_code (self, item->code, item->size, mark->width + 0.01, &width, paint_letter, &pen);
      break;
    case MOK_PAPER_LINE:
      paint_line (cr, item);
      break;
    case MOK_PAPER_CIRCLE:
    case MOK_PAPER_BOX:
      paint_frame (cr, item);
      break;
    case MOK_PAPER_FILL:
    default:
      cairo_rectangle (cr, mark->x, mark->y, mark->width, mark->height);
      cairo_fill (cr);
      break;
    }
}

static void
paint_pages (MokPaper *self, cairo_surface_t *surface)
{
  cairo_t *cr = cairo_create (surface);
  guint at = 0;

  for (guint page = 0; page < self->n_pages; page++)
    {
      for (; at < self->items->len && g_array_index (self->items, MokPaperItem, at).mark.page == page; at++)
        paint (self, &g_array_index (self->items, MokPaperItem, at), cr);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
}

static void
add_outline (MokPaper *self, cairo_surface_t *surface)
{
  for (guint i = 0; i < self->bookmarks->len; i++)
    {
      const MokPaperBookmark *bookmark = &g_array_index (self->bookmarks, MokPaperBookmark, i);
      g_autofree char *place = g_strdup_printf ("page=%u pos=[0 %d]", bookmark->page + 1, (int) bookmark->y);

      cairo_pdf_surface_add_outline (surface, CAIRO_PDF_OUTLINE_ROOT, bookmark->title, place, 0);
    }
}

/* Bytes that are wiped, also each time when they move to a larger room. */
typedef struct
{
  guint8 *data;
  gsize size;
  gsize room;
} Output;

static cairo_status_t
append_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  Output *output = closure;

  if (output->size + length > output->room)
    {
      const gsize room = MAX (2 * output->room, output->size + length + 65536);
      guint8 *larger = g_try_malloc (room);

      if (larger == NULL)
        return CAIRO_STATUS_NO_MEMORY;
      if (output->size > 0)
        memcpy (larger, output->data, output->size);
      mok_memory_wipe (output->data, output->size);
      g_free (output->data);
      output->data = larger;
      output->room = room;
    }
  memcpy (output->data + output->size, data, length);
  output->size += length;
  return CAIRO_STATUS_SUCCESS;
}

/**
 * mok_paper_render:
 * @error: return location for an error of %MOK_PAPER_ERROR
 *
 * The day in the file is one long past: without one Cairo would write the present second.
 *
 * Returns: (transfer full) (nullable): the pages as PDF, wiped when they are no longer used
 */
GBytes *
mok_paper_render (MokPaper *self, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  Output output = { NULL };
  cairo_surface_t *surface =
      cairo_pdf_surface_create_for_stream (append_bytes, &output, MOK_PAPER_WIDTH, MOK_PAPER_HEIGHT);
  g_autoptr (GBytes) pages = NULL;
  cairo_status_t status;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, self->title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Moksori");
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, "1970-01-01");
  paint_pages (self, surface);
  add_outline (self, surface);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  pages = mok_memory_take (output.data, output.size);
  if (status == CAIRO_STATUS_SUCCESS)
    return g_steal_pointer (&pages);
  g_set_error (error, MOK_PAPER_ERROR, MOK_PAPER_ERROR_RENDER, _ ("“%1$s” could not be drawn (%2$s)"), self->title,
               cairo_status_to_string (status));
  return NULL;
}

/**
 * mok_paper_save:
 * @path: where to write; nothing may be there yet
 * @error: return location for an error of %MOK_PAPER_ERROR or %MOK_STORE_ERROR
 *
 * Writes the pages as PDF into a file that only its owner can read. It is complete and durable, or not there.
 *
 * Returns: whether it was written
 */
gboolean
mok_paper_save (MokPaper *self, const char *path, GError **error)
{
  g_return_val_if_fail (self != NULL && path != NULL, FALSE);

  g_autoptr (GBytes) pages = mok_paper_render (self, error);

  return pages != NULL && mok_file_write (path, pages, FALSE, error);
}
