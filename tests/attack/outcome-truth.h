/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* True shares of the outcomes of all protections: of everybody, and by the size of the workplace. */

#include "population.h"

G_BEGIN_DECLS

typedef enum
{
  OUTCOME_ROW_ALL,
  OUTCOME_ROW_UNDER,
  OUTCOME_ROW_OVER,
  OUTCOME_N_ROWS,
} OutcomeRow;

typedef struct
{
  const Population *population;
  guint n_protections;
  double *counts; /* (owned): of each protection, row and class */
} OutcomeTruth;

OutcomeTruth *outcome_truth_new (const Population *population, const guint *people, guint n);
void outcome_truth_free (OutcomeTruth *self);
guint outcome_truth_find (const OutcomeTruth *self, const char *outcome);
const char *outcome_truth_get_name (const OutcomeTruth *self, guint protection);
guint outcome_truth_get_index (guint protection, guint row, guint outcome);
guint outcome_truth_get_n_cells (const OutcomeTruth *self);
double outcome_truth_get_base (const OutcomeTruth *self, guint protection, guint row);
double outcome_truth_get_share (const OutcomeTruth *self, guint protection, guint row, guint outcome);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OutcomeTruth, outcome_truth_free)

G_END_DECLS
