/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the tests of the check of files share. Must not test anything itself. */

#include "config.h"

#include "verify-fixture.h"

#include <string.h>

#include <sqlite3.h>

#include "store/mok-file.h"
#include "store/mok-survey-opening.h"

void
verify_set_up (VerifyFixture *fixture, gconstpointer data)
{
  fixture->folder = support_make_folder ();
  fixture->survey = support_make_survey (fixture->folder, "survey.moksori",
                                         data != NULL ? MOK_DISCLOSURE_OPEN : MOK_DISCLOSURE_STANDARD);
}

void
verify_tear_down (VerifyFixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->survey);
  g_free (fixture->path);
  support_remove_folder (fixture->folder);
}

/* A box with responses in it; it becomes the file that is checked. */
char *
verify_make_box (VerifyFixture *fixture, const char *name, guint n_responses)
{
  g_free (fixture->path);
  fixture->path = support_make_box (fixture->survey, fixture->folder, name, NULL);
  support_submit_range (fixture->path, 0, n_responses);
  return fixture->path;
}

void
verify_close (MokSurvey *survey, gboolean with_review)
{
  const char *const passphrases[] = { SUPPORT_PASSPHRASE };
  g_autoptr (GBytes) release = g_bytes_new_static ("THE RELEASE", 11);
  g_autoptr (GBytes) review = with_review ? g_bytes_new_static ("REVIEW", 6) : NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MokSecret) key = mok_survey_unlock (survey, passphrases, 1, &error);

  g_assert_no_error (error);
  mok_survey_begin_closing (survey, &error);
  g_assert_no_error (error);
  mok_survey_finish_closing (survey, key, release, review, NULL, &error);
  g_assert_no_error (error);
}

/* As somebody with a database program would do it, who sets the file's time right again. */
void
verify_change (const char *path, const char *sql)
{
  sqlite3 *db = NULL;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (db);
  mok_file_round_times (path);
}

/* Writes @text over bytes that no row uses, in the first page of a table: where the gap before its rows begins, plus
 * @skip.
 */
void
verify_hide (const char *path, const char *table, gsize skip, const char *text)
{
  g_autofree char *sql = g_strdup_printf ("SELECT rootpage FROM sqlite_schema WHERE name = '%s'", table);
  g_autoptr (GPtrArray) root = support_query (path, sql);
  g_autoptr (GByteArray) content = support_read (path);
  const gsize page_size = (gsize) (content->data[16] << 8 | content->data[17]);
  /* What a query gives is not terminated. */
  gsize length;
  const char *digits = g_bytes_get_data (g_ptr_array_index (root, 0), &length);
  g_autofree char *number = g_strndup (digits, length);
  const gsize page = g_ascii_strtoull (number, NULL, 10);
  guint8 *at = content->data + (page - 1) * page_size;
  const gboolean leaf = at[0] == 10 || at[0] == 13;
  const gsize end = (leaf ? 8 : 12) + 2 * (gsize) (at[3] << 8 | at[4]);

  g_assert_cmpuint (end + skip + strlen (text), <, (gsize) (at[5] << 8 | at[6]));
  memcpy (at + end + skip, text, strlen (text));
  support_write (path, content->data, content->len);
  mok_file_round_times (path);
}

char *
verify_list_failed (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MokVerification) verification = mok_verify_file (path, NULL, &error);
  g_autoptr (GString) failed = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < verification->findings->len; i++)
    {
      const MokFinding *finding = g_ptr_array_index (verification->findings, i);

      g_test_message ("%s %s: %s", mok_finding_result_get_code (finding->result), finding->check, finding->text);
      if (finding->result == MOK_FINDING_FAILED)
        g_string_append_printf (failed, "%s%s", failed->len > 0 ? " " : "", finding->check);
    }
  return g_string_free (g_steal_pointer (&failed), FALSE);
}

void
verify_assert_passes (const char *path)
{
  g_autofree char *failed = verify_list_failed (path);

  g_assert_cmpstr (failed, ==, "");
}

/* With this one and no other. */
void
verify_assert_fails (const char *path, const char *check)
{
  g_autofree char *failed = verify_list_failed (path);

  g_assert_cmpstr (failed, ==, check);
}
