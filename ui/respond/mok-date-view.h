/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* A date. */

#include "respond/mok-answer-view.h"

G_BEGIN_DECLS

#define MOK_TYPE_DATE_VIEW (mok_date_view_get_type ())
G_DECLARE_FINAL_TYPE (MokDateView, mok_date_view, MOK, DATE_VIEW, MokAnswerView)

G_END_DECLS
