/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Side list and chart side by side, or one after the other where it is narrow.
 * Must not compute: every figure is in the cube that closing left behind.
 */

#include "config.h"

#include "results/mok-results-view.h"

#include <glib/gi18n-lib.h>

#include "base/mok-language.h"
#include "common/mok-page-keys.h"
#include "common/mok-width-bin.h"
#include "common/mok-words.h"
#include "results/mok-chart-file.h"
#include "results/mok-chart-view.h"
#include "results/mok-option-button.h"
#include "results/mok-question-list.h"
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
  GtkToggleButton *show_chart;
  GtkToggleButton *show_table;
  GtkToggleButton *show_both;
  GtkScrolledWindow *scroller;
  GtkWidget *content;
  GtkLabel *problem;
  GtkWidget *chart_box;
  MokChartView *chart;
  GtkLabel *sentence;
  MokTableView *table_view;
  GtkLabel *foot;

  MokCube *cube;   /* (owned) (nullable) */
  MokTable *table; /* (owned) (nullable): what is shown */
  char *by;        /* (owned) (nullable): variable of the breakdown */
  char *only;      /* (owned) (nullable): variable of the filter */
  char *only_code; /* (owned) (nullable): level of the filter */
  gboolean narrow;
  gboolean chart_page; /* narrow: whether the chart shows, not the list */
};

typedef enum
{
  PROP_TITLE = 1,
} MokResultsViewProperty;

static GParamSpec *properties[PROP_TITLE + 1];

G_DEFINE_FINAL_TYPE (MokResultsView, mok_results_view, ADW_TYPE_BIN)

/* What stands between variable and code in the id of a filter: neither can hold a blank. */
#define FILTER_SEPARATOR " "

static const char *
get_title (const MokQuestion *question)
{
  return mok_question_get_title (question, mok_language_get ());
}

static char *
dup_group_count (guint n_levels)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u group", "%u groups", n_levels), n_levels);
}

/* Why a background cannot be the breakdown or filter of @question; %NULL when it can. */
static const char *
get_refusal (MokResultsView *self,
             const MokQuestion *background,
             const MokQuestion *question,
             const char *taken,
             const char *why_taken)
{
  if (background == question)
    return _ ("Not offered here: this is the question itself.");
  if (g_strcmp0 (background->name, taken) == 0)
    return why_taken;
  if (mok_cube_get_n_levels (self->cube, background) < 2)
    return _ ("Not offered: everybody gave the same answer.");

  return NULL;
}

static void
fill_breakdowns (MokResultsView *self, const MokQuestion *question)
{
  g_autoptr (GPtrArray) backgrounds = mok_cube_get_breakdowns (self->cube);
  const char *text = _ ("None");

  mok_option_button_clear (self->breakdown);
  mok_option_button_add (self->breakdown, "", _ ("None"), NULL);
  for (guint i = 0; i < backgrounds->len; i++)
    {
      const MokQuestion *background = g_ptr_array_index (backgrounds, i);
      const char *refusal =
          get_refusal (self, background, question, self->only, _ ("Not offered here: the filter uses it already."));
      g_autofree char *count = dup_group_count (mok_cube_get_n_levels (self->cube, background));

      if (refusal != NULL)
        mok_option_button_add_locked (self->breakdown, get_title (background), refusal);
      else
        mok_option_button_add (self->breakdown, background->name, get_title (background), count);
      if (g_strcmp0 (background->name, self->by) == 0)
        text = get_title (background);
    }
  mok_option_button_select (self->breakdown, self->by != NULL ? self->by : "", text);
}

