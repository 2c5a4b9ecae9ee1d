/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The colours of a chart, for light, dark and high-contrast screens and for paper. Constants only.
 * Must not know charts: which ink a bar takes is decided by the layouts.
 *
 * Measured when they were chosen: text on every fill at least 4.5 : 1, in high contrast at least 7.2 : 1; neighbours
 * of one scale stay apart under simulated protanopia, deuteranopia and tritanopia (Machado, Oliveira and Fernandes
 * 2009), and what stays close also differs by a pattern.
 */

#include "config.h"

#include "chart/mok-palette.h"

#include <math.h>
#include <string.h>

#include "chart/mok-palette-private.h"

/* Contrast of text that everybody can read, WCAG 2.1, level AA; in high contrast level AAA. */
#define READABLE 4.5
#define READABLE_OUTLINED 7.0

static const MokPalette palettes[] = {
  [MOK_PALETTE_LIGHT] = {
    .surface = 0xffffff, .text = 0x2e2e33, .muted = 0x5e5c64, .grid = 0xe3e2e0, .axis = 0x77767b,
    .emphasis = 0x14498f, .reference = 0xc64600,
    .likert = { { 0xa83b00, 0xffffff }, { 0xf3b38a, 0x3d1a00 }, { 0xc9c7c4, 0x2e2e33 }, { 0x93bbec, 0x0d2747 },
                { 0x14498f, 0xffffff } },
    .frequency = { { 0x14498f, 0xffffff }, { 0x6f9fdd, 0x0b1f3a }, { 0xf3b38a, 0x3d1a00 }, { 0xc64600, 0xffffff } },
    .outcome = { { 0x14498f, 0xffffff, MOK_PATTERN_NONE, 0, 0x14498f },
                 { 0xf6b95c, 0x331800, MOK_PATTERN_DOTS, 0xa34700, 0xb04a00 },
                 { 0xc64600, 0xffffff, MOK_PATTERN_NONE, 0, 0xc64600 },
                 { 0xd5e4f7, 0x0d2747, MOK_PATTERN_STRIPES_RISING, 0x5f8cc9, 0x14498f },
                 { 0xfef1e8, 0x4a1a00, MOK_PATTERN_STRIPES_FALLING, 0xe39462, 0xc64600 },
                 { 0xf2f1f0, 0x4a4950, MOK_PATTERN_NONE, 0, 0x77767b } },
    .group = { 0x14498f, 0xa383c3, 0x562929, 0xc64600 },
    .sequential = { 0xeef4fc, 0xd3e3f7, 0xaecbef, 0x7faae2, 0x4f86cd, 0x2a63ae, 0x14498f },
    .withheld = { 0xffffff, 0x5e5c64, MOK_PATTERN_STRIPES_RISING, 0xd8d6d3 },
  },
  [MOK_PALETTE_DARK] = {
    .surface = 0x363636, .text = 0xf2f2f2, .muted = 0xc0bfbc, .grid = 0x4d4d4d, .axis = 0x9a9996,
    .emphasis = 0x8cbcf5, .reference = 0xf7a06b,
    .likert = { { 0xf28a4b, 0x2f1300 }, { 0x7a4526, 0xfff2e8 }, { 0x77767b, 0xffffff }, { 0x456fa3, 0xeef5ff },
                { 0x8cbcf5, 0x0c1f38 } },
    .frequency = { { 0x8cbcf5, 0x0c1f38 }, { 0x456fa3, 0xeef5ff }, { 0x7a4526, 0xfff2e8 }, { 0xea7530, 0x2f1300 } },
    .outcome = { { 0x8cbcf5, 0x0c1f38, MOK_PATTERN_NONE, 0, 0x8cbcf5 },
                 { 0x8a5d17, 0xfff6e6, MOK_PATTERN_DOTS, 0xffd28a, 0xffc46b },
                 { 0xea7530, 0x1f0c00, MOK_PATTERN_NONE, 0, 0xf28a4b },
                 { 0x26364d, 0xeaf3ff, MOK_PATTERN_STRIPES_RISING, 0x4f7db5, 0x8cbcf5 },
                 { 0x57392a, 0xffeadb, MOK_PATTERN_STRIPES_FALLING, 0xb3683a, 0xf28a4b },
                 { 0x444444, 0xe6e5e3, MOK_PATTERN_NONE, 0, 0xa8a7a4 } },
    .group = { 0x8cbcf5, 0xf7e2a1, 0x428a8a, 0xea7530 },
    .sequential = { 0x3c4654, 0x41566f, 0x476a92, 0x4877a9, 0x609ad6, 0x87b9ee, 0xc0dcfa },
    .withheld = { 0x363636, 0xc0bfbc, MOK_PATTERN_STRIPES_RISING, 0x565656 },
  },
  [MOK_PALETTE_CONTRAST] = {
    .surface = 0xffffff, .text = 0x000000, .muted = 0x1f1f1f, .grid = 0x8c8c8c, .axis = 0x000000,
    .emphasis = 0x00255c, .reference = 0xa32c00, .outlined = TRUE,
    .likert = { { 0xa32c00, 0xffffff, MOK_PATTERN_STRIPES_FALLING, 0xffb38c }, { 0xffb38c, 0x000000, MOK_PATTERN_STRIPES_FALLING, 0x7a2000 },
                { 0xffffff, 0x000000 }, { 0x8fc1ff, 0x000000 }, { 0x00255c, 0xffffff } },
    .frequency = { { 0x00255c, 0xffffff }, { 0x8fc1ff, 0x000000 }, { 0xffb38c, 0x000000, MOK_PATTERN_DOTS, 0x8a2500 },
                   { 0xa32c00, 0xffffff } },
    .outcome = { { 0x00255c, 0xffffff, MOK_PATTERN_NONE, 0, 0x000000 },
                 { 0xffe08a, 0x000000, MOK_PATTERN_DOTS, 0x3d2a00, 0x000000 },
                 { 0xa32c00, 0xffffff, MOK_PATTERN_NONE, 0, 0x000000 },
                 { 0xd6e6ff, 0x000000, MOK_PATTERN_STRIPES_RISING, 0x00255c, 0x000000 },
                 { 0xffffff, 0x000000, MOK_PATTERN_STRIPES_FALLING, 0xa32c00, 0x000000 },
                 { 0xffffff, 0x000000, MOK_PATTERN_NONE, 0, 0x000000 } },
    .group = { 0x00255c, 0x8f4bd2, 0x377263, 0xa32c00 },
    .sequential = { 0xffffff, 0xdcebff, 0xb0d2ff, 0x6ba5ec, 0x1f549e, 0x0d3f80, 0x00255c },
    .withheld = { 0xffffff, 0x000000, MOK_PATTERN_STRIPES_RISING, 0x8c8c8c },
  },
  [MOK_PALETTE_CONTRAST_DARK] = {
    .surface = 0x1e1e1e, .text = 0xffffff, .muted = 0xe3e3e3, .grid = 0x8a8a8a, .axis = 0xffffff,
    .emphasis = 0xa8d0ff, .reference = 0xff9a5c, .outlined = TRUE,
    .likert = { { 0xff7a33, 0x000000, MOK_PATTERN_STRIPES_FALLING, 0x7a3a14 }, { 0x7a3a14, 0xffffff, MOK_PATTERN_STRIPES_FALLING, 0xff9a5c },
                { 0x5e5c64, 0xffffff }, { 0x2d5a94, 0xffffff }, { 0xa8d0ff, 0x000000 } },
    .frequency = { { 0xa8d0ff, 0x000000 }, { 0x2d5a94, 0xffffff }, { 0x7a3a14, 0xffffff, MOK_PATTERN_DOTS, 0xff9a5c },
                   { 0xff7a33, 0x000000 } },
    .outcome = { { 0xa8d0ff, 0x000000, MOK_PATTERN_NONE, 0, 0xffffff },
                 { 0xffd060, 0x000000, MOK_PATTERN_DOTS, 0x6b4300, 0xffffff },
                 { 0xff7a33, 0x000000, MOK_PATTERN_NONE, 0, 0xffffff },
                 { 0x0b2a52, 0xffffff, MOK_PATTERN_STRIPES_RISING, 0xa8d0ff, 0xffffff },
                 { 0x3a1600, 0xffffff, MOK_PATTERN_STRIPES_FALLING, 0xff9a5c, 0xffffff },
                 { 0x1e1e1e, 0xffffff, MOK_PATTERN_NONE, 0, 0xffffff } },
    .group = { 0xa8d0ff, 0xf7e2a1, 0x53a8a8, 0xff7a33 },
    .sequential = { 0x26303d, 0x2b4566, 0x2d5889, 0x6ba0da, 0x86b8ec, 0xa8d0ff, 0xe3f0ff },
    .withheld = { 0x1e1e1e, 0xffffff, MOK_PATTERN_STRIPES_RISING, 0x8a8a8a },
  },
  [MOK_PALETTE_PRINT] = {
    .surface = 0xffffff, .text = 0x1a1a1a, .muted = 0x4d4d4d, .grid = 0xdddddd, .axis = 0x666666,
    .emphasis = 0x0f3873, .reference = 0xb3501a,
    .likert = { { 0xc9601c, 0x120700, MOK_PATTERN_STRIPES_FALLING, 0x5c2600 }, { 0xf5c7a3, 0x1a1a1a, MOK_PATTERN_STRIPES_FALLING, 0x6e3208 },
                { 0xededed, 0x1a1a1a }, { 0x9dbfe8, 0x1a1a1a }, { 0x0f3873, 0xffffff } },
    .frequency = { { 0x0f3873, 0xffffff }, { 0x8fb3e0, 0x101010 }, { 0xf5c7a3, 0x101010, MOK_PATTERN_DOTS, 0xb3501a },
                   { 0xd96a1e, 0x1a0a00 } },
    .outcome = { { 0x0f3873, 0xffffff, MOK_PATTERN_NONE, 0, 0x0f3873 },
                 { 0xf7d3a0, 0x101010, MOK_PATTERN_DOTS, 0x8a4a00, 0x8a4a00 },
                 { 0xd96a1e, 0x1a0a00, MOK_PATTERN_NONE, 0, 0x7a3200 },
                 { 0xbcd1ef, 0x101010, MOK_PATTERN_STRIPES_RISING, 0x0f3873, 0x0f3873 },
                 { 0xffffff, 0x101010, MOK_PATTERN_STRIPES_FALLING, 0xb3501a, 0x8a3c0e },
                 { 0xf4f4f4, 0x303030, MOK_PATTERN_NONE, 0, 0x666666 } },
    .group = { 0x0f3873, 0x8d8de2, 0x661919, 0xd96a1e },
    .sequential = { 0xf5f8fd, 0xdbe7f6, 0xb9d0ee, 0x8fb3e0, 0x5e8dca, 0x3263a6, 0x0f3873 },
    .withheld = { 0xffffff, 0x4d4d4d, MOK_PATTERN_STRIPES_RISING, 0xc4c4c4 },
  },
};

