/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* One made-up respondent of the built-in questionnaire. */

#include "base/mok-random.h"
#include "interview/mok-interview.h"

G_BEGIN_DECLS

void workforce_answer (MokInterview *interview, MokRandom *random);

G_END_DECLS
