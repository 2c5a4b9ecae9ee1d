/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Closing a survey that protects answers: what the noise is drawn from, what is left in the file and what is not, and
 * every way in which the survey must stay open. Reviews are in test-review.c, kills in test-closing-crash.c.
 */

/* memmem(), unshare() */
#define _GNU_SOURCE

#include "config.h"

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gstdio.h>
#include <sodium.h>

#include "store/mok-survey-opening.h"

#include "support-survey.h"
#include "support.h"

#define N_RESPONSES 30
#define ID_SIZE 16
#define WRAP_HEADER 29 /* up to and with the salt, which the review's wrap has too */

static const char *const passphrases[] = { SUPPORT_PASSPHRASE };

typedef struct
{
  char *folder;
  char *path;
  MokSurvey *survey;
  GBytes *release;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *box = NULL;
  g_autoptr (MokReceipt) receipt = NULL;

  fixture->folder = support_make_folder ();
  fixture->survey = support_make_survey (fixture->folder, "survey.moksori", MOK_DISCLOSURE_STANDARD);
  fixture->path = g_strdup (mok_survey_get_path (fixture->survey));
  fixture->release = g_bytes_new_static ("THE RELEASE", 11);
  box = support_make_box (fixture->survey, fixture->folder, "a.mokbox", NULL);
  support_submit_range (box, 0, N_RESPONSES);
  receipt = support_merge (fixture->survey, box, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->survey);
  g_bytes_unref (fixture->release);
  g_free (fixture->path);
  support_remove_folder (fixture->folder);
}

static MokSecret *
unlock (MokSurvey *survey)
{
  g_autoptr (GError) error = NULL;
  MokSecret *key = mok_survey_unlock (survey, passphrases, 1, &error);

  g_assert_no_error (error);
  return key;
}

static gboolean
close_with (MokSurvey *survey, GBytes *release, GBytes *review, GError **error)
{
  g_autoptr (MokSecret) key = unlock (survey);

  return mok_survey_begin_closing (survey, error)
         && mok_survey_finish_closing (survey, key, release, review, NULL, error);
}

static void
assert_only (const char *folder, guint n_files)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_assert_false (g_str_has_prefix (name, "."));
      n++;
    }
  g_assert_cmpuint (n, ==, n_files);
}

static void
assert_still_open (Fixture *fixture, GByteArray *before)
{
  g_autoptr (GByteArray) after = support_read (fixture->path);
  MokSurveyStatus status;

  g_assert_cmpmem (after->data, after->len, before->data, before->len);
  g_assert_true (mok_survey_get_status (fixture->survey, &status, NULL));
  g_assert_false (status.closed);
  support_assert_numbers (fixture->survey, 0, N_RESPONSES);
  assert_only (fixture->folder, 2);
}

static int
compare_bytes (gconstpointer a, gconstpointer b)
{
  return g_bytes_compare (*(GBytes *const *) a, *(GBytes *const *) b);
}

