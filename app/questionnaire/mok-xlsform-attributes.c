/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the columns of a question say besides its wording and its expressions: role, bands, period, parameters,
 * appearance. What belongs together across questions is checked elsewhere.
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "questionnaire/mok-law.h"
#include "questionnaire/mok-period.h"
#include "questionnaire/mok-xlsform-private.h"

static const struct
{
  const char *word;
  MokRole role;
} roles[] = {
  { "question", MOK_ROLE_QUESTION },   { "screener", MOK_ROLE_SCREENER },     { "background", MOK_ROLE_BACKGROUND },
  { "law-fact", MOK_ROLE_LAW_FACT },   { "protection", MOK_ROLE_PROTECTION }, { "sensitive", MOK_ROLE_SENSITIVE },
  { "free-text", MOK_ROLE_FREE_TEXT },
};

static const char *const rules[] = { "exp", "kept", "dutynever", "dutynight", "harass", "adverse" };

/* Appearances that change the looks of a page at most; the default looks serve. */
static const char *const plain_appearances[] = { "minimal",      "quick",        "horizontal",    "vertical",
                                                 "columns",      "columns-pack", "no-buttons",    "autocomplete",
                                                 "list-nolabel", "label",        "field-list",    "numbers",
                                                 "month-year",   "year",         "no-calendar",   "picker",
                                                 "table-list",   "compact",      "thousands-sep", "rating" };

static void
report_unknown (MokXlsformReader *self,
                const MokSheetCell *cell,
                const char *code,
                const char *message,
                const char *word,
                const char *const *words,
                gsize n_words)
{
  g_autofree char *full = mok_xlsform_dup_suggestion (self, message, word, words, n_words);

  mok_xlsform_error (self, cell, code, "%s", full);
}

static void
read_role_word (MokXlsformReader *self, MokQuestion *question, const MokSheetCell *cell, const char *word)
{
  const char *words[G_N_ELEMENTS (roles)];
  g_autofree char *message = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      words[i] = roles[i].word;
      if (strcmp (roles[i].word, word) == 0)
        {
          /* Sensitive besides: the role that says what the question is for stays. */
          if (roles[i].role == MOK_ROLE_SENSITIVE)
            question->sensitive = TRUE;
          if (roles[i].role != MOK_ROLE_SENSITIVE || question->role == MOK_ROLE_QUESTION)
            question->role = roles[i].role;
          return;
        }
    }
  message = g_strdup_printf (_ ("There is no role “%s”."), word);
  report_unknown (self, cell, "unknown-role", message, word, words, G_N_ELEMENTS (words));
}

static void
check_role (MokXlsformReader *self, const MokQuestion *question, const MokSheetCell *cell)
{
  const gboolean is_text = question->kind == MOK_QUESTION_TEXT;

  if ((question->role == MOK_ROLE_SCREENER || question->role == MOK_ROLE_BACKGROUND
       || question->role == MOK_ROLE_LAW_FACT || question->role == MOK_ROLE_PROTECTION)
      && question->kind != MOK_QUESTION_SINGLE
      && !(question->role == MOK_ROLE_PROTECTION && question->kind == MOK_QUESTION_MULTIPLE))
    mok_xlsform_error (self, cell, "role-of-type", _ ("Only a select_one question can have the role “%s”."),
                       cell->text);
  else if (is_text != (question->role == MOK_ROLE_FREE_TEXT))
    mok_xlsform_error (self, cell, "role-of-type", _ ("Text questions have the role “free-text”, and only they."));
  else if (question->sensitive && question->role != MOK_ROLE_SENSITIVE && question->role != MOK_ROLE_PROTECTION)
    mok_xlsform_error (self, cell, "role-of-type", _ ("Only a protection can be sensitive besides."));
  else if (!mok_question_is_stored (question) && question->role != MOK_ROLE_SCREENER)
    mok_xlsform_error (self, cell, "role-of-type", _ ("What has no answer that is kept has no role."));
}

