/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Up to three figures, each with whom it is of and its interval: what the law guarantees everybody and was not
 * received, what those under five go without, and how often the number of employees was named as the reason.
 *
 * Each is one cell of one table. Must not add cells of different tables up: nobody knows how many people are in both.
 * What a table does not show, or only as a guess, is left out.
 */

#include "config.h"

#include "results/mok-headline-card.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "analysis/mok-outcome.h"
#include "analysis/mok-table-words.h"
#include "base/mok-language.h"
#include "common/mok-direction.h"
#include "common/mok-width-bin.h"
#include "common/mok-words.h"

/* Below this width figures stand below each other. */
#define THRESHOLD 520

/* A figure whose interval is wider than a third of the scale says too little to be one of these. */
#define WIDEST_INTERVAL (1 / 3.)

/* The right that most people know; without it the first one of the form is taken. */
#define BEST_KNOWN "outcome:al"

/* The question about the reason, and its answer "yes"; forms without it have one figure less. */
#define REASON_QUESTION "size_reason"
#define REASON_YES "1"
#define SIZE "size5"

struct _MokHeadlineCard
{
  AdwBin parent_instance;

  GtkBox *box;
  guint n_figures;
};

G_DEFINE_FINAL_TYPE (MokHeadlineCard, mok_headline_card, ADW_TYPE_BIN)

static void
mok_headline_card_class_init (MokHeadlineCardClass *klass)
{
}

static void
narrow_cb (MokHeadlineCard *self, GParamSpec *pspec, MokWidthBin *width)
{
  g_assert (MOK_IS_HEADLINE_CARD (self));

  gboolean narrow = mok_width_bin_get_narrow (width);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->box),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_homogeneous (self->box, !narrow);
}

static void
mok_headline_card_init (MokHeadlineCard *self)
{
  GtkWidget *width = mok_width_bin_new (THRESHOLD);

  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18));
  gtk_box_set_homogeneous (self->box, TRUE);
  /* Not of the box: what changes by width clips what is drawn around its child, a card's outline too. */
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "mok-figures");
  mok_width_bin_set_child (MOK_WIDTH_BIN (width), GTK_WIDGET (self->box));
  g_signal_connect_object (width, "notify::narrow", G_CALLBACK (narrow_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), width);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * mok_headline_card_new:
 *
 * Returns: (transfer floating): a card without figures, not visible
 */
GtkWidget *
mok_headline_card_new (void)
{
  return g_object_new (MOK_TYPE_HEADLINE_CARD, NULL);
}

static char *
dup_note (const MokTable *table, guint row, guint column)
{
  const MokTableCell *cell = &mok_table_get_row (table, row)->cells[column];
  g_autofree char *level = mok_percent_to_string (95);
  g_autofree char *base =
      g_strdup_printf ("%s%.0f", table->exact ? "" : "≈\u00a0", mok_table_get_shown_base (table, row));

  /* Translators: 1 = "95 %", 2 and 3 = ends of the interval in per cent, 4 = number of people, such as "≈ 185" */
  return g_strdup_printf (_ ("%1$s interval %2$.0f to %3$.0f · base %4$s"), level, floor (100 * cell->low + 1e-9),
                          ceil (100 * cell->high - 1e-9), base);
}

/* @sentence goes on where the figure ends. */
static void
add_figure (MokHeadlineCard *self, const MokTable *table, int row, int column, const char *sentence)
{
  const MokTableCell *cell = row >= 0 && column >= 0 ? &mok_table_get_row (table, (guint) row)->cells[column] : NULL;

  if (cell == NULL || isnan (cell->low) || cell->high - cell->low > WIDEST_INTERVAL)
    return;

  g_autofree int *points = g_new0 (int, table->columns->len + 1);

  mok_table_get_points (table, (guint) row, points);

  g_autofree char *figure = mok_table_cell_dup_share (cell, points[column]);
  g_autofree char *shown = mok_direction_dup_number (GTK_WIDGET (self), figure);
  g_autofree char *note = dup_note (table, (guint) row, (guint) column);
  g_autofree char *all = g_strdup_printf ("%s %s. %s", figure, sentence, note);
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 3, "accessible-role",
                                 GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  const struct
  {
    const char *text;
    const char *style;
  } lines[] = { { shown, "mok-figure" }, { sentence, NULL }, { note, "caption" } };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", lines[i].text, "xalign", 0.f, "wrap", TRUE, NULL);

      mok_words_keep (GTK_LABEL (label));
      if (lines[i].style != NULL)
        gtk_widget_add_css_class (label, lines[i].style);
      if (i > 0)
        gtk_widget_add_css_class (label, "dim-label");
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, all, -1);
  gtk_box_append (self->box, box);
  self->n_figures++;
}

