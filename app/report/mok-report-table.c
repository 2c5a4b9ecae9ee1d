/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The small table below a chart, and any other: cells as they are printed. What it shows of a question is what
 * mok_table_to_text() shows. Must not compute.
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "analysis/mok-table-words.h"
#include "base/mok-number.h"
#include "report/mok-report-private.h"

/* Beside each other; more would break their names into syllables. */
#define MOST_GROUPS 6

MokReportTable *
mok_report_table_new (guint n_columns)
{
  MokReportTable *self = g_new0 (MokReportTable, 1);

  self->n_columns = n_columns;
  self->cells = g_ptr_array_new_with_free_func (g_free);
  self->rules = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

void
mok_report_table_free (MokReportTable *self)
{
  g_ptr_array_unref (self->cells);
  g_array_unref (self->rules);
  g_free (self);
}

guint
mok_report_table_get_n_rows (const MokReportTable *self)
{
  return self->cells->len / self->n_columns;
}

const char *
mok_report_table_get_cell (const MokReportTable *self, guint row, guint column)
{
  return g_ptr_array_index (self->cells, row * self->n_columns + column);
}

/**
 * mok_report_table_add:
 * @cells: (array length=n_columns) (element-type utf8): (transfer full) cells; the array stays the caller's
 *
 * Adds a row; the first one is the header.
 */
void
mok_report_table_add (MokReportTable *self, char **cells)
{
  for (guint i = 0; i < self->n_columns; i++)
    g_ptr_array_add (self->cells, cells[i] != NULL ? cells[i] : g_strdup (""));
}

/* The next row gets a line above. */
void
mok_report_table_add_rule (MokReportTable *self)
{
  const guint row = mok_report_table_get_n_rows (self);

  g_array_append_val (self->rules, row);
}

static char *
dup_people (const MokTable *table, double people)
{
  g_autofree char *number = mok_number_dup (mok_table_get_shown_people (table, people));

  return table->exact ? g_steal_pointer (&number) : g_strconcat ("≈ ", number, NULL);
}

static char *
dup_missing (const MokTable *table, const MokTableRow *row, MokMissing kind)
{
  return kind == MOK_MISSING_NOT_ASKED ? dup_people (table, row->missing[kind])
                                       : mok_table_row_dup_missing_share (row, kind);
}

/* A kind of missing answer that no group has is not worth a line. */
static gboolean
has_missing (const MokTable *table, MokMissing kind)
{
  for (guint i = 0; i < table->rows->len; i++)
    {
      const MokTableRow *row = mok_table_get_row (table, i);

      if (!row->shown)
        continue;
      if (kind == MOK_MISSING_NOT_ASKED ? mok_table_get_shown_people (table, row->missing[kind]) > 0
                                        : mok_table_row_get_missing_share (row, kind) >= 0.005)
        return TRUE;
    }
  return FALSE;
}

/* A table of all respondents has further columns, but one group. */
static guint
count_groups (const MokReportTable *self, const MokTable *table, gboolean single)
{
  return single ? table->rows->len : self->n_columns - 1;
}

static void
add_answers (MokReportTable *self, const MokTable *table, const char *language, gboolean single, guint first)
{
  const guint n = table->columns->len;
  const guint n_groups = count_groups (self, table, single);
  g_autofree int *points = g_new0 (int, (gsize) n * table->rows->len + 1);

  for (guint r = 0; r < table->rows->len; r++)
    mok_table_get_points (table, r, points + (gsize) r * n);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char **cells = g_new0 (char *, self->n_columns + 1);

      cells[0] = g_strdup (mok_text_get (mok_table_get_column (table, i)->label, language));
      for (guint k = 0; k < n_groups; k++)
        {
          const guint r = first + k;
          const MokTableRow *row = mok_table_get_row (table, r);

          cells[k + 1] =
              row->shown ? mok_table_cell_dup_share (&row->cells[i], points[(gsize) r * n + i]) : g_strdup ("–");
        }
      if (single)
        {
          const MokTableRow *row = mok_table_get_row (table, 0);

          cells[2] = row->shown ? mok_table_cell_dup_interval (&row->cells[i]) : g_strdup ("–");
          if (table->exact)
            cells[3] = mok_number_dup ((double) row->cells[i].count);
        }
      mok_report_table_add (self, cells);
    }
}

