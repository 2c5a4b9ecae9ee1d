/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Access codes as the survey sees them: printed, used, and the responses that came with them. One code gives one
 * response; what is beyond that is reported and never taken out. Must not link a code to a response: of a box only
 * numbers are compared.
 *
 * The survey knows the digest of each box's list of codes, so that nobody can add codes to a box that nobody printed.
 */

#include "config.h"

#include "store/mok-survey-private.h"

#include <string.h>

/**
 * mok_survey_run_for_box:
 * @sql: takes the box
 *
 * Inside a transaction.
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR) set
 */
gboolean
mok_survey_run_for_box (MokSurvey *self, const char *sql, const guint8 *box, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = mok_sqlite_prepare (self->file, sql, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_blob (statement, 1, box, MOK_BOX_ID_SIZE, SQLITE_STATIC);
  return mok_sqlite_run (self->file, statement, error);
}

/* For each hash in the list of used codes. @sql: takes the hash, then the box */
static gboolean
run_for_codes (MokSurvey *self, const char *sql, const MokDelivery *delivery, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = mok_sqlite_prepare (self->file, sql, error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_blob (statement, 2, delivery->row.id, sizeof delivery->row.id, SQLITE_STATIC);
  for (guint at = 0; at < delivery->burned_codes->len; at += MOK_PASSWORD_HASH_SIZE)
    {
      sqlite3_bind_blob (statement, 1, delivery->burned_codes->data + at, MOK_PASSWORD_HASH_SIZE, SQLITE_STATIC);
      if (!mok_sqlite_run (self->file, statement, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * mok_survey_note_codes:
 * @printed: how many codes a box has
 * @list: (array fixed-size=32): digest of their list
 *
 * Inside a transaction.
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR) set
 */
gboolean
mok_survey_note_codes (MokSurvey *self, const guint8 *box, guint printed, const guint8 *list, GError **error)
{
  g_autoptr (sqlite3_stmt) insert = mok_sqlite_prepare (
      self->file, "INSERT INTO box_codes (box, printed, list, burned, uncoded) VALUES (?1, ?2, ?3, 0, 0)", error);

  if (insert == NULL)
    return FALSE;
  sqlite3_bind_blob (insert, 1, box, MOK_BOX_ID_SIZE, SQLITE_STATIC);
  sqlite3_bind_int64 (insert, 2, printed);
  sqlite3_bind_blob (insert, 3, list, MOK_CODE_LIST_SIZE, SQLITE_STATIC);
  return mok_sqlite_run (self->file, insert, error);
}

/* Compares the list of codes in a file with the one that was printed.
 * @known: (out): whether codes were printed for this box, as far as the survey knows
 * @same: (out): whether the file has that list
 */
static gboolean
check_list (MokSurvey *self, const MokDelivery *delivery, gboolean *known, gboolean *same, GError **error)
{
  g_autoptr (sqlite3_stmt) select = mok_sqlite_prepare (self->file, "SELECT list FROM box_codes WHERE box = ?1", error);

  if (select == NULL)
    return FALSE;
  sqlite3_bind_blob (select, 1, delivery->row.id, sizeof delivery->row.id, SQLITE_STATIC);
  if (!mok_sqlite_step (self->file, select, known, error))
    return FALSE;
  *same = *known && sqlite3_column_bytes (select, 0) == MOK_CODE_LIST_SIZE
          && memcmp (sqlite3_column_blob (select, 0), delivery->code_list, MOK_CODE_LIST_SIZE) == 0;
  return TRUE;
}

/**
 * mok_survey_take_codes:
 *
 * Inside a transaction: notes which codes a file says were used. A box that another copy of this survey made is
 * believed the first time.
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR) set
 */
gboolean
mok_survey_take_codes (MokSurvey *self, const MokDelivery *delivery, GError **error)
{
  gboolean known, same;

  if (!check_list (self, delivery, &known, &same, error))
    return FALSE;
  if (!known && delivery->n_codes == 0)
    return TRUE;
  if (!known && !mok_survey_note_codes (self, delivery->row.id, delivery->n_codes, delivery->code_list, error))
    return FALSE;
  delivery->entry->has_codes = TRUE;
  delivery->entry->codes_changed = known && !same;
  return delivery->entry->codes_changed
         || run_for_codes (self, "INSERT OR IGNORE INTO burned_code (hash, box) VALUES (?1, ?2)", delivery, error);
}

/* What is now known of the box's used codes; the responses without a code are never more than those beyond. */
static gboolean
update_counts (MokSurvey *self, const MokDelivery *delivery, guint uncoded, GError **error)
{
  g_autoptr (sqlite3_stmt) update = NULL;

  if (!mok_survey_run_for_box (
          self, "UPDATE box_codes SET burned = (SELECT count(*) FROM burned_code WHERE box = ?1) WHERE box = ?1",
          delivery->row.id, error))
    return FALSE;
  update = mok_sqlite_prepare (self->file,
                               "UPDATE box_codes SET uncoded = min(max(uncoded, ?2), max(coalesce("
                               "(SELECT responses FROM merge_log WHERE box = ?1), 0) - burned, 0)) WHERE box = ?1",
                               error);
  if (update == NULL)
    return FALSE;
  sqlite3_bind_blob (update, 1, delivery->row.id, sizeof delivery->row.id, SQLITE_STATIC);
  sqlite3_bind_int64 (update, 2, uncoded);
  return mok_sqlite_run (self->file, update, error);
}

/* What is known of the box's codes goes into the receipt; nothing when it has none. */
static gboolean
tell_counts (MokSurvey *self, const MokDelivery *delivery, GError **error)
{
  MokReceiptEntry *entry = delivery->entry;
  g_autoptr (sqlite3_stmt) select =
      mok_sqlite_prepare (self->file,
                          "SELECT printed, max(coalesce(responses, 0) - burned, 0), uncoded"
                          " FROM box_codes LEFT JOIN merge_log USING (box) WHERE box = ?1",
                          error);
  gboolean has_row;

  if (select == NULL)
    return FALSE;
  sqlite3_bind_blob (select, 1, delivery->row.id, sizeof delivery->row.id, SQLITE_STATIC);
  if (!mok_sqlite_step (self->file, select, &has_row, error))
    return FALSE;
  if (has_row)
    {
      entry->codes_printed = (guint) sqlite3_column_int64 (select, 0);
      entry->beyond_codes = (guint) sqlite3_column_int64 (select, 1);
      entry->codes_twice = entry->beyond_codes - (guint) sqlite3_column_int64 (select, 2);
    }
  return TRUE;
}

/**
 * mok_survey_reconcile_codes:
 *
 * Inside a transaction, once all files of a group have brought their codes: tells the receipt how many responses of
 * this box are beyond its used codes. Those beyond in one file came without a code, or power failed between an answer
 * and its code; what is beyond only when copies are put together was a code used on two copies.
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR) set
 */
gboolean
mok_survey_reconcile_codes (MokSurvey *self, const MokDelivery *delivery, GError **error)
{
  MokReceiptEntry *entry = delivery->entry;
  const guint found = delivery->n_responses;
  const guint n_burned = entry->codes_changed ? 0 : delivery->burned_codes->len / MOK_PASSWORD_HASH_SIZE;

  if (!entry->has_codes)
    return TRUE;
  entry->codes_burned = n_burned;
  entry->without_code = found > n_burned ? found - n_burned : 0;
  return update_counts (self, delivery, entry->without_code, error) && tell_counts (self, delivery, error);
}

/**
 * mok_survey_give_codes_back:
 *
 * Inside a transaction, when a file's responses were taken back out: its used codes go with them, or later ones could
 * hide behind them. A code that another copy of the box used as well goes, too, since nothing says which file used
 * which: the receipt tells how many responses are left without one, and merging that copy again brings it back.
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR) set
 */
gboolean
mok_survey_give_codes_back (MokSurvey *self, const MokDelivery *delivery, GError **error)
{
  gboolean known, same;

  return check_list (self, delivery, &known, &same, error)
         && (!same || run_for_codes (self, "DELETE FROM burned_code WHERE hash = ?1 AND box = ?2", delivery, error))
         && mok_survey_run_for_box (
             self, "DELETE FROM burned_code WHERE box = ?1 AND NOT EXISTS (SELECT 1 FROM merge_log WHERE box = ?1)",
             delivery->row.id, error)
         && update_counts (self, delivery, 0, error) && tell_counts (self, delivery, error);
}

/**
 * mok_survey_count_codes:
 * @counts: (out caller-allocates): of all boxes with codes
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR) set
 */
gboolean
mok_survey_count_codes (MokSurvey *self, MokCodeCounts *counts, GError **error)
{
  g_autoptr (sqlite3_stmt) select = mok_sqlite_prepare (
      self->file,
      "SELECT sum(printed), sum(burned), sum(coalesce(responses, 0)),"
      " sum(max(coalesce(responses, 0) - burned, 0)) FROM box_codes LEFT JOIN merge_log USING (box)",
      error);
  gboolean has_row;

  if (select == NULL || !mok_sqlite_step (self->file, select, &has_row, error))
    return FALSE;
  *counts = (MokCodeCounts){
    .printed = (guint) sqlite3_column_int64 (select, 0),
    .burned = (guint) sqlite3_column_int64 (select, 1),
    .responses = (guint) sqlite3_column_int64 (select, 2),
    .beyond = (guint) sqlite3_column_int64 (select, 3),
  };
  return TRUE;
}
