/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Which table of the cube answers what was chosen: the answers to a question, how the protection that it is about fared
 * by law, the details of that, weighted or not; or the headline. Must not compute: the cube does.
 */

#include "config.h"

#include "results/mok-results-figure.h"

#include <string.h>

#include "release/mok-selection.h"
#include "results/mok-chart-kinds.h"

#define SIZE "size5"

/**
 * mok_results_find_outcome:
 *
 * Returns: (transfer none) (nullable): what stands for how the protection that @question is about fared; %NULL when it
 *   is about none
 */
const MokQuestion *
mok_results_find_outcome (MokCube *cube, const MokQuestion *question)
{
  g_return_val_if_fail (cube != NULL && question != NULL, NULL);

  g_autoptr (GPtrArray) outcomes = mok_cube_get_outcomes (cube);

  for (guint i = 0; i < outcomes->len; i++)
    {
      const MokQuestion *outcome = g_ptr_array_index (outcomes, i);
      const char *of = strchr (outcome->name, ':');

      if (of != NULL && g_str_equal (of + 1, question->name))
        return outcome;
    }
  return NULL;
}

/**
 * mok_results_has_details:
 *
 * Returns: whether more is told of an outcome than its classes
 */
gboolean
mok_results_has_details (MokCube *cube, const MokQuestion *outcome)
{
  g_return_val_if_fail (cube != NULL && outcome != NULL, FALSE);

  g_autoptr (MokTable) details = mok_cube_get_outcome_details (cube, outcome->name, NULL, NULL, NULL, NULL);

  return details != NULL;
}

/**
 * mok_results_dup_variable:
 * @wish: of which only the aspect counts
 *
 * Returns: (transfer full): the variable that is shown of @question: its own, or that of its outcome
 */
char *
mok_results_dup_variable (const MokResultsChoice *wish, MokCube *cube, const MokQuestion *question)
{
  g_return_val_if_fail (wish != NULL && cube != NULL && question != NULL, NULL);

  const MokQuestion *outcome = wish->aspect != MOK_RESULTS_ANSWERS ? mok_results_find_outcome (cube, question) : NULL;

  return g_strdup (outcome != NULL ? outcome->name : question->name);
}

static MokSelection
make_selection (const MokResultsChoice *choice, const char *variable)
{
  return (MokSelection){
    .question = variable,
    .by = choice->by,
    .filter = choice->only,
    .filter_code = choice->only_code,
    .details = choice->aspect == MOK_RESULTS_DETAILS && strchr (variable, ':') != NULL,
    .unflagged = mok_results_choice_is_unflagged (choice),
    .weighted = choice->weighted,
  };
}

/**
 * mok_results_create_figure:
 * @choice: as mok_results_choice_resolve() gave it for @variable
 * @variable: of a question or an outcome
 * @error: return location for %MOK_CUBE_ERROR
 *
 * Returns: (transfer full) (nullable): the figure
 */
MokFigure *
mok_results_create_figure (const MokResultsChoice *choice, MokCube *cube, const char *variable, GError **error)
{
  g_return_val_if_fail (choice != NULL && cube != NULL && variable != NULL, NULL);

  const MokSelection selection = make_selection (choice, variable);
  g_autoptr (MokTable) table = mok_selection_get_table (&selection, cube, error);

  return table != NULL ? mok_figure_new (table, choice->kind) : NULL;
}

/**
 * mok_results_create_headline:
 * @wish: its filter and whether it is weighted
 * @shown: (out): what there is of that
 * @error: return location for %MOK_CUBE_ERROR
 *
 * All protections by the size of the workplace, whatever the breakdown of questions is.
 *
 * Returns: (transfer full) (nullable): the figure; %NULL without @error where the survey is about no protection
 */
MokFigure *
mok_results_create_headline (const MokResultsChoice *wish, MokCube *cube, MokResultsChoice *shown, GError **error)
{
  g_return_val_if_fail (wish != NULL && cube != NULL && shown != NULL, NULL);

  g_autoptr (GPtrArray) outcomes = mok_cube_get_outcomes (cube);
  g_autoptr (GPtrArray) tables = NULL;
  const MokResultsChoice by_size = {
    .by = (char *) SIZE,
    .only = wish->only,
    .only_code = wish->only_code,
    .weighted = wish->weighted,
  };

  if (outcomes->len == 0)
    return NULL;
  *shown = mok_results_choice_resolve (&by_size, cube, ((const MokQuestion *) g_ptr_array_index (outcomes, 0))->name);

  const MokSelection selection = make_selection (shown, MOK_RESULTS_PROTECTIONS);

  tables = mok_selection_get_headline (&selection, cube, error);
  return tables != NULL && tables->len > 0 ? mok_figure_new_outcomes (tables) : NULL;
}

