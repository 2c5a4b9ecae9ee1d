/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The results view with made-up answers, as tests drive it. */

#include "release/mok-cube.h"
#include "results/mok-question-list.h"
#include "results/mok-results-view.h"
#include "support.h"

G_BEGIN_DECLS

typedef struct
{
  GtkWindow *window;
  MokResultsView *view;
  MokQuestionList *list;
} Results;

MokCube *results_get_cube (void);
MokCube *results_get_open_cube (void);
MokCube *results_get_weighted_cube (void);
const MokQuestion *results_get_question (const char *name);
const MokQuestion *results_get_open_question (const char *name);
Results *results_new_of (MokCube *cube);
Results *results_new (void);
void results_free (Results *self);
MokTable *results_get_table (Results *self);
void results_choose (Results *self, guint button, const char *id);
guint results_count_shown (Results *self);
void results_search (Results *self, const char *text);
const char *results_get_cell (Results *self, int row, int column);
GtkWidget *results_find_row (GtkWidget *top, const char *title);
void results_assert_locked (Results *self, const char *title, const char *reason);
GtkWidget *results_find (Results *self, GType type);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Results, results_free)

G_END_DECLS
