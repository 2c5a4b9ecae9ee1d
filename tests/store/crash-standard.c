/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Closing a survey that protects answers, with its real release, and being killed meanwhile. The program runs itself as
 * `PROGRAM release SURVEY`. Must not judge what it counts.
 */

#include "config.h"

#include "crash.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "base/mok-random.h"
#include "release/mok-closing.h"

#include "support-survey.h"
#include "support.h"

#define N_RESPONSES 60

static gboolean
close_with_release (MokSurvey *survey, MokSecret *key)
{
  const MokClosingOptions options = { 0 };
  g_autoptr (MokCube) cube = mok_closing_run (survey, key, &options, NULL, NULL, NULL, NULL);

  return cube != NULL;
}

int
crash_close_standard (const char *path)
{
  const char *const passphrases[] = { SUPPORT_PASSPHRASE };
  g_autoptr (MokSurvey) survey = mok_survey_open (path, NULL);
  g_autoptr (MokSecret) key = survey != NULL ? mok_survey_unlock (survey, passphrases, 1, NULL) : NULL;
  const guint ready = 1;

  if (key == NULL || write (STDOUT_FILENO, &ready, sizeof ready) != sizeof ready)
    return 1;
  return close_with_release (survey, key) ? 0 : 1;
}

/* Files whose name begins with a dot are unfinished work. */
static guint
count_leftovers (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    n += name[0] == '.';
  return n;
}

typedef struct
{
  char *folder;
  char *path;
  char *journal;
  GByteArray *before; /* the survey, collecting */
  GBytes *release;    /* what comes of closing it */
  gint64 duration;    /* of closing it, in microseconds */
} Standard;

/* Starts closing the survey as it was before, which is done or killed after @wait microseconds. */
static void
run_and_kill (const Standard *self, gint64 wait)
{
  CrashChild child;
  guint ready;
  int ended;

  support_write (self->path, self->before->data, self->before->len);
  g_unlink (self->journal);
  child = crash_start ("release", self->path, NULL, NULL);
  g_assert_cmpint (read (child.output, &ready, sizeof ready), ==, sizeof ready);
  if (wait >= 0)
    {
      g_usleep ((gulong) wait);
      kill (child.pid, SIGKILL);
    }
  g_array_unref (crash_finish (&child, &ended));
}

static void
set_up (Standard *self)
{
  g_autoptr (MokSurvey) survey = NULL;
  g_autofree char *box = NULL;
  gint64 start;

  self->folder = support_make_folder ();
  survey = support_make_survey (self->folder, "survey.moksori", MOK_DISCLOSURE_STANDARD);
  box = support_make_box (survey, self->folder, "a.mokbox", NULL);
  self->path = g_strdup (mok_survey_get_path (survey));
  self->journal = g_strconcat (self->path, "-journal", NULL);
  support_submit_range (box, 0, N_RESPONSES);
  mok_receipt_free (support_merge (survey, box, NULL));
  g_clear_object (&survey);
  self->before = support_read (self->path);

  start = g_get_monotonic_time ();
  run_and_kill (self, -1);
  self->duration = g_get_monotonic_time () - start;
  survey = mok_survey_open (self->path, NULL);
  self->release = mok_survey_load_release (survey, NULL);
  g_assert_nonnull (self->release);
}

static void
tear_down (Standard *self)
{
  g_bytes_unref (self->release);
  g_byte_array_unref (self->before);
  g_free (self->journal);
  g_free (self->path);
  support_remove_folder (self->folder);
}

/* Either all responses are there, and closing gives the release, or the release is there already. */
static void
look (const Standard *self, CrashCount *count)
{
  const char *const passphrases[] = { SUPPORT_PASSPHRASE };
  g_autoptr (MokSurvey) survey = mok_survey_open (self->path, NULL);
  g_autoptr (MokSecret) key = NULL;
  g_autoptr (GBytes) release = NULL;
  MokSurveyStatus status = { 0 };

  count->n_leftovers += count_leftovers (self->folder);
  if (survey == NULL || !mok_survey_get_status (survey, &status, NULL) || status.responses != N_RESPONSES)
    {
      count->n_between++;
      return;
    }
  count->n_done += status.closed;
  if (!status.closed)
    {
      count->n_lost += crash_count_lost (survey, 0, N_RESPONSES);
      key = mok_survey_unlock (survey, passphrases, 1, NULL);
      count->n_between += key == NULL || !close_with_release (survey, key);
      count->n_leftovers += count_leftovers (self->folder);
    }
  release = mok_survey_load_release (survey, NULL);
  count->n_other_release += release == NULL || !g_bytes_equal (release, self->release);
}

/* Open with everything or closed with the release, and always the same one, bit for bit. */
void
crash_kill_closing_standard (guint n_kills, CrashCount *count)
{
  g_autoptr (MokRandom) random = mok_random_new ();
  Standard standard = { 0 };

  set_up (&standard);
  for (guint i = 0; i < n_kills; i++)
    {
      /* What was measured includes starting the program. */
      run_and_kill (&standard, mok_random_uniform (random, (guint32) standard.duration));
      look (&standard, count);
      count->n_kills++;
      count->n_acknowledged += N_RESPONSES;
    }
  tear_down (&standard);
}
