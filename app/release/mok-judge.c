/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The law layer over columns. There are few different persons as the law sees them, and few different rows of the
 * questions that make one outcome: each pair is judged once and then looked up. Must not decide what the law says:
 * that is mok_protection_classify().
 */

#include "config.h"

#include "release/mok-judge-private.h"

#include <stdlib.h>
#include <string.h>

#define MAX_TUPLES 65536
G_STATIC_ASSERT (MOK_N_OUTCOME_MARKS <= 16);

#define MAX_VARIABLES 8
#define NOT_JUDGED 0xff

typedef struct
{
  const MokProtection *protection;
  const MokCodebookProtection *coded;
  guint block;
  guint n_variables;
  int asked[MAX_VARIABLES];       /* variable of each, or -1 */
  guint variables[MAX_VARIABLES]; /* those in the questionnaire */
  guint n_asked;
  guint sizes[MAX_VARIABLES]; /* how many values each has */
  guint n_tuples;
  MokJudgement **judgements; /* (owned): of each facts, of each tuple */
} Case;

struct _MokJudge
{
  const MokPlan *plan;
  guint n_facts;
  MokLawFacts *facts; /* (owned) */
  guint16 *facts_of;  /* (owned): of each row */
  guint n_cases;
  Case *cases; /* (owned) */
};

static guint
get_n_values (const MokVariable *variable)
{
  if (!variable->is_multiple)
    return variable->n_states;
  return variable->n_answers <= 14 ? MOK_SLOT_FIRST_ANSWER + (1u << variable->n_answers) : MAX_TUPLES + 1;
}

static gboolean
can_be_judged (const MokCodebook *codebook, const MokProtection *protection)
{
  guint64 n = 1;

  if (mok_protection_get_n_variables (protection) > MAX_VARIABLES)
    return FALSE;
  for (guint i = 0; i < mok_protection_get_n_variables (protection); i++)
    {
      const MokQuestion *question = mok_protection_get_variable (protection, i);
      const int variable = question != NULL ? mok_codebook_find (codebook, question->name) : -1;

      if (variable >= 0)
        n *= get_n_values (&codebook->variables[variable]);
    }
  return n <= MAX_TUPLES;
}

static guint
get_marks (guint flags)
{
  guint marks = 0;

  if (flags & MOK_OUTCOME_REFUSED)
    marks |= 1 << MOK_OUTCOME_MARK_REFUSED;
  if (flags & MOK_OUTCOME_PARTIAL)
    marks |= 1 << MOK_OUTCOME_MARK_PARTIAL;
  if (flags & MOK_OUTCOME_SEQUENCE_ONLY)
    marks |= 1 << MOK_OUTCOME_MARK_SEQUENCE_ONLY;
  if (flags & MOK_OUTCOME_PRESSURE)
    marks |= 1 << MOK_OUTCOME_MARK_PRESSURE;
  if (flags & MOK_OUTCOME_NO_REMEDY)
    marks |= 1 << MOK_OUTCOME_MARK_NO_REMEDY;
  if (flags & MOK_OUTCOME_LAW_CHANGED)
    marks |= 1 << MOK_OUTCOME_MARK_LAW_CHANGED;
  return marks;
}

/**
 * mok_judge_choose_protections:
 * @codebook: gets the outcomes of the protections
 * @law_date: the day on which the law is looked up, as 20261122
 *
 * Returns: (transfer full) (element-type MokProtection): the protections of @codebook, in its order
 */
GPtrArray *
mok_judge_choose_protections (MokCodebook *codebook, guint law_date)
{
  g_autoptr (GPtrArray) all = mok_protections_new (codebook->questionnaire, law_date);
  GPtrArray *chosen = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_protection_free);

  for (guint i = 0; i < all->len; i++)
    {
      MokProtection *protection = g_ptr_array_index (all, i);
      const int asked = mok_codebook_find (codebook, mok_protection_get_question (protection)->name);

      if (asked < 0 || !can_be_judged (codebook, protection))
        continue;
      mok_codebook_add_protection (codebook, (guint) asked, mok_protection_is_at_that_time (protection),
                                   mok_protection_binds_all (protection),
                                   get_marks (mok_protection_get_details (protection)),
                                   mok_protection_get_title (protection), mok_protection_get_article (protection));
      g_ptr_array_index (all, i) = NULL;
      g_ptr_array_add (chosen, protection);
    }
  g_ptr_array_set_free_func (all, NULL);
  for (guint i = 0; i < all->len; i++)
    {
      if (g_ptr_array_index (all, i) != NULL)
        mok_protection_free (g_ptr_array_index (all, i));
    }
  return chosen;
}

