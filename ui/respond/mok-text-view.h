/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Free text. */

#include "respond/mok-answer-view.h"

G_BEGIN_DECLS

#define MOK_TYPE_TEXT_VIEW (mok_text_view_get_type ())
G_DECLARE_FINAL_TYPE (MokTextView, mok_text_view, MOK, TEXT_VIEW, MokAnswerView)

G_END_DECLS
