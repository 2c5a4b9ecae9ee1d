/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What a merge did with one file, as a row. */

#include <adwaita.h>

#include "store/mok-receipt.h"

G_BEGIN_DECLS

GtkWidget *mok_receipt_row_new (const MokReceiptEntry *entry);

G_END_DECLS
