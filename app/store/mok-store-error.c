/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The error domain of everything that keeps answers in files. Messages are made where the error is found. */

#include "config.h"

#include "store/mok-store-error.h"

G_DEFINE_QUARK (mok_store_error, mok_store_error)
