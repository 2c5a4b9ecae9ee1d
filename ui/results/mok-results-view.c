/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Side list and what is chosen in it side by side, or one after the other where it is narrow: the headline, a question,
 * how the protection that a question is about fared by law, or the comments.
 * Must not compute: every figure is in the cube that closing left behind.
 */

#include "config.h"

#include "results/mok-results-view.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/mok-language.h"
#include "common/mok-page-keys.h"
#include "common/mok-words.h"
#include "results/mok-chart-view.h"
#include "results/mok-comments-view.h"
#include "results/mok-headline-card.h"
#include "results/mok-module-view.h"
#include "results/mok-question-list.h"
#include "results/mok-results-bar.h"
#include "results/mok-results-figure.h"
#include "results/mok-results-take.h"
#include "results/mok-results-words.h"
#include "results/mok-table-view.h"

struct _MokResultsView
{
  AdwBin parent_instance;

  MokQuestionList *questions;
  GtkWidget *separator;
  GtkWidget *main;
  MokResultsBar *bar;
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
  GtkWidget *chart_box;
  MokChartView *chart;
  GtkLabel *sentence;
  MokTableView *table_view;
  GtkLabel *foot;

  MokCube *cube;     /* (owned) (nullable) */
  MokFigure *figure; /* (owned) (nullable): what is shown large */
  GPtrArray *small;  /* (owned) (nullable) (element-type MokFigure): what is shown small */
  MokResultsAspect aspect;
  gboolean narrow;
  gboolean chart_page; /* narrow: whether the chart shows, not the list */
};

typedef enum
{
  PROP_TITLE = 1,
} MokResultsViewProperty;

static GParamSpec *properties[PROP_TITLE + 1];

G_DEFINE_FINAL_TYPE (MokResultsView, mok_results_view, ADW_TYPE_BIN)

/* Pages of the list that are no questions. */
#define PAGE_HEADLINE "headline"
#define PAGE_COMMENTS "comments"

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

  gtk_widget_set_visible (GTK_WIDGET (self->weighting), table != NULL && table->weighted);
  gtk_label_set_label (self->foot, foot);
  gtk_widget_set_visible (GTK_WIDGET (self->foot), *foot != '\0');
}

static void
update_shown (MokResultsView *self)
{
  gboolean comments = is_page (self, PAGE_COMMENTS);
  gboolean headline = is_page (self, PAGE_HEADLINE);
  gboolean has_figures = self->figure != NULL;
  MokResultsShown shown = mok_results_bar_get_shown (self->bar);

  gtk_widget_set_visible (GTK_WIDGET (self->questions), !self->narrow || !self->chart_page);
  gtk_widget_set_hexpand (GTK_WIDGET (self->questions), self->narrow);
  gtk_widget_set_visible (self->separator, !self->narrow);
  gtk_widget_set_visible (self->main, !self->narrow || self->chart_page);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), !comments);
  gtk_widget_set_visible (GTK_WIDGET (self->comments), comments);
  gtk_widget_set_visible (GTK_WIDGET (self->headline),
                          headline && mok_headline_card_get_n_figures (self->headline) > 0);
  gtk_widget_set_visible (self->chart_box, has_figures && (shown & MOK_RESULTS_CHART) != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->table_view), has_figures && (shown & MOK_RESULTS_TABLE) != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->module), self->small != NULL);
  mok_results_take_set_enabled (GTK_WIDGET (self), has_figures, has_figures || self->small != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "results.breakdown", !headline && !comments);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "results.filter", !comments);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "results.cycle", !comments);
  update_foot (self);
}

static void
clear_shown (MokResultsView *self)
{
  g_clear_pointer (&self->figure, mok_figure_unref);
  g_clear_pointer (&self->small, g_ptr_array_unref);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  gtk_widget_set_visible (self->law_box, FALSE);
}

static void
show_figure (MokResultsView *self)
{
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
  show_figure (self);
}

