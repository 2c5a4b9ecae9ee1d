/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The recovery key: what is typed back is the key, a mistake is found and its group named, and a survey opens with a
 * new passphrase afterwards. What was changed about a key is noticed.
 */

#include "config.h"

#include <string.h>

#include <sqlite3.h>

#include "store/mok-key.h"
#include "store/mok-manifest.h"
#include "store/mok-recovery-key.h"
#include "store/mok-survey-opening.h"

#include "support-survey.h"
#include "support.h"

#define N_GROUPS MOK_RECOVERY_KEY_N_GROUPS
#define NEW_PASSPHRASE "another one, in a safe place"

static const char *const old_passphrase = SUPPORT_PASSPHRASE;
static const char *const new_passphrase = NEW_PASSPHRASE;

static void
assert_reads_as (const char *typed, MokSecret *key)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MokSecret) read = mok_recovery_key_read (typed, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (mok_secret_data (read), mok_secret_size (read), mok_secret_data (key), MOK_KEY_SIZE);
}

static void
assert_refused (const char *typed, const char *word)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MokSecret) read = mok_recovery_key_read (typed, &error);

  g_assert_null (read);
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_RECOVERY_KEY);
  if (strstr (error->message, word) == NULL)
    g_error ("“%s” does not say “%s”", error->message, word);
}

/* Returns: (transfer full): the text of a key, in memory that a test may change */
static char *
write_key (MokSecret *key)
{
  g_autoptr (MokSecret) text = mok_recovery_key_write (key);

  g_assert_cmpuint (strlen ((char *) mok_secret_data (text)) + 1, ==, mok_secret_size (text));
  return g_strdup ((char *) mok_secret_data (text));
}

static void
test_typed_back (void)
{
  for (guint i = 0; i < 200; i++)
    {
      guint8 public_key[MOK_KEY_SIZE];
      g_autoptr (MokSecret) key = mok_key_new (public_key);
      g_autofree char *text = write_key (key);
      g_autofree char *lower = g_ascii_strdown (text, -1);
      g_auto (GStrv) groups = g_strsplit (text, "-", -1);
      g_autofree char *joined = g_strjoinv ("", groups);
      GString *wide = g_string_new ("  ");

      for (const char *at = text; *at != '\0'; at++)
        g_string_append_unichar (wide, *at == '-' ? 0x3000 : (gunichar) *at - '!' + 0xff01);
      g_string_append_c (wide, '\n');
      assert_reads_as (text, key);
      assert_reads_as (lower, key);
      assert_reads_as (joined, key);
      assert_reads_as (wide->str, key);
      g_string_free (wide, TRUE);
      g_strdelimit (text, "0", 'O');
      g_strdelimit (text, "1", i % 2 == 0 ? 'l' : 'I');
      g_strdelimit (text, "-", i % 2 == 0 ? ' ' : '\n');
      assert_reads_as (text, key);
    }
}

/* Worked out by another program: nothing that was ever printed may change its meaning. */
static void
test_fixed_texts (void)
{
  g_autoptr (MokSecret) key = mok_secret_new (MOK_KEY_SIZE);
  g_autofree char *zeros = write_key (key);
  g_autofree char *ones = NULL;
  g_autofree char *numbers = NULL;

  g_assert_cmpstr (zeros, ==, "00001-00002-00003-00004-00005-00006-00007-00008-00009-0000A-0000B-0000C-0000D-ZW7JM");
  memset (mok_secret_data (key), 0xff, MOK_KEY_SIZE);
  ones = write_key (key);
  g_assert_cmpstr (ones, ==, "ZZZZN-ZZZZP-ZZZZQ-ZZZZG-ZZZZH-ZZZZJ-ZZZZK-ZZZZW-ZZZZX-ZZZZY-ZZZZZ-ZZZZR-ZZZGE-1QN32");
  for (guint8 i = 0; i < MOK_KEY_SIZE; i++)
    mok_secret_data (key)[i] = i;
  numbers = write_key (key);
  g_assert_cmpstr (numbers, ==, "000GN-40R4C-0M302-E209C-185GM-R38E2-1W81P-24GK4-2GAHZ-C5RRX-34D1S-P70X7-3RFGP-YED2D");
}

