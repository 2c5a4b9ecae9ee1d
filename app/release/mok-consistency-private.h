/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Rows that the skip logic of a questionnaire does not allow. */

#include <glib.h>

#include "release/mok-plan-private.h"

G_BEGIN_DECLS

gboolean mok_consistency_check (const MokPlan *plan,
                                const MokRoutes *routes,
                                const MokRawTable *table,
                                gsize person,
                                MokRow *row);
MokPlan *mok_consistency_make_plan (MokRawTable *table,
                                    GPtrArray *protections,
                                    const MokReleaseParameters *parameters,
                                    guint *n_removed);

G_END_DECLS
