/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Figures, the drop area with the merge behind it, the receipt, and the way to closing.
 * Must not show what was answered, nor an exact number of responses while the survey collects.
 */

#include "config.h"

#include "organize/mok-collect-view.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/mok-number.h"
#include "common/mok-covered.h"
#include "common/mok-direction.h"
#include "common/mok-save-file.h"
#include "common/mok-words.h"
#include "compat/mok-alert.h"
#include "compat/mok-file-dialog.h"
#include "mok-window.h"
#include "organize/mok-figures.h"
#include "organize/mok-progress-view.h"
#include "organize/mok-receipt-row.h"
#include "organize/mok-watch-row.h"

struct _MokCollectView
{
  AdwBin parent_instance;

  GtkWidget *heading;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkBox *figures;
  GtkLabel *figure1_number;
  GtkLabel *figure1_name;
  GtkLabel *figure1_note;
  GtkWidget *figure2;
  GtkLabel *figure2_number;
  GtkLabel *figure2_name;
  GtkLabel *figure2_note;
  GtkLabel *figure3_number;
  GtkLabel *figure3_name;
  GtkLabel *figure3_note;
  GtkWidget *codes;
  GtkLabel *codes_line;
  GtkWidget *codes_warning;
  GtkLabel *codes_warning_text;
  GtkStack *drop;
  MokProgressView *progress;
  GtkWidget *closed_mark;
  GtkWidget *receipt;
  GtkListBox *receipt_rows;
  GtkWidget *more;
  MokWatchRow *watch;
  GtkWidget *close;
  GtkLabel *close_why_not;

  MokSurveySession *session; /* (owned) */
  MokJob *job;               /* (owned) (nullable): while a merge or its opposite runs */
  GFile *taking_back;        /* (owned) (nullable): while it is asked whether that is meant */
};

G_DEFINE_FINAL_TYPE (MokCollectView, mok_collect_view, ADW_TYPE_BIN)

static void
show_figures (MokCollectView *self, const MokSurveyStatus *status, guint headcount)
{
  g_autofree char *responses = mok_figures_dup_responses (status->responses, status->closed);
  g_autofree char *boxes = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "from %u box", "from %u boxes", status->boxes_returned), status->boxes_returned);
  g_autofree char *share = mok_figures_dup_share (status->responses, headcount);
  g_autofree char *of_all = g_strdup_printf ("%u / %u", status->boxes_returned, status->boxes_made);
  g_autofree char *returned = mok_direction_dup_number (GTK_WIDGET (self), of_all);
  guint out = status->boxes_made > status->boxes_returned ? status->boxes_made - status->boxes_returned : 0;
  g_autofree char *still_out =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u still out", "%u still out", out), out);

  gtk_label_set_label (self->figure1_number, responses);
  gtk_label_set_label (self->figure1_name, _ ("sealed responses"));
  gtk_label_set_label (self->figure1_note, boxes);

  gtk_widget_set_visible (self->figure2, share != NULL);
  if (share != NULL)
    {
      g_autofree char *number = mok_number_dup (headcount);
      g_autofree char *note = g_strdup_printf (_ ("about %s, the number you entered"), number);
      gtk_label_set_label (self->figure2_number, share);
      gtk_label_set_label (self->figure2_name, _ ("of those invited"));
      gtk_label_set_label (self->figure2_note, note);
    }

  gtk_label_set_label (self->figure3_number, returned);
  gtk_label_set_label (self->figure3_name, _ ("boxes returned"));
  gtk_label_set_label (self->figure3_note, status->boxes_made == 0 ? _ ("no boxes yet")
                                           : out == 0              ? _ ("none still out")
                                                                   : still_out);
}

/* What does not add up is told as it is: a difference says of no response whose it is. */
static void
show_codes (MokCollectView *self, const MokSurveyStatus *status)
{
  g_autofree char *line = mok_figures_dup_codes (&status->codes, status->closed);
  g_autofree char *warning = mok_code_counts_dup_warning (&status->codes);

  gtk_widget_set_visible (self->codes, line != NULL);
  gtk_label_set_label (self->codes_line, line != NULL ? line : "");
  gtk_widget_set_visible (self->codes_warning, warning != NULL);
  gtk_label_set_label (self->codes_warning_text, warning != NULL ? warning : "");
}

static void
show_receipt (MokCollectView *self)
{
  const MokReceipt *receipt = mok_survey_session_get_receipt (self->session);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->receipt_rows))) != NULL)
    gtk_list_box_remove (self->receipt_rows, child);

  gtk_widget_set_visible (self->receipt, receipt != NULL && receipt->entries->len > 0);
  for (guint i = 0; receipt != NULL && i < receipt->entries->len; i++)
    gtk_list_box_append (self->receipt_rows, mok_receipt_row_new (g_ptr_array_index (receipt->entries, i)));
}

