/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Writing the report: what goes into it, how its pages look, and where it goes. */

#include <adwaita.h>

#include "report/mok-report.h"

G_BEGIN_DECLS

#define MOK_TYPE_REPORT_DIALOG (mok_report_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MokReportDialog, mok_report_dialog, MOK, REPORT_DIALOG, AdwWindow)

GtkWindow *mok_report_dialog_new (GtkWindow *parent, const MokReportInput *input);

G_END_DECLS
