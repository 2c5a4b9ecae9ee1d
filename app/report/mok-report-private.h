/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What a report is made of: blocks, their letters, their pages. Only for files of this folder. */

#include <pango/pango.h>

#include "chart/mok-chart.h"
#include "release/mok-note.h"
#include "report/mok-pages.h"
#include "report/mok-report.h"

G_BEGIN_DECLS

/* Points. The room of a page lies between the running head and the small print at its foot, of which there is less to
 * spare where there is none.
 */
#define MOK_REPORT_MARGIN 48.0
#define MOK_REPORT_TOP 62.0
#define MOK_REPORT_BOTTOM 74.0
#define MOK_REPORT_FOOT 28.0
#define MOK_REPORT_WIDTH (MOK_REPORT_PAGE_WIDTH - 2 * MOK_REPORT_MARGIN)
#define MOK_REPORT_HEIGHT (MOK_REPORT_PAGE_HEIGHT - MOK_REPORT_TOP - MOK_REPORT_BOTTOM)

/* Points of a chart's pixel: its 13 px labels become letters of 8.5 pt. */
#define MOK_REPORT_CHART_SCALE 0.655
#define MOK_REPORT_CHART_WIDTH (MOK_REPORT_WIDTH / MOK_REPORT_CHART_SCALE)
/* A higher chart would leave no room for the headings above it. */
#define MOK_REPORT_MAX_CHART_HEIGHT ((MOK_REPORT_HEIGHT - 60) / MOK_REPORT_CHART_SCALE)

#define MOK_REPORT_SIZE5 "size5"
#define MOK_REPORT_OUTCOME "outcome:"

typedef enum
{
  MOK_REPORT_BLOCK_LOGO,
  MOK_REPORT_BLOCK_TITLE,
  MOK_REPORT_BLOCK_SUBTITLE,
  MOK_REPORT_BLOCK_SECTION, /* heading of a section; in the outline and in the contents */
  MOK_REPORT_BLOCK_HEADING, /* in the outline, below its section */
  MOK_REPORT_BLOCK_PARAGRAPH,
  MOK_REPORT_BLOCK_OWN_TEXT, /* the organizer's words, told apart from ours */
  MOK_REPORT_BLOCK_BULLET,
  MOK_REPORT_BLOCK_NOTE, /* a bold title with a paragraph */
  MOK_REPORT_BLOCK_SMALL,
  MOK_REPORT_BLOCK_FIGURES, /* up to three key figures beside each other */
  MOK_REPORT_BLOCK_CHART,
  MOK_REPORT_BLOCK_TABLE,
  MOK_REPORT_BLOCK_CONTENTS,
} MokReportBlockKind;

typedef enum
{
  MOK_REPORT_FONT_TITLE,
  MOK_REPORT_FONT_SUBTITLE,
  MOK_REPORT_FONT_SECTION,
  MOK_REPORT_FONT_HEADING,
  MOK_REPORT_FONT_BODY,
  MOK_REPORT_FONT_NOTE,
  MOK_REPORT_FONT_SMALL,
  MOK_REPORT_FONT_TABLE,
  MOK_REPORT_FONT_TABLE_BOLD,
  MOK_REPORT_FONT_FIGURE,
  MOK_N_REPORT_FONTS,
} MokReportFont;

/* A small table: the first column has words, the others numbers. */
typedef struct
{
  guint n_columns;
  gboolean words;   /* every column has words: all are set from the left */
  GPtrArray *cells; /* (owned) (element-type utf8): row by row, the first row is the header */
  GArray *rules;    /* (owned) (element-type guint): rows with a line above */
} MokReportTable;

typedef struct
{
  char *figure;   /* (owned): "61 %" */
  char *sentence; /* (owned) */
  char *note;     /* (owned): interval and base */
} MokReportFigure;

typedef struct
{
  MokReportBlockKind kind;
  char *id;    /* (owned) (nullable): of a section */
  char *title; /* (owned) (nullable): what the outline calls it; of a note its bold words */
  char *text;  /* (owned) (nullable) */
  gboolean warning;
  MokChart *chart;         /* (owned) (nullable) */
  MokReportTable *table;   /* (owned) (nullable) */
  GPtrArray *figures;      /* (owned) (nullable) (element-type MokReportFigure) */
  cairo_surface_t *logo;   /* (owned) (nullable) */
  gboolean alone;          /* a chart that nothing stands above on its page: it may be as high as a page */
  gboolean new_page;       /* begins a page */
  gboolean keep_with_next; /* never the last of a page */

  /* Laid out */
  PangoLayout *layout; /* (owned) (nullable) */
  GPtrArray *layouts;  /* (owned) (nullable) (element-type PangoLayout): of cells, or of figures */
  double *columns;     /* (owned) (nullable): left edges of a table's columns, and the right edge of the last */
  double scale;        /* of a chart or a logo */
  double *rows;        /* (owned): heights */
  guint n_rows;
  double header;
} MokReportBlock;

struct _MokReport
{
  gatomicrefcount refs;
  char *title;    /* (owned) */
  char *author;   /* (owned) (nullable) */
  char *subject;  /* (owned) */
  char *keywords; /* (owned) */
  guint day;
  char *foot;        /* (owned) (nullable): what has to be known before believing a chart, on each page that has one */
  GPtrArray *blocks; /* (owned) (element-type MokReportBlock) */
  GArray *parts;     /* (owned) (element-type MokPagePart) */
  guint n_pages;
  PangoContext *context;
  PangoFontDescription *fonts[MOK_N_REPORT_FONTS];
};

