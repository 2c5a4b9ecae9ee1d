/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The sheets of a workbook as text, with the place of every cell. */

#include <glib.h>

G_BEGIN_DECLS

/**
 * MokSheetCell:
 *
 * A cell; blanks around its text are gone.
 */
typedef struct
{
  char *text;      /* (owned): never %NULL */
  guint line;      /* of the first character of the text, 1-based */
  guint column;    /* its 1-based character in the line */
  gboolean quoted; /* written in quotation marks, so that each one inside takes two characters of the file */
} MokSheetCell;

typedef struct
{
  guint line;
  guint n_cells;
  MokSheetCell *cells; /* (owned) (array length=n_cells) */
} MokSheetRow;

typedef struct
{
  char *name; /* (owned): in lower case */
  guint line;
  MokSheetRow *header; /* (owned) (nullable): %NULL when the sheet has nothing in it */
  GPtrArray *rows;     /* (owned) (element-type MokSheetRow): those behind the header that are not blank */
} MokSheet;

GPtrArray *mok_sheet_read_csv (const char *bytes, gsize length, guint *line, guint *column, GError **error);
void mok_sheet_free (MokSheet *self);

const MokSheetCell *mok_sheet_row_get (const MokSheetRow *self, guint index);
void mok_sheet_cell_get_place (const MokSheetCell *self, gsize offset, guint *line, guint *column);

G_END_DECLS
