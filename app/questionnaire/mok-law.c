/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The law table that the program carries inside: articles, whom they bind, from when to when, and what that means in
 * plain words. Must not judge answers: that is the law layer's work.
 */

#include "config.h"

#include "questionnaire/mok-law.h"

#include <gio/gio.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/mok-csv.h"
#include "questionnaire/mok-diagnostic.h"

#define RESOURCE "/io/github/moksori/Moksori/law/protections.csv"

typedef enum
{
  CELL_KEY,
  CELL_VARIABLE,
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
  N_CELLS,
} Cell;

static const char *const header[N_CELLS] = { "key",         "variable",       "scope",
                                             "condition",   "effective_from", "effective_to",
                                             "title::en",   "title::ko",      "summary::en",
                                             "summary::ko", "article::en",    "article::ko",
                                             "text::en",    "text::ko",       "source" };

static const char *const scopes[] = { "all", "five", "five-12-months", "five-or-resident", "five-or-nurse", "part" };
static const char *const conditions[] = { "hours15", "tenure6", "child8", "child12" };

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
  g_free (law->condition);
  g_clear_pointer (&law->title, mok_text_unref);
  g_clear_pointer (&law->summary, mok_text_unref);
  g_clear_pointer (&law->article, mok_text_unref);
  g_clear_pointer (&law->text, mok_text_unref);
  g_free (law->source);
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

