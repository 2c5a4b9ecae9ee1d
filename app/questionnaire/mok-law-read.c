/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Reads a law table: articles, whom they bind, from when to when, what that means in plain words, and what of it has
 * not been checked. Must not judge answers: that is the law layer's work.
 */

#include "config.h"

#include "questionnaire/mok-law.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/mok-csv.h"
#include "base/mok-day.h"
#include "questionnaire/mok-diagnostic.h"

typedef enum
{
  CELL_KEY,
  CELL_VARIABLE,
  CELL_MOMENT,
  CELL_SCOPE,
  CELL_CONDITION,
  CELL_FROM,
  CELL_TO,
  CELL_TITLE_EN,
  CELL_TITLE_KO,
  CELL_SUMMARY_EN,
  CELL_SUMMARY_KO,
  CELL_ARTICLE_EN,
  CELL_ARTICLE_KO,
  CELL_TEXT_EN,
  CELL_TEXT_KO,
  CELL_SOURCE,
  CELL_STATUS,
  CELL_DOUBT_EN,
  CELL_DOUBT_KO,
  N_CELLS,
} Cell;

static const char *const header[N_CELLS] = { "key",         "variable",       "moment",       "scope",
                                             "condition",   "effective_from", "effective_to", "title::en",
                                             "title::ko",   "summary::en",    "summary::ko",  "article::en",
                                             "article::ko", "text::en",       "text::ko",     "source",
                                             "status",      "doubt::en",      "doubt::ko" };

/* In the order of the enumerations. */
static const char *const moments[] = { "now", "pregnancy", "after-birth" };
static const char *const scopes[] = { "all", "five", "five-12-months", "five-or-resident", "five-or-nurse", "part" };
static const char *const conditions[] = { "hours15", "tenure6", "child8", "child12" };
static const char *const statuses[] = { "verified", "from-memory", "unverified" };

typedef struct
{
  const char *name;
  GPtrArray *diagnostics;
  GPtrArray *table;
  guint n_errors;
} Reader;

static void
law_free (gpointer data)
{
  MokLaw *law = data;

  g_free (law->key);
  g_free (law->variable);
  g_clear_pointer (&law->title, mok_text_unref);
  g_clear_pointer (&law->summary, mok_text_unref);
  g_clear_pointer (&law->article, mok_text_unref);
  g_clear_pointer (&law->text, mok_text_unref);
  g_free (law->source);
  g_clear_pointer (&law->doubt, mok_text_unref);
  g_free (law);
}

static void
report (Reader *self, guint line, guint column, const char *code, const char *format, ...) G_GNUC_PRINTF (5, 6);

static void
report (Reader *self, guint line, guint column, const char *code, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  self->n_errors++;
  g_ptr_array_add (self->diagnostics, mok_diagnostic_new (MOK_SEVERITY_ERROR, self->name, line, column, code, message));
}

static MokText *
text_new (const char *english, const char *korean)
{
  MokText *text = mok_text_new ();

  mok_text_set (text, "en", english);
  mok_text_set (text, "ko", korean);
  return text;
}

/* Returns: the place of the cell's word, 0 after an error */
static guint
read_word (Reader *self, const MokCsvCell *cell, const char *const *words, gsize n_words, const char *code)
{
  for (guint i = 0; i < n_words; i++)
    {
      if (strcmp (words[i], cell->text) == 0)
        return i;
    }
  if (cell->length > 0)
    report (self, cell->line, cell->column, code, _ ("There is no word “%s” for this column."), cell->text);
  return 0;
}

