/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The numbers behind a chart, in lines and cells. */

#include "results/mok-figure.h"

G_BEGIN_DECLS

/**
 * MokTableLine:
 * @cells: (owned) (array zero-terminated=1): what stands in them
 * @heading: whether it names the columns
 * @quiet: whether it says how many gave no answer
 */
typedef struct
{
  char **cells;
  gboolean heading;
  gboolean quiet;
} MokTableLine;

GPtrArray *mok_table_lines_new (const MokFigure *figure);
char *mok_table_lines_dup_tsv (GPtrArray *lines);
char *mok_table_lines_dup_html (GPtrArray *lines, const char *caption);

G_END_DECLS
