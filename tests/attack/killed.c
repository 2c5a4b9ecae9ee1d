/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* `kill -9` at random moments on real files: while answers come in, while boxes are merged, while a survey is closed.
 */

#include "config.h"

#include "attack.h"

#include "../store/crash.h"
#include "report.h"
#include "storage.h"

static void
report (const char *setting, const CrashCount *count)
{
  report_plain ("killed", setting, "kills", REPORT_COUNT, count->n_kills);
  report_plain ("killed", setting, "acknowledged answers", REPORT_COUNT, count->n_acknowledged);
  report_at_most ("killed", setting, "... that were lost, or there twice", REPORT_COUNT, count->n_lost, 0);
  report_at_most ("killed", setting, "files that were neither old nor new", REPORT_COUNT, count->n_between, 0);
}

void
attack_killed (AttackSize size)
{
  const guint n_kills = size == ATTACK_FULL ? 1000 : 5;
  CrashCount submitting = { 0 }, merging = { 0 }, closing = { 0 }, standard = { 0 };

  storage_begin (5);
  crash_kill_submitting (n_kills, &submitting);
  report ("while submitting", &submitting);
  report_at_most ("killed", "while submitting", "answers whose giver was not told", REPORT_COUNT,
                  submitting.n_unacknowledged, n_kills);
  report_at_most ("killed", "while submitting", "damaged cells, all named", REPORT_COUNT, submitting.n_damaged,
                  2 * n_kills);
  crash_kill_merging (n_kills, &merging);
  report ("while merging", &merging);
  crash_kill_closing (n_kills, &closing);
  report ("while closing", &closing);
  crash_kill_closing_standard (n_kills, &standard);
  report ("while closing a standard one", &standard);
  report_plain ("killed", "while closing a standard one", "closed when the kill came", REPORT_COUNT, standard.n_done);
  report_at_most ("killed", "while closing a standard one", "releases that came out otherwise", REPORT_COUNT,
                  standard.n_other_release, 0);
  report_at_most ("killed", "while closing a standard one", "unfinished files after the next start", REPORT_COUNT,
                  standard.n_leftovers, 0);
}
