/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Everything that is tried on releases and on files. Each adds lines to the table of report.h. */

#include <glib.h>

G_BEGIN_DECLS

/* How long it may take: seconds for every change, minutes for a release of the program. */
typedef enum
{
  ATTACK_SMALL,
  ATTACK_FULL,
} AttackSize;

void attack_moments (AttackSize size);
void attack_linear (AttackSize size);
void attack_posterior (AttackSize size);
void attack_coalition (AttackSize size);
void attack_fallback (AttackSize size);
void attack_follow_up (AttackSize size);
void attack_reader (AttackSize size);
void attack_law_facts (AttackSize size);
void attack_accuracy (AttackSize size);
void attack_order (AttackSize size);
void attack_two_states (AttackSize size);
void attack_image (AttackSize size);
void attack_times (AttackSize size);
void attack_torn (AttackSize size);
void attack_killed (AttackSize size);

G_END_DECLS
