/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* release/: the replacement against the worked example of docs/release.md, draw by draw, and what holds for every
 * stream: tests/fixtures/release/fixture.json holds 40 answers, what each draw gave, and all counts.
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include <json-glib/json-glib.h>

#include "base/mok-init.h"
#include "interview/mok-record.h"
#include "questionnaire/mok-xlsform.h"
#include "release/mok-release-private.h"
#include "release/mok-replacement-private.h"

static const guint8 digest[MOK_RECORD_DIGEST_SIZE] = { 7 };

typedef struct
{
  guint64 state;
  guint n_drawn;
} SplitMix;

/* G. L. Steele, D. Lea and C. H. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014. */
static guint64
draw (gpointer data)
{
  SplitMix *self = data;
  guint64 z = self->state += G_GUINT64_CONSTANT (0x9E3779B97F4A7C15);

  self->n_drawn++;
  z = (z ^ z >> 30) * G_GUINT64_CONSTANT (0xBF58476D1CE4E5B9);
  z = (z ^ z >> 27) * G_GUINT64_CONSTANT (0x94D049BB133111EB);
  return z ^ z >> 31;
}

typedef struct
{
  JsonParser *parser;
  JsonObject *root;
  MokQuestionnaire *form;
  MokCodebook *codebook;
} Fixture;

static char *
dup_path (const char *name)
{
  return g_build_filename (g_getenv ("MOKSORI_SOURCE_DIR"), "tests", "fixtures", "release", name, NULL);
}

static MokQuestionnaire *
read_form (void)
{
  g_autofree char *path = dup_path ("form.csv");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);
  g_autoptr (GError) error = NULL;
  MokQuestionnaire *form = mok_xlsform_read_file (file, diagnostics, &error);

  g_assert_no_error (error);
  g_assert_nonnull (form);
  return form;
}

static Fixture *
fixture_new (void)
{
  Fixture *self = g_new0 (Fixture, 1);
  g_autofree char *path = dup_path ("fixture.json");
  g_autoptr (GError) error = NULL;

  self->parser = json_parser_new ();
  json_parser_load_from_file (self->parser, path, &error);
  g_assert_no_error (error);
  self->root = json_node_get_object (json_parser_get_root (self->parser));
  self->form = read_form ();
  self->codebook = mok_codebook_new (self->form);
  return self;
}

static void
fixture_free (Fixture *self)
{
  mok_codebook_unref (self->codebook);
  mok_questionnaire_unref (self->form);
  g_object_unref (self->parser);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)

static void
set_answer (MokAnswers *answers, const char *name, gint64 value)
{
  const MokQuestion *question = mok_questionnaire_find_question (mok_answers_get_questionnaire (answers), name);
  g_autofree char *code = g_strdup_printf ("%" G_GINT64_FORMAT, value);
  MokAnswer answer = { .state = MOK_ANSWER_GIVEN };

  if (value < 0)
    answer.state = MOK_ANSWER_NOT_ASKED;
  else if (value == 0)
    answer.state = MOK_ANSWER_BLANK;
  else if (question->kind == MOK_QUESTION_SINGLE)
    answer.choice = (guint) mok_choice_list_find (question->choices, code);
  else
    for (guint k = 0; k < question->choices->choices->len; k++)
      {
        if (value >> k & 1)
          mok_answer_set_choice (&answer, k, TRUE);
      }
  mok_answers_set (answers, question->index, &answer);
}

static MokRawTable *
make_table (const Fixture *self)
{
  g_autoptr (MokRecordLayout) layout = mok_record_layout_new (self->form);
  g_autoptr (MokAnswers) answers = mok_answers_new (self->form);
  MokRawTable *table = mok_raw_table_new (layout, self->codebook, 40);
  JsonArray *columns = json_object_get_array_member (self->root, "columns");
  JsonArray *rows = json_object_get_array_member (self->root, "x");
  JsonArray *backgrounds = json_object_get_array_member (self->root, "backgrounds");

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonArray *row = json_array_get_array_element (rows, i);
      JsonArray *background = json_array_get_array_element (backgrounds, i);

      set_answer (answers, "gender", json_array_get_int_element (background, 0));
      set_answer (answers, "size", json_array_get_int_element (background, 1));
      for (guint k = 0; k < json_array_get_length (columns); k++)
        set_answer (answers, json_array_get_string_element (columns, k), json_array_get_int_element (row, k));

      g_autoptr (MokSecret) record = mok_record_encode (layout, digest, answers);

      g_assert_true (mok_raw_table_add_record (table, mok_secret_data (record), mok_secret_size (record)));
    }
  mok_raw_table_finish (table);
  return table;
}

/* The value of a cell in the words of the fixture. */
static gint64
get_value (const MokRawTable *table, guint variable, gsize row)
{
  const MokVariable *counted = &mok_raw_table_get_codebook (table)->variables[variable];
  const guint8 slot = mok_raw_table_get_column (table, variable, 0)[row];

  if (slot < MOK_SLOT_FIRST_ANSWER)
    return slot == MOK_SLOT_NOT_ASKED ? -1 : 0;
  if (counted->is_multiple)
    return mok_raw_table_get_column (table, variable, 1)[row]
           | (gint64) mok_raw_table_get_column (table, variable, 2)[row] << 8;
  return g_ascii_strtoll (mok_variable_get_code (counted, slot - MOK_SLOT_FIRST_ANSWER), NULL, 10);
}

