/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the fuzz targets of files share.
 *
 * Seeds are made from numbers that are not random at all, the same in every run, so that an input that crashes once
 * crashes again. Must not test anything itself.
 */

#include "config.h"

#include "fuzz-store.h"

#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "base/mok-init.h"
#include "questionnaire/mok-xlsform.h"
#include "store/mok-key-private.h"

/* Short texts make small files, and small files make quick runs. */
static const char form[] = "survey,,,,\n"
                           ",type,name,label,constraint\n"
                           ",integer,number,Which number?,\n"
                           ",select_one yes_no,night,Do you work nights?,\n"
                           ",text,remark,Anything else?,string-length(.) <= 20\n"
                           "choices,,,,\n"
                           ",list_name,name,label,\n"
                           ",yes_no,1,Yes,\n"
                           ",yes_no,2,No,\n"
                           "settings,,,,\n"
                           ",form_id,form_title,version,\n"
                           ",small,A small form,1,\n";

static guint64 counter;
static char *folder;

static const char *
get_name (void)
{
  return "counter";
}

static void
make_bytes (void *data, size_t size)
{
  static const guint8 key[crypto_stream_chacha20_KEYBYTES];
  guint8 nonce[crypto_stream_chacha20_NONCEBYTES] = { 0 };

  counter++;
  memcpy (nonce, &counter, sizeof nonce);
  crypto_stream_chacha20 (data, size, nonce, key);
}

static guint32
make_number (void)
{
  guint32 number;

  make_bytes (&number, sizeof number);
  return number;
}

static void
clean_up (void)
{
  support_remove_folder (folder);
}

void
fuzz_store_init (void)
{
  static randombytes_implementation implementation = {
    .implementation_name = get_name,
    .random = make_number,
    .buf = make_bytes,
  };
  const MokHashCost cheap = { .operations = 1, .kibibytes = 8 };

  randombytes_set_implementation (&implementation);
  mok_init ();
  mok_key_set_cost_for_tests (&cheap);
  folder = support_make_folder ();
  atexit (clean_up);
}

/* In the place of libsodium's. What a file says that a hash costs has been checked by now; paying it would take seconds
 * for an input.
 */
int
crypto_pwhash (unsigned char *const hash,
               unsigned long long size,
               const char *const password,
               unsigned long long password_size,
               const unsigned char *const salt,
               unsigned long long operations,
               size_t bytes,
               int algorithm)
{
  return crypto_pwhash_argon2id (hash, size, password, password_size, salt,
                                 MIN (operations, crypto_pwhash_argon2id_OPSLIMIT_MIN),
                                 MIN (bytes, crypto_pwhash_argon2id_MEMLIMIT_MIN), algorithm);
}

/* To be called for every input, so that it does not depend on those before. */
void
fuzz_store_rewind (void)
{
  counter = G_GUINT64_CONSTANT (1) << 32;
}

const char *
fuzz_store_get_folder (void)
{
  return folder;
}

MokSurvey *
fuzz_store_make_survey (const char *name, MokDisclosure disclosure)
{
  const char *const passphrases[] = { SUPPORT_PASSPHRASE };
  const MokSurveyOptions options = { .disclosure = disclosure, .passphrases = passphrases, .n_passphrases = 1 };
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);
  g_autoptr (GBytes) bytes = g_bytes_new_static (form, strlen (form));
  g_autoptr (MokQuestionnaire) questionnaire = mok_xlsform_read ("fuzz.csv", bytes, diagnostics);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  MokSurvey *survey = mok_survey_create (path, questionnaire, &options, &error);

  g_assert_no_error (error);
  return survey;
}

/* Whether an input that begins with @first is to have @step done: 0 to 5. Each costs time, and most inputs are made for
 * one of them. Without any all are done.
 */
gboolean
fuzz_store_wants (guint8 first, guint step)
{
  const guint steps = first >> FUZZ_STORE_SEED_BITS;

  return steps == 0 || (steps >> step & 1) != 0;
}
