/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Numbers of questions, as they stand on paper. Screeners and acknowledgements have letters, so that question 12 is the
 * twelfth one on paper as in the window. Must not depend on anybody's answers.
 */

#include "config.h"

#include "questionnaire/mok-numbering.h"

static gboolean
has_letter (const MokQuestion *question)
{
  return mok_question_is_asked (question) && question->kind != MOK_QUESTION_NOTE
         && !mok_question_is_numbered (question);
}

/* How many questions up to this one are like it. */
static guint
count (const MokQuestionnaire *form, const MokQuestion *question, gboolean (*is_like) (const MokQuestion *))
{
  guint n = 0;

  for (guint i = 0; i <= question->index && i < form->questions->len; i++)
    n += is_like (g_ptr_array_index (form->questions, i)) ? 1 : 0;
  return n;
}

/**
 * mok_numbering_get:
 *
 * Returns: the number of a question, from 1; 0 for one that has a letter or nothing
 */
guint
mok_numbering_get (const MokQuestionnaire *form, const MokQuestion *question)
{
  g_return_val_if_fail (form != NULL && question != NULL, 0);

  return mok_question_is_numbered (question) ? count (form, question, mok_question_is_numbered) : 0;
}

/**
 * mok_numbering_dup:
 *
 * Returns: (transfer full) (nullable): "12"; of a screener or an acknowledgement "A" to "Z", then "AA"; %NULL for a
 * note or a calculation
 */
char *
mok_numbering_dup (const MokQuestionnaire *form, const MokQuestion *question)
{
  g_return_val_if_fail (form != NULL && question != NULL, NULL);

  const guint number = mok_numbering_get (form, question);
  g_autoptr (GString) letters = NULL;

  if (number > 0)
    return g_strdup_printf ("%u", number);
  if (!has_letter (question))
    return NULL;
  letters = g_string_new (NULL);
  for (guint left = count (form, question, has_letter); left > 0; left = (left - 1) / 26)
    g_string_prepend_c (letters, (char) ('A' + (left - 1) % 26));
  return g_string_free (g_steal_pointer (&letters), FALSE);
}
