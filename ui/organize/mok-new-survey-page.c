/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A form on one page; what is missing is said when Create is pressed, and the keyboard goes there.
 * Must not write files: mok_surveys_create_async() does.
 */

#include "config.h"

#include "organize/mok-new-survey-page.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/mok-language.h"
#include "common/mok-covered.h"
#include "common/mok-page-keys.h"
#include "common/mok-save-file.h"
#include "common/mok-words.h"
#include "compat/mok-file-dialog.h"
#include "mok-window.h"
#include "organize/mok-organize-page.h"
#include "organize/mok-organize-paper.h"
#include "organize/mok-organize.h"
#include "organize/mok-passphrase-group.h"
#include "organize/mok-progress-view.h"
#include "organize/mok-singling-group.h"
#include "organize/mok-surveys.h"
#include "questionnaire/mok-xlsform.h"

#define N_TRUSTEES 3
#define HEADCOUNT_MAX 10000000

struct _MokNewSurveyPage
{
  GtkBox parent_instance;

  GtkStack *stack;
  GtkCheckButton *builtin;
  GtkCheckButton *file;
  AdwActionRow *file_row;
  AdwPreferencesGroup *diagnostics_group;
  GtkListBox *diagnostics;
  GtkEditable *title_row;
  GtkEditable *headcount_row;
  MokSinglingGroup *singling;
  GtkCheckButton *open;
  GtkCheckButton *trustees;
  GtkWidget *sheet_group;
  GtkSwitch *sheet;
  MokPassphraseGroup *passphrase1;
  MokPassphraseGroup *passphrase2;
  MokPassphraseGroup *passphrase3;
  GtkLabel *problem;
  MokProgressView *progress;
  AdwWindowTitle *header;
  GtkWidget *like;
  GtkLabel *like_text;

  MokQuestionnaire *care; /* (owned) (nullable): built in */
  MokQuestionnaire *own;  /* (owned) (nullable): of the chosen file, once it is free of errors, or of another survey */
  GCancellable *reading;  /* (owned) (nullable): while a chosen file is read */
  char *proposed_title;   /* (owned) (nullable): what this page wrote into the title */
};

G_DEFINE_FINAL_TYPE (MokNewSurveyPage, mok_new_survey_page, GTK_TYPE_BOX)

static const MokFileKind form[] = { { N_ ("XLSForm questionnaires (.xlsx, .csv)"), { "*.xlsx", "*.xlsm", "*.csv" } } };
static const MokFileKind saved_form[] = { { N_ ("XLSForm questionnaires (.csv)"), { "*.csv" } } };

/* The title follows the questionnaire until somebody writes another one. */
static void
propose_title (MokNewSurveyPage *self, MokQuestionnaire *questionnaire)
{
  const char *current = gtk_editable_get_text (self->title_row);
  const char *title = mok_text_get (questionnaire->title, mok_language_get ());

  if (title == NULL || (*current != '\0' && g_strcmp0 (current, self->proposed_title) != 0))
    return;

  g_free (self->proposed_title);
  self->proposed_title = g_strdup (title);
  gtk_editable_set_text (self->title_row, title);
}

static void
show_diagnostics (MokNewSurveyPage *self, GPtrArray *diagnostics)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->diagnostics))) != NULL)
    gtk_list_box_remove (self->diagnostics, child);

  for (guint i = 0; i < diagnostics->len; i++)
    {
      const MokDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);
      gboolean is_error = diagnostic->severity == MOK_SEVERITY_ERROR;
      GtkWidget *row = adw_action_row_new ();
      GtkWidget *icon = gtk_image_new_from_icon_name (is_error ? "dialog-error-symbolic" : "dialog-warning-symbolic");
      g_autofree char *message = mok_words_to_markup (diagnostic->message);
      g_autofree char *place = mok_diagnostic_dup_place (diagnostic);
      g_autofree char *subtitle = g_markup_escape_text (place, -1);

      gtk_widget_add_css_class (icon, is_error ? "error" : "warning");
      gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      is_error ? _ ("Error") : _ ("Warning"), -1);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), message);
      adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
      gtk_list_box_append (self->diagnostics, row);
    }

  guint n_errors = mok_diagnostics_count (diagnostics, MOK_SEVERITY_ERROR);
  g_autofree char *heading = NULL;
  if (n_errors > 0)
    heading = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "The file has %u error and cannot be used yet",
                                            "The file has %u errors and cannot be used yet", n_errors),
                               n_errors);
  else
    heading = g_strdup (_ ("The file can be used; please look at these places"));
  adw_preferences_group_set_title (self->diagnostics_group, heading);
  gtk_widget_set_visible (GTK_WIDGET (self->diagnostics_group), diagnostics->len > 0);
}

