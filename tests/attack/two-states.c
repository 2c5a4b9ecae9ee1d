/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who gets several copies of one box, and the key. Each copy is reshuffled, so within what came since the last copy
 * there is no order; that it came since then is plain, which is why a copy waits for ten new answers.
 */

#include "config.h"

#include "attack.h"

#include "../store/support-survey.h"
#include "../store/support.h"
#include "report.h"
#include "storage.h"

#define N_STATES 3
#define N_EACH 25

enum
{
  WITHIN_FIRST,  /* the order of the first answers, by their places in the first copy */
  WITHIN_SECOND, /* the same answers, by their places in the second */
  NEW_ONES,      /* of those that came in between, by their places in the second */
  TWO_PLACES,    /* whether the places in one copy tell those in the other */
  IN_USE,        /* the box itself */
  MOVED,         /* by how far an answer has moved from copy to copy */
  N_SIGNALS,
};

static const char *const signal_names[N_SIGNALS] = {
  "first answers, by the first copy",  "first answers, by the second copy", "new answers, by the second copy",
  "places in one copy by the other's", "new answers, by the box in use",    "first answers, by how far they moved",
};

/* The places of answers @from to @to - 1 in one file, by number. */
static double *
get_places (StorageFixture *fixture, const char *path, guint table, guint from, guint to)
{
  g_autoptr (GByteArray) content = support_read (path);
  g_autoptr (StorageView) view = storage_view_new (fixture, content->data, content->len, table);
  double *places = g_new0 (double, to - from);

  for (guint i = 0; i < view->cells->len; i++)
    {
      const PagesCell *cell = g_ptr_array_index (view->cells, i);

      if (view->numbers[i] >= from && view->numbers[i] < to)
        places[view->numbers[i] - from] = (double) cell->rowid;
    }
  return places;
}

static void
add (StorageSignal *signal, const double *places, MokRandom *random)
{
  guint numbers[N_EACH];

  for (guint i = 0; i < N_EACH; i++)
    numbers[i] = i;
  storage_signal_add (signal, places, numbers, N_EACH, random);
}

static void
add_table (StorageFixture *fixture,
           char *const *copies,
           const char *box,
           guint table,
           StorageSignal *signals,
           MokRandom *random)
{
  g_autofree double *first = get_places (fixture, copies[0], table, 0, N_EACH);
  g_autofree double *again = get_places (fixture, copies[1], table, 0, N_EACH);
  g_autofree double *new_ones = get_places (fixture, copies[1], table, N_EACH, 2 * N_EACH);
  g_autofree double *in_use = get_places (fixture, box, table, N_EACH, 2 * N_EACH);
  double moved[N_EACH];
  guint ranks[N_EACH] = { 0 };

  for (guint i = 0; i < N_EACH; i++)
    {
      moved[i] = ABS (first[i] - again[i]);
      ranks[i] = (guint) first[i];
    }
  add (&signals[WITHIN_FIRST], first, random);
  add (&signals[WITHIN_SECOND], again, random);
  add (&signals[NEW_ONES], new_ones, random);
  add (&signals[IN_USE], in_use, random);
  add (&signals[MOVED], moved, random);
  storage_signal_add (&signals[TWO_PLACES], again, ranks, N_EACH, random);
}

/* How many answers are in the later file and not in the earlier one. */
static guint
count_new (StorageFixture *fixture, const char *earlier, const char *later)
{
  g_autoptr (GByteArray) old = support_read (earlier);
  g_autoptr (GByteArray) new = support_read (later);
  g_autoptr (StorageView) before = storage_view_new (fixture, old->data, old->len, 0);
  g_autoptr (StorageView) after = storage_view_new (fixture, new->data, new->len, 0);

  return after->cells->len - before->cells->len;
}

typedef struct
{
  StorageSignal signals[STORAGE_N_TABLES][N_SIGNALS];
  guint smallest_difference;  /* that two copies could be made to show */
  guint in_use_difference;    /* that two looks at the box in use show */
  guint n_different_counters; /* copies whose counters tell how much the box had been used */
} Result;

static void
attack_box (Result *result, MokRandom *random)
{
  g_autoptr (StorageFixture) fixture = storage_fixture_new (storage_make_quick_folder ());
  g_autofree char *path = support_make_box (fixture->survey, fixture->folder, "a.mokbox", NULL);
  g_autofree char *kept = g_build_filename (fixture->folder, "look.mokbox", NULL);
  g_autoptr (MokBox) box = mok_box_open (path, NULL);
  char *copies[N_STATES];
  PagesTraces traces[N_STATES];
  guint n = 0;

  for (guint i = 0; i < N_STATES; i++)
    {
      g_autofree char *name = g_strdup_printf ("copy%u.mokbox", i);

      copies[i] = g_build_filename (fixture->folder, name, NULL);
      /* The last state: as few new answers as the program lets out. */
      for (guint k = 0; i < 2 ? k < N_EACH : !mok_box_hand_over (box, copies[i], FALSE, NULL); k++)
        {
          storage_submit (box, n, n + 1);
          n++;
        }
      if (i < 2)
        g_assert_true (mok_box_hand_over (box, copies[i], FALSE, NULL));

      g_autoptr (GByteArray) content = support_read (copies[i]);

      g_assert_true (pages_read_traces (content->data, content->len, &traces[i]));
      result->n_different_counters += traces[i].change_counter != traces[0].change_counter;
    }
  result->smallest_difference = MIN (result->smallest_difference, count_new (fixture, copies[1], copies[2]));
  for (guint t = 0; t < STORAGE_N_TABLES; t++)
    add_table (fixture, copies, path, t, result->signals[t], random);

  g_autoptr (GByteArray) look = support_read (path);

  support_write (kept, look->data, look->len);
  storage_submit (box, n, n + 1);
  result->in_use_difference = MIN (result->in_use_difference, count_new (fixture, kept, path));
  for (guint i = 0; i < N_STATES; i++)
    g_free (copies[i]);
}

void
attack_two_states (AttackSize size)
{
  const guint n_boxes = size == ATTACK_FULL ? 200 : 6;
  g_autofree char *setting = g_strdup_printf ("%u boxes, copies after %u and %u", n_boxes, N_EACH, 2 * N_EACH);
  g_autoptr (MokRandom) random = mok_random_new_seeded (12);
  Result result = { .smallest_difference = G_MAXUINT, .in_use_difference = G_MAXUINT };

  storage_begin (2);
  for (guint t = 0; t < STORAGE_N_TABLES; t++)
    for (guint s = 0; s < N_SIGNALS; s++)
      result.signals[t][s].name = signal_names[s];
  for (guint b = 0; b < n_boxes; b++)
    attack_box (&result, random);
  for (guint t = 0; t < STORAGE_N_TABLES; t++)
    for (guint s = 0; s < N_SIGNALS; s++)
      storage_signal_report (&result.signals[t][s], "two-states", setting, t == 0 ? "" : "comments: ");
  report_at_most ("two-states", setting, "copies whose counters differ", REPORT_COUNT, result.n_different_counters, 0);
  report_at_least ("two-states", setting, "fewest answers that two copies set apart", REPORT_COUNT,
                   result.smallest_difference, MOK_BOX_MINIMUM_TO_HAND_OVER);
  report_plain ("two-states", setting, "... that two looks at the box in use set apart", REPORT_COUNT,
                result.in_use_difference);
}
