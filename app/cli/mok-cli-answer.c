/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* answer, simulate: responses into a box, through the same interview and the same seal as the window. */

#include "config.h"

#include "cli/mok-cli.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/mok-random.h"
#include "interview/mok-answer-json.h"
#include "interview/mok-record.h"
#include "interview/mok-walk.h"
#include "store/mok-survey.h"

/* What of one interview goes into the file. */
static void
encode (MokInterview *interview,
        const MokRecordLayout *layout,
        MokManifest *manifest,
        MokSecret **record,
        MokSecret **comment)
{
  g_autoptr (MokAnswers) answers = mok_interview_dup_answers (interview);

  *record = mok_record_encode (layout, mok_manifest_get_digest (manifest), answers);
  *comment = mok_comment_encode (layout, answers);
}

static MokCliStatus
submit (MokBox *box, MokInterview *interview, const char *access_code)
{
  MokManifest *manifest = mok_box_get_manifest (box);
  g_autoptr (MokRecordLayout) layout = mok_record_layout_new (mok_manifest_get_questionnaire (manifest));
  g_autoptr (MokSecret) record = NULL;
  g_autoptr (MokSecret) comment = NULL;
  g_autoptr (GError) error = NULL;

  encode (interview, layout, manifest, &record, &comment);
  mok_interview_wipe (interview);
  if (!mok_box_submit (box, record, comment, access_code, &error))
    return mok_cli_fail_at (mok_box_get_path (box), error);
  /* Nothing is printed: output that cannot be written would take the acknowledgement back. */
  return MOK_CLI_DONE;
}

MokCliStatus
mok_cli_answer (MokCli *cli)
{
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (MokInterview) interview = NULL;
  g_autoptr (MokRandom) random = NULL;
  g_autoptr (MokSecret) json = NULL;
  g_autoptr (MokBox) box = NULL;
  g_autofree char *access_code = NULL;
  g_autoptr (GError) error = NULL;

  if (!mok_cli_parse (cli, entries, 1, 1))
    return MOK_CLI_USAGE;
  box = mok_box_open (cli->arguments[0], &error);
  if (box == NULL)
    return mok_cli_fail (error);
  json = mok_cli_read_secret (NULL, MOK_CLI_MAX_ANSWERS, &error);
  if (json == NULL)
    return mok_cli_fail (error);

  random = mok_random_new ();
  interview = mok_interview_new (mok_manifest_get_questionnaire (mok_box_get_manifest (box)), random,
                                 mok_interview_get_local_time ());
  if (!mok_answer_json_replay (interview, (const char *) mok_secret_data (json), -1, &access_code, errors))
    {
      for (guint i = 0; i < errors->len; i++)
        /* Translators: what is wrong with the answers that were read from standard input. */
        mok_cli_warn (_ ("Standard input: %s"), (const char *) g_ptr_array_index (errors, i));
      mok_cli_warn (_ ("Nothing was written."));
      return MOK_CLI_REFUSED;
    }
  if (mok_interview_get_state (interview) == MOK_INTERVIEW_SCREENED_OUT)
    {
      mok_cli_warn (_ ("With these answers the interview ends at a screening question: nothing is stored."));
      return MOK_CLI_REFUSED;
    }
  return submit (box, interview, access_code);
}

typedef struct
{
  MokBox *box;       /* (owned) (nullable): one of the two */
  MokSurvey *survey; /* (owned) (nullable) */
  MokManifest *manifest;
} Target;

static void
target_clear (Target *self)
{
  g_clear_object (&self->box);
  g_clear_object (&self->survey);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Target, target_clear)

static gboolean
target_open (Target *self, const char *path, GError **error)
{
  if (!mok_cli_open (path, &self->box, &self->survey, error))
    return FALSE;
  self->manifest = self->box != NULL ? mok_box_get_manifest (self->box) : mok_survey_get_manifest (self->survey);
  return TRUE;
}

static gboolean
target_add (Target *self, MokSecret *record, MokSecret *comment, GError **error)
{
  if (self->survey != NULL)
    return mok_survey_add_sealed (self->survey, record, comment, error);
  return mok_box_submit (self->box, record, comment, NULL, error);
}

static gboolean
add_respondents (Target *target, guint n, guint64 seed, GError **error)
{
  MokQuestionnaire *questionnaire = mok_manifest_get_questionnaire (target->manifest);
  g_autoptr (MokRecordLayout) layout = mok_record_layout_new (questionnaire);
  const double now = mok_interview_get_local_time ();

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (MokRandom) random = mok_random_new_seeded (seed + i);
      g_autoptr (MokInterview) interview = mok_interview_new (questionnaire, random, now);
      g_autoptr (MokSecret) record = NULL;
      g_autoptr (MokSecret) comment = NULL;

      mok_walk_run (interview, random, FALSE);
      if (!mok_cli_check_walk (interview, error))
        return FALSE;
      encode (interview, layout, target->manifest, &record, &comment);
      if (!target_add (target, record, comment, error))
        return FALSE;
      mok_cli_show_progress ((double) (i + 1) / n, NULL);
    }
  mok_cli_end_progress ();
  return TRUE;
}

static gboolean
fill_box (Target *target, guint n, guint64 seed, GError **error)
{
  MokBoxStatus status;

  if (!mok_box_get_status (target->box, &status, error))
    return FALSE;
  if (status.capacity - status.taken < n)
    {
      g_set_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_FULL,
                   _ ("%1$s has room for %2$u more responses, not for %3$u."), mok_box_get_path (target->box),
                   status.capacity - status.taken, n);
      return FALSE;
    }
  return mok_box_mark_synthetic (target->box, error) && add_respondents (target, n, seed, error);
}

/* All of them or none, and without them no mark either. */
static gboolean
fill_survey (Target *target, guint n, guint64 seed, GError **error)
{
  if (!mok_survey_begin (target->survey, error))
    return FALSE;
  if (mok_survey_mark_synthetic (target->survey, error) && add_respondents (target, n, seed, error))
    return mok_survey_commit (target->survey, error);
  mok_survey_roll_back (target->survey);
  return FALSE;
}

MokCliStatus
mok_cli_simulate (MokCli *cli)
{
  gint64 seed = 1;
  int n = 0;
  const GOptionEntry entries[] = {
    { "count", 'n', 0, G_OPTION_ARG_INT, &n, N_ ("How many responses"), "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, N_ ("Seed of the first respondent; the next one has the next seed"),
      "S" },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (Target) target = { 0 };
  g_autoptr (GError) error = NULL;

  if (!mok_cli_parse (cli, entries, 1, 1))
    return MOK_CLI_USAGE;
  if (n < 1 || seed < 0)
    return mok_cli_usage (cli, _ ("--seed is 0 or more, -n is 1 or more."));
  if (!target_open (&target, cli->arguments[0], &error))
    return mok_cli_fail (error);
  if (!(target.box != NULL ? fill_box (&target, (guint) n, (guint64) seed, &error)
                           : fill_survey (&target, (guint) n, (guint64) seed, &error)))
    return mok_cli_fail_at (cli->arguments[0], error);
  mok_cli_print (
      g_dngettext (GETTEXT_PACKAGE, "Added %u synthetic response.\n", "Added %u synthetic responses.\n", (gulong) n),
      (guint) n);
  return MOK_CLI_DONE;
}
