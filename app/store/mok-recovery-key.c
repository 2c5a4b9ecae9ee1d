/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The secret key of a survey as people type it from paper: fourteen groups of five characters of Crockford's base32 (no
 * I, L, O, U).
 *
 * Thirteen groups hold the 256 bits of the key and four zeros, twenty bits each; the fourteenth holds the first twenty
 * bits of a digest of the key. The fifth character of a group checks the other four and the place of the group: in
 * GF(32), 1 a + 2 b + 4 c + 8 d + place. A wrong character and two neighbours that changed places are always found, and
 * so are groups that changed places; anything else slips through one group once in 32 times, and through the digest
 * once in a million. Must not keep a key, nor let one into memory that is not wiped.
 */

#include "config.h"

#include "store/mok-recovery-key.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "store/mok-key.h"
#include "store/mok-store-error.h"

#define ALPHABET "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
#define LENGTH MOK_RECOVERY_KEY_GROUP_LENGTH
#define N_GROUPS MOK_RECOVERY_KEY_N_GROUPS
#define N_DIGITS (N_GROUPS * LENGTH)
#define BITS_A_GROUP 20
#define DIGEST_SIZE 16

/* The key, the four zeros and the beginning of the digest, as one row of bits. */
#define PAYLOAD_SIZE (N_GROUPS * BITS_A_GROUP / 8)

/* Room for what is typed in place of a digit. */
#define MAX_TYPED (2 * N_DIGITS)

/* What no digit is. */
#define NOT_A_DIGIT 32

/* x^5 + x^2 + 1 */
static guint
multiply (guint a, guint b)
{
  guint product = 0;

  for (; b > 0; b >>= 1)
    {
      if (b & 1)
        product ^= a;
      a = a & 16 ? (a << 1) ^ 0x25 : a << 1;
    }
  return product;
}

/* The character that ends a group. */
static guint8
check_digit (const guint8 *digits, guint group)
{
  guint sum = group + 1;

  for (guint i = 0; i < LENGTH - 1; i++)
    sum ^= multiply (digits[i], 1u << i);
  return (guint8) sum;
}

static void
fill_payload (guint8 *payload, MokSecret *key)
{
  guint8 digest[DIGEST_SIZE];

  mok_hash (digest, sizeof digest, mok_secret_data (key), MOK_KEY_SIZE);
  memcpy (payload, mok_secret_data (key), MOK_KEY_SIZE);
  payload[MOK_KEY_SIZE] = digest[0] >> 4;
  payload[MOK_KEY_SIZE + 1] = (guint8) (digest[0] << 4 | digest[1] >> 4);
  payload[MOK_KEY_SIZE + 2] = (guint8) (digest[1] << 4 | digest[2] >> 4);
  mok_memory_wipe (digest, sizeof digest);
}

/**
 * mok_recovery_key_write:
 * @key: of 32 bytes
 *
 * Returns: (transfer full): the groups with dashes between them, zero-terminated, in secret memory
 */
MokSecret *
mok_recovery_key_write (MokSecret *key)
{
  g_return_val_if_fail (key != NULL && mok_secret_size (key) == MOK_KEY_SIZE, NULL);

  g_autoptr (MokSecret) payload = mok_secret_new (PAYLOAD_SIZE);
  MokSecret *text = mok_secret_new (MOK_RECOVERY_KEY_SIZE);
  char *to = (char *) mok_secret_data (text);
  guint bit = 0;

  fill_payload (mok_secret_data (payload), key);
  for (guint group = 0; group < N_GROUPS; group++)
    {
      guint8 digits[LENGTH] = { 0 };

      for (guint i = 0; i < LENGTH - 1; i++)
        for (guint k = 0; k < 5; k++, bit++)
          digits[i] = (guint8) (digits[i] << 1 | (mok_secret_data (payload)[bit / 8] >> (7 - bit % 8) & 1));
      digits[LENGTH - 1] = check_digit (digits, group);
      for (guint i = 0; i < LENGTH; i++)
        *to++ = ALPHABET[digits[i]];
      *to++ = group + 1 < N_GROUPS ? '-' : '\0';
      mok_memory_wipe (digits, sizeof digits);
    }
  return text;
}

/* What a Korean input method or a hurried hand makes of a character. Returns: the digit, or NOT_A_DIGIT. */
static guint8
read_digit (gunichar c)
{
  const char *found;

  /* Full-width letters and digits. */
  if (c >= 0xff01 && c <= 0xff5e)
    c -= 0xff01 - '!';
  if (c == 0 || c > 127)
    return NOT_A_DIGIT;
  c = (guchar) g_ascii_toupper ((char) c);
  if (c == 'O')
    c = '0';
  else if (c == 'I' || c == 'L')
    c = '1';
  found = strchr (ALPHABET, (int) c);
  return found != NULL ? (guint8) (found - ALPHABET) : NOT_A_DIGIT;
}

static gboolean
separates (gunichar c)
{
  return g_unichar_isspace (c) || g_unichar_type (c) == G_UNICODE_DASH_PUNCTUATION || c == 0x2212;
}

/* What was typed, as digits, and where each part of it begins. */
typedef struct
{
  guint8 *digits; /* of secret memory */
  guint n_digits;
  guint begin[MAX_TYPED + 1];
  guint n_parts;
} Typed;

