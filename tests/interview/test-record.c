/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* interview/: records and comments, there and back, whole and broken. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "base/mok-init.h"
#include "interview/mok-walk.h"
#include "support.h"

static const guint8 digest[MOK_RECORD_DIGEST_SIZE] = "0123456789abcdef";

/* Whether @record gives answers back from which the very same bytes follow. */
static gboolean
reads_as_itself (const MokRecordLayout *layout, const guint8 *record, gsize size)
{
  g_autoptr (MokAnswers) answers = mok_answers_new (mok_record_layout_get_questionnaire (layout));
  g_autoptr (MokSecret) again = NULL;
  g_autoptr (GError) error = NULL;
  const gboolean good = mok_record_decode (layout, digest, record, size, answers, &error);

  g_assert_true (good == mok_record_check (layout, digest, record, size, NULL));
  if (!good)
    {
      g_assert_nonnull (error);
      g_assert_true (error->domain == MOK_RECORD_ERROR);
      return FALSE;
    }
  again = mok_record_encode (layout, digest, answers);
  g_assert_cmpmem (mok_secret_data (again), mok_secret_size (again), record, size);
  return TRUE;
}

/* All answers to one question, as far as they differ in kind: the value number @which. Returns: FALSE after the last */
static gboolean
get_variant (const MokQuestion *question, guint which, MokAnswer *answer)
{
  static const double decimals[] = { 0, -0.0, 9.5, 3.25, 1e-300 };
  static const gint32 dates[] = { -719162, -1, 0, 20779, 2932896 };
  static const guint8 ranks[][3] = { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 }, { 1, 2, 0 }, { 2, 1, 0 },
                                     { 0, 2, 1 }, { 1, 2, 3 }, { 3, 1, 2 }, { 3, 2, 1 } };
  static const guint8 masks[] = { 1, 2, 3, 4, 8 };

  memset (answer, 0, sizeof *answer);
  answer->state = MIN (which, MOK_ANSWER_GIVEN);
  if (which < MOK_ANSWER_GIVEN)
    return TRUE;
  which -= MOK_ANSWER_GIVEN;
  switch (question->kind)
    {
    case MOK_QUESTION_SINGLE:
      answer->choice = which;
      return which < question->choices->choices->len;
    case MOK_QUESTION_MULTIPLE:
      answer->bits[0] = masks[which % G_N_ELEMENTS (masks)];
      return which < G_N_ELEMENTS (masks);
    case MOK_QUESTION_INTEGER:
      answer->integer = (gint32) which - 1;
      return answer->integer <= 2;
    case MOK_QUESTION_RANGE:
      if (mok_answer_is_whole (question))
        answer->integer = (gint32) which * 5;
      else
        answer->decimal = question->minimum + which * question->step;
      return which <= (question->step == 5 ? 2 : 10);
    case MOK_QUESTION_DECIMAL:
      answer->decimal = decimals[which % G_N_ELEMENTS (decimals)];
      return which < G_N_ELEMENTS (decimals);
    case MOK_QUESTION_DATE:
      answer->date = dates[which % G_N_ELEMENTS (dates)];
      return which < G_N_ELEMENTS (dates);
    case MOK_QUESTION_RANK:
      memcpy (answer->rank, ranks[which % G_N_ELEMENTS (ranks)], 3);
      return which < G_N_ELEMENTS (ranks);
    case MOK_QUESTION_TEXT:
    case MOK_QUESTION_NOTE:
    case MOK_QUESTION_ACKNOWLEDGE:
    case MOK_QUESTION_CALCULATE:
    default:
      g_assert_not_reached ();
    }
}

static guint
count_variants (const MokQuestion *question)
{
  MokAnswer answer;
  guint n = 0;

  if (!mok_question_is_substantive (question))
    return 1;
  while (get_variant (question, n, &answer))
    n++;
  return n;
}

static void
check_round_trip (const MokRecordLayout *layout, const MokAnswers *answers)
{
  g_autoptr (MokAnswers) again = mok_answers_new (mok_record_layout_get_questionnaire (layout));
  g_autoptr (MokSecret) record = mok_record_encode (layout, digest, answers);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (record);
  g_assert_cmpuint (mok_secret_size (record), ==, mok_record_layout_get_record_size (layout));
  mok_record_decode (layout, digest, mok_secret_data (record), mok_secret_size (record), again, &error);
  g_assert_no_error (error);
  g_assert_true (mok_answers_equal (answers, again));
}

