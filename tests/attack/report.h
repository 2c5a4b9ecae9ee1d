/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The table of figures: attack, setting, figure, goal, and whether it was met. */

#include <glib.h>

G_BEGIN_DECLS

/* How the figure is written. */
typedef enum
{
  REPORT_NUMBER,
  REPORT_PERCENT,
  REPORT_POINTS,
  REPORT_COUNT,
} ReportUnit;

void report_begin (void);
void report_plain (const char *attack, const char *setting, const char *figure, ReportUnit unit, double value);
void report_at_most (const char *attack,
                     const char *setting,
                     const char *figure,
                     ReportUnit unit,
                     double value,
                     double limit);
void report_at_least (const char *attack,
                      const char *setting,
                      const char *figure,
                      ReportUnit unit,
                      double value,
                      double limit);
void report_between (const char *attack,
                     const char *setting,
                     const char *figure,
                     ReportUnit unit,
                     double value,
                     double low,
                     double high);
guint report_end (void);

G_END_DECLS
