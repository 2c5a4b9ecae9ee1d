/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Whole numbers, decimal numbers and numbers with steps. */

#include "respond/mok-answer-view.h"

G_BEGIN_DECLS

#define MOK_TYPE_NUMBER_VIEW (mok_number_view_get_type ())
G_DECLARE_FINAL_TYPE (MokNumberView, mok_number_view, MOK, NUMBER_VIEW, MokAnswerView)

G_END_DECLS
