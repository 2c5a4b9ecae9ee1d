/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Key figures above the headline chart. */

#include <adwaita.h>

#include "release/mok-cube.h"

G_BEGIN_DECLS

#define MOK_TYPE_HEADLINE_CARD (mok_headline_card_get_type ())
G_DECLARE_FINAL_TYPE (MokHeadlineCard, mok_headline_card, MOK, HEADLINE_CARD, AdwBin)

GtkWidget *mok_headline_card_new (void);
void mok_headline_card_set_results (MokHeadlineCard *self,
                                    MokCube *cube,
                                    GPtrArray *tables,
                                    const char *filter,
                                    const char *filter_code);
void mok_headline_card_set_narrow (MokHeadlineCard *self, gboolean narrow);
guint mok_headline_card_get_n_figures (MokHeadlineCard *self);

G_END_DECLS
