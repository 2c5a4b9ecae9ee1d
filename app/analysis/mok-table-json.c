/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A table as JSON, in the shape that scripts depend on (docs: `table --format json`).
 * Must not round shares to whole points: scripts do their own arithmetic.
 */

#include "config.h"

#include "analysis/mok-table.h"

#include <math.h>
#include <string.h>

#include "analysis/mok-independence.h"
#include "analysis/mok-mentions.h"
#include "analysis/mok-ordinal.h"
#include "base/mok-json.h"

/* Six places are more than any sample carries, and keep binary noise out of the text. */
static void
append_number (GString *json, double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (isnan (number))
    {
      g_string_append (json, "null");
      return;
    }
  g_ascii_formatd (buffer, sizeof buffer, "%.6f", number);

  gsize length = strlen (buffer);

  while (buffer[length - 1] == '0')
    length--;
  if (buffer[length - 1] == '.')
    length--;
  g_string_append_len (json, buffer, (gssize) length);
}

static void
append_member (GString *json, const char *name, double number)
{
  g_string_append_printf (json, ", \"%s\": ", name);
  append_number (json, number);
}

static void
append_cell (GString *json,
             const MokTable *self,
             const MokTableColumn *column,
             const MokTableCell *cell,
             const char *language)
{
  g_string_append (json, "{\"code\": ");
  mok_json_append_string (json, column->code);
  g_string_append (json, ", \"label\": ");
  mok_json_append_string (json, mok_text_get (column->label, language));
  append_member (json, "count", self->exact ? (double) cell->count : NAN);
  if (!self->exact || self->weighted)
    {
      append_member (json, "noisy", cell->noisy);
      append_member (json, "expected", cell->expected);
    }
  append_member (json, "share", cell->share);
  append_member (json, "low", cell->low);
  append_member (json, "high", cell->high);
  g_string_append (json, ", \"bound\": ");
  mok_json_append_string (json, mok_bound_get_name (cell->bound));
  g_string_append_c (json, '}');
}

/* The middle of an ordered question. */
static void
append_middle (GString *json, const MokTable *self, guint number)
{
  MokOrdinal middle;

  if (!mok_table_has_order (self))
    return;
  if (!mok_table_get_ordinal (self, number, &middle))
    middle = (MokOrdinal){ NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN };
  append_member (json, "median", middle.median);
  append_member (json, "median_low", middle.median_low);
  append_member (json, "median_high", middle.median_high);
  append_member (json, "mean", middle.mean);
  append_member (json, "mean_low", middle.mean_low);
  append_member (json, "mean_high", middle.mean_high);
}

static void
append_mentions (GString *json, const MokTable *self, guint number)
{
  MokMentions mentions;

  if (!mok_table_get_mentions (self, number, &mentions))
    return;
  append_member (json, "mentions", mok_table_get_shown_people (self, mentions.mentions));
  append_member (json, "mean_mentions", mentions.mean);
}

static void
append_row (GString *json, const MokTable *self, guint number, const char *language)
{
  const MokTableRow *row = mok_table_get_row (self, number);

  g_string_append (json, "    {\"group\": ");
  mok_json_append_string (json, row->code);
  append_member (json, "base", row->shown ? mok_table_get_shown_base (self, number) : NAN);
  if (!self->exact || self->weighted)
    {
      append_member (json, "noisy_base", row->shown ? row->noisy_base : NAN);
      append_member (json, "expected_base", row->shown ? row->expected_base : NAN);
    }
  append_middle (json, self, number);
  append_mentions (json, self, number);
  g_string_append (json, ", \"cells\": [");
  for (guint i = 0; row->shown && i < self->columns->len; i++)
    {
      g_string_append (json, i == 0 ? "\n      " : ",\n      ");
      append_cell (json, self, mok_table_get_column (self, i), &row->cells[i], language);
    }
  g_string_append (json, "],\n     \"missing\": ");
  if (!row->shown)
    g_string_append (json, "null");
  for (int kind = 0; row->shown && kind < MOK_N_MISSING; kind++)
    {
      g_string_append_printf (json, "%s\"%s\": ", kind == 0 ? "{" : ", ", mok_missing_get_name ((MokMissing) kind));
      append_number (json, mok_table_get_shown_people (self, row->missing[kind]));
    }
  g_string_append (json, row->shown ? "}}" : "}");
}

