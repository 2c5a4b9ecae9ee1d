/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a survey is, identical in the survey file and in each of its boxes: one canonical string of bytes, described in
 * docs/formats.md. Its digest is the survey's fingerprint. Must not touch files and must not hold a secret.
 */

#include "config.h"

#include "store/mok-manifest.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/mok-secret.h"
#include "interview/mok-record.h"
#include "questionnaire/mok-xlsform.h"
#include "store/mok-key.h"
#include "store/mok-store-error.h"
#include "store/mok-words.h"

#define MAGIC "MKMF"
#define MAGIC_SIZE 4
#define VERSION 1
#define DIGEST_SIZE 32
#define DATE_SIZE 10
#define MAXIMUM_TITLE 4096

struct _MokManifest
{
  gatomicrefcount refs;
  GBytes *bytes;
  guint8 digest[DIGEST_SIZE];
  guint8 survey_id[MOK_SURVEY_ID_SIZE];
  guint8 public_key[MOK_PUBLIC_KEY_SIZE];
  char *title;
  MokDisclosure disclosure;
  char *law_date;
  guint headcount;
  MokQuestionnaire *questionnaire;
  gsize record_size;
  gsize comment_size;
};

G_STATIC_ASSERT (MOK_PUBLIC_KEY_SIZE == MOK_KEY_SIZE);

static void
append_u32 (GByteArray *array, guint32 value)
{
  value = GUINT32_TO_LE (value);
  g_byte_array_append (array, (const guint8 *) &value, sizeof value);
}

static void
append_field (GByteArray *array, gconstpointer data, gsize size)
{
  append_u32 (array, (guint32) size);
  g_byte_array_append (array, data, (guint) size);
}

static void
append_number (GByteArray *array, gsize value)
{
  append_u32 (array, sizeof (guint32));
  append_u32 (array, (guint32) value);
}

static GBytes *
serialize (const MokManifest *self)
{
  GByteArray *array = g_byte_array_new ();
  const guint8 disclosure = (guint8) self->disclosure;
  gsize source_size;
  gconstpointer source = g_bytes_get_data (self->questionnaire->source, &source_size);

  g_byte_array_append (array, (const guint8 *) MAGIC, MAGIC_SIZE);
  append_u32 (array, VERSION);
  append_field (array, self->survey_id, sizeof self->survey_id);
  append_field (array, self->title, strlen (self->title));
  append_field (array, &disclosure, 1);
  append_field (array, self->public_key, sizeof self->public_key);
  append_field (array, source, source_size);
  append_number (array, self->record_size);
  append_number (array, self->comment_size);
  append_field (array, self->law_date, strlen (self->law_date));
  append_number (array, self->headcount);
  return g_byte_array_free_to_bytes (array);
}

static void
measure (MokManifest *self)
{
  g_autoptr (MokRecordLayout) layout = mok_record_layout_new (self->questionnaire);

  self->record_size = mok_record_layout_get_record_size (layout);
  self->comment_size = mok_record_layout_get_comment_size (layout);
}

static void
seal_bytes (MokManifest *self)
{
  gsize size;

  self->bytes = serialize (self);

  gconstpointer data = g_bytes_get_data (self->bytes, &size);

  mok_hash (self->digest, sizeof self->digest, data, size);
}

/* YYYY-MM-DD of a day that exists. */
static gboolean
is_date (const char *text)
{
  guint year, month, day;

  if (strlen (text) != DATE_SIZE || text[4] != '-' || text[7] != '-')
    return FALSE;
  for (int i = 0; i < DATE_SIZE; i++)
    if (i != 4 && i != 7 && !g_ascii_isdigit (text[i]))
      return FALSE;
  year = (guint) g_ascii_strtoull (text, NULL, 10);
  month = (guint) g_ascii_strtoull (text + 5, NULL, 10);
  day = (guint) g_ascii_strtoull (text + 8, NULL, 10);
  return year > 0 && month >= 1 && month <= 12
         && g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year);
}

/**
 * mok_manifest_new:
 * @questionnaire: from mok_xlsform_read(), with its canonical bytes
 * @title: (nullable): the survey's title, UTF-8; %NULL: the questionnaire's own
 * @disclosure: how results are published
 * @public_key: (array fixed-size=32): the key that answers are sealed to
 * @law_date: reference date of the law, YYYY-MM-DD
 * @headcount: how many are expected to answer; 0 = not given
 *
 * Describes a new survey, with an id of its own.
 *
 * Returns: (transfer full): the manifest
 */
