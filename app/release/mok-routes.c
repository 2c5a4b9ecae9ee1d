/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whether a question is asked, over the bytes of a raw table. Three values: yes, no, and not known yet, as Kleene's
 * logic has them ("Introduction to Metamathematics", 1952, § 64). Parts that look at one variable are evaluated once
 * for each of its values and then looked up.
 *
 * What cannot be known from a raw table stays unknown: texts, the day, chance. Numbers are in bands there; a part that
 * looks at one is evaluated at the end of the band, which is good enough for an invented answer but is no check of a
 * real one. Must not keep answers.
 */

#include "config.h"

#include "release/mok-routes-private.h"

#include <string.h>

#include "base/mok-secret.h"
#include "interview/mok-answer.h"
#include "questionnaire/mok-condition.h"

/* Multiple choices of up to so many choices are looked up by their bits. */
#define MAX_BITS_IN_TABLE 16
#define NOT_LOOKED_AT 0xff

struct _MokRouteNode
{
  MokConditionKind kind;
  guint n_children;
  MokRouteNode **children; /* (owned) */
  MokCondition *part;      /* (not owned): of the condition it was made from */
  guint n_variables;       /* part: of the codebook */
  guint *variables;        /* (owned) */
  gboolean is_unknown;     /* part: looks at something that a raw table does not have */
  gboolean is_approximate; /* part: looks at a number */
  guint8 *table;           /* (owned) (nullable): part: MokRoute of each value, or NOT_LOOKED_AT */
  gboolean by_bits;        /* part: the table is of the bits of a multiple choice */
};

struct _MokRoutes
{
  MokCodebook *codebook;
  int *variable_of;          /* (owned): of each question: its variable, or -1 */
  MokCondition **conditions; /* (owned): of each variable */
  MokRouteNode **nodes;      /* (owned): of each variable */
  GArray **dependencies;     /* (owned): of each variable: variables that its condition looks at */
};

/**
 * mok_row_new:
 *
 * Returns: (transfer full): a row of which nothing is known
 */
MokRow *
mok_row_new (const MokCodebook *codebook)
{
  g_return_val_if_fail (codebook != NULL, NULL);

  MokRow *self = g_new (MokRow, 1);

  self->values = g_malloc0 ((gsize) MAX (codebook->n_variables, 1) * MOK_CELL_SIZE);
  self->known = g_new0 (gboolean, codebook->n_variables + 1);
  return self;
}

void
mok_row_free (MokRow *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->values);
  g_free (self->known);
  g_free (self);
}

typedef struct
{
  const MokRoutes *routes;
  const MokRow *row;
} Evaluation;

static const MokQuestion *
get_question (const MokRoutes *self, guint question)
{
  return mok_questionnaire_get_question (self->codebook->questionnaire, question);
}

/* A screener that lets through one choice only is that choice: whoever gave another one is not in the survey. */
static const MokChoice *
get_constant (const MokQuestion *question)
{
  const MokChoice *constant = NULL;

  if (question->role != MOK_ROLE_SCREENER || question->choices == NULL || mok_question_is_stored (question))
    return NULL;
  for (guint i = 0; i < question->choices->choices->len; i++)
    {
      const MokChoice *choice = mok_choice_list_get (question->choices, i);

      if (choice->kind & MOK_CHOICE_ENDS)
        continue;
      if (constant != NULL)
        return NULL;
      constant = choice;
    }
  return constant;
}

/* A number of the band: its upper end, of the open one a number beyond the last. */
static double
get_band_end (const MokVariable *variable, guint band)
{
  const MokQuestion *question = variable->question;

  if (variable->needs_edges)
    return variable->edges[band + 1];
  if (question->n_bands == 0)
    return 0;
  return band < question->n_bands ? question->bands[band] : question->bands[question->n_bands - 1] + 1;
}

static void
set_codes (const MokVariable *variable, const guint8 *bits, MokValue *value)
{
  g_autoptr (GString) codes = g_string_new (NULL);

  for (guint i = 0; i < variable->n_answers; i++)
    {
      if (bits[i / 8] >> i % 8 & 1)
        g_string_append_printf (codes, "%s%s", codes->len > 0 ? " " : "",
                                mok_choice_list_get (variable->question->choices, i)->code);
    }
  mok_value_take_string (value, g_string_free (g_steal_pointer (&codes), FALSE));
}

