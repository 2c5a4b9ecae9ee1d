/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Merging: receipts, bad files, damage, and taking back. */

/* memmem() */
#define _GNU_SOURCE

#include "config.h"

#include <string.h>

#include <json-glib/json-glib.h>
#include <sodium.h>
#include <sqlite3.h>

#include "base/mok-random.h"
#include "store/mok-key.h"
#include "store/mok-survey-opening.h"

#include "support-survey.h"
#include "support.h"

static const MokReceiptEntry *
only_entry (MokReceipt *receipt)
{
  g_assert_cmpuint (receipt->entries->len, ==, 1);
  return g_ptr_array_index (receipt->entries, 0);
}

static MokSurveyStatus
get_status (MokSurvey *survey)
{
  g_autoptr (GError) error = NULL;
  MokSurveyStatus status;

  mok_survey_get_status (survey, &status, &error);
  g_assert_no_error (error);
  return status;
}

static char *
make_filled_box (SupportFixture *fixture, const char *name, guint from, guint to)
{
  char *path = support_make_box (fixture->survey, fixture->folder, name, NULL);

  support_submit_range (path, from, to);
  return path;
}

static void
test_merge_takes_everything_once (SupportFixture *fixture, gconstpointer data)
{
  g_autofree char *a = make_filled_box (fixture, "a.mokbox", 0, 12);
  g_autofree char *b = make_filled_box (fixture, "b.mokbox", 12, 20);
  g_autoptr (MokReceipt) first = support_merge (fixture->survey, a, b, a, NULL);
  g_autoptr (MokReceipt) second = support_merge (fixture->survey, b, a, NULL);
  const guint expected[][4] = { { 12, 12, 0 }, { 8, 8, 0 }, { 12, 0, 12 } };

  for (guint i = 0; i < 3; i++)
    {
      const MokReceiptEntry *entry = g_ptr_array_index (first->entries, i);

      g_assert_no_error (entry->refused);
      g_assert_cmpuint (entry->found, ==, expected[i][0]);
      g_assert_cmpuint (entry->added, ==, expected[i][1]);
      g_assert_cmpuint (entry->duplicate, ==, expected[i][2]);
      g_assert_cmpstr (entry->label, ==, "3병동");
    }
  g_assert_cmpuint (first->total, ==, 20);
  g_assert_cmpuint (second->total, ==, 20);
  support_assert_numbers (fixture->survey, 0, 20);
  g_assert_cmpuint (get_status (fixture->survey).boxes_made, ==, 2);
  g_assert_cmpuint (get_status (fixture->survey).boxes_returned, ==, 2);
}

/* Files as sets of numbers, and a survey as their union: whatever is merged or taken back, in whatever order. */
static void
test_merge_is_a_union (SupportFixture *fixture, gconstpointer data)
{
  enum
  {
    N_FILES = 6,
    N_NUMBERS = 240,
  };
  g_autoptr (MokRandom) random = mok_random_new_seeded (11);
  char *files[N_FILES];
  gboolean in_file[N_FILES][N_NUMBERS] = { { FALSE } };
  gboolean in_survey[N_NUMBERS] = { FALSE };

  /* Three boxes, each once as it was in between and once as it became. */
  for (guint i = 0; i < N_FILES; i += 2)
    {
      g_autofree char *name = g_strdup_printf ("%u.mokbox", i);
      g_autofree char *copy_name = g_strdup_printf ("%u-copy.mokbox", i);
      g_autoptr (GError) error = NULL;

      files[i] = make_filled_box (fixture, name, i * 40, i * 40 + 15 + i);
      files[i + 1] = g_build_filename (fixture->folder, copy_name, NULL);
      for (guint k = i * 40; k < i * 40 + 15 + i; k++)
        in_file[i][k] = in_file[i + 1][k] = TRUE;

      g_autoptr (MokBox) box = mok_box_open (files[i], NULL);

      mok_box_hand_over (box, files[i + 1], FALSE, &error);
      g_assert_no_error (error);
      support_submit_range (files[i], i * 40 + 15 + i, i * 40 + 40);
      for (guint k = i * 40 + 15 + i; k < i * 40 + 40; k++)
        in_file[i][k] = TRUE;
    }
  for (int step = 0; step < 60; step++)
    {
      const guint which = mok_random_uniform (random, N_FILES);
      const gboolean take_back = mok_random_uniform (random, 3) == 0;
      g_autoptr (MokReceipt) receipt = take_back ? mok_survey_remove (fixture->survey, files[which], NULL)
                                                 : support_merge (fixture->survey, files[which], NULL);
      const MokReceiptEntry *entry = only_entry (receipt);
      guint found = 0, changed = 0, total = 0;

      for (guint k = 0; k < N_NUMBERS; k++)
        {
          if (in_file[which][k])
            {
              found++;
              changed += in_survey[k] == take_back;
              in_survey[k] = !take_back;
            }
          total += in_survey[k];
        }
      g_assert_no_error (entry->refused);
      g_assert_cmpuint (entry->found, ==, found);
      g_assert_cmpuint (entry->added, ==, changed);
      g_assert_cmpuint (entry->duplicate, ==, found - changed);
      g_assert_true (entry->taken_back == take_back);
      g_assert_cmpuint (receipt->total, ==, total);
      if (step % 10 == 9)
        {
          g_autoptr (GArray) numbers = support_get_numbers (fixture->survey, NULL);
          guint at = 0;

          for (guint k = 0; k < N_NUMBERS; k++)
            if (in_survey[k])
              g_assert_cmpuint (g_array_index (numbers, guint, at++), ==, k);
          g_assert_cmpuint (at, ==, numbers->len);
        }
    }
  for (guint i = 0; i < N_FILES; i++)
    g_free (files[i]);
}