/* Whether the groups differ; null where there is nothing to compare. */
static void
append_test (GString *json, const MokTable *self)
{
  MokIndependence found;

  if (self->by == NULL)
    return;
  g_string_append (json, ",\n  \"test\": ");
  if (!mok_table_test_independence (self, &found))
    {
      g_string_append (json, "null");
      return;
    }
  g_string_append (json, "{\"method\": ");
  mok_json_append_string (json, mok_test_method_get_name (found.method));
  append_member (json, "chi_square", found.statistic);
  append_member (json, "df", found.df);
  append_member (json, "p", found.p);
  append_member (json, "cramers_v", found.cramers_v);
  g_string_append (json, ", \"answer\": ");
  mok_json_append_string (json, found.column >= 0 ? mok_table_get_column (self, (guint) found.column)->code : NULL);
  append_member (json, "comparisons", found.n_comparisons);
  g_string_append_c (json, '}');
}

/**
 * mok_table_to_json:
 * @language: language of the labels
 *
 * The whole table as one JSON object: shares and intervals from 0 to 1, bases and missing kinds in respondents. The
 * group of all respondents is "". A group that is not shown has neither base nor cells. The member `synthetic` says
 * that the data is simulated, `test` whether the groups of a breakdown differ; ordered questions have a median and a
 * mean.
 *
 * `weighted` says that shares and intervals are, `headcount` how many people could have answered where intervals allow
 * for it.
 *
 * A release has people to the nearest 5 and no `count`, but what every estimate is made of: the `rate` of replacement,
 * how many were counted after it (`noisy`) and how many of these would be if all answers were replaced (`expected`).
 *
 * Returns: (transfer full): UTF-8, with a line break at the end
 */
char *
mok_table_to_json (const MokTable *self, const char *language)
{
  g_return_val_if_fail (self != NULL && language != NULL, NULL);

  GString *json = g_string_new ("{\n  \"question\": ");
  g_autofree char *filter = NULL;

  mok_json_append_string (json, self->question);
  g_string_append (json, ",\n  \"base\": ");
  append_number (json, self->rows->len > 0 ? mok_table_get_shown_base (self, 0) : 0);
  g_string_append (json, ",\n  \"by\": ");
  mok_json_append_string (json, self->by);
  g_string_append (json, ",\n  \"filter\": ");
  if (self->filter != NULL)
    filter = g_strconcat (self->filter, "=", self->filter_code, NULL);
  mok_json_append_string (json, filter);
  g_string_append_printf (json, ",\n  \"exact\": %s", self->exact ? "true" : "false");
  g_string_append_printf (json, ",\n  \"synthetic\": %s", self->synthetic ? "true" : "false");
  g_string_append_printf (json, ",\n  \"weighted\": %s", self->weighted ? "true" : "false");
  g_string_append_printf (json, ",\n  \"unflagged\": %s", self->unflagged ? "true" : "false");
  g_string_append (json, ",\n  \"headcount\": ");
  append_number (json, self->headcount > 0 ? self->headcount : NAN);
  if (!self->exact)
    {
      g_string_append (json, ",\n  \"rate\": ");
      append_number (json, self->rate);
    }
  append_test (json, self);
  g_string_append (json, ",\n  \"rows\": [");
  for (guint i = 0; i < self->rows->len; i++)
    {
      g_string_append (json, i == 0 ? "\n" : ",\n");
      append_row (json, self, i, language);
    }
  g_string_append (json, "\n  ]\n}\n");
  return g_string_free (json, FALSE);
}
