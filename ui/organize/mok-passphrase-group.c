/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Two entries that must agree and a level with its sentence.
 * Must not decide what the passphrase is for; refuses only what is too short or mistyped.
 */

#include "config.h"

#include "organize/mok-passphrase-group.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "common/mok-private-entry.h"
#include "organize/mok-passphrase-strength.h"

struct _MokPassphraseGroup
{
  AdwPreferencesGroup parent_instance;

  GtkEditable *first;
  GtkEditable *second;
  GtkLevelBar *level;
  GtkLabel *hint;
};

G_DEFINE_FINAL_TYPE (MokPassphraseGroup, mok_passphrase_group, ADW_TYPE_PREFERENCES_GROUP)

static gboolean
entries_differ (MokPassphraseGroup *self)
{
  return strcmp (gtk_editable_get_text (self->first), gtk_editable_get_text (self->second)) != 0;
}

static void
changed_cb (MokPassphraseGroup *self)
{
  g_assert (MOK_IS_PASSPHRASE_GROUP (self));

  MokPassphraseStrength strength = mok_passphrase_rate (gtk_editable_get_text (self->first));
  const char *hint = mok_passphrase_strength_get_hint (strength);
  gboolean mistyped = *gtk_editable_get_text (self->second) != '\0' && entries_differ (self);

  gtk_level_bar_set_value (self->level, strength > MOK_PASSPHRASE_SHORT ? strength - MOK_PASSPHRASE_SHORT : 0);
  gtk_label_set_label (self->hint, mistyped ? _ ("The two are not the same yet.") : hint);
}

static void
mok_passphrase_group_class_init (MokPassphraseGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/moksori/Moksori/ui/mok-passphrase-group.ui");
  gtk_widget_class_bind_template_child (widget_class, MokPassphraseGroup, first);
  gtk_widget_class_bind_template_child (widget_class, MokPassphraseGroup, second);
  gtk_widget_class_bind_template_child (widget_class, MokPassphraseGroup, level);
  gtk_widget_class_bind_template_child (widget_class, MokPassphraseGroup, hint);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
mok_passphrase_group_init (MokPassphraseGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mok_private_entry_set_up (GTK_WIDGET (self->first), GTK_INPUT_PURPOSE_PASSWORD);
  mok_private_entry_set_up (GTK_WIDGET (self->second), GTK_INPUT_PURPOSE_PASSWORD);
  changed_cb (self);
}

/**
 * mok_passphrase_group_new:
 *
 * Returns: (transfer floating): an empty group
 */
GtkWidget *
mok_passphrase_group_new (void)
{
  return g_object_new (MOK_TYPE_PASSPHRASE_GROUP, NULL);
}

/**
 * mok_passphrase_group_get_passphrase:
 *
 * Returns: (transfer none): what was typed, in the memory of the entry, which wipes it
 */
const char *
mok_passphrase_group_get_passphrase (MokPassphraseGroup *self)
{
  g_return_val_if_fail (MOK_IS_PASSPHRASE_GROUP (self), NULL);

  return gtk_editable_get_text (self->first);
}

/**
 * mok_passphrase_group_get_problem:
 *
 * Returns: (nullable): why the passphrase cannot be taken, as a sentence
 */
const char *
mok_passphrase_group_get_problem (MokPassphraseGroup *self)
{
  g_return_val_if_fail (MOK_IS_PASSPHRASE_GROUP (self), NULL);

  if (mok_passphrase_rate (gtk_editable_get_text (self->first)) <= MOK_PASSPHRASE_SHORT)
    return _ ("The passphrase needs at least 8 characters.");
  if (entries_differ (self))
    return _ ("The passphrase and its repetition are not the same.");

  return NULL;
}

/**
 * mok_passphrase_group_focus_problem:
 *
 * Moves the keyboard to the entry that mok_passphrase_group_get_problem() speaks of.
 */
void
mok_passphrase_group_focus_problem (MokPassphraseGroup *self)
{
  g_return_if_fail (MOK_IS_PASSPHRASE_GROUP (self));

  gboolean first = mok_passphrase_rate (gtk_editable_get_text (self->first)) <= MOK_PASSPHRASE_SHORT;
  gtk_widget_grab_focus (GTK_WIDGET (first ? self->first : self->second));
}

/**
 * mok_passphrase_group_clear:
 *
 * Forgets what was typed.
 */
void
mok_passphrase_group_clear (MokPassphraseGroup *self)
{
  g_return_if_fail (MOK_IS_PASSPHRASE_GROUP (self));

  gtk_editable_set_text (self->first, "");
  gtk_editable_set_text (self->second, "");
}
