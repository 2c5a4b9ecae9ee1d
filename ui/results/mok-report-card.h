/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What an organizer does with a chart: pins it to the report, and writes a note below it. */

#include <adwaita.h>

#include "store/mok-survey-figures.h"

G_BEGIN_DECLS

#define MOK_TYPE_REPORT_CARD (mok_report_card_get_type ())
G_DECLARE_FINAL_TYPE (MokReportCard, mok_report_card, MOK, REPORT_CARD, AdwBin)

GtkWidget *mok_report_card_new (void);
void mok_report_card_set_figures (MokReportCard *self, const MokSurveyFigures *figures);
const MokSurveyFigures *mok_report_card_get_figures (MokReportCard *self);
void mok_report_card_show (MokReportCard *self, const MokPin *pin);
void mok_report_card_toggle (MokReportCard *self);
void mok_report_card_finish (MokReportCard *self);

G_END_DECLS
