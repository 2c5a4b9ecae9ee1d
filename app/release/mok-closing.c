/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Closing a survey: every response is opened once, and the cube takes the place of the responses. Of a survey that
 * protects answers that cube is counted from replaced answers. At any failure before the last step, and when it is
 * cancelled, the survey stays open and as it was; closed again it gives the same release.
 */

#include "config.h"

#include "release/mok-closing.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "base/mok-day.h"
#include "release/mok-consistency-private.h"
#include "release/mok-cube-columns-private.h"
#include "release/mok-release-private.h"
#include "release/mok-review-private.h"
#include "release/mok-weighting-private.h"
#include "store/mok-survey-opening.h"

/* Opening takes most of the time: a public-key operation for each response. */
#define SHARE_OF_OPENING 0.8
#define SHARE_OF_COUNTING 0.15

/* The 95 % point of the normal distribution, and the share for which the rehearsal tells how exact it will be. */
#define Z95 1.959963984540054
#define TYPICAL_SHARE 0.3

typedef struct
{
  MokSurvey *survey;
  MokSurveyStatus status;
  gboolean is_open;
  guint law_date;
  GPtrArray *protections;
  GPtrArray *margins;
  MokRawTable *table;
  guint64 n_unreadable;
  MokProgressFunc progress;
  gpointer data;
} Closing;

static void
closing_clear (Closing *self)
{
  g_clear_pointer (&self->protections, g_ptr_array_unref);
  g_clear_pointer (&self->margins, g_ptr_array_unref);
  g_clear_pointer (&self->table, mok_raw_table_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Closing, closing_clear)

static void
report_opening (double fraction, gpointer data)
{
  const Closing *self = data;

  if (self->progress != NULL)
    self->progress (SHARE_OF_OPENING * fraction, self->data);
}

static void
report_counting (double fraction, gpointer data)
{
  const Closing *self = data;

  if (self->progress != NULL)
    self->progress (SHARE_OF_OPENING + SHARE_OF_COUNTING * fraction, self->data);
}

/* Whoever has the public key can seal anything. What is no record is left out and counted, here as in
 * mok_survey_foreach_record(): it must not keep everybody else's from being counted.
 */
static gboolean
add_record (const guint8 *record, gsize size, gpointer data, GError **error)
{
  Closing *self = data;

  if (!mok_raw_table_add_record (self->table, record, size))
    self->n_unreadable++;
  return TRUE;
}

static gboolean
closing_init (Closing *self, MokSurvey *survey, MokProgressFunc progress, gpointer data, GError **error)
{
  MokManifest *manifest = mok_survey_get_manifest (survey);
  g_autoptr (MokRecordLayout) layout = mok_record_layout_new (mok_manifest_get_questionnaire (manifest));
  g_autoptr (MokCodebook) codebook = mok_codebook_new (mok_manifest_get_questionnaire (manifest));

  *self = (Closing){ .survey = survey, .progress = progress, .data = data };
  if (!mok_survey_get_status (survey, &self->status, error))
    return FALSE;
  self->is_open = mok_manifest_get_disclosure (manifest) == MOK_DISCLOSURE_OPEN;
  self->law_date = mok_day_parse (mok_manifest_get_law_date (manifest));
  self->protections = mok_judge_choose_protections (codebook, self->law_date);
  /* Of a closed survey there is a number and nothing to read. */
  self->table = mok_raw_table_new (layout, codebook, self->status.closed ? 0 : self->status.responses);
  return TRUE;
}

static gboolean
open_records (Closing *self, MokSecret *key, GCancellable *cancellable, GError **error)
{
  if (!mok_survey_foreach_record (self->survey, key, add_record, self, report_opening, self, cancellable, error))
    return FALSE;
  self->n_unreadable += mok_survey_get_n_unreadable (self->survey);
  mok_raw_table_finish (self->table);
  return TRUE;
}

static gboolean
check_number (const Closing *self, gboolean small, GError **error)
{
  const guint least = self->is_open ? 1 : small ? MOK_CLOSING_MIN_SMALL : MOK_CLOSING_MIN_RESPONSES;

  if (self->status.closed || self->status.responses >= least)
    return TRUE;
  if (self->is_open)
    g_set_error_literal (error, MOK_STORE_ERROR, MOK_STORE_ERROR_TOO_FEW,
                         _ ("There are no responses to count yet. The survey stays open."));
  else
    g_set_error (
        error, MOK_STORE_ERROR, MOK_STORE_ERROR_TOO_FEW,
        _ ("%1$u responses so far. Closing needs at least %2$u, so that the figures can protect everybody. The "
           "survey stays open."),
        self->status.responses, least);
  return FALSE;
}

/* Damaged responses do not count. */
static gboolean
check_readable (const Closing *self, gboolean small, GError **error)
{
  const gsize least = small ? MOK_CLOSING_MIN_SMALL : MOK_CLOSING_MIN_RESPONSES;

  if (self->is_open || mok_raw_table_get_n_rows (self->table) >= least)
    return TRUE;
  g_set_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_TOO_FEW,
               _ ("Too few responses can be read: closing needs at least %u. The survey stays open."), (guint) least);
  return FALSE;
}