/* 0 when none is given. */
static gboolean
parse_headcount (MokNewSurveyPage *self, guint *headcount)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->headcount_row)));
  guint64 number = 0;

  if (*text != '\0' && !g_ascii_string_to_unsigned (text, 10, 1, HEADCOUNT_MAX, &number, NULL))
    return FALSE;
  *headcount = (guint) number;

  return TRUE;
}

static MokQuestionnaire *
get_questionnaire (MokNewSurveyPage *self)
{
  return gtk_check_button_get_active (self->file) ? self->own : self->care;
}

/* What is asked cannot be changed once the survey is there. */
static void
show_singling (MokNewSurveyPage *self)
{
  g_assert (MOK_IS_NEW_SURVEY_PAGE (self));

  guint headcount = 0;
  gboolean is_number = parse_headcount (self, &headcount);

  mok_singling_group_show (self->singling, is_number ? get_questionnaire (self) : NULL, headcount,
                           gtk_check_button_get_active (self->open)       ? MOK_SINGLING_OPEN
                           : gtk_check_button_get_active (self->trustees) ? MOK_SINGLING_TRUSTEES
                                                                          : MOK_SINGLING_SEALED);
}

static void
file_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MokNewSurveyPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_file_load_bytes_finish (G_FILE (source), result, NULL, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->reading);
  if (bytes == NULL)
    {
      mok_window_report (mok_window_of (GTK_WIDGET (self)), _ ("The questionnaire cannot be read"), error);
      return;
    }

  g_autofree char *name = g_file_get_basename (G_FILE (source));
  g_autofree char *markup = g_markup_escape_text (name, -1);
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);

  g_clear_pointer (&self->own, mok_questionnaire_unref);
  self->own = mok_xlsform_read (name, bytes, diagnostics);
  adw_action_row_set_subtitle (self->file_row, markup);
  show_diagnostics (self, diagnostics);
  gtk_check_button_set_active (self->file, TRUE);
  gtk_label_set_label (self->problem, "");
  if (self->own != NULL)
    propose_title (self, self->own);
  show_singling (self);
}

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MokNewSurveyPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = mok_file_open_finish (result, &error);
  MokWindow *window = mok_window_of (GTK_WIDGET (self));

  if (window == NULL)
    return;
  if (file == NULL)
    {
      mok_window_report (window, _ ("The questionnaire cannot be read"), error);
      return;
    }

  mok_new_survey_page_read (self, file);
}

/* Other files are for the window, as on any page. */
static gboolean
dropped_cb (GtkDropTarget *target, const GValue *value, double x, double y, MokNewSurveyPage *self)
{
  g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));
  g_autofree char *name = files != NULL ? g_file_get_basename (files->data) : NULL;
  g_autofree char *folded = name != NULL ? g_ascii_strdown (name, -1) : NULL;

  g_assert (MOK_IS_NEW_SURVEY_PAGE (self));

  /* A survey that is being made keeps what it was begun with. */
  if (folded == NULL || strcmp (gtk_stack_get_visible_child_name (self->stack), "form") != 0)
    return FALSE;
  for (const char *const *pattern = form[0].patterns; *pattern != NULL; pattern++)
    {
      if (g_pattern_match_simple (*pattern, folded))
        {
          mok_new_survey_page_read (self, files->data);
          return TRUE;
        }
    }
  mok_window_open_file (mok_window_of (GTK_WIDGET (self)), files->data);
  return TRUE;
}

static void
choose_clicked_cb (MokNewSurveyPage *self)
{
  g_assert (MOK_IS_NEW_SURVEY_PAGE (self));

  mok_file_open_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _ ("Choose a Questionnaire"), form,
                       G_N_ELEMENTS (form), NULL, file_chosen_cb, g_object_ref (self));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MokNewSurveyPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean saved = mok_save_file_finish (result, &error);
  MokWindow *window = mok_window_of (GTK_WIDGET (self));

  if (window == NULL)
    return;
  if (saved)
    mok_window_toast (window, _ ("The questionnaire is saved. Correct it, then choose the file here."));
  else
    mok_window_report (window, _ ("The questionnaire cannot be saved"), error);
}

