/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* "Breakdown Occupation": one choice of a list of radios, some of them in groups that unfold, some of them locked with
 * the reason. What is locked stays in the list.
 * Must not know what the choices mean: they are ids.
 */

#include "config.h"

#include "results/mok-option-button.h"

#include <glib/gi18n-lib.h>

#include "common/mok-words.h"

struct _MokOptionButton
{
  AdwBin parent_instance;

  GtkMenuButton *button;
  GtkLabel *caption;
  GtkLabel *value;
  GtkPopover *popover;
  GtkListBox *list;

  AdwExpanderRow *group; /* (nullable): what rows are added to, instead of the list */
  GtkCheckButton *radio; /* (nullable): the first of the radios, which leads their group */
  GPtrArray *rows;       /* (owned) (element-type GtkWidget): those that can be chosen; the list owns them */
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MokOptionButton, mok_option_button, ADW_TYPE_BIN)

static GtkWidget *
get_radio (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "radio");
}

static const char *
get_id (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "id");
}

static void
row_activated_cb (GtkWidget *row, MokOptionButton *self)
{
  g_assert (MOK_IS_OPTION_BUTTON (self));

  g_autofree char *id = g_strdup (get_id (row));

  gtk_popover_popdown (self->popover);
  g_signal_emit (self, signals[CHOSEN], 0, id);
}

/* The keyboard begins at what is chosen. */
static void
popover_shown_cb (MokOptionButton *self)
{
  g_assert (MOK_IS_OPTION_BUTTON (self));

  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      if (gtk_check_button_get_active (GTK_CHECK_BUTTON (get_radio (row))) && gtk_widget_grab_focus (row))
        return;
    }
}

/* Only windows have the space bar activate what has the keyboard, not popovers. */
static gboolean
space_pressed_cb (GtkWidget *popover, GVariant *arguments, gpointer data)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (popover));

  return focus != NULL && gtk_widget_is_ancestor (focus, popover) && gtk_widget_activate (focus);
}

static void
add_row (MokOptionButton *self, GtkWidget *row)
{
  if (self->group != NULL)
    adw_expander_row_add_row (self->group, row);
  else
    gtk_list_box_append (self->list, row);
}

static void
set_texts (GtkWidget *row, const char *label, const char *note)
{
  g_autofree char *title = mok_words_to_markup (label);
  g_autofree char *subtitle = note != NULL ? mok_words_to_markup (note) : NULL;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (ADW_IS_ACTION_ROW (row))
    {
      adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
      adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
    }
  else
    {
      adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  if (note != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, note, -1);
}

static void
mok_option_button_finalize (GObject *object)
{
  MokOptionButton *self = MOK_OPTION_BUTTON (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (mok_option_button_parent_class)->finalize (object);
}

static void
mok_option_button_class_init (MokOptionButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = mok_option_button_finalize;

  /**
   * MokOptionButton::chosen:
   * @id: what was chosen by hand
   */
  signals[CHOSEN] = g_signal_new ("chosen", MOK_TYPE_OPTION_BUTTON, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                  1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/moksori/Moksori/ui/mok-option-button.ui");
  gtk_widget_class_bind_template_child (widget_class, MokOptionButton, button);
  gtk_widget_class_bind_template_child (widget_class, MokOptionButton, caption);
  gtk_widget_class_bind_template_child (widget_class, MokOptionButton, value);
  gtk_widget_class_bind_template_child (widget_class, MokOptionButton, popover);
  gtk_widget_class_bind_template_child (widget_class, MokOptionButton, list);
  gtk_widget_class_bind_template_callback (widget_class, popover_shown_cb);
}

static void
mok_option_button_init (MokOptionButton *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  GtkEventController *controller = gtk_shortcut_controller_new ();
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("space|KP_Space"),
                                                          gtk_callback_action_new (space_pressed_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->popover), controller);
}

/**
 * mok_option_button_set_caption:
 * @caption: what is being chosen, such as "Breakdown"
 */
void
mok_option_button_set_caption (MokOptionButton *self, const char *caption)
{
  g_return_if_fail (MOK_IS_OPTION_BUTTON (self));

  gtk_label_set_label (self->caption, caption);
}

/**
 * mok_option_button_clear:
 *
 * Empties the list.
 */
void
mok_option_button_clear (MokOptionButton *self)
{
  g_return_if_fail (MOK_IS_OPTION_BUTTON (self));

  GtkWidget *row;

  self->group = NULL;
  self->radio = NULL;
  g_ptr_array_set_size (self->rows, 0);
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
}

/**
 * mok_option_button_add:
 * @id: what ::chosen tells
 * @label: what the row says
 * @note: (nullable): a second line
 */
void
mok_option_button_add (MokOptionButton *self, const char *id, const char *label, const char *note)
{
  g_return_if_fail (MOK_IS_OPTION_BUTTON (self));
  g_return_if_fail (id != NULL && label != NULL);

  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "accessible-role", GTK_ACCESSIBLE_ROLE_RADIO, NULL);
  /* The row takes the keyboard, so that moving along the rows does not choose. */
  GtkWidget *radio = g_object_new (GTK_TYPE_CHECK_BUTTON, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                   "can-focus", FALSE, "can-target", FALSE, "valign", GTK_ALIGN_CENTER, NULL);

  if (self->radio != NULL)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (radio), self->radio);
  else
    self->radio = GTK_CHECK_BUTTON (radio);

  set_texts (row, label, note);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), radio);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "radio", radio);
  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (id), g_free);
  g_signal_connect (row, "activated", G_CALLBACK (row_activated_cb), self);
  g_ptr_array_add (self->rows, row);
  add_row (self, row);
}

