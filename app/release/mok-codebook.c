/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Which variables of a questionnaire are tabulated, and what is counted of each: the common ground of the raw table,
 * which has answers, and the cube, which has counts only. Must not hold answers.
 */

#include "config.h"

#include "release/mok-codebook-private.h"

#include <math.h>
#include <string.h>

#include "base/mok-secret.h"
#include "interview/mok-answer.h"

static gboolean
is_number (MokQuestionKind kind)
{
  return kind == MOK_QUESTION_INTEGER || kind == MOK_QUESTION_DECIMAL || kind == MOK_QUESTION_RANGE
         || kind == MOK_QUESTION_DATE;
}

/* A range is a number like others: whole or not. */
static MokQuestionKind
get_number_kind (const MokQuestion *question)
{
  if (question->kind == MOK_QUESTION_DATE)
    return MOK_QUESTION_DATE;
  return mok_answer_is_whole (question) ? MOK_QUESTION_INTEGER : MOK_QUESTION_DECIMAL;
}

static MokText *
make_band_label (const MokCodebook *self, const MokVariable *variable, guint band)
{
  MokText *label = mok_text_new ();
  GPtrArray *languages = self->questionnaire->languages;

  for (guint i = 0; i <= languages->len; i++)
    {
      /* The last is the text without a language, for a form without translations. */
      const char *language = i < languages->len ? g_ptr_array_index (languages, i) : "";
      g_autofree char *text = variable->needs_edges
                                  ? mok_bands_dup_label (get_number_kind (variable->question), variable->edges[band],
                                                         variable->edges[band + 1], language)
                                  : mok_question_dup_band_label (variable->question, band, language);

      mok_text_set (label, language, text);
    }
  return label;
}

static void
make_labels (const MokCodebook *self, MokVariable *variable)
{
  g_ptr_array_set_size (variable->labels, 0);
  for (guint i = 0; i < variable->n_answers; i++)
    {
      if (variable->is_number)
        g_ptr_array_add (variable->labels, make_band_label (self, variable, i));
      else
        g_ptr_array_add (variable->labels, mok_text_ref (mok_choice_list_get (variable->question->choices, i)->label));
    }
}

static void
init_variable (const MokCodebook *self, MokVariable *variable, const MokQuestion *question)
{
  variable->question = question;
  variable->is_multiple = question->kind == MOK_QUESTION_MULTIPLE;
  variable->is_number = is_number (question->kind);
  variable->needs_edges = variable->is_number && question->n_bands == 0;
  if (variable->is_number)
    variable->n_answers = mok_question_get_n_bands (question);
  else if (question->choices != NULL)
    variable->n_answers = MIN (question->choices->choices->len, MOK_ANSWER_MAX_CHOICES);
  variable->labels = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_text_unref);
  make_labels (self, variable);
}

/**
 * mok_codebook_new:
 *
 * Every substantive question of the questionnaire, in the order of the form. Results can be broken down by those of
 * role background of which a respondent has one value.
 *
 * Returns: (transfer full): the codebook; numbers without bands still wait for mok_codebook_derive_edges()
 */
MokCodebook *
mok_codebook_new (MokQuestionnaire *questionnaire)
{
  g_return_val_if_fail (questionnaire != NULL, NULL);

  const guint n_questions = mok_questionnaire_get_n_questions (questionnaire);
  MokCodebook *self = g_new0 (MokCodebook, 1);

  g_atomic_ref_count_init (&self->refs);
  self->questionnaire = mok_questionnaire_ref (questionnaire);
  self->variables = g_new0 (MokVariable, n_questions);
  self->backgrounds = g_new0 (guint, n_questions);
  for (guint i = 0; i < n_questions; i++)
    {
      const MokQuestion *question = mok_questionnaire_get_question (questionnaire, i);

      if (!mok_question_is_substantive (question))
        continue;
      if (question->role == MOK_ROLE_BACKGROUND && question->kind != MOK_QUESTION_MULTIPLE
          && question->kind != MOK_QUESTION_RANK)
        self->backgrounds[self->n_backgrounds++] = self->n_variables;
      init_variable (self, &self->variables[self->n_variables++], question);
    }
  return self;
}

