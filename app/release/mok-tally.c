/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Counts a table. Whether its answers are true ones or replaced ones makes no difference here. Must not decide what is
 * shown.
 */

#include "config.h"

#include "release/mok-tally-private.h"

#include <string.h>

/**
 * mok_tally_order_levels:
 * @counts: slots of a background, all respondents
 * @slots: (out caller-allocates) (array fixed-size=256): the slot of each level
 *
 * The levels that occur: answers in the order of the form, then "not sure" and "prefer not to answer", then left blank
 * and not asked. In an open survey each is a level of its own.
 *
 * Returns: how many levels
 */
guint
mok_tally_order_levels (const MokVariable *variable, const guint32 *counts, guint8 *slots)
{
  guint n = 0;

  for (int substantive = 1; substantive >= 0; substantive--)
    {
      for (guint i = 0; i < variable->n_answers; i++)
        {
          if (counts[MOK_SLOT_FIRST_ANSWER + i] > 0 && mok_variable_is_substantive (variable, i) == substantive)
            slots[n++] = (guint8) (MOK_SLOT_FIRST_ANSWER + i);
        }
    }
  if (counts[MOK_SLOT_BLANK] > 0)
    slots[n++] = MOK_SLOT_BLANK;
  if (counts[MOK_SLOT_NOT_ASKED] > 0)
    slots[n++] = MOK_SLOT_NOT_ASKED;
  return n;
}

typedef struct
{
  const MokRawTable *table;
  MokTally *tally;
  MokGroups **groups; /* (not owned): of each background; the last group is of those in no level */
  guint *n_levels;
} Counting;

/**
 * mok_levels_map:
 * @other: for slots that are in no level
 * @level_of_slot: (out caller-allocates) (array fixed-size=256): the level of each slot of the background
 */
void
mok_levels_map (const MokLevels *self, guint8 other, guint8 *level_of_slot)
{
  g_return_if_fail (self != NULL && level_of_slot != NULL);

  memset (level_of_slot, self->none ? (int) self->n_levels : other, 256);
  for (guint k = 0; k < self->n_raw; k++)
    {
      if (self->level_of[k] != MOK_LEVEL_NONE)
        level_of_slot[MOK_SLOT_FIRST_ANSWER + k] = self->level_of[k];
    }
}

static void
make_groups (Counting *self, guint background, const MokLevels *levels)
{
  const guint variable = self->tally->codebook->backgrounds[background];
  const MokVariable *coded = &self->tally->codebook->variables[variable];
  guint8 slots[256], level_of_slot[256];
  guint n_levels;

  if (levels != NULL)
    {
      n_levels = levels[background].n_levels + (levels[background].none ? 1 : 0);
      mok_levels_map (&levels[background], (guint8) n_levels, level_of_slot);
    }
  else
    {
      g_autofree guint32 *counts = g_new (guint32, mok_variable_get_n_slots (coded) + 1);

      mok_raw_table_count (self->table, variable, NULL, counts);
      n_levels = mok_tally_order_levels (coded, counts, slots);
      memset (level_of_slot, (int) n_levels, sizeof level_of_slot);
      for (guint i = 0; i < n_levels; i++)
        level_of_slot[slots[i]] = (guint8) i;
    }
  self->n_levels[background] = n_levels;
  self->groups[background] = mok_raw_table_make_groups (self->table, variable, level_of_slot, n_levels + 1);
}

/* The group that the table was counted in, of a group that has both levels. */
static guint
get_raw_group (const MokGrouping *grouping, guint group)
{
  if (grouping->outer < 0)
    return 0;
  if (grouping->inner < 0)
    return group;
  return group / grouping->n_inner * (grouping->n_inner + 1) + group % grouping->n_inner;
}

static void
add_grouping (Counting *self, int outer, int inner)
{
  MokGrouping *grouping = &self->tally->groupings[self->tally->n_groupings++];

  grouping->outer = outer;
  grouping->inner = inner;
  grouping->n_outer = outer >= 0 ? self->n_levels[outer] : 1;
  grouping->n_inner = inner >= 0 ? self->n_levels[inner] : 1;
  grouping->n_groups = grouping->n_outer * grouping->n_inner;
  grouping->sizes = g_new0 (guint32, grouping->n_groups + 1);
  self->tally->counts[self->tally->n_groupings - 1] = g_new0 (guint32, grouping->n_groups * self->tally->n_slots + 1);
}