/**
 * mok_option_button_add_locked:
 * @label: what the row says
 * @reason: why it cannot be chosen
 */
void
mok_option_button_add_locked (MokOptionButton *self, const char *label, const char *reason)
{
  g_return_if_fail (MOK_IS_OPTION_BUTTON (self));
  g_return_if_fail (label != NULL && reason != NULL);

  GtkWidget *row = adw_action_row_new ();
  GtkWidget *lock = gtk_image_new_from_icon_name ("changes-prevent-symbolic");

  set_texts (row, label, reason);
  gtk_widget_add_css_class (row, "mok-locked");
  gtk_accessible_update_property (GTK_ACCESSIBLE (lock), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Not offered"), -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_DISABLED, TRUE, -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), lock);
  add_row (self, row);
}

/**
 * mok_option_button_begin_group:
 * @label: what the group says
 * @note: (nullable): a second line
 *
 * What is added next goes into a group that unfolds.
 */
void
mok_option_button_begin_group (MokOptionButton *self, const char *label, const char *note)
{
  g_return_if_fail (MOK_IS_OPTION_BUTTON (self));

  GtkWidget *row = adw_expander_row_new ();

  self->group = NULL;
  set_texts (row, label, note);
  add_row (self, row);
  self->group = ADW_EXPANDER_ROW (row);
}

/**
 * mok_option_button_end_group:
 *
 * What is added next goes into the list again.
 */
void
mok_option_button_end_group (MokOptionButton *self)
{
  g_return_if_fail (MOK_IS_OPTION_BUTTON (self));

  self->group = NULL;
}

/**
 * mok_option_button_select:
 * @id: what is chosen
 * @text: what the button says then
 *
 * Shows a choice; does not emit ::chosen.
 */
void
mok_option_button_select (MokOptionButton *self, const char *id, const char *text)
{
  g_return_if_fail (MOK_IS_OPTION_BUTTON (self));
  g_return_if_fail (id != NULL && text != NULL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      gboolean chosen = g_str_equal (get_id (row), id);

      if (chosen)
        gtk_check_button_set_active (GTK_CHECK_BUTTON (get_radio (row)), TRUE);
      gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_CHECKED,
                                   chosen ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
    }

  gtk_label_set_label (self->value, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), text);

  g_autofree char *name = g_strdup_printf ("%s: %s", gtk_label_get_label (self->caption), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * mok_option_button_open:
 *
 * Shows the list.
 */
void
mok_option_button_open (MokOptionButton *self)
{
  g_return_if_fail (MOK_IS_OPTION_BUTTON (self));

  gtk_menu_button_popup (self->button);
}
