/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What a chart is made of, and the draft with which the layouts build one. Only for files of this folder. */

#include "chart/mok-chart.h"
#include "chart/mok-palette-private.h"

G_BEGIN_DECLS

typedef enum
{
  MOK_SHAPE_BOX,
  MOK_SHAPE_LINE,   /* from the box's corner (x, y) to (x + width, y + height) */
  MOK_SHAPE_MARKER, /* inscribed in the box */
  MOK_SHAPE_TEXT,
} MokShapeKind;

typedef enum
{
  MOK_MARKER_CIRCLE,
  MOK_MARKER_SQUARE,
  MOK_MARKER_DIAMOND,
  MOK_MARKER_TRIANGLE,
} MokMarker;

typedef struct
{
  MokShapeKind kind;
  cairo_rectangle_t box;
  guint fill;   /* MokInk with flags; MOK_INK_NONE = hollow. The colour of a text or a marker too */
  guint stroke; /* of a box, drawn inside it; of a line */
  double line;
  gboolean dashed;
  MokMarker marker;
  PangoLayout *text; /* (owned) (nullable) */
  double text_x;     /* where the layout's origin goes */
  double text_y;
} MokShape;

struct _MokChart
{
  gatomicrefcount refs;
  MokChartKind kind;
  double width;
  double height;
  gboolean framed;
  gboolean synthetic;
  char *title;       /* (owned) */
  char *description; /* (owned) */
  GArray *shapes;    /* (owned) (element-type MokShape): in painting order */
  GArray *marks;     /* (owned) (element-type MokChartMark): in reading order */
};

typedef enum
{
  MOK_FONT_TITLE,
  MOK_FONT_SUBTITLE,
  MOK_FONT_LABEL,
  MOK_FONT_HEADING, /* a label in bold */
  MOK_FONT_VALUE,
  MOK_FONT_VALUE_PLAIN,
  MOK_FONT_SUM,
  MOK_FONT_SMALL,
  MOK_N_FONTS,
} MokChartFont;

/* One line, dot or row of cells: an answer of one group, in one of the tables. */
typedef struct
{
  guint table;
  guint row;
  guint column;
} MokDraftItem;

/* What became of an item from one wave to the next. Shares are 0 to 1. */
typedef struct
{
  guint earlier_row; /* of the table of the earlier wave, number = that of the item + half the tables */
  guint earlier_column;
  gboolean known; /* FALSE: there is nothing to estimate */
  gboolean clear; /* whether the interval of the difference excludes 0 */
  double difference;
  double low;
  double high;
} MokDraftChange;

/**
 * MokDraft:
 *
 * A chart while it is laid out. The layouts move @y down from the subtitle to the end of their part.
 */
typedef struct
{
  MokChart *chart;
  MokTable *const *tables; /* (array length=n_tables) */
  guint n_tables;
  gboolean headline;          /* several tables, one below the other */
  const char *answer;         /* (nullable): code of the one answer that is drawn of every table */
  const MokChartWaves *waves; /* (nullable): tables are those of the later wave, then those of the earlier one */
  const char *title;          /* (nullable): instead of the question's wording */
  const MokTable *table;      /* what is laid out now; NULL where there is none */
  guint table_number;
  const char *language;
  gboolean narrow;   /* labels stand above their bars */
  gboolean mirrored; /* will be; until then layouts know only left to right */
  double left;
  double right;
  double y;
  int *points; /* (owned): of the table, row by row, as the tables show them; -1 = no share */
  GString *foot;
  gboolean has_dashes; /* the small print has to say what they mean */
  GArray *items;       /* (owned) (element-type MokDraftItem): what is drawn, where the kind draws items */
  PangoContext *context;
  PangoFontDescription *fonts[MOK_N_FONTS];
  GHashTable *texts; /* (owned): what has been laid out, so that a number or a label is so only once */
} MokDraft;

/* mok-chart-text.c: letters */
PangoLayout *mok_draft_create_text (MokDraft *self, const char *text, MokChartFont font, double width, double halign);
char *mok_draft_dup_pair (const MokDraft *self, const char *first, const char *gap, const char *second);
void mok_draft_measure (PangoLayout *layout, double *width, double *height);
double mok_draft_measure_width (MokDraft *self, const char *text, MokChartFont font);
gboolean mok_draft_text_fits (MokDraft *self, const char *text, MokChartFont font, double width, int max_lines);
void mok_draft_init_fonts (MokDraft *self, const char *family);
void mok_draft_clear_fonts (MokDraft *self);

/* mok-chart-column.c: bars of groups */
void mok_draft_reference (MokDraft *self, double x1, double y1, double x2, double y2, gboolean inside, double overhang);
double mok_draft_get_reach (const MokDraft *self, guint row, guint column, gboolean *hollow);
void
mok_draft_group_bar (MokDraft *self, guint column, gboolean hollow, double x, double y, double width, double height);
double mok_draft_column (MokDraft *self,
                         guint row,
                         guint column,
                         double x,
                         double width,
                         double bottom,
                         double scale,
                         gboolean tick,
                         double overhang,
                         gboolean value);

