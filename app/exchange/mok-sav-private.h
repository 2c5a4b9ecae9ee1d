/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What both kinds of SPSS files share: a writer of ReadStat that writes into an export. */

#include <readstat.h>

#include "exchange/mok-export-file-private.h"

G_BEGIN_DECLS

/* Longer labels are cut by SPSS (bytes). */
#define MOK_SAV_MAX_LABEL 250
#define MOK_SAV_MAX_VALUE_LABEL 120
#define MOK_SAV_MAX_STRING 255

/**
 * MokSav:
 *
 * A file of SPSS. It lies where it was made: ReadStat keeps its address.
 */
typedef struct
{
  readstat_writer_t *writer; /* (owned) */
  MokExportFile *file;
  GError *error; /* (owned) (nullable): why the disk refused */
} MokSav;

void mok_sav_init (MokSav *self, MokExportFile *file, const char *title);
void mok_sav_clear (MokSav *self);
char *mok_sav_dup_cut (const char *text, gsize size);
readstat_variable_t *mok_sav_add_number (MokSav *self, const char *name, const char *label, const char *format);
readstat_variable_t *mok_sav_add_string (MokSav *self, const char *name, const char *label, gsize size);
void mok_sav_add_value_label (readstat_label_set_t *labels, double value, const char *label);
gboolean mok_sav_check (MokSav *self, readstat_error_t result, GError **error);
gboolean mok_sav_begin (MokSav *self, guint64 n_rows, GError **error);
readstat_error_t mok_sav_insert_text (MokSav *self, const readstat_variable_t *variable, const char *text);
readstat_error_t mok_sav_insert_number (MokSav *self, const readstat_variable_t *variable, double number);
gboolean mok_sav_finish (MokSav *self, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MokSav, mok_sav_clear)

G_END_DECLS
