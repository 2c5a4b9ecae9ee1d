/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the times of files tell after each operation: a day, no more. The change time (ctime) cannot be set; the table
 * says so instead of leaving it out.
 */

#include "config.h"

#include "attack.h"

#include <sys/stat.h>

#include "store/mok-survey-opening.h"

#include "../store/support-survey.h"
#include "../store/support.h"
#include "report.h"
#include "storage.h"

#define SECONDS_A_DAY 86400

typedef struct
{
  guint n_looks;
  guint n_changed;  /* modification times that are no whole day */
  guint n_accessed; /* access times */
  guint n_ctime;
} Count;

static void
look (Count *count, const char *operation, const char *path)
{
  struct stat about;

  g_assert_cmpint (stat (path, &about), ==, 0);
  count->n_looks++;
  if (about.st_mtim.tv_sec % SECONDS_A_DAY != 0 || about.st_mtim.tv_nsec != 0)
    {
      g_printerr ("times: modification time after: %s\n", operation);
      count->n_changed++;
    }
  if (about.st_atim.tv_sec % SECONDS_A_DAY != 0 || about.st_atim.tv_nsec != 0)
    {
      g_printerr ("times: access time after: %s\n", operation);
      count->n_accessed++;
    }
  count->n_ctime += about.st_ctim.tv_sec % SECONDS_A_DAY != 0;
}

static void
look_at_boxes (StorageFixture *fixture, Count *count, char **copy)
{
  const MokBoxOptions options = { .label = "3병동", .n_access_codes = 12, .end_code = "12345678" };
  const char *survey = mok_survey_get_path (fixture->survey);
  g_autofree char *path = g_build_filename (fixture->folder, "a.mokbox", NULL);
  g_autofree char *other = g_build_filename (fixture->folder, "other.mokbox", NULL);
  g_autofree char *folder = g_build_filename (fixture->folder, "boxes", NULL);
  g_autofree char *adopted = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (other);
  g_autoptr (GFile) source = g_file_new_for_path (path);
  g_auto (GStrv) codes = NULL;
  g_autoptr (GError) error = NULL;

  *copy = g_build_filename (fixture->folder, "copy.mokbox", NULL);
  g_assert_true (mok_survey_make_box (fixture->survey, path, &options, &codes, &error));
  look (count, "a box is made", path);
  look (count, "a box is made: survey", survey);
  adopted = mok_box_adopt (source, folder, &error);
  g_assert_no_error (error);
  look (count, "a box is adopted", adopted);

  g_autoptr (MokBox) box = mok_box_open (path, &error);
  MokBoxStatus status;

  g_assert_no_error (error);
  look (count, "a box is opened", path);
  for (guint i = 0; codes[i] != NULL; i++)
    {
      support_submit (box, i, codes[i], &error);
      g_assert_no_error (error);
      look (count, "an answer is stored", path);
    }
  g_assert_true (mok_box_get_status (box, &status, NULL));
  look (count, "a box is asked for its status", path);
  g_assert_true (mok_box_check_end_code (box, options.end_code, NULL));
  look (count, "an end code is typed", path);
  g_assert_true (mok_box_hand_over (box, *copy, FALSE, &error));
  look (count, "a copy is handed over: copy", *copy);
  look (count, "a copy is handed over: box", path);
  g_assert_true (mok_box_hand_over_to_file (box, file, TRUE, &error));
  look (count, "a copy is handed over elsewhere: copy", other);
  look (count, "a copy is handed over elsewhere: box", path);
}

static void
look_at_survey (StorageFixture *fixture, Count *count, const char *copy)
{
  g_autofree char *survey = g_strdup (mok_survey_get_path (fixture->survey));
  g_autoptr (MokReceipt) receipt = support_merge (fixture->survey, copy, NULL);
  g_autoptr (GBytes) release = g_bytes_new_static ("release", 7);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (receipt->total, ==, 12);
  look (count, "a copy is merged: survey", survey);
  look (count, "a copy is merged: copy", copy);
  support_assert_numbers (fixture->survey, 0, 12);
  look (count, "answers are read", survey);
  g_assert_true (mok_survey_begin_closing (fixture->survey, &error));
  look (count, "closing begins", survey);
  mok_survey_finish_closing (fixture->survey, fixture->key, release, NULL, NULL, &error);
  g_assert_no_error (error);
  look (count, "a survey is closed", survey);

  g_autoptr (MokSurvey) again = mok_survey_open (survey, &error);

  g_assert_no_error (error);
  look (count, "a closed survey is opened", survey);
}

void
attack_times (AttackSize size)
{
  const char *setting = "after each operation";
  g_autoptr (StorageFixture) fixture = NULL;
  g_autofree char *copy = NULL;
  Count count = { 0 };

  storage_begin (3);
  fixture = storage_fixture_new (NULL);
  look (&count, "a survey is made", mok_survey_get_path (fixture->survey));
  look_at_boxes (fixture, &count, &copy);
  look_at_survey (fixture, &count, copy);
  report_plain ("times", setting, "looks at a file", REPORT_COUNT, count.n_looks);
  report_at_most ("times", setting, "modification times that are no whole day", REPORT_COUNT, count.n_changed, 0);
  report_at_most ("times", setting, "access times that are no whole day", REPORT_COUNT, count.n_accessed, 0);
  report_plain ("times", setting, "change times, which nobody can set, that are none", REPORT_COUNT, count.n_ctime);
}
