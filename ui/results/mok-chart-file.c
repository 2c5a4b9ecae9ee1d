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

/* What is drawn: one table, or the protections of the headline. */
typedef struct
{
  MokTable *table;     /* (nullable) */
  GPtrArray *outcomes; /* (nullable) (element-type MokTable) */
} Content;

/* All tables under one heading line: a column tells them apart. */
static GBytes *
make_csv (const Content *content, const char *language)
{
  if (content->table != NULL)
    {
      char *csv = mok_table_to_csv (content->table, language);

      return g_bytes_new_take (csv, strlen (csv));
    }

  GString *all = g_string_new (NULL);

  for (guint i = 0; i < content->outcomes->len; i++)
    {
      g_autofree char *csv = mok_table_to_csv (g_ptr_array_index (content->outcomes, i), language);
      const char *end = strchr (csv, '\n');

      g_string_append (all, i == 0 || end == NULL ? csv : end + 1);
    }
  return g_string_free_to_bytes (all);
}

static GBytes *
make_picture (const Content *content, const char *language, const char *name, gboolean paper, GError **error)
{
  g_autofree char *font = NULL;
  g_object_get (gtk_settings_get_default (), "gtk-font-name", &font, NULL);
  g_autoptr (PangoFontDescription) description = pango_font_description_from_string (font);
  const MokChartOptions options = {
    .kind = MOK_CHART_AUTO,
    .width = WIDTH,
    .language = language,
    /* The interface font, so that picture and window look like one program. */
    .font_family = pango_font_description_get_family (description),
    .framed = TRUE,
  };
  g_autoptr (MokChart) chart = content->outcomes != NULL ? mok_chart_new_outcomes (content->outcomes, &options)
                                                         : mok_chart_new (content->table, &options);

  return mok_chart_render (chart, name, mok_palette_get (paper ? MOK_PALETTE_PRINT : MOK_PALETTE_LIGHT),
                           paper ? 1 : SCALE, error);
}

static GBytes *
make (const Content *content, const char *language, const char *name, GError **error)
{
  g_autofree char *folded = g_utf8_strdown (name, -1);

  if (g_str_has_suffix (folded, ".csv"))
    return make_csv (content, language);
  return make_picture (content, language, name, g_str_has_suffix (folded, ".pdf"), error);
}

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

  return make (&(Content){ .table = table }, language, name, error);
}

/**
 * mok_chart_file_make_outcomes:
 * @tables: (element-type MokTable): protections, as for mok_chart_new_outcomes()
 *
 * As mok_chart_file_make(), of the headline: one picture, or the lines of all tables under one heading line.
 *
 * Returns: (transfer full): the bytes of the file, or %NULL with a `G_IO_ERROR`
 */
GBytes *
mok_chart_file_make_outcomes (GPtrArray *tables, const char *language, const char *name, GError **error)
{
  g_return_val_if_fail (tables != NULL && language != NULL && name != NULL, NULL);

  return make (&(Content){ .outcomes = tables }, language, name, error);
}

static void
copy (GtkWidget *widget, const Content *content)
{
  MokWindow *window = mok_window_of (widget);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = make (content, mok_language_get (), "chart.png", &error);
  g_autoptr (GdkTexture) texture = bytes != NULL ? gdk_texture_new_from_bytes (bytes, &error) : NULL;

  if (texture != NULL)
    gdk_clipboard_set_texture (gtk_widget_get_clipboard (widget), texture);
  if (window != NULL && texture != NULL)
    mok_window_toast (window, _ ("The picture is copied."));
  else if (window != NULL)
    mok_window_report (window, _ ("The picture cannot be copied"), error);
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

  copy (widget, &(Content){ .table = table });
}

/**
 * mok_chart_file_copy_outcomes:
 * @tables: (element-type MokTable): protections, as for mok_chart_new_outcomes()
 *
 * Puts the headline on the clipboard as a picture.
 */
void
mok_chart_file_copy_outcomes (GtkWidget *widget, GPtrArray *tables)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (tables != NULL);

  copy (widget, &(Content){ .outcomes = tables });
}

typedef struct
{
  GtkWidget *widget; /* (owned) */
  Content content;   /* (owned): what was shown when saving was asked for */
} Saving;

static void
saving_free (Saving *saving)
{
  g_object_unref (saving->widget);
  g_clear_pointer (&saving->content.table, mok_table_unref);
  g_clear_pointer (&saving->content.outcomes, g_ptr_array_unref);
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
  g_autoptr (GBytes) bytes = file != NULL ? make (&saving->content, mok_language_get (), name, &error) : NULL;

  if (bytes == NULL)
    {
      report (saving, error);
      return;
    }

  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, NULL, saved_cb,
                                       g_steal_pointer (&saving));
}

static void
save (GtkWidget *widget, const Content *content, const char *name)
{
  static const MokFileKind kinds[] = {
    { N_ ("Pictures and tables (.png, .svg, .pdf, .csv)"), { "*.png", "*.svg", "*.pdf", "*.csv" } },
  };
  Saving *saving = g_new0 (Saving, 1);

  saving->widget = g_object_ref (widget);
  saving->content.table = content->table != NULL ? mok_table_ref (content->table) : NULL;
  saving->content.outcomes = content->outcomes != NULL ? g_ptr_array_ref (content->outcomes) : NULL;
  mok_file_save_async (GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Save Picture or Table"), name, kinds,
                       G_N_ELEMENTS (kinds), NULL, target_chosen_cb, saving);
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

  g_autofree char *name = g_strdup_printf ("%s.png", table->question);

  save (widget, &(Content){ .table = table }, name);
}

/**
 * mok_chart_file_save_outcomes:
 * @tables: (element-type MokTable): protections, as for mok_chart_new_outcomes(); they must not change any more
 *
 * As mok_chart_file_save(), of the headline.
 */
void
mok_chart_file_save_outcomes (GtkWidget *widget, GPtrArray *tables)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (tables != NULL);

  save (widget, &(Content){ .outcomes = tables }, "protections.png");
}
