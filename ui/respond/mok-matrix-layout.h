/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* One line of a table whose columns are all equally wide. */

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MOK_TYPE_MATRIX_LAYOUT (mok_matrix_layout_get_type ())
G_DECLARE_FINAL_TYPE (MokMatrixLayout, mok_matrix_layout, MOK, MATRIX_LAYOUT, GtkLayoutManager)

GtkLayoutManager *mok_matrix_layout_new (GtkWidget *head);

G_END_DECLS
