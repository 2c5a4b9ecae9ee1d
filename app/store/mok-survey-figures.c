/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Pins and notes in the survey file. They exist only beside a release, and change nothing of it: a closed standard
 * survey gets a new file in its place, like when its review is finished, with everything else copied. Must not know
 * what a figure is; a pin that no longer fits the release is the reader's to leave out.
 */

#include "config.h"

#include "store/mok-survey-figures.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "store/mok-survey-opening.h"
#include "store/mok-survey-private.h"

MokPin *
mok_pin_copy (const MokPin *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  MokPin *copy = g_new (MokPin, 1);

  *copy = *self;
  copy->question = g_strdup (self->question);
  copy->by = g_strdup (self->by);
  copy->filter = g_strdup (self->filter);
  copy->filter_code = g_strdup (self->filter_code);
  copy->chart = g_strdup (self->chart);
  return copy;
}

void
mok_pin_free (MokPin *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->question);
  g_free (self->by);
  g_free (self->filter);
  g_free (self->filter_code);
  g_free (self->chart);
  g_free (self);
}

/**
 * mok_pin_equal:
 *
 * Returns: whether both are the same figure, drawn in the same way
 */
gboolean
mok_pin_equal (const MokPin *a, const MokPin *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return strcmp (a->question, b->question) == 0 && g_strcmp0 (a->by, b->by) == 0
         && g_strcmp0 (a->filter, b->filter) == 0 && g_strcmp0 (a->filter_code, b->filter_code) == 0
         && a->weighted == b->weighted && a->details == b->details && g_strcmp0 (a->chart, b->chart) == 0;
}

/**
 * mok_survey_figures_new:
 *
 * Returns: (transfer full): no pins and no notes
 */
MokSurveyFigures *
mok_survey_figures_new (void)
{
  MokSurveyFigures *self = g_new0 (MokSurveyFigures, 1);

  self->pins = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_pin_free);
  self->notes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

MokSurveyFigures *
mok_survey_figures_copy (const MokSurveyFigures *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  MokSurveyFigures *copy = mok_survey_figures_new ();
  GHashTableIter iter;
  gpointer question, text;

  for (guint i = 0; i < self->pins->len; i++)
    g_ptr_array_add (copy->pins, mok_pin_copy (g_ptr_array_index (self->pins, i)));
  g_hash_table_iter_init (&iter, self->notes);
  while (g_hash_table_iter_next (&iter, &question, &text))
    g_hash_table_insert (copy->notes, g_strdup (question), g_strdup (text));
  return copy;
}

void
mok_survey_figures_free (MokSurveyFigures *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->pins);
  g_hash_table_unref (self->notes);
  g_free (self);
}

/**
 * mok_survey_figures_set_note:
 * @question: variable of a question or an outcome, or `protections`
 * @text: (nullable): UTF-8; what is longer than %MOK_SURVEY_NOTE_SIZE is cut; %NULL or nothing but space for none
 */
void
mok_survey_figures_set_note (MokSurveyFigures *self, const char *question, const char *text)
{
  g_return_if_fail (self != NULL && question != NULL);

  g_autofree char *note = text != NULL ? g_strndup (text, MOK_SURVEY_NOTE_SIZE) : g_strdup ("");
  const char *end;

  /* The cut may have gone through a character. */
  if (!g_utf8_validate (note, -1, &end))
    note[end - note] = '\0';
  if (*g_strstrip (note) == '\0')
    g_hash_table_remove (self->notes, question);
  else
    g_hash_table_insert (self->notes, g_strdup (question), g_steal_pointer (&note));
}

static char *
dup_text (sqlite3_stmt *select, int column)
{
  const char *text = (const char *) sqlite3_column_text (select, column);

  return text != NULL ? g_utf8_make_valid (text, -1) : NULL;
}

