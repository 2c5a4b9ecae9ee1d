/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Saves and prints reports. Both get what the preview shows, by the same painter. Must not write files by path: where
 * the user wants them may be slow, or behind a portal.
 */

#include "config.h"

#include "results/mok-report-take.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "common/mok-save-file.h"
#include "compat/mok-alert.h"
#include "compat/mok-file-dialog.h"

typedef struct
{
  GtkWidget *widget; /* (owned) */
  MokReport *report; /* (owned): what was shown when saving was asked for */
} Saving;

static void
saving_free (Saving *saving)
{
  g_object_unref (saving->widget);
  mok_report_unref (saving->report);
  g_free (saving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static void
show_error (GtkWidget *widget, const char *heading, const GError *error)
{
  static const MokAlertResponse close[] = { { "close", N_ ("_Close"), MOK_ALERT_PLAIN } };
  GtkRoot *root = gtk_widget_get_root (widget);

  if (root != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    mok_alert_async (GTK_WINDOW (root), heading, error->message, close, G_N_ELEMENTS (close), NULL, NULL, NULL, NULL);
}

static void
tell (const Saving *saving, const GError *error)
{
  GtkWidget *toasts = gtk_widget_get_ancestor (saving->widget, ADW_TYPE_TOAST_OVERLAY);

  if (error != NULL)
    show_error (saving->widget, _ ("The report cannot be saved"), error);
  else if (toasts != NULL)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (toasts), adw_toast_new (_ ("The report is saved.")));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Saving) saving = data;
  g_autoptr (GError) error = NULL;

  mok_save_file_finish (result, &error);
  tell (saving, error);
}

/**
 * mok_report_take_write:
 * @widget: below a toast overlay that tells when it is done
 * @file: what to write; replaced where it is there
 *
 * Saves the report as PDF.
 */
void
mok_report_take_write (GtkWidget *widget, MokReport *report, GFile *file)
{
  g_return_if_fail (GTK_IS_WIDGET (widget) && report != NULL && G_IS_FILE (file));

  g_autoptr (Saving) saving = g_new0 (Saving, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = mok_report_render (report, &error);

  saving->widget = g_object_ref (widget);
  saving->report = mok_report_ref (report);
  if (bytes == NULL)
    tell (saving, error);
  else
    mok_save_file_async (file, bytes, MOK_FILE_SAVE_PLAIN, written_cb, g_steal_pointer (&saving));
}

static void
target_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Saving) saving = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = mok_file_save_finish (result, &error);

  if (file != NULL)
    mok_report_take_write (saving->widget, saving->report, file);
  else
    tell (saving, error);
}

/**
 * mok_report_take_save:
 * @widget: in the window that asks
 *
 * Asks where to save the report, and does it.
 */
void
mok_report_take_save (GtkWidget *widget, MokReport *report)
{
  g_return_if_fail (GTK_IS_WIDGET (widget) && report != NULL);

  static const MokFileKind kinds[] = { { N_ ("PDF documents (.pdf)"), { "*.pdf" } } };
  g_autofree char *title = g_strdelimit (g_strdup (mok_report_get_title (report)), "/\\:", '-');
  g_autofree char *name = g_strconcat (title, ".pdf", NULL);
  Saving *saving = g_new0 (Saving, 1);

  saving->widget = g_object_ref (widget);
  saving->report = mok_report_ref (report);
  mok_file_save_async (GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Save the Report"), name, kinds,
                       G_N_ELEMENTS (kinds), NULL, target_chosen_cb, saving);
}

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, gpointer data)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  const double width = gtk_print_context_get_width (context), height = gtk_print_context_get_height (context);
  const double scale = MIN (width / MOK_REPORT_PAGE_WIDTH, height / MOK_REPORT_PAGE_HEIGHT);

  cairo_translate (cr, (width - scale * MOK_REPORT_PAGE_WIDTH) / 2, (height - scale * MOK_REPORT_PAGE_HEIGHT) / 2);
  cairo_scale (cr, scale, scale);
  mok_report_paint_page (data, cr, (guint) page);
}

static void
report_closure_unref (gpointer data, GClosure *closure)
{
  mok_report_unref (data);
}

/**
 * mok_report_take_new_print:
 *
 * Returns: (transfer full): what prints the report, on A4 unless another paper is chosen
 */
GtkPrintOperation *
mok_report_take_new_print (MokReport *report)
{
  g_return_val_if_fail (report != NULL, NULL);

  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  GtkPaperSize *paper = gtk_paper_size_new (GTK_PAPER_NAME_A4);

  gtk_page_setup_set_paper_size_and_default_margins (setup, paper);
  gtk_paper_size_free (paper);
  gtk_print_operation_set_default_page_setup (operation, setup);
  /* The pages have their own margins. */
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_job_name (operation, mok_report_get_title (report));
  gtk_print_operation_set_n_pages (operation, (int) mok_report_get_n_pages (report));
  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  g_signal_connect_data (operation, "draw-page", G_CALLBACK (draw_page_cb), mok_report_ref (report),
                         report_closure_unref, 0);
  return operation;
}

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, GtkWidget *widget)
{
  g_autoptr (GError) error = NULL;

  gtk_print_operation_get_error (operation, &error);
  if (error != NULL)
    show_error (widget, _ ("The report cannot be printed"), error);
}

/**
 * mok_report_take_print:
 * @widget: in the window that asks
 *
 * Asks for a printer and prints the report.
 */
void
mok_report_take_print (GtkWidget *widget, MokReport *report)
{
  g_return_if_fail (GTK_IS_WIDGET (widget) && report != NULL);

  g_autoptr (GtkPrintOperation) operation = mok_report_take_new_print (report);

  g_signal_connect_object (operation, "done", G_CALLBACK (done_cb), widget, 0);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_WINDOW (gtk_widget_get_root (widget)), NULL);
}
