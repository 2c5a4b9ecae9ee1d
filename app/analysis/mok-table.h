/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* A table of one question, by groups of respondents: all that charts, reports and exports know. */

#include <glib.h>

#include "base/mok-text.h"

G_BEGIN_DECLS

typedef enum
{
  MOK_MISSING_NOT_ASKED,
  MOK_MISSING_BLANK,
  MOK_MISSING_NOT_SURE,
  MOK_MISSING_REFUSED,
  MOK_N_MISSING,
} MokMissing;

typedef enum
{
  MOK_SCALE_NOMINAL,  /* categories without order: bars may be ranked */
  MOK_SCALE_ORDINAL,  /* keep the order of the form */
  MOK_SCALE_RECEIVED, /* how a right fared: received, in part, refused, not asked for, not needed */
  MOK_SCALE_LIKERT,   /* two-sided: agree … disagree */
  MOK_SCALE_BANDS,    /* a number, in bands */
  MOK_SCALE_MULTIPLE, /* several answers each: shares do not add to 100 */
  MOK_SCALE_OUTCOME,  /* how a protection by law fared: columns are those of mok_outcome_get_code() */
} MokScale;

typedef enum
{
  MOK_BOUND_NONE,
  MOK_BOUND_AT_MOST,
  MOK_BOUND_AT_LEAST,
} MokBound;

/* One column of the table: a substantive answer. */
typedef struct
{
  char *code;     /* (owned) */
  MokText *label; /* (owned) */
  gboolean not_applicable;
  gboolean exclusive; /* of a multiple choice: "none of these", never together with another */
  double
      low; /* of a band: what its numbers are above; whole numbers as from half a step below. NAN or infinite: none */
  double high;
} MokTableColumn;

typedef struct
{
  gint64 count;    /* exact tables only, else -1 */
  double noisy;    /* how many were counted: the same as count, or counted after the replacement */
  double expected; /* how many of those would be counted if all answers were replaced; 0 in exact tables */
  double share;    /* of the base, 0 to 1; NAN when the base is 0 */
  double low;      /* 95 % interval: Wilson (1927), in a release mapped as in mok_estimate_interval(); NAN when the base
                      is 0 */
  double high;
  MokBound bound; /* what to show instead of share: "at most" the high end, "at least" the low one */
} MokTableCell;

typedef struct
{
  char *code;                    /* (owned): level of the breakdown; "" = all respondents */
  MokText *label;                /* (owned) */
  double base;                   /* respondents with a substantive answer; in a release an estimate */
  double noisy_base;             /* … as counted, as in MokTableCell */
  double expected_base;          /* … if all answers were replaced */
  gboolean shown;                /* FALSE: too few answers */
  gboolean unknown;              /* people whose level is not known: no group to compare with others */
  MokTableCell *cells;           /* (owned) (array length=n_columns) */
  double missing[MOK_N_MISSING]; /* respondents; in a release estimates */
} MokTableRow;

typedef struct
{
  gatomicrefcount refs;
  char *question;   /* (owned): variable */
  MokText *title;   /* (owned): short title */
  MokText *wording; /* (owned): the question as asked */
  MokText *period;  /* (owned) (nullable): "Last 12 months" */
  MokScale scale;
  guint max_selected;    /* multiple: "up to 3"; 0 = any number */
  char *by;              /* (owned) (nullable): variable of the breakdown */
  MokText *by_title;     /* (owned) (nullable) */
  char *by_refusal;      /* (owned) (nullable): why the breakdown that belongs here is missing, a sentence */
  char *filter;          /* (owned) (nullable): variable of the filter */
  char *filter_code;     /* (owned) (nullable) */
  MokText *filter_title; /* (owned) (nullable): variable */
  MokText *filter_label; /* (owned) (nullable): level */
  MokText *article;      /* (owned) (nullable): of a protection, "Labor Standards Act, art. 73" */
  gboolean binds_all;    /* of a protection: whether the law binds workplaces of every size */
  gboolean exact;        /* TRUE: counted, not estimated */
  double rate;           /* with what chance an answer was replaced before counting; 0 in exact tables */
  gboolean weighted;     /* shares and intervals are weighted; noisy and expected are in people without weights that
                            would be worth as much; bases, counts and missing are people */
  gboolean unflagged;    /* of a protection: without people whose number of employees is in doubt, and agency staff */
  guint headcount;       /* who could have answered, where the intervals of all respondents allow for it; 0 = not */
  gboolean synthetic;    /* simulated data: say so wherever it is shown */
  gboolean open;         /* the survey does not protect answers: say so */
  GPtrArray *columns;    /* (owned) (element-type MokTableColumn) */
  GPtrArray *rows;       /* (owned) (element-type MokTableRow): the first is "all respondents" */
} MokTable;

MokTable *mok_table_new (const char *question);
MokTable *mok_table_ref (MokTable *self);
void mok_table_unref (MokTable *self);
MokTableColumn *mok_table_add_column (MokTable *self, const char *code, MokText *label);
MokTableRow *mok_table_add_row (MokTable *self, const char *code, MokText *label);
MokTableColumn *mok_table_get_column (const MokTable *self, guint column);
MokTableRow *mok_table_get_row (const MokTable *self, guint row);
int mok_table_find_column (const MokTable *self, const char *code);
int mok_table_find_row (const MokTable *self, const char *code);
int mok_table_find_shown_row (const MokTable *self, const char *code);
gboolean mok_table_is_possible (const MokTable *self, guint row, guint column);
double mok_table_row_get_asked (const MokTableRow *row);
double mok_table_row_get_missing_share (const MokTableRow *row, MokMissing missing);
double mok_table_get_shown_people (const MokTable *self, double people);
double mok_table_get_shown_base (const MokTable *self, guint row);
int mok_table_cell_get_bound_points (const MokTableCell *cell);
void mok_table_get_points (const MokTable *self, guint row, int *points);
const char *mok_missing_get_name (MokMissing missing);
const char *mok_missing_get_label (MokMissing missing);
const char *mok_bound_get_name (MokBound bound);
char *mok_percent_to_string (int points);
char *mok_table_to_text (const MokTable *self, const char *language);
char *mok_table_to_csv (const MokTable *self, const char *language);
char *mok_table_to_json (const MokTable *self, const char *language);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokTable, mok_table_unref)

G_END_DECLS
