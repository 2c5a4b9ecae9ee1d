/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The one review of comments, and what a survey says of its boxes. */

/* memmem() */
#define _GNU_SOURCE

#include "config.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/mok-survey-opening.h"

#include "support-survey.h"
#include "support.h"

#define N_RESPONSES 12

typedef struct
{
  char *folder;
  char *path;
  MokSurvey *survey;
  GBytes *release;
} Fixture;

static const char *const one[] = { SUPPORT_PASSPHRASE };
static const char *const trustees[] = { "하나", "둘", "셋" };

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = support_make_folder ();
  fixture->path = g_build_filename (fixture->folder, "survey.moksori", NULL);
  fixture->release = g_bytes_new_static ("THE RELEASE", 11);
  if (data != NULL)
    {
      const MokSurveyOptions options = { .passphrases = trustees, .n_passphrases = G_N_ELEMENTS (trustees) };
      g_autoptr (MokQuestionnaire) questionnaire = support_make_questionnaire ();

      fixture->survey = mok_survey_create (fixture->path, questionnaire, &options, NULL);
    }
  else
    fixture->survey = support_make_survey (fixture->folder, "survey.moksori", MOK_DISCLOSURE_STANDARD);
  for (guint i = 0; i < N_RESPONSES; i++)
    {
      g_autoptr (MokSecret) record = support_make_record (mok_survey_get_manifest (fixture->survey), i);
      g_autoptr (MokSecret) comment = support_make_comment (mok_survey_get_manifest (fixture->survey), i);

      g_assert_true (mok_survey_add_sealed (fixture->survey, record, comment, NULL));
    }
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->survey);
  g_bytes_unref (fixture->release);
  g_free (fixture->path);
  support_remove_folder (fixture->folder);
}

static void
close_with (Fixture *fixture, const char *const *passphrases, guint n_passphrases, GBytes *review)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MokSecret) key = mok_survey_unlock (fixture->survey, passphrases, n_passphrases, &error);

  g_assert_no_error (error);
  mok_survey_begin_closing (fixture->survey, &error);
  g_assert_no_error (error);
  mok_survey_finish_closing (fixture->survey, key, fixture->release, review, NULL, &error);
  g_assert_no_error (error);
}

/* Bytes that are told apart wherever a part of the review begins. */
static GBytes *
make_review (gsize size)
{
  guint8 *data = g_malloc (size);

  for (gsize i = 0; i < size; i++)
    data[i] = (guint8) (i >> 8 ^ i * 7);
  memcpy (data, "CANARY", 6);
  return g_bytes_new_take (data, size);
}

static void
assert_opens (MokSurvey *survey, const char *const *passphrases, guint n_passphrases, GBytes *review)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MokSecret) opened = mok_survey_open_review (survey, passphrases, n_passphrases, &error);
  gsize size;
  gconstpointer data = g_bytes_get_data (review, &size);

  g_assert_no_error (error);
  g_assert_cmpmem (mok_secret_data (opened), mok_secret_size (opened), data, size);
}

static void
assert_does_not_open (MokSurvey *survey, const char *const *passphrases, guint n_passphrases, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (mok_survey_open_review (survey, passphrases, n_passphrases, &error));
  g_assert_error (error, MOK_STORE_ERROR, code);
}

static gboolean
count_canary (const guint8 *comment, gsize size, gpointer data, GError **error)
{
  guint *count = data;

  *count += memmem (comment, size, "CANARY", 6) != NULL;
  return TRUE;
}