/* Adds a variable's raw counts of one group to a group of a grouping. */
static void
add_group (MokTally *tally, guint index, guint group, guint variable, const guint32 *from)
{
  MokGrouping *grouping = &tally->groupings[index];
  const guint n_slots = mok_variable_get_n_slots (&tally->codebook->variables[variable]);
  const guint n_states = tally->codebook->variables[variable].n_states;
  guint32 *to = tally->counts[index] + (gsize) group * tally->n_slots + tally->offsets[variable];

  for (guint s = 0; s < n_slots; s++)
    to[s] += from[s];
  for (guint s = 0; variable == 0 && s < n_states; s++)
    grouping->sizes[group] += from[s];
}

/* The pairs with the first background hold every single breakdown, and the first of them the first background and the
 * total too: their sums need no pass over the respondents. Each is added up by one pair only.
 */
static void
add_sums (MokTally *tally, const MokGrouping *pair, guint variable, const guint32 *raw)
{
  const guint n_slots = mok_variable_get_n_slots (&tally->codebook->variables[variable]);
  const guint n_raw_inner = pair->n_inner + 1, n_raw = (pair->n_outer + 1) * n_raw_inner;
  const guint by_outer = mok_tally_find_grouping (tally, pair->outer, -1);
  const guint by_inner = mok_tally_find_grouping (tally, pair->inner, -1);
  const guint total = mok_tally_find_grouping (tally, -1, -1);

  for (guint group = 0; group < n_raw; group++)
    {
      const guint outer = group / n_raw_inner, inner = group % n_raw_inner;
      const guint32 *from = raw + (gsize) group * n_slots;

      if (inner < pair->n_inner)
        add_group (tally, by_inner, inner, variable, from);
      if (pair->inner != 1)
        continue;
      if (outer < pair->n_outer)
        add_group (tally, by_outer, outer, variable, from);
      add_group (tally, total, 0, variable, from);
    }
}

static void
count (Counting *self, guint index)
{
  MokTally *tally = self->tally;
  const MokGrouping *grouping = &tally->groupings[index];
  const guint n_raw = grouping->groups != NULL ? grouping->groups->n_groups : 1;

  for (guint v = 0; v < tally->codebook->n_variables; v++)
    {
      const guint n_slots = mok_variable_get_n_slots (&tally->codebook->variables[v]);
      g_autofree guint32 *raw = g_new (guint32, (gsize) n_raw * n_slots + 1);

      mok_raw_table_count (self->table, v, grouping->groups, raw);
      for (guint g = 0; g < grouping->n_groups; g++)
        add_group (tally, index, g, v, raw + (gsize) get_raw_group (grouping, g) * n_slots);
      if (grouping->outer == 0 && grouping->inner > 0)
        add_sums (tally, grouping, v, raw);
    }
}

/* Whether a grouping is counted, and not added up from one that is. */
static gboolean
is_counted (const MokTally *tally, guint index)
{
  return tally->codebook->n_backgrounds < 2 || tally->groupings[index].inner >= 0;
}

/* Groupings are counted on all cores: no two of them write to the same counts. */
typedef struct
{
  Counting *counting;
  GAsyncQueue *done;
  gint stopped; /* atomic */
} Crew;

static void
count_grouping (gpointer data, gpointer user_data)
{
  Crew *crew = user_data;
  Counting *self = crew->counting;
  const guint index = GPOINTER_TO_UINT (data) - 1;
  MokGrouping *grouping = &self->tally->groupings[index];

  if (!g_atomic_int_get (&crew->stopped))
    {
      if (grouping->inner >= 0)
        grouping->groups = mok_groups_new_crossed (self->groups[grouping->outer], self->groups[grouping->inner]);
      count (self, index);
    }
  g_async_queue_push (crew->done, data);
}

