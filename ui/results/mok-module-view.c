/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Small charts side by side, as many as there is room for; each is a button that opens the large one.
 * Must not decide what belongs on the page.
 */

#include "config.h"

#include "results/mok-module-view.h"

#include "common/mok-words.h"
#include "results/mok-chart-thumb.h"

struct _MokModuleView
{
  AdwBin parent_instance;

  GtkLabel *title;
  GtkFlowBox *box;
};

enum
{
  OPENED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MokModuleView, mok_module_view, ADW_TYPE_BIN)

static void
mok_module_view_class_init (MokModuleViewClass *klass)
{
  /**
   * MokModuleView::opened:
   * @number: of the figure that was clicked, from 0
   */
  signals[OPENED] = g_signal_new ("opened", MOK_TYPE_MODULE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                  1, G_TYPE_UINT);
}

static void
mok_module_view_init (MokModuleView *self)
{
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->title =
      g_object_new (GTK_TYPE_LABEL, "xalign", 0.f, "wrap", TRUE, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "title-3");
  mok_words_keep (self->title);
  self->box = g_object_new (GTK_TYPE_FLOW_BOX, "selection-mode", GTK_SELECTION_NONE, "max-children-per-line", 3,
                            "column-spacing", 12, "row-spacing", 12, "homogeneous", FALSE, NULL);
  gtk_box_append (GTK_BOX (all), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (all), GTK_WIDGET (self->box));
  adw_bin_set_child (ADW_BIN (self), all);
}

GtkWidget *
mok_module_view_new (void)
{
  return g_object_new (MOK_TYPE_MODULE_VIEW, NULL);
}

static void
clicked_cb (MokModuleView *self, GtkButton *button)
{
  GtkWidget *child = gtk_widget_get_parent (GTK_WIDGET (button));

  g_assert (MOK_IS_MODULE_VIEW (self));

  g_signal_emit (self, signals[OPENED], 0, (guint) gtk_flow_box_child_get_index (GTK_FLOW_BOX_CHILD (child)));
}

static GtkWidget *
new_button (MokModuleView *self, MokFigure *figure)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *thumb = mok_chart_thumb_new (figure);
  g_autofree char *description = mok_chart_thumb_dup_description (MOK_CHART_THUMB (thumb));

  gtk_widget_set_valign (thumb, GTK_ALIGN_START);
  gtk_button_set_child (GTK_BUTTON (button), thumb);
  gtk_widget_add_css_class (button, "card");
  gtk_widget_add_css_class (button, "mok-small-chart");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  mok_chart_thumb_get_title (MOK_CHART_THUMB (thumb)),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  return button;
}

/**
 * mok_module_view_set_figures:
 * @title: of the page; "" where it stands elsewhere
 * @figures: (element-type MokFigure): what to show, in this order
 */
void
mok_module_view_set_figures (MokModuleView *self, const char *title, GPtrArray *figures)
{
  g_return_if_fail (MOK_IS_MODULE_VIEW (self));
  g_return_if_fail (title != NULL && figures != NULL);

  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_flow_box_remove (self->box, child);
  gtk_label_set_label (self->title, title);
  gtk_widget_set_visible (GTK_WIDGET (self->title), *title != '\0');
  for (guint i = 0; i < figures->len; i++)
    {
      gtk_flow_box_append (self->box, new_button (self, g_ptr_array_index (figures, i)));
      /* The button is what takes the keyboard. */
      gtk_widget_set_focusable (GTK_WIDGET (gtk_flow_box_get_child_at_index (self->box, (int) i)), FALSE);
    }
}
