/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The types of chart that can be chosen for a table, as a menu. Must not decide which suit: the charts do.
 */

#include "config.h"

#include "results/mok-chart-kinds.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *target; /* as of mok_chart_kind_from_name() */
  const char *label;
} kinds[] = {
  { "bars", NC_ ("chart type", "Bars") },
  { "dots", NC_ ("chart type", "Dots with Intervals") },
  { "grouped", NC_ ("chart type", "Groups beside Each Other") },
  { "stacked", NC_ ("chart type", "Bars of 100 %") },
  { "likert", NC_ ("chart type", "Bars to Both Sides") },
  { "multiples", NC_ ("chart type", "Small Charts") },
  { "heat", NC_ ("chart type", "Heat Map") },
  { "ridge", NC_ ("chart type", "Ridges") },
};

/**
 * mok_chart_kinds_parse:
 * @target: of an item of the menu
 *
 * Returns: the type
 */
MokChartKind
mok_chart_kinds_parse (const char *target)
{
  MokChartKind kind = MOK_CHART_AUTO;

  g_return_val_if_fail (target != NULL, kind);

  mok_chart_kind_from_name (target, &kind);
  return kind;
}

/**
 * mok_chart_kinds_get_target:
 *
 * Returns: the target of the item of @kind, %MOK_CHART_KINDS_AUTO where there is none
 */
const char *
mok_chart_kinds_get_target (MokChartKind kind)
{
  const char *name = mok_chart_kind_get_name (kind);

  return name != NULL ? name : MOK_CHART_KINDS_AUTO;
}

/**
 * mok_chart_kinds_fill:
 * @table: (nullable): what is drawn
 * @action: takes a target as a string
 *
 * Leaves the menu empty where there is no choice.
 */
void
mok_chart_kinds_fill (GMenu *menu, const MokTable *table, const char *action)
{
  g_return_if_fail (G_IS_MENU (menu) && action != NULL);

  g_menu_remove_all (menu);
  for (guint i = 0; table != NULL && i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GMenuItem) item = NULL;

      if (!mok_chart_kind_suits (mok_chart_kinds_parse (kinds[i].target), table))
        continue;
      item = g_menu_item_new (g_dpgettext2 (GETTEXT_PACKAGE, "chart type", kinds[i].label), NULL);
      g_menu_item_set_action_and_target (item, action, "s", kinds[i].target);
      g_menu_append_item (menu, item);
    }
  if (g_menu_model_get_n_items (G_MENU_MODEL (menu)) > 0)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (C_ ("chart type", "What Suits Best"), NULL);

      g_menu_item_set_action_and_target (item, action, "s", MOK_CHART_KINDS_AUTO);
      g_menu_prepend_item (menu, item);
    }
}
