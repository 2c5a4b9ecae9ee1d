/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Singling people out (the word of GDPR, recital 26) begins in the questionnaire: answers about the person that are
 * harmless one by one can be one person's together. Looks at the questions and the number of people invited only, never
 * at answers; must not say that a questionnaire is safe.
 */

#include "config.h"

#include "release/mok-singling.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/mok-language.h"
#include "base/mok-number.h"
#include "release/mok-closing.h"
#include "release/mok-note.h"
#include "release/mok-urns-private.h"

/* Percent of people who would be alone with their answers. */
#define WORTH_A_WARNING 5

/* Words that ask for a name, a way to reach somebody, a number in a list of staff, or a birthday. */
static const char *const naming_words[] = {
  "이름",      "성명",       "성함",          "전화번호",        "연락처",    "휴대폰",          "핸드폰",
  "이메일",    "전자우편",   "사번",          "사원번호",        "직원번호",  "주민등록",        "생년월일",
  "생일",      "full name",  "your name",     "first name",      "last name", "surname",         "phone number",
  "telephone", "e-mail",     "email",         "staff number",    "staff id",  "employee number", "employee id",
  "birthday",  "birth date", "date of birth", "social security",
};

/* Questions about the person are single choices. */
static guint
count_answers (const MokQuestion *question)
{
  guint n = 0;

  for (guint i = 0; i < question->choices->choices->len; i++)
    n += !mok_choice_is_missing (mok_choice_list_get (question->choices, i));
  return n;
}

/* Most answers first; of as many, as the form has them. */
static int
compare_questions (gconstpointer first, gconstpointer second)
{
  const MokSinglingQuestion *a = first, *b = second;

  if (a->n_answers != b->n_answers)
    return a->n_answers > b->n_answers ? -1 : 1;
  return a->question->index < b->question->index ? -1 : a->question->index > b->question->index;
}

