/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* One note about a release as a row of a list. */

#include <adwaita.h>

#include "release/mok-note.h"

G_BEGIN_DECLS

GtkWidget *mok_note_row_new (const MokNote *note);
GtkWidget *mok_note_row_new_to_do (const MokNote *note);
void mok_note_rows_fill (GtkListBox *list, GPtrArray *notes, gboolean to_do);

G_END_DECLS
