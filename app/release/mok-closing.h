/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Closing a survey: opened answers in, release out. */

#include <gio/gio.h>

#include "base/mok-progress.h"
#include "base/mok-secret.h"
#include "release/mok-cube.h"
#include "release/mok-note.h"
#include "release/mok-rehearsal.h"
#include "store/mok-survey.h"

G_BEGIN_DECLS

/* A survey that protects answers closes from this many responses on … */
#define MOK_CLOSING_MIN_RESPONSES 20
/* … or, when that is asked for, from this many. */
#define MOK_CLOSING_MIN_SMALL 10

typedef struct
{
  gboolean small;      /* close with 10 to 19 responses too */
  const char *margins; /* (nullable): path of a CSV file with known shares of backgrounds, to weight by */
} MokClosingOptions;

MokRehearsal *mok_closing_rehearse (MokSurvey *survey,
                                    MokSecret *key,
                                    MokProgressFunc progress,
                                    gpointer data,
                                    GCancellable *cancellable,
                                    GError **error);
MokCube *mok_closing_run (MokSurvey *survey,
                          MokSecret *key,
                          const MokClosingOptions *options,
                          MokProgressFunc progress,
                          gpointer data,
                          GCancellable *cancellable,
                          GError **error);
MokCube *mok_closing_load_cube (MokSurvey *survey, GError **error);
GPtrArray *mok_closing_list_certificate (const MokCube *cube);
GPtrArray *mok_closing_list_left (MokSurvey *survey, GError **error);

G_END_DECLS
