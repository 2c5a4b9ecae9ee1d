/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the attacks on files share. Boxes and answers are made by the program itself; only its source of randomness is
 * seeded, so that the same program gives the same table. Reading a file back uses nothing of store/ but the key.
 */

#include "config.h"

#include "storage.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "store/mok-key-private.h"

#include "../store/support-survey.h"
#include "../store/support.h"
#include "report.h"

#define SEALED_AT 1
#define DIGEST_SIZE 16
#define N_NULL 8

static const char *const tables[STORAGE_N_TABLES] = { "slot", "comment_slot" };

static struct
{
  guint64 seed;
  guint64 n;
} stream;

static const char *
get_name (void)
{
  return "seeded";
}

static void
fill (void *bytes, size_t size)
{
  guint8 seed[randombytes_SEEDBYTES] = { 0 };

  stream.n++;
  memcpy (seed, &stream, sizeof stream);
  randombytes_buf_deterministic (bytes, size, seed);
}

static uint32_t
get_number (void)
{
  uint32_t number;

  fill (&number, sizeof number);
  return number;
}

/**
 * storage_begin:
 *
 * From here on "random" bytes are a function of @seed. Passphrases cost next to nothing.
 */
void
storage_begin (guint64 seed)
{
  static randombytes_implementation seeded = { .implementation_name = get_name, .random = get_number, .buf = fill };
  static const MokHashCost cheap = { .operations = 1, .kibibytes = 8 };

  stream.seed = seed;
  stream.n = 0;
  randombytes_set_implementation (&seeded);
  mok_key_set_cost_for_tests (&cheap);
}

/* In memory, if there is such a place: what a disk does with the bytes is looked at elsewhere (image.c). */
char *
storage_make_quick_folder (void)
{
  g_autofree char *folder = g_strdup ("/dev/shm/moksori-attack-XXXXXX");

  return g_mkdtemp (folder) != NULL ? g_steal_pointer (&folder) : support_make_folder ();
}

/* @folder: (nullable) (transfer full): for its files; %NULL: one on the disk */
StorageFixture *
storage_fixture_new (char *folder)
{
  const char *const passphrases[] = { SUPPORT_PASSPHRASE };
  StorageFixture *fixture = g_new0 (StorageFixture, 1);

  fixture->folder = folder != NULL ? folder : support_make_folder ();
  fixture->survey = support_make_survey (fixture->folder, "survey.moksori", MOK_DISCLOSURE_STANDARD);
  fixture->key = mok_survey_unlock (fixture->survey, passphrases, 1, NULL);
  g_assert_nonnull (fixture->key);
  return fixture;
}

void
storage_fixture_free (StorageFixture *fixture)
{
  g_clear_object (&fixture->survey);
  mok_secret_unref (fixture->key);
  support_remove_folder (fixture->folder);
  g_free (fixture);
}

/* Answers number @from to @to - 1. */
void
storage_submit (MokBox *box, guint from, guint to)
{
  g_autoptr (GError) error = NULL;

  for (guint i = from; i < to; i++)
    {
      support_submit (box, i, NULL, &error);
      g_assert_no_error (error);
    }
}

/* Which answer the cell holds: its number is the answer to a question, and in the comment's words. */
static gboolean
read_number (StorageFixture *fixture, GBytes *value, guint table, guint *number)
{
  static const char words[] = "CANARY remark of ";
  MokManifest *manifest = mok_survey_get_manifest (fixture->survey);
  gsize size;
  const guint8 *cell = g_bytes_get_data (value, &size);
  const gsize overhead = SEALED_AT + crypto_box_SEALBYTES + DIGEST_SIZE;
  g_autofree guint8 *plain = NULL;

  if (size <= overhead)
    return FALSE;
  plain = g_malloc0 (size - overhead + 1);
  if (!mok_key_open (fixture->key, mok_manifest_get_public_key (manifest), cell + SEALED_AT,
                     size - SEALED_AT - DIGEST_SIZE, plain))
    return FALSE;
  if (table == 0)
    *number = support_get_number (manifest, plain, size - overhead);
  else
    *number = (guint) strtoul ((const char *) plain + 2 + strlen (words), NULL, 10);
  return TRUE;
}

/* The answers in a table of that name; @table: 0 for records, 1 for comments. */
StorageView *
storage_view_new_for_table (StorageFixture *fixture, const guint8 *data, gsize size, const char *name, guint table)
{
  StorageView *view = g_new0 (StorageView, 1);

  view->cells = pages_read_table (data, size, name);
  view->numbers = g_new (guint, view->cells->len + 1);
  for (guint i = 0; i < view->cells->len;)
    {
      const PagesCell *cell = g_ptr_array_index (view->cells, i);

      if (read_number (fixture, cell->value, table, &view->numbers[i]))
        i++;
      else
        g_ptr_array_remove_index (view->cells, i);
    }
  return view;
}

StorageView *
storage_view_new (StorageFixture *fixture, const guint8 *data, gsize size, guint table)
{
  return storage_view_new_for_table (fixture, data, size, tables[table], table);
}

void
storage_view_free (StorageView *view)
{
  g_ptr_array_unref (view->cells);
  g_free (view->numbers);
  g_free (view);
}

/**
 * storage_order_accuracy:
 * @values: what the trace says of each answer; equal ones say nothing of their order
 *
 * Returns: the share of pairs that @values puts in their true order, 0.5 = chance; NaN when all are equal
 */
double
storage_order_accuracy (const double *values, const guint *numbers, guint n)
{
  guint64 right = 0, pairs = 0;

  for (guint i = 0; i < n; i++)
    for (guint j = i + 1; j < n; j++)
      if (values[i] < values[j] || values[i] > values[j])
        {
          pairs++;
          right += (values[i] < values[j]) == (numbers[i] < numbers[j]);
        }
  return pairs > 0 ? (double) right / (double) pairs : NAN;
}

/* One more file. The standard error is that of the same trace for orders drawn at random. */
void
storage_signal_add (StorageSignal *signal, const double *values, const guint *numbers, guint n, MokRandom *random)
{
  const double accuracy = storage_order_accuracy (values, numbers, n);
  g_autofree guint *shuffled = g_memdup2 (numbers, n * sizeof *numbers);

  if (isnan (accuracy))
    return;
  signal->sum += accuracy;
  signal->n++;
  for (guint k = 0; k < N_NULL; k++)
    {
      mok_random_shuffle (random, shuffled, n);

      const double chance = storage_order_accuracy (values, shuffled, n) - 0.5;

      signal->null_squares += chance * chance;
      signal->n_null++;
    }
}

/* A trace that says nothing of any file has the figure "none". */
void
storage_signal_report (const StorageSignal *signal, const char *attack, const char *setting, const char *what)
{
  g_autofree char *figure = g_strconcat (what, signal->name, NULL);

  if (signal->n == 0)
    {
      report_plain (attack, setting, figure, REPORT_NUMBER, NAN);
      return;
    }

  const double error = sqrt (signal->null_squares / signal->n_null / signal->n);

  report_between (attack, setting, figure, REPORT_NUMBER, signal->sum / signal->n, 0.5 - 3 * error, 0.5 + 3 * error);
}
