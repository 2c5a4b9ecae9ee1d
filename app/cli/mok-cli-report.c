/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* report: what a closed survey says, as pages to be printed and handed on. */

#include "config.h"

#include "cli/mok-cli.h"

#include <glib/gi18n-lib.h>

#include "base/mok-day.h"
#include "base/mok-language.h"
#include "report/mok-report.h"

/* Own words for a report, not another report. */
#define LARGEST_TEXT (1024 * 1024)

/* What the survey file has for its report. */
typedef struct
{
  MokSurvey *survey;
  MokCube *cube;
  GPtrArray *left;
  char *summary;
  MokSurveyFigures *figures;
} Source;

static void
source_clear (Source *self)
{
  g_clear_object (&self->survey);
  g_clear_pointer (&self->cube, mok_cube_unref);
  g_clear_pointer (&self->left, g_ptr_array_unref);
  g_free (self->summary);
  g_clear_pointer (&self->figures, mok_survey_figures_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Source, source_clear)

static gboolean
source_load (Source *self, const char *path, GError **error)
{
  GError *failure = NULL;

  self->survey = mok_survey_open (path, error);
  self->cube = self->survey != NULL ? mok_closing_load_cube (self->survey, error) : NULL;
  if (self->cube == NULL)
    return FALSE;
  self->left = mok_closing_list_left (self->survey, error);
  if (self->left == NULL)
    return FALSE;
  self->figures = mok_survey_load_figures (self->survey, error);
  if (self->figures == NULL)
    return FALSE;
  self->summary = mok_survey_get_summary (self->survey, &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

/* Returns: (transfer full) (nullable) (element-type MokReportText): what a file adds to the sections */
static GPtrArray *
read_texts (const char *path, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);
  g_autofree char *text = NULL;
  gsize size;

  if (!g_file_get_contents (path, &text, &size, error))
    return NULL;
  if (size > LARGEST_TEXT || !g_utf8_validate (text, (gssize) size, NULL))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   _ ("“%1$s”: own words are a text file in UTF-8 of at most %2$d bytes"), shown, LARGEST_TEXT);
      return NULL;
    }
  return mok_report_texts_parse (text);
}

static gboolean
write_report (const Source *source, MokReportOptions *options, const char *output, GError **error)
{
  const MokReportInput input = {
    .cube = source->cube,
    .manifest = mok_survey_get_manifest (source->survey),
    .left = source->left,
    .comments = source->summary,
    .pins = source->figures->pins,
    .notes = source->figures->notes,
  };
  g_autoptr (MokReport) report = mok_report_new (&input, options, error);
  gboolean saved;

  if (report == NULL)
    return FALSE;
  saved = mok_report_save (report, output, mok_cli_show_progress, NULL, NULL, error);
  mok_cli_end_progress ();
  return saved;
}

MokCliStatus
mok_cli_report (MokCli *cli)
{
  g_auto (Source) source = { 0 };
  g_autofree char *output = NULL, *sections = NULL, *text = NULL, *logo = NULL, *author = NULL;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("The report to write"), "FILE.pdf" },
    { "sections", 0, 0, G_OPTION_ARG_STRING, &sections,
      N_ ("Only these sections, by commas, such as summary,method,protections,chapters,questions"), "LIST" },
    { "text", 0, 0, G_OPTION_ARG_FILENAME, &text,
      N_ ("Own words for the report; a line such as [summary] names the section that they belong to"), "FILE" },
    { "logo", 0, 0, G_OPTION_ARG_FILENAME, &logo, N_ ("A picture for the first page"), "FILE.png" },
    { "author", 0, 0, G_OPTION_ARG_STRING, &author, N_ ("Who made the survey"), "NAME" },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) wanted = NULL;
  g_autoptr (GPtrArray) texts = NULL;
  g_autoptr (GError) error = NULL;
  MokReportOptions options = { .language = mok_language_get (), .day = mok_day_get_today () };

  if (!mok_cli_parse (cli, entries, 1, 1))
    return MOK_CLI_USAGE;
  if (output == NULL || !g_str_has_suffix (output, ".pdf"))
    return mok_cli_usage (cli, _ ("-o names a report that ends in .pdf."));
  if (text != NULL && (texts = read_texts (text, &error)) == NULL)
    return mok_cli_fail_at (text, error);
  if (!source_load (&source, cli->arguments[0], &error))
    return mok_cli_fail_at (cli->arguments[0], error);
  wanted = sections != NULL ? g_strsplit (sections, ",", -1) : NULL;
  options.sections = (const char *const *) wanted;
  options.texts = texts;
  options.logo = logo;
  options.author = author;
  if (!write_report (&source, &options, output, &error))
    return mok_cli_fail (error);
  mok_cli_print (_ ("Wrote %s.\n"), output);
  return MOK_CLI_DONE;
}
