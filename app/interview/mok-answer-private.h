/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What the files of interview/ share about answers. */

#include "interview/mok-answer.h"

G_BEGIN_DECLS

gboolean mok_answer_is_required (const MokQuestion *question);
gboolean mok_choice_stands_alone (const MokChoice *choice);
guint mok_answer_get_n_choices (const MokQuestion *question);
guint mok_answer_count_ordinary (const MokQuestion *question, const MokAnswer *answer);
guint mok_answer_get_step (const MokQuestion *question, double value);
double mok_answer_get_step_value (const MokQuestion *question, guint step);
gsize mok_answer_get_text_bytes (const MokQuestion *question);

gboolean mok_answer_is_sound (const MokQuestion *question, const MokAnswer *answer);
gboolean mok_answer_is_in_range (const MokQuestion *question, const MokAnswer *answer);

G_END_DECLS