/* Before anything is opened: a file that is wrong costs nothing. */
static gboolean
read_margins (Closing *self, const MokClosingOptions *options, GError **error)
{
  g_autoptr (GFile) file = NULL;

  if (options == NULL || options->margins == NULL)
    return TRUE;
  file = g_file_new_for_path (options->margins);
  self->margins = mok_weighting_read_margins (file, mok_raw_table_get_codebook (self->table), error);
  return self->margins != NULL;
}

static MokNoise *
make_noise (Closing *self, MokSecret *key, GError **error)
{
  g_autoptr (MokSecret) noise_key = NULL;

  if (!mok_survey_derive_noise_key (self->survey, key, &noise_key, error))
    return NULL;
  return mok_noise_new (mok_secret_data (noise_key));
}

/* Of a standard survey, beside the computing: it needs nothing of the file and leaves cores free, which opening the
 * comments needs.
 */
typedef struct
{
  Closing *closing;
  MokSecret *key;
  GCancellable *cancellable;
  GBytes *review;
  GError *error;
} Comments;

static gpointer
collect_comments (gpointer data)
{
  Comments *self = data;
  g_autoptr (MokRecordLayout) layout =
      mok_record_layout_new (mok_manifest_get_questionnaire (mok_survey_get_manifest (self->closing->survey)));
  g_autoptr (MokReviewCollector) collector = mok_review_collector_new (layout);

  if (mok_survey_foreach_sealed_comment (self->closing->survey, self->key, mok_review_collector_add, collector,
                                         self->cancellable, &self->error))
    self->review = mok_review_collector_finish (collector);
  return NULL;
}

static MokCube *
compute (Closing *self, MokSecret *key, gboolean small, GBytes **review, GCancellable *cancellable, GError **error)
{
  const MokReleaseSource source = {
    .flags = (self->is_open ? MOK_CUBE_OPEN : 0) | (self->status.synthetic ? MOK_CUBE_SYNTHETIC : 0),
    .n_unreadable = self->n_unreadable,
    .law_date = self->law_date,
    .protections = self->protections,
    .margins = self->margins,
    .headcount = mok_manifest_get_headcount (mok_survey_get_manifest (self->survey)),
  };
  Comments comments = { .closing = self, .key = key, .cancellable = cancellable };
  MokReleaseParameters parameters;
  g_autoptr (MokNoise) noise = NULL;
  g_autoptr (MokCube) cube = NULL;
  GThread *thread;

  if (self->is_open)
    return mok_release_new_exact (self->table, &source, report_counting, self, cancellable, error);
  if (!check_readable (self, small, error))
    return NULL;
  noise = make_noise (self, key, error);
  if (noise == NULL)
    return NULL;
  mok_release_parameters_init (&parameters, mok_raw_table_get_n_rows (self->table));
  thread = g_thread_new ("moksori-comments", collect_comments, &comments);
  cube = mok_release_new_replaced (self->table, &source, &parameters, noise, report_counting, self, cancellable, error);
  g_thread_join (thread);
  *review = comments.review;
  if (comments.error == NULL)
    return g_steal_pointer (&cube);
  if (cube != NULL)
    g_propagate_error (error, comments.error);
  else
    g_error_free (comments.error);
  return NULL;
}