static void
read_role (MokXlsformReader *self, MokQuestion *question, const MokSheetCell *cell)
{
  g_auto (GStrv) words = NULL;
  guint n_words = 0;

  if (cell == NULL)
    return;
  words = g_strsplit_set (cell->text, " \t", -1);
  question->role = MOK_ROLE_QUESTION;
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] == '\0')
        continue;
      read_role_word (self, question, cell, words[i]);
      n_words++;
    }
  if (n_words > 2 || (n_words == 2 && (!question->sensitive || question->role == MOK_ROLE_SENSITIVE)))
    mok_xlsform_error (self, cell, "two-roles", _ ("A question has one role."));
  else
    check_role (self, question, cell);
}

static void
read_bands (MokXlsformReader *self, MokQuestion *question, const MokSheetCell *cell)
{
  g_auto (GStrv) ends = NULL;

  if (cell == NULL)
    return;
  if (question->kind != MOK_QUESTION_INTEGER && question->kind != MOK_QUESTION_DECIMAL
      && question->kind != MOK_QUESTION_RANGE)
    {
      mok_xlsform_error (self, cell, "bands-of-type", _ ("Only numbers have bands."));
      return;
    }
  ends = g_strsplit (cell->text, ";", -1);
  question->n_bands = g_strv_length (ends);
  question->bands = g_new (double, question->n_bands);
  for (guint i = 0; i < question->n_bands; i++)
    {
      char *rest;

      g_strstrip (ends[i]);
      question->bands[i] = g_ascii_strtod (ends[i], &rest);
      if (*ends[i] == '\0' || *rest != '\0' || !isfinite (question->bands[i])
          || (i > 0 && question->bands[i] <= question->bands[i - 1]) || i + 1 >= MOK_XLSFORM_MAX_LEVELS)
        {
          mok_xlsform_error (self, cell, "bad-bands",
                             _ ("Bands are at most %d growing numbers with semicolons between them, such as "
                                "“40;52;60;80”."),
                             MOK_XLSFORM_MAX_LEVELS - 1);
          return;
        }
    }
}

static void
read_period (MokXlsformReader *self, MokQuestion *question, const MokSheetCell *cell)
{
  if (cell == NULL)
    return;
  if (mok_period_is_valid (cell->text))
    question->period = g_strdup (cell->text);
  else
    mok_xlsform_error (self, cell, "bad-period",
                       _ ("“%s” is no period. Write for example: now, 4w, 12m, 3y, +12m, usual-week-3m, "
                          "2024-02..2025-08."),
                       cell->text);
}

static void
read_law (MokXlsformReader *self, MokQuestion *question, const MokXlsformItem *item)
{
  const MokSheetCell *rule = mok_xlsform_get_cell (self->survey_columns, item->row, COLUMN_RULE);
  const MokSheetCell *law = mok_xlsform_get_cell (self->survey_columns, item->row, COLUMN_LAW);

  if (rule != NULL
      && !g_strv_contains ((const char *const[]){ rules[0], rules[1], rules[2], rules[3], rules[4], rules[5], NULL },
                           rule->text))
    {
      g_autofree char *message = g_strdup_printf (_ ("There is no rule “%s”."), rule->text);

      report_unknown (self, rule, "unknown-rule", message, rule->text, rules, G_N_ELEMENTS (rules));
    }
  else if (rule != NULL)
    question->rule = g_strdup (rule->text);

  if (law != NULL && mok_law_has_key (law->text))
    question->law = g_strdup (law->text);
  else if (law != NULL)
    {
      g_autofree char *message = g_strdup_printf (_ ("The law table has no row “%s”."), law->text);
      gsize n_keys;
      const char *const *keys = mok_law_get_keys (&n_keys);

      report_unknown (self, law, "unknown-law", message, law->text, keys, n_keys);
    }

  if (question->role == MOK_ROLE_PROTECTION && (rule == NULL || law == NULL))
    mok_xlsform_error (self, item->name, "protection-incomplete", _ ("A protection needs a rule and a law."));
  else if (question->role != MOK_ROLE_PROTECTION && rule != NULL)
    mok_xlsform_error (self, rule, "rule-without-protection", _ ("Only a protection has a rule."));
}

