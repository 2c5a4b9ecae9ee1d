/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Side list and what is chosen in it side by side, or one after the other where it is narrow: the headline, a question,
 * how the protection that a question is about fared by law, or the comments.
 * Must not compute: every figure is in the cube that closing left behind.
 */

#include "config.h"

#include "results/mok-results-view.h"

#include <glib/gi18n-lib.h>

#include "base/mok-language.h"
#include "common/mok-first-focus.h"
#include "common/mok-page-keys.h"
#include "common/mok-words.h"
#include "results/mok-results-compare.h"
#include "results/mok-report-dialog.h"
#include "results/mok-results-take.h"
#include "results/mok-results-view-private.h"
#include "results/mok-results-words.h"

typedef enum
{
  PROP_TITLE = 1,
} MokResultsViewProperty;

static GParamSpec *properties[PROP_TITLE + 1];

enum
{
  FIGURES_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MokResultsView, mok_results_view, ADW_TYPE_BIN)

static void
question_selected_cb (MokResultsView *self)
{
  g_assert (MOK_IS_RESULTS_VIEW (self));

  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  mok_results_view_show_selected (self);
}

static void
question_activated_cb (MokResultsView *self)
{
  g_assert (MOK_IS_RESULTS_VIEW (self));

  if (!self->narrow)
    return;

  self->chart_page = TRUE;
  mok_results_view_update_shown (self);
  gtk_widget_child_focus (self->main, GTK_DIR_TAB_FORWARD);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

static void
small_opened_cb (MokResultsView *self, guint number)
{
  g_assert (MOK_IS_RESULTS_VIEW (self));

  mok_results_view_open_small (self, number);
}

static void
report_changed_cb (MokResultsView *self)
{
  g_assert (MOK_IS_RESULTS_VIEW (self));

  mok_results_view_update_pages (self);
  g_signal_emit (self, signals[FIGURES_CHANGED], 0);
}

static void
bar_chosen_cb (MokResultsView *self)
{
  g_assert (MOK_IS_RESULTS_VIEW (self));

  mok_results_view_show_selected (self);
}

static void
bar_toggled_cb (MokResultsView *self)
{
  g_assert (MOK_IS_RESULTS_VIEW (self));

  mok_results_view_update_shown (self);
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
  mok_results_view_show_selected (self);
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

static void
pin_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mok_report_card_toggle (MOK_RESULTS_VIEW (widget)->report);
}

static void
report_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mok_results_view_write_report (MOK_RESULTS_VIEW (widget));
}

static const MokPageKey keys[] = {
  { "<Control>d", "results.pin", NULL },       { "<Control>f", "results.search", NULL },
  { "<Control>b", "results.breakdown", NULL }, { "<Control>l", "results.filter", NULL },
  { "<Control>t", "results.cycle", NULL },
};

static void
mok_results_view_dispose (GObject *object)
{
  MokResultsView *self = MOK_RESULTS_VIEW (object);

  g_clear_pointer (&self->cube, mok_cube_unref);
  g_clear_pointer (&self->manifest, mok_manifest_unref);
  g_clear_pointer (&self->comparison, mok_comparison_free);
  g_clear_pointer (&self->left, g_ptr_array_unref);
  g_clear_pointer (&self->summary, g_free);
  g_clear_pointer (&self->figure, mok_figure_unref);
  g_clear_pointer (&self->small, g_ptr_array_unref);
  g_clear_pointer (&self->small_pins, g_ptr_array_unref);

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

/* The list of questions, from which the arrow keys lead through all results. */
static gboolean
mok_results_view_grab_focus (GtkWidget *widget)
{
  MokResultsView *self = MOK_RESULTS_VIEW (widget);

  if (self->cube == NULL || (self->narrow && self->chart_page))
    return FALSE;
  mok_question_list_focus_selected (self->questions);
  return TRUE;
}

static void
mok_results_view_class_init (MokResultsViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = mok_results_view_dispose;
  object_class->get_property = mok_results_view_get_property;
  mok_first_focus_set (widget_class, mok_results_view_grab_focus);

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * MokResultsView::figures-changed:
   *
   * What is pinned or noted is to be saved.
   */
  signals[FIGURES_CHANGED] =
      g_signal_new ("figures-changed", MOK_TYPE_RESULTS_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (MOK_TYPE_CHART_VIEW);
  g_type_ensure (MOK_TYPE_COMMENTS_VIEW);
  g_type_ensure (MOK_TYPE_HEADLINE_CARD);
  g_type_ensure (MOK_TYPE_MODULE_VIEW);
  g_type_ensure (MOK_TYPE_QUESTION_LIST);
  g_type_ensure (MOK_TYPE_REPORT_CARD);
  g_type_ensure (MOK_TYPE_RESULTS_BAR);
  g_type_ensure (MOK_TYPE_TABLE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/moksori/Moksori/ui/mok-results-view.ui");
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, questions);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, separator);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, main);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, bar);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, comparing);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, compared);
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
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, report_box);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, report_hint);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, chart_box);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, chart);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, sentence);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, table_view);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, foot);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, remarks);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, report);
  gtk_widget_class_bind_template_callback (widget_class, aspect_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, bar_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, bar_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, question_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, question_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, report_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, small_opened_cb);

  gtk_widget_class_install_action (widget_class, "results.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "results.breakdown", NULL, breakdown_action);
  gtk_widget_class_install_action (widget_class, "results.filter", NULL, filter_action);
  gtk_widget_class_install_action (widget_class, "results.cycle", NULL, cycle_action);
  gtk_widget_class_install_action (widget_class, "results.pin", NULL, pin_action);
  mok_results_compare_install (widget_class);
  gtk_widget_class_install_action (widget_class, "results.report", NULL, report_action);
  mok_results_take_install (widget_class);
}

