/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Charts for people who sit far away: one fills the screen. */

#include <adwaita.h>

#include "results/mok-figure.h"

G_BEGIN_DECLS

/**
 * MokPresentationFunc:
 * @step: 1 for the next figure, -1 for the one before
 *
 * Goes on to another figure where there is one.
 *
 * Returns: (transfer full) (nullable): what to show now
 */
typedef MokFigure *(*MokPresentationFunc) (int step, gpointer data);

#define MOK_TYPE_PRESENTATION (mok_presentation_get_type ())
G_DECLARE_FINAL_TYPE (MokPresentation, mok_presentation, MOK, PRESENTATION, GtkWindow)

GtkWidget *mok_presentation_new (GtkWindow *parent, MokFigure *figure);
void mok_presentation_set_steps (MokPresentation *self, MokPresentationFunc func, gpointer data);
MokFigure *mok_presentation_get_figure (MokPresentation *self);
double mok_presentation_find_zoom (const MokFigure *figure, double width, double height, double text, const char *font);

G_END_DECLS
