/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The lists of breakdowns and filters: what is offered can be chosen, what is not stays with its reason.
 * Must not decide what is offered, nor say more of a small group than the cube does: reasons come from there.
 */

#include "config.h"

#include "results/mok-results-choice.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/mok-language.h"

/* What stands between variable and code in the id of a filter: neither can hold a blank. */
#define FILTER_SEPARATOR " "

void
mok_results_choice_clear (MokResultsChoice *self)
{
  g_clear_pointer (&self->by, g_free);
  g_clear_pointer (&self->only, g_free);
  g_clear_pointer (&self->only_code, g_free);
}

/**
 * mok_results_choice_is_unflagged:
 *
 * Returns: whether doubtful cases are left out, which is chosen like a filter
 */
gboolean
mok_results_choice_is_unflagged (const MokResultsChoice *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return g_strcmp0 (self->only, MOK_PIN_UNFLAGGED) == 0;
}

/**
 * mok_results_choice_set_filter:
 * @id: as mok_results_choice_fill_filters() gives it to the button
 */
void
mok_results_choice_set_filter (MokResultsChoice *self, const char *id)
{
  g_return_if_fail (self != NULL && id != NULL);

  g_auto (GStrv) parts = g_strsplit (id, FILTER_SEPARATOR, 2);

  g_clear_pointer (&self->only, g_free);
  g_clear_pointer (&self->only_code, g_free);
  if (g_strv_length (parts) == 2)
    {
      self->only = g_strdup (parts[0]);
      self->only_code = g_strdup (parts[1]);
    }
}

static gboolean
is_refused (MokCube *cube, const char *question, const char *by, const char *only)
{
  g_autofree char *refusal = mok_cube_dup_refusal (cube, question, by, only);

  return refusal != NULL;
}

/* Why doubtful cases cannot be left out. */
static char *
dup_unflagged_refusal (const MokResultsChoice *self, MokCube *cube, const char *variable)
{
  if (self->weighted)
    return g_strdup (_ ("Not offered: weighted figures are of all respondents."));
  if (self->aspect == MOK_RESULTS_DETAILS)
    return g_strdup (_ ("Not offered: details are of all cases."));
  return mok_cube_dup_unflagged_refusal (cube, variable, self->by);
}

static gboolean
can_be_filtered (const MokResultsChoice *wish, const MokResultsChoice *found, MokCube *cube, const char *variable)
{
  if (found->weighted || wish->only == NULL || g_strcmp0 (wish->only, found->by) == 0)
    return FALSE;
  if (mok_results_choice_is_unflagged (wish))
    {
      g_autofree char *refusal = dup_unflagged_refusal (found, cube, variable);

      return refusal == NULL;
    }
  return !is_refused (cube, variable, found->by, wish->only)
         && mok_cube_offers_level (cube, found->by, wish->only, wish->only_code);
}

/**
 * mok_results_choice_resolve:
 * @wish: what was chosen while another question was shown
 * @question: variable of the question, or of an outcome
 *
 * Returns: (transfer full): as much of @wish as there is of this question; the breakdown goes before the filter
 */
MokResultsChoice
mok_results_choice_resolve (const MokResultsChoice *wish, MokCube *cube, const char *question)
{
  MokResultsChoice found = { .aspect = wish->aspect, .kind = wish->kind };

  found.weighted = wish->weighted && wish->aspect != MOK_RESULTS_DETAILS && mok_cube_has_weights (cube);
  if (wish->by != NULL && !is_refused (cube, question, wish->by, NULL))
    found.by = g_strdup (wish->by);
  if (can_be_filtered (wish, &found, cube, question))
    {
      found.only = g_strdup (wish->only);
      found.only_code = g_strdup (wish->only_code);
    }
  return found;
}

static const char *
get_title (const MokQuestion *question)
{
  return mok_question_get_title (question, mok_language_get ());
}

static char *
dup_group_count (guint n_levels)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u group", "%u groups", n_levels), n_levels);
}

static char *
dup_breakdown_refusal (const MokResultsChoice *self, MokCube *cube, const char *question, const MokQuestion *background)
{
  if (g_strcmp0 (background->name, question) != 0 && g_strcmp0 (background->name, self->only) == 0)
    return g_strdup (_ ("Not offered here: the filter uses it already."));
  if (mok_results_choice_is_unflagged (self))
    {
      const MokResultsChoice wish = { .by = background->name, .aspect = self->aspect };

      return dup_unflagged_refusal (&wish, cube, question);
    }
  if (self->only != NULL && !is_refused (cube, question, background->name, self->only)
      && !mok_cube_offers_level (cube, background->name, self->only, self->only_code))
    return g_strdup (_ ("Not offered: its groups are too small for a reliable figure."));

  return mok_cube_dup_refusal (cube, question, background->name, self->only);
}

/**
 * mok_results_choice_fill_breakdowns:
 * @self: what is shown
 * @button: to be filled
 */
