/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What stands before the tables in a release as JSON. */

#include "exchange/mok-export.h"

G_BEGIN_DECLS

#define MOK_EXPORT_JSON_VERSION 1

void mok_export_json_append_head (GString *json, const MokCube *cube, const MokExportOptions *options);

G_END_DECLS
