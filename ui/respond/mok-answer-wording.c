/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* An answer in words, for the respondent's own eyes on the page before the answers are sealed.
 * Must not be used for a file or a log.
 */

#include "config.h"

#include "respond/mok-answer-wording.h"

#include <glib/gi18n-lib.h>

/* The Julian day number that GDate gives to 1970-01-01. */
#define EPOCH 719163

static const char *
get_choice_label (const MokQuestion *question, guint choice, const char *language)
{
  return mok_text_get (mok_choice_list_get (question->choices, choice)->label, language);
}

static char *
dup_chosen (const MokQuestion *question, const MokAnswer *answer, const char *language)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < question->choices->choices->len; i++)
    if (mok_answer_has_choice (answer, i))
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", get_choice_label (question, i, language));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
dup_ranking (const MokQuestion *question, const MokAnswer *answer, const char *language)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint place = 1; place <= question->choices->choices->len; place++)
    for (guint i = 0; i < question->choices->choices->len; i++)
      if (answer->rank[i] == place)
        g_string_append_printf (text, "%s%u. %s", text->len > 0 ? " · " : "", place,
                                get_choice_label (question, i, language));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
dup_date (gint32 days)
{
  GDate date;
  char text[32];

  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) (days + EPOCH));
  g_date_strftime (text, sizeof text, "%Y-%m-%d", &date);
  return g_strdup (text);
}

/**
 * mok_answer_dup_wording:
 * @interview: the interview
 * @question: index of a question
 * @language: the language of the questionnaire's texts
 *
 * Returns: (transfer full): the answer as the respondent gave it; for a blank, that it is blank
 */
char *
mok_answer_dup_wording (MokInterview *interview, guint question, const char *language)
{
  g_return_val_if_fail (MOK_IS_INTERVIEW (interview), NULL);
  g_return_val_if_fail (language != NULL, NULL);

  const MokQuestion *asked = mok_questionnaire_get_question (mok_interview_get_questionnaire (interview), question);
  const MokAnswer *answer = mok_interview_get_answer (interview, question);
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (answer->state != MOK_ANSWER_GIVEN)
    return g_strdup (_ ("Left blank"));
  switch (asked->kind)
    {
    case MOK_QUESTION_SINGLE:
      return g_strdup (get_choice_label (asked, answer->choice, language));
    case MOK_QUESTION_MULTIPLE:
      return dup_chosen (asked, answer, language);
    case MOK_QUESTION_RANK:
      return dup_ranking (asked, answer, language);
    case MOK_QUESTION_INTEGER:
    case MOK_QUESTION_DECIMAL:
    case MOK_QUESTION_RANGE:
      return g_strdup (g_ascii_formatd (number, sizeof number, "%.12g", mok_answer_get_number (asked, answer)));
    case MOK_QUESTION_DATE:
      return dup_date (answer->date);
    case MOK_QUESTION_TEXT:
      return g_strdup (answer->text);
    case MOK_QUESTION_ACKNOWLEDGE:
    case MOK_QUESTION_NOTE:
    case MOK_QUESTION_CALCULATE:
    default:
      return g_strdup (_ ("Read"));
    }
}
