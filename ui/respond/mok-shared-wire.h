/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What the two sides of a shared computer say to each other: one message is one packet, a kind and what follows it. */

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  /* The host says, when a visit begins: how it begins (u8), whether responses are held (u8), the language ending with a
   * zero, the path of the box ending with a zero. */
  MOK_SHARED_BEGIN = 'B',
  /* The visit says: its window is there. */
  MOK_SHARED_READY = 'R',
  /* The visit is over: how the next process begins (u8), the language ending with a zero. */
  MOK_SHARED_NEXT = 'N',
  /* Here is a sealed response. */
  MOK_SHARED_SUBMIT = 'S',
  /* Somebody has typed an end code, to look into something or to end it all. */
  MOK_SHARED_CHECK = 'C',
  MOK_SHARED_END = 'E',
  /* The host answers the last three: done; held; or not, which is a code of MOK_STORE_ERROR (u8) and why. */
  MOK_SHARED_DONE = 'D',
  MOK_SHARED_HELD = 'H',
  MOK_SHARED_REFUSED = 'X',
} MokSharedKind;

gboolean mok_shared_wire_send (int fd, MokSharedKind kind, gconstpointer data, gsize size, GError **error);
GByteArray *mok_shared_wire_receive (int fd, GError **error);

G_END_DECLS
