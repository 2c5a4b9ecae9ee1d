/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Real processes at work on real files, and their being killed whenever it pleases. */

#include <glib.h>

#include "store/mok-survey.h"

G_BEGIN_DECLS

typedef struct
{
  GPid pid;
  int output;
} CrashChild;

/* What came of killing a program that many times. */
typedef struct
{
  guint n_kills;
  guint n_acknowledged;   /* answers; of a merge and a closing, those that were there before */
  guint n_lost;           /* of them, not there, or not once */
  guint n_between;        /* files that were neither what they had been nor what they should become */
  guint n_unacknowledged; /* answers that are there and whose giver was not told so */
  guint n_damaged;        /* cells */
  guint n_done;           /* closings that were done when the kill came */
  guint n_other_release;  /* that a survey got which should have got the same one */
  guint n_leftovers;      /* unfinished files that are still there when the survey was opened again */
} CrashCount;

gboolean crash_run_child (int argc, char **argv, int *status);
CrashChild crash_start (const char *verb, const char *a, const char *b, const char *c);
CrashChild crash_start_submitting (const char *path, guint from, guint to);
GArray *crash_finish (const CrashChild *child, int *status);
void crash_kill_submitting (guint n_kills, CrashCount *count);
void crash_kill_merging (guint n_kills, CrashCount *count);
void crash_kill_closing (guint n_kills, CrashCount *count);
void crash_kill_closing_standard (guint n_kills, CrashCount *count);
guint crash_count_lost (MokSurvey *survey, guint from, guint to);
int crash_close_standard (const char *path);

G_END_DECLS
