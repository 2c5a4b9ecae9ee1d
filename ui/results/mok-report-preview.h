/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The pages of a report on the screen, one at a time. */

#include <adwaita.h>

#include "report/mok-report.h"

G_BEGIN_DECLS

#define MOK_TYPE_REPORT_PREVIEW (mok_report_preview_get_type ())
G_DECLARE_FINAL_TYPE (MokReportPreview, mok_report_preview, MOK, REPORT_PREVIEW, AdwBin)

GtkWidget *mok_report_preview_new (void);
void mok_report_preview_set_report (MokReportPreview *self, MokReport *report);
MokReport *mok_report_preview_get_report (MokReportPreview *self);
guint mok_report_preview_get_page (MokReportPreview *self);

G_END_DECLS
