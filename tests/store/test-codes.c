/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Access codes: what guessing one costs, handing them out or not at all, and what the survey makes of printed codes,
 * used codes and responses, also of those that somebody put in with the public key alone.
 */

#include "config.h"

#include <math.h>
#include <string.h>
#include <time.h>

#include <json-glib/json-glib.h>

#include "store/mok-access-code.h"
#include "store/mok-box-private.h"
#include "store/mok-survey.h"

#include "support-survey.h"
#include "support.h"

#define N_CODES 10

/* What docs/threat-model.md promises. */
#define LEAST_BITS 60
#define LEAST_CORE_YEARS 100
#define SECONDS_A_YEAR (365.25 * 24 * 3600)

typedef struct
{
  char *folder;
  char *path; /* a box with codes */
  MokSurvey *survey;
  GStrv codes;
} Fixture;

static GStrv
make_box (Fixture *fixture, const char *path, guint n_codes)
{
  const MokBoxOptions options = { .label = "Ward", .n_access_codes = n_codes };
  g_autoptr (GError) error = NULL;
  GStrv codes = NULL;

  mok_survey_make_box (fixture->survey, path, &options, &codes, &error);
  g_assert_no_error (error);
  return codes;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = support_make_folder ();
  fixture->survey = support_make_survey (fixture->folder, "survey.moksori", MOK_DISCLOSURE_STANDARD);
  fixture->path = g_build_filename (fixture->folder, "a.mokbox", NULL);
  fixture->codes = make_box (fixture, fixture->path, N_CODES);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->survey);
  mok_access_codes_free (fixture->codes);
  g_free (fixture->path);
  support_remove_folder (fixture->folder);
}

static MokCodeCounts
get_counts (MokSurvey *survey)
{
  MokSurveyStatus status;

  g_assert_true (mok_survey_get_status (survey, &status, NULL));
  return status.codes;
}

static void
assert_counts (MokSurvey *survey, guint printed, guint burned, guint responses, guint beyond)
{
  const MokCodeCounts counts = get_counts (survey);

  g_assert_cmpuint (counts.printed, ==, printed);
  g_assert_cmpuint (counts.burned, ==, burned);
  g_assert_cmpuint (counts.responses, ==, responses);
  g_assert_cmpuint (counts.beyond, ==, beyond);
}

static const MokReceiptEntry *
get_entry (const MokReceipt *receipt)
{
  return g_ptr_array_index (receipt->entries, 0);
}

static void
answer (const char *path, GStrv codes, guint from, guint to, guint first_number)
{
  g_autoptr (MokBox) box = mok_box_open (path, NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = from; i < to; i++)
    {
      support_submit (box, first_number + i, codes[i], &error);
      g_assert_no_error (error);
    }
}

static char *
copy (Fixture *fixture, const char *name)
{
  char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GByteArray) bytes = support_read (fixture->path);

  support_write (path, bytes->data, bytes->len);
  return path;
}

static double
get_cpu_seconds (void)
{
  struct timespec now;

  g_assert_cmpint (clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now), ==, 0);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

/* What anyone with a box can do, without the program: seal answers with its public key and write them into free places.
 */
static void
stuff (Fixture *fixture, const char *path, guint n)
{
  MokManifest *manifest = mok_survey_get_manifest (fixture->survey);
  const gsize size = mok_cell_size (mok_manifest_get_record_size (manifest));
  g_autofree guint8 *cell = g_malloc (size);
  g_autoptr (MokSqlite) file = mok_sqlite_open (path, &mok_box_format, NULL);

  g_assert_true (mok_sqlite_begin (file, NULL));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (MokSecret) record = support_make_record (manifest, 900 + i);

      mok_cell_fill (cell, size, mok_secret_data (record), mok_manifest_get_public_key (manifest));
      g_assert_true (mok_slots_put (file, MOK_SLOTS_RESPONSES, MOK_BOX_MINIMUM_SLOTS, cell, size, NULL));
    }
  g_assert_true (mok_sqlite_commit (file, NULL));
}

