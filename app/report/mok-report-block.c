/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Blocks: the report before anything is measured. Must not lay out and must not paint.
 */

#include "config.h"

#include "report/mok-report-private.h"

void
mok_report_block_free (MokReportBlock *self)
{
  g_free (self->id);
  g_free (self->title);
  g_free (self->text);
  g_clear_pointer (&self->chart, mok_chart_unref);
  g_clear_pointer (&self->table, mok_report_table_free);
  g_clear_pointer (&self->figures, g_ptr_array_unref);
  g_clear_pointer (&self->logo, cairo_surface_destroy);
  g_clear_object (&self->layout);
  g_clear_pointer (&self->layouts, g_ptr_array_unref);
  g_free (self->columns);
  g_free (self->rows);
  g_free (self);
}

/**
 * mok_report_take:
 * @text: (transfer full) (nullable): what it says
 *
 * Returns: (transfer none): a new block behind all others
 */
MokReportBlock *
mok_report_take (MokReport *self, MokReportBlockKind kind, char *text)
{
  MokReportBlock *block = g_new0 (MokReportBlock, 1);

  block->kind = kind;
  block->text = text;
  block->keep_with_next = kind == MOK_REPORT_BLOCK_SECTION || kind == MOK_REPORT_BLOCK_HEADING;
  if (block->keep_with_next)
    block->title = g_strdup (text);
  g_ptr_array_add (self->blocks, block);
  return block;
}

MokReportBlock *
mok_report_add (MokReport *self, MokReportBlockKind kind, const char *text)
{
  return mok_report_take (self, kind, g_strdup (text));
}

void
mok_report_add_note (MokReport *self, const char *title, const char *text, gboolean warning)
{
  MokReportBlock *block = mok_report_take (self, MOK_REPORT_BLOCK_NOTE, g_strconcat (title, "\n", text, NULL));

  block->title = g_strdup (title);
  block->warning = warning;
}

/**
 * mok_report_add_notes:
 * @notes: (element-type MokNote): one block each
 */
void
mok_report_add_notes (MokReport *self, GPtrArray *notes)
{
  for (guint i = 0; i < notes->len; i++)
    {
      const MokNote *note = g_ptr_array_index (notes, i);

      mok_report_add_note (self, note->title, note->text, note->kind == MOK_NOTE_WARNING);
    }
}

/**
 * mok_report_take_chart:
 * @chart: (transfer full): laid out for %MOK_REPORT_CHART_WIDTH
 *
 * Returns: (transfer none): its block
 */
MokReportBlock *
mok_report_take_chart (MokReport *self, MokChart *chart)
{
  MokReportBlock *block = mok_report_take (self, MOK_REPORT_BLOCK_CHART, NULL);

  block->chart = chart;
  return block;
}

/**
 * mok_report_get_chart_options:
 *
 * Returns: how charts are laid out for a page
 */
MokChartOptions
mok_report_get_chart_options (const MokReportDraft *self)
{
  return (MokChartOptions){
    .kind = MOK_CHART_AUTO,
    .width = MOK_REPORT_CHART_WIDTH,
    .language = self->language,
    .font_family = self->options->font_family,
    .on_page = TRUE,
  };
}

/**
 * mok_report_take_table:
 * @table: (transfer full): a small table
 *
 * Returns: (transfer none): its block
 */
MokReportBlock *
mok_report_take_table (MokReport *self, MokReportTable *table)
{
  MokReportBlock *block = mok_report_take (self, MOK_REPORT_BLOCK_TABLE, NULL);

  block->table = table;
  return block;
}

/**
 * mok_report_add_below:
 * @table: (nullable): the last block
 * @sentence: (nullable): about it; stays on its page
 */
void
mok_report_add_below (MokReport *self, MokReportBlock *table, const char *sentence)
{
  if (table == NULL || sentence == NULL)
    return;
  table->keep_with_next = TRUE;
  mok_report_add (self, MOK_REPORT_BLOCK_SMALL, sentence);
}
