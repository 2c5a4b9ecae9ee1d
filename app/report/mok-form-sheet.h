/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The questionnaire on paper, to be filled in by hand. */

#include "questionnaire/mok-questionnaire.h"
#include "report/mok-paper.h"
#include "store/mok-manifest.h"

G_BEGIN_DECLS

MokPaper *
mok_form_sheet_new (MokQuestionnaire *form, const char *title, MokDisclosure disclosure, const char *language);
MokPaper *mok_form_sheet_new_of_survey (MokManifest *manifest, const char *language);

G_END_DECLS