/* mok-chart-mirror.c: pages that are read from right to left */
void mok_chart_mirror (MokChart *self);

/* mok-chart-words.c: words and numbers */
char *mok_draft_dup_base_number (const MokDraft *self, guint row);
char *mok_draft_dup_base (const MokDraft *self, guint row);
char *mok_draft_dup_asked (const MokDraft *self, guint row);
char *mok_draft_dup_value (const MokDraft *self, guint row, guint column);
char *mok_draft_dup_figure (const MokDraft *self, guint row, guint column);
char *mok_draft_dup_title (const MokDraft *self);
char *mok_draft_dup_filter (const MokDraft *self);
char *mok_draft_dup_subtitle (const MokDraft *self);
char *mok_draft_dup_sentence (const MokDraft *self, guint row, guint column);
char *mok_draft_dup_missing_sentence (const MokDraft *self, guint row, MokMissing missing);
char *mok_draft_dup_description (MokDraft *self);
char *mok_draft_dup_share_of_whom (const MokDraft *self);
char *mok_draft_dup_people (const MokDraft *self, double number);
char *mok_draft_dup_level (void);
char *mok_draft_dup_range (const char *low, const char *high);
void mok_draft_add_foot (MokDraft *self, const char *sentence);
void mok_draft_append_trust (const MokDraft *self, GString *text);
void mok_draft_append_sentence (GString *text, const char *sentence);
char *mok_draft_dup_who (const MokDraft *self, guint row);
const char *mok_draft_get_row_label (const MokDraft *self, guint row);
const char *mok_draft_get_column_label (const MokDraft *self, guint column);
const char *mok_draft_get_base_heading (const MokDraft *self);
const char *mok_draft_get_too_few (void);

/* mok-chart-words-outcome.c: words about protections */
char *mok_draft_dup_outcome_title (const MokDraft *self);
void mok_draft_add_outcome_facts (const MokDraft *self, GPtrArray *facts);
char *mok_draft_dup_received (const MokDraft *self, guint row);
const char *mok_draft_get_section_title (gboolean binds_all);
char *mok_draft_dup_headline_subtitle (const MokDraft *self);
char *mok_draft_dup_headline_description (MokDraft *self);

/* mok-chart-words-items.c: words about several questions and about two waves */
char *mok_draft_dup_items_title (const MokDraft *self);
char *mok_draft_dup_items_subtitle (MokDraft *self);
char *mok_draft_dup_items_description (MokDraft *self);
const char *mok_draft_get_item_label (const MokDraft *self, const MokDraftItem *item);
char *mok_draft_dup_leaders (MokDraft *self);
void mok_draft_missing_ranges (MokDraft *self);

/* mok-chart-words-change.c: words about a change */
char *mok_draft_dup_change (const MokDraft *self, const MokDraftChange *change, gboolean interval);
char *mok_draft_dup_change_sentence (MokDraft *self, const MokDraftItem *item, const MokDraftChange *change);
char *mok_draft_dup_change_subtitle (MokDraft *self);
char *mok_draft_dup_change_description (MokDraft *self);

/* mok-chart-items.c: which items, and in which order */
void mok_draft_find_items (MokDraft *self);
void mok_draft_rank_items (MokDraft *self);
const MokDraftItem *mok_draft_get_item (const MokDraft *self, guint i);
void mok_draft_use_table (MokDraft *self, guint number);
const MokTableCell *mok_draft_get_item_cell (const MokDraft *self, guint i);
gboolean mok_draft_is_item_shown (const MokDraft *self, guint i);
gboolean mok_draft_are_items_apart (const MokDraft *self, guint i, guint j);
guint mok_draft_count_leaders (const MokDraft *self);
gboolean mok_draft_get_change (const MokDraft *self, const MokDraftItem *item, MokDraftChange *change);

/* mok-chart-spread.c: labels beside a line, pushed apart */
double mok_spread (double *centres, const double *heights, guint n, double top, double bottom);

/* mok-chart-numbers.c: what the layouts ask of a table */
double mok_draft_get_share (const MokDraft *self, guint row, guint column);
double mok_draft_get_bar_share (const MokDraft *self, guint row, guint column);
double mok_draft_get_limit (const MokTableCell *cell);
int mok_draft_get_points (const MokDraft *self, guint row, guint column);
double mok_draft_get_missing (const MokDraft *self, guint row, MokMissing missing);
gboolean mok_draft_is_shown (const MokDraft *self, guint row);
gboolean mok_draft_has_interval (const MokDraft *self, guint row, guint column);
gboolean mok_draft_has_whisker (const MokDraft *self, guint row, guint column);
guint *mok_draft_dup_order (const MokDraft *self, guint *n);
gboolean mok_draft_is_ranked (const MokDraft *self);
double mok_draft_find_scale (double largest, double *step);
gboolean mok_chart_is_outcome (const MokTable *table);
void mok_draft_set_table (MokDraft *self, guint number);
gboolean mok_draft_is_open (const MokDraft *self);
gboolean mok_draft_is_weighted (const MokDraft *self);
gboolean mok_draft_is_unflagged (const MokDraft *self);
gboolean mok_draft_is_released (const MokDraft *self);