static gboolean
count_all (Counting *self, MokProgressFunc progress, gpointer data, GCancellable *cancellable, GError **error)
{
  guint n = 0;
  g_autoptr (GAsyncQueue) done = g_async_queue_new ();
  Crew crew = { .counting = self, .done = done };
  GThreadPool *threads = g_thread_pool_new (count_grouping, &crew, (int) g_get_num_processors (), FALSE, NULL);
  gboolean complete = TRUE;

  for (guint i = 0; i < self->tally->n_groupings; i++)
    {
      if (!is_counted (self->tally, i))
        continue;
      g_thread_pool_push (threads, GUINT_TO_POINTER (i + 1), NULL);
      n++;
    }
  for (guint i = 0; i < n; i++)
    {
      g_async_queue_pop (done);
      if (complete && g_cancellable_set_error_if_cancelled (cancellable, error))
        {
          complete = FALSE;
          g_atomic_int_set (&crew.stopped, TRUE);
        }
      if (complete && progress != NULL)
        progress ((i + 1.0) / n, data);
    }
  g_thread_pool_free (threads, FALSE, TRUE);
  return complete;
}

static void
find_offsets (MokTally *self)
{
  self->offsets = g_new0 (gsize, self->codebook->n_variables + 1);
  for (guint v = 0; v < self->codebook->n_variables; v++)
    self->offsets[v + 1] = self->offsets[v] + mok_variable_get_n_slots (&self->codebook->variables[v]);
  self->n_slots = self->offsets[self->codebook->n_variables];
}

/**
 * mok_tally_new:
 * @table: with the columns of everything that its codebook names
 * @levels: (nullable) (array): of each background; %NULL = every answer that occurs is a level
 * @progress: (nullable): called with 0 to 1
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): all counts, without expected ones
 */
MokTally *
mok_tally_new (const MokRawTable *table,
               const MokLevels *levels,
               MokProgressFunc progress,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  g_return_val_if_fail (table != NULL, NULL);

  g_autoptr (MokTally) self = g_new0 (MokTally, 1);
  MokCodebook *codebook = mok_raw_table_get_codebook (table);
  const guint n = codebook->n_backgrounds;
  g_autofree MokGroups **groups = g_new0 (MokGroups *, n + 1);
  g_autofree guint *n_levels = g_new0 (guint, n + 1);
  Counting counting = { table, self, groups, n_levels };
  gboolean complete;

  self->codebook = mok_codebook_ref (codebook);
  self->n_rows = mok_raw_table_get_n_rows (table);
  find_offsets (self);
  self->groupings = g_new0 (MokGrouping, 1 + n + n * n);
  self->counts = g_new0 (guint32 *, 1 + n + n * n);
  for (guint b = 0; b < n; b++)
    make_groups (&counting, b, levels);
  add_grouping (&counting, -1, -1);
  for (guint b = 0; b < n; b++)
    {
      add_grouping (&counting, (int) b, -1);
      self->groupings[1 + b].groups = groups[b];
    }
  for (guint outer = 0; outer < n; outer++)
    {
      for (guint inner = outer + 1; inner < n; inner++)
        add_grouping (&counting, (int) outer, (int) inner);
    }
  complete = count_all (&counting, progress, data, cancellable, error);
  return complete ? g_steal_pointer (&self) : NULL;
}

void
mok_tally_free (MokTally *self)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; i < self->n_groupings; i++)
    {
      g_clear_pointer (&self->groupings[i].groups, mok_groups_free);
      g_free (self->groupings[i].sizes);
      g_free (self->counts[i]);
      if (self->expected != NULL)
        g_free (self->expected[i]);
    }
  mok_tally_clear_weights (self);
  g_free (self->groupings);
  g_free (self->counts);
  g_free (self->expected);
  g_free (self->offsets);
  mok_codebook_unref (self->codebook);
  g_free (self);
}

/**
 * mok_tally_find_grouping:
 * @outer: a background, or -1
 * @inner: another one of a higher number, or -1
 *
 * Returns: the number of the grouping
 */
guint
mok_tally_find_grouping (const MokTally *self, int outer, int inner)
{
  for (guint i = 0; i < self->n_groupings; i++)
    {
      if (self->groupings[i].outer == outer && self->groupings[i].inner == inner)
        return i;
    }
  g_return_val_if_reached (0);
}
