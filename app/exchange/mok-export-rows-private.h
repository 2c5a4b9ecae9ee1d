/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Rows of an open survey: which columns they have, and what is in them. */

#include "exchange/mok-export-file-private.h"
#include "exchange/mok-export.h"
#include "interview/mok-answer.h"

G_BEGIN_DECLS

/**
 * MokExportColumn:
 * @name: valid and unique in SPSS, too
 * @choice: of a multiple choice or a ranking: the choice that the column is about; -1 for others
 * @coded: of a single choice: whether codes are whole numbers; else choices are numbered from 1
 * @lowest: numbers for what is missing: not asked this one, then one more for each kind; below every answer
 */
typedef struct
{
  const MokQuestion *question;
  guint index; /* of the question */
  int choice;
  char *name;  /* (owned) */
  char *label; /* (owned) */
  gboolean coded;
  double lowest;
} MokExportColumn;

/* Rows on their way. */
typedef struct
{
  MokSurvey *survey;
  MokSecret *key; /* (nullable) */
  const MokExportOptions *options;
  MokExportFile *file;
  GPtrArray *columns;       /* (element-type MokExportColumn) */
  MokProgressFunc progress; /* (nullable) */
  gpointer progress_data;
  GCancellable *cancellable; /* (nullable) */
} MokExportRows;

GPtrArray *mok_export_columns_new (MokQuestionnaire *questionnaire, const char *language);
gboolean mok_export_column_is_missing (const MokExportColumn *self, const MokAnswers *answers, MokMissing *missing);
double mok_export_column_get_number (const MokExportColumn *self, const MokAnswers *answers);
double mok_export_column_get_choice_number (const MokExportColumn *self, guint choice);

gboolean mok_export_rows_write_csv (const MokExportRows *self, GError **error);
gboolean mok_export_rows_write_sav (const MokExportRows *self, GError **error);

G_END_DECLS
