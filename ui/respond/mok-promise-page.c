/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What happens to the answers: what is stored, what is not, what a sealed response looks like and what sealing cannot
 * do. The text differs in an open survey and on a computer that holds the organizer's key.
 * Must not promise what the box at hand does not keep.
 */

#include "config.h"

#include "respond/mok-promise-page.h"

#include <glib/gi18n-lib.h>

#include "common/mok-first-focus.h"
#include "common/mok-language-switch.h"
#include "common/mok-width-bin.h"
#include "common/mok-words.h"

/**
 * MokPromisePage:
 *
 * Emits `begin`, and `language` with the code of the language that was chosen: the page has to be made anew then.
 * Uses the actions `respond.hand-over` and `respond.leave`.
 */
struct _MokPromisePage
{
  AdwBin parent_instance;

  MokWidthBin *width;
  AdwHeaderBar *header;
  AdwWindowTitle *window_title;
  MokLanguageSwitch *languages;
  MokLanguageSwitch *languages_narrow;
  GtkBox *content;
  GtkLabel *title;
  GtkLabel *text;
  GtkWidget *warning;
  GtkLabel *warning_title;
  GtkLabel *warning_text;
  GtkBox *columns;
  AdwActionRow *answers;
  AdwActionRow *comment;
  AdwExpanderRow *sealed_row;
  GtkLabel *sealed_text;
  AdwExpanderRow *limits_row;
  GtkWidget *words_row;
  GtkBox *words_box;
  GtkLabel *words;
  GtkButton *begin;

  GBytes *sealed; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (MokPromisePage, mok_promise_page, ADW_TYPE_BIN)

static guint begin_signal;
static guint language_signal;

#define SHOWN_LINES 2

static void
begin_cb (MokPromisePage *self)
{
  g_assert (MOK_IS_PROMISE_PAGE (self));

  g_signal_emit (self, begin_signal, 0);
}

static void
language_chosen_cb (MokPromisePage *self, const char *code)
{
  g_assert (MOK_IS_PROMISE_PAGE (self));

  g_signal_emit (self, language_signal, 0, code);
}

static void
show_sealed (MokPromisePage *self, guint bytes_a_line)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gsize size;
  const guint8 *bytes;

  if (self->sealed == NULL)
    return;
  bytes = g_bytes_get_data (self->sealed, &size);
  for (gsize i = 0; i < MIN (size, (gsize) SHOWN_LINES * bytes_a_line); i++)
    {
      const gsize column = i % bytes_a_line;

      g_string_append_printf (text, "%s%02x", column == 0 ? (i > 0 ? "\n" : "") : column == 8 ? "  " : " ", bytes[i]);
    }
  g_string_append (text, "\n…  ");
  g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%u byte", "%u bytes", size), (guint) size);
  gtk_label_set_text (self->sealed_text, text->str);
}

static void
narrow_cb (MokPromisePage *self)
{
  const gboolean narrow = mok_width_bin_get_narrow (self->width);
  const GtkOrientation orientation = narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL;

  g_assert (MOK_IS_PROMISE_PAGE (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->columns), orientation);
  gtk_box_set_homogeneous (self->columns, !narrow);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->words_box), orientation);
  gtk_label_set_xalign (self->words, narrow ? 0 : 1);
  gtk_label_set_justify (self->words, narrow ? GTK_JUSTIFY_LEFT : GTK_JUSTIFY_RIGHT);
  gtk_widget_set_visible (GTK_WIDGET (self->languages), !narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->languages_narrow), narrow);
  gtk_label_set_xalign (self->title, narrow ? 0 : 0.5);
  gtk_label_set_justify (self->title, narrow ? GTK_JUSTIFY_LEFT : GTK_JUSTIFY_CENTER);
  gtk_label_set_xalign (self->text, narrow ? 0 : 0.5);
  gtk_label_set_justify (self->text, narrow ? GTK_JUSTIFY_LEFT : GTK_JUSTIFY_CENTER);
  show_sealed (self, narrow ? 8 : 16);
}

static gboolean
mok_promise_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (MOK_PROMISE_PAGE (widget)->begin));
}

static void
mok_promise_page_dispose (GObject *object)
{
  g_clear_pointer (&MOK_PROMISE_PAGE (object)->sealed, g_bytes_unref);
  G_OBJECT_CLASS (mok_promise_page_parent_class)->dispose (object);
}

