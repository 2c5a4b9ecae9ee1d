/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The key pair of a survey, and the wraps that keep its secret half under passphrases.
 *
 * A wrap is `"MKW1" ‖ members (1 byte, bit k = trustee k; 0 = the organizer alone) ‖ operations (u32) ‖ KiB (u32) ‖
 * salt (16) ‖ nonce (24) ‖ secretbox of the secret key (48)`, numbers little-endian. With trustees there are three
 * wraps, one per pair, under argon2id of `len ‖ a ‖ len ‖ b` (u32 little-endian lengths, the two passphrases in byte
 * order, so that it does not matter who types first). Must not write files and must not keep a passphrase.
 */

#include "config.h"

#include "store/mok-key.h"
#include "store/mok-key-private.h"

#include <string.h>

#include <sodium.h>

#define MAGIC "MKW1"
#define MAGIC_SIZE 4
#define BOX_SIZE (MOK_KEY_SIZE + crypto_secretbox_MACBYTES)

/* Above this a file would only waste the reader's time or memory: 16 passes over 1 GiB. */
#define MAXIMUM_OPERATIONS 16
#define MAXIMUM_KIBIBYTES (1024 * 1024)

enum
{
  AT_MEMBERS = MAGIC_SIZE,
  AT_OPERATIONS = AT_MEMBERS + 1,
  AT_KIBIBYTES = AT_OPERATIONS + 4,
  AT_SALT = AT_KIBIBYTES + 4,
  AT_NONCE = AT_SALT + MOK_PASSWORD_SALT_SIZE,
  AT_BOX = AT_NONCE + crypto_secretbox_NONCEBYTES,
  WRAP_SIZE = AT_BOX + BOX_SIZE,
};

G_STATIC_ASSERT (MOK_KEY_SIZE == crypto_box_SECRETKEYBYTES && MOK_KEY_SIZE == crypto_box_PUBLICKEYBYTES);
G_STATIC_ASSERT (MOK_PASSWORD_SALT_SIZE == crypto_pwhash_argon2id_SALTBYTES);
G_STATIC_ASSERT (MOK_PASSWORD_HASH_SIZE == crypto_secretbox_KEYBYTES);

struct _MokKeyWrapper
{
  guint8 header[AT_NONCE]; /* of the wrap that was opened */
  MokSecret *wrapping;
};

static MokHashCost test_cost;

/**
 * mok_key_set_cost_for_tests:
 * @cost: what every later hash costs, so that tests need not wait
 */
void
mok_key_set_cost_for_tests (const MokHashCost *cost)
{
  test_cost = *cost;
}

/**
 * mok_hash_get_cost:
 *
 * Passphrases: libsodium's MODERATE (3 passes, 256 MiB), about a second. Access codes: 2 passes over 19 MiB (the
 * least that OWASP recommends for passwords), about 35 ms; with 65 random bits per code and 300 valid ones, the first
 * hit on a stolen list takes some 10^8 core-years (docs/threat-model.md). End codes: 3 passes over 64 MiB; eight digits
 * can be tried out by whoever takes the file, but they guard a full screen, not an answer.
 *
 * Returns: what to pay for a new hash
 */
MokHashCost
mok_hash_get_cost (MokHashUse use)
{
  static const MokHashCost costs[] = {
    [MOK_HASH_PASSPHRASE] = { crypto_pwhash_argon2id_OPSLIMIT_MODERATE,
                              crypto_pwhash_argon2id_MEMLIMIT_MODERATE / 1024 },
    [MOK_HASH_END_CODE] = { 3, 64 * 1024 },
    [MOK_HASH_ACCESS_CODE] = { 2, 19 * 1024 },
  };

  return test_cost.operations > 0 ? test_cost : costs[use];
}

/**
 * mok_hash_cost_is_sane:
 *
 * Returns: whether a cost read from a file is one that this program may have written
 */
gboolean
mok_hash_cost_is_sane (const MokHashCost *cost)
{
  return cost->operations >= crypto_pwhash_argon2id_OPSLIMIT_MIN && cost->operations <= MAXIMUM_OPERATIONS
         && cost->kibibytes >= crypto_pwhash_argon2id_MEMLIMIT_MIN / 1024 && cost->kibibytes <= MAXIMUM_KIBIBYTES;
}