static void
show_question (MokResultsView *self, const MokQuestion *question)
{
  const MokQuestion *outcome = mok_results_find_outcome (self->cube, question);
  const gboolean details = outcome != NULL && mok_results_has_details (self->cube, outcome);
  MokResultsChoice wish = *mok_results_bar_get_wish (self->bar);
  g_autoptr (GError) error = NULL;

  wish.aspect = self->aspect == MOK_RESULTS_DETAILS && !details ? MOK_RESULTS_LAW : self->aspect;

  g_autofree char *variable = mok_results_dup_variable (&wish, self->cube, question);
  g_auto (MokResultsChoice) shown = mok_results_choice_resolve (&wish, self->cube, variable);

  gtk_widget_set_visible (self->law_box, outcome != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->show_details), details);
  mok_results_bar_set_choice (self->bar, &shown, self->cube, variable);
  self->figure = mok_results_create_figure (&shown, self->cube, variable, &error);
  if (self->figure == NULL)
    show_problem (self, error);
  else
    show_figure (self);
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

static void
show_selected (MokResultsView *self)
{
  const MokQuestion *question = mok_question_list_get_selected (self->questions);
  const char *page = mok_question_list_get_page (self->questions);

  if (self->cube == NULL)
    return;

  clear_shown (self);
  mok_results_bar_set_has_breakdown (self->bar, !is_page (self, PAGE_HEADLINE));
  if (question != NULL)
    show_question (self, question);
  else if (is_page (self, PAGE_HEADLINE))
    show_headline (self);
  else if (page != NULL && g_str_has_prefix (page, MOK_QUESTION_LIST_MODULE))
    show_module (self, (guint) g_ascii_strtoull (page + strlen (MOK_QUESTION_LIST_MODULE), NULL, 10));
  update_shown (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

static void
question_selected_cb (MokResultsView *self)
{
  g_assert (MOK_IS_RESULTS_VIEW (self));

  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  show_selected (self);
}

static void
question_activated_cb (MokResultsView *self)
{
  g_assert (MOK_IS_RESULTS_VIEW (self));

  if (!self->narrow)
    return;

  self->chart_page = TRUE;
  update_shown (self);
  gtk_widget_child_focus (self->main, GTK_DIR_TAB_FORWARD);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

static void
small_opened_cb (MokResultsView *self, guint number)
{
  const char *name = mok_figure_get_name (g_ptr_array_index (self->small, number));

  g_assert (MOK_IS_RESULTS_VIEW (self));

  mok_question_list_select (self->questions,
                            mok_questionnaire_find_question (mok_cube_get_questionnaire (self->cube), name));
  gtk_widget_grab_focus (GTK_WIDGET (self->chart));
}

static void
bar_chosen_cb (MokResultsView *self)
{
  g_assert (MOK_IS_RESULTS_VIEW (self));

  show_selected (self);
}

static void
bar_toggled_cb (MokResultsView *self)
{
  g_assert (MOK_IS_RESULTS_VIEW (self));

  update_shown (self);
}

static void
aspect_toggled_cb (MokResultsView *self, GtkToggleButton *button)
{
  g_assert (MOK_IS_RESULTS_VIEW (self));

  /* Of two that change, the one that is chosen counts. */
  if (!gtk_toggle_button_get_active (button))
    return;
  self->aspect = button == self->show_details ? MOK_RESULTS_DETAILS
                 : button == self->show_law   ? MOK_RESULTS_LAW
                                              : MOK_RESULTS_ANSWERS;
  show_selected (self);
}

/* Actions. */

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MokResultsView *self = MOK_RESULTS_VIEW (widget);

  mok_results_view_go_back (self);
  mok_question_list_search (self->questions);
}

static void
breakdown_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mok_results_bar_open_breakdown (MOK_RESULTS_VIEW (widget)->bar);
}

static void
filter_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mok_results_bar_open_filter (MOK_RESULTS_VIEW (widget)->bar);
}

static void
cycle_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mok_results_bar_cycle (MOK_RESULTS_VIEW (widget)->bar);
}

