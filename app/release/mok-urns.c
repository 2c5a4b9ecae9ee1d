/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Route classes and urns of a block (docs/release.md, "Replacement"): everybody of a class is asked alike as far as
 * backgrounds decide it; a class is split by one background after the other while the parts stay large enough. Must
 * look at backgrounds and law facts only.
 */

#include "config.h"

#include "release/mok-urns-private.h"

#include <string.h>

#include "release/mok-coarsening-private.h"

/* Values of the backgrounds that a condition looks at are looked up in a table of at most so many. */
#define MAX_TABLE (1u << 20)

/* Surveys from this size have larger groups. */
#define LARGE_SURVEY 60

/* In this order urns are split; other backgrounds follow in the order of the form. */
static const char *const split_order[] = { "gender",    "age_band", "occ",        "inst_type",
                                           "size_band", "tenure",   "emp_status", "region3" };

/**
 * mok_release_parameters_init:
 * @n_respondents: responses of the survey
 *
 * The published parameters. RHO = 1/5 at every size: a smaller rate would break the promise that the person pointed at
 * may be the wrong one.
 */
void
mok_release_parameters_init (MokReleaseParameters *parameters, gsize n_respondents)
{
  g_return_if_fail (parameters != NULL);

  *parameters = (MokReleaseParameters){
    .rate_numerator = 1,
    .rate_denominator = 5,
    .lambda = 8,
    .leaf = 50,
    .min_urn = 20,
    .min_class = 10,
    .min_group = n_respondents >= LARGE_SURVEY ? 20 : 10,
    .min_pair = 20,
    .min_shown = 10,
    .min_size5 = 10,
  };
}

typedef struct
{
  const MokRawTable *table;
  const MokRoutes *routes;
  const MokBlock *block;
  guint8 *const *law_facts;
  MokRow *row;
  GHashTable *signatures; /* (element-type GBytes guint): class + 1 */
  GByteArray *signature;
} Classifier;

static const guint8 *
get_true_column (const Classifier *self, guint variable)
{
  return self->law_facts != NULL && self->law_facts[variable] != NULL
             ? self->law_facts[variable]
             : mok_raw_table_get_column (self->table, variable, 0);
}

/* What the backgrounds alone decide: not asked is known, and whatever follows from it. */
static gboolean
can_be_asked (const Classifier *self)
{
  gboolean any = FALSE;

  for (guint i = 0; i < self->block->n_variables; i++)
    {
      const guint variable = self->block->variables[i];

      if (mok_routes_evaluate (self->routes, variable, self->row) != MOK_ROUTE_NO)
        {
          any = TRUE;
          continue;
        }
      memset (mok_row_get_value (self->row, variable), 0, MOK_CELL_SIZE);
      self->row->known[variable] = TRUE;
    }
  for (guint i = 0; i < self->block->n_variables; i++)
    self->row->known[self->block->variables[i]] = FALSE;
  return any;
}

static guint32
classify (Classifier *self, MokUrns *urns, gsize person)
{
  for (guint i = 0; i < self->block->n_outer; i++)
    {
      const guint variable = self->block->outer[i];

      mok_row_get_value (self->row, variable)[0] = get_true_column (self, variable)[person];
      self->row->known[variable] = TRUE;
    }
  if (!can_be_asked (self))
    return MOK_URN_NONE;
  g_byte_array_set_size (self->signature, 0);
  for (guint i = 0; i < self->block->n_variables; i++)
    mok_routes_get_known_parts (self->routes, self->block->variables[i], self->row, self->signature);

  g_autoptr (GBytes) key = g_bytes_new (self->signature->data, self->signature->len);
  guint class = GPOINTER_TO_UINT (g_hash_table_lookup (self->signatures, key));

  if (class == 0)
    {
      class = ++urns->n_classes;
      urns->class_row = g_renew (guint32, urns->class_row, class);
      urns->class_row[class - 1] = (guint32) person;
      g_hash_table_insert (self->signatures, g_steal_pointer (&key), GUINT_TO_POINTER (class));
    }
  return class - 1;
}

static guint64
get_key (const Classifier *self, gsize person, guint64 *size)
{
  const MokCodebook *codebook = mok_raw_table_get_codebook (self->table);
  guint64 key = 0;

  *size = 1;
  for (guint i = 0; i < self->block->n_outer; i++)
    {
      const guint variable = self->block->outer[i];
      const guint n_states = codebook->variables[variable].n_states;

      key = key * n_states + get_true_column (self, variable)[person];
      *size *= n_states;
    }
  return key;
}