/**
 * mok_hash_password:
 * @hash: (out caller-allocates) (array fixed-size=32): where the hash goes
 * @salt: (array fixed-size=16): salt
 *
 * argon2id 1.3 (RFC 9106).
 *
 * Returns: %FALSE when there is not enough memory for it
 */
gboolean
mok_hash_password (guint8 *hash,
                   gconstpointer password,
                   gsize password_size,
                   const guint8 *salt,
                   const MokHashCost *cost)
{
  return crypto_pwhash (hash, MOK_PASSWORD_HASH_SIZE, password, password_size, salt, cost->operations,
                        (gsize) cost->kibibytes * 1024, crypto_pwhash_ALG_ARGON2ID13)
         == 0;
}

/**
 * mok_key_new:
 * @public_key: (out caller-allocates) (array fixed-size=32): the half that seals
 *
 * Returns: (transfer full): the half that opens: an X25519 key in secret memory
 */
MokSecret *
mok_key_new (guint8 *public_key)
{
  MokSecret *key = mok_secret_new (MOK_KEY_SIZE);

  crypto_box_keypair (public_key, mok_secret_data (key));
  return key;
}

/**
 * mok_key_check_public:
 *
 * Returns: whether something can be sealed to @public_key: not a point of low order
 */
gboolean
mok_key_check_public (const guint8 *public_key)
{
  guint8 sealed[crypto_box_SEALBYTES + 1];

  return crypto_box_seal (sealed, (const guint8 *) "", 1, public_key) == 0;
}

/**
 * mok_key_matches:
 *
 * Returns: whether @key is the secret half of @public_key
 */
gboolean
mok_key_matches (MokSecret *key, const guint8 *public_key)
{
  guint8 own[MOK_KEY_SIZE];

  return mok_secret_size (key) == MOK_KEY_SIZE && crypto_scalarmult_base (own, mok_secret_data (key)) == 0
         && sodium_memcmp (own, public_key, sizeof own) == 0;
}

/**
 * mok_key_open:
 * @plain: (out caller-allocates): where `sealed_size - 48` bytes go
 *
 * May be called from several threads at once.
 *
 * Returns: whether @sealed was sealed to this pair and is unaltered
 */
gboolean
mok_key_open (MokSecret *key, const guint8 *public_key, const guint8 *sealed, gsize sealed_size, guint8 *plain)
{
  return sealed_size >= crypto_box_SEALBYTES
         && crypto_box_seal_open (plain, sealed, sealed_size, public_key, mok_secret_data (key)) == 0;
}

static void
write_u32 (guint8 *at, guint32 value)
{
  value = GUINT32_TO_LE (value);
  memcpy (at, &value, sizeof value);
}

static guint32
read_u32 (const guint8 *at)
{
  guint32 value;

  memcpy (&value, at, sizeof value);
  return GUINT32_FROM_LE (value);
}

/* The same text typed on another system may come in other code points: compose it. */
static char *
normalize (const char *passphrase)
{
  char *composed = g_utf8_normalize (passphrase, -1, G_NORMALIZE_NFC);

  return composed != NULL ? composed : g_strdup (passphrase);
}

static void
wipe_string (char *string)
{
  if (string != NULL)
    mok_memory_wipe (string, strlen (string));
  g_free (string);
}

/* What argon2id gets: one passphrase, or two in byte order with their lengths. */
static MokSecret *
make_password (const char *const *passphrases, guint n_passphrases)
{
  char *a = normalize (passphrases[0]);
  char *b = n_passphrases > 1 ? normalize (passphrases[1]) : NULL;
  MokSecret *password;

  if (b == NULL)
    {
      const gsize length = strlen (a);

      password = mok_secret_new (MAX (length, 1));
      memcpy (mok_secret_data (password), a, length);
    }
  else
    {
      const char *first = strcmp (a, b) <= 0 ? a : b;
      const char *second = first == a ? b : a;
      const gsize first_length = strlen (first);
      const gsize second_length = strlen (second);

      password = mok_secret_new (4 + first_length + 4 + second_length);

      guint8 *at = mok_secret_data (password);

      write_u32 (at, (guint32) first_length);
      memcpy (at + 4, first, first_length);
      write_u32 (at + 4 + first_length, (guint32) second_length);
      memcpy (at + 4 + first_length + 4, second, second_length);
    }
  wipe_string (a);
  wipe_string (b);
  return password;
}

