/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What a box brings to a survey. Only for store/. */

#include <gio/gio.h>

#include "store/mok-box-row.h"
#include "store/mok-receipt.h"
#include "store/mok-slots.h"

G_BEGIN_DECLS

/**
 * MokFound:
 * @at: where the sealed bytes begin in the table's @sealed
 */
typedef struct
{
  guint8 id[MOK_CELL_ID_SIZE];
  gsize at;
} MokFound;

/**
 * MokHarvest:
 * @found: (element-type MokFound): the right cells of one table
 * @sealed: their sealed bytes
 * @sealed_size: of each
 */
typedef struct
{
  GArray *found;
  GByteArray *sealed;
  gsize sealed_size;
} MokHarvest;

typedef struct
{
  MokReceiptEntry *entry; /* (unowned) */
  MokBoxRow row;
  guint n_codes;
  guint8 code_list[MOK_CODE_LIST_SIZE]; /* digest of the hashes of all codes, ascending */
  guint n_responses;                    /* right ones, of which the ids are the same wherever this box turns up */
  MokHarvest harvest[2];                /* by MokSlots */
  GByteArray *burned_codes;             /* hashes, one after the other */
} MokDelivery;

MokDelivery *mok_delivery_receive (const char *path,
                                   MokManifest *manifest,
                                   MokReceiptEntry *entry,
                                   GCancellable *cancellable,
                                   GError **error);
void mok_delivery_free (MokDelivery *self);
void mok_delivery_unload (MokDelivery *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokDelivery, mok_delivery_free)

G_END_DECLS
