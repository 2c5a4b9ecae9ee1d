/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Text half as large again on a screen of 360 pixels, in both languages: no page and no dialog asks for more width. */

#include "config.h"

#include "base/mok-language.h"
#include "common/mok-shortcuts-dialog.h"
#include "interview/mok-interview.h"
#include "organize/mok-collect-view.h"
#include "organize/mok-new-survey-page.h"
#include "organize/mok-organize-page.h"
#include "organize/mok-organize.h"
#include "respond/mok-code-page.h"
#include "respond/mok-end-page.h"
#include "respond/mok-promise-page.h"
#include "respond/mok-question-page.h"
#include "respond/mok-review-page.h"
#include "respond/mok-rights-page.h"
#include "respond/mok-submit-page.h"

#include "organize-samples.h"

#define NARROW 360

typedef struct
{
  MokWindow *window;
  int dpi; /* that of the desktop */
} Large;

static void
set_up (Large *self, gconstpointer language)
{
  GtkSettings *settings = gtk_settings_get_default ();

  mok_language_set (language);
  g_object_get (settings, "gtk-xft-dpi", &self->dpi, NULL);
  /* As on a phone, where a window has one button. */
  g_object_set (settings, "gtk-xft-dpi", 96 * 1024 * 3 / 2, "gtk-decoration-layout", ":close", NULL);
  self->window = test_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), NARROW, 720);
  test_settle ();
}

static void
tear_down (Large *self, gconstpointer language)
{
  test_window_close (self->window);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", self->dpi, NULL);
  mok_language_set ("en");
}

static void
assert_fits (GtkWidget *widget, const char *what)
{
  int least;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  if (least > NARROW)
    {
      g_test_message ("%s wants %d pixels", what, least);
      g_test_fail ();
    }
}

static void
assert_page_fits (Large *self, GtkWidget *page)
{
  if (page != NULL)
    mok_window_push (self->window, page);
  /* What is arranged by width is so in an idle call. */
  test_settle ();
  test_settle ();
  page = mok_window_get_page (self->window);
  assert_fits (page, G_OBJECT_TYPE_NAME (page));
}

/* The dialog that is over the window. */
static void
assert_dialog_fits (Large *self, const char *what)
{
  GListModel *windows = gtk_window_get_toplevels ();
  gboolean found = FALSE;

  test_settle ();
  for (guint i = g_list_model_get_n_items (windows); i > 0; i--)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i - 1);

      if (!gtk_widget_get_visible (window) || gtk_window_get_transient_for (GTK_WINDOW (window)) == NULL)
        continue;
      gtk_window_set_default_size (GTK_WINDOW (window), NARROW, -1);
      test_settle ();
      assert_fits (window, what);
      found = TRUE;
      gtk_window_close (GTK_WINDOW (window));
      test_settle ();
    }
  if (!found)
    {
      g_test_message ("There is no dialog for %s", what);
      g_test_fail ();
    }
}

static gboolean
is_idle (gpointer page)
{
  return !mok_survey_session_is_busy (mok_organize_page_get_session (page));
}

static MokOrganizePage *
push_survey (Large *self, MokSurvey *survey)
{
  MokOrganizePage *page = MOK_ORGANIZE_PAGE (mok_organize_page_new (survey));

  mok_window_push (self->window, GTK_WIDGET (page));
  g_assert_true (test_wait_long (is_idle, page));
  return page;
}

static void
test_beginning (Large *self, gconstpointer language)
{
  assert_page_fits (self, NULL);
  assert_page_fits (self, mok_survey_list_page_new ());
  assert_page_fits (self, mok_new_survey_page_new ());
  gtk_window_present (mok_shortcuts_dialog_new (GTK_WINDOW (self->window)));
  assert_dialog_fits (self, "Keyboard Shortcuts");
}

