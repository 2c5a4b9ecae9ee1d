/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A card with a title, sentences, and the way to the review while there is one.
 * Must not open comments: whoever has the passphrase does, in the dialog that survey.review shows.
 */

#include "config.h"

#include "results/mok-comments-view.h"

#include <glib/gi18n-lib.h>

#include "common/mok-words.h"

struct _MokCommentsView
{
  AdwBin parent_instance;

  GtkLabel *text;
  GtkLabel *note;
  GtkWidget *review;
};

G_DEFINE_FINAL_TYPE (MokCommentsView, mok_comments_view, ADW_TYPE_BIN)

static void
mok_comments_view_class_init (MokCommentsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/moksori/Moksori/ui/mok-comments-view.ui");
  gtk_widget_class_bind_template_child (widget_class, MokCommentsView, text);
  gtk_widget_class_bind_template_child (widget_class, MokCommentsView, note);
  gtk_widget_class_bind_template_child (widget_class, MokCommentsView, review);
}

static void
mok_comments_view_init (MokCommentsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mok_words_keep_below (GTK_WIDGET (self));
}

/**
 * mok_comments_view_new:
 *
 * Returns: (transfer floating): a view that says nothing yet
 */
GtkWidget *
mok_comments_view_new (void)
{
  return g_object_new (MOK_TYPE_COMMENTS_VIEW, NULL);
}

/**
 * mok_comments_view_set_state:
 * @has_review: whether comments wait to be read
 * @summary: (nullable): what was written about them
 */
void
mok_comments_view_set_state (MokCommentsView *self, gboolean has_review, const char *summary)
{
  g_return_if_fail (MOK_IS_COMMENTS_VIEW (self));

  gtk_widget_set_visible (self->review, has_review);
  gtk_label_set_selectable (self->text, !has_review && summary != NULL);
  if (has_review)
    {
      gtk_label_set_label (self->text, _ ("Comments wait to be read, once. They are sealed under the passphrase that "
                                          "closed the survey."));
      gtk_label_set_label (self->note, _ ("Whoever reads them writes a summary without names; then they are "
                                          "destroyed. They are shuffled and belong to no group."));
      return;
    }
  gtk_label_set_label (self->text, summary != NULL && *summary != '\0' ? summary : _ ("There is no summary."));
  gtk_label_set_label (self->note, _ ("Written by whoever read the comments. The comments themselves are destroyed."));
}