void
mok_results_choice_fill_breakdowns (const MokResultsChoice *self,
                                    MokCube *cube,
                                    const char *question,
                                    MokOptionButton *button)
{
  g_autoptr (GPtrArray) backgrounds = mok_cube_get_breakdowns (cube);
  const char *text = _ ("None");

  mok_option_button_clear (button);
  mok_option_button_add (button, "", _ ("None"), NULL);
  for (guint i = 0; i < backgrounds->len; i++)
    {
      const MokQuestion *background = g_ptr_array_index (backgrounds, i);
      g_autofree char *refusal = dup_breakdown_refusal (self, cube, question, background);
      g_autofree char *count = dup_group_count (mok_cube_get_n_levels (cube, background));

      if (refusal != NULL)
        mok_option_button_add_locked (button, get_title (background), refusal);
      else
        mok_option_button_add (button, background->name, get_title (background), count);
      if (g_strcmp0 (background->name, self->by) == 0)
        text = get_title (background);
    }
  mok_option_button_select (button, self->by != NULL ? self->by : "", text);
}

static char *
dup_filter_refusal (const MokResultsChoice *self, MokCube *cube, const char *question, const MokQuestion *background)
{
  if (self->weighted)
    return g_strdup (_ ("Not offered: weighted figures are of all respondents."));
  if (g_strcmp0 (background->name, question) != 0 && g_strcmp0 (background->name, self->by) == 0)
    return g_strdup (_ ("Not offered here: the breakdown uses it already."));

  return mok_cube_dup_refusal (cube, question, self->by, background->name);
}

/* Returns: (transfer full) (nullable): what the button says when a level of @background is chosen */
static char *
add_levels (const MokResultsChoice *self,
            MokCube *cube,
            const MokQuestion *background,
            const char *chosen,
            MokOptionButton *button)
{
  char *text = NULL;

  for (guint level = 0; level < mok_cube_get_n_levels (cube, background); level++)
    {
      const char *code = mok_cube_get_level_code (cube, background, level);
      const char *label = mok_cube_get_level_label (cube, background, level, mok_language_get ());
      g_autofree char *id = g_strjoin (FILTER_SEPARATOR, background->name, code, NULL);

      if (!mok_cube_offers_level (cube, self->by, background->name, code))
        {
          mok_option_button_add_locked (button, label,
                                        _ ("Not offered: its groups are too small for a reliable figure."));
          continue;
        }
      mok_option_button_add (button, id, label, NULL);
      if (g_str_equal (id, chosen))
        text = g_strdup_printf ("%s: %s", get_title (background), label);
    }
  return text;
}

/* Returns: (transfer full) (nullable): what the button says when doubtful cases are left out */
static char *
add_unflagged (const MokResultsChoice *self, MokCube *cube, const char *variable, MokOptionButton *button)
{
  g_autofree char *refusal = dup_unflagged_refusal (self, cube, variable);

  if (refusal != NULL)
    mok_option_button_add_locked (button, _ ("Without doubtful cases"), refusal);
  else
    mok_option_button_add (button, MOK_PIN_UNFLAGGED FILTER_SEPARATOR MOK_PIN_UNFLAGGED_CODE,
                           _ ("Without doubtful cases"), _ ("number of employees in doubt, or agency staff"));
  return mok_results_choice_is_unflagged (self) ? g_strdup (_ ("Without doubtful cases")) : NULL;
}

/**
 * mok_results_choice_fill_filters:
 * @self: what is shown
 * @button: to be filled
 */
void
mok_results_choice_fill_filters (const MokResultsChoice *self,
                                 MokCube *cube,
                                 const char *question,
                                 MokOptionButton *button)
{
  g_autoptr (GPtrArray) backgrounds = mok_cube_get_breakdowns (cube);
  g_autofree char *text = g_strdup (_ ("All respondents"));
  g_autofree char *chosen =
      self->only == NULL ? g_strdup ("") : g_strjoin (FILTER_SEPARATOR, self->only, self->only_code, NULL);

  mok_option_button_clear (button);
  mok_option_button_add (button, "", _ ("All respondents"), NULL);
  if (strchr (question, ':') != NULL)
    {
      char *unflagged = add_unflagged (self, cube, question, button);

      if (unflagged != NULL)
        {
          g_free (text);
          text = unflagged;
        }
    }
  for (guint i = 0; i < backgrounds->len; i++)
    {
      const MokQuestion *background = g_ptr_array_index (backgrounds, i);
      g_autofree char *refusal = dup_filter_refusal (self, cube, question, background);
      g_autofree char *count = dup_group_count (mok_cube_get_n_levels (cube, background));
      g_autofree char *found = NULL;

      if (refusal != NULL)
        {
          mok_option_button_add_locked (button, get_title (background), refusal);
          continue;
        }
      mok_option_button_begin_group (button, get_title (background), count);
      found = add_levels (self, cube, background, chosen, button);
      mok_option_button_end_group (button);
      if (found != NULL)
        {
          g_free (text);
          text = g_steal_pointer (&found);
        }
    }
  mok_option_button_select (button, chosen, text);
}
