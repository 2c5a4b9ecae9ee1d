/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What outlives a respondent on a shared computer: sealed responses that wait to be written together, and how often a
 * wrong end code came. Must not see an answer: what it holds was sealed in another process.
 */

#include "config.h"

#include "respond/mok-shared-keeper.h"

#include <glib/gi18n-lib.h>

struct _MokSharedKeeper
{
  GObject parent_instance;

  MokBox *box; /* (owned) */
  gboolean hold;
  GPtrArray *held; /* (element-type GBytes): not on the disk yet */

  MokSharedClock clock;
  gpointer clock_data;
  guint n_wrong;  /* end codes, one after the other */
  gint64 resumes; /* when the next one is looked at, in µs of the clock */
};

G_DEFINE_FINAL_TYPE (MokSharedKeeper, mok_shared_keeper, G_TYPE_OBJECT)

static gint64
monotonic (gpointer data)
{
  return g_get_monotonic_time ();
}

static void
mok_shared_keeper_finalize (GObject *object)
{
  MokSharedKeeper *self = MOK_SHARED_KEEPER (object);

  g_clear_object (&self->box);
  g_ptr_array_unref (self->held);
  G_OBJECT_CLASS (mok_shared_keeper_parent_class)->finalize (object);
}

static void
mok_shared_keeper_class_init (MokSharedKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mok_shared_keeper_finalize;
}

static void
mok_shared_keeper_init (MokSharedKeeper *self)
{
  self->held = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  self->clock = monotonic;
}

/**
 * mok_shared_keeper_new:
 * @box: where the responses go
 * @hold: whether they wait until %MOK_SHARED_HOLD are in
 *
 * Returns: (transfer full): a keeper
 */
MokSharedKeeper *
mok_shared_keeper_new (MokBox *box, gboolean hold)
{
  MokSharedKeeper *self;

  g_return_val_if_fail (MOK_IS_BOX (box), NULL);

  self = g_object_new (MOK_TYPE_SHARED_KEEPER, NULL);
  self->box = g_object_ref (box);
  self->hold = hold;
  return self;
}

/**
 * mok_shared_keeper_set_clock:
 * @clock: returns µs that never go back
 *
 * For tests.
 */
void
mok_shared_keeper_set_clock (MokSharedKeeper *self, MokSharedClock clock, gpointer data)
{
  g_return_if_fail (MOK_IS_SHARED_KEEPER (self) && clock != NULL);

  self->clock = clock;
  self->clock_data = data;
}

guint
mok_shared_keeper_get_n_held (MokSharedKeeper *self)
{
  g_return_val_if_fail (MOK_IS_SHARED_KEEPER (self), 0);

  return self->held->len;
}

/**
 * mok_shared_keeper_write:
 *
 * Writes whatever waits. What could not be written goes on waiting.
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR) set
 */
gboolean
mok_shared_keeper_write (MokSharedKeeper *self, GError **error)
{
  g_return_val_if_fail (MOK_IS_SHARED_KEEPER (self), FALSE);

  if (self->held->len == 0)
    return TRUE;
  if (!mok_box_submit_sealed (self->box, self->held, NULL, error))
    return FALSE;
  g_ptr_array_set_size (self->held, 0);
  return TRUE;
}

/**
 * mok_shared_keeper_submit:
 * @sealed: from mok_box_seal()
 * @held: (out): whether the response waits for others; else it is on the disk
 *
 * Takes a response.
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR) set; then this response is neither stored nor held
 */
gboolean
mok_shared_keeper_submit (MokSharedKeeper *self, GBytes *sealed, gboolean *held, GError **error)
{
  g_return_val_if_fail (MOK_IS_SHARED_KEEPER (self) && sealed != NULL && held != NULL, FALSE);

  *held = FALSE;
  if (!mok_box_check_sealed (self->box, sealed, self->held, error))
    return FALSE;
  g_ptr_array_add (self->held, g_bytes_ref (sealed));
  if (self->hold && self->held->len < MOK_SHARED_HOLD)
    {
      *held = TRUE;
      return TRUE;
    }
  if (mok_shared_keeper_write (self, error))
    return TRUE;
  /* The respondent keeps the answers and may try again; those who were told “held” stay. */
  g_ptr_array_set_size (self->held, (int) self->held->len - 1);
  return FALSE;
}

/* In seconds; twice as long each time. */
static gint64
get_pause (guint n_wrong)
{
  return MIN (MOK_SHARED_FIRST_PAUSE << MIN (n_wrong - 1, 8), MOK_SHARED_MOST_PAUSE);
}

/**
 * mok_shared_keeper_check_end_code:
 * @code: as typed
 *
 * After a wrong code the next one is not looked at for a while, which grows to a minute.
 *
 * Returns: whether the code is right; %FALSE with @error (%MOK_STORE_ERROR_PASSPHRASE) set
 */
gboolean
mok_shared_keeper_check_end_code (MokSharedKeeper *self, const char *code, GError **error)
{
  g_return_val_if_fail (MOK_IS_SHARED_KEEPER (self) && code != NULL, FALSE);

  const gint64 wait = self->resumes - self->clock (self->clock_data);

  if (self->n_wrong > 0 && wait > 0)
    {
      const guint seconds = (guint) ((wait + G_TIME_SPAN_SECOND - 1) / G_TIME_SPAN_SECOND);

      g_set_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_PASSPHRASE,
                   g_dngettext (GETTEXT_PACKAGE,
                                "A wrong code was typed just now. The next try is possible in %u second.",
                                "A wrong code was typed just now. The next try is possible in %u seconds.", seconds),
                   seconds);
      return FALSE;
    }
  if (mok_box_check_end_code (self->box, code, error))
    {
      self->n_wrong = 0;
      return TRUE;
    }
  self->n_wrong++;
  self->resumes = self->clock (self->clock_data) + get_pause (self->n_wrong) * G_TIME_SPAN_SECOND;
  return FALSE;
}
