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

#include <glib/gi18n-lib.h>

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
clear_answers (MokVariable *variable)
{
  g_ptr_array_set_size (variable->labels, 0);
  g_ptr_array_set_size (variable->codes, 0);
}

static void
add_answer (MokVariable *variable, char *code, MokText *label, MokChoiceKind kind)
{
  variable->kinds[variable->codes->len] = (guint8) kind;
  g_ptr_array_add (variable->codes, code);
  g_ptr_array_add (variable->labels, label);
}

static void
make_answers (const MokCodebook *self, MokVariable *variable)
{
  clear_answers (variable);
  for (guint i = 0; i < variable->n_answers; i++)
    {
      if (variable->is_number)
        add_answer (variable, g_strdup_printf ("%u", i + 1), make_band_label (self, variable, i), MOK_CHOICE_ORDINARY);
      else
        {
          const MokChoice *choice = mok_choice_list_get (variable->question->choices, i);

          add_answer (variable, g_strdup (choice->code), mok_text_ref (choice->label), choice->kind);
        }
    }
  variable->n_states = variable->is_multiple ? MOK_SLOT_FIRST_CHOICE : MOK_SLOT_FIRST_ANSWER + variable->n_answers;
  variable->n_marks = variable->is_multiple ? variable->n_answers : 0;
}

static MokVariable *
append_variable (MokCodebook *self, MokVariableKind kind, const MokQuestion *question)
{
  self->variables = g_renew (MokVariable, self->variables, self->n_variables + 1);

  MokVariable *variable = &self->variables[self->n_variables++];

  memset (variable, 0, sizeof *variable);
  variable->kind = kind;
  variable->question = question;
  variable->labels = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_text_unref);
  variable->codes = g_ptr_array_new_with_free_func (g_free);
  return variable;
}

static void
append_question (MokCodebook *self, const MokQuestion *question)
{
  MokVariable *variable = append_variable (self, MOK_VARIABLE_QUESTION, question);

  variable->is_multiple = question->kind == MOK_QUESTION_MULTIPLE;
  variable->is_number = is_number (question->kind);
  variable->needs_edges = variable->is_number && question->n_bands == 0;
  if (variable->is_number)
    variable->n_answers = mok_question_get_n_bands (question);
  else if (question->choices != NULL)
    variable->n_answers = MIN (question->choices->choices->len, MOK_ANSWER_MAX_CHOICES);
  make_answers (self, variable);
}

/* What stands for a derived variable where others ask for a question. */
static MokQuestion *
append_derived (MokCodebook *self, const char *name, MokText *label, MokText *title)
{
  MokQuestion *question = mok_question_new (name, MOK_QUESTION_SINGLE);

  mok_text_unref (question->label);
  question->label = mok_text_ref (label);
  question->short_title = mok_text_ref (title);
  g_ptr_array_add (self->derived, question);
  return question;
}

static MokText *
new_text (const char *text)
{
  MokText *label = mok_text_new ();

  mok_text_set (label, "", text);
  return label;
}

/* The size that the law counts is no question but a ninth breakdown, made from the questions about size. */
static void
append_size5 (MokCodebook *self)
{
  g_autoptr (MokText) title = new_text (_ ("Fewer than five, or five and more"));
  const int size_band = mok_codebook_find (self, mok_law_input_get_variable (MOK_LAW_INPUT_SIZE_BAND));

  self->size5 = -1;
  if (size_band < 0 || self->variables[size_band].question->role != MOK_ROLE_BACKGROUND
      || mok_codebook_find (self, MOK_SIZE5_NAME) >= 0)
    return;

  MokQuestion *question = append_derived (self, MOK_SIZE5_NAME, title, title);
  MokVariable *variable;

  question->role = MOK_ROLE_BACKGROUND;
  self->size5 = (int) self->n_variables;
  self->backgrounds[self->n_backgrounds++] = self->n_variables;
  variable = append_variable (self, MOK_VARIABLE_SIZE5, question);
  variable->n_answers = MOK_N_SIZE5;
  add_answer (variable, g_strdup ("under"), new_text (_ ("Fewer than five employees")), MOK_CHOICE_ORDINARY);
  add_answer (variable, g_strdup ("over"), new_text (_ ("Five employees or more")), MOK_CHOICE_ORDINARY);
  add_answer (variable, g_strdup ("unknown"), new_text (_ ("Size not known")), MOK_CHOICE_NOT_SURE);
  variable->n_states = MOK_SLOT_FIRST_ANSWER + variable->n_answers;
}

static void
protection_free (gpointer data)
{
  MokCodebookProtection *protection = data;

  mok_text_unref (protection->title);
  mok_text_unref (protection->article);
  g_free (protection);
}