static void
place_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MokNewSurveyPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = mok_file_save_finish (result, &error);
  MokWindow *window = mok_window_of (GTK_WIDGET (self));

  if (window == NULL)
    return;
  if (file != NULL && self->own != NULL && self->own->source != NULL)
    mok_save_file_async (file, self->own->source, MOK_FILE_SAVE_PLAIN, saved_cb, g_object_ref (self));
  else if (file == NULL)
    mok_window_report (window, _ ("The questionnaire cannot be saved"), error);
}

/* What a survey asks cannot be changed any more; a copy of the file can. */
static void
save_clicked_cb (MokNewSurveyPage *self)
{
  g_assert (MOK_IS_NEW_SURVEY_PAGE (self));

  mok_file_save_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _ ("Save the Questionnaire"),
                       _ ("questionnaire.csv"), saved_form, G_N_ELEMENTS (saved_form), NULL, place_chosen_cb,
                       g_object_ref (self));
}

static void
questionnaire_toggled_cb (MokNewSurveyPage *self)
{
  g_assert (MOK_IS_NEW_SURVEY_PAGE (self));

  gboolean builtin = gtk_check_button_get_active (self->builtin);
  gboolean any = gtk_widget_get_first_child (GTK_WIDGET (self->diagnostics)) != NULL;
  MokQuestionnaire *questionnaire = builtin ? self->care : self->own;

  gtk_widget_set_visible (GTK_WIDGET (self->diagnostics_group), !builtin && any);
  if (questionnaire != NULL)
    propose_title (self, questionnaire);
  gtk_label_set_label (self->problem, "");
  show_singling (self);
}

static void
trustees_toggled_cb (MokNewSurveyPage *self)
{
  g_assert (MOK_IS_NEW_SURVEY_PAGE (self));

  gboolean trustees = gtk_check_button_get_active (self->trustees);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->passphrase1),
                                   trustees ? _ ("First trustee") : _ ("Passphrase"));
  gtk_widget_set_visible (self->sheet_group, !trustees);
  gtk_widget_set_visible (GTK_WIDGET (self->passphrase2), trustees);
  gtk_widget_set_visible (GTK_WIDGET (self->passphrase3), trustees);
  show_singling (self);
}

static void
complain (MokNewSurveyPage *self, const char *problem, GtkWidget *where)
{
  gtk_label_set_label (self->problem, problem);
  if (where != NULL)
    {
      gtk_widget_grab_focus (where);
      gtk_accessible_update_relation (GTK_ACCESSIBLE (where), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self->problem, NULL,
                                      -1);
    }
}

static void
created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MokNewSurveyPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MokSurvey) survey = mok_surveys_create_finish (result, &error);
  MokWindow *window = mok_window_of (GTK_WIDGET (self));

  mok_progress_view_stop (self->progress);
  if (window == NULL)
    return;
  if (survey == NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, "form");
      gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.back", TRUE);
      mok_window_report (window, _ ("The survey cannot be created"), error);
      return;
    }

  gboolean wants_sheet = gtk_switch_get_active (self->sheet) && !gtk_check_button_get_active (self->trustees);
  GtkWidget *page = mok_organize_page_new (survey);

  mok_passphrase_group_clear (self->passphrase1);
  mok_passphrase_group_clear (self->passphrase2);
  mok_passphrase_group_clear (self->passphrase3);
  mok_window_pop (window);
  mok_window_push (window, page);
  /* Typing the passphrase once more shows that it is remembered. */
  if (wants_sheet)
    mok_organize_paper_save_recovery_sheet (GTK_WINDOW (window),
                                            mok_organize_page_get_session (MOK_ORGANIZE_PAGE (page)));
}

