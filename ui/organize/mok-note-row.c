/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Rows for what an organizer is told: an icon for its kind, title and sentences; or a box to tick, for what is to be
 * done by hand.
 * Must not keep what was ticked: nothing of it is stored.
 */

#include "config.h"

#include "organize/mok-note-row.h"

#include <glib/gi18n-lib.h>

#include "common/mok-words.h"

static GtkWidget *
new_row (const MokNote *note, const char *state)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = mok_words_to_markup (note->title);
  g_autofree char *subtitle = mok_words_to_markup (note->text);
  g_autofree char *description = state != NULL ? g_strdup_printf ("%s. %s", state, note->text) : g_strdup (note->text);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, note->title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
  return row;
}

/**
 * mok_note_row_new:
 * @note: what to tell
 *
 * Returns: (transfer floating): an AdwActionRow with an icon for the kind of the note
 */
GtkWidget *
mok_note_row_new (const MokNote *note)
{
  g_return_val_if_fail (note != NULL, NULL);

  static const struct
  {
    const char *icon;
    const char *style;
    const char *state;
  } kinds[] = {
    [MOK_NOTE_PLAIN] = { "help-about-symbolic", "dim-label", NULL },
    [MOK_NOTE_GOOD] = { "object-select-symbolic", "success", N_ ("Checked") },
    [MOK_NOTE_WARNING] = { "dialog-warning-symbolic", "warning", N_ ("To be considered") },
  };
  const char *state = kinds[note->kind].state != NULL ? _ (kinds[note->kind].state) : NULL;
  GtkWidget *row = new_row (note, state);
  GtkWidget *image = g_object_new (GTK_TYPE_IMAGE, "icon-name", kinds[note->kind].icon, "accessible-role",
                                   state != NULL ? GTK_ACCESSIBLE_ROLE_IMG : GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (image, kinds[note->kind].style);
  if (state != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_PROPERTY_LABEL, state, -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), image);
  return row;
}

/**
 * mok_note_row_new_to_do:
 * @note: what has to be done by hand
 *
 * Returns: (transfer floating): an AdwActionRow with a box to tick
 */
GtkWidget *
mok_note_row_new_to_do (const MokNote *note)
{
  g_return_val_if_fail (note != NULL, NULL);

  GtkWidget *row = new_row (note, NULL);
  GtkWidget *check = g_object_new (GTK_TYPE_CHECK_BUTTON, "valign", GTK_ALIGN_CENTER, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, note->title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, note->text, -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  return row;
}

/**
 * mok_note_rows_fill:
 * @list: to be emptied and filled
 * @notes: (element-type MokNote): what to tell
 * @to_do: whether what warns is to be done by hand and ticked
 */
void
mok_note_rows_fill (GtkListBox *list, GPtrArray *notes, gboolean to_do)
{
  g_return_if_fail (GTK_IS_LIST_BOX (list));
  g_return_if_fail (notes != NULL);

  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, row);
  for (guint i = 0; i < notes->len; i++)
    {
      const MokNote *note = g_ptr_array_index (notes, i);

      gtk_list_box_append (list, to_do && note->kind == MOK_NOTE_WARNING ? mok_note_row_new_to_do (note)
                                                                         : mok_note_row_new (note));
    }
}
