/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Choices in order of preference. */

#include "respond/mok-answer-view.h"

G_BEGIN_DECLS

#define MOK_TYPE_RANK_VIEW (mok_rank_view_get_type ())
G_DECLARE_FINAL_TYPE (MokRankView, mok_rank_view, MOK, RANK_VIEW, MokAnswerView)

G_END_DECLS
