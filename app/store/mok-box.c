/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A box: making, opening and adopting one, and what it says of itself. Codes, submitting and handing over are in
 * mok-box-codes.c, mok-box-submit.c and mok-box-copy.c. Nothing here can open an answer, and no answer, no time and no
 * order may ever reach the file.
 */

#include "config.h"

#include "store/mok-box.h"
#include "store/mok-box-private.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "store/mok-file.h"
#include "store/mok-manifest-table.h"

#define APPLICATION_ID 0x4d6f6b42 /* "MokB" */

static const char *const steps[] = {
  MOK_MANIFEST_TABLE MOK_BOX_ROW_TABLE "CREATE TABLE slot(i INTEGER PRIMARY KEY, cell BLOB NOT NULL);"
                                       "CREATE TABLE comment_slot(i INTEGER PRIMARY KEY, cell BLOB NOT NULL);"
                                       "CREATE TABLE access_code(hash BLOB PRIMARY KEY, used INTEGER NOT NULL)"
                                       " WITHOUT ROWID;",
  NULL,
};

/* A journal on disk keeps old pages, which put the answers in order; pages that spill early would too. */
const MokSqliteFormat mok_box_format = {
  .application_id = APPLICATION_ID,
  .page_size = 8192,
  .pragmas = "PRAGMA journal_mode=MEMORY;"
             "PRAGMA cache_spill=OFF;",
  .steps = steps,
  .not_ours = N_ ("“%s” is not a box."),
};

G_DEFINE_FINAL_TYPE (MokBox, mok_box, G_TYPE_OBJECT)

static void
mok_box_finalize (GObject *object)
{
  MokBox *self = MOK_BOX (object);

  g_clear_pointer (&self->file, mok_sqlite_close);
  g_clear_pointer (&self->manifest, mok_manifest_unref);
  g_clear_pointer (&self->layout, mok_record_layout_unref);
  g_rec_mutex_clear (&self->lock);

  G_OBJECT_CLASS (mok_box_parent_class)->finalize (object);
}

static void
mok_box_class_init (MokBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mok_box_finalize;
}

static void
mok_box_init (MokBox *self)
{
  g_rec_mutex_init (&self->lock);
}

static guint
choose_n_slots (MokManifest *manifest, const MokBoxOptions *options)
{
  guint64 n_slots = options->n_slots;

  if (n_slots == 0)
    n_slots = MAX (2 * (guint64) mok_manifest_get_headcount (manifest), options->n_access_codes);
  return (guint) CLAMP (n_slots, MOK_BOX_MINIMUM_SLOTS, MOK_BOX_MAXIMUM_SLOTS);
}

static void
set_label (MokBoxRow *row, const char *label)
{
  g_autofree char *valid = g_utf8_make_valid (label != NULL ? label : "", -1);

  g_strstrip (valid);
  if (strlen (valid) >= sizeof row->label)
    *g_utf8_find_prev_char (valid, valid + sizeof row->label) = '\0';
  g_strlcpy (row->label, valid, sizeof row->label);
}

static gboolean
fill (MokSqlite *file, MokManifest *manifest, MokBoxMade *made, guint n_codes, GError **error)
{
  return mok_sqlite_begin (file, error) && mok_manifest_save (manifest, file, error)
         && mok_box_row_insert (&made->row, manifest, file, error)
         && mok_slots_make (file, MOK_SLOTS_RESPONSES, made->row.n_slots,
                            mok_cell_size (mok_manifest_get_record_size (manifest)), error)
         && mok_slots_make (file, MOK_SLOTS_COMMENTS, made->row.n_slots,
                            mok_cell_size (mok_manifest_get_comment_size (manifest)), error)
         && mok_box_make_codes (file, manifest, n_codes, made, error) && mok_sqlite_commit (file, error);
}