static const MokPageKey keys[] = {
  { "<Control>f", "results.search", NULL },
  { "<Control>b", "results.breakdown", NULL },
  { "<Control>l", "results.filter", NULL },
  { "<Control>t", "results.cycle", NULL },
};

static void
mok_results_view_dispose (GObject *object)
{
  MokResultsView *self = MOK_RESULTS_VIEW (object);

  g_clear_pointer (&self->cube, mok_cube_unref);
  g_clear_pointer (&self->figure, mok_figure_unref);
  g_clear_pointer (&self->small, g_ptr_array_unref);

  G_OBJECT_CLASS (mok_results_view_parent_class)->dispose (object);
}

static void
mok_results_view_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  switch ((MokResultsViewProperty) property_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, mok_results_view_get_title (MOK_RESULTS_VIEW (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
mok_results_view_class_init (MokResultsViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = mok_results_view_dispose;
  object_class->get_property = mok_results_view_get_property;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (MOK_TYPE_CHART_VIEW);
  g_type_ensure (MOK_TYPE_COMMENTS_VIEW);
  g_type_ensure (MOK_TYPE_HEADLINE_CARD);
  g_type_ensure (MOK_TYPE_MODULE_VIEW);
  g_type_ensure (MOK_TYPE_QUESTION_LIST);
  g_type_ensure (MOK_TYPE_RESULTS_BAR);
  g_type_ensure (MOK_TYPE_TABLE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/moksori/Moksori/ui/mok-results-view.ui");
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, questions);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, separator);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, main);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, bar);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, law_box);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, show_answers);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, show_law);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, show_details);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, weighting);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, scroller);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, content);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, problem);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, headline);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, comments);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, module);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, chart_box);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, chart);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, sentence);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, table_view);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, foot);
  gtk_widget_class_bind_template_callback (widget_class, aspect_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, bar_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, bar_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, question_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, question_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, small_opened_cb);

  gtk_widget_class_install_action (widget_class, "results.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "results.breakdown", NULL, breakdown_action);
  gtk_widget_class_install_action (widget_class, "results.filter", NULL, filter_action);
  gtk_widget_class_install_action (widget_class, "results.cycle", NULL, cycle_action);
  mok_results_take_install (widget_class);
}

static void
mok_results_view_init (MokResultsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mok_page_keys_add (GTK_WIDGET (self), keys, G_N_ELEMENTS (keys));
  mok_results_take_add_keys (GTK_WIDGET (self));
  g_object_bind_property (self->chart, "sentence", self->sentence, "label", G_BINDING_SYNC_CREATE);
  mok_words_keep (self->sentence);
  mok_words_keep (self->problem);
  mok_words_keep (self->foot);
  mok_words_keep (self->weighting);
  update_shown (self);
}

/**
 * mok_results_view_new:
 *
 * Returns: (transfer floating): a view without results
 */
GtkWidget *
mok_results_view_new (void)
{
  return g_object_new (MOK_TYPE_RESULTS_VIEW, NULL);
}

/**
 * mok_results_view_set_cube:
 * @cube: the results of a closed survey
 */
void
mok_results_view_set_cube (MokResultsView *self, MokCube *cube)
{
  g_return_if_fail (MOK_IS_RESULTS_VIEW (self));
  g_return_if_fail (cube != NULL);

  if (self->cube == cube)
    return;

  g_clear_pointer (&self->cube, mok_cube_unref);
  self->cube = mok_cube_ref (cube);
  mok_results_bar_set_has_weights (self->bar, mok_cube_has_weights (cube));
  if (mok_cube_has_weights (cube))
    {
      g_autofree char *weighting = mok_results_dup_weighting (mok_cube_get_weighting (cube));
      gtk_label_set_label (self->weighting, weighting);
    }
  g_autoptr (GPtrArray) questions = mok_cube_get_questions (cube);
  mok_question_list_set_questions (self->questions, mok_cube_get_questionnaire (cube), questions);
  g_autoptr (GPtrArray) outcomes = mok_cube_get_outcomes (cube);
  if (outcomes->len > 0)
    mok_question_list_set_page (self->questions, PAGE_HEADLINE, _ ("Protections by workplace size"),
                                "starred-symbolic");
  mok_question_list_select (self->questions, NULL);
}