static const char *const names[] = {
  [MOK_PALETTE_LIGHT] = "light",       [MOK_PALETTE_DARK] = "dark",
  [MOK_PALETTE_CONTRAST] = "contrast", [MOK_PALETTE_CONTRAST_DARK] = "contrast-dark",
  [MOK_PALETTE_PRINT] = "print",
};

/**
 * mok_palette_get:
 * @id: which
 *
 * Returns: (transfer none): the colours; they live as long as the program
 */
const MokPalette *
mok_palette_get (MokPaletteId id)
{
  g_return_val_if_fail ((guint) id < G_N_ELEMENTS (palettes), &palettes[MOK_PALETTE_LIGHT]);

  return &palettes[id];
}

/**
 * mok_palette_id_from_name:
 * @name: `light`, `dark`, `contrast`, `contrast-dark` or `print`
 * @id: (out): the palette of that name
 *
 * Returns: whether there is a palette of that name; where there is none, @id stays as it is
 */
gboolean
mok_palette_id_from_name (const char *name, MokPaletteId *id)
{
  g_return_val_if_fail (name != NULL && id != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (strcmp (name, names[i]) == 0)
        {
          *id = i;
          return TRUE;
        }
    }
  return FALSE;
}

/* Relative luminance as in WCAG 2.1. */
static double
luminance (guint32 colour)
{
  const double weights[] = { 0.2126, 0.7152, 0.0722 };
  double sum = 0;

  for (guint i = 0; i < 3; i++)
    {
      const double c = ((colour >> (16 - 8 * i)) & 0xff) / 255.0;

      sum += weights[i] * (c <= 0.03928 ? c / 12.92 : pow ((c + 0.055) / 1.055, 2.4));
    }
  return sum;
}

