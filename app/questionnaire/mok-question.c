/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One question, and the group around it. Built by the reader of a questionnaire, then only read.
 * Must not know answers.
 */

#include "config.h"

#include "questionnaire/mok-question.h"

#include <math.h>
#include <string.h>

/* What a text may have when its question says nothing about it. */
#define DEFAULT_MAX_LENGTH 500

/**
 * mok_group_new:
 *
 * Returns: (transfer full): a group without a label, at the top level
 */
MokGroup *
mok_group_new (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  MokGroup *self = g_new0 (MokGroup, 1);

  self->name = g_strdup (name);
  return self;
}

void
mok_group_free (MokGroup *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->name);
  g_clear_pointer (&self->label, mok_text_unref);
  g_clear_pointer (&self->relevant, mok_expr_unref);
  g_free (self->matrix);
  g_free (self);
}

/**
 * mok_question_new:
 * @name: the variable
 *
 * Returns: (transfer full): a question of everybody, without wording, bounds or choices; a text has the role
 *   free-text and at most 500 characters
 */
MokQuestion *
mok_question_new (const char *name, MokQuestionKind kind)
{
  g_return_val_if_fail (name != NULL, NULL);

  MokQuestion *self = g_new0 (MokQuestion, 1);

  self->name = g_strdup (name);
  self->kind = kind;
  self->label = mok_text_new ();
  self->minimum = -INFINITY;
  self->maximum = INFINITY;
  if (kind == MOK_QUESTION_TEXT)
    {
      self->role = MOK_ROLE_FREE_TEXT;
      self->max_length = DEFAULT_MAX_LENGTH;
    }
  return self;
}

void
mok_question_free (MokQuestion *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->name);
  g_clear_pointer (&self->label, mok_text_unref);
  g_clear_pointer (&self->alternate_label, mok_text_unref);
  g_clear_pointer (&self->hint, mok_text_unref);
  g_clear_pointer (&self->guidance, mok_text_unref);
  g_clear_pointer (&self->short_title, mok_text_unref);
  g_clear_pointer (&self->constraint_message, mok_text_unref);
  g_clear_pointer (&self->relevant, mok_expr_unref);
  g_clear_pointer (&self->constraint, mok_expr_unref);
  g_clear_pointer (&self->calculate, mok_expr_unref);
  g_free (self->bands);
  g_free (self->period);
  g_free (self->rule);
  g_free (self->law);
  g_free (self->release);
  g_free (self);
}

/**
 * mok_question_is_asked:
 *
 * Returns: whether a respondent gets to see it: everything but a calculation
 */
gboolean
mok_question_is_asked (const MokQuestion *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->kind != MOK_QUESTION_CALCULATE;
}

/* Whether some choice sends the respondent away. */
static gboolean
ends_interview (const MokQuestion *self)
{
  for (guint i = 0; self->choices != NULL && i < self->choices->choices->len; i++)
    if (mok_choice_list_get (self->choices, i)->kind & MOK_CHOICE_ENDS)
      return TRUE;
  return FALSE;
}

/**
 * mok_question_is_stored:
 *
 * A screener that turns people away is the same for everybody who stays, and is not stored. One that only leaves out
 * what follows, such as the consent to questions about health, is: "not asked" behind it has that reason.
 *
 * Returns: whether its answer is part of a response: not a note, acknowledgement, calculation or such a screener
 */
gboolean
mok_question_is_stored (const MokQuestion *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->kind != MOK_QUESTION_NOTE && self->kind != MOK_QUESTION_ACKNOWLEDGE
         && self->kind != MOK_QUESTION_CALCULATE && !(self->role == MOK_ROLE_SCREENER && ends_interview (self));
}

/**
 * mok_question_is_numbered:
 *
 * Returns: whether it counts among the questions that people speak of by number: no note, no screener
 */
gboolean
mok_question_is_numbered (const MokQuestion *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return mok_question_is_stored (self) && self->role != MOK_ROLE_SCREENER;
}

/**
 * mok_question_is_substantive:
 *
 * Returns: whether its answers are counted in tables: stored, and not free text
 */
