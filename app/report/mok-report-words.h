/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Sentences that a report makes from the numbers. They never say more than the intervals allow. */

#include "analysis/mok-table.h"

G_BEGIN_DECLS

/* A figure whose interval is wider than a third of the scale says too little for a sentence. */
#define MOK_REPORT_WIDEST_INTERVAL (1 / 3.)

/* How a protection fared at workplaces under five beside those of five or more. */
typedef enum
{
  MOK_SIZES_UNKNOWN, /* too few answers on one side */
  MOK_SIZES_UNCLEAR, /* the intervals overlap */
  MOK_SIZES_LESS_OFTEN_UNDER,
  MOK_SIZES_LESS_OFTEN_OVER,
} MokSizesFound;

gboolean mok_report_is_certain (const MokTable *table, int row, int column);
char *mok_report_dup_share (const MokTable *table, guint row, guint column);
char *mok_report_dup_figure (const MokTable *table, guint row, guint column);
char *mok_report_dup_base (const MokTable *table, guint row);
char *mok_report_dup_finding (const MokTable *table, const char *language);
MokSizesFound mok_report_compare_sizes (const MokTable *table);
char *mok_report_dup_sizes_sentence (GPtrArray *tables, const char *language);
char *mok_report_dup_denied_sentence (GPtrArray *tables, const char *language);
char *mok_report_dup_exempt_sentence (GPtrArray *tables, const char *language);
char *mok_report_dup_day (guint day);

G_END_DECLS
