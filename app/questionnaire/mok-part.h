/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Walking through a part of a workbook that is XML. */

#include "questionnaire/mok-package.h"

G_BEGIN_DECLS

typedef struct _MokPart MokPart;

MokPart *mok_part_open (MokPackage *package, const char *name, GError **error);
void mok_part_close (MokPart *self);

gboolean mok_part_next (MokPart *self, GError **error);
gboolean mok_part_next_inside (MokPart *self, int depth, GError **error);
int mok_part_get_depth (const MokPart *self);
gboolean mok_part_is_start (const MokPart *self, int depth, const char *name);
gboolean mok_part_is_end (const MokPart *self, int depth, const char *name);
gboolean mok_part_is_empty (const MokPart *self);
const char *mok_part_peek_attribute (MokPart *self, const char *name);
const char *mok_part_peek_relation (MokPart *self);
gboolean mok_part_read_text (MokPart *self, GString *out, GError **error);
gboolean mok_part_read_string (MokPart *self, GString *out, GError **error);
void mok_part_unescape (GString *string);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokPart, mok_part_close)

G_END_DECLS
