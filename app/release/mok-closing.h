/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Closing a survey: opened answers in, release out. */

#include <gio/gio.h>

#include "base/mok-progress.h"
#include "base/mok-secret.h"
#include "release/mok-cube.h"
#include "store/mok-survey.h"

G_BEGIN_DECLS

MokCube *mok_closing_run (MokSurvey *survey,
                          MokSecret *key,
                          MokProgressFunc progress,
                          gpointer data,
                          GCancellable *cancellable,
                          GError **error);
MokCube *mok_closing_load_cube (MokSurvey *survey, GError **error);

G_END_DECLS
