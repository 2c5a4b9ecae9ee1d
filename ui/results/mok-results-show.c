/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Fills the page of the results view: the headline, a question, how the protection that it is about fared by law, the
 * small charts of a module, what is pinned, or the comments. Must not compute: every figure is in the cube.
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/mok-language.h"
#include "results/mok-results-compare.h"
#include "results/mok-results-figure.h"
#include "results/mok-results-take.h"
#include "results/mok-results-view-private.h"
#include "results/mok-results-words.h"

static gboolean
is_page (MokResultsView *self, const char *id)
{
  return g_strcmp0 (mok_question_list_get_page (self->questions), id) == 0;
}

static void
update_foot (MokResultsView *self)
{
  const MokFigure *figure = self->figure != NULL                          ? self->figure
                            : self->small != NULL && self->small->len > 0 ? g_ptr_array_index (self->small, 0)
                                                                          : NULL;
  const MokTable *table = figure != NULL ? mok_figure_get_first_table (figure) : NULL;
  /* Small charts are without small print. */
  MokResultsShown shown = self->figure != NULL ? mok_results_bar_get_shown (self->bar) : 0;
  g_autofree char *foot = table != NULL
                              ? mok_results_dup_foot (table, shown, (guint) mok_cube_get_n_unreadable (self->cube))
                              : g_strdup ("");

  if (self->figure != NULL && mok_figure_get_earlier (self->figure) != NULL)
    {
      g_free (foot);
      foot = mok_results_dup_change_foot (mok_figure_get_earlier (self->figure), table, shown);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->weighting), table != NULL && table->weighted);
  gtk_label_set_label (self->foot, foot);
  gtk_widget_set_visible (GTK_WIDGET (self->foot), *foot != '\0');
}

/**
 * mok_results_view_update_shown:
 *
 * Shows and hides the parts of the page for what is selected, and for what the bar says.
 */
void
mok_results_view_update_shown (MokResultsView *self)
{
  gboolean comments = is_page (self, PAGE_COMMENTS);
  gboolean headline = is_page (self, PAGE_HEADLINE);
  gboolean report = is_page (self, PAGE_REPORT);
  gboolean has_figures = self->figure != NULL;
  MokResultsShown shown = mok_results_bar_get_shown (self->bar);

  gtk_widget_set_visible (GTK_WIDGET (self->questions), !self->narrow || !self->chart_page);
  gtk_widget_set_hexpand (GTK_WIDGET (self->questions), self->narrow);
  gtk_widget_set_visible (self->separator, !self->narrow);
  gtk_widget_set_visible (self->main, !self->narrow || self->chart_page);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), !comments && !report);
  gtk_widget_set_visible (GTK_WIDGET (self->comments), comments);
  gtk_widget_set_visible (GTK_WIDGET (self->headline),
                          headline && has_figures && mok_headline_card_get_n_figures (self->headline) > 0);
  gtk_widget_set_visible (self->chart_box, has_figures && (shown & MOK_RESULTS_CHART) != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->table_view), has_figures && (shown & MOK_RESULTS_TABLE) != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->module), self->small != NULL);
  gtk_widget_set_visible (self->report_box, report && self->manifest != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->report_hint), self->small != NULL && self->small->len == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->report), has_figures);
  mok_results_take_set_enabled (GTK_WIDGET (self), has_figures,
                                has_figures || (self->small != NULL && self->small->len > 0));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "results.breakdown", !headline && !comments && !report);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "results.filter", !comments && !report);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "results.cycle", !comments);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "results.pin", has_figures);
  mok_results_compare_update (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "results.report", self->manifest != NULL);
  update_foot (self);
}