static double
contrast (guint32 a, guint32 b)
{
  const double la = luminance (a), lb = luminance (b);

  return (MAX (la, lb) + 0.05) / (MIN (la, lb) + 0.05);
}

/* The palette's own text or surface where it can be read on the fill, else black or white, one of which always can. */
static guint32
find_label (const MokPalette *self, guint32 fill)
{
  const guint32 candidates[] = { self->text, self->surface, 0x000000, 0xffffff };
  const double enough = self->outlined ? READABLE_OUTLINED : READABLE;
  guint32 best = self->text;

  for (guint i = 0; i < G_N_ELEMENTS (candidates); i++)
    {
      if (contrast (fill, best) < enough && contrast (fill, candidates[i]) > contrast (fill, best))
        best = candidates[i];
    }
  return best;
}

static const MokPaletteSegment *
find_segment (const MokPalette *self, guint ink)
{
  if (ink >= MOK_INK_LIKERT && ink < MOK_INK_FREQUENCY)
    return &self->likert[ink - MOK_INK_LIKERT];
  if (ink >= MOK_INK_FREQUENCY && ink < MOK_INK_OUTCOME)
    return &self->frequency[ink - MOK_INK_FREQUENCY];
  if (ink >= MOK_INK_OUTCOME && ink < MOK_INK_GROUP)
    return &self->outcome[ink - MOK_INK_OUTCOME];
  return ink == MOK_INK_WITHHELD ? &self->withheld : NULL;
}

