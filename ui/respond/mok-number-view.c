/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whole numbers, decimal numbers and numbers with steps. The entry takes more than the question does, so that a wrong
 * number stays visible beside the sentence that explains it.
 */

#include "config.h"

#include "respond/mok-number-view.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "common/mok-first-focus.h"
#include "common/mok-private-entry.h"
#include "common/mok-words.h"

struct _MokNumberView
{
  MokAnswerView parent_instance;

  GtkSpinButton *spin;
  gboolean blank; /* nothing is typed: a spin button by itself always shows a number */
};

G_DEFINE_FINAL_TYPE (MokNumberView, mok_number_view, MOK_TYPE_ANSWER_VIEW)

/* Digits of every script that an input method may produce become ASCII; a comma is a decimal point. */
static char *
to_ascii (const char *text)
{
  GString *ascii = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      const gunichar character = g_utf8_get_char (at);

      if (g_unichar_isdigit (character))
        g_string_append_c (ascii, (char) ('0' + g_unichar_digit_value (character)));
      else if (character == ',' || character == 0xFF0C || character == 0xFF0E)
        g_string_append_c (ascii, '.');
      else if (!g_unichar_isspace (character))
        g_string_append_unichar (ascii, character);
    }
  return g_string_free (ascii, FALSE);
}

/* Returns: whether @text is a number; "" is none, but not wrong either */
static gboolean
parse (const char *text, double *value)
{
  g_autofree char *ascii = to_ascii (text);
  char *end;

  *value = g_ascii_strtod (ascii, &end);
  return *ascii != '\0' && *end == '\0' && isfinite (*value);
}

static char *
format (const MokQuestion *question, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, mok_answer_is_whole (question) ? "%.0f" : "%.12g", value));
}

static int
input_cb (GtkSpinButton *spin, double *value, MokNumberView *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (spin));

  self->blank = *text == '\0';
  if (!parse (text, value))
    *value = gtk_spin_button_get_value (spin);
  return TRUE;
}

static gboolean
output_cb (GtkSpinButton *spin, MokNumberView *self)
{
  const MokQuestion *question = mok_answer_view_get_question (MOK_ANSWER_VIEW (self));
  g_autofree char *text = self->blank ? g_strdup ("") : format (question, gtk_spin_button_get_value (spin));

  if (strcmp (text, gtk_editable_get_text (GTK_EDITABLE (spin))) != 0)
    gtk_editable_set_text (GTK_EDITABLE (spin), text);
  return TRUE;
}

static void
value_changed_cb (GtkSpinButton *spin, MokNumberView *self)
{
  self->blank = FALSE;
}

static gboolean
take (MokNumberView *self, GError **error)
{
  MokAnswerView *view = MOK_ANSWER_VIEW (self);
  MokInterview *interview = mok_answer_view_get_interview (view);
  const MokQuestion *question = mok_answer_view_get_question (view);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->spin));
  MokAnswer answer = { .state = MOK_ANSWER_GIVEN };
  double value;

  if (*text == '\0')
    {
      mok_interview_leave_blank (interview, question->index);
      return TRUE;
    }
  if (!parse (text, &value))
    {
      g_set_error (error, MOK_INTERVIEW_ERROR, MOK_INTERVIEW_ERROR_INVALID, "%s",
                   _ ("Please give a number, or leave it blank."));
      return FALSE;
    }
  if (!mok_answer_is_whole (question))
    answer.decimal = value;
  else if (value == rint (value) && fabs (value) <= G_MAXINT32)
    answer.integer = (gint32) value;
  else
    {
      g_set_error (error, MOK_INTERVIEW_ERROR, MOK_INTERVIEW_ERROR_INVALID, "%s",
                   _ ("Please give a whole number, or leave it blank."));
      return FALSE;
    }
  return mok_interview_set_answer (interview, question->index, &answer, error);
}

static void
set_invalid (MokNumberView *self, gboolean invalid)
{
  if (invalid)
    gtk_widget_add_css_class (GTK_WIDGET (self->spin), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->spin), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->spin), GTK_ACCESSIBLE_STATE_INVALID,
                               invalid ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
changed_cb (GtkEditable *editable, MokNumberView *self)
{
  /* What is being typed is not judged before it is finished; a sentence that no longer holds goes away. */
  if (gtk_widget_has_css_class (GTK_WIDGET (self->spin), "error"))
    {
      mok_answer_view_set_problem (MOK_ANSWER_VIEW (self), NULL);
      set_invalid (self, FALSE);
    }
}

