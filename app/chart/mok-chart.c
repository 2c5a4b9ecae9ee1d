/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A chart: a table laid out for one width. Frame, title, subtitle and small print are laid out here, what is between
 * them in one file for each kind. Immutable once made.
 * Must not paint, and must not compute statistics: the table has them.
 */

#include "config.h"

#include "chart/mok-chart.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "analysis/mok-table-words.h"
#include "chart/mok-chart-private.h"
#include "chart/mok-text-context.h"

#define PADDING 20
#define NARROW 600
/* A page of 320 px with letters of twice the usual size. */
#define SMALLEST_WIDTH 160
/* Below this a frame costs less. */
#define TIGHT 300
#define TIGHT_PADDING 8

static void
shape_clear (gpointer data)
{
  MokShape *shape = data;

  g_clear_object (&shape->text);
}

static void
mark_clear (gpointer data)
{
  MokChartMark *mark = data;

  g_clear_pointer (&mark->sentence, g_free);
}

static gboolean
has_figures (const MokDraft *self)
{
  return self->table != NULL && (self->headline || (self->table->rows->len > 0 && self->table->columns->len > 0));
}

static void
lay_out_heading (MokDraft *self)
{
  const double width = self->right - self->left;
  g_autofree char *subtitle = self->headline         ? mok_draft_dup_headline_subtitle (self)
                              : self->waves != NULL  ? mok_draft_dup_change_subtitle (self)
                              : self->answer != NULL ? mok_draft_dup_items_subtitle (self)
                                                     : mok_draft_dup_subtitle (self);
  cairo_rectangle_t box;

  box = mok_draft_place (self, mok_draft_create_text (self, self->chart->title, MOK_FONT_TITLE, width, 0), MOK_INK_TEXT,
                         self->left, self->y, 0, 0);
  self->y += box.height + 3;
  if (!has_figures (self))
    {
      self->y += 9;
      return;
    }
  box = mok_draft_place (self, mok_draft_create_text (self, subtitle, MOK_FONT_SUBTITLE, width, 0), MOK_INK_MUTED,
                         self->left, self->y, 0, 0);
  self->y += box.height + 12;
}

static void
lay_out_body (MokDraft *self)
{
  if (!has_figures (self))
    {
      mok_draft_nothing (self);
      return;
    }

  switch (self->chart->kind)
    {
    case MOK_CHART_LIKERT:
      mok_draft_lay_out_likert (self);
      break;
    case MOK_CHART_STACKED:
      mok_draft_lay_out_stacked (self);
      break;
    case MOK_CHART_GROUPED:
      mok_draft_lay_out_grouped (self);
      break;
    case MOK_CHART_MULTIPLES:
      mok_draft_lay_out_multiples (self);
      break;
    case MOK_CHART_OUTCOME:
      if (self->headline)
        mok_draft_lay_out_headline (self);
      else
        mok_draft_lay_out_outcome (self);
      break;
    case MOK_CHART_HEAT:
      mok_draft_lay_out_heat (self);
      break;
    case MOK_CHART_RIDGE:
      mok_draft_lay_out_ridge (self);
      break;
    case MOK_CHART_CHANGE:
      mok_draft_lay_out_change (self);
      break;
    case MOK_CHART_AUTO:
    case MOK_CHART_BARS:
    case MOK_CHART_DOTS:
      mok_draft_lay_out_bars (self);
      break;
    }
}

/* What has to be known before believing this chart; a page says once what is true of all charts of a survey. */
static void
add_trust (MokDraft *self, gboolean on_page)
{
  if (!on_page && mok_draft_is_open (self))
    mok_draft_add_foot (self, _ ("Open survey: answers are not protected."));
  else if (!on_page && has_figures (self) && mok_draft_is_released (self))
    mok_draft_add_foot (self, mok_table_get_noise_sentence ());
  if (mok_draft_is_unflagged (self))
    mok_draft_add_foot (self, mok_table_get_unflagged_sentence ());
  if (mok_draft_is_weighted (self))
    mok_draft_add_foot (self, _ ("Weighted to known shares of backgrounds."));
  if (!on_page && self->chart->synthetic)
    mok_draft_add_foot (self, _ ("Synthetic sample data."));
}

static gboolean
has_limits (const MokTable *table)
{
  for (guint row = 0; row < table->rows->len; row++)
    {
      const MokTableRow *group = mok_table_get_row (table, row);

      for (guint column = 0; column < table->columns->len && group->shown; column++)
        {
          if (group->cells[column].bound != MOK_BOUND_NONE)
            return TRUE;
        }
    }
  return FALSE;
}

