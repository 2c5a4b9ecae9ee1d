/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Published or paper data from a CSV file into an open survey. */

#include <gio/gio.h>

#include "questionnaire/mok-diagnostic.h"
#include "store/mok-survey.h"

G_BEGIN_DECLS

#define MOK_IMPORT_ERROR (mok_import_error_quark ())

typedef enum
{
  MOK_IMPORT_ERROR_MAP,  /* the mapping does not fit the questionnaire or the file */
  MOK_IMPORT_ERROR_DATA, /* values or rows that do not fit */
} MokImportError;

/* No more diagnostics than this are kept; one more says that there would be more. */
#define MOK_IMPORT_MAX_DIAGNOSTICS 10000

typedef struct
{
  guint64 rows;
  guint64 bad_values;
} MokImportResult;

GQuark mok_import_error_quark (void);

gboolean mok_import_csv (MokSurvey *survey,
                         GFile *csv,
                         GFile *map,
                         gboolean skip_bad,
                         MokImportResult *result,
                         GPtrArray *diagnostics,
                         GCancellable *cancellable,
                         GError **error);

G_END_DECLS