/* The same file twice, boxes merged in another order. */
static void
test_noise_depends_on_the_responses_only (Fixture *fixture, gconstpointer data)
{
  g_autofree char *b = support_make_box (fixture->survey, fixture->folder, "b.mokbox", NULL);
  g_autofree char *c = support_make_box (fixture->survey, fixture->folder, "c.mokbox", NULL);
  g_autofree char *other_path = g_build_filename (fixture->folder, "other.moksori", NULL);
  g_autoptr (MokSecret) key = unlock (fixture->survey);
  g_autoptr (MokSecret) stranger = mok_secret_new (32);
  g_autoptr (MokSecret) one = NULL, two = NULL, three = NULL;
  g_autoptr (GPtrArray) ids = NULL;
  g_autoptr (GError) error = NULL;
  guint8 first[MOK_POOL_DIGEST_SIZE], second[MOK_POOL_DIGEST_SIZE], expected[5 + MOK_POOL_DIGEST_SIZE] = "noise";
  guint8 expected_key[32];
  crypto_generichash_state state;

  support_submit_range (b, 100, 110);
  support_submit_range (c, 200, 210);
  {
    g_autoptr (GByteArray) bytes = support_read (fixture->path);

    support_write (other_path, bytes->data, bytes->len);
  }

  g_autoptr (MokSurvey) other = mok_survey_open (other_path, &error);

  g_assert_no_error (error);
  g_assert_true (mok_survey_get_pool_digest (fixture->survey, first, NULL));
  g_assert_true (mok_survey_get_pool_digest (other, second, NULL));
  g_assert_cmpmem (first, sizeof first, second, sizeof second);
  g_assert_true (mok_survey_derive_noise_key (fixture->survey, key, &one, NULL));

  mok_receipt_free (support_merge (fixture->survey, b, NULL));
  mok_receipt_free (support_merge (fixture->survey, c, NULL));
  mok_receipt_free (support_merge (other, c, b, NULL));
  mok_receipt_free (support_merge (other, b, NULL));
  g_assert_true (mok_survey_get_pool_digest (fixture->survey, second, NULL));
  g_assert_true (memcmp (first, second, sizeof second) != 0);
  g_assert_true (mok_survey_get_pool_digest (other, first, NULL));
  g_assert_cmpmem (first, sizeof first, second, sizeof second);
  g_assert_true (mok_survey_derive_noise_key (fixture->survey, key, &two, NULL));
  g_assert_true (mok_survey_derive_noise_key (other, key, &three, NULL));
  g_assert_cmpmem (mok_secret_data (two), 32, mok_secret_data (three), 32);
  g_assert_true (memcmp (mok_secret_data (one), mok_secret_data (two), 32) != 0);

  /* By hand. */
  crypto_generichash_init (&state, NULL, 0, MOK_POOL_DIGEST_SIZE);
  ids = support_query (fixture->path, "SELECT id FROM pool");
  g_assert_cmpuint (ids->len, ==, N_RESPONSES + 20);
  g_ptr_array_sort (ids, compare_bytes);
  for (guint i = 0; i < ids->len; i++)
    crypto_generichash_update (&state, g_bytes_get_data (g_ptr_array_index (ids, i), NULL), ID_SIZE);
  crypto_generichash_final (&state, expected + 5, MOK_POOL_DIGEST_SIZE);
  g_assert_cmpmem (expected + 5, MOK_POOL_DIGEST_SIZE, second, sizeof second);
  crypto_generichash (expected_key, sizeof expected_key, expected, sizeof expected, mok_secret_data (key), 32);
  g_assert_cmpmem (mok_secret_data (two), 32, expected_key, sizeof expected_key);

  g_clear_pointer (&one, mok_secret_unref);
  g_assert_false (mok_survey_derive_noise_key (other, stranger, &one, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_PASSPHRASE);
}

static gboolean
ignore_record (const guint8 *record, gsize size, gpointer data, GError **error)
{
  return TRUE;
}

/* Responses that are opened while the survey is closing bring their digest along: nobody reads them all again. */
static void
test_digest_of_what_was_opened (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MokSecret) key = unlock (fixture->survey);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  guint8 before[MOK_POOL_DIGEST_SIZE], after[MOK_POOL_DIGEST_SIZE];

  /* One that does not open, one of another length, and one under no id. */
  support_execute (fixture->path,
                   "UPDATE pool SET sealed = zeroblob (length (sealed)) WHERE id = (SELECT min (id) FROM pool);"
                   "UPDATE pool SET sealed = x'00' WHERE id = (SELECT max (id) FROM pool);"
                   "INSERT INTO pool (id, sealed) VALUES (x'0102', x'00');");
  g_assert_true (mok_survey_get_pool_digest (fixture->survey, before, NULL));

  mok_survey_begin_closing (fixture->survey, &error);
  g_assert_no_error (error);
  g_cancellable_cancel (cancellable);
  g_assert_false (mok_survey_foreach_record (fixture->survey, key, ignore_record, NULL, NULL, NULL, cancellable, NULL));
  g_assert_true (mok_survey_get_pool_digest (fixture->survey, after, NULL));
  g_assert_cmpmem (before, sizeof before, after, sizeof after);
  g_assert_true (mok_survey_foreach_record (fixture->survey, key, ignore_record, NULL, NULL, NULL, NULL, NULL));
  g_assert_cmpuint (mok_survey_get_n_unreadable (fixture->survey), ==, 3);
  g_assert_true (mok_survey_get_pool_digest (fixture->survey, after, NULL));
  g_assert_cmpmem (before, sizeof before, after, sizeof after);
  mok_survey_abandon_closing (fixture->survey);

  /* What was kept is of that closing only. */
  support_execute (fixture->path, "DELETE FROM pool WHERE id = (SELECT max (id) FROM pool)");
  g_assert_true (mok_survey_get_pool_digest (fixture->survey, after, NULL));
  g_assert_true (memcmp (before, after, sizeof after) != 0);
}