/* A headline has no cells of its own. */
static void
add_limits (MokDraft *self)
{
  for (guint i = 0; i < self->n_tables && !self->headline; i++)
    {
      if (!self->tables[i]->exact && has_limits (self->tables[i]))
        {
          mok_draft_add_foot (self, _ ("≤ and ≥ stand before the end of an interval: so few, or so many, gave this "
                                       "answer that more cannot be said."));
          return;
        }
    }
}

static void
lay_out_foot (MokDraft *self, gboolean on_page)
{
  if (!on_page)
    add_limits (self);
  if (self->has_dashes)
    mok_draft_add_foot (self, _ ("A dash stands for too few answers to show."));
  add_trust (self, on_page);
  if (self->foot->len == 0)
    return;
  self->y += 14;

  PangoLayout *text = mok_draft_create_text (self, self->foot->str, MOK_FONT_SMALL, self->right - self->left, 0);
  const cairo_rectangle_t box = mok_draft_place (self, text, MOK_INK_MUTED, self->left, self->y, 0, 0);

  self->y += box.height;
}

static char *
dup_description (MokDraft *self)
{
  if (self->headline)
    return mok_draft_dup_headline_description (self);
  if (self->waves != NULL)
    return mok_draft_dup_change_description (self);
  if (self->answer != NULL)
    return mok_draft_dup_items_description (self);
  return mok_draft_dup_description (self);
}

/* What a chart is made of: the start of a draft. */
typedef struct
{
  MokTable *const *tables; /* (array length=n_tables) */
  guint n_tables;
  gboolean headline;
  const char *answer;
  const MokChartWaves *waves;
} Content;

static MokChart *
lay_out (const Content *content, MokChartKind kind, const MokChartOptions *options)
{
  MokChart *self = g_new0 (MokChart, 1);

  g_atomic_ref_count_init (&self->refs);
  self->kind = kind;
  self->width = isfinite (options->width) ? MAX (options->width, SMALLEST_WIDTH) : SMALLEST_WIDTH;
  self->framed = options->framed;

  const double padding = !options->framed ? 0 : self->width < TIGHT ? TIGHT_PADDING : PADDING;

  self->shapes = g_array_new (FALSE, FALSE, sizeof (MokShape));
  g_array_set_clear_func (self->shapes, shape_clear);
  self->marks = g_array_new (FALSE, FALSE, sizeof (MokChartMark));
  g_array_set_clear_func (self->marks, mark_clear);
  for (guint i = 0; i < content->n_tables; i++)
    self->synthetic |= content->tables[i]->synthetic;

  MokDraft draft = {
    .chart = self,
    .tables = content->tables,
    .n_tables = content->n_tables,
    .headline = content->headline,
    .answer = content->answer,
    .waves = content->waves,
    .title = options->title,
    .items = g_array_new (FALSE, FALSE, sizeof (MokDraftItem)),
    .language = options->language,
    .narrow = self->width < NARROW,
    .left = padding,
    .right = self->width - padding,
    .y = options->framed ? PADDING - 3 : 0,
    .foot = g_string_new (NULL),
  };

  draft.mirrored = options->direction == MOK_CHART_RIGHT_TO_LEFT
                   || (options->direction == MOK_CHART_DIRECTION_OF_LANGUAGE
                       && mok_text_context_is_right_to_left (options->language));
  mok_draft_init_fonts (&draft, options->font_family);
  if (content->n_tables > 0)
    {
      mok_draft_set_table (&draft, 0);
      mok_draft_find_items (&draft);
    }
  self->title = content->headline ? g_strdup (_ ("Protections by workplace size: what the law says and what people "
                                                 "received"))
                                  : mok_draft_dup_title (&draft);
  lay_out_heading (&draft);
  lay_out_body (&draft);
  lay_out_foot (&draft, options->on_page);
  self->description = dup_description (&draft);
  self->height = ceil (draft.y + (options->framed ? PADDING - 4 : 2));
  if (draft.mirrored)
    mok_chart_mirror (self);

  mok_draft_clear_fonts (&draft);
  g_string_free (draft.foot, TRUE);
  g_array_unref (draft.items);
  g_free (draft.points);
  return self;
}

