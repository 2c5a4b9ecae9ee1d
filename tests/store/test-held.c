/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Responses that are sealed in one process, held, and stored several at once by another. */

#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "base/mok-random.h"
#include "store/mok-box-private.h"
#include "support-survey.h"
#include "support.h"

static MokBox *
open_box (const char *path)
{
  g_autoptr (GError) error = NULL;
  MokBox *box = mok_box_open (path, &error);

  g_assert_no_error (error);
  return box;
}

static GPtrArray *
new_pool (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
}

static GBytes *
seal (MokBox *box, guint number, const char *code)
{
  g_autoptr (MokSecret) record = support_make_record (mok_box_get_manifest (box), number);
  g_autoptr (MokSecret) comment = support_make_comment (mok_box_get_manifest (box), number);
  g_autoptr (GError) error = NULL;
  GBytes *sealed = mok_box_seal (box, record, comment, code, &error);

  g_assert_no_error (error);
  return sealed;
}

/* Adds a response if the box would take it beside those that wait. */
static gboolean
hold (GPtrArray *pool, MokBox *box, guint number, const char *code, GError **error)
{
  g_autoptr (GBytes) sealed = seal (box, number, code);

  if (!mok_box_check_sealed (box, sealed, pool, error))
    return FALSE;
  g_ptr_array_add (pool, g_steal_pointer (&sealed));
  return TRUE;
}

static MokBoxStatus
get_status (MokBox *box)
{
  MokBoxStatus status;

  g_assert_true (mok_box_get_status (box, &status, NULL));
  return status;
}

