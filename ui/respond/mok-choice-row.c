/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One choice in a list: mark, label, key. The row itself is the radio button or check box for a screen reader; the
 * mark inside is only its picture.
 * Must not change an answer: the list it is in does that when the row is activated.
 */

#include "config.h"

#include "respond/mok-choice-row.h"

#include <glib/gi18n-lib.h>

#include "common/mok-keycap.h"
#include "common/mok-words.h"

struct _MokChoiceRow
{
  GtkListBoxRow parent_instance;

  guint choice;
  int key; /* -1 = none */
  GtkLabel *label;
  GtkCheckButton *mark; /* (nullable): of a ranked choice there is none */
  GtkLabel *badge;      /* (nullable): the place of a ranked choice */
  GtkWidget *keycap;
  gboolean active;
};

G_DEFINE_FINAL_TYPE (MokChoiceRow, mok_choice_row, GTK_TYPE_LIST_BOX_ROW)

static void
mok_choice_row_class_init (MokChoiceRowClass *klass)
{
}

static void
mok_choice_row_init (MokChoiceRow *self)
{
  self->key = -1;
}

static GtkWidget *
make_mark (MokChoiceRow *self, GtkAccessibleRole role)
{
  GtkWidget *mark = g_object_new (GTK_TYPE_CHECK_BUTTON, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  "can-target", FALSE, "can-focus", FALSE, "valign", GTK_ALIGN_CENTER, NULL);

  self->mark = GTK_CHECK_BUTTON (mark);
  if (role == GTK_ACCESSIBLE_ROLE_RADIO)
    {
      /* A check button is drawn as a radio button only in a group; the other one is never shown. */
      g_autoptr (GtkCheckButton) other = g_object_ref_sink (GTK_CHECK_BUTTON (gtk_check_button_new ()));

      gtk_check_button_set_group (self->mark, other);
      g_object_set_data_full (G_OBJECT (self), "mok-group", g_steal_pointer (&other), g_object_unref);
    }
  return mark;
}

/**
 * mok_choice_row_new:
 * @role: %GTK_ACCESSIBLE_ROLE_RADIO, %GTK_ACCESSIBLE_ROLE_CHECKBOX, or %GTK_ACCESSIBLE_ROLE_BUTTON for a place in a
 *   ranking
 * @choice: index of the choice
 * @label: its text
 * @quiet: whether it stands back, as "not sure" does
 *
 * Returns: (transfer floating): a row
 */
MokChoiceRow *
mok_choice_row_new (GtkAccessibleRole role, guint choice, const char *label, gboolean quiet)
{
  MokChoiceRow *self = g_object_new (MOK_TYPE_CHOICE_ROW, "accessible-role", role, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->choice = choice;
  if (role == GTK_ACCESSIBLE_ROLE_BUTTON)
    {
      self->badge = GTK_LABEL (gtk_label_new (NULL));
      gtk_widget_add_css_class (GTK_WIDGET (self->badge), "mok-badge");
      gtk_widget_set_valign (GTK_WIDGET (self->badge), GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->badge));
    }
  else
    gtk_box_append (GTK_BOX (box), make_mark (self, role));

  self->label = GTK_LABEL (gtk_label_new (label));
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_wrap_mode (self->label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (self->label, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->label), TRUE);
  mok_words_keep (self->label);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));

  self->keycap = mok_keycap_new ("");
  gtk_widget_set_visible (self->keycap, FALSE);
  gtk_box_append (GTK_BOX (box), self->keycap);

  if (quiet)
    gtk_widget_add_css_class (GTK_WIDGET (self), "mok-quiet");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  mok_choice_row_set_active (self, FALSE);
  mok_choice_row_set_badge (self, 0);
  return self;
}

/**
 * mok_choice_row_get_choice:
 *
 * Returns: the index of the choice in its list
 */
guint
mok_choice_row_get_choice (MokChoiceRow *self)
{
  g_return_val_if_fail (MOK_IS_CHOICE_ROW (self), 0);

  return self->choice;
}

/**
 * mok_choice_row_set_key:
 * @digit: the digit that chooses it, or -1
 */
void
mok_choice_row_set_key (MokChoiceRow *self, int digit)
{
  g_return_if_fail (MOK_IS_CHOICE_ROW (self));

  self->key = digit;
  gtk_widget_set_visible (self->keycap, digit >= 0);
  if (digit >= 0)
    {
      const char key[] = { (char) ('0' + digit), '\0' };

      gtk_label_set_text (GTK_LABEL (self->keycap), key);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS, key, -1);
    }
}

/**
 * mok_choice_row_get_key:
 *
 * Returns: the digit that chooses it, or -1
 */
int
mok_choice_row_get_key (MokChoiceRow *self)
{
  g_return_val_if_fail (MOK_IS_CHOICE_ROW (self), -1);

  return self->key;
}

/**
 * mok_choice_row_set_active:
 * @active: whether the choice is chosen
 */
void
mok_choice_row_set_active (MokChoiceRow *self, gboolean active)
{
  g_return_if_fail (MOK_IS_CHOICE_ROW (self));

  self->active = active;
  if (self->mark != NULL)
    {
      gtk_check_button_set_active (self->mark, active);
      gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_CHECKED,
                                   active ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
    }
}

/**
 * mok_choice_row_get_active:
 *
 * Returns: whether the choice is shown as chosen
 */
gboolean
mok_choice_row_get_active (MokChoiceRow *self)
{
  g_return_val_if_fail (MOK_IS_CHOICE_ROW (self), FALSE);

  return self->active;
}

/**
 * mok_choice_row_set_badge:
 * @number: the place in the ranking, from 1; 0 = none
 */
void
mok_choice_row_set_badge (MokChoiceRow *self, guint number)
{
  g_autofree char *text = NULL;
  g_autofree char *description = NULL;

  g_return_if_fail (MOK_IS_CHOICE_ROW (self));

  if (self->badge == NULL)
    return;
  self->active = number > 0;
  text = number > 0 ? g_strdup_printf ("%u", number) : g_strdup ("");
  description = number > 0 ? g_strdup_printf (_ ("Place %u"), number) : g_strdup (_ ("No place yet"));
  gtk_label_set_text (self->badge, text);
  if (number > 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->badge), "mok-placed");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->badge), "mok-placed");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
}

/**
 * mok_choice_row_set_narrow:
 * @narrow: whether to leave out the key
 */
void
mok_choice_row_set_narrow (MokChoiceRow *self, gboolean narrow)
{
  g_return_if_fail (MOK_IS_CHOICE_ROW (self));

  gtk_widget_set_visible (self->keycap, !narrow && self->key >= 0);
}
