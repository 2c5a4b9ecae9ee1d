/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Whether groups differ in their answers. */

#include "analysis/mok-table.h"

G_BEGIN_DECLS

/* Tables that a simulated test draws. */
#define MOK_INDEPENDENCE_DRAWS 10000

typedef enum
{
  MOK_TEST_CHI_SQUARE, /* Pearson's chi-square */
  MOK_TEST_EXACT,      /* Fisher's, by enumeration */
  MOK_TEST_SIMULATED,  /* by %MOK_INDEPENDENCE_DRAWS random tables */
} MokTestMethod;

/**
 * MokIndependence:
 *
 * What a test of independence found.
 */
typedef struct
{
  MokTestMethod method;
  guint n_groups;
  guint n_answers;
  double statistic; /* Pearson's chi-square, whatever the method */
  guint df;         /* degrees of freedom */
  double p;         /* 0 to 1; corrected for the comparisons */
  double cramers_v; /* strength, 0 to 1 */
  int column; /* several answers each: the answer in which groups differ most, of which the rest is told; else -1 */
  guint n_comparisons; /* how many answers were looked at; 1 where all are tested together */
} MokIndependence;

gboolean mok_table_test_independence (const MokTable *self, MokIndependence *result);
gboolean mok_table_test_choice (const MokTable *self, guint column, MokIndependence *result);
gboolean mok_independence_is_clear (const MokIndependence *result);
const char *mok_test_method_get_name (MokTestMethod method);

G_END_DECLS
