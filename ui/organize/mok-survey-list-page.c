/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The list of surveys with their state; opens one, begins another, alone or like one that is there, or deletes one.
 * Must not work on a survey itself: that is the organize page's.
 */

#include "config.h"

#include "organize/mok-survey-list-page.h"

#include <glib/gi18n-lib.h>

#include "common/mok-covered.h"
#include "common/mok-page-keys.h"
#include "common/mok-words.h"
#include "compat/mok-alert.h"
#include "compat/mok-file-dialog.h"
#include "mok-window.h"
#include "organize/mok-figures.h"
#include "organize/mok-new-survey-page.h"
#include "organize/mok-organize.h"
#include "organize/mok-surveys.h"

struct _MokSurveyListPage
{
  GtkBox parent_instance;

  GtkStack *stack;
  GtkListBox *list;
  GtkListBoxRow *new_row;
  GtkListBoxRow *open_row;

  GCancellable *listing; /* (owned) (nullable): while the folder is read */
  GPtrArray *entries;    /* (owned) (nullable) (element-type MokSurveyEntry): what the list shows */
  char *deleting;        /* (owned) (nullable): path, while it is asked whether that is meant */
};

G_DEFINE_FINAL_TYPE (MokSurveyListPage, mok_survey_list_page, GTK_TYPE_BOX)

/* What can be done with a survey without opening it. */
static GtkWidget *
new_menu_button (const MokSurveyEntry *entry)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autofree char *label = g_strdup_printf (_ ("More about “%s”"), entry->title);
  GtkWidget *button = gtk_menu_button_new ();

  if (entry->error == NULL)
    {
      g_autoptr (GMenuItem) duplicate = g_menu_item_new (_ ("_Duplicate…"), NULL);

      g_menu_item_set_action_and_target (duplicate, "list.duplicate", "s", entry->path);
      g_menu_append_item (menu, duplicate);
    }
  g_autoptr (GMenuItem) delete = g_menu_item_new (_ ("D_elete…"), NULL);
  g_menu_item_set_action_and_target (delete, "list.delete", "s", entry->path);
  g_menu_append_item (menu, delete);

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("More"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return button;
}

static GtkWidget *
new_row (const MokSurveyEntry *entry)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = mok_words_to_markup (entry->title);
  g_autofree char *summary = entry->error != NULL ? g_strdup (entry->error->message)
                                                  : mok_figures_dup_summary (&entry->status, entry->disclosure);
  g_autofree char *subtitle = mok_words_to_markup (summary);
  const char *icon = entry->error != NULL   ? "dialog-warning-symbolic"
                     : entry->status.closed ? "mok-results-symbolic"
                                            : "folder-download-symbolic";
  GtkWidget *image = gtk_image_new_from_icon_name (icon);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), image);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, entry->title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, summary, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), new_menu_button (entry));
  if (entry->error != NULL)
    {
      gtk_widget_add_css_class (image, "warning");
    }
  else
    {
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
      g_object_set_data_full (G_OBJECT (row), "path", g_strdup (entry->path), g_free);
    }

  return row;
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MokSurveyListPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = mok_surveys_list_finish (result, &error);
  GtkWidget *child;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->listing);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);

  if (error != NULL)
    mok_window_report (mok_window_of (GTK_WIDGET (self)), _ ("The surveys cannot be listed"), error);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    gtk_list_box_append (self->list, new_row (g_ptr_array_index (entries, i)));

  gboolean focused = gtk_widget_get_focus_child (GTK_WIDGET (self->stack)) != NULL;
  gtk_stack_set_visible_child_name (self->stack, entries != NULL && entries->len > 0 ? "surveys" : "empty");
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  self->entries = g_steal_pointer (&entries);
  if (!focused && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_child_focus (gtk_stack_get_visible_child (self->stack), GTK_DIR_TAB_FORWARD);
}