/* People with the same values of the outer variables are of one class: each combination is looked at once. */
static void
find_classes (Classifier *self, MokUrns *urns)
{
  guint64 size = 1;
  g_autofree guint32 *table = NULL;
  g_autoptr (GHashTable) seen = NULL;

  get_key (self, 0, &size);
  if (size <= MAX_TABLE)
    table = g_new0 (guint32, size);
  else
    seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (gsize i = 0; i < urns->n_rows; i++)
    {
      const guint64 key = get_key (self, i, &size);
      gpointer found = table != NULL ? GUINT_TO_POINTER (table[key]) : g_hash_table_lookup (seen, &key);

      /* 0: not seen yet; 1: not asked; else two more than the class. */
      if (found == NULL)
        {
          const guint32 class = classify (self, urns, i);

          found = GUINT_TO_POINTER (class == MOK_URN_NONE ? 1 : class + 2);
          if (table != NULL)
            table[key] = GPOINTER_TO_UINT (found);
          else
            g_hash_table_insert (seen, g_memdup2 (&key, sizeof key), found);
        }
      urns->class_of[i] = GPOINTER_TO_UINT (found) == 1 ? MOK_URN_NONE : GPOINTER_TO_UINT (found) - 2;
      urns->n_eligible += urns->class_of[i] != MOK_URN_NONE;
    }
}

typedef struct
{
  guint32 first;
  guint32 n;
  guint class;
} Part;

/* Sorts one part by the merged levels of a background, keeping the order of rows. Nothing when one level is left. */
static gboolean
split_part (const Part *part,
            const MokVariable *variable,
            const guint8 *column,
            guint leaf,
            guint32 *order,
            guint32 *buffer,
            GArray *parts)
{
  guint32 counts[256] = { 0 }, starts[257] = { 0 };
  guint8 groups[256];
  MokCoarsening coarsening;

  if (part->n < 2 * leaf)
    return FALSE;
  for (guint32 i = 0; i < part->n; i++)
    {
      const guint8 slot = column[order[part->first + i]];
      const guint answer = slot - MOK_SLOT_FIRST_ANSWER;

      if (slot >= MOK_SLOT_FIRST_ANSWER && mok_variable_is_substantive (variable, answer))
        counts[answer]++;
    }
  mok_coarsening_run (&coarsening, counts, variable->n_answers, variable->question->ordered || variable->is_number,
                      leaf);
  if (coarsening.n_levels < 2)
    return FALSE;

  /* Those without an answer are a part of their own, behind the others. */
  memset (groups, (int) coarsening.n_levels, sizeof groups);
  for (guint k = 0; k < variable->n_answers; k++)
    {
      if (coarsening.level_of[k] != MOK_LEVEL_NONE)
        groups[MOK_SLOT_FIRST_ANSWER + k] = coarsening.level_of[k];
    }
  for (guint32 i = 0; i < part->n; i++)
    starts[groups[column[order[part->first + i]]] + 1]++;
  for (guint g = 0; g <= coarsening.n_levels; g++)
    {
      const Part piece = { .first = part->first + starts[g], .n = starts[g + 1], .class = part->class };

      starts[g + 1] += starts[g];
      if (piece.n > 0)
        g_array_append_val (parts, piece);
    }
  for (guint32 i = 0; i < part->n; i++)
    {
      const guint32 row = order[part->first + i];

      buffer[starts[groups[column[row]]]++] = row;
    }
  memcpy (order + part->first, buffer, part->n * sizeof *order);
  return TRUE;
}

static GArray *
split_by (const MokRawTable *table, guint variable, guint leaf, guint32 *order, guint32 *buffer, GArray *parts)
{
  const MokVariable *split = &mok_raw_table_get_codebook (table)->variables[variable];
  const guint8 *column = mok_raw_table_get_column (table, variable, 0);
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (Part));

  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = &g_array_index (parts, Part, i);

      if (!split_part (part, split, column, leaf, order, buffer, pieces))
        g_array_append_val (pieces, *part);
    }
  g_array_unref (parts);
  return pieces;
}

/**
 * mok_urns_list_split_variables:
 * @n: (out): their number
 *
 * Returns: (transfer full) (array length=n): the backgrounds that urns are split by, in that order
 */