/**
 * mok_box_create:
 * @path: the new file; nothing may be there yet
 * @manifest: the survey's manifest
 * @options: what the box shall be like
 * @access_codes: (out) (optional) (transfer full): the codes to print, in no order that says anything; empty when the
 *   box needs none
 *
 * Makes a box: all its slots at once, free, so that the file never grows. It stays out of sight until it is complete.
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR) set
 */
gboolean
mok_box_create (const char *path,
                MokManifest *manifest,
                const MokBoxOptions *options,
                GStrv *access_codes,
                GError **error)
{
  g_return_val_if_fail (path != NULL && manifest != NULL && options != NULL, FALSE);

  g_auto (MokBoxMade) made = { 0 };

  if (!mok_box_create_full (path, manifest, options, FALSE, &made, error))
    return FALSE;
  if (access_codes != NULL)
    *access_codes = g_steal_pointer (&made.codes);
  return TRUE;
}

/* Also says what was made, for the survey's list. @made: (inout): zeros, cleared by the caller also after an error */
gboolean
mok_box_create_full (const char *path,
                     MokManifest *manifest,
                     const MokBoxOptions *options,
                     gboolean synthetic,
                     MokBoxMade *made,
                     GError **error)
{
  g_autoptr (MokSqlite) file = NULL;
  g_autofree char *temporary = NULL;
  MokBoxRow *row = &made->row;

  g_return_val_if_fail (options->idle_minutes <= MOK_BOX_MAXIMUM_IDLE_MINUTES, FALSE);

  row->site = options->site;
  row->n_slots = choose_n_slots (manifest, options);
  row->synthetic = synthetic;
  mok_random_bytes (row->id, sizeof row->id);
  set_label (row, options->label);
  row->idle_minutes = options->idle_minutes > 0 ? options->idle_minutes : MOK_BOX_USUAL_IDLE_MINUTES;
  row->code_cost = mok_hash_get_cost (MOK_HASH_ACCESS_CODE);
  if (!mok_box_set_end_code (row, options->end_code, error))
    return FALSE;
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      mok_file_set_error (error, EEXIST, path);
      return FALSE;
    }
  temporary = mok_file_make_temporary (path, error);
  if (temporary == NULL)
    return FALSE;
  file = mok_sqlite_create (temporary, path, &mok_box_format, error);
  if (file == NULL || !fill (file, manifest, made, options->n_access_codes, error))
    {
      g_clear_pointer (&file, mok_sqlite_close);
      unlink (temporary);
      return FALSE;
    }
  g_clear_pointer (&file, mok_sqlite_close);
  return mok_file_publish (temporary, path, FALSE, error);
}

static MokBox *
new_from_file (MokSqlite *file, MokManifest *known, GError **error)
{
  g_autoptr (MokBox) self = g_object_new (MOK_TYPE_BOX, NULL);
  gint64 n_codes;

  self->file = file;
  self->manifest = mok_manifest_load (file, known, error);
  if (self->manifest == NULL || !mok_box_refresh (self, error)
      || !mok_slots_check (file, MOK_SLOTS_RESPONSES, self->row.n_slots, error)
      || !mok_slots_check (file, MOK_SLOTS_COMMENTS, self->row.n_slots, error)
      || !mok_sqlite_query_int (file, "SELECT count(*) FROM access_code", &n_codes, error))
    return NULL;
  self->needs_code = n_codes > 0;
  self->layout = mok_record_layout_new (mok_manifest_get_questionnaire (self->manifest));
  self->response_cell_size = mok_cell_size (mok_manifest_get_record_size (self->manifest));
  self->comment_cell_size = mok_cell_size (mok_manifest_get_comment_size (self->manifest));
  return g_steal_pointer (&self);
}

/**
 * mok_box_open:
 * @path: a box on a file system with locks
 *
 * A box may be open in several processes at once. One object may be used from several threads; calls wait for each
 * other.
 *
 * Returns: (transfer full): the box; %NULL with @error (%MOK_STORE_ERROR) set
 */
