/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The change between two waves as text, CSV or JSON. Remarks go to standard error, in JSON they are a member too. Must
 * not decide what may be compared.
 */

#include "config.h"

#include "cli/mok-cli-compare.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "analysis/mok-change.h"
#include "analysis/mok-table-words.h"
#include "base/mok-language.h"

static int
find_row (const MokCliComparison *self, guint row)
{
  return mok_change_find_row (self->earlier.table, self->later.table, row);
}

static char *
format_share (const MokTable *table, guint row, guint column)
{
  const MokTableCell *cell = &mok_table_get_row (table, row)->cells[column];
  g_autofree int *points = g_new0 (int, table->columns->len + 1);

  mok_table_get_points (table, row, points);
  return mok_table_cell_dup_share (cell, points[column]);
}

static MokDifference
get_change (const MokCliComparison *self, guint earlier_row, guint row, guint column)
{
  return mok_change_get (self->earlier.table, self->later.table, earlier_row, row, column);
}

static char *
format_points (double points)
{
  return points == 0 ? g_strdup ("0") : g_strdup_printf ("%+.0f", points);
}

/* The interval is widened to whole points, never narrowed. */
static char *
format_change (const MokDifference *change)
{
  g_autofree char *points = format_points (round (100 * change->difference));
  g_autofree char *low = format_points (floor (100 * change->low + 1e-9));
  g_autofree char *high = format_points (ceil (100 * change->high - 1e-9));

  return g_strdup_printf ("%s (%s … %s)", points, low, high);
}

static char *
format_p (double p)
{
  if (isnan (p))
    return g_strdup ("–");
  return p < 0.001 ? g_strdup ("p < 0.001") : g_strdup_printf ("p = %.3f", p);
}

static void
print_padded (const char *text, int width)
{
  mok_cli_print ("%*s%s", MAX (0, width - (int) g_utf8_strlen (text, -1)), "", text);
}

/* Numbers come first: labels of any script and length do not shift them. */
static void
print_cell (const MokCliComparison *self, guint earlier_row, guint row, guint column)
{
  const MokTable *later = self->later.table;
  g_autofree char *before = format_share (self->earlier.table, earlier_row, column);
  g_autofree char *after = format_share (later, row, column);
  const MokDifference change = get_change (self, earlier_row, row, column);

  print_padded (before, 8);
  mok_cli_print (" → ");
  print_padded (after, 6);
  if (!isnan (change.difference))
    {
      g_autofree char *difference = format_change (&change);
      g_autofree char *p = format_p (change.p);

      print_padded (difference, 20);
      print_padded (p, 12);
    }
  else
    print_padded ("–", 32);
  mok_cli_print ("   %s\n", mok_text_get (mok_table_get_column (later, column)->label, mok_language_get ()));
}

static void
print_heading (const MokCliComparison *self)
{
  const MokTable *table = self->later.table;
  MokManifest *earlier = mok_survey_get_manifest (self->earlier.survey);
  MokManifest *later = mok_survey_get_manifest (self->later.survey);
  const char *language = mok_language_get ();
  const char *wording = mok_text_get (table->wording, language);

  mok_cli_print ("%s\n", *wording != '\0' ? wording : mok_text_get (table->title, language));
  if (table->by != NULL)
    {
      mok_cli_print (_ ("By: %s"), mok_text_get (table->by_title, language));
      mok_cli_print ("\n");
    }
  /* Translators: the title of a survey and its date */
  mok_cli_print (_ ("Earlier: %1$s, %2$s\n"), mok_manifest_get_title (earlier), mok_manifest_get_law_date (earlier));
  /* Translators: the title of a survey and its date */
  mok_cli_print (_ ("Later:   %1$s, %2$s\n"), mok_manifest_get_title (later), mok_manifest_get_law_date (later));
  if (self->earlier.table->synthetic || table->synthetic)
    mok_cli_print ("%s\n", _ ("Synthetic sample data."));
  mok_cli_print ("%s\n", /* xgettext:no-c-format */ _ (
                     "Earlier → later share, change in points with its 95\u202f% interval, p of no change"));
}

