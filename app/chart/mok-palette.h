/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The colours of a chart. */

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MOK_PALETTE_LIGHT,
  MOK_PALETTE_DARK,
  MOK_PALETTE_CONTRAST,
  MOK_PALETTE_CONTRAST_DARK,
  MOK_PALETTE_PRINT,
} MokPaletteId;

typedef struct _MokPalette MokPalette;

const MokPalette *mok_palette_get (MokPaletteId id);
gboolean mok_palette_id_from_name (const char *name, MokPaletteId *id);

G_END_DECLS