static void
session_changed_cb (MokCollectView *self)
{
  const MokSurveyStatus *status = mok_survey_session_get_status (self->session);
  MokManifest *manifest = mok_survey_session_get_manifest (self->session);
  g_autofree char *why_not = mok_figures_dup_why_not_close (status, mok_manifest_get_disclosure (manifest));

  show_figures (self, status, mok_manifest_get_headcount (manifest));
  show_codes (self, status);
  show_receipt (self);

  gtk_label_set_label (self->subtitle, status->closed ? _ ("Closed")
                                                      : _ ("No results are shown before the survey is closed, not "
                                                           "even to you."));
  gtk_widget_set_visible (GTK_WIDGET (self->drop), !status->closed);
  gtk_widget_set_visible (self->more, !status->closed);
  gtk_widget_set_visible (self->close, !status->closed);
  gtk_widget_set_visible (self->closed_mark, status->closed);
  gtk_label_set_label (self->close_why_not, why_not != NULL ? why_not : "");
  gtk_widget_set_visible (GTK_WIDGET (self->close_why_not), why_not != NULL);
}

/* A new row has no place before it is laid out: given the keyboard at once, it would stay below the edge. */
static gboolean
reveal_receipt_cb (GtkWidget *rows, GdkFrameClock *clock, gpointer data)
{
  GtkWidget *first = gtk_widget_get_first_child (rows);

  if (first != NULL && gtk_widget_get_height (first) == 0)
    return G_SOURCE_CONTINUE;
  gtk_widget_child_focus (rows, GTK_DIR_TAB_FORWARD);
  return G_SOURCE_REMOVE;
}

static void
reveal_receipt (MokCollectView *self)
{
  gtk_widget_add_tick_callback (GTK_WIDGET (self->receipt_rows), reveal_receipt_cb, NULL, NULL);
}

static void
merged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MokCollectView) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean merged = mok_survey_session_merge_finish (MOK_SURVEY_SESSION (source), result, &error);

  if (self->session == NULL)
    return;

  MokWindow *window = mok_window_of (GTK_WIDGET (self));
  g_clear_object (&self->job);
  mok_progress_view_stop (self->progress);
  gtk_stack_set_visible_child_name (self->drop, "idle");
  if (merged)
    reveal_receipt (self);
  else if (window != NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    mok_window_toast (window, _ ("Merging was stopped. Nothing was added."));
  else if (window != NULL)
    mok_window_report (window, _ ("The files cannot be merged"), error);
}

static void
files_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MokCollectView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) chosen = mok_file_open_several_finish (result, &error);

  if (self->session == NULL)
    return;
  if (chosen == NULL)
    {
      MokWindow *window = mok_window_of (GTK_WIDGET (self));
      if (window != NULL)
        mok_window_report (window, _ ("The files cannot be merged"), error);
      return;
    }

  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (chosen); i++)
    g_ptr_array_add (files, g_list_model_get_item (chosen, i));
  mok_collect_view_merge (self, files);
}

static gboolean
dropped_cb (GtkDropTarget *target, const GValue *value, double x, double y, MokCollectView *self)
{
  g_assert (MOK_IS_COLLECT_VIEW (self));

  if (mok_survey_session_is_busy (self->session))
    return FALSE;

  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GSList) list = gdk_file_list_get_files (g_value_get_boxed (value));
  for (GSList *l = list; l != NULL; l = l->next)
    g_ptr_array_add (files, g_object_ref (l->data));
  mok_collect_view_merge (self, files);

  return TRUE;
}

/* Taking a box back. */

static void
taken_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MokCollectView) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean taken = mok_survey_session_take_back_finish (MOK_SURVEY_SESSION (source), result, &error);

  if (self->session == NULL)
    return;

  MokWindow *window = mok_window_of (GTK_WIDGET (self));
  g_clear_object (&self->job);
  mok_progress_view_stop (self->progress);
  gtk_stack_set_visible_child_name (self->drop, "idle");
  if (taken)
    reveal_receipt (self);
  else if (window != NULL)
    mok_window_report (window, _ ("The box cannot be taken back"), error);
}

static void
take_back_confirmed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MokCollectView) self = user_data;
  g_autoptr (GFile) file = g_steal_pointer (&self->taking_back);

  if (g_strcmp0 (mok_alert_finish (result, NULL), "take-back") == 0 && self->session != NULL)
    mok_collect_view_take_back (self, file);
}

