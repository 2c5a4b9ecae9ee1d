/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A tool for people: every type of chart in every palette, language and width as PNG, to be looked at.
 * render-gallery FOLDER [NAME]
 */

#include "config.h"

#include "base/mok-init.h"
#include "base/mok-language.h"
#include "chart-cases.h"
#include "chart-samples.h"
#include "chart/mok-chart.h"

static const char *const languages[] = { "en", "ko", "he" };
static const char *const palettes[] = { "light", "dark", "contrast", "contrast-dark", "print" };
static const double widths[] = { 320, 360, 600, 800, 1120 };

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

/* One of both. */
static gboolean
render (const char *folder, const ChartSample *sample, const ChartCase *kind, GError **error)
{
  for (guint l = 0; l < G_N_ELEMENTS (languages); l++)
    {
      mok_language_set (languages[l]);
      for (guint w = 0; w < G_N_ELEMENTS (widths); w++)
        {
          const MokChartOptions options = { .width = widths[w], .language = languages[l], .framed = TRUE };
          g_autoptr (MokTable) table = sample != NULL ? sample->create () : NULL;
          g_autoptr (MokChart) chart = sample != NULL ? mok_chart_new (table, &options) : kind->create (&options);

          if (!save (chart, folder, sample != NULL ? sample->name : kind->name, languages[l], widths[w], error))
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
      g_printerr ("usage: %s FOLDER [NAME]\n", argv[0]);
      return 2;
    }
  g_mkdir_with_parents (argv[1], 0755);
  for (guint i = 0; i < n_chart_samples + n_chart_cases; i++)
    {
      const ChartSample *sample = i < n_chart_samples ? &chart_samples[i] : NULL;
      const ChartCase *kind = sample == NULL ? &chart_cases[i - n_chart_samples] : NULL;

      if (argc == 3 && g_strcmp0 (argv[2], sample != NULL ? sample->name : kind->name) != 0)
        continue;
      if (!render (argv[1], sample, kind, &error))
        {
          g_printerr ("%s\n", error->message);
          return 1;
        }
    }
  return 0;
}
