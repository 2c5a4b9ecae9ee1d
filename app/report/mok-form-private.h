/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What the files of the paper questionnaire share. Only for mok-form-*.c. Lengths are points. */

#include "questionnaire/mok-questionnaire.h"
#include "report/mok-paper.h"
#include "store/mok-manifest.h"

G_BEGIN_DECLS

/* Most printers and photocopiers leave 12 mm. */
#define MOK_FORM_MARGIN 40.0
#define MOK_FORM_TOP 34.0
#define MOK_FORM_BOTTOM (MOK_PAPER_HEIGHT - 46.0)
#define MOK_FORM_HEIGHT (MOK_FORM_BOTTOM - MOK_FORM_TOP)
#define MOK_FORM_WIDTH (MOK_PAPER_WIDTH - 2 * MOK_FORM_MARGIN)
/* Numbers of questions stand left of what belongs to them. */
#define MOK_FORM_NUMBER 25.0
#define MOK_FORM_INNER (MOK_FORM_WIDTH - MOK_FORM_NUMBER)

#define MOK_FORM_TEXT 10.0
#define MOK_FORM_SMALL 8.3
#define MOK_FORM_HEAD 8.0 /* above narrow columns */
#define MOK_FORM_CODE 6.5
/* Between lines: as many questions on a page as stay readable. */
#define MOK_FORM_LEADING 1.25
#define MOK_FORM_MARK 9.0 /* a circle or a square */

/* One thing that is drawn, from the top left of the row that it is in. */
typedef struct
{
  MokPaperKind kind;
  double x;
  double y;
  double width;
  double height;
  PangoLayout *layout; /* (owned) (nullable): of a text */
} MokFormPiece;

/* What is never cut by the end of a page. */
typedef struct
{
  GArray *pieces; /* (owned) (element-type MokFormPiece) */
  double height;
} MokFormRow;

/**
 * MokFormBlock:
 *
 * A heading, a question with its answers, a table of questions, a text. The header stands above the rows, and again
 * on each page that they go on to.
 */
typedef struct
{
  MokFormRow header;
  GArray *rows; /* (owned) (element-type MokFormRow) */
  double gap;   /* above */
  gboolean keep_with_next;
  gboolean may_split; /* between two rows */
  gboolean new_page;
  char *bookmark;        /* (owned) (nullable) */
  int run;               /* index of the run that it belongs to; -1 */
  gboolean is_run_start; /* says of whom the run is asked */
} MokFormBlock;

/* Questions that follow each other and are asked under the same conditions. */
typedef struct
{
  guint first; /* indices of questions */
  guint last;
  char *words; /* (owned): of whom they are asked, as a sentence */
} MokFormRun;

/* What is known of a question before it is laid out. */
typedef struct
{
  GPtrArray *clauses;  /* (owned) (nullable) (element-type utf8): conditions of its own, beside those of its run */
  int run;             /* -1 */
  gboolean is_printed; /* asked of anybody */
} MokFormPlace;

typedef struct
{
  const MokQuestionnaire *form;
  const char *title;
  const char *language;
  MokDisclosure disclosure;
  char *words; /* (owned) (nullable): the six words of the survey */
  MokPaper *paper;
  GArray *places;     /* (owned) (element-type MokFormPlace): by question */
  GArray *runs;       /* (owned) (element-type MokFormRun) */
  GPtrArray *modules; /* (owned) (element-type utf8) (nullable elements): by module, of whom it is asked */
  GPtrArray *notes;   /* (owned) (element-type utf8): conditions that have no words */
  GPtrArray *blocks;  /* (owned) (element-type MokFormBlock) */
} MokForm;

MokFormBlock *mok_form_block_new (double gap);
void mok_form_block_free (MokFormBlock *self);
MokFormRow *mok_form_block_add_row (MokFormBlock *self);
void mok_form_row_add_space (MokFormRow *self, double height);
double mok_form_measure_text (const MokForm *self, const char *text, double size);
double mok_form_row_add_layout (MokFormRow *self, PangoLayout *layout, double x, double y);
double mok_form_row_add_text (MokForm *form,
                              MokFormRow *self,
                              const char *text,
                              double size,
                              gboolean bold,
                              double x,
                              double y,
                              double width);
double mok_form_row_add_centred (MokForm *form,
                                 MokFormRow *self,
                                 const char *text,
                                 double size,
                                 double x,
                                 double y,
                                 double width);
void mok_form_row_add_frame (MokFormRow *self, double padding);
void mok_form_row_add_shape (MokFormRow *self, MokPaperKind kind, double x, double y, double width, double height);
void
mok_form_block_add_text (MokForm *form, MokFormBlock *self, const char *text, double size, gboolean bold, double x);
void mok_form_row_draw (const MokFormRow *self, MokPaper *paper, double x, double y);

void mok_form_find_places (MokForm *self);
const MokFormPlace *mok_form_get_place (const MokForm *self, const MokQuestion *question);

void mok_form_add_front (MokForm *self);
void mok_form_add_end (MokForm *self);
void mok_form_add_question (MokForm *self, const MokQuestion *question);
guint mok_form_count_table (MokForm *self, const MokQuestion *first);
void mok_form_add_table (MokForm *self, const MokQuestion *first, guint n);
void mok_form_add_stem (MokForm *self, const MokQuestion *question);
gboolean mok_form_fits_column (MokForm *self, const MokChoice *choice, double width);
void mok_form_add_column (MokForm *self, MokFormRow *row, const char *code, double middle, double y);
double mok_form_add_heads (MokForm *self, MokFormRow *row, const MokChoiceList *list, double x, double width);
MokFormBlock *mok_form_create_run (MokForm *self, guint run, gboolean again);
char *mok_form_dup_label (const MokForm *self, const MokQuestion *question);
char *mok_form_dup_choice (const MokForm *self, const MokQuestion *question, const MokChoice *choice);
void mok_form_add_answers (MokForm *self, MokFormBlock *block, const MokQuestion *question);
void mok_form_add_caption (MokForm *self, MokFormBlock *block, const MokQuestion *question);

G_END_DECLS