/**
 * mok_closing_run:
 * @survey: a survey that is not closed yet
 * @key: (nullable): its opened key; may be %NULL when nothing is sealed
 * @options: (nullable): how to close
 * @progress: (nullable): called with 0 to 1
 * @data: for @progress
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error of %MOK_STORE_ERROR, %MOK_CUBE_ERROR, %MOK_MARGINS_ERROR, %MOK_RAKING_ERROR or
 *   %G_IO_ERROR
 *
 * Opens all responses, computes the results and stores them in the survey file. Cannot be undone. Slow: not for the
 * main thread of a window. Responses that are damaged, or were made by something that is not this program, are left
 * out: mok_cube_get_n_unreadable().
 *
 * Returns: (transfer full) (nullable): the results; %NULL when the survey is still open
 */
MokCube *
mok_closing_run (MokSurvey *survey,
                 MokSecret *key,
                 const MokClosingOptions *options,
                 MokProgressFunc progress,
                 gpointer data,
                 GCancellable *cancellable,
                 GError **error)
{
  g_return_val_if_fail (MOK_IS_SURVEY (survey), NULL);

  const gboolean small = options != NULL && options->small;
  g_auto (Closing) closing = { 0 };
  g_autoptr (MokCube) cube = NULL;
  g_autoptr (GBytes) release = NULL;
  g_autoptr (GBytes) review = NULL;

  if (!closing_init (&closing, survey, progress, data, error) || !check_number (&closing, small, error)
      || !read_margins (&closing, options, error) || (!closing.is_open && !mok_survey_check_small_sites (survey, error))
      || !mok_survey_begin_closing (survey, error))
    return NULL;
  if (open_records (&closing, key, cancellable, error))
    cube = compute (&closing, key, small, &review, cancellable, error);
  release = cube != NULL ? mok_cube_to_bytes (cube) : NULL;
  if (cube == NULL || !mok_survey_finish_closing (survey, key, release, review, cancellable, error))
    {
      mok_survey_abandon_closing (survey);
      return NULL;
    }
  if (progress != NULL)
    progress (1, data);
  return g_steal_pointer (&cube);
}

static void
breakdown_free (gpointer data)
{
  MokRehearsalBreakdown *breakdown = data;

  g_free (breakdown->variable);
  mok_text_unref (breakdown->title);
  g_ptr_array_unref (breakdown->levels);
  g_free (breakdown);
}

static void
add_breakdown (MokRehearsal *rehearsal, MokCodebook *codebook, guint background, const MokLevels *levels)
{
  const guint variable = codebook->backgrounds[background];
  const MokQuestion *question = codebook->variables[variable].question;
  MokRehearsalBreakdown *breakdown = g_new0 (MokRehearsalBreakdown, 1);

  breakdown->variable = g_strdup (question->name);
  breakdown->title = mok_cube_dup_title (question);
  breakdown->levels = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_text_unref);
  if (mok_codebook_coarsen (codebook, variable, levels->level_of, levels->n_levels, levels->none))
    breakdown->n_levels = codebook->variables[variable].n_answers;
  for (guint i = 0; i < breakdown->n_levels; i++)
    g_ptr_array_add (breakdown->levels, mok_text_ref (g_ptr_array_index (codebook->variables[variable].labels, i)));
  g_ptr_array_add (rehearsal->breakdowns, breakdown);
}

/* Of a share of 30 % among @n: the noise makes an interval wider by 1 / (1 − rate). */
static double
get_half_width (double n, const MokReleaseParameters *parameters)
{
  const double rate = (double) parameters->rate_numerator / parameters->rate_denominator;

  return n > 0 ? Z95 * sqrt (TYPICAL_SHARE * (1 - TYPICAL_SHARE) / n) / (1 - rate) : 0;
}