static void
assert_refused (MokReceipt *receipt, guint index, MokStoreError code)
{
  const MokReceiptEntry *entry = g_ptr_array_index (receipt->entries, index);

  g_assert_error (entry->refused, MOK_STORE_ERROR, (int) code);
  g_assert_nonnull (strstr (entry->refused->message, entry->name));
  g_assert_cmpuint (entry->found + entry->added + entry->duplicate + entry->damaged->len, ==, 0);
}

static void
test_one_bad_file_does_not_stop_the_others (SupportFixture *fixture, gconstpointer data)
{
  g_autoptr (MokSurvey) other = support_make_survey (fixture->folder, "other.moksori", MOK_DISCLOSURE_STANDARD);
  g_autofree char *good = make_filled_box (fixture, "good.mokbox", 0, 5);
  g_autofree char *last = make_filled_box (fixture, "last.mokbox", 5, 9);
  g_autofree char *stranger = support_make_box (other, fixture->folder, "stranger.mokbox", NULL);
  g_autofree char *text = g_build_filename (fixture->folder, "text.mokbox", NULL);
  g_autofree char *missing = g_build_filename (fixture->folder, "missing.mokbox", NULL);
  g_autofree char *cut = g_build_filename (fixture->folder, "cut.mokbox", NULL);
  g_autoptr (GByteArray) whole = support_read (good);

  support_write (text, (const guint8 *) "text", 4);
  support_write (cut, whole->data, whole->len / 2);

  g_autoptr (MokReceipt) receipt = support_merge (fixture->survey, good, stranger, text, missing, cut,
                                                  mok_survey_get_path (fixture->survey), fixture->folder, last, NULL);

  g_assert_cmpuint (receipt->total, ==, 9);
  assert_refused (receipt, 1, MOK_STORE_ERROR_OTHER_SURVEY);
  assert_refused (receipt, 2, MOK_STORE_ERROR_NOT_OURS);
  assert_refused (receipt, 3, MOK_STORE_ERROR_IO);
  assert_refused (receipt, 4, MOK_STORE_ERROR_DAMAGED);
  assert_refused (receipt, 5, MOK_STORE_ERROR_NOT_OURS);
  assert_refused (receipt, 6, MOK_STORE_ERROR_NOT_OURS);
  support_assert_numbers (fixture->survey, 0, 9);
}

/* Merges a box of this survey that says @bytes of it, and takes them. */
static void
assert_manifest_refused (SupportFixture *fixture, guint8 *bytes, gsize size, MokStoreError code)
{
  g_autofree char *path = g_build_filename (fixture->folder, "changed.mokbox", NULL);
  g_autoptr (GBytes) changed = g_bytes_new_take (bytes, size);
  const MokBoxOptions options = { .label = "x" };
  g_autoptr (GError) error = NULL;
  g_autoptr (MokManifest) manifest = mok_manifest_new_from_bytes (changed, &error);
  g_autoptr (MokReceipt) receipt = NULL;

  g_assert_no_error (error);
  g_assert_true (mok_box_create (path, manifest, &options, NULL, NULL));
  receipt = support_merge (fixture->survey, path, NULL);
  assert_refused (receipt, 0, code);
}