static guint32
get_fill (const MokPalette *self, guint ink)
{
  const MokPaletteSegment *segment = find_segment (self, ink);

  if (segment != NULL)
    return segment->fill;
  if (ink >= MOK_INK_SEQUENTIAL && ink < MOK_INK_WITHHELD)
    return self->sequential[ink - MOK_INK_SEQUENTIAL];
  if (ink >= MOK_INK_GROUP && ink < MOK_INK_SEQUENTIAL)
    return self->group[ink - MOK_INK_GROUP];

  switch (ink)
    {
    case MOK_INK_SURFACE:
      return self->surface;
    case MOK_INK_MUTED:
      return self->muted;
    case MOK_INK_GRID:
      return self->grid;
    case MOK_INK_AXIS:
      return self->axis;
    case MOK_INK_EMPHASIS:
      return self->emphasis;
    case MOK_INK_PALE:
      return self->sequential[1];
    case MOK_INK_REFERENCE:
      return self->reference;
    default:
      return self->text;
    }
}

/* The line around a segment has the strong colour of its side, so that a pale segment ends visibly. */
static guint32
get_outline (const MokPalette *self, guint ink)
{
  if (self->outlined)
    return self->text;
  if (ink == MOK_INK_LIKERT + 2)
    return self->axis;
  if (ink >= MOK_INK_LIKERT && ink < MOK_INK_FREQUENCY)
    return self->likert[ink < MOK_INK_LIKERT + 2 ? 0 : 4].fill;
  if (ink >= MOK_INK_OUTCOME && ink < MOK_INK_GROUP)
    return self->outcome[ink - MOK_INK_OUTCOME].outline;
  if (ink >= MOK_INK_FREQUENCY && ink < MOK_INK_OUTCOME)
    return self->frequency[ink < MOK_INK_FREQUENCY + 2 ? 0 : 3].fill;
  if (ink == MOK_INK_WITHHELD)
    return self->axis;
  if (ink >= MOK_INK_SEQUENTIAL || ink == MOK_INK_PALE)
    return self->emphasis;
  return get_fill (self, ink);
}

/**
 * mok_palette_get_colour:
 * @ink: a [enum@MokInk], perhaps with %MOK_INK_LABEL, %MOK_INK_OUTLINE or %MOK_INK_CELL
 *
 * Returns: the colour as 0xRRGGBB
 */
guint32
mok_palette_get_colour (const MokPalette *self, guint ink)
{
  const guint role = ink & ~(guint) (MOK_INK_LABEL | MOK_INK_OUTLINE | MOK_INK_CELL);

  if (ink & MOK_INK_LABEL)
    {
      const MokPaletteSegment *segment = find_segment (self, role);
      const guint32 fill = get_fill (self, role);

      if (segment != NULL)
        return segment->label;
      /* One dark ink and one light one, so that no number stands out from its neighbours. */
      if (role >= MOK_INK_SEQUENTIAL)
        return contrast (fill, 0x000000) > contrast (fill, 0xffffff) ? 0x000000 : 0xffffff;
      return find_label (self, fill);
    }
  /* A cell is told from its neighbours by the gap, the palest one from the page by its line. */
  if (ink & MOK_INK_CELL)
    return self->outlined ? self->text : role == MOK_INK_SEQUENTIAL ? self->sequential[2] : get_fill (self, role);
  if (ink & MOK_INK_OUTLINE)
    return get_outline (self, role);
  return get_fill (self, role);
}

/**
 * mok_palette_get_pattern:
 * @ink: an ink without flags
 * @pattern_ink: (out): the colour of the stripes or dots
 *
 * Returns: what is drawn over the fill, so that it can be told apart without colour
 */
MokPattern
mok_palette_get_pattern (const MokPalette *self, guint ink, guint32 *pattern_ink)
{
  const MokPaletteSegment *segment = find_segment (self, ink);

  if (segment == NULL)
    return MOK_PATTERN_NONE;
  *pattern_ink = segment->pattern_ink;
  return segment->pattern;
}