static gboolean
load_pins (MokSurvey *self, MokSurveyFigures *figures, GError **error)
{
  g_autoptr (sqlite3_stmt) select = mok_sqlite_prepare (
      self->file,
      "SELECT question, breakdown, filter_variable, filter_code, weighted, details, chart FROM pin ORDER BY i", error);
  gboolean has_row;

  if (select == NULL)
    return FALSE;
  for (;;)
    {
      g_autoptr (MokPin) pin = g_new0 (MokPin, 1);

      if (!mok_sqlite_step (self->file, select, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      pin->question = dup_text (select, 0);
      pin->by = dup_text (select, 1);
      pin->filter = dup_text (select, 2);
      pin->filter_code = dup_text (select, 3);
      pin->weighted = sqlite3_column_int (select, 4) != 0;
      pin->details = sqlite3_column_int (select, 5) != 0;
      pin->chart = dup_text (select, 6);
      if (pin->question == NULL || (pin->filter == NULL) != (pin->filter_code == NULL))
        {
          mok_sqlite_set_damaged (self->file, error);
          return FALSE;
        }
      g_ptr_array_add (figures->pins, g_steal_pointer (&pin));
    }
}

static gboolean
load_notes (MokSurvey *self, MokSurveyFigures *figures, GError **error)
{
  g_autoptr (sqlite3_stmt) select = mok_sqlite_prepare (self->file, "SELECT question, text FROM note", error);
  gboolean has_row;

  if (select == NULL)
    return FALSE;
  for (;;)
    {
      if (!mok_sqlite_step (self->file, select, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;

      g_autofree char *question = dup_text (select, 0);
      g_autofree char *text = dup_text (select, 1);

      if (question == NULL)
        {
          mok_sqlite_set_damaged (self->file, error);
          return FALSE;
        }
      mok_survey_figures_set_note (figures, question, text);
    }
}

/**
 * mok_survey_load_figures:
 *
 * Returns: (transfer full): what mok_survey_save_figures() kept, empty where nothing was; %NULL with @error
 *   (%MOK_STORE_ERROR) set
 */
MokSurveyFigures *
mok_survey_load_figures (MokSurvey *self, GError **error)
{
  g_return_val_if_fail (MOK_IS_SURVEY (self), NULL);

  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->lock);
  g_autoptr (MokSurveyFigures) figures = mok_survey_figures_new ();

  mok_survey_follow (self);
  return load_pins (self, figures, error) && load_notes (self, figures, error) ? g_steal_pointer (&figures) : NULL;
}

static void
bind_text (sqlite3_stmt *insert, int parameter, const char *text)
{
  if (text != NULL)
    sqlite3_bind_text (insert, parameter, text, -1, SQLITE_STATIC);
  else
    sqlite3_bind_null (insert, parameter);
}

static gboolean
save_pins (MokSqlite *to, GPtrArray *pins, GError **error)
{
  g_autoptr (sqlite3_stmt) insert = mok_sqlite_prepare (
      to,
      "INSERT INTO pin (i, question, breakdown, filter_variable, filter_code, weighted, details, chart)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
      error);

  for (guint i = 0; insert != NULL && i < pins->len; i++)
    {
      const MokPin *pin = g_ptr_array_index (pins, i);

      sqlite3_bind_int64 (insert, 1, i);
      bind_text (insert, 2, pin->question);
      bind_text (insert, 3, pin->by);
      bind_text (insert, 4, pin->filter);
      bind_text (insert, 5, pin->filter_code);
      sqlite3_bind_int (insert, 6, pin->weighted ? 1 : 0);
      sqlite3_bind_int (insert, 7, pin->details ? 1 : 0);
      bind_text (insert, 8, pin->chart);
      if (!mok_sqlite_run (to, insert, error))
        return FALSE;
    }
  return insert != NULL;
}

static gboolean
save_notes (MokSqlite *to, GHashTable *notes, GError **error)
{
  g_autoptr (sqlite3_stmt) insert = mok_sqlite_prepare (to, "INSERT INTO note (question, text) VALUES (?1, ?2)", error);
  GHashTableIter iter;
  gpointer question, text;

  if (insert == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, notes);
  while (g_hash_table_iter_next (&iter, &question, &text))
    {
      bind_text (insert, 1, question);
      bind_text (insert, 2, text);
      if (!mok_sqlite_run (to, insert, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
save (MokSqlite *to, const MokSurveyFigures *figures, GError **error)
{
  return save_pins (to, figures->pins, error) && save_notes (to, figures->notes, error);
}

/* All but what is about to change. */
static gboolean
fill_with_figures (MokSurvey *self, MokSqlite *to, gpointer data, GError **error)
{
  return mok_survey_copy_table (self, to, "SELECT synthetic, closed, responses FROM survey",
                                "INSERT INTO survey (synthetic, closed, responses) VALUES (?1, ?2, ?3)", error)
         && mok_survey_copy_table (self, to, "SELECT part, digest FROM release ORDER BY i",
                                   "INSERT INTO release (part, digest) VALUES (?1, ?2)", error)
         && mok_survey_copy_table (self, to, "SELECT bytes FROM review_wrap",
                                   "INSERT INTO review_wrap (bytes) VALUES (?1)", error)
         && mok_survey_copy_table (self, to, "SELECT sealed FROM review ORDER BY i",
                                   "INSERT INTO review (sealed) VALUES (?1)", error)
         && mok_survey_copy_table (self, to, "SELECT text FROM summary", "INSERT INTO summary (text) VALUES (?1)",
                                   error)
         && save (to, data, error);
}

/* Pins and notes go with the results wherever these go. */
gboolean
mok_survey_copy_figures (MokSurvey *self, MokSqlite *to, GError **error)
{
  return mok_survey_copy_table (
             self, to,
             "SELECT i, question, breakdown, filter_variable, filter_code, weighted, details, chart FROM pin ORDER BY "
             "i",
             "INSERT INTO pin (i, question, breakdown, filter_variable, filter_code, weighted, details, chart)"
             " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
             error)
         && mok_survey_copy_table (self, to, "SELECT question, text FROM note ORDER BY question",
                                   "INSERT INTO note (question, text) VALUES (?1, ?2)", error);
}

static gboolean
save_in_new_file (MokSurvey *self, const MokSurveyFigures *figures, GError **error)
{
  gboolean saved;

  if (!mok_survey_begin_exclusive (self, error))
    return FALSE;
  self->closing = TRUE;
  saved = mok_survey_begin_replacing (self, error)
          && mok_survey_replace (self, fill_with_figures, (gpointer) figures, NULL, error);
  mok_survey_abandon_closing (self);
  return saved;
}

/* The file of an open survey has all its rows: too many to copy for a note, and nothing in it has to go. */
static gboolean
save_in_place (MokSurvey *self, const MokSurveyFigures *figures, GError **error)
{
  if (!mok_survey_begin_writing (self, error))
    return FALSE;
  if (mok_sqlite_exec (self->file, "DELETE FROM pin; DELETE FROM note;", error) && save (self->file, figures, error)
      && mok_survey_commit (self, error))
    return TRUE;
  mok_survey_roll_back (self);
  return FALSE;
}

/**
 * mok_survey_save_figures:
 * @figures: what there is to be from now on
 *
 * Keeps pins and notes of a closed survey, in one durable step.
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR_NOT_CLOSED or another) set; then everything is as it was
 */
gboolean
mok_survey_save_figures (MokSurvey *self, const MokSurveyFigures *figures, GError **error)
{
  g_return_val_if_fail (MOK_IS_SURVEY (self) && figures != NULL, FALSE);

  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->lock);
  gboolean closed;

  if (!mok_survey_query_closed (self, &closed, error))
    return FALSE;
  if (!closed)
    {
      g_set_error_literal (error, MOK_STORE_ERROR, MOK_STORE_ERROR_NOT_CLOSED,
                           _ ("The survey is not closed yet. Results exist only after closing."));
      return FALSE;
    }
  return mok_manifest_get_disclosure (self->manifest) == MOK_DISCLOSURE_OPEN ? save_in_place (self, figures, error)
                                                                             : save_in_new_file (self, figures, error);
}
