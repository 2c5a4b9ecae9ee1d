/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What happens to the answers: the page before the first question. */

#include <adwaita.h>

#include "store/mok-manifest.h"

G_BEGIN_DECLS

/**
 * MokPromiseFacts:
 * @key_is_here: the organizer's key is on this computer, too
 * @copies_may_stay: the file system may keep earlier versions of the box
 * @held: responses wait in memory until several can be stored together
 * @sealed: (nullable): a sealed empty response, as it would be stored
 *
 * What makes the promise of this box on this computer differ from the usual one.
 */
typedef struct
{
  gboolean key_is_here;
  gboolean copies_may_stay;
  gboolean held;
  GBytes *sealed;
} MokPromiseFacts;

#define MOK_TYPE_PROMISE_PAGE (mok_promise_page_get_type ())
G_DECLARE_FINAL_TYPE (MokPromisePage, mok_promise_page, MOK, PROMISE_PAGE, AdwBin)

GtkWidget *mok_promise_page_new (MokManifest *manifest, const char *language, const MokPromiseFacts *facts);

G_END_DECLS
