/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One open survey in the window. A survey file is used by one thread at a time: while work runs, the session is busy
 * and takes no other; what pages show meanwhile are the figures of the last finished work.
 * Must not touch widgets, and never lets a page have the survey file itself.
 */

#include "config.h"

#include "organize/mok-survey-session.h"

#include "organize/mok-survey-session-private.h"

struct _MokSurveySession
{
  GObject parent_instance;

  MokSurvey *survey; /* (owned) */
  MokSurveyStatus status;
  MokCube *cube;       /* (owned) (nullable): once closed */
  MokReceipt *receipt; /* (owned) (nullable): of the last merge */
  gboolean has_review;
  char *summary;             /* (owned) (nullable) */
  GPtrArray *left;           /* (owned) (nullable) */
  MokSurveyFigures *figures; /* (owned) (nullable) */
  gboolean busy;
};

typedef enum
{
  PROP_BUSY = 1,
} MokSurveySessionProperty;

static GParamSpec *properties[PROP_BUSY + 1];

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MokSurveySession, mok_survey_session, G_TYPE_OBJECT)

static void
mok_survey_session_finalize (GObject *object)
{
  MokSurveySession *self = MOK_SURVEY_SESSION (object);

  g_clear_object (&self->survey);
  g_clear_pointer (&self->cube, mok_cube_unref);
  g_clear_pointer (&self->receipt, mok_receipt_free);
  g_clear_pointer (&self->summary, g_free);
  g_clear_pointer (&self->figures, mok_survey_figures_free);
  g_clear_pointer (&self->left, g_ptr_array_unref);

  G_OBJECT_CLASS (mok_survey_session_parent_class)->finalize (object);
}