static void
mok_promise_page_class_init (MokPromisePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mok_promise_page_dispose;
  mok_first_focus_set (widget_class, mok_promise_page_grab_focus);

  begin_signal = g_signal_new ("begin", MOK_TYPE_PROMISE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  language_signal = g_signal_new ("language", MOK_TYPE_PROMISE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (MOK_TYPE_LANGUAGE_SWITCH);
  g_type_ensure (MOK_TYPE_WIDTH_BIN);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/moksori/Moksori/ui/mok-promise-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MokPromisePage, answers);
  gtk_widget_class_bind_template_child (widget_class, MokPromisePage, begin);
  gtk_widget_class_bind_template_child (widget_class, MokPromisePage, columns);
  gtk_widget_class_bind_template_child (widget_class, MokPromisePage, comment);
  gtk_widget_class_bind_template_child (widget_class, MokPromisePage, content);
  gtk_widget_class_bind_template_child (widget_class, MokPromisePage, header);
  gtk_widget_class_bind_template_child (widget_class, MokPromisePage, languages);
  gtk_widget_class_bind_template_child (widget_class, MokPromisePage, languages_narrow);
  gtk_widget_class_bind_template_child (widget_class, MokPromisePage, limits_row);
  gtk_widget_class_bind_template_child (widget_class, MokPromisePage, sealed_row);
  gtk_widget_class_bind_template_child (widget_class, MokPromisePage, sealed_text);
  gtk_widget_class_bind_template_child (widget_class, MokPromisePage, text);
  gtk_widget_class_bind_template_child (widget_class, MokPromisePage, title);
  gtk_widget_class_bind_template_child (widget_class, MokPromisePage, warning);
  gtk_widget_class_bind_template_child (widget_class, MokPromisePage, warning_text);
  gtk_widget_class_bind_template_child (widget_class, MokPromisePage, warning_title);
  gtk_widget_class_bind_template_child (widget_class, MokPromisePage, width);
  gtk_widget_class_bind_template_child (widget_class, MokPromisePage, window_title);
  gtk_widget_class_bind_template_child (widget_class, MokPromisePage, words);
  gtk_widget_class_bind_template_child (widget_class, MokPromisePage, words_box);
  gtk_widget_class_bind_template_child (widget_class, MokPromisePage, words_row);
  gtk_widget_class_bind_template_callback (widget_class, begin_cb);
  gtk_widget_class_bind_template_callback (widget_class, language_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, narrow_cb);
}

static void
mok_promise_page_init (MokPromisePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
offer_languages (MokLanguageSwitch *languages, MokQuestionnaire *questionnaire, const char *language)
{
  mok_language_switch_set_languages (languages, (const char *const *) questionnaire->languages->pdata,
                                     (const char *const *) questionnaire->language_names->pdata,
                                     MIN (questionnaire->languages->len, questionnaire->language_names->len));
  mok_language_switch_set_active (languages, language);
}

static void
show_warning (MokPromisePage *self, const char *title, const char *text)
{
  gtk_label_set_text (self->warning_title, title);
  gtk_label_set_text (self->warning_text, text);
  gtk_widget_set_visible (self->warning, TRUE);
}

static void
add_limit (MokPromisePage *self, const char *title, const char *text)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title_markup = mok_words_to_markup (title);
  g_autofree char *text_markup = mok_words_to_markup (text);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title_markup);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text_markup);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_expander_row_add_row (self->limits_row, row);
}

/* The threat model (docs/threat-model.md) in plain words, for the person who is about to answer. */
static void
show_limits (MokPromisePage *self, MokManifest *manifest, const MokPromiseFacts *facts)
{
  const gboolean is_open = mok_manifest_get_disclosure (manifest) == MOK_DISCLOSURE_OPEN;

  add_limit (
      self, _ ("Eyes and cameras"),
      _ ("Somebody behind you or a camera sees what is on the screen. Sit where nobody watches; Esc twice empties "
         "the page."));
  add_limit (self, _ ("The computer itself"),
             _ ("A computer can be set up to record its screen and every key, and this program cannot notice it. If it "
                "belongs to your employer, better answer on another one."));
  add_limit (self, _ ("What you write"), _ ("Names, dates or a ward in a comment say who wrote it."));
  if (is_open)
    add_limit (
        self, _ ("The organizer and everybody else"),
        _ ("The organizer’s key opens every response, and the organizer may publish each of them. Your profession, "
           "age and workplace together may point to you."));
  else
    {
      add_limit (self, _ ("The organizer"),
                 _ ("The organizer’s key opens responses for counting, without names. Moksori shows no single response "
                    "to anyone, but whoever has the key could look with another program, and your profession, age and "
                    "workplace together may point to you."));
      add_limit (
          self, _ ("Readers of the results"),
          _ ("What most people of a group answered will be believed of each of them. Before anything is counted, "
             "one answer in five is replaced at random, so a result does not prove what one person answered."));
    }
  add_limit (self, _ ("That you took part"),
             _ ("Colleagues see who sits here. Whoever keeps a list of who got which access code can find out who "
                "answered, but not what."));
  add_limit (
      self, _ ("Pressure"),
      _ ("After submitting nobody can look up what you answered, not even you, so nobody can demand a proof. While "
         "somebody stands beside you, stop and come back another time."));
  add_limit (self, _ ("Invented answers"),
             _ ("Whoever has this survey’s box can add answers of their own. Access codes limit how many."));
  if (facts->copies_may_stay)
    add_limit (self, _ ("The disk"),
               _ ("The disk of this computer may keep older states of the sealed file, from which the order "
                  "of responses could be told."));
  if (facts->held)
    add_limit (self, _ ("Waiting in memory"),
               _ ("Responses are held in memory until five are in, so that the file tells less of "
                  "which came when. If the power fails, up to four that were submitted are lost."));
}