MokManifest *
mok_manifest_new (MokQuestionnaire *questionnaire,
                  const char *title,
                  MokDisclosure disclosure,
                  const guint8 *public_key,
                  const char *law_date,
                  guint headcount)
{
  g_return_val_if_fail (questionnaire != NULL && questionnaire->source != NULL, NULL);
  g_return_val_if_fail (public_key != NULL && law_date != NULL && is_date (law_date), NULL);

  MokManifest *self = g_new0 (MokManifest, 1);

  if (title == NULL || *title == '\0')
    title = mok_text_get (questionnaire->title, questionnaire->default_language);
  if (*title == '\0')
    title = questionnaire->id;

  g_autofree char *valid = g_utf8_make_valid (title, -1);

  if (strlen (valid) > MAXIMUM_TITLE)
    *g_utf8_find_prev_char (valid, valid + MAXIMUM_TITLE + 1) = '\0';
  g_atomic_ref_count_init (&self->refs);
  mok_random_bytes (self->survey_id, sizeof self->survey_id);
  memcpy (self->public_key, public_key, sizeof self->public_key);
  self->title = g_steal_pointer (&valid);
  self->disclosure = disclosure;
  self->law_date = g_strdup (law_date);
  self->headcount = headcount;
  self->questionnaire = mok_questionnaire_ref (questionnaire);
  measure (self);
  seal_bytes (self);
  return self;
}

typedef struct
{
  const guint8 *at;
  gsize left;
} Reader;

static gboolean
take (Reader *reader, gsize size, const guint8 **bytes)
{
  if (reader->left < size)
    return FALSE;
  *bytes = reader->at;
  reader->at += size;
  reader->left -= size;
  return TRUE;
}

static gboolean
take_u32 (Reader *reader, guint32 *value)
{
  const guint8 *bytes;

  if (!take (reader, sizeof *value, &bytes))
    return FALSE;
  memcpy (value, bytes, sizeof *value);
  *value = GUINT32_FROM_LE (*value);
  return TRUE;
}

static gboolean
take_field (Reader *reader, const guint8 **bytes, gsize *size)
{
  guint32 length;

  *size = 0;
  if (!take_u32 (reader, &length) || !take (reader, length, bytes))
    return FALSE;
  *size = length;
  return TRUE;
}

static gboolean
take_fixed (Reader *reader, guint8 *to, gsize expected)
{
  const guint8 *bytes;
  gsize size;

  if (!take_field (reader, &bytes, &size) || size != expected)
    return FALSE;
  memcpy (to, bytes, size);
  return TRUE;
}

static gboolean
take_number (Reader *reader, guint32 *value)
{
  guint32 length;

  return take_u32 (reader, &length) && length == sizeof *value && take_u32 (reader, value);
}

static gboolean
take_text (Reader *reader, gsize maximum, char **text)
{
  const guint8 *bytes;
  gsize size;

  if (!take_field (reader, &bytes, &size) || size > maximum || !g_utf8_validate_len ((const char *) bytes, size, NULL))
    return FALSE;
  *text = g_strndup ((const char *) bytes, size);
  return TRUE;
}

static gboolean
take_questionnaire (Reader *reader, MokQuestionnaire **questionnaire)
{
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);
  const guint8 *bytes;
  gsize size;

  if (!take_field (reader, &bytes, &size))
    return FALSE;

  g_autoptr (GBytes) source = g_bytes_new (bytes, size);

  *questionnaire = mok_xlsform_read_csv ("questionnaire.csv", source, diagnostics);
  return *questionnaire != NULL && (*questionnaire)->source != NULL;
}

static gboolean
parse_fields (MokManifest *self, Reader *reader)
{
  guint8 disclosure;
  guint32 record_size, comment_size, headcount;

  if (!take_fixed (reader, self->survey_id, sizeof self->survey_id) || !take_text (reader, MAXIMUM_TITLE, &self->title)
      || !take_fixed (reader, &disclosure, 1) || disclosure > MOK_DISCLOSURE_OPEN
      || !take_fixed (reader, self->public_key, sizeof self->public_key) || !mok_key_check_public (self->public_key)
      || !take_questionnaire (reader, &self->questionnaire) || !take_number (reader, &record_size)
      || !take_number (reader, &comment_size) || !take_text (reader, DATE_SIZE, &self->law_date)
      || !is_date (self->law_date) || !take_number (reader, &headcount) || reader->left > 0)
    return FALSE;
  self->disclosure = (MokDisclosure) disclosure;
  self->headcount = headcount;
  measure (self);
  return self->record_size == record_size && self->comment_size == comment_size;
}

