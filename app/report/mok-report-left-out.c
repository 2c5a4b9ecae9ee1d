/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a report does not show, and why: in its section, and all of it at the end. Must not name a group or its size.
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "report/mok-report-private.h"

/**
 * mok_report_leave_out:
 * @reason: why
 * @title: what is left out
 *
 * Keeps a title by its reason, in the order in which they come up.
 */
void
mok_report_leave_out (MokReportDraft *self, const char *reason, const char *title)
{
  GHashTable *titles = g_hash_table_lookup (self->left_out, reason);

  if (titles == NULL)
    {
      char *key = g_strdup (reason);

      titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_hash_table_insert (self->left_out, key, titles);
      g_ptr_array_add (self->reasons, key);
    }
  if (!g_hash_table_contains (titles, title))
    g_hash_table_insert (titles, g_strdup (title), GUINT_TO_POINTER (g_hash_table_size (titles) + 1));
}

/**
 * mok_report_hold_back:
 * @table: a figure of this section
 * @title: its title
 *
 * A page of empty charts helps nobody: a figure without a single group to show is named instead, by
 * mok_report_add_held_back() at the end of the section.
 *
 * Returns: whether @table is such a figure
 */
gboolean
mok_report_hold_back (MokReportDraft *self, const MokTable *table, const char *title)
{
  for (guint i = 0; i < table->rows->len; i++)
    {
      if (mok_table_get_row (table, i)->shown)
        return FALSE;
    }
  g_ptr_array_add (self->too_few, g_strdup (title));
  return TRUE;
}

/**
 * mok_report_add_held_back:
 *
 * Names what mok_report_hold_back() kept out of this section.
 */
void
mok_report_add_held_back (MokReportDraft *self)
{
  g_autoptr (GString) titles = g_string_new (NULL);

  if (self->too_few->len == 0)
    return;
  for (guint i = 0; i < self->too_few->len; i++)
    g_string_append_printf (titles, "%s%s", i > 0 ? " · " : "", (const char *) g_ptr_array_index (self->too_few, i));
  mok_report_add_note (self->report, _ ("Too few answers to show"), titles->str, FALSE);
  g_ptr_array_set_size (self->too_few, 0);
}

/* Whatever sections are wanted: what is left out of the results is not in a section that was not wanted. */
static void
collect_refusals (MokReportDraft *self)
{
  g_autoptr (GPtrArray) questions = mok_cube_get_questions (self->input->cube);

  for (guint i = 0; i < questions->len; i++)
    {
      const MokQuestion *question = g_ptr_array_index (questions, i);
      const char *name = mok_question_get_title (question, self->language);
      g_autofree char *whole = mok_cube_dup_refusal (self->input->cube, question->name, NULL, NULL);
      g_autofree char *by_size =
          self->by != NULL ? mok_cube_dup_refusal (self->input->cube, question->name, self->by, NULL) : NULL;
      g_autofree char *by_title = g_strdup_printf (_ ("%s by workplace size"), name);

      if (whole != NULL)
        mok_report_leave_out (self, whole, name);
      else if (by_size != NULL)
        mok_report_leave_out (self, by_size, by_title);
    }
}

static int
compare_places (gconstpointer a, gconstpointer b, gpointer titles)
{
  return (int) GPOINTER_TO_UINT (g_hash_table_lookup (titles, *(char *const *) a))
         - (int) GPOINTER_TO_UINT (g_hash_table_lookup (titles, *(char *const *) b));
}

static char *
join_titles (GHashTable *titles)
{
  guint n;
  g_autofree char **names = (char **) g_hash_table_get_keys_as_array (titles, &n);

  g_qsort_with_data (names, (gint) n, sizeof (char *), compare_places, titles);
  return g_strjoinv (", ", names);
}

/* Groups of the sizes that have too few answers stand in their tables as such. */
void
mok_report_add_left_out (MokReportDraft *self)
{
  const guint64 n_unreadable = mok_cube_get_n_unreadable (self->input->cube);

  if (!mok_report_begin_section (self, "left-out", FALSE))
    return;
  collect_refusals (self);
  mok_report_leave_out_pinned (self);
  if (n_unreadable > 0)
    mok_report_take (
        self->report, MOK_REPORT_BLOCK_BULLET,
        g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u response was damaged and is left out.",
                                      "%u responses were damaged and are left out.", (gulong) n_unreadable),
                         (guint) n_unreadable));
  for (guint i = 0; i < self->reasons->len; i++)
    {
      const char *reason = g_ptr_array_index (self->reasons, i);
      g_autofree char *titles = join_titles (g_hash_table_lookup (self->left_out, reason));

      mok_report_add_note (self->report, reason, titles, FALSE);
    }
  if (self->reasons->len == 0 && n_unreadable == 0)
    mok_report_add (self->report, MOK_REPORT_BLOCK_PARAGRAPH, _ ("Nothing of what was asked is left out here."));
  mok_report_add (self->report, MOK_REPORT_BLOCK_PARAGRAPH,
                  _ ("A group with too few answers stands as “too few” in its table. Answers in people’s own words are "
                     "in no table."));
}