/* Words with blanks between them; a "?" after a word says that nobody knows whether the condition still holds. */
static void
read_conditions (Reader *self, MokLaw *law, const MokCsvCell *cell)
{
  g_auto (GStrv) words = g_strsplit (cell->text, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      const gsize length = strlen (words[i]);
      const gboolean doubtful = length > 0 && words[i][length - 1] == '?';
      guint found = 0;

      if (doubtful)
        words[i][length - 1] = '\0';
      for (guint k = 0; k < G_N_ELEMENTS (conditions); k++)
        found |= strcmp (conditions[k], words[i]) == 0 ? 1u << k : 0;
      if (found == 0)
        report (self, cell->line, cell->column, "law-condition", _ ("There is no condition “%s”."), words[i]);
      law->conditions |= found;
      law->doubtful |= doubtful ? found : 0;
    }
}

/* What is not verified says what it is that nobody checked. */
static void
read_status (Reader *self, MokLaw *law, const MokCsvCell *cells)
{
  const MokCsvCell *status = &cells[CELL_STATUS];

  law->status = (MokLawStatus) read_word (self, status, statuses, G_N_ELEMENTS (statuses), "law-status");
  for (Cell i = CELL_DOUBT_EN; i <= CELL_DOUBT_KO; i++)
    {
      if ((law->status != MOK_LAW_VERIFIED) != (cells[i].length > 0))
        report (self, cells[i].line, cells[i].column, "law-doubt",
                _ ("What has not been checked is said where the status is not “verified”, and only there."));
    }
  if (law->doubtful != 0 && law->status != MOK_LAW_UNVERIFIED)
    report (self, status->line, status->column, "law-status",
            _ ("A version with a condition in doubt has the status “unverified”."));
  if (law->status != MOK_LAW_VERIFIED)
    law->doubt = text_new (cells[CELL_DOUBT_EN].text, cells[CELL_DOUBT_KO].text);
}

static void
read_dates (Reader *self, MokLaw *law, const MokCsvCell *cells)
{
  law->from = mok_day_parse (cells[CELL_FROM].text);
  if (law->from == 0)
    report (self, cells[CELL_FROM].line, cells[CELL_FROM].column, "law-date",
            _ ("“%s” is no date. Write it as in “2025-02-23”."), cells[CELL_FROM].text);
  if (cells[CELL_TO].length == 0)
    return;
  law->to = mok_day_parse (cells[CELL_TO].text);
  if (law->to == 0)
    report (self, cells[CELL_TO].line, cells[CELL_TO].column, "law-date",
            _ ("“%s” is no date. Write it as in “2025-02-23”."), cells[CELL_TO].text);
  else if (law->from != 0 && law->to < law->from)
    report (self, cells[CELL_TO].line, cells[CELL_TO].column, "law-date", _ ("This version ends before it begins."));
}

/* A version begins where the one before it, in the row above, ends. */
static void
check_order (Reader *self, const MokLaw *law, const MokCsvCell *cells)
{
  const MokLaw *before = self->table->len > 0 ? g_ptr_array_index (self->table, self->table->len - 1) : NULL;

  if (before != NULL && strcmp (before->key, law->key) == 0)
    {
      if (law->from != 0 && (before->to == 0 || mok_day_get_next (before->to) != law->from))
        report (self, cells[CELL_FROM].line, cells[CELL_FROM].column, "law-gap",
                _ ("A version begins the day after the one before it has ended."));
      if (strcmp (before->variable, law->variable) != 0)
        report (self, cells[CELL_VARIABLE].line, cells[CELL_VARIABLE].column, "law-variable",
                _ ("All versions of a protection are about the same question."));
      if (before->moment != law->moment)
        report (self, cells[CELL_MOMENT].line, cells[CELL_MOMENT].column, "law-moment",
                _ ("All versions of a protection are needed at the same moment."));
      return;
    }
  for (guint i = 0; i < self->table->len; i++)
    {
      const MokLaw *other = g_ptr_array_index (self->table, i);

      if (strcmp (other->key, law->key) == 0)
        {
          report (self, cells[CELL_KEY].line, cells[CELL_KEY].column, "law-key",
                  _ ("The versions of a protection stand one below the other."));
          return;
        }
    }
}

