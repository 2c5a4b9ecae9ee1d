/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* How respondents were weighted so that they agree with known margins. The weights themselves are never kept. */

#include <glib.h>

G_BEGIN_DECLS

/* Weights that cost more than this are not to be trusted much. */
#define MOK_WEIGHTING_MAX_DESIGN_EFFECT 3

/**
 * MokWeighting:
 * @n_effective: as many people without weights would give figures as exact (Kish)
 * @design_effect: how many times fewer that is than there are respondents
 * @converged: whether every margin holds
 * @n_trimmed: respondents whose weight was cut
 */
typedef struct
{
  double n_effective;
  double design_effect;
  gboolean converged;
  guint n_trimmed;
  GPtrArray *margins; /* (owned) (element-type MokMargin) */
} MokWeighting;

void mok_weighting_free (MokWeighting *self);
GPtrArray *mok_weighting_list_notes (const MokWeighting *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokWeighting, mok_weighting_free)

G_END_DECLS
