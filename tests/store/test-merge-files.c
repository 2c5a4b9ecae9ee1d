/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Merging many files of every kind in every order: the same pool, receipts that add up, and no bad file that stops the
 * others; taking files back again.
 */

#include "config.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "base/mok-random.h"
#include "store/mok-survey.h"

#include "support-survey.h"
#include "support.h"

#define N_BOXES 4
#define PER_BOX 20

typedef struct
{
  char *folder;
  char *blank; /* the survey file before anything was merged */
  MokSurvey *survey;
  GPtrArray *files; /* paths: good ones first */
  guint n_good;
} Fixture;

static char *
build (Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

static void
copy (const char *from, const char *to, gsize size)
{
  g_autoptr (GByteArray) bytes = support_read (from);

  support_write (to, bytes->data, MIN (bytes->len, size));
}

static void
add_good_files (Fixture *fixture)
{
  for (guint i = 0; i < N_BOXES; i++)
    {
      g_autofree char *name = g_strdup_printf ("box-%u.mokbox", i);
      g_autofree char *copy_name = g_strdup_printf ("copy-%u.mokbox", i);
      g_autofree char *renamed = g_strdup_printf ("renamed-%u.mokbox", i);
      char *path = support_make_box (fixture->survey, fixture->folder, name, NULL);
      char *handed = build (fixture, copy_name);
      char *other = build (fixture, renamed);
      g_autoptr (MokBox) box = NULL;
      g_autoptr (GError) error = NULL;

      support_submit_range (path, i * PER_BOX, i * PER_BOX + PER_BOX / 2);
      box = mok_box_open (path, NULL);
      mok_box_hand_over (box, handed, FALSE, &error);
      g_assert_no_error (error);
      g_clear_object (&box);
      support_submit_range (path, i * PER_BOX + PER_BOX / 2, (i + 1) * PER_BOX);
      copy (path, other, G_MAXSIZE);
      g_ptr_array_add (fixture->files, path);
      g_ptr_array_add (fixture->files, handed);
      g_ptr_array_add (fixture->files, other);
    }
  fixture->n_good = fixture->files->len;
}

/* A box whose header says that its schema has another version. */
static void
add_versioned (Fixture *fixture, const char *name, guint8 version)
{
  char *path = build (fixture, name);
  g_autoptr (GByteArray) bytes = support_read (g_ptr_array_index (fixture->files, 0));

  bytes->data[63] = version;
  support_write (path, bytes->data, bytes->len);
  g_ptr_array_add (fixture->files, path);
}

static void
add_bad_files (Fixture *fixture)
{
  g_autoptr (MokSurvey) other = support_make_survey (fixture->folder, "other.moksori", MOK_DISCLOSURE_STANDARD);
  char *empty = build (fixture, "empty.mokbox");
  char *text = build (fixture, "text.mokbox");
  char *folder = build (fixture, "folder.mokbox");
  char *pipe = build (fixture, "pipe.mokbox");
  char *link = build (fixture, "link.mokbox");
  char *half = build (fixture, "half.mokbox");
  g_autoptr (GByteArray) whole = support_read (g_ptr_array_index (fixture->files, 0));

  support_write (empty, (const guint8 *) "", 0);
  support_write (text, (const guint8 *) "SQLite format 3", 16);
  support_write (half, whole->data, whole->len / 2);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_cmpint (symlink ("nowhere", link), ==, 0);
  add_versioned (fixture, "newer.mokbox", 99);
  add_versioned (fixture, "older.mokbox", 0);
  g_ptr_array_add (fixture->files, support_make_box (other, fixture->folder, "foreign.mokbox", NULL));
  g_ptr_array_add (fixture->files, empty);
  g_ptr_array_add (fixture->files, text);
  g_ptr_array_add (fixture->files, folder);
  g_ptr_array_add (fixture->files, pipe);
  g_ptr_array_add (fixture->files, link);
  g_ptr_array_add (fixture->files, half);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = support_make_folder ();
  fixture->files = g_ptr_array_new_with_free_func (g_free);
  fixture->survey = support_make_survey (fixture->folder, "survey.moksori", MOK_DISCLOSURE_STANDARD);
  add_good_files (fixture);
  fixture->blank = build (fixture, "blank.moksori");
  copy (mok_survey_get_path (fixture->survey), fixture->blank, G_MAXSIZE);
  add_bad_files (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->survey);
  g_ptr_array_unref (fixture->files);
  g_free (fixture->blank);
  support_remove_folder (fixture->folder);
}

/* The survey as it was before anything was merged. */
static MokSurvey *
begin_anew (Fixture *fixture)
{
  g_autofree char *path = build (fixture, "again.moksori");
  g_autoptr (GError) error = NULL;
  MokSurvey *survey;

  g_unlink (path);
  copy (fixture->blank, path, G_MAXSIZE);
  survey = mok_survey_open (path, &error);
  g_assert_no_error (error);
  return survey;
}

static GBytes *
get_pool (MokSurvey *survey)
{
  const char *const tables[] = { "SELECT id || sealed FROM pool ORDER BY id",
                                 "SELECT id || sealed FROM comment_pool ORDER BY id" };
  g_autoptr (GByteArray) all = g_byte_array_new ();

  for (guint t = 0; t < G_N_ELEMENTS (tables); t++)
    {
      g_autoptr (GPtrArray) rows = support_query (mok_survey_get_path (survey), tables[t]);

      for (guint i = 0; i < rows->len; i++)
        {
          gsize size;
          const guint8 *row = g_bytes_get_data (g_ptr_array_index (rows, i), &size);

          g_byte_array_append (all, row, (guint) size);
        }
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&all));
}

