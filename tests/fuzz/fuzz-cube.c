/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Fuzz target: any bytes as a release cube. The check sum at the end is made right, so that what lies behind it is
 * reached. Every table of a cube that is accepted is made.
 */

#include "config.h"

#include <string.h>

#include "random-survey.h"
#include "release/mok-release-private.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
read_out (MokTable *table)
{
  if (table == NULL)
    return;
  g_free (mok_table_to_text (table, "en"));
  g_free (mok_table_to_json (table, "en"));
  mok_table_unref (table);
}

static void
make_tables_of (const MokCube *cube, const char *question)
{
  g_autoptr (GPtrArray) breakdowns = mok_cube_get_breakdowns (cube);

  read_out (mok_cube_get_table (cube, question, NULL, NULL, NULL, NULL));
  for (guint b = 0; b < breakdowns->len; b++)
    {
      const MokQuestion *by = g_ptr_array_index (breakdowns, b);
      const MokQuestion *filter = g_ptr_array_index (breakdowns, (b + 1) % breakdowns->len);
      const char *code = mok_cube_get_level_code (cube, filter, 0);

      read_out (mok_cube_get_table (cube, question, by->name, filter->name, code, NULL));
      read_out (mok_cube_get_table_weighted (cube, question, by->name, NULL));
      read_out (mok_cube_get_outcome_details (cube, question, by->name, NULL, NULL, NULL));
      read_out (mok_cube_get_outcome_unflagged (cube, question, by->name, NULL));
    }
}

static void
make_tables (const MokCube *cube)
{
  g_autoptr (GPtrArray) questions = mok_cube_get_questions (cube);
  g_autoptr (GPtrArray) outcomes = mok_cube_get_outcomes (cube);
  g_autoptr (GPtrArray) headline = mok_cube_get_outcome_tables_unflagged (cube, NULL);

  for (guint q = 0; q < questions->len; q++)
    make_tables_of (cube, ((MokQuestion *) g_ptr_array_index (questions, q))->name);
  for (guint q = 0; q < outcomes->len; q++)
    make_tables_of (cube, ((MokQuestion *) g_ptr_array_index (outcomes, q))->name);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (MokQuestionnaire) form = random_survey_new_questionnaire ();
  g_autofree guint8 *copy = g_memdup2 (data, size);

  if (size >= MOK_CUBE_CHECK_SIZE)
    mok_hash (copy + size - MOK_CUBE_CHECK_SIZE, MOK_CUBE_CHECK_SIZE, copy, size - MOK_CUBE_CHECK_SIZE);

  g_autoptr (GBytes) bytes = g_bytes_new (copy, size);
  g_autoptr (MokCube) cube = mok_cube_new_from_bytes (bytes, form, NULL);

  if (cube != NULL)
    make_tables (cube);
  return 0;
}
