/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One entry, or two, with what became of trying them in the line below: a wrong passphrase is told in place.
 * Must not try anything itself, nor keep what was typed.
 */

#include "config.h"

#include "organize/mok-unlock-group.h"

#include <glib/gi18n-lib.h>

#include "common/mok-private-entry.h"
#include "common/mok-words.h"

struct _MokUnlockGroup
{
  AdwBin parent_instance;

  GtkEditable *first;
  GtkEditable *second;
  GtkSpinner *spinner;
  GtkLabel *message;
  GtkWidget *recover_button;

  gboolean trustees;
  gboolean trying;
};

enum
{
  CHANGED,
  RECOVER,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MokUnlockGroup, mok_unlock_group, ADW_TYPE_BIN)

static void
forget_complaint (MokUnlockGroup *self)
{
  gtk_label_set_label (self->message, "");
  gtk_widget_remove_css_class (GTK_WIDGET (self->message), "error");
  gtk_widget_remove_css_class (GTK_WIDGET (self->first), "error");
  gtk_widget_set_visible (self->recover_button, FALSE);
}

static void
changed_cb (MokUnlockGroup *self)
{
  g_assert (MOK_IS_UNLOCK_GROUP (self));

  forget_complaint (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
recover_clicked_cb (MokUnlockGroup *self)
{
  g_assert (MOK_IS_UNLOCK_GROUP (self));

  g_signal_emit (self, signals[RECOVER], 0);
}

static void
mok_unlock_group_class_init (MokUnlockGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  /**
   * MokUnlockGroup::changed:
   *
   * What was typed is another text, or trying began or ended.
   */
  signals[CHANGED] =
      g_signal_new ("changed", MOK_TYPE_UNLOCK_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * MokUnlockGroup::recover:
   *
   * The passphrase is lost: somebody wants to use the recovery sheet.
   */
  signals[RECOVER] =
      g_signal_new ("recover", MOK_TYPE_UNLOCK_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/moksori/Moksori/ui/mok-unlock-group.ui");
  gtk_widget_class_bind_template_child (widget_class, MokUnlockGroup, first);
  gtk_widget_class_bind_template_child (widget_class, MokUnlockGroup, second);
  gtk_widget_class_bind_template_child (widget_class, MokUnlockGroup, spinner);
  gtk_widget_class_bind_template_child (widget_class, MokUnlockGroup, message);
  gtk_widget_class_bind_template_child (widget_class, MokUnlockGroup, recover_button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, recover_clicked_cb);
}

static void
mok_unlock_group_init (MokUnlockGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  GtkLabel *label = GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->recover_button)));

  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_justify (label, GTK_JUSTIFY_CENTER);
  mok_private_entry_set_up (GTK_WIDGET (self->first), GTK_INPUT_PURPOSE_PASSWORD);
  mok_private_entry_set_up (GTK_WIDGET (self->second), GTK_INPUT_PURPOSE_PASSWORD);
  mok_words_keep_below (GTK_WIDGET (self));
}

/**
 * mok_unlock_group_set_trustees:
 * @trustees: whether two people have to type their passphrases
 */
void
mok_unlock_group_set_trustees (MokUnlockGroup *self, gboolean trustees)
{
  g_return_if_fail (MOK_IS_UNLOCK_GROUP (self));

  self->trustees = trustees;
  gtk_widget_set_visible (GTK_WIDGET (self->second), trustees);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->first),
                                 trustees ? _ ("Passphrase of one trustee") : _ ("Passphrase"));
}

/**
 * mok_unlock_group_is_filled:
 *
 * Returns: whether there is something to try, and nothing is being tried
 */
gboolean
mok_unlock_group_is_filled (MokUnlockGroup *self)
{
  g_return_val_if_fail (MOK_IS_UNLOCK_GROUP (self), FALSE);

  return !self->trying && *gtk_editable_get_text (self->first) != '\0'
         && (!self->trustees || *gtk_editable_get_text (self->second) != '\0');
}

/**
 * mok_unlock_group_get_passphrases:
 * @passphrases: (out caller-allocates) (array fixed-size=2): what was typed, in the memory of the entries
 *
 * Returns: how many of them count
 */
guint
mok_unlock_group_get_passphrases (MokUnlockGroup *self, const char *passphrases[2])
{
  g_return_val_if_fail (MOK_IS_UNLOCK_GROUP (self), 0);

  passphrases[0] = gtk_editable_get_text (self->first);
  passphrases[1] = gtk_editable_get_text (self->second);
  return self->trustees ? 2 : 1;
}

/**
 * mok_unlock_group_set_trying:
 * @trying: whether what was typed is being tried
 */
void
mok_unlock_group_set_trying (MokUnlockGroup *self, gboolean trying)
{
  g_return_if_fail (MOK_IS_UNLOCK_GROUP (self));

  forget_complaint (self);
  self->trying = trying;
  /* Not insensitive: the keyboard stays where it is. */
  gtk_editable_set_editable (self->first, !trying);
  gtk_editable_set_editable (self->second, !trying);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), trying);
  gtk_spinner_set_spinning (self->spinner, trying);
  if (trying)
    gtk_label_set_label (self->message, _ ("Trying the passphrase…"));
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * mok_unlock_group_complain:
 * @message: what is wrong, as a sentence
 *
 * Tells it in place and moves the keyboard to what has to be typed again.
 */
void
mok_unlock_group_complain (MokUnlockGroup *self, const char *message)
{
  g_return_if_fail (MOK_IS_UNLOCK_GROUP (self));
  g_return_if_fail (message != NULL);

  gtk_widget_add_css_class (GTK_WIDGET (self->message), "error");
  gtk_widget_add_css_class (GTK_WIDGET (self->first), "error");
  gtk_label_set_label (self->message, message);
  gtk_widget_grab_focus (GTK_WIDGET (self->first));
  gtk_editable_select_region (self->first, 0, -1);
}

/**
 * mok_unlock_group_offer_recovery:
 *
 * After a wrong passphrase: a way to the recovery sheet. Trustees have none.
 */
void
mok_unlock_group_offer_recovery (MokUnlockGroup *self)
{
  g_return_if_fail (MOK_IS_UNLOCK_GROUP (self));

  gtk_widget_set_visible (self->recover_button, !self->trustees);
}

/**
 * mok_unlock_group_clear:
 *
 * Forgets what was typed.
 */
void
mok_unlock_group_clear (MokUnlockGroup *self)
{
  g_return_if_fail (MOK_IS_UNLOCK_GROUP (self));

  gtk_editable_set_text (self->first, "");
  gtk_editable_set_text (self->second, "");
}