static void
set_value (const MokVariable *variable, const guint8 *cell, MokValue *value)
{
  if (variable->is_multiple)
    set_codes (variable, cell + 1, value);
  else if (cell[0] < MOK_SLOT_FIRST_ANSWER)
    mok_value_set_string (value, "");
  else if (!variable->is_number)
    mok_value_set_string (value,
                          mok_choice_list_get (variable->question->choices, cell[0] - MOK_SLOT_FIRST_ANSWER)->code);
  else if (variable->question->kind == MOK_QUESTION_DATE)
    mok_value_set_date (value, (gint32) get_band_end (variable, cell[0] - MOK_SLOT_FIRST_ANSWER));
  else
    mok_value_set_number (value, get_band_end (variable, cell[0] - MOK_SLOT_FIRST_ANSWER));
}

static void
get_variable (gpointer data, guint question, MokValue *value)
{
  const Evaluation *evaluation = data;
  const MokRoutes *self = evaluation->routes;
  const MokQuestion *asked = get_question (self, question);
  const MokChoice *constant = get_constant (asked);

  if (self->variable_of[question] >= 0)
    {
      const guint variable = (guint) self->variable_of[question];

      set_value (&self->codebook->variables[variable], mok_row_get_value (evaluation->row, variable), value);
    }
  else if (constant != NULL)
    mok_value_set_string (value, constant->code);
  else if (asked->calculate != NULL)
    {
      const MokExprContext context = { .data = data, .get_variable = get_variable };

      if (!mok_expr_evaluate (asked->calculate, &context, value, NULL))
        mok_value_set_string (value, "");
    }
  else
    mok_value_set_string (value, "");
}

static gboolean
evaluate_part (const MokRoutes *self, const MokRouteNode *node, const MokRow *row)
{
  Evaluation evaluation = { self, row };
  const MokExprContext context = { .data = &evaluation, .get_variable = get_variable };

  return mok_condition_evaluate_part (node->part, &context);
}

static gboolean
has_variable (const GArray *variables, guint variable)
{
  for (guint i = 0; i < variables->len; i++)
    {
      if (g_array_index (variables, guint, i) == variable)
        return TRUE;
    }
  return FALSE;
}

/* Adds what a question stands for; a calculation stands for what it is made from. */
static void
add_question (const MokRoutes *self, guint question, GArray *variables, gboolean *is_unknown, guint depth)
{
  const MokQuestion *asked = get_question (self, question);

  if (self->variable_of[question] >= 0)
    {
      const guint variable = (guint) self->variable_of[question];

      if (!has_variable (variables, variable))
        g_array_append_val (variables, variable);
      *is_unknown = *is_unknown || asked->kind == MOK_QUESTION_RANK;
    }
  else if (asked->kind == MOK_QUESTION_CALCULATE && asked->calculate != NULL
           && depth < self->codebook->questionnaire->questions->len)
    {
      gsize n;
      const guint *inner = mok_expr_get_variables (asked->calculate, &n);
      g_autoptr (MokCondition) parts = mok_condition_new (asked->calculate);

      *is_unknown = *is_unknown || mok_condition_is_volatile (parts) || asked->relevant != NULL || asked->group != NULL;
      for (gsize i = 0; i < n; i++)
        add_question (self, inner[i], variables, is_unknown, depth + 1);
    }
  else
    *is_unknown = *is_unknown || get_constant (asked) == NULL;
}

static MokRouteNode *
node_new (MokRoutes *self, MokCondition *condition)
{
  MokRouteNode *node = g_new0 (MokRouteNode, 1);

  node->kind = condition->kind;
  if (condition->kind != MOK_CONDITION_PART)
    {
      node->n_children = condition->children->len;
      node->children = g_new0 (MokRouteNode *, node->n_children + 1);
      for (guint i = 0; i < node->n_children; i++)
        node->children[i] = node_new (self, g_ptr_array_index (condition->children, i));
      return node;
    }

  g_autoptr (GArray) variables = g_array_new (FALSE, FALSE, sizeof (guint));

  node->part = condition;
  node->is_unknown = condition->is_volatile;
  for (guint i = 0; i < condition->variables->len; i++)
    add_question (self, g_array_index (condition->variables, guint, i), variables, &node->is_unknown, 0);
  node->n_variables = variables->len;
  node->variables = g_memdup2 (variables->data, variables->len * sizeof (guint));
  for (guint i = 0; i < node->n_variables; i++)
    node->is_approximate = node->is_approximate || self->codebook->variables[node->variables[i]].is_number;
  if (node->n_variables == 0 && !node->is_unknown)
    {
      node->table = g_malloc (1);
      node->table[0] = NOT_LOOKED_AT;
    }
  if (node->n_variables == 1 && !node->is_unknown)
    {
      const MokVariable *variable = &self->codebook->variables[node->variables[0]];

      node->by_bits = variable->is_multiple;
      if (!node->by_bits || variable->n_answers <= MAX_BITS_IN_TABLE)
        {
          const gsize size = node->by_bits ? (gsize) 1 << variable->n_answers : 256;

          node->table = g_malloc (size);
          memset (node->table, NOT_LOOKED_AT, size);
        }
    }
  return node;
}