static void
take_back_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  static const MokAlertResponse responses[] = {
    { "cancel", N_ ("_Cancel"), MOK_ALERT_PLAIN },
    { "take-back", N_ ("_Take Back"), MOK_ALERT_DESTRUCTIVE },
  };
  g_autoptr (MokCollectView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = mok_file_open_finish (result, &error);
  MokWindow *window = mok_window_of (GTK_WIDGET (self));

  if (window == NULL || self->session == NULL)
    return;
  if (file == NULL)
    {
      mok_window_report (window, _ ("The box cannot be taken back"), error);
      return;
    }

  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *heading = g_strdup_printf (_ ("Take “%s” back?"), name);
  /* The second part only where a folder is watched: a list ends with its first NULL. */
  g_autofree char *body = g_strconcat (
      _ ("All responses in this file leave the survey, also those that came with another copy of the box. Merging the "
         "file again brings them back."),
      mok_watch_row_is_watching (self->watch) ? "\n\n" : NULL,
      _ ("Take the file and its copies out of the watched folder, too. Otherwise they are merged again when this "
         "survey "
         "is opened the next time."),
      NULL);

  g_set_object (&self->taking_back, file);
  mok_alert_async (GTK_WINDOW (window), heading, body, responses, G_N_ELEMENTS (responses), NULL, NULL,
                   take_back_confirmed_cb, g_object_ref (self));
}

static void
receipt_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MokCollectView) self = user_data;
  g_autoptr (GError) error = NULL;
  MokWindow *window = mok_window_of (GTK_WIDGET (self));

  if (mok_save_file_finish (result, &error))
    {
      if (window != NULL)
        mok_window_toast (window, _ ("The receipt is saved."));
    }
  else if (window != NULL)
    mok_window_report (window, _ ("The receipt cannot be saved"), error);
}

static void
receipt_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MokCollectView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = mok_file_save_finish (result, &error);
  MokWindow *window = mok_window_of (GTK_WIDGET (self));

  if (window == NULL || self->session == NULL)
    return;
  if (file == NULL)
    {
      mok_window_report (window, _ ("The receipt cannot be saved"), error);
      return;
    }

  char *text = mok_receipt_to_text (mok_survey_session_get_receipt (self->session));
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));
  mok_save_file_async (file, bytes, MOK_FILE_SAVE_PLAIN, receipt_saved_cb, g_object_ref (self));
}

static void
receipt_clicked_cb (MokCollectView *self)
{
  g_assert (MOK_IS_COLLECT_VIEW (self));

  static const MokFileKind kind[] = { { N_ ("Text files"), { "*.txt" } } };

  mok_file_save_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _ ("Save the Receipt"), _ ("receipt.txt"),
                       kind, G_N_ELEMENTS (kind), NULL, receipt_chosen_cb, g_object_ref (self));
}

static void
take_back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mok_collect_view_choose_to_take_back (MOK_COLLECT_VIEW (widget));
}

static void
busy_cb (MokCollectView *self)
{
  gboolean idle = !mok_survey_session_is_busy (self->session);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "survey.take-back", idle);
}

static void
mok_collect_view_dispose (GObject *object)
{
  MokCollectView *self = MOK_COLLECT_VIEW (object);

  if (self->job != NULL)
    mok_job_cancel (self->job);
  g_clear_object (&self->job);
  g_clear_object (&self->taking_back);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (mok_collect_view_parent_class)->dispose (object);
}

static void
mok_collect_view_class_init (MokCollectViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mok_collect_view_dispose;

  g_type_ensure (MOK_TYPE_PROGRESS_VIEW);
  g_type_ensure (MOK_TYPE_WATCH_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/moksori/Moksori/ui/mok-collect-view.ui");
  gtk_widget_class_bind_template_child (widget_class, MokCollectView, heading);
  gtk_widget_class_bind_template_child (widget_class, MokCollectView, title);
  gtk_widget_class_bind_template_child (widget_class, MokCollectView, subtitle);
  gtk_widget_class_bind_template_child (widget_class, MokCollectView, figures);
  gtk_widget_class_bind_template_child (widget_class, MokCollectView, figure1_number);
  gtk_widget_class_bind_template_child (widget_class, MokCollectView, figure1_name);
  gtk_widget_class_bind_template_child (widget_class, MokCollectView, figure1_note);
  gtk_widget_class_bind_template_child (widget_class, MokCollectView, figure2);
  gtk_widget_class_bind_template_child (widget_class, MokCollectView, figure2_number);
  gtk_widget_class_bind_template_child (widget_class, MokCollectView, figure2_name);
  gtk_widget_class_bind_template_child (widget_class, MokCollectView, figure2_note);
  gtk_widget_class_bind_template_child (widget_class, MokCollectView, figure3_number);
  gtk_widget_class_bind_template_child (widget_class, MokCollectView, figure3_name);
  gtk_widget_class_bind_template_child (widget_class, MokCollectView, figure3_note);
  gtk_widget_class_bind_template_child (widget_class, MokCollectView, codes);
  gtk_widget_class_bind_template_child (widget_class, MokCollectView, codes_line);
  gtk_widget_class_bind_template_child (widget_class, MokCollectView, codes_warning);
  gtk_widget_class_bind_template_child (widget_class, MokCollectView, codes_warning_text);
  gtk_widget_class_bind_template_child (widget_class, MokCollectView, drop);
  gtk_widget_class_bind_template_child (widget_class, MokCollectView, progress);
  gtk_widget_class_bind_template_child (widget_class, MokCollectView, closed_mark);
  gtk_widget_class_bind_template_child (widget_class, MokCollectView, receipt);
  gtk_widget_class_bind_template_child (widget_class, MokCollectView, receipt_rows);
  gtk_widget_class_bind_template_child (widget_class, MokCollectView, more);
  gtk_widget_class_bind_template_child (widget_class, MokCollectView, watch);
  gtk_widget_class_bind_template_child (widget_class, MokCollectView, close);
  gtk_widget_class_bind_template_child (widget_class, MokCollectView, close_why_not);
  gtk_widget_class_bind_template_callback (widget_class, receipt_clicked_cb);
  gtk_widget_class_install_action (widget_class, "survey.take-back", NULL, take_back_action);
}

static void
mok_collect_view_init (MokCollectView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mok_covered_hide (GTK_WIDGET (self->drop));

  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  g_signal_connect (target, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->drop), GTK_EVENT_CONTROLLER (target));
}

