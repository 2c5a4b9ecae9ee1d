/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Beginning the shared use of a computer: says what happens and what a window cannot prevent, then hands over to the
 * process that supervises it.
 */

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "compat/mok-alert.h"
#include "common/mok-words.h"
#include "respond/mok-respond.h"

typedef struct
{
  char *path;           /* (owned) */
  GtkCheckButton *hold; /* (owned): outlives its dialog until the answer is read */
} Share;

static void
share_free (gpointer data)
{
  Share *self = data;

  g_free (self->path);
  g_clear_object (&self->hold);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Share, share_free)

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Share) self = data;

  if (mok_alert_finish (result, NULL) != NULL)
    mok_application_share (MOK_APPLICATION (g_application_get_default ()), self->path,
                           gtk_check_button_get_active (self->hold));
}

/* Labels of our own, because that of a check button does not wrap. */
static GtkWidget *
make_hold (Share *self)
{
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *title = gtk_label_new (_ ("Hold responses in memory until five are in"));
  GtkWidget *text = gtk_label_new (_ ("For computers of the employer: two copies of the file tell less of who answered "
                                      "when. If the power fails, up to four submitted responses are lost."));

  self->hold = GTK_CHECK_BUTTON (g_object_ref_sink (gtk_check_button_new ()));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->hold), GTK_ACCESSIBLE_RELATION_LABELLED_BY, title, NULL,
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, text, NULL, -1);
  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *label = i == 0 ? title : text;

      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      mok_words_keep (GTK_LABEL (label));
      gtk_box_append (GTK_BOX (texts), label);
    }
  gtk_widget_add_css_class (text, "caption");
  gtk_widget_add_css_class (text, "dim-label");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_margin_start (texts, 6);
  gtk_check_button_set_child (self->hold, texts);
  gtk_widget_set_margin_top (GTK_WIDGET (self->hold), 12);
  return GTK_WIDGET (self->hold);
}

static void
ask (MokWindow *window, const char *path)
{
  static const MokAlertResponse responses[] = {
    { "cancel", N_ ("_Cancel"), MOK_ALERT_PLAIN },
    { "share", N_ ("_Begin Shared Use"), MOK_ALERT_SUGGESTED },
  };
  g_autofree char *body = g_strconcat (
      _ ("The survey fills the screen. Only the box’s end code ends that; Moksori then closes. Each respondent gets a "
         "fresh program, and what an absent one has left is erased."),
      "\n\n",
      _ ("A window cannot prevent that somebody switches to another program, uses another account of this computer, "
         "or films the screen. Whoever administers the computer can see and change everything on it."),
      NULL);
  Share *self = g_new0 (Share, 1);

  self->path = g_strdup (path);
  mok_alert_async (GTK_WINDOW (window), _ ("Use this computer as a shared one?"), body, responses,
                   G_N_ELEMENTS (responses), make_hold (self), NULL, answered_cb, self);
}

/**
 * mok_share_start:
 * @window: where to ask
 * @box: a box in the program's own folder
 *
 * Asks whether this computer is to be shared, if the box has an end code, and begins that.
 */
void
mok_share_start (MokWindow *window, MokBox *box)
{
  static const MokAlertResponse close[] = { { "close", N_ ("_Close"), MOK_ALERT_PLAIN } };
  g_autoptr (GError) error = NULL;
  MokBoxStatus status;

  g_return_if_fail (MOK_IS_WINDOW (window));
  g_return_if_fail (MOK_IS_BOX (box));

  if (!mok_box_get_status (box, &status, &error))
    mok_window_report (window, _ ("The box cannot be used"), error);
  else if (status.has_end_code)
    ask (window, mok_box_get_path (box));
  else
    mok_alert_async (GTK_WINDOW (window), _ ("This box has no end code"),
                     _ ("Shared use could not be ended without one, and a box cannot get one later. The organizer can "
                        "make a new box with an end code."),
                     close, G_N_ELEMENTS (close), NULL, NULL, NULL, NULL);
}
