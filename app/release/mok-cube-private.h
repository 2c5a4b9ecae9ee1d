/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The inside of a release cube: its file format (docs/formats.md), shared by what writes and what reads it. */

#include <gio/gio.h>

#include "release/mok-certificate.h"
#include "release/mok-cube.h"
#include "release/mok-tally-private.h"
#include "release/mok-weighting.h"

G_BEGIN_DECLS

#define MOK_CUBE_MAGIC "mokcube\n"
#define MOK_CUBE_MAGIC_SIZE 8
#define MOK_CUBE_VERSION 1
#define MOK_CUBE_CHECK_SIZE 16

/* Expected counts are kept in units of this part of a person. */
#define MOK_CUBE_UNIT 4096

typedef enum
{
  MOK_CUBE_EXACT = 1 << 0, /* counted, not estimated */
  MOK_CUBE_OPEN = 1 << 1,
  MOK_CUBE_SYNTHETIC = 1 << 2,
  MOK_CUBE_WEIGHTED = 1 << 3, /* there are weighted counts besides */
} MokCubeFlags;

/* The levels of a background that occur. */
typedef struct
{
  guint n_levels;
  guint8 slots[256]; /* of each level: which slot of the variable */
} MokCubeLevels;

struct _MokCube
{
  gatomicrefcount refs;
  MokCodebook *codebook;
  MokCubeFlags flags;
  guint64 n_respondents;
  guint64 n_unreadable;
  guint headcount; /* who could have answered; 0 = not known */
  GBytes *bytes;
  MokCubeLevels *levels;      /* (owned): of each background */
  MokCertificate certificate; /* of a release */
  gboolean *unpublished;      /* (owned): of each variable: too few people were asked */
  GHashTable *withheld;       /* (owned): blocks that would tell too much */
  guint8 **pairs;             /* (owned): of each pair of backgrounds: whether each cell has enough people */
  gsize *offsets;             /* (owned): where each block of counts is in bytes; 0 = there is none */
  MokWeighting *weighting;    /* (owned) (nullable) */
  gsize *weighted_offsets;    /* (owned) (nullable): of each variable in total and by each background */
  double **effects;           /* (owned) (nullable): of the total and of each background: effects of its groups */
};

/* What goes into a cube besides its counts. */
typedef struct
{
  MokCubeFlags flags;
  guint64 n_unreadable;
  guint headcount;                   /* 0 = not known */
  const MokWeighting *weighting;     /* (nullable): of what the tally has weighted counts of */
  const MokPlan *plan;               /* (nullable): of a release */
  const MokLevels *coarsenings;      /* (nullable): of a release */
  const MokCertificate *certificate; /* (nullable): of a release */
} MokCubeContents;

/* Counts of one variable in some groups. */
typedef struct
{
  guint32 *counts;  /* (owned) */
  double *expected; /* (owned) (nullable): of a release */
} MokCubeBlock;

void mok_cube_block_clear (MokCubeBlock *self);

void mok_cube_write_text (GByteArray *bytes, const char *text);
GBytes *mok_cube_write (const MokTally *tally, const MokCubeContents *contents, GHashTable *withheld);
void mok_cube_hide (MokTally *tally, const MokPlan *plan, GHashTable *withheld, MokCertificate *certificate);

gsize mok_cube_get_block (const MokCodebook *codebook, guint variable, int outer, int inner);
gboolean mok_cube_has_block (const MokCodebook *codebook, gboolean exact, guint variable, int outer, int inner);
guint mok_cube_get_n_rows (const MokVariable *variable);
guint mok_cube_get_row_offset (const MokVariable *variable, guint row);
gboolean mok_cube_is_base (const MokVariable *variable, guint slot, guint row);
void mok_cube_sum_base (const MokVariable *variable,
                        const guint32 *counts,
                        const double *expected,
                        guint row,
                        double *base,
                        double *expected_base);
double mok_cube_get_rate (const MokCube *self, guint variable);
gboolean mok_cube_has_enough (const MokCube *self, int by, guint by_level, int filter, guint filter_level);
MokCubeBlock mok_cube_read (const MokCube *self, guint variable, int outer, int inner);
const char *mok_cube_get_label (const MokCube *self, guint background, guint level, const char *language);
const char *mok_cube_get_code (const MokCube *self, guint background, guint level);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MokCubeBlock, mok_cube_block_clear)

G_END_DECLS
