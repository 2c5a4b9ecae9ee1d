/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Fuzz target: patches onto a survey file (the first byte says onto which: collecting, closed, open with rows, closed
 * open; and what is then done with it). Whatever opens tells its status, lists, merges a box, is unlocked and closed,
 * and what can be loaded of it is loaded.
 */

#include "config.h"

#include <glib/gstdio.h>

#include "fuzz-patch.h"
#include "fuzz-store.h"
#include "release/mok-closing.h"
#include "store/mok-survey-figures.h"
#include "store/mok-survey-opening.h"
#include "store/mok-verify.h"

#define PAGE 32768
#define N_RESPONSES 24

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

enum
{
  SEED_COLLECTING,
  SEED_CLOSED,
  SEED_ROWS,
  SEED_OPEN_CLOSED,
  N_SEEDS,
};

G_STATIC_ASSERT (N_SEEDS == 1 << FUZZ_STORE_SEED_BITS);

enum
{
  STEP_VERIFY,
  STEP_LOAD,
  STEP_MERGE,
  STEP_UNLOCK,
  STEP_CLOSE,
};

static const char *const passphrases[] = { SUPPORT_PASSPHRASE };
static GByteArray *seeds[N_SEEDS];
static char *box;
static char *path;

static MokSurvey *
make (const char *name, MokDisclosure disclosure, char **made_box)
{
  MokSurvey *survey = fuzz_store_make_survey (name, disclosure);
  g_autofree char *box_name = g_strconcat (name, ".mokbox", NULL);
  g_autoptr (MokReceipt) receipt = NULL;

  *made_box = support_make_box (survey, fuzz_store_get_folder (), box_name, NULL);
  support_submit_range (*made_box, 0, N_RESPONSES);
  receipt = support_merge (survey, *made_box, NULL);
  return survey;
}

static void
close_survey (MokSurvey *survey)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MokSecret) key = mok_survey_unlock (survey, passphrases, 1, &error);
  g_autoptr (MokCube) cube = NULL;

  g_assert_no_error (error);
  cube = mok_closing_run (survey, key, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
add_rows (MokSurvey *survey)
{
  g_autoptr (MokSecret) record = support_make_record (mok_survey_get_manifest (survey), 1);
  const guint8 digest[32] = { 1 };
  g_autoptr (GError) error = NULL;

  mok_survey_begin (survey, &error);
  g_assert_no_error (error);
  mok_survey_add_rows (survey, digest, mok_secret_data (record), 1, &error);
  g_assert_no_error (error);
  mok_survey_commit (survey, &error);
  g_assert_no_error (error);
}

static void
make_seeds (void)
{
  g_autofree char *other = NULL;

  fuzz_store_init ();

  g_autoptr (MokSurvey) standard = make ("standard.moksori", MOK_DISCLOSURE_STANDARD, &box);
  g_autoptr (MokSurvey) open = make ("open.moksori", MOK_DISCLOSURE_OPEN, &other);

  seeds[SEED_COLLECTING] = support_read (mok_survey_get_path (standard));
  add_rows (open);
  seeds[SEED_ROWS] = support_read (mok_survey_get_path (open));
  close_survey (standard);
  close_survey (open);
  seeds[SEED_CLOSED] = support_read (mok_survey_get_path (standard));
  seeds[SEED_OPEN_CLOSED] = support_read (mok_survey_get_path (open));
  path = g_build_filename (fuzz_store_get_folder (), "patched.moksori", NULL);
}

static gboolean
ignore (const guint8 *record, gsize size, gpointer data, GError **error)
{
  return TRUE;
}

static void
load (MokSurvey *survey)
{
  g_autoptr (GBytes) release = mok_survey_load_release (survey, NULL);
  g_autoptr (MokCube) cube = mok_closing_load_cube (survey, NULL);
  g_autoptr (GPtrArray) left = mok_closing_list_left (survey, NULL);
  g_autoptr (GPtrArray) boxes = mok_survey_list_boxes (survey, NULL);
  g_autofree char *summary = mok_survey_get_summary (survey, NULL);

  if (cube != NULL)
    {
      g_autoptr (MokTable) table = mok_cube_get_table (cube, "night", NULL, NULL, NULL, NULL);
    }
}

static void
merge (MokSurvey *survey)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  g_autoptr (MokReceipt) receipt = NULL;

  g_ptr_array_add (paths, box);
  receipt = mok_survey_merge (survey, paths, NULL, NULL, NULL, NULL);
}

static void
unlock (MokSurvey *survey, gboolean close)
{
  g_autoptr (MokSecret) key = mok_survey_unlock (survey, passphrases, 1, NULL);
  g_autoptr (MokSecret) review = mok_survey_open_review (survey, passphrases, 1, NULL);

  mok_survey_foreach_record (survey, key, ignore, NULL, NULL, NULL, NULL, NULL);
  mok_survey_foreach_comment (survey, ignore, NULL, NULL);
  if (close && key != NULL)
    {
      g_autoptr (MokCube) cube = mok_closing_run (survey, key, NULL, NULL, NULL, NULL, NULL);
    }
}

static void
use (MokSurvey *survey, guint8 first)
{
  const gboolean close = fuzz_store_wants (first, STEP_CLOSE);
  MokSurveyStatus status;

  mok_survey_get_status (survey, &status, NULL);
  mok_survey_check_small_sites (survey, NULL);
  if (fuzz_store_wants (first, STEP_LOAD))
    load (survey);
  if (fuzz_store_wants (first, STEP_MERGE))
    merge (survey);
  if (fuzz_store_wants (first, STEP_UNLOCK) || close)
    unlock (survey, close);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  if (path == NULL)
    make_seeds ();
  if (size == 0)
    return 0;
  fuzz_store_rewind ();

  const GByteArray *seed = seeds[data[0] % (1 << FUZZ_STORE_SEED_BITS)];
  const gboolean verifies = fuzz_store_wants (data[0], STEP_VERIFY);
  g_autoptr (GByteArray) file = fuzz_patch (seed->data, seed->len, PAGE, data + 1, size - 1);

  support_write (path, file->data, file->len);

  g_autoptr (MokVerification) verification = verifies ? mok_verify_file (path, NULL, NULL) : NULL;
  g_autoptr (MokSurvey) survey = mok_survey_open (path, NULL);

  g_assert_true (survey == NULL || !verifies || verification != NULL);
  if (survey != NULL)
    use (survey, data[0]);
  return 0;
}
