/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The parts of a file of a spreadsheet program (ISO/IEC 29500-2, "Open Packaging Conventions"): texts in a zip archive,
 * unpacked into memory, never onto the disk, and within limits. Also tells files that are opened by mistake for such a
 * one. Must not know what the parts mean.
 */

#include "config.h"

#include "questionnaire/mok-package.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n-lib.h>
#include <string.h>

struct _MokPackage
{
  const char *bytes; /* (unowned) */
  gsize length;
  GHashTable *parts; /* (owned) (element-type utf8 guint): name in lower case -> number in the archive, from 1 */
  gsize left;        /* bytes that may still be unpacked */
};

G_DEFINE_QUARK (mok - package - error - quark, mok_package_error)

/**
 * mok_package_set_damaged:
 * @name: (nullable): a part; %NULL for the file as a whole
 *
 * Sets an error of %MOK_PACKAGE_ERROR_DAMAGED.
 */
void
mok_package_set_damaged (GError **error, const char *name)
{
  if (name != NULL)
    g_set_error (
        error, MOK_PACKAGE_ERROR, MOK_PACKAGE_ERROR_DAMAGED,
        _ ("The part “%s” of the workbook is damaged. Open the file in a spreadsheet program, and save it again "
           "as .xlsx."),
        name);
  else
    g_set_error_literal (error, MOK_PACKAGE_ERROR, MOK_PACKAGE_ERROR_DAMAGED,
                         _ ("The workbook is damaged: it cannot be unpacked."));
}

static gboolean
refuse (GError **error, MokPackageError code, const char *message)
{
  g_set_error_literal (error, MOK_PACKAGE_ERROR, (int) code, message);
  return FALSE;
}

/* Names of streams are UTF-16 in these files. */
static gboolean
contains_wide (const char *bytes, gsize length, const char *text)
{
  char wide[64];
  const gsize size = 2 * strlen (text);

  for (gsize i = 0; text[i] != '\0'; i++)
    {
      wide[2 * i] = text[i];
      wide[2 * i + 1] = '\0';
    }
  for (gsize i = 0; i + size <= length; i++)
    {
      if (memcmp (bytes + i, wide, size) == 0)
        return TRUE;
    }
  return FALSE;
}

#define OLE_MAGIC "\xD0\xCF\x11\xE0"

/**
 * mok_package_is_one:
 *
 * Returns: whether a file begins as those that mok_package_open() opens, or has a message of its own for
 */
gboolean
mok_package_is_one (const char *bytes, gsize length)
{
  return length >= 4
         && (memcmp (bytes, "PK\003\004", 4) == 0 || memcmp (bytes, "PK\005\006", 4) == 0
             || memcmp (bytes, OLE_MAGIC, 4) == 0);
}

static struct archive *
open_archive (const char *bytes, gsize length)
{
  struct archive *archive = archive_read_new ();

  if (archive != NULL && archive_read_support_format_zip_seekable (archive) == ARCHIVE_OK
      && archive_read_open_memory (archive, bytes, length) == ARCHIVE_OK)
    return archive;
  archive_read_free (archive);
  return NULL;
}

/* Names are told apart without regard to case, and some programs write them for Windows. */
static char *
dup_folded (const char *name)
{
  char *folded = g_ascii_strdown (name, -1);

  g_strdelimit (folded, "\\", '/');
  return folded;
}

/* Returns: FALSE with @error set */
static gboolean
add_part (MokPackage *self, struct archive *archive, struct archive_entry *entry, guint number, GError **error)
{
  const char *name = archive_entry_pathname_utf8 (entry);

  if (archive_entry_is_encrypted (entry))
    return refuse (error, MOK_PACKAGE_ERROR_ENCRYPTED,
                   _ ("This workbook is protected with a password. Save it without one."));
  if (number > MOK_PACKAGE_MAX_PARTS)
    {
      g_set_error (error, MOK_PACKAGE_ERROR, MOK_PACKAGE_ERROR_TOO_LARGE, _ ("The workbook has more than %d parts."),
                   MOK_PACKAGE_MAX_PARTS);
      return FALSE;
    }
  if (name == NULL)
    name = archive_entry_pathname (entry);
  /* No part that is looked for. */
  if (name == NULL || !g_utf8_validate (name, -1, NULL))
    return TRUE;
  /* Two parts of one name: what a spreadsheet shows may be the other one. */
  if (!g_hash_table_insert (self->parts, dup_folded (name), GUINT_TO_POINTER (number)))
    {
      mok_package_set_damaged (error, name);
      return FALSE;
    }
  return TRUE;
}

static gboolean
list_parts (MokPackage *self, GError **error)
{
  struct archive *archive = open_archive (self->bytes, self->length);
  struct archive_entry *entry;
  gboolean done = TRUE;
  guint number = 0;
  int status;

  if (archive == NULL)
    {
      mok_package_set_damaged (error, NULL);
      return FALSE;
    }
  while (done && ((status = archive_read_next_header (archive, &entry)) == ARCHIVE_OK || status == ARCHIVE_WARN))
    done = add_part (self, archive, entry, ++number, error);
  if (done && status != ARCHIVE_EOF)
    {
      mok_package_set_damaged (error, NULL);
      done = FALSE;
    }
  archive_read_free (archive);
  return done;
}

static gboolean
has_part_below (const MokPackage *self, const char *prefix, const char *suffix)
{
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, self->parts);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      if (g_str_has_prefix (name, prefix) && g_str_has_suffix (name, suffix))
        return TRUE;
    }
  return FALSE;
}