/**
 * mok_results_view_set_comments:
 * @has_review: whether comments wait to be read
 * @summary: (nullable): what was written about them
 *
 * To be called after mok_results_view_set_cube().
 */
void
mok_results_view_set_comments (MokResultsView *self, gboolean has_review, const char *summary)
{
  g_return_if_fail (MOK_IS_RESULTS_VIEW (self));

  const char *title = has_review ? _ ("Comments to review") : summary != NULL ? _ ("Comments") : NULL;

  mok_comments_view_set_state (self->comments, has_review, summary);
  mok_question_list_set_page (self->questions, PAGE_COMMENTS, title, "document-edit-symbolic");
}

/**
 * mok_results_view_set_narrow:
 * @narrow: whether list and chart are two pages
 */
void
mok_results_view_set_narrow (MokResultsView *self, gboolean narrow)
{
  g_return_if_fail (MOK_IS_RESULTS_VIEW (self));

  if (self->narrow == narrow)
    return;

  self->narrow = narrow;
  self->chart_page = narrow && gtk_widget_get_focus_child (self->main) != NULL;
  mok_results_bar_set_narrow (self->bar, narrow);
  gtk_widget_set_margin_start (self->content, narrow ? 12 : 18);
  gtk_widget_set_margin_end (self->content, narrow ? 12 : 18);
  update_shown (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

/**
 * mok_results_view_get_title:
 *
 * Returns: (transfer none) (nullable): the question or page that shows, where chart and list are two pages and the
 * chart shows
 */
const char *
mok_results_view_get_title (MokResultsView *self)
{
  g_return_val_if_fail (MOK_IS_RESULTS_VIEW (self), NULL);

  return self->narrow && self->chart_page ? mok_question_list_get_title (self->questions) : NULL;
}

/**
 * mok_results_view_go_back:
 *
 * Goes from the chart to the list, where they are two pages.
 *
 * Returns: whether there was a way back
 */
gboolean
mok_results_view_go_back (MokResultsView *self)
{
  g_return_val_if_fail (MOK_IS_RESULTS_VIEW (self), FALSE);

  if (!self->narrow || !self->chart_page)
    return FALSE;

  self->chart_page = FALSE;
  update_shown (self);
  mok_question_list_focus_selected (self->questions);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);

  return TRUE;
}

/**
 * mok_results_view_get_figure:
 *
 * Returns: (transfer none) (nullable): what is shown
 */
MokFigure *
mok_results_view_get_figure (MokResultsView *self)
{
  g_return_val_if_fail (MOK_IS_RESULTS_VIEW (self), NULL);

  return self->figure;
}

/**
 * mok_results_view_list_figures:
 *
 * Returns: (transfer full) (element-type MokFigure): all that is shown, large or small
 */
GPtrArray *
mok_results_view_list_figures (MokResultsView *self)
{
  g_return_val_if_fail (MOK_IS_RESULTS_VIEW (self), NULL);

  GPtrArray *figures = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_figure_unref);

  if (self->figure != NULL)
    g_ptr_array_add (figures, mok_figure_ref (self->figure));
  for (guint i = 0; self->small != NULL && i < self->small->len; i++)
    g_ptr_array_add (figures, mok_figure_ref (g_ptr_array_index (self->small, i)));
  return figures;
}

/**
 * mok_results_view_step:
 * @step: 1 for the next question, -1 for the one before
 *
 * Goes on to another question or page of the list that has a figure.
 *
 * Returns: whether there was one
 */
gboolean
mok_results_view_step (MokResultsView *self, int step)
{
  g_return_val_if_fail (MOK_IS_RESULTS_VIEW (self), FALSE);

  while (mok_question_list_step (self->questions, step))
    {
      if (self->figure != NULL)
        return TRUE;
    }
  return FALSE;
}