/* Each entry adds up, and all of them together make the change of the total. */
static void
assert_reconciles (const MokReceipt *receipt, GPtrArray *files, guint before)
{
  guint added = 0;

  g_assert_cmpuint (receipt->entries->len, ==, files->len);
  for (guint i = 0; i < files->len; i++)
    {
      const MokReceiptEntry *entry = g_ptr_array_index (receipt->entries, i);
      g_autofree char *name = g_path_get_basename (g_ptr_array_index (files, i));

      g_assert_cmpstr (entry->name, ==, name);
      g_assert_cmpuint (entry->found, ==, entry->added + entry->duplicate + entry->damaged->len);
      added += entry->added;
      if (entry->refused == NULL)
        continue;
      g_assert_cmpuint (entry->found, ==, 0);
      g_assert_nonnull (strstr (entry->refused->message, name));
    }
  g_assert_cmpuint (receipt->total, ==, before + added);
}

static MokReceipt *
merge_all (MokSurvey *survey, GPtrArray *files)
{
  g_autoptr (GError) error = NULL;
  MokReceipt *receipt = mok_survey_merge (survey, files, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return receipt;
}

static guint
count (MokSurvey *survey)
{
  MokSurveyStatus status;

  g_assert_true (mok_survey_get_status (survey, &status, NULL));
  return status.responses;
}

static void
test_every_order_gives_the_same_pool (Fixture *fixture, gconstpointer data)
{
  const guint n_rounds = g_getenv ("MOKSORI_SLOW") != NULL ? 200 : 6;
  g_autoptr (MokRandom) random = mok_random_new_seeded (17);
  g_autoptr (MokReceipt) first = merge_all (fixture->survey, fixture->files);
  g_autoptr (GBytes) pool = get_pool (fixture->survey);

  assert_reconciles (first, fixture->files, 0);
  support_assert_numbers (fixture->survey, 0, N_BOXES * PER_BOX);
  for (guint i = 0; i < fixture->files->len; i++)
    {
      const MokReceiptEntry *entry = g_ptr_array_index (first->entries, i);

      g_assert_true ((entry->refused == NULL) == (i < fixture->n_good));
    }

  /* Cut into calls at random, each file at least once, some more often. */
  for (guint round = 0; round < n_rounds; round++)
    {
      g_autoptr (MokSurvey) survey = begin_anew (fixture);
      g_autoptr (GPtrArray) order = g_ptr_array_new ();
      g_autoptr (GBytes) again = NULL;

      for (guint i = 0; i < fixture->files->len; i++)
        for (guint k = 1 + mok_random_uniform (random, 2); k > 0; k--)
          g_ptr_array_add (order, g_ptr_array_index (fixture->files, i));
      for (guint i = order->len - 1; i > 0; i--)
        {
          const guint k = mok_random_uniform (random, i + 1);
          gpointer file = order->pdata[i];

          order->pdata[i] = order->pdata[k];
          order->pdata[k] = file;
        }
      for (guint from = 0; from < order->len;)
        {
          const guint n = 1 + mok_random_uniform (random, 7);
          const guint to = MIN (order->len, from + n);
          g_autoptr (GPtrArray) call = g_ptr_array_new ();
          g_autoptr (MokReceipt) receipt = NULL;
          const guint before = count (survey);

          for (; from < to; from++)
            g_ptr_array_add (call, g_ptr_array_index (order, from));
          receipt = merge_all (survey, call);
          assert_reconciles (receipt, call, before);
        }
      again = get_pool (survey);
      g_assert_true (g_bytes_equal (pool, again));
    }
}

static void
test_cut_anywhere (Fixture *fixture, gconstpointer data)
{
  const guint n_cuts = g_getenv ("MOKSORI_SLOW") != NULL ? 3000 : 60;
  g_autoptr (MokRandom) random = mok_random_new_seeded (23);
  g_autoptr (GByteArray) whole = support_read (g_ptr_array_index (fixture->files, 0));
  g_autofree char *cut = build (fixture, "cut.mokbox");
  g_autoptr (GPtrArray) files = g_ptr_array_new ();

  g_ptr_array_add (files, cut);
  for (guint i = 0; i < n_cuts; i++)
    {
      /* Every second one at the end of a page, as a file system would. */
      const gsize at = mok_random_uniform (random, whole->len);
      const gsize size = i % 2 == 0 ? at : at / 8192 * 8192;
      g_autoptr (MokReceipt) receipt = NULL;
      const MokReceiptEntry *entry;

      support_write (cut, whole->data, size);
      receipt = merge_all (fixture->survey, files);
      assert_reconciles (receipt, files, 0);
      entry = g_ptr_array_index (receipt->entries, 0);
      g_assert_nonnull (entry->refused);
    }
}

static gboolean
merge_without_permission (gpointer data)
{
  Fixture *fixture = data;
  g_autofree char *path = build (fixture, "again.moksori");
  g_autoptr (MokSurvey) survey = mok_survey_open (path, NULL);
  g_autoptr (MokReceipt) receipt = merge_all (survey, fixture->files);

  assert_reconciles (receipt, fixture->files, 0);
  for (guint i = 0; i < fixture->n_good; i++)
    {
      const MokReceiptEntry *entry = g_ptr_array_index (receipt->entries, i);

      g_assert_true ((entry->refused != NULL) == (i == 0));
    }
  return receipt->total == N_BOXES * PER_BOX;
}

static void
test_a_file_without_permission (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MokSurvey) survey = begin_anew (fixture);

  for (guint i = 0; i < fixture->n_good; i++)
    g_assert_cmpint (g_chmod (g_ptr_array_index (fixture->files, i), i == 0 ? 0000 : 0644), ==, 0);
  g_assert_cmpint (g_chmod (mok_survey_get_path (survey), 0666), ==, 0);
  g_clear_object (&survey);
  g_assert_true (support_run_unprivileged (fixture->folder, merge_without_permission, fixture));
}

