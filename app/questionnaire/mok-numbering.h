/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What people call a question when they speak of it: "12", or "A" for a screener. */

#include "questionnaire/mok-questionnaire.h"

G_BEGIN_DECLS

guint mok_numbering_get (const MokQuestionnaire *form, const MokQuestion *question);
char *mok_numbering_dup (const MokQuestionnaire *form, const MokQuestion *question);

G_END_DECLS