static void
read_release (MokXlsformReader *self, MokQuestion *question, const MokSheetCell *cell)
{
  guint64 minimum;

  if (cell == NULL)
    return;
  if ((g_str_has_prefix (cell->text, "total-")
       && g_ascii_string_to_unsigned (cell->text + strlen ("total-"), 10, 1, 1000000, &minimum, NULL))
      || (g_str_has_prefix (cell->text, "not-by:") && cell->text[strlen ("not-by:")] != '\0'))
    question->release = g_strdup (cell->text);
  else
    mok_xlsform_error (self, cell, "bad-release",
                       _ ("“%s” is no rule of release. Write for example “total-30”, only in totals of 30 or more, or "
                          "“not-by:occ,region”, never broken down by these."),
                       cell->text);
}

static void
read_appearance (MokXlsformReader *self, MokQuestion *question, const MokSheetCell *cell)
{
  g_auto (GStrv) words = NULL;

  if (cell == NULL)
    return;
  words = g_strsplit_set (cell->text, " \t", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *word = words[i];
      gboolean plain = FALSE;

      if (*word == '\0')
        continue;
      for (gsize k = 0; k < G_N_ELEMENTS (plain_appearances); k++)
        plain = plain || strcmp (plain_appearances[k], word) == 0;
      if (strcmp (word, "likert") == 0 && question->kind == MOK_QUESTION_SINGLE)
        question->likert = TRUE;
      else if (strcmp (word, "multiline") == 0 && question->kind == MOK_QUESTION_TEXT)
        question->multiline = TRUE;
      else if (mok_xlsform_is_matrix_word (question, word))
        continue;
      else if (plain)
        mok_xlsform_warn (self, cell, "ignored-appearance", _ ("The appearance “%s” makes no difference here."), word);
      else
        mok_xlsform_warn (self, cell, "unknown-appearance", _ ("The appearance “%s” is not known for this question."),
                          word);
    }
}

static gboolean
read_number (MokXlsformReader *self, const MokSheetCell *cell, const char *text, double *number)
{
  char *rest;

  *number = g_ascii_strtod (text, &rest);
  if (*text != '\0' && *rest == '\0' && isfinite (*number) && fabs (*number) <= 1e9)
    return TRUE;
  mok_xlsform_error (self, cell, "bad-parameter", _ ("“%s” is not a number."), text);
  return FALSE;
}

static void
check_range (MokXlsformReader *self, const MokQuestion *question, const MokSheetCell *cell)
{
  const double steps = (question->maximum - question->minimum) / question->step;

  if (!(question->minimum < question->maximum) || !(question->step > 0))
    mok_xlsform_error (self, cell, "bad-range", _ ("A range begins below its end and its step is above 0."));
  else if (fabs (steps - round (steps)) > 1e-6 || steps > 100000)
    mok_xlsform_error (self, cell, "bad-range", _ ("The step of a range divides it into at most 100,000 equal parts."));
}