MokCodebook *
mok_codebook_ref (MokCodebook *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
mok_codebook_unref (MokCodebook *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  for (guint i = 0; i < self->n_variables; i++)
    g_ptr_array_unref (self->variables[i].labels);
  g_free (self->variables);
  g_free (self->backgrounds);
  mok_questionnaire_unref (self->questionnaire);
  g_free (self);
}

/**
 * mok_codebook_find:
 *
 * Returns: the number of the variable @name, or -1 when none of that name is tabulated
 */
int
mok_codebook_find (const MokCodebook *self, const char *name)
{
  g_return_val_if_fail (self != NULL && name != NULL, -1);

  for (guint i = 0; i < self->n_variables; i++)
    {
      if (strcmp (self->variables[i].question->name, name) == 0)
        return (int) i;
    }
  return -1;
}

/**
 * mok_codebook_get_background:
 *
 * Returns: which of the backgrounds a variable is, or -1 when results cannot be broken down by it
 */
int
mok_codebook_get_background (const MokCodebook *self, guint variable)
{
  g_return_val_if_fail (self != NULL, -1);

  for (guint i = 0; i < self->n_backgrounds; i++)
    {
      if (self->backgrounds[i] == variable)
        return (int) i;
    }
  return -1;
}

/**
 * mok_codebook_get_digest:
 * @digest: (out caller-allocates) (array fixed-size=32): where the digest goes
 *
 * BLAKE2b of everything that gives the counts of a cube their meaning: names, kinds, roles, codes, bands. Wordings
 * do not enter.
 */
void
mok_codebook_get_digest (const MokCodebook *self, guint8 *digest)
{
  g_return_if_fail (self != NULL && digest != NULL);

  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->n_variables; i++)
    {
      const MokVariable *variable = &self->variables[i];
      const MokQuestion *question = variable->question;
      char buffer[G_ASCII_DTOSTR_BUF_SIZE];

      g_string_append_printf (text, "%s %d %d", question->name, question->kind, question->role == MOK_ROLE_BACKGROUND);
      for (guint k = 0; !variable->is_number && k < variable->n_answers; k++)
        {
          const MokChoice *choice = mok_choice_list_get (question->choices, k);

          g_string_append_printf (text, " %s/%d", choice->code, choice->kind);
        }
      for (guint k = 0; k < question->n_bands; k++)
        g_string_append_printf (text, " %s", g_ascii_dtostr (buffer, sizeof buffer, question->bands[k]));
      g_string_append_c (text, '\n');
    }
  mok_hash (digest, MOK_CODEBOOK_DIGEST_SIZE, text->str, text->len);
}

/**
 * mok_codebook_derive_edges:
 * @lowest: the lowest answer
 * @highest: the highest answer
 *
 * Gives round bands to a number for which the form names none.
 */
void
mok_codebook_derive_edges (MokCodebook *self, guint variable, double lowest, double highest)
{
  g_return_if_fail (self != NULL && variable < self->n_variables && self->variables[variable].needs_edges);

  double edges[MOK_VARIABLE_MAX_DERIVED_BANDS + 1];
  const guint n_edges = mok_bands_derive (get_number_kind (self->variables[variable].question), lowest, highest, edges);

  mok_codebook_set_edges (self, variable, edges, n_edges);
}

/**
 * mok_codebook_set_edges:
 * @edges: (array length=n_edges): as of mok_bands_derive(); none where nobody gave a number
 *
 * Returns: whether @edges can be edges
 */
gboolean
mok_codebook_set_edges (MokCodebook *self, guint variable, const double *edges, guint n_edges)
{
  g_return_val_if_fail (self != NULL && variable < self->n_variables && self->variables[variable].needs_edges, FALSE);

  MokVariable *target = &self->variables[variable];

  if (!mok_bands_check (edges, n_edges))
    return FALSE;
  if (n_edges > 0)
    memcpy (target->edges, edges, n_edges * sizeof *edges);
  target->n_edges = n_edges;
  target->n_answers = n_edges > 0 ? n_edges - 1 : 0;
  make_labels (self, target);
  return TRUE;
}

/**
 * mok_variable_get_n_slots:
 *
 * Returns: how many numbers are counted of each group of respondents
 */
guint
mok_variable_get_n_slots (const MokVariable *self)
{
  return self->n_answers + (self->is_multiple ? (guint) MOK_SLOT_FIRST_CHOICE : (guint) MOK_SLOT_FIRST_ANSWER);
}

/**
 * mok_variable_get_n_states:
 *
 * Returns: how many of the slots, from the first, add to the number of respondents
 */
guint
mok_variable_get_n_states (const MokVariable *self)
{
  return self->is_multiple ? MOK_N_STATES : mok_variable_get_n_slots (self);
}

/**
 * mok_variable_get_band:
 *
 * Returns: the band of a number, from 0; what is outside the outer edges belongs to the outer bands
 */
guint
mok_variable_get_band (const MokVariable *self, double value)
{
  g_return_val_if_fail (self->is_number && self->n_answers > 0, 0);

  if (!self->needs_edges)
    return mok_question_get_band (self->question, value);

  guint band = 0;

  while (band + 1 < self->n_answers && value > self->edges[band + 1])
    band++;
  return band;
}

MokChoiceKind
mok_variable_get_kind (const MokVariable *self, guint answer)
{
  return self->is_number ? MOK_CHOICE_ORDINARY : mok_choice_list_get (self->question->choices, answer)->kind;
}

gboolean
mok_variable_is_substantive (const MokVariable *self, guint answer)
{
  return self->is_number || !mok_choice_is_missing (mok_choice_list_get (self->question->choices, answer));
}

/**
 * mok_variable_dup_code:
 *
 * Returns: (transfer full): the code of a choice; of a band its number, from 1
 */
char *
mok_variable_dup_code (const MokVariable *self, guint answer)
{
  if (self->is_number)
    return g_strdup_printf ("%u", answer + 1);
  return g_strdup (mok_choice_list_get (self->question->choices, answer)->code);
}
