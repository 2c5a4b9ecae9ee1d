/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Single and multiple choice. */

#include "respond/mok-answer-view.h"

G_BEGIN_DECLS

#define MOK_TYPE_CHOICE_VIEW (mok_choice_view_get_type ())
G_DECLARE_FINAL_TYPE (MokChoiceView, mok_choice_view, MOK, CHOICE_VIEW, MokAnswerView)

G_END_DECLS