/* Every combination of the answers to any three neighbouring questions, the others not asked. */
static void
test_every_combination_comes_back (void)
{
  g_autoptr (MokQuestionnaire) every = test_make_every_kind ();
  g_autoptr (MokRecordLayout) layout = mok_record_layout_new (every);
  g_autoptr (MokAnswers) answers = mok_answers_new (every);
  const guint n_questions = mok_questionnaire_get_n_questions (every);
  guint n_checked = 0;

  for (guint first = 0; first + 2 < n_questions; first++)
    {
      const MokQuestion *three[3];
      guint n[3];

      mok_answers_wipe (answers);
      for (guint i = 0; i < 3; i++)
        {
          three[i] = mok_questionnaire_get_question (every, first + i);
          n[i] = count_variants (three[i]);
        }
      for (guint k = 0; k < n[0] * n[1] * n[2]; k++)
        {
          const guint which[3] = { k % n[0], k / n[0] % n[1], k / n[0] / n[1] };

          for (guint i = 0; i < 3; i++)
            {
              MokAnswer answer;

              get_variant (three[i], which[i], &answer);
              mok_answers_set (answers, three[i]->index, &answer);
            }
          check_round_trip (layout, answers);
          n_checked++;
        }
    }
  g_assert_cmpuint (n_checked, >, 1500);
}

static void
test_layout_is_the_documented_one (void)
{
  g_autoptr (MokQuestionnaire) every = test_make_every_kind ();
  g_autoptr (MokRecordLayout) layout = mok_record_layout_new (every);
  g_autoptr (MokAnswers) answers = mok_answers_new (every);
  g_autoptr (MokSecret) record = NULL;
  const MokAnswer single = { .state = MOK_ANSWER_GIVEN, .choice = 3 };
  const MokAnswer multiple = { .state = MOK_ANSWER_GIVEN, .bits = { 3 } };
  const MokAnswer integer = { .state = MOK_ANSWER_GIVEN, .integer = -1 };
  const MokAnswer range = { .state = MOK_ANSWER_GIVEN, .integer = 10 };
  const MokAnswer slider = { .state = MOK_ANSWER_GIVEN, .decimal = -0.5 + 7 * 0.1 };
  const MokAnswer decimal = { .state = MOK_ANSWER_GIVEN, .decimal = 1.5 };
  const MokAnswer date = { .state = MOK_ANSWER_GIVEN, .date = 20779 };
  const MokAnswer rank = { .state = MOK_ANSWER_GIVEN, .rank = { 2, 3, 1 } };
  const guint8 expected[64] = {
    1, '0',  '1',  '2', '3',  '4',  '5',  '6',  '7',  '8',  '9', 'a', 'b', 'c', 'd', 'e', 'f', /* header */
    5, 2,    3,    2,   0xff, 0xff, 0xff, 0xff, 2,    10,   0,   0,   0,   2,   7,   0,   0,
    0, 2,    0,    0,   0,    0,    0,    0,    0xf8, 0x3f, /* to decimal */
    2, 0x2b, 0x51, 0,   0,    2,    2,    3,    1,          /* date, rank */
  };

  mok_answers_set (answers, test_find (every, "single"), &single);
  mok_answers_set (answers, test_find (every, "multiple"), &multiple);
  mok_answers_set (answers, test_find (every, "integer"), &integer);
  mok_answers_set (answers, test_find (every, "range"), &range);
  mok_answers_set (answers, test_find (every, "slider"), &slider);
  mok_answers_set (answers, test_find (every, "decimal"), &decimal);
  mok_answers_set (answers, test_find (every, "date"), &date);
  mok_answers_set (answers, test_find (every, "rank"), &rank);
  record = mok_record_encode (layout, digest, answers);
  g_assert_cmpmem (mok_secret_data (record), mok_secret_size (record), expected, sizeof expected);
  g_assert_cmpuint (mok_record_layout_get_offset (layout, test_find (every, "single")), ==, 17);
  g_assert_cmpuint (mok_record_layout_get_offset (layout, test_find (every, "rank")), ==, 49);
  g_assert_cmpuint (mok_record_layout_get_offset (layout, test_find (every, "screener")), ==, 0);
  g_assert_cmpuint (mok_record_layout_get_offset (layout, test_find (every, "text")), ==, 0);
  g_assert_cmpuint (mok_record_layout_get_offset (layout, test_find (every, "sum")), ==, 0);
}