static void
fill_filters (MokResultsView *self, const MokQuestion *question)
{
  g_autoptr (GPtrArray) backgrounds = mok_cube_get_breakdowns (self->cube);
  g_autofree char *text = g_strdup (_ ("All respondents"));
  g_autofree char *chosen =
      self->only == NULL ? g_strdup ("") : g_strjoin (FILTER_SEPARATOR, self->only, self->only_code, NULL);

  mok_option_button_clear (self->filter);
  mok_option_button_add (self->filter, "", _ ("All respondents"), NULL);
  for (guint i = 0; i < backgrounds->len; i++)
    {
      const MokQuestion *background = g_ptr_array_index (backgrounds, i);
      guint n_levels = mok_cube_get_n_levels (self->cube, background);
      const char *refusal =
          get_refusal (self, background, question, self->by, _ ("Not offered here: the breakdown uses it already."));
      g_autofree char *count = dup_group_count (n_levels);

      if (refusal != NULL)
        {
          mok_option_button_add_locked (self->filter, get_title (background), refusal);
          continue;
        }

      mok_option_button_begin_group (self->filter, get_title (background), count);
      for (guint level = 0; level < n_levels; level++)
        {
          const char *code = mok_cube_get_level_code (self->cube, background, level);
          const char *label = mok_cube_get_level_label (self->cube, background, level, mok_language_get ());
          g_autofree char *id = g_strjoin (FILTER_SEPARATOR, background->name, code, NULL);

          mok_option_button_add (self->filter, id, label, NULL);
          if (g_str_equal (id, chosen))
            {
              g_free (text);
              text = g_strdup_printf ("%s: %s", get_title (background), label);
            }
        }
      mok_option_button_end_group (self->filter);
    }
  mok_option_button_select (self->filter, chosen, text);
}

static char *
dup_foot (const MokTable *table, guint n_unreadable)
{
  g_autoptr (GStrvBuilder) sentences = g_strv_builder_new ();

  g_strv_builder_add (sentences, table->scale == MOK_SCALE_MULTIPLE
                                     ? _ ("Percent of those who gave an answer (base); several answers were possible.")
                                     : _ ("Percent of those who gave an answer (base)."));
  g_strv_builder_add (sentences, _ ("Not sure, prefer not to answer and left blank: percent of those asked; not "
                                    "asked: people."));
  if (!table->exact)
    g_strv_builder_add (sentences, _ ("Some answers were replaced at random before counting; the figures and intervals "
                                      "allow for it. No single answer can be read from them with certainty."));
  if (n_unreadable > 0)
    {
      g_autofree char *damaged =
          g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u response was damaged and is left out.",
                                        "%u responses were damaged and are left out.", n_unreadable),
                           n_unreadable);
      g_strv_builder_add (sentences, damaged);
    }
  if (table->open)
    g_strv_builder_add (sentences, _ ("This survey does not protect answers: the organizer can read and publish every "
                                      "row."));
  if (table->synthetic)
    g_strv_builder_add (sentences, _ ("Synthetic sample data."));

  g_auto (GStrv) strings = g_strv_builder_end (sentences);
  return g_strjoinv (" ", strings);
}

static void
update_shown (MokResultsView *self)
{
  gboolean chart = !gtk_toggle_button_get_active (self->show_table);
  gboolean table = !gtk_toggle_button_get_active (self->show_chart);

  gtk_widget_set_visible (GTK_WIDGET (self->questions), !self->narrow || !self->chart_page);
  gtk_widget_set_hexpand (GTK_WIDGET (self->questions), self->narrow);
  gtk_widget_set_visible (self->separator, !self->narrow);
  gtk_widget_set_visible (self->main, !self->narrow || self->chart_page);
  gtk_widget_set_visible (self->chart_box, chart && self->table != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->table_view), table && self->table != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "results.copy", self->table != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "results.save", self->table != NULL);
}

