/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Two waves side by side. */

#include "cli/mok-cli-selection.h"

G_BEGIN_DECLS

/* One of the two surveys. */
typedef struct
{
  const char *path;
  MokSurvey *survey; /* (owned) */
  MokCube *cube;     /* (owned) */
  GPtrArray *tables; /* (owned) (element-type MokTable): of the questions */
  MokTable *table;   /* (transfer none): the one that is looked at */
} MokCliWave;

typedef struct
{
  MokCliWave earlier;
  MokCliWave later;
  GPtrArray *remarks; /* (owned) (element-type utf8): what is to be thought of */
} MokCliComparison;

gboolean mok_cli_comparison_init (MokCliComparison *self, char *const *paths, const MokCliSelection *selection);
void mok_cli_comparison_clear (MokCliComparison *self);
void mok_cli_comparison_select (MokCliComparison *self, guint question);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MokCliComparison, mok_cli_comparison_clear)

char *mok_cli_comparison_dup_csv (MokCliComparison *self);
void mok_cli_comparison_print (MokCliComparison *self, const char *format);

G_END_DECLS
