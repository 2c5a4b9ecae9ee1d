/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Makes the sample survey in a thread and then gives way to its results.
 * Must not outlive its job: a page that is left cancels it.
 */

#include "config.h"

#include "organize/mok-sample-page.h"

#include <glib/gi18n-lib.h>

#include "common/mok-page-keys.h"
#include "organize/mok-organize-page.h"
#include "organize/mok-organize.h"
#include "organize/mok-progress-view.h"
#include "organize/mok-sample-private.h"
#include "organize/mok-transit-private.h"

/* How long the end of the program waits for the thread: it looks at its cancellable between two responses. */
#define PATIENCE (3 * G_TIME_SPAN_SECOND)

struct _MokSamplePage
{
  GtkBox parent_instance;

  MokProgressView *progress;

  MokJob *job; /* (owned) (nullable): until it has ended or the page is left */
  gboolean running;
};

G_DEFINE_FINAL_TYPE (MokSamplePage, mok_sample_page, GTK_TYPE_BOX)

static void
make_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  MokSurvey *survey = mok_sample_make (MOK_SAMPLE_RESPONSES, task_data, &error);

  if (survey != NULL)
    g_task_return_pointer (task, survey, g_object_unref);
  else
    g_task_return_error (task, error);
}

/* The program may end with the window still there: then nothing unrefs the survey. */
static void
application_shut_down_cb (GApplication *application, MokSurvey *survey)
{
  mok_transit_folder_remove (g_object_steal_data (G_OBJECT (survey), "mok-sample-folder"));
}

/* Work that is under way has a folder too: it is asked to stop, and given a moment to clean up. */
static void
application_stops_cb (GApplication *application, MokSamplePage *self)
{
  const gint64 end = g_get_monotonic_time () + PATIENCE;

  if (self->job != NULL)
    mok_job_cancel (self->job);
  while (self->running && g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MokSamplePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MokSurvey) survey = g_task_propagate_pointer (G_TASK (result), &error);
  MokWindow *window = mok_window_of (GTK_WIDGET (self));
  GApplication *application = g_application_get_default ();

  self->running = FALSE;
  if (application != NULL)
    g_application_release (application);

  /* The page was left meanwhile. */
  if (self->job == NULL || window == NULL)
    return;

  g_clear_object (&self->job);
  mok_progress_view_stop (self->progress);
  mok_window_pop (window);
  if (survey == NULL)
    {
      mok_window_report (window, _ ("The sample survey cannot be made"), error);
      return;
    }

  GtkWidget *page = mok_organize_page_new (survey);
  if (application != NULL)
    g_signal_connect_object (application, "shutdown", G_CALLBACK (application_shut_down_cb), survey, 0);
  mok_organize_page_show_view (MOK_ORGANIZE_PAGE (page), "results");
  mok_window_push (window, page);
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MokSamplePage *self = MOK_SAMPLE_PAGE (widget);

  if (self->job != NULL)
    mok_job_cancel (self->job);
  g_clear_object (&self->job);
  mok_window_pop (mok_window_of (widget));
}

static const MokPageKey keys[] = { { "<Alt>Left", "page.back", NULL } };

static void
mok_sample_page_dispose (GObject *object)
{
  MokSamplePage *self = MOK_SAMPLE_PAGE (object);

  if (self->job != NULL)
    mok_job_cancel (self->job);
  g_clear_object (&self->job);
  gtk_widget_dispose_template (GTK_WIDGET (self), MOK_TYPE_SAMPLE_PAGE);

  G_OBJECT_CLASS (mok_sample_page_parent_class)->dispose (object);
}

static void
mok_sample_page_class_init (MokSamplePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mok_sample_page_dispose;

  g_type_ensure (MOK_TYPE_PROGRESS_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/moksori/Moksori/ui/mok-sample-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MokSamplePage, progress);
  gtk_widget_class_install_action (widget_class, "page.back", NULL, back_action);
}

static void
mok_sample_page_init (MokSamplePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mok_page_keys_add (GTK_WIDGET (self), keys, G_N_ELEMENTS (keys));
}

/**
 * mok_sample_open:
 * @window: where to show it
 *
 * Makes a survey with made-up responses, with progress, and shows its results.
 */
void
mok_sample_open (MokWindow *window)
{
  g_return_if_fail (MOK_IS_WINDOW (window));

  MokSamplePage *page = g_object_new (MOK_TYPE_SAMPLE_PAGE, NULL);
  g_autoptr (GTask) task = g_task_new (NULL, NULL, made_cb, g_object_ref_sink (page));

  page->job = mok_job_new ();
  g_task_set_source_tag (task, mok_sample_open);
  g_task_set_task_data (task, g_object_ref (page->job), g_object_unref);

  GApplication *application = g_application_get_default ();
  if (application != NULL)
    {
      /* A window that is closed meanwhile does not end the program before the thread has cleaned up. */
      g_application_hold (application);
      g_signal_connect_object (application, "shutdown", G_CALLBACK (application_stops_cb), page, 0);
    }
  page->running = TRUE;

  mok_window_push (window, GTK_WIDGET (page));
  mok_progress_view_start (page->progress, _ ("Making sample data"),
                           _ ("600 made-up responses. Every chart says that they are synthetic."), page->job);
  g_task_run_in_thread (task, make_thread);
}