static void
show_table (MokResultsView *self)
{
  const MokQuestion *question = mok_question_list_get_selected (self->questions);
  g_autoptr (GError) error = NULL;

  if (self->cube == NULL || question == NULL)
    return;

  /* A breakdown stays while one goes from question to question, except for the question that it is. */
  if (g_strcmp0 (self->by, question->name) == 0)
    g_clear_pointer (&self->by, g_free);
  if (g_strcmp0 (self->only, question->name) == 0)
    {
      g_clear_pointer (&self->only, g_free);
      g_clear_pointer (&self->only_code, g_free);
    }
  fill_breakdowns (self, question);
  fill_filters (self, question);

  g_clear_pointer (&self->table, mok_table_unref);
  self->table = mok_cube_get_table (self->cube, question->name, self->by, self->only, self->only_code, &error);
  if (self->table != NULL)
    {
      g_autofree char *foot = dup_foot (self->table, (guint) mok_cube_get_n_unreadable (self->cube));
      gtk_label_set_label (self->foot, foot);
      mok_chart_view_set_table (self->chart, self->table);
      mok_table_view_set_table (self->table_view, self->table);
    }
  else
    {
      gtk_label_set_label (self->foot, "");
      gtk_label_set_label (self->problem, error->message);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->problem), self->table == NULL);
  update_shown (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

static void
question_selected_cb (MokResultsView *self)
{
  g_assert (MOK_IS_RESULTS_VIEW (self));

  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  show_table (self);
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

  g_free (self->by);
  self->by = *id != '\0' ? g_strdup (id) : NULL;
  show_table (self);
}

static void
filter_chosen_cb (MokResultsView *self, const char *id)
{
  g_assert (MOK_IS_RESULTS_VIEW (self));

  g_auto (GStrv) parts = g_strsplit (id, FILTER_SEPARATOR, 2);

  g_clear_pointer (&self->only, g_free);
  g_clear_pointer (&self->only_code, g_free);
  if (g_strv_length (parts) == 2)
    {
      self->only = g_strdup (parts[0]);
      self->only_code = g_strdup (parts[1]);
    }
  show_table (self);
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

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mok_chart_file_copy (widget, MOK_RESULTS_VIEW (widget)->table);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mok_chart_file_save (widget, MOK_RESULTS_VIEW (widget)->table);
}

static const MokPageKey keys[] = {
  { "<Control>f", "results.search", NULL }, { "<Control>b", "results.breakdown", NULL },
  { "<Control>l", "results.filter", NULL }, { "<Control>t", "results.cycle", NULL },
  { "<Control>c", "results.copy", NULL },   { "<Control>s", "results.save", NULL },
};

static void
mok_results_view_dispose (GObject *object)
{
  MokResultsView *self = MOK_RESULTS_VIEW (object);

  g_clear_pointer (&self->cube, mok_cube_unref);
  g_clear_pointer (&self->table, mok_table_unref);
  g_clear_pointer (&self->by, g_free);
  g_clear_pointer (&self->only, g_free);
  g_clear_pointer (&self->only_code, g_free);

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
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, show_chart);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, show_table);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, show_both);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, scroller);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, content);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, problem);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, chart_box);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, chart);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, sentence);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, table_view);
  gtk_widget_class_bind_template_child (widget_class, MokResultsView, foot);
  gtk_widget_class_bind_template_callback (widget_class, bar_width_cb);
  gtk_widget_class_bind_template_callback (widget_class, breakdown_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, question_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, question_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_toggled_cb);

  gtk_widget_class_install_action (widget_class, "results.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "results.breakdown", NULL, breakdown_action);
  gtk_widget_class_install_action (widget_class, "results.filter", NULL, filter_action);
  gtk_widget_class_install_action (widget_class, "results.cycle", NULL, cycle_action);
  gtk_widget_class_install_action (widget_class, "results.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "results.save", NULL, save_action);
}

static void
mok_results_view_init (MokResultsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mok_page_keys_add (GTK_WIDGET (self), keys, G_N_ELEMENTS (keys));
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
  mok_question_list_select (self->questions, NULL);
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
  gtk_widget_set_margin_start (self->content, narrow ? 12 : 18);
  gtk_widget_set_margin_end (self->content, narrow ? 12 : 18);
  update_shown (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

/**
 * mok_results_view_get_title:
 *
 * Returns: (transfer none) (nullable): the question of the chart, where chart and list are two pages and the chart
 * shows
 */
const char *
mok_results_view_get_title (MokResultsView *self)
{
  g_return_val_if_fail (MOK_IS_RESULTS_VIEW (self), NULL);

  const MokQuestion *question = mok_question_list_get_selected (self->questions);

  return self->narrow && self->chart_page && question != NULL ? get_title (question) : NULL;
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
