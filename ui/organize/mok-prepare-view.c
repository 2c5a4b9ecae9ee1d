/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Shows what the manifest of a survey fixes, and how many boxes were made.
 * Must not change the survey: making a box is an action of the page around it.
 */

#include "config.h"

#include "organize/mok-prepare-view.h"

#include <glib/gi18n-lib.h>

#include "base/mok-language.h"
#include "base/mok-number.h"
#include "common/mok-law-date.h"
#include "common/mok-words.h"
#include "organize/mok-figures.h"
#include "organize/mok-singling-group.h"

struct _MokPrepareView
{
  AdwBin parent_instance;

  GtkLabel *title;
  GtkLabel *summary;
  GtkWidget *open_mark;
  AdwActionRow *words_row;
  AdwActionRow *boxes_row;
  GtkLabel *boxes;
  GtkWidget *make_row;
  MokSinglingGroup *singling;
  AdwActionRow *languages_row;
  AdwActionRow *law_row;
  AdwPreferencesGroup *modules;

  MokSurveySession *session; /* (owned) */
};

G_DEFINE_FINAL_TYPE (MokPrepareView, mok_prepare_view, ADW_TYPE_BIN)

/* Afterwards there is nothing left to change. */
static void
show_singling (MokPrepareView *self, MokManifest *manifest, const MokSurveyStatus *status)
{
  gboolean open = mok_manifest_get_disclosure (manifest) == MOK_DISCLOSURE_OPEN;

  mok_singling_group_show (self->singling, status->closed ? NULL : mok_manifest_get_questionnaire (manifest),
                           mok_manifest_get_headcount (manifest),
                           open                   ? MOK_SINGLING_OPEN
                           : status->has_trustees ? MOK_SINGLING_TRUSTEES
                                                  : MOK_SINGLING_SEALED);
}

static void
session_changed_cb (MokPrepareView *self)
{
  const MokSurveyStatus *status = mok_survey_session_get_status (self->session);
  MokManifest *manifest = mok_survey_session_get_manifest (self->session);
  g_autofree char *summary = mok_figures_dup_summary (status, mok_manifest_get_disclosure (manifest));
  g_autofree char *made = mok_number_dup (status->boxes_made);

  gtk_label_set_label (self->summary, summary);
  gtk_label_set_label (self->boxes, made);
  adw_action_row_set_subtitle (self->boxes_row, status->boxes_made > 0
                                                    ? NULL
                                                    : _ ("No boxes yet. Make a box for each computer, or one for a "
                                                         "USB stick."));
  gtk_widget_set_visible (self->make_row, !status->closed);
  show_singling (self, manifest, status);
}

static void
show_words (MokPrepareView *self, MokManifest *manifest)
{
  gboolean korean_first = g_strcmp0 (mok_language_get (), "ko") == 0;
  g_auto (GStrv) first = mok_manifest_dup_words (manifest, korean_first ? "ko" : "en");
  g_auto (GStrv) second = mok_manifest_dup_words (manifest, korean_first ? "en" : "ko");
  g_autofree char *title = g_strjoinv ("  ", first);
  g_autofree char *subtitle = g_strjoinv ("  ", second);
  g_autofree char *title_markup = mok_words_to_markup (title);
  g_autofree char *subtitle_markup = mok_words_to_markup (subtitle);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->words_row), title_markup);
  adw_action_row_set_subtitle (self->words_row, subtitle_markup);
}

/* What the group or question is called in the language of the window. */
static GtkWidget *
new_question_row (const MokQuestion *question, guint number)
{
  GtkWidget *row = adw_action_row_new ();
  const char *language = mok_language_get ();
  const char *label = mok_text_get (question->label, language);
  g_autofree char *period = mok_question_dup_period_caption (question);
  g_autofree char *markup = mok_words_to_markup (label != NULL ? label : question->name);
  g_autofree char *subtitle = period != NULL ? mok_words_to_markup (period) : NULL;
  g_autofree char *number_text = number > 0 ? g_strdup_printf ("%u", number) : NULL;
  GtkWidget *suffix = gtk_label_new (number_text);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), markup);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_add_css_class (suffix, "dim-label");
  gtk_widget_add_css_class (suffix, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), suffix);

  return row;
}

static gboolean
is_shown (const MokQuestion *question)
{
  return mok_question_is_asked (question) && question->kind != MOK_QUESTION_NOTE
         && question->kind != MOK_QUESTION_ACKNOWLEDGE;
}