static gboolean
split (const char *typed, Typed *to)
{
  gboolean inside = FALSE;

  if (!g_utf8_validate (typed, -1, NULL))
    return FALSE;
  for (const char *at = typed; *at != '\0'; at = g_utf8_next_char (at))
    {
      const gunichar c = g_utf8_get_char (at);

      if (separates (c))
        {
          inside = FALSE;
          continue;
        }
      if (to->n_digits == MAX_TYPED)
        return FALSE;
      if (!inside)
        to->begin[to->n_parts++] = to->n_digits;
      inside = TRUE;
      to->digits[to->n_digits++] = read_digit (c);
    }
  to->begin[to->n_parts] = to->n_digits;
  return TRUE;
}

static gboolean
group_is_right (const guint8 *digits, guint group)
{
  for (guint i = 0; i < LENGTH; i++)
    if (digits[i] == NOT_A_DIGIT)
      return FALSE;
  return check_digit (digits, group) == digits[LENGTH - 1];
}

/* Which groups are wrong, as bits. Typed in parts, each part is a group, so that one that is too short does not move
 * those behind it; typed in one go, a missing character shows as the first group that does not fit. */
static guint
find_wrong_groups (const Typed *typed)
{
  const gboolean in_parts = typed->n_parts == N_GROUPS;
  guint wrong = 0;

  for (guint group = 0; group < N_GROUPS; group++)
    {
      const guint begin = in_parts ? typed->begin[group] : group * LENGTH;
      const guint end = in_parts ? typed->begin[group + 1] : MIN (begin + LENGTH, typed->n_digits);

      if (end < begin + LENGTH || end > begin + LENGTH || !group_is_right (typed->digits + begin, group))
        {
          wrong |= 1u << group;
          if (!in_parts && typed->n_digits != N_DIGITS)
            return wrong;
        }
    }
  return wrong;
}

static void
name_wrong_groups (guint wrong, GError **error)
{
  g_autoptr (GString) numbers = g_string_new (NULL);
  guint n = 0;

  for (guint group = 0; group < N_GROUPS; group++)
    if (wrong & 1u << group)
      {
        g_string_append_printf (numbers, "%s%u", n > 0 ? ", " : "", group + 1);
        n++;
      }
  g_set_error (
      error, MOK_STORE_ERROR, MOK_STORE_ERROR_RECOVERY_KEY,
      g_dngettext (GETTEXT_PACKAGE,
                   "Group %s of the recovery key is not typed as on the sheet. Compare it letter by letter.",
                   "Groups %s of the recovery key are not typed as on the sheet. Compare them letter by letter.", n),
      numbers->str);
}

static void
set_wrong_length (GError **error)
{
  g_set_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_RECOVERY_KEY,
               _ ("The recovery key has %1$d groups of %2$d characters. Type all of them as on the sheet."), N_GROUPS,
               LENGTH);
}

/* The digits are right by their groups: puts the bits together and compares the digest. */
static MokSecret *
join (const Typed *typed)
{
  g_autoptr (MokSecret) payload = mok_secret_new (PAYLOAD_SIZE);
  g_autoptr (MokSecret) expected = mok_secret_new (PAYLOAD_SIZE);
  g_autoptr (MokSecret) key = mok_secret_new (MOK_KEY_SIZE);
  guint8 *bits = mok_secret_data (payload);
  guint bit = 0;

  for (guint group = 0; group < N_GROUPS; group++)
    for (guint i = 0; i < LENGTH - 1; i++)
      for (guint k = 0; k < 5; k++, bit++)
        bits[bit / 8] |= (guint8) ((typed->digits[group * LENGTH + i] >> (4 - k) & 1) << (7 - bit % 8));
  memcpy (mok_secret_data (key), bits, MOK_KEY_SIZE);
  fill_payload (mok_secret_data (expected), key);
  return memcmp (bits, mok_secret_data (expected), PAYLOAD_SIZE) == 0 ? g_steal_pointer (&key) : NULL;
}

/**
 * mok_recovery_key_read:
 * @typed: UTF-8; case, blanks, dashes, line breaks, full-width letters and O for 0 do not matter
 *
 * Returns: (transfer full) (nullable): the key, or %NULL with @error (%MOK_STORE_ERROR_RECOVERY_KEY) set, which names
 *   the groups that are wrong
 */
MokSecret *
mok_recovery_key_read (const char *typed, GError **error)
{
  g_return_val_if_fail (typed != NULL, NULL);

  g_autoptr (MokSecret) digits = mok_secret_new (MAX_TYPED);
  Typed parts = { .digits = mok_secret_data (digits) };
  MokSecret *key;
  guint wrong;

  if (!split (typed, &parts) || parts.n_digits < N_DIGITS - N_GROUPS || parts.n_digits > N_DIGITS + N_GROUPS)
    {
      set_wrong_length (error);
      return NULL;
    }
  wrong = find_wrong_groups (&parts);
  if (wrong != 0)
    {
      name_wrong_groups (wrong, error);
      return NULL;
    }
  if (parts.n_digits != N_DIGITS)
    {
      set_wrong_length (error);
      return NULL;
    }
  key = join (&parts);
  if (key == NULL)
    g_set_error_literal (error, MOK_STORE_ERROR, MOK_STORE_ERROR_RECOVERY_KEY,
                         _ ("The recovery key is not typed as on the sheet, in a way that its groups do not show. "
                            "Compare all of them."));
  return key;
}