/**
 * mok_codebook_new:
 *
 * Every substantive question of the questionnaire, in the order of the form, then the size of the workplace as the law
 * counts it. Results can be broken down by that, and by questions of role background of which a respondent has one
 * value.
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
  self->backgrounds = g_new0 (guint, n_questions + 1);
  self->protections = g_ptr_array_new_with_free_func (protection_free);
  self->derived = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_question_free);
  for (guint i = 0; i < n_questions; i++)
    {
      const MokQuestion *question = mok_questionnaire_get_question (questionnaire, i);

      if (!mok_question_is_substantive (question))
        continue;
      if (question->role == MOK_ROLE_BACKGROUND && question->kind != MOK_QUESTION_MULTIPLE
          && question->kind != MOK_QUESTION_RANK)
        self->backgrounds[self->n_backgrounds++] = self->n_variables;
      append_question (self, question);
    }
  self->n_questions = self->n_variables;
  append_size5 (self);
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
    {
      g_ptr_array_unref (self->variables[i].labels);
      g_ptr_array_unref (self->variables[i].codes);
    }
  g_free (self->variables);
  g_free (self->backgrounds);
  g_ptr_array_unref (self->protections);
  g_ptr_array_unref (self->derived);
  mok_questionnaire_unref (self->questionnaire);
  g_free (self);
}

static void
append_outcome (MokCodebook *self, const MokCodebookProtection *protection, const char *prefix, gboolean by_size)
{
  const MokQuestion *asked = self->variables[protection->asked].question;
  g_autofree char *name = g_strconcat (prefix, asked->name, NULL);
  MokQuestion *question = append_derived (self, name, protection->title, protection->title);
  MokVariable *variable =
      append_variable (self, by_size ? MOK_VARIABLE_OUTCOME_BY_SIZE : MOK_VARIABLE_OUTCOME, question);

  question->role = asked->role;
  question->sensitive = asked->sensitive;
  g_free (question->period);
  question->period = g_strdup (asked->period);
  variable->asked = protection->asked;
  variable->n_states = MOK_SLOT_FIRST_OUTCOME + MOK_N_OUTCOMES * (by_size ? MOK_N_SIZE5 : 1);
  variable->n_marks = by_size ? 0 : MOK_N_OUTCOME_MARKS;
  if (by_size)
    return;
  variable->n_answers = MOK_N_OUTCOMES;
  for (guint i = 0; i < MOK_N_OUTCOMES; i++)
    add_answer (variable, g_strdup (mok_outcome_get_code ((MokOutcome) i)),
                new_text (mok_outcome_get_label ((MokOutcome) i)),
                i == MOK_OUTCOME_NOT_APPLICABLE ? MOK_CHOICE_NOT_SURE : MOK_CHOICE_ORDINARY);
}

/**
 * mok_codebook_add_protection:
 * @asked: variable of the question about a protection
 * @at_that_time: whether it is about a workplace that may be another one than today's
 * @binds_all: whether the law binds workplaces of every size
 * @details: bits: the marks that tell more than the classes
 * @title: name of the protection
 * @article: where the law says so
 *
 * Adds the outcome of a protection: a variable `outcome:QUESTION`, and where it is about another time one more with
 * the classes by the size of the workplace then.
 */
void
mok_codebook_add_protection (MokCodebook *self,
                             guint asked,
                             gboolean at_that_time,
                             gboolean binds_all,
                             guint details,
                             MokText *title,
                             MokText *article)
{
  g_return_if_fail (self != NULL && asked < self->n_questions && title != NULL && article != NULL);

  MokCodebookProtection *protection = g_new0 (MokCodebookProtection, 1);

  protection->asked = asked;
  protection->binds_all = binds_all;
  protection->details = details;
  protection->title = mok_text_ref (title);
  protection->article = mok_text_ref (article);
  protection->outcome = self->n_variables;
  append_outcome (self, protection, MOK_OUTCOME_PREFIX, FALSE);
  protection->by_size = at_that_time ? (int) self->n_variables : -1;
  if (at_that_time)
    append_outcome (self, protection, MOK_OUTCOME_PREFIX "size:", TRUE);
  g_ptr_array_add (self->protections, protection);
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

  for (guint i = 0; i < self->n_questions; i++)
    {
      const MokVariable *variable = &self->variables[i];
      const MokQuestion *question = variable->question;
      char buffer[G_ASCII_DTOSTR_BUF_SIZE];

      g_string_append_printf (text, "%s %d %d", question->name, question->kind, question->role == MOK_ROLE_BACKGROUND);
      for (guint k = 0; question->choices != NULL && k < question->choices->choices->len; k++)
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
  make_answers (self, target);
  return TRUE;
}

static MokText *
join_labels (const MokCodebook *self, const MokVariable *variable, const guint8 *level_of, guint level)
{
  MokText *joined = mok_text_new ();
  GPtrArray *languages = self->questionnaire->languages;

  for (guint i = 0; i <= languages->len; i++)
    {
      const char *language = i < languages->len ? g_ptr_array_index (languages, i) : "";
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint k = 0; k < variable->n_answers; k++)
        {
          if (level_of[k] == level)
            g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "",
                                    mok_text_get (g_ptr_array_index (variable->labels, k), language));
        }
      mok_text_set (joined, language, text->str);
    }
  return joined;
}

