/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Charts leave the window: as a picture on the clipboard, or as a file whose ending says what it is.
 * Must not write files by path: where the user wants them may be slow, or behind a portal.
 */

#include "config.h"

#include "results/mok-chart-file.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/mok-language.h"
#include "chart/mok-chart.h"
#include "compat/mok-file-dialog.h"
#include "mok-window.h"

/* As wide as the text of a page, in twice the resolution of the screen. */
#define WIDTH 800
#define SCALE 2

/**
 * mok_chart_file_make:
 * @language: of labels and numbers
 * @name: a file name; its ending says what is made: .png, .svg, .pdf, or .csv for the table
 *
 * Returns: (transfer full): the bytes of the file, or %NULL with a `G_IO_ERROR`
 */
GBytes *
mok_chart_file_make (MokTable *table, const char *language, const char *name, GError **error)
{
  g_return_val_if_fail (table != NULL && language != NULL && name != NULL, NULL);

  g_autofree char *folded = g_utf8_strdown (name, -1);
  if (g_str_has_suffix (folded, ".csv"))
    {
      char *csv = mok_table_to_csv (table, language);
      return g_bytes_new_take (csv, strlen (csv));
    }

  gboolean paper = g_str_has_suffix (folded, ".pdf");
  g_autofree char *font = NULL;
  g_object_get (gtk_settings_get_default (), "gtk-font-name", &font, NULL);
  g_autoptr (PangoFontDescription) description = pango_font_description_from_string (font);
  MokChartOptions options = {
    .kind = MOK_CHART_AUTO,
    .width = WIDTH,
    .language = language,
    /* The interface font, so that picture and window look like one program. */
    .font_family = pango_font_description_get_family (description),
    .framed = TRUE,
  };
  g_autoptr (MokChart) chart = mok_chart_new (table, &options);

  return mok_chart_render (chart, name, mok_palette_get (paper ? MOK_PALETTE_PRINT : MOK_PALETTE_LIGHT),
                           paper ? 1 : SCALE, error);
}

/**
 * mok_chart_file_copy:
 * @widget: in the window that is told
 * @table: what to draw
 *
 * Puts the chart on the clipboard as a picture.
 */
void
mok_chart_file_copy (GtkWidget *widget, MokTable *table)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (table != NULL);

  MokWindow *window = mok_window_of (widget);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = mok_chart_file_make (table, mok_language_get (), "chart.png", &error);
  g_autoptr (GdkTexture) texture = bytes != NULL ? gdk_texture_new_from_bytes (bytes, &error) : NULL;

  if (texture != NULL)
    gdk_clipboard_set_texture (gtk_widget_get_clipboard (widget), texture);
  if (window != NULL && texture != NULL)
    mok_window_toast (window, _ ("The picture is copied."));
  else if (window != NULL)
    mok_window_report (window, _ ("The picture cannot be copied"), error);
}

typedef struct
{
  GtkWidget *widget; /* (owned) */
  MokTable *table;   /* (owned): what was shown when saving was asked for */
} Saving;

static void
saving_free (Saving *saving)
{
  g_object_unref (saving->widget);
  mok_table_unref (saving->table);
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

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
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
      file != NULL ? mok_chart_file_make (saving->table, mok_language_get (), name, &error) : NULL;

  if (bytes == NULL)
    {
      report (saving, error);
      return;
    }

  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, NULL, saved_cb,
                                       g_steal_pointer (&saving));
}

/**
 * mok_chart_file_save:
 * @widget: in the window that asks
 * @table: what to draw, or to write as numbers
 *
 * Asks where to save the chart as a picture or its table as CSV, and does it.
 */
void
mok_chart_file_save (GtkWidget *widget, MokTable *table)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (table != NULL);

  static const MokFileKind kinds[] = {
    { N_ ("Pictures and tables (.png, .svg, .pdf, .csv)"), { "*.png", "*.svg", "*.pdf", "*.csv" } },
  };
  g_autofree char *name = g_strdup_printf ("%s.png", table->question);
  Saving *saving = g_new0 (Saving, 1);

  saving->widget = g_object_ref (widget);
  saving->table = mok_table_ref (table);
  mok_file_save_async (GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Save Picture or Table"), name, kinds,
                       G_N_ELEMENTS (kinds), NULL, target_chosen_cb, saving);
}
