/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Making a box, and the slips with its access codes, at places that the user chose: both of them or neither.
 * Must not keep a code.
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "organize/mok-survey-work-private.h"
#include "report/mok-slips.h"

/* A file on its way to the user's place. */
typedef struct
{
  GFile *file;
  GFileOutputStream *stream; /* (owned) (nullable): while it is written */
  gboolean is_new;           /* nothing was there before */
  gboolean is_complete;
} Target;

static gboolean
open_target (Target *self, GFile *file, GFileCreateFlags flags, GError **error)
{
  self->file = file;
  self->is_new = !g_file_query_exists (file, NULL);
  self->stream = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION | flags, NULL, error);
  return self->stream != NULL;
}

static gboolean
close_target (Target *self, GError **error)
{
  self->is_complete = g_output_stream_close (G_OUTPUT_STREAM (self->stream), NULL, error);
  return self->is_complete;
}

/* Gives it up: an older file stays as it was, as long as the new one has not taken its place. */
static void
abandon_target (Target *self)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();

  if (self->stream == NULL)
    return;
  g_cancellable_cancel (cancelled);
  if (!self->is_complete)
    g_output_stream_close (G_OUTPUT_STREAM (self->stream), cancelled, NULL);
  if (self->is_new || self->is_complete)
    g_file_delete (self->file, NULL, NULL);
}

typedef struct
{
  MokSurveyWork *work;
  Target box;
  Target slips;
} HandOut;

static gboolean
write_box (HandOut *self, const char *box, GError **error)
{
  g_autoptr (GFile) made = g_file_new_for_path (box);
  g_autoptr (GFileInputStream) in = g_file_read (made, NULL, error);

  return in != NULL
         && g_output_stream_splice (G_OUTPUT_STREAM (self->box.stream), G_INPUT_STREAM (in),
                                    G_OUTPUT_STREAM_SPLICE_NONE, NULL, error)
                >= 0;
}

static gboolean
write_slips (HandOut *self, const char *const *access_codes, GError **error)
{
  MokManifest *manifest = mok_survey_get_manifest (self->work->survey);
  g_autoptr (MokPaper) paper = mok_slips_new (manifest, self->work->label, access_codes);
  g_autoptr (GBytes) pages = mok_paper_render (paper, error);
  gsize size;
  gconstpointer data;

  if (pages == NULL)
    return FALSE;
  data = g_bytes_get_data (pages, &size);
  return g_output_stream_write_all (G_OUTPUT_STREAM (self->slips.stream), data, size, NULL, NULL, error);
}

static gboolean
hand_out (const char *box, const char *const *access_codes, gpointer data, GError **error)
{
  HandOut *self = data;

  return write_box (self, box, error) && (self->slips.stream == NULL || write_slips (self, access_codes, error))
         && (self->slips.stream == NULL || close_target (&self->slips, error)) && close_target (&self->box, error);
}

static gboolean
open_targets (HandOut *self, GError **error)
{
  MokSurveyWork *work = self->work;

  if (work->slips != NULL && g_file_equal (work->slips, work->target))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_EXISTS, _ ("The box and its slips need two files."));
      return FALSE;
    }
  return open_target (&self->box, work->target, G_FILE_CREATE_NONE, error)
         && (work->slips == NULL || open_target (&self->slips, work->slips, G_FILE_CREATE_PRIVATE, error));
}

/**
 * mok_survey_work_make_box:
 *
 * Makes a box beside the survey file and brings it and its slips to their places. These are opened first, so that a
 * place that cannot be written is found before long work. When anything fails, neither is there and the survey does not
 * know of the box.
 */
gboolean
mok_survey_work_make_box (MokSurveyWork *work, GError **error)
{
  const MokBoxOptions options = {
    .label = work->label,
    .site = work->site,
    .end_code = work->end_code,
    .n_access_codes = work->n_codes,
    .idle_minutes = work->idle_minutes,
  };
  g_autoptr (TransitFolder) transit = mok_survey_work_make_transit (work->survey, error);
  g_autofree char *path = NULL;
  HandOut out = { .work = work };
  gboolean made;

  if (transit == NULL)
    return FALSE;
  path = g_build_filename (transit, "box.mokbox", NULL);
  made = open_targets (&out, error) && mok_survey_deliver_box (work->survey, path, &options, hand_out, &out, error);
  if (!made)
    {
      abandon_target (&out.box);
      abandon_target (&out.slips);
    }
  g_clear_object (&out.box.stream);
  g_clear_object (&out.slips.stream);
  return made && mok_survey_work_load (work, error);
}