static void
node_free (MokRouteNode *node)
{
  if (node == NULL)
    return;
  for (guint i = 0; i < node->n_children; i++)
    node_free (node->children[i]);
  g_free (node->children);
  g_free (node->variables);
  g_free (node->table);
  g_free (node);
}

static void
add_dependencies (const MokRouteNode *node, GArray *variables)
{
  for (guint i = 0; i < node->n_children; i++)
    add_dependencies (node->children[i], variables);
  for (guint i = 0; i < node->n_variables; i++)
    {
      if (!has_variable (variables, node->variables[i]))
        g_array_append_val (variables, node->variables[i]);
    }
}

/* Asked if its own condition and those of all groups around it hold. */
static MokCondition *
make_condition (const MokQuestion *question)
{
  GPtrArray *conditions = g_ptr_array_new ();

  for (const MokGroup *group = question->group; group != NULL; group = group->parent)
    {
      if (group->relevant != NULL)
        g_ptr_array_add (conditions, mok_condition_new (group->relevant));
    }
  if (question->relevant != NULL)
    g_ptr_array_add (conditions, mok_condition_new (question->relevant));
  return mok_condition_new_all (conditions);
}

/**
 * mok_routes_new:
 *
 * Returns: (transfer full): the skip logic of the questionnaire of @codebook. It fills tables while it is used: for
 *   one thread at a time
 */
MokRoutes *
mok_routes_new (MokCodebook *codebook)
{
  g_return_val_if_fail (codebook != NULL, NULL);

  MokRoutes *self = g_new0 (MokRoutes, 1);
  const guint n_questions = mok_questionnaire_get_n_questions (codebook->questionnaire);

  self->codebook = mok_codebook_ref (codebook);
  self->variable_of = g_new (int, n_questions + 1);
  for (guint i = 0; i < n_questions; i++)
    self->variable_of[i] = -1;
  for (guint i = 0; i < codebook->n_questions; i++)
    self->variable_of[codebook->variables[i].question->index] = (int) i;
  self->conditions = g_new0 (MokCondition *, codebook->n_variables + 1);
  self->nodes = g_new0 (MokRouteNode *, codebook->n_variables + 1);
  self->dependencies = g_new0 (GArray *, codebook->n_variables + 1);
  for (guint i = 0; i < codebook->n_questions; i++)
    {
      self->conditions[i] = make_condition (codebook->variables[i].question);
      self->nodes[i] = node_new (self, self->conditions[i]);
      self->dependencies[i] = g_array_new (FALSE, FALSE, sizeof (guint));
      add_dependencies (self->nodes[i], self->dependencies[i]);
    }
  return self;
}

void
mok_routes_free (MokRoutes *self)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; i < self->codebook->n_questions; i++)
    {
      node_free (self->nodes[i]);
      mok_condition_free (self->conditions[i]);
      g_array_unref (self->dependencies[i]);
    }
  g_free (self->nodes);
  g_free (self->conditions);
  g_free (self->dependencies);
  g_free (self->variable_of);
  mok_codebook_unref (self->codebook);
  g_free (self);
}

/**
 * mok_routes_get_dependencies:
 *
 * Returns: (transfer none) (element-type guint): the variables that decide whether @variable is asked
 */
const GArray *
mok_routes_get_dependencies (const MokRoutes *self, guint variable)
{
  g_return_val_if_fail (self != NULL && variable < self->codebook->n_questions, NULL);

  return self->dependencies[variable];
}

static gboolean
knows (const MokRouteNode *node, const MokRow *row)
{
  if (node->is_unknown)
    return FALSE;
  for (guint i = 0; i < node->n_variables; i++)
    {
      if (!row->known[node->variables[i]])
        return FALSE;
    }
  return TRUE;
}

static MokRoute
look_up (const MokRoutes *self, const MokRouteNode *node, const MokRow *row)
{
  if (node->table == NULL)
    return evaluate_part (self, node, row) ? MOK_ROUTE_YES : MOK_ROUTE_NO;

  gsize key = 0;

  if (node->n_variables == 1)
    {
      const guint8 *cell = mok_row_get_value (row, node->variables[0]);
      const guint n_answers = self->codebook->variables[node->variables[0]].n_answers;

      key = node->by_bits ? (gsize) cell[1] | (n_answers > 8 ? (gsize) cell[2] << 8 : 0) : cell[0];
    }

  if (node->table[key] == NOT_LOOKED_AT)
    node->table[key] = evaluate_part (self, node, row) ? MOK_ROUTE_YES : MOK_ROUTE_NO;
  return (MokRoute) node->table[key];
}