static char *
join_codes (const MokVariable *variable, const guint8 *level_of, guint level)
{
  g_autoptr (GString) codes = g_string_new (NULL);

  for (guint k = 0; k < variable->n_answers; k++)
    {
      if (level_of[k] == level)
        g_string_append_printf (codes, "%s%s", codes->len > 0 ? "+" : "", mok_variable_get_code (variable, k));
    }
  return g_string_free (g_steal_pointer (&codes), FALSE);
}

/**
 * mok_codebook_coarsen:
 * @variable: a background
 * @level_of: (array): the released level of each of its answers, or 255 for an answer in none
 * @n_levels: how many there are
 * @none: whether those without an answer are a level of their own, behind the others
 *
 * From now on the answers of @variable are its released levels: `1+2` for what was merged, and `none`.
 *
 * Returns: whether every level has an answer, and levels are in the order of their first one
 */
gboolean
mok_codebook_coarsen (MokCodebook *self, guint variable, const guint8 *level_of, guint n_levels, gboolean none)
{
  g_return_val_if_fail (self != NULL && variable < self->n_variables && level_of != NULL, FALSE);

  MokVariable *target = &self->variables[variable];
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_text_unref);
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);
  guint n_seen = 0;

  for (guint k = 0; k < target->n_answers; k++)
    {
      if (level_of[k] == MOK_LEVEL_NONE)
        continue;
      if (level_of[k] > n_seen || !mok_variable_is_substantive (target, k))
        return FALSE;
      n_seen = MAX (n_seen, level_of[k] + 1u);
    }
  if (n_seen != n_levels)
    return FALSE;
  for (guint level = 0; level < n_levels; level++)
    {
      g_ptr_array_add (labels, join_labels (self, target, level_of, level));
      g_ptr_array_add (codes, join_codes (target, level_of, level));
    }
  clear_answers (target);
  for (guint level = 0; level < n_levels; level++)
    add_answer (target, g_strdup (g_ptr_array_index (codes, level)), mok_text_ref (g_ptr_array_index (labels, level)),
                MOK_CHOICE_ORDINARY);
  if (none && target->kind == MOK_VARIABLE_SIZE5)
    add_answer (target, g_strdup ("unknown"), new_text (_ ("Size not known")), MOK_CHOICE_NOT_SURE);
  else if (none)
    add_answer (target, g_strdup ("none"), new_text (_ ("No answer")), MOK_CHOICE_REFUSED);
  target->n_answers = n_levels + (none ? 1 : 0);
  target->n_states = MOK_SLOT_FIRST_ANSWER + target->n_answers;
  return TRUE;
}

/**
 * mok_codebook_has_block:
 *
 * Returns: whether @variable is counted by @background. What is about another time is counted by the size then, never
 *   by today's
 */
gboolean
mok_codebook_has_block (const MokCodebook *self, guint variable, guint background)
{
  const MokVariable *counted = &self->variables[variable];
  const gboolean is_size5 = (int) self->backgrounds[background] == self->size5;

  if (self->backgrounds[background] == variable)
    return FALSE;
  if (!is_size5 || counted->kind == MOK_VARIABLE_QUESTION || counted->kind == MOK_VARIABLE_SIZE5)
    return TRUE;
  if (counted->kind == MOK_VARIABLE_OUTCOME_BY_SIZE)
    return FALSE;
  for (guint i = 0; i < self->protections->len; i++)
    {
      const MokCodebookProtection *protection = g_ptr_array_index (self->protections, i);

      if (protection->outcome == variable)
        return protection->by_size < 0;
    }
  return TRUE;
}

/**
 * mok_codebook_is_replaced:
 *
 * Returns: whether a release counts replaced answers of @variable: of everything but backgrounds, which readers know
 *   of each other
 */
gboolean
mok_codebook_is_replaced (const MokCodebook *self, guint variable)
{
  const MokVariable *counted = &self->variables[variable];

  return counted->kind != MOK_VARIABLE_SIZE5 && mok_codebook_get_background (self, variable) < 0
         && counted->question->role != MOK_ROLE_BACKGROUND;
}

/**
 * mok_variable_get_n_slots:
 *
 * Returns: how many numbers are counted of each group of respondents
 */
guint
mok_variable_get_n_slots (const MokVariable *self)
{
  return self->n_states + self->n_marks;
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
  return (MokChoiceKind) self->kinds[answer];
}

gboolean
mok_variable_is_substantive (const MokVariable *self, guint answer)
{
  return (self->kinds[answer] & (MOK_CHOICE_NOT_SURE | MOK_CHOICE_REFUSED)) == 0;
}

/**
 * mok_variable_get_code:
 *
 * Returns: (transfer none): the code of a choice, a level or an outcome; of a band its number, from 1
 */
const char *
mok_variable_get_code (const MokVariable *self, guint answer)
{
  return g_ptr_array_index (self->codes, answer);
}