static void
start_listing (MokSurveyListPage *self)
{
  /* What is being read may be older than what just happened. */
  if (self->listing != NULL)
    g_cancellable_cancel (self->listing);
  g_clear_object (&self->listing);

  self->listing = g_cancellable_new ();
  mok_surveys_list_async (self->listing, listed_cb, g_object_ref (self));
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MokSurveyListPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MokSurvey) survey = mok_surveys_open_finish (result, &error);
  MokWindow *window = mok_window_of (GTK_WIDGET (self));

  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), TRUE);
  if (window == NULL)
    return;
  if (survey != NULL)
    mok_window_push (window, mok_organize_page_new (survey));
  else
    mok_window_report (window, _ ("The survey cannot be opened"), error);
}

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MokSurveyListPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = mok_file_open_finish (result, &error);
  MokWindow *window = mok_window_of (GTK_WIDGET (self));

  if (window != NULL && (file == NULL || !mok_organize_open_file (window, file, &error)))
    mok_window_report (window, _ ("The survey cannot be opened"), error);
}

static void
open_clicked_cb (MokSurveyListPage *self)
{
  g_assert (MOK_IS_SURVEY_LIST_PAGE (self));

  mok_file_open_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _ ("Open a Survey File"), MOK_FILE_SURVEY,
                       G_N_ELEMENTS (MOK_FILE_SURVEY), NULL, file_chosen_cb, g_object_ref (self));
}

static void
new_clicked_cb (MokSurveyListPage *self)
{
  g_assert (MOK_IS_SURVEY_LIST_PAGE (self));

  mok_window_push (mok_window_of (GTK_WIDGET (self)), mok_new_survey_page_new ());
}

/* Like one that is there. */

static void
original_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MokSurveyListPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MokSurvey) survey = mok_surveys_open_finish (result, &error);
  MokWindow *window = mok_window_of (GTK_WIDGET (self));
  MokSurveyStatus status;

  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), TRUE);
  if (window == NULL)
    return;
  if (survey == NULL || !mok_survey_get_status (survey, &status, &error))
    {
      mok_window_report (window, _ ("The survey cannot be duplicated"), error);
      return;
    }

  GtkWidget *page = mok_new_survey_page_new ();
  mok_new_survey_page_begin_like (MOK_NEW_SURVEY_PAGE (page), mok_survey_get_manifest (survey), status.has_trustees);
  mok_window_push (window, page);
}

static void
duplicate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MokSurveyListPage *self = MOK_SURVEY_LIST_PAGE (widget);

  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), FALSE);
  mok_surveys_open_async (g_variant_get_string (parameter, NULL), original_opened_cb, g_object_ref (self));
}

/* Deleting. */

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MokSurveyListPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean deleted = mok_surveys_delete_finish (result, &error);
  MokWindow *window = mok_window_of (GTK_WIDGET (self));

  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), TRUE);
  if (window == NULL)
    return;
  if (deleted)
    mok_window_toast (window, _ ("The survey is deleted."));
  else
    mok_window_report (window, _ ("The survey cannot be deleted"), error);
  start_listing (self);
}

static void
delete_confirmed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MokSurveyListPage) self = user_data;
  g_autofree char *path = g_steal_pointer (&self->deleting);

  if (g_strcmp0 (mok_alert_finish (result, NULL), "delete") != 0)
    return;

  gtk_widget_set_sensitive (GTK_WIDGET (self->stack), FALSE);
  mok_surveys_delete_async (path, deleted_cb, g_object_ref (self));
}

