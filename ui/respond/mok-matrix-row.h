/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* One statement of a matrix with its choices: a group of radio buttons. */

#include <adwaita.h>

#include "respond/mok-matrix-columns.h"

G_BEGIN_DECLS

#define MOK_TYPE_MATRIX_ROW (mok_matrix_row_get_type ())
G_DECLARE_FINAL_TYPE (MokMatrixRow, mok_matrix_row, MOK, MATRIX_ROW, AdwBin)

MokMatrixRow *mok_matrix_row_new (guint question, const MokMatrixColumns *columns, GtkWidget *head);
guint mok_matrix_row_get_question (MokMatrixRow *self);
void mok_matrix_row_set_texts (MokMatrixRow *self, const char *statement, const char *hint);
void mok_matrix_row_set_chosen (MokMatrixRow *self, int cell);
int mok_matrix_row_get_chosen (MokMatrixRow *self);
void mok_matrix_row_set_problem (MokMatrixRow *self, const char *text);

guint mok_matrix_row_get_entry (MokMatrixRow *self);
gboolean mok_matrix_row_grab_cell (MokMatrixRow *self, guint cell);
int mok_matrix_row_get_focus (MokMatrixRow *self);
GtkWidget *mok_matrix_row_get_cell (MokMatrixRow *self, guint cell);

G_END_DECLS
