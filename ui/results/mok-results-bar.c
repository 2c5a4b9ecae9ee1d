/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Keeps what is wished for from question to question, also over one that does not offer it, and shows how much of it
 * there is. Must not look figures up.
 */

#include "config.h"

#include "results/mok-results-bar.h"

#include <glib/gi18n-lib.h>

#include "common/mok-width-bin.h"
#include "results/mok-chart-kinds.h"
#include "results/mok-option-button.h"

struct _MokResultsBar
{
  AdwBin parent_instance;

  MokWidthBin *width;
  GtkOrientable *box;
  GtkWidget *choices;
  MokOptionButton *breakdown;
  MokOptionButton *filter;
  GtkToggleButton *weighted;
  GtkToggleButton *show_chart;
  GtkToggleButton *show_table;
  GtkToggleButton *show_both;
  GMenu *taking;

  GMenu *kinds;               /* (owned): types of chart, in the menu while there are any */
  GSimpleAction *kind_action; /* (owned) */
  MokResultsChoice wish;      /* (owned) */
};

enum
{
  CHOSEN,
  TOGGLED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MokResultsBar, mok_results_bar, ADW_TYPE_BIN)

static void
breakdown_chosen_cb (MokResultsBar *self, const char *id)
{
  g_assert (MOK_IS_RESULTS_BAR (self));

  g_free (self->wish.by);
  self->wish.by = *id != '\0' ? g_strdup (id) : NULL;
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
kind_activated_cb (MokResultsBar *self, GVariant *target)
{
  g_assert (MOK_IS_RESULTS_BAR (self));

  self->wish.kind = mok_chart_kinds_parse (g_variant_get_string (target, NULL));
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
filter_chosen_cb (MokResultsBar *self, const char *id)
{
  g_assert (MOK_IS_RESULTS_BAR (self));

  mok_results_choice_set_filter (&self->wish, id);
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
weighted_toggled_cb (MokResultsBar *self)
{
  g_assert (MOK_IS_RESULTS_BAR (self));

  if (self->wish.weighted == gtk_toggle_button_get_active (self->weighted))
    return;
  self->wish.weighted = !self->wish.weighted;
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
width_cb (MokResultsBar *self)
{
  g_assert (MOK_IS_RESULTS_BAR (self));

  gtk_orientable_set_orientation (self->box, mok_width_bin_get_narrow (self->width) ? GTK_ORIENTATION_VERTICAL
                                                                                    : GTK_ORIENTATION_HORIZONTAL);
}

static void
show_toggled_cb (MokResultsBar *self)
{
  g_assert (MOK_IS_RESULTS_BAR (self));

  g_signal_emit (self, signals[TOGGLED], 0);
}

static void
mok_results_bar_finalize (GObject *object)
{
  MokResultsBar *self = MOK_RESULTS_BAR (object);

  mok_results_choice_clear (&self->wish);
  g_clear_object (&self->kinds);
  g_clear_object (&self->kind_action);

  G_OBJECT_CLASS (mok_results_bar_parent_class)->finalize (object);
}

static void
mok_results_bar_class_init (MokResultsBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = mok_results_bar_finalize;

  /**
   * MokResultsBar::chosen:
   *
   * Breakdown, filter or weights are wished for otherwise.
   */
  signals[CHOSEN] =
      g_signal_new ("chosen", MOK_TYPE_RESULTS_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * MokResultsBar::toggled:
   *
   * Chart, table or both shall show.
   */
  signals[TOGGLED] =
      g_signal_new ("toggled", MOK_TYPE_RESULTS_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (MOK_TYPE_OPTION_BUTTON);
  g_type_ensure (MOK_TYPE_WIDTH_BIN);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/moksori/Moksori/ui/mok-results-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, MokResultsBar, width);
  gtk_widget_class_bind_template_child (widget_class, MokResultsBar, box);
  gtk_widget_class_bind_template_child (widget_class, MokResultsBar, choices);
  gtk_widget_class_bind_template_child (widget_class, MokResultsBar, breakdown);
  gtk_widget_class_bind_template_child (widget_class, MokResultsBar, filter);
  gtk_widget_class_bind_template_child (widget_class, MokResultsBar, weighted);
  gtk_widget_class_bind_template_child (widget_class, MokResultsBar, show_chart);
  gtk_widget_class_bind_template_child (widget_class, MokResultsBar, show_table);
  gtk_widget_class_bind_template_child (widget_class, MokResultsBar, show_both);
  gtk_widget_class_bind_template_child (widget_class, MokResultsBar, taking);
  gtk_widget_class_bind_template_callback (widget_class, breakdown_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, weighted_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, width_cb);
}

static void
mok_results_bar_init (MokResultsBar *self)
{
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();

  self->kinds = g_menu_new ();
  self->kind_action =
      g_simple_action_new_stateful ("kind", G_VARIANT_TYPE_STRING, g_variant_new_string (MOK_CHART_KINDS_AUTO));
  g_signal_connect_swapped (self->kind_action, "activate", G_CALLBACK (kind_activated_cb), self);
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (self->kind_action));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "chart", G_ACTION_GROUP (actions));
  gtk_widget_init_template (GTK_WIDGET (self));
  mok_option_button_set_caption (self->breakdown, _ ("Breakdown"));
  mok_option_button_set_caption (self->filter, _ ("Filter"));
}

/**
 * mok_results_bar_get_wish:
 *
 * Returns: (transfer none): what was chosen, whether the question that shows offers it or not
 */
const MokResultsChoice *
mok_results_bar_get_wish (MokResultsBar *self)
{
  g_return_val_if_fail (MOK_IS_RESULTS_BAR (self), NULL);

  return &self->wish;
}

/**
 * mok_results_bar_set_wish:
 * @wish: what is to be chosen; its aspect does not count
 *
 * As if it had been chosen here, but without the signal.
 */
void
mok_results_bar_set_wish (MokResultsBar *self, const MokResultsChoice *wish)
{
  g_return_if_fail (MOK_IS_RESULTS_BAR (self) && wish != NULL);

  const MokResultsChoice copy = {
    .by = g_strdup (wish->by),
    .only = g_strdup (wish->only),
    .only_code = g_strdup (wish->only_code),
    .weighted = wish->weighted,
    .kind = wish->kind,
  };

  mok_results_choice_clear (&self->wish);
  self->wish = copy;
  gtk_toggle_button_set_active (self->weighted, wish->weighted);
}

/**
 * mok_results_bar_set_choice:
 * @shown: how much of the wish there is
 * @variable: of the question or outcome that shows
 *
 * Fills the lists with what is offered of it.
 */
void
mok_results_bar_set_choice (MokResultsBar *self, const MokResultsChoice *shown, MokCube *cube, const char *variable)
{
  g_return_if_fail (MOK_IS_RESULTS_BAR (self));
  g_return_if_fail (shown != NULL && cube != NULL && variable != NULL);

  if (gtk_widget_get_visible (GTK_WIDGET (self->breakdown)))
    mok_results_choice_fill_breakdowns (shown, cube, variable, self->breakdown);
  else
    mok_option_button_clear (self->breakdown);
  mok_results_choice_fill_filters (shown, cube, variable, self->filter);
  /* Details are counted without weights. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->weighted), shown->aspect != MOK_RESULTS_DETAILS);
}

/**
 * mok_results_bar_set_table:
 * @table: (nullable): the one table that is drawn
 *
 * Offers the types of chart that suit it.
 */
void
mok_results_bar_set_table (MokResultsBar *self, const MokTable *table)
{
  g_return_if_fail (MOK_IS_RESULTS_BAR (self));

  const gboolean shown = g_menu_model_get_n_items (G_MENU_MODEL (self->kinds)) > 0;
  const gboolean kept = table != NULL && mok_chart_kind_suits (self->wish.kind, table);

  g_simple_action_set_state (
      self->kind_action, g_variant_new_string (mok_chart_kinds_get_target (kept ? self->wish.kind : MOK_CHART_AUTO)));
  mok_chart_kinds_fill (self->kinds, table, "chart.kind");
  if (shown)
    g_menu_remove (self->taking, 0);
  if (g_menu_model_get_n_items (G_MENU_MODEL (self->kinds)) > 0)
    g_menu_insert_submenu (self->taking, 0, _ ("Type of _Chart"), G_MENU_MODEL (self->kinds));
}

/**
 * mok_results_bar_set_has_breakdown:
 * @has_breakdown: whether there is one to choose
 *
 * To be called before mok_results_bar_set_choice().
 */
void
mok_results_bar_set_has_breakdown (MokResultsBar *self, gboolean has_breakdown)
{
  g_return_if_fail (MOK_IS_RESULTS_BAR (self));

  gtk_widget_set_visible (GTK_WIDGET (self->breakdown), has_breakdown);
}

void
mok_results_bar_set_has_weights (MokResultsBar *self, gboolean has_weights)
{
  g_return_if_fail (MOK_IS_RESULTS_BAR (self));

  gtk_widget_set_visible (GTK_WIDGET (self->weighted), has_weights);
}

/**
 * mok_results_bar_set_comparing:
 * @comparing: whether two surveys are compared, which is done for all respondents together
 */
void
mok_results_bar_set_comparing (MokResultsBar *self, gboolean comparing)
{
  g_return_if_fail (MOK_IS_RESULTS_BAR (self));

  gtk_widget_set_visible (self->choices, !comparing);
}

/**
 * mok_results_bar_set_narrow:
 * @narrow: whether there is no room for long words
 */
void
mok_results_bar_set_narrow (MokResultsBar *self, gboolean narrow)
{
  g_return_if_fail (MOK_IS_RESULTS_BAR (self));

  gtk_button_set_label (GTK_BUTTON (self->show_both), narrow ? C_ ("results", "Both") : _ ("Chart and table"));
}

MokResultsShown
mok_results_bar_get_shown (MokResultsBar *self)
{
  g_return_val_if_fail (MOK_IS_RESULTS_BAR (self), 0);

  return gtk_toggle_button_get_active (self->show_chart)   ? MOK_RESULTS_CHART
         : gtk_toggle_button_get_active (self->show_table) ? MOK_RESULTS_TABLE
                                                           : MOK_RESULTS_CHART | MOK_RESULTS_TABLE;
}

void
mok_results_bar_open_breakdown (MokResultsBar *self)
{
  g_return_if_fail (MOK_IS_RESULTS_BAR (self));

  mok_option_button_open (self->breakdown);
}

void
mok_results_bar_open_filter (MokResultsBar *self)
{
  g_return_if_fail (MOK_IS_RESULTS_BAR (self));

  mok_option_button_open (self->filter);
}

/**
 * mok_results_bar_cycle:
 *
 * From the chart to the table, to both, and to the chart again.
 */
void
mok_results_bar_cycle (MokResultsBar *self)
{
  g_return_if_fail (MOK_IS_RESULTS_BAR (self));

  GtkToggleButton *next = gtk_toggle_button_get_active (self->show_chart)   ? self->show_table
                          : gtk_toggle_button_get_active (self->show_table) ? self->show_both
                                                                            : self->show_chart;

  gtk_toggle_button_set_active (next, TRUE);
}