static gboolean
derive (MokSecret *wrapping, MokSecret *password, const guint8 *salt, const MokHashCost *cost)
{
  return mok_hash_password (mok_secret_data (wrapping), mok_secret_data (password), mok_secret_size (password), salt,
                            cost);
}

static GBytes *
make_wrap (MokSecret *key, const guint8 *header, MokSecret *wrapping)
{
  guint8 *wrap = g_malloc (WRAP_SIZE);

  memcpy (wrap, header, AT_NONCE);
  mok_random_bytes (wrap + AT_NONCE, crypto_secretbox_NONCEBYTES);
  crypto_secretbox_easy (wrap + AT_BOX, mok_secret_data (key), MOK_KEY_SIZE, wrap + AT_NONCE,
                         mok_secret_data (wrapping));
  return g_bytes_new_take (wrap, WRAP_SIZE);
}

static GBytes *
wrap_one (MokSecret *key, guint8 members, const char *const *passphrases, guint n_passphrases)
{
  const MokHashCost cost = mok_hash_get_cost (MOK_HASH_PASSPHRASE);
  g_autoptr (MokSecret) password = make_password (passphrases, n_passphrases);
  g_autoptr (MokSecret) wrapping = mok_secret_new (crypto_secretbox_KEYBYTES);
  guint8 header[AT_NONCE];

  memcpy (header, MAGIC, MAGIC_SIZE);
  header[AT_MEMBERS] = members;
  write_u32 (header + AT_OPERATIONS, cost.operations);
  write_u32 (header + AT_KIBIBYTES, cost.kibibytes);
  mok_random_bytes (header + AT_SALT, MOK_PASSWORD_SALT_SIZE);
  return derive (wrapping, password, header + AT_SALT, &cost) ? make_wrap (key, header, wrapping) : NULL;
}

/**
 * mok_key_wrap:
 * @passphrases: (array length=n_passphrases): UTF-8
 * @n_passphrases: 1: the organizer's; 3: the trustees', of which any two will open
 *
 * Returns: (transfer full) (element-type GBytes): one wrap, or three; %NULL when there is not enough memory
 */
GPtrArray *
mok_key_wrap (MokSecret *key, const char *const *passphrases, guint n_passphrases)
{
  g_return_val_if_fail (key != NULL && passphrases != NULL, NULL);
  g_return_val_if_fail (n_passphrases == 1 || n_passphrases == MOK_KEY_N_TRUSTEES, NULL);

  g_autoptr (GPtrArray) wraps = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  GBytes *wrap;

  if (n_passphrases == 1)
    {
      wrap = wrap_one (key, 0, passphrases, 1);
      if (wrap == NULL)
        return NULL;
      g_ptr_array_add (wraps, wrap);
      return g_steal_pointer (&wraps);
    }
  for (guint i = 0; i < MOK_KEY_N_TRUSTEES; i++)
    for (guint j = i + 1; j < MOK_KEY_N_TRUSTEES; j++)
      {
        const char *const pair[] = { passphrases[i], passphrases[j] };

        wrap = wrap_one (key, (guint8) (1 << i | 1 << j), pair, G_N_ELEMENTS (pair));
        if (wrap == NULL)
          return NULL;
        g_ptr_array_add (wraps, wrap);
      }
  return g_steal_pointer (&wraps);
}

static MokKeyUnlock
unwrap_one (GBytes *bytes, MokSecret *password, gboolean pair, MokSecret *key, MokSecret *wrapping)
{
  gsize size;
  const guint8 *wrap = g_bytes_get_data (bytes, &size);
  MokHashCost cost;

  if (size != WRAP_SIZE || memcmp (wrap, MAGIC, MAGIC_SIZE) != 0)
    return MOK_KEY_DAMAGED;
  cost.operations = read_u32 (wrap + AT_OPERATIONS);
  cost.kibibytes = read_u32 (wrap + AT_KIBIBYTES);
  if (!mok_hash_cost_is_sane (&cost))
    return MOK_KEY_DAMAGED;
  if (pair != (wrap[AT_MEMBERS] != 0))
    return MOK_KEY_WRONG_PASSPHRASE;
  if (!derive (wrapping, password, wrap + AT_SALT, &cost))
    return MOK_KEY_NO_MEMORY;
  if (crypto_secretbox_open_easy (mok_secret_data (key), wrap + AT_BOX, BOX_SIZE, wrap + AT_NONCE,
                                  mok_secret_data (wrapping))
      != 0)
    return MOK_KEY_WRONG_PASSPHRASE;
  return MOK_KEY_UNLOCKED;
}

