/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A tool for people: every sample chart in every palette, language and width as PNG, to be looked at.
 * render-gallery FOLDER [SAMPLE]
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/mok-init.h"
#include "base/mok-language.h"
#include "chart-samples.h"
#include "chart/mok-chart.h"

static const char *const languages[] = { "en", "ko" };
static const char *const palettes[] = { "light", "dark", "contrast", "contrast-dark", "print" };
static const double widths[] = { 360, 600, 800, 1120 };

static gboolean
save (MokChart *chart, const char *folder, const char *sample, const char *language, double width, GError **error)
{
  for (guint p = 0; p < G_N_ELEMENTS (palettes); p++)
    {
      MokPaletteId id = MOK_PALETTE_LIGHT;
      g_autofree char *name = g_strdup_printf ("%s-%s-%.0f-%s.png", sample, language, width, palettes[p]);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      mok_palette_id_from_name (palettes[p], &id);
      if (!mok_chart_save (chart, path, mok_palette_get (id), 1, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
render (const char *folder, const ChartSample *sample, GError **error)
{
  for (guint l = 0; l < G_N_ELEMENTS (languages); l++)
    {
      mok_language_set (languages[l]);
      for (guint w = 0; w < G_N_ELEMENTS (widths); w++)
        {
          g_autoptr (MokTable) table = sample->create ();
          const MokChartOptions options = { .width = widths[w], .language = languages[l], .framed = TRUE };
          g_autoptr (MokChart) chart = mok_chart_new (table, &options);

          if (!save (chart, folder, sample->name, languages[l], widths[w], error))
            return FALSE;
        }
    }
  return TRUE;
}

static const struct
{
  const char *name;
  guint n;
} headlines[] = { { "headline-11", 11 }, { "headline-22", 22 } };

static gboolean
render_headline (const char *folder, guint i, GError **error)
{
  for (guint l = 0; l < G_N_ELEMENTS (languages); l++)
    {
      mok_language_set (languages[l]);
      for (guint w = 0; w < G_N_ELEMENTS (widths); w++)
        {
          g_autoptr (GPtrArray) tables = chart_sample_new_headline (headlines[i].n);
          const MokChartOptions options = { .width = widths[w], .language = languages[l], .framed = TRUE };
          g_autoptr (MokChart) chart = mok_chart_new_outcomes (tables, &options);

          if (!save (chart, folder, headlines[i].name, languages[l], widths[w], error))
            return FALSE;
        }
    }
  return TRUE;
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;

  mok_language_init ();
  mok_init ();
  if (argc < 2 || argc > 3)
    {
      g_printerr ("usage: %s FOLDER [SAMPLE]\n", argv[0]);
      return 2;
    }
  g_mkdir_with_parents (argv[1], 0755);
  for (guint i = 0; i < n_chart_samples; i++)
    {
      if (argc == 3 && g_strcmp0 (argv[2], chart_samples[i].name) != 0)
        continue;
      if (!render (argv[1], &chart_samples[i], &error))
        {
          g_printerr ("%s\n", error->message);
          return 1;
        }
    }
  for (guint i = 0; i < G_N_ELEMENTS (headlines); i++)
    {
      if (argc == 3 && g_strcmp0 (argv[2], headlines[i].name) != 0)
        continue;
      if (!render_headline (argv[1], i, &error))
        {
          g_printerr ("%s\n", error->message);
          return 1;
        }
    }
  return 0;
}