static void
test_sealed_comments_are_opened_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MokSecret) key = mok_survey_unlock (fixture->survey, one, 1, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  guint count = 0;

  mok_survey_foreach_sealed_comment (fixture->survey, key, count_canary, &count, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count, ==, N_RESPONSES);
  g_assert_false (mok_survey_foreach_sealed_comment (fixture->survey, NULL, count_canary, &count, NULL, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_PASSPHRASE);
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  g_assert_false (mok_survey_foreach_sealed_comment (fixture->survey, key, count_canary, &count, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* One part, exactly one, and several. */
static void
test_opens_with_the_passphrase (Fixture *fixture, gconstpointer data)
{
  const gsize sizes[] = { 1, 1000, 1024 * 1024, 2 * 1024 * 1024 + 7 };
  const char *const wrong[] = { "something else", "altogether" };
  g_autoptr (GByteArray) before = NULL;

  g_clear_object (&fixture->survey);
  before = support_read (fixture->path);
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GBytes) review = make_review (MAX (sizes[i], 6));
      gboolean has = FALSE;

      support_write (fixture->path, before->data, before->len);
      fixture->survey = mok_survey_open (fixture->path, NULL);
      g_assert_true (mok_survey_has_review (fixture->survey, &has, NULL) && !has);
      assert_does_not_open (fixture->survey, one, 1, MOK_STORE_ERROR_NO_REVIEW);
      close_with (fixture, one, 1, review);
      g_assert_true (mok_survey_has_review (fixture->survey, &has, NULL) && has);
      assert_opens (fixture->survey, one, 1, review);
      assert_does_not_open (fixture->survey, wrong, 1, MOK_STORE_ERROR_PASSPHRASE);
      assert_does_not_open (fixture->survey, wrong, 2, MOK_STORE_ERROR_PASSPHRASE);
      g_assert_false (support_contains (fixture->path, "CANARY", 6));
      g_clear_object (&fixture->survey);
      fixture->survey = mok_survey_open (fixture->path, NULL);
      assert_opens (fixture->survey, one, 1, review);
      g_clear_object (&fixture->survey);
    }
}

static void
test_altered_parts (Fixture *fixture, gconstpointer data)
{
  const char *const changes[] = {
    "DELETE FROM review WHERE i = 3",
    "UPDATE review SET i = i + 10; UPDATE review SET i = 14 - i;",
    "UPDATE review SET i = 9 WHERE i = 1",
    "INSERT INTO review (sealed) SELECT sealed FROM review WHERE i = 1",
    "UPDATE review SET sealed = substr (sealed, 1, 1000) || x'00' || substr (sealed, 1002) WHERE i = 2",
    "UPDATE review SET sealed = substr (sealed, 1, 40)",
    "UPDATE review SET sealed = x''",
    "UPDATE review_wrap SET bytes = x'4d4b5731'",
    "DELETE FROM review_wrap",
  };
  g_autoptr (GBytes) review = make_review (2 * 1024 * 1024 + 7);
  g_autoptr (GByteArray) closed = NULL;

  close_with (fixture, one, 1, review);
  g_clear_object (&fixture->survey);
  closed = support_read (fixture->path);
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      support_write (fixture->path, closed->data, closed->len);
      support_execute (fixture->path, changes[i]);
      fixture->survey = mok_survey_open (fixture->path, NULL);
      g_test_message ("%s", changes[i]);
      assert_does_not_open (fixture->survey, one, 1, MOK_STORE_ERROR_DAMAGED);
      g_clear_object (&fixture->survey);
    }
}

static void
test_the_two_trustees_who_closed (Fixture *fixture, gconstpointer data)
{
  const char *const closers[] = { trustees[2], trustees[0] };
  g_autoptr (GBytes) review = make_review (5000);
  MokSurveyStatus status;

  close_with (fixture, closers, 2, review);
  g_assert_true (mok_survey_get_status (fixture->survey, &status, NULL));
  g_assert_true (status.closed && status.has_trustees);
  for (int i = 0; i < 3; i++)
    {
      for (int j = 0; j < 3; j++)
        {
          const char *const pair[] = { trustees[i], trustees[j] };

          if (i != j && i != 1 && j != 1)
            assert_opens (fixture->survey, pair, 2, review);
          else
            assert_does_not_open (fixture->survey, pair, 2, MOK_STORE_ERROR_PASSPHRASE);
        }
      assert_does_not_open (fixture->survey, trustees + i, 1, MOK_STORE_ERROR_PASSPHRASE);
    }
}

static void
test_finishing_destroys_the_comments (Fixture *fixture, gconstpointer data)
{
  const char *const summary = "여섯 명이 인력을 말했습니다.\n둘째 줄";
  g_autoptr (GBytes) review = make_review (20000);
  g_autoptr (GByteArray) closed = NULL, finished = NULL;
  g_autoptr (GPtrArray) sealed = NULL;
  g_autoptr (GBytes) release = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree guint8 *old = NULL;
  g_autofree char *kept = NULL;
  gboolean has = TRUE;
  MokSurveyStatus status;
  struct stat about;
  int fd;

  g_assert_false (mok_survey_finish_review (fixture->survey, summary, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_NO_REVIEW);
  g_clear_error (&error);
  close_with (fixture, one, 1, review);
  g_assert_null (mok_survey_get_summary (fixture->survey, &error));
  g_assert_no_error (error);

  sealed = support_query (fixture->path, "SELECT sealed FROM review UNION ALL SELECT bytes FROM review_wrap");
  g_assert_cmpuint (sealed->len, ==, 2);
  closed = support_read (fixture->path);
  fd = open (fixture->path, O_RDONLY | O_CLOEXEC);
  mok_survey_finish_review (fixture->survey, summary, &error);
  g_assert_no_error (error);

  g_assert_cmpint (fstat (fd, &about), ==, 0);
  g_assert_cmpint (about.st_size, ==, closed->len);
  old = g_malloc (closed->len);
  g_assert_cmpint (pread (fd, old, closed->len, 0), ==, closed->len);
  close (fd);
  finished = support_read (fixture->path);
  for (guint i = 0; i < sealed->len; i++)
    {
      gsize size;
      const guint8 *bytes = g_bytes_get_data (g_ptr_array_index (sealed, i), &size);

      for (gsize at = 0; at + 64 <= size; at += 64)
        {
          g_assert_nonnull (memmem (closed->data, closed->len, bytes + at, 64));
          g_assert_null (memmem (old, closed->len, bytes + at, 64));
          g_assert_null (memmem (finished->data, finished->len, bytes + at, 64));
        }
    }

  g_clear_object (&fixture->survey);
  fixture->survey = mok_survey_open (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_true (mok_survey_get_status (fixture->survey, &status, NULL));
  g_assert_true (status.closed && !status.has_trustees);
  g_assert_cmpuint (status.responses, ==, N_RESPONSES);
  g_assert_true (mok_survey_has_review (fixture->survey, &has, NULL) && !has);
  assert_does_not_open (fixture->survey, one, 1, MOK_STORE_ERROR_NO_REVIEW);
  kept = mok_survey_get_summary (fixture->survey, NULL);
  g_assert_cmpstr (kept, ==, summary);
  release = mok_survey_load_release (fixture->survey, NULL);
  g_assert_true (g_bytes_equal (release, fixture->release));
  g_assert_false (mok_survey_finish_review (fixture->survey, summary, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_NO_REVIEW);
}

static void
check_small (Fixture *fixture, gboolean fine, guint n, ...)
{
  g_autoptr (MokSurvey) survey = support_make_survey (fixture->folder, "small.moksori", MOK_DISCLOSURE_STANDARD);
  g_autoptr (GError) error = NULL;
  va_list sizes;

  va_start (sizes, n);
  for (guint i = 0; i < n; i++)
    {
      const MokBoxOptions options = { .label = "의원 가", .site = MOK_SITE_SMALL };
      g_autofree char *name = g_strdup_printf ("small-%u.mokbox", i);
      g_autofree char *box = support_make_box (survey, fixture->folder, name, &options);

      support_submit_range (box, i * 100, i * 100 + va_arg (sizes, guint));
      mok_receipt_free (support_merge (survey, box, NULL));
      g_assert_cmpint (unlink (box), ==, 0);
    }
  va_end (sizes);
  g_assert_cmpint (mok_survey_check_small_sites (survey, &error), ==, fine);
  if (!fine)
    {
      g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_SMALL_SITES);
      g_assert_null (strstr (error->message, "의원"));
    }
  g_assert_cmpint (unlink (mok_survey_get_path (survey)), ==, 0);
}

static void
test_small_sites_hide_each_other (Fixture *fixture, gconstpointer data)
{
  check_small (fixture, TRUE, 0);
  check_small (fixture, FALSE, 1, 12);
  check_small (fixture, FALSE, 2, 6, 6);
  check_small (fixture, TRUE, 3, 5, 3, 2);
  check_small (fixture, FALSE, 3, 3, 3, 3);
  check_small (fixture, FALSE, 3, 6, 3, 2);
  check_small (fixture, TRUE, 4, 2, 6, 3, 1);
  /* Boxes that brought nothing hide nobody. */
  check_small (fixture, FALSE, 3, 5, 5, 0);
}

static void
test_boxes_and_whether_they_came_back (Fixture *fixture, gconstpointer data)
{
  const MokBoxOptions first = { .label = "a" }, second = { .label = "b" }, third = { .label = "c" };
  g_autofree char *copy = g_build_filename (fixture->folder, "copy.moksori", NULL);
  g_autofree char *a = support_make_box (fixture->survey, fixture->folder, "a.mokbox", &first);
  g_autofree char *b = support_make_box (fixture->survey, fixture->folder, "b.mokbox", &second);
  g_autofree char *c = NULL;
  g_autoptr (MokSurvey) other = NULL;
  g_autoptr (GPtrArray) boxes = NULL;
  g_autoptr (GError) error = NULL;

  {
    g_autoptr (GByteArray) bytes = support_read (fixture->path);

    support_write (copy, bytes->data, bytes->len);
  }
  other = mok_survey_open (copy, &error);
  g_assert_no_error (error);
  c = support_make_box (other, fixture->folder, "c.mokbox", &third);
  support_submit_range (b, 100, 103);
  support_submit_range (c, 200, 203);
  mok_receipt_free (support_merge (fixture->survey, b, c, NULL));

  /* The same before closing and after it. */
  for (int i = 0; i < 2; i++)
    {
      g_clear_pointer (&boxes, g_ptr_array_unref);
      boxes = mok_survey_list_boxes (fixture->survey, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (boxes->len, ==, 3);
      for (guint k = 0; k < boxes->len; k++)
        {
          const MokSurveyBox *box = g_ptr_array_index (boxes, k);
          const char label[] = { (char) ('a' + k), '\0' };

          g_assert_cmpstr (box->label, ==, label);
          g_assert_cmpint (box->returned, ==, k > 0);
        }
      if (i == 0)
        close_with (fixture, one, 1, NULL);
    }
}

#define ADD(name, func) g_test_add ("/store/review/" name, Fixture, NULL, set_up, func, tear_down)
#define ADD_TRUSTEES(name, func) g_test_add ("/store/review/" name, Fixture, "", set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);
  ADD ("sealed-comments-are-opened-once", test_sealed_comments_are_opened_once);
  ADD ("opens-with-the-passphrase", test_opens_with_the_passphrase);
  ADD ("altered-parts", test_altered_parts);
  ADD_TRUSTEES ("the-two-trustees-who-closed", test_the_two_trustees_who_closed);
  ADD ("finishing-destroys-the-comments", test_finishing_destroys_the_comments);
  ADD ("small-sites-hide-each-other", test_small_sites_hide_each_other);
  ADD ("boxes-and-whether-they-came-back", test_boxes_and_whether_they_came_back);
  return g_test_run ();
}