/**
 * mok_chart_new:
 * @table: numbers and words
 * @options: kind, width, language, font and direction
 *
 * Lays a table out. The height follows from the words: nothing is cut, labels wrap. Below 600 px labels stand above
 * their bars. Where the table does not allow the wanted kind (a two-sided scale of nine answers, four groups that are
 * twelve), the kind is chosen as for %MOK_CHART_AUTO. From right to left everything is where it would be seen in a
 * mirror, and marks keep the order in which they are read; each text still runs as its own letters do.
 *
 * The words between the labels are in the language of mok_language_get(). A chart keeps its letters laid out in the
 * fonts of the calling thread: make and paint it in the same thread.
 *
 * Returns: (transfer full): the chart
 */
MokChart *
mok_chart_new (const MokTable *table, const MokChartOptions *options)
{
  g_return_val_if_fail (table != NULL && options != NULL && options->language != NULL, NULL);

  MokTable *const tables[] = { (MokTable *) table };

  return lay_out (&(Content){ tables, 1 }, mok_chart_choose_kind (table, options->kind), options);
}

/**
 * mok_chart_new_outcomes:
 * @tables: (element-type MokTable): protections, each a table of %MOK_SCALE_OUTCOME with the rows `under` and `over`
 *   of the breakdown by workplace size
 * @options: width, language and font; the kind is always %MOK_CHART_OUTCOME
 *
 * Lays out the protections that bind every workplace, then those that bind only workplaces of five or more, each group
 * in the order of @tables: the headline chart. Every protection has a bar for each size; a row that is not there
 * counts as too few. Marks tell by their field `table` which of @tables they belong to. Otherwise as mok_chart_new().
 *
 * Returns: (transfer full): the chart
 */
MokChart *
mok_chart_new_outcomes (GPtrArray *tables, const MokChartOptions *options)
{
  g_return_val_if_fail (tables != NULL && options != NULL && options->language != NULL, NULL);
  for (guint i = 0; i < tables->len; i++)
    g_return_val_if_fail (mok_chart_is_outcome (g_ptr_array_index (tables, i)), NULL);

  return lay_out (&(Content){ (MokTable *const *) tables->pdata, tables->len, TRUE }, MOK_CHART_OUTCOME, options);
}

/**
 * mok_chart_new_items:
 * @tables: (element-type MokTable): at least one: questions, or protections, all with the same breakdown
 * @answer: code of an answer
 * @options: width, language and font; the kind is %MOK_CHART_HEAT, or else %MOK_CHART_DOTS
 *
 * Lays out how many gave one answer to several questions: as dots, ranked, of all respondents, each with its base; or
 * as a heat map of questions by groups. A question that does not have the answer is left out. Marks tell by their field
 * `table` which of @tables they belong to. Otherwise as mok_chart_new().
 *
 * Returns: (transfer full): the chart
 */
MokChart *
mok_chart_new_items (GPtrArray *tables, const char *answer, const MokChartOptions *options)
{
  g_return_val_if_fail (tables != NULL && tables->len > 0 && answer != NULL, NULL);
  g_return_val_if_fail (options != NULL && options->language != NULL, NULL);

  return lay_out (&(Content){ (MokTable *const *) tables->pdata, tables->len, FALSE, answer },
                  options->kind == MOK_CHART_HEAT ? MOK_CHART_HEAT : MOK_CHART_DOTS, options);
}

/**
 * mok_chart_new_change:
 * @waves: two waves of one question, or of one answer to several
 * @options: width, language and font; the kind is always %MOK_CHART_CHANGE
 *
 * Lays out a line for each answer of all respondents; where an answer is chosen, for each group of the one question, or
 * for each question. Lines whose difference, as of mok_table_compare(), has an interval without 0 are strong. Marks are
 * those of the later wave's tables. Otherwise as mok_chart_new().
 *
 * Returns: (transfer full): the chart
 */
MokChart *
mok_chart_new_change (const MokChartWaves *waves, const MokChartOptions *options)
{
  g_return_val_if_fail (waves != NULL && waves->earlier_name != NULL && waves->later_name != NULL, NULL);
  g_return_val_if_fail (waves->earlier != NULL && waves->later != NULL && waves->later->len > 0, NULL);
  g_return_val_if_fail (waves->earlier->len == waves->later->len, NULL);
  g_return_val_if_fail (waves->answer != NULL || waves->later->len == 1, NULL);
  g_return_val_if_fail (options != NULL && options->language != NULL, NULL);

  const guint n = waves->later->len;
  g_autofree MokTable **tables = g_new0 (MokTable *, 2 * n);

  for (guint i = 0; i < n; i++)
    {
      tables[i] = g_ptr_array_index (waves->later, i);
      tables[n + i] = g_ptr_array_index (waves->earlier, i);
    }
  return lay_out (&(Content){ tables, 2 * n, FALSE, waves->answer, waves }, MOK_CHART_CHANGE, options);
}