static gboolean
has_naming_word (const char *text)
{
  g_autofree char *folded = text != NULL ? g_utf8_casefold (text, -1) : NULL;

  for (gsize i = 0; folded != NULL && i < G_N_ELEMENTS (naming_words); i++)
    if (strstr (folded, naming_words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* Who chooses from a list cannot write a name, and a text of several lines may ask to leave names out. */
static gboolean
asks_for_a_name (const MokQuestionnaire *questionnaire, const MokQuestion *question)
{
  if (question->kind != MOK_QUESTION_TEXT && question->kind != MOK_QUESTION_INTEGER
      && question->kind != MOK_QUESTION_DECIMAL && question->kind != MOK_QUESTION_DATE)
    return FALSE;
  if (question->multiline)
    return FALSE;
  for (guint i = 0; i < questionnaire->languages->len; i++)
    if (has_naming_word (mok_text_peek (question->label, g_ptr_array_index (questionnaire->languages, i))))
      return TRUE;
  return FALSE;
}

static double
count_first (const MokSingling *self, guint n)
{
  double combinations = 1;

  for (guint i = 0; i < n; i++)
    combinations *= g_array_index (self->questions, MokSinglingQuestion, i).n_answers;
  return combinations;
}

static void
count_combinations (MokSingling *self)
{
  self->n_combinations = count_first (self, self->questions->len);
  if (self->headcount == 0)
    return;
  for (guint n = 1; n <= self->questions->len && self->n_enough == 0; n++)
    if (count_first (self, n) >= self->headcount)
      self->n_enough = n;
  self->alone = pow (1 - 1 / self->n_combinations, self->headcount - 1.0);
}

/**
 * mok_singling_new:
 * @headcount: how many are invited; 0 = not known
 *
 * The share of people who are alone with their answers is that of the classical occupancy problem (Feller, An
 * Introduction to Probability Theory and Its Applications I, IV.2): with N people and K combinations of the same
 * probability somebody is alone with (1 − 1 / K)^(N − 1). Where answers differ in how frequent they are, fewer people
 * are alone, and those with rare answers more surely.
 *
 * Returns: (transfer full): what the questionnaire tells about who answered
 */
MokSingling *
mok_singling_new (MokQuestionnaire *questionnaire, guint headcount)
{
  g_return_val_if_fail (questionnaire != NULL, NULL);

  MokSingling *self = g_new0 (MokSingling, 1);
  MokReleaseParameters parameters;

  mok_release_parameters_init (&parameters, headcount);
  self->headcount = headcount;
  self->min_group = parameters.min_group;
  self->questions = g_array_new (FALSE, FALSE, sizeof (MokSinglingQuestion));
  self->naming = g_ptr_array_new ();
  for (guint i = 0; i < mok_questionnaire_get_n_questions (questionnaire); i++)
    {
      const MokQuestion *question = mok_questionnaire_get_question (questionnaire, i);
      MokSinglingQuestion one = { .question = question };

      if (!mok_question_is_asked (question))
        continue;
      if (asks_for_a_name (questionnaire, question))
        g_ptr_array_add (self->naming, (gpointer) question);
      if (question->role != MOK_ROLE_BACKGROUND)
        continue;
      one.n_answers = count_answers (question);
      one.is_small = one.n_answers > 0 && headcount > 0 && headcount / one.n_answers < self->min_group;
      if (one.n_answers > 1)
        g_array_append_val (self->questions, one);
    }
  g_array_sort (self->questions, compare_questions);
  count_combinations (self);
  return self;
}

void
mok_singling_free (MokSingling *self)
{
  g_return_if_fail (self != NULL);

  g_array_unref (self->questions);
  g_ptr_array_unref (self->naming);
  g_free (self);
}

/* The first @n questions. */
static char *
dup_titles (const MokSingling *self, guint n)
{
  GString *titles = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      const MokQuestion *question = g_array_index (self->questions, MokSinglingQuestion, i).question;

      g_string_append (titles, i > 0 ? " × " : "");
      /* Translators: the title of a question within a sentence */
      g_string_append_printf (titles, _ ("“%s”"), mok_question_get_title (question, mok_language_get ()));
    }
  return g_string_free (titles, FALSE);
}

static const char *
get_advice (MokSinglingReader reader)
{
  switch (reader)
    {
    case MOK_SINGLING_OPEN:
      return _ (
          "Whoever reads the rows of this open survey can look for them. Ask fewer questions about the person, or "
          "give them fewer answers.");
    case MOK_SINGLING_TRUSTEES:
      return _ ("Results never show such combinations, and no trustee can open the answers alone.");
    case MOK_SINGLING_SEALED:
    default:
      return _ (
          "Results never show such combinations, but whoever knows the passphrase could look at them with another "
          "program. Fewer or broader answers help, and so do three trustees.");
    }
}

static void
add_combinations (const MokSingling *self, MokSinglingReader reader, GPtrArray *notes)
{
  g_autofree char *combinations = mok_number_dup (self->n_combinations);
  g_autofree char *people = mok_number_dup (self->headcount);
  const int percent = (int) ceil (100 * self->alone - 1e-9);
  g_autoptr (GString) text = g_string_new (NULL);

  if (self->questions->len == 0)
    {
      mok_notes_add (notes, MOK_NOTE_GOOD, _ ("About the person"),
                     g_strdup (_ ("Nothing is asked that tells who somebody is.")));
      return;
    }
  g_string_append_printf (text,
                          g_dngettext (GETTEXT_PACKAGE, "%1$u question about the person has %2$s answers.",
                                       "%1$u questions about the person have %2$s combinations of answers.",
                                       self->questions->len),
                          self->questions->len, combinations);
  g_string_append_c (text, ' ');
  if (self->headcount == 0)
    {
      g_string_append (text, _ ("How many people are invited is not known, so it cannot be said how many would be the "
                                "only one with theirs."));
      mok_notes_add (notes, MOK_NOTE_PLAIN, _ ("About the person"), g_strdup (text->str));
      return;
    }
  if (percent < 100)
    g_string_append_printf (text, _ ("Of %1$s people up to %2$d\u202f%% would be the only one with theirs."), people,
                            percent);
  else
    g_string_append_printf (text, _ ("Of %s people nearly everybody could be the only one with theirs."), people);
  if (self->n_enough > 0 && self->n_enough < self->questions->len)
    {
      g_autofree char *titles = dup_titles (self, self->n_enough);
      g_autofree char *first = mok_number_dup (count_first (self, self->n_enough));

      g_string_append_c (text, ' ');
      /* Translators: the titles of one or more questions, and how many combinations of answers they have */
      g_string_append_printf (
          text, g_dngettext (GETTEXT_PACKAGE, "%1$s already has %2$s.", "%1$s already have %2$s.", self->n_enough),
          titles, first);
    }
  if (percent >= WORTH_A_WARNING)
    g_string_append_printf (text, " %s", get_advice (reader));
  mok_notes_add (notes,
                 percent >= WORTH_A_WARNING && reader != MOK_SINGLING_TRUSTEES ? MOK_NOTE_WARNING : MOK_NOTE_PLAIN,
                 _ ("About the person"), g_strdup (text->str));
}

static void
add_small_groups (const MokSingling *self, GPtrArray *notes)
{
  g_autoptr (GString) titles = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < self->questions->len; i++)
    {
      const MokSinglingQuestion *one = &g_array_index (self->questions, MokSinglingQuestion, i);

      if (!one->is_small)
        continue;
      g_string_append_printf (titles, "%s%s (%u)", n > 0 ? ", " : "",
                              mok_question_get_title (one->question, mok_language_get ()), one->n_answers);
      n++;
    }
  if (n > 0)
    mok_notes_add (
        notes, MOK_NOTE_PLAIN, _ ("Small groups"),
        g_strdup_printf (_ ("A group is shown from %1$u people on. With as many answers as here, smaller ones "
                            "are joined or left out when the survey is closed: %2$s."),
                         self->min_group, titles->str));
}

/**
 * mok_singling_list_notes:
 * @reader: who could come to see what one person answered
 *
 * Returns: (transfer full) (element-type MokNote): what the organizer should know before anyone answers, in the
 *   program's language
 */
GPtrArray *
mok_singling_list_notes (const MokSingling *self, MokSinglingReader reader)
{
  g_return_val_if_fail (self != NULL, NULL);

  GPtrArray *notes = mok_notes_new ();

  for (guint i = 0; i < self->naming->len; i++)
    mok_notes_add (notes, MOK_NOTE_WARNING,
                   mok_question_get_title (g_ptr_array_index (self->naming, i), mok_language_get ()),
                   g_strdup (_ ("This seems to ask for what names a person. No program can protect such an answer: "
                                "leave the question out.")));
  if (self->headcount > 0 && self->headcount < MOK_CLOSING_MIN_RESPONSES && reader != MOK_SINGLING_OPEN)
    mok_notes_add (
        notes, MOK_NOTE_WARNING, _ ("Few people"),
        g_strdup_printf (
            _ ("A survey is closed with %1$u responses or more; with %2$u to %3$u only totals are shown. Ask "
               "several workplaces together."),
            MOK_CLOSING_MIN_RESPONSES, MOK_CLOSING_MIN_SMALL, MOK_CLOSING_MIN_RESPONSES - 1));
  add_combinations (self, reader, notes);
  if (reader != MOK_SINGLING_OPEN)
    add_small_groups (self, notes);
  return notes;
}