static void
check_rows (const Fixture *self, const MokRawTable *table, JsonArray *rows)
{
  JsonArray *columns = json_object_get_array_member (self->root, "columns");

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonArray *row = json_array_get_array_element (rows, i);

      for (guint k = 0; k < json_array_get_length (columns); k++)
        {
          const int variable = mok_codebook_find (self->codebook, json_array_get_string_element (columns, k));

          g_assert_cmpint (get_value (table, (guint) variable, i), ==, json_array_get_int_element (row, k));
        }
    }
}

static double
get_number (JsonObject *entry, const char *member, int index)
{
  JsonNode *node = json_object_get_member (entry, member);

  return index < 0 ? json_node_get_double (node)
                   : json_array_get_double_element (json_node_get_array (node), (guint) index);
}

/* One group of one question: noisy counts and expected ones. */
static void
check_group (const MokVariable *variable, JsonObject *entry, const guint32 *counts, const double *expected)
{
  if (variable->is_multiple)
    {
      for (guint k = 0; k < variable->n_answers; k++)
        {
          JsonObject *choice = json_object_get_object_member (entry, mok_variable_get_code (variable, k));

          if (choice == NULL)
            continue;
          g_assert_cmpfloat (counts[variable->n_states + k], ==, get_number (choice, "noisy_counts", -1));
          g_assert_cmpfloat_with_epsilon (expected[variable->n_states + k], get_number (choice, "urn_expected", -1),
                                          1e-6);
        }
      return;
    }

  JsonArray *cells = json_object_get_array_member (entry, "cells");

  for (guint i = 0; i < json_array_get_length (cells); i++)
    {
      const char *code = json_array_get_string_element (cells, i);
      guint slot = MOK_SLOT_BLANK;

      for (guint k = 0; k < variable->n_answers; k++)
        {
          if (g_str_equal (mok_variable_get_code (variable, k), code))
            slot = MOK_SLOT_FIRST_ANSWER + k;
        }
      g_assert_cmpfloat (counts[slot], ==, get_number (entry, "noisy_counts", (int) i));
      g_assert_cmpfloat_with_epsilon (expected[slot], get_number (entry, "urn_expected", (int) i), 1e-6);
    }
}

static void
check_counts (const Fixture *self, const MokTally *tally, JsonObject *estimates)
{
  static const struct
  {
    const char *name;
    int background;
    guint group;
  } groups[] = { { "all", -1, 0 }, { "gender=1", 0, 0 }, { "gender=2", 0, 1 }, { "size=1", 1, 0 }, { "size=2", 1, 1 } };
  JsonArray *columns = json_object_get_array_member (self->root, "columns");

  for (guint k = 0; k < json_array_get_length (columns); k++)
    {
      const char *name = json_array_get_string_element (columns, k);
      JsonObject *question = json_object_get_object_member (estimates, name);
      const guint variable = (guint) mok_codebook_find (self->codebook, name);

      for (guint g = 0; g < G_N_ELEMENTS (groups); g++)
        {
          JsonNode *node = json_object_get_member (question, groups[g].name);
          const guint grouping = mok_tally_find_grouping (tally, groups[g].background, -1);
          const gsize at = groups[g].group * tally->n_slots + tally->offsets[variable];

          if (node == NULL || JSON_NODE_HOLDS_NULL (node))
            continue;
          check_group (&self->codebook->variables[variable], json_node_get_object (node), tally->counts[grouping] + at,
                       tally->expected[grouping] + at);
        }
    }
}

static void
check_variant (const char *name, guint lambda)
{
  g_autoptr (Fixture) self = fixture_new ();
  g_autoptr (MokRawTable) table = make_table (self);
  JsonObject *variant = json_object_get_object_member (self->root, name);
  SplitMix stream = { .state = 19 };
  g_autoptr (MokNoise) noise = mok_noise_new_with_func (draw, &stream);
  g_autofree char *state = NULL;
  MokReleaseParameters parameters;
  MokLevels levels[2];
  MokReplacement replacement;
  g_autoptr (GError) error = NULL;

  mok_release_parameters_init (&parameters, 40);
  parameters.lambda = lambda;

  g_autoptr (MokPlan) plan = mok_plan_new (table, NULL, &parameters);
  g_autoptr (MokJudge) judge = mok_judge_new (plan, table);
  g_autoptr (MokTally) tally = NULL;

  g_assert_cmpuint (plan->blocks->n_blocks, ==, 2);
  g_assert_cmpuint (plan->blocks->blocks[1].n_variables, ==, 5);
  mok_replacement_run (&replacement, plan, table, noise, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (replacement.is_routed);
  g_assert_cmpuint (replacement.n_drawn, ==, 80);
  g_assert_cmpuint (replacement.n_replaced, ==,
                    json_array_get_length (json_object_get_array_member (variant, "selected")));
  g_assert_cmpuint (stream.n_drawn, ==, json_object_get_int_member (variant, "draws_used"));
  state = g_strdup_printf ("%" G_GUINT64_FORMAT, stream.state);
  g_assert_cmpstr (state, ==, json_object_get_string_member (variant, "final_state"));
  check_rows (self, table, json_object_get_array_member (variant, "d"));

  mok_release_coarsen (table, &parameters, levels);
  g_assert_cmpuint (levels[0].n_levels, ==, 2);
  tally = mok_tally_new (table, levels, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  mok_tally_add_expected (tally, plan, judge, table);
  check_counts (self, tally, json_object_get_object_member (variant, "estimates"));
}

static void
test_fixture (void)
{
  check_variant ("rule_same_route", 3);
}

static void
test_fixture_with_eight_slips (void)
{
  check_variant ("rule_same_route_lambda8", 8);
}

int
main (int argc, char *argv[])
{
  mok_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/release/replacement/fixture", test_fixture);
  g_test_add_func ("/release/replacement/fixture-with-eight-slips", test_fixture_with_eight_slips);
  return g_test_run ();
}
