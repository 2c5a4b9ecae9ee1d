/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The boxes that were opened on this computer before, to answer in them again or to hand them over.
 * Must not say how many responses a box holds: whoever sees that often enough learns who answered when.
 */

#include "config.h"

#include "respond/mok-box-list-page.h"

#include <glib/gi18n-lib.h>

#include "common/mok-first-focus.h"
#include "common/mok-verify-dialog.h"
#include "common/mok-icon-name.h"
#include "common/mok-words.h"
#include "compat/mok-file-dialog.h"
#include "mok-window.h"
#include "respond/mok-respond.h"

struct _MokBoxListPage
{
  AdwBin parent_instance;

  GtkBox *content;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (MokBoxListPage, mok_box_list_page, ADW_TYPE_BIN)

#define BOX "mok-box"

static void
back_cb (MokBoxListPage *self)
{
  mok_window_pop (mok_window_of (GTK_WIDGET (self)));
}

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GFile) file = mok_file_open_finish (result, NULL);

  if (file != NULL)
    mok_window_open_file (MOK_WINDOW (source), file);
}

static void
open_cb (MokBoxListPage *self)
{
  mok_file_open_async (GTK_WINDOW (mok_window_of (GTK_WIDGET (self))), _ ("Open a Box"), MOK_FILE_BOX,
                       G_N_ELEMENTS (MOK_FILE_BOX), NULL, file_chosen_cb, NULL);
}

static void
row_activated_cb (AdwActionRow *row, MokBoxListPage *self)
{
  MokBox *box = g_object_get_data (G_OBJECT (row), BOX);

  mok_respond_open_path (mok_window_of (GTK_WIDGET (self)), mok_box_get_path (box));
}

static void
hand_over_cb (GtkButton *button, MokBoxListPage *self)
{
  mok_hand_over_start (mok_window_of (GTK_WIDGET (self)), g_object_get_data (G_OBJECT (button), BOX), NULL);
}

static void
share_cb (GtkButton *button, MokBoxListPage *self)
{
  mok_share_start (mok_window_of (GTK_WIDGET (self)), g_object_get_data (G_OBJECT (button), BOX));
}

static void
verify_cb (GtkButton *button, MokBoxListPage *self)
{
  MokBox *box = g_object_get_data (G_OBJECT (button), BOX);
  GtkWindow *window = GTK_WINDOW (mok_window_of (GTK_WIDGET (self)));

  gtk_window_present (
      mok_verify_dialog_new (window, mok_box_get_path (box), mok_manifest_get_title (mok_box_get_manifest (box))));
}

static void
add_button (AdwActionRow *row, MokBox *box, const char *icon, const char *name, GCallback func, MokBoxListPage *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  mok_icon_name_set (button, name);
  g_object_set_data_full (G_OBJECT (button), BOX, g_object_ref (box), g_object_unref);
  g_signal_connect (button, "clicked", func, self);
  adw_action_row_add_suffix (row, button);
}

static GtkWidget *
make_box_row (MokBoxListPage *self, MokBox *box)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = mok_words_to_markup (mok_manifest_get_title (mok_box_get_manifest (box)));
  MokBoxStatus status;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (mok_box_get_status (box, &status, NULL) && status.label[0] != '\0')
    {
      g_autofree char *label = mok_words_to_markup (status.label);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), label);
    }
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), BOX, g_object_ref (box), g_object_unref);
  g_signal_connect (row, "activated", G_CALLBACK (row_activated_cb), self);

  add_button (ADW_ACTION_ROW (row), box, "system-users-symbolic", _ ("Use this computer as a shared one…"),
              G_CALLBACK (share_cb), self);
  add_button (ADW_ACTION_ROW (row), box, "security-high-symbolic", _ ("Check this file…"), G_CALLBACK (verify_cb),
              self);
  add_button (ADW_ACTION_ROW (row), box, "document-send-symbolic", _ ("Hand over a copy…"), G_CALLBACK (hand_over_cb),
              self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  return row;
}

static GtkWidget *
make_broken_row (const char *path, const GError *error)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *title = mok_words_to_markup (name);
  g_autofree char *subtitle = mok_words_to_markup (error->message);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-error-symbolic");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_add_css_class (icon, "error");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  return row;
}

static gboolean
mok_box_list_page_grab_focus (GtkWidget *widget)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (MOK_BOX_LIST_PAGE (widget)->list));

  return row != NULL && gtk_widget_grab_focus (row);
}

static void
mok_box_list_page_class_init (MokBoxListPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  mok_first_focus_set (widget_class, mok_box_list_page_grab_focus);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/moksori/Moksori/ui/mok-box-list-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MokBoxListPage, content);
  gtk_widget_class_bind_template_child (widget_class, MokBoxListPage, list);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
}

static void
mok_box_list_page_init (MokBoxListPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mok_words_keep_below (GTK_WIDGET (self->content));
}

/**
 * mok_box_list_page_new:
 * @paths: (element-type filename): boxes in the program's own folder
 *
 * Returns: (transfer floating): a page that lists them; one that cannot be read says why
 */
GtkWidget *
mok_box_list_page_new (GPtrArray *paths)
{
  MokBoxListPage *self;

  g_return_val_if_fail (paths != NULL, NULL);

  self = g_object_new (MOK_TYPE_BOX_LIST_PAGE, NULL);
  for (guint i = 0; i < paths->len; i++)
    {
      const char *path = g_ptr_array_index (paths, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (MokBox) box = mok_box_open (path, &error);

      gtk_list_box_append (self->list, box != NULL ? make_box_row (self, box) : make_broken_row (path, error));
    }
  return GTK_WIDGET (self);
}
