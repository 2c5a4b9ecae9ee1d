/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Made-up surveys: a form, backgrounds and answers in plain arrays, and from them the raw table that the release works
 * on. The study that chose the method used the same one: eight skewed backgrounds, answers that follow five of them.
 * Must not imitate any part of the release.
 */

#include "config.h"

#include "synthetic.h"

#include <math.h>
#include <string.h>

#include "questionnaire/mok-xlsform.h"
#include "release/mok-replacement-private.h"

/* Levels of the study's backgrounds, how skewed they are, and which of them answers follow. */
static const guint study_levels[SYNTHETIC_N_BACKGROUNDS] = { 6, 4, 2, 3, 4, 4, 3, 4 };
#define STUDY_SKEW 0.7
#define STUDY_CORRELATED 5
#define STUDY_DEVIATION 0.7

static MokQuestionnaire *
make_form (const guint *levels, guint n_backgrounds, const char *questions)
{
  g_autoptr (GString) text = g_string_new ("survey\n,type,name,label,relevant,bind::mok:role\n");
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);
  g_autoptr (GBytes) bytes = NULL;
  MokQuestionnaire *form;

  for (guint b = 0; b < n_backgrounds; b++)
    g_string_append_printf (text, ",select_one l%u,b%u,Background %u,,background\n", b + 1, b + 1, b + 1);
  g_string_append (text, questions);
  g_string_append (text, "choices\n,list_name,name,label\n,yn,1,Yes\n,yn,2,No\n,abc,1,A\n,abc,2,B\n,abc,3,C\n");
  for (guint b = 0; b < n_backgrounds; b++)
    {
      for (guint k = 1; k <= levels[b]; k++)
        g_string_append_printf (text, ",l%u,%u,Level %u\n", b + 1, k, k);
    }
  g_string_append (text, "settings\n,form_title,form_id,version,namespaces\n"
                         ",Attack,attack,1,\"mok=\"\"https://moksori.org/xlsform\"\"\"\n");
  bytes = g_bytes_new (text->str, text->len);
  form = mok_xlsform_read ("attack.csv", bytes, diagnostics);
  if (form == NULL)
    g_error ("%s", ((MokDiagnostic *) g_ptr_array_index (diagnostics, 0))->message);
  return form;
}

/**
 * synthetic_new:
 * @levels: (array length=n_backgrounds): of the backgrounds b1, b2 …
 * @questions: lines of the survey sheet, ",type,name,label,relevant,role"; lists "yn" and "abc" exist
 *
 * Returns: (transfer full): a survey in which everybody has the first level of all backgrounds and was asked nothing
 */
Synthetic *
synthetic_new (const guint *levels, guint n_backgrounds, const char *questions, guint n_rows)
{
  Synthetic *self = g_new0 (Synthetic, 1);

  self->form = make_form (levels, n_backgrounds, questions);
  self->layout = mok_record_layout_new (self->form);
  self->n_backgrounds = n_backgrounds;
  self->n_variables = mok_questionnaire_get_n_questions (self->form);
  self->n_rows = n_rows;
  self->cells = g_new0 (guint8 *, self->n_variables + 1);
  for (guint v = 0; v < self->n_variables; v++)
    {
      self->cells[v] = g_new0 (guint8, n_rows + 1);
      if (v < n_backgrounds)
        memset (self->cells[v], MOK_SLOT_FIRST_ANSWER, n_rows);
    }
  return self;
}

void
synthetic_free (Synthetic *self)
{
  for (guint v = 0; v < self->n_variables; v++)
    g_free (self->cells[v]);
  g_free (self->cells);
  mok_record_layout_unref (self->layout);
  mok_questionnaire_unref (self->form);
  g_free (self);
}

/* Box & Muller. */
double
synthetic_get_normal (MokRandom *random)
{
  const double radius = sqrt (-2 * log (1 - mok_random_double (random)));

  return radius * cos (2 * G_PI * mok_random_double (random));
}

static guint8
draw_level (guint n_levels, MokRandom *random)
{
  double sum = 0, left;

  for (guint k = 0; k < n_levels; k++)
    sum += pow (STUDY_SKEW, k);
  left = mok_random_double (random) * sum;
  for (guint k = 0; k < n_levels; k++)
    {
      left -= pow (STUDY_SKEW, k);
      if (left < 0)
        return (guint8) k;
    }
  return 0;
}

static double
get_mean (const double *logits, guint n, double intercept)
{
  double sum = 0;

  for (guint i = 0; i < n; i++)
    sum += 1 / (1 + exp (-logits[i] - intercept));
  return sum / n;
}