static void
rehearse_size5 (MokRehearsal *rehearsal, const Closing *closing, const MokReleaseParameters *parameters)
{
  const MokCodebook *codebook = mok_raw_table_get_codebook (closing->table);
  guint32 counts[MOK_SLOT_FIRST_ANSWER + MOK_N_SIZE5];
  guint32 under;

  if (codebook->size5 < 0)
    return;
  mok_raw_table_count (closing->table, (guint) codebook->size5, NULL, counts);
  under = counts[MOK_SLOT_FIRST_ANSWER + MOK_SIZE5_UNDER];
  if (under < parameters->min_size5)
    return;
  rehearsal->n_under_five = (under + 2) / 5 * 5;
  rehearsal->half_width_under = get_half_width (under, parameters);
}

/**
 * mok_closing_rehearse:
 * @survey: a survey that protects answers and is not closed yet
 * @key: (nullable): its opened key
 *
 * Opens all responses and looks at their backgrounds, never at answers. Changes nothing.
 *
 * Returns: (transfer full) (nullable): what closing would give; %NULL with @error set
 */
MokRehearsal *
mok_closing_rehearse (MokSurvey *survey,
                      MokSecret *key,
                      MokProgressFunc progress,
                      gpointer data,
                      GCancellable *cancellable,
                      GError **error)
{
  g_return_val_if_fail (MOK_IS_SURVEY (survey), NULL);

  g_auto (Closing) closing = { 0 };
  g_autoptr (MokRehearsal) rehearsal = NULL;
  g_autoptr (MokPlan) plan = NULL;
  g_autoptr (MokJudge) judge = NULL;
  g_autofree MokLevels *levels = NULL;
  MokReleaseParameters parameters;
  MokCodebook *codebook;
  guint n_removed;

  if (!closing_init (&closing, survey, progress, data, error) || !open_records (&closing, key, cancellable, error))
    return NULL;
  codebook = mok_raw_table_get_codebook (closing.table);
  rehearsal = g_new0 (MokRehearsal, 1);
  rehearsal->breakdowns = g_ptr_array_new_with_free_func (breakdown_free);
  mok_release_parameters_init (&parameters, mok_raw_table_get_n_rows (closing.table));
  plan = mok_consistency_make_plan (closing.table, closing.protections, &parameters, &n_removed);
  rehearsal->n_unreadable = (guint) closing.n_unreadable + n_removed;
  judge = mok_judge_new (plan, closing.table);
  mok_judge_write_size5 (judge, closing.table);

  rehearsal->n_respondents = (guint) mok_raw_table_get_n_rows (closing.table);
  rehearsal->can_close = rehearsal->n_respondents >= MOK_CLOSING_MIN_SMALL;
  rehearsal->is_small = rehearsal->can_close && rehearsal->n_respondents < MOK_CLOSING_MIN_RESPONSES;
  rehearsal->half_width = get_half_width (rehearsal->n_respondents, &parameters);
  rehearse_size5 (rehearsal, &closing, &parameters);
  levels = g_new0 (MokLevels, codebook->n_backgrounds + 1);
  mok_release_coarsen (closing.table, &parameters, levels);
  for (guint b = 0; b < codebook->n_backgrounds; b++)
    add_breakdown (rehearsal, codebook, b, &levels[b]);
  if (progress != NULL)
    progress (1, data);
  return g_steal_pointer (&rehearsal);
}

/**
 * mok_closing_load_cube:
 * @survey: a closed survey
 * @error: return location for an error of %MOK_STORE_ERROR or %MOK_CUBE_ERROR
 *
 * Returns: (transfer full) (nullable): the stored results; nobody needs a passphrase for them
 */
MokCube *
mok_closing_load_cube (MokSurvey *survey, GError **error)
{
  g_return_val_if_fail (MOK_IS_SURVEY (survey), NULL);

  g_autoptr (GBytes) bytes = mok_survey_load_release (survey, error);
  g_autofree char *name = g_path_get_basename (mok_survey_get_path (survey));

  if (bytes == NULL)
    return NULL;

  MokCube *cube =
      mok_cube_new_from_bytes (bytes, mok_manifest_get_questionnaire (mok_survey_get_manifest (survey)), error);

  if (cube == NULL)
    g_prefix_error (error, "%s: ", name);
  return cube;
}
