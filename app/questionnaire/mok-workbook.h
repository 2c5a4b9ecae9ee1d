/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* A workbook in a file of a spreadsheet program (.xlsx, .xlsm). */

#include "questionnaire/mok-package.h"
#include "questionnaire/mok-sheet.h"

G_BEGIN_DECLS

#define MOK_WORKBOOK_MAX_SHEETS 200
#define MOK_WORKBOOK_MAX_TITLE 255              /* bytes; spreadsheets admit 31 characters */
#define MOK_WORKBOOK_MAX_COLUMNS 250            /* with something in them */
#define MOK_WORKBOOK_MAX_CELLS 1000000          /* of all sheets, blank ones between others included */
#define MOK_WORKBOOK_MAX_TEXT (8 * 1024 * 1024) /* bytes of all cells */

/**
 * MokWorkbookPlace:
 *
 * Where reading failed.
 */
typedef struct
{
  char *sheet; /* (owned) (nullable): %NULL for the file as a whole */
  guint line;
  guint column;
} MokWorkbookPlace;

GPtrArray *
mok_workbook_read (const char *bytes, gsize length, const char *const *wanted, MokWorkbookPlace *place, GError **error);

G_END_DECLS
