/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* A chart of a table: laid out once for a width, painted by the same code on screen, PNG, SVG and PDF. */

#include <cairo.h>
#include <glib.h>
#include <pango/pango.h>

#include "analysis/mok-table.h"
#include "chart/mok-palette.h"

G_BEGIN_DECLS

/**
 * MokChartKind:
 * @MOK_CHART_AUTO: what suits the table
 */
typedef enum
{
  MOK_CHART_AUTO,
  MOK_CHART_BARS, /* one group: horizontal bars or dots with intervals, ranked where the scale is nominal or multiple */
  MOK_CHART_LIKERT,    /* diverging bars */
  MOK_CHART_GROUPED,   /* two to four groups beside each other */
  MOK_CHART_MULTIPLES, /* more groups: small multiples on one scale */
  MOK_CHART_STACKED,   /* bars of 100 %, one for each group: an ordered scale of at most five answers */
  MOK_CHART_OUTCOME,   /* how protections by law fared: always for their tables, never for others */
  MOK_CHART_DOTS,      /* dots with intervals; several questions stand by the share of one answer */
  MOK_CHART_HEAT,      /* a cell for each answer or question and each group */
  MOK_CHART_RIDGE,     /* the distribution of a number in each group, one below the other */
  MOK_CHART_CHANGE,    /* a line from one wave to the next: only of mok_chart_new_change() */
} MokChartKind;

/**
 * MokChartDirection:
 * @MOK_CHART_DIRECTION_OF_LANGUAGE: as text of the chart's language runs
 */
typedef enum
{
  MOK_CHART_DIRECTION_OF_LANGUAGE,
  MOK_CHART_LEFT_TO_RIGHT,
  MOK_CHART_RIGHT_TO_LEFT, /* everything is mirrored but the texts themselves */
} MokChartDirection;

typedef struct
{
  MokChartKind kind;
  double width;            /* CSS pixels (1/96 inch) */
  const char *language;    /* labels and numbers */
  const char *font_family; /* (nullable): "Cantarell, Noto Sans CJK KR" */
  gboolean framed;         /* paint the surface colour behind the chart */
  const char *title;       /* (nullable): instead of the question's wording */
  gboolean on_page;        /* the page says once what is to be known before believing any of its charts */
  MokChartDirection direction;
} MokChartOptions;

/* Two waves of the same questions. */
typedef struct
{
  GPtrArray *earlier;       /* (element-type MokTable) */
  GPtrArray *later;         /* (element-type MokTable): the same questions in the same order */
  const char *earlier_name; /* "2026" */
  const char *later_name;
  const char *answer; /* (nullable): code; its share is compared. NULL: all answers to the one question */
} MokChartWaves;

/* One thing that can be pointed at, focused and read out: a bar, a segment, a dot. */
typedef struct
{
  guint table; /* number of the table; 0 where the chart has only one */
  guint row;   /* of the table */
  int column;  /* of the table; -1 - m = missing kind m */
  cairo_rectangle_t box;
  char *sentence; /* (owned): "Nurse: 34 % Agree (95 % interval 31 to 38), 178 of 520" */
} MokChartMark;

typedef struct _MokChart MokChart;

MokChart *mok_chart_new (const MokTable *table, const MokChartOptions *options);
MokChart *mok_chart_new_outcomes (GPtrArray *tables, const MokChartOptions *options);
MokChart *mok_chart_new_items (GPtrArray *tables, const char *answer, const MokChartOptions *options);
MokChart *mok_chart_new_change (const MokChartWaves *waves, const MokChartOptions *options);
MokChart *mok_chart_ref (MokChart *self);
void mok_chart_unref (MokChart *self);
gboolean mok_chart_kind_from_name (const char *name, MokChartKind *kind);
const char *mok_chart_kind_get_name (MokChartKind kind);
gboolean mok_chart_kind_suits (MokChartKind kind, const MokTable *table);
MokChartKind mok_chart_choose_kind (const MokTable *table, MokChartKind wanted);
MokChartKind mok_chart_get_kind (const MokChart *self);
double mok_chart_get_width (const MokChart *self);
double mok_chart_get_height (const MokChart *self);
guint mok_chart_get_n_marks (const MokChart *self);
const MokChartMark *mok_chart_get_mark (const MokChart *self, guint mark);
int mok_chart_find_mark (const MokChart *self, double x, double y);
char *mok_chart_dup_description (const MokChart *self);
const char *mok_chart_get_title (const MokChart *self);
void mok_chart_paint (const MokChart *self, cairo_t *cr, const MokPalette *palette, int focused_mark);
void mok_chart_paint_ring (cairo_t *cr, const cairo_rectangle_t *box, const MokPalette *palette);
GBytes *
mok_chart_render (const MokChart *self, const char *name, const MokPalette *palette, double scale, GError **error);
gboolean
mok_chart_save (const MokChart *self, const char *path, const MokPalette *palette, double scale, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokChart, mok_chart_unref)

G_END_DECLS
