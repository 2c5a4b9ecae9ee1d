/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who answers what on paper: the condition of a module above it, one of several questions in a row above the first of
 * them, any other beside its question. Must not lay anything out.
 */

#include "config.h"

#include "report/mok-form-private.h"

#include <glib/gi18n-lib.h>

#include "questionnaire/mok-condition-words.h"
#include "questionnaire/mok-numbering.h"

static void
clear_place (gpointer data)
{
  g_clear_pointer (&((MokFormPlace *) data)->clauses, g_ptr_array_unref);
}

static void
clear_run (gpointer data)
{
  g_free (((MokFormRun *) data)->words);
}

static MokFormPlace *
get_place (const MokForm *self, guint question)
{
  return &g_array_index (self->places, MokFormPlace, question);
}

const MokFormPlace *
mok_form_get_place (const MokForm *self, const MokQuestion *question)
{
  return get_place (self, question->index);
}

static const MokGroup *
get_module (const MokForm *self, const MokQuestion *question)
{
  const int module = mok_questionnaire_get_module_of (self->form, question);

  return module >= 0 ? mok_questionnaire_get_module (self->form, (guint) module) : NULL;
}

/* Above a module stands its own condition, unless nobody fulfils it. */
static gboolean
find_module (MokForm *self, const MokGroup *module, char **words)
{
  g_autoptr (MokCondition) condition = module->relevant != NULL ? mok_condition_new (module->relevant) : NULL;
  g_autoptr (GPtrArray) clauses = NULL;
  gboolean is_never = FALSE;

  *words = NULL;
  if (condition == NULL)
    return TRUE;
  clauses = mok_condition_list_clauses (condition, self->form, self->language, self->notes, &is_never);
  if (clauses->len > 0)
    *words = mok_condition_join_clauses (clauses);
  return !is_never;
}

static void
find_place (MokForm *self, const MokQuestion *question, const gboolean *module_is_printed)
{
  const int module = mok_questionnaire_get_module_of (self->form, question);
  MokFormPlace place = { .run = -1 };

  place.is_printed = mok_question_is_asked (question) && (module < 0 || module_is_printed[(guint) module]);
  if (place.is_printed)
    {
      g_autoptr (MokCondition) condition = mok_condition_new_of_question (question, get_module (self, question));
      gboolean is_never;

      place.clauses = mok_condition_list_clauses (condition, self->form, self->language, self->notes, &is_never);
      place.is_printed = !is_never;
    }
  g_array_append_val (self->places, place);
}

static gboolean
has_clause (GPtrArray *clauses, const char *clause)
{
  return g_ptr_array_find_with_equal_func (clauses, clause, g_str_equal, NULL);
}

static gboolean
has_all (GPtrArray *clauses, GPtrArray *others)
{
  for (guint i = 0; i < others->len; i++)
    if (!has_clause (clauses, g_ptr_array_index (others, i)))
      return FALSE;
  return TRUE;
}

static const MokQuestion *
get_question (const MokForm *self, guint index)
{
  return mok_questionnaire_get_question (self->form, index);
}

/* The next printed question with a number or letter behind this one. */
static char *
dup_next (const MokForm *self, guint after)
{
  for (guint i = after + 1; i < self->places->len; i++)
    {
      g_autofree char *number =
          get_place (self, i)->is_printed ? mok_numbering_dup (self->form, get_question (self, i)) : NULL;

      if (number != NULL)
        return g_steal_pointer (&number);
    }
  return NULL;
}

static char *
dup_run_words (const MokForm *self, const MokFormRun *run, const char *first, const char *last)
{
  g_autofree char *who = mok_condition_join_clauses (get_place (self, run->first)->clauses);
  g_autofree char *next = dup_next (self, run->last);

  if (next == NULL)
    return g_strdup_printf (_ ("Questions %1$s to %2$s: only if %3$s."), first, last, who);
  return g_strdup_printf (_ ("Questions %1$s to %2$s: only if %3$s. Otherwise go on with question %4$s."), first, last,
                          who, next);
}

