/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The skip logic of a questionnaire over the bytes of a raw table, also where only some of the answers are known. */

#include <glib.h>

#include "release/mok-codebook-private.h"

G_BEGIN_DECLS

/* Room for the value of a variable: its slot or state, then the bits of a multiple choice. */
#define MOK_CELL_SIZE 33

typedef enum
{
  MOK_ROUTE_NO,
  MOK_ROUTE_YES,
  MOK_ROUTE_UNKNOWN,
} MokRoute;

/**
 * MokRow:
 * @values: one for each variable of the codebook, %MOK_CELL_SIZE bytes each
 * @known: of each variable, whether its value counts
 *
 * Answers of one respondent as far as they are known. Owned by the caller.
 */
typedef struct
{
  guint8 *values;
  gboolean *known;
} MokRow;

typedef struct _MokRoutes MokRoutes;
typedef struct _MokRouteNode MokRouteNode;

MokRoutes *mok_routes_new (MokCodebook *codebook);
void mok_routes_free (MokRoutes *self);
const GArray *mok_routes_get_dependencies (const MokRoutes *self, guint variable);
MokRoute mok_routes_evaluate (const MokRoutes *self, guint variable, const MokRow *row);
MokRoute mok_routes_check (const MokRoutes *self, guint variable, const MokRow *row);
void mok_routes_describe (const MokRoutes *self, guint variable, const MokRow *row, GByteArray *signature);
void mok_routes_get_known_parts (const MokRoutes *self, guint variable, const MokRow *row, GByteArray *truths);

MokRow *mok_row_new (const MokCodebook *codebook);
void mok_row_free (MokRow *self);

static inline guint8 *
mok_row_get_value (const MokRow *self, guint variable)
{
  return self->values + (gsize) variable * MOK_CELL_SIZE;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokRoutes, mok_routes_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokRow, mok_row_free)

G_END_DECLS