/* Exactly the responses of the file go, whichever copy of the box brought them, and come back with any copy. */
static void
test_taking_back_while_copies_come_and_go (Fixture *fixture, gconstpointer data)
{
  const char *box = g_ptr_array_index (fixture->files, 0);
  const char *handed = g_ptr_array_index (fixture->files, 1);
  const char *renamed = g_ptr_array_index (fixture->files, 2);
  const char *const orders[][3] = {
    { box, handed, renamed }, { handed, box, renamed }, { renamed, handed, box }, { handed, renamed, box }
  };

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autoptr (MokSurvey) survey = begin_anew (fixture);
      g_autoptr (MokReceipt) merged = support_merge (survey, orders[i][0], orders[i][1], orders[i][2], NULL);
      g_autoptr (MokReceipt) half = mok_survey_remove (survey, handed, NULL);
      const MokReceiptEntry *entry = g_ptr_array_index (half->entries, 0);
      MokSurveyStatus status;

      g_assert_cmpuint (merged->total, ==, PER_BOX);
      g_assert_cmpuint (entry->added, ==, PER_BOX / 2);
      support_assert_numbers (survey, PER_BOX / 2, PER_BOX);
      g_assert_true (mok_survey_get_status (survey, &status, NULL));
      g_assert_cmpuint (status.boxes_returned, ==, 1);

      /* The rest through a copy with another name; then nothing is left, and the box has not returned. */
      g_autoptr (MokReceipt) rest = mok_survey_remove (survey, renamed, NULL);

      entry = g_ptr_array_index (rest->entries, 0);
      g_assert_cmpuint (entry->added, ==, PER_BOX / 2);
      g_assert_cmpuint (entry->duplicate, ==, PER_BOX / 2);
      g_assert_cmpuint (rest->total, ==, 0);
      g_assert_true (mok_survey_get_status (survey, &status, NULL));
      g_assert_cmpuint (status.boxes_returned, ==, 0);

      g_autoptr (MokReceipt) back = support_merge (survey, handed, NULL);

      g_assert_cmpuint (back->total, ==, PER_BOX / 2);
      support_assert_numbers (survey, 0, PER_BOX / 2);
    }
}