/* Numbers of one group stand under the shares, or where it is counted under the counts. */
static void
add_bases (MokReportTable *self, const MokTable *table, gboolean single, guint first)
{
  const guint at = single && table->exact ? 3 : 1;
  const guint n_groups = count_groups (self, table, single);
  g_autofree char **cells = g_new0 (char *, self->n_columns + 1);

  mok_report_table_add_rule (self);
  cells[0] = g_strdup (_ ("Base (answers counted)"));
  for (guint k = 0; k < n_groups; k++)
    {
      const MokTableRow *row = mok_table_get_row (table, first + k);

      cells[k + at] = row->shown ? dup_people (table, row->base) : g_strdup (_ ("too few"));
    }
  mok_report_table_add (self, cells);

  for (int i = (table->scale == MOK_SCALE_OUTCOME ? MOK_MISSING_NOT_ASKED + 1 : MOK_N_MISSING) - 1; i >= 0; i--)
    {
      const MokMissing kind = (MokMissing) i;
      g_autofree char **missing = g_new0 (char *, self->n_columns + 1);

      if (!has_missing (table, kind))
        continue;
      missing[0] = mok_table_dup_missing_name (table, kind);
      for (guint k = 0; k < n_groups; k++)
        {
          const MokTableRow *row = mok_table_get_row (table, first + k);

          missing[k + (kind == MOK_MISSING_NOT_ASKED ? at : 1)] =
              row->shown ? dup_missing (table, row, kind) : g_strdup ("–");
        }
      if (single && table->exact && kind != MOK_MISSING_NOT_ASKED)
        missing[3] = dup_people (table, mok_table_get_row (table, 0)->missing[kind]);
      mok_report_table_add (self, missing);
    }
}

/* Groups from @first on; all of them where there is one. */
static MokReportTable *
table_new (const MokTable *table, const char *title, const char *language, guint first, guint n_groups)
{
  const gboolean single = table->by == NULL;
  MokReportTable *self = mok_report_table_new (single ? (table->exact ? 4 : 3) : n_groups + 1);
  g_autofree char **header = g_new0 (char *, self->n_columns + 1);

  header[0] = g_strdup (title);
  if (single)
    {
      header[1] = g_strdup (_ ("Share"));
      /* xgettext:no-c-format */
      header[2] = g_strdup (_ ("95\u202f% interval"));
      if (table->exact)
        header[3] = g_strdup (_ ("Answers"));
    }
  for (guint k = 0; k < n_groups && !single; k++)
    header[k + 1] = g_strdup (mok_text_get (mok_table_get_row (table, first + k)->label, language));
  mok_report_table_add (self, header);
  add_answers (self, table, language, single, first);
  add_bases (self, table, single, first);
  return self;
}

/**
 * mok_report_table_new_for:
 * @table: by groups, or of all respondents: then with intervals, and with counts where it is exact
 * @title: what it is about, for where it stands on another page than its chart
 * @language: of the labels
 *
 * Returns: (transfer full): the cells of a small table
 */
MokReportTable *
mok_report_table_new_for (const MokTable *table, const char *title, const char *language)
{
  return table_new (table, title, language, 0, table->rows->len);
}

/**
 * mok_report_tables_new_for:
 * @table: likewise
 * @title: what it is about
 * @language: of the labels
 *
 * Returns: (transfer full) (element-type MokReportTable): likewise, as several tables where there are more groups than
 * a page has room for beside each other
 */
GPtrArray *
mok_report_tables_new_for (const MokTable *table, const char *title, const char *language)
{
  GPtrArray *tables = g_ptr_array_new ();
  const guint n = table->rows->len;
  const guint n_tables = table->by != NULL ? MAX ((n + MOST_GROUPS - 1) / MOST_GROUPS, 1) : 1;

  for (guint i = 0; i < n_tables; i++)
    {
      const guint first = n * i / n_tables;

      g_ptr_array_add (tables, table_new (table, title, language, first, n * (i + 1) / n_tables - first));
    }
  return tables;
}
