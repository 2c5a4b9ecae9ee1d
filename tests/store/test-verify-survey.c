/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The check of a survey file: collecting, closed and open ones pass, and one that is spoilt in one way fails by exactly
 * the check for that.
 */

/* memmem() */
#define _GNU_SOURCE

#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "base/mok-secret.h"
#include "store/mok-file.h"
#include "store/mok-slots.h"

#include "verify-fixture.h"

#define N_RESPONSES 30

/* A survey with two boxes merged. */
static void
set_up (VerifyFixture *fixture, gconstpointer data)
{
  g_autofree char *other = NULL;
  g_autoptr (MokReceipt) receipt = NULL;

  verify_set_up (fixture, data);
  other = support_make_box (fixture->survey, fixture->folder, "other.mokbox", NULL);
  verify_make_box (fixture, "ward.mokbox", N_RESPONSES);
  support_submit_range (other, 100, 110);
  receipt = support_merge (fixture->survey, fixture->path, other, NULL);
  g_free (fixture->path);
  fixture->path = g_strdup (mok_survey_get_path (fixture->survey));
}

static void
test_collecting (VerifyFixture *fixture, gconstpointer data)
{
  g_autofree char *box = g_build_filename (fixture->folder, "ward.mokbox", NULL);
  g_autoptr (GError) error = NULL;

  verify_assert_passes (fixture->path);

  g_autoptr (MokReceipt) removed = mok_survey_remove (fixture->survey, box, &error);

  g_assert_no_error (error);
  verify_assert_passes (fixture->path);
}

/* So many that pages split, and come free again when the box is taken back. */
static void
test_many_pages (VerifyFixture *fixture, gconstpointer data)
{
  const MokBoxOptions large = { .label = "large", .n_slots = 1200 };
  g_autofree char *box = support_make_box (fixture->survey, fixture->folder, "large.mokbox", &large);
  g_autoptr (GError) error = NULL;

  support_submit_range (box, 0, 600);
  verify_assert_passes (box);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (MokReceipt) receipt = support_merge (fixture->survey, box, NULL);
      g_autoptr (MokReceipt) removed = NULL;

      verify_assert_passes (fixture->path);
      removed = mok_survey_remove (fixture->survey, box, &error);
      g_assert_no_error (error);
      verify_assert_passes (fixture->path);
    }
}

static void
test_closed (VerifyFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  verify_close (fixture->survey, TRUE);
  verify_assert_passes (fixture->path);
  mok_survey_finish_review (fixture->survey, "A summary.", &error);
  g_assert_no_error (error);
  verify_assert_passes (fixture->path);
}

static void
test_open (VerifyFixture *fixture, gconstpointer data)
{
  g_autoptr (MokSecret) record = support_make_record (mok_survey_get_manifest (fixture->survey), 7);
  const guint8 digest[32] = { 1 };
  g_autoptr (GError) error = NULL;

  mok_survey_begin (fixture->survey, &error);
  mok_survey_add_rows (fixture->survey, digest, mok_secret_data (record), 1, &error);
  mok_survey_commit (fixture->survey, &error);
  g_assert_no_error (error);
  verify_assert_passes (fixture->path);
  verify_close (fixture->survey, FALSE);
  verify_assert_passes (fixture->path);
  verify_change (fixture->path, "UPDATE row_chunk SET digest = zeroblob (16);");
  verify_assert_fails (fixture->path, "rows");
}

/* Once an open survey has been closed, its sealed answers lie in free pages no more. */
static void
test_leftovers (VerifyFixture *fixture, gconstpointer data)
{
  verify_change (fixture->path, "PRAGMA secure_delete=OFF; CREATE TABLE log(at); INSERT INTO log VALUES (7);"
                                "DROP TABLE log;");
  verify_assert_fails (fixture->path, "free-pages unused-bytes");
}

/* In a file in which rows came and went there are numbers between rows; words are no such numbers. */
static void
test_hidden (VerifyFixture *fixture, gconstpointer data)
{
  static const char *const tables[] = { "pool", "comment_pool", "merge_log", "survey" };
  g_autofree char *box = g_build_filename (fixture->folder, "other.mokbox", NULL);
  g_autoptr (MokReceipt) removed = mok_survey_remove (fixture->survey, box, NULL);
  g_autoptr (GByteArray) right = support_read (fixture->path);

  g_clear_object (&fixture->survey);
  verify_assert_passes (fixture->path);
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      verify_hide (fixture->path, tables[i], 100, "Kim, ward 3");
      verify_assert_fails (fixture->path, "unused-bytes");
      support_write (fixture->path, right->data, right->len);
      mok_file_round_times (fixture->path);
    }
  /* Nor where positions of rows would be. */
  verify_hide (fixture->path, "pool", 0, "Kim, ward 3, at night");
  verify_assert_fails (fixture->path, "unused-bytes");
}