static void
activate_cb (GtkText *text, MokNumberView *self)
{
  mok_answer_view_emit_done (MOK_ANSWER_VIEW (self));
}

static gboolean
mok_number_view_commit (MokAnswerView *view, GError **error)
{
  MokNumberView *self = MOK_NUMBER_VIEW (view);
  const gboolean stands = take (self, error)
                          && mok_interview_check_answer (mok_answer_view_get_interview (view),
                                                         mok_answer_view_get_question (view)->index, error);

  set_invalid (self, !stands);
  return stands;
}

static gboolean
mok_number_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (MOK_NUMBER_VIEW (widget)->spin));
}

/* Numbers that are released in bands say so where they are typed. */
static char *
dup_note (MokAnswerView *view)
{
  const MokQuestion *question = mok_answer_view_get_question (view);
  g_autofree char *band = NULL;

  if (question->n_bands < 2)
    return NULL;
  band = mok_question_dup_band_label (question, 1, mok_answer_view_get_language (view));
  return g_strdup_printf (_ ("Results show only ranges such as %s, never the number itself."), band);
}

static void
show_answer (MokNumberView *self)
{
  const MokAnswer *answer = mok_answer_view_get_answer (MOK_ANSWER_VIEW (self));

  self->blank = answer->state != MOK_ANSWER_GIVEN;
  if (!self->blank)
    gtk_spin_button_set_value (self->spin,
                               mok_answer_get_number (mok_answer_view_get_question (MOK_ANSWER_VIEW (self)), answer));
  self->blank = answer->state != MOK_ANSWER_GIVEN;
  output_cb (self->spin, self);
}

static GtkSpinButton *
make_spin (MokNumberView *self)
{
  const MokQuestion *question = mok_answer_view_get_question (MOK_ANSWER_VIEW (self));
  const gboolean whole = mok_answer_is_whole (question);
  const double step = question->kind == MOK_QUESTION_RANGE && question->step > 0 ? question->step : whole ? 1 : 0.1;
  const double start = isfinite (question->minimum) ? question->minimum : 0;
  GtkAdjustment *adjustment = gtk_adjustment_new (start, -G_MAXINT32, G_MAXINT32, step, step * 10, 0);
  GtkSpinButton *spin = GTK_SPIN_BUTTON (gtk_spin_button_new (adjustment, 0, whole ? 0 : 6));

  mok_private_entry_set_up (GTK_WIDGET (spin), GTK_INPUT_PURPOSE_NUMBER);
  gtk_editable_set_width_chars (GTK_EDITABLE (spin), 6);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (spin), 9);
  gtk_widget_add_css_class (GTK_WIDGET (spin), "mok-number");
  gtk_widget_set_halign (GTK_WIDGET (spin), GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  mok_answer_view_get_name (MOK_ANSWER_VIEW (self)), -1);
  g_signal_connect (spin, "input", G_CALLBACK (input_cb), self);
  g_signal_connect (spin, "output", G_CALLBACK (output_cb), self);
  g_signal_connect (spin, "value-changed", G_CALLBACK (value_changed_cb), self);
  g_signal_connect (spin, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect (gtk_editable_get_delegate (GTK_EDITABLE (spin)), "activate", G_CALLBACK (activate_cb), self);
  return spin;
}

static void
mok_number_view_build (MokAnswerView *view)
{
  MokNumberView *self = MOK_NUMBER_VIEW (view);
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  g_autofree char *note = dup_note (view);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "mok-padded");
  self->spin = make_spin (self);
  gtk_box_append (GTK_BOX (card), GTK_WIDGET (self->spin));
  gtk_box_append (GTK_BOX (card), mok_answer_view_make_problem (view));
  if (note != NULL)
    {
      GtkWidget *label = gtk_label_new (note);

      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "dim-label");
      mok_words_keep (GTK_LABEL (label));
      gtk_box_append (GTK_BOX (card), label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->spin), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, note, -1);
    }
  adw_bin_set_child (ADW_BIN (self), card);
  show_answer (self);
}

static void
mok_number_view_class_init (MokNumberViewClass *klass)
{
  mok_first_focus_set (GTK_WIDGET_CLASS (klass), mok_number_view_grab_focus);
  MOK_ANSWER_VIEW_CLASS (klass)->build = mok_number_view_build;
  MOK_ANSWER_VIEW_CLASS (klass)->commit = mok_number_view_commit;
}

static void
mok_number_view_init (MokNumberView *self)
{
}
