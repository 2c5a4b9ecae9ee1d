/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How a visit ends: sealed, erased, or not in the group that is asked. Tells nothing of what was asked or answered.
 */

#include "config.h"

#include "respond/mok-end-page.h"

#include <glib/gi18n-lib.h>

#include "common/mok-first-focus.h"
#include "common/mok-words.h"

/**
 * MokEndPage:
 *
 * Emits `again` for the next respondent, and `leave`.
 */
struct _MokEndPage
{
  AdwBin parent_instance;

  GtkBox *content;
  GtkImage *icon;
  GtkLabel *title;
  GtkLabel *text;
  GtkButton *again;
  GtkButton *leave;
};

G_DEFINE_FINAL_TYPE (MokEndPage, mok_end_page, ADW_TYPE_BIN)

static guint again_signal;
static guint leave_signal;

static void
again_cb (MokEndPage *self)
{
  g_signal_emit (self, again_signal, 0);
}

static void
leave_cb (MokEndPage *self)
{
  g_signal_emit (self, leave_signal, 0);
}

static gboolean
mok_end_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (MOK_END_PAGE (widget)->again));
}

static void
mok_end_page_class_init (MokEndPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  mok_first_focus_set (widget_class, mok_end_page_grab_focus);

  again_signal = g_signal_new ("again", MOK_TYPE_END_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  leave_signal = g_signal_new ("leave", MOK_TYPE_END_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/moksori/Moksori/ui/mok-end-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MokEndPage, again);
  gtk_widget_class_bind_template_child (widget_class, MokEndPage, content);
  gtk_widget_class_bind_template_child (widget_class, MokEndPage, icon);
  gtk_widget_class_bind_template_child (widget_class, MokEndPage, leave);
  gtk_widget_class_bind_template_child (widget_class, MokEndPage, text);
  gtk_widget_class_bind_template_child (widget_class, MokEndPage, title);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
}

static void
mok_end_page_init (MokEndPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * mok_end_get_held_note:
 *
 * Returns: (transfer none): what becomes of a response that is held until others have answered
 */
const char *
mok_end_get_held_note (void)
{
  return _ ("The response is held in memory until five people have answered or shared use ends; then they are stored "
            "together. If the power fails before, it is lost.");
}

/**
 * mok_end_page_new:
 * @end: how the visit ended
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
mok_end_page_new (MokEnd end)
{
  MokEndPage *self = g_object_new (MOK_TYPE_END_PAGE, NULL);

  switch (end)
    {
    case MOK_END_SEALED:
      gtk_image_set_from_icon_name (self->icon, "moksori-symbolic");
      gtk_label_set_text (self->title, _ ("Sealed. Thank you."));
      gtk_label_set_text (self->text, _ ("The response is stored. Nothing of it is left on this screen."));
      gtk_button_set_label (self->again, _ ("Next Respondent"));
      break;
    case MOK_END_HELD:
      gtk_image_set_from_icon_name (self->icon, "moksori-symbolic");
      gtk_label_set_text (self->title, _ ("Sealed. Thank you."));
      gtk_label_set_text (self->text, mok_end_get_held_note ());
      gtk_button_set_label (self->again, _ ("Next Respondent"));
      break;
    case MOK_END_SCREENED_OUT:
      gtk_image_set_from_icon_name (self->icon, "moksori-symbolic");
      gtk_label_set_text (self->title, _ ("Thank you"));
      gtk_label_set_text (self->text, _ ("The survey ends here. Nothing was stored."));
      gtk_button_set_label (self->again, _ ("Start Again"));
      break;
    case MOK_END_ERASED:
    default:
      gtk_image_set_from_icon_name (self->icon, "edit-clear-all-symbolic");
      gtk_label_set_text (self->title, _ ("Everything was erased"));
      gtk_label_set_text (self->text, _ ("Nothing was stored."));
      gtk_button_set_label (self->again, _ ("Start Again"));
      break;
    }
  mok_words_keep_below (GTK_WIDGET (self->content));
  return GTK_WIDGET (self);
}

/**
 * mok_end_page_hide_leave:
 *
 * On a shared computer there is nowhere to go.
 */
void
mok_end_page_hide_leave (MokEndPage *self)
{
  g_return_if_fail (MOK_IS_END_PAGE (self));

  gtk_widget_set_visible (GTK_WIDGET (self->leave), FALSE);
}
