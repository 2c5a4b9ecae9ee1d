/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Questions that are asked together, as rows of one table. */

#include "questionnaire/mok-questionnaire.h"

G_BEGIN_DECLS

#define MOK_MATRIX_MAX_ROWS 30
#define MOK_MATRIX_MAX_ANSWERS 9 /* as many as there are digits to choose them */
#define MOK_MATRIX_MAX_ASIDE 3

/**
 * MokMatrix:
 *
 * The questions of one group: select_one questions in a row, all with the same list of choices. Each is a question like
 * any other: it has its own variable, its own condition and its own place in the record.
 */
struct _MokMatrix
{
  const MokGroup *group;
  const MokQuestion *note; /* (nullable): stands before the rows and is the heading of them all */
  guint first;             /* index of the question that is the first row */
  guint n_rows;
};

/**
 * MokMatrixFault:
 *
 * Why a group that asks to be a matrix is none.
 */
typedef enum
{
  MOK_MATRIX_FAULT_NONE,
  MOK_MATRIX_FAULT_FEW_ROWS,
  MOK_MATRIX_FAULT_MANY_ROWS,
  MOK_MATRIX_FAULT_OTHERS,
  MOK_MATRIX_FAULT_LISTS,
  MOK_MATRIX_FAULT_MANY_CHOICES,
  MOK_MATRIX_FAULT_FEW_CHOICES,
  MOK_MATRIX_FAULT_SHUFFLED,
  MOK_MATRIX_FAULT_SCREENER,
  MOK_MATRIX_FAULT_PERIODS,
  MOK_MATRIX_FAULT_HEADING,
  MOK_MATRIX_FAULT_CONDITION,
} MokMatrixFault;

MokMatrixFault mok_matrix_find (const MokQuestionnaire *form, const MokGroup *group, MokMatrix *matrix);
const MokMatrix *mok_matrix_of (const MokQuestion *question);
const MokText *mok_matrix_get_label (const MokMatrix *self);
const MokText *mok_matrix_get_stem (const MokQuestionnaire *form, const MokQuestion *question);
MokText *mok_matrix_dup_wording (const MokQuestionnaire *form, const MokQuestion *question);
guint mok_matrix_get_start (const MokMatrix *self);
guint mok_matrix_get_end (const MokMatrix *self);
gboolean mok_matrix_is_aside (const MokChoice *choice);

G_END_DECLS
