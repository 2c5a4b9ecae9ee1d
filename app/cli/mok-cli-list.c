/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* table --list: what there is to ask for, and why some of it is not shown. */

#include "config.h"

#include "cli/mok-cli-selection.h"

#include <glib/gi18n-lib.h>

#include "base/mok-language.h"

/* Why nothing can be broken down by a background. The cube says why one question cannot: any other one that has results
 * will do.
 */
static char *
dup_refusal_of_breakdown (const MokCube *cube, GPtrArray *questions, const MokQuestion *background)
{
  if (mok_cube_is_exact (cube) || mok_cube_get_n_levels (cube, background) >= 2)
    return NULL;
  for (guint i = 0; i < questions->len; i++)
    {
      const MokQuestion *question = g_ptr_array_index (questions, i);
      g_autofree char *refusal = mok_cube_dup_refusal (cube, question->name, NULL, NULL);

      if (refusal == NULL && g_strcmp0 (question->name, background->name) != 0)
        return mok_cube_dup_refusal (cube, question->name, background->name, NULL);
    }
  return NULL;
}

static void
add_title (JsonBuilder *builder, const MokQuestion *question)
{
  mok_cli_add_string (builder, "variable", question->name);
  mok_cli_add_string (builder, "title", mok_question_get_title (question, mok_language_get ()));
}

static void
add_questions (JsonBuilder *builder, const char *name, const MokCube *cube, GPtrArray *questions)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < questions->len; i++)
    {
      const MokQuestion *question = g_ptr_array_index (questions, i);
      g_autofree char *refusal = mok_cube_dup_refusal (cube, question->name, NULL, NULL);

      json_builder_begin_object (builder);
      add_title (builder, question);
      mok_cli_add_string (builder, "refusal", refusal);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_levels (JsonBuilder *builder, const MokCube *cube, const MokQuestion *background)
{
  json_builder_set_member_name (builder, "levels");
  json_builder_begin_array (builder);
  for (guint i = 0; i < mok_cube_get_n_levels (cube, background); i++)
    {
      json_builder_begin_object (builder);
      mok_cli_add_string (builder, "code", mok_cube_get_level_code (cube, background, i));
      mok_cli_add_string (builder, "label", mok_cube_get_level_label (cube, background, i, mok_language_get ()));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_json (const MokCube *cube, GPtrArray *questions, GPtrArray *outcomes, GPtrArray *breakdowns)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_questions (builder, "questions", cube, questions);
  add_questions (builder, "outcomes", cube, outcomes);
  json_builder_set_member_name (builder, "breakdowns");
  json_builder_begin_array (builder);
  for (guint i = 0; i < breakdowns->len; i++)
    {
      const MokQuestion *background = g_ptr_array_index (breakdowns, i);
      g_autofree char *refusal = dup_refusal_of_breakdown (cube, questions, background);

      json_builder_begin_object (builder);
      add_title (builder, background);
      mok_cli_add_string (builder, "refusal", refusal);
      add_levels (builder, cube, background);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  mok_cli_print_json (builder);
}

static void
print_line (const MokQuestion *question, const char *refusal)
{
  mok_cli_print ("  %-16s %s\n", question->name, mok_question_get_title (question, mok_language_get ()));
  if (refusal != NULL)
    mok_cli_print ("  %-16s – %s\n", "", refusal);
}

static void
print_questions (const MokCube *cube, GPtrArray *questions)
{
  for (guint i = 0; i < questions->len; i++)
    {
      const MokQuestion *question = g_ptr_array_index (questions, i);
      g_autofree char *refusal = mok_cube_dup_refusal (cube, question->name, NULL, NULL);

      print_line (question, refusal);
    }
}

static void
print_text (const MokCube *cube, GPtrArray *questions, GPtrArray *outcomes, GPtrArray *breakdowns)
{
  mok_cli_print (_ ("Questions:\n"));
  print_questions (cube, questions);
  if (outcomes->len > 0)
    {
      mok_cli_print (_ ("Outcomes of protections by law; all of them: protections\n"));
      print_questions (cube, outcomes);
    }
  mok_cli_print (_ ("Breakdowns and filters:\n"));
  for (guint i = 0; i < breakdowns->len; i++)
    {
      const MokQuestion *background = g_ptr_array_index (breakdowns, i);
      g_autofree char *refusal = dup_refusal_of_breakdown (cube, questions, background);

      print_line (background, refusal);
      for (guint k = 0; k < mok_cube_get_n_levels (cube, background); k++)
        mok_cli_print ("    %-14s %s\n", mok_cube_get_level_code (cube, background, k),
                       mok_cube_get_level_label (cube, background, k, mok_language_get ()));
    }
}

/**
 * mok_cli_print_list:
 * @json: as JSON
 *
 * Writes the questions, outcomes, breakdowns and codes of a closed survey, with the reason where it does not show one.
 */
void
mok_cli_print_list (const MokCube *cube, gboolean json)
{
  g_autoptr (GPtrArray) questions = mok_cube_get_questions (cube);
  g_autoptr (GPtrArray) outcomes = mok_cube_get_outcomes (cube);
  g_autoptr (GPtrArray) breakdowns = mok_cube_get_breakdowns (cube);

  if (json)
    print_json (cube, questions, outcomes, breakdowns);
  else
    print_text (cube, questions, outcomes, breakdowns);
}
