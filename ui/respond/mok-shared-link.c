/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A visit's side of a shared computer. The process serves one respondent; the host, which never sees an answer, starts
 * the next one before this one ends, so that the desktop does not show in between.
 * Must not pass on anything but sealed responses, end codes, and how the next visit begins.
 */

#include "config.h"

#include "respond/mok-shared-link.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#include "base/mok-secret.h"
#include "respond/mok-shared-wire.h"
#include "store/mok-store-error.h"

/**
 * MokSharedLink:
 *
 * Emits `lost` when the host is gone.
 */
struct _MokSharedLink
{
  GObject parent_instance;

  GMutex lock; /* one question at a time */
  int fd;
  guint watch;
  guint8 start;
  gboolean holds;
  gboolean over;  /* the next visit was asked for */
  gboolean ended; /* by the end code */
  char *language;
  char *path;
};

G_DEFINE_FINAL_TYPE (MokSharedLink, mok_shared_link, G_TYPE_OBJECT)

static guint lost_signal;

static void
mok_shared_link_finalize (GObject *object)
{
  MokSharedLink *self = MOK_SHARED_LINK (object);

  g_clear_handle_id (&self->watch, g_source_remove);
  if (self->fd >= 0)
    close (self->fd);
  g_free (self->language);
  g_free (self->path);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (mok_shared_link_parent_class)->finalize (object);
}

static void
mok_shared_link_class_init (MokSharedLinkClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mok_shared_link_finalize;

  lost_signal = g_signal_new ("lost", MOK_TYPE_SHARED_LINK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mok_shared_link_init (MokSharedLink *self)
{
  self->fd = -1;
  g_mutex_init (&self->lock);
}

static gboolean
gone_cb (int fd, GIOCondition condition, gpointer data)
{
  MokSharedLink *self = data;

  self->watch = 0;
  if (!self->ended)
    g_signal_emit (self, lost_signal, 0);
  return G_SOURCE_REMOVE;
}

/* Two bytes, then two strings that end with a zero. */
static gboolean
read_begin (MokSharedLink *self, GByteArray *message)
{
  const char *language = (const char *) message->data + 3;
  gsize length;

  if (message->len < 5 || message->data[0] != MOK_SHARED_BEGIN || message->data[message->len - 1] != '\0')
    return FALSE;
  length = strlen (language);
  if (3 + length + 1 >= message->len)
    return FALSE;
  self->start = message->data[1];
  self->holds = message->data[2] != 0;
  self->language = g_strdup (language);
  self->path = g_strdup (language + length + 1);
  return TRUE;
}

/**
 * mok_shared_link_new:
 * @fd: the socket from the host; taken over
 *
 * Waits for what the host says first.
 *
 * Returns: (transfer full): the link; %NULL with @error (%G_IO_ERROR) set when there is no host
 */
MokSharedLink *
mok_shared_link_new (int fd, GError **error)
{
  g_autoptr (MokSharedLink) self = g_object_new (MOK_TYPE_SHARED_LINK, NULL);
  g_autoptr (GByteArray) message = mok_shared_wire_receive (fd, error);

  if (message == NULL)
    return NULL;
  self->fd = fd;
  fcntl (fd, F_SETFD, FD_CLOEXEC);
  if (!read_begin (self, message))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, g_strerror (EBADMSG));
      return NULL;
    }
  self->watch = g_unix_fd_add (fd, G_IO_HUP, gone_cb, self);
  return g_steal_pointer (&self);
}

/**
 * mok_shared_link_get_path:
 *
 * Returns: (transfer none): the box
 */
const char *
mok_shared_link_get_path (MokSharedLink *self)
{
  g_return_val_if_fail (MOK_IS_SHARED_LINK (self), NULL);

  return self->path;
}

/**
 * mok_shared_link_get_language:
 *
 * Returns: (transfer none): the language of the respondent who reads the end of the visit before; empty: the usual one
 */
const char *
mok_shared_link_get_language (MokSharedLink *self)
{
  g_return_val_if_fail (MOK_IS_SHARED_LINK (self), NULL);

  return self->language;
}

/**
 * mok_shared_link_get_start:
 *
 * Returns: what is shown first: a `MokEnd`, or %MOK_SHARED_PROMISE
 */
