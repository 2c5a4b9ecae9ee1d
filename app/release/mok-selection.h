/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Which figures of a cube are wanted: what the command line, the window and the report ask for. */

#include "release/mok-cube.h"

G_BEGIN_DECLS

/**
 * MokSelection:
 * @question: variable of a question or of an outcome; does not count for the headline
 * @by: (nullable): variable of the breakdown; does not count for the headline
 * @filter: (nullable): variable of the filter
 * @filter_code: (nullable): its level; %NULL where @filter is
 * @details: of an outcome, what is told beside its classes
 * @unflagged: of protections, without doubtful cases
 * @weighted: weighted to the margins given at closing
 *
 * What goes before what where the cube has no figure for both: details, then unflagged, then weighted, then the filter.
 */
typedef struct
{
  const char *question;
  const char *by;
  const char *filter;
  const char *filter_code;
  gboolean details;
  gboolean unflagged;
  gboolean weighted;
} MokSelection;

MokTable *mok_selection_get_table (const MokSelection *self, const MokCube *cube, GError **error);
GPtrArray *mok_selection_get_headline (const MokSelection *self, const MokCube *cube, GError **error);

G_END_DECLS