guint *
mok_urns_list_split_variables (const MokCodebook *codebook, guint *n)
{
  guint *variables = g_new (guint, codebook->n_backgrounds + 1);
  g_autofree gboolean *done = g_new0 (gboolean, codebook->n_variables + 1);

  *n = 0;
  for (guint i = 0; i < G_N_ELEMENTS (split_order); i++)
    {
      const int variable = mok_codebook_find (codebook, split_order[i]);

      if (variable < 0 || mok_codebook_get_background (codebook, (guint) variable) < 0)
        continue;
      done[variable] = TRUE;
      variables[(*n)++] = (guint) variable;
    }
  for (guint i = 0; i < codebook->n_backgrounds; i++)
    {
      const guint variable = codebook->backgrounds[i];

      if (!done[variable] && codebook->variables[variable].kind == MOK_VARIABLE_QUESTION)
        variables[(*n)++] = variable;
    }
  return variables;
}

static GArray *
split_all (const MokRawTable *table, guint leaf, guint32 *order, GArray *parts)
{
  g_autofree guint32 *buffer = g_new (guint32, mok_raw_table_get_n_rows (table) + 1);
  guint n;
  g_autofree guint *variables = mok_urns_list_split_variables (mok_raw_table_get_codebook (table), &n);

  for (guint i = 0; i < n; i++)
    parts = split_by (table, variables[i], leaf, order, buffer, parts);
  return parts;
}

/* All rows of a class, or of all classes, ascending. */
static const guint32 *
list_rows (MokUrns *self, guint class, guint32 *n)
{
  guint32 *rows = g_new (guint32, self->n_eligible + 1);

  *n = 0;
  for (gsize i = 0; i < self->n_rows; i++)
    {
      if (self->class_of[i] != MOK_URN_NONE && (class == MOK_URN_NONE || self->class_of[i] == class))
        rows[(*n)++] = (guint32) i;
    }
  g_ptr_array_add (self->arrays, rows);
  return rows;
}

/* Both lists are ascending. */
static void
place_rows (MokUrns *self, guint urn)
{
  const MokUrn *target = &self->urns[urn];
  guint32 place = 0;

  for (guint32 i = 0; i < target->n_own; i++)
    {
      while (target->members[place] != target->own[i])
        place++;
      self->urn_of[target->own[i]] = urn;
      self->place_of[target->own[i]] = place;
    }
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const guint32 x = *(const guint32 *) a;
  const guint32 y = *(const guint32 *) b;

  return (x > y) - (x < y);
}

/* Rows of all parts of a class that are too small to draw from themselves, ascending. */
static const guint32 *
collect_small (MokUrns *self, GArray *parts, const guint32 *order, guint class, guint min_urn, guint32 *n)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = &g_array_index (parts, Part, i);

      if (part->class == class && part->n < min_urn)
        g_array_append_vals (rows, order + part->first, part->n);
    }
  g_array_sort (rows, compare_rows);
  *n = rows->len;
  g_ptr_array_add (self->arrays, g_array_free (rows, FALSE));
  return g_ptr_array_index (self->arrays, self->arrays->len - 1);
}

static void
make_urns (MokUrns *self, GArray *parts, const guint32 *order, const MokReleaseParameters *parameters)
{
  g_autofree guint32 *class_size = g_new0 (guint32, self->n_classes + 1);
  g_autofree gboolean *collected = g_new0 (gboolean, self->n_classes + 1);

  for (guint i = 0; i < parts->len; i++)
    class_size[g_array_index (parts, Part, i).class] += g_array_index (parts, Part, i).n;
  self->urns = g_new0 (MokUrn, parts->len + 1);
  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = &g_array_index (parts, Part, i);
      MokUrn *urn = &self->urns[self->n_urns];

      if (part->n < parameters->min_urn && collected[part->class])
        continue;
      urn->class = part->class;
      urn->own = urn->members = order + part->first;
      urn->n_own = urn->n_members = part->n;
      if (part->n < parameters->min_urn)
        {
          collected[part->class] = TRUE;
          urn->is_rerouted = class_size[part->class] < parameters->min_class;
          urn->own = collect_small (self, parts, order, part->class, parameters->min_urn, &urn->n_own);
          urn->members = list_rows (self, urn->is_rerouted ? MOK_URN_NONE : part->class, &urn->n_members);
        }
      place_rows (self, self->n_urns++);
    }
}

/**
 * mok_urns_new:
 * @table: of which only backgrounds are looked at
 * @law_facts: (nullable) (array): of each variable its true column, where the table may have a replaced one
 *
 * Returns: (transfer full): the urns of a block
 */
