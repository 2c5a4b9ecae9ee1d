/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One thing to draw, to copy, to save, to print or to present, so that none of these has to ask which kind it is.
 * Never changes once it is made, so that it may be drawn in a thread. Must not know widgets.
 */

#include "config.h"

#include "results/mok-figure.h"

#include <string.h>

#include "analysis/mok-change.h"

#define HEADLINE_NAME "protections"

struct _MokFigure
{
  gatomicrefcount refs;
  MokTable *table;     /* (owned) (nullable) */
  MokChartKind kind;   /* wished for, of one table */
  GPtrArray *outcomes; /* (owned) (nullable) (element-type MokTable): instead of a table */
  MokTable *earlier;   /* (owned) (nullable): the same question in an earlier wave */
  char *earlier_name;  /* (owned) (nullable): of the waves */
  char *later_name;    /* (owned) (nullable) */
};

static MokFigure *
new_figure (MokTable *table, GPtrArray *outcomes)
{
  MokFigure *self = g_new0 (MokFigure, 1);

  g_atomic_ref_count_init (&self->refs);
  self->table = table != NULL ? mok_table_ref (table) : NULL;
  self->outcomes = outcomes != NULL ? g_ptr_array_ref (outcomes) : NULL;
  return self;
}

/**
 * mok_figure_new:
 * @table: (transfer none): it must not change any more
 * @kind: how it is drawn, where it suits the table
 *
 * Returns: (transfer full): a figure of one table
 */
MokFigure *
mok_figure_new (MokTable *table, MokChartKind kind)
{
  g_return_val_if_fail (table != NULL, NULL);

  MokFigure *self = new_figure (table, NULL);

  self->kind = mok_chart_kind_suits (kind, table) ? kind : MOK_CHART_AUTO;
  return self;
}

/**
 * mok_figure_new_outcomes:
 * @tables: (transfer none) (element-type MokTable): protections as for mok_chart_new_outcomes(), at least one; neither
 *   the array nor its tables may change any more
 *
 * Returns: (transfer full): the headline
 */
MokFigure *
mok_figure_new_outcomes (GPtrArray *tables)
{
  g_return_val_if_fail (tables != NULL && tables->len > 0, NULL);

  return new_figure (NULL, tables);
}

/**
 * mok_figure_new_change:
 * @earlier: (transfer none): all respondents of the earlier wave; it must not change any more
 * @later: (transfer none): the same question with the same answers in the later wave
 * @earlier_name: what the earlier wave is called
 * @later_name: what the later wave is called
 *
 * Returns: (transfer full): what changed; its table is that of the later wave
 */
MokFigure *
mok_figure_new_change (MokTable *earlier, MokTable *later, const char *earlier_name, const char *later_name)
{
  g_return_val_if_fail (earlier != NULL && later != NULL && earlier_name != NULL && later_name != NULL, NULL);

  MokFigure *self = new_figure (later, NULL);

  self->earlier = mok_table_ref (earlier);
  self->earlier_name = g_strdup (earlier_name);
  self->later_name = g_strdup (later_name);
  return self;
}

MokFigure *
mok_figure_ref (MokFigure *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
mok_figure_unref (MokFigure *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_clear_pointer (&self->table, mok_table_unref);
  g_clear_pointer (&self->outcomes, g_ptr_array_unref);
  g_clear_pointer (&self->earlier, mok_table_unref);
  g_free (self->earlier_name);
  g_free (self->later_name);
  g_free (self);
}

/**
 * mok_figure_get_table:
 *
 * Returns: (transfer none) (nullable): the one table; %NULL for the headline
 */
MokTable *
mok_figure_get_table (const MokFigure *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->table;
}

/**
 * mok_figure_get_earlier:
 *
 * Returns: (transfer none) (nullable): what the table is compared with
 */
MokTable *
mok_figure_get_earlier (const MokFigure *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->earlier;
}

/**
 * mok_figure_get_outcomes:
 *
 * Returns: (transfer none) (nullable) (element-type MokTable): the protections of the headline
 */
GPtrArray *
mok_figure_get_outcomes (const MokFigure *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->outcomes;
}

/**
 * mok_figure_get_first_table:
 *
 * Returns: (transfer none): the table, or the first of several that are alike in all but their question
 */
MokTable *
mok_figure_get_first_table (const MokFigure *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->table != NULL ? self->table : g_ptr_array_index (self->outcomes, 0);
}

/**
 * mok_figure_get_name:
 *
 * Returns: (transfer none): the variable that the figure is about; `protections` for the headline
 */
const char *
mok_figure_get_name (const MokFigure *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->table != NULL ? self->table->question : HEADLINE_NAME;
}

static MokChart *
create_change (const MokFigure *self, const MokChartOptions *options)
{
  g_autoptr (GPtrArray) earlier = g_ptr_array_new (), later = g_ptr_array_new ();
  const MokChartWaves waves = { earlier, later, self->earlier_name, self->later_name, NULL };

  g_ptr_array_add (earlier, self->earlier);
  g_ptr_array_add (later, self->table);
  return mok_chart_new_change (&waves, options);
}

/**
 * mok_figure_create_chart:
 * @options: as for mok_chart_new()
 *
 * Returns: (transfer full): the figure, laid out
 */
MokChart *
mok_figure_create_chart (const MokFigure *self, const MokChartOptions *options)
{
  g_return_val_if_fail (self != NULL && options != NULL, NULL);

  MokChartOptions wished = *options;

  if (self->earlier != NULL)
    return create_change (self, options);
  if (self->outcomes != NULL)
    return mok_chart_new_outcomes (self->outcomes, options);
  if (wished.kind == MOK_CHART_AUTO)
    wished.kind = self->kind;
  return mok_chart_new (self->table, &wished);
}

/**
 * mok_figure_dup_csv:
 * @language: of labels
 *
 * Returns: (transfer full): the numbers; of the headline the lines of all tables under one heading line, in which a
 *   column tells them apart
 */
char *
mok_figure_dup_csv (const MokFigure *self, const char *language)
{
  g_return_val_if_fail (self != NULL && language != NULL, NULL);

  if (self->earlier != NULL)
    {
      GString *change = mok_change_new_csv ();

      mok_change_append_csv (change, self->earlier, self->table, language);
      return g_string_free (change, FALSE);
    }
  if (self->table != NULL)
    return mok_table_to_csv (self->table, language);

  GString *all = g_string_new (NULL);

  for (guint i = 0; i < self->outcomes->len; i++)
    {
      g_autofree char *csv = mok_table_to_csv (g_ptr_array_index (self->outcomes, i), language);
      const char *end = strchr (csv, '\n');

      g_string_append (all, i == 0 || end == NULL ? csv : end + 1);
    }
  return g_string_free (all, FALSE);
}
