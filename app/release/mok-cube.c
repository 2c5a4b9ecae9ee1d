/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The release cube: what it is and what can be asked of it. Must not know where its counts come from.
 */

#include "config.h"

#include "release/mok-cube-private.h"

G_DEFINE_QUARK (mok_cube_error, mok_cube_error)

MokCube *
mok_cube_ref (MokCube *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
mok_cube_unref (MokCube *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  for (guint i = 0; self->pairs != NULL && i < self->codebook->n_backgrounds * self->codebook->n_backgrounds; i++)
    g_free (self->pairs[i]);
  g_free (self->pairs);
  g_free (self->unpublished);
  for (guint i = 0; self->effects != NULL && i <= self->codebook->n_backgrounds; i++)
    g_free (self->effects[i]);
  g_free (self->effects);
  g_free (self->weighted_offsets);
  g_clear_pointer (&self->weighting, mok_weighting_free);
  g_hash_table_unref (self->withheld);
  g_free (self->levels);
  g_free (self->offsets);
  mok_codebook_unref (self->codebook);
  g_bytes_unref (self->bytes);
  g_free (self);
}

/**
 * mok_cube_to_bytes:
 *
 * Returns: (transfer full): the cube as bytes, to be kept in the survey file
 */
GBytes *
mok_cube_to_bytes (const MokCube *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_bytes_ref (self->bytes);
}

/**
 * mok_cube_get_questionnaire:
 *
 * Returns: (transfer none): the questionnaire that was tabulated
 */
MokQuestionnaire *
mok_cube_get_questionnaire (const MokCube *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->codebook->questionnaire;
}

guint64
mok_cube_get_n_respondents (const MokCube *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_respondents;
}

/**
 * mok_cube_get_n_unreadable:
 *
 * Returns: how many responses of the survey were left out because they were damaged or made by another program
 */
guint64
mok_cube_get_n_unreadable (const MokCube *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_unreadable;
}

/**
 * mok_cube_is_exact:
 *
 * Returns: whether its numbers were counted, not estimated
 */
gboolean
mok_cube_is_exact (const MokCube *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return (self->flags & MOK_CUBE_EXACT) != 0;
}

gboolean
mok_cube_is_synthetic (const MokCube *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return (self->flags & MOK_CUBE_SYNTHETIC) != 0;
}

gboolean
mok_cube_is_open (const MokCube *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return (self->flags & MOK_CUBE_OPEN) != 0;
}

/**
 * mok_cube_get_questions:
 *
 * Returns: (transfer container) (element-type MokQuestion): what can be tabulated, backgrounds included, in the order
 *   of the form
 */
GPtrArray *
mok_cube_get_questions (const MokCube *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  GPtrArray *questions = g_ptr_array_new ();

  for (guint i = 0; i < self->codebook->n_questions; i++)
    g_ptr_array_add (questions, (gpointer) self->codebook->variables[i].question);
  return questions;
}

/**
 * mok_cube_get_outcomes:
 *
 * Returns: (transfer container) (element-type MokQuestion): what stands for the outcomes of the protections by law, in
 *   the order of the form; their names are `outcome:QUESTION`
 */
GPtrArray *
mok_cube_get_outcomes (const MokCube *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  GPtrArray *outcomes = g_ptr_array_new ();

  for (guint i = 0; i < self->codebook->protections->len; i++)
    {
      const MokCodebookProtection *protection = g_ptr_array_index (self->codebook->protections, i);

      g_ptr_array_add (outcomes, (gpointer) self->codebook->variables[protection->outcome].question);
    }
  return outcomes;
}

/**
 * mok_cube_get_breakdowns:
 *
 * Returns: (transfer container) (element-type MokQuestion): backgrounds in the order of the form, then the size of the
 *   workplace as the law counts it. Some may not be offered: mok_cube_dup_refusal()
 */
GPtrArray *
mok_cube_get_breakdowns (const MokCube *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  GPtrArray *questions = g_ptr_array_new ();

  for (guint i = 0; i < self->codebook->n_backgrounds; i++)
    g_ptr_array_add (questions, (gpointer) self->codebook->variables[self->codebook->backgrounds[i]].question);
  return questions;
}

/**
 * mok_cube_get_certificate:
 *
 * Returns: (transfer none) (nullable): what was checked; %NULL for exact counts
 */
const MokCertificate *
mok_cube_get_certificate (const MokCube *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return mok_cube_is_exact (self) ? NULL : &self->certificate;
}

/**
 * mok_cube_get_certificate_question:
 *
 * Returns: (transfer none) (nullable): at which question a reader who believes the published shares can be surest of an
 *   answer; %NULL for exact counts
 */
const MokQuestion *
mok_cube_get_certificate_question (const MokCube *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return mok_cube_is_exact (self) ? NULL : self->codebook->variables[self->certificate.group_question].question;
}

static int
find_background (const MokCube *self, const MokQuestion *background)
{
  const int variable = mok_codebook_find (self->codebook, background->name);

  return variable >= 0 ? mok_codebook_get_background (self->codebook, (guint) variable) : -1;
}

/**
 * mok_cube_get_n_levels:
 *
 * Returns: how many levels of a background there are; 0 when it is none. In an open survey "not sure", "prefer not to
 *   answer", left blank and not asked are levels of their own, behind the others
 */
guint
mok_cube_get_n_levels (const MokCube *self, const MokQuestion *background)
{
  g_return_val_if_fail (self != NULL && background != NULL, 0);

  const int index = find_background (self, background);

  return index >= 0 ? self->levels[index].n_levels : 0;
}

const char *
mok_cube_get_code (const MokCube *self, guint background, guint level)
{
  const MokVariable *variable = &self->codebook->variables[self->codebook->backgrounds[background]];
  const guint8 slot = self->levels[background].slots[level];

  if (slot >= MOK_SLOT_FIRST_ANSWER)
    return mok_variable_get_code (variable, slot - MOK_SLOT_FIRST_ANSWER);
  return slot == MOK_SLOT_BLANK ? "blank" : "not-asked";
}

/**
 * mok_cube_get_level_code:
 *
 * Returns: (transfer none): the code of the choice, `1+2` for what was put together; of a band its number, from 1; or
 *   `none`, `blank`, `not-asked`
 */
const char *
mok_cube_get_level_code (const MokCube *self, const MokQuestion *background, guint level)
{
  g_return_val_if_fail (self != NULL && background != NULL, NULL);

  const int index = find_background (self, background);

  g_return_val_if_fail (index >= 0 && level < self->levels[index].n_levels, NULL);

  return mok_cube_get_code (self, (guint) index, level);
}

/* What is left blank or not asked has no wording in the form: it gets the program's. */
const char *
mok_cube_get_label (const MokCube *self, guint background, guint level, const char *language)
{
  const MokVariable *variable = &self->codebook->variables[self->codebook->backgrounds[background]];
  const guint8 slot = self->levels[background].slots[level];

  switch (slot)
    {
    case MOK_SLOT_NOT_ASKED:
      return mok_missing_get_label (MOK_MISSING_NOT_ASKED);
    case MOK_SLOT_BLANK:
      return mok_missing_get_label (MOK_MISSING_BLANK);
    default:
      return mok_text_get (g_ptr_array_index (variable->labels, slot - MOK_SLOT_FIRST_ANSWER), language);
    }
}

/**
 * mok_cube_get_level_label:
 *
 * Returns: (transfer none): the wording of a level; of those left blank or not asked in the program's current language
 */
const char *
mok_cube_get_level_label (const MokCube *self, const MokQuestion *background, guint level, const char *language)
{
  g_return_val_if_fail (self != NULL && background != NULL && language != NULL, NULL);

  const int index = find_background (self, background);

  g_return_val_if_fail (index >= 0 && level < self->levels[index].n_levels, NULL);

  return mok_cube_get_label (self, (guint) index, level, language);
}
