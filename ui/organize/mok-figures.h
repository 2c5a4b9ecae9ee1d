/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Figures of a survey in words. While it collects, counts move by ten at most. */

#include "store/mok-survey.h"

G_BEGIN_DECLS

char *mok_figures_dup_responses (guint responses, gboolean closed);
char *mok_figures_dup_share (guint responses, guint headcount);
char *mok_figures_dup_summary (const MokSurveyStatus *status, MokDisclosure disclosure);
char *mok_figures_dup_codes (const MokCodeCounts *codes, gboolean closed);
gboolean mok_figures_can_close (const MokSurveyStatus *status, MokDisclosure disclosure);
char *mok_figures_dup_why_not_close (const MokSurveyStatus *status, MokDisclosure disclosure);

G_END_DECLS