static MokLawCode
get_code (const MokVariable *variable, guint answer)
{
  const char *code = mok_variable_get_code (variable, answer);
  char *end;
  const gint64 number = g_ascii_strtoll (code, &end, 10);

  return *end == '\0' && end != code && number >= 0 && number < MOK_LAW_CODE_OTHER ? number : MOK_LAW_CODE_OTHER;
}

static MokLawCode
get_single_code (const MokVariable *variable, guint8 slot)
{
  if (slot < MOK_SLOT_FIRST_ANSWER)
    return slot == MOK_SLOT_NOT_ASKED ? MOK_LAW_CODE_NOT_ASKED : MOK_LAW_CODE_BLANK;
  return get_code (variable, slot - MOK_SLOT_FIRST_ANSWER);
}

/* Of a number among the values of a variable. */
static MokLawCode
get_value_code (const MokVariable *variable, guint value)
{
  MokLawCode bits = 0;

  if (!variable->is_multiple || value < MOK_SLOT_FIRST_ANSWER)
    return get_single_code (variable, (guint8) value);
  for (guint i = 0; i < variable->n_answers; i++)
    {
      if ((value - MOK_SLOT_FIRST_ANSWER) >> i & 1)
        bits |= MOK_LAW_BIT (get_code (variable, i));
    }
  return bits;
}

/* What people can see of a workplace is as true as a background. Other law facts count as they are in the table, which
 * after the replacement is replaced: from true ones, a table of outcomes beside the table of the question itself would
 * tell them exactly (tests/attack/law-facts.c).
 */
static const guint8 *
get_input_column (const MokPlan *plan, const MokRawTable *table, MokLawInput input, const MokVariable **variable)
{
  const int found = mok_codebook_find (plan->codebook, mok_law_input_get_variable (input));

  if (found < 0)
    return NULL;
  *variable = &plan->codebook->variables[found];
  if (input == MOK_LAW_INPUT_SIZE_DAYS5 && plan->law_facts[found] != NULL)
    return plan->law_facts[found];
  if (plan->law_facts[found] == NULL && mok_codebook_is_replaced (plan->codebook, (guint) found))
    return NULL;
  return mok_raw_table_get_column (table, (guint) found, 0);
}

static void
find_facts (MokJudge *self, const MokRawTable *table)
{
  const guint8 *columns[MOK_N_LAW_INPUTS];
  MokLawCode codes[MOK_N_LAW_INPUTS][256];
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint k = 0; k < MOK_N_LAW_INPUTS; k++)
    {
      const MokVariable *variable = NULL;

      columns[k] = get_input_column (self->plan, table, (MokLawInput) k, &variable);
      for (guint slot = 0; columns[k] != NULL && slot < variable->n_states; slot++)
        codes[k][slot] = get_single_code (variable, (guint8) slot);
    }
  self->facts_of = g_new0 (guint16, self->plan->n_rows + 1);
  self->facts = g_new0 (MokLawFacts, G_MAXUINT16);
  for (gsize i = 0; i < self->plan->n_rows; i++)
    {
      MokLawCode inputs[MOK_N_LAW_INPUTS];
      MokLawFacts facts = { 0 };
      gpointer known;

      for (guint k = 0; k < MOK_N_LAW_INPUTS; k++)
        inputs[k] = columns[k] != NULL ? codes[k][columns[k][i]] : MOK_LAW_CODE_NOT_ASKED;
      mok_law_facts_init (&facts, inputs);

      const gpointer key = GUINT_TO_POINTER (mok_law_facts_get_key (&facts));

      if (!g_hash_table_lookup_extended (seen, key, NULL, &known))
        {
          known = GUINT_TO_POINTER (self->n_facts);
          self->facts[self->n_facts++] = facts;
          g_hash_table_insert (seen, key, known);
        }
      self->facts_of[i] = (guint16) GPOINTER_TO_UINT (known);
    }
  self->facts = g_renew (MokLawFacts, self->facts, self->n_facts + 1);
}

static void
init_case (MokJudge *self, guint index)
{
  Case *judged = &self->cases[index];

  judged->protection = g_ptr_array_index (self->plan->protections, index);
  judged->coded = g_ptr_array_index (self->plan->codebook->protections, index);
  judged->block = (guint) self->plan->blocks->block_of[judged->coded->asked];
  judged->n_variables = mok_protection_get_n_variables (judged->protection);
  judged->n_tuples = 1;
  for (guint i = 0; i < judged->n_variables; i++)
    {
      const MokQuestion *question = mok_protection_get_variable (judged->protection, i);

      judged->asked[i] = question != NULL ? mok_codebook_find (self->plan->codebook, question->name) : -1;
      if (judged->asked[i] < 0)
        continue;
      judged->sizes[judged->n_asked] = get_n_values (&self->plan->codebook->variables[judged->asked[i]]);
      judged->n_tuples *= judged->sizes[judged->n_asked];
      judged->variables[judged->n_asked++] = (guint) judged->asked[i];
    }
  judged->judgements = g_new0 (MokJudgement *, self->n_facts + 1);
}