MokUrns *
mok_urns_new (const MokRawTable *table,
              const MokRoutes *routes,
              const MokBlock *block,
              guint8 *const *law_facts,
              const MokReleaseParameters *parameters)
{
  g_return_val_if_fail (table != NULL && routes != NULL && block != NULL && parameters != NULL, NULL);

  MokUrns *self = g_new0 (MokUrns, 1);
  const MokCodebook *codebook = mok_raw_table_get_codebook (table);
  g_autoptr (MokRow) row = mok_row_new (codebook);
  g_autoptr (GHashTable) signatures =
      g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  g_autoptr (GByteArray) signature = g_byte_array_new ();
  Classifier classifier = { table, routes, block, law_facts, row, signatures, signature };
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (Part));
  g_autofree guint32 *starts = NULL;
  guint32 *order;

  g_atomic_ref_count_init (&self->refs);
  self->n_rows = mok_raw_table_get_n_rows (table);
  self->class_of = g_new (guint32, self->n_rows + 1);
  self->urn_of = g_new (guint32, self->n_rows + 1);
  self->place_of = g_new0 (guint32, self->n_rows + 1);
  self->arrays = g_ptr_array_new_with_free_func (g_free);
  memset (self->urn_of, 0xff, (self->n_rows + 1) * sizeof *self->urn_of);
  if (self->n_rows > 0)
    find_classes (&classifier, self);

  order = g_new (guint32, self->n_eligible + 1);
  g_ptr_array_add (self->arrays, order);
  starts = g_new0 (guint32, self->n_classes + 1);
  for (gsize i = 0; i < self->n_rows; i++)
    {
      if (self->class_of[i] != MOK_URN_NONE)
        starts[self->class_of[i] + 1]++;
    }
  for (guint c = 0; c < self->n_classes; c++)
    {
      const Part part = { .first = starts[c], .n = starts[c + 1], .class = c };

      starts[c + 1] += starts[c];
      g_array_append_val (parts, part);
    }
  for (gsize i = 0; i < self->n_rows; i++)
    {
      if (self->class_of[i] != MOK_URN_NONE)
        order[starts[self->class_of[i]]++] = (guint32) i;
    }
  parts = split_all (table, parameters->leaf, order, parts);
  make_urns (self, parts, order, parameters);
  g_array_unref (parts);
  return self;
}

MokUrns *
mok_urns_ref (MokUrns *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
mok_urns_unref (MokUrns *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->class_of);
  g_free (self->class_row);
  g_free (self->urn_of);
  g_free (self->place_of);
  g_free (self->urns);
  g_ptr_array_unref (self->arrays);
  g_free (self);
}

/**
 * mok_urns_equal:
 *
 * Returns: whether both say the same of everybody
 */
gboolean
mok_urns_equal (const MokUrns *a, const MokUrns *b)
{
  return a->n_rows == b->n_rows && a->n_classes == b->n_classes
         && memcmp (a->class_of, b->class_of, a->n_rows * sizeof *a->class_of) == 0;
}

/**
 * mok_urns_is_published:
 *
 * Returns: whether enough people are asked for the block to be published at all
 */
gboolean
mok_urns_is_published (const MokUrns *self, const MokReleaseParameters *parameters)
{
  return self->n_eligible >= parameters->min_class;
}

/**
 * mok_urns_get_smallest:
 *
 * Returns: how many members the smallest urn has, after all fallbacks
 */
guint32
mok_urns_get_smallest (const MokUrns *self)
{
  guint32 smallest = G_MAXUINT32;

  for (guint i = 0; i < self->n_urns; i++)
    smallest = MIN (smallest, self->urns[i].n_members);
  return smallest;
}

/**
 * mok_urns_get_mean_dummy_share:
 * @urn: one of the urns
 *
 * Returns: with what chance a replaced row among the members of @urn is a dummy. The same for each, unless the members
 *   draw from urns of their own
 */
double
mok_urns_get_mean_dummy_share (const MokUrns *self, const MokUrn *urn, guint lambda)
{
  double sum = 0;

  if (urn->n_members == urn->n_own)
    return (double) lambda / (urn->n_members - 1 + lambda);
  for (guint32 i = 0; i < urn->n_members; i++)
    sum += (double) lambda / (self->urns[self->urn_of[urn->members[i]]].n_members - 1 + lambda);
  return sum / urn->n_members;
}
