/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* A tick that something was read. */

#include "respond/mok-answer-view.h"

G_BEGIN_DECLS

#define MOK_TYPE_ACKNOWLEDGE_VIEW (mok_acknowledge_view_get_type ())
G_DECLARE_FINAL_TYPE (MokAcknowledgeView, mok_acknowledge_view, MOK, ACKNOWLEDGE_VIEW, MokAnswerView)

G_END_DECLS
