/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* An answer in words, for the respondent's own eyes. */

#include "interview/mok-interview.h"

G_BEGIN_DECLS

char *mok_answer_dup_wording (MokInterview *interview, guint question, const char *language);

G_END_DECLS