/* A box of this survey whose manifest says something else. */
static void
test_changed_manifest (SupportFixture *fixture, gconstpointer data)
{
  GBytes *own = mok_manifest_get_bytes (mok_survey_get_manifest (fixture->survey));
  gsize size;
  const guint8 *original = g_bytes_get_data (own, &size);
  guint8 *bytes = g_memdup2 (original, size);

  /* The last field is the headcount. */
  bytes[size - 4] = 77;
  assert_manifest_refused (fixture, bytes, size, MOK_STORE_ERROR_CHANGED);
}

/* Somebody made a box of this survey that seals for themselves. */
static void
test_replaced_public_key (SupportFixture *fixture, gconstpointer data)
{
  MokManifest *manifest = mok_survey_get_manifest (fixture->survey);
  gsize size;
  const guint8 *original = g_bytes_get_data (mok_manifest_get_bytes (manifest), &size);
  guint8 *bytes = g_memdup2 (original, size);
  guint8 public_key[MOK_KEY_SIZE];
  g_autoptr (MokSecret) key = mok_key_new (public_key);

  for (gsize i = 0; i + sizeof public_key <= size; i++)
    if (memcmp (original + i, mok_manifest_get_public_key (manifest), sizeof public_key) == 0)
      memcpy (bytes + i, public_key, sizeof public_key);
  assert_manifest_refused (fixture, bytes, size, MOK_STORE_ERROR_KEY_REPLACED);
}

static void
test_merge_leaves_foreign_files_alone (SupportFixture *fixture, gconstpointer data)
{
  g_autofree char *path = make_filled_box (fixture, "a.mokbox", 0, 5);
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  g_autoptr (GByteArray) before = support_read (path);

  /* What SQLite would replay. */
  support_write (journal, (const guint8 *) "journal", 7);

  g_autoptr (MokReceipt) receipt = support_merge (fixture->survey, path, NULL);
  g_autoptr (GByteArray) after = support_read (path);
  g_autoptr (GByteArray) beside = support_read (journal);

  g_assert_cmpuint (only_entry (receipt)->added, ==, 5);
  g_assert_cmpmem (before->data, before->len, after->data, after->len);
  g_assert_cmpmem (beside->data, beside->len, "journal", 7);
}

static void
test_synthetic_and_real_never_mix (SupportFixture *fixture, gconstpointer data)
{
  g_autoptr (MokSurvey) simulated = support_make_survey (fixture->folder, "b.moksori", MOK_DISCLOSURE_STANDARD);
  g_autofree char *real = make_filled_box (fixture, "real.mokbox", 0, 3);
  g_autofree char *empty = support_make_box (fixture->survey, fixture->folder, "empty.mokbox", NULL);
  g_autofree char *synthetic = support_make_box (fixture->survey, fixture->folder, "synthetic.mokbox", NULL);
  g_autoptr (GError) error = NULL;

  {
    g_autoptr (MokBox) box = mok_box_open (synthetic, NULL);

    g_assert_true (mok_box_mark_synthetic (box, NULL));
    g_assert_true (support_submit (box, 100, NULL, NULL));
  }

  g_autoptr (MokReceipt) first = support_merge (fixture->survey, empty, synthetic, real, NULL);
  const MokReceiptEntry *entry = g_ptr_array_index (first->entries, 2);

  /* The first responses decided. */
  g_assert_true (get_status (fixture->survey).synthetic);
  g_assert_error (entry->refused, MOK_STORE_ERROR, MOK_STORE_ERROR_SYNTHETIC);
  g_assert_cmpuint (first->total, ==, 1);

  g_autoptr (MokReceipt) back = mok_survey_remove (fixture->survey, synthetic, NULL);

  g_assert_cmpuint (back->total, ==, 0);
  g_assert_true (get_status (fixture->survey).synthetic);

  /* A survey with real responses stays real, and a box of a synthetic survey is synthetic. */
  g_assert_true (mok_survey_mark_synthetic (simulated, NULL));

  g_autofree char *inherited = support_make_box (simulated, fixture->folder, "inherited.mokbox", NULL);
  g_autoptr (MokBox) box = mok_box_open (inherited, NULL);
  MokBoxStatus status;

  g_assert_true (mok_box_get_status (box, &status, NULL));
  g_assert_true (status.synthetic);
}