/**
 * mok_collect_view_set_session:
 * @session: the survey to collect for; to be set once
 */
void
mok_collect_view_set_session (MokCollectView *self, MokSurveySession *session)
{
  g_return_if_fail (MOK_IS_COLLECT_VIEW (self));
  g_return_if_fail (MOK_IS_SURVEY_SESSION (session));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::busy", G_CALLBACK (busy_cb), self, G_CONNECT_SWAPPED);
  gtk_label_set_label (self->title, mok_manifest_get_title (mok_survey_session_get_manifest (session)));
  session_changed_cb (self);
  mok_watch_row_set_session (self->watch, session);
}

/**
 * mok_collect_view_set_narrow:
 * @narrow: one column; the header bar has the title then
 */
void
mok_collect_view_set_narrow (MokCollectView *self, gboolean narrow)
{
  g_return_if_fail (MOK_IS_COLLECT_VIEW (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->figures),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_visible (self->heading, !narrow);
}

/**
 * mok_collect_view_choose_files:
 *
 * Asks for boxes and merges them.
 */
void
mok_collect_view_choose_files (MokCollectView *self)
{
  g_return_if_fail (MOK_IS_COLLECT_VIEW (self));

  mok_file_open_several_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _ ("Choose Boxes to Merge"),
                               MOK_FILE_BOX, G_N_ELEMENTS (MOK_FILE_BOX), NULL, files_chosen_cb, g_object_ref (self));
}

/**
 * mok_collect_view_merge:
 * @files: (element-type GFile): boxes
 *
 * Merges boxes and shows the receipt.
 */
void
mok_collect_view_merge (MokCollectView *self, GPtrArray *files)
{
  g_return_if_fail (MOK_IS_COLLECT_VIEW (self));
  g_return_if_fail (files != NULL);

  if (files->len == 0 || self->job != NULL)
    return;

  g_autofree char *title =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Merging %u file", "Merging %u files", files->len), files->len);

  self->job = mok_job_new ();
  gtk_stack_set_visible_child_name (self->drop, "work");
  mok_progress_view_start (self->progress, title, NULL, self->job);
  mok_survey_session_merge_async (self->session, files, self->job, merged_cb, g_object_ref (self));
}

/**
 * mok_collect_view_choose_to_take_back:
 *
 * Asks for a box and, when that is meant, takes it back.
 */
void
mok_collect_view_choose_to_take_back (MokCollectView *self)
{
  g_return_if_fail (MOK_IS_COLLECT_VIEW (self));

  mok_file_open_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _ ("Choose a Box to Take Back"),
                       MOK_FILE_BOX, G_N_ELEMENTS (MOK_FILE_BOX), NULL, take_back_chosen_cb, g_object_ref (self));
}

/**
 * mok_collect_view_take_back:
 * @file: a box
 *
 * Takes the responses of a box out of the survey and shows the receipt.
 */
void
mok_collect_view_take_back (MokCollectView *self, GFile *file)
{
  g_return_if_fail (MOK_IS_COLLECT_VIEW (self));
  g_return_if_fail (G_IS_FILE (file));

  if (self->job != NULL)
    return;

  self->job = mok_job_new ();
  gtk_stack_set_visible_child_name (self->drop, "work");
  mok_progress_view_start (self->progress, _ ("Taking the box back"), NULL, self->job);
  mok_survey_session_take_back_async (self->session, file, self->job, taken_back_cb, g_object_ref (self));
}
