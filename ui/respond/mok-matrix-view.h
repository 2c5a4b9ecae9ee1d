/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* A matrix: several questions with the same choices. */

#include "respond/mok-answer-view.h"

G_BEGIN_DECLS

#define MOK_TYPE_MATRIX_VIEW (mok_matrix_view_get_type ())
G_DECLARE_FINAL_TYPE (MokMatrixView, mok_matrix_view, MOK, MATRIX_VIEW, MokAnswerView)

G_END_DECLS
