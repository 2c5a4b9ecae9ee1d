/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the pages of an interview show: wording, order of the choices, how far the respondent is. */

#include "config.h"

#include "interview/mok-interview.h"

#include <string.h>

#include "interview/mok-answer-private.h"
#include "interview/mok-interview-private.h"

/**
 * mok_interview_get_route:
 *
 * Returns: (transfer full) (element-type guint): the indices of the questions that the answers given so far call for,
 *   notes included, in the order of the questionnaire. It stops at the question that ended the interview
 */
GArray *
mok_interview_get_route (MokInterview *self)
{
  g_return_val_if_fail (MOK_IS_INTERVIEW (self), NULL);

  GArray *route = g_array_new (FALSE, FALSE, sizeof (guint));
  const guint n_questions = mok_questionnaire_get_n_questions (self->questionnaire);
  const guint end = self->state == MOK_INTERVIEW_SCREENED_OUT ? self->current + 1 : n_questions;

  for (guint i = 0; i < end; i++)
    {
      if (mok_interview_is_page (self, i))
        g_array_append_val (route, i);
    }
  return route;
}

/* What `${name}` stands for in a wording: the answer as the respondent knows it. */
static char *
dup_answer_wording (MokInterview *self, const MokQuestion *question, const char *language)
{
  g_auto (MokValue) value = { .type = MOK_VALUE_STRING };
  g_autoptr (GString) wording = NULL;
  g_auto (GStrv) codes = NULL;
  g_autofree char *text = NULL;

  mok_routing_get_value (self->routing, question->index, &value);
  text = mok_value_to_string (&value);
  if (question->choices == NULL)
    return g_steal_pointer (&text);

  wording = g_string_new (NULL);
  codes = g_strsplit (text, " ", -1);
  for (gsize i = 0; codes[i] != NULL; i++)
    {
      const int choice = mok_choice_list_find (question->choices, codes[i]);

      if (choice >= 0)
        g_string_append_printf (
            wording, "%s%s", wording->len > 0 ? ", " : "",
            mok_text_get (mok_choice_list_get (question->choices, (guint) choice)->label, language));
    }
  return g_string_free (g_steal_pointer (&wording), FALSE);
}

/**
 * mok_interview_dup_label:
 * @question: index of a question
 * @language: a language of the questionnaire
 *
 * Where a question has a second wording, half of the respondents get it. `${name}` is replaced by the answer to that
 * question: the wording of a choice, or the value itself; a name that is unknown stays as it is.
 *
 * Returns: (transfer full): the wording that this respondent sees
 */
char *
mok_interview_dup_label (MokInterview *self, guint question, const char *language)
{
  g_return_val_if_fail (MOK_IS_INTERVIEW (self) && language != NULL, NULL);
  g_return_val_if_fail (question < mok_questionnaire_get_n_questions (self->questionnaire), NULL);

  const MokQuestion *asked = mok_questionnaire_get_question (self->questionnaire, question);
  const MokText *label = asked->label;
  g_autoptr (GString) result = g_string_new (NULL);

  mok_routing_set_language (self->routing, language);
  if (!mok_text_is_empty (asked->alternate_label))
    {
      g_autoptr (MokRandom) random = mok_routing_derive_random (self->key, MOK_ROUTING_WORDING, question);

      if (mok_random_uniform (random, 2) == 1)
        label = asked->alternate_label;
    }

  const char *rest = mok_text_get (label, language);

  while (*rest != '\0')
    {
      const char *open = strstr (rest, "${");
      const char *close = open != NULL ? strchr (open, '}') : NULL;
      g_autofree char *name = close != NULL ? g_strndup (open + 2, (gsize) (close - open - 2)) : NULL;
      const MokQuestion *named = name != NULL ? mok_questionnaire_find_question (self->questionnaire, name) : NULL;

      if (close == NULL)
        {
          g_string_append (result, rest);
          break;
        }
      g_string_append_len (result, rest, open - rest);
      if (named != NULL)
        {
          g_autofree char *wording = dup_answer_wording (self, named, language);

          g_string_append (result, wording);
        }
      else
        g_string_append_len (result, open, close + 1 - open);
      rest = close + 1;
    }
  return g_string_free (g_steal_pointer (&result), FALSE);
}

/* Choices that stay at the end when the others are shuffled. */
static gboolean
stays_last (const MokChoice *choice)
{
  return mok_choice_stands_alone (choice) || strcmp (choice->code, "97") == 0 || strcmp (choice->code, "other") == 0;
}

