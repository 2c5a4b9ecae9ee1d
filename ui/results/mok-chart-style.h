/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The colours, the font and the size that charts in the window share. */

#include <gtk/gtk.h>

#include "chart/mok-palette.h"
#include "results/mok-figure.h"

G_BEGIN_DECLS

const MokPalette *mok_chart_style_get_palette (void);
char *mok_chart_style_dup_font (GtkSettings *settings, double *scale);
MokChart *mok_chart_style_create_chart (GtkWidget *widget,
                                        const MokFigure *figure,
                                        double zoom,
                                        int width,
                                        int smallest,
                                        double *scale);
void mok_chart_style_watch (GtkWidget *widget, GCallback colours_changed, GCallback text_changed);

G_END_DECLS