guint8
mok_shared_link_get_start (MokSharedLink *self)
{
  g_return_val_if_fail (MOK_IS_SHARED_LINK (self), MOK_SHARED_PROMISE);

  return self->start;
}

gboolean
mok_shared_link_holds (MokSharedLink *self)
{
  g_return_val_if_fail (MOK_IS_SHARED_LINK (self), FALSE);

  return self->holds;
}

/**
 * mok_shared_link_ready:
 *
 * The window covers the screen: the process before this one may end.
 */
void
mok_shared_link_ready (MokSharedLink *self)
{
  g_return_if_fail (MOK_IS_SHARED_LINK (self));

  mok_shared_wire_send (self->fd, MOK_SHARED_READY, NULL, 0, NULL);
}

/**
 * mok_shared_link_next:
 * @start: what the next process shows first
 * @language: the language of that; empty: the usual one
 *
 * Ends this visit: another process takes the screen, and this one is ended. Asking again changes nothing.
 */
void
mok_shared_link_next (MokSharedLink *self, guint8 start, const char *language)
{
  g_autoptr (GByteArray) message = g_byte_array_new ();

  g_return_if_fail (MOK_IS_SHARED_LINK (self) && language != NULL);

  if (self->over)
    return;
  self->over = TRUE;
  g_byte_array_append (message, &start, 1);
  g_byte_array_append (message, (const guint8 *) language, (guint) strlen (language) + 1);
  mok_shared_wire_send (self->fd, MOK_SHARED_NEXT, message->data, message->len, NULL);
}

/**
 * mok_shared_link_is_over:
 *
 * Returns: whether another process is about to take the screen
 */
gboolean
mok_shared_link_is_over (MokSharedLink *self)
{
  g_return_val_if_fail (MOK_IS_SHARED_LINK (self), FALSE);

  return self->over;
}

static gboolean
ask (MokSharedLink *self, MokSharedKind kind, gconstpointer data, gsize size, gboolean *held, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  g_autoptr (GByteArray) answer = NULL;
  g_autofree char *text = NULL;

  if (mok_shared_wire_send (self->fd, kind, data, size, error))
    answer = mok_shared_wire_receive (self->fd, error);
  if (answer == NULL)
    {
      g_prefix_error (error, "%s", _ ("The program that keeps this computer shared is gone: "));
      return FALSE;
    }
  if (held != NULL)
    *held = answer->data[0] == MOK_SHARED_HELD;
  if (answer->data[0] != MOK_SHARED_REFUSED || answer->len < 2)
    return TRUE;
  text = g_strndup ((const char *) answer->data + 2, answer->len - 2);
  g_set_error_literal (error, MOK_STORE_ERROR, answer->data[1], text);
  return FALSE;
}

/**
 * mok_shared_link_submit:
 * @sealed: from mok_box_seal()
 * @held: (out): whether it waits for others; else it is on the disk
 *
 * Hands a response to the host and waits for its answer; not for the main thread.
 *
 * Returns: %FALSE with @error (%MOK_STORE_ERROR or %G_IO_ERROR) set; then the response is neither stored nor held
 */
gboolean
mok_shared_link_submit (MokSharedLink *self, GBytes *sealed, gboolean *held, GError **error)
{
  g_return_val_if_fail (MOK_IS_SHARED_LINK (self) && sealed != NULL && held != NULL, FALSE);

  return ask (self, MOK_SHARED_SUBMIT, g_bytes_get_data (sealed, NULL), g_bytes_get_size (sealed), held, error);
}

/**
 * mok_shared_link_check_end_code:
 * @code: as typed
 * @end: whether the right code ends the shared use; what waits is written before
 *
 * Waits for the host's answer; not for the main thread.
 *
 * Returns: whether the code is right; %FALSE with @error (%MOK_STORE_ERROR or %G_IO_ERROR) set
 */
gboolean
mok_shared_link_check_end_code (MokSharedLink *self, const char *code, gboolean end, GError **error)
{
  gboolean right;

  g_return_val_if_fail (MOK_IS_SHARED_LINK (self) && code != NULL, FALSE);

  right = ask (self, end ? MOK_SHARED_END : MOK_SHARED_CHECK, code, strlen (code), NULL, error);
  if (right && end)
    self->ended = TRUE;
  return right;
}
