/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Reading forms in tests, and comparing questionnaires field by field. */

#include "config.h"

#include "support.h"

#include <string.h>

/* Reads @csv from memory that ends where it ends, so that reading behind it is caught. */
MokQuestionnaire *
support_read (const char *csv, GPtrArray *diagnostics)
{
  const gsize length = strlen (csv);
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_memdup2 (csv, length), length);

  return mok_xlsform_read ("form.csv", bytes, diagnostics);
}

/* Reads a form about which there is nothing to say. */
MokQuestionnaire *
support_read_clean (const char *csv)
{
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);
  MokQuestionnaire *form = support_read (csv, diagnostics);

  for (guint i = 0; i < diagnostics->len; i++)
    {
      g_autofree char *text = mok_diagnostic_to_string (g_ptr_array_index (diagnostics, i));

      g_test_message ("%s", text);
    }
  g_assert_cmpuint (diagnostics->len, ==, 0);
  g_assert_nonnull (form);
  return form;
}

char *
support_dup_path (const char *path)
{
  return g_build_filename (g_getenv ("MOKSORI_SOURCE_DIR"), path, NULL);
}

static void
assert_text_equal (const MokText *a, const MokText *b, GPtrArray *languages)
{
  g_assert_cmpstr (mok_text_peek (a, ""), ==, mok_text_peek (b, ""));
  for (guint i = 0; i < languages->len; i++)
    {
      const char *language = g_ptr_array_index (languages, i);

      g_assert_cmpstr (mok_text_peek (a, language), ==, mok_text_peek (b, language));
    }
}

static void
assert_expr_equal (const MokExpr *a, const MokExpr *b)
{
  g_assert_cmpint (a != NULL, ==, b != NULL);
  if (a != NULL)
    g_assert_cmpstr (mok_expr_get_source (a), ==, mok_expr_get_source (b));
}

static void
assert_question_equal (const MokQuestion *a, const MokQuestion *b, GPtrArray *languages)
{
  g_assert_cmpuint (a->index, ==, b->index);
  g_assert_cmpstr (a->name, ==, b->name);
  g_assert_cmpint (a->kind, ==, b->kind);
  g_assert_cmpint (a->role, ==, b->role);
  g_assert_cmpint (a->group != NULL, ==, b->group != NULL);
  if (a->group != NULL)
    g_assert_cmpuint (a->group->index, ==, b->group->index);

  assert_text_equal (a->label, b->label, languages);
  assert_text_equal (a->alternate_label, b->alternate_label, languages);
  assert_text_equal (a->hint, b->hint, languages);
  assert_text_equal (a->guidance, b->guidance, languages);
  assert_text_equal (a->short_title, b->short_title, languages);
  assert_text_equal (a->constraint_message, b->constraint_message, languages);

  g_assert_cmpint (a->choices != NULL, ==, b->choices != NULL);
  if (a->choices != NULL)
    g_assert_cmpstr (a->choices->name, ==, b->choices->name);
  g_assert_cmpint (a->randomize, ==, b->randomize);
  g_assert_cmpuint (a->max_selected, ==, b->max_selected);
  g_assert_cmpuint (a->max_length, ==, b->max_length);
  g_assert_cmpfloat (a->minimum, ==, b->minimum);
  g_assert_cmpfloat (a->maximum, ==, b->maximum);
  g_assert_cmpfloat (a->step, ==, b->step);

  assert_expr_equal (a->relevant, b->relevant);
  assert_expr_equal (a->constraint, b->constraint);
  assert_expr_equal (a->calculate, b->calculate);

  g_assert_cmpint (a->required, ==, b->required);
  g_assert_cmpint (a->sensitive, ==, b->sensitive);
  g_assert_cmpint (a->ordered, ==, b->ordered);
  g_assert_cmpint (a->likert, ==, b->likert);
  g_assert_cmpint (a->multiline, ==, b->multiline);
  g_assert_cmpuint (a->n_bands, ==, b->n_bands);
  for (guint i = 0; i < a->n_bands; i++)
    g_assert_cmpfloat (a->bands[i], ==, b->bands[i]);
  g_assert_cmpstr (a->period, ==, b->period);
  g_assert_cmpstr (a->rule, ==, b->rule);
  g_assert_cmpstr (a->law, ==, b->law);
  g_assert_cmpstr (a->release, ==, b->release);
}

static void
assert_group_equal (const MokGroup *a, const MokGroup *b, GPtrArray *languages)
{
  g_assert_cmpstr (a->name, ==, b->name);
  assert_text_equal (a->label, b->label, languages);
  g_assert_cmpint (a->parent != NULL, ==, b->parent != NULL);
  if (a->parent != NULL)
    g_assert_cmpuint (a->parent->index, ==, b->parent->index);
  g_assert_cmpint (a->asks_for_matrix, ==, b->asks_for_matrix);
  g_assert_cmpint (a->matrix != NULL, ==, b->matrix != NULL);
  assert_expr_equal (a->relevant, b->relevant);
}

static void
assert_list_equal (const MokChoiceList *a, const MokChoiceList *b, GPtrArray *languages)
{
  g_assert_cmpstr (a->name, ==, b->name);
  g_assert_cmpuint (a->choices->len, ==, b->choices->len);
  for (guint i = 0; i < a->choices->len; i++)
    {
      const MokChoice *x = mok_choice_list_get (a, i);
      const MokChoice *y = mok_choice_list_get (b, i);

      g_assert_cmpstr (x->code, ==, y->code);
      g_assert_cmpint (x->kind, ==, y->kind);
      assert_text_equal (x->label, y->label, languages);
    }
}

/* Asserts that two questionnaires differ at most in where their files say things. */
void
support_assert_equal (const MokQuestionnaire *a, const MokQuestionnaire *b)
{
  g_assert_cmpstr (a->id, ==, b->id);
  g_assert_cmpstr (a->version, ==, b->version);
  g_assert_cmpstr (a->default_language, ==, b->default_language);
  g_assert_cmpuint (a->languages->len, ==, b->languages->len);
  for (guint i = 0; i < a->languages->len; i++)
    {
      g_assert_cmpstr (g_ptr_array_index (a->languages, i), ==, g_ptr_array_index (b->languages, i));
      g_assert_cmpstr (g_ptr_array_index (a->language_names, i), ==, g_ptr_array_index (b->language_names, i));
    }
  assert_text_equal (a->title, b->title, a->languages);

  g_assert_cmpuint (a->groups->len, ==, b->groups->len);
  for (guint i = 0; i < a->groups->len; i++)
    assert_group_equal (g_ptr_array_index (a->groups, i), g_ptr_array_index (b->groups, i), a->languages);
  g_assert_cmpuint (a->lists->len, ==, b->lists->len);
  for (guint i = 0; i < a->lists->len; i++)
    assert_list_equal (g_ptr_array_index (a->lists, i), g_ptr_array_index (b->lists, i), a->languages);
  g_assert_cmpuint (a->questions->len, ==, b->questions->len);
  for (guint i = 0; i < a->questions->len; i++)
    assert_question_equal (mok_questionnaire_get_question (a, i), mok_questionnaire_get_question (b, i), a->languages);
}