/* Every single wrong character and every two neighbours that changed places: found, and in its group. */
static void
test_mistakes_are_found_and_named (void)
{
  static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZU*";
  guint8 public_key[MOK_KEY_SIZE];
  g_autoptr (MokSecret) key = mok_key_new (public_key);
  g_autofree char *text = write_key (key);

  for (guint i = 0; text[i] != '\0'; i++)
    {
      const char right = text[i], next = text[i + 1];
      g_autofree char *name = g_strdup_printf ("Group %u of", i / 6 + 1);

      if (right == '-')
        continue;
      for (guint k = 0; alphabet[k] != '\0'; k++)
        {
          text[i] = alphabet[k];
          if (alphabet[k] != right)
            assert_refused (text, name);
        }
      text[i] = right;
      if (next == '-' || next == '\0' || next == right)
        continue;
      text[i] = next;
      text[i + 1] = right;
      assert_refused (text, name);
      text[i] = right;
      text[i + 1] = next;
    }
  assert_reads_as (text, key);
}

static void
test_missing_and_added_characters (void)
{
  guint8 public_key[MOK_KEY_SIZE];
  g_autoptr (MokSecret) key = mok_key_new (public_key);
  g_autofree char *text = write_key (key);

  for (guint i = 0; text[i] != '\0'; i++)
    {
      g_autofree char *name = g_strdup_printf ("Group %u of", i / 6 + 1);
      g_autofree char *shorter = g_strdup_printf ("%.*s%s", (int) i, text, text + i + 1);
      g_autofree char *longer = g_strdup_printf ("%.*s%c%s", (int) i, text, text[i], text + i);

      if (text[i] == '-')
        continue;
      assert_refused (shorter, name);
      assert_refused (longer, name);
    }
  assert_refused ("", "14 groups");
  assert_refused ("ABCDE", "14 groups");
  assert_refused ("\xff\xfe", "14 groups");
}

/* Groups on the wrong line, and several mistakes at once. */
static void
test_groups_that_changed_places (void)
{
  guint8 public_key[MOK_KEY_SIZE];
  g_autoptr (MokSecret) key = mok_key_new (public_key);
  g_autofree char *text = write_key (key);
  char group[5];

  memcpy (group, text, 5);
  memcpy (text, text + 6 * 4, 5);
  memcpy (text + 6 * 4, group, 5);
  assert_refused (text, "Groups 1, 5 of");
}

static void
assert_opens (MokSurvey *survey, const char *passphrase, gboolean opens)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MokSecret) key = mok_survey_unlock (survey, &passphrase, 1, &error);

  g_assert_true (opens == (key != NULL));
  if (!opens)
    g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_PASSPHRASE);
}

static void
test_a_new_passphrase (SupportFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_strdup (mok_survey_get_path (fixture->survey));
  g_autofree char *box = support_make_box (fixture->survey, fixture->folder, "a.mokbox", NULL);
  g_autoptr (MokReceipt) receipt = NULL;
  g_autoptr (MokSecret) text = NULL;
  g_autoptr (MokSecret) key = NULL;

  support_submit_range (box, 0, 5);
  receipt = support_merge (fixture->survey, box, NULL);
  text = mok_survey_write_recovery_key (fixture->survey, old_passphrase, &error);
  g_assert_no_error (error);
  g_assert_true (mok_survey_check_recovery_key (fixture->survey, (char *) mok_secret_data (text), &error));
  g_assert_no_error (error);
  /* Nothing of it in the file. */
  g_assert_false (support_contains (path, mok_secret_data (text), 5 * 3));
  g_assert_true (mok_survey_recover (fixture->survey, (char *) mok_secret_data (text), new_passphrase, &error));
  g_assert_no_error (error);
  assert_opens (fixture->survey, old_passphrase, FALSE);
  assert_opens (fixture->survey, new_passphrase, TRUE);

  /* Not only in memory. */
  g_clear_object (&fixture->survey);
  fixture->survey = mok_survey_open (path, &error);
  g_assert_no_error (error);
  assert_opens (fixture->survey, old_passphrase, FALSE);
  key = mok_survey_unlock (fixture->survey, &new_passphrase, 1, &error);
  g_assert_no_error (error);

  g_autoptr (GArray) numbers = support_get_numbers (fixture->survey, key);

  g_assert_cmpuint (numbers->len, ==, 5);
}

