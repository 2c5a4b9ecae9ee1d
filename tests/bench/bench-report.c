/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Benchmark: the whole report of 1,259 responses, from the release to the PDF, against R drawing as many charts with
 * dots and intervals into a PDF, without any words or tables around them.
 */

#include "config.h"

#include <glib/gstdio.h>

#include "base/mok-init.h"
#include "bench.h"
#include "release-survey.h"
#include "report/mok-report-private.h"

#define N_RUNS 3

/* Seconds of drawing alone: R has started and read its script before. */
static const char r_script[] =
    "a <- commandArgs(TRUE); n <- as.integer(a[1]); set.seed(1)\n"
    "draw <- function() {\n"
    "  cairo_pdf(a[2], width = 8.27, height = 11.69, onefile = TRUE); par(mfrow = c(2, 1), mar = c(4, 12, 4, 2))\n"
    "  for (i in seq_len(n)) {\n"
    "    p <- runif(6); plot(p, 1:6, xlim = c(0, 1), yaxt = 'n', xlab = '', ylab = '', pch = 19,\n"
    "      main = paste('Question', i, 'as it was asked'))\n"
    "    segments(p - .04, 1:6, p + .04, 1:6); axis(2, 1:6, paste('Answer', 1:6), las = 1)\n"
    "    text(p + .06, 1:6, round(100 * p)); grid() }\n"
    "  invisible(dev.off()) }\n"
    "cat(system.time(draw())[['elapsed']])\n";

static MokCube *
make_cube (const ReleaseSurvey *survey)
{
  const guint8 key[MOK_NOISE_KEY_SIZE] = { 1 };
  const MokReleaseSource source = { .law_date = RELEASE_SURVEY_LAW_DATE, .protections = survey->protections };
  g_autoptr (MokNoise) noise = mok_noise_new (key);
  MokReleaseParameters parameters;
  g_autoptr (GError) error = NULL;
  MokCube *cube;

  mok_release_parameters_init (&parameters, mok_raw_table_get_n_rows (survey->table));
  cube = mok_release_new_replaced (survey->table, &source, &parameters, noise, NULL, NULL, NULL, &error);
  if (cube == NULL)
    g_error ("%s", error->message);
  return cube;
}

/* Returns: seconds, the least of some runs */
static double
time_report (const MokReportInput *input, const char *path, guint *n_charts, guint *n_pages)
{
  const MokReportOptions options = { .language = "en", .day = 20261129 };
  double least = G_MAXDOUBLE;

  for (guint run = 0; run < N_RUNS; run++)
    {
      g_autoptr (GError) error = NULL;
      const gint64 start = g_get_monotonic_time ();
      g_autoptr (MokReport) report = mok_report_new (input, &options, &error);

      if (report == NULL || !mok_report_save (report, path, NULL, NULL, NULL, &error))
        g_error ("%s", error->message);
      least = MIN (least, bench_seconds_since (start));
      *n_charts = 0;
      for (guint i = 0; i < report->blocks->len; i++)
        *n_charts += ((const MokReportBlock *) g_ptr_array_index (report->blocks, i))->chart != NULL;
      *n_pages = mok_report_get_n_pages (report);
    }
  return least;
}

/* Returns: seconds; 0 where there is no R */
static double
time_r (guint n_charts, const char *path)
{
  g_autofree char *program = g_find_program_in_path ("Rscript");
  g_autofree char *number = g_strdup_printf ("%u", n_charts);
  const char *arguments[] = { program, "-e", r_script, number, path, NULL };
  double least = G_MAXDOUBLE;

  if (program == NULL)
    return 0;
  for (guint run = 0; run < N_RUNS; run++)
    {
      g_autofree char *output = NULL;

      if (!g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL, NULL, NULL))
        return 0;
      least = MIN (least, g_ascii_strtod (output, NULL));
    }
  return least;
}

int
main (void)
{
  mok_init ();

  const guint8 key[MOK_PUBLIC_KEY_SIZE] = { 1 };
  const guint n = bench_get_size (1259);
  g_autofree char *folder = g_dir_make_tmp ("moksori-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "report.pdf", NULL);
  g_autofree char *r_path = g_build_filename (folder, "r.pdf", NULL);
  g_autoptr (ReleaseSurvey) survey = release_survey_new (n, 1);
  g_autoptr (MokCube) cube = make_cube (survey);
  g_autoptr (MokManifest) manifest =
      mok_manifest_new (survey->form, "Bench", MOK_DISCLOSURE_STANDARD, key, "2026-11-22", 0);
  const MokReportInput input = { .cube = cube, .manifest = manifest };
  guint n_charts, n_pages;
  const double ours = time_report (&input, path, &n_charts, &n_pages);
  const double r = time_r (n_charts, r_path);

  g_print ("report of %u responses, %u pages, %u charts and their tables: %.2f s (at most 2 s)\n", n, n_pages, n_charts,
           ours);
  if (r > 0)
    g_print ("R, %u plain charts: %.2f s; ratio %.2f\n", n_charts, r, ours / r);
  else
    g_print ("R is not here to compare with\n");
  g_remove (path);
  g_remove (r_path);
  g_rmdir (folder);
  return ours <= 2 ? 0 : 1;
}
