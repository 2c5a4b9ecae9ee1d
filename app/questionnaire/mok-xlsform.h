/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Questionnaires as XLSForm: reading CSV and workbooks, writing CSV. */

#include <gio/gio.h>

#include "questionnaire/mok-diagnostic.h"
#include "questionnaire/mok-questionnaire.h"

G_BEGIN_DECLS

MokQuestionnaire *mok_xlsform_read (const char *name, GBytes *bytes, GPtrArray *diagnostics);
MokQuestionnaire *mok_xlsform_read_csv (const char *name, GBytes *bytes, GPtrArray *diagnostics);
MokQuestionnaire *mok_xlsform_read_file (GFile *file, GPtrArray *diagnostics, GError **error);
MokQuestionnaire *mok_xlsform_load_builtin (const char *id, GError **error);
GBytes *mok_xlsform_write (const MokQuestionnaire *questionnaire);

G_END_DECLS
