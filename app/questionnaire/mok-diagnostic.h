/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What a reader has to say about a place in a file. */

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MOK_SEVERITY_WARNING,
  MOK_SEVERITY_ERROR,
} MokSeverity;

typedef struct
{
  MokSeverity severity;
  char *file;    /* (owned) */
  char *sheet;   /* (owned) (nullable): in a spreadsheet, the title of the sheet */
  guint line;    /* 1-based; 0 = the file as a whole, or the sheet */
  guint column;  /* 1-based character in the line, in a spreadsheet the column of the sheet; 0 = the line as a whole */
  char *code;    /* (owned): a stable word for scripts, e.g. "unknown-type" */
  char *message; /* (owned): translated */
} MokDiagnostic;

MokDiagnostic *mok_diagnostic_new (MokSeverity severity,
                                   const char *file,
                                   guint line,
                                   guint column,
                                   const char *code,
                                   const char *message);
MokDiagnostic *mok_diagnostic_new_in_sheet (MokSeverity severity,
                                            const char *file,
                                            const char *sheet,
                                            guint line,
                                            guint column,
                                            const char *code,
                                            const char *message);
void mok_diagnostic_free (MokDiagnostic *self);
char *mok_diagnostic_dup_place (const MokDiagnostic *self);
char *mok_diagnostic_to_string (const MokDiagnostic *self);
guint mok_diagnostics_count (GPtrArray *diagnostics, MokSeverity severity);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokDiagnostic, mok_diagnostic_free)

G_END_DECLS
