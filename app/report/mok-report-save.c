/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A report as PDF: outline, what the file says of itself, and a file that is complete or not there. Must not lay out
 * anything, and never writes a time of day.
 */

#include "config.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>

#include "report/mok-report-private.h"
#include "store/mok-file-save.h"

static cairo_status_t
append_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Without a day Cairo would write the present second: a day long past says that there is none. */
static void
set_metadata (const MokReport *self, cairo_surface_t *surface)
{
  const guint day = self->day != 0 ? self->day : 19700101;
  g_autofree char *date = g_strdup_printf ("%04u-%02u-%02u", day / 10000, day / 100 % 100, day % 100);

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, self->title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, self->subject);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_KEYWORDS, self->keywords);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Moksori");
  if (self->author != NULL && *self->author != '\0')
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR, self->author);
}

/* Sections, and below each its headings and charts. */
static void
add_outline (const MokReport *self, cairo_surface_t *surface)
{
  int section = CAIRO_PDF_OUTLINE_ROOT;

  for (guint i = 0; i < self->parts->len; i++)
    {
      const MokPagePart *part = &g_array_index (self->parts, MokPagePart, i);
      const MokReportBlock *block = g_ptr_array_index (self->blocks, part->item);
      const gboolean is_section = block->kind == MOK_REPORT_BLOCK_SECTION;
      g_autofree char *place = NULL;
      int id;

      if (block->title == NULL || part->first_row > 0 || block->kind == MOK_REPORT_BLOCK_NOTE)
        continue;
      place = g_strdup_printf ("page=%u pos=[0 %d]", part->page + 1, (int) (MOK_REPORT_TOP + part->y) - 12);
      id = cairo_pdf_surface_add_outline (surface, is_section ? CAIRO_PDF_OUTLINE_ROOT : section, block->title, place,
                                          is_section ? CAIRO_PDF_OUTLINE_FLAG_BOLD : 0);
      if (is_section)
        section = id;
    }
}

static gboolean
check_status (cairo_status_t status, const char *shown, GError **error)
{
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error (error, MOK_REPORT_ERROR, MOK_REPORT_ERROR_WRITE, _ ("“%1$s”: the report could not be made (%2$s)"),
               shown, cairo_status_to_string (status));
  return FALSE;
}

static gboolean
paint_pages (const MokReport *self,
             cairo_surface_t *surface,
             MokProgressFunc progress,
             gpointer data,
             GCancellable *cancellable,
             GError **error)
{
  cairo_t *cr = cairo_create (surface);

  for (guint page = 0; page < self->n_pages; page++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        {
          cairo_destroy (cr);
          return FALSE;
        }
      mok_report_paint_page (self, cr, page);
      cairo_show_page (cr);
      if (progress != NULL)
        progress ((double) (page + 1) / self->n_pages, data);
    }
  cairo_destroy (cr);
  return TRUE;
}

static GBytes *
render (const MokReport *self,
        const char *shown,
        MokProgressFunc progress,
        gpointer data,
        GCancellable *cancellable,
        GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface =
      cairo_pdf_surface_create_for_stream (append_bytes, bytes, MOK_REPORT_PAGE_WIDTH, MOK_REPORT_PAGE_HEIGHT);
  gboolean painted;

  set_metadata (self, surface);
  painted = paint_pages (self, surface, progress, data, cancellable, error);
  if (painted)
    add_outline (self, surface);
  cairo_surface_finish (surface);
  painted = painted && check_status (cairo_surface_status (surface), shown, error);
  cairo_surface_destroy (surface);
  return painted ? g_byte_array_free_to_bytes (g_steal_pointer (&bytes)) : NULL;
}

/**
 * mok_report_render:
 * @error: return location for an error of %MOK_REPORT_ERROR
 *
 * Only in the thread that made the report.
 *
 * Returns: (transfer full) (nullable): the report as PDF
 */
GBytes *
mok_report_render (const MokReport *self, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  return render (self, self->title, NULL, NULL, NULL, error);
}

/**
 * mok_report_save:
 * @path: where to write; a file there is replaced
 * @progress: (nullable): called after each page
 * @cancellable: (nullable): stops between two pages
 * @error: return location for an error of %MOK_REPORT_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Writes the report as PDF. The file is complete or, after an error, what it was before: a new file is renamed over it,
 * and nothing is left beside it. Only in the thread that made the report.
 *
 * Returns: whether it was written
 */
gboolean
mok_report_save (const MokReport *self,
                 const char *path,
                 MokProgressFunc progress,
                 gpointer data,
                 GCancellable *cancellable,
                 GError **error)
{
  g_return_val_if_fail (self != NULL && path != NULL, FALSE);

  g_autofree char *shown = g_filename_display_name (path);
  g_autoptr (GFile) target = g_file_new_for_path (path);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) failure = NULL;

  bytes = render (self, shown, progress, data, cancellable, error);
  if (bytes == NULL)
    return FALSE;
  if (mok_file_save_bytes (target, bytes, MOK_FILE_SAVE_PLAIN, &failure))
    return TRUE;
  g_set_error_literal (error, MOK_REPORT_ERROR, MOK_REPORT_ERROR_WRITE, failure->message);
  return FALSE;
}
