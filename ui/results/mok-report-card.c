/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Keeps what is pinned and noted while it is changed, chart by chart, and says when there is something to save.
 * Must not save: the owner knows the survey file.
 */

#include "config.h"

#include "results/mok-report-card.h"

#include <glib/gi18n-lib.h>

struct _MokReportCard
{
  AdwBin parent_instance;

  GtkToggleButton *pin;
  GtkWidget *earlier;
  GtkWidget *later;
  GtkLabel *place;
  GtkTextView *note;

  MokSurveyFigures *figures; /* (owned) */
  MokPin *shown;             /* (owned) (nullable): the chart above */
  gboolean filling;          /* what changes is not the user's doing */
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MokReportCard, mok_report_card, ADW_TYPE_BIN)

/* Returns: the place of the chart in the report; -1 if it is not in it */
static int
find_pin (MokReportCard *self)
{
  for (guint i = 0; self->shown != NULL && i < self->figures->pins->len; i++)
    {
      if (mok_pin_equal (g_ptr_array_index (self->figures->pins, i), self->shown))
        return (int) i;
    }
  return -1;
}

static void
update_pin (MokReportCard *self)
{
  const int place = find_pin (self);
  const int n = (int) self->figures->pins->len;
  /* Translators: 1 = the place of a chart in the report, 2 = how many there are */
  g_autofree char *text = place < 0 ? g_strdup ("") : g_strdup_printf (_ ("%1$d of %2$d charts"), place + 1, n);

  self->filling = TRUE;
  gtk_toggle_button_set_active (self->pin, place >= 0);
  self->filling = FALSE;
  gtk_label_set_label (self->place, text);
  gtk_widget_set_visible (self->earlier, place >= 0);
  gtk_widget_set_visible (self->later, place >= 0);
  gtk_widget_set_sensitive (self->earlier, place > 0);
  gtk_widget_set_sensitive (self->later, place >= 0 && place < n - 1);
}

static void
fill_note (MokReportCard *self)
{
  const char *text = self->shown != NULL ? g_hash_table_lookup (self->figures->notes, self->shown->question) : NULL;

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->note), text != NULL ? text : "", -1);
}

static void
pin_toggled_cb (MokReportCard *self)
{
  const int place = find_pin (self);

  g_assert (MOK_IS_REPORT_CARD (self));

  if (self->filling || self->shown == NULL)
    return;
  if (place >= 0)
    g_ptr_array_remove_index (self->figures->pins, (guint) place);
  else
    g_ptr_array_add (self->figures->pins, mok_pin_copy (self->shown));
  update_pin (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
move (MokReportCard *self, int step)
{
  const int place = find_pin (self);
  const int to = place + step;
  gpointer pin;

  if (place < 0 || to < 0 || to >= (int) self->figures->pins->len)
    return;
  pin = g_ptr_array_steal_index (self->figures->pins, (guint) place);
  g_ptr_array_insert (self->figures->pins, to, pin);
  update_pin (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
earlier_cb (MokReportCard *self)
{
  g_assert (MOK_IS_REPORT_CARD (self));

  move (self, -1);
}

static void
later_cb (MokReportCard *self)
{
  g_assert (MOK_IS_REPORT_CARD (self));

  move (self, 1);
}

static void
note_left_cb (MokReportCard *self)
{
  g_assert (MOK_IS_REPORT_CARD (self));

  mok_report_card_finish (self);
}

static void
mok_report_card_finalize (GObject *object)
{
  MokReportCard *self = MOK_REPORT_CARD (object);

  mok_survey_figures_free (self->figures);
  g_clear_pointer (&self->shown, mok_pin_free);

  G_OBJECT_CLASS (mok_report_card_parent_class)->finalize (object);
}

static void
mok_report_card_class_init (MokReportCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = mok_report_card_finalize;

  /**
   * MokReportCard::changed:
   *
   * mok_report_card_get_figures() gives something else than before.
   */
  signals[CHANGED] =
      g_signal_new ("changed", MOK_TYPE_REPORT_CARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/moksori/Moksori/ui/mok-report-card.ui");
  gtk_widget_class_bind_template_child (widget_class, MokReportCard, pin);
  gtk_widget_class_bind_template_child (widget_class, MokReportCard, earlier);
  gtk_widget_class_bind_template_child (widget_class, MokReportCard, later);
  gtk_widget_class_bind_template_child (widget_class, MokReportCard, place);
  gtk_widget_class_bind_template_child (widget_class, MokReportCard, note);
  gtk_widget_class_bind_template_callback (widget_class, earlier_cb);
  gtk_widget_class_bind_template_callback (widget_class, later_cb);
  gtk_widget_class_bind_template_callback (widget_class, pin_toggled_cb);
}

static void
mok_report_card_init (MokReportCard *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->figures = mok_survey_figures_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (note_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->note), focus);
  update_pin (self);
}

GtkWidget *
mok_report_card_new (void)
{
  return g_object_new (MOK_TYPE_REPORT_CARD, NULL);
}

/**
 * mok_report_card_set_figures:
 * @figures: as the survey file has them
 */
void
mok_report_card_set_figures (MokReportCard *self, const MokSurveyFigures *figures)
{
  g_return_if_fail (MOK_IS_REPORT_CARD (self) && figures != NULL);

  mok_survey_figures_free (self->figures);
  self->figures = mok_survey_figures_copy (figures);
  update_pin (self);
  fill_note (self);
}

/**
 * mok_report_card_get_figures:
 *
 * Returns: (transfer none): what is pinned and noted now
 */
const MokSurveyFigures *
mok_report_card_get_figures (MokReportCard *self)
{
  g_return_val_if_fail (MOK_IS_REPORT_CARD (self), NULL);

  return self->figures;
}

/**
 * mok_report_card_show:
 * @pin: (nullable): the chart above, by what was chosen to see it
 *
 * Goes on to another chart, and keeps what was written below the one before.
 */
void
mok_report_card_show (MokReportCard *self, const MokPin *pin)
{
  g_return_if_fail (MOK_IS_REPORT_CARD (self));

  MokPin *before = self->shown;

  mok_report_card_finish (self);
  self->shown = pin != NULL ? mok_pin_copy (pin) : NULL;
  g_clear_pointer (&before, mok_pin_free);
  update_pin (self);
  fill_note (self);
}

/**
 * mok_report_card_toggle:
 *
 * Takes the chart into the report, or out of it.
 */
void
mok_report_card_toggle (MokReportCard *self)
{
  g_return_if_fail (MOK_IS_REPORT_CARD (self));

  gtk_toggle_button_set_active (self->pin, !gtk_toggle_button_get_active (self->pin));
}

/**
 * mok_report_card_finish:
 *
 * Takes over what was written so far.
 */
void
mok_report_card_finish (MokReportCard *self)
{
  g_return_if_fail (MOK_IS_REPORT_CARD (self));

  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->note);
  GtkTextIter start, end;

  if (self->shown == NULL)
    return;
  gtk_text_buffer_get_bounds (buffer, &start, &end);

  const char *question = self->shown->question;
  g_autofree char *before = g_strdup (g_hash_table_lookup (self->figures->notes, question));
  g_autofree char *text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);

  mok_survey_figures_set_note (self->figures, question, text);
  if (g_strcmp0 (before, g_hash_table_lookup (self->figures->notes, question)) != 0)
    g_signal_emit (self, signals[CHANGED], 0);
}
