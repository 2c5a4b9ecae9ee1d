/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What a dummy slip gives: the exact distribution of some answers of a made-up row. */

#include <glib.h>

#include "release/mok-plan-private.h"

G_BEGIN_DECLS

/**
 * MokDummy:
 * @cells: (array): n × n_variables × %MOK_CELL_SIZE bytes: values of the wanted variables
 * @probabilities: (array length=n): of each; they add to 1
 */
typedef struct
{
  guint n;
  guint n_variables;
  guint8 *cells;
  double *probabilities;
} MokDummy;

MokDummy *mok_dummy_new (const MokPlan *plan,
                         const MokBlock *block,
                         MokRow *row,
                         guint n_given,
                         const guint *variables,
                         guint n_variables);
void mok_dummy_free (MokDummy *self);

static inline const guint8 *
mok_dummy_get_cell (const MokDummy *self, guint i, guint variable)
{
  return self->cells + ((gsize) i * self->n_variables + variable) * MOK_CELL_SIZE;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokDummy, mok_dummy_free)

G_END_DECLS