gboolean
mok_question_is_substantive (const MokQuestion *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return mok_question_is_stored (self) && self->kind != MOK_QUESTION_TEXT && self->role != MOK_ROLE_FREE_TEXT;
}

/**
 * mok_question_get_least_total:
 *
 * Returns: of a question that is released in total only, how many answers that needs ("total-30"); 0 for others
 */
guint
mok_question_get_least_total (const MokQuestion *self)
{
  g_return_val_if_fail (self != NULL, 0);

  if (self->release == NULL || !g_str_has_prefix (self->release, "total-"))
    return 0;
  return (guint) g_ascii_strtoull (self->release + strlen ("total-"), NULL, 10);
}

/**
 * mok_question_is_released_by:
 * @background: name of a background
 *
 * Returns: whether the results of a survey that protects its answers may be broken down by @background
 */
gboolean
mok_question_is_released_by (const MokQuestion *self, const char *background)
{
  g_return_val_if_fail (self != NULL && background != NULL, FALSE);

  g_auto (GStrv) names = NULL;

  if (mok_question_get_least_total (self) > 0)
    return FALSE;
  if (self->release == NULL || !g_str_has_prefix (self->release, "not-by:"))
    return TRUE;
  names = g_strsplit (self->release + strlen ("not-by:"), ",", -1);
  return !g_strv_contains ((const char *const *) names, background);
}

/**
 * mok_question_get_n_bands:
 *
 * Returns: in how many bands its numbers are released, the last and open one included; 0 where they have no bands
 */
guint
mok_question_get_n_bands (const MokQuestion *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_bands == 0 ? 0 : self->n_bands + 1;
}

/**
 * mok_question_get_band:
 * @value: a number, not NaN
 *
 * The end of a band belongs to it: with bands "40;52", 40 is in the first and 40.5 in the second.
 *
 * Returns: the band of @value, from 0
 */
guint
mok_question_get_band (const MokQuestion *self, double value)
{
  g_return_val_if_fail (self != NULL && self->n_bands > 0, 0);

  guint band = 0;

  while (band < self->n_bands && value > self->bands[band])
    band++;
  return band;
}

static char *
format_end (double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.15g", value));
}

/**
 * mok_question_dup_band_label:
 * @band: a band, from 0
 * @language: the language of the label
 *
 * Written with signs instead of words, so that it needs no catalogue: `≤ 40`, `41–52`, `> 80`; Korean writes `41~52`.
 * Bands of numbers that are not whole name both ends: `40–52`.
 *
 * Returns: (transfer full): the label
 */
char *
mok_question_dup_band_label (const MokQuestion *self, guint band, const char *language)
{
  g_return_val_if_fail (self != NULL && language != NULL && band <= self->n_bands && self->n_bands > 0, NULL);

  g_autofree char *low = NULL;
  g_autofree char *high = NULL;
  const gboolean whole = self->kind == MOK_QUESTION_INTEGER;

  if (band == 0)
    {
      high = format_end (self->bands[0]);
      return g_strdup_printf ("≤ %s", high);
    }
  if (band == self->n_bands)
    {
      low = format_end (self->bands[band - 1]);
      return g_strdup_printf ("> %s", low);
    }
  low = format_end (whole ? floor (self->bands[band - 1]) + 1 : self->bands[band - 1]);
  high = format_end (whole ? floor (self->bands[band]) : self->bands[band]);
  if (strcmp (low, high) == 0)
    return g_steal_pointer (&low);
  return g_strdup_printf (g_str_has_prefix (language, "ko") ? "%s~%s" : "%s–%s", low, high);
}

/**
 * mok_question_get_title:
 *
 * Returns: (transfer none): the short title in this language, for charts and lists; the label where there is none
 */
const char *
mok_question_get_title (const MokQuestion *self, const char *language)
{
  g_return_val_if_fail (self != NULL && language != NULL, "");

  const char *title = mok_text_get (self->short_title, language);

  return *title != '\0' ? title : mok_text_get (self->label, language);
}
