/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Keys, wraps, codes, and words of a fingerprint. */

#include "config.h"

#include <string.h>

#include "store/mok-access-code.h"
#include "store/mok-key-private.h"
#include "store/mok-words.h"

#include "support.h"

static void
test_key_opens_what_was_sealed_to_it (void)
{
  guint8 public_key[MOK_KEY_SIZE], other_public[MOK_KEY_SIZE], zeros[MOK_KEY_SIZE] = { 0 };
  g_autoptr (MokSecret) key = mok_key_new (public_key);
  g_autoptr (MokSecret) other = mok_key_new (other_public);

  g_assert_true (mok_key_matches (key, public_key));
  g_assert_false (mok_key_matches (key, other_public));
  g_assert_true (mok_key_check_public (public_key));
  g_assert_false (mok_key_check_public (zeros));
}

static void
check_unlock (GPtrArray *wraps, const char *a, const char *b, MokKeyUnlock expected, MokSecret *key)
{
  const char *const passphrases[] = { a, b };
  g_autoptr (MokSecret) opened = NULL;

  g_assert_cmpint (mok_key_unwrap (wraps, passphrases, b != NULL ? 2 : 1, &opened, NULL), ==, expected);
  if (expected == MOK_KEY_UNLOCKED)
    g_assert_cmpmem (mok_secret_data (opened), MOK_KEY_SIZE, mok_secret_data (key), MOK_KEY_SIZE);
  else
    g_assert_null (opened);
}

static void
test_one_passphrase (void)
{
  /* The second one is the first one decomposed: the same text from another keyboard. */
  const char *const passphrases[] = { "목소리 하나" };
  g_autofree char *decomposed = g_utf8_normalize (passphrases[0], -1, G_NORMALIZE_NFD);
  guint8 public_key[MOK_KEY_SIZE];
  g_autoptr (MokSecret) key = mok_key_new (public_key);
  g_autoptr (GPtrArray) wraps = mok_key_wrap (key, passphrases, 1);

  g_assert_cmpuint (wraps->len, ==, 1);
  check_unlock (wraps, "목소리 하나", NULL, MOK_KEY_UNLOCKED, key);
  check_unlock (wraps, decomposed, NULL, MOK_KEY_UNLOCKED, key);
  check_unlock (wraps, "목소리 둘", NULL, MOK_KEY_WRONG_PASSPHRASE, key);
  check_unlock (wraps, "", NULL, MOK_KEY_WRONG_PASSPHRASE, key);
  check_unlock (wraps, "목소리 하나", "목소리 하나", MOK_KEY_WRONG_PASSPHRASE, key);
}

static void
test_any_two_trustees (void)
{
  const char *const names[] = { "steward", "lawyer", "member" };
  guint8 public_key[MOK_KEY_SIZE];
  g_autoptr (MokSecret) key = mok_key_new (public_key);
  g_autoptr (GPtrArray) wraps = mok_key_wrap (key, names, 3);

  g_assert_cmpuint (wraps->len, ==, 3);
  for (int i = 0; i < 3; i++)
    {
      check_unlock (wraps, names[i], NULL, MOK_KEY_WRONG_PASSPHRASE, key);
      check_unlock (wraps, names[i], "stranger", MOK_KEY_WRONG_PASSPHRASE, key);
      for (int j = 0; j < 3; j++)
        check_unlock (wraps, names[i], names[j], i == j ? MOK_KEY_WRONG_PASSPHRASE : MOK_KEY_UNLOCKED, key);
    }
  /* Lengths are part of what is hashed: no other split of the same letters opens. */
  check_unlock (wraps, "stewardl", "awyer", MOK_KEY_WRONG_PASSPHRASE, key);
}

static void
test_altered_wrap (void)
{
  const char *const passphrases[] = { "one" };
  guint8 public_key[MOK_KEY_SIZE];
  g_autoptr (MokSecret) key = mok_key_new (public_key);
  g_autoptr (GPtrArray) wraps = mok_key_wrap (key, passphrases, 1);
  gsize size;
  const guint8 *wrap = g_bytes_get_data (g_ptr_array_index (wraps, 0), &size);

  for (gsize i = 0; i < size; i++)
    {
      g_autoptr (GPtrArray) altered = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
      guint8 *copy = g_memdup2 (wrap, size);
      g_autoptr (MokSecret) opened = NULL;

      copy[i] ^= 0x40;
      g_ptr_array_add (altered, g_bytes_new_take (copy, size));
      /* Also when the cost was altered: a file must not make us take gigabytes. */
      g_assert_cmpint (mok_key_unwrap (altered, passphrases, 1, &opened, NULL), !=, MOK_KEY_UNLOCKED);
      g_assert_null (opened);
    }
}

static void
test_costs_from_files_are_bounded (void)
{
  const MokHashCost greedy[] = { { 0, 64 }, { 1, 0 }, { 1, G_MAXUINT32 }, { G_MAXUINT32, 64 } };
  const MokHashCost fair = { 3, 256 * 1024 };

  for (gsize i = 0; i < G_N_ELEMENTS (greedy); i++)
    g_assert_false (mok_hash_cost_is_sane (&greedy[i]));
  g_assert_true (mok_hash_cost_is_sane (&fair));
}