static void
test_a_changed_bit_is_found_or_another_record (void)
{
  g_autoptr (MokQuestionnaire) every = test_make_every_kind ();
  g_autoptr (MokQuestionnaire) clinic = test_make_clinic ();
  MokQuestionnaire *questionnaires[] = { every, clinic };
  g_autoptr (MokRandom) random = mok_random_new_seeded (3);

  for (guint i = 0; i < 40; i++)
    {
      MokQuestionnaire *questionnaire = questionnaires[i % 2];
      g_autoptr (MokRecordLayout) layout = mok_record_layout_new (questionnaire);
      g_autoptr (MokInterview) interview = mok_interview_new (questionnaire, random, TEST_NOW);
      g_autoptr (MokAnswers) answers = NULL;
      g_autoptr (MokSecret) record = NULL;
      guint8 *bytes;
      guint n_good = 0;

      mok_walk_run (interview, random, FALSE);
      answers = mok_interview_dup_answers (interview);
      g_assert_nonnull (answers);
      record = mok_record_encode (layout, digest, answers);
      bytes = mok_secret_data (record);
      g_assert_true (reads_as_itself (layout, bytes, mok_secret_size (record)));
      for (gsize bit = 0; bit < mok_secret_size (record) * 8; bit++)
        {
          bytes[bit / 8] ^= (guint8) (1 << bit % 8);
          n_good += reads_as_itself (layout, bytes, mok_secret_size (record));
          bytes[bit / 8] ^= (guint8) (1 << bit % 8);
        }
      g_assert_cmpuint (n_good, <, mok_secret_size (record) * 4);
    }
}

static void
test_every_byte_of_a_field_is_found_or_another_record (void)
{
  g_autoptr (MokQuestionnaire) every = test_make_every_kind ();
  g_autoptr (MokRecordLayout) layout = mok_record_layout_new (every);
  g_autoptr (MokAnswers) nothing = mok_answers_new (every);
  g_autoptr (MokSecret) record = mok_record_encode (layout, digest, nothing);
  guint8 *bytes = mok_secret_data (record);
  const gsize single = mok_record_layout_get_offset (layout, test_find (every, "single"));
  const gsize multiple = mok_record_layout_get_offset (layout, test_find (every, "multiple"));
  const gsize rank = mok_record_layout_get_offset (layout, test_find (every, "rank"));

  for (gsize i = 0; i < mok_secret_size (record); i++)
    {
      const guint8 was = bytes[i];

      for (guint value = 0; value < 256; value++)
        {
          bytes[i] = (guint8) value;
          /* A single choice has four choices; a zero behind the state is a number or a date, but no list. */
          if (reads_as_itself (layout, bytes, mok_secret_size (record)) && value != was)
            g_assert_true (value == MOK_ANSWER_BLANK || (i == single && value < 6)
                           || (value == MOK_ANSWER_GIVEN && i > single && i != multiple && i != rank));
        }
      bytes[i] = was;
    }
}