static void
show_modules (MokPrepareView *self, MokQuestionnaire *questionnaire)
{
  guint n_modules = mok_questionnaire_get_n_modules (questionnaire);
  g_autofree guint *counts = g_new0 (guint, n_modules + 1);
  g_autofree GtkWidget **rows = g_new0 (GtkWidget *, n_modules + 1);
  guint number = 0;

  for (guint i = 0; i < mok_questionnaire_get_n_questions (questionnaire); i++)
    {
      const MokQuestion *question = mok_questionnaire_get_question (questionnaire, i);
      int module = mok_questionnaire_get_module_of (questionnaire, question);
      guint slot = module < 0 ? n_modules : (guint) module;

      if (!is_shown (question))
        continue;
      if (question->role != MOK_ROLE_SCREENER)
        number++;

      if (rows[slot] == NULL)
        {
          const MokGroup *group = module < 0 ? NULL : mok_questionnaire_get_module (questionnaire, slot);
          const char *label = group != NULL && group->label != NULL ? mok_text_get (group->label, mok_language_get ())
                              : group != NULL                       ? group->name
                                                                    : _ ("Other questions");
          g_autofree char *markup = mok_words_to_markup (label);

          rows[slot] = adw_expander_row_new ();
          adw_preferences_row_set_title (ADW_PREFERENCES_ROW (rows[slot]), markup);
          adw_preferences_group_add (self->modules, rows[slot]);
        }
      adw_expander_row_add_row (ADW_EXPANDER_ROW (rows[slot]),
                                new_question_row (question, question->role != MOK_ROLE_SCREENER ? number : 0));
      counts[slot]++;
    }

  for (guint i = 0; i <= n_modules; i++)
    {
      if (rows[i] == NULL)
        continue;
      g_autofree char *count =
          g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u question", "%u questions", counts[i]), counts[i]);
      adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (rows[i]), count);
    }
}

static void
mok_prepare_view_dispose (GObject *object)
{
  MokPrepareView *self = MOK_PREPARE_VIEW (object);

  g_clear_object (&self->session);

  G_OBJECT_CLASS (mok_prepare_view_parent_class)->dispose (object);
}

static void
mok_prepare_view_class_init (MokPrepareViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mok_prepare_view_dispose;

  g_type_ensure (MOK_TYPE_SINGLING_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/moksori/Moksori/ui/mok-prepare-view.ui");
  gtk_widget_class_bind_template_child (widget_class, MokPrepareView, title);
  gtk_widget_class_bind_template_child (widget_class, MokPrepareView, summary);
  gtk_widget_class_bind_template_child (widget_class, MokPrepareView, open_mark);
  gtk_widget_class_bind_template_child (widget_class, MokPrepareView, words_row);
  gtk_widget_class_bind_template_child (widget_class, MokPrepareView, boxes_row);
  gtk_widget_class_bind_template_child (widget_class, MokPrepareView, boxes);
  gtk_widget_class_bind_template_child (widget_class, MokPrepareView, make_row);
  gtk_widget_class_bind_template_child (widget_class, MokPrepareView, singling);
  gtk_widget_class_bind_template_child (widget_class, MokPrepareView, languages_row);
  gtk_widget_class_bind_template_child (widget_class, MokPrepareView, law_row);
  gtk_widget_class_bind_template_child (widget_class, MokPrepareView, modules);
}

static void
mok_prepare_view_init (MokPrepareView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * mok_prepare_view_set_session:
 * @session: the survey to show; to be set once
 */
void
mok_prepare_view_set_session (MokPrepareView *self, MokSurveySession *session)
{
  g_return_if_fail (MOK_IS_PREPARE_VIEW (self));
  g_return_if_fail (MOK_IS_SURVEY_SESSION (session));
  g_return_if_fail (self->session == NULL);

  MokManifest *manifest = mok_survey_session_get_manifest (session);
  MokQuestionnaire *questionnaire = mok_manifest_get_questionnaire (manifest);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed_cb), self, G_CONNECT_SWAPPED);

  gtk_label_set_label (self->title, mok_manifest_get_title (manifest));
  gtk_widget_set_visible (self->open_mark, mok_manifest_get_disclosure (manifest) == MOK_DISCLOSURE_OPEN);
  show_words (self, manifest);
  for (guint i = 0; i < questionnaire->language_names->len; i++)
    g_strv_builder_add (names, g_ptr_array_index (questionnaire->language_names, i));
  g_auto (GStrv) strings = g_strv_builder_end (names);
  g_autofree char *languages = g_strjoinv (", ", strings);
  g_autofree char *languages_markup = g_markup_escape_text (languages, -1);
  adw_action_row_set_subtitle (self->languages_row, languages_markup);
  g_autofree char *law_date = mok_law_date_dup_text (mok_manifest_get_law_date (manifest));
  adw_action_row_set_subtitle (self->law_row, law_date != NULL ? law_date : "");
  show_modules (self, questionnaire);
  session_changed_cb (self);
}

/**
 * mok_prepare_view_set_narrow:
 * @narrow: whether the header bar has the title
 */
void
mok_prepare_view_set_narrow (MokPrepareView *self, gboolean narrow)
{
  g_return_if_fail (MOK_IS_PREPARE_VIEW (self));

  gtk_widget_set_visible (GTK_WIDGET (self->title), !narrow);
}