/* A stolen box has the hashes of all its codes under one salt, so one guess is tried on all of them: with N codes the
 * first hit takes 2^65 / N guesses. Measured with the cost that the program uses, the fewest bits promised, and a box
 * of the most codes that it makes.
 */
static void
test_guessing_costs (void)
{
  static const guint8 survey[MOK_SURVEY_ID_SIZE] = { 1 };
  const MokHashCost cost = { 2, 19 * 1024 };
  guint8 hash[MOK_PASSWORD_HASH_SIZE];
  gboolean used[128] = { FALSE };
  guint n_letters = 0;
  double seconds = G_MAXDOUBLE, bits, years;

  for (guint i = 0; i < 2000; i++)
    {
      char code[MOK_ACCESS_CODE_LENGTH + 1];
      char *printed = mok_access_code_new ();

      g_assert_true (mok_access_code_read (printed, code));
      for (guint k = 0; k < MOK_ACCESS_CODE_LENGTH; k++)
        {
          n_letters += !used[(guchar) code[k]];
          used[(guchar) code[k]] = TRUE;
        }
      g_free (printed);
    }
  g_assert_cmpuint (n_letters, ==, 32);
  for (const char *alike = "ILOU"; *alike != '\0'; alike++)
    g_assert_false (used[(guchar) *alike]);
  bits = MOK_ACCESS_CODE_LENGTH * log2 (n_letters);
  g_assert_cmpfloat (bits, >=, LEAST_BITS);

  /* The least of a few is what a machine without other work takes. */
  for (guint i = 0; i < 7; i++)
    {
      const double start = get_cpu_seconds ();

      g_assert_true (mok_access_code_hash (hash, "ABCDEFGHJKMN0", survey, &cost));
      seconds = MIN (seconds, get_cpu_seconds () - start);
    }
  years = exp2 (LEAST_BITS) / MOK_BOX_MAXIMUM_CODES * seconds / SECONDS_A_YEAR;
  g_test_message ("%.0f bits, %.1f ms a guess: with 2^60 and %u codes %.2g core-years, with 2^65 and 300 codes %.2g",
                  bits, 1000 * seconds, (guint) MOK_BOX_MAXIMUM_CODES, years,
                  exp2 (bits) / 300 * seconds / SECONDS_A_YEAR);
  /* A hundred times faster than this machine it still holds. */
  g_assert_cmpfloat (years / 100, >, LEAST_CORE_YEARS);
}

static void
test_each_box_has_its_own (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "b.mokbox", NULL);
  GStrv others = make_box (fixture, path, 3);
  g_autoptr (MokBox) box = mok_box_open (fixture->path, NULL);
  g_autoptr (GError) error = NULL, used = NULL;

  g_assert_false (mok_box_check_code (box, others[0], &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_CODE);
  g_assert_nonnull (strstr (error->message, "not for this box"));
  g_assert_false (support_submit (box, 1, others[0], NULL));
  /* Who types the code of a colleague learns nothing of whether it was used. */
  g_assert_true (support_submit (box, 1, fixture->codes[0], NULL));
  g_assert_false (mok_box_check_code (box, fixture->codes[0], &used));
  g_assert_cmpstr (used->message, ==, error->message);
  mok_access_codes_free (others);
}

static gboolean
refuse (const char *box, const char *const *access_codes, gpointer data, GError **error)
{
  guint *n_codes = data;

  g_assert_true (g_file_test (box, G_FILE_TEST_IS_REGULAR));
  *n_codes = g_strv_length ((GStrv) access_codes);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "no paper");
  return FALSE;
}

