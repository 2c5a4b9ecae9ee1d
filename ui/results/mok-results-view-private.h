/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The inside of the results view, for the files that share it. Only for files of this folder. */

#include "results/mok-chart-view.h"
#include "results/mok-comments-view.h"
#include "results/mok-comparison.h"
#include "results/mok-headline-card.h"
#include "results/mok-module-view.h"
#include "results/mok-question-list.h"
#include "results/mok-report-card.h"
#include "results/mok-results-bar.h"
#include "results/mok-table-view.h"
#include "results/mok-results-view.h"

G_BEGIN_DECLS

struct _MokResultsView
{
  AdwBin parent_instance;

  MokQuestionList *questions;
  GtkWidget *separator;
  GtkWidget *main;
  MokResultsBar *bar;
  GtkWidget *comparing; /* while two surveys are compared */
  GtkLabel *compared;
  GtkWidget *law_box;
  GtkToggleButton *show_answers;
  GtkToggleButton *show_law;
  GtkToggleButton *show_details;
  GtkLabel *weighting;
  GtkScrolledWindow *scroller;
  GtkWidget *content;
  GtkLabel *problem;
  MokHeadlineCard *headline;
  MokCommentsView *comments;
  MokModuleView *module;
  GtkWidget *report_box;
  GtkLabel *report_hint;
  GtkWidget *chart_box;
  MokChartView *chart;
  GtkLabel *sentence;
  MokTableView *table_view;
  GtkLabel *foot;
  GtkLabel *remarks;
  MokReportCard *report;

  MokCube *cube;             /* (owned) (nullable) */
  MokManifest *manifest;     /* (owned) (nullable): of the survey */
  MokComparison *comparison; /* (owned) (nullable): with another survey, while there is one */
  GPtrArray *left;           /* (owned) (nullable) (element-type MokNote) */
  char *summary;             /* (owned) (nullable): of the comments */
  MokFigure *figure;         /* (owned) (nullable): what is shown large */
  GPtrArray *small;          /* (owned) (nullable) (element-type MokFigure): what is shown small */
  GPtrArray *small_pins;     /* (owned) (nullable) (element-type MokPin): of those, where they are pinned ones */
  MokResultsAspect aspect;
  gboolean narrow;
  gboolean chart_page; /* narrow: whether the chart shows, not the list */
};

/* Pages of the list that are no questions. */
#define PAGE_HEADLINE "headline"
#define PAGE_COMMENTS "comments"
#define PAGE_REPORT "report"

void mok_results_view_update_shown (MokResultsView *self);
void mok_results_view_show_selected (MokResultsView *self);
void mok_results_view_open_small (MokResultsView *self, guint number);
void mok_results_view_update_pages (MokResultsView *self);

G_END_DECLS