/* Answers that follow the backgrounds, with @rate of yes in the mean; at least one person says yes. */
static void
fill_answers (Synthetic *self, guint variable, double rate, double missing, MokRandom *random)
{
  g_autofree double *logits = g_new0 (double, self->n_rows + 1);
  double effects[STUDY_CORRELATED][8], low = -12, high = 12;

  for (guint b = 0; b < STUDY_CORRELATED; b++)
    {
      for (guint k = 0; k < study_levels[b]; k++)
        effects[b][k] = STUDY_DEVIATION * synthetic_get_normal (random);
    }
  for (guint i = 0; i < self->n_rows; i++)
    {
      for (guint b = 0; b < STUDY_CORRELATED; b++)
        logits[i] += effects[b][self->cells[b][i] - MOK_SLOT_FIRST_ANSWER];
    }
  for (guint step = 0; step < 60; step++)
    {
      const double middle = (low + high) / 2;

      if (get_mean (logits, self->n_rows, middle) < rate)
        low = middle;
      else
        high = middle;
    }
  for (guint i = 0; i < self->n_rows; i++)
    {
      const gboolean yes = mok_random_double (random) < 1 / (1 + exp (-logits[i] - low));

      self->cells[variable][i] =
          mok_random_double (random) < missing ? MOK_SLOT_BLANK : (guint8) (MOK_SLOT_FIRST_ANSWER + !yes);
    }
  if (memchr (self->cells[variable], MOK_SLOT_FIRST_ANSWER, self->n_rows) == NULL)
    self->cells[variable][mok_random_uniform (random, self->n_rows)] = MOK_SLOT_FIRST_ANSWER;
}

/**
 * synthetic_new_study:
 * @rate: of those who say yes
 * @missing: of those who leave a question blank
 *
 * Returns: (transfer full): the survey of docs/release.md's study, with yes-or-no questions q1, q2 …
 */
Synthetic *
synthetic_new_study (guint n_questions, guint n_rows, double rate, double missing, MokRandom *random)
{
  g_autoptr (GString) questions = g_string_new (NULL);
  Synthetic *self;

  for (guint q = 1; q <= n_questions; q++)
    g_string_append_printf (questions, ",select_one yn,q%u,Question %u,,\n", q, q);
  self = synthetic_new (study_levels, SYNTHETIC_N_BACKGROUNDS, questions->str, n_rows);
  for (guint b = 0; b < SYNTHETIC_N_BACKGROUNDS; b++)
    {
      for (guint i = 0; i < n_rows; i++)
        self->cells[b][i] = MOK_SLOT_FIRST_ANSWER + draw_level (study_levels[b], random);
    }
  for (guint q = 0; q < n_questions; q++)
    fill_answers (self, SYNTHETIC_N_BACKGROUNDS + q, rate, missing, random);
  return self;
}

/**
 * synthetic_make_table:
 *
 * Returns: (transfer full): the true answers as closing would hold them
 */
MokRawTable *
synthetic_make_table (const Synthetic *self)
{
  MokRawTable *table = mok_raw_table_new (self->layout, NULL, self->n_rows);
  const gsize size = mok_record_layout_get_record_size (self->layout);
  g_autofree guint8 *record = g_malloc0 (size);

  for (guint i = 0; i < self->n_rows; i++)
    {
      for (guint v = 0; v < self->n_variables; v++)
        record[mok_record_layout_get_offset (self->layout, v)] = self->cells[v][i];
      if (!mok_raw_table_add_record (table, record, size))
        g_error ("a record that cannot be counted");
    }
  mok_raw_table_finish (table);
  return table;
}

/* The true answers again, in a table that was replaced. */
void
synthetic_reset (const Synthetic *self, MokRawTable *table)
{
  for (guint v = 0; v < self->n_variables; v++)
    memcpy (mok_raw_table_get_column (table, v, 0), self->cells[v], self->n_rows);
}

MokPlan *
synthetic_make_plan (const MokRawTable *table, const MokReleaseParameters *parameters)
{
  return mok_plan_new (table, NULL, parameters);
}

MokNoise *
synthetic_make_noise (guint64 seed)
{
  guint8 key[MOK_NOISE_KEY_SIZE] = { 'a', 't', 't', 'a', 'c', 'k' };

  memcpy (key + 8, &seed, sizeof seed);
  return mok_noise_new (key);
}

/* The real replacement. */
void
synthetic_replace (const MokPlan *plan, MokRawTable *table, guint64 seed)
{
  g_autoptr (MokNoise) noise = synthetic_make_noise (seed);
  MokReplacement replacement;

  if (!mok_replacement_run (&replacement, plan, table, noise, NULL, NULL, NULL, NULL) || !replacement.is_routed)
    g_error ("the replacement failed");
}