/* Whatever the sizes of the batches: every response once, none before its batch, and the file keeps its length. */
static void
test_batches_of_any_size (SupportFixture *fixture, gconstpointer data)
{
  g_autoptr (MokRandom) random = mok_random_new_seeded (5);
  g_autofree char *path = support_make_box (fixture->survey, fixture->folder, "a.mokbox", NULL);
  g_autofree char *copy = g_build_filename (fixture->folder, "copy.mokbox", NULL);
  g_autoptr (MokBox) sealing = open_box (path);
  g_autoptr (MokBox) storing = open_box (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GByteArray) before = support_read (path);
  guint n = 0;

  for (guint batch = 0; batch < 30; batch++)
    {
      g_autoptr (GPtrArray) pool = new_pool ();
      const guint size = 1 + mok_random_uniform (random, 8);
      guint n_left_out = 99;

      for (guint i = 0; i < size; i++)
        g_assert_true (hold (pool, sealing, n + i, NULL, NULL));
      g_assert_cmpuint (get_status (storing).taken, ==, n);
      g_assert_true (mok_box_submit_sealed (storing, pool, &n_left_out, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (n_left_out, ==, 0);
      n += size;
      g_assert_cmpuint (get_status (storing).taken, ==, n);
    }

  g_autoptr (GByteArray) after = support_read (path);

  g_assert_cmpuint (after->len, ==, before->len);
  g_assert_true (mok_box_hand_over (storing, copy, FALSE, &error));
  g_assert_no_error (error);

  g_autoptr (MokReceipt) receipt = support_merge (fixture->survey, copy, NULL);

  support_assert_numbers (fixture->survey, 0, n);
}

static void
test_all_or_none (SupportFixture *fixture, gconstpointer data)
{
  g_autofree char *path = support_make_box (fixture->survey, fixture->folder, "a.mokbox", NULL);
  g_autofree char *away = g_strconcat (path, ".away", NULL);
  g_autoptr (MokBox) box = open_box (path);
  g_autoptr (GPtrArray) pool = new_pool ();
  g_autoptr (GError) error = NULL;

  support_submit_range (path, 0, MOK_BOX_MINIMUM_SLOTS - 3);
  for (guint i = 0; i < 3; i++)
    g_assert_true (hold (pool, box, 1000 + i, NULL, NULL));
  /* Three places, three that wait: no fourth is taken on. */
  g_assert_false (hold (pool, box, 1003, NULL, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_FULL);
  g_clear_error (&error);

  /* Somebody else took a place meanwhile. */
  support_submit_range (path, 2000, 2001);
  g_assert_false (mok_box_submit_sealed (box, pool, NULL, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_FULL);
  g_clear_error (&error);
  g_assert_cmpuint (get_status (box).taken, ==, MOK_BOX_MINIMUM_SLOTS - 2);

  g_ptr_array_set_size (pool, 2);
  g_assert_cmpint (g_rename (path, away), ==, 0);
  g_assert_false (mok_box_submit_sealed (box, pool, NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_cmpint (g_rename (away, path), ==, 0);
  g_assert_true (mok_box_submit_sealed (box, pool, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (get_status (box).taken, ==, MOK_BOX_MINIMUM_SLOTS);
}

static void
test_one_code_is_one_answer (SupportFixture *fixture, gconstpointer data)
{
  const MokBoxOptions options = { .n_access_codes = 8 };
  g_autofree char *path = g_build_filename (fixture->folder, "codes.mokbox", NULL);
  g_auto (GStrv) codes = NULL;
  g_autoptr (GPtrArray) pool = new_pool ();
  g_autoptr (GPtrArray) one = new_pool ();
  g_autoptr (GError) error = NULL;
  guint n_left_out;

  g_assert_true (mok_survey_make_box (fixture->survey, path, &options, &codes, NULL));

  g_autoptr (MokBox) box = open_box (path);
  g_autoptr (MokBox) other = open_box (path);

  g_assert_false (hold (pool, box, 0, "ABCDE-FGHJ-KMN0", &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_CODE);
  g_clear_error (&error);
  for (guint i = 0; i < 4; i++)
    g_assert_true (hold (pool, box, i, codes[i], NULL));
  /* Not burned yet, but spoken for. */
  g_assert_cmpuint (get_status (box).codes_burned, ==, 0);
  g_assert_false (hold (pool, box, 4, codes[2], &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_CODE);
  g_clear_error (&error);

  /* Another program takes an answer with a code that is held here: the first on the disk counts. */
  g_assert_true (support_submit (other, 100, codes[1], NULL));
  /* And what nobody checked comes in twice. */
  g_ptr_array_add (pool, seal (box, 4, codes[3]));
  g_assert_true (mok_box_submit_sealed (box, pool, &n_left_out, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_left_out, ==, 2);
  g_assert_cmpuint (get_status (box).taken, ==, 4);
  g_assert_cmpuint (get_status (box).codes_burned, ==, 4);

  g_ptr_array_add (one, seal (box, 5, codes[0]));
  g_assert_false (mok_box_submit_sealed (box, one, NULL, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_CODE);
  g_assert_cmpuint (get_status (box).taken, ==, 4);
}

/* Cut short, longer, or one byte altered in either cell: refused, and nothing is stored. */
static void
test_what_is_damaged_is_refused (SupportFixture *fixture, gconstpointer data)
{
  g_autofree char *path = support_make_box (fixture->survey, fixture->folder, "a.mokbox", NULL);
  g_autoptr (MokBox) box = open_box (path);
  g_autoptr (GBytes) sealed = seal (box, 1, NULL);
  g_autoptr (GPtrArray) none = new_pool ();
  gsize size;
  const guint8 *bytes = g_bytes_get_data (sealed, &size);

  for (gsize i = 0; i < size; i++)
    {
      g_autofree guint8 *copy = g_memdup2 (bytes, size);
      g_autoptr (GPtrArray) pool = new_pool ();
      g_autoptr (GError) error = NULL;
      GBytes *altered;

      copy[i] ^= 1;
      altered = i % 2 == 0 ? g_bytes_new (copy, size) : g_bytes_new (bytes, i);
      g_ptr_array_add (pool, altered);
      /* The flag is not under the digest: a cell with the right digest holds a response whatever it says. */
      if (mok_box_check_sealed (box, altered, none, &error))
        continue;
      g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_DAMAGED);
      g_assert_false (mok_box_submit_sealed (box, pool, NULL, NULL));
    }
  g_assert_cmpuint (get_status (box).taken, ==, 0);
}

static void
test_idle_minutes (SupportFixture *fixture, gconstpointer data)
{
  const MokBoxOptions options = { .idle_minutes = 7 };
  g_autofree char *usual_path = support_make_box (fixture->survey, fixture->folder, "a.mokbox", NULL);
  g_autofree char *path = support_make_box (fixture->survey, fixture->folder, "b.mokbox", &options);
  g_autoptr (MokBox) usual = open_box (usual_path);
  g_autoptr (MokBox) box = open_box (path);

  g_assert_cmpuint (get_status (usual).idle_minutes, ==, MOK_BOX_USUAL_IDLE_MINUTES);
  g_assert_cmpuint (get_status (box).idle_minutes, ==, 7);
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);

#define ADD(name, func) g_test_add ("/store/held/" name, SupportFixture, NULL, support_set_up, func, support_tear_down)
  ADD ("batches-of-any-size", test_batches_of_any_size);
  ADD ("all-or-none", test_all_or_none);
  ADD ("one-code-is-one-answer", test_one_code_is_one_answer);
  ADD ("what-is-damaged-is-refused", test_what_is_damaged_is_refused);
  ADD ("idle-minutes", test_idle_minutes);
  return g_test_run ();
}
