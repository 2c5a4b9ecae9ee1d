/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* A text in several languages. */

#include <glib.h>

G_BEGIN_DECLS

typedef struct _MokText MokText;

MokText *mok_text_new (void);
MokText *mok_text_ref (MokText *self);
void mok_text_unref (MokText *self);
void mok_text_set (MokText *self, const char *language, const char *text);
const char *mok_text_get (const MokText *self, const char *language);
const char *mok_text_peek (const MokText *self, const char *language);
gboolean mok_text_is_empty (const MokText *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokText, mok_text_unref)

G_END_DECLS
