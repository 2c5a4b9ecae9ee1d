/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* How a spreadsheet shows a number. */

#include <glib.h>

G_BEGIN_DECLS

/**
 * MokNumberFormat:
 *
 * What makes a difference to a text: whether the number is a percentage, a day, a time of day, or filled with zeros.
 */
typedef struct
{
  gboolean is_percent;
  gboolean has_day;
  gboolean has_time;
  gboolean is_elapsed; /* hours that do not end at 24 */
  guint8 n_zeros;      /* at least so many digits */
} MokNumberFormat;

void mok_number_format_parse (MokNumberFormat *self, const char *code);
void mok_number_format_get_builtin (MokNumberFormat *self, guint id);
char *mok_number_format_apply (const MokNumberFormat *self, double number, gboolean since_1904, gboolean *is_date);

G_END_DECLS