/* mok-chart-layout.c: shapes that several kinds share */
void
mok_draft_box (MokDraft *self, double x, double y, double width, double height, guint fill, guint stroke, double line);
void
mok_draft_line (MokDraft *self, double x1, double y1, double x2, double y2, guint ink, double line, gboolean dashed);
void mok_draft_marker (MokDraft *self, MokMarker marker, double x, double y, double size, guint ink);
cairo_rectangle_t
mok_draft_place (MokDraft *self, PangoLayout *layout, guint ink, double x, double y, double halign, double valign);
cairo_rectangle_t mok_draft_put (MokDraft *self,
                                 const char *text,
                                 MokChartFont font,
                                 guint ink,
                                 double x,
                                 double y,
                                 double halign,
                                 double valign);
void
mok_draft_mark (MokDraft *self, guint row, int column, double x, double y, double width, double height, char *sentence);
void mok_draft_mark_cell (MokDraft *self, guint row, guint column, double x, double y, double width, double height);
void mok_draft_dashed_box (MokDraft *self, double x, double y, double width, double height, guint stroke);
void mok_draft_whisker (MokDraft *self, double x1, double x2, double y, double line, double cap, guint ink);
void mok_draft_nothing (MokDraft *self);
double mok_draft_empty_bar (MokDraft *self, double x, double y, double width, double height, gboolean words);

void mok_draft_too_few (MokDraft *self, guint row, double x, double y, double width, double height, gboolean words);
void mok_draft_mark_too_few (MokDraft *self, guint row, double x, double y, double width, double height);
void mok_draft_missing_line (MokDraft *self, guint row, const char *heading, gboolean outside);
void mok_draft_base_line (MokDraft *self);
void mok_draft_missing_foot (MokDraft *self);
double mok_draft_find_label_width (MokDraft *self, gboolean groups, MokChartFont font, double limit);

/* One entry of a legend. */
typedef struct
{
  const char *text;
  guint fill;
  guint stroke;
  double line;
  int marker; /* MokMarker; -1 = a swatch */
} MokLegendEntry;

double mok_draft_legend_width (MokDraft *self, const MokLegendEntry *entries, guint n);
void mok_draft_legend (MokDraft *self, const MokLegendEntry *entries, guint n, double x, double width);

/* mok-chart-names.c: names above the parts of a bar */
#define MOK_MOST_PARTS 8
#define MOK_NAME_TICK 5

typedef struct
{
  const char *name;
  double x;
  double width;
} MokChartPart;

gboolean mok_draft_name_parts (MokDraft *self,
                               const MokChartPart *parts,
                               guint n,
                               double left,
                               double right,
                               double height,
                               double gap);

/* mok-chart-key.c: headings too wide for their columns become numbers, which a list explains */
/* Names as a numbered list under each other, or side by side where they are short. */
void mok_draft_key (MokDraft *self, const char *const *names, guint n);

/* One file for each kind */
void mok_draft_lay_out_bars (MokDraft *self);
void mok_draft_lay_out_columns (MokDraft *self);
void mok_draft_bar (MokDraft *self, guint column, double x, double y, double width, double height);
gboolean mok_draft_columns_fit (MokDraft *self, double width, MokChartFont font);
void mok_draft_lay_out_likert (MokDraft *self);
void mok_draft_lay_out_stacked (MokDraft *self);
void mok_draft_lay_out_grouped (MokDraft *self);
void mok_draft_lay_out_multiples (MokDraft *self);
void mok_draft_lay_out_heat (MokDraft *self);
void mok_draft_lay_out_ridge (MokDraft *self);
void mok_draft_lay_out_change (MokDraft *self);
void mok_draft_lay_out_outcome (MokDraft *self);
void mok_draft_lay_out_headline (MokDraft *self);

/* mok-chart-layout-outcome.c: what its two kinds share */
/* Half of "100%" and some air, between the bars and the heading over the bases. */
#define MOK_TICK_AIR 26

void mok_draft_outcome_legend (MokDraft *self);
void mok_draft_outcome_ticks (MokDraft *self, double x, double width);
void mok_draft_outcome_bar (MokDraft *self, guint row, double x, double y, double width, double height);
void mok_draft_outcome_foot (MokDraft *self);

G_END_DECLS
