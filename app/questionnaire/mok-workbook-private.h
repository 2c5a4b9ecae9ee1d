/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What the parts of the reader of workbooks share. */

#include "questionnaire/mok-number-format.h"
#include "questionnaire/mok-part.h"
#include "questionnaire/mok-workbook.h"

G_BEGIN_DECLS

typedef struct
{
  MokPackage *package; /* (owned) */
  gboolean since_1904;

  GString *strings;      /* (owned): those that cells share, each with a NUL behind it */
  GArray *string_starts; /* (owned) (element-type guint32) */
  GArray *formats;       /* (owned) (element-type MokNumberFormat): by the number that a cell has */

  guint cells_left;
  gsize text_left;
  MokWorkbookPlace *place; /* (unowned) */
} MokWorkbook;

/* mok-workbook-tables.c */
gboolean mok_workbook_read_strings (MokWorkbook *self, const char *part, GError **error);
gboolean mok_workbook_read_formats (MokWorkbook *self, const char *part, GError **error);

/* mok-workbook-cell.c */
gboolean mok_workbook_parse_reference (const char *text, guint *row, guint *column, const char **end);
gboolean
mok_workbook_read_cell (MokWorkbook *self, MokPart *part, const char *name, MokSheetCell *cell, GError **error);

/* mok-workbook-sheet.c */
gboolean mok_workbook_read_sheet (MokWorkbook *self, const char *part, MokSheet *sheet, GError **error);

G_END_DECLS