static MokKeyWrapper *
new_wrapper (GBytes *wrap, MokSecret *wrapping)
{
  MokKeyWrapper *self = g_new0 (MokKeyWrapper, 1);

  memcpy (self->header, g_bytes_get_data (wrap, NULL), sizeof self->header);
  self->wrapping = mok_secret_ref (wrapping);
  return self;
}

/**
 * mok_key_unwrap:
 * @wraps: (element-type GBytes): from mok_key_wrap(), read back from a file
 * @passphrases: (array length=n_passphrases): the organizer's, or any two trustees' in any order
 * @key: (out) (transfer full): the secret key, when the result is %MOK_KEY_UNLOCKED
 * @wrapper: (out) (optional) (transfer full): what will wrap another key under the same passphrases
 *
 * Returns: what came of it
 */
MokKeyUnlock
mok_key_unwrap (GPtrArray *wraps,
                const char *const *passphrases,
                guint n_passphrases,
                MokSecret **key,
                MokKeyWrapper **wrapper)
{
  g_return_val_if_fail (wraps != NULL && passphrases != NULL && key != NULL, MOK_KEY_DAMAGED);
  g_return_val_if_fail (n_passphrases == 1 || n_passphrases == MOK_KEY_N_TRUSTEES_NEEDED, MOK_KEY_DAMAGED);

  g_autoptr (MokSecret) password = make_password (passphrases, n_passphrases);
  g_autoptr (MokSecret) opened = mok_secret_new (MOK_KEY_SIZE);
  g_autoptr (MokSecret) wrapping = mok_secret_new (crypto_secretbox_KEYBYTES);
  MokKeyUnlock worst = wraps->len > 0 ? MOK_KEY_WRONG_PASSPHRASE : MOK_KEY_DAMAGED;

  *key = NULL;
  if (wrapper != NULL)
    *wrapper = NULL;
  for (guint i = 0; i < wraps->len; i++)
    {
      GBytes *wrap = g_ptr_array_index (wraps, i);
      const MokKeyUnlock result = unwrap_one (wrap, password, n_passphrases > 1, opened, wrapping);

      if (result == MOK_KEY_UNLOCKED)
        {
          *key = g_steal_pointer (&opened);
          if (wrapper != NULL)
            *wrapper = new_wrapper (wrap, wrapping);
          return MOK_KEY_UNLOCKED;
        }
      worst = MAX (worst, result);
    }
  return worst;
}

/**
 * mok_key_wrap_needs_trustees:
 *
 * Returns: whether @wrap opens with the passphrases of two trustees rather than with the organizer's
 */
gboolean
mok_key_wrap_needs_trustees (GBytes *wrap)
{
  g_return_val_if_fail (wrap != NULL, FALSE);

  gsize size;
  const guint8 *bytes = g_bytes_get_data (wrap, &size);

  return size == WRAP_SIZE && bytes[AT_MEMBERS] != 0;
}

/**
 * mok_key_wrapper_wrap:
 * @key: another key, of 32 bytes
 *
 * Takes no time: the passphrase was hashed when the wrapper was made.
 *
 * Returns: (transfer full): a wrap of @key for mok_key_unwrap()
 */
GBytes *
mok_key_wrapper_wrap (MokKeyWrapper *self, MokSecret *key)
{
  g_return_val_if_fail (self != NULL && key != NULL && mok_secret_size (key) == MOK_KEY_SIZE, NULL);

  return make_wrap (key, self->header, self->wrapping);
}

void
mok_key_wrapper_free (MokKeyWrapper *self)
{
  g_return_if_fail (self != NULL);

  mok_secret_unref (self->wrapping);
  g_free (self);
}
