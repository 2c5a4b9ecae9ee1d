/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Saves pins and notes while they are made. */

#include "store/mok-survey-figures.h"

G_BEGIN_DECLS

#define MOK_TYPE_FIGURES_KEEPER (mok_figures_keeper_get_type ())
G_DECLARE_FINAL_TYPE (MokFiguresKeeper, mok_figures_keeper, MOK, FIGURES_KEEPER, GObject)

MokFiguresKeeper *mok_figures_keeper_new (MokSurvey *survey);
void mok_figures_keeper_save (MokFiguresKeeper *self, const MokSurveyFigures *figures);

G_END_DECLS
