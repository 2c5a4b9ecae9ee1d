/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A small questionnaire, and responses that can be told apart by their number. Must not test anything itself. */

#include "config.h"

#include "support-survey.h"

#include <string.h>

#include <sqlite3.h>

#include "interview/mok-record.h"
#include "questionnaire/mok-xlsform.h"
#include "store/mok-survey-opening.h"
#include "support.h"

/* With a text question, and, for small files, without. */
static const char form[] = "survey,,,\n"
                           ",type,name,label\n"
                           ",integer,number,Which number?\n"
                           ",select_one yes_no,night,Do you work nights?\n"
                           ",text,remark,Anything else?\n"
                           "choices,,,\n"
                           ",list_name,name,label\n"
                           ",yes_no,1,Yes\n"
                           ",yes_no,2,No\n"
                           "settings,,,\n"
                           ",form_id,form_title,version\n"
                           ",small,A small form,1\n";

static const char bare_form[] = "survey,,,\n"
                                ",type,name,label\n"
                                ",integer,number,Which number?\n"
                                "settings,,,\n"
                                ",form_id,form_title,version\n"
                                ",bare,A bare form,1\n";

enum
{
  NUMBER,
  NIGHT,
  REMARK,
};

static MokQuestionnaire *
read_form (const char *csv)
{
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);
  g_autoptr (GBytes) bytes = g_bytes_new_static (csv, strlen (csv));
  MokQuestionnaire *questionnaire = mok_xlsform_read ("small.csv", bytes, diagnostics);

  for (guint i = 0; i < diagnostics->len; i++)
    {
      g_autofree char *text = mok_diagnostic_to_string (g_ptr_array_index (diagnostics, i));

      g_test_message ("%s", text);
    }
  g_assert_nonnull (questionnaire);
  return questionnaire;
}

MokQuestionnaire *
support_make_questionnaire (void)
{
  return read_form (form);
}

static MokSurvey *
make_survey (const char *folder, const char *name, MokDisclosure disclosure, MokQuestionnaire *questionnaire)
{
  const char *const passphrases[] = { SUPPORT_PASSPHRASE };
  const MokSurveyOptions options = { .disclosure = disclosure, .passphrases = passphrases, .n_passphrases = 1 };
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  MokSurvey *survey = mok_survey_create (path, questionnaire, &options, &error);

  g_assert_no_error (error);
  return survey;
}

MokSurvey *
support_make_survey (const char *folder, const char *name, MokDisclosure disclosure)
{
  g_autoptr (MokQuestionnaire) questionnaire = support_make_questionnaire ();

  return make_survey (folder, name, disclosure, questionnaire);
}

MokSurvey *
support_make_bare_survey (const char *folder, const char *name)
{
  g_autoptr (MokQuestionnaire) questionnaire = read_form (bare_form);

  return make_survey (folder, name, MOK_DISCLOSURE_STANDARD, questionnaire);
}

char *
support_make_box (MokSurvey *survey, const char *folder, const char *name, const MokBoxOptions *options)
{
  const MokBoxOptions plain = { .label = "3병동" };
  char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  mok_survey_make_box (survey, path, options != NULL ? options : &plain, NULL, &error);
  g_assert_no_error (error);
  return path;
}

static MokAnswers *
make_answers (MokQuestionnaire *questionnaire, guint number)
{
  MokAnswers *answers = mok_answers_new (questionnaire);
  g_autofree char *text = g_strdup_printf ("CANARY remark of %u", number);
  const MokAnswer integer = { .state = MOK_ANSWER_GIVEN, .integer = (gint32) number };
  const MokAnswer choice = { .state = MOK_ANSWER_GIVEN, .choice = number % 2 };
  const MokAnswer remark = { .state = MOK_ANSWER_GIVEN, .text = text };

  mok_answers_set (answers, NUMBER, &integer);
  if (mok_questionnaire_get_n_questions (questionnaire) <= NIGHT)
    return answers;
  mok_answers_set (answers, NIGHT, &choice);
  mok_answers_set (answers, REMARK, &remark);
  return answers;
}

MokSecret *
support_make_record (MokManifest *manifest, guint number)
{
  MokQuestionnaire *questionnaire = mok_manifest_get_questionnaire (manifest);
  g_autoptr (MokRecordLayout) layout = mok_record_layout_new (questionnaire);
  g_autoptr (MokAnswers) answers = make_answers (questionnaire, number);

  return mok_record_encode (layout, mok_manifest_get_digest (manifest), answers);
}