MokBox *
mok_box_open (const char *path, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  MokSqlite *file = mok_sqlite_open (path, &mok_box_format, error);

  return file != NULL ? new_from_file (file, NULL, error) : NULL;
}

/* Opens the content of a box that came from elsewhere, for reading only. */
MokBox *
mok_box_open_image (GBytes *image, const char *path, MokManifest *known, GError **error)
{
  MokSqlite *file = mok_sqlite_open_image (image, path, &mok_box_format, error);

  return file != NULL ? new_from_file (file, known, error) : NULL;
}

/* Reads the row again: another process may have changed it. */
gboolean
mok_box_refresh (MokBox *self, GError **error)
{
  return mok_box_row_load (&self->row, self->manifest, self->file, error);
}

/* A handed-over copy holds answers that the box still has: answering into it would fork the box. */
gboolean
mok_box_check_usable (MokBox *self, GError **error)
{
  if (!self->row.copy)
    return TRUE;

  g_autofree char *name = g_filename_display_basename (self->file->path);

  g_set_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_HANDED_OVER,
               _ ("“%s” is a handed-over copy on its way to the organizer. It takes no answers; use the box itself."),
               name);
  return FALSE;
}

char *
mok_box_dup_hex_id (MokBox *self)
{
  GString *hex = g_string_new (NULL);

  for (gsize i = 0; i < sizeof self->row.id; i++)
    g_string_append_printf (hex, "%02x", self->row.id[i]);
  return g_string_free (hex, FALSE);
}

/**
 * mok_box_adopt:
 * @source: a box from anywhere: a USB stick, the document portal, an attachment
 * @folder: the program's own folder for boxes
 *
 * Copies a box in, named by its id, to be opened with mok_box_open(). A box that was adopted before stays as it is: its
 * answers are never overwritten. A handed-over copy is refused.
 *
 * Returns: (transfer full): the path of the adopted box; %NULL with @error (%MOK_STORE_ERROR or %G_IO_ERROR) set
 */
char *
mok_box_adopt (GFile *source, const char *folder, GError **error)
{
  g_return_val_if_fail (G_IS_FILE (source) && folder != NULL, NULL);

  g_autofree char *name = g_file_get_basename (source);
  g_autoptr (GBytes) content = mok_file_load (source, error);
  g_autoptr (MokBox) box = NULL;
  g_autoptr (MokBox) adopted = NULL;
  g_autoptr (GError) local = NULL;

  if (content == NULL)
    return NULL;
  box = mok_box_open_image (content, name, NULL, error);
  if (box == NULL || !mok_box_check_usable (box, error))
    return NULL;

  g_autofree char *id = mok_box_dup_hex_id (box);
  g_autofree char *file_name = g_strconcat (id, ".mokbox", NULL);
  g_autofree char *path = g_build_filename (folder, file_name, NULL);

  if (g_mkdir_with_parents (folder, 0700) < 0)
    {
      mok_file_set_error (error, errno, folder);
      return NULL;
    }
  if (mok_file_write (path, content, FALSE, &local))
    return g_steal_pointer (&path);
  if (g_error_matches (local, MOK_STORE_ERROR, MOK_STORE_ERROR_NO_SPACE))
    {
      /* The number that the copy would have had says nothing to anybody. */
      g_set_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_NO_SPACE,
                   _ ("There is no room for a copy of “%s”: the disk, or the part of it that you may use, is full."),
                   name);
      return NULL;
    }
  if (!g_error_matches (local, MOK_STORE_ERROR, MOK_STORE_ERROR_EXISTS))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  adopted = mok_box_open (path, error);
  if (adopted == NULL)
    return NULL;
  if (memcmp (mok_manifest_get_digest (adopted->manifest), mok_manifest_get_digest (box->manifest), 32) != 0)
    {
      g_set_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_CHANGED,
                   _ ("“%s” says another thing about the survey than the box of the same number that is here already. "
                      "Do not use it; ask the organizer."),
                   name);
      return NULL;
    }
  return g_steal_pointer (&path);
}

