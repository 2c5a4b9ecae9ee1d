/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The choices of a matrix, in the order in which a row shows them. */

#include <glib.h>

#include "questionnaire/mok-matrix.h"

G_BEGIN_DECLS

typedef struct
{
  const MokChoiceList *list;
  char *language;  /* (owned): of the questionnaire's texts */
  GArray *order;   /* (owned) (element-type guint): indices of choices; those that stand apart come last */
  guint n_answers; /* how many of them do not stand apart */
} MokMatrixColumns;

MokMatrixColumns *mok_matrix_columns_new (const MokChoiceList *list, const char *language);
void mok_matrix_columns_free (MokMatrixColumns *self);
guint mok_matrix_columns_get_n (const MokMatrixColumns *self);
guint mok_matrix_columns_get_choice (const MokMatrixColumns *self, guint cell);
const char *mok_matrix_columns_get_label (const MokMatrixColumns *self, guint cell);
int mok_matrix_columns_get_key (const MokMatrixColumns *self, guint cell);
int mok_matrix_columns_find_key (const MokMatrixColumns *self, guint digit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokMatrixColumns, mok_matrix_columns_free)

G_END_DECLS