static void
clear_shown (MokResultsView *self)
{
  g_clear_pointer (&self->figure, mok_figure_unref);
  g_clear_pointer (&self->small, g_ptr_array_unref);
  g_clear_pointer (&self->small_pins, g_ptr_array_unref);
  mok_results_bar_set_table (self->bar, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  gtk_widget_set_visible (self->law_box, FALSE);
}

static void
show_figure (MokResultsView *self, const MokResultsChoice *shown, const char *variable)
{
  g_autoptr (MokPin) pin = mok_results_create_pin (shown, variable, mok_figure_get_table (self->figure));

  mok_report_card_show (self->report, pin);
  mok_results_bar_set_table (self->bar, mok_figure_get_table (self->figure));
  mok_chart_view_set_figure (self->chart, self->figure);
  mok_table_view_set_figure (self->table_view, self->figure);
}

static void
show_problem (MokResultsView *self, const GError *error)
{
  gtk_label_set_label (self->problem, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
}

static void
show_headline (MokResultsView *self)
{
  g_auto (MokResultsChoice) shown = { 0 };
  g_autoptr (GError) error = NULL;

  self->figure = mok_results_create_headline (mok_results_bar_get_wish (self->bar), self->cube, &shown, &error);
  if (self->figure == NULL)
    {
      show_problem (self, error);
      return;
    }

  MokTable *first = mok_figure_get_first_table (self->figure);

  mok_results_bar_set_choice (self->bar, &shown, self->cube, first->question);
  mok_headline_card_set_results (self->headline, self->cube, mok_figure_get_outcomes (self->figure), shown.only,
                                 shown.only_code);
  show_figure (self, &shown, MOK_RESULTS_PROTECTIONS);
}

static void
show_question (MokResultsView *self, const MokQuestion *question)
{
  const MokQuestion *outcome = mok_results_find_outcome (self->cube, question);
  const gboolean details = outcome != NULL && mok_results_has_details (self->cube, outcome);
  MokResultsChoice wish = *mok_results_bar_get_wish (self->bar);
  g_autoptr (GError) error = NULL;

  wish.aspect =
      self->aspect == MOK_RESULTS_DETAILS && (!details || self->comparison != NULL) ? MOK_RESULTS_LAW : self->aspect;

  g_autofree char *variable = mok_results_dup_variable (&wish, self->cube, question);
  g_auto (MokResultsChoice) shown = mok_results_choice_resolve (&wish, self->cube, variable);

  gtk_widget_set_visible (self->law_box, outcome != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->show_details), details && self->comparison == NULL);
  if (mok_results_compare_show (self, variable))
    return;
  mok_results_bar_set_choice (self->bar, &shown, self->cube, variable);
  self->figure = mok_results_create_figure (&shown, self->cube, variable, &error);
  if (self->figure == NULL)
    show_problem (self, error);
  else
    show_figure (self, &shown, variable);
}

/* Small charts of a module: breakdown and filter as far as each question offers them. */
static void
show_module (MokResultsView *self, guint module)
{
  const MokResultsChoice *wish = mok_results_bar_get_wish (self->bar);

  self->small = mok_results_list_module (wish, self->cube, module);
  if (self->small->len > 0)
    {
      const char *first = mok_figure_get_name (g_ptr_array_index (self->small, 0));
      g_auto (MokResultsChoice) shown = mok_results_choice_resolve (wish, self->cube, first);

      mok_results_bar_set_choice (self->bar, &shown, self->cube, first);
    }
  mok_module_view_set_figures (self->module, mok_question_list_get_title (self->questions), self->small);
}

/* What is pinned, small; what the results do not offer is left out. */
static void
show_report (MokResultsView *self)
{
  GPtrArray *pins = mok_report_card_get_figures (self->report)->pins;

  self->small = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_figure_unref);
  self->small_pins = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_pin_free);
  for (guint i = 0; i < pins->len; i++)
    {
      MokFigure *figure = mok_results_create_pinned (g_ptr_array_index (pins, i), self->cube);

      if (figure == NULL)
        continue;
      g_ptr_array_add (self->small, figure);
      g_ptr_array_add (self->small_pins, mok_pin_copy (g_ptr_array_index (pins, i)));
    }
  /* Where a report can be written its box has the title. */
  mok_module_view_set_figures (
      self->module, self->manifest != NULL ? "" : mok_question_list_get_title (self->questions), self->small);
}

