/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The actions of the page of a survey that have to do with paper: the notice, the paper questionnaire, the recovery
 * sheet, and giving the survey a new passphrase with it. Must not see the key but as the text that is drawn and wiped.
 */

#include "config.h"

#include "organize/mok-organize-paper.h"

#include <glib/gi18n-lib.h>

#include "base/mok-language.h"
#include "common/mok-save-file.h"
#include "compat/mok-file-dialog.h"
#include "mok-window.h"
#include "organize/mok-organize-page.h"
#include "organize/mok-recover-dialog.h"
#include "organize/mok-sheet-dialog.h"
#include "report/mok-form-sheet.h"
#include "report/mok-notice.h"
#include "report/mok-recovery-sheet.h"

/* A sheet on its way to a file. */
typedef struct
{
  MokWindow *window;   /* (owned) */
  GBytes *pages;       /* (owned): wiped when they are no longer used */
  const char *done;    /* what a toast says then */
  const char *problem; /* the heading when it fails */
} Sheet;

static void
sheet_free (Sheet *self)
{
  g_object_unref (self->window);
  g_bytes_unref (self->pages);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sheet, sheet_free)

static void
sheet_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Sheet) self = user_data;
  g_autoptr (GError) error = NULL;

  if (mok_save_file_finish (result, &error))
    mok_window_toast (self->window, self->done);
  else
    mok_window_report (self->window, self->problem, error);
}

static void
sheet_place_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Sheet) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = mok_file_save_finish (result, &error);
  GBytes *pages = self->pages;

  if (file == NULL)
    {
      mok_window_report (self->window, self->problem, error);
      return;
    }
  mok_save_file_async (file, pages, MOK_FILE_SAVE_PRIVATE, sheet_written_cb, g_steal_pointer (&self));
}

/* Asks where to, and writes. @paper is only needed to draw. @name: of a file, with a place for the title */
static void
save_sheet (MokWindow *window,
            MokSurveySession *session,
            MokPaper *paper,
            const char *heading,
            const char *name,
            const char *done,
            const char *problem)
{
  static const MokFileKind kinds[] = { { N_ ("PDF documents (.pdf)"), { "*.pdf" } } };
  const char *title = mok_manifest_get_title (mok_survey_session_get_manifest (session));
  g_auto (GStrv) around = g_strsplit (name, "%s", 2);
  g_autofree char *named = g_strjoinv (title, around);
  g_autofree char *file_name = g_strconcat (named, ".pdf", NULL);
  g_autoptr (GError) error = NULL;
  GBytes *pages = mok_paper_render (paper, &error);
  Sheet *sheet;

  if (pages == NULL)
    {
      mok_window_report (window, problem, error);
      return;
    }
  g_strdelimit (file_name, "/", '-');
  sheet = g_new0 (Sheet, 1);
  sheet->window = g_object_ref (window);
  sheet->pages = pages;
  sheet->done = done;
  sheet->problem = problem;
  mok_file_save_async (GTK_WINDOW (window), heading, file_name, kinds, G_N_ELEMENTS (kinds), NULL,
                       sheet_place_chosen_cb, sheet);
}

static void
notice_action (GtkWidget *page, const char *name, GVariant *parameter)
{
  MokSurveySession *session = mok_organize_page_get_session (MOK_ORGANIZE_PAGE (page));
  g_autoptr (MokPaper) paper = mok_notice_new (mok_survey_session_get_manifest (session), mok_language_get ());

  save_sheet (mok_window_of (page), session, paper, _ ("Save the Notice"), _ ("Notice – %s"),
              _ ("The notice is saved. Print it and hang it beside the computer."), _ ("The notice cannot be saved"));
}

static void
form_action (GtkWidget *page, const char *name, GVariant *parameter)
{
  MokSurveySession *session = mok_organize_page_get_session (MOK_ORGANIZE_PAGE (page));
  g_autoptr (MokPaper) paper =
      mok_form_sheet_new_of_survey (mok_survey_session_get_manifest (session), mok_language_get ());

  save_sheet (mok_window_of (page), session, paper, _ ("Save the Paper Questionnaire"), _ ("Paper questionnaire – %s"),
              _ ("Saved. Destroy the filled-in sheets when they are typed in."),
              _ ("The paper questionnaire cannot be saved"));
}

typedef struct
{
  MokWindow *window;         /* (owned) */
  MokSurveySession *session; /* (owned) */
} Asker;

static Asker *
asker_new (GtkWindow *window, MokSurveySession *session)
{
  Asker *self = g_new0 (Asker, 1);

  self->window = MOK_WINDOW (g_object_ref (window));
  self->session = g_object_ref (session);
  return self;
}

