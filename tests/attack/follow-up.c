/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Why gate and follow-up are replaced together: a reader who sees both noisy answers of a person, here of somebody
 * with a rare answer. Replaced apart, two copies that agree prove it; in one block they do not. The form without skip
 * logic has the same questions, so that the real code takes them for two blocks.
 */

#include "config.h"

#include "attack.h"
#include "report.h"
#include "synthetic.h"

#define N_PEOPLE 400
#define RARE 0.05

static const guint one_background[] = { 2 };

/* The second question is asked of those who say A; in the form of two blocks everybody else answers C. */
static void
run (const char *questions, gboolean is_block, guint n_seeds)
{
  g_autoptr (MokRandom) random = mok_random_new_seeded (1);
  g_autoptr (Synthetic) survey = synthetic_new (one_background, 1, questions, N_PEOPLE);
  g_autoptr (MokRawTable) table = NULL;
  g_autoptr (MokPlan) plan = NULL;
  MokReleaseParameters parameters;
  double n_pointed = 0, n_right = 0, n_alone = 0, n_alone_right = 0;

  for (guint i = 0; i < N_PEOPLE; i++)
    {
      const gboolean rare = i < RARE * N_PEOPLE;
      const guint8 other = is_block ? MOK_SLOT_NOT_ASKED : MOK_SLOT_FIRST_ANSWER + 2;

      survey->cells[1][i] = MOK_SLOT_FIRST_ANSWER + !rare;
      survey->cells[2][i] = rare ? (guint8) (MOK_SLOT_FIRST_ANSWER + mok_random_uniform (random, 2)) : other;
    }
  table = synthetic_make_table (survey);
  mok_release_parameters_init (&parameters, N_PEOPLE);
  plan = synthetic_make_plan (table, &parameters);
  if (plan->blocks->n_blocks != (is_block ? 1 : 2))
    g_error ("%u blocks", plan->blocks->n_blocks);
  for (guint seed = 0; seed < n_seeds; seed++)
    {
      const guint8 *gate = mok_raw_table_get_column (table, 1, 0);
      const guint8 *follow = mok_raw_table_get_column (table, 2, 0);

      synthetic_reset (survey, table);
      synthetic_replace (plan, table, seed);
      for (guint i = 0; i < N_PEOPLE; i++)
        {
          const gboolean right = survey->cells[1][i] == MOK_SLOT_FIRST_ANSWER;

          if (gate[i] != MOK_SLOT_FIRST_ANSWER)
            continue;
          n_alone++;
          n_alone_right += right;
          if (follow[i] != MOK_SLOT_FIRST_ANSWER && follow[i] != MOK_SLOT_FIRST_ANSWER + 1)
            continue;
          n_pointed++;
          n_right += right;
        }
    }

  const char *setting = is_block ? "one block (the release)" : "replaced apart";

  report_plain ("follow-up", setting, "right, of those whose gate says rare", REPORT_PERCENT, n_alone_right / n_alone);
  if (is_block)
    report_at_most ("follow-up", setting, "... and a follow-up agrees", REPORT_PERCENT, n_right / n_pointed, 0.9);
  else
    report_at_least ("follow-up", setting, "... and a follow-up agrees, must fail", REPORT_PERCENT, n_right / n_pointed,
                     0.99);
}

void
attack_follow_up (AttackSize size)
{
  const guint n_seeds = size == ATTACK_FULL ? 5000 : 500;

  run (",select_one yn,gate,Gate,,\n,select_one abc,follow,Follow-up,,\n", FALSE, n_seeds);
  run (",select_one yn,gate,Gate,,\n,select_one abc,follow,Follow-up,${gate} = '1',\n", TRUE, n_seeds);
}
