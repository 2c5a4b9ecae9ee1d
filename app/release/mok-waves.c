/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Two waves: whether their questions mean the same, and what has to be thought of when their figures are set beside
 * each other. Must not compute: the change is that of analysis/mok-change.h.
 */

#include "config.h"

#include "release/mok-waves.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/mok-day.h"

/* Waves closer to each other ask the same people again before anything could change. */
#define MONTHS_APART 6

/**
 * mok_waves_are_same_survey:
 *
 * Returns: whether both files are of one survey, a copy for instance
 */
gboolean
mok_waves_are_same_survey (MokManifest *a, MokManifest *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return memcmp (mok_manifest_get_survey_id (a), mok_manifest_get_survey_id (b), MOK_SURVEY_ID_SIZE) == 0;
}

static gboolean
have_same_choices (const MokChoiceList *a, const MokChoiceList *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  if (a->choices->len != b->choices->len)
    return FALSE;
  for (guint i = 0; i < a->choices->len; i++)
    {
      const MokChoice *first = mok_choice_list_get (a, i), *second = mok_choice_list_get (b, i);

      if (strcmp (first->code, second->code) != 0 || first->kind != second->kind)
        return FALSE;
    }
  return TRUE;
}

/**
 * mok_waves_have_same_question:
 * @name: of a question, or of what the program makes of one, which no form has
 *
 * Returns: whether the codes of both forms mean the same
 */
gboolean
mok_waves_have_same_question (const MokCube *a, const MokCube *b, const char *name)
{
  g_return_val_if_fail (a != NULL && b != NULL && name != NULL, FALSE);

  const MokQuestion *first = mok_questionnaire_find_question (mok_cube_get_questionnaire (a), name);
  const MokQuestion *second = mok_questionnaire_find_question (mok_cube_get_questionnaire (b), name);

  if (first == NULL || second == NULL)
    return first == second;
  return first->kind == second->kind && have_same_choices (first->choices, second->choices)
         && g_strcmp0 (first->period, second->period) == 0;
}

/**
 * mok_waves_dup_name:
 *
 * Returns: (transfer full): what a wave is called beside another one: title and date
 */
char *
mok_waves_dup_name (MokManifest *manifest)
{
  g_return_val_if_fail (manifest != NULL, NULL);

  /* Translators: the title of a survey and its date, over one side of a chart */
  return g_strdup_printf (_ ("%1$s, %2$s"), mok_manifest_get_title (manifest), mok_manifest_get_law_date (manifest));
}

static void
add_remark (GPtrArray *remarks, const char *remark)
{
  g_ptr_array_add (remarks, g_strdup (remark));
}

static void
add_dates (GPtrArray *remarks, MokManifest *earlier, MokManifest *later)
{
  guint first = mok_day_parse (mok_manifest_get_law_date (earlier));
  guint last = mok_day_parse (mok_manifest_get_law_date (later));
  GDate apart;

  if (first > last)
    {
      const guint swapped = first;

      add_remark (remarks, _ ("The survey named first has the later date: is the order right?"));
      first = last;
      last = swapped;
    }
  mok_day_to_gdate (first, &apart);
  g_date_add_months (&apart, MONTHS_APART);
  if (mok_day_from_gdate (&apart) > last)
    add_remark (remarks, _ ("The surveys are less than six months apart. Leave more time between two surveys of the "
                            "same people."));
}

/**
 * mok_waves_list_remarks:
 * @earlier_table: of the question that is looked at
 * @later_table: the same question in the later wave
 * @language: of the output: only in this one it counts whether the question is worded alike
 *
 * Returns: (transfer full) (element-type utf8): sentences, what is to be thought of
 */
GPtrArray *
mok_waves_list_remarks (MokManifest *earlier,
                        MokManifest *later,
                        const MokTable *earlier_table,
                        const MokTable *later_table,
                        const char *language)
{
  g_return_val_if_fail (earlier != NULL && later != NULL && earlier_table != NULL && later_table != NULL, NULL);

  GPtrArray *remarks = g_ptr_array_new_with_free_func (g_free);

  add_dates (remarks, earlier, later);
  if (strcmp (mok_text_get (earlier_table->wording, language), mok_text_get (later_table->wording, language)) != 0)
    add_remark (remarks, _ ("The question is not worded alike in both surveys."));
  if (earlier_table->synthetic != later_table->synthetic)
    add_remark (remarks, _ ("One of the two surveys is synthetic sample data."));
  if (!earlier_table->exact && !later_table->exact)
    add_remark (remarks, _ ("Where the same people answered both surveys, the second one is a second draw of the same "
                            "truth: both together tell more about a single person than each alone."));
  return remarks;
}