static void
asker_free (Asker *self)
{
  g_object_unref (self->window);
  g_object_unref (self->session);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asker, asker_free)

static void
sheet_asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asker) self = user_data;
  g_autoptr (MokSecret) key = mok_sheet_dialog_ask_finish (result, NULL);
  g_autoptr (MokPaper) paper = NULL;

  if (key == NULL)
    return;
  paper = mok_recovery_sheet_new (mok_survey_session_get_manifest (self->session), (const char *) mok_secret_data (key),
                                  mok_language_get ());
  save_sheet (self->window, self->session, paper, _ ("Save the Recovery Sheet"), _ ("Recovery sheet – %s"),
              _ ("The recovery sheet is saved. Print it, then delete the file."),
              _ ("The recovery sheet cannot be saved"));
}

/**
 * mok_organize_paper_save_recovery_sheet:
 * @parent: a #MokWindow
 *
 * Asks for the passphrase and where to, and saves the recovery sheet.
 */
void
mok_organize_paper_save_recovery_sheet (GtkWindow *parent, MokSurveySession *session)
{
  g_return_if_fail (MOK_IS_WINDOW (parent) && MOK_IS_SURVEY_SESSION (session));

  mok_sheet_dialog_ask_async (parent, session, sheet_asked_cb, asker_new (parent, session));
}

static void
recovery_sheet_action (GtkWidget *page, const char *name, GVariant *parameter)
{
  mok_organize_paper_save_recovery_sheet (GTK_WINDOW (mok_window_of (page)),
                                          mok_organize_page_get_session (MOK_ORGANIZE_PAGE (page)));
}

static void
recovered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asker) self = user_data;

  if (mok_recover_dialog_run_finish (result, NULL))
    mok_window_toast (self->window, _ ("The survey opens with the new passphrase now. Older copies of the file still "
                                       "open with the old one."));
}

/**
 * mok_organize_paper_recover:
 * @parent: a #MokWindow
 *
 * Gives the survey a new passphrase with its recovery sheet.
 */
void
mok_organize_paper_recover (GtkWindow *parent, MokSurveySession *session)
{
  g_return_if_fail (MOK_IS_WINDOW (parent) && MOK_IS_SURVEY_SESSION (session));

  mok_recover_dialog_run_async (parent, session, recovered_cb, asker_new (parent, session));
}

static void
recover_action (GtkWidget *page, const char *name, GVariant *parameter)
{
  mok_organize_paper_recover (GTK_WINDOW (mok_window_of (page)),
                              mok_organize_page_get_session (MOK_ORGANIZE_PAGE (page)));
}

/**
 * mok_organize_paper_install:
 *
 * Adds the actions `survey.notice`, `survey.paper-form`, `survey.recovery-sheet` and `survey.recover` to the page of a
 * survey.
 */
void
mok_organize_paper_install (GtkWidgetClass *page_class)
{
  gtk_widget_class_install_action (page_class, "survey.notice", NULL, notice_action);
  gtk_widget_class_install_action (page_class, "survey.paper-form", NULL, form_action);
  gtk_widget_class_install_action (page_class, "survey.recovery-sheet", NULL, recovery_sheet_action);
  gtk_widget_class_install_action (page_class, "survey.recover", NULL, recover_action);
}

static void
changed_cb (GtkWidget *page)
{
  MokSurveySession *session = mok_organize_page_get_session (MOK_ORGANIZE_PAGE (page));
  const MokSurveyStatus *status = session != NULL ? mok_survey_session_get_status (session) : NULL;
  gboolean has_sheet;

  /* While the page goes, it has none. */
  if (status == NULL)
    return;
  has_sheet = !mok_survey_session_is_busy (session) && !status->closed && !status->has_trustees;
  gtk_widget_action_set_enabled (page, "survey.notice", !status->closed);
  gtk_widget_action_set_enabled (page, "survey.paper-form", !status->closed);
  gtk_widget_action_set_enabled (page, "survey.recovery-sheet", has_sheet);
  gtk_widget_action_set_enabled (page, "survey.recover", has_sheet);
}

/**
 * mok_organize_paper_watch:
 *
 * Keeps the actions enabled where they can be done.
 */
void
mok_organize_paper_watch (GtkWidget *page, MokSurveySession *session)
{
  g_signal_connect_object (session, "changed", G_CALLBACK (changed_cb), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::busy", G_CALLBACK (changed_cb), page, G_CONNECT_SWAPPED);
  changed_cb (page);
}
