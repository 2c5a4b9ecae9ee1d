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
  MokTable *table;   /* (owned) */
} MokCliWave;

typedef struct
{
  MokCliWave earlier;
  MokCliWave later;
  GPtrArray *remarks; /* (owned) (element-type utf8): what is to be thought of */
} MokCliComparison;

void mok_cli_comparison_clear (MokCliComparison *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MokCliComparison, mok_cli_comparison_clear)

void mok_cli_comparison_print (const MokCliComparison *self, const char *format);

G_END_DECLS
