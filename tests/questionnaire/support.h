/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What several tests of questionnaires need. */

#include "questionnaire/mok-xlsform.h"

G_BEGIN_DECLS

MokQuestionnaire *support_read (const char *csv, GPtrArray *diagnostics);
MokQuestionnaire *support_read_clean (const char *csv);
char *support_dup_path (const char *path);
void support_assert_equal (const MokQuestionnaire *a, const MokQuestionnaire *b);

G_END_DECLS