/* "2025-02-23" -> 20250223; 0 when it is no day of the calendar. */
static guint
parse_date (const char *text)
{
  guint year, month, day;

  for (int i = 0; i < 10; i++)
    {
      if (i == 4 || i == 7 ? text[i] != '-' : !g_ascii_isdigit (text[i]))
        return 0;
    }
  if (text[10] != '\0')
    return 0;
  year = (guint) g_ascii_strtoull (text, NULL, 10);
  month = (guint) g_ascii_strtoull (text + 5, NULL, 10);
  day = (guint) g_ascii_strtoull (text + 8, NULL, 10);
  if (!g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return 0;
  return year * 10000 + month * 100 + day;
}

static void
to_gdate (guint date, GDate *gdate)
{
  g_date_clear (gdate, 1);
  g_date_set_dmy (gdate, (GDateDay) (date % 100), (GDateMonth) (date / 100 % 100), (GDateYear) (date / 10000));
}

static guint
from_gdate (const GDate *gdate)
{
  return g_date_get_year (gdate) * 10000u + (guint) g_date_get_month (gdate) * 100 + g_date_get_day (gdate);
}

static guint
day_after (guint date)
{
  GDate gdate;

  to_gdate (date, &gdate);
  g_date_add_days (&gdate, 1);
  return from_gdate (&gdate);
}

static MokText *
text_new (const char *english, const char *korean)
{
  MokText *text = mok_text_new ();

  mok_text_set (text, "en", english);
  mok_text_set (text, "ko", korean);
  return text;
}

static void
read_scope (Reader *self, MokLaw *law, const MokCsvCell *cell)
{
  for (gsize i = 0; i < G_N_ELEMENTS (scopes); i++)
    {
      if (strcmp (scopes[i], cell->text) == 0)
        {
          law->scope = (MokLawScope) i;
          return;
        }
    }
  report (self, cell->line, cell->column, "law-scope", _ ("There is no scope “%s”."), cell->text);
}

static void
read_condition (Reader *self, MokLaw *law, const MokCsvCell *cell)
{
  g_auto (GStrv) words = g_strsplit (cell->text, " ", -1);

  law->condition = g_strdup (cell->text);
  for (guint i = 0; words[i] != NULL; i++)
    {
      gboolean found = FALSE;

      for (gsize k = 0; k < G_N_ELEMENTS (conditions); k++)
        found = found || strcmp (conditions[k], words[i]) == 0;
      if (!found)
        report (self, cell->line, cell->column, "law-condition", _ ("There is no condition “%s”."), words[i]);
    }
}

static void
read_dates (Reader *self, MokLaw *law, const MokCsvCell *cells)
{
  law->from = parse_date (cells[CELL_FROM].text);
  if (law->from == 0)
    report (self, cells[CELL_FROM].line, cells[CELL_FROM].column, "law-date",
            _ ("“%s” is no date. Write it as in “2025-02-23”."), cells[CELL_FROM].text);
  if (cells[CELL_TO].length == 0)
    return;
  law->to = parse_date (cells[CELL_TO].text);
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
      if (law->from != 0 && (before->to == 0 || day_after (before->to) != law->from))
        report (self, cells[CELL_FROM].line, cells[CELL_FROM].column, "law-gap",
                _ ("A version begins the day after the one before it has ended."));
      if (strcmp (before->variable, law->variable) != 0)
        report (self, cells[CELL_VARIABLE].line, cells[CELL_VARIABLE].column, "law-variable",
                _ ("All versions of a protection are about the same question."));
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
      if (cells[i].length == 0 && i != CELL_CONDITION && i != CELL_TO)
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
  read_scope (self, law, &cells[CELL_SCOPE]);
  read_condition (self, law, &cells[CELL_CONDITION]);
  read_dates (self, law, cells);
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
 * Reads a law table. Every row has a scope, dates, texts in both languages and a source; the versions of one
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

/**
 * mok_law_get_table:
 *
 * Returns: (transfer none) (element-type MokLaw): all versions of all protections, those of one protection together and
 *   in the order of time
 */
GPtrArray *
mok_law_get_table (void)
{
  static GPtrArray *table;

  if (g_once_init_enter (&table))
    {
      g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);
      g_autoptr (GBytes) bytes = g_resources_lookup_data (RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
      GPtrArray *loaded;

      /* Part of the program, held by a test: not the world's content but ours. */
      g_assert (bytes != NULL);
      loaded = mok_law_read ("protections.csv", bytes, diagnostics);
      g_assert (loaded != NULL);
      g_once_init_leave (&table, loaded);
    }
  return table;
}

/**
 * mok_law_get_keys:
 * @n_keys: (out): their number
 *
 * Returns: (transfer none) (array length=n_keys): the keys of the protections, each once, in the order of the table
 */
const char *const *
mok_law_get_keys (gsize *n_keys)
{
  static GPtrArray *keys;

  g_return_val_if_fail (n_keys != NULL, NULL);

  if (g_once_init_enter (&keys))
    {
      GPtrArray *table = mok_law_get_table ();
      GPtrArray *found = g_ptr_array_new ();

      for (guint i = 0; i < table->len; i++)
        {
          const MokLaw *law = g_ptr_array_index (table, i);

          if (found->len == 0 || strcmp (g_ptr_array_index (found, found->len - 1), law->key) != 0)
            g_ptr_array_add (found, law->key);
        }
      g_once_init_leave (&keys, found);
    }
  *n_keys = keys->len;
  return (const char *const *) keys->pdata;
}

gboolean
mok_law_has_key (const char *key)
{
  gsize n_keys;
  const char *const *keys = mok_law_get_keys (&n_keys);

  g_return_val_if_fail (key != NULL, FALSE);

  for (gsize i = 0; i < n_keys; i++)
    {
      if (strcmp (keys[i], key) == 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * mok_law_find:
 * @key: as in the column `bind::mok:law`
 * @date: a day as 20261122
 *
 * Returns: (transfer none) (nullable): the version in force on that day; %NULL for an unknown key and a day before the
 *   first version
 */
const MokLaw *
mok_law_find (const char *key, guint date)
{
  GPtrArray *table = mok_law_get_table ();

  g_return_val_if_fail (key != NULL, NULL);

  for (guint i = 0; i < table->len; i++)
    {
      const MokLaw *law = g_ptr_array_index (table, i);

      if (strcmp (law->key, key) == 0 && law->from <= date && (law->to == 0 || date <= law->to))
        return law;
    }
  return NULL;
}

/**
 * mok_law_find_on:
 * @days: a day, counted from 1970-01-01
 *
 * Like mok_law_find(), for the law reference date of a survey.
 *
 * Returns: (transfer none) (nullable): the version in force on that day
 */
const MokLaw *
mok_law_find_on (const char *key, gint32 days)
{
  const gint64 julian = (gint64) days + 719163; /* of 1970-01-01, in days from 0001-01-01 = 1 */
  GDate gdate;

  if (julian < 1 || !g_date_valid_julian ((guint32) julian))
    return NULL;
  g_date_clear (&gdate, 1);
  g_date_set_julian (&gdate, (guint32) julian);
  return mok_law_find (key, from_gdate (&gdate));
}