static void
test_hidden_when_closed (VerifyFixture *fixture, gconstpointer data)
{
  verify_close (fixture->survey, TRUE);
  g_clear_object (&fixture->survey);
  verify_hide (fixture->path, "release", 100, "x");
  verify_assert_fails (fixture->path, "unused-bytes");
}

/* A row of this length does not fill the last of the pages that it goes on in. */
static void
test_hidden_behind_a_long_row (VerifyFixture *fixture, gconstpointer data)
{
  g_autoptr (GByteArray) content = NULL;
  g_autoptr (GPtrArray) tail = NULL;
  guint8 *at;

  verify_close (fixture->survey, FALSE);
  g_clear_object (&fixture->survey);
  verify_change (fixture->path, "INSERT INTO release (part, digest) VALUES (randomblob (100000), zeroblob (16));");
  verify_assert_fails (fixture->path, "release");
  content = support_read (fixture->path);
  tail = support_query (fixture->path, "SELECT substr (part, -40) FROM release ORDER BY length (part) DESC LIMIT 1");
  at = memmem (content->data, content->len, g_bytes_get_data (g_ptr_array_index (tail, 0), NULL), 40);
  g_assert_nonnull (at);
  memcpy (at + 140, "Kim", 3);
  support_write (fixture->path, content->data, content->len);
  mok_file_round_times (fixture->path);
  verify_assert_fails (fixture->path, "unused-bytes release");
}

static const struct
{
  const char *name;
  const char *sql;
  const char *check;
} changes[] = {
  { "column", "ALTER TABLE pool ADD COLUMN box BLOB;", "schema" },
  { "table", "CREATE TABLE log(at INTEGER);", "schema" },
  { "rowid",
    "CREATE TABLE p(id BLOB PRIMARY KEY, sealed BLOB NOT NULL); INSERT INTO p SELECT * FROM pool;"
    "DROP TABLE pool; ALTER TABLE p RENAME TO pool; VACUUM;",
    "schema" },
  { "state", "UPDATE survey SET closed = 2;", "state" },
  { "number", "UPDATE survey SET responses = 700;", "state" },
  { "sealed", "UPDATE pool SET sealed = zeroblob (length (sealed)) WHERE id = (SELECT min (id) FROM pool);", "sealed" },
  { "length", "UPDATE pool SET sealed = x'00' WHERE id = (SELECT min (id) FROM pool);", "sealed" },
  { "id", "UPDATE pool SET id = x'00000000000000000000000000000001' WHERE id = (SELECT min (id) FROM pool);",
    "sealed" },
  { "time", "UPDATE merge_log SET day = day || ' 13:45';", "days" },
  { "no-day", "UPDATE merge_log SET day = '2026-02-31';", "days" },
  { "unsealed", "INSERT INTO row_chunk (records, digest) VALUES (zeroblob (64), zeroblob (16));", "rows" },
  { "early-results", "INSERT INTO release (part, digest) VALUES (x'', x'cae66941d9efbd404e4d88758ea67670');",
    "release" },
  { "overflow", "INSERT INTO burned_code VALUES (randomblob (20000), x'00');", "overflow-pages" },
};

static const struct
{
  const char *name;
  const char *sql;
  const char *check;
} changes_when_closed[] = {
  { "key", "INSERT INTO wrap (bytes) VALUES (randomblob (97));", "destroyed" },
  { "code", "INSERT INTO burned_code VALUES (randomblob (32), randomblob (16));", "destroyed" },
  { "import", "INSERT INTO import VALUES (randomblob (32));", "destroyed" },
  { "release", "UPDATE release SET digest = zeroblob (16);", "release" },
  { "no-release", "PRAGMA secure_delete=ON; DELETE FROM release;", "release" },
  { "deleted", "PRAGMA secure_delete=ON; CREATE TABLE log(at); INSERT INTO log VALUES (7); DROP TABLE log;",
    "free-pages unused-bytes" },
};

static void
test_change (VerifyFixture *fixture, gconstpointer data)
{
  const guint which = GPOINTER_TO_UINT (data);

  verify_change (fixture->path, changes[which].sql);
  verify_assert_fails (fixture->path, changes[which].check);
}

