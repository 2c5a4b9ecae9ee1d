/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Asking for an access code before the first question. Must not check it: the box does.
 */

#include "config.h"

#include "respond/mok-code-page.h"

#include <glib/gi18n-lib.h>

#include "common/mok-first-focus.h"
#include "common/mok-private-entry.h"
#include "common/mok-words.h"

/**
 * MokCodePage:
 *
 * Emits `entered` with the code as typed, and `back`.
 */
struct _MokCodePage
{
  AdwBin parent_instance;

  GtkBox *content;
  GtkEntry *entry;
  GtkLabel *problem;
  GtkLabel *box;
};

G_DEFINE_FINAL_TYPE (MokCodePage, mok_code_page, ADW_TYPE_BIN)

static guint entered_signal;
static guint back_signal;

static void
entered_cb (MokCodePage *self)
{
  g_signal_emit (self, entered_signal, 0, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

static void
back_cb (MokCodePage *self)
{
  g_signal_emit (self, back_signal, 0);
}

static void
changed_cb (MokCodePage *self)
{
  gtk_label_set_text (self->problem, "");
  gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
}

static gboolean
mok_code_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (MOK_CODE_PAGE (widget)->entry));
}

static void
mok_code_page_class_init (MokCodePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  mok_first_focus_set (widget_class, mok_code_page_grab_focus);

  entered_signal = g_signal_new ("entered", MOK_TYPE_CODE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                 G_TYPE_STRING);
  back_signal = g_signal_new ("back", MOK_TYPE_CODE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/moksori/Moksori/ui/mok-code-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MokCodePage, box);
  gtk_widget_class_bind_template_child (widget_class, MokCodePage, content);
  gtk_widget_class_bind_template_child (widget_class, MokCodePage, entry);
  gtk_widget_class_bind_template_child (widget_class, MokCodePage, problem);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entered_cb);
}

static void
mok_code_page_init (MokCodePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mok_private_entry_set_up (GTK_WIDGET (self->entry), GTK_INPUT_PURPOSE_FREE_FORM);
  mok_words_keep_below (GTK_WIDGET (self->content));
}

/**
 * mok_code_page_new:
 * @label: of the box, to be compared with the one on the slip; may be empty
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
mok_code_page_new (const char *label)
{
  g_return_val_if_fail (label != NULL, NULL);

  MokCodePage *self = g_object_new (MOK_TYPE_CODE_PAGE, NULL);
  /* Translators: which box this is, as its slips say it, too */
  g_autofree char *text = g_strdup_printf (_ ("Box: %s"), label);

  gtk_label_set_text (self->box, text);
  gtk_widget_set_visible (GTK_WIDGET (self->box), *label != '\0');
  return GTK_WIDGET (self);
}

/**
 * mok_code_page_show_problem:
 * @text: why the code is not taken, translated
 */
void
mok_code_page_show_problem (MokCodePage *self, const char *text)
{
  g_return_if_fail (MOK_IS_CODE_PAGE (self));

  gtk_label_set_text (self->problem, text);
  gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}
