/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A box of which one byte was altered, every byte in turn, or that was cut at any page: an error, or responses that are
 * all right ones and at most one of them missing; never a crash.
 *
 * Normally all of the header and every 23rd byte behind it; every single one when MOKSORI_SLOW is set.
 */

#include "config.h"

#include <string.h>

#include "store/mok-box-private.h"
#include "store/mok-survey-opening.h"

#include "support-survey.h"
#include "support.h"

#define PAGE 8192
#define N_RESPONSES 100
#define HEADER 200
#define STEP 23

typedef struct
{
  char *folder;
  MokSurvey *survey;
  GByteArray *box;
  GByteArray *ids; /* of the responses that were submitted, 16 bytes each */
} Fixture;

static gboolean
collect_id (guint slot, const guint8 *cell, gpointer data, GError **error)
{
  Fixture *fixture = data;
  const gsize size = mok_cell_size (mok_manifest_get_record_size (mok_survey_get_manifest (fixture->survey)));

  if (mok_cell_get_state (cell, size) == MOK_CELL_TAKEN)
    g_byte_array_append (fixture->ids, mok_cell_get_id (cell, size), MOK_CELL_ID_SIZE);
  return TRUE;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const MokBoxOptions options = { .label = "작은 상자", .end_code = "12345678" };
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = support_make_folder ();
  fixture->survey = support_make_bare_survey (fixture->folder, "survey.moksori");
  path = support_make_box (fixture->survey, fixture->folder, "a.mokbox", &options);
  support_submit_range (path, 0, N_RESPONSES);
  fixture->box = support_read (path);
  fixture->ids = g_byte_array_new ();

  g_autoptr (MokBox) box = mok_box_open (path, NULL);

  mok_slots_foreach (box->file, MOK_SLOTS_RESPONSES, box->response_cell_size, collect_id, fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->ids->len, ==, N_RESPONSES * MOK_CELL_ID_SIZE);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->survey);
  g_byte_array_unref (fixture->box);
  g_byte_array_unref (fixture->ids);
  support_remove_folder (fixture->folder);
}

typedef struct
{
  const Fixture *fixture;
  gsize size;
  gboolean seen[N_RESPONSES];
  guint right;
  guint damaged;
} Check;

static gboolean
check_cell (guint slot, const guint8 *cell, gpointer data, GError **error)
{
  Check *check = data;

  switch (cell != NULL ? mok_cell_get_state (cell, check->size) : MOK_CELL_DAMAGED)
    {
    case MOK_CELL_TAKEN:
      {
        guint k = 0;

        while (k < N_RESPONSES
               && memcmp (check->fixture->ids->data + k * MOK_CELL_ID_SIZE, mok_cell_get_id (cell, check->size),
                          MOK_CELL_ID_SIZE)
                      != 0)
          k++;
        /* Nothing that was not submitted, and nothing twice. */
        g_assert_cmpuint (k, <, N_RESPONSES);
        g_assert_false (check->seen[k]);
        check->seen[k] = TRUE;
        check->right++;
        break;
      }
    case MOK_CELL_DAMAGED:
      check->damaged++;
      break;
    case MOK_CELL_FREE:
    default:
      break;
    }
  return TRUE;
}