static void
test_bad_files_take_nothing_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MokReceipt) merged = merge_all (fixture->survey, fixture->files);
  g_autoptr (GBytes) before = get_pool (fixture->survey);
  g_autoptr (GBytes) after = NULL;

  for (guint i = fixture->n_good; i < fixture->files->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MokReceipt) receipt =
          mok_survey_remove (fixture->survey, g_ptr_array_index (fixture->files, i), &error);
      const MokReceiptEntry *entry;

      g_assert_no_error (error);
      entry = g_ptr_array_index (receipt->entries, 0);
      g_assert_nonnull (entry->refused);
      g_assert_cmpuint (receipt->total, ==, merged->total);
    }
  after = get_pool (fixture->survey);
  g_assert_true (g_bytes_equal (before, after));
}

static void
test_where_only_copies_belong (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MokReceipt) receipt = mok_survey_merge_copies (fixture->survey, fixture->files, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  assert_reconciles (receipt, fixture->files, 0);
  for (guint i = 0; i < fixture->n_good; i++)
    {
      const MokReceiptEntry *entry = g_ptr_array_index (receipt->entries, i);

      /* Of each three: the box, a copy that was handed over, and the box under another name. */
      if (i % 3 == 1)
        g_assert_no_error (entry->refused);
      else
        g_assert_error (entry->refused, MOK_STORE_ERROR, MOK_STORE_ERROR_IN_USE);
    }
  g_assert_cmpuint (receipt->total, ==, N_BOXES * PER_BOX / 2);
}

/* What is wrong is said of each file by name, and not the same of all. */
static void
test_each_has_its_own_words (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *name;
    int code;
    const char *words;
  } expected[] = {
    { "newer.mokbox", MOK_STORE_ERROR_NEWER, "newer version" },
    { "older.mokbox", MOK_STORE_ERROR_OLDER, "older version" },
    { "half.mokbox", MOK_STORE_ERROR_DAMAGED, "damaged or incomplete" },
    { "foreign.mokbox", MOK_STORE_ERROR_OTHER_SURVEY, "another survey" },
    { "text.mokbox", MOK_STORE_ERROR_NOT_OURS, "not" },
    { "link.mokbox", MOK_STORE_ERROR_IO, "no file" },
    { "renamed.mokbox", MOK_STORE_ERROR_NOT_OURS, "not" },
  };
  g_autofree char *survey_as_box = build (fixture, "renamed.mokbox");
  g_autofree char *box_as_text = build (fixture, "renamed.txt");
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (MokReceipt) receipt = NULL;
  const MokReceiptEntry *renamed;

  copy (fixture->blank, survey_as_box, G_MAXSIZE);
  copy (g_ptr_array_index (fixture->files, 0), box_as_text, G_MAXSIZE);
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    g_ptr_array_add (paths, build (fixture, expected[i].name));
  g_ptr_array_add (paths, g_strdup (box_as_text));
  receipt = mok_survey_merge (fixture->survey, paths, NULL, NULL, NULL, NULL);
  g_assert_nonnull (receipt);
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const MokReceiptEntry *entry = g_ptr_array_index (receipt->entries, i);

      g_test_message ("%s", entry->refused != NULL ? entry->refused->message : "taken");
      g_assert_error (entry->refused, MOK_STORE_ERROR, expected[i].code);
      g_assert_nonnull (strstr (entry->refused->message, expected[i].name));
      g_assert_nonnull (strstr (entry->refused->message, expected[i].words));
    }
  /* A box is a box whatever it is called. */
  renamed = g_ptr_array_index (receipt->entries, G_N_ELEMENTS (expected));
  g_assert_no_error (renamed->refused);
  g_assert_cmpuint (renamed->added, ==, PER_BOX);
}

#define ADD(name, func) g_test_add ("/store/merge-files/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);
  ADD ("every-order-gives-the-same-pool", test_every_order_gives_the_same_pool);
  ADD ("each-has-its-own-words", test_each_has_its_own_words);
  ADD ("cut-anywhere", test_cut_anywhere);
  ADD ("a-file-without-permission", test_a_file_without_permission);
  ADD ("taking-back-while-copies-come-and-go", test_taking_back_while_copies_come_and_go);
  ADD ("where-only-copies-belong", test_where_only_copies_belong);
  ADD ("bad-files-take-nothing-back", test_bad_files_take_nothing_back);
  return g_test_run ();
}
