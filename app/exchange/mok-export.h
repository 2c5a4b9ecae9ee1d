/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Results, and rows of open surveys, as files for other programs: CSV, XLSX, SPSS, JSON (docs/formats.md, "Exports").
 */

#include <gio/gio.h>

#include "base/mok-progress.h"
#include "release/mok-cube.h"
#include "store/mok-survey.h"

G_BEGIN_DECLS

#define MOK_EXPORT_ERROR (mok_export_error_quark ())

typedef enum
{
  MOK_EXPORT_ERROR_NAME,   /* the name of the file does not say in which format */
  MOK_EXPORT_ERROR_FORMAT, /* this format cannot hold that */
  MOK_EXPORT_ERROR_FAILED, /* the file could not be made */
} MokExportError;

typedef enum
{
  MOK_EXPORT_CSV,
  MOK_EXPORT_XLSX,
  MOK_EXPORT_SAV,
  MOK_EXPORT_JSON,
} MokExportFormat;

/**
 * MokExportOptions:
 * @title: (nullable): of the survey
 * @language: of labels
 * @filters: CSV and JSON: also every table within each level of each background
 */
typedef struct
{
  const char *title;
  const char *language;
  gboolean filters;
} MokExportOptions;

GQuark mok_export_error_quark (void);

gboolean mok_export_find_format (const char *path, MokExportFormat *format);
gboolean mok_export_tables (const MokCube *cube,
                            const char *path,
                            const MokExportOptions *options,
                            MokProgressFunc progress,
                            gpointer data,
                            GCancellable *cancellable,
                            GError **error);
gboolean mok_export_rows (MokSurvey *survey,
                          MokSecret *key,
                          const char *path,
                          const MokExportOptions *options,
                          MokProgressFunc progress,
                          gpointer data,
                          GCancellable *cancellable,
                          GError **error);

G_END_DECLS