static void
mok_results_view_init (MokResultsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mok_page_keys_add (GTK_WIDGET (self), keys, G_N_ELEMENTS (keys));
  mok_results_compare_add_keys (GTK_WIDGET (self));
  mok_results_take_add_keys (GTK_WIDGET (self));
  g_object_bind_property (self->chart, "sentence", self->sentence, "label", G_BINDING_SYNC_CREATE);
  mok_words_keep (self->sentence);
  mok_words_keep (self->problem);
  mok_words_keep (self->foot);
  mok_words_keep (self->report_hint);
  mok_words_keep (self->weighting);
  mok_words_keep (self->compared);
  mok_words_keep (self->remarks);
  mok_results_view_update_shown (self);
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
  g_clear_pointer (&self->comparison, mok_comparison_free);
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
 * mok_results_view_set_figures:
 * @figures: what is pinned and noted in the survey file
 */
void
mok_results_view_set_figures (MokResultsView *self, const MokSurveyFigures *figures)
{
  g_return_if_fail (MOK_IS_RESULTS_VIEW (self) && figures != NULL);

  mok_report_card_set_figures (self->report, figures);
  mok_results_view_update_pages (self);
}

/**
 * mok_results_view_get_figures:
 *
 * Returns: (transfer none): what is pinned and noted now
 */
const MokSurveyFigures *
mok_results_view_get_figures (MokResultsView *self)
{
  g_return_val_if_fail (MOK_IS_RESULTS_VIEW (self), NULL);

  return mok_report_card_get_figures (self->report);
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

  g_free (self->summary);
  self->summary = g_strdup (summary);
  mok_comments_view_set_state (self->comments, has_review, summary);
  mok_question_list_set_page (self->questions, PAGE_COMMENTS, title, "document-edit-symbolic");
}

/**
 * mok_results_view_set_survey:
 * @manifest: of the survey
 * @left: (nullable) (element-type MokNote): what people must still destroy
 *
 * What a report has beside the results. From now on one can be written, and results can be compared with those of
 * another survey.
 */
void
mok_results_view_set_survey (MokResultsView *self, MokManifest *manifest, GPtrArray *left)
{
  g_return_if_fail (MOK_IS_RESULTS_VIEW (self) && manifest != NULL);

  mok_manifest_ref (manifest);
  g_clear_pointer (&self->manifest, mok_manifest_unref);
  g_clear_pointer (&self->left, g_ptr_array_unref);
  self->manifest = manifest;
  self->left = left != NULL ? g_ptr_array_ref (left) : NULL;
  mok_results_view_update_pages (self);
  mok_results_view_update_shown (self);
}

/**
 * mok_results_view_write_report:
 *
 * Opens the dialog that writes the report, with what is pinned and noted now.
 */
void
mok_results_view_write_report (MokResultsView *self)
{
  g_return_if_fail (MOK_IS_RESULTS_VIEW (self));

  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autoptr (MokSurveyFigures) figures = NULL;

  if (self->cube == NULL || self->manifest == NULL || root == NULL)
    return;
  mok_report_card_finish (self->report);
  figures = mok_survey_figures_copy (mok_report_card_get_figures (self->report));

  const MokReportInput input = {
    .cube = self->cube,
    .manifest = self->manifest,
    .left = self->left,
    .comments = self->summary,
    .pins = figures->pins,
    .notes = figures->notes,
  };

  gtk_window_present (mok_report_dialog_new (GTK_WINDOW (root), &input));
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
  gtk_widget_set_margin_start (self->comparing, narrow ? 12 : 18);
  gtk_widget_set_margin_end (self->comparing, narrow ? 12 : 18);
  mok_results_view_update_shown (self);
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
  mok_results_view_update_shown (self);
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