static void
read_parameter (MokXlsformReader *self, MokQuestion *question, const MokSheetCell *cell, const char *parameter)
{
  const char *equals = strchr (parameter, '=');
  g_autofree char *key = equals != NULL ? g_strndup (parameter, (gsize) (equals - parameter)) : NULL;
  const char *value = equals != NULL ? equals + 1 : "";
  const gboolean has_list = question->kind == MOK_QUESTION_SINGLE || question->kind == MOK_QUESTION_MULTIPLE
                            || question->kind == MOK_QUESTION_RANK;

  if (key != NULL && question->kind == MOK_QUESTION_RANGE && strcmp (key, "start") == 0)
    read_number (self, cell, value, &question->minimum);
  else if (key != NULL && question->kind == MOK_QUESTION_RANGE && strcmp (key, "end") == 0)
    read_number (self, cell, value, &question->maximum);
  else if (key != NULL && question->kind == MOK_QUESTION_RANGE && strcmp (key, "step") == 0)
    read_number (self, cell, value, &question->step);
  else if (key != NULL && has_list && strcmp (key, "randomize") == 0
           && (strcmp (value, "true") == 0 || strcmp (value, "false") == 0))
    question->randomize = strcmp (value, "true") == 0;
  else if (key != NULL && has_list && strcmp (key, "seed") == 0 && *value != '\0')
    {
      /* Every interview draws an order of its own; a seed would tie it to an answer. */
    }
  else if (key != NULL && question->kind == MOK_QUESTION_TEXT && strcmp (key, "rows") == 0)
    question->multiline = TRUE;
  else
    mok_xlsform_error (self, cell, "unknown-parameter", _ ("The parameter “%s” is not known for this question."),
                       parameter);
}

static void
read_parameters (MokXlsformReader *self, MokQuestion *question, const MokXlsformItem *item)
{
  const MokSheetCell *cell = mok_xlsform_get_cell (self->survey_columns, item->row, COLUMN_PARAMETERS);

  if (question->kind == MOK_QUESTION_RANGE)
    {
      /* What XLSForm assumes. */
      question->minimum = 1;
      question->maximum = 10;
      question->step = 1;
    }
  /* The heading of a matrix is shuffled like its rows, in the tools that shuffle them. */
  if (cell != NULL && !mok_xlsform_is_matrix_word (question, "label"))
    {
      g_autofree char *spaced = g_strdelimit (g_strdup (cell->text), ",;\t\r\n", ' ');
      g_auto (GStrv) parameters = g_strsplit (spaced, " ", -1);

      for (guint i = 0; parameters[i] != NULL; i++)
        {
          if (*parameters[i] != '\0')
            read_parameter (self, question, cell, parameters[i]);
        }
    }
  if (question->kind == MOK_QUESTION_RANGE)
    check_range (self, question, cell != NULL ? cell : item->type);
}

static void
read_required (MokXlsformReader *self, MokQuestion *question, const MokSheetCell *cell)
{
  gboolean required;

  if (cell == NULL || !mok_xlsform_read_yes_no (self, cell, &required) || !required)
    return;
  if (question->role == MOK_ROLE_SCREENER)
    question->required = TRUE;
  else if (!mok_question_is_asked (question) || question->kind == MOK_QUESTION_NOTE)
    mok_xlsform_warn (self, cell, "required-without-answer", _ ("Nobody answers this, so it cannot be required."));
  else
    mok_xlsform_error (self, cell, "unsupported-required",
                       _ ("No answer is mandatory in this program. Only a screener can be required."));
}

/**
 * mok_xlsform_read_attributes:
 * @item: a question of the survey sheet
 *
 * Reads the columns of one question that need to know nothing about the others.
 */
void
mok_xlsform_read_attributes (MokXlsformReader *self, const MokXlsformItem *item)
{
  const GArray *columns = self->survey_columns;
  MokQuestion *question = item->question;
  const MokSheetCell *ordered = mok_xlsform_get_cell (columns, item->row, COLUMN_ORDERED);

  read_role (self, question, mok_xlsform_get_cell (columns, item->row, COLUMN_ROLE));
  read_required (self, question, mok_xlsform_get_cell (columns, item->row, COLUMN_REQUIRED));
  read_bands (self, question, mok_xlsform_get_cell (columns, item->row, COLUMN_BANDS));
  read_period (self, question, mok_xlsform_get_cell (columns, item->row, COLUMN_PERIOD));
  read_law (self, question, item);
  read_release (self, question, mok_xlsform_get_cell (columns, item->row, COLUMN_RELEASE));
  read_appearance (self, question, mok_xlsform_get_cell (columns, item->row, COLUMN_APPEARANCE));
  read_parameters (self, question, item);
  if (ordered != NULL)
    mok_xlsform_read_yes_no (self, ordered, &question->ordered);
}
