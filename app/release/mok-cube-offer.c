/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a cube offers, and why it does not offer the rest. A reason never names a small group, nor its size: that would
 * tell what is being protected.
 */

#include "config.h"

#include "release/mok-cube-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* As in mok-release.c. */
#define MIN_FOR_BREAKDOWNS 40

static int
find_background (const MokCube *self, const char *name)
{
  const int variable = name != NULL ? mok_codebook_find (self->codebook, name) : -1;

  return variable >= 0 ? mok_codebook_get_background (self->codebook, (guint) variable) : -1;
}

static const MokQuestion *
get_asked (const MokCube *self, guint variable)
{
  const MokVariable *counted = &self->codebook->variables[variable];

  return counted->kind == MOK_VARIABLE_QUESTION || counted->kind == MOK_VARIABLE_SIZE5
             ? counted->question
             : self->codebook->variables[counted->asked].question;
}

static char *
dup_refusal_of_background (const MokCube *self, guint background)
{
  if (self->levels[background].n_levels >= 2)
    return NULL;
  if (mok_cube_is_exact (self))
    return g_strdup (_ ("Not offered: everybody gave the same answer."));
  if (self->n_respondents < MIN_FOR_BREAKDOWNS)
    return g_strdup_printf (_ ("Not offered: groups are shown from %d responses on."), MIN_FOR_BREAKDOWNS);
  return g_strdup_printf (
      _ ("Not offered here: one of its groups has fewer than %u people."),
      (int) self->codebook->backgrounds[background] == self->codebook->size5 ? 10 : self->certificate.min_group);
}

static gboolean
is_released_by (const MokCube *self, const MokQuestion *question, int background)
{
  const guint variable = self->codebook->backgrounds[background];

  return mok_question_is_released_by (question, self->codebook->variables[variable].question->name);
}

static char *
dup_refusal_of_block (const MokCube *self, guint variable, int by, int filter)
{
  const MokQuestion *asked = get_asked (self, variable);
  const int outer = by >= 0 && filter >= 0 ? MIN (by, filter) : MAX (by, filter);
  const int inner = by >= 0 && filter >= 0 ? MAX (by, filter) : -1;

  if (outer < 0 || mok_cube_is_exact (self))
    return NULL;
  if (!mok_codebook_is_replaced (self->codebook, variable))
    return g_strdup (_ ("Not offered: what people are is shown in total only."));
  if (asked->role == MOK_ROLE_SCREENER || mok_question_get_least_total (asked) > 0)
    return g_strdup (_ ("Not offered: this question is shown in total only."));
  if ((by >= 0 && !is_released_by (self, asked, by)) || (filter >= 0 && !is_released_by (self, asked, filter)))
    return g_strdup (_ ("Not offered: this question is not broken down by that."));
  if (g_hash_table_contains (self->withheld,
                             GSIZE_TO_POINTER (mok_cube_get_block (self->codebook, variable, outer, inner))))
    return g_strdup (_ ("Not offered: this would tell too much about single answers."));
  return NULL;
}

/**
 * mok_cube_dup_refusal:
 * @question: variable of a question, a background or an outcome
 * @by: (nullable): a background to break it down by
 * @filter: (nullable): another one
 *
 * Returns: (transfer full) (nullable): why this is not offered, in a sentence for everybody to read; %NULL when it is.
 *   Single groups may still have too few answers
 */
char *
mok_cube_dup_refusal (const MokCube *self, const char *question, const char *by, const char *filter)
{
  g_return_val_if_fail (self != NULL && question != NULL, NULL);

  const int variable = mok_codebook_find (self->codebook, question);
  const int by_background = find_background (self, by);
  const int filter_background = find_background (self, filter);
  char *refusal = NULL;

  if (variable < 0 || (by != NULL && by_background < 0) || (filter != NULL && filter_background < 0))
    return g_strdup (_ ("This survey has nothing of that name."));
  if (g_strcmp0 (by, question) == 0 || g_strcmp0 (filter, question) == 0)
    return g_strdup (_ ("Not offered here: this is the question itself."));
  if (by != NULL && g_strcmp0 (by, filter) == 0)
    return g_strdup (_ ("Not offered here: breakdown and filter must differ."));
  if (self->unpublished != NULL && (guint) variable < self->codebook->n_questions && self->unpublished[variable])
    return g_strdup (_ ("Not shown: too few people were asked this question."));
  if (by_background >= 0)
    refusal = dup_refusal_of_background (self, (guint) by_background);
  if (refusal == NULL && filter_background >= 0)
    refusal = dup_refusal_of_background (self, (guint) filter_background);
  return refusal != NULL ? refusal : dup_refusal_of_block (self, (guint) variable, by_background, filter_background);
}

/**
 * mok_cube_offers_level:
 * @by: (nullable): a background to break down by
 * @filter: another one
 * @filter_code: one of its levels
 *
 * Returns: whether at least two groups of @by have enough people at this level of @filter
 */
gboolean
mok_cube_offers_level (const MokCube *self, const char *by, const char *filter, const char *filter_code)
{
  g_return_val_if_fail (self != NULL && filter != NULL && filter_code != NULL, FALSE);

  const int outer = find_background (self, by);
  const int inner = find_background (self, filter);
  guint n_shown = 0;

  if (by == NULL || mok_cube_is_exact (self))
    return TRUE;
  g_return_val_if_fail (outer >= 0 && inner >= 0 && outer != inner, FALSE);

  for (guint level = 0; level < self->levels[inner].n_levels; level++)
    {
      if (strcmp (mok_cube_get_code (self, (guint) inner, level), filter_code) != 0)
        continue;
      for (guint i = 0; i < self->levels[outer].n_levels; i++)
        n_shown += mok_cube_has_enough (self, outer, i, inner, level);
    }
  return n_shown >= 2;
}

/**
 * mok_cube_has_enough:
 *
 * Returns: whether a level of one background and a level of another have enough people together
 */
gboolean
mok_cube_has_enough (const MokCube *self, int by, guint by_level, int filter, guint filter_level)
{
  const guint n = self->codebook->n_backgrounds;
  const guint outer = (guint) MIN (by, filter), inner = (guint) MAX (by, filter);
  const guint row = by < filter ? by_level : filter_level, column = by < filter ? filter_level : by_level;

  if (mok_cube_is_exact (self))
    return TRUE;
  return self->pairs[outer * n + inner][(gsize) row * self->levels[inner].n_levels + column] != 0;
}
