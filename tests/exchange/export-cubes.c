/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Cubes of random answers to export, and a folder to export into. */

#include "config.h"

#include "export-cubes.h"

#include <glib/gstdio.h>

#include "../release/random-survey.h"
#include "../release/release-survey.h"

/* Every kind of question, exact. */
MokCube *
export_cubes_new_exact (guint n, guint64 seed)
{
  g_autoptr (MokQuestionnaire) form = random_survey_new_questionnaire ();
  g_autoptr (MokRandom) random = mok_random_new_seeded (seed);
  g_autoptr (MokRecordLayout) layout = mok_record_layout_new (form);
  g_autoptr (MokRawTable) table = mok_raw_table_new (layout, NULL, n);
  g_autoptr (GError) error = NULL;
  MokCube *cube;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (MokAnswers) answers = mok_answers_new (form);
      g_autoptr (MokSecret) record = NULL;

      random_survey_fill (answers, random);
      record = mok_record_encode (layout, random_survey_digest, answers);
      g_assert_true (mok_raw_table_add_record (table, mok_secret_data (record), mok_secret_size (record)));
    }
  mok_raw_table_finish (table);
  cube = mok_release_new_exact (table, &(MokReleaseSource){ .flags = MOK_CUBE_OPEN }, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return cube;
}

/* The built-in form, with outcomes of protections; some answers replaced. */
MokCube *
export_cubes_new_released (guint n, guint64 seed)
{
  const guint8 key[MOK_NOISE_KEY_SIZE] = { (guint8) seed };
  g_autoptr (ReleaseSurvey) survey = release_survey_new (n, seed);
  g_autoptr (MokNoise) noise = mok_noise_new (key);
  const MokReleaseSource source = { .flags = MOK_CUBE_SYNTHETIC,
                                    .law_date = RELEASE_SURVEY_LAW_DATE,
                                    .protections = survey->protections };
  MokReleaseParameters parameters;
  g_autoptr (GError) error = NULL;
  MokCube *cube;

  mok_release_parameters_init (&parameters, n);
  cube = mok_release_new_replaced (survey->table, &source, &parameters, noise, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return cube;
}

char *
export_folder_new (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("moksori-export-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

/* How many files are in it, hidden ones too. */
guint
export_folder_count (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

/* Removes it with everything in it. */
void
export_folder_free (char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_remove (path) != 0)
        g_rmdir (path);
    }
  g_rmdir (folder);
  g_free (folder);
}