static void
test_marking_real_responses_synthetic_is_refused (SupportFixture *fixture, gconstpointer data)
{
  g_autofree char *real = make_filled_box (fixture, "real.mokbox", 0, 3);
  g_autofree char *synthetic = support_make_box (fixture->survey, fixture->folder, "synthetic.mokbox", NULL);
  g_autoptr (MokReceipt) receipt = support_merge (fixture->survey, real, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (mok_survey_mark_synthetic (fixture->survey, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_SYNTHETIC);

  g_autoptr (MokBox) box = mok_box_open (synthetic, NULL);

  g_assert_true (mok_box_mark_synthetic (box, NULL));
  g_assert_true (support_submit (box, 100, NULL, NULL));

  g_autoptr (MokReceipt) second = support_merge (fixture->survey, synthetic, NULL);

  g_assert_error (only_entry (second)->refused, MOK_STORE_ERROR, MOK_STORE_ERROR_SYNTHETIC);
  support_assert_numbers (fixture->survey, 0, 3);
}

static void
stop_soon (double fraction, gpointer data)
{
  if (fraction > 0.2)
    g_cancellable_cancel (data);
}

static void
test_cancelled_merge_can_be_repeated (SupportFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.mokbox", i);

      g_ptr_array_add (paths, make_filled_box (fixture, name, i * 3, i * 3 + 3));
    }
  g_assert_null (mok_survey_merge (fixture->survey, paths, stop_soon, cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  /* Every file as a whole or not at all. */
  g_assert_cmpuint (get_status (fixture->survey).responses % 3, ==, 0);

  g_autoptr (MokReceipt) receipt = mok_survey_merge (fixture->survey, paths, NULL, NULL, NULL, NULL);

  g_assert_cmpuint (receipt->total, ==, 12);
  support_assert_numbers (fixture->survey, 0, 12);
}

static void
test_damaged_slots_are_named (SupportFixture *fixture, gconstpointer data)
{
  g_autofree char *path = make_filled_box (fixture, "a.mokbox", 0, 30);
  g_autoptr (MokReceipt) whole = support_merge (fixture->survey, path, NULL);
  g_autoptr (MokReceipt) back = mok_survey_remove (fixture->survey, path, NULL);
  g_autoptr (GByteArray) bytes = support_read (path);
  sqlite3_stmt *select;
  sqlite3 *db;
  gint64 slot = -1;
  const guint8 *cell;
  gsize at;

  g_assert_cmpuint (whole->total, ==, 30);
  g_assert_cmpuint (back->total, ==, 0);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT i, cell FROM slot WHERE substr(cell, 1, 1) = x'01'", -1, &select, 0),
                   ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (select), ==, SQLITE_ROW);
  slot = sqlite3_column_int64 (select, 0);
  cell = sqlite3_column_blob (select, 1);
  at = (gsize) ((const guint8 *) memmem (bytes->data, bytes->len, cell, (gsize) sqlite3_column_bytes (select, 1))
                - bytes->data);
  sqlite3_finalize (select);
  sqlite3_close (db);
  bytes->data[at + 40] ^= 1;
  support_write (path, bytes->data, bytes->len);

  g_autoptr (MokReceipt) receipt = support_merge (fixture->survey, path, NULL);
  const MokReceiptEntry *entry = only_entry (receipt);
  g_autofree char *text = mok_receipt_to_text (receipt);

  g_assert_cmpuint (entry->found, ==, 30);
  g_assert_cmpuint (entry->added, ==, 29);
  g_assert_cmpuint (entry->damaged->len, ==, 1);
  g_assert_cmpint (g_array_index (entry->damaged, guint, 0), ==, slot);
  g_assert_nonnull (strstr (text, "1 damaged"));
}

static void
test_receipt_as_json (SupportFixture *fixture, gconstpointer data)
{
  g_autofree char *path = make_filled_box (fixture, "a.mokbox", 0, 2);
  g_autofree char *text = g_build_filename (fixture->folder, "text.mokbox", NULL);

  support_write (text, (const guint8 *) "text", 4);

  g_autoptr (MokReceipt) receipt = support_merge (fixture->survey, path, text, NULL);
  g_autofree char *json = mok_receipt_to_json (receipt);
  g_autoptr (JsonNode) root = json_from_string (json, NULL);
  JsonArray *files = json_object_get_array_member (json_node_get_object (root), "files");
  JsonObject *good = json_array_get_object_element (files, 0);
  JsonObject *bad = json_array_get_object_element (files, 1);

  g_assert_cmpint (json_object_get_int_member (json_node_get_object (root), "total"), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (good, "name"), ==, "a.mokbox");
  g_assert_cmpstr (json_object_get_string_member (good, "label"), ==, "3병동");
  g_assert_cmpint (json_object_get_int_member (good, "found"), ==, 2);
  g_assert_cmpint (json_object_get_int_member (good, "new"), ==, 2);
  g_assert_cmpint (json_object_get_int_member (good, "duplicate"), ==, 0);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (good, "damaged")), ==, 0);
  g_assert_true (json_object_get_null_member (good, "refused"));
  g_assert_true (json_object_get_null_member (bad, "label"));
  g_assert_nonnull (strstr (json_object_get_string_member (bad, "refused"), "text.mokbox"));
}

