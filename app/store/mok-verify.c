/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The anonymity check of a file: what is looked at, in which order, and the verdict.
 *
 * Everything is looked at in one image of the file that was read under a lock, defensively: the file may hold anything.
 * Each check gives exactly one finding, so that whoever reads the list sees what was looked at. Must not write, and
 * cannot open an answer.
 */

#include "config.h"

#include "store/mok-verify-private.h"

#include <errno.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "store/mok-box-private.h"
#include "store/mok-file.h"
#include "store/mok-survey-private.h"

static void
verify_clear (MokVerify *self)
{
  g_clear_pointer (&self->file, mok_sqlite_close);
  g_clear_pointer (&self->manifest, mok_manifest_unref);
  g_clear_pointer (&self->image, g_bytes_unref);
  g_clear_pointer (&self->result, mok_verification_free);
  g_free (self->name);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MokVerify, verify_clear)

static void
add (MokVerify *self, const char *check, MokFindingResult result, const char *text)
{
  g_ptr_array_add (self->result->findings, mok_finding_new (check, result, text));
}

void
mok_verify_pass (MokVerify *self, const char *check, const char *text)
{
  add (self, check, MOK_FINDING_PASSED, text);
}

void
mok_verify_fail (MokVerify *self, const char *check, const char *format, ...)
{
  va_list values;

  va_start (values, format);
  g_autofree char *text = g_strdup_vprintf (format, values);
  va_end (values);
  add (self, check, MOK_FINDING_FAILED, text);
}

void
mok_verify_cannot_know (MokVerify *self, const char *check, const char *text)
{
  add (self, check, MOK_FINDING_UNKNOWN, text);
}

/* Something else that failed stands in the way. */
void
mok_verify_blocked (MokVerify *self, const char *check)
{
  mok_verify_cannot_know (self, check, _ ("This could not be looked at, because of what is wrong above."));
}

guint32
mok_verify_read_u32 (const guint8 *bytes)
{
  return (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];
}

/* Returns: whether there is an answer */
gboolean
mok_verify_query (MokVerify *self, const char *sql, gint64 *value)
{
  return self->file != NULL && mok_sqlite_query_int (self->file, sql, value, NULL);
}

static const MokSqliteFormat *
find_format (const guint8 *data, gsize size)
{
  static const MokSqliteFormat *const formats[] = { &mok_box_format, &mok_survey_format };

  if (size < MOK_VERIFY_HEADER || memcmp (data, "SQLite format 3", 16) != 0)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (mok_verify_read_u32 (data + 68) == formats[i]->application_id)
      return formats[i];
  return NULL;
}

/* A header that says "write-ahead log" would keep SQLite from looking at the rest. */
static GBytes *
make_readable (MokVerify *self)
{
  if (self->data[18] == 1 && self->data[19] == 1)
    return g_bytes_ref (self->image);

  guint8 *copy = g_memdup2 (self->data, self->size);

  copy[18] = copy[19] = 1;
  return g_bytes_new_take (copy, self->size);
}

static gboolean
load (MokVerify *self, const char *path, GError **error)
{
  if (stat (path, &self->about) < 0)
    {
      mok_file_set_error (error, errno, path);
      return FALSE;
    }
  self->path = path;
  self->name = g_filename_display_basename (path);
  self->image = mok_verify_read (path, error);
  if (self->image == NULL)
    return FALSE;
  self->data = g_bytes_get_data (self->image, &self->size);
  self->format = find_format (self->data, self->size);
  if (self->format == NULL)
    {
      g_set_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_NOT_OURS, _ ("“%s” is neither a box nor a survey file."),
                   self->name);
      return FALSE;
    }
  self->result->is_box = self->format == &mok_box_format;
  return TRUE;
}

/* A newer version's file may rightly hold more, and an older one's other things: nothing can be said about it. */
static gboolean
check_version (MokVerify *self, const char *path, GError **error)
{
  const guint32 version = mok_verify_read_u32 (self->data + 60);

  if (version > 0 && version <= g_strv_length ((char **) self->format->steps))
    return TRUE;
  mok_store_error_set_version (error, version == 0 ? MOK_STORE_ERROR_OLDER : MOK_STORE_ERROR_NEWER, path);
  return FALSE;
}

static void
look (MokVerify *self)
{
  static const char *const box_tables[] = { "box", "access_code", NULL };
  static const char *const survey_tables[] = { "pool", "comment_pool", "merge_log", "burned_code", NULL };
  g_autoptr (GBytes) readable = make_readable (self);

  self->file = mok_sqlite_open_unchecked (readable, self->path, self->format, NULL);
  mok_verify_outside (self);
  mok_verify_header (self);
  mok_verify_schema (self);
  mok_verify_structure (self);
  mok_verify_manifest (self);
  mok_verify_free_pages (self);
  mok_verify_unused_bytes (self);
  mok_verify_overflow (self, self->result->is_box ? box_tables : survey_tables);
  if (self->result->is_box)
    mok_verify_box (self);
  else
    mok_verify_survey (self);
  mok_verify_times (self);
  mok_verify_limits (self);
}

/**
 * mok_verify_file:
 * @path: a box or a survey file
 * @cancellable: (nullable): looked at between the checks of a large file
 *
 * Looks at everything in and beside the file that could tell who answered, when, or in which order. Nothing is changed.
 *
 * Returns: (transfer full): what was found; %NULL with @error (%MOK_STORE_ERROR when the file cannot be read or is
 *   neither, %G_IO_ERROR_CANCELLED) set
 */
MokVerification *
mok_verify_file (const char *path, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  g_auto (MokVerify) self = { .cancellable = cancellable };

  self.result = g_new0 (MokVerification, 1);
  self.result->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_finding_free);
  if (!load (&self, path, error) || !check_version (&self, path, error))
    return NULL;
  look (&self);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return g_steal_pointer (&self.result);
}

/**
 * mok_verification_count:
 *
 * Returns: how many findings came out so
 */
guint
mok_verification_count (const MokVerification *self, MokFindingResult result)
{
  guint n = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < self->findings->len; i++)
    n += ((MokFinding *) g_ptr_array_index (self->findings, i))->result == result;
  return n;
}

/**
 * mok_verification_dup_verdict:
 *
 * Returns: (transfer full): all findings in one sentence
 */
char *
mok_verification_dup_verdict (const MokVerification *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  const guint n_failed = mok_verification_count (self, MOK_FINDING_FAILED);

  if (n_failed > 0)
    return g_strdup_printf (
        g_dngettext (
            GETTEXT_PACKAGE, "%u check failed. Do not trust this file with answers before somebody has found out why.",
            "%u checks failed. Do not trust this file with answers before somebody has found out why.", n_failed),
        n_failed);
  if (self->is_open)
    return g_strdup (
        _ ("Nothing in this file tells more than its survey says. But the survey does not protect answers: "
           "the organizer can read and publish every row."));
  return g_strdup (_ ("Nothing in this file tells who answered, when, or in which order."));
}

void
mok_verification_free (MokVerification *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->findings);
  g_free (self);
}
