/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* A second law layer, slow and literal, to compare the real one with. */

#include "analysis/mok-outcome.h"

/* Codes as words: "3"; "1 3" of several choices; "" = left blank; NULL = not asked. */
typedef struct
{
  const char *variable;
  const char *own;
  const char *occ;
  const char *tenure;
  const char *emp_status;
  const char *contract_hours;
  const char *size_band;
  const char *size_days5;
  const char *preg_size;
  const char *preg_period;
  const char *preg_nightask;
  const char *care_3y;
  const char *harass;
} ReferencePerson;

const char *reference_classify (const ReferencePerson *person, guint law_date, guint *flags, char *size5);