static void
test_foreign_records_are_refused (void)
{
  g_autoptr (MokQuestionnaire) every = test_make_every_kind ();
  g_autoptr (MokRecordLayout) layout = mok_record_layout_new (every);
  g_autoptr (MokAnswers) answers = mok_answers_new (every);
  const MokAnswer given = { .state = MOK_ANSWER_GIVEN };
  g_autoptr (MokSecret) record = NULL;
  g_autoptr (GError) error = NULL;
  guint8 *bytes;
  gsize size;

  mok_answers_set (answers, test_find (every, "single"), &given);
  record = mok_record_encode (layout, digest, answers);
  bytes = mok_secret_data (record);
  size = mok_secret_size (record);

  g_assert_false (mok_record_check (layout, (const guint8 *) "0123456789abcdeF", bytes, size, &error));
  g_assert_error (error, MOK_RECORD_ERROR, MOK_RECORD_ERROR_OTHER_SURVEY);
  g_clear_error (&error);
  g_assert_false (mok_record_check (layout, digest, bytes, size - 1, &error));
  g_assert_error (error, MOK_RECORD_ERROR, MOK_RECORD_ERROR_DAMAGED);
  g_clear_error (&error);
  bytes[0] = 2;
  g_assert_false (mok_record_check (layout, digest, bytes, size, &error));
  g_assert_error (error, MOK_RECORD_ERROR, MOK_RECORD_ERROR_DAMAGED);
  g_clear_error (&error);
  bytes[0] = 1;
  bytes[size - 1] = 1;
  g_assert_false (mok_record_decode (layout, digest, bytes, size, answers, &error));
  g_assert_error (error, MOK_RECORD_ERROR, MOK_RECORD_ERROR_DAMAGED);
  g_clear_error (&error);
  bytes[size - 1] = 0;
  bytes[mok_record_layout_get_offset (layout, test_find (every, "integer"))] = 2;
  bytes[mok_record_layout_get_offset (layout, test_find (every, "integer")) + 1] = 3;
  g_assert_false (mok_record_decode (layout, digest, bytes, size, answers, &error));
  g_assert_error (error, MOK_RECORD_ERROR, MOK_RECORD_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, "integer"));
  /* Nothing of it is kept. */
  g_assert_cmpint (mok_answers_get (answers, test_find (every, "single"))->state, ==, MOK_ANSWER_NOT_ASKED);
}

static void
set_text (MokAnswers *answers, const char *name, const char *text)
{
  const MokAnswer answer = { .state = MOK_ANSWER_GIVEN, .text = (char *) text };

  mok_answers_set (answers, test_find (mok_answers_get_questionnaire (answers), name), &answer);
}

static void
test_comments_come_back (void)
{
  static const char *const texts[] = { "", "a", "no names", "열 글자를 채운 글", "\xf0\x9f\x98\x80", "line\nline" };
  g_autoptr (MokQuestionnaire) every = test_make_every_kind ();
  g_autoptr (MokRecordLayout) layout = mok_record_layout_new (every);
  const guint text = test_find (every, "text");
  const guint more = test_find (every, "more");

  g_assert_cmpuint (mok_record_layout_get_comment_size (layout), ==, 192);
  for (gsize i = 0; i < G_N_ELEMENTS (texts) * G_N_ELEMENTS (texts); i++)
    {
      const char *one = texts[i % G_N_ELEMENTS (texts)];
      const char *two = texts[i / G_N_ELEMENTS (texts)];
      g_autoptr (MokAnswers) answers = mok_answers_new (every);
      g_autoptr (MokAnswers) again = mok_answers_new (every);
      g_autoptr (MokSecret) comment = NULL;
      g_autoptr (GError) error = NULL;

      mok_answers_clear (answers, text, MOK_ANSWER_BLANK);
      mok_answers_clear (answers, more, MOK_ANSWER_BLANK);
      if (*one != '\0')
        set_text (answers, "text", one);
      if (*two != '\0')
        set_text (answers, "more", two);
      comment = mok_comment_encode (layout, answers);
      g_assert_cmpuint (mok_secret_size (comment), ==, 192);
      test_read_comment (layout, mok_secret_data (comment), mok_secret_size (comment), again, &error);
      g_assert_no_error (error);
      g_assert_true (mok_answers_equal (answers, again));
    }
}

static void
test_texts_are_not_in_the_record (void)
{
  g_autoptr (MokQuestionnaire) every = test_make_every_kind ();
  g_autoptr (MokRecordLayout) layout = mok_record_layout_new (every);
  g_autoptr (MokAnswers) answers = mok_answers_new (every);
  g_autoptr (MokSecret) without = mok_record_encode (layout, digest, answers);
  g_autoptr (MokSecret) with = NULL;

  set_text (answers, "text", "who");
  with = mok_record_encode (layout, digest, answers);
  g_assert_cmpmem (mok_secret_data (without), mok_secret_size (without), mok_secret_data (with),
                   mok_secret_size (with));
}

