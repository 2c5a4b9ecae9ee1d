/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Charts leave the window: as a picture or a table on the clipboard, or as a file whose ending says what it is.
 * Must not write files by path: where the user wants them may be slow, or behind a portal.
 */

#include "config.h"

#include "results/mok-chart-file.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/mok-language.h"
#include "common/mok-save-file.h"
#include "compat/mok-file-dialog.h"
#include "mok-window.h"
#include "results/mok-chart-style.h"
#include "results/mok-table-lines.h"

/* As wide as the text of a page, in twice the resolution of the screen. */
#define WIDTH 800
#define SCALE 2

static GBytes *
make_picture (const MokFigure *figure, const char *language, const char *name, gboolean paper, GError **error)
{
  /* The interface font, so that picture and window look like one program. */
  g_autofree char *font = mok_chart_style_dup_font (gtk_settings_get_default (), NULL);
  const MokChartOptions options = {
    .kind = MOK_CHART_AUTO,
    .width = WIDTH,
    .language = language,
    .font_family = font,
    .framed = TRUE,
  };
  g_autoptr (MokChart) chart = mok_figure_create_chart (figure, &options);

  return mok_chart_render (chart, name, mok_palette_get (paper ? MOK_PALETTE_PRINT : MOK_PALETTE_LIGHT),
                           paper ? 1 : SCALE, error);
}

/**
 * mok_chart_file_make:
 * @language: of labels and numbers
 * @name: a file name; its ending says what is made: .png, .svg, .pdf, or .csv for the table
 *
 * Returns: (transfer full): the bytes of the file, or %NULL with a `G_IO_ERROR`
 */
GBytes *
mok_chart_file_make (const MokFigure *figure, const char *language, const char *name, GError **error)
{
  g_return_val_if_fail (figure != NULL && language != NULL && name != NULL, NULL);

  g_autofree char *folded = g_utf8_strdown (name, -1);

  if (g_str_has_suffix (folded, ".csv"))
    {
      char *csv = mok_figure_dup_csv (figure, language);

      return g_bytes_new_take (csv, strlen (csv));
    }
  return make_picture (figure, language, name, g_str_has_suffix (folded, ".pdf"), error);
}

/**
 * mok_chart_file_copy:
 * @widget: in the window that is told
 * @figure: what to draw
 *
 * Puts the chart on the clipboard as a picture.
 */
void
mok_chart_file_copy (GtkWidget *widget, const MokFigure *figure)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (figure != NULL);

  MokWindow *window = mok_window_of (widget);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = mok_chart_file_make (figure, mok_language_get (), "chart.png", &error);
  g_autoptr (GdkTexture) texture = bytes != NULL ? gdk_texture_new_from_bytes (bytes, &error) : NULL;

  if (texture != NULL)
    gdk_clipboard_set_texture (gtk_widget_get_clipboard (widget), texture);
  if (window != NULL && texture != NULL)
    mok_window_toast (window, _ ("The picture is copied."));
  else if (window != NULL)
    mok_window_report (window, _ ("The picture cannot be copied"), error);
}

static GdkContentProvider *
new_text_provider (const char *type, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return gdk_content_provider_new_for_bytes (type, bytes);
}

/**
 * mok_chart_file_copy_table:
 * @widget: in the window that is told
 * @figure: whose numbers
 *
 * Puts the table on the clipboard, as lines with tabs for spreadsheets and as HTML for text documents.
 */
void
mok_chart_file_copy_table (GtkWidget *widget, const MokFigure *figure)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (figure != NULL);

  MokWindow *window = mok_window_of (widget);
  g_autoptr (GPtrArray) lines = mok_table_lines_new (figure);
  const MokTable *table = mok_figure_get_table (figure);
  g_autofree char *tsv = mok_table_lines_dup_tsv (lines);
  g_autofree char *html =
      mok_table_lines_dup_html (lines, table != NULL ? mok_text_get (table->title, mok_language_get ()) : NULL);
  GdkContentProvider *providers[] = {
    new_text_provider ("text/html", html),
    gdk_content_provider_new_typed (G_TYPE_STRING, tsv),
  };
  g_autoptr (GdkContentProvider) both = gdk_content_provider_new_union (providers, G_N_ELEMENTS (providers));

  gdk_clipboard_set_content (gtk_widget_get_clipboard (widget), both);
  if (window != NULL)
    mok_window_toast (window, _ ("The table is copied."));
}

typedef struct
{
  GtkWidget *widget; /* (owned) */
  MokFigure *figure; /* (owned): what was shown when saving was asked for */
} Saving;

static void
saving_free (Saving *saving)
{
  g_object_unref (saving->widget);
  mok_figure_unref (saving->figure);
  g_free (saving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static void
report (Saving *saving, const GError *error)
{
  MokWindow *window = mok_window_of (saving->widget);

  if (window != NULL)
    mok_window_report (window, _ ("The file cannot be saved"), error);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) saving = user_data;
  g_autoptr (GError) error = NULL;
  MokWindow *window = mok_window_of (saving->widget);

  if (!mok_save_file_finish (result, &error))
    report (saving, error);
  else if (window != NULL)
    mok_window_toast (window, _ ("The file is saved."));
}

static void
target_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) saving = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = mok_file_save_finish (result, &error);
  g_autofree char *name = file != NULL ? g_file_get_basename (file) : NULL;
  g_autoptr (GBytes) bytes =
      file != NULL ? mok_chart_file_make (saving->figure, mok_language_get (), name, &error) : NULL;

  if (bytes == NULL)
    {
      report (saving, error);
      return;
    }

  mok_save_file_async (file, bytes, MOK_FILE_SAVE_PLAIN, saved_cb, g_steal_pointer (&saving));
}

/**
 * mok_chart_file_save:
 * @widget: in the window that asks
 * @figure: what to draw, or to write as numbers
 *
 * Asks where to save the chart as a picture or its table as CSV, and does it.
 */
void
mok_chart_file_save (GtkWidget *widget, MokFigure *figure)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (figure != NULL);

  static const MokFileKind kinds[] = {
    { N_ ("Pictures and tables (.png, .svg, .pdf, .csv)"), { "*.png", "*.svg", "*.pdf", "*.csv" } },
  };
  g_autofree char *variable = g_strdelimit (g_strdup (mok_figure_get_name (figure)), ":", '-');
  g_autofree char *name = g_strconcat (variable, ".png", NULL);
  Saving *saving = g_new0 (Saving, 1);

  saving->widget = g_object_ref (widget);
  saving->figure = mok_figure_ref (figure);
  mok_file_save_async (GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Save Picture or Table"), name, kinds,
                       G_N_ELEMENTS (kinds), NULL, target_chosen_cb, saving);
}
