/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The frame of one survey: header, views, and the long work that takes the whole page.
 * Must not read the survey file: the session does, off the main thread.
 */

#include "config.h"

#include "organize/mok-organize-page-private.h"

#include <glib/gi18n-lib.h>

#include "common/mok-covered.h"
#include "common/mok-page-keys.h"
#include "common/mok-width-bin.h"
#include "common/mok-words.h"
#include "mok-window.h"
#include "organize/mok-box-dialog.h"
#include "organize/mok-certificate-dialog.h"
#include "organize/mok-close-dialog.h"
#include "organize/mok-collect-view.h"
#include "organize/mok-comment-dialog.h"
#include "organize/mok-figures-keeper.h"
#include "organize/mok-figures.h"
#include "organize/mok-organize-paper.h"
#include "organize/mok-organize.h"
#include "organize/mok-prepare-view.h"
#include "organize/mok-progress-view.h"
#include "organize/mok-survey-check.h"
#include "results/mok-results-view.h"

struct _MokOrganizePage
{
  GtkBox parent_instance;

  MokWidthBin *width;
  GtkStack *title_stack;
  AdwWindowTitle *title;
  GtkStack *stack;
  AdwStatusPage *failed;
  MokProgressView *progress;
  AdwViewStack *views;
  MokPrepareView *prepare;
  MokCollectView *collect;
  GtkStack *results_stack;
  MokResultsView *results;
  MokFiguresKeeper *keeper; /* (owned) (nullable): once the survey is closed */
  AdwViewSwitcherBar *switcher_bar;

  MokSurveySession *session; /* (owned) */
  MokJob *job;               /* (owned) (nullable): the work that takes the whole page */
  char *view;                /* (owned) (nullable): to be shown once the survey is read */
};

G_DEFINE_FINAL_TYPE (MokOrganizePage, mok_organize_page, GTK_TYPE_BOX)

static gboolean
is_narrow (MokOrganizePage *self)
{
  return mok_width_bin_get_narrow (self->width);
}

static gboolean
shows_views (MokOrganizePage *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "views") == 0;
}

/* The name under which the survey stands in the header where there is no room for the views. */
static void
update_title (MokOrganizePage *self)
{
  /* While the template is built or torn down there is none. */
  if (self->session == NULL)
    return;

  const char *survey = mok_manifest_get_title (mok_survey_session_get_manifest (self->session));
  const char *question = mok_results_view_get_title (self->results);
  const MokSurveyStatus *status = mok_survey_session_get_status (self->session);
  gboolean results = g_strcmp0 (adw_view_stack_get_visible_child_name (self->views), "results") == 0;

  if (results && question != NULL)
    {
      adw_window_title_set_title (self->title, question);
      adw_window_title_set_subtitle (self->title, survey);
      return;
    }

  adw_window_title_set_title (self->title, survey);
  adw_window_title_set_subtitle (self->title, !shows_views (self) ? ""
                                              : status->closed    ? _ ("Closed")
                                                                  : _ ("Collecting"));
}

