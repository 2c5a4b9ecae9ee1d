/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Answers as JSON, as `answer` and `form walk` take and give them. */

#include <glib.h>

#include "base/mok-random.h"
#include "interview/mok-interview.h"

G_BEGIN_DECLS

/* Answers an interview from {"variable": code | [codes] | number | "text"}; every fault is named in @errors (utf8). */
gboolean mok_answer_json_replay (MokInterview *interview,
                                 const char *json,
                                 gssize length,
                                 char **access_code,
                                 GPtrArray *errors);
char *mok_answer_json_write (MokInterview *interview);

G_END_DECLS
