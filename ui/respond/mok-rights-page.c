/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* After sealing: the rights that the law grants, by the size of the workplace, which is chosen on the page and kept
 * nowhere. Must not know the answers: they are gone when this page appears.
 */

#include "config.h"

#include "respond/mok-rights-page.h"

#include <glib/gi18n-lib.h>

#include "common/mok-first-focus.h"
#include "base/mok-day.h"
#include "common/mok-law-date.h"
#include "common/mok-words.h"
#include "questionnaire/mok-law.h"
#include "respond/mok-law-fold.h"

typedef enum
{
  SIZE_SMALL,
  SIZE_FIVE,
  SIZE_UNKNOWN,
} Size;

/**
 * MokRightsPage:
 *
 * Emits `again` for the next respondent, and `leave`.
 */
struct _MokRightsPage
{
  AdwBin parent_instance;

  GtkBox *content;
  GtkToggleButton *small;
  GtkToggleButton *five;
  GtkToggleButton *unknown;
  GtkBox *granted_heading;
  GtkLabel *granted_label;
  GtkListBox *granted;
  GtkBox *other_heading;
  GtkLabel *other_label;
  GtkListBox *other;
  GtkLabel *note;
  GtkLabel *stored;
  GtkButton *again;

  GPtrArray *laws; /* (owned) (element-type MokLaw): in the order of the questionnaire; the law table owns them */
  char *language;  /* (owned) */
};

G_DEFINE_FINAL_TYPE (MokRightsPage, mok_rights_page, ADW_TYPE_BIN)

static guint again_signal;
static guint leave_signal;

static void
again_cb (MokRightsPage *self)
{
  g_signal_emit (self, again_signal, 0);
}

static void
leave_cb (MokRightsPage *self)
{
  g_signal_emit (self, leave_signal, 0);
}

/* What has to be said besides "binds" or "does not": for whom, or from which size. */
static const char *
get_exception (MokLawScope scope, Size size)
{
  switch (scope)
    {
    case MOK_LAW_FIVE_OR_RESIDENT:
      return size != SIZE_FIVE ? _ ("For residents in every workplace") : NULL;
    case MOK_LAW_FIVE_OR_NURSE:
      return size != SIZE_FIVE ? _ ("For nurses and nurse assistants in every workplace") : NULL;
    case MOK_LAW_PART:
      return size != SIZE_FIVE ? _ ("A part of it in every workplace") : NULL;
    case MOK_LAW_FIVE_12_MONTHS:
      return _ ("Five or more people through the last 12 months");
    case MOK_LAW_ALL:
    case MOK_LAW_FIVE:
    default:
      return NULL;
    }
}

static GtkWidget *
make_row (MokRightsPage *self, const MokLaw *law, Size size)
{
  GtkWidget *row = adw_action_row_new ();
  const char *summary = mok_text_get (law->summary, self->language);
  const char *exception = get_exception (law->scope, size);
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  g_autofree char *facts = NULL;
  g_autofree char *line = NULL;
  g_autofree char *title = mok_words_to_markup (mok_text_get (law->title, self->language));
  g_autofree char *subtitle = NULL;

  if (*summary != '\0')
    g_ptr_array_add (parts, (gpointer) summary);
  g_ptr_array_add (parts, (gpointer) mok_text_get (law->article, self->language));
  if (exception != NULL)
    g_ptr_array_add (parts, (gpointer) exception);
  g_ptr_array_add (parts, NULL);
  facts = g_strjoinv (" · ", (char **) parts->pdata);
  /* What nobody checked is not shown as settled law. */
  line = law->doubt != NULL ? g_strconcat (facts, "\n", mok_text_get (law->doubt, self->language), NULL)
                            : g_steal_pointer (&facts);
  subtitle = mok_words_to_markup (line);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  return row;
}

static void
clear (GtkListBox *list)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, row);
}

static void
fill (MokRightsPage *self)
{
  const Size size = gtk_toggle_button_get_active (self->small)  ? SIZE_SMALL
                    : gtk_toggle_button_get_active (self->five) ? SIZE_FIVE
                                                                : SIZE_UNKNOWN;

  clear (self->granted);
  clear (self->other);
  for (guint i = 0; i < self->laws->len; i++)
    {
      const MokLaw *law = g_ptr_array_index (self->laws, i);
      const gboolean binds = law->scope == MOK_LAW_ALL || size == SIZE_FIVE;

      gtk_list_box_append (binds ? self->granted : self->other, make_row (self, law, size));
    }
  gtk_label_set_text (self->granted_label, size == SIZE_UNKNOWN ? _ ("Guaranteed in every workplace")
                                                                : _ ("Guaranteed in a workplace of this size"));
  gtk_label_set_text (self->other_label, size == SIZE_UNKNOWN ? _ ("Only where five or more people work")
                                                              : _ ("Not an obligation at this size"));

  const gboolean any_granted = gtk_widget_get_first_child (GTK_WIDGET (self->granted)) != NULL;
  const gboolean any_other = gtk_widget_get_first_child (GTK_WIDGET (self->other)) != NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->granted), any_granted);
  gtk_widget_set_visible (GTK_WIDGET (self->granted_heading), any_granted);
  gtk_widget_set_visible (GTK_WIDGET (self->other), any_other);
  gtk_widget_set_visible (GTK_WIDGET (self->other_heading), any_other);
}

