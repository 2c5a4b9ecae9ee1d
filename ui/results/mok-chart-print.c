/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Prints charts, one on each page, in the colours for paper. A page is laid out when its turn comes, which takes about
 * a millisecond, so that the window goes on living between any two. A chart that is too high for its page is drawn
 * smaller. Must not print what the window does not show.
 */

#include "config.h"

#include "results/mok-chart-print.h"

#include <glib/gi18n-lib.h>

#include "base/mok-language.h"
#include "mok-window.h"
#include "results/mok-chart-style.h"

/* As wide as the charts of the report: 8 to 9 point text on A4. */
#define WIDTH 800

typedef struct
{
  GPtrArray *figures; /* (owned) (element-type MokFigure) */
  char *language;     /* (owned) */
  char *font;         /* (owned) (nullable) */
} Printing;

static void
printing_free (gpointer data, GClosure *closure)
{
  Printing *printing = data;

  g_ptr_array_unref (printing->figures);
  g_free (printing->language);
  g_free (printing->font);
  g_free (printing);
}

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, gpointer data)
{
  const Printing *printing = data;
  const MokChartOptions options = { .width = WIDTH, .language = printing->language, .font_family = printing->font };
  g_autoptr (MokChart) chart = mok_figure_create_chart (g_ptr_array_index (printing->figures, (guint) page), &options);
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  const double scale = MIN (gtk_print_context_get_width (context) / mok_chart_get_width (chart),
                            gtk_print_context_get_height (context) / mok_chart_get_height (chart));

  cairo_scale (cr, scale, scale);
  mok_chart_paint (chart, cr, mok_palette_get (MOK_PALETTE_PRINT), -1);
}

/**
 * mok_chart_print_new:
 * @figures: (transfer none) (element-type MokFigure): at least one
 * @language: of labels and numbers
 *
 * Returns: (transfer full): what prints them, one on each page, or saves them as PDF
 */
GtkPrintOperation *
mok_chart_print_new (GPtrArray *figures, const char *language)
{
  g_return_val_if_fail (figures != NULL && figures->len > 0 && language != NULL, NULL);

  GtkPrintOperation *operation = gtk_print_operation_new ();
  const MokFigure *first = g_ptr_array_index (figures, 0);
  const char *name = mok_text_get (mok_figure_get_first_table (first)->title, language);
  Printing *printing = g_new0 (Printing, 1);

  printing->figures = g_ptr_array_ref (figures);
  printing->language = g_strdup (language);
  printing->font = mok_chart_style_dup_font (gtk_settings_get_default (), NULL);
  gtk_print_operation_set_job_name (operation, name);
  gtk_print_operation_set_n_pages (operation, (int) figures->len);
  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  g_signal_connect_data (operation, "draw-page", G_CALLBACK (draw_page_cb), printing, printing_free, 0);
  return operation;
}

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, MokWindow *window)
{
  g_autoptr (GError) error = NULL;

  gtk_print_operation_get_error (operation, &error);
  if (error != NULL)
    mok_window_report (window, _ ("The charts cannot be printed"), error);
}

/**
 * mok_chart_print_run:
 * @widget: in the window that asks
 * @figures: (transfer none) (element-type MokFigure): at least one
 *
 * Asks for a printer and prints the figures, one on each page.
 */
void
mok_chart_print_run (GtkWidget *widget, GPtrArray *figures)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  g_autoptr (GtkPrintOperation) operation = mok_chart_print_new (figures, mok_language_get ());
  MokWindow *window = mok_window_of (widget);

  if (window != NULL)
    g_signal_connect_object (operation, "done", G_CALLBACK (done_cb), window, 0);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_WINDOW (gtk_widget_get_root (widget)), NULL);
}