/* How far questions go on that are asked only of those of whom this one is. */
static guint
find_run_end (const MokForm *self, guint first)
{
  GPtrArray *clauses = get_place (self, first)->clauses;
  guint last = first;

  for (guint i = first + 1; i < self->places->len; i++)
    {
      const MokFormPlace *place = get_place (self, i);

      if (!place->is_printed)
        continue;
      if (get_module (self, get_question (self, i)) != get_module (self, get_question (self, first))
          || !has_all (place->clauses, clauses))
        break;
      last = i;
    }
  return last;
}

static void
add_run (MokForm *self, guint first, guint last)
{
  MokFormRun run = { first, last, NULL };
  g_autoptr (GPtrArray) common = g_ptr_array_ref (get_place (self, first)->clauses);
  g_autofree char *begin = NULL, *end = NULL;
  guint n = 0;

  for (guint i = first; i <= last; i++)
    {
      g_autofree char *number =
          get_place (self, i)->is_printed ? mok_numbering_dup (self->form, get_question (self, i)) : NULL;

      if (number == NULL)
        continue;
      if (n++ == 0)
        begin = g_strdup (number);
      g_free (end);
      end = g_steal_pointer (&number);
    }
  if (n < 2)
    return;
  run.words = dup_run_words (self, &run, begin, end);
  for (guint i = first; i <= last; i++)
    {
      MokFormPlace *place = get_place (self, i);
      g_autoptr (GPtrArray) own = g_ptr_array_new_with_free_func (g_free);

      if (!place->is_printed)
        continue;
      for (guint j = 0; j < place->clauses->len; j++)
        if (!has_clause (common, g_ptr_array_index (place->clauses, j)))
          g_ptr_array_add (own, g_strdup (g_ptr_array_index (place->clauses, j)));
      g_ptr_array_unref (place->clauses);
      place->clauses = g_steal_pointer (&own);
      place->run = (int) self->runs->len;
    }
  g_array_append_val (self->runs, run);
}

/* From clauses to a sentence that also says where everybody else goes on. */
static void
finish_module (MokForm *self, guint module)
{
  char **words = (char **) &g_ptr_array_index (self->modules, module);
  g_autofree char *who = g_steal_pointer (words);
  g_autofree char *next = NULL;
  guint last = 0;

  if (who == NULL)
    return;
  for (guint i = 0; i < self->places->len; i++)
    if (mok_questionnaire_get_module_of (self->form, get_question (self, i)) == (int) module)
      last = i;
  next = dup_next (self, last);
  *words = next != NULL ? g_strdup_printf (_ ("→ Only if %1$s. Otherwise go on with question %2$s."), who, next)
                        : g_strdup_printf (_ ("→ Only if %s."), who);
}

/**
 * mok_form_find_places:
 *
 * Finds of every question whether it is printed and who answers it.
 */
void
mok_form_find_places (MokForm *self)
{
  const guint n_questions = mok_questionnaire_get_n_questions (self->form);
  const guint n_modules = mok_questionnaire_get_n_modules (self->form);
  g_autofree gboolean *is_printed = g_new0 (gboolean, n_modules + 1);

  self->places = g_array_new (FALSE, FALSE, sizeof (MokFormPlace));
  g_array_set_clear_func (self->places, clear_place);
  self->runs = g_array_new (FALSE, FALSE, sizeof (MokFormRun));
  g_array_set_clear_func (self->runs, clear_run);
  self->modules = g_ptr_array_new_with_free_func (g_free);
  self->notes = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < n_modules; i++)
    {
      char *words;

      is_printed[i] = find_module (self, mok_questionnaire_get_module (self->form, i), &words);
      g_ptr_array_add (self->modules, words);
    }
  for (guint i = 0; i < n_questions; i++)
    find_place (self, get_question (self, i), is_printed);
  for (guint i = 0; i < n_modules; i++)
    finish_module (self, i);
  for (guint i = 0; i < n_questions; i++)
    {
      const MokFormPlace *place = get_place (self, i);
      guint last;

      if (!place->is_printed || place->clauses->len == 0)
        continue;
      last = find_run_end (self, i);
      if (last > i)
        {
          add_run (self, i, last);
          if (get_place (self, i)->run >= 0)
            i = last;
        }
    }
}