static void
test_refusals_change_nothing (SupportFixture *fixture, gconstpointer data)
{
  const char *path = mok_survey_get_path (fixture->survey);
  g_autoptr (MokSurvey) other = support_make_survey (fixture->folder, "other.moksori", MOK_DISCLOSURE_STANDARD);
  g_autoptr (MokSecret) text = mok_survey_write_recovery_key (fixture->survey, old_passphrase, NULL);
  g_autoptr (MokSecret) others = mok_survey_write_recovery_key (other, old_passphrase, NULL);
  g_autoptr (GByteArray) before = support_read (path);
  g_autoptr (GByteArray) after = NULL;
  g_autoptr (GError) error = NULL;
  char *typed = (char *) mok_secret_data (text);

  g_assert_false (mok_survey_recover (fixture->survey, (char *) mok_secret_data (others), new_passphrase, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_OTHER_SURVEY);
  g_clear_error (&error);
  g_assert_false (mok_survey_recover (fixture->survey, typed, "", &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_PASSPHRASE);
  g_clear_error (&error);
  typed[7] = typed[7] == 'A' ? 'B' : 'A';
  g_assert_false (mok_survey_recover (fixture->survey, typed, new_passphrase, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_RECOVERY_KEY);
  g_clear_error (&error);
  g_assert_null (mok_survey_write_recovery_key (fixture->survey, "not this one", &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_PASSPHRASE);
  after = support_read (path);
  g_assert_cmpmem (before->data, before->len, after->data, after->len);
}

static void
test_closed (SupportFixture *fixture, gconstpointer data)
{
  g_autoptr (MokSecret) text = mok_survey_write_recovery_key (fixture->survey, old_passphrase, NULL);
  g_autoptr (MokSecret) key = mok_survey_unlock (fixture->survey, &old_passphrase, 1, NULL);
  g_autoptr (GBytes) release = g_bytes_new_static ("release", 7);
  g_autoptr (GError) error = NULL;

  g_assert_true (mok_survey_begin_closing (fixture->survey, NULL));
  g_assert_true (mok_survey_finish_closing (fixture->survey, key, release, NULL, NULL, NULL));
  g_assert_null (mok_survey_write_recovery_key (fixture->survey, old_passphrase, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_CLOSED);
  g_clear_error (&error);
  g_assert_false (mok_survey_recover (fixture->survey, (char *) mok_secret_data (text), new_passphrase, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_CLOSED);
}

/* Neither a wrap of one person nor a sheet: exactly one wrap for each pair, and no way to another. */
static void
test_trustees (SupportFixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "steward", "lawyer", "member" };
  const MokSurveyOptions options = { .passphrases = names, .n_passphrases = 3 };
  g_autofree char *path = g_build_filename (fixture->folder, "trustees.moksori", NULL);
  g_autoptr (MokQuestionnaire) questionnaire = support_make_questionnaire ();
  g_autoptr (GError) error = NULL;
  g_autoptr (MokSurvey) survey = mok_survey_create (path, questionnaire, &options, &error);
  g_autoptr (GPtrArray) wraps = NULL;
  g_autoptr (MokSecret) own = mok_survey_write_recovery_key (fixture->survey, old_passphrase, NULL);
  guint members = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_assert_null (mok_survey_write_recovery_key (survey, names[i], &error));
      g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_TRUSTEES);
      g_clear_error (&error);
    }
  g_assert_false (mok_survey_recover (survey, (char *) mok_secret_data (own), new_passphrase, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_TRUSTEES);
  g_clear_object (&survey);
  wraps = support_query (path, "SELECT bytes FROM wrap");
  g_assert_cmpuint (wraps->len, ==, 3);
  for (guint i = 0; i < wraps->len; i++)
    {
      const guint8 *wrap = g_bytes_get_data (g_ptr_array_index (wraps, i), NULL);

      g_assert_true (mok_key_wrap_needs_trustees (g_ptr_array_index (wraps, i)));
      members |= 1u << wrap[4];
    }
  g_assert_cmpuint (members, ==, 1 << 3 | 1 << 5 | 1 << 6);
}

/* Somebody puts a public key of their own into the survey file, with a digest that fits. */
static void
test_replaced_public_key (SupportFixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_strdup (mok_survey_get_path (fixture->survey));
  MokManifest *manifest = mok_survey_get_manifest (fixture->survey);
  g_autoptr (MokSecret) text = mok_survey_write_recovery_key (fixture->survey, old_passphrase, NULL);
  guint8 public_key[MOK_KEY_SIZE];
  g_autoptr (MokSecret) foreign = mok_key_new (public_key);
  g_auto (GStrv) words = mok_manifest_dup_words (manifest, "en");
  gsize size;
  const guint8 *original = g_bytes_get_data (mok_manifest_get_bytes (manifest), &size);
  g_autofree guint8 *bytes = g_memdup2 (original, size);
  g_autoptr (GError) error = NULL;
  sqlite3 *db = NULL;
  sqlite3_stmt *update = NULL;
  guint8 digest[32];

  for (gsize i = 0; i + MOK_KEY_SIZE <= size; i++)
    if (memcmp (original + i, mok_manifest_get_public_key (manifest), MOK_KEY_SIZE) == 0)
      memcpy (bytes + i, public_key, MOK_KEY_SIZE);
  mok_hash (digest, sizeof digest, bytes, size);
  g_clear_object (&fixture->survey);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, "UPDATE manifest SET bytes = ?1, digest = ?2", -1, &update, NULL), ==,
                   SQLITE_OK);
  sqlite3_bind_blob (update, 1, bytes, (int) size, SQLITE_STATIC);
  sqlite3_bind_blob (update, 2, digest, sizeof digest, SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (update), ==, SQLITE_DONE);
  sqlite3_finalize (update);
  sqlite3_close (db);

  fixture->survey = mok_survey_open (path, &error);
  g_assert_no_error (error);

  g_auto (GStrv) changed = mok_manifest_dup_words (mok_survey_get_manifest (fixture->survey), "en");

  g_assert_false (g_strv_equal ((const char *const *) words, (const char *const *) changed));
  g_assert_null (mok_survey_unlock (fixture->survey, &old_passphrase, 1, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_KEY_REPLACED);
  g_clear_error (&error);
  g_assert_false (mok_survey_recover (fixture->survey, (char *) mok_secret_data (text), new_passphrase, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_OTHER_SURVEY);
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);
#define ADD(name, func)                                                                                                \
  g_test_add ("/store/recovery/" name, SupportFixture, NULL, support_set_up, func, support_tear_down)
  g_test_add_func ("/store/recovery-key/typed-back", test_typed_back);
  g_test_add_func ("/store/recovery-key/fixed-texts", test_fixed_texts);
  g_test_add_func ("/store/recovery-key/mistakes-are-found-and-named", test_mistakes_are_found_and_named);
  g_test_add_func ("/store/recovery-key/missing-and-added-characters", test_missing_and_added_characters);
  g_test_add_func ("/store/recovery-key/groups-that-changed-places", test_groups_that_changed_places);
  ADD ("a-new-passphrase", test_a_new_passphrase);
  ADD ("refusals-change-nothing", test_refusals_change_nothing);
  ADD ("closed", test_closed);
  ADD ("trustees", test_trustees);
  ADD ("replaced-public-key", test_replaced_public_key);
  return g_test_run ();
}
