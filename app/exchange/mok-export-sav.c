/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* All tables as one SPSS file, one case for each group and answer: what the CSV has, without the long wordings. */

#include "config.h"

#include "exchange/mok-export-private.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "exchange/mok-sav-private.h"

/* Variables: names and codes have at most 64 bytes; codes of answers put together may be longer. */
#define CODE_SIZE 64

typedef enum
{
  QUESTION,
  TITLE,
  BY,
  GROUP,
  GROUP_LABEL,
  BASE,
  KIND,
  CODE,
  LABEL,
  COUNT,
  SHARE,
  LOW,
  HIGH,
  BOUND,
  PERCENT,
  WEIGHTED,
  SYNTHETIC,
  N_VARIABLES,
} Variable;

typedef struct
{
  const MokExport *export;
  MokSav *sav;
  readstat_variable_t *variables[N_VARIABLES];
  guint64 n_rows;
} Figures;

static void
add_variables (Figures *self)
{
  static const struct
  {
    const char *name, *label, *format; /* no format = a text … */
    gsize size;                        /* … of so many bytes */
  } described[] = {
    [QUESTION] = { "question", N_ ("Question"), NULL, CODE_SIZE + 16 },
    [TITLE] = { "title", N_ ("Title of the question"), NULL, MOK_SAV_MAX_STRING },
    [BY] = { "by_variable", N_ ("Broken down by"), NULL, CODE_SIZE },
    [GROUP] = { "group_code", N_ ("Group; empty: all respondents"), NULL, CODE_SIZE },
    [GROUP_LABEL] = { "group_label", N_ ("Name of the group"), NULL, MOK_SAV_MAX_STRING },
    [BASE] = { "base", N_ ("Base: people that the share is of"), "F8.0", 0 },
    [KIND] = { "kind", N_ ("answer, detail or missing"), NULL, 8 },
    [CODE] = { "code", N_ ("Code of the answer"), NULL, CODE_SIZE },
    [LABEL] = { "label", N_ ("Answer"), NULL, MOK_SAV_MAX_STRING },
    [COUNT] = { "count", N_ ("People counted"), "F8.0", 0 },
    [SHARE] = { "share", N_ ("Share, 0 to 1"), "F8.4", 0 },
    [LOW] = { "ci_low", /* xgettext:no-c-format */ N_ ("95\u202f% interval, lower end"), "F8.4", 0 },
    [HIGH] = { "ci_high", /* xgettext:no-c-format */ N_ ("95\u202f% interval, upper end"), "F8.4", 0 },
    [BOUND] = { "bound", N_ ("at_most, at_least or not_shown"), NULL, 16 },
    [PERCENT] = { "percent", N_ ("What is shown, in whole points"), "F8.0", 0 },
    [WEIGHTED] = { "weighted", N_ ("Weighted: 1 yes, 0 no"), "F1.0", 0 },
    [SYNTHETIC] = { "synthetic", N_ ("Synthetic sample data: 1 yes, 0 no"), "F1.0", 0 },
  };

  for (guint i = 0; i < N_VARIABLES; i++)
    self->variables[i] =
        described[i].format != NULL
            ? mok_sav_add_number (self->sav, described[i].name, _ (described[i].label), described[i].format)
            : mok_sav_add_string (self->sav, described[i].name, _ (described[i].label), described[i].size);
}

static gboolean
count_figure (const MokTable *table, const MokExportFigure *figure, gpointer data, GError **error)
{
  ((Figures *) data)->n_rows++;
  return TRUE;
}

static gboolean
write_figure (const MokTable *table, const MokExportFigure *figure, gpointer data, GError **error)
{
  Figures *self = data;
  const char *language = self->export->options->language;
  const char *texts[N_VARIABLES] = {
    [QUESTION] = table->question,
    [TITLE] = mok_text_get (table->title, language),
    [BY] = table->by,
    [GROUP] = figure->row->code,
    [GROUP_LABEL] = mok_text_get (figure->row->label, language),
    [KIND] = figure->kind,
    [CODE] = figure->code,
    [LABEL] = figure->label,
    [BOUND] = figure->bound,
  };
  const double numbers[N_VARIABLES] = {
    [BASE] = figure->base,        [COUNT] = figure->count,
    [SHARE] = figure->share,      [LOW] = figure->low,
    [HIGH] = figure->high,        [PERCENT] = figure->percent >= 0 ? figure->percent : (double) NAN,
    [WEIGHTED] = table->weighted, [SYNTHETIC] = table->synthetic,
  };
  readstat_error_t result = readstat_begin_row (self->sav->writer);

  for (guint i = 0; result == READSTAT_OK && i < N_VARIABLES; i++)
    {
      const readstat_variable_t *variable = self->variables[i];

      result = readstat_variable_get_type (variable) == READSTAT_TYPE_STRING
                   ? mok_sav_insert_text (self->sav, variable, texts[i])
                   : mok_sav_insert_number (self->sav, variable, numbers[i]);
    }
  if (result == READSTAT_OK)
    result = readstat_end_row (self->sav->writer);
  return mok_sav_check (self->sav, result, error);
}

/* @from, @to: how far the progress goes meanwhile */
static gboolean
walk (Figures *self, GArray *requests, MokExportFigureFunc func, double from, double to, GError **error)
{
  for (guint i = 0; i < requests->len; i++)
    {
      g_autoptr (MokTable) table =
          mok_export_request_load (&g_array_index (requests, MokExportRequest, i), self->export->cube, NULL);

      if (!mok_export_check (self->export, from + (to - from) * i / requests->len, error)
          || (table != NULL && !mok_export_foreach_figure (table, self->export->options->language, func, self, error)))
        return FALSE;
    }
  return TRUE;
}

/**
 * mok_export_write_sav:
 *
 * Returns: whether everything was written
 */
gboolean
mok_export_write_sav (const MokExport *self, GError **error)
{
  g_autoptr (GArray) requests = mok_export_list_requests (self->cube, FALSE);
  g_auto (MokSav) sav = { 0 };
  Figures figures = { .export = self, .sav = &sav };

  mok_sav_init (&sav, self->file, self->options->title);
  add_variables (&figures);
  /* SPSS wants to know beforehand how many cases there are. */
  return walk (&figures, requests, count_figure, 0, 0.3, error) && mok_sav_begin (&sav, figures.n_rows, error)
         && walk (&figures, requests, write_figure, 0.3, 1, error) && mok_sav_finish (&sav, error);
}