/**
 * MokReportDraft:
 *
 * A report while it is written.
 */
typedef struct
{
  MokReport *report;
  const MokReportInput *input;
  const MokReportOptions *options;
  const char *language;
  guint law_date;       /* 0 = the survey has no protections */
  GPtrArray *outcomes;  /* (element-type MokTable): all protections by size */
  GPtrArray *sections;  /* (element-type MokReportSection): all that there could be */
  const char *by;       /* (nullable): what the small tables are broken down by */
  GHashTable *left_out; /* (element-type utf8 GHashTable): reason to titles, of which each knows its place */
  GPtrArray *reasons;   /* (element-type utf8): keys of @left_out, in the order in which they came up */
  GPtrArray *too_few;   /* (element-type utf8): titles of this section of which no group can be shown */
} MokReportDraft;

/* mok-report-text.c */
void mok_report_init_fonts (MokReport *self, const char *family, const char *language);
PangoLayout *mok_report_create_text (const MokReport *self, const char *text, MokReportFont font, double width);
void mok_report_measure (PangoLayout *layout, double *width, double *height);

/* mok-report-block.c */
MokReportBlock *mok_report_add (MokReport *self, MokReportBlockKind kind, const char *text);
MokReportBlock *mok_report_take (MokReport *self, MokReportBlockKind kind, char *text);
void mok_report_add_note (MokReport *self, const char *title, const char *text, gboolean warning);
void mok_report_add_notes (MokReport *self, GPtrArray *notes);
MokChartOptions mok_report_get_chart_options (const MokReportDraft *self);
MokReportBlock *mok_report_take_chart (MokReport *self, MokChart *chart);
MokReportBlock *mok_report_take_table (MokReport *self, MokReportTable *table);
void mok_report_add_below (MokReport *self, MokReportBlock *table, const char *sentence);
void mok_report_block_free (MokReportBlock *self);

/* mok-report-layout.c */
void mok_report_lay_out (MokReport *self);
double mok_report_measure_section (const MokReport *self);
gboolean mok_report_page_needs_foot (const MokReport *self, guint page);
double mok_report_get_page_end (const MokReport *self, guint page);
#define MOK_REPORT_BULLET_INDENT 12.0
#define MOK_REPORT_NOTE_INDENT 12.0
#define MOK_REPORT_CELL_PADDING 2.4
#define MOK_REPORT_CONTENTS_GAP 28.0
#define MOK_REPORT_CONTENTS_WIDTH ((MOK_REPORT_WIDTH - MOK_REPORT_CONTENTS_GAP) / 2)
#define MOK_REPORT_FIGURE_GAP 18.0
#define MOK_REPORT_FIGURE_PADDING 12.0

/* mok-report-table.c */
MokReportTable *mok_report_table_new (guint n_columns);
void mok_report_table_free (MokReportTable *self);
void mok_report_table_add (MokReportTable *self, char **cells);
void mok_report_table_add_rule (MokReportTable *self);
guint mok_report_table_get_n_rows (const MokReportTable *self);
const char *mok_report_table_get_cell (const MokReportTable *self, guint row, guint column);
MokReportTable *mok_report_table_new_for (const MokTable *table, const char *title, const char *language);
GPtrArray *mok_report_tables_new_for (const MokTable *table, const char *title, const char *language);

/* mok-report-sections.c */
gboolean mok_report_has_loose_questions (const MokCube *cube);
char *mok_report_dup_module_id (const MokQuestionnaire *form, int module);
const char *mok_report_get_headline_title (void);
gboolean mok_report_wants (const MokReportDraft *self, const char *section);
gboolean mok_report_begin_section (MokReportDraft *self, const char *id, gboolean new_page);

/* mok-report-parts.c, and one file for each part */
void mok_report_add_question (MokReportDraft *self, const MokQuestion *question);
void mok_report_add_front (MokReportDraft *self, cairo_surface_t *logo);
void mok_report_add_method (MokReportDraft *self);
void mok_report_add_protections (MokReportDraft *self);
void mok_report_add_chapters (MokReportDraft *self);
void mok_report_add_modules (MokReportDraft *self);
void mok_report_add_comments (MokReportDraft *self);
void mok_report_leave_out (MokReportDraft *self, const char *reason, const char *title);
gboolean mok_report_hold_back (MokReportDraft *self, const MokTable *table, const char *title);
void mok_report_add_held_back (MokReportDraft *self);
void mok_report_add_left_out (MokReportDraft *self);

/* mok-report-pinned.c */
gboolean mok_report_has_pinned (const MokReportInput *input);
void mok_report_add_pinned (MokReportDraft *self);
void mok_report_leave_out_pinned (MokReportDraft *self);
void mok_report_add_own_note (MokReportDraft *self, const char *variable, const char *title);
void mok_report_add_outcome_notes (MokReportDraft *self, GPtrArray *tables);

/* mok-report-law.c */
void mok_report_add_outcome_charts (MokReportDraft *self, GPtrArray *tables);
void mok_report_add_law (MokReportDraft *self, GPtrArray *tables, gboolean whole);

/* mok-report-figures.c */
void mok_report_add_figures (MokReportDraft *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokReportTable, mok_report_table_free)

G_END_DECLS
