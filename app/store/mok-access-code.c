/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Access codes and end codes as people type them.
 *
 * An access code is 13 characters of Crockford's base32 (no I, L, O, U), 65 random bits, printed as 5-4-4. Must not
 * know which codes exist.
 */

#include "config.h"

#include "store/mok-access-code.h"

#include <string.h>

#include <sodium.h>

#include "base/mok-secret.h"
#include "store/mok-manifest.h"

#define ALPHABET "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
#define N_DASHES 2
#define SALT_PURPOSE "moksori access codes"

/**
 * mok_access_code_new:
 *
 * Returns: (transfer full): a new code as it is printed
 */
char *
mok_access_code_new (void)
{
  /* At once in its full length: what a growing string leaves behind is not wiped. */
  char *code = g_malloc0 (MOK_ACCESS_CODE_LENGTH + N_DASHES + 1);
  char *at = code;

  for (int i = 0; i < MOK_ACCESS_CODE_LENGTH; i++)
    {
      if (i == 5 || i == 9)
        *at++ = '-';
      *at++ = ALPHABET[randombytes_uniform (32)];
    }
  return code;
}

/**
 * mok_access_codes_free:
 * @codes: (transfer full) (nullable): wiped
 */
void
mok_access_codes_free (GStrv codes)
{
  for (guint i = 0; codes != NULL && codes[i] != NULL; i++)
    mok_memory_wipe (codes[i], strlen (codes[i]));
  g_strfreev (codes);
}

/* What a Korean input method or a hurried hand makes of a character. */
static char
read_character (char c)
{
  c = g_ascii_toupper (c);
  switch (c)
    {
    case 'O':
      return '0';
    case 'I':
    case 'L':
      return '1';
    default:
      return c;
    }
}

/**
 * mok_access_code_read:
 * @typed: UTF-8; case, blanks, dashes, full-width letters and O for 0 do not matter
 * @code: (out caller-allocates): the thirteen characters
 *
 * Returns: whether @typed has the form of a code
 */
gboolean
mok_access_code_read (const char *typed, char code[MOK_ACCESS_CODE_LENGTH + 1])
{
  g_return_val_if_fail (typed != NULL, FALSE);

  char *plain = g_utf8_normalize (typed, -1, G_NORMALIZE_ALL_COMPOSE);
  gboolean good = plain != NULL;
  gsize n = 0;

  for (const char *at = plain; good && *at != '\0'; at++)
    {
      if (g_ascii_isspace (*at) || *at == '-')
        continue;

      const char c = read_character (*at);

      good = n < MOK_ACCESS_CODE_LENGTH && strchr (ALPHABET, c) != NULL;
      if (good)
        code[n++] = c;
    }
  code[n] = '\0';
  if (plain != NULL)
    mok_memory_wipe (plain, strlen (plain));
  g_free (plain);
  return good && n == MOK_ACCESS_CODE_LENGTH;
}

/**
 * mok_access_code_hash:
 * @hash: (out caller-allocates) (array fixed-size=32): where the hash goes
 * @code: from mok_access_code_read()
 * @survey_id: (array fixed-size=16): makes the salt, so that one code gives one hash in all boxes of a survey
 *
 * Returns: %FALSE when there is not enough memory
 */
gboolean
mok_access_code_hash (guint8 *hash,
                      const char code[MOK_ACCESS_CODE_LENGTH + 1],
                      const guint8 *survey_id,
                      const MokHashCost *cost)
{
  guint8 input[sizeof SALT_PURPOSE - 1 + MOK_SURVEY_ID_SIZE];
  guint8 salt[MOK_PASSWORD_SALT_SIZE];

  memcpy (input, SALT_PURPOSE, sizeof SALT_PURPOSE - 1);
  memcpy (input + sizeof SALT_PURPOSE - 1, survey_id, MOK_SURVEY_ID_SIZE);
  mok_hash (salt, sizeof salt, input, sizeof input);
  return mok_hash_password (hash, code, MOK_ACCESS_CODE_LENGTH, salt, cost);
}

/**
 * mok_end_code_read:
 * @typed: UTF-8; blanks do not matter, digits of any script count
 * @code: (out caller-allocates): the eight digits
 *
 * Returns: whether @typed has the form of an end code
 */
gboolean
mok_end_code_read (const char *typed, char code[MOK_END_CODE_LENGTH + 1])
{
  g_return_val_if_fail (typed != NULL, FALSE);

  gsize n = 0;

  if (!g_utf8_validate (typed, -1, NULL))
    return FALSE;
  for (const char *at = typed; *at != '\0'; at = g_utf8_next_char (at))
    {
      const gunichar c = g_utf8_get_char (at);
      const int digit = g_unichar_digit_value (c);

      if (g_unichar_isspace (c))
        continue;
      if (n == MOK_END_CODE_LENGTH || digit < 0)
        return FALSE;
      code[n++] = (char) ('0' + digit);
    }
  code[n] = '\0';
  return n == MOK_END_CODE_LENGTH;
}