const char *
mok_box_get_path (MokBox *self)
{
  g_return_val_if_fail (MOK_IS_BOX (self), NULL);

  return self->file->path;
}

/**
 * mok_box_get_manifest:
 *
 * Returns: (transfer none): what the survey is
 */
MokManifest *
mok_box_get_manifest (MokBox *self)
{
  g_return_val_if_fail (MOK_IS_BOX (self), NULL);

  return self->manifest;
}

typedef struct
{
  gsize size;
  guint taken;
} Count;

static gboolean
count_cell (guint slot, const guint8 *cell, gpointer data, GError **error)
{
  Count *count = data;

  if (cell != NULL && mok_cell_get_state (cell, count->size) == MOK_CELL_TAKEN)
    count->taken++;
  return TRUE;
}

gboolean
mok_box_count_taken (MokBox *self, guint *taken, GError **error)
{
  Count count = { .size = self->response_cell_size };

  if (!mok_slots_foreach (self->file, MOK_SLOTS_RESPONSES, count.size, count_cell, &count, error))
    return FALSE;
  *taken = count.taken;
  return TRUE;
}

/**
 * mok_box_get_status:
 * @status: (out caller-allocates): filled in
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR) set
 */
gboolean
mok_box_get_status (MokBox *self, MokBoxStatus *status, GError **error)
{
  g_return_val_if_fail (MOK_IS_BOX (self) && status != NULL, FALSE);

  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->lock);
  gint64 printed, burned;

  memset (status, 0, sizeof *status);
  if (!mok_box_refresh (self, error) || !mok_box_count_taken (self, &status->taken, error)
      || !mok_sqlite_query_int (self->file, "SELECT count(*) FROM access_code", &printed, error)
      || !mok_sqlite_query_int (self->file, "SELECT count(*) FROM access_code WHERE used <> 0", &burned, error))
    return FALSE;
  memcpy (status->id, self->row.id, sizeof status->id);
  memcpy (status->label, self->row.label, sizeof status->label);
  status->site = self->row.site;
  status->synthetic = self->row.synthetic;
  status->has_end_code = self->row.end_cost.operations > 0;
  status->needs_code = self->needs_code;
  status->idle_minutes = self->row.idle_minutes;
  status->capacity = self->row.n_slots;
  status->handed_over = self->row.handed_over;
  status->codes_printed = (guint) printed;
  status->codes_burned = (guint) burned;
  status->is_copy = self->row.copy;
  status->overwrites_in_place = mok_file_overwrites_in_place (self->file->path);
  return TRUE;
}

/**
 * mok_box_mark_synthetic:
 *
 * Says for good that the responses in this box are simulated. Refused when real ones are in it.
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR) set
 */
gboolean
mok_box_mark_synthetic (MokBox *self, GError **error)
{
  g_return_val_if_fail (MOK_IS_BOX (self), FALSE);

  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->lock);
  guint taken;

  if (!mok_box_check_usable (self, error) || !mok_sqlite_begin (self->file, error))
    return FALSE;
  if (!mok_box_refresh (self, error) || !mok_box_count_taken (self, &taken, error))
    {
      mok_sqlite_roll_back (self->file);
      return FALSE;
    }
  if (self->row.synthetic)
    {
      mok_sqlite_roll_back (self->file);
      return TRUE;
    }
  if (taken > 0)
    {
      g_autofree char *name = g_filename_display_basename (self->file->path);

      mok_sqlite_roll_back (self->file);
      g_set_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_SYNTHETIC,
                   _ ("“%s” holds real responses. Simulated ones must not be mixed with them."), name);
      return FALSE;
    }
  self->row.synthetic = TRUE;
  if (!mok_box_row_update (&self->row, self->manifest, self->file, error))
    {
      mok_sqlite_roll_back (self->file);
      return FALSE;
    }
  return mok_sqlite_commit (self->file, error);
}