/* Files of other programs are zip archives, too. */
static gboolean
check_kind (const MokPackage *self, GError **error)
{
  if (g_hash_table_contains (self->parts, "xl/workbook.bin"))
    return refuse (error, MOK_PACKAGE_ERROR_OTHER_KIND,
                   _ ("This is a binary workbook (.xlsb). Save it as .xlsx in the spreadsheet program."));
  if (g_hash_table_contains (self->parts, "_rels/.rels"))
    return TRUE;
  if (g_hash_table_contains (self->parts, "mimetype") && g_hash_table_contains (self->parts, "meta-inf/manifest.xml"))
    return refuse (error, MOK_PACKAGE_ERROR_OTHER_KIND,
                   _ ("This is an OpenDocument file (.ods). Save it as .xlsx in the spreadsheet program."));
  if (has_part_below (self, "index", ".iwa") || g_hash_table_contains (self->parts, "index.zip"))
    return refuse (error, MOK_PACKAGE_ERROR_OTHER_KIND, _ ("This is a file of Numbers. Export it to Excel (.xlsx)."));
  return refuse (error, MOK_PACKAGE_ERROR_OTHER_KIND,
                 _ ("This is no workbook. Save the questionnaire as .xlsx or as CSV in a spreadsheet program."));
}

/**
 * mok_package_open:
 * @bytes: a file; has to stay until the package is closed
 *
 * Returns: (transfer full) (nullable): its parts; %NULL with an error of %MOK_PACKAGE_ERROR
 */
MokPackage *
mok_package_open (const char *bytes, gsize length, GError **error)
{
  g_return_val_if_fail (bytes != NULL, NULL);

  g_autoptr (MokPackage) self = g_new0 (MokPackage, 1);

  self->bytes = bytes;
  self->length = length;
  self->left = MOK_PACKAGE_MAX_SIZE;
  self->parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (length >= 4 && memcmp (bytes, OLE_MAGIC, 4) == 0)
    {
      if (contains_wide (bytes, length, "EncryptedPackage"))
        refuse (error, MOK_PACKAGE_ERROR_ENCRYPTED,
                _ ("This workbook is protected with a password. Save it without one."));
      else
        refuse (error, MOK_PACKAGE_ERROR_OTHER_KIND,
                _ ("This is an old .xls file. Save it as .xlsx in the spreadsheet program."));
      return NULL;
    }
  if (!list_parts (self, error) || !check_kind (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
mok_package_close (MokPackage *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_unref (self->parts);
  g_free (self);
}

/* The format admits these two; other methods of zip archives can ask for any amount of memory. */
static gboolean
is_usual_method (struct archive *archive)
{
  const char *format = archive_format_name (archive);

  return format != NULL && (strstr (format, "(deflation)") != NULL || strstr (format, "(uncompressed)") != NULL);
}

static gboolean
unpack (MokPackage *self, struct archive *archive, const char *name, GString *out, GError **error)
{
  char buffer[32768];
  la_ssize_t n;

  if (!is_usual_method (archive))
    {
      mok_package_set_damaged (error, name);
      return FALSE;
    }
  while ((n = archive_read_data (archive, buffer, sizeof buffer)) > 0)
    {
      if (out->len + (gsize) n > MOK_PACKAGE_MAX_PART_SIZE)
        {
          g_set_error (error, MOK_PACKAGE_ERROR, MOK_PACKAGE_ERROR_TOO_LARGE,
                       _ ("The part “%1$s” of the workbook unpacks to more than %2$d MiB."), name,
                       MOK_PACKAGE_MAX_PART_SIZE / 1024 / 1024);
          return FALSE;
        }
      if ((gsize) n > self->left)
        {
          g_set_error (error, MOK_PACKAGE_ERROR, MOK_PACKAGE_ERROR_TOO_LARGE,
                       _ ("The workbook unpacks to more than %d MiB."), MOK_PACKAGE_MAX_SIZE / 1024 / 1024);
          return FALSE;
        }
      self->left -= (gsize) n;
      g_string_append_len (out, buffer, n);
    }
  /* Also when its check sum is not right. */
  if (n < 0)
    mok_package_set_damaged (error, name);
  return n == 0;
}

/**
 * mok_package_read:
 * @name: of a part, without a slash at the beginning; upper and lower case make no difference
 * @length: (out): its bytes
 *
 * Unpacks a part.
 *
 * Returns: (transfer full) (nullable): the part, with a NUL behind it; %NULL with an error of %MOK_PACKAGE_ERROR, also
 *   when there is none of this name
 */
char *
mok_package_read (MokPackage *self, const char *name, gsize *length, GError **error)
{
  g_return_val_if_fail (self != NULL && name != NULL && length != NULL, NULL);

  g_autofree char *folded = dup_folded (name);
  const guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->parts, folded));
  struct archive *archive = number > 0 ? open_archive (self->bytes, self->length) : NULL;
  struct archive_entry *entry;
  GString *out;
  gboolean done;
  int status = ARCHIVE_OK;

  if (archive == NULL)
    {
      g_set_error (error, MOK_PACKAGE_ERROR, MOK_PACKAGE_ERROR_DAMAGED,
                   _ ("The workbook is damaged: its part “%s” is missing."), name);
      return NULL;
    }
  for (guint i = 0; i < number && (status == ARCHIVE_OK || status == ARCHIVE_WARN); i++)
    status = archive_read_next_header (archive, &entry);
  out = g_string_new (NULL);
  if (status == ARCHIVE_OK || status == ARCHIVE_WARN)
    done = unpack (self, archive, name, out, error);
  else
    {
      mok_package_set_damaged (error, name);
      done = FALSE;
    }
  archive_read_free (archive);
  *length = out->len;
  return g_string_free (out, !done);
}