/**
 * mok_manifest_new_from_bytes:
 * @bytes: from a file
 *
 * Accepts exactly what mok_manifest_get_bytes() of some manifest gives, and nothing else.
 *
 * Returns: (transfer full): the manifest; %NULL with @error (%MOK_STORE_ERROR_NEWER, %MOK_STORE_ERROR_OLDER or
 *   %MOK_STORE_ERROR_DAMAGED) set
 */
MokManifest *
mok_manifest_new_from_bytes (GBytes *bytes, GError **error)
{
  g_return_val_if_fail (bytes != NULL, NULL);

  g_autoptr (MokManifest) self = g_new0 (MokManifest, 1);
  Reader reader = { 0 };
  const guint8 *magic;
  guint32 version;

  g_atomic_ref_count_init (&self->refs);
  reader.at = g_bytes_get_data (bytes, &reader.left);
  if (take (&reader, MAGIC_SIZE, &magic) && memcmp (magic, MAGIC, MAGIC_SIZE) == 0 && take_u32 (&reader, &version))
    {
      if (version > VERSION)
        {
          g_set_error_literal (error, MOK_STORE_ERROR, MOK_STORE_ERROR_NEWER,
                               _ ("The survey was made by a newer version of this program."));
          return NULL;
        }
      if (version < VERSION)
        {
          g_set_error_literal (error, MOK_STORE_ERROR, MOK_STORE_ERROR_OLDER,
                               _ ("The survey was made by an older version of this program."));
          return NULL;
        }
      if (parse_fields (self, &reader))
        {
          seal_bytes (self);
          if (g_bytes_equal (self->bytes, bytes))
            return g_steal_pointer (&self);
        }
    }
  g_set_error_literal (error, MOK_STORE_ERROR, MOK_STORE_ERROR_DAMAGED,
                       _ ("The description of the survey is damaged."));
  return NULL;
}

MokManifest *
mok_manifest_ref (MokManifest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
mok_manifest_unref (MokManifest *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->questionnaire, mok_questionnaire_unref);
  g_free (self->title);
  g_free (self->law_date);
  g_free (self);
}

/**
 * mok_manifest_get_bytes:
 *
 * Returns: (transfer none): the canonical bytes
 */
GBytes *
mok_manifest_get_bytes (MokManifest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->bytes;
}

/**
 * mok_manifest_get_digest:
 *
 * Returns: (transfer none) (array fixed-size=32): BLAKE2b-256 of the bytes: the survey's fingerprint
 */
const guint8 *
mok_manifest_get_digest (MokManifest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->digest;
}

/**
 * mok_manifest_get_survey_id:
 *
 * Returns: (transfer none) (array fixed-size=16): random bytes that name the survey
 */
const guint8 *
mok_manifest_get_survey_id (MokManifest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->survey_id;
}

/**
 * mok_manifest_get_public_key:
 *
 * Returns: (transfer none) (array fixed-size=32): what answers are sealed to
 */
const guint8 *
mok_manifest_get_public_key (MokManifest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->public_key;
}

const char *
mok_manifest_get_title (MokManifest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->title;
}

MokDisclosure
mok_manifest_get_disclosure (MokManifest *self)
{
  g_return_val_if_fail (self != NULL, MOK_DISCLOSURE_STANDARD);

  return self->disclosure;
}

const char *
mok_manifest_get_law_date (MokManifest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->law_date;
}

guint
mok_manifest_get_headcount (MokManifest *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->headcount;
}

/**
 * mok_manifest_get_questionnaire:
 *
 * Returns: (transfer none): the questionnaire, frozen with the survey
 */
MokQuestionnaire *
mok_manifest_get_questionnaire (MokManifest *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->questionnaire;
}

/**
 * mok_manifest_get_record_size:
 *
 * Returns: bytes of every record
 */
gsize
mok_manifest_get_record_size (MokManifest *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->record_size;
}

/**
 * mok_manifest_get_comment_size:
 *
 * Returns: bytes of every comment
 */
gsize
mok_manifest_get_comment_size (MokManifest *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->comment_size;
}

/**
 * mok_manifest_dup_words:
 * @language: (nullable): "ko" for Korean, anything else for English
 *
 * Returns: (transfer full): the first 66 bits of the fingerprint as six words
 */
char **
mok_manifest_dup_words (MokManifest *self, const char *language)
{
  g_return_val_if_fail (self != NULL, NULL);

  return mok_words_from_digest (self->digest, MOK_FINGERPRINT_WORDS, language);
}
