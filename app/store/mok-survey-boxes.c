/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a survey knows of its boxes: which came back, and whether those from small workplaces may be counted. Must not
 * say of any box how many responses it brought.
 */

#include "config.h"

#include "store/mok-survey-private.h"

#include <glib/gi18n-lib.h>

#define MINIMUM_SMALL_BOXES 3
#define MINIMUM_SMALL_RESPONSES 10

void
mok_survey_box_free (MokSurveyBox *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->label);
  g_free (self);
}

/**
 * mok_survey_list_boxes:
 *
 * All boxes that hold or held answers, also after closing: those made here, and those merged from a copy of the survey
 * that made them. Where they are, and that they must be destroyed, only people know.
 *
 * Returns: (transfer full) (element-type MokSurveyBox): sorted by label; %NULL with @error (%MOK_STORE_ERROR) set
 */
GPtrArray *
mok_survey_list_boxes (MokSurvey *self, GError **error)
{
  g_return_val_if_fail (MOK_IS_SURVEY (self), NULL);

  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->lock);
  g_autoptr (GPtrArray) boxes = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_survey_box_free);
  g_autoptr (sqlite3_stmt) select = NULL;
  gboolean has_row;

  mok_survey_follow (self);
  select = mok_sqlite_prepare (self->file,
                               "SELECT label, id IN (SELECT box FROM merge_log), id FROM box_made"
                               " UNION ALL SELECT label, 1, box FROM merge_log"
                               " WHERE box NOT IN (SELECT id FROM box_made) ORDER BY 1, 3",
                               error);
  if (select == NULL)
    return NULL;
  for (;;)
    {
      const char *label;
      MokSurveyBox *box;

      if (!mok_sqlite_step (self->file, select, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&boxes);
      label = (const char *) sqlite3_column_text (select, 0);
      box = g_new0 (MokSurveyBox, 1);
      box->label = g_utf8_make_valid (label != NULL ? label : "", -1);
      box->returned = sqlite3_column_int (select, 1) != 0;
      g_ptr_array_add (boxes, box);
    }
}

/* What the survey noted when it made a box counts more than what the box, which was in other hands, says of itself. */
gboolean
mok_survey_query_small_sites (MokSurvey *self, gboolean *hidden, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT count(*) = 0"
                       " OR (count(*) >= %u AND sum(responses) >= %u AND 2 * max(responses) <= sum(responses))"
                       " FROM merge_log"
                       " WHERE coalesce((SELECT site FROM box_made WHERE id = box), site) = %u AND responses > 0",
                       MINIMUM_SMALL_BOXES, MINIMUM_SMALL_RESPONSES, (guint) MOK_SITE_SMALL);
  gint64 good;

  if (!mok_sqlite_query_int (self->file, sql, &good, error))
    return FALSE;
  *hidden = good != 0;
  return TRUE;
}

/**
 * mok_survey_check_small_sites:
 *
 * Whether the boxes of small workplaces hide each other: there are none, or at least three that brought responses, ten
 * together, and none of them more than half.
 *
 * Returns: %FALSE with @error set: %MOK_STORE_ERROR_SMALL_SITES, in words that name no box and no number of responses,
 *   or another %MOK_STORE_ERROR
 */
gboolean
mok_survey_check_small_sites (MokSurvey *self, GError **error)
{
  g_return_val_if_fail (MOK_IS_SURVEY (self), FALSE);

  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&self->lock);
  gboolean hidden;

  mok_survey_follow (self);
  if (!mok_survey_query_small_sites (self, &hidden, error))
    return FALSE;
  if (hidden)
    return TRUE;
  g_set_error_literal (error, MOK_STORE_ERROR, MOK_STORE_ERROR_SMALL_SITES,
                       _ ("Boxes from small workplaces can only be counted when there are at least three of them, with "
                          "at least ten responses together, and none of them holds more than half of these. Wait for "
                          "more boxes, or take these back out. The survey stays open."));
  return FALSE;
}
