/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The choices of a question. Built by the reader of a questionnaire, then only read.
 * Must not know how choices are shown or stored.
 */

#include "config.h"

#include "questionnaire/mok-choice.h"

#include <string.h>

/**
 * mok_choice_new:
 * @code: the value of the choice
 *
 * Returns: (transfer full): an ordinary choice without wording
 */
MokChoice *
mok_choice_new (const char *code)
{
  g_return_val_if_fail (code != NULL && *code != '\0', NULL);

  MokChoice *self = g_new0 (MokChoice, 1);

  self->code = g_strdup (code);
  self->label = mok_text_new ();
  return self;
}

void
mok_choice_free (MokChoice *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->code);
  g_clear_pointer (&self->label, mok_text_unref);
  g_free (self);
}

/**
 * mok_choice_is_missing:
 *
 * Returns: whether the choice is one of the kinds of missing ("not sure", "prefer not to answer") and so no part of
 *   the base of a percentage
 */
gboolean
mok_choice_is_missing (const MokChoice *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return (self->kind & (MOK_CHOICE_NOT_SURE | MOK_CHOICE_REFUSED)) != 0;
}

/**
 * mok_choice_list_new:
 * @name: the name of the list
 *
 * Returns: (transfer full): a list without choices; they are appended to its array, which owns them
 */
MokChoiceList *
mok_choice_list_new (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  MokChoiceList *self = g_new0 (MokChoiceList, 1);

  self->name = g_strdup (name);
  self->choices = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_choice_free);
  return self;
}

void
mok_choice_list_free (MokChoiceList *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->name);
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  g_free (self);
}

/**
 * mok_choice_list_get:
 *
 * Returns: (transfer none): the choice number @index, from 0
 */
MokChoice *
mok_choice_list_get (const MokChoiceList *self, guint index)
{
  g_return_val_if_fail (self != NULL && index < self->choices->len, NULL);

  return g_ptr_array_index (self->choices, index);
}

/**
 * mok_choice_list_find:
 *
 * Codes are compared as text: "05" is not "5".
 *
 * Returns: the index of the choice with this code, or -1
 */
int
mok_choice_list_find (const MokChoiceList *self, const char *code)
{
  g_return_val_if_fail (self != NULL && code != NULL, -1);

  for (guint i = 0; i < self->choices->len; i++)
    {
      if (strcmp (mok_choice_list_get (self, i)->code, code) == 0)
        return (int) i;
    }
  return -1;
}
