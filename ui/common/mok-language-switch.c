/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The languages to choose from, as linked buttons.
 * Must not rebuild pages: whoever shows it does that when the signal comes.
 */

#include "config.h"

#include "common/mok-language-switch.h"

#include <glib/gi18n-lib.h>

#include "base/mok-language.h"

/**
 * MokLanguageSwitch:
 *
 * Emits `chosen` with the code of the language that the user has pressed, after the program's own language has been
 * changed (to Korean or English; other languages leave it as it is). The page has to be built anew then.
 */
struct _MokLanguageSwitch
{
  AdwBin parent_instance;

  GtkBox *box;
  gboolean quiet; /* set while the buttons are changed by us */
  char *chosen;   /* (owned) (nullable): pressed, and not told yet */
  guint tell;     /* source of the pending signal */
};

static guint chosen_signal;

G_DEFINE_FINAL_TYPE (MokLanguageSwitch, mok_language_switch, ADW_TYPE_BIN)

#define CODE "mok-language-code"

static gboolean
tell_cb (gpointer data)
{
  MokLanguageSwitch *self = data;
  g_autofree char *code = g_steal_pointer (&self->chosen);

  self->tell = 0;
  if (g_str_equal (code, "ko") || g_str_equal (code, "en"))
    mok_language_set (code);
  g_signal_emit (self, chosen_signal, 0, code);
  return G_SOURCE_REMOVE;
}

static void
toggled_cb (GtkToggleButton *button, MokLanguageSwitch *self)
{
  g_assert (MOK_IS_LANGUAGE_SWITCH (self));

  if (self->quiet || !gtk_toggle_button_get_active (button))
    return;
  /* Later, because the page with this button on it is going to be replaced. */
  g_free (self->chosen);
  self->chosen = g_strdup (g_object_get_data (G_OBJECT (button), CODE));
  if (self->tell == 0)
    self->tell = g_idle_add_full (G_PRIORITY_HIGH_IDLE, tell_cb, self, NULL);
}

static void
mok_language_switch_dispose (GObject *object)
{
  MokLanguageSwitch *self = MOK_LANGUAGE_SWITCH (object);

  g_clear_handle_id (&self->tell, g_source_remove);
  g_clear_pointer (&self->chosen, g_free);
  G_OBJECT_CLASS (mok_language_switch_parent_class)->dispose (object);
}

static void
mok_language_switch_class_init (MokLanguageSwitchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mok_language_switch_dispose;

  chosen_signal = g_signal_new ("chosen", MOK_TYPE_LANGUAGE_SWITCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, G_TYPE_STRING);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
mok_language_switch_init (MokLanguageSwitch *self)
{
  static const char *const codes[] = { "ko", "en" };
  static const char *const names[] = { "한국어", "English" };

  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "linked");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Language"), -1);

  mok_language_switch_set_languages (self, codes, names, G_N_ELEMENTS (codes));
  mok_language_switch_set_active (self, mok_language_get ());
}

/**
 * mok_language_switch_new:
 *
 * Returns: (transfer floating): a switch between Korean and English, at the language in use
 */
GtkWidget *
mok_language_switch_new (void)
{
  return g_object_new (MOK_TYPE_LANGUAGE_SWITCH, NULL);
}

/**
 * mok_language_switch_set_languages:
 * @codes: (array length=n_languages): such as `ko`
 * @names: (array length=n_languages): such as `한국어`, each in its own language
 *
 * Offers other languages, for instance those of a questionnaire. With one language there is nothing to choose, and
 * the switch is not visible.
 */
void
mok_language_switch_set_languages (MokLanguageSwitch *self,
                                   const char *const *codes,
                                   const char *const *names,
                                   guint n_languages)
{
  GtkWidget *child;
  GtkToggleButton *first = NULL;

  g_return_if_fail (MOK_IS_LANGUAGE_SWITCH (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);

  for (guint i = 0; i < n_languages; i++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (names[i]);

      g_object_set_data_full (G_OBJECT (button), CODE, g_strdup (codes[i]), g_free);
      if (first == NULL)
        first = GTK_TOGGLE_BUTTON (button);
      else
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), first);
      g_signal_connect (button, "toggled", G_CALLBACK (toggled_cb), self);
      gtk_box_append (self->box, button);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->box), n_languages > 1);
}

/**
 * mok_language_switch_set_active:
 * @code: the language to show as chosen; nothing is emitted
 */
void
mok_language_switch_set_active (MokLanguageSwitch *self, const char *code)
{
  g_return_if_fail (MOK_IS_LANGUAGE_SWITCH (self));

  self->quiet = TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->box)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (g_strcmp0 (g_object_get_data (G_OBJECT (child), CODE), code) == 0)
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (child), TRUE);
  self->quiet = FALSE;
}