MokChart *
mok_chart_ref (MokChart *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
mok_chart_unref (MokChart *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_array_unref (self->shapes);
  g_array_unref (self->marks);
  g_free (self->title);
  g_free (self->description);
  g_free (self);
}

/* Those that can be wished for. */
static const char *const kind_names[] = {
  [MOK_CHART_BARS] = "bars",           [MOK_CHART_LIKERT] = "likert",   [MOK_CHART_GROUPED] = "grouped",
  [MOK_CHART_MULTIPLES] = "multiples", [MOK_CHART_STACKED] = "stacked", [MOK_CHART_DOTS] = "dots",
  [MOK_CHART_HEAT] = "heat",           [MOK_CHART_RIDGE] = "ridge",
};

/**
 * mok_chart_kind_get_name:
 *
 * Returns: (nullable): the name for mok_chart_kind_from_name(); %NULL of a kind that cannot be wished for, such as
 *   %MOK_CHART_AUTO
 */
const char *
mok_chart_kind_get_name (MokChartKind kind)
{
  return (gsize) kind < G_N_ELEMENTS (kind_names) ? kind_names[kind] : NULL;
}

/**
 * mok_chart_kind_from_name:
 * @name: `bars`, `likert`, `grouped`, `multiples`, `stacked`, `dots`, `heat` or `ridge`
 * @kind: (out): the kind of that name
 *
 * Returns: whether there is a kind of that name that can be wished for; where there is none, @kind stays as it is
 */
gboolean
mok_chart_kind_from_name (const char *name, MokChartKind *kind)
{
  g_return_val_if_fail (name != NULL && kind != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (kind_names); i++)
    {
      if (g_strcmp0 (name, kind_names[i]) == 0)
        {
          *kind = (MokChartKind) i;
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * mok_chart_kind_suits:
 *
 * Returns: whether a wish for @kind is kept for @table
 */
gboolean
mok_chart_kind_suits (MokChartKind kind, const MokTable *table)
{
  g_return_val_if_fail (table != NULL, FALSE);

  return kind != MOK_CHART_AUTO && table->scale != MOK_SCALE_OUTCOME && mok_chart_choose_kind (table, kind) == kind;
}

/**
 * mok_chart_get_kind:
 *
 * Returns: the kind that was drawn, never %MOK_CHART_AUTO
 */
MokChartKind
mok_chart_get_kind (const MokChart *self)
{
  g_return_val_if_fail (self != NULL, MOK_CHART_AUTO);

  return self->kind;
}

double
mok_chart_get_width (const MokChart *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->width;
}

double
mok_chart_get_height (const MokChart *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->height;
}

guint
mok_chart_get_n_marks (const MokChart *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->marks->len;
}

/**
 * mok_chart_get_mark:
 *
 * Returns: (transfer none): a mark, in reading order
 */
const MokChartMark *
mok_chart_get_mark (const MokChart *self, guint mark)
{
  g_return_val_if_fail (self != NULL && mark < self->marks->len, NULL);

  return &g_array_index (self->marks, MokChartMark, mark);
}

/**
 * mok_chart_find_mark:
 * @x: px from the chart's left
 * @y: px from its top
 *
 * Returns: the mark at this point, the smallest where several lie over each other; -1 where there is none
 */
int
mok_chart_find_mark (const MokChart *self, double x, double y)
{
  g_return_val_if_fail (self != NULL, -1);

  int found = -1;
  double smallest = INFINITY;

  for (guint i = 0; i < self->marks->len; i++)
    {
      const cairo_rectangle_t *box = &g_array_index (self->marks, MokChartMark, i).box;
      const double area = box->width * box->height;

      if (x >= box->x && x <= box->x + box->width && y >= box->y && y <= box->y + box->height && area < smallest)
        {
          smallest = area;
          found = (int) i;
        }
    }
  return found;
}

/**
 * mok_chart_dup_description:
 *
 * Returns: (transfer full): one paragraph that stands for the chart where it cannot be seen
 */
char *
mok_chart_dup_description (const MokChart *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_strdup (self->description);
}

/**
 * mok_chart_get_title:
 *
 * Returns: (transfer none): the title as drawn
 */
const char *
mok_chart_get_title (const MokChart *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->title;
}
