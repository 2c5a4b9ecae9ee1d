/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Fuzz target: any bytes as the answers to the built-in questionnaire, as `moksori-cli answer` takes them. Whatever is
 * accepted must make a record that its own reader accepts, and answers that can be given again.
 */

#include "config.h"

#include "base/mok-init.h"
#include "interview/mok-answer-json.h"
#include "interview/mok-record.h"
#include "questionnaire/mok-xlsform.h"

#define SUMMER_2026 20664.5

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static MokQuestionnaire *form;
static MokRecordLayout *layout;

static void
load (void)
{
  g_autoptr (GError) error = NULL;

  mok_init ();
  form = mok_xlsform_load_builtin ("care-workforce", &error);
  g_assert_no_error (error);
  layout = mok_record_layout_new (form);
}

static MokInterview *
start (void)
{
  g_autoptr (MokRandom) random = mok_random_new_seeded (1);

  return mok_interview_new (form, random, SUMMER_2026);
}

static void
ignore_text (const MokQuestion *question, const char *text, gsize length, gpointer data)
{
}

/* What was accepted, as the file would hold it, and once more through JSON. */
static void
check_accepted (MokInterview *interview)
{
  const guint8 digest[MOK_RECORD_DIGEST_SIZE] = { 1 };
  g_autoptr (MokAnswers) answers = mok_interview_dup_answers (interview);
  g_autoptr (MokSecret) record = mok_record_encode (layout, digest, answers);
  g_autoptr (MokSecret) comment = mok_comment_encode (layout, answers);
  g_autoptr (MokAnswers) back = mok_answers_new (form);
  g_autoptr (GError) error = NULL;

  mok_record_decode (layout, digest, mok_secret_data (record), mok_secret_size (record), back, &error);
  g_assert_no_error (error);
  mok_comment_foreach (layout, mok_secret_data (comment), mok_secret_size (comment), ignore_text, NULL, &error);
  g_assert_no_error (error);

  if (mok_interview_get_state (interview) == MOK_INTERVIEW_SCREENED_OUT)
    return;

  g_autofree char *json = mok_answer_json_write (interview);
  g_autoptr (MokInterview) again = start ();
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *code = NULL;
  const gboolean accepted = mok_answer_json_replay (again, json, -1, &code, errors);

  for (guint i = 0; i < errors->len; i++)
    g_printerr ("%s\n", (const char *) g_ptr_array_index (errors, i));
  g_assert_true (accepted);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  if (form == NULL)
    load ();

  /* Not ended by a zero, as the reader promises not to need one. */
  g_autofree char *json = g_memdup2 (size > 0 ? (gconstpointer) data : "", MAX (size, 1));
  g_autoptr (MokInterview) interview = start ();
  g_autoptr (GPtrArray) errors = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *code = NULL;
  const gboolean accepted = mok_answer_json_replay (interview, json, (gssize) size, &code, errors);

  g_assert_cmpint (accepted, ==, errors->len == 0);
  if (accepted)
    check_accepted (interview);
  return 0;
}
