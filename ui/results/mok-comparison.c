/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The survey of the window beside another one: which is the earlier wave, and the figure of the change of one question.
 * Must not compute, and must not decide what may be compared: release/mok-waves.h does.
 */

#include "config.h"

#include "results/mok-comparison.h"

#include <glib/gi18n-lib.h>

#include "analysis/mok-change.h"
#include "base/mok-language.h"
#include "release/mok-closing.h"
#include "release/mok-waves.h"

typedef struct
{
  MokManifest *manifest; /* (owned) */
  MokCube *cube;         /* (owned) */
} Wave;

struct _MokComparison
{
  Wave waves[2]; /* the survey of the window, the other one */
  guint earlier; /* number of the earlier wave */
};

static gboolean
has_question (const MokCube *cube, const char *variable)
{
  g_autoptr (GPtrArray) questions = mok_cube_get_questions (cube);

  for (guint i = 0; i < questions->len; i++)
    {
      if (g_str_equal (((const MokQuestion *) g_ptr_array_index (questions, i))->name, variable))
        return TRUE;
    }
  return FALSE;
}

static gboolean
have_question_in_common (const MokCube *a, const MokCube *b)
{
  g_autoptr (GPtrArray) questions = mok_cube_get_questions (a);

  for (guint i = 0; i < questions->len; i++)
    {
      const char *name = ((const MokQuestion *) g_ptr_array_index (questions, i))->name;

      if (has_question (b, name) && mok_waves_have_same_question (a, b, name))
        return TRUE;
    }
  return FALSE;
}

/**
 * mok_comparison_new:
 * @cube: the results of the survey in the window
 * @manifest: of that survey
 * @path: of the survey file to compare it with
 * @error: return location for %MOK_STORE_ERROR, %MOK_CUBE_ERROR or %G_IO_ERROR
 *
 * The wave with the earlier date is the earlier one; with the same date, the other survey is. May be called from a
 * thread: it reads the file.
 *
 * Returns: (transfer full) (nullable): both, side by side; %NULL where they cannot be compared
 */
MokComparison *
mok_comparison_new (MokCube *cube, MokManifest *manifest, const char *path, GError **error)
{
  g_return_val_if_fail (cube != NULL && manifest != NULL && path != NULL, NULL);

  g_autoptr (GError) failure = NULL;
  g_autoptr (MokSurvey) survey = mok_survey_open (path, &failure);
  g_autoptr (MokCube) other = survey != NULL ? mok_closing_load_cube (survey, &failure) : NULL;
  g_autofree char *name = g_filename_display_basename (path);

  if (g_error_matches (failure, MOK_STORE_ERROR, MOK_STORE_ERROR_NOT_CLOSED))
    g_set_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_NOT_CLOSED,
                 _ ("“%s” is not closed yet. Only closed surveys have results to compare."), name);
  else if (other == NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  if (other == NULL)
    return NULL;

  MokManifest *other_manifest = mok_survey_get_manifest (survey);

  if (mok_waves_are_same_survey (manifest, other_manifest))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _ ("“%s” is this same survey. Choose another one."),
                   name);
      return NULL;
    }
  if (!have_question_in_common (cube, other))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                   _ ("“%s” has no question in common with this survey, so there is nothing to compare."), name);
      return NULL;
    }

  MokComparison *self = g_new0 (MokComparison, 1);

  self->waves[0] = (Wave){ mok_manifest_ref (manifest), mok_cube_ref (cube) };
  self->waves[1] = (Wave){ mok_manifest_ref (other_manifest), g_steal_pointer (&other) };
  /* Dates are written YYYY-MM-DD. */
  self->earlier =
      g_strcmp0 (mok_manifest_get_law_date (manifest), mok_manifest_get_law_date (other_manifest)) < 0 ? 0 : 1;
  return self;
}

void
mok_comparison_free (MokComparison *self)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; i < G_N_ELEMENTS (self->waves); i++)
    {
      mok_manifest_unref (self->waves[i].manifest);
      mok_cube_unref (self->waves[i].cube);
    }
  g_free (self);
}

/**
 * mok_comparison_swap:
 *
 * The earlier wave becomes the later one.
 */
void
mok_comparison_swap (MokComparison *self)
{
  g_return_if_fail (self != NULL);

  self->earlier = 1 - self->earlier;
}

/**
 * mok_comparison_dup_names:
 *
 * Returns: (transfer full): both surveys, the earlier one first
 */
char *
mok_comparison_dup_names (const MokComparison *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_autofree char *earlier = mok_waves_dup_name (self->waves[self->earlier].manifest);
  g_autofree char *later = mok_waves_dup_name (self->waves[1 - self->earlier].manifest);

  /* Translators: titles and dates of two surveys that are compared, the earlier one first */
  return g_strdup_printf (_ ("Compared: %1$s → %2$s"), earlier, later);
}

/**
 * mok_comparison_create_figure:
 * @variable: of a question or an outcome of the survey in the window
 * @error: return location for %MOK_CUBE_ERROR
 *
 * Returns: (transfer full) (nullable): what changed for all respondents; %NULL where only one of the surveys has the
 *   question, or its answers are not the same in both
 */
MokFigure *
mok_comparison_create_figure (const MokComparison *self, const char *variable, GError **error)
{
  g_return_val_if_fail (self != NULL && variable != NULL, NULL);

  const Wave *before = &self->waves[self->earlier], *after = &self->waves[1 - self->earlier];
  g_autoptr (MokTable) earlier = mok_cube_get_table (before->cube, variable, NULL, NULL, NULL, NULL);
  g_autoptr (MokTable) later = mok_cube_get_table (after->cube, variable, NULL, NULL, NULL, NULL);

  if (earlier == NULL || later == NULL)
    {
      g_set_error_literal (error, MOK_CUBE_ERROR, MOK_CUBE_ERROR_UNKNOWN,
                           _ ("This question is not in the other survey."));
      return NULL;
    }
  if (!mok_waves_have_same_question (before->cube, after->cube, variable)
      || !mok_change_have_same_answers (earlier, later))
    {
      g_set_error_literal (error, MOK_CUBE_ERROR, MOK_CUBE_ERROR_NOT_OFFERED,
                           _ ("The answers to this question are not the same in both surveys, so they cannot be "
                              "compared."));
      return NULL;
    }

  g_autofree char *earlier_name = mok_waves_dup_name (before->manifest);
  g_autofree char *later_name = mok_waves_dup_name (after->manifest);

  return mok_figure_new_change (earlier, later, earlier_name, later_name);
}

/**
 * mok_comparison_list_remarks:
 * @figure: of mok_comparison_create_figure()
 *
 * Returns: (transfer full) (element-type utf8): sentences, what is to be thought of
 */
GPtrArray *
mok_comparison_list_remarks (const MokComparison *self, const MokFigure *figure)
{
  g_return_val_if_fail (self != NULL && figure != NULL, NULL);

  return mok_waves_list_remarks (self->waves[self->earlier].manifest, self->waves[1 - self->earlier].manifest,
                                 mok_figure_get_earlier (figure), mok_figure_get_table (figure), mok_language_get ());
}
