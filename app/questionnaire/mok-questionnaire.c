/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A whole questionnaire. Whoever builds one adds groups, lists and questions in the order of the form and then
 * shares it; from then on nobody changes it, so threads need no lock. Must not know answers.
 */

#include "config.h"

#include "questionnaire/mok-questionnaire.h"

#include <string.h>

/**
 * mok_questionnaire_new:
 * @id: the form_id
 *
 * Returns: (transfer full): a questionnaire without questions or languages, whose default language is English
 */
MokQuestionnaire *
mok_questionnaire_new (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);

  MokQuestionnaire *self = g_new0 (MokQuestionnaire, 1);

  g_atomic_ref_count_init (&self->refs);
  self->id = g_strdup (id);
  self->title = mok_text_new ();
  self->languages = g_ptr_array_new_with_free_func (g_free);
  self->language_names = g_ptr_array_new_with_free_func (g_free);
  self->default_language = g_strdup ("en");
  self->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_group_free);
  self->questions = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_question_free);
  self->lists = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_choice_list_free);
  self->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

MokQuestionnaire *
mok_questionnaire_ref (MokQuestionnaire *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
mok_questionnaire_unref (MokQuestionnaire *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->id);
  g_free (self->version);
  mok_text_unref (self->title);
  g_ptr_array_unref (self->languages);
  g_ptr_array_unref (self->language_names);
  g_free (self->default_language);
  g_hash_table_unref (self->by_name);
  g_ptr_array_unref (self->questions);
  g_ptr_array_unref (self->groups);
  g_ptr_array_unref (self->lists);
  g_clear_pointer (&self->source, g_bytes_unref);
  g_free (self);
}

/**
 * mok_questionnaire_add_group:
 * @group: (transfer full): a group whose parent, if any, was added before
 *
 * Appends a group and gives it its index.
 */
void
mok_questionnaire_add_group (MokQuestionnaire *self, MokGroup *group)
{
  g_return_if_fail (self != NULL && group != NULL);

  group->index = self->groups->len;
  g_ptr_array_add (self->groups, group);
}

/**
 * mok_questionnaire_add_question:
 * @question: (transfer full): a question whose name no other one has
 *
 * Appends a question and gives it its index.
 */
void
mok_questionnaire_add_question (MokQuestionnaire *self, MokQuestion *question)
{
  g_return_if_fail (self != NULL && question != NULL);
  g_return_if_fail (!g_hash_table_contains (self->by_name, question->name));

  question->index = self->questions->len;
  g_ptr_array_add (self->questions, question);
  g_hash_table_insert (self->by_name, question->name, question);
}

/**
 * mok_questionnaire_add_list:
 * @list: (transfer full): a list of choices
 */
void
mok_questionnaire_add_list (MokQuestionnaire *self, MokChoiceList *list)
{
  g_return_if_fail (self != NULL && list != NULL);

  g_ptr_array_add (self->lists, list);
}

guint
mok_questionnaire_get_n_questions (const MokQuestionnaire *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->questions->len;
}

/**
 * mok_questionnaire_get_question:
 *
 * Returns: (transfer none): the question number @index, from 0
 */
MokQuestion *
mok_questionnaire_get_question (const MokQuestionnaire *self, guint index)
{
  g_return_val_if_fail (self != NULL && index < self->questions->len, NULL);

  return g_ptr_array_index (self->questions, index);
}

/**
 * mok_questionnaire_find_question:
 *
 * Returns: (transfer none) (nullable): the question with this variable name
 */
MokQuestion *
mok_questionnaire_find_question (const MokQuestionnaire *self, const char *name)
{
  g_return_val_if_fail (self != NULL && name != NULL, NULL);

  return g_hash_table_lookup (self->by_name, name);
}

/**
 * mok_questionnaire_find_list:
 *
 * Returns: (transfer none) (nullable): the list of choices with this name
 */
MokChoiceList *
mok_questionnaire_find_list (const MokQuestionnaire *self, const char *name)
{
  g_return_val_if_fail (self != NULL && name != NULL, NULL);

  for (guint i = 0; i < self->lists->len; i++)
    {
      MokChoiceList *list = g_ptr_array_index (self->lists, i);

      if (strcmp (list->name, name) == 0)
        return list;
    }
  return NULL;
}

guint
mok_questionnaire_get_n_modules (const MokQuestionnaire *self)
{
  guint count = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < self->groups->len; i++)
    {
      const MokGroup *group = g_ptr_array_index (self->groups, i);

      count += group->parent == NULL;
    }
  return count;
}

/**
 * mok_questionnaire_get_module:
 *
 * A module is a group that is in no other group.
 *
 * Returns: (transfer none) (nullable): the module number @module, from 0; %NULL beyond the last
 */
MokGroup *
mok_questionnaire_get_module (const MokQuestionnaire *self, guint module)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->groups->len; i++)
    {
      MokGroup *group = g_ptr_array_index (self->groups, i);

      if (group->parent == NULL && module-- == 0)
        return group;
    }
  return NULL;
}

/**
 * mok_questionnaire_get_module_of:
 *
 * Returns: the number of the module that holds @question, from 0, or -1 for a question outside all groups
 */
int
mok_questionnaire_get_module_of (const MokQuestionnaire *self, const MokQuestion *question)
{
  g_return_val_if_fail (self != NULL && question != NULL, -1);

  const MokGroup *outermost = question->group;
  int module = 0;

  if (outermost == NULL)
    return -1;
  while (outermost->parent != NULL)
    outermost = outermost->parent;
  for (guint i = 0; i < outermost->index; i++)
    {
      const MokGroup *group = g_ptr_array_index (self->groups, i);

      module += group->parent == NULL;
    }
  return module;
}

static gsize
primary_length (const char *language)
{
  return strcspn (language, "-_.@");
}

/**
 * mok_questionnaire_match_language:
 * @language: (nullable): a wanted language such as `ko`, `ko_KR` or `ko-KR`
 *
 * Returns: (transfer none): the language of the questionnaire that is nearest: the same, else one with the same
 *   primary part, else the default
 */
const char *
mok_questionnaire_match_language (const MokQuestionnaire *self, const char *language)
{
  g_return_val_if_fail (self != NULL, "en");

  if (language == NULL)
    return self->default_language;
  for (guint i = 0; i < self->languages->len; i++)
    {
      const char *candidate = g_ptr_array_index (self->languages, i);

      if (g_ascii_strcasecmp (candidate, language) == 0)
        return candidate;
    }
  for (guint i = 0; i < self->languages->len; i++)
    {
      const char *candidate = g_ptr_array_index (self->languages, i);
      const gsize length = primary_length (candidate);

      if (length > 0 && length == primary_length (language) && g_ascii_strncasecmp (candidate, language, length) == 0)
        return candidate;
    }
  return self->default_language;
}