static const char *
get_name (const MokTable *table)
{
  return mok_text_get (table->title, mok_language_get ());
}

/* Guaranteed to everybody, and yet refused or received in part. */
static void
add_denied (MokHeadlineCard *self, GPtrArray *tables)
{
  for (guint i = 0; i < tables->len; i++)
    {
      const MokTable *table = g_ptr_array_index (tables, i);
      int row = table->binds_all ? mok_table_find_shown_row (table, "") : -1;

      if (row < 0)
        continue;

      /* Translators: below a percentage; %s is a protection: "23 % / Breaks: denied, or received only in part, though
       * the law guarantees it to everybody" */
      g_autofree char *sentence = g_strdup_printf (
          _ ("%s: denied or received only in part, though the law guarantees it to everybody"), get_name (table));
      add_figure (self, table, row, mok_table_find_column (table, mok_outcome_get_code (MOK_OUTCOME_DENIED)), sentence);
      return;
    }
}

/* Returns: (nullable): a protection that the law does not guarantee those under five, and that has figures of them */
static const MokTable *
find_exempt (GPtrArray *tables)
{
  const MokTable *found = NULL;

  for (guint i = 0; i < tables->len; i++)
    {
      const MokTable *table = g_ptr_array_index (tables, i);

      if (table->binds_all || mok_table_find_shown_row (table, "under") < 0)
        continue;
      if (found == NULL || g_str_equal (table->question, BEST_KNOWN))
        found = table;
    }
  return found;
}

static void
add_exempt (MokHeadlineCard *self, GPtrArray *tables)
{
  const MokTable *table = find_exempt (tables);

  if (table == NULL)
    return;

  /* Translators: below a percentage; %s is a protection: "61 % / Paid annual leave: exempt and not received at
   * workplaces of fewer than five" */
  g_autofree char *sentence =
      g_strdup_printf (_ ("%s: exempt and not received at workplaces of fewer than five"), get_name (table));
  add_figure (self, table, mok_table_find_shown_row (table, "under"),
              mok_table_find_column (table, mok_outcome_get_code (MOK_OUTCOME_EXEMPT_NOT_RECEIVED)), sentence);
}

static void
add_reason (MokHeadlineCard *self, MokCube *cube, const char *filter, const char *filter_code)
{
  g_autofree char *refusal = mok_cube_dup_refusal (cube, REASON_QUESTION, SIZE, filter);
  g_autoptr (MokTable) table =
      refusal == NULL ? mok_cube_get_table (cube, REASON_QUESTION, SIZE, filter, filter_code, NULL) : NULL;

  if (table != NULL)
    add_figure (self, table, mok_table_find_shown_row (table, "over"), mok_table_find_column (table, REASON_YES),
                _ ("at workplaces of five or more were told that the number of employees was the reason"));
}

/**
 * mok_headline_card_set_results:
 * @tables: (element-type MokTable): as of mok_cube_get_outcome_tables()
 * @filter: (nullable): variable of the filter that they were made with
 * @filter_code: (nullable): its level
 *
 * Shows the figures that there are; without any, the card is not visible.
 */
void
mok_headline_card_set_results (MokHeadlineCard *self,
                               MokCube *cube,
                               GPtrArray *tables,
                               const char *filter,
                               const char *filter_code)
{
  g_return_if_fail (MOK_IS_HEADLINE_CARD (self));
  g_return_if_fail (cube != NULL && tables != NULL);

  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
  self->n_figures = 0;
  add_denied (self, tables);
  add_exempt (self, tables);
  if (g_strcmp0 (filter, SIZE) != 0)
    add_reason (self, cube, filter, filter_code);
  gtk_widget_set_visible (GTK_WIDGET (self), self->n_figures > 0);
}

/**
 * mok_headline_card_get_n_figures:
 *
 * Returns: how many figures there are
 */
guint
mok_headline_card_get_n_figures (MokHeadlineCard *self)
{
  g_return_val_if_fail (MOK_IS_HEADLINE_CARD (self), 0);

  return self->n_figures;
}
