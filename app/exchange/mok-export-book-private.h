/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* A workbook that is being written: how its cells look, and its sheets. */

#include <xlsxwriter.h>

#include "exchange/mok-export-private.h"

G_BEGIN_DECLS

/* Points. */
#define MOK_EXPORT_TITLE_HEIGHT 22
#define MOK_EXPORT_LINE_HEIGHT 15.5

typedef enum
{
  MOK_STYLE_TITLE,
  MOK_STYLE_TEXT,
  MOK_STYLE_NOTE,
  MOK_STYLE_LINK,
  MOK_STYLE_BAND, /* over several columns */
  MOK_STYLE_HEADER,
  MOK_STYLE_NUMBER_HEADER,
  MOK_STYLE_LABEL,
  MOK_STYLE_PEOPLE,
  MOK_STYLE_ESTIMATE, /* of people */
  MOK_STYLE_PERCENT,
  MOK_STYLE_SHARE, /* with a decimal */
  MOK_STYLE_AT_MOST,
  MOK_STYLE_AT_LEAST,
  MOK_STYLE_WITHHELD,
  MOK_N_STYLES,
} MokStyle;

typedef struct
{
  const MokExport *export;
  lxw_workbook *workbook; /* (owned) (nullable) */
  lxw_format *styles[MOK_N_STYLES];
  lxw_format *ruled[MOK_N_STYLES]; /* the same with a line above */
  lxw_worksheet *contents;
  char *contents_link; /* (owned) */
  lxw_row_t n_contents;
  guint n_sheets;
  lxw_error error; /* the first one */
} MokExportBook;

/* The sheet of one question. */
typedef struct
{
  MokExportBook *book;
  lxw_worksheet *sheet;
  lxw_row_t row;       /* the next one */
  guint by_width;      /* of the longest name of a breakdown */
  guint group_width;   /* of the longest name of a group */
  lxw_col_t n_columns; /* of the table */
  lxw_col_t n_printed; /* of these: shares and missing answers; more would make the print tiny */
} MokExportSheet;

void mok_export_book_keep (MokExportBook *self, lxw_error error);
void mok_export_book_write (MokExportBook *self,
                            lxw_worksheet *sheet,
                            lxw_row_t row,
                            lxw_col_t column,
                            const char *text,
                            MokStyle style);
void mok_export_book_write_link (MokExportBook *self,
                                 lxw_worksheet *sheet,
                                 lxw_row_t row,
                                 lxw_col_t column,
                                 const char *link,
                                 const char *text);
lxw_row_t mok_export_book_write_note (MokExportBook *self,
                                      lxw_worksheet *sheet,
                                      lxw_row_t row,
                                      lxw_col_t n_columns,
                                      guint width,
                                      const char *text);
char *mok_export_sheet_dup_name (guint number, const char *title, const char *kind);
char *mok_export_sheet_dup_link (const char *name);
guint mok_export_text_get_width (const char *text);
guint mok_export_text_get_n_lines (const char *text, guint width);

void mok_export_sheet_begin (MokExportSheet *self,
                             MokExportBook *book,
                             const MokExportRequest *request,
                             const MokTable *table);
void mok_export_sheet_add_rows (MokExportSheet *self, const MokTable *table);
void mok_export_sheet_end (MokExportSheet *self);

gboolean mok_xlsx_check (const char *path);

G_END_DECLS