/* Whoever has a box can seal anything into it: what is no record is left out and counted. */
static void
test_forged_responses_are_left_out (SupportFixture *fixture, gconstpointer data)
{
  MokManifest *manifest = mok_survey_get_manifest (fixture->survey);
  g_autofree char *path = make_filled_box (fixture, "a.mokbox", 0, 5);
  const gsize size = mok_manifest_get_record_size (manifest);
  g_autofree guint8 *plain = g_malloc0 (size);
  g_autofree guint8 *cell = g_malloc (size + 48 + 17);
  sqlite3_stmt *update;
  sqlite3 *db;

  cell[0] = 1;
  crypto_box_seal (cell + 1, plain, size, mok_manifest_get_public_key (manifest));
  crypto_generichash (cell + 1 + size + 48, 16, cell + 1, size + 48, NULL, 0);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db,
                                       "UPDATE slot SET cell = ?1 WHERE i ="
                                       " (SELECT i FROM slot WHERE substr(cell, 1, 1) = x'00' LIMIT 1)",
                                       -1, &update, NULL),
                   ==, SQLITE_OK);
  sqlite3_bind_blob (update, 1, cell, (int) (size + 48 + 17), SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (update), ==, SQLITE_DONE);
  sqlite3_finalize (update);
  sqlite3_close (db);

  g_autoptr (MokReceipt) receipt = support_merge (fixture->survey, path, NULL);

  g_assert_cmpuint (only_entry (receipt)->added, ==, 6);
  support_assert_numbers (fixture->survey, 0, 5);
  g_assert_cmpuint (mok_survey_get_n_unreadable (fixture->survey), ==, 1);
}

#define ADD(name, func) g_test_add ("/store/merge/" name, SupportFixture, NULL, support_set_up, func, support_tear_down)

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);
  ADD ("merge-takes-everything-once", test_merge_takes_everything_once);
  ADD ("merge-is-a-union", test_merge_is_a_union);
  ADD ("one-bad-file-does-not-stop-the-others", test_one_bad_file_does_not_stop_the_others);
  ADD ("changed-manifest", test_changed_manifest);
  ADD ("replaced-public-key", test_replaced_public_key);
  ADD ("merge-leaves-foreign-files-alone", test_merge_leaves_foreign_files_alone);
  ADD ("synthetic-and-real-never-mix", test_synthetic_and_real_never_mix);
  ADD ("marking-real-responses-synthetic-is-refused", test_marking_real_responses_synthetic_is_refused);
  ADD ("cancelled-merge-can-be-repeated", test_cancelled_merge_can_be_repeated);
  ADD ("damaged-slots-are-named", test_damaged_slots_are_named);
  ADD ("receipt-as-json", test_receipt_as_json);
  ADD ("forged-responses-are-left-out", test_forged_responses_are_left_out);
  return g_test_run ();
}
