/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What a palette holds, and the inks that a layout names instead of colours. Only for the painter and the layouts. */

#include "chart/mok-palette.h"

G_BEGIN_DECLS

/**
 * MokInk:
 *
 * A colour by its role. A layout names inks only, so one layout can be painted with every palette.
 *
 * An ink of a segment (Likert, frequency, outcome, sequential) can be combined with %MOK_INK_LABEL, the colour of text
 * on it, %MOK_INK_OUTLINE, the colour of the line around it, or %MOK_INK_CELL, that of
 * the line around it where cells of one scale lie side by side.
 */
typedef enum
{
  MOK_INK_NONE,
  MOK_INK_SURFACE,
  MOK_INK_TEXT,
  MOK_INK_MUTED,
  MOK_INK_GRID,
  MOK_INK_AXIS,
  MOK_INK_EMPHASIS,
  MOK_INK_PALE, /* a bar on which an interval in the emphasis colour can be seen */
  MOK_INK_REFERENCE,
  MOK_INK_LIKERT,                            /* five inks from here: most negative to most positive */
  MOK_INK_FREQUENCY = MOK_INK_LIKERT + 5,    /* four inks */
  MOK_INK_OUTCOME = MOK_INK_FREQUENCY + 4,   /* six inks: the classes of a protection, in the order of MokOutcome */
  MOK_INK_GROUP = MOK_INK_OUTCOME + 6,       /* four inks */
  MOK_INK_SEQUENTIAL = MOK_INK_GROUP + 4,    /* seven inks */
  MOK_INK_WITHHELD = MOK_INK_SEQUENTIAL + 7, /* a cell without figures: hatched */
  MOK_N_INKS,
  MOK_INK_LABEL = 0x40,
  MOK_INK_OUTLINE = 0x80,
  MOK_INK_CELL = 0x100,
} MokInk;

typedef enum
{
  MOK_PATTERN_NONE,
  MOK_PATTERN_STRIPES_RISING,  /* / */
  MOK_PATTERN_STRIPES_FALLING, /* \ */
  MOK_PATTERN_DOTS,
} MokPattern;

/* Colours are 0xRRGGBB. */
typedef struct
{
  guint32 fill;
  guint32 label;
  MokPattern pattern;
  guint32 pattern_ink;
  guint32 outline; /* of an outcome */
} MokPaletteSegment;

struct _MokPalette
{
  guint32 surface;
  guint32 text;
  guint32 muted;
  guint32 grid;
  guint32 axis;
  guint32 emphasis;
  guint32 reference;
  gboolean outlined; /* high contrast: every segment is outlined in the text colour */
  MokPaletteSegment likert[5];
  MokPaletteSegment frequency[4];
  MokPaletteSegment outcome[6];
  guint32 group[4];
  guint32 sequential[7];
  MokPaletteSegment withheld;
};

guint32 mok_palette_get_colour (const MokPalette *self, guint ink);
MokPattern mok_palette_get_pattern (const MokPalette *self, guint ink, guint32 *pattern_ink);

G_END_DECLS
