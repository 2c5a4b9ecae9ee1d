/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* SQLite files of ours: opened with every defence, errors in the user's words.
 * Must not know what the tables mean. Content of a file is never trusted: a wrong one is an error, not a crash.
 */

#include "config.h"

#include "store/mok-sqlite.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include <glib/gi18n-lib.h>
#include <sodium.h>

#include "store/mok-file.h"
#include "store/mok-store-error.h"

#define HEADER_SIZE 100
#define BUSY_SECONDS 20
/* SQLite itself writes pages of at most 64 KiB, and not more than 128 at once. */
#define OVERWRITE_BYTES (64 * 1024)
/* Larger files are read page by page when they are used; each response in them has its own digest. */
#define CHECK_WHOLE_FILE_BELOW (64 * 1024 * 1024)

#define PRAGMAS                                                                                                        \
  "PRAGMA synchronous=FULL;"                                                                                           \
  "PRAGMA temp_store=MEMORY;"                                                                                          \
  "PRAGMA secure_delete=ON;"                                                                                           \
  "PRAGMA cell_size_check=ON;"

static guint32
read_u32 (const guint8 *bytes)
{
  return (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];
}

static gboolean
exec_raw (sqlite3 *db, const char *sql)
{
  return sqlite3_exec (db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

/* Asks again every few milliseconds. SQLite's own pauses grow to a tenth of a second, so long that two busy programs
 * can shut out a third.
 */
static int
wait_for_others (void *data, int n_tries)
{
  MokSqlite *self = data;
  const gint64 now = g_get_monotonic_time ();

  if (n_tries == 0)
    self->waiting_since = now;
  if (now - self->waiting_since > BUSY_SECONDS * G_USEC_PER_SEC)
    return 0;
  g_usleep (1000 + randombytes_uniform (4000));
  return 1;
}

static void
harden (sqlite3 *db)
{
  sqlite3_extended_result_codes (db, 1);
  sqlite3_db_config (db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  sqlite3_db_config (db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
}

/* @filename: (nullable): %NULL for memory. Made absolute, because SQLite reads more into some names. */
static MokSqlite *
new_connection (const char *path, const char *filename, const MokSqliteFormat *format, GError **error)
{
  g_autoptr (MokSqlite) self = g_new0 (MokSqlite, 1);
  g_autofree char *absolute = filename != NULL ? g_canonicalize_filename (filename, NULL) : g_strdup (":memory:");

  self->path = g_canonicalize_filename (path, NULL);
  self->format = format;

  const int result = sqlite3_open_v2 (absolute, &self->db, SQLITE_OPEN_READWRITE, NULL);

  if (result != SQLITE_OK)
    {
      if (self->db == NULL)
        mok_file_set_error (error, ENOMEM, path);
      else
        mok_sqlite_set_error (self, result, error);
      return NULL;
    }
  sqlite3_busy_handler (self->db, wait_for_others, self);
  harden (self->db);
  return g_steal_pointer (&self);
}

void
mok_sqlite_close (MokSqlite *self)
{
  g_return_if_fail (self != NULL);

  sqlite3_close (self->db);
  g_clear_pointer (&self->image, g_bytes_unref);
  g_free (self->path);
  g_free (self);
}

static guint
count_steps (const MokSqliteFormat *format)
{
  return g_strv_length ((char **) format->steps);
}

static gboolean
take_steps (MokSqlite *self, guint from, GError **error)
{
  const guint latest = count_steps (self->format);

  for (guint i = from; i < latest; i++)
    if (!mok_sqlite_exec (self, self->format->steps[i], error))
      return FALSE;

  g_autofree char *version = g_strdup_printf ("PRAGMA user_version=%u", latest);

  return mok_sqlite_exec (self, version, error);
}

/**
 * mok_sqlite_create:
 * @filename: (nullable): an empty file that nobody else knows yet, from mok_file_make_temporary(); %NULL: memory
 * @path: where the content will end up, for messages
 *
 * Makes the tables of @format. Nothing is flushed: mok_file_publish() does that once, when the content is complete.
 *
 * Returns: (transfer full): the open file; %NULL with @error (%MOK_STORE_ERROR) set
 */
MokSqlite *
mok_sqlite_create (const char *filename, const char *path, const MokSqliteFormat *format, GError **error)
{
  g_return_val_if_fail (path != NULL && format != NULL, NULL);

  g_autoptr (MokSqlite) self = new_connection (path, filename, format, error);

  if (self == NULL)
    return NULL;
  self->fresh = TRUE;

  g_autofree char *identify = g_strdup_printf ("PRAGMA application_id=%u", format->application_id);
  g_autofree char *pages = g_strdup_printf ("PRAGMA page_size=%u", format->page_size);

  if (!mok_sqlite_exec (self, pages, error)
      || !mok_sqlite_exec (self,
                           "PRAGMA auto_vacuum=NONE;"
                           "PRAGMA journal_mode=MEMORY;"
                           "PRAGMA synchronous=OFF;"
                           "PRAGMA temp_store=MEMORY;"
                           "PRAGMA secure_delete=ON;",
                           error)
      || !mok_sqlite_begin (self, error))
    return NULL;
  if (!mok_sqlite_exec (self, identify, error) || !take_steps (self, 0, error) || !mok_sqlite_commit (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * mok_sqlite_get_filename:
 *
 * Returns: (transfer none): the file itself, where the path is a link to it
 */
const char *
mok_sqlite_get_filename (MokSqlite *self)
{
  return sqlite3_db_filename (self->db, "main");
}

/**
 * mok_sqlite_has_moved:
 *
 * Returns: whether the path leads to another file by now, or to none
 */
gboolean
mok_sqlite_has_moved (MokSqlite *self)
{
  int moved = 0;

  if (self->image == NULL && !self->fresh)
    sqlite3_file_control (self->db, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
  return moved != 0;
}

/**
 * mok_sqlite_overwrite:
 *
 * Fills the whole file with random bytes and flushes them, through the descriptor that holds the exclusive lock: the
 * path may lead to another file by now. Afterwards the file can only be closed. Its length stays, because SQLite takes
 * an empty file for a new one.
 *
 * Returns: whether all of it was overwritten
 */
gboolean
mok_sqlite_overwrite (MokSqlite *self)
{
  g_return_val_if_fail (self->image == NULL && !self->fresh, FALSE);

  g_autofree guint8 *noise = g_malloc (OVERWRITE_BYTES);
  guint8 seed[randombytes_SEEDBYTES];
  sqlite3_file *file = NULL;
  sqlite3_int64 size = 0;

  sqlite3_file_control (self->db, "main", SQLITE_FCNTL_FILE_POINTER, &file);
  if (file == NULL || file->pMethods == NULL || file->pMethods->xFileSize (file, &size) != SQLITE_OK)
    return FALSE;
  for (sqlite3_int64 at = 0; at < size; at += OVERWRITE_BYTES)
    {
      /* The system's own random bytes come 256 at a time. */
      randombytes_buf (seed, sizeof seed);
      randombytes_buf_deterministic (noise, OVERWRITE_BYTES, seed);
      if (file->pMethods->xWrite (file, noise, (int) MIN (OVERWRITE_BYTES, size - at), at) != SQLITE_OK)
        return FALSE;
    }
  return file->pMethods->xSync (file, SQLITE_SYNC_FULL) == SQLITE_OK;
}

/**
 * mok_sqlite_serialize:
 *
 * Returns: (transfer full): the bytes of the file; %NULL with @error (%MOK_STORE_ERROR) set
 */
GBytes *
mok_sqlite_serialize (MokSqlite *self, GError **error)
{
  sqlite3_int64 size = 0;
  unsigned char *data = sqlite3_serialize (self->db, "main", &size, 0);

  if (data == NULL)
    {
      mok_file_set_error (error, ENOMEM, self->path);
      return NULL;
    }
  return g_bytes_new_with_free_func (data, (gsize) size, sqlite3_free, data);
}

/* The first 100 bytes decide what the file is, before SQLite may act on them: one that says "write-ahead log" would
 * make SQLite look for other files beside it.
 */
static gboolean
check_header (MokSqlite *self, const guint8 *header, guint *version, GError **error)
{
  if (memcmp (header, "SQLite format 3", 16) != 0 || read_u32 (header + 68) != self->format->application_id)
    {
      mok_sqlite_set_not_ours (self, error);
      return FALSE;
    }

  const guint latest = count_steps (self->format);

  *version = read_u32 (header + 60);
  if (*version == 0 || *version > latest)
    {
      mok_store_error_set_version (error, *version == 0 ? MOK_STORE_ERROR_OLDER : MOK_STORE_ERROR_NEWER, self->path);
      return FALSE;
    }
  if ((guint) (header[16] << 8 | header[17]) != self->format->page_size || header[18] != 1 || header[19] != 1
      || header[20] != 0)
    {
      mok_sqlite_set_damaged (self, error);
      return FALSE;
    }
  return TRUE;
}

static char *
read_schema (sqlite3 *db)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  GString *text = g_string_new (NULL);

  if (sqlite3_prepare_v2 (db, "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name", -1, &statement,
                          NULL)
      == SQLITE_OK)
    while (sqlite3_step (statement) == SQLITE_ROW)
      for (int i = 0; i < 4; i++)
        {
          const char *value = (const char *) sqlite3_column_text (statement, i);

          g_string_append_len (text, value != NULL ? value : "", sqlite3_column_bytes (statement, i));
          g_string_append_c (text, '\n');
        }
  return g_string_free (text, FALSE);
}

static char *
make_schema (const MokSqliteFormat *format, guint version)
{
  sqlite3 *db = NULL;
  char *text = NULL;

  if (sqlite3_open (":memory:", &db) == SQLITE_OK)
    {
      for (guint i = 0; i < version; i++)
        exec_raw (db, format->steps[i]);
      text = read_schema (db);
    }
  sqlite3_close (db);
  return text;
}

/* What SQLite makes of our own statements, remembered: merging opens files by the thousand. */
static const char *
get_expected_schema (const MokSqliteFormat *format, guint version)
{
  static GMutex lock;
  static GHashTable *known;
  const void *step = &format->steps[version];
  char *schema;

  g_mutex_lock (&lock);
  if (known == NULL)
    known = g_hash_table_new (NULL, NULL);
  schema = g_hash_table_lookup (known, step);
  if (schema == NULL)
    {
      schema = make_schema (format, version);
      g_hash_table_insert (known, (gpointer) step, schema);
    }
  g_mutex_unlock (&lock);
  return schema;
}

static gboolean
quick_check (MokSqlite *self, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = mok_sqlite_prepare (self, "PRAGMA quick_check(1)", error);
  gboolean has_row;

  if (statement == NULL || !mok_sqlite_step (self, statement, &has_row, error))
    return FALSE;
  if (!has_row || g_strcmp0 ((const char *) sqlite3_column_text (statement, 0), "ok") != 0)
    {
      mok_sqlite_set_damaged (self, error);
      return FALSE;
    }
  return TRUE;
}

/* SQLite reads a page that is cut short as if zeros followed. */
static gboolean
check_size (MokSqlite *self, GError **error)
{
  gint64 size = self->image != NULL ? (gint64) g_bytes_get_size (self->image) : 0;
  struct stat about;

  if (self->image == NULL && stat (self->path, &about) == 0)
    size = about.st_size;
  if (size % self->format->page_size == 0)
    return TRUE;
  mok_sqlite_set_damaged (self, error);
  return FALSE;
}

static gboolean
check_content (MokSqlite *self, guint version, gboolean whole, GError **error)
{
  /* Reading anything makes SQLite lock the file, finish what a crash left of a survey file, and compare the length
   * with the header.
   */
  if (!mok_sqlite_exec (self, "SELECT count(*) FROM sqlite_schema", error) || !check_size (self, error))
    return FALSE;
  if (whole && !quick_check (self, error))
    return FALSE;

  g_autofree char *actual = read_schema (self->db);

  if (g_strcmp0 (actual, get_expected_schema (self->format, version)) != 0)
    {
      mok_sqlite_set_damaged (self, error);
      return FALSE;
    }
  return TRUE;
}

static gboolean
migrate (MokSqlite *self, guint version, GError **error)
{
  if (version == count_steps (self->format))
    return TRUE;
  if (!mok_sqlite_begin (self, error))
    return FALSE;
  if (!take_steps (self, version, error))
    {
      mok_sqlite_roll_back (self);
      return FALSE;
    }
  return mok_sqlite_commit (self, error);
}

/* A box never has a journal. One that lies beside it came from somebody else and would be written into it. */
static gboolean
check_no_foreign_journal (MokSqlite *self, GError **error)
{
  static const char *const suffixes[] = { "-journal", "-wal" };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *beside = g_strconcat (self->path, suffixes[i], NULL);

      if (i == 0 && strstr (self->format->pragmas, "journal_mode=MEMORY") == NULL)
        continue;
      if (g_file_test (beside, G_FILE_TEST_EXISTS))
        {
          g_autofree char *name = g_filename_display_basename (self->path);
          g_autofree char *other = g_filename_display_basename (beside);

          g_set_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_DAMAGED,
                       _ ("Beside “%1$s” lies “%2$s”, which this program did not make. Move it away first."), name,
                       other);
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * mok_sqlite_open:
 * @path: a file of ours on a file system with locks
 *
 * Opens for reading and writing; reading only where the system allows no more. Older schemas are brought up to date.
 *
 * Returns: (transfer full): the open file; %NULL with @error (%MOK_STORE_ERROR) set
 */
MokSqlite *
mok_sqlite_open (const char *path, const MokSqliteFormat *format, GError **error)
{
  g_return_val_if_fail (path != NULL && format != NULL, NULL);

  struct stat about;

  if (stat (path, &about) < 0)
    {
      mok_file_set_error (error, errno, path);
      return NULL;
    }

  g_autoptr (MokSqlite) self = NULL;
  guint8 header[HEADER_SIZE] = { 0 };
  sqlite3_file *file = NULL;
  guint version = 0;

  if (S_ISDIR (about.st_mode))
    {
      mok_file_set_error (error, EISDIR, path);
      return NULL;
    }
  self = new_connection (path, path, format, error);
  if (self == NULL)
    return NULL;
  /* Read through SQLite's own descriptor: closing another one would drop the locks of this process. */
  sqlite3_file_control (self->db, "main", SQLITE_FCNTL_FILE_POINTER, &file);
  if (file == NULL || file->pMethods == NULL || file->pMethods->xRead (file, header, sizeof header, 0) != SQLITE_OK)
    {
      mok_sqlite_set_not_ours (self, error);
      return NULL;
    }
  if (!check_header (self, header, &version, error) || !check_no_foreign_journal (self, error)
      || !mok_sqlite_exec (self, PRAGMAS, error) || !mok_sqlite_exec (self, format->pragmas, error)
      || !check_content (self, version, about.st_size < CHECK_WHOLE_FILE_BELOW, error)
      || !migrate (self, version, error))
    return NULL;
  mok_file_round_access_time (path);
  return g_steal_pointer (&self);
}

/**
 * mok_sqlite_open_image:
 * @image: the content of a file that came from elsewhere
 * @path: where it came from, for messages
 *
 * Opens bytes in memory, so that nothing beside the file is ever read, replayed or written.
 *
 * Returns: (transfer full): the open image; %NULL with @error (%MOK_STORE_ERROR) set
 */
MokSqlite *
mok_sqlite_open_image (GBytes *image, const char *path, const MokSqliteFormat *format, GError **error)
{
  g_return_val_if_fail (image != NULL && path != NULL && format != NULL, NULL);

  g_autoptr (MokSqlite) self = new_connection (path, NULL, format, error);
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (image, &size);
  guint version = 0;

  if (self == NULL)
    return NULL;
  if (size < HEADER_SIZE)
    {
      mok_sqlite_set_not_ours (self, error);
      return NULL;
    }
  if (!check_header (self, data, &version, error))
    return NULL;

  const gboolean old = version < count_steps (format);
  unsigned char *content = (unsigned char *) data;
  unsigned int flags = SQLITE_DESERIALIZE_READONLY;

  if (old)
    {
      flags = SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE;
      content = sqlite3_malloc64 (size);
      if (content == NULL)
        {
          mok_file_set_error (error, ENOMEM, path);
          return NULL;
        }
      memcpy (content, data, size);
    }
  self->image = g_bytes_ref (image);

  const int result = sqlite3_deserialize (self->db, "main", content, size, size, flags);

  if (result != SQLITE_OK)
    {
      mok_sqlite_set_error (self, result, error);
      return NULL;
    }
  if (!mok_sqlite_exec (self, PRAGMAS, error) || !check_content (self, version, TRUE, error)
      || !migrate (self, version, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * mok_sqlite_open_unchecked:
 * @image: the content of a file, of at least 100 bytes; made readable as far as its header goes
 * @path: where it came from, for messages
 *
 * Opens bytes in memory for reading whatever is wrong with them, to say what that is. Statements may fail at any time,
 * and columns may hold anything. Must not be used to read answers.
 *
 * Returns: (transfer full): the open image; %NULL with @error (%MOK_STORE_ERROR) set
 */
MokSqlite *
mok_sqlite_open_unchecked (GBytes *image, const char *path, const MokSqliteFormat *format, GError **error)
{
  g_return_val_if_fail (image != NULL && path != NULL && format != NULL, NULL);
  g_return_val_if_fail (g_bytes_get_size (image) >= HEADER_SIZE, NULL);

  g_autoptr (MokSqlite) self = new_connection (path, NULL, format, error);
  gsize size = 0;
  unsigned char *data = (unsigned char *) g_bytes_get_data (image, &size);

  if (self == NULL)
    return NULL;
  self->image = g_bytes_ref (image);

  const int result = sqlite3_deserialize (self->db, "main", data, size, size, SQLITE_DESERIALIZE_READONLY);

  if (result != SQLITE_OK)
    {
      mok_sqlite_set_error (self, result, error);
      return NULL;
    }
  return mok_sqlite_exec (self, PRAGMAS, error) ? g_steal_pointer (&self) : NULL;
}