/**
 * mok_results_list_module:
 * @wish: what is wished for
 * @module: of the form
 *
 * Returns: (transfer full) (element-type MokFigure): the figures of all questions of a module, in the order of the form
 */
GPtrArray *
mok_results_list_module (const MokResultsChoice *wish, MokCube *cube, guint module)
{
  g_return_val_if_fail (wish != NULL && cube != NULL, NULL);

  MokQuestionnaire *questionnaire = mok_cube_get_questionnaire (cube);
  g_autoptr (GPtrArray) questions = mok_cube_get_questions (cube);
  GPtrArray *figures = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_figure_unref);

  for (guint i = 0; i < questions->len; i++)
    {
      const MokQuestion *question = g_ptr_array_index (questions, i);
      MokFigure *figure;

      if (mok_questionnaire_get_module_of (questionnaire, question) != (int) module)
        continue;

      g_auto (MokResultsChoice) choice = mok_results_choice_resolve (wish, cube, question->name);

      /* Small charts are of the type that is made for little room. */
      choice.kind = MOK_CHART_AUTO;
      figure = mok_results_create_figure (&choice, cube, question->name, NULL);
      if (figure != NULL)
        g_ptr_array_add (figures, figure);
    }
  return figures;
}

/* Returns: (nullable): the name of the type of chart, where it is another one than would be drawn without a wish */
static const char *
get_chosen_chart (MokChartKind kind, const MokTable *table)
{
  const gboolean chosen =
      table != NULL && mok_chart_kind_suits (kind, table) && kind != mok_chart_choose_kind (table, MOK_CHART_AUTO);

  return chosen ? mok_chart_kind_get_name (kind) : NULL;
}

/**
 * mok_results_get_pinned_kind:
 *
 * Returns: the type of chart that was chosen when @pin was pinned, or %MOK_CHART_AUTO
 */
MokChartKind
mok_results_get_pinned_kind (const MokPin *pin)
{
  g_return_val_if_fail (pin != NULL, MOK_CHART_AUTO);

  return pin->chart != NULL ? mok_chart_kinds_parse (pin->chart) : MOK_CHART_AUTO;
}

/**
 * mok_results_create_pin:
 * @shown: what is shown
 * @variable: of what; %MOK_RESULTS_PROTECTIONS for the headline, whose breakdown is always the same
 * @table: (nullable): the figures that are shown; %NULL for the headline
 *
 * Returns: (transfer full): what names the figure in the survey file
 */
MokPin *
mok_results_create_pin (const MokResultsChoice *shown, const char *variable, const MokTable *table)
{
  g_return_val_if_fail (shown != NULL && variable != NULL, NULL);

  const MokPin pin = {
    .question = (char *) variable,
    .by = g_str_equal (variable, MOK_RESULTS_PROTECTIONS) ? NULL : shown->by,
    .filter = shown->only,
    .filter_code = shown->only_code,
    .weighted = shown->weighted,
    .details = shown->aspect == MOK_RESULTS_DETAILS && strchr (variable, ':') != NULL,
    .chart = (char *) get_chosen_chart (shown->kind, table),
  };

  return mok_pin_copy (&pin);
}

/**
 * mok_results_create_pinned:
 * @pin: a figure that was shown once
 *
 * Returns: (transfer full) (nullable): that figure; %NULL where the cube does not offer it
 */
MokFigure *
mok_results_create_pinned (const MokPin *pin, MokCube *cube)
{
  g_return_val_if_fail (pin != NULL && cube != NULL, NULL);

  const MokResultsChoice wish = {
    .by = pin->by,
    .only = pin->filter,
    .only_code = pin->filter_code,
    .weighted = pin->weighted,
    .aspect = pin->details ? MOK_RESULTS_DETAILS : MOK_RESULTS_ANSWERS,
    .kind = mok_results_get_pinned_kind (pin),
  };
  g_auto (MokResultsChoice) shown = { 0 };

  if (g_str_equal (pin->question, MOK_RESULTS_PROTECTIONS))
    return mok_results_create_headline (&wish, cube, &shown, NULL);
  return mok_results_create_figure (&wish, cube, pin->question, NULL);
}