/* Returns: whether the box opened at all */
static gboolean
check_altered (const Fixture *fixture, const guint8 *bytes, gsize size)
{
  MokManifest *manifest = mok_survey_get_manifest (fixture->survey);
  g_autoptr (GBytes) image = g_bytes_new_static (bytes, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (MokBox) box = mok_box_open_image (image, "altered.mokbox", manifest, &error);
  Check check = { .fixture = fixture };

  if (box == NULL)
    {
      g_assert_nonnull (error);
      g_assert_true (error->domain == MOK_STORE_ERROR);
      return FALSE;
    }
  /* An altered manifest is another manifest. */
  if (!g_bytes_equal (mok_manifest_get_bytes (box->manifest), mok_manifest_get_bytes (manifest)))
    return TRUE;
  g_assert_cmpuint (box->row.n_slots, ==, MOK_BOX_MINIMUM_SLOTS);
  g_assert_cmpstr (box->row.label, ==, "작은 상자");
  g_assert_false (box->row.synthetic || box->row.copy);
  check.size = box->response_cell_size;
  if (!mok_slots_foreach (box->file, MOK_SLOTS_RESPONSES, check.size, check_cell, &check, &error))
    {
      g_assert_true (error->domain == MOK_STORE_ERROR);
      return FALSE;
    }
  g_assert_cmpuint (check.right, >=, N_RESPONSES - 1);
  g_assert_cmpuint (check.damaged, <=, 1);
  /* A response is never missing in silence. */
  g_assert_cmpuint (check.right + check.damaged, >=, N_RESPONSES);
  return TRUE;
}

static void
test_every_byte_altered (Fixture *fixture, gconstpointer data)
{
  const gboolean full = g_getenv ("MOKSORI_SLOW") != NULL;
  g_autofree guint8 *bytes = g_memdup2 (fixture->box->data, fixture->box->len);
  guint n = 0, n_opened = 0;

  for (gsize i = 0; i < fixture->box->len; i++)
    {
      if (!full && i >= HEADER && i % STEP != 0)
        continue;
      bytes[i] ^= (guint8) (1 << i % 8);
      n_opened += check_altered (fixture, bytes, fixture->box->len);
      bytes[i] = fixture->box->data[i];
      n++;
    }
  g_test_message ("%u bytes altered, %u boxes opened", n, n_opened);
  g_assert_true (check_altered (fixture, bytes, fixture->box->len));
}

static void
test_cut_at_every_page (Fixture *fixture, gconstpointer data)
{
  for (gsize size = 0; size < fixture->box->len; size += PAGE)
    {
      g_assert_false (check_altered (fixture, fixture->box->data, size));
      g_assert_false (check_altered (fixture, fixture->box->data, size + 1));
      g_assert_false (check_altered (fixture, fixture->box->data, size + PAGE - 1));
    }
}

static gboolean
count_record (const guint8 *record, gsize size, gpointer data, GError **error)
{
  guint *count = data;

  (*count)++;
  return TRUE;
}

/* The organizer's file: an error, or the responses that are left, and the others counted. */
static void
test_survey_with_an_altered_byte (Fixture *fixture, gconstpointer data)
{
  const char *const passphrases[] = { SUPPORT_PASSPHRASE };
  g_autofree char *box = g_build_filename (fixture->folder, "a.mokbox", NULL);
  g_autofree char *path = g_build_filename (fixture->folder, "altered.moksori", NULL);
  g_autoptr (MokReceipt) receipt = support_merge (fixture->survey, box, NULL);
  g_autoptr (GByteArray) whole = support_read (mok_survey_get_path (fixture->survey));
  const gsize step = g_getenv ("MOKSORI_SLOW") != NULL ? 97 : 499;

  for (gsize i = 0; i < whole->len; i += step)
    {
      g_autoptr (GError) error = NULL;
      guint count = 0;

      whole->data[i] ^= 0x10;
      support_write (path, whole->data, whole->len);
      whole->data[i] ^= 0x10;

      g_autoptr (MokSurvey) survey = mok_survey_open (path, &error);

      if (survey == NULL)
        {
          g_assert_true (error->domain == MOK_STORE_ERROR);
          continue;
        }

      g_autoptr (MokSecret) key = mok_survey_unlock (survey, passphrases, 1, &error);

      if (key == NULL)
        {
          g_assert_true (error->domain == MOK_STORE_ERROR);
          continue;
        }
      if (!mok_survey_foreach_record (survey, key, count_record, &count, NULL, NULL, NULL, &error))
        {
          g_assert_true (error->domain == MOK_STORE_ERROR);
          continue;
        }
      g_assert_cmpuint (count + mok_survey_get_n_unreadable (survey), ==, N_RESPONSES);
      g_assert_cmpuint (mok_survey_get_n_unreadable (survey), <=, 1);
    }
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);
  g_test_add ("/store/damage/every-byte-altered", Fixture, NULL, set_up, test_every_byte_altered, tear_down);
  g_test_add ("/store/damage/cut-at-every-page", Fixture, NULL, set_up, test_cut_at_every_page, tear_down);
  g_test_add ("/store/damage/survey-with-an-altered-byte", Fixture, NULL, set_up, test_survey_with_an_altered_byte,
              tear_down);
  return g_test_run ();
}