MokSecret *
support_make_comment (MokManifest *manifest, guint number)
{
  MokQuestionnaire *questionnaire = mok_manifest_get_questionnaire (manifest);
  g_autoptr (MokRecordLayout) layout = mok_record_layout_new (questionnaire);
  g_autoptr (MokAnswers) answers = make_answers (questionnaire, number);

  return mok_comment_encode (layout, answers);
}

gboolean
support_submit (MokBox *box, guint number, const char *code, GError **error)
{
  MokManifest *manifest = mok_box_get_manifest (box);
  g_autoptr (MokSecret) record = support_make_record (manifest, number);
  g_autoptr (MokSecret) comment = support_make_comment (manifest, number);

  return mok_box_submit (box, record, comment, code, error);
}

/* Numbers @from to @to - 1. */
void
support_submit_range (const char *path, guint from, guint to)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MokBox) box = mok_box_open (path, &error);

  g_assert_no_error (error);
  for (guint i = from; i < to; i++)
    {
      support_submit (box, i, NULL, &error);
      g_assert_no_error (error);
    }
}

guint
support_get_number (MokManifest *manifest, const guint8 *record, gsize size)
{
  MokQuestionnaire *questionnaire = mok_manifest_get_questionnaire (manifest);
  g_autoptr (MokRecordLayout) layout = mok_record_layout_new (questionnaire);
  g_autoptr (MokAnswers) answers = mok_answers_new (questionnaire);
  g_autoptr (GError) error = NULL;

  mok_record_decode (layout, mok_manifest_get_digest (manifest), record, size, answers, &error);
  g_assert_no_error (error);
  return (guint) mok_answers_get (answers, NUMBER)->integer;
}

typedef struct
{
  MokSurvey *survey;
  GArray *numbers;
} Collect;

static gboolean
collect (const guint8 *record, gsize size, gpointer data, GError **error)
{
  Collect *to = data;
  const guint number = support_get_number (mok_survey_get_manifest (to->survey), record, size);

  g_array_append_val (to->numbers, number);
  return TRUE;
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  const guint x = *(const guint *) a, y = *(const guint *) b;

  return x < y ? -1 : x > y;
}

/* The numbers of all responses, sorted. @key: (nullable): unlocked when needed. */
GArray *
support_get_numbers (MokSurvey *survey, MokSecret *key)
{
  const char *const passphrases[] = { SUPPORT_PASSPHRASE };
  g_autoptr (GError) error = NULL;
  g_autoptr (MokSecret) own = NULL;
  Collect to = { survey, g_array_new (FALSE, FALSE, sizeof (guint)) };
  MokSurveyStatus status;

  g_assert_true (mok_survey_get_status (survey, &status, NULL));
  if (key == NULL && !status.closed)
    {
      own = mok_survey_unlock (survey, passphrases, 1, &error);
      g_assert_no_error (error);
      key = own;
    }
  mok_survey_foreach_record (survey, key, collect, &to, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_array_sort (to.numbers, compare_numbers);
  return to.numbers;
}

/* Exactly @from to @to - 1, each once. */
void
support_assert_numbers (MokSurvey *survey, guint from, guint to)
{
  g_autoptr (GArray) numbers = support_get_numbers (survey, NULL);

  g_assert_cmpuint (numbers->len, ==, to - from);
  for (guint i = 0; i < numbers->len; i++)
    g_assert_cmpuint (g_array_index (numbers, guint, i), ==, from + i);
}

MokReceipt *
support_merge (MokSurvey *survey, ...)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  MokReceipt *receipt;
  const char *path;
  va_list list;

  va_start (list, survey);
  while ((path = va_arg (list, const char *)) != NULL)
    g_ptr_array_add (paths, (char *) path);
  va_end (list);
  receipt = mok_survey_merge (survey, paths, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return receipt;
}

/* Returns: (element-type GBytes): the first column of what @sql says, in its order */
GPtrArray *
support_query (const char *path, const char *sql)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  sqlite3_stmt *statement = NULL;
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_ptr_array_add (found,
                     g_bytes_new (sqlite3_column_blob (statement, 0), (gsize) sqlite3_column_bytes (statement, 0)));
  sqlite3_finalize (statement);
  sqlite3_close (db);
  return found;
}

void
support_set_up (SupportFixture *fixture, gconstpointer data)
{
  fixture->folder = support_make_folder ();
  fixture->survey = support_make_survey (fixture->folder, "survey.moksori", MOK_DISCLOSURE_STANDARD);
}

void
support_tear_down (SupportFixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->survey);
  support_remove_folder (fixture->folder);
}