static MokRoute
evaluate (const MokRoutes *self, const MokRouteNode *node, const MokRow *row, gboolean strict)
{
  MokRoute route;
  gboolean unknown = FALSE;

  switch (node->kind)
    {
    case MOK_CONDITION_PART:
      if (!knows (node, row) || (strict && node->is_approximate))
        return MOK_ROUTE_UNKNOWN;
      return look_up (self, node, row);
    case MOK_CONDITION_NOT:
      route = evaluate (self, node->children[0], row, strict);
      return route == MOK_ROUTE_UNKNOWN ? route : route == MOK_ROUTE_YES ? MOK_ROUTE_NO : MOK_ROUTE_YES;
    case MOK_CONDITION_AND:
    case MOK_CONDITION_OR:
    default:
      {
        const MokRoute deciding = node->kind == MOK_CONDITION_AND ? MOK_ROUTE_NO : MOK_ROUTE_YES;

        for (guint i = 0; i < node->n_children; i++)
          {
            route = evaluate (self, node->children[i], row, strict);
            if (route == deciding)
              return deciding;
            unknown = unknown || route == MOK_ROUTE_UNKNOWN;
          }
        if (unknown)
          return MOK_ROUTE_UNKNOWN;
        return deciding == MOK_ROUTE_NO ? MOK_ROUTE_YES : MOK_ROUTE_NO;
      }
    }
}

/**
 * mok_routes_evaluate:
 *
 * Returns: whether @variable is asked of somebody with these answers
 */
MokRoute
mok_routes_evaluate (const MokRoutes *self, guint variable, const MokRow *row)
{
  return evaluate (self, self->nodes[variable], row, FALSE);
}

/**
 * mok_routes_check:
 *
 * Like mok_routes_evaluate(), but what depends on a number inside a band is unknown.
 *
 * Returns: whether @variable must have been asked
 */
MokRoute
mok_routes_check (const MokRoutes *self, guint variable, const MokRow *row)
{
  return evaluate (self, self->nodes[variable], row, TRUE);
}

static void
describe (const MokRoutes *self, const MokRouteNode *node, const MokRow *row, GByteArray *signature)
{
  const guint8 route = (guint8) evaluate (self, node, row, FALSE);

  g_byte_array_append (signature, &route, 1);
  if (route != MOK_ROUTE_UNKNOWN)
    return;
  for (guint i = 0; i < node->n_children; i++)
    describe (self, node->children[i], row, signature);
  for (guint i = 0; i < node->n_variables; i++)
    {
      if (row->known[node->variables[i]])
        g_byte_array_append (signature, mok_row_get_value (row, node->variables[i]), MOK_CELL_SIZE);
    }
}

/**
 * mok_routes_describe:
 * @signature: bytes are added here
 *
 * Describes what is still open of the condition of @variable: two rows of which the same variables are known, and that
 * add the same bytes, are alike for all that may follow.
 */
void
mok_routes_describe (const MokRoutes *self, guint variable, const MokRow *row, GByteArray *signature)
{
  describe (self, self->nodes[variable], row, signature);
}

static gboolean
knows_all (const MokRouteNode *node, const MokRow *row)
{
  for (guint i = 0; i < node->n_children; i++)
    {
      if (!knows_all (node->children[i], row))
        return FALSE;
    }
  return node->kind != MOK_CONDITION_PART || knows (node, row);
}

static void
add_known_parts (const MokRoutes *self, const MokRouteNode *node, const MokRow *row, GByteArray *truths)
{
  if (knows_all (node, row))
    {
      const guint8 route = (guint8) evaluate (self, node, row, FALSE);

      g_byte_array_append (truths, &route, 1);
      return;
    }
  for (guint i = 0; i < node->n_children; i++)
    add_known_parts (self, node->children[i], row, truths);
}

/**
 * mok_routes_get_known_parts:
 * @row: a row of which the backgrounds are known and nothing else
 * @truths: bytes are added here
 *
 * Adds the truth value of each largest part of the condition of @variable that looks at known variables only
 * (docs/release.md, "Route class").
 */
void
mok_routes_get_known_parts (const MokRoutes *self, guint variable, const MokRow *row, GByteArray *truths)
{
  add_known_parts (self, self->nodes[variable], row, truths);
}
