/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Accuracy of what is compared: differences between groups, and outcomes corrected in a wrong way. */

#include "population.h"

G_BEGIN_DECLS

/* Sums of a regression of shown differences on true ones. */
typedef struct
{
  double squares;
  double corrected;
  double raw;
  double error; /* squares of what each survey adds too much */
} Contrast;

void contrast_add (Contrast *self, const MokCube *cube, const Sample *sample);
void contrast_report (const Contrast *self, const char *setting);
void class_shares_run (const Population *population, guint n_surveys);

G_END_DECLS
