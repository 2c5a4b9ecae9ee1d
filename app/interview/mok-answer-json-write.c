/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The answers of an interview as JSON, in the form that mok-answer-json.c reads. */

#include "config.h"

#include "interview/mok-answer-json.h"

#include <json-glib/json-glib.h>

#include "interview/mok-answer-private.h"
#include "questionnaire/mok-value.h"

/* Longer codes are written as texts, since a reader may keep numbers as doubles. */
#define MAX_DIGITS 9

/* Whether @code is a number that is written in just one way. */
static gboolean
is_plain_number (const char *code)
{
  gsize length = 0;

  for (; code[length] != '\0'; length++)
    {
      if (!g_ascii_isdigit (code[length]) || length >= MAX_DIGITS)
        return FALSE;
    }
  return length == 1 || (length > 1 && code[0] != '0');
}

static void
add_code (JsonBuilder *builder, const MokQuestion *question, guint choice)
{
  const char *code = mok_choice_list_get (question->choices, choice)->code;

  if (is_plain_number (code))
    json_builder_add_int_value (builder, g_ascii_strtoll (code, NULL, 10));
  else
    json_builder_add_string_value (builder, code);
}

static void
add_ranked (JsonBuilder *builder, const MokQuestion *question, const MokAnswer *answer)
{
  const guint n_choices = mok_answer_get_n_choices (question);

  for (guint place = 1; place <= n_choices; place++)
    {
      for (guint i = 0; i < n_choices; i++)
        {
          if (answer->rank[i] == place)
            add_code (builder, question, i);
        }
    }
}

static void
add_answer (JsonBuilder *builder, const MokQuestion *question, const MokAnswer *answer)
{
  const guint n_choices = mok_answer_get_n_choices (question);
  g_autofree char *date = NULL;

  switch (question->kind)
    {
    case MOK_QUESTION_SINGLE:
      add_code (builder, question, answer->choice);
      break;
    case MOK_QUESTION_MULTIPLE:
      json_builder_begin_array (builder);
      for (guint i = 0; i < n_choices; i++)
        {
          if (mok_answer_has_choice (answer, i))
            add_code (builder, question, i);
        }
      json_builder_end_array (builder);
      break;
    case MOK_QUESTION_RANK:
      json_builder_begin_array (builder);
      add_ranked (builder, question, answer);
      json_builder_end_array (builder);
      break;
    case MOK_QUESTION_INTEGER:
    case MOK_QUESTION_DECIMAL:
    case MOK_QUESTION_RANGE:
      if (mok_answer_is_whole (question))
        json_builder_add_int_value (builder, answer->integer);
      else
        json_builder_add_double_value (builder, answer->decimal);
      break;
    case MOK_QUESTION_DATE:
      date = mok_date_format (answer->date);
      json_builder_add_string_value (builder, date);
      break;
    case MOK_QUESTION_TEXT:
      json_builder_add_string_value (builder, answer->text);
      break;
    case MOK_QUESTION_ACKNOWLEDGE:
    case MOK_QUESTION_NOTE:
    case MOK_QUESTION_CALCULATE:
    default:
      json_builder_add_string_value (builder, "OK");
      break;
    }
}

/**
 * mok_answer_json_write:
 *
 * Writes the answers that are given, in the order of the questionnaire, on one line. mok_answer_json_replay() gives the
 * same answers from it. The text holds answers: it is for simulations and open data, and not wiped.
 *
 * Returns: (transfer full): `{"variable": …}`
 */
char *
mok_answer_json_write (MokInterview *interview)
{
  g_return_val_if_fail (MOK_IS_INTERVIEW (interview), NULL);

  MokQuestionnaire *questionnaire = mok_interview_get_questionnaire (interview);
  g_autoptr (GArray) route = mok_interview_get_route (interview);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  for (guint i = 0; i < route->len; i++)
    {
      const guint index = g_array_index (route, guint, i);
      const MokQuestion *question = mok_questionnaire_get_question (questionnaire, index);
      const MokAnswer *answer = mok_interview_get_answer (interview, index);

      if (answer->state != MOK_ANSWER_GIVEN)
        continue;
      json_builder_set_member_name (builder, question->name);
      add_answer (builder, question, answer);
    }
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}
