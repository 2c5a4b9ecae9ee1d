/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* A report leaves the window: as a PDF, or on paper. */

#include <gtk/gtk.h>

#include "report/mok-report.h"

G_BEGIN_DECLS

void mok_report_take_save (GtkWidget *widget, MokReport *report);
void mok_report_take_write (GtkWidget *widget, MokReport *report, GFile *file);
GtkPrintOperation *mok_report_take_new_print (MokReport *report);
void mok_report_take_print (GtkWidget *widget, MokReport *report);

G_END_DECLS
