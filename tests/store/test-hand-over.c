/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Handing over: when a copy may be made, what it may replace, and that its order tells nothing. */

#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "store/mok-box-private.h"

#include "support-survey.h"
#include "support.h"

typedef struct
{
  char *folder;
  MokSurvey *survey;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = support_make_folder ();
  fixture->survey = support_make_survey (fixture->folder, "survey.moksori", MOK_DISCLOSURE_STANDARD);
  fixture->path = support_make_box (fixture->survey, fixture->folder, "a.mokbox", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->survey);
  g_free (fixture->path);
  support_remove_folder (fixture->folder);
}

static MokBox *
open_box (const char *path)
{
  g_autoptr (GError) error = NULL;
  MokBox *box = mok_box_open (path, &error);

  g_assert_no_error (error);
  return box;
}

static MokBoxStatus
get_status (const char *path)
{
  g_autoptr (MokBox) box = open_box (path);
  g_autoptr (GError) error = NULL;
  MokBoxStatus status;

  mok_box_get_status (box, &status, &error);
  g_assert_no_error (error);
  return status;
}

static void
test_handing_over_waits_for_ten (Fixture *fixture, gconstpointer data)
{
  g_autofree char *copy = g_build_filename (fixture->folder, "copy.mokbox", NULL);
  g_autoptr (MokBox) box = open_box (fixture->path);
  g_autoptr (GError) error = NULL;

  support_submit_range (fixture->path, 0, 9);
  g_assert_false (mok_box_hand_over (box, copy, FALSE, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_TOO_FEW);
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
  g_clear_error (&error);
  support_submit_range (fixture->path, 9, 10);
  mok_box_hand_over (box, copy, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (get_status (fixture->path).handed_over, ==, 10);
  support_submit_range (fixture->path, 10, 15);
  g_assert_false (mok_box_hand_over (box, copy, FALSE, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_TOO_FEW);
  g_clear_error (&error);
  /* The earlier copy of this box may be replaced. */
  mok_box_hand_over (box, copy, TRUE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (get_status (copy).taken, ==, 15);
  g_assert_true (get_status (copy).is_copy);
}

static void
test_handing_over_replaces_nothing_else (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = support_make_box (fixture->survey, fixture->folder, "b.mokbox", NULL);
  g_autofree char *text = g_build_filename (fixture->folder, "c.mokbox", NULL);
  g_autoptr (MokBox) box = open_box (fixture->path);
  const char *targets[] = { fixture->path, other, text };

  support_write (text, (const guint8 *) "text", 4);
  support_submit_range (fixture->path, 0, 10);
  for (gsize i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      g_autoptr (GByteArray) before = support_read (targets[i]);
      g_autoptr (GError) error = NULL;

      g_assert_false (mok_box_hand_over (box, targets[i], TRUE, &error));
      g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_EXISTS);

      g_autoptr (GByteArray) after = support_read (targets[i]);

      g_assert_cmpmem (before->data, before->len, after->data, after->len);
    }
}

static void
test_a_copy_only_travels (Fixture *fixture, gconstpointer data)
{
  g_autofree char *copy = g_build_filename (fixture->folder, "copy.mokbox", NULL);
  g_autofree char *again = g_build_filename (fixture->folder, "again.mokbox", NULL);
  g_autoptr (GFile) target = g_file_new_for_path (copy);
  g_autoptr (MokBox) box = open_box (fixture->path);
  g_autofree char *name = mok_box_dup_hand_over_name (box);
  g_autoptr (GError) error = NULL;
  GStatBuf about;

  g_assert_true (g_str_has_prefix (name, "3병동-") && g_str_has_suffix (name, ".mokbox"));
  support_submit_range (fixture->path, 0, 12);
  mok_box_hand_over_to_file (box, target, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (copy, &about), ==, 0);
  g_assert_cmpint (about.st_mtime % 86400, ==, 0);
  g_assert_cmpint (about.st_atime % 86400, ==, 0);

  g_autoptr (MokBox) travelling = open_box (copy);

  g_assert_false (support_submit (travelling, 99, NULL, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_HANDED_OVER);
  g_clear_error (&error);
  g_assert_false (mok_box_hand_over (travelling, again, TRUE, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_HANDED_OVER);
}

/* The copy has the same responses in other places, and its free cells are new ones. */
static void
test_a_copy_is_reshuffled (Fixture *fixture, gconstpointer data)
{
  g_autofree char *copy = g_build_filename (fixture->folder, "copy.mokbox", NULL);
  g_autoptr (MokBox) box = open_box (fixture->path);
  g_autoptr (GError) error = NULL;
  guint same = 0;

  support_submit_range (fixture->path, 0, 40);
  mok_box_hand_over (box, copy, FALSE, &error);
  g_assert_no_error (error);

  g_autoptr (GByteArray) before = support_read (fixture->path);
  g_autoptr (GByteArray) after = support_read (copy);

  g_assert_cmpuint (before->len, ==, after->len);
  for (gsize i = 0; i < before->len; i++)
    same += before->data[i] == after->data[i];
  /* Random bytes agree in one place of 256; page headers, manifest and unused ends of pages agree. */
  g_assert_cmpfloat ((double) same / before->len, <, 0.5);
  {
    g_autoptr (MokReceipt) one = support_merge (fixture->survey, copy, NULL);
    g_autoptr (MokReceipt) two = support_merge (fixture->survey, fixture->path, NULL);
    const MokReceiptEntry *entry = g_ptr_array_index (two->entries, 0);

    g_assert_cmpuint (one->total, ==, 40);
    g_assert_cmpuint (two->total, ==, 40);
    g_assert_cmpuint (entry->duplicate, ==, 40);
  }
  support_assert_numbers (fixture->survey, 0, 40);
}

typedef struct
{
  gsize size;
  guint slots[MOK_BOX_MINIMUM_SLOTS];
  guint8 ids[MOK_BOX_MINIMUM_SLOTS][MOK_CELL_ID_SIZE];
  guint n;
} Places;

static gboolean
note_place (guint slot, const guint8 *cell, gpointer data, GError **error)
{
  Places *places = data;

  if (mok_cell_get_state (cell, places->size) == MOK_CELL_TAKEN)
    {
      places->slots[places->n] = slot;
      memcpy (places->ids[places->n++], mok_cell_get_id (cell, places->size), MOK_CELL_ID_SIZE);
    }
  return TRUE;
}

static void
read_places (const char *path, MokSlots slots, Places *places)
{
  g_autoptr (MokBox) box = open_box (path);

  places->n = 0;
  places->size = slots == MOK_SLOTS_RESPONSES ? box->response_cell_size : box->comment_cell_size;
  g_assert_true (mok_slots_foreach (box->file, slots, places->size, note_place, places, NULL));
}

/* The share of pairs that are in the same order in both. */
static double
agreement (const Places *a, const Places *b)
{
  guint place[MOK_BOX_MINIMUM_SLOTS], same = 0, pairs = 0;

  g_assert_cmpuint (a->n, ==, b->n);
  for (guint i = 0; i < a->n; i++)
    {
      guint k = 0;

      while (k < b->n && memcmp (a->ids[i], b->ids[k], MOK_CELL_ID_SIZE) != 0)
        k++;
      g_assert_cmpuint (k, <, b->n);
      place[i] = b->slots[k];
    }
  for (guint i = 0; i < a->n; i++)
    for (guint j = i + 1; j < a->n; j++, pairs++)
      same += place[i] < place[j];
  return (double) same / pairs;
}

/* Box to copy, and copy to copy. 40 responses: standard deviation .055 a time, .012 for the mean of twenty. */
static void
test_copies_have_orders_of_their_own (Fixture *fixture, gconstpointer data)
{
  enum
  {
    N_COPIES = 20,
  };
  g_autoptr (MokBox) box = open_box (fixture->path);
  double from_box[2] = { 0 }, from_last[2] = { 0 };

  support_submit_range (fixture->path, 0, 40);
  for (int t = 0; t < 2; t++)
    {
      Places original, last, copy;

      read_places (fixture->path, (MokSlots) t, &original);
      last = original;
      for (int i = 0; i < N_COPIES; i++)
        {
          g_autofree char *name = g_strdup_printf ("copy-%d-%d.mokbox", t, i);
          g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

          g_assert_true (mok_box_hand_over (box, path, TRUE, NULL));
          read_places (path, (MokSlots) t, &copy);
          from_box[t] += agreement (&original, &copy);
          from_last[t] += agreement (&last, &copy);
          last = copy;
        }
      g_assert_cmpfloat (ABS (from_box[t] / N_COPIES - 0.5), <, 0.06);
      g_assert_cmpfloat (ABS (from_last[t] / N_COPIES - 0.5), <, 0.06);
    }
}

#define ADD(name, func) g_test_add ("/store/hand-over/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);
  ADD ("waits-for-ten", test_handing_over_waits_for_ten);
  ADD ("replaces-nothing-else", test_handing_over_replaces_nothing_else);
  ADD ("a-copy-only-travels", test_a_copy_only_travels);
  ADD ("a-copy-is-reshuffled", test_a_copy_is_reshuffled);
  ADD ("copies-have-orders-of-their-own", test_copies_have_orders_of_their_own);
  return g_test_run ();
}
