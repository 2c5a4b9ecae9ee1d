/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a working thread and the page that shows its progress share: one number and one cancellable.
 * Must not know what the work is, nor touch widgets: the page polls.
 */

#include "config.h"

#include "organize/mok-job.h"

#define WHOLE 10000

struct _MokJob
{
  GObject parent_instance;

  GCancellable *cancellable; /* (owned) */
  int done;                  /* (atomic): of WHOLE */

  /* Of the working thread alone. */
  double from;
  double to;
};

G_DEFINE_FINAL_TYPE (MokJob, mok_job, G_TYPE_OBJECT)

static void
mok_job_finalize (GObject *object)
{
  MokJob *self = MOK_JOB (object);

  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (mok_job_parent_class)->finalize (object);
}

static void
mok_job_class_init (MokJobClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mok_job_finalize;
}

static void
mok_job_init (MokJob *self)
{
  self->cancellable = g_cancellable_new ();
  self->to = 1;
}

/**
 * mok_job_new:
 *
 * Returns: (transfer full): a job at zero
 */
MokJob *
mok_job_new (void)
{
  return g_object_new (MOK_TYPE_JOB, NULL);
}

/**
 * mok_job_get_cancellable:
 *
 * Returns: (transfer none): what the work has to look at
 */
GCancellable *
mok_job_get_cancellable (MokJob *self)
{
  g_return_val_if_fail (MOK_IS_JOB (self), NULL);

  return self->cancellable;
}

/**
 * mok_job_cancel:
 *
 * Asks the work to stop. It ends with %G_IO_ERROR_CANCELLED, or successfully when it was already past that point.
 */
void
mok_job_cancel (MokJob *self)
{
  g_return_if_fail (MOK_IS_JOB (self));

  g_cancellable_cancel (self->cancellable);
}

/**
 * mok_job_get_fraction:
 *
 * Returns: how much of the work is done, 0 to 1; from any thread
 */
double
mok_job_get_fraction (MokJob *self)
{
  g_return_val_if_fail (MOK_IS_JOB (self), 0);

  return g_atomic_int_get (&self->done) / (double) WHOLE;
}

/**
 * mok_job_set_part:
 * @from: what the next step starts at, 0 to 1
 * @to: what it ends at
 *
 * For work of several steps each of which reports from 0 to 1. Only from the thread that works.
 */
void
mok_job_set_part (MokJob *self, double from, double to)
{
  g_return_if_fail (MOK_IS_JOB (self));
  g_return_if_fail (0 <= from && from <= to && to <= 1);

  self->from = from;
  self->to = to;
  mok_job_report (0, self);
}

/**
 * mok_job_report: (type MokProgressFunc)
 * @fraction: how much of the current part is done, 0 to 1
 * @job: (type MokJob): the job
 *
 * A #MokProgressFunc for functions that take one. Only from the thread that works.
 */
void
mok_job_report (double fraction, gpointer job)
{
  MokJob *self = job;

  g_return_if_fail (MOK_IS_JOB (self));

  double whole = self->from + (self->to - self->from) * CLAMP (fraction, 0, 1);
  g_atomic_int_set (&self->done, (int) (whole * WHOLE + .5));
}