static void
test_access_codes_as_typed (void)
{
  g_autofree char *printed = mok_access_code_new ();
  g_autofree char *lower = g_ascii_strdown (printed, -1);
  char code[MOK_ACCESS_CODE_LENGTH + 1], again[MOK_ACCESS_CODE_LENGTH + 1];

  g_assert_true (mok_access_code_read (printed, code));
  g_assert_true (mok_access_code_read (lower, again));
  g_assert_cmpstr (code, ==, again);
  g_assert_true (mok_access_code_read (" abcde fghj-kmnO ", code));
  g_assert_cmpstr (code, ==, "ABCDEFGHJKMN0");
  g_assert_true (mok_access_code_read ("ＡＢＣＤＥ－ＦＧＨＪ－ＫＭＮ０", code));
  g_assert_cmpstr (code, ==, "ABCDEFGHJKMN0");
  g_assert_false (mok_access_code_read ("", code));
  g_assert_false (mok_access_code_read ("ABCDE-FGHJ-KMN", code));
  g_assert_false (mok_access_code_read ("ABCDE-FGHJ-KMN01", code));
  g_assert_false (mok_access_code_read ("ABCDE-FGHJ-KMN가", code));
}

static void
test_access_codes_hash_alike_in_one_survey (void)
{
  const MokHashCost cost = mok_hash_get_cost (MOK_HASH_ACCESS_CODE);
  const guint8 survey[16] = { 1 }, other[16] = { 2 };
  guint8 a[MOK_PASSWORD_HASH_SIZE], b[MOK_PASSWORD_HASH_SIZE], c[MOK_PASSWORD_HASH_SIZE];

  g_assert_true (mok_access_code_hash (a, "ABCDEFGHJKMN0", survey, &cost));
  g_assert_true (mok_access_code_hash (b, "ABCDEFGHJKMN0", survey, &cost));
  g_assert_true (mok_access_code_hash (c, "ABCDEFGHJKMN0", other, &cost));
  g_assert_cmpmem (a, sizeof a, b, sizeof b);
  g_assert_cmpint (memcmp (a, c, sizeof a), !=, 0);
}

static void
test_end_codes_as_typed (void)
{
  char code[MOK_END_CODE_LENGTH + 1];

  g_assert_true (mok_end_code_read ("1234 5678", code));
  g_assert_cmpstr (code, ==, "12345678");
  g_assert_true (mok_end_code_read ("１２３４５６７８", code));
  g_assert_cmpstr (code, ==, "12345678");
  g_assert_false (mok_end_code_read ("1234567", code));
  g_assert_false (mok_end_code_read ("123456789", code));
  g_assert_false (mok_end_code_read ("1234567x", code));
}

/* Vectors computed by hand from the lists: all bits 0 is word 0 six times, all bits 1 is word 2047. */
static void
test_words (void)
{
  guint8 digest[32] = { 0 };
  g_auto (GStrv) zeros = mok_words_from_digest (digest, 6, "en");

  g_assert_cmpuint (g_strv_length (zeros), ==, 6);
  for (int i = 0; i < 6; i++)
    g_assert_cmpstr (zeros[i], ==, "abandon");

  memset (digest, 0xff, sizeof digest);

  g_auto (GStrv) english = mok_words_from_digest (digest, 6, NULL);
  g_auto (GStrv) korean = mok_words_from_digest (digest, 6, "ko_KR");

  for (int i = 0; i < 6; i++)
    {
      g_assert_cmpstr (english[i], ==, "zoo");
      g_assert_cmpstr (korean[i], ==, "힘껏");
    }

  /* 0x0020 = 00000000 001|00000: word 1, then word 0; the second byte's last bits begin word 2. */
  memset (digest, 0, sizeof digest);
  digest[1] = 0x20;

  g_auto (GStrv) one = mok_words_from_digest (digest, 6, "en");
  g_auto (GStrv) one_korean = mok_words_from_digest (digest, 6, "ko");

  g_assert_cmpstr (one[0], ==, "ability");
  g_assert_cmpstr (one[1], ==, "abandon");
  g_assert_cmpstr (one_korean[0], ==, "가끔");
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);
  g_test_add_func ("/store/key/opens-what-was-sealed-to-it", test_key_opens_what_was_sealed_to_it);
  g_test_add_func ("/store/key/one-passphrase", test_one_passphrase);
  g_test_add_func ("/store/key/any-two-trustees", test_any_two_trustees);
  g_test_add_func ("/store/key/altered-wrap", test_altered_wrap);
  g_test_add_func ("/store/key/costs-from-files-are-bounded", test_costs_from_files_are_bounded);
  g_test_add_func ("/store/access-code/as-typed", test_access_codes_as_typed);
  g_test_add_func ("/store/access-code/hash-alike-in-one-survey", test_access_codes_hash_alike_in_one_survey);
  g_test_add_func ("/store/end-code/as-typed", test_end_codes_as_typed);
  g_test_add_func ("/store/words/from-digest", test_words);
  return g_test_run ();
}