static void
test_change_when_closed (VerifyFixture *fixture, gconstpointer data)
{
  const guint which = GPOINTER_TO_UINT (data);

  verify_close (fixture->survey, FALSE);
  verify_change (fixture->path, changes_when_closed[which].sql);
  verify_assert_fails (fixture->path, changes_when_closed[which].check);
}

/* Two neighbours change places in the file, as if they lay in the order in which they came. */
static void
test_order (VerifyFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) rows = support_query (fixture->path, "SELECT id || sealed FROM pool ORDER BY id LIMIT 2");
  g_autoptr (GByteArray) content = support_read (fixture->path);
  gsize size = g_bytes_get_size (g_ptr_array_index (rows, 0));
  gconstpointer one = g_bytes_get_data (g_ptr_array_index (rows, 0), NULL);
  gconstpointer two = g_bytes_get_data (g_ptr_array_index (rows, 1), NULL);
  guint8 *one_at = memmem (content->data, content->len, one, size);
  guint8 *two_at = memmem (content->data, content->len, two, size);

  g_assert_true (one_at != NULL && two_at != NULL);
  memcpy (one_at, two, size);
  memcpy (two_at, one, size);
  g_clear_object (&fixture->survey);
  support_write (fixture->path, content->data, content->len);
  mok_file_round_times (fixture->path);
  verify_assert_fails (fixture->path, "order");
}

static void
set_up_plain (VerifyFixture *fixture, gconstpointer data)
{
  set_up (fixture, NULL);
}

/* Where only the description of the survey is another version's: not "changed". */
static void
test_description_of_another_version (VerifyFixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint8 version;
    const char *words;
  } versions[] = { { 0, "older version" }, { 9, "newer version" } };

  for (gsize i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      g_autoptr (GPtrArray) found = support_query (mok_survey_get_path (fixture->survey), "SELECT bytes FROM manifest");
      g_autoptr (MokVerification) verification = NULL;
      g_autofree guint8 *bytes = NULL;
      g_autofree char *said = NULL;
      g_autoptr (GString) sql = g_string_new ("UPDATE manifest SET bytes = x'");
      guint8 digest[32];
      gsize size;

      const guint8 *before = g_bytes_get_data (g_ptr_array_index (found, 0), &size);

      bytes = g_memdup2 (before, size);
      bytes[4] = versions[i].version;
      mok_hash (digest, sizeof digest, bytes, size);
      for (gsize k = 0; k < size; k++)
        g_string_append_printf (sql, "%02x", bytes[k]);
      g_string_append (sql, "', digest = x'");
      for (gsize k = 0; k < sizeof digest; k++)
        g_string_append_printf (sql, "%02x", digest[k]);
      g_string_append (sql, "'");
      verify_change (mok_survey_get_path (fixture->survey), sql->str);
      verification = mok_verify_file (mok_survey_get_path (fixture->survey), NULL, NULL);
      g_assert_nonnull (verification);
      for (guint k = 0; k < verification->findings->len; k++)
        {
          const MokFinding *finding = g_ptr_array_index (verification->findings, k);

          if (g_str_equal (finding->check, "manifest"))
            said = g_strdup (finding->text);
        }
      g_assert_nonnull (said);
      g_assert_nonnull (strstr (said, versions[i].words));
    }
}

#define ADD(name, data, func)                                                                                          \
  g_test_add ("/store/verify-survey/" name, VerifyFixture, data, set_up, func, verify_tear_down)

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);
  ADD ("collecting", NULL, test_collecting);
  ADD ("many-pages", NULL, test_many_pages);
  ADD ("closed", NULL, test_closed);
  ADD ("open", "open", test_open);
  ADD ("leftovers", NULL, test_leftovers);
  ADD ("hidden", NULL, test_hidden);
  ADD ("hidden-when-closed", NULL, test_hidden_when_closed);
  ADD ("hidden-behind-a-long-row", NULL, test_hidden_behind_a_long_row);
  ADD ("order", NULL, test_order);
  ADD ("description-of-another-version", NULL, test_description_of_another_version);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *path = g_strconcat ("/store/verify-survey/change/", changes[i].name, NULL);

      g_test_add (path, VerifyFixture, GUINT_TO_POINTER (i), set_up_plain, test_change, verify_tear_down);
    }
  for (guint i = 0; i < G_N_ELEMENTS (changes_when_closed); i++)
    {
      g_autofree char *path = g_strconcat ("/store/verify-survey/closed/", changes_when_closed[i].name, NULL);

      g_test_add (path, VerifyFixture, GUINT_TO_POINTER (i), set_up_plain, test_change_when_closed, verify_tear_down);
    }
  return g_test_run ();
}