static void
test_what_is_left_in_the_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *out = support_make_box (fixture->survey, fixture->folder, "b.mokbox", NULL);
  g_autofree char *late = g_build_filename (fixture->folder, "late.mokbox", NULL);
  g_autofree char *name = g_path_get_basename (fixture->path);
  const MokBoxOptions options = { .label = "late" };
  g_autoptr (MokSurvey) beside = mok_survey_open (fixture->path, NULL);
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  g_autoptr (GBytes) release = NULL;
  g_autoptr (GPtrArray) boxes = NULL;
  g_autoptr (GError) error = NULL;
  MokSurveyStatus status;
  gboolean has;
  struct stat about;

  g_assert_cmpint (g_chmod (fixture->path, 0640), ==, 0);
  close_with (fixture->survey, fixture->release, NULL, &error);
  g_assert_no_error (error);

  /* This object, one that had the file open before, and a new one. */
  for (int i = 0; i < 3; i++)
    {
      g_autoptr (MokSurvey) opened = i == 2 ? mok_survey_open (fixture->path, &error) : NULL;
      MokSurvey *survey = i == 0 ? fixture->survey : i == 1 ? beside : opened;

      g_assert_true (mok_survey_get_status (survey, &status, &error));
      g_assert_no_error (error);
      g_assert_true (status.closed && !status.has_trustees && !status.synthetic);
      g_assert_cmpuint (status.responses, ==, N_RESPONSES);
      g_assert_cmpuint (status.boxes_made, ==, 2);
      g_assert_cmpuint (status.boxes_returned, ==, 1);
      g_clear_pointer (&release, g_bytes_unref);
      release = mok_survey_load_release (survey, &error);
      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (release, fixture->release));
      g_assert_true (mok_survey_has_review (survey, &has, NULL) && !has);
      g_assert_null (mok_survey_unlock (survey, passphrases, 1, &error));
      g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_CLOSED);
      g_clear_error (&error);
    }
  boxes = mok_survey_list_boxes (fixture->survey, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (boxes->len, ==, 2);

  g_ptr_array_add (paths, out);
  g_assert_null (mok_survey_merge (beside, paths, NULL, NULL, NULL, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_CLOSED);
  g_assert_nonnull (strstr (error->message, name));
  g_clear_error (&error);
  g_assert_false (mok_survey_make_box (fixture->survey, late, &options, NULL, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_CLOSED);
  g_clear_error (&error);
  g_assert_false (mok_survey_begin_closing (beside, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_CLOSED);

  g_assert_cmpint (stat (fixture->path, &about), ==, 0);
  g_assert_cmpint (about.st_mtime % 86400, ==, 0);
  g_assert_cmpint (about.st_mode & 0777, ==, 0640);
  assert_only (fixture->folder, 3);
}

static void
test_simulated_stays_simulated (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MokSurvey) survey = support_make_survey (fixture->folder, "sim.moksori", MOK_DISCLOSURE_STANDARD);
  g_autoptr (GError) error = NULL;
  MokSurveyStatus status;

  g_assert_true (mok_survey_mark_synthetic (survey, NULL));
  close_with (survey, fixture->release, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (mok_survey_get_status (survey, &status, NULL));
  g_assert_true (status.closed && status.synthetic);
}

static void
assert_none_in (const guint8 *content, gsize size, GPtrArray *needles, gsize from)
{
  for (guint i = 0; i < needles->len; i++)
    {
      gsize needle_size;
      const guint8 *needle = g_bytes_get_data (g_ptr_array_index (needles, i), &needle_size);

      g_assert_null (memmem (content, size, needle + from, needle_size - from));
    }
}

static void
test_the_old_content_is_gone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) ids =
      support_query (fixture->path, "SELECT id FROM pool UNION ALL SELECT id FROM comment_pool");
  g_autoptr (GPtrArray) cells =
      support_query (fixture->path, "SELECT sealed FROM pool UNION ALL SELECT sealed FROM comment_pool");
  g_autoptr (GPtrArray) wraps = support_query (fixture->path, "SELECT bytes FROM wrap");
  g_autoptr (GBytes) review = g_bytes_new_static ("what they wrote", 15);
  g_autoptr (GByteArray) before = support_read (fixture->path);
  g_autofree guint8 *old = g_malloc (before->len);
  g_autoptr (GByteArray) after = NULL;
  g_autoptr (GError) error = NULL;
  struct stat about;
  int fd;

  g_assert_cmpuint (ids->len, ==, 2 * N_RESPONSES);
  g_assert_cmpuint (wraps->len, ==, 1);
  g_assert_nonnull (memmem (before->data, before->len, g_bytes_get_data (g_ptr_array_index (ids, 0), NULL), ID_SIZE));
  fd = open (fixture->path, O_RDONLY | O_CLOEXEC);
  close_with (fixture->survey, fixture->release, review, &error);
  g_assert_no_error (error);

  /* The file that was: without a name, and full of noise. */
  g_assert_cmpint (fstat (fd, &about), ==, 0);
  g_assert_cmpuint (about.st_nlink, ==, 0);
  g_assert_cmpint (about.st_size, ==, before->len);
  g_assert_cmpint (pread (fd, old, before->len, 0), ==, before->len);
  close (fd);
  for (gsize at = 0; at < before->len; at += 4096)
    g_assert_true (memcmp (old + at, before->data + at, 4096) != 0);
  assert_none_in (old, before->len, ids, 0);
  assert_none_in (old, before->len, cells, 0);
  assert_none_in (old, before->len, wraps, 0);

  after = support_read (fixture->path);
  assert_none_in (after->data, after->len, ids, 0);
  assert_none_in (after->data, after->len, cells, 0);
  assert_none_in (after->data, after->len, wraps, WRAP_HEADER);
  g_assert_null (memmem (after->data, after->len, "what they wrote", 15));
}

static void
test_closing_that_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GByteArray) before = support_read (fixture->path);
  g_autoptr (GBytes) review = g_bytes_new_static ("what they wrote", 15);
  g_autoptr (MokSecret) key = unlock (fixture->survey);
  g_autoptr (MokSecret) stranger = mok_secret_new (32);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_true (mok_survey_begin_closing (fixture->survey, NULL));
  g_assert_false (mok_survey_finish_closing (fixture->survey, key, fixture->release, review, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  assert_still_open (fixture, before);

  g_assert_true (mok_survey_begin_closing (fixture->survey, NULL));
  g_assert_false (mok_survey_finish_closing (fixture->survey, stranger, fixture->release, NULL, NULL, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_PASSPHRASE);
  g_clear_error (&error);
  assert_still_open (fixture, before);

  /* The right key, but nothing to seal the review with. */
  g_clear_object (&fixture->survey);
  fixture->survey = mok_survey_open (fixture->path, NULL);
  g_assert_true (mok_survey_begin_closing (fixture->survey, NULL));
  g_assert_false (mok_survey_finish_closing (fixture->survey, key, fixture->release, review, NULL, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_PASSPHRASE);
  assert_still_open (fixture, before);

  g_assert_true (mok_survey_begin_closing (fixture->survey, NULL));
  mok_survey_abandon_closing (fixture->survey);
  assert_still_open (fixture, before);

  /* Dropping the object in the middle. */
  g_assert_true (mok_survey_begin_closing (fixture->survey, NULL));
  g_clear_object (&fixture->survey);
  fixture->survey = mok_survey_open (fixture->path, NULL);
  assert_still_open (fixture, before);
}

static gboolean
close_in_vain (Fixture *fixture, GBytes *release, int code)
{
  g_autoptr (MokSurvey) survey = mok_survey_open (fixture->path, NULL);
  g_autoptr (MokSecret) key = survey != NULL ? mok_survey_unlock (survey, passphrases, 1, NULL) : NULL;
  g_autofree char *name = g_path_get_basename (fixture->path);
  g_autoptr (GError) error = NULL;
  MokSurveyStatus status;

  return key != NULL
         && !(mok_survey_begin_closing (survey, &error)
              && mok_survey_finish_closing (survey, key, release, NULL, NULL, &error))
         && g_error_matches (error, MOK_STORE_ERROR, code) && strstr (error->message, name) != NULL
         && mok_survey_get_status (survey, &status, NULL) && !status.closed && status.responses == N_RESPONSES;
}

/* As on a full disk, writing beyond the limit fails. */
static gboolean
close_beyond_limit (gpointer data)
{
  Fixture *fixture = data;
  const gsize size = 8 * 1024 * 1024;
  const struct rlimit limit = { size / 2, size / 2 };
  g_autoptr (GBytes) release = g_bytes_new_take (g_malloc0 (size), size);

  signal (SIGXFSZ, SIG_IGN);
  setrlimit (RLIMIT_FSIZE, &limit);
  return close_in_vain (fixture, release, MOK_STORE_ERROR_NO_SPACE);
}

static gboolean
close_without_permission (gpointer data)
{
  Fixture *fixture = data;

  return close_in_vain (fixture, fixture->release, MOK_STORE_ERROR_READ_ONLY);
}

static void
test_no_room_and_no_permission (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GByteArray) before = support_read (fixture->path);

  g_assert_cmpint (g_chmod (fixture->path, 0666), ==, 0);
  g_assert_true (support_run_unprivileged (fixture->folder, close_beyond_limit, fixture));
  assert_still_open (fixture, before);
  g_assert_cmpint (g_chmod (fixture->folder, 0555), ==, 0);
  g_assert_true (support_run_unprivileged (fixture->folder, close_without_permission, fixture));
  g_assert_cmpint (g_chmod (fixture->folder, 0755), ==, 0);
  assert_still_open (fixture, before);
}

/* A disk of 4 MiB of its own, in a process of its own. Returns: an exit status; 2 when the system does not allow it */
static int
close_on_a_full_disk (Fixture *fixture)
{
  g_autofree char *disk = g_build_filename (fixture->folder, "disk", NULL);
  g_autofree char *path = g_build_filename (disk, "survey.moksori", NULL);
  g_autoptr (GByteArray) before = support_read (fixture->path);
  const gsize size = 8 * 1024 * 1024;
  g_autoptr (GBytes) release = g_bytes_new_take (g_malloc0 (size), size);

  g_mkdir (disk, 0755);
  if (geteuid () != 0 || unshare (CLONE_NEWNS) != 0 || mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0
      || mount ("tmpfs", disk, "tmpfs", 0, "size=4m,mode=0755") != 0)
    return 2;
  support_write (path, before->data, before->len);
  g_free (fixture->path);
  fixture->path = g_steal_pointer (&path);
  if (!close_in_vain (fixture, release, MOK_STORE_ERROR_NO_SPACE))
    return 1;

  g_autoptr (GByteArray) after = support_read (fixture->path);

  if (after->len != before->len || memcmp (after->data, before->data, before->len) != 0)
    return 1;
  assert_only (disk, 1);
  return 0;
}

static void
test_full_disk (Fixture *fixture, gconstpointer data)
{
  const pid_t child = fork ();
  int status;

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    _exit (close_on_a_full_disk (fixture));
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  if (WEXITSTATUS (status) == 2)
    g_test_skip ("no disk of its own can be mounted here");
  else
    g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

#define ADD(name, func) g_test_add ("/store/closing-standard/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);
  ADD ("noise-depends-on-the-responses-only", test_noise_depends_on_the_responses_only);
  ADD ("digest-of-what-was-opened", test_digest_of_what_was_opened);
  ADD ("what-is-left-in-the-file", test_what_is_left_in_the_file);
  ADD ("simulated-stays-simulated", test_simulated_stays_simulated);
  ADD ("the-old-content-is-gone", test_the_old_content_is_gone);
  ADD ("closing-that-is-refused", test_closing_that_is_refused);
  ADD ("no-room-and-no-permission", test_no_room_and_no_permission);
  ADD ("full-disk", test_full_disk);
  return g_test_run ();
}
