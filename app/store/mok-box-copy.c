/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Handing over: a fresh copy of a box, its slots in a new random order, made in memory and written as a whole, so that
 * nothing of how the box looked before travels with it. Must not change an answer.
 */

#include "config.h"

#include "store/mok-box-private.h"

#include <errno.h>
#include <string.h>

#include <glib/gi18n-lib.h>
#include <sodium.h>

#include "store/mok-file-save.h"
#include "store/mok-file.h"
#include "store/mok-manifest-table.h"

/* Fisher and Yates' shuffle, from the system's randomness. */
static guint *
make_permutation (guint n)
{
  guint *order = g_new (guint, n);

  for (guint i = 0; i < n; i++)
    order[i] = i;
  for (guint i = n; i > 1; i--)
    {
      const guint j = randombytes_uniform (i);
      const guint swapped = order[i - 1];

      order[i - 1] = order[j];
      order[j] = swapped;
    }
  return order;
}

typedef struct
{
  MokSqlite *target;
  MokSlots slots;
  gsize size;
  const guint *place;
  guint8 *cells;
  guint taken;
} Shuffle;

static gboolean
place_cell (guint slot, const guint8 *cell, gpointer data, GError **error)
{
  Shuffle *shuffle = data;
  guint8 *to = shuffle->cells + shuffle->place[slot] * shuffle->size;
  const MokCellState state = cell != NULL ? mok_cell_get_state (cell, shuffle->size) : MOK_CELL_DAMAGED;

  if (state == MOK_CELL_FREE)
    mok_cell_make_free (to, shuffle->size);
  else if (cell != NULL)
    memcpy (to, cell, shuffle->size);
  else
    {
      /* A cell of a wrong length: its place stays damaged, so that the receipt can name it. */
      memset (to, 0, shuffle->size);
      to[0] = 1;
    }
  if (state == MOK_CELL_TAKEN)
    {
      to[0] = 1;
      shuffle->taken++;
    }
  return TRUE;
}

static gboolean
copy_slots (MokBox *self, MokSqlite *target, MokSlots slots, gsize size, guint *taken, GError **error)
{
  g_autofree guint *place = make_permutation (self->row.n_slots);
  g_autofree guint8 *cells = g_malloc_n (self->row.n_slots, size);
  Shuffle shuffle = { .target = target, .slots = slots, .size = size, .place = place, .cells = cells };

  if (!mok_slots_foreach (self->file, slots, size, place_cell, &shuffle, error))
    return FALSE;
  for (guint i = 0; i < self->row.n_slots; i++)
    if (!mok_slots_add (target, slots, i, cells + i * size, size, error))
      return FALSE;
  *taken = shuffle.taken;
  return TRUE;
}