static void
size_cb (MokRightsPage *self, GtkToggleButton *button)
{
  if (self->laws != NULL && gtk_toggle_button_get_active (button))
    fill (self);
}

static gboolean
mok_rights_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (MOK_RIGHTS_PAGE (widget)->again));
}

static void
mok_rights_page_finalize (GObject *object)
{
  MokRightsPage *self = MOK_RIGHTS_PAGE (object);

  g_clear_pointer (&self->laws, g_ptr_array_unref);
  g_free (self->language);
  G_OBJECT_CLASS (mok_rights_page_parent_class)->finalize (object);
}

static void
mok_rights_page_class_init (MokRightsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GType type = MOK_TYPE_RIGHTS_PAGE;

  G_OBJECT_CLASS (klass)->finalize = mok_rights_page_finalize;
  mok_first_focus_set (widget_class, mok_rights_page_grab_focus);

  again_signal = g_signal_new ("again", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  leave_signal = g_signal_new ("leave", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/moksori/Moksori/ui/mok-rights-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MokRightsPage, again);
  gtk_widget_class_bind_template_child (widget_class, MokRightsPage, content);
  gtk_widget_class_bind_template_child (widget_class, MokRightsPage, five);
  gtk_widget_class_bind_template_child (widget_class, MokRightsPage, granted);
  gtk_widget_class_bind_template_child (widget_class, MokRightsPage, granted_heading);
  gtk_widget_class_bind_template_child (widget_class, MokRightsPage, granted_label);
  gtk_widget_class_bind_template_child (widget_class, MokRightsPage, note);
  gtk_widget_class_bind_template_child (widget_class, MokRightsPage, other);
  gtk_widget_class_bind_template_child (widget_class, MokRightsPage, other_heading);
  gtk_widget_class_bind_template_child (widget_class, MokRightsPage, other_label);
  gtk_widget_class_bind_template_child (widget_class, MokRightsPage, small);
  gtk_widget_class_bind_template_child (widget_class, MokRightsPage, stored);
  gtk_widget_class_bind_template_child (widget_class, MokRightsPage, unknown);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
  gtk_widget_class_bind_template_callback (widget_class, size_cb);
}

static void
mok_rights_page_init (MokRightsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mok_words_keep_below (GTK_WIDGET (self->content));
}

/* The laws that the questionnaire asks about, each once. */
static GPtrArray *
find_laws (MokManifest *manifest)
{
  MokQuestionnaire *questionnaire = mok_manifest_get_questionnaire (manifest);
  const guint date = mok_day_parse (mok_manifest_get_law_date (manifest));
  GPtrArray *laws = g_ptr_array_new ();

  for (guint i = 0; i < mok_questionnaire_get_n_questions (questionnaire); i++)
    {
      const char *key = mok_questionnaire_get_question (questionnaire, i)->law;
      const MokLaw *law = key != NULL ? mok_law_find (key, date) : NULL;

      if (law != NULL && !g_ptr_array_find (laws, law, NULL))
        g_ptr_array_add (laws, (gpointer) law);
    }
  return laws;
}

/**
 * mok_rights_page_has_any:
 *
 * Returns: whether the questionnaire asks about a right that the law table knows
 */
gboolean
mok_rights_page_has_any (MokManifest *manifest)
{
  g_autoptr (GPtrArray) laws = find_laws (manifest);

  return laws->len > 0;
}

/**
 * mok_rights_page_new:
 * @manifest: of the survey
 * @language: the language of the law table's texts
 *
 * Returns: (transfer floating): a page
 */
GtkWidget *
mok_rights_page_new (MokManifest *manifest, const char *language)
{
  MokRightsPage *self;
  g_autofree char *note = NULL;

  g_return_val_if_fail (manifest != NULL && language != NULL, NULL);

  self = g_object_new (MOK_TYPE_RIGHTS_PAGE, NULL);
  self->laws = find_laws (manifest);
  self->language = g_strdup (language);
  note = mok_law_date_dup_note (mok_manifest_get_law_date (manifest));
  gtk_label_set_text (self->note, note);
  fill (self);
  return GTK_WIDGET (self);
}

/**
 * mok_rights_page_set_stored:
 * @text: what became of the response, translated
 */
void
mok_rights_page_set_stored (MokRightsPage *self, const char *text)
{
  g_return_if_fail (MOK_IS_RIGHTS_PAGE (self));

  gtk_label_set_text (self->stored, text);
  mok_words_keep (self->stored);
}
