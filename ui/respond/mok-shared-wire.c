/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Messages over a pair of connected sockets. Must not know what they mean.
 */

#include "config.h"

#include "respond/mok-shared-wire.h"

#include <errno.h>
#include <sys/socket.h>

/* More than a sealed response of the longest questionnaire. */
#define MOST (1024 * 1024)

static gboolean
fail (int code, GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (code), g_strerror (code));
  return FALSE;
}

/**
 * mok_shared_wire_send:
 * @fd: one end of a pair of `SOCK_SEQPACKET` sockets
 * @kind: what it is
 * @data: (nullable) (array length=size): what follows
 *
 * Returns: %FALSE with @error (%G_IO_ERROR) set, when the other side is gone
 */
gboolean
mok_shared_wire_send (int fd, MokSharedKind kind, gconstpointer data, gsize size, GError **error)
{
  guint8 first = (guint8) kind;
  struct iovec parts[] = { { &first, 1 }, { (gpointer) data, size } };
  struct msghdr message = { .msg_iov = parts, .msg_iovlen = size > 0 ? 2 : 1 };
  ssize_t sent;

  do
    sent = sendmsg (fd, &message, MSG_NOSIGNAL);
  while (sent < 0 && errno == EINTR);
  return sent == (ssize_t) size + 1 || fail (sent < 0 ? errno : EMSGSIZE, error);
}

/**
 * mok_shared_wire_receive:
 * @fd: one end of a pair of `SOCK_SEQPACKET` sockets
 *
 * Waits for a message.
 *
 * Returns: (transfer full): its kind, then what follows; %NULL with @error (%G_IO_ERROR) set, when the other side is
 * gone
 */
GByteArray *
mok_shared_wire_receive (int fd, GError **error)
{
  g_autoptr (GByteArray) array = g_byte_array_new ();
  ssize_t size;

  do
    size = recv (fd, NULL, 0, MSG_PEEK | MSG_TRUNC);
  while (size < 0 && errno == EINTR);
  if (size <= 0 || size > MOST)
    {
      fail (size < 0 ? errno : size == 0 ? EPIPE : EMSGSIZE, error);
      return NULL;
    }
  g_byte_array_set_size (array, (guint) size);
  if (recv (fd, array->data, array->len, 0) != size)
    {
      fail (EPIPE, error);
      return NULL;
    }
  return g_steal_pointer (&array);
}
