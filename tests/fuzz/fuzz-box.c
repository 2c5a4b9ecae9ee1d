/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Fuzz target: patches onto a box (the first byte says onto which: in use, handed over, with access codes, or onto its
 * manifest, and what is then done with it). Whatever opens is used in every way there is, answers into it included,
 * checked, and merged into a survey.
 */

#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "fuzz-patch.h"
#include "fuzz-store.h"
#include "store/mok-box-private.h"
#include "store/mok-verify.h"

#define PAGE 8192
#define N_RESPONSES 20

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

enum
{
  SEED_IN_USE,
  SEED_COPY,
  SEED_CODES,
  N_FILES,
  SEED_MANIFEST = N_FILES,
  N_SEEDS,
};

G_STATIC_ASSERT (N_SEEDS == 1 << FUZZ_STORE_SEED_BITS);

enum
{
  STEP_VERIFY,
  STEP_MERGE,
  STEP_ANSWER,
  STEP_HAND_OVER,
  STEP_ADOPT,
};

static GByteArray *seeds[N_SEEDS];
static GStrv codes;
static MokSurvey *survey;
static char *path;

static void
make_seeds (void)
{
  const MokBoxOptions plain = { .label = "3병동", .end_code = "12345678" };
  const MokBoxOptions coded = { .label = "codes", .n_access_codes = 5 };
  g_autoptr (GError) error = NULL;
  g_autofree char *in_use = NULL;
  g_autofree char *with_codes = NULL;
  g_autofree char *copy = NULL;
  gsize manifest_size;

  fuzz_store_init ();
  survey = fuzz_store_make_survey ("survey.moksori", MOK_DISCLOSURE_STANDARD);
  in_use = support_make_box (survey, fuzz_store_get_folder (), "in-use.mokbox", &plain);
  support_submit_range (in_use, 0, N_RESPONSES);
  with_codes = g_build_filename (fuzz_store_get_folder (), "codes.mokbox", NULL);
  mok_survey_make_box (survey, with_codes, &coded, &codes, &error);
  g_assert_no_error (error);
  copy = g_build_filename (fuzz_store_get_folder (), "copy.mokbox", NULL);

  g_autoptr (MokBox) box = mok_box_open (in_use, &error);

  mok_box_hand_over (box, copy, TRUE, &error);
  g_assert_no_error (error);
  seeds[SEED_IN_USE] = support_read (in_use);
  seeds[SEED_COPY] = support_read (copy);
  seeds[SEED_CODES] = support_read (with_codes);

  const guint8 *manifest = g_bytes_get_data (mok_manifest_get_bytes (mok_box_get_manifest (box)), &manifest_size);

  seeds[SEED_MANIFEST] = g_byte_array_new ();
  g_byte_array_append (seeds[SEED_MANIFEST], manifest, (guint) manifest_size);
  path = g_build_filename (fuzz_store_get_folder (), "patched.mokbox", NULL);
}

static void
answer (MokBox *box)
{
  MokManifest *manifest = mok_box_get_manifest (box);
  MokBoxStatus status;

  mok_box_get_status (box, &status, NULL);
  mok_box_check_end_code (box, "12345678", NULL);
  /* Another survey's box has other sizes. */
  if (mok_manifest_get_record_size (manifest) == mok_manifest_get_record_size (mok_survey_get_manifest (survey))
      && mok_manifest_get_comment_size (manifest) == mok_manifest_get_comment_size (mok_survey_get_manifest (survey)))
    {
      g_autoptr (MokSecret) record = support_make_record (mok_survey_get_manifest (survey), 7);
      g_autoptr (MokSecret) comment = support_make_comment (mok_survey_get_manifest (survey), 7);

      mok_box_check_code (box, codes[0], NULL);
      mok_box_submit (box, record, comment, codes[0], NULL);
    }
}

static void
hand_over (MokBox *box)
{
  g_autofree char *copy = g_build_filename (fuzz_store_get_folder (), "patched-copy.mokbox", NULL);
  g_autofree char *name = mok_box_dup_hand_over_name (box);

  if (mok_box_hand_over (box, copy, TRUE, NULL))
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (MokBox) again = mok_box_open (copy, &error);

      g_assert_no_error (error);
    }
  g_unlink (copy);
}

static void
adopt (void)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *folder = g_build_filename (fuzz_store_get_folder (), "adopted", NULL);
  g_autofree char *adopted = mok_box_adopt (file, folder, NULL);

  if (adopted != NULL)
    g_unlink (adopted);
}

static void
merge (void)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (paths, path);

  g_autoptr (MokReceipt) receipt = mok_survey_merge (survey, paths, NULL, NULL, NULL, &error);
  g_autoptr (MokReceipt) taken_back = NULL;

  g_assert_no_error (error);
  taken_back = mok_survey_remove (survey, path, NULL);
}

/* Nothing opens that has findings in what opening looks at. */
static void
verify (gboolean opens)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MokVerification) verification = mok_verify_file (path, NULL, &error);

  g_assert_cmpint (verification == NULL, ==, error != NULL);
  if (verification == NULL)
    {
      g_assert_false (opens);
      return;
    }
  for (guint i = 0; opens && i < verification->findings->len; i++)
    {
      const MokFinding *finding = g_ptr_array_index (verification->findings, i);

      if (g_str_equal (finding->check, "schema") || g_str_equal (finding->check, "manifest")
          || g_str_equal (finding->check, "description") || g_str_equal (finding->check, "slots"))
        g_assert_cmpint (finding->result, ==, MOK_FINDING_PASSED);
    }
}

/* Reading the form again takes most of the time. The same bytes say the same. */
static MokBox *
open_image (const GByteArray *file, guint8 first)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (file->data, file->len);
  MokManifest *known = fuzz_store_wants (first, STEP_VERIFY) ? NULL : mok_survey_get_manifest (survey);

  return mok_box_open_image (bytes, path, known, NULL);
}

static void
try_file (const GByteArray *file, guint8 first)
{
  g_autoptr (MokBox) image = open_image (file, first);
  g_autoptr (MokBox) box = NULL;

  support_write (path, file->data, file->len);
  if (fuzz_store_wants (first, STEP_VERIFY))
    verify (image != NULL);
  if (fuzz_store_wants (first, STEP_MERGE))
    merge ();
  if (fuzz_store_wants (first, STEP_ADOPT))
    adopt ();
  if (!fuzz_store_wants (first, STEP_ANSWER) && !fuzz_store_wants (first, STEP_HAND_OVER))
    return;
  box = mok_box_open (path, NULL);
  g_assert_cmpint (box != NULL, ==, image != NULL);
  if (box != NULL && fuzz_store_wants (first, STEP_ANSWER))
    answer (box);
  if (box != NULL && fuzz_store_wants (first, STEP_HAND_OVER))
    hand_over (box);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  if (path == NULL)
    make_seeds ();
  if (size == 0)
    return 0;
  fuzz_store_rewind ();

  const guint which = data[0] % (1 << FUZZ_STORE_SEED_BITS);
  const GByteArray *seed = seeds[which];
  g_autoptr (GByteArray) file = fuzz_patch (seed->data, seed->len, which < N_FILES ? PAGE : 64, data + 1, size - 1);

  if (which < N_FILES)
    try_file (file, data[0]);
  else
    {
      g_autoptr (GBytes) bytes = g_bytes_new (file->data, file->len);
      g_autoptr (MokManifest) manifest = mok_manifest_new_from_bytes (bytes, NULL);

      g_assert_true (manifest == NULL || g_bytes_equal (mok_manifest_get_bytes (manifest), bytes));
    }
  return 0;
}
