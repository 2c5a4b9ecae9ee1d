/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Answers as the expressions of a questionnaire see them. Must not evaluate anything. */

#include "config.h"

#include "interview/mok-routing.h"

#include "interview/mok-answer-private.h"
#include "interview/mok-routing-private.h"

/* The codes of chosen choices, joined by blanks; of a rank from the first place on. */
static char *
join_codes (const MokQuestion *question, const MokAnswer *answer)
{
  g_autoptr (GString) codes = g_string_new (NULL);
  const guint n_choices = mok_answer_get_n_choices (question);

  for (guint i = 0; i < n_choices; i++)
    {
      guint choice = i;
      gboolean chosen;

      if (question->kind == MOK_QUESTION_RANK)
        {
          for (choice = 0; choice < n_choices && answer->rank[choice] != i + 1; choice++)
            ;
          chosen = choice < n_choices;
        }
      else
        chosen = mok_answer_has_choice (answer, choice);
      if (chosen)
        g_string_append_printf (codes, "%s%s", codes->len > 0 ? " " : "",
                                mok_choice_list_get (question->choices, choice)->code);
    }
  return g_string_free (g_steal_pointer (&codes), FALSE);
}

/**
 * mok_routing_get_value:
 * @value: (inout): an initialised value, which is replaced
 *
 * Gives the value of @question as expressions see it: "" where it was not asked or left blank.
 */
void
mok_routing_get_value (const MokRouting *self, guint question, MokValue *value)
{
  g_return_if_fail (self != NULL && self->n_groups + question < self->n_nodes && value != NULL);

  const MokQuestion *asked = mok_questionnaire_get_question (self->questionnaire, question);
  const MokAnswer *answer = mok_answers_get (self->answers, question);
  const MokRoutingNode *node = &self->nodes[self->n_groups + question];

  if (node->relevant && asked->kind == MOK_QUESTION_CALCULATE)
    {
      mok_value_copy (&node->value, value);
      return;
    }
  if (!node->relevant || answer->state != MOK_ANSWER_GIVEN)
    {
      mok_value_set_string (value, "");
      return;
    }
  switch (asked->kind)
    {
    case MOK_QUESTION_SINGLE:
      mok_value_set_string (value, mok_choice_list_get (asked->choices, answer->choice)->code);
      break;
    case MOK_QUESTION_MULTIPLE:
    case MOK_QUESTION_RANK:
      mok_value_take_string (value, join_codes (asked, answer));
      break;
    case MOK_QUESTION_INTEGER:
    case MOK_QUESTION_DECIMAL:
    case MOK_QUESTION_RANGE:
      mok_value_set_number (value, mok_answer_get_number (asked, answer));
      break;
    case MOK_QUESTION_DATE:
      mok_value_set_date (value, answer->date);
      break;
    case MOK_QUESTION_TEXT:
      mok_value_set_string (value, answer->text);
      break;
    case MOK_QUESTION_ACKNOWLEDGE:
      mok_value_set_string (value, "OK");
      break;
    case MOK_QUESTION_NOTE:
    case MOK_QUESTION_CALCULATE:
    default:
      mok_value_set_string (value, "");
      break;
    }
}
