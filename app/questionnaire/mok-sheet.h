/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The sheets of a workbook as text, with the place of every cell: in one CSV file, or in a file of a spreadsheet. */

#include <glib.h>

G_BEGIN_DECLS

typedef struct _MokSheet MokSheet;

/* What a spreadsheet holds in a cell besides text that somebody typed. */
typedef enum
{
  MOK_SHEET_CELL_TYPED,
  MOK_SHEET_CELL_DATE,      /* a day or a time of day; the text is the one of ISO 8601 */
  MOK_SHEET_CELL_FAULT,     /* a formula came to nothing; the text is what the cell shows, such as "#REF!" */
  MOK_SHEET_CELL_NO_RESULT, /* a formula that was never calculated; the text is the formula */
} MokSheetCellKind;

/**
 * MokSheetCell:
 *
 * A cell; blanks around its text are gone.
 */
typedef struct
{
  const MokSheet *sheet; /* (unowned): the one it stands in */
  char *text;            /* (owned): never %NULL */
  guint line;            /* of the first character of the text, 1-based; in a spreadsheet the row */
  guint column;          /* its 1-based character in the line; in a spreadsheet the column of the sheet */
  gboolean quoted;       /* written in quotation marks, so that each one inside takes two characters of the file */
  gboolean merged;       /* one with cells to its right or below, which are empty then */
  MokSheetCellKind kind;
} MokSheetCell;

typedef struct
{
  guint line;
  guint n_cells;
  MokSheetCell *cells; /* (owned) (array length=n_cells) */
} MokSheetRow;

struct _MokSheet
{
  char *name;          /* (owned): in lower case */
  char *title;         /* (owned) (nullable): as the spreadsheet shows it; %NULL in a CSV file */
  guint line;          /* 0 in a spreadsheet */
  MokSheetRow *header; /* (owned) (nullable): %NULL when the sheet has nothing in it */
  GPtrArray *rows;     /* (owned) (element-type MokSheetRow): those behind the header that are not blank */
};

MokSheet *mok_sheet_new (const char *name, const char *title, guint line);
void mok_sheet_take_row (MokSheet *self, MokSheetRow *row);
GPtrArray *mok_sheet_read_csv (const char *bytes, gsize length, guint *line, guint *column, GError **error);
void mok_sheet_free (MokSheet *self);
void mok_sheet_row_free (MokSheetRow *self);

const MokSheetCell *mok_sheet_row_get (const MokSheetRow *self, guint index);
void mok_sheet_cell_get_place (const MokSheetCell *self, gsize offset, guint *line, guint *column);

G_END_DECLS