static void
show_texts (MokPromisePage *self, MokManifest *manifest, const MokPromiseFacts *facts)
{
  show_limits (self, manifest, facts);
  if (mok_manifest_get_disclosure (manifest) == MOK_DISCLOSURE_OPEN)
    {
      gtk_label_set_text (self->title, _ ("This survey does not protect answers"));
      gtk_label_set_text (self->text, _ ("The organizer can read and publish every row."));
      adw_action_row_set_subtitle (self->answers, _ ("Sealed on this computer, readable for the organizer"));
      adw_action_row_set_subtitle (self->comment, _ ("The organizer can read and publish it, too"));
      return;
    }
  gtk_label_set_text (self->title, _ ("Your answers are sealed when you submit"));
  if (facts->key_is_here)
    {
      gtk_label_set_text (self->text, _ ("The organizer’s key is on this computer."));
      show_warning (self, _ ("Better answer on another computer"),
                    _ ("Whoever knows the organizer’s passphrase can open the answers here. The organizer should hand "
                       "out boxes for other computers."));
    }
  else
    gtk_label_set_text (self->text,
                        _ ("This computer can seal answers but cannot open them. Nobody here can read them, "
                           "not even its owner."));
}

/* A row is read as a whole: with its words, and with a pause after each. */
static void
show_words (MokPromisePage *self, MokManifest *manifest, const char *language)
{
  g_auto (GStrv) words = mok_manifest_dup_words (manifest, language);
  g_autofree char *line = g_strjoinv (" · ", words);
  g_autofree char *list = g_strjoinv (", ", words);
  g_autofree char *spoken = g_strdup_printf (_ ("Check words of this survey: %s."), list);

  gtk_label_set_text (self->words, line);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->words_row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

/* A title that the organizer has not changed is there in every language. */
static const char *
get_title (MokManifest *manifest, const char *language)
{
  MokQuestionnaire *questionnaire = mok_manifest_get_questionnaire (manifest);
  const char *title = mok_manifest_get_title (manifest);

  for (guint i = 0; i < questionnaire->languages->len; i++)
    if (g_strcmp0 (mok_text_peek (questionnaire->title, g_ptr_array_index (questionnaire->languages, i)), title) == 0)
      return mok_text_get (questionnaire->title, language);
  return title;
}

/**
 * mok_promise_page_new:
 * @manifest: of the box
 * @language: the language of the questionnaire's texts
 * @facts: what is special here
 *
 * Returns: (transfer floating): a page in the language in use
 */
GtkWidget *
mok_promise_page_new (MokManifest *manifest, const char *language, const MokPromiseFacts *facts)
{
  MokPromisePage *self;
  MokQuestionnaire *questionnaire;

  g_return_val_if_fail (manifest != NULL, NULL);
  g_return_val_if_fail (language != NULL && facts != NULL, NULL);

  self = g_object_new (MOK_TYPE_PROMISE_PAGE, NULL);
  questionnaire = mok_manifest_get_questionnaire (manifest);
  self->sealed = facts->sealed != NULL ? g_bytes_ref (facts->sealed) : NULL;

  adw_window_title_set_title (self->window_title, get_title (manifest, language));
  offer_languages (self->languages, questionnaire, language);
  offer_languages (self->languages_narrow, questionnaire, language);
  show_texts (self, manifest, facts);

  show_words (self, manifest, language);

  gtk_widget_set_visible (GTK_WIDGET (self->sealed_row), self->sealed != NULL);
  show_sealed (self, 16);
  mok_words_keep_below (GTK_WIDGET (self->content));
  return GTK_WIDGET (self);
}
