/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What all formats of an export share: the list of tables, their figures, and the work around them. */

#include "exchange/mok-export-file-private.h"
#include "exchange/mok-export.h"

G_BEGIN_DECLS

typedef enum
{
  MOK_EXPORT_PLAIN,
  MOK_EXPORT_DETAILS, /* of an outcome */
  MOK_EXPORT_WEIGHTED,
} MokExportKind;

/* One table to ask the cube for. */
typedef struct
{
  const MokQuestion *question;
  gboolean outcome;
  MokExportKind kind;
  const MokQuestion *by;     /* (nullable) */
  const MokQuestion *filter; /* (nullable) */
  guint level;               /* of the filter */
} MokExportRequest;

/* An export on its way. */
typedef struct
{
  const MokCube *cube;
  const MokExportOptions *options;
  MokExportFile *file;
  MokProgressFunc progress; /* (nullable) */
  gpointer progress_data;
  GCancellable *cancellable; /* (nullable) */
} MokExport;

/**
 * MokExportFigure:
 * @kind: `answer`, `detail` or `missing`
 * @base: people that the share is of; NAN where the group is not shown
 * @count: people; NAN where a release has none
 * @bound: (nullable): `at_most`, `at_least` or `not_shown`
 * @percent: what tables and charts show, in whole points: the end of the interval where there is a bound; -1 = nothing
 */
typedef struct
{
  const MokTableRow *row;
  const char *kind;
  const char *code;
  const char *label;
  double base;
  double count;
  double share;
  double low;
  double high;
  const char *bound;
  int percent;
} MokExportFigure;

typedef gboolean (*MokExportFigureFunc) (const MokTable *table,
                                         const MokExportFigure *figure,
                                         gpointer data,
                                         GError **error);

GArray *mok_export_list_requests (const MokCube *cube, gboolean filters);
MokTable *mok_export_request_load (const MokExportRequest *self, const MokCube *cube, char **refusal);
gboolean mok_export_request_is_same_question (const MokExportRequest *self, const MokExportRequest *other);
gboolean mok_export_foreach_figure (const MokTable *table,
                                    const char *language,
                                    MokExportFigureFunc func,
                                    gpointer data,
                                    GError **error);
guint mok_export_get_n_missing (const MokTable *table);
const char *mok_export_get_missing_label (const MokTable *table, MokMissing missing);
GPtrArray *mok_export_list_notes (const MokCube *cube);
gboolean mok_export_check (const MokExport *self, double fraction, GError **error);

gboolean mok_export_write_csv (const MokExport *self, GError **error);
gboolean mok_export_write_json (const MokExport *self, GError **error);
gboolean mok_export_write_xlsx (const MokExport *self, GError **error);
gboolean mok_export_write_sav (const MokExport *self, GError **error);

G_END_DECLS