static void
update_frame (MokOrganizePage *self)
{
  gboolean switching = shows_views (self);

  gtk_stack_set_visible_child_name (self->title_stack, switching && !is_narrow (self) ? "wide" : "narrow");
  adw_view_switcher_bar_set_reveal (self->switcher_bar, switching && is_narrow (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "survey.back", self->job == NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "survey.show", switching);
  update_title (self);
}

static void
narrow_cb (MokOrganizePage *self)
{
  g_assert (MOK_IS_ORGANIZE_PAGE (self));

  if (self->session == NULL)
    return;

  mok_results_view_set_narrow (self->results, is_narrow (self));
  mok_prepare_view_set_narrow (self->prepare, is_narrow (self));
  mok_collect_view_set_narrow (self->collect, is_narrow (self));
  update_frame (self);
}

static void
view_changed_cb (MokOrganizePage *self)
{
  g_assert (MOK_IS_ORGANIZE_PAGE (self));

  if (self->session != NULL)
    update_frame (self);
}

void
mok_organize_page_report (MokOrganizePage *self, const char *heading, const GError *error)
{
  MokWindow *window = mok_window_of (GTK_WIDGET (self));

  if (window != NULL)
    mok_window_report (window, heading, error);
}

static void
keeping_failed_cb (MokOrganizePage *self, const GError *error)
{
  g_assert (MOK_IS_ORGANIZE_PAGE (self));
  mok_organize_page_report (self, _ ("Pins and notes cannot be saved"), error);
}

/* From now on what the results view has counts, not what was read from the file. */
static void
start_keeping (MokOrganizePage *self)
{
  const MokSurveyFigures *figures = mok_survey_session_get_figures (self->session);

  self->keeper = mok_figures_keeper_new (mok_survey_session_get_survey (self->session));
  g_signal_connect_object (self->keeper, "failed", G_CALLBACK (keeping_failed_cb), self, G_CONNECT_SWAPPED);
  if (figures != NULL)
    mok_results_view_set_figures (self->results, figures);
}

static void
figures_changed_cb (MokOrganizePage *self)
{
  g_assert (MOK_IS_ORGANIZE_PAGE (self));

  if (self->keeper != NULL)
    mok_figures_keeper_save (self->keeper, mok_results_view_get_figures (self->results));
}

static void
session_changed_cb (MokOrganizePage *self)
{
  const MokSurveyStatus *status = mok_survey_session_get_status (self->session);
  MokCube *cube = mok_survey_session_get_cube (self->session);
  MokManifest *manifest = mok_survey_session_get_manifest (self->session);
  gboolean can_close = mok_figures_can_close (status, mok_manifest_get_disclosure (manifest));
  gboolean idle = !mok_survey_session_is_busy (self->session);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "survey.merge", idle && !status->closed);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "survey.make-box", idle && !status->closed);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "survey.close", idle && !status->closed && can_close);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "survey.back-up", idle);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "survey.verify", idle);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "survey.certificate", cube != NULL && !mok_cube_is_exact (cube));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "survey.review",
                                 idle && mok_survey_session_has_review (self->session));

  if (cube != NULL)
    {
      if (self->keeper == NULL)
        start_keeping (self);
      mok_results_view_set_cube (self->results, cube);
      mok_results_view_set_comments (self->results, mok_survey_session_has_review (self->session),
                                     mok_survey_session_get_summary (self->session));
      mok_results_view_set_survey (self->results, manifest, mok_survey_session_get_left (self->session));
    }
  gtk_stack_set_visible_child_name (self->results_stack, cube != NULL ? "results" : "empty");
  update_frame (self);
}

/* Where the keyboard was when the view was left, not one widget further each time; at first, where it begins. */
static void
focus_view (MokOrganizePage *self)
{
  GtkWidget *view = adw_view_stack_get_visible_child (self->views);
  GtkWidget *last = view;

  while (gtk_widget_get_focus_child (last) != NULL)
    last = gtk_widget_get_focus_child (last);
  if (last == view || !gtk_widget_grab_focus (last))
    gtk_widget_child_focus (view, GTK_DIR_TAB_FORWARD);
}

/* Results begin at the list of questions. The stack would begin at the search entry above it, from which the arrow keys
 * lead nowhere until something is typed.
 */
static void
turn_to_view (MokOrganizePage *self, const char *name)
{
  GtkWidget *view = adw_view_stack_get_child_by_name (self->views, name);
  const gboolean begins = view == GTK_WIDGET (self->results_stack) && gtk_widget_get_focus_child (view) == NULL;

  adw_view_stack_set_visible_child_name (self->views, name);
  if (!begins || !gtk_widget_grab_focus (GTK_WIDGET (self->results)))
    focus_view (self);
}

static void
show_views (MokOrganizePage *self)
{
  const MokSurveyStatus *status = mok_survey_session_get_status (self->session);

  if (self->view == NULL)
    self->view = g_strdup (status->closed ? "results" : status->boxes_made == 0 ? "prepare" : "collect");
  gtk_stack_set_visible_child_name (self->stack, "views");
  update_frame (self);
  turn_to_view (self, self->view);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MokOrganizePage) self = user_data;
  g_autoptr (GError) error = NULL;

  gboolean loaded = mok_survey_session_load_finish (MOK_SURVEY_SESSION (source), result, &error);

  if (self->session == NULL)
    return;
  if (loaded)
    {
      show_views (self);
      return;
    }

  g_autofree char *message = g_markup_escape_text (error->message, -1);
  adw_status_page_set_description (self->failed, message);
  gtk_stack_set_visible_child_name (self->stack, "failed");
  update_frame (self);
}

/* Work that takes the whole page. */

MokJob *
mok_organize_page_start_work (MokOrganizePage *self, const char *title, const char *description)
{
  g_autoptr (MokJob) job = mok_job_new ();

  g_set_object (&self->job, job);
  gtk_stack_set_visible_child_name (self->stack, "work");
  mok_progress_view_start (self->progress, title, description, job);
  update_frame (self);

  return self->job;
}

void
mok_organize_page_end_work (MokOrganizePage *self)
{
  g_clear_object (&self->job);
  mok_progress_view_stop (self->progress);
  gtk_stack_set_visible_child_name (self->stack, "views");
  update_frame (self);
  focus_view (self);
}

