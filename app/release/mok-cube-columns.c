/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The head of a table: titles, scale and columns of a variable. Must not count.
 */

#include "config.h"

#include "release/mok-cube-columns-private.h"

#include <stdlib.h>

#include <glib/gi18n-lib.h>

#include "interview/mok-answer.h"
#include "questionnaire/mok-matrix.h"

static MokScale
get_scale (const MokVariable *variable)
{
  const MokQuestion *question = variable->question;

  if (variable->kind == MOK_VARIABLE_OUTCOME)
    return MOK_SCALE_OUTCOME;
  if (variable->is_multiple)
    return MOK_SCALE_MULTIPLE;
  if (variable->is_number)
    return MOK_SCALE_BANDS;
  if (question->likert)
    return MOK_SCALE_LIKERT;
  if (g_strcmp0 (question->rule, "exp") == 0)
    return MOK_SCALE_RECEIVED;
  return question->ordered || question->rule != NULL ? MOK_SCALE_ORDINAL : MOK_SCALE_NOMINAL;
}

/**
 * mok_cube_dup_title:
 *
 * Returns: (transfer full): the short title of a question, or its wording where it has none
 */
MokText *
mok_cube_dup_title (const MokQuestion *question)
{
  return mok_text_ref (mok_text_is_empty (question->short_title) ? question->label : question->short_title);
}

/* Whole numbers stand for what is rounded to them, so that 25 to 29 reaches from 24.5 to 29.5. */
static void
set_band (MokTableColumn *column, const MokVariable *variable, guint band)
{
  const MokQuestion *question = variable->question;
  const double shift = mok_answer_is_whole (question) ? 0.5 : 0;
  char *end;

  /* The code of a band is its number; merged levels have another. */
  if (!variable->is_number || question->kind == MOK_QUESTION_DATE || strtoul (column->code, &end, 10) != band + 1
      || *end != '\0')
    return;
  if (variable->needs_edges)
    {
      column->low = variable->edges[band] + shift;
      column->high = variable->edges[band + 1] + shift;
      return;
    }
  if (band > 0)
    column->low = question->bands[band - 1] + shift;
  if (band < question->n_bands)
    column->high = question->bands[band] + shift;
}

static void
add_columns (MokTable *table, const MokVariable *variable)
{
  for (guint i = 0; i < variable->n_answers; i++)
    {
      if (!mok_variable_is_substantive (variable, i))
        continue;

      MokTableColumn *column =
          mok_table_add_column (table, mok_variable_get_code (variable, i), g_ptr_array_index (variable->labels, i));

      column->not_applicable = (mok_variable_get_kind (variable, i) & MOK_CHOICE_NOT_APPLICABLE) != 0;
      column->exclusive = (mok_variable_get_kind (variable, i) & MOK_CHOICE_EXCLUSIVE) != 0;
      set_band (column, variable, i);
    }
}

/**
 * mok_cube_find_protection:
 *
 * Returns: (transfer none) (nullable): the protection that a variable is the outcome of
 */
const MokCodebookProtection *
mok_cube_find_protection (const MokCube *self, guint outcome)
{
  for (guint i = 0; i < self->codebook->protections->len; i++)
    {
      const MokCodebookProtection *protection = g_ptr_array_index (self->codebook->protections, i);

      if (protection->outcome == outcome)
        return protection;
    }
  return NULL;
}

static const char *
get_detail_label (guint mark, const char *rule)
{
  const gboolean is_duty = g_strcmp0 (rule, "kept") == 0;

  switch (mark)
    {
    case MOK_OUTCOME_MARK_REFUSED:
      return is_duty ? _ ("Denied: not kept") : _ ("Denied: refused");
    case MOK_OUTCOME_MARK_PARTIAL:
      return is_duty ? _ ("Denied: kept only in part") : _ ("Denied: received only in part");
    case MOK_OUTCOME_MARK_SEQUENCE_ONLY:
      return _ ("Came after the pregnancy or leave; the reason was not asked");
    case MOK_OUTCOME_MARK_PRESSURE:
      return _ ("Undetermined: pressure or a hint, nothing that shows a denial");
    case MOK_OUTCOME_MARK_NO_REMEDY:
      return _ ("Denied where fewer than five work: no way to the Labour Relations Commission");
    case MOK_OUTCOME_MARK_LAW_CHANGED:
      return _ ("Undetermined: the law changed within the time asked about");
    default:
      g_return_val_if_reached (NULL);
    }
}

/* What is told beside the classes of an outcome. */
static void
add_details (MokTable *table, const MokCube *self, const MokCodebookProtection *protection)
{
  static const char *const codes[MOK_N_OUTCOME_DETAILS] = {
    "denied_refused", "denied_partial", "sequence_only", "pressure", "no_remedy", "law_changed",
  };
  const MokQuestion *asked = self->codebook->variables[protection->asked].question;

  for (guint i = 0; i < MOK_N_OUTCOME_DETAILS; i++)
    {
      g_autoptr (MokText) label = NULL;

      if ((protection->details >> i & 1) == 0)
        continue;
      label = mok_text_new ();
      mok_text_set (label, "", get_detail_label (i, asked->rule));
      mok_table_add_column (table, codes[i], label);
    }
}

/**
 * mok_cube_make_table:
 * @details: of an outcome: what is told beside its classes, in place of them
 *
 * Returns: (transfer full): a table of a variable without rows
 */
MokTable *
mok_cube_make_table (const MokCube *self, guint index, gboolean details)
{
  const MokVariable *variable = &self->codebook->variables[index];
  const MokCodebookProtection *protection = mok_cube_find_protection (self, index);
  const MokQuestion *question = variable->question;
  MokTable *table = mok_table_new (question->name);
  g_autofree char *period = mok_question_dup_period_caption (question);

  g_clear_pointer (&table->title, mok_text_unref);
  g_clear_pointer (&table->wording, mok_text_unref);
  table->title = mok_cube_dup_title (question);
  table->wording = mok_matrix_dup_wording (self->codebook->questionnaire, question);
  if (period != NULL)
    {
      table->period = mok_text_new ();
      mok_text_set (table->period, "", period);
    }
  table->scale = details ? MOK_SCALE_MULTIPLE : get_scale (variable);
  table->max_selected = question->max_selected;
  if (protection != NULL)
    {
      table->article = mok_text_ref (protection->article);
      table->binds_all = protection->binds_all;
    }
  table->exact = mok_cube_is_exact (self);
  table->rate = mok_cube_get_rate (self, index);
  table->synthetic = mok_cube_is_synthetic (self);
  table->open = mok_cube_is_open (self);
  if (details)
    add_details (table, self, protection);
  else
    add_columns (table, variable);
  return table;
}