/**
 * mok_interview_get_choice_order:
 * @question: index of a single choice, multiple choice or rank
 *
 * Returns: (transfer full) (element-type guint): the indices of its choices in the order in which this respondent sees
 *   them. In a shuffled list, "other" and the choices that stand alone keep their place at the end
 */
GArray *
mok_interview_get_choice_order (MokInterview *self, guint question)
{
  g_return_val_if_fail (MOK_IS_INTERVIEW (self), NULL);
  g_return_val_if_fail (question < mok_questionnaire_get_n_questions (self->questionnaire), NULL);

  const MokQuestion *asked = mok_questionnaire_get_question (self->questionnaire, question);
  GArray *order = g_array_new (FALSE, FALSE, sizeof (guint));
  const guint n_choices = mok_answer_get_n_choices (asked);

  for (guint i = 0; i < n_choices; i++)
    {
      if (!asked->randomize || !stays_last (mok_choice_list_get (asked->choices, i)))
        g_array_append_val (order, i);
    }
  if (!asked->randomize)
    return order;

  g_autoptr (MokRandom) random = mok_routing_derive_random (self->key, MOK_ROUTING_ORDER, question);

  mok_random_shuffle (random, (guint *) (void *) order->data, order->len);
  for (guint i = 0; i < n_choices; i++)
    {
      if (stays_last (mok_choice_list_get (asked->choices, i)))
        g_array_append_val (order, i);
    }
  return order;
}

/**
 * mok_interview_get_progress:
 * @module: (out): modules that are behind the respondent or begun; 1 in the first one, @n_modules at the end
 * @n_modules: (out): modules of the questionnaire, whether they are asked or not
 *
 * How far the respondent is. Counted in modules, since skip logic makes the number of questions jump: going on never
 * makes it smaller.
 */
void
mok_interview_get_progress (MokInterview *self, guint *module, guint *n_modules)
{
  g_return_if_fail (MOK_IS_INTERVIEW (self) && module != NULL && n_modules != NULL);

  *n_modules = mok_questionnaire_get_n_modules (self->questionnaire);
  *module = 0;
  if (self->state == MOK_INTERVIEW_COMPLETE)
    {
      *module = *n_modules;
      return;
    }
  /* A question outside all modules counts to the one before it. */
  for (guint i = 0; i <= self->current; i++)
    {
      const MokQuestion *question = mok_questionnaire_get_question (self->questionnaire, i);
      const int begun = mok_questionnaire_get_module_of (self->questionnaire, question) + 1;

      *module = MAX (*module, (guint) begun);
    }
}

/* Whether a given answer is "prefer not to answer". */
static gboolean
is_refused (const MokQuestion *question, const MokAnswer *answer)
{
  const guint n_choices = mok_answer_get_n_choices (question);

  for (guint i = 0; i < n_choices; i++)
    {
      const gboolean chosen = question->kind == MOK_QUESTION_SINGLE     ? answer->choice == i
                              : question->kind == MOK_QUESTION_MULTIPLE ? mok_answer_has_choice (answer, i)
                                                                        : FALSE;

      if (chosen && (mok_choice_list_get (question->choices, i)->kind & MOK_CHOICE_REFUSED) != 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * mok_interview_count:
 * @answered: (out): questions answered, "not sure" included
 * @blank: (out): questions asked and left blank
 * @refused: (out): questions answered by "prefer not to answer"
 *
 * What the last page says before the answers are sealed; only what a response holds is counted.
 */
void
mok_interview_count (MokInterview *self, guint *answered, guint *blank, guint *refused)
{
  g_return_if_fail (MOK_IS_INTERVIEW (self) && answered != NULL && blank != NULL && refused != NULL);

  const guint n_questions = mok_questionnaire_get_n_questions (self->questionnaire);

  *answered = *blank = *refused = 0;
  for (guint i = 0; i < n_questions; i++)
    {
      const MokQuestion *question = mok_questionnaire_get_question (self->questionnaire, i);
      const MokAnswer *answer = mok_interview_get_answer (self, i);

      if (!mok_question_is_stored (question) || answer->state == MOK_ANSWER_NOT_ASKED)
        continue;
      if (answer->state == MOK_ANSWER_BLANK)
        ++*blank;
      else if (is_refused (question, answer))
        ++*refused;
      else
        ++*answered;
    }
}
