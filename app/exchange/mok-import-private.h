/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The mapping of an import, and how its values become bytes of a record. */

#include <gio/gio.h>

#include "base/mok-csv.h"
#include "interview/mok-record.h"
#include "questionnaire/mok-diagnostic.h"
#include "questionnaire/mok-questionnaire.h"

G_BEGIN_DECLS

#define MOK_IMPORT_MAX_FIELD (1 + (MOK_ANSWER_MAX_CHOICES + 7) / 8)

/* A value as the bytes of its field in a record: the state, then what the kind of question keeps. */
typedef struct
{
  gboolean bad;
  guint size;
  guint8 bytes[MOK_IMPORT_MAX_FIELD];
} MokImportValue;

/* A value that was met before, so that a file of a million rows is not looked up word by word. */
typedef struct
{
  guint length;
  char text[40];
  MokImportValue value;
} MokImportCached;

#define MOK_IMPORT_CACHE_SIZE 256

/* One column of the file that feeds one variable, or is dropped. */
typedef struct
{
  char *name;                  /* (owned) */
  const MokQuestion *question; /* (nullable): %NULL = dropped */
  guint line;                  /* where the mapping names it first */
  GHashTable *codes;           /* (owned) (element-type utf8 utf8): value -> code */
  char *any;                   /* (owned) (nullable): code of every other value */
  guint cell;                  /* number of its cell in a row */
  gsize offset;                /* of the field in a record */
  MokImportCached *cache;      /* (owned) (array fixed-size=256) */
} MokImportColumn;

typedef struct
{
  char *name;         /* (owned): of the mapping file */
  GPtrArray *columns; /* (owned) (element-type MokImportColumn) */
} MokImportMap;

MokImportMap *mok_import_map_read (GFile *file,
                                   MokQuestionnaire *questionnaire,
                                   GPtrArray *diagnostics,
                                   GCancellable *cancellable,
                                   GError **error);
void mok_import_map_free (MokImportMap *self);
guint mok_import_map_bind (MokImportMap *self,
                           const MokRecordLayout *layout,
                           const char *csv_name,
                           const MokCsvCell *cells,
                           guint n_cells,
                           GPtrArray *diagnostics);
const MokImportValue *mok_import_column_find (MokImportColumn *self, const char *text, guint length);

gboolean mok_import_value_parse (const MokQuestion *question, const char *text, MokImportValue *value);
gboolean mok_import_value_is_together (const MokQuestion *question, const guint8 *field);
guint mok_import_value_get_size (const MokQuestion *question);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokImportMap, mok_import_map_free)

G_END_DECLS
