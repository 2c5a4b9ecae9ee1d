/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Every change is saved at once, in a thread, one after the other; of changes that come while one is being saved only
 * the last counts. It goes on until all is saved, even when nobody looks at the survey any more.
 */

#include "config.h"

#include "organize/mok-figures-keeper.h"

struct _MokFiguresKeeper
{
  GObject parent_instance;

  MokSurvey *survey;      /* (owned) */
  MokSurveyFigures *next; /* (owned) (nullable): to be saved when what is being saved is */
  gboolean saving;
};

enum
{
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MokFiguresKeeper, mok_figures_keeper, G_TYPE_OBJECT)

static void
mok_figures_keeper_finalize (GObject *object)
{
  MokFiguresKeeper *self = MOK_FIGURES_KEEPER (object);

  g_clear_object (&self->survey);
  g_clear_pointer (&self->next, mok_survey_figures_free);

  G_OBJECT_CLASS (mok_figures_keeper_parent_class)->finalize (object);
}

static void
mok_figures_keeper_class_init (MokFiguresKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mok_figures_keeper_finalize;

  /**
   * MokFiguresKeeper::failed:
   * @error: why
   *
   * Something could not be saved.
   */
  signals[FAILED] = g_signal_new ("failed", MOK_TYPE_FIGURES_KEEPER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
mok_figures_keeper_init (MokFiguresKeeper *self)
{
}

/**
 * mok_figures_keeper_new:
 * @survey: (transfer none): a closed survey
 *
 * Returns: (transfer full): what saves its pins and notes
 */
MokFiguresKeeper *
mok_figures_keeper_new (MokSurvey *survey)
{
  g_return_val_if_fail (MOK_IS_SURVEY (survey), NULL);

  MokFiguresKeeper *self = g_object_new (MOK_TYPE_FIGURES_KEEPER, NULL);

  self->survey = g_object_ref (survey);
  return self;
}

static void
save (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (mok_survey_save_figures (MOK_FIGURES_KEEPER (source)->survey, data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void start (MokFiguresKeeper *self);

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  MokFiguresKeeper *self = MOK_FIGURES_KEEPER (source);
  g_autoptr (GError) error = NULL;

  self->saving = FALSE;
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_signal_emit (self, signals[FAILED], 0, error);
  if (self->next != NULL)
    start (self);
}

static void
start (MokFiguresKeeper *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, saved_cb, NULL);

  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, g_steal_pointer (&self->next), (GDestroyNotify) mok_survey_figures_free);
  self->saving = TRUE;
  g_task_run_in_thread (task, save);
}

/**
 * mok_figures_keeper_save:
 * @figures: as they are now
 */
void
mok_figures_keeper_save (MokFiguresKeeper *self, const MokSurveyFigures *figures)
{
  g_return_if_fail (MOK_IS_FIGURES_KEEPER (self) && figures != NULL);

  g_clear_pointer (&self->next, mok_survey_figures_free);
  self->next = mok_survey_figures_copy (figures);
  if (!self->saving)
    start (self);
}
