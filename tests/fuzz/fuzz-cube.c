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
make_tables (const MokCube *cube)
{
  g_autoptr (GPtrArray) questions = mok_cube_get_questions (cube);
  g_autoptr (GPtrArray) breakdowns = mok_cube_get_breakdowns (cube);

  for (guint q = 0; q < questions->len; q++)
    {
      const char *question = ((MokQuestion *) g_ptr_array_index (questions, q))->name;

      for (guint b = 0; b < breakdowns->len; b++)
        {
          const MokQuestion *by = g_ptr_array_index (breakdowns, b);
          const MokQuestion *filter = g_ptr_array_index (breakdowns, (b + 1) % breakdowns->len);
          g_autoptr (MokTable) table = mok_cube_get_table (cube, question, by->name, filter->name,
                                                           mok_cube_get_level_code (cube, filter, 0), NULL);

          if (table != NULL)
            g_free (mok_table_to_text (table, "en"));
        }
    }
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
