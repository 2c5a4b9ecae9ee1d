/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Shows a report as it will be printed: the same painter draws it, on white paper whatever the colours of the window
 * are. Must not make reports.
 */

#include "config.h"

#include "results/mok-report-preview.h"

#include <glib/gi18n-lib.h>

#include "common/mok-direction.h"
#include "common/mok-page-keys.h"

/* A smaller page would show only that there is one. */
#define SMALLEST_WIDTH 280
#define MARGIN 6

struct _MokReportPreview
{
  AdwBin parent_instance;

  GtkWidget *paper;
  GtkLabel *place;

  MokReport *report; /* (owned) (nullable) */
  guint page;        /* from 0 */
};

G_DEFINE_FINAL_TYPE (MokReportPreview, mok_report_preview, ADW_TYPE_BIN)

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  const MokReportPreview *self = data;
  const double scale =
      MIN ((width - 2 * MARGIN) / MOK_REPORT_PAGE_WIDTH, (height - 2 * MARGIN) / MOK_REPORT_PAGE_HEIGHT);

  if (self->report == NULL || scale <= 0)
    return;
  cairo_translate (cr, (width - scale * MOK_REPORT_PAGE_WIDTH) / 2, (height - scale * MOK_REPORT_PAGE_HEIGHT) / 2);
  cairo_scale (cr, scale, scale);
  cairo_rectangle (cr, 0, 0, MOK_REPORT_PAGE_WIDTH, MOK_REPORT_PAGE_HEIGHT);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_fill_preserve (cr);
  /* White paper on a white window has an edge. */
  cairo_set_source_rgba (cr, 0.5, 0.5, 0.5, 0.6);
  cairo_set_line_width (cr, 1 / scale);
  cairo_stroke (cr);
  mok_report_paint_page (self->report, cr, self->page);
}

static void
update (MokReportPreview *self)
{
  const guint n = self->report != NULL ? mok_report_get_n_pages (self->report) : 0;
  g_autofree char *number = n > 0 ? g_strdup_printf ("%u / %u", self->page + 1, n) : g_strdup ("");
  g_autofree char *place = mok_direction_dup_number (GTK_WIDGET (self), number);
  /* Translators: 1 = number of a page, 2 = how many there are */
  g_autofree char *spoken = g_strdup_printf (_ ("Page %1$u of %2$u"), n > 0 ? self->page + 1 : 0, n);

  gtk_label_set_label (self->place, place);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->place), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->paper), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preview.previous", self->page > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preview.next", self->page + 1 < n);
  gtk_widget_queue_draw (self->paper);
}

static void
step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MokReportPreview *self = MOK_REPORT_PREVIEW (widget);

  if (g_str_equal (name, "preview.next"))
    self->page++;
  else
    self->page--;
  update (self);
}

static const MokPageKey keys[] = {
  { "Page_Down", "preview.next", NULL },
  { "Page_Up", "preview.previous", NULL },
};

static void
mok_report_preview_dispose (GObject *object)
{
  g_clear_pointer (&MOK_REPORT_PREVIEW (object)->report, mok_report_unref);

  G_OBJECT_CLASS (mok_report_preview_parent_class)->dispose (object);
}

static void
mok_report_preview_class_init (MokReportPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mok_report_preview_dispose;
  gtk_widget_class_install_action (widget_class, "preview.previous", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "preview.next", NULL, step_action);
}

static GtkWidget *
new_button (const char *icon, const char *name, const char *action)
{
  GtkWidget *button =
      g_object_new (GTK_TYPE_BUTTON, "icon-name", icon, "tooltip-text", name, "action-name", action, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_add_css_class (button, "flat");
  return button;
}

static void
mok_report_preview_init (MokReportPreview *self)
{
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *bar = g_object_new (GTK_TYPE_BOX, "spacing", 6, "halign", GTK_ALIGN_CENTER, NULL);

  self->paper =
      g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, "content-width", SMALLEST_WIDTH,
                    "content-height", (int) (SMALLEST_WIDTH * MOK_REPORT_PAGE_HEIGHT / MOK_REPORT_PAGE_WIDTH),
                    "hexpand", TRUE, "vexpand", TRUE, NULL);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->paper), draw_cb, self, NULL);
  self->place = g_object_new (GTK_TYPE_LABEL, "width-chars", 8, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->place), "mok-num");
  gtk_box_append (GTK_BOX (bar), new_button ("go-previous-symbolic", _ ("Previous page"), "preview.previous"));
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->place));
  gtk_box_append (GTK_BOX (bar), new_button ("go-next-symbolic", _ ("Next page"), "preview.next"));
  gtk_box_append (GTK_BOX (all), self->paper);
  gtk_box_append (GTK_BOX (all), bar);
  adw_bin_set_child (ADW_BIN (self), all);
  mok_page_keys_add (GTK_WIDGET (self), keys, G_N_ELEMENTS (keys));
  update (self);
}

GtkWidget *
mok_report_preview_new (void)
{
  return g_object_new (MOK_TYPE_REPORT_PREVIEW, NULL);
}

/**
 * mok_report_preview_set_report:
 * @report: what to show; as far as it has it, the same page as before
 */
void
mok_report_preview_set_report (MokReportPreview *self, MokReport *report)
{
  g_return_if_fail (MOK_IS_REPORT_PREVIEW (self) && report != NULL);

  g_clear_pointer (&self->report, mok_report_unref);
  self->report = mok_report_ref (report);
  self->page = MIN (self->page, MAX (mok_report_get_n_pages (report), 1) - 1);
  update (self);
}

/**
 * mok_report_preview_get_report:
 *
 * Returns: (transfer none) (nullable): what is shown
 */
MokReport *
mok_report_preview_get_report (MokReportPreview *self)
{
  g_return_val_if_fail (MOK_IS_REPORT_PREVIEW (self), NULL);

  return self->report;
}

/**
 * mok_report_preview_get_page:
 *
 * Returns: the page that is shown, from 0
 */
guint
mok_report_preview_get_page (MokReportPreview *self)
{
  g_return_val_if_fail (MOK_IS_REPORT_PREVIEW (self), 0);

  return self->page;
}
