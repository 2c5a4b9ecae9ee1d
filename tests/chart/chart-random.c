/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Tables of random size, words and numbers, for properties that hold of every chart. */

#include "config.h"

#include <math.h>

#include "analysis/mok-statistics.h"
#include "chart-samples.h"

#define MOST_WORDS 9

static const char *const words[] = {
  "가",
  "간호사",
  "상급종합병원·종합병원",
  "일부만",
  "받았습니다(일수가",
  "적거나",
  "늦음)",
  "의료기사(임상병리사·방사선사·물리치료사·작업치료사·치과기공사·치과위생사)",
  "산업안전보건관리책임자선임신고의무대상사업장",
  "to",
  "Agree",
  "a rather",
  "longer",
  "answer",
  "Supercalifragilisticexpialidocious",
  "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
  "(5 or more)",
  "—",
  "العاملون",
  "בית־חולים",
  "40–52h",
};

/* From nothing to a line of words, of which one may be longer than any page is wide. */
static MokText *
create_label (GRand *random)
{
  g_autoptr (GString) label = g_string_new (NULL);
  const gint32 n = g_rand_int_range (random, 0, 6) == 0 ? 0 : g_rand_int_range (random, 1, MOST_WORDS);
  MokText *text = mok_text_new ();

  for (gint32 i = 0; i < n; i++)
    g_string_append_printf (label, "%s%s", i > 0 ? " " : "", words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))]);
  mok_text_set (text, "", label->str);
  return text;
}

static void
fill_row (GRand *random, const MokTable *table, MokTableRow *row)
{
  const guint n = table->columns->len;
  double sum = 0;

  row->base = g_rand_int_range (random, 0, 5) == 0 ? 0 : g_rand_int_range (random, 1, 100000);
  row->shown = g_rand_int_range (random, 0, 5) > 0;
  for (guint m = 0; m < MOK_N_MISSING; m++)
    row->missing[m] = g_rand_int_range (random, 0, 500);
  for (guint i = 0; i < n; i++)
    {
      row->cells[i].share = g_rand_int_range (random, 0, 4) == 0 ? 0 : g_rand_double (random);
      sum += row->cells[i].share;
    }
  for (guint i = 0; i < n && row->base > 0; i++)
    {
      MokTableCell *cell = &row->cells[i];

      if (table->scale != MOK_SCALE_MULTIPLE && sum > 0)
        cell->share /= sum;
      cell->noisy = MIN (cell->share, 1) * row->base;
      cell->count = table->exact ? (gint64) cell->noisy : -1;
      mok_wilson_interval (cell->noisy, row->base, &cell->low, &cell->high);
      cell->bound = (MokBound) g_rand_int_range (random, 0, 3);
    }
  for (guint i = 0; i < n && row->base <= 0; i++)
    row->cells[i].share = NAN;
  row->noisy_base = row->base;
}

/* Any scale, up to @most_columns answers and @most_rows groups, any share, some groups too few, some numbers missing.
 */
MokTable *
chart_sample_new_random (guint32 seed, guint most_columns, guint most_rows)
{
  GRand *random = g_rand_new_with_seed (seed);
  const gint32 n_columns = g_rand_int_range (random, 0, (gint32) most_columns + 1);
  const gint32 n_rows = g_rand_int_range (random, 0, (gint32) most_rows + 1);
  g_autofree char *question = g_strdup_printf ("question_%u", seed);
  MokTable *table = mok_table_new (question);

  table->scale = (MokScale) g_rand_int_range (random, 0, MOK_SCALE_OUTCOME);
  table->exact = g_rand_boolean (random);
  table->open = g_rand_boolean (random);
  mok_text_unref (table->title);
  table->title = create_label (random);
  mok_text_unref (table->wording);
  table->wording = create_label (random);
  table->by_title = create_label (random);
  for (gint32 i = 0; i < n_columns; i++)
    {
      g_autoptr (MokText) label = create_label (random);
      g_autofree char *code = g_strdup_printf ("c%d", i);
      MokTableColumn *column = mok_table_add_column (table, code, label);

      column->not_applicable = g_rand_int_range (random, 0, 8) == 0;
      column->low = 10 * i;
      column->high = 10 * i + 10;
    }
  for (gint32 r = 0; r < n_rows; r++)
    {
      g_autoptr (MokText) label = create_label (random);
      g_autofree char *code = r == 0 ? g_strdup ("") : g_strdup_printf ("g%d", r);

      fill_row (random, table, mok_table_add_row (table, code, label));
    }
  g_rand_free (random);
  return table;
}
