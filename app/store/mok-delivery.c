/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a box brings to a survey. The file is read into memory as a whole, so that nothing beside it is ever read,
 * replayed or written, and everything that can be wrong with it is found before the survey is touched. Must not open
 * anything that is sealed.
 */

#include "config.h"

#include "store/mok-delivery.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "store/mok-box-private.h"
#include "store/mok-file.h"

typedef struct
{
  MokHarvest *harvest;
  gsize cell_size;
  GArray *damaged;
  GCancellable *cancellable;
} Gathering;

static gboolean
gather (guint slot, const guint8 *cell, gpointer data, GError **error)
{
  const Gathering *gathering = data;
  MokHarvest *harvest = gathering->harvest;
  MokFound found;

  switch (cell != NULL ? mok_cell_get_state (cell, gathering->cell_size) : MOK_CELL_DAMAGED)
    {
    case MOK_CELL_TAKEN:
      memcpy (found.id, mok_cell_get_id (cell, gathering->cell_size), sizeof found.id);
      found.at = harvest->sealed->len;
      g_byte_array_append (harvest->sealed, mok_cell_get_sealed (cell), (guint) harvest->sealed_size);
      g_array_append_val (harvest->found, found);
      break;
    case MOK_CELL_DAMAGED:
      g_array_append_val (gathering->damaged, slot);
      break;
    case MOK_CELL_FREE:
    default:
      break;
    }
  return !g_cancellable_set_error_if_cancelled (gathering->cancellable, error);
}

static gboolean
gather_all (MokDelivery *self, MokBox *box, MokSlots slots, GCancellable *cancellable, GError **error)
{
  const gboolean responses = slots == MOK_SLOTS_RESPONSES;
  Gathering gathering = {
    .harvest = &self->harvest[slots],
    .cell_size = responses ? box->response_cell_size : box->comment_cell_size,
    .damaged = responses ? self->entry->damaged : self->entry->damaged_comments,
    .cancellable = cancellable,
  };

  self->harvest[slots].sealed_size = mok_cell_sealed_size (responses ? mok_manifest_get_record_size (box->manifest)
                                                                     : mok_manifest_get_comment_size (box->manifest));
  return mok_slots_foreach (box->file, slots, gathering.cell_size, gather, &gathering, error);
}

static gboolean
gather_codes (MokDelivery *self, MokBox *box, GError **error)
{
  g_autoptr (sqlite3_stmt) select =
      mok_sqlite_prepare (box->file, "SELECT hash, used FROM access_code ORDER BY hash", error);
  g_autoptr (GByteArray) hashes = g_byte_array_new ();
  gboolean has_row;

  if (select == NULL)
    return FALSE;
  for (;;)
    {
      if (!mok_sqlite_step (box->file, select, &has_row, error))
        return FALSE;
      if (!has_row)
        break;
      if (sqlite3_column_bytes (select, 0) != MOK_PASSWORD_HASH_SIZE)
        continue;
      self->n_codes++;
      g_byte_array_append (hashes, sqlite3_column_blob (select, 0), MOK_PASSWORD_HASH_SIZE);
      if (sqlite3_column_int (select, 1) != 0)
        g_byte_array_append (self->burned_codes, sqlite3_column_blob (select, 0), MOK_PASSWORD_HASH_SIZE);
    }
  mok_hash (self->code_list, sizeof self->code_list, hashes->data, hashes->len);
  return TRUE;
}

static gboolean
check_manifest (MokManifest *manifest, MokBox *box, const char *name, GError **error)
{
  if (g_bytes_equal (mok_manifest_get_bytes (box->manifest), mok_manifest_get_bytes (manifest)))
    return TRUE;
  if (memcmp (mok_manifest_get_survey_id (box->manifest), mok_manifest_get_survey_id (manifest), MOK_SURVEY_ID_SIZE)
      != 0)
    g_set_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_OTHER_SURVEY, _ ("“%s” belongs to another survey."), name);
  else if (memcmp (mok_manifest_get_public_key (box->manifest), mok_manifest_get_public_key (manifest),
                   MOK_PUBLIC_KEY_SIZE)
           != 0)
    g_set_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_KEY_REPLACED,
                 _ ("“%s” is a box of this survey, but its public key was replaced: somebody else can open the answers "
                    "in it, and this survey cannot."),
                 name);
  else
    g_set_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_CHANGED,
                 _ ("“%s” is a box of this survey, but its description of the survey was changed."), name);
  return FALSE;
}

static gboolean
read_box (MokDelivery *self, const char *path, MokManifest *manifest, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) image = mok_file_read (path, error);
  g_autoptr (MokBox) box = image != NULL ? mok_box_open_image (image, path, manifest, error) : NULL;

  if (box == NULL || !check_manifest (manifest, box, self->entry->name, error))
    return FALSE;
  self->row = box->row;
  self->entry->label = g_strdup (box->row.label);
  return gather_all (self, box, MOK_SLOTS_RESPONSES, cancellable, error)
         && gather_all (self, box, MOK_SLOTS_COMMENTS, cancellable, error) && gather_codes (self, box, error);
}

/**
 * mok_delivery_receive:
 * @path: a box or a handed-over copy, anywhere
 * @manifest: of the survey that it should belong to
 * @entry: (inout): gets label, number found and damaged slots
 *
 * Returns: (transfer full): what the box brings; %NULL with @error set (%MOK_STORE_ERROR or %G_IO_ERROR_CANCELLED)
 */
MokDelivery *
mok_delivery_receive (const char *path,
                      MokManifest *manifest,
                      MokReceiptEntry *entry,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (MokDelivery) self = g_new0 (MokDelivery, 1);

  self->entry = entry;
  self->burned_codes = g_byte_array_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (self->harvest); i++)
    {
      self->harvest[i].found = g_array_new (FALSE, FALSE, sizeof (MokFound));
      self->harvest[i].sealed = g_byte_array_new ();
    }
  if (!read_box (self, path, manifest, cancellable, error))
    return NULL;
  self->n_responses = self->harvest[MOK_SLOTS_RESPONSES].found->len;
  entry->found = self->n_responses + entry->damaged->len;
  return g_steal_pointer (&self);
}

void
mok_delivery_free (MokDelivery *self)
{
  g_return_if_fail (self != NULL);

  mok_delivery_unload (self);
  g_byte_array_unref (self->burned_codes);
  g_free (self);
}

/**
 * mok_delivery_unload:
 *
 * Frees what was harvested, and keeps what is known of the box.
 */
void
mok_delivery_unload (MokDelivery *self)
{
  g_return_if_fail (self != NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (self->harvest); i++)
    {
      g_clear_pointer (&self->harvest[i].found, g_array_unref);
      g_clear_pointer (&self->harvest[i].sealed, g_byte_array_unref);
    }
}