static void
print_text (const MokCliComparison *self)
{
  const MokTable *later = self->later.table;

  print_heading (self);
  for (guint row = 0; row < later->rows->len; row++)
    {
      const int earlier_row = find_row (self, row);

      mok_cli_print ("\n%s\n", mok_text_get (mok_table_get_row (later, row)->label, mok_language_get ()));
      if (earlier_row < 0)
        mok_cli_print ("  %s\n", _ ("Not compared: one of the two surveys does not show this group."));
      for (guint column = 0; earlier_row >= 0 && column < later->columns->len; column++)
        print_cell (self, (guint) earlier_row, row, column);
    }
}

/**
 * mok_cli_comparison_dup_csv:
 *
 * Returns: (transfer full): a line for each question, group and answer
 */
char *
mok_cli_comparison_dup_csv (MokCliComparison *self)
{
  GString *csv = mok_change_new_csv ();

  for (guint i = 0; i < self->later.tables->len; i++)
    {
      mok_cli_comparison_select (self, i);
      mok_change_append_csv (csv, self->earlier.table, self->later.table, mok_language_get ());
    }
  return g_string_free (csv, FALSE);
}

static void
print_csv (MokCliComparison *self)
{
  g_autofree char *csv = mok_cli_comparison_dup_csv (self);

  mok_cli_print ("%s", csv);
}

static void
add_wave (JsonBuilder *builder, const char *name, const MokCliWave *wave)
{
  MokManifest *manifest = mok_survey_get_manifest (wave->survey);

  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  mok_cli_add_string (builder, "title", mok_manifest_get_title (manifest));
  mok_cli_add_string (builder, "law_date", mok_manifest_get_law_date (manifest));
  mok_cli_add_boolean (builder, "exact", wave->table->exact);
  mok_cli_add_boolean (builder, "synthetic", wave->table->synthetic);
  json_builder_end_object (builder);
}

static void
add_cell (JsonBuilder *builder, const MokCliComparison *self, guint earlier_row, guint row, guint column)
{
  const MokTable *earlier = self->earlier.table, *later = self->later.table;
  const MokTableColumn *answer = mok_table_get_column (later, column);
  const MokDifference change = get_change (self, earlier_row, row, column);

  json_builder_begin_object (builder);
  mok_cli_add_string (builder, "code", answer->code);
  mok_cli_add_string (builder, "label", mok_text_get (answer->label, mok_language_get ()));
  mok_cli_add_double (builder, "earlier", mok_table_get_row (earlier, earlier_row)->cells[column].share);
  mok_cli_add_double (builder, "later", mok_table_get_row (later, row)->cells[column].share);
  mok_cli_add_double (builder, "difference", change.difference);
  mok_cli_add_double (builder, "low", change.low);
  mok_cli_add_double (builder, "high", change.high);
  mok_cli_add_double (builder, "p", change.p);
  json_builder_end_object (builder);
}

static void
add_rows (JsonBuilder *builder, const MokCliComparison *self)
{
  const MokTable *later = self->later.table;

  json_builder_set_member_name (builder, "rows");
  json_builder_begin_array (builder);
  for (guint row = 0; row < later->rows->len; row++)
    {
      const int earlier_row = find_row (self, row);

      json_builder_begin_object (builder);
      mok_cli_add_string (builder, "group", mok_table_get_row (later, row)->code);
      mok_cli_add_boolean (builder, "compared", earlier_row >= 0);
      json_builder_set_member_name (builder, "cells");
      json_builder_begin_array (builder);
      for (guint column = 0; earlier_row >= 0 && column < later->columns->len; column++)
        add_cell (builder, self, (guint) earlier_row, row, column);
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_json (const MokCliComparison *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  mok_cli_add_string (builder, "question", self->later.table->question);
  mok_cli_add_string (builder, "by", self->later.table->by);
  add_wave (builder, "earlier", &self->earlier);
  add_wave (builder, "later", &self->later);
  add_rows (builder, self);
  json_builder_set_member_name (builder, "remarks");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->remarks->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (self->remarks, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  mok_cli_print_json (builder);
}

/**
 * mok_cli_comparison_print:
 * @format: text, csv or json
 *
 * Groups are those of the later wave. One that the earlier wave puts together otherwise is not compared.
 */
void
mok_cli_comparison_print (MokCliComparison *self, const char *format)
{
  if (strcmp (format, "csv") == 0)
    print_csv (self);
  else if (strcmp (format, "json") == 0)
    print_json (self);
  else
    print_text (self);
  for (guint i = 0; i < self->remarks->len; i++)
    mok_cli_warn ("%s", (const char *) g_ptr_array_index (self->remarks, i));
}
