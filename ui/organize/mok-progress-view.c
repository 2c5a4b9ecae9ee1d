/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Title, bar and Cancel for the one job it is given; it looks ten times a second.
 * Must not start or end the work: the page that owns it does.
 */

#include "config.h"

#include "organize/mok-progress-view.h"

#include <glib/gi18n-lib.h>

#define POLL_MS 100

struct _MokProgressView
{
  AdwBin parent_instance;

  GtkLabel *title;
  GtkLabel *description;
  GtkProgressBar *bar;
  GtkButton *cancel;

  MokJob *job; /* (owned) (nullable): while the work runs */
  guint poll;
};

G_DEFINE_FINAL_TYPE (MokProgressView, mok_progress_view, ADW_TYPE_BIN)

static gboolean
poll_cb (gpointer data)
{
  MokProgressView *self = data;
  double fraction = mok_job_get_fraction (self->job);

  if (fraction > 0)
    gtk_progress_bar_set_fraction (self->bar, fraction);
  else
    gtk_progress_bar_pulse (self->bar);

  return G_SOURCE_CONTINUE;
}

static void
cancel_clicked_cb (MokProgressView *self)
{
  g_assert (MOK_IS_PROGRESS_VIEW (self));

  if (self->job == NULL)
    return;

  mok_job_cancel (self->job);
  gtk_widget_set_sensitive (GTK_WIDGET (self->cancel), FALSE);
  gtk_label_set_label (self->description, _ ("Stopping…"));
}

static void
mok_progress_view_dispose (GObject *object)
{
  MokProgressView *self = MOK_PROGRESS_VIEW (object);

  g_clear_handle_id (&self->poll, g_source_remove);
  g_clear_object (&self->job);

  G_OBJECT_CLASS (mok_progress_view_parent_class)->dispose (object);
}

static void
mok_progress_view_class_init (MokProgressViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = mok_progress_view_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/moksori/Moksori/ui/mok-progress-view.ui");
  gtk_widget_class_bind_template_child (widget_class, MokProgressView, title);
  gtk_widget_class_bind_template_child (widget_class, MokProgressView, description);
  gtk_widget_class_bind_template_child (widget_class, MokProgressView, bar);
  gtk_widget_class_bind_template_child (widget_class, MokProgressView, cancel);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
}

static void
mok_progress_view_init (MokProgressView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * mok_progress_view_new:
 *
 * Returns: (transfer floating): an idle view
 */
GtkWidget *
mok_progress_view_new (void)
{
  return g_object_new (MOK_TYPE_PROGRESS_VIEW, NULL);
}

/**
 * mok_progress_view_start:
 * @title: what is being done
 * @description: (nullable): a sentence below
 * @job: (nullable): progress and cancelling; %NULL for work that cannot be stopped
 *
 * Shows a job until mok_progress_view_stop().
 */
void
mok_progress_view_start (MokProgressView *self, const char *title, const char *description, MokJob *job)
{
  g_return_if_fail (MOK_IS_PROGRESS_VIEW (self));
  g_return_if_fail (title != NULL);

  mok_progress_view_stop (self);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->description, description != NULL ? description : "");
  gtk_progress_bar_set_fraction (self->bar, 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->cancel), job != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->cancel), TRUE);
  self->job = job != NULL ? g_object_ref (job) : mok_job_new ();
  self->poll = g_timeout_add (POLL_MS, poll_cb, self);
  if (job != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->cancel));
}

/**
 * mok_progress_view_stop:
 *
 * To be called when the work has ended.
 */
void
mok_progress_view_stop (MokProgressView *self)
{
  g_return_if_fail (MOK_IS_PROGRESS_VIEW (self));

  g_clear_handle_id (&self->poll, g_source_remove);
  g_clear_object (&self->job);
}