/**
 * mok_judge_new:
 * @plan: with the protections of its codebook
 * @table: of which backgrounds and law facts are looked at, in a release after they were replaced
 *
 * Returns: (transfer full): the judge. It fills tables while it is used: for one thread at a time
 */
MokJudge *
mok_judge_new (const MokPlan *plan, const MokRawTable *table)
{
  g_return_val_if_fail (plan != NULL && table != NULL, NULL);

  MokJudge *self = g_new0 (MokJudge, 1);

  self->plan = plan;
  self->n_cases = plan->protections != NULL ? plan->protections->len : 0;
  self->cases = g_new0 (Case, self->n_cases + 1);
  find_facts (self, table);
  for (guint i = 0; i < self->n_cases; i++)
    init_case (self, i);
  return self;
}

void
mok_judge_free (MokJudge *self)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; i < self->n_cases; i++)
    {
      for (guint f = 0; f < self->n_facts; f++)
        g_free (self->cases[i].judgements[f]);
      g_free (self->cases[i].judgements);
    }
  mok_memory_wipe (self->facts_of, self->plan->n_rows * sizeof *self->facts_of);
  g_free (self->cases);
  g_free (self->facts_of);
  g_free (self->facts);
  g_free (self);
}

guint
mok_judge_get_n_facts (const MokJudge *self)
{
  return self->n_facts;
}

/**
 * mok_judge_get_facts:
 *
 * Returns: (transfer none) (array): of each row, which of the different persons it is for the law
 */
const guint16 *
mok_judge_get_facts (const MokJudge *self)
{
  return self->facts_of;
}

const MokLawFacts *
mok_judge_get_law_facts (const MokJudge *self, guint facts)
{
  return &self->facts[facts];
}

/**
 * mok_judge_get_variables:
 * @n: (out): their number
 *
 * Returns: (transfer none) (array length=n): the questions that make the outcome of a protection
 */
const guint *
mok_judge_get_variables (const MokJudge *self, guint protection, guint *n)
{
  *n = self->cases[protection].n_asked;
  return self->cases[protection].variables;
}

guint
mok_judge_get_n_tuples (const MokJudge *self, guint protection)
{
  return self->cases[protection].n_tuples;
}

static guint
get_value (const MokVariable *variable, guint8 slot, guint bits)
{
  if (!variable->is_multiple)
    return slot;
  return slot < MOK_SLOT_SUBSTANTIVE ? slot : MOK_SLOT_FIRST_ANSWER + bits;
}

/**
 * mok_judge_get_tuple:
 * @cells: (array): the value of each variable of mok_judge_get_variables()
 *
 * Returns: the number of these values among all
 */
guint32
mok_judge_get_tuple (const MokJudge *self, guint protection, const guint8 *const *cells)
{
  const Case *judged = &self->cases[protection];
  guint32 tuple = 0;

  for (guint i = 0; i < judged->n_asked; i++)
    {
      const MokVariable *variable = &self->plan->codebook->variables[judged->variables[i]];
      const guint bits = variable->is_multiple ? cells[i][1] | (guint) cells[i][2] << 8 : 0;

      tuple = tuple * judged->sizes[i] + get_value (variable, cells[i][0], bits);
    }
  return tuple;
}

/**
 * mok_judge_dup_tuples:
 *
 * Returns: (transfer full) (array): of each row the number of its values
 */
guint32 *
mok_judge_dup_tuples (const MokJudge *self, guint protection, const MokRawTable *table)
{
  const Case *judged = &self->cases[protection];
  guint32 *tuples = g_new0 (guint32, self->plan->n_rows + 1);

  for (guint i = 0; i < judged->n_asked; i++)
    {
      const guint v = judged->variables[i];
      const MokVariable *variable = &self->plan->codebook->variables[v];
      const guint n_columns = mok_raw_table_get_n_columns (table, v);
      const guint8 *slots = mok_raw_table_get_column (table, v, 0);
      const guint8 *low = n_columns > 1 ? mok_raw_table_get_column (table, v, 1) : NULL;
      const guint8 *high = n_columns > 2 ? mok_raw_table_get_column (table, v, 2) : NULL;

      for (gsize row = 0; row < self->plan->n_rows; row++)
        {
          const guint bits = (low != NULL ? low[row] : 0) | (high != NULL ? (guint) high[row] << 8 : 0);

          tuples[row] = tuples[row] * judged->sizes[i] + get_value (variable, slots[row], bits);
        }
    }
  return tuples;
}