static gboolean
copy_codes (MokBox *self, MokSqlite *target, GError **error)
{
  g_autoptr (sqlite3_stmt) select =
      mok_sqlite_prepare (self->file, "SELECT hash, used FROM access_code ORDER BY hash", error);
  g_autoptr (sqlite3_stmt) insert =
      mok_sqlite_prepare (target, "INSERT INTO access_code (hash, used) VALUES (?1, ?2)", error);
  gboolean has_row;

  if (select == NULL || insert == NULL)
    return FALSE;
  for (;;)
    {
      if (!mok_sqlite_step (self->file, select, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      sqlite3_bind_value (insert, 1, sqlite3_column_value (select, 0));
      sqlite3_bind_int (insert, 2, sqlite3_column_int (select, 1) != 0);
      if (!mok_sqlite_run (target, insert, error))
        return FALSE;
    }
}

static gboolean
check_enough (MokBox *self, guint taken, gboolean last, GError **error)
{
  const guint new_responses = taken > self->row.handed_over ? taken - self->row.handed_over : 0;

  if (last || new_responses >= MOK_BOX_MINIMUM_TO_HAND_OVER)
    return TRUE;
  /* Says only what the box's own page shows too. */
  g_set_error (
      error, MOK_STORE_ERROR, MOK_STORE_ERROR_TOO_FEW,
      g_dngettext (GETTEXT_PACKAGE,
                   "Only %1$u new response since the last copy. A copy is made from %2$u new responses on, so "
                   "that nobody can tell whose they are, or as the last one of this box.",
                   "Only %1$u new responses since the last copy. A copy is made from %2$u new responses on, so "
                   "that nobody can tell whose they are, or as the last one of this box.",
                   new_responses),
      new_responses, MOK_BOX_MINIMUM_TO_HAND_OVER);
  return FALSE;
}

/* All bytes of a fresh copy, and how many responses are in it. */
static GBytes *
make_copy (MokBox *self, const char *path, gboolean last, guint *taken, GError **error)
{
  g_autoptr (MokSqlite) target = NULL;
  guint comments;
  MokBoxRow row;

  if (!mok_box_refresh (self, error) || !mok_box_count_taken (self, taken, error)
      || !check_enough (self, *taken, last, error))
    return NULL;
  target = mok_sqlite_create (NULL, path, &mok_box_format, error);
  if (target == NULL || !mok_sqlite_begin (target, error))
    return NULL;
  row = self->row;
  row.copy = TRUE;
  row.handed_over = 0;
  if (!mok_manifest_save (self->manifest, target, error) || !mok_box_row_insert (&row, self->manifest, target, error)
      || !copy_slots (self, target, MOK_SLOTS_RESPONSES, self->response_cell_size, taken, error)
      || !copy_slots (self, target, MOK_SLOTS_COMMENTS, self->comment_cell_size, &comments, error)
      || !copy_codes (self, target, error) || !mok_sqlite_commit (target, error))
    return NULL;
  return mok_sqlite_serialize (target, error);
}

/* Makes the copy from one state of the box: no answer comes in meanwhile. */
static GBytes *
make_copy_locked (MokBox *self, const char *path, gboolean last, guint *taken, GError **error)
{
  GBytes *copy;

  if (!mok_box_check_usable (self, error) || !mok_sqlite_begin (self->file, error))
    return NULL;
  copy = make_copy (self, path, last, taken, error);
  mok_sqlite_roll_back (self->file);
  return copy;
}

/* Only after the copy is safe. If this fails, the next copy merely needs fewer new responses. */
static gboolean
note_handed_over (MokBox *self, guint taken, GError **error)
{
  if (!mok_sqlite_begin (self->file, error))
    return FALSE;
  if (!mok_box_refresh (self, error))
    {
      mok_sqlite_roll_back (self->file);
      return FALSE;
    }
  self->row.handed_over = MAX (self->row.handed_over, taken);
  if (!mok_box_row_update (&self->row, self->manifest, self->file, error))
    {
      mok_sqlite_roll_back (self->file);
      return FALSE;
    }
  return mok_sqlite_commit (self->file, error);
}

/* Whether the file at @path is an earlier copy of this very box, which a new one may replace. */
static gboolean
is_earlier_copy (MokBox *self, const char *path)
{
  g_autoptr (GBytes) content = mok_file_read (path, NULL);
  g_autoptr (MokBox) other = content != NULL ? mok_box_open_image (content, path, self->manifest, NULL) : NULL;

  return other != NULL && other->row.copy && memcmp (other->row.id, self->row.id, sizeof self->row.id) == 0;
}

/**
 * mok_box_dup_hand_over_name:
 *
 * Returns: (transfer full): a file name for a copy: the label and four characters that tell boxes of one label apart
 */
char *
mok_box_dup_hand_over_name (MokBox *self)
{
  g_return_val_if_fail (MOK_IS_BOX (self), NULL);

  g_autofree char *label = g_strdup (self->row.label);

  for (char *at = label; *at != '\0'; at = g_utf8_next_char (at))
    if (g_ascii_iscntrl (*at) || strchr ("/\\:*?\"<>|", *at) != NULL || (at == label && *at == '.'))
      *at = '-';
  return g_strdup_printf ("%s-%02X%02X.mokbox", *label != '\0' ? label : "box", self->row.id[0], self->row.id[1]);
}

/**
 * mok_box_hand_over:
 * @path: where the copy goes
 * @last: whether the box is finished, so that any number of responses may leave
 *
 * Writes a fresh, reshuffled copy. An earlier copy of the same box at @path is replaced, any other file is not.
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR) set: %MOK_STORE_ERROR_TOO_FEW below ten new responses unless @last
 */
gboolean
mok_box_hand_over (MokBox *self, const char *path, gboolean last, GError **error)
{
  g_return_val_if_fail (MOK_IS_BOX (self) && path != NULL, FALSE);

  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->lock);
  g_autoptr (GBytes) copy = NULL;
  gboolean replace = FALSE;
  guint taken;

  copy = make_copy_locked (self, path, last, &taken, error);
  if (copy == NULL)
    return FALSE;
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      replace = is_earlier_copy (self, path);
      if (!replace)
        {
          mok_file_set_error (error, EEXIST, path);
          return FALSE;
        }
    }
  return mok_file_write (path, copy, replace, error) && note_handed_over (self, taken, error);
}

static gboolean
write_to_file (GFile *target, GBytes *content, GError **error)
{
  g_autoptr (GBytes) back = NULL;

  if (!mok_file_save_bytes (target, content, MOK_FILE_SAVE_PRIVATE, error))
    return FALSE;
  /* A stick that was pulled out or a full share shows here rather than at the organizer's. */
  back = g_file_load_bytes (target, NULL, NULL, error);
  if (back == NULL)
    return FALSE;
  mok_file_round_times_of (target);
  if (g_bytes_equal (back, content))
    return TRUE;

  g_autofree char *name = g_file_get_parse_name (target);

  g_set_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_IO, _ ("“%s” was not written correctly. Try again."), name);
  return FALSE;
}

/**
 * mok_box_hand_over_to_file:
 * @target: where the user chose to put the copy; what is there is replaced
 * @last: whether the box is finished, so that any number of responses may leave
 *
 * Like mok_box_hand_over(), for places that only GIO can reach.
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR or %G_IO_ERROR) set
 */
gboolean
mok_box_hand_over_to_file (MokBox *self, GFile *target, gboolean last, GError **error)
{
  g_return_val_if_fail (MOK_IS_BOX (self) && G_IS_FILE (target), FALSE);

  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->lock);
  g_autofree char *name = g_file_get_basename (target);
  g_autoptr (GBytes) copy = NULL;
  g_autoptr (GFile) own = g_file_new_for_path (self->file->path);
  guint taken;

  if (g_file_equal (own, target))
    {
      mok_file_set_error (error, EEXIST, self->file->path);
      return FALSE;
    }
  copy = make_copy_locked (self, name, last, &taken, error);
  return copy != NULL && write_to_file (target, copy, error) && note_handed_over (self, taken, error);
}
