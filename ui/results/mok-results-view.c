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
#include "common/mok-width-bin.h"
#include "common/mok-words.h"
#include "results/mok-chart-view.h"
#include "results/mok-comments-view.h"
#include "results/mok-headline-card.h"
#include "results/mok-option-button.h"
#include "results/mok-question-list.h"
#include "results/mok-results-choice.h"
#include "results/mok-results-take.h"
#include "results/mok-results-words.h"
#include "results/mok-table-view.h"

struct _MokResultsView
{
  AdwBin parent_instance;

  MokQuestionList *questions;
  GtkWidget *separator;
  GtkWidget *main;
  MokWidthBin *bar_width;
  GtkOrientable *bar;
  MokOptionButton *breakdown;
  MokOptionButton *filter;
  GtkWidget *law_box;
  GtkToggleButton *show_answers;
  GtkToggleButton *show_law;
  GtkToggleButton *show_chart;
  GtkToggleButton *show_table;
  GtkToggleButton *show_both;
  GtkScrolledWindow *scroller;
  GtkWidget *content;
  GtkLabel *problem;
  MokHeadlineCard *headline;
  MokCommentsView *comments;
  GtkWidget *chart_box;
  MokChartView *chart;
  GtkLabel *sentence;
  MokTableView *table_view;
  GtkLabel *foot;

  MokCube *cube;         /* (owned) (nullable) */
  MokFigure *figure;     /* (owned) (nullable): what is shown */
  MokResultsChoice wish; /* (owned): stays from question to question, also over one that does not offer it */
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

#define SIZE "size5"

static gboolean
is_page (MokResultsView *self, const char *id)
{
  return g_strcmp0 (mok_question_list_get_page (self->questions), id) == 0;
}

/* What stands for how the protection that @question is about fared; %NULL when there is no such protection. */
static const MokQuestion *
find_outcome (MokResultsView *self, const MokQuestion *question)
{
  g_autoptr (GPtrArray) outcomes = mok_cube_get_outcomes (self->cube);

  for (guint i = 0; i < outcomes->len; i++)
    {
      const MokQuestion *outcome = g_ptr_array_index (outcomes, i);
      const char *of = strchr (outcome->name, ':');

      if (of != NULL && g_str_equal (of + 1, question->name))
        return outcome;
    }
  return NULL;
}

static gboolean
shows_chart (MokResultsView *self)
{
  return !gtk_toggle_button_get_active (self->show_table);
}

static gboolean
shows_table (MokResultsView *self)
{
  return !gtk_toggle_button_get_active (self->show_chart);
}

static void
update_foot (MokResultsView *self)
{
  const MokTable *table = self->figure != NULL ? mok_figure_get_first_table (self->figure) : NULL;
  MokResultsShown shown = (shows_chart (self) ? MOK_RESULTS_CHART : 0) | (shows_table (self) ? MOK_RESULTS_TABLE : 0);
  g_autofree char *foot = table != NULL
                              ? mok_results_dup_foot (table, shown, (guint) mok_cube_get_n_unreadable (self->cube))
                              : g_strdup ("");

  gtk_label_set_label (self->foot, foot);
  gtk_widget_set_visible (GTK_WIDGET (self->foot), *foot != '\0');
}

static void
update_shown (MokResultsView *self)
{
  gboolean comments = is_page (self, PAGE_COMMENTS);
  gboolean headline = is_page (self, PAGE_HEADLINE);
  gboolean has_figures = self->figure != NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->questions), !self->narrow || !self->chart_page);
  gtk_widget_set_hexpand (GTK_WIDGET (self->questions), self->narrow);
  gtk_widget_set_visible (self->separator, !self->narrow);
  gtk_widget_set_visible (self->main, !self->narrow || self->chart_page);
  gtk_widget_set_visible (GTK_WIDGET (self->bar_width), !comments);
  gtk_widget_set_visible (GTK_WIDGET (self->breakdown), !headline);
  gtk_widget_set_visible (GTK_WIDGET (self->comments), comments);
  gtk_widget_set_visible (GTK_WIDGET (self->headline),
                          headline && mok_headline_card_get_n_figures (self->headline) > 0);
  gtk_widget_set_visible (self->chart_box, has_figures && shows_chart (self));
  gtk_widget_set_visible (GTK_WIDGET (self->table_view), has_figures && shows_table (self));
  mok_results_take_set_enabled (GTK_WIDGET (self), has_figures);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "results.breakdown", !headline && !comments);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "results.filter", !comments);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "results.cycle", !comments);
  update_foot (self);
}