static const MokQuestion *
find_question (MokResultsView *self, const char *variable)
{
  const char *of = strchr (variable, ':');

  return mok_questionnaire_find_question (mok_cube_get_questionnaire (self->cube), of != NULL ? of + 1 : variable);
}

/* As it was when it was pinned. */
static void
choose_pin (MokResultsView *self, const MokPin *pin)
{
  const gboolean headline = g_str_equal (pin->question, MOK_RESULTS_PROTECTIONS);
  const MokResultsChoice *before = mok_results_bar_get_wish (self->bar);
  const MokResultsChoice wish = {
    .by = headline ? before->by : pin->by,
    .only = pin->filter,
    .only_code = pin->filter_code,
    .weighted = pin->weighted,
    .kind = headline ? before->kind : mok_results_get_pinned_kind (pin),
  };
  GtkToggleButton *aspect = pin->details                          ? self->show_details
                            : strchr (pin->question, ':') != NULL ? self->show_law
                                                                  : self->show_answers;

  mok_results_bar_set_wish (self->bar, &wish);
  if (!headline)
    gtk_toggle_button_set_active (aspect, TRUE);
}

/**
 * mok_results_view_open_small:
 * @number: of one of the small charts
 *
 * Shows it large.
 */
void
mok_results_view_open_small (MokResultsView *self, guint number)
{
  g_autofree char *name = g_strdup (mok_figure_get_name (g_ptr_array_index (self->small, number)));
  g_autoptr (MokPin) pin =
      self->small_pins != NULL ? mok_pin_copy (g_ptr_array_index (self->small_pins, number)) : NULL;

  if (pin != NULL)
    choose_pin (self, pin);
  if (g_str_equal (name, MOK_RESULTS_PROTECTIONS))
    mok_question_list_select_page (self->questions, PAGE_HEADLINE);
  else
    mok_question_list_select (self->questions, find_question (self, name));
  gtk_widget_grab_focus (GTK_WIDGET (self->chart));
}

/**
 * mok_results_view_update_pages:
 *
 * There is a page of pinned charts while there are any, or a report can be written.
 */
void
mok_results_view_update_pages (MokResultsView *self)
{
  const gboolean pinned = mok_report_card_get_figures (self->report)->pins->len > 0;

  mok_question_list_set_page (self->questions, PAGE_REPORT,
                              pinned || self->manifest != NULL ? _ ("Charts for the report") : NULL,
                              "view-pin-symbolic");
}

/**
 * mok_results_view_show_selected:
 *
 * Looks up what is selected in the list, as far as there is of it what is chosen in the bar, and shows it.
 */
void
mok_results_view_show_selected (MokResultsView *self)
{
  const MokQuestion *question = mok_question_list_get_selected (self->questions);
  const char *page = mok_question_list_get_page (self->questions);

  if (self->cube == NULL)
    return;

  mok_report_card_finish (self->report);
  clear_shown (self);
  mok_results_bar_set_has_breakdown (self->bar, !is_page (self, PAGE_HEADLINE));
  if (question != NULL)
    show_question (self, question);
  else if (is_page (self, PAGE_REPORT))
    show_report (self);
  else if (self->comparison != NULL && !is_page (self, PAGE_COMMENTS))
    mok_results_compare_show (self, NULL);
  else if (is_page (self, PAGE_HEADLINE))
    show_headline (self);
  else if (page != NULL && g_str_has_prefix (page, MOK_QUESTION_LIST_MODULE))
    show_module (self, (guint) g_ascii_strtoull (page + strlen (MOK_QUESTION_LIST_MODULE), NULL, 10));
  mok_results_view_update_shown (self);
  g_object_notify (G_OBJECT (self), "title");
}