void
mok_organize_page_toast (MokOrganizePage *self, const char *text)
{
  MokWindow *window = mok_window_of (GTK_WIDGET (self));

  if (window != NULL)
    mok_window_toast (window, text);
}

/* Closing, and what comes after it. */

static void
show_certificate (MokOrganizePage *self, gboolean just_closed)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (root != NULL)
    gtk_window_present (mok_certificate_dialog_new (GTK_WINDOW (root), self->session, just_closed));
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MokOrganizePage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean closed = mok_survey_session_close_finish (MOK_SURVEY_SESSION (source), result, &error);

  if (self->session == NULL)
    return;
  mok_organize_page_end_work (self);
  if (closed)
    turn_to_view (self, "results");

  if (closed && !mok_cube_is_exact (mok_survey_session_get_cube (self->session)))
    show_certificate (self, TRUE);
  else if (closed)
    mok_organize_page_toast (self, _ ("The survey is closed."));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    mok_organize_page_toast (self, _ ("Closing was stopped. The survey stays as it was."));
  else
    mok_organize_page_report (self, _ ("The survey cannot be closed"), error);
}

static void
close_asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MokOrganizePage) self = user_data;
  gboolean small;
  g_autoptr (MokSecret) key = mok_close_dialog_ask_finish (result, &small, NULL);

  if (key == NULL || self->session == NULL)
    return;

  MokJob *job = mok_organize_page_start_work (self, _ ("Closing the survey"),
                                              _ ("Opens the responses in memory and computes every table once."));
  mok_survey_session_close_async (self->session, key, small, job, closed_cb, g_object_ref (self));
}

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MokOrganizePage *self = MOK_ORGANIZE_PAGE (widget);

  mok_close_dialog_ask_async (GTK_WINDOW (gtk_widget_get_root (widget)), self->session, close_asked_cb,
                              g_object_ref (self));
}

static void
certificate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_certificate (MOK_ORGANIZE_PAGE (widget), FALSE);
}

static void
review_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MokOrganizePage *self = MOK_ORGANIZE_PAGE (widget);

  gtk_window_present (mok_comment_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), self->session));
}

static void
back_up_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mok_organize_page_back_up (MOK_ORGANIZE_PAGE (widget));
}

static void
verify_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mok_survey_check_show (widget, MOK_ORGANIZE_PAGE (widget)->session);
}

/* Boxes. */

static void
box_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MokOrganizePage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (mok_box_dialog_run_finish (result, &error))
    mok_organize_page_toast (self, _ ("The box is saved. Take it to the computer where people answer."));
  else
    mok_organize_page_report (self, _ ("The box cannot be made"), error);
}

static void
make_box_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MokOrganizePage *self = MOK_ORGANIZE_PAGE (widget);

  mok_box_dialog_run_async (GTK_WINDOW (gtk_widget_get_root (widget)), self->session, box_made_cb, g_object_ref (self));
}

static void
merge_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MokOrganizePage *self = MOK_ORGANIZE_PAGE (widget);

  adw_view_stack_set_visible_child_name (self->views, "collect");
  mok_collect_view_choose_files (self->collect);
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MokOrganizePage *self = MOK_ORGANIZE_PAGE (widget);
  gboolean results = g_strcmp0 (adw_view_stack_get_visible_child_name (self->views), "results") == 0;

  if (!results || !mok_results_view_go_back (self->results))
    mok_window_pop (mok_window_of (widget));
}

static void
show_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mok_organize_page_show_view (MOK_ORGANIZE_PAGE (widget), g_variant_get_string (parameter, NULL));
}

static const MokPageKey keys[] = {
  { "<Alt>1", "survey.show", "prepare" }, { "<Alt>2", "survey.show", "collect" },
  { "<Alt>3", "survey.show", "results" }, { "<Alt>Left", "survey.back", NULL },
  { "<Control>m", "survey.merge", NULL },
};

static void
mok_organize_page_dispose (GObject *object)
{
  MokOrganizePage *self = MOK_ORGANIZE_PAGE (object);

  if (self->job != NULL)
    mok_job_cancel (self->job);
  g_clear_object (&self->job);
  /* Before the template: while it goes, its widgets still tell of changes, and finished work may still come in. */
  g_clear_object (&self->session);
  g_clear_object (&self->keeper);
  gtk_widget_dispose_template (GTK_WIDGET (self), MOK_TYPE_ORGANIZE_PAGE);
  g_clear_pointer (&self->view, g_free);

  G_OBJECT_CLASS (mok_organize_page_parent_class)->dispose (object);
}