static void
clear_shown (MokResultsView *self)
{
  g_clear_pointer (&self->figure, mok_figure_unref);
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

/* By the size of the workplace, whatever the breakdown of questions is. */
static void
show_headline (MokResultsView *self)
{
  g_autoptr (GPtrArray) outcomes = mok_cube_get_outcomes (self->cube);
  const char *first = ((const MokQuestion *) g_ptr_array_index (outcomes, 0))->name;
  const MokResultsChoice wish = { .by = (char *) SIZE, .only = self->wish.only, .only_code = self->wish.only_code };
  g_auto (MokResultsChoice) choice = mok_results_choice_resolve (&wish, self->cube, first);
  g_autoptr (GError) error = NULL;

  mok_results_choice_fill_filters (&choice, self->cube, first, self->filter);
  g_autoptr (GPtrArray) tables = mok_cube_get_outcome_tables (self->cube, choice.only, choice.only_code, &error);
  if (tables == NULL)
    {
      show_problem (self, error);
      return;
    }
  mok_headline_card_set_results (self->headline, self->cube, tables, choice.only, choice.only_code);
  self->figure = mok_figure_new_outcomes (tables);
  show_figure (self);
}

static void
show_question (MokResultsView *self, const MokQuestion *question)
{
  const MokQuestion *outcome = find_outcome (self, question);
  const MokQuestion *shown = outcome != NULL && gtk_toggle_button_get_active (self->show_law) ? outcome : question;
  g_auto (MokResultsChoice) choice = mok_results_choice_resolve (&self->wish, self->cube, shown->name);
  g_autoptr (GError) error = NULL;

  gtk_widget_set_visible (self->law_box, outcome != NULL);
  mok_results_choice_fill_breakdowns (&choice, self->cube, shown->name, self->breakdown);
  mok_results_choice_fill_filters (&choice, self->cube, shown->name, self->filter);
  g_autoptr (MokTable) table =
      mok_cube_get_table (self->cube, shown->name, choice.by, choice.only, choice.only_code, &error);
  if (table == NULL)
    {
      show_problem (self, error);
      return;
    }
  self->figure = mok_figure_new (table);
  show_figure (self);
}

static void
show_selected (MokResultsView *self)
{
  const MokQuestion *question = mok_question_list_get_selected (self->questions);

  if (self->cube == NULL)
    return;

  clear_shown (self);
  if (question != NULL)
    show_question (self, question);
  else if (is_page (self, PAGE_HEADLINE))
    show_headline (self);
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
breakdown_chosen_cb (MokResultsView *self, const char *id)
{
  g_assert (MOK_IS_RESULTS_VIEW (self));

  g_free (self->wish.by);
  self->wish.by = *id != '\0' ? g_strdup (id) : NULL;
  show_selected (self);
}

static void
filter_chosen_cb (MokResultsView *self, const char *id)
{
  g_assert (MOK_IS_RESULTS_VIEW (self));

  mok_results_choice_set_filter (&self->wish, id);
  show_selected (self);
}

static void
law_toggled_cb (MokResultsView *self)
{
  g_assert (MOK_IS_RESULTS_VIEW (self));

  show_selected (self);
}

static void
bar_width_cb (MokResultsView *self)
{
  g_assert (MOK_IS_RESULTS_VIEW (self));

  gtk_orientable_set_orientation (self->bar, mok_width_bin_get_narrow (self->bar_width) ? GTK_ORIENTATION_VERTICAL
                                                                                        : GTK_ORIENTATION_HORIZONTAL);
}

static void
show_toggled_cb (MokResultsView *self)
{
  g_assert (MOK_IS_RESULTS_VIEW (self));

  update_shown (self);
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
  mok_option_button_open (MOK_RESULTS_VIEW (widget)->breakdown);
}

static void
filter_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mok_option_button_open (MOK_RESULTS_VIEW (widget)->filter);
}

static void
cycle_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MokResultsView *self = MOK_RESULTS_VIEW (widget);
  GtkToggleButton *next = gtk_toggle_button_get_active (self->show_chart)   ? self->show_table
                          : gtk_toggle_button_get_active (self->show_table) ? self->show_both
                                                                            : self->show_chart;

  gtk_toggle_button_set_active (next, TRUE);
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
  mok_results_choice_clear (&self->wish);

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
  g_type_ensure (MOK_TYPE_OPTION_BUTTON);
  g_type_ensure (MOK_TYPE_QUESTION_LIST);
  g_type_ensure (MOK_TYPE_TABLE_VIEW);
  g_type_ensure (MOK_TYPE_WIDTH_BIN);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/moksori/Moksori/ui/mok-results-view.ui");
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, questions);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, separator);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, main);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, bar_width);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, bar);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, breakdown);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, filter);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, law_box);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, show_answers);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, show_law);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, show_chart);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, show_table);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, show_both);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, scroller);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, content);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, problem);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, headline);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, comments);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, chart_box);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, chart);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, sentence);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, table_view);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, foot);
  gtk_widget_class_bind_template_callback (widget_class, bar_width_cb);
  gtk_widget_class_bind_template_callback (widget_class, breakdown_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, law_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, question_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, question_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_toggled_cb);

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
  mok_option_button_set_caption (self->breakdown, _ ("Breakdown"));
  mok_option_button_set_caption (self->filter, _ ("Filter"));
  g_object_bind_property (self->chart, "sentence", self->sentence, "label", G_BINDING_SYNC_CREATE);
  mok_words_keep (self->sentence);
  mok_words_keep (self->problem);
  mok_words_keep (self->foot);
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
  gtk_button_set_label (GTK_BUTTON (self->show_both), narrow ? C_ ("results", "Both") : _ ("Chart and table"));
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
