/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Tells before anyone answers what the questions would tell about people. Is not there while it has nothing to say.
 * Must not keep anybody from creating a survey: it is for the organizer to weigh.
 */

#include "config.h"

#include "organize/mok-singling-group.h"

#include <glib/gi18n-lib.h>

#include "organize/mok-note-row.h"

struct _MokSinglingGroup
{
  AdwPreferencesGroup parent_instance;

  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (MokSinglingGroup, mok_singling_group, ADW_TYPE_PREFERENCES_GROUP)

static void
mok_singling_group_class_init (MokSinglingGroupClass *klass)
{
}

static void
mok_singling_group_init (MokSinglingGroup *self)
{
  const char *title = _ ("Who could be recognized");

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), title);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->list));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static gboolean
warns (GPtrArray *notes)
{
  for (guint i = 0; i < notes->len; i++)
    if (((const MokNote *) g_ptr_array_index (notes, i))->kind == MOK_NOTE_WARNING)
      return TRUE;
  return FALSE;
}

/**
 * mok_singling_group_show:
 * @questionnaire: (nullable): what is asked; %NULL for nothing yet
 * @headcount: how many are invited; 0 = not known
 * @reader: who could come to see what one person answered
 */
void
mok_singling_group_show (MokSinglingGroup *self,
                         MokQuestionnaire *questionnaire,
                         guint headcount,
                         MokSinglingReader reader)
{
  g_return_if_fail (MOK_IS_SINGLING_GROUP (self));

  g_autoptr (MokSingling) singling = questionnaire != NULL ? mok_singling_new (questionnaire, headcount) : NULL;
  g_autoptr (GPtrArray) notes = singling != NULL ? mok_singling_list_notes (singling, reader) : mok_notes_new ();

  mok_note_rows_fill (self->list, notes, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), warns (notes) || (headcount > 0 && notes->len > 0));
}