static void
create_clicked_cb (MokNewSurveyPage *self)
{
  g_assert (MOK_IS_NEW_SURVEY_PAGE (self));

  MokPassphraseGroup *groups[N_TRUSTEES] = { self->passphrase1, self->passphrase2, self->passphrase3 };
  const char *passphrases[N_TRUSTEES];
  gboolean trustees = gtk_check_button_get_active (self->trustees);
  g_autofree char *title = g_strstrip (g_strdup (gtk_editable_get_text (self->title_row)));
  MokQuestionnaire *questionnaire = get_questionnaire (self);
  MokSurveyOptions options = { .title = title, .n_passphrases = trustees ? N_TRUSTEES : 1 };

  if (questionnaire == NULL)
    {
      complain (self, _ ("Please choose a questionnaire file without errors."), GTK_WIDGET (self->file));
      return;
    }
  if (*title == '\0')
    {
      complain (self, _ ("The survey needs a title."), GTK_WIDGET (self->title_row));
      return;
    }
  if (!parse_headcount (self, &options.headcount))
    {
      complain (self, _ ("The number of people invited is not a number."), GTK_WIDGET (self->headcount_row));
      return;
    }
  for (guint i = 0; i < options.n_passphrases; i++)
    {
      const char *problem = mok_passphrase_group_get_problem (groups[i]);
      if (problem != NULL)
        {
          complain (self, problem, NULL);
          mok_passphrase_group_focus_problem (groups[i]);
          return;
        }
      passphrases[i] = mok_passphrase_group_get_passphrase (groups[i]);
    }

  options.disclosure = gtk_check_button_get_active (self->open) ? MOK_DISCLOSURE_OPEN : MOK_DISCLOSURE_STANDARD;
  options.passphrases = passphrases;

  gtk_label_set_label (self->problem, "");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.back", FALSE);
  gtk_stack_set_visible_child_name (self->stack, "work");
  mok_progress_view_start (self->progress, _ ("Creating the survey"),
                           _ ("Making the key takes a moment, so that guessing the passphrase takes ages."), NULL);
  mok_surveys_create_async (questionnaire, &options, created_cb, g_object_ref (self));
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mok_window_pop (mok_window_of (widget));
}

static const MokPageKey keys[] = { { "<Alt>Left", "page.back", NULL } };

static void
mok_new_survey_page_dispose (GObject *object)
{
  MokNewSurveyPage *self = MOK_NEW_SURVEY_PAGE (object);

  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->care, mok_questionnaire_unref);
  g_clear_pointer (&self->own, mok_questionnaire_unref);
  g_clear_pointer (&self->proposed_title, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), MOK_TYPE_NEW_SURVEY_PAGE);

  G_OBJECT_CLASS (mok_new_survey_page_parent_class)->dispose (object);
}

static void
mok_new_survey_page_class_init (MokNewSurveyPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mok_new_survey_page_dispose;

  g_type_ensure (MOK_TYPE_PASSPHRASE_GROUP);
  g_type_ensure (MOK_TYPE_PROGRESS_VIEW);
  g_type_ensure (MOK_TYPE_SINGLING_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/moksori/Moksori/ui/mok-new-survey-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MokNewSurveyPage, stack);
  gtk_widget_class_bind_template_child (widget_class, MokNewSurveyPage, builtin);
  gtk_widget_class_bind_template_child (widget_class, MokNewSurveyPage, file);
  gtk_widget_class_bind_template_child (widget_class, MokNewSurveyPage, file_row);
  gtk_widget_class_bind_template_child (widget_class, MokNewSurveyPage, diagnostics_group);
  gtk_widget_class_bind_template_child (widget_class, MokNewSurveyPage, diagnostics);
  gtk_widget_class_bind_template_child (widget_class, MokNewSurveyPage, title_row);
  gtk_widget_class_bind_template_child (widget_class, MokNewSurveyPage, headcount_row);
  gtk_widget_class_bind_template_child (widget_class, MokNewSurveyPage, singling);
  gtk_widget_class_bind_template_child (widget_class, MokNewSurveyPage, open);
  gtk_widget_class_bind_template_child (widget_class, MokNewSurveyPage, trustees);
  gtk_widget_class_bind_template_child (widget_class, MokNewSurveyPage, sheet_group);
  gtk_widget_class_bind_template_child (widget_class, MokNewSurveyPage, sheet);
  gtk_widget_class_bind_template_child (widget_class, MokNewSurveyPage, passphrase1);
  gtk_widget_class_bind_template_child (widget_class, MokNewSurveyPage, passphrase2);
  gtk_widget_class_bind_template_child (widget_class, MokNewSurveyPage, passphrase3);
  gtk_widget_class_bind_template_child (widget_class, MokNewSurveyPage, problem);
  gtk_widget_class_bind_template_child (widget_class, MokNewSurveyPage, progress);
  gtk_widget_class_bind_template_child (widget_class, MokNewSurveyPage, header);
  gtk_widget_class_bind_template_child (widget_class, MokNewSurveyPage, like);
  gtk_widget_class_bind_template_child (widget_class, MokNewSurveyPage, like_text);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
  gtk_widget_class_install_action (widget_class, "page.back", NULL, back_action);
  gtk_widget_class_bind_template_callback (widget_class, choose_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, create_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, questionnaire_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, trustees_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_singling);
}

