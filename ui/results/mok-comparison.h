/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Two closed surveys that are compared. */

#include <gio/gio.h>

#include "release/mok-cube.h"
#include "results/mok-figure.h"
#include "store/mok-manifest.h"

G_BEGIN_DECLS

typedef struct _MokComparison MokComparison;

MokComparison *mok_comparison_new (MokCube *cube, MokManifest *manifest, const char *path, GError **error);
void mok_comparison_free (MokComparison *self);
void mok_comparison_swap (MokComparison *self);
char *mok_comparison_dup_names (const MokComparison *self);
MokFigure *mok_comparison_create_figure (const MokComparison *self, const char *variable, GError **error);
GPtrArray *mok_comparison_list_remarks (const MokComparison *self, const MokFigure *figure);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokComparison, mok_comparison_free)

G_END_DECLS