/* What goes, and what stays somewhere else. */
static char *
dup_warning (const MokSurveyEntry *entry)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *state = mok_figures_dup_summary (&entry->status, entry->disclosure);

  if (entry->error == NULL)
    g_string_append_printf (text, "%s\n\n", state);
  g_string_append (text, entry->status.closed
                             ? _ ("The results are overwritten and cannot be brought back, except from a backup.")
                             : _ ("All sealed responses and the key are overwritten. Nobody can open them any more, "
                                  "except from a backup."));
  if (entry->boxes_out->len > 0)
    {
      g_ptr_array_add (entry->boxes_out, NULL);
      g_autofree char *labels = g_strjoinv (", ", (char **) entry->boxes_out->pdata);
      g_ptr_array_set_size (entry->boxes_out, (int) entry->boxes_out->len - 1);

      g_string_append (text, "\n\n");
      g_string_append_printf (text,
                              g_dngettext (GETTEXT_PACKAGE, "%u box is still out. Destroy it, too: %s",
                                           "%u boxes are still out. Destroy them, too: %s", entry->boxes_out->len),
                              entry->boxes_out->len, labels);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  static const MokAlertResponse responses[] = {
    { "cancel", N_ ("_Cancel"), MOK_ALERT_PLAIN },
    { "delete", N_ ("_Delete"), MOK_ALERT_DESTRUCTIVE },
  };
  MokSurveyListPage *self = MOK_SURVEY_LIST_PAGE (widget);
  const char *path = g_variant_get_string (parameter, NULL);
  GtkRoot *root = gtk_widget_get_root (widget);

  for (guint i = 0; self->entries != NULL && i < self->entries->len && self->deleting == NULL; i++)
    {
      const MokSurveyEntry *entry = g_ptr_array_index (self->entries, i);

      if (g_strcmp0 (entry->path, path) != 0)
        continue;

      g_autofree char *heading = g_strdup_printf (_ ("Delete “%s”?"), entry->title);
      g_autofree char *warning = dup_warning (entry);
      self->deleting = g_strdup (path);
      mok_alert_async (GTK_WINDOW (root), heading, warning, responses, G_N_ELEMENTS (responses), NULL, NULL,
                       delete_confirmed_cb, g_object_ref (self));
    }
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mok_window_pop (mok_window_of (widget));
}

static void
row_activated_cb (MokSurveyListPage *self, GtkListBoxRow *row)
{
  g_assert (MOK_IS_SURVEY_LIST_PAGE (self));

  const char *path = g_object_get_data (G_OBJECT (row), "path");

  if (row == self->new_row)
    new_clicked_cb (self);
  else if (row == self->open_row)
    open_clicked_cb (self);
  else if (path != NULL)
    {
      gtk_widget_set_sensitive (GTK_WIDGET (self->stack), FALSE);
      mok_surveys_open_async (path, opened_cb, g_object_ref (self));
    }
}

static const MokPageKey keys[] = { { "<Alt>Left", "page.back", NULL } };

/* Shown again after another page: the state of a survey may be another one. */
static void
mok_survey_list_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (mok_survey_list_page_parent_class)->map (widget);

  start_listing (MOK_SURVEY_LIST_PAGE (widget));
}

static void
mok_survey_list_page_dispose (GObject *object)
{
  MokSurveyListPage *self = MOK_SURVEY_LIST_PAGE (object);

  if (self->listing != NULL)
    g_cancellable_cancel (self->listing);
  g_clear_object (&self->listing);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->deleting, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), MOK_TYPE_SURVEY_LIST_PAGE);

  G_OBJECT_CLASS (mok_survey_list_page_parent_class)->dispose (object);
}

static void
mok_survey_list_page_class_init (MokSurveyListPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mok_survey_list_page_dispose;
  widget_class->map = mok_survey_list_page_map;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/moksori/Moksori/ui/mok-survey-list-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MokSurveyListPage, stack);
  gtk_widget_class_bind_template_child (widget_class, MokSurveyListPage, list);
  gtk_widget_class_bind_template_child (widget_class, MokSurveyListPage, new_row);
  gtk_widget_class_bind_template_child (widget_class, MokSurveyListPage, open_row);
  gtk_widget_class_install_action (widget_class, "page.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "list.duplicate", "s", duplicate_action);
  gtk_widget_class_install_action (widget_class, "list.delete", "s", delete_action);
  gtk_widget_class_bind_template_callback (widget_class, new_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
mok_survey_list_page_init (MokSurveyListPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mok_covered_hide (GTK_WIDGET (self->stack));
  mok_page_keys_add (GTK_WIDGET (self), keys, G_N_ELEMENTS (keys));
  mok_words_keep_below (GTK_WIDGET (self));
}

/**
 * mok_survey_list_page_new:
 *
 * Returns: (transfer floating): a page that fills itself when it is shown
 */
GtkWidget *
mok_survey_list_page_new (void)
{
  return g_object_new (MOK_TYPE_SURVEY_LIST_PAGE, NULL);
}