static void
mok_new_survey_page_init (MokNewSurveyPage *self)
{
  g_autoptr (GError) error = NULL;
  GtkDropTarget *target;

  gtk_widget_init_template (GTK_WIDGET (self));
  target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  g_signal_connect (target, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->stack), GTK_EVENT_CONTROLLER (target));
  mok_covered_hide (GTK_WIDGET (self->stack));
  mok_page_keys_add (GTK_WIDGET (self), keys, G_N_ELEMENTS (keys));
  mok_words_keep_below (GTK_WIDGET (self));
  trustees_toggled_cb (self);

  self->care = mok_xlsform_load_builtin ("care-workforce", &error);
  if (self->care != NULL)
    propose_title (self, self->care);
  else
    gtk_label_set_label (self->problem, error->message);
}

/**
 * mok_new_survey_page_new:
 *
 * Returns: (transfer floating): an empty form
 */
GtkWidget *
mok_new_survey_page_new (void)
{
  return g_object_new (MOK_TYPE_NEW_SURVEY_PAGE, NULL);
}

/**
 * mok_new_survey_page_begin_like:
 * @manifest: of another survey
 * @trustees: whether two of three passphrases open it
 *
 * Fills the form with questionnaire and settings of another survey. Key, passphrase and boxes are never shared, and law
 * is looked up as it is today.
 */
void
mok_new_survey_page_begin_like (MokNewSurveyPage *self, MokManifest *manifest, gboolean trustees)
{
  g_return_if_fail (MOK_IS_NEW_SURVEY_PAGE (self));
  g_return_if_fail (manifest != NULL);

  const char *title = mok_manifest_get_title (manifest);
  guint headcount = mok_manifest_get_headcount (manifest);
  gboolean open = mok_manifest_get_disclosure (manifest) == MOK_DISCLOSURE_OPEN;
  g_autofree char *origin = g_strdup_printf (_ ("That of the survey “%s”"), title);
  g_autofree char *origin_markup = mok_words_to_markup (origin);
  g_autofree char *number = headcount > 0 ? g_strdup_printf ("%u", headcount) : NULL;
  g_autofree char *text =
      g_strdup_printf (_ ("Like “%s”, with a key, a passphrase and boxes of its own: those of the other survey do not "
                          "fit. To change a question, save the questionnaire, correct it, and choose the corrected "
                          "file below."),
                       title);

  g_clear_pointer (&self->own, mok_questionnaire_unref);
  self->own = mok_questionnaire_ref (mok_manifest_get_questionnaire (manifest));
  adw_window_title_set_title (self->header, _ ("Duplicate Survey"));
  gtk_label_set_label (self->like_text, text);
  gtk_widget_set_visible (self->like, TRUE);
  adw_action_row_set_subtitle (self->file_row, origin_markup);
  gtk_check_button_set_active (self->file, TRUE);
  gtk_editable_set_text (self->title_row, title);
  gtk_editable_set_text (self->headcount_row, number != NULL ? number : "");
  gtk_check_button_set_active (self->open, open);
  gtk_check_button_set_active (self->trustees, trustees);
}

/**
 * mok_new_survey_page_read:
 * @file: an XLSForm, as CSV or as a workbook (.xlsx)
 *
 * Takes the questionnaire of a file, or shows what is wrong with it.
 */
void
mok_new_survey_page_read (MokNewSurveyPage *self, GFile *file)
{
  g_return_if_fail (MOK_IS_NEW_SURVEY_PAGE (self));
  g_return_if_fail (G_IS_FILE (file));

  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  g_file_load_bytes_async (file, self->reading, file_read_cb, g_object_ref (self));
}
