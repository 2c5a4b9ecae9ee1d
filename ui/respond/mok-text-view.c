/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Free text: one line or several, with a count of what is left. Text that is too long stays and is named, so that
 * nothing that was typed is lost.
 */

#include "config.h"

#include "respond/mok-text-view.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "common/mok-private-entry.h"
#include "base/mok-secret.h"
#include "common/mok-first-focus.h"
#include "common/mok-words.h"

struct _MokTextView
{
  MokAnswerView parent_instance;

  GtkWidget *field; /* a GtkTextView or a GtkEntry */
  GtkLabel *left;
};

G_DEFINE_FINAL_TYPE (MokTextView, mok_text_view, MOK_TYPE_ANSWER_VIEW)

static char *
dup_text (MokTextView *self)
{
  if (GTK_IS_TEXT_VIEW (self->field))
    {
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->field));
      GtkTextIter start, end;

      gtk_text_buffer_get_bounds (buffer, &start, &end);
      return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
    }
  return g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->field)));
}

static void
update_left (MokTextView *self)
{
  const guint most = mok_answer_view_get_question (MOK_ANSWER_VIEW (self))->max_length;
  char *text = dup_text (self);
  const glong length = g_utf8_strlen (text, -1);
  const glong left = (glong) most - length;
  g_autofree char *line = NULL;

  mok_memory_wipe (text, strlen (text));
  g_free (text);

  if (left >= 0)
    line = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%ld character left", "%ld characters left", (gulong) left),
                            left);
  else
    line = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%ld character too many", "%ld characters too many", (gulong) -left), -left);
  gtk_label_set_text (self->left, line);
  gtk_widget_set_css_classes (GTK_WIDGET (self->left), left >= 0 ? (const char *[]){ "caption", "dim-label", NULL }
                                                                 : (const char *[]){ "caption", "error", NULL });
  mok_answer_view_set_problem (MOK_ANSWER_VIEW (self), NULL);
}

static void
activate_cb (GtkEntry *entry, MokTextView *self)
{
  mok_answer_view_emit_done (MOK_ANSWER_VIEW (self));
}

static gboolean
mok_text_view_commit (MokAnswerView *view, GError **error)
{
  MokTextView *self = MOK_TEXT_VIEW (view);
  char *text = dup_text (self);
  const MokAnswer answer = { .state = MOK_ANSWER_GIVEN, .text = text };
  const gboolean taken = mok_interview_set_answer (mok_answer_view_get_interview (view),
                                                   mok_answer_view_get_question (view)->index, &answer, error);

  mok_memory_wipe (text, strlen (text));
  g_free (text);
  return taken;
}

static gboolean
mok_text_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MOK_TEXT_VIEW (widget)->field);
}

static GtkWidget *
make_several_lines (MokTextView *self, const char *text)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkTextBuffer *buffer;

  self->field = gtk_text_view_new ();
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->field), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->field), FALSE);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (self->field), 12);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (self->field), 12);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (self->field), 12);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (self->field), 12);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->field));
  mok_private_entry_set_up (self->field, GTK_INPUT_PURPOSE_FREE_FORM);
  gtk_text_buffer_set_text (buffer, text, -1);
  g_signal_connect_swapped (buffer, "changed", G_CALLBACK (update_left), self);

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), 180);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->field);
  gtk_widget_add_css_class (scrolled, "card");
  gtk_widget_add_css_class (scrolled, "mok-writing");
  return scrolled;
}

static GtkWidget *
make_one_line (MokTextView *self, const char *text)
{
  self->field = gtk_entry_new ();
  mok_private_entry_set_up (self->field, GTK_INPUT_PURPOSE_FREE_FORM);
  gtk_editable_set_text (GTK_EDITABLE (self->field), text);
  g_signal_connect_swapped (self->field, "changed", G_CALLBACK (update_left), self);
  g_signal_connect (self->field, "activate", G_CALLBACK (activate_cb), self);
  return self->field;
}

static GtkWidget *
make_note (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  mok_words_keep (GTK_LABEL (label));
  return label;
}

static void
mok_text_view_build (MokAnswerView *view)
{
  MokTextView *self = MOK_TEXT_VIEW (view);
  const MokQuestion *question = mok_answer_view_get_question (view);
  const MokAnswer *answer = mok_answer_view_get_answer (view);
  const char *text = answer->state == MOK_ANSWER_GIVEN ? answer->text : "";
  const char *warning = _ ("Please leave out names, dates and anything that could tell who wrote it.");
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_box_append (GTK_BOX (box), question->multiline ? make_several_lines (self, text) : make_one_line (self, text));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->field), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  mok_answer_view_get_name (view), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, warning,
                                  GTK_ACCESSIBLE_PROPERTY_MULTI_LINE, question->multiline, -1);
  self->left = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_set_valign (GTK_WIDGET (self->left), GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (line), make_note (warning));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->left));
  gtk_box_append (GTK_BOX (box), line);
  if (question->multiline)
    gtk_box_append (GTK_BOX (box), make_note (_ ("Enter begins a new line; Ctrl+Enter goes on.")));
  gtk_box_append (GTK_BOX (box), mok_answer_view_make_problem (view));
  adw_bin_set_child (ADW_BIN (self), box);
  update_left (self);
}

static void
mok_text_view_class_init (MokTextViewClass *klass)
{
  mok_first_focus_set (GTK_WIDGET_CLASS (klass), mok_text_view_grab_focus);
  MOK_ANSWER_VIEW_CLASS (klass)->build = mok_text_view_build;
  MOK_ANSWER_VIEW_CLASS (klass)->commit = mok_text_view_commit;
}

static void
mok_text_view_init (MokTextView *self)
{
}