static void
test_damaged_comments_are_refused (void)
{
  static const struct
  {
    gsize offset;
    const char *bytes;
    gsize n_bytes;
  } faults[] = {
    { 2, "a", 1 },                                                     /* a letter behind no text */
    { 0, "\x29", 1 },                                                  /* longer than its cap */
    { 0, "\x00\x01", 2 },                                              /* much longer */
    { 0, "\x02\x00\xff", 3 },                                          /* not UTF-8 */
    { 0, "\x02\x00\x61", 3 },                                          /* a zero inside */
    { 0, "\x0b\x00\x61\x61\x61\x61\x61\x61\x61\x61\x61\x61\x61", 13 }, /* too many characters */
    { 191, "\x01", 1 },                                                /* padding */
  };
  g_autoptr (MokQuestionnaire) every = test_make_every_kind ();
  g_autoptr (MokRecordLayout) layout = mok_record_layout_new (every);
  g_autoptr (MokAnswers) answers = mok_answers_new (every);
  guint8 comment[192] = { 0 };

  g_assert_true (test_read_comment (layout, comment, sizeof comment, answers, NULL));
  g_assert_false (test_read_comment (layout, comment, sizeof comment - 1, answers, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GError) error = NULL;

      memset (comment, 0, sizeof comment);
      memcpy (comment + faults[i].offset, faults[i].bytes, faults[i].n_bytes);
      g_assert_false (test_read_comment (layout, comment, sizeof comment, answers, &error));
      g_assert_error (error, MOK_RECORD_ERROR, MOK_RECORD_ERROR_DAMAGED);
    }
}

static void
test_a_questionnaire_without_texts_has_comments (void)
{
  g_autoptr (MokQuestionnaire) closed = mok_questionnaire_new ("closed");
  g_autoptr (MokRecordLayout) layout = NULL;
  g_autoptr (MokAnswers) answers = NULL;
  g_autoptr (MokSecret) comment = NULL;

  test_add (closed, MOK_QUESTION_SINGLE, "only", "1 2");
  layout = mok_record_layout_new (closed);
  answers = mok_answers_new (closed);
  comment = mok_comment_encode (layout, answers);
  g_assert_cmpuint (mok_secret_size (comment), ==, 64);
  g_assert_cmpuint (mok_record_layout_get_record_size (layout), ==, 64);
}

static void
test_copies_do_not_share (void)
{
  g_autoptr (MokQuestionnaire) every = test_make_every_kind ();
  g_autoptr (MokAnswers) answers = mok_answers_new (every);
  g_autoptr (MokAnswers) copy = NULL;

  set_text (answers, "text", "one");
  copy = mok_answers_copy (answers);
  g_assert_true (mok_answers_equal (answers, copy));
  set_text (answers, "text", "two");
  g_assert_false (mok_answers_equal (answers, copy));
  mok_answers_wipe (answers);
  g_assert_cmpstr (mok_answers_get (copy, test_find (every, "text"))->text, ==, "one");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  mok_init ();

  g_test_add_func ("/record/every-combination-comes-back", test_every_combination_comes_back);
  g_test_add_func ("/record/layout-is-the-documented-one", test_layout_is_the_documented_one);
  g_test_add_func ("/record/a-changed-bit-is-found-or-another-record", test_a_changed_bit_is_found_or_another_record);
  g_test_add_func ("/record/every-byte-of-a-field-is-found-or-another-record",
                   test_every_byte_of_a_field_is_found_or_another_record);
  g_test_add_func ("/record/foreign-records-are-refused", test_foreign_records_are_refused);
  g_test_add_func ("/comment/come-back", test_comments_come_back);
  g_test_add_func ("/comment/texts-are-not-in-the-record", test_texts_are_not_in_the_record);
  g_test_add_func ("/comment/damaged-are-refused", test_damaged_comments_are_refused);
  g_test_add_func ("/comment/a-questionnaire-without-texts-has-comments",
                   test_a_questionnaire_without_texts_has_comments);
  g_test_add_func ("/answers/copies-do-not-share", test_copies_do_not_share);
  return g_test_run ();
}