static void
mok_organize_page_class_init (MokOrganizePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mok_organize_page_dispose;

  g_type_ensure (MOK_TYPE_WIDTH_BIN);
  g_type_ensure (MOK_TYPE_PROGRESS_VIEW);
  g_type_ensure (MOK_TYPE_PREPARE_VIEW);
  g_type_ensure (MOK_TYPE_COLLECT_VIEW);
  g_type_ensure (MOK_TYPE_RESULTS_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/moksori/Moksori/ui/mok-organize-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MokOrganizePage, width);
  gtk_widget_class_bind_template_child (widget_class, MokOrganizePage, title_stack);
  gtk_widget_class_bind_template_child (widget_class, MokOrganizePage, title);
  gtk_widget_class_bind_template_child (widget_class, MokOrganizePage, stack);
  gtk_widget_class_bind_template_child (widget_class, MokOrganizePage, failed);
  gtk_widget_class_bind_template_child (widget_class, MokOrganizePage, progress);
  gtk_widget_class_bind_template_child (widget_class, MokOrganizePage, views);
  gtk_widget_class_bind_template_child (widget_class, MokOrganizePage, prepare);
  gtk_widget_class_bind_template_child (widget_class, MokOrganizePage, collect);
  gtk_widget_class_bind_template_child (widget_class, MokOrganizePage, results_stack);
  gtk_widget_class_bind_template_child (widget_class, MokOrganizePage, results);
  gtk_widget_class_bind_template_child (widget_class, MokOrganizePage, switcher_bar);
  gtk_widget_class_bind_template_callback (widget_class, figures_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, narrow_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_title);
  gtk_widget_class_bind_template_callback (widget_class, view_changed_cb);

  gtk_widget_class_install_action (widget_class, "survey.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "survey.show", "s", show_action);
  gtk_widget_class_install_action (widget_class, "survey.merge", NULL, merge_action);
  gtk_widget_class_install_action (widget_class, "survey.make-box", NULL, make_box_action);
  gtk_widget_class_install_action (widget_class, "survey.close", NULL, close_action);
  gtk_widget_class_install_action (widget_class, "survey.back-up", NULL, back_up_action);
  gtk_widget_class_install_action (widget_class, "survey.verify", NULL, verify_action);
  gtk_widget_class_install_action (widget_class, "survey.certificate", NULL, certificate_action);
  gtk_widget_class_install_action (widget_class, "survey.review", NULL, review_action);
  mok_organize_paper_install (widget_class);
}

static void
mok_organize_page_init (MokOrganizePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mok_covered_hide (GTK_WIDGET (self->title_stack));
  mok_covered_hide (GTK_WIDGET (self->stack));
  mok_covered_hide (GTK_WIDGET (self->views));
  mok_covered_hide (GTK_WIDGET (self->results_stack));
  mok_words_keep_below (GTK_WIDGET (self));
  mok_page_keys_add (GTK_WIDGET (self), keys, G_N_ELEMENTS (keys));
}

/**
 * mok_organize_page_new:
 * @survey: an open survey file; the page is its only user from now on
 *
 * Returns: (transfer floating): a page that shows the view that comes next for this survey
 */
GtkWidget *
mok_organize_page_new (MokSurvey *survey)
{
  g_return_val_if_fail (MOK_IS_SURVEY (survey), NULL);

  MokOrganizePage *self = g_object_new (MOK_TYPE_ORGANIZE_PAGE, NULL);

  self->session = mok_survey_session_new (survey);
  g_signal_connect_object (self->session, "changed", G_CALLBACK (session_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::busy", G_CALLBACK (session_changed_cb), self, G_CONNECT_SWAPPED);
  mok_prepare_view_set_session (self->prepare, self->session);
  mok_collect_view_set_session (self->collect, self->session);
  session_changed_cb (self);
  mok_organize_paper_watch (GTK_WIDGET (self), self->session);
  mok_survey_session_load_async (self->session, loaded_cb, g_object_ref (self));

  return GTK_WIDGET (self);
}

/**
 * mok_organize_page_get_session:
 *
 * Returns: (transfer none): the survey of the page
 */
MokSurveySession *
mok_organize_page_get_session (MokOrganizePage *self)
{
  g_return_val_if_fail (MOK_IS_ORGANIZE_PAGE (self), NULL);

  return self->session;
}

/**
 * mok_organize_page_show_view:
 * @name: `prepare`, `collect` or `results`
 *
 * Switches to a view, as soon as the survey is read.
 */
void
mok_organize_page_show_view (MokOrganizePage *self, const char *name)
{
  g_return_if_fail (MOK_IS_ORGANIZE_PAGE (self));
  g_return_if_fail (name != NULL);

  g_free (self->view);
  self->view = g_strdup (name);
  if (shows_views (self) && g_strcmp0 (adw_view_stack_get_visible_child_name (self->views), name) != 0)
    turn_to_view (self, name);
}