static void
mok_survey_session_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  MokSurveySession *self = MOK_SURVEY_SESSION (object);

  switch ((MokSurveySessionProperty) property_id)
    {
    case PROP_BUSY:
      g_value_set_boolean (value, self->busy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
mok_survey_session_class_init (MokSurveySessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = mok_survey_session_finalize;
  object_class->get_property = mok_survey_session_get_property;

  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * MokSurveySession::changed:
   *
   * Figures, receipt or results are other ones now.
   */
  signals[CHANGED] =
      g_signal_new ("changed", MOK_TYPE_SURVEY_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mok_survey_session_init (MokSurveySession *self)
{
}

/**
 * mok_survey_session_new:
 * @survey: an open survey file; the session is its only user from now on
 *
 * Returns: (transfer full): a session that knows no figures before mok_survey_session_load_async()
 */
MokSurveySession *
mok_survey_session_new (MokSurvey *survey)
{
  g_return_val_if_fail (MOK_IS_SURVEY (survey), NULL);

  MokSurveySession *self = g_object_new (MOK_TYPE_SURVEY_SESSION, NULL);
  self->survey = g_object_ref (survey);

  return self;
}

MokManifest *
mok_survey_session_get_manifest (MokSurveySession *self)
{
  g_return_val_if_fail (MOK_IS_SURVEY_SESSION (self), NULL);

  return mok_survey_get_manifest (self->survey);
}

const MokSurveyStatus *
mok_survey_session_get_status (MokSurveySession *self)
{
  g_return_val_if_fail (MOK_IS_SURVEY_SESSION (self), NULL);

  return &self->status;
}

/**
 * mok_survey_session_get_cube:
 *
 * Returns: (transfer none) (nullable): the results, once the survey is closed
 */
MokCube *
mok_survey_session_get_cube (MokSurveySession *self)
{
  g_return_val_if_fail (MOK_IS_SURVEY_SESSION (self), NULL);

  return self->cube;
}

/**
 * mok_survey_session_get_receipt:
 *
 * Returns: (transfer none) (nullable): what the last merge of this session did
 */
MokReceipt *
mok_survey_session_get_receipt (MokSurveySession *self)
{
  g_return_val_if_fail (MOK_IS_SURVEY_SESSION (self), NULL);

  return self->receipt;
}

/**
 * mok_survey_session_has_review:
 *
 * Returns: whether the survey is closed and its comments wait to be read
 */
gboolean
mok_survey_session_has_review (MokSurveySession *self)
{
  g_return_val_if_fail (MOK_IS_SURVEY_SESSION (self), FALSE);

  return self->has_review;
}

/**
 * mok_survey_session_get_summary:
 *
 * Returns: (transfer none) (nullable): what the organizer wrote about the comments
 */
const char *
mok_survey_session_get_summary (MokSurveySession *self)
{
  g_return_val_if_fail (MOK_IS_SURVEY_SESSION (self), NULL);

  return self->summary;
}

/**
 * mok_survey_session_get_left:
 *
 * Returns: (transfer none) (nullable) (element-type MokNote): what is left to destroy, once the survey is closed
 */
GPtrArray *
mok_survey_session_get_left (MokSurveySession *self)
{
  g_return_val_if_fail (MOK_IS_SURVEY_SESSION (self), NULL);

  return self->left;
}

/**
 * mok_survey_session_get_figures:
 *
 * Returns: (transfer none) (nullable): what was pinned and noted when the closed survey was read
 */
const MokSurveyFigures *
mok_survey_session_get_figures (MokSurveySession *self)
{
  g_return_val_if_fail (MOK_IS_SURVEY_SESSION (self), NULL);

  return self->figures;
}

/**
 * mok_survey_session_get_survey:
 *
 * Returns: (transfer none): the survey
 */
MokSurvey *
mok_survey_session_get_survey (MokSurveySession *self)
{
  return self->survey;
}

gboolean
mok_survey_session_is_busy (MokSurveySession *self)
{
  g_return_val_if_fail (MOK_IS_SURVEY_SESSION (self), FALSE);

  return self->busy;
}

static void
set_busy (MokSurveySession *self, gboolean busy)
{
  if (self->busy == busy)
    return;

  self->busy = busy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

typedef struct
{
  MokSurveyWork *work; /* (owned) */
  MokSurveyWorkFunc func;
} Task;

static void
task_free (gpointer data)
{
  Task *task = data;

  mok_survey_work_free (task->work);
  g_free (task);
}

static void
run_task (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Task *data = task_data;
  GError *error = NULL;

  if (data->func (data->work, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * mok_survey_session_start:
 * @work: (transfer full): what it is about
 * @func: what to do in the thread
 * @tag: source tag
 *
 * Begins work, or turns it away with `G_IO_ERROR_PENDING` while other work runs.
 */
void
mok_survey_session_start (MokSurveySession *self,
                          MokSurveyWork *work,
                          MokSurveyWorkFunc func,
                          gpointer tag,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, tag);

  if (self->busy)
    {
      mok_survey_work_free (work);
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PENDING, "%s", g_strerror (EBUSY));
      return;
    }

  Task *data = g_new0 (Task, 1);
  data->work = work;
  data->func = func;
  g_task_set_task_data (task, data, task_free);

  set_busy (self, TRUE);
  g_task_run_in_thread (task, run_task);
}

static void
take_over (MokSurveySession *self, MokSurveyWork *work)
{
  if (work->has_status)
    self->status = work->status;
  if (work->cube != NULL && self->status.closed)
    {
      g_clear_pointer (&self->cube, mok_cube_unref);
      self->cube = g_steal_pointer (&work->cube);
    }
  if (work->receipt != NULL)
    {
      g_clear_pointer (&self->receipt, mok_receipt_free);
      self->receipt = g_steal_pointer (&work->receipt);
    }
  if (work->left != NULL)
    {
      g_clear_pointer (&self->left, g_ptr_array_unref);
      self->left = g_steal_pointer (&work->left);
      g_clear_pointer (&self->figures, mok_survey_figures_free);
      self->figures = g_steal_pointer (&work->figures);
      self->has_review = work->has_review;
      g_free (self->summary);
      self->summary = g_steal_pointer (&work->summary);
    }
}

/**
 * mok_survey_session_finish:
 * @tag: as it was started with
 * @work: (out) (optional) (transfer none) (nullable): what was found beyond that; lives as long as @result
 *
 * Takes over what the work has found, whether it succeeded or not.
 */
gboolean
mok_survey_session_finish (MokSurveySession *self,
                           GAsyncResult *result,
                           gpointer tag,
                           MokSurveyWork **work,
                           GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == tag, FALSE);

  Task *data = g_task_get_task_data (G_TASK (result));
  if (work != NULL)
    *work = data != NULL ? data->work : NULL;
  if (data != NULL)
    {
      take_over (self, data->work);
      set_busy (self, FALSE);
      g_signal_emit (self, signals[CHANGED], 0);
    }

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * mok_survey_session_load_async:
 *
 * Reads the figures and, of a closed survey, the results.
 */
void
mok_survey_session_load_async (MokSurveySession *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (MOK_IS_SURVEY_SESSION (self));

  mok_survey_session_start (self, mok_survey_work_new (self->survey, NULL), mok_survey_work_load,
                            mok_survey_session_load_async, callback, user_data);
}

gboolean
mok_survey_session_load_finish (MokSurveySession *self, GAsyncResult *result, GError **error)
{
  return mok_survey_session_finish (self, result, mok_survey_session_load_async, NULL, error);
}

/**
 * mok_survey_session_merge_async:
 * @files: (element-type GFile): boxes, anywhere
 * @job: progress and cancelling
 *
 * Merges boxes. Afterwards mok_survey_session_get_receipt() tells what became of each.
 */
void
mok_survey_session_merge_async (MokSurveySession *self,
                                GPtrArray *files,
                                MokJob *job,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (MOK_IS_SURVEY_SESSION (self));
  g_return_if_fail (files != NULL);

  MokSurveyWork *work = mok_survey_work_new (self->survey, job);
  work->files = g_ptr_array_ref (files);
  mok_survey_session_start (self, work, mok_survey_work_merge, mok_survey_session_merge_async, callback, user_data);
}

/**
 * mok_survey_session_merge_news_async:
 * @files: (element-type GFile): boxes that were found by looking, not chosen by anybody
 * @job: progress and cancelling
 *
 * Merges handed-over copies. Only files that bring something, or are refused, come into the receipt; without any of
 * these the last receipt stays. Ends with mok_survey_session_merge_finish().
 */
void
mok_survey_session_merge_news_async (MokSurveySession *self,
                                     GPtrArray *files,
                                     MokJob *job,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_return_if_fail (MOK_IS_SURVEY_SESSION (self));
  g_return_if_fail (files != NULL);

  MokSurveyWork *work = mok_survey_work_new (self->survey, job);
  work->files = g_ptr_array_ref (files);
  work->news = TRUE;
  mok_survey_session_start (self, work, mok_survey_work_merge, mok_survey_session_merge_async, callback, user_data);
}

gboolean
mok_survey_session_merge_finish (MokSurveySession *self, GAsyncResult *result, GError **error)
{
  return mok_survey_session_finish (self, result, mok_survey_session_merge_async, NULL, error);
}

/**
 * mok_survey_session_take_back_async:
 * @file: a box that was merged
 *
 * Takes the responses in a file out of the survey. Afterwards mok_survey_session_get_receipt() tells how many.
 */
void
mok_survey_session_take_back_async (MokSurveySession *self,
                                    GFile *file,
                                    MokJob *job,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_return_if_fail (MOK_IS_SURVEY_SESSION (self));
  g_return_if_fail (G_IS_FILE (file));

  MokSurveyWork *work = mok_survey_work_new (self->survey, job);
  work->files = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (work->files, g_object_ref (file));
  mok_survey_session_start (self, work, mok_survey_work_take_back, mok_survey_session_take_back_async, callback,
                            user_data);
}

gboolean
mok_survey_session_take_back_finish (MokSurveySession *self, GAsyncResult *result, GError **error)
{
  return mok_survey_session_finish (self, result, mok_survey_session_take_back_async, NULL, error);
}

/**
 * mok_survey_session_make_box_async:
 * @options: label, site, end code, number of access codes and idle minutes are copied
 * @target: where the box goes; replaced
 * @slips: (nullable): where the slips with the access codes go, when there are some; replaced
 *
 * Makes one more box of the survey, with its slips or not at all.
 */
void
mok_survey_session_make_box_async (MokSurveySession *self,
                                   const MokBoxOptions *options,
                                   GFile *target,
                                   GFile *slips,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (MOK_IS_SURVEY_SESSION (self));
  g_return_if_fail (options != NULL);
  g_return_if_fail (G_IS_FILE (target));
  g_return_if_fail ((slips != NULL) == (options->n_access_codes > 0));

  MokSurveyWork *work = mok_survey_work_new (self->survey, NULL);
  work->label = g_strdup (options->label);
  work->site = options->site;
  work->end_code = g_strdup (options->end_code);
  work->n_codes = options->n_access_codes;
  work->idle_minutes = options->idle_minutes;
  work->target = g_object_ref (target);
  g_set_object (&work->slips, slips);
  mok_survey_session_start (self, work, mok_survey_work_make_box, mok_survey_session_make_box_async, callback,
                            user_data);
}

gboolean
mok_survey_session_make_box_finish (MokSurveySession *self, GAsyncResult *result, GError **error)
{
  return mok_survey_session_finish (self, result, mok_survey_session_make_box_async, NULL, error);
}

/**
 * mok_survey_session_back_up_async:
 * @target: where the copy goes; replaced
 * @job: progress and cancelling
 *
 * Copies the survey file.
 */
void
mok_survey_session_back_up_async (MokSurveySession *self,
                                  GFile *target,
                                  MokJob *job,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (MOK_IS_SURVEY_SESSION (self));
  g_return_if_fail (G_IS_FILE (target));

  MokSurveyWork *work = mok_survey_work_new (self->survey, job);
  work->target = g_object_ref (target);
  mok_survey_session_start (self, work, mok_survey_work_back_up, mok_survey_session_back_up_async, callback, user_data);
}

gboolean
mok_survey_session_back_up_finish (MokSurveySession *self, GAsyncResult *result, GError **error)
{
  return mok_survey_session_finish (self, result, mok_survey_session_back_up_async, NULL, error);
}
