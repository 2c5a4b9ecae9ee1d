/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Long work in another thread: how far it is, and stopping it. */

#include <gio/gio.h>

G_BEGIN_DECLS

#define MOK_TYPE_JOB (mok_job_get_type ())
G_DECLARE_FINAL_TYPE (MokJob, mok_job, MOK, JOB, GObject)

MokJob *mok_job_new (void);
GCancellable *mok_job_get_cancellable (MokJob *self);
void mok_job_cancel (MokJob *self);
double mok_job_get_fraction (MokJob *self);

/* From the thread that works. */
void mok_job_set_part (MokJob *self, double from, double to);
void mok_job_report (double fraction, gpointer job);

G_END_DECLS