static gboolean
check_header (Reader *self, const MokCsvCell *cells, guint n_cells)
{
  for (guint i = 0; i < N_CELLS; i++)
    {
      if (i >= n_cells || strcmp (cells[i].text, header[i]) != 0)
        {
          report (self, 1, i < n_cells ? cells[i].column : 0, "law-header", _ ("The column “%s” is expected here."),
                  header[i]);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
read_row (const MokCsvCell *cells, guint n_cells, gpointer data, GError **error)
{
  Reader *self = data;
  MokLaw *law;

  if (cells[0].line == 1)
    {
      check_header (self, cells, n_cells);
      return TRUE;
    }
  if (n_cells != N_CELLS)
    {
      report (self, cells[0].line, 0, "law-cells", _ ("A row of the law table has %d cells."), N_CELLS);
      return TRUE;
    }
  for (guint i = 0; i < N_CELLS; i++)
    {
      if (cells[i].length == 0 && i != CELL_CONDITION && i != CELL_TO && i < CELL_DOUBT_EN)
        report (self, cells[i].line, cells[i].column, "law-empty", _ ("The column “%s” is empty here."), header[i]);
    }

  law = g_new0 (MokLaw, 1);
  law->line = cells[0].line;
  law->key = g_strdup (cells[CELL_KEY].text);
  law->variable = g_strdup (cells[CELL_VARIABLE].text);
  law->title = text_new (cells[CELL_TITLE_EN].text, cells[CELL_TITLE_KO].text);
  law->summary = text_new (cells[CELL_SUMMARY_EN].text, cells[CELL_SUMMARY_KO].text);
  law->article = text_new (cells[CELL_ARTICLE_EN].text, cells[CELL_ARTICLE_KO].text);
  law->text = text_new (cells[CELL_TEXT_EN].text, cells[CELL_TEXT_KO].text);
  law->source = g_strdup (cells[CELL_SOURCE].text);
  law->moment = (MokLawMoment) read_word (self, &cells[CELL_MOMENT], moments, G_N_ELEMENTS (moments), "law-moment");
  law->scope = (MokLawScope) read_word (self, &cells[CELL_SCOPE], scopes, G_N_ELEMENTS (scopes), "law-scope");
  read_conditions (self, law, &cells[CELL_CONDITION]);
  read_dates (self, law, cells);
  read_status (self, law, cells);
  check_order (self, law, cells);
  g_ptr_array_add (self->table, law);
  return TRUE;
}

/**
 * mok_law_read:
 * @name: the name of the file, for diagnostics
 * @bytes: a law table in CSV
 * @diagnostics: (element-type MokDiagnostic): gets the errors
 *
 * Reads a law table. Every row has a scope, dates, texts in both languages, a source and a status; the versions of one
 * protection stand one below the other and leave no day out.
 *
 * Returns: (transfer full) (nullable) (element-type MokLaw): the rows; %NULL if there was any error
 */
GPtrArray *
mok_law_read (const char *name, GBytes *bytes, GPtrArray *diagnostics)
{
  g_return_val_if_fail (name != NULL && bytes != NULL && diagnostics != NULL, NULL);

  g_autoptr (GPtrArray) table = g_ptr_array_new_with_free_func (law_free);
  Reader self = { name, diagnostics, table, 0 };
  g_autoptr (MokCsvReader) csv = mok_csv_reader_new (read_row, &self);
  g_autoptr (GError) error = NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (!mok_csv_reader_feed (csv, data != NULL ? data : "", size, &error) || !mok_csv_reader_finish (csv, &error))
    {
      guint line, column;

      mok_csv_reader_get_place (csv, &line, &column);
      report (&self, line, column, "bad-csv", "%s", error->message);
    }
  else if (table->len == 0 && self.n_errors == 0)
    report (&self, 1, 0, "law-header", _ ("The law table has no rows."));
  return self.n_errors == 0 ? g_steal_pointer (&table) : NULL;
}