static void
test_no_slips_no_box (Fixture *fixture, gconstpointer data)
{
  const MokBoxOptions options = { .n_access_codes = 4 };
  g_autofree char *path = g_build_filename (fixture->folder, "b.mokbox", NULL);
  g_autoptr (GError) error = NULL;
  MokSurveyStatus status;
  guint n_codes = 0;

  g_assert_false (mok_survey_deliver_box (fixture->survey, path, &options, refuse, &n_codes, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_assert_cmpuint (n_codes, ==, 4);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (mok_survey_get_status (fixture->survey, &status, NULL));
  g_assert_cmpuint (status.boxes_made, ==, 1);
  assert_counts (fixture->survey, N_CODES, 0, 0, 0);
}

static void
test_printed_used_answered (Fixture *fixture, gconstpointer data)
{
  g_autofree char *plain = support_make_box (fixture->survey, fixture->folder, "plain.mokbox", NULL);

  support_submit_range (plain, 500, 505);
  answer (fixture->path, fixture->codes, 0, 4, 0);
  assert_counts (fixture->survey, N_CODES, 0, 0, 0);

  g_autoptr (MokReceipt) receipt = support_merge (fixture->survey, fixture->path, plain, NULL);
  g_autoptr (MokReceipt) again = support_merge (fixture->survey, fixture->path, NULL);
  g_autofree char *text = mok_receipt_to_text (receipt);
  const MokReceiptEntry *entry = get_entry (receipt);
  const MokReceiptEntry *other = g_ptr_array_index (receipt->entries, 1);

  assert_counts (fixture->survey, N_CODES, 4, 4, 0);
  g_assert_true (entry->has_codes);
  g_assert_false (entry->codes_changed || other->has_codes);
  g_assert_cmpuint (entry->codes_printed, ==, N_CODES);
  g_assert_cmpuint (entry->codes_burned, ==, 4);
  g_assert_cmpuint (entry->without_code + entry->codes_twice + entry->beyond_codes, ==, 0);
  g_assert_nonnull (strstr (text, "4 of 10 access codes used"));
  g_assert_nonnull (strstr (text, "10 printed, 4 used; responses of their boxes: 4"));
  g_assert_null (strstr (text, "more"));
  g_assert_cmpuint (again->codes.burned, ==, 4);
}

static void
test_codes_used_on_two_copies (Fixture *fixture, gconstpointer data)
{
  g_autofree char *twin = copy (fixture, "twin.mokbox");
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL, *json = NULL;

  /* 0 to 4 here, 3 to 6 there: two of them twice. */
  answer (fixture->path, fixture->codes, 0, 5, 0);
  answer (twin, fixture->codes, 3, 7, 100);

  /* In one go, or one after the other. */
  g_autoptr (MokReceipt) receipt = support_merge (fixture->survey, fixture->path, twin, NULL);
  const MokReceiptEntry *entry = g_ptr_array_index (receipt->entries, 1);

  g_assert_cmpuint (entry->codes_twice, ==, 2);
  g_assert_cmpuint (entry->beyond_codes, ==, 2);
  g_assert_cmpuint (entry->without_code, ==, 0);
  assert_counts (fixture->survey, N_CODES, 7, 9, 2);
  text = mok_receipt_to_text (receipt);
  g_assert_nonnull (strstr (text, "2 access codes were used on two copies of this box"));
  g_assert_nonnull (strstr (text, "2 responses more than access codes were used"));
  json = mok_receipt_to_json (receipt);
  root = json_from_string (json, NULL);

  JsonObject *told = json_node_get_object (root);
  JsonObject *file = json_array_get_object_element (json_object_get_array_member (told, "files"), 1);
  JsonObject *of_file = json_object_get_object_member (file, "codes");
  JsonObject *of_all = json_object_get_object_member (told, "codes");

  g_assert_cmpint (json_object_get_int_member (of_file, "used_twice"), ==, 2);
  g_assert_cmpint (json_object_get_int_member (of_file, "without_code"), ==, 0);
  g_assert_cmpint (json_object_get_int_member (of_file, "burned"), ==, 4);
  g_assert_cmpint (json_object_get_int_member (of_all, "printed"), ==, N_CODES);
  g_assert_cmpint (json_object_get_int_member (of_all, "burned"), ==, 7);
  g_assert_cmpint (json_object_get_int_member (of_all, "responses"), ==, 9);
  g_assert_cmpint (json_object_get_int_member (of_all, "beyond"), ==, 2);
}

/* What both used is gone with one of them, and comes back when the other one is merged again. */
static void
test_taking_back_one_of_two_copies (Fixture *fixture, gconstpointer data)
{
  g_autofree char *twin = copy (fixture, "twin.mokbox");
  g_autofree char *text = NULL, *text_again = NULL;

  answer (fixture->path, fixture->codes, 0, 5, 0);
  answer (twin, fixture->codes, 3, 7, 100);

  g_autoptr (MokReceipt) receipt = support_merge (fixture->survey, fixture->path, twin, NULL);
  g_autoptr (MokReceipt) back = mok_survey_remove (fixture->survey, twin, NULL);

  assert_counts (fixture->survey, N_CODES, 3, 5, 2);
  g_assert_cmpuint (get_entry (back)->beyond_codes, ==, 2);
  text = mok_receipt_to_text (back);
  g_assert_nonnull (strstr (text, "2 responses of this box are left without a used code"));

  g_autoptr (MokReceipt) again = support_merge (fixture->survey, fixture->path, NULL);

  assert_counts (fixture->survey, N_CODES, 5, 5, 0);

  /* What no other copy used leaves nothing behind. */
  g_autoptr (MokReceipt) rest = mok_survey_remove (fixture->survey, fixture->path, NULL);

  text_again = mok_receipt_to_text (rest);
  g_assert_null (strstr (text_again, "left without"));
  assert_counts (fixture->survey, N_CODES, 0, 0, 0);
}

static void
test_stuffed_responses (Fixture *fixture, gconstpointer data)
{
  g_autofree char *honest = NULL, *text = NULL;
  MokBoxStatus status;

  answer (fixture->path, fixture->codes, 0, 4, 0);
  honest = copy (fixture, "honest.mokbox");
  stuff (fixture, fixture->path, 3);

  g_autoptr (MokBox) box = mok_box_open (fixture->path, NULL);

  g_assert_true (mok_box_get_status (box, &status, NULL));
  g_assert_cmpuint (status.taken, ==, 7);
  g_assert_cmpuint (status.codes_burned, ==, 4);

  g_autoptr (MokReceipt) receipt = support_merge (fixture->survey, fixture->path, NULL);
  g_autoptr (MokReceipt) later = support_merge (fixture->survey, honest, NULL);

  g_assert_cmpuint (get_entry (receipt)->without_code, ==, 3);
  g_assert_cmpuint (get_entry (receipt)->codes_twice, ==, 0);
  g_assert_cmpuint (get_entry (receipt)->beyond_codes, ==, 3);
  text = mok_receipt_to_text (receipt);
  g_assert_nonnull (strstr (text, "3 more responses than used codes"));
  /* The honest copy is not blamed for them. */
  g_assert_cmpuint (get_entry (later)->without_code, ==, 0);
  g_assert_cmpuint (get_entry (later)->codes_twice, ==, 0);
  g_assert_cmpuint (get_entry (later)->beyond_codes, ==, 3);
  assert_counts (fixture->survey, N_CODES, 4, 7, 3);
}

/* Whoever stuffs a box may also mark codes as used, but no more than were printed ... */
static void
test_stuffing_behind_used_codes_is_bounded (Fixture *fixture, gconstpointer data)
{
  stuff (fixture, fixture->path, 13);
  support_execute (fixture->path, "UPDATE access_code SET used = 1");

  g_autoptr (MokReceipt) receipt = support_merge (fixture->survey, fixture->path, NULL);

  g_assert_cmpuint (get_entry (receipt)->without_code, ==, 3);
  assert_counts (fixture->survey, N_CODES, N_CODES, 13, 3);
}

/* ... and codes of their own, or none at all, are noticed: nothing of that list counts. */
static void
test_another_list_of_codes (Fixture *fixture, gconstpointer data)
{
  static const char *const changes[] = {
    "INSERT INTO access_code (hash, used) VALUES (randomblob (32), 1), (randomblob (32), 1)",
    "DELETE FROM access_code",
  };

  answer (fixture->path, fixture->codes, 0, 2, 0);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *name = g_strdup_printf ("changed-%u.mokbox", i);
      g_autofree char *path = copy (fixture, name);
      g_autofree char *text = NULL;

      stuff (fixture, path, 2);
      support_execute (path, changes[i]);

      g_autoptr (MokReceipt) receipt = support_merge (fixture->survey, path, NULL);

      g_assert_true (get_entry (receipt)->codes_changed);
      g_assert_cmpuint (get_entry (receipt)->without_code, ==, 4);
      text = mok_receipt_to_text (receipt);
      g_assert_nonnull (strstr (text, "not those that were printed"));

      g_autoptr (MokReceipt) back = mok_survey_remove (fixture->survey, path, NULL);

      g_assert_cmpuint (back->total, ==, 0);
      assert_counts (fixture->survey, N_CODES, 0, 0, 0);
    }
}

/* Used codes whose responses were taken back must not cover others. */
static void
test_taking_back_takes_codes_back (Fixture *fixture, gconstpointer data)
{
  g_autofree char *fresh = copy (fixture, "fresh.mokbox");

  answer (fixture->path, fixture->codes, 0, 4, 0);
  stuff (fixture, fresh, 2);

  g_autoptr (MokReceipt) first = support_merge (fixture->survey, fixture->path, NULL);
  g_autoptr (MokReceipt) back = mok_survey_remove (fixture->survey, fixture->path, NULL);

  assert_counts (fixture->survey, N_CODES, 0, 0, 0);
  g_assert_false (get_entry (back)->has_codes);

  g_autoptr (MokReceipt) stuffed = support_merge (fixture->survey, fresh, NULL);

  assert_counts (fixture->survey, N_CODES, 0, 2, 2);

  g_autoptr (MokReceipt) again = support_merge (fixture->survey, fixture->path, NULL);

  assert_counts (fixture->survey, N_CODES, 4, 6, 2);
  g_assert_cmpuint (get_entry (again)->codes_twice, ==, 0);
}

/* A survey copied before the box was made believes the list that comes first, and only that one. */
static void
test_a_box_made_elsewhere (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = g_build_filename (fixture->folder, "copy.moksori", NULL);
  g_autofree char *path = g_build_filename (fixture->folder, "late.mokbox", NULL);
  g_autoptr (GByteArray) bytes = support_read (mok_survey_get_path (fixture->survey));
  GStrv codes = make_box (fixture, path, 5);

  support_write (before, bytes->data, bytes->len);
  answer (path, codes, 0, 3, 0);

  g_autoptr (MokSurvey) survey = mok_survey_open (before, NULL);
  g_autoptr (MokReceipt) receipt = support_merge (survey, path, NULL);

  assert_counts (survey, N_CODES + 5, 3, 3, 0);
  support_execute (path, "DELETE FROM access_code WHERE used = 0");

  g_autoptr (MokReceipt) later = support_merge (survey, path, NULL);

  g_assert_true (get_entry (later)->codes_changed);
  assert_counts (survey, N_CODES + 5, 3, 3, 0);
  mok_access_codes_free (codes);
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add_func ("/store/codes/guessing-costs", test_guessing_costs);
#define ADD(name, func) g_test_add ("/store/codes/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("each-box-has-its-own", test_each_box_has_its_own);
  ADD ("no-slips-no-box", test_no_slips_no_box);
  ADD ("printed-used-answered", test_printed_used_answered);
  ADD ("codes-used-on-two-copies", test_codes_used_on_two_copies);
  ADD ("taking-back-one-of-two-copies", test_taking_back_one_of_two_copies);
  ADD ("stuffed-responses", test_stuffed_responses);
  ADD ("stuffing-behind-used-codes-is-bounded", test_stuffing_behind_used_codes_is_bounded);
  ADD ("another-list-of-codes", test_another_list_of_codes);
  ADD ("taking-back-takes-codes-back", test_taking_back_takes_codes_back);
  ADD ("a-box-made-elsewhere", test_a_box_made_elsewhere);
  return g_test_run ();
}
