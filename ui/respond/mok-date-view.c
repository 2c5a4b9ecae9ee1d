/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A date, typed or chosen from a calendar. */

#include "config.h"

#include "respond/mok-date-view.h"

#include <glib/gi18n-lib.h>

#include "common/mok-first-focus.h"
#include "common/mok-icon-name.h"
#include "common/mok-private-entry.h"

struct _MokDateView
{
  MokAnswerView parent_instance;

  GtkEntry *entry;
  GtkCalendar *calendar;
};

G_DEFINE_FINAL_TYPE (MokDateView, mok_date_view, MOK_TYPE_ANSWER_VIEW)

/* The Julian day number that GDate gives to 1970-01-01. */
#define EPOCH 719163

static char *
format_days (gint32 days)
{
  GDate date;
  char text[32];

  g_date_clear (&date, 1);
  g_date_set_julian (&date, (guint32) (days + EPOCH));
  g_date_strftime (text, sizeof text, "%Y-%m-%d", &date);
  return g_strdup (text);
}

/* Year, month, day in this order, with anything but a digit between them, or without anything: 20261122. */
static gboolean
parse_days (const char *text, gint32 *days)
{
  guint numbers[3] = { 0 };
  guint n_numbers = 0;
  guint n_digits = 0;
  gboolean inside = FALSE;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      const int digit = g_unichar_digit_value (g_utf8_get_char (at));

      if (digit < 0)
        {
          inside = FALSE;
          continue;
        }
      if (!inside && ++n_numbers > G_N_ELEMENTS (numbers))
        return FALSE;
      inside = TRUE;
      if (++n_digits > 8)
        return FALSE;
      numbers[n_numbers - 1] = numbers[n_numbers - 1] * 10 + (guint) digit;
    }
  if (n_numbers == 1 && n_digits == 8)
    {
      numbers[2] = numbers[0] % 100;
      numbers[1] = numbers[0] / 100 % 100;
      numbers[0] /= 10000;
      n_numbers = 3;
    }
  if (n_numbers != 3 || numbers[0] < 1 || numbers[0] > 9999
      || !g_date_valid_dmy ((GDateDay) numbers[2], (GDateMonth) numbers[1], (GDateYear) numbers[0]))
    return FALSE;

  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) numbers[2], (GDateMonth) numbers[1], (GDateYear) numbers[0]);
  *days = (gint32) g_date_get_julian (&date) - EPOCH;
  return TRUE;
}

static void
set_invalid (MokDateView *self, gboolean invalid)
{
  if (invalid)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               invalid ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
changed_cb (GtkEditable *editable, MokDateView *self)
{
  if (gtk_widget_has_css_class (GTK_WIDGET (self->entry), "error"))
    {
      mok_answer_view_set_problem (MOK_ANSWER_VIEW (self), NULL);
      set_invalid (self, FALSE);
    }
}

static void
activate_cb (GtkEntry *entry, MokDateView *self)
{
  mok_answer_view_emit_done (MOK_ANSWER_VIEW (self));
}

static void
day_selected_cb (GtkCalendar *calendar, MokDateView *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (calendar);
  g_autofree char *text = g_date_time_format (day, "%Y-%m-%d");

  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
}

static gboolean
mok_date_view_commit (MokAnswerView *view, GError **error)
{
  MokDateView *self = MOK_DATE_VIEW (view);
  MokInterview *interview = mok_answer_view_get_interview (view);
  const guint question = mok_answer_view_get_question (view)->index;
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  MokAnswer answer = { .state = MOK_ANSWER_GIVEN };
  gboolean stands = FALSE;

  if (*text == '\0')
    {
      mok_interview_leave_blank (interview, question);
      stands = TRUE;
    }
  else if (!parse_days (text, &answer.date))
    g_set_error (error, MOK_INTERVIEW_ERROR, MOK_INTERVIEW_ERROR_INVALID, "%s",
                 _ ("Please give year, month and day such as 2026-11-22, or leave it blank."));
  else
    stands = mok_interview_set_answer (interview, question, &answer, error)
             && mok_interview_check_answer (interview, question, error);
  set_invalid (self, !stands);
  return stands;
}

static gboolean
mok_date_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (MOK_DATE_VIEW (widget)->entry));
}

static GtkWidget *
make_calendar_button (MokDateView *self)
{
  GtkWidget *button = gtk_menu_button_new ();

  self->calendar = GTK_CALENDAR (gtk_calendar_new ());
  GtkWidget *popover = gtk_popover_new ();
  g_signal_connect (self->calendar, "day-selected", G_CALLBACK (day_selected_cb), self);
  gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (self->calendar));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "x-office-calendar-symbolic");
  mok_icon_name_set (button, _ ("Choose from a calendar"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  return button;
}

static void
mok_date_view_build (MokAnswerView *view)
{
  MokDateView *self = MOK_DATE_VIEW (view);
  const MokAnswer *answer = mok_answer_view_get_answer (view);
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "mok-padded");
  self->entry = GTK_ENTRY (gtk_entry_new ());
  mok_private_entry_set_up (GTK_WIDGET (self->entry), GTK_INPUT_PURPOSE_FREE_FORM);
  gtk_entry_set_placeholder_text (self->entry, _ ("Year-month-day"));
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 12);
  gtk_widget_add_css_class (GTK_WIDGET (self->entry), "mok-number");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  mok_answer_view_get_name (view), -1);
  if (answer->state == MOK_ANSWER_GIVEN)
    {
      g_autofree char *text = format_days (answer->date);

      gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
    }
  g_signal_connect (self->entry, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect (self->entry, "activate", G_CALLBACK (activate_cb), self);

  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->entry));
  gtk_box_append (GTK_BOX (line), make_calendar_button (self));
  gtk_box_append (GTK_BOX (card), line);
  gtk_box_append (GTK_BOX (card), mok_answer_view_make_problem (view));
  adw_bin_set_child (ADW_BIN (self), card);
}

static void
mok_date_view_class_init (MokDateViewClass *klass)
{
  mok_first_focus_set (GTK_WIDGET_CLASS (klass), mok_date_view_grab_focus);
  MOK_ANSWER_VIEW_CLASS (klass)->build = mok_date_view_build;
  MOK_ANSWER_VIEW_CLASS (klass)->commit = mok_date_view_commit;
}

static void
mok_date_view_init (MokDateView *self)
{
}