static MokJudgement
judge (const MokJudge *self, const Case *judged, const MokLawFacts *facts, guint32 tuple)
{
  MokLawCode answers[MAX_VARIABLES];
  MokJudgement judgement = { 0 };
  guint asked = judged->n_asked;

  for (guint i = judged->n_variables; i > 0; i--)
    {
      if (judged->asked[i - 1] < 0)
        {
          answers[i - 1] = MOK_LAW_CODE_NOT_ASKED;
          continue;
        }
      asked--;
      answers[i - 1] =
          get_value_code (&self->plan->codebook->variables[judged->asked[i - 1]], tuple % judged->sizes[asked]);
      tuple /= judged->sizes[asked];
    }

  const MokOutcomeResult result = mok_protection_classify (judged->protection, facts, answers);
  const gboolean denied = result.outcome == MOK_OUTCOME_DENIED;
  const guint of_denied = MOK_OUTCOME_REFUSED | MOK_OUTCOME_PARTIAL;

  judgement.state = (guint8) (MOK_SLOT_FIRST_OUTCOME + result.outcome);
  judgement.by_size =
      (guint8) (MOK_SLOT_FIRST_OUTCOME + (guint) result.size5 * MOK_N_OUTCOMES + (guint) result.outcome);
  judgement.marks = (guint16) get_marks (denied ? result.flags : result.flags & ~of_denied);
  if (facts->size_boundary || facts->agency)
    judgement.marks |= (guint16) (1 << (MOK_OUTCOME_MARK_FLAGGED + (guint) result.outcome));
  return judgement;
}

/**
 * mok_judge_get:
 * @facts: below mok_judge_get_n_facts()
 * @tuple: as of mok_judge_get_tuple()
 *
 * Returns: the outcome
 */
MokJudgement
mok_judge_get (MokJudge *self, guint protection, guint facts, guint32 tuple)
{
  Case *judged = &self->cases[protection];
  MokJudgement **judgements = &judged->judgements[facts];

  if (*judgements == NULL)
    {
      *judgements = g_new (MokJudgement, judged->n_tuples);
      memset (*judgements, NOT_JUDGED, judged->n_tuples * sizeof **judgements);
    }
  if ((*judgements)[tuple].state == NOT_JUDGED)
    (*judgements)[tuple] = judge (self, judged, &self->facts[facts], tuple);
  return (*judgements)[tuple];
}

/**
 * mok_judge_write_size5:
 * @table: gets the column of SIZE5
 */
void
mok_judge_write_size5 (MokJudge *self, MokRawTable *table)
{
  guint8 *column;

  if (self->plan->codebook->size5 < 0)
    return;
  column = mok_raw_table_get_column (table, (guint) self->plan->codebook->size5, 0);
  for (gsize i = 0; i < self->plan->n_rows; i++)
    column[i] = (guint8) (MOK_SLOT_FIRST_ANSWER + self->facts[self->facts_of[i]].size5);
}

/**
 * mok_judge_write:
 * @table: gets the columns of SIZE5 and of all outcomes, from the answers that it holds now
 *
 * Whoever is asked nothing of a block has no outcome from it.
 */
void
mok_judge_write (MokJudge *self, MokRawTable *table)
{
  mok_judge_write_size5 (self, table);
  for (guint p = 0; p < self->n_cases; p++)
    {
      const Case *judged = &self->cases[p];
      const MokUrns *urns = self->plan->urns[judged->block];
      g_autofree guint32 *tuples = mok_judge_dup_tuples (self, p, table);
      guint8 *states = mok_raw_table_get_column (table, judged->coded->outcome, 0);
      guint8 *low = mok_raw_table_get_column (table, judged->coded->outcome, 1);
      guint8 *high = mok_raw_table_get_column (table, judged->coded->outcome, 2);
      guint8 *sizes =
          judged->coded->by_size >= 0 ? mok_raw_table_get_column (table, (guint) judged->coded->by_size, 0) : NULL;

      for (gsize i = 0; i < self->plan->n_rows; i++)
        {
          MokJudgement judgement = { 0 };

          if (urns->urn_of[i] != MOK_URN_NONE && mok_urns_is_published (urns, &self->plan->parameters))
            judgement = mok_judge_get (self, p, self->facts_of[i], tuples[i]);
          states[i] = judgement.state;
          low[i] = (guint8) (judgement.marks & 0xff);
          high[i] = (guint8) (judgement.marks >> 8);
          if (sizes != NULL)
            sizes[i] = judgement.by_size;
        }
    }
}