static void
test_open_survey (Large *self, gconstpointer language)
{
  static const char *const dialogs[] = {
    "survey.close", "survey.make-box", "survey.recovery-sheet", "survey.recover", "survey.verify",
  };
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autoptr (MokSurvey) survey = test_survey_new (MOK_DISCLOSURE_STANDARD, "Working conditions in two large wards");
  g_autofree char *box = test_box_fill (survey, folder, "Ward 3 on the main building's third floor", 30, 1);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  MokOrganizePage *page = push_survey (self, survey);

  mok_organize_page_show_view (page, "prepare");
  assert_page_fits (self, NULL);
  mok_organize_page_show_view (page, "collect");
  assert_page_fits (self, NULL);
  g_ptr_array_add (files, g_file_new_for_path (box));
  mok_collect_view_merge (MOK_COLLECT_VIEW (test_find (GTK_WIDGET (page), MOK_TYPE_COLLECT_VIEW, NULL)), files);
  g_assert_true (test_wait_long (is_idle, page));
  assert_page_fits (self, NULL);
  mok_organize_page_show_view (page, "results");
  assert_page_fits (self, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (dialogs); i++)
    {
      gtk_widget_activate_action (GTK_WIDGET (page), dialogs[i], NULL);
      assert_dialog_fits (self, dialogs[i]);
    }
  mok_window_go_home (self->window);
  test_settle ();
  test_surveys_remove ();
}

static void
test_closed_survey (Large *self, gconstpointer language)
{
  static const char *const dialogs[] = { "survey.certificate", "survey.review" };
  g_autoptr (MokSurvey) survey = test_survey_new_closed (MOK_DISCLOSURE_STANDARD, "Two large wards", 60);
  MokOrganizePage *page = push_survey (self, survey);

  for (guint i = 0; i < G_N_ELEMENTS (dialogs); i++)
    {
      gtk_widget_activate_action (GTK_WIDGET (page), dialogs[i], NULL);
      assert_dialog_fits (self, dialogs[i]);
    }
  assert_page_fits (self, NULL);
  mok_window_go_home (self->window);
  test_settle ();
  test_surveys_remove ();
}

static void
assert_questions_fit (Large *self, MokQuestionnaire *questionnaire, const char *language)
{
  g_autoptr (MokRandom) random = mok_random_new_seeded (7);
  g_autoptr (MokInterview) interview = mok_interview_new (questionnaire, random, 20000);

  for (guint i = 0; i < questionnaire->questions->len; i++)
    {
      const MokQuestion *question = g_ptr_array_index (questionnaire->questions, i);

      if (question->kind == MOK_QUESTION_CALCULATE)
        continue;
      mok_window_push (self->window, mok_question_page_new (interview, i, language));
      test_settle ();
      assert_fits (mok_window_get_page (self->window), question->name);
      mok_window_pop (self->window);
    }
  assert_page_fits (self, mok_review_page_new (interview, language));
  assert_page_fits (self, mok_submit_page_new (interview));
}

static void
test_answering (Large *self, gconstpointer language)
{
  g_autoptr (MokQuestionnaire) kinds = test_questionnaire_kinds ();
  g_autoptr (MokSurvey) survey = test_survey_new (MOK_DISCLOSURE_STANDARD, "Two wards");
  MokManifest *manifest = mok_survey_get_manifest (survey);
  const MokPromiseFacts facts = { .held = TRUE, .copies_may_stay = TRUE };

  assert_page_fits (self, mok_promise_page_new (manifest, language, &facts));
  assert_page_fits (self, mok_rights_page_new (manifest, language));
  assert_page_fits (self, mok_code_page_new ("Ward 3"));
  for (MokEnd end = MOK_END_SEALED; end <= MOK_END_SCREENED_OUT; end++)
    assert_page_fits (self, mok_end_page_new (end));
  assert_questions_fit (self, kinds, language);
  /* Nearly sixty pages in each language. */
  if (g_getenv ("MOKSORI_SLOW") != NULL)
    assert_questions_fit (self, mok_manifest_get_questionnaire (manifest), language);
  mok_window_go_home (self->window);
  test_settle ();
  test_surveys_remove ();
}

static void
add (const char *name, void (*func) (Large *self, gconstpointer language))
{
  static const char *const languages[] = { "en", "ko" };

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autofree char *path = g_strdup_printf ("/large-text/%s/%s", name, languages[i]);

      g_test_add (path, Large, languages[i], set_up, func, tear_down);
    }
}

int
main (int argc, char **argv)
{
  test_ui_init (&argc, &argv);

  add ("beginning", test_beginning);
  add ("open-survey", test_open_survey);
  add ("closed-survey", test_closed_survey);
  add ("answering", test_answering);
  return g_test_run ();
}
