/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The responses of an open survey, one by one. A survey that protects answers has none to give. */

#include <gio/gio.h>

#include "base/mok-progress.h"
#include "base/mok-secret.h"
#include "interview/mok-answer.h"
#include "store/mok-survey.h"

G_BEGIN_DECLS

/**
 * MokRowFunc:
 * @answers: one response, without its texts; valid during the call only
 *
 * Returns: %FALSE with @error set to stop
 */
typedef gboolean (*MokRowFunc) (const MokAnswers *answers, gpointer data, GError **error);

gboolean mok_rows_check (MokSurvey *survey, GError **error);
gboolean mok_rows_foreach (MokSurvey *survey,
                           MokSecret *key,
                           MokRowFunc func,
                           gpointer func_data,
                           MokProgressFunc progress,
                           gpointer progress_data,
                           GCancellable *cancellable,
                           GError **error);

G_END_DECLS
