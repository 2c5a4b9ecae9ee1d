/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Replacing answers before anything is counted: post-randomisation. */

#include <gio/gio.h>

#include "base/mok-progress.h"
#include "release/mok-noise-private.h"
#include "release/mok-plan-private.h"

G_BEGIN_DECLS

typedef struct
{
  guint64 n_drawn;    /* blocks of respondents for whom it was drawn */
  guint64 n_replaced; /* of those replaced */
  gboolean is_routed; /* whether every replaced row is one that its respondent could have given */
} MokReplacement;

gboolean mok_replacement_run (MokReplacement *self,
                              const MokPlan *plan,
                              MokRawTable *table,
                              MokNoise *noise,
                              MokProgressFunc progress,
                              gpointer data,
                              GCancellable *cancellable,
                              GError **error);
guint mok_replacement_get_options (const MokVariable *variable, guint8 *answers);
void mok_replacement_set_option (const MokVariable *variable, guint answer, guint8 *cell);

G_END_DECLS
