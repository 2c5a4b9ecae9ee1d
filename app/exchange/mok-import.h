/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Published or paper data from a CSV file into an open survey. */

#include <gio/gio.h>

#include "questionnaire/mok-diagnostic.h"
#include "store/mok-survey.h"

G_BEGIN_DECLS

typedef struct
{
  guint64 rows;
  guint64 bad_values;
} MokImportResult;

gboolean mok_import_csv (MokSurvey *survey,
                         GFile *csv,
                         GFile *map,
                         gboolean skip_bad,
                         MokImportResult *result,
                         GPtrArray *diagnostics,
                         GCancellable *cancellable,
                         GError **error);

G_END_DECLS
