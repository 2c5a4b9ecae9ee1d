/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Writing the report in the window: the dialog opens from the results, its pages turn and follow what is chosen, and
 * what they show can be saved and printed.
 */

#include "config.h"

#include <string.h>

#include "organize-samples.h"
#include "release/mok-closing.h"
#include "results-support.h"
#include "results/mok-report-dialog.h"
#include "results/mok-report-preview.h"
#include "results/mok-report-take.h"

#define N_RESPONSES 60

typedef struct
{
  Results *results;
  GtkWidget *dialog;
  MokReportPreview *preview;
} Writing;

static MokSurvey *survey;
static MokCube *cube;

static GtkWidget *
find_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *window = windows; window != NULL; window = window->next)
    {
      if (MOK_IS_REPORT_DIALOG (window->data))
        return window->data;
    }
  return NULL;
}

static void
set_up (Writing *self, gconstpointer data)
{
  const MokPin pin = { .question = (char *) "al" };
  g_autoptr (MokSurveyFigures) figures = mok_survey_figures_new ();

  g_ptr_array_add (figures->pins, mok_pin_copy (&pin));
  mok_survey_figures_set_note (figures, "al", "Look at this.");
  self->results = results_new_of (cube);
  mok_results_view_set_figures (self->results->view, figures);
  mok_results_view_set_survey (self->results->view, mok_survey_get_manifest (survey), NULL);
  mok_question_list_select_page (self->results->list, "report");
  test_settle ();
  gtk_widget_activate_action (GTK_WIDGET (self->results->view), "results.report", NULL);
  test_settle ();
  self->dialog = find_dialog ();
  g_assert_nonnull (self->dialog);
  self->preview = MOK_REPORT_PREVIEW (test_find (self->dialog, MOK_TYPE_REPORT_PREVIEW, NULL));
}

static void
tear_down (Writing *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->dialog));
  results_free (self->results);
}

static guint
count_pages (const Writing *self)
{
  return mok_report_get_n_pages (mok_report_preview_get_report (self->preview));
}

static gboolean
is_other_report (gpointer data)
{
  const gpointer *both = data;

  return mok_report_preview_get_report (both[0]) != both[1];
}

static void
wait_for_other_report (Writing *self, MokReport *before)
{
  gpointer both[] = { self->preview, before };

  g_assert_true (test_wait_for (is_other_report, both));
}

static void
test_button_is_on_the_page_of_the_report (Writing *self, gconstpointer data)
{
  GtkWidget *button = test_find (GTK_WIDGET (self->results->view), GTK_TYPE_BUTTON, "_Write Report…");

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_get_mapped (button));
  mok_question_list_select (self->results->list,
                            mok_questionnaire_find_question (mok_cube_get_questionnaire (cube), "al"));
  test_settle ();
  g_assert_false (gtk_widget_get_mapped (button));
}

static void
test_pages_turn (Writing *self, gconstpointer data)
{
  const guint n = count_pages (self);
  g_autofree char *first = g_strdup_printf ("1 / %u", n);
  g_autofree char *second = g_strdup_printf ("2 / %u", n);

  g_assert_cmpuint (n, >, 10);
  g_assert_cmpuint (mok_report_preview_get_page (self->preview), ==, 0);
  g_assert_nonnull (test_find (self->dialog, GTK_TYPE_LABEL, first));
  gtk_widget_activate_action (GTK_WIDGET (self->preview), "preview.previous", NULL);
  g_assert_cmpuint (mok_report_preview_get_page (self->preview), ==, 0);
  gtk_widget_activate_action (GTK_WIDGET (self->preview), "preview.next", NULL);
  g_assert_cmpuint (mok_report_preview_get_page (self->preview), ==, 1);
  g_assert_nonnull (test_find (self->dialog, GTK_TYPE_LABEL, second));
  for (guint i = 0; i < n + 3; i++)
    gtk_widget_activate_action (GTK_WIDGET (self->preview), "preview.next", NULL);
  g_assert_cmpuint (mok_report_preview_get_page (self->preview), ==, n - 1);
}

static void
test_pages_follow_what_is_chosen (Writing *self, gconstpointer data)
{
  g_autoptr (MokReport) whole = mok_report_ref (mok_report_preview_get_report (self->preview));
  GtkWidget *summary = results_find_row (self->dialog, "Summary");
  GtkWidget *figures = results_find_row (self->dialog, "Chosen figures");

  g_assert_cmpint (mok_report_get_page_of (whole, "summary"), ==, 0);
  g_assert_cmpint (mok_report_get_page_of (whole, "pinned"), >, 0);
  g_assert_nonnull (summary);
  g_assert_nonnull (figures);
  gtk_switch_set_active (GTK_SWITCH (test_find (summary, GTK_TYPE_SWITCH, NULL)), FALSE);
  wait_for_other_report (self, whole);
  g_assert_cmpint (mok_report_get_page_of (mok_report_preview_get_report (self->preview), "summary"), ==, -1);
  g_assert_cmpint (mok_report_get_page_of (mok_report_preview_get_report (self->preview), "pinned"), >, 0);

  g_autoptr (MokReport) english = mok_report_ref (mok_report_preview_get_report (self->preview));
  adw_combo_row_set_selected (ADW_COMBO_ROW (test_find (self->dialog, ADW_TYPE_COMBO_ROW, NULL)), 0);
  wait_for_other_report (self, english);
  /* The window goes on in its own language. */
  g_assert_nonnull (results_find_row (self->dialog, "Chosen figures"));
}

static gboolean
has_pdf (gpointer data)
{
  g_autofree char *text = NULL;
  gsize size;

  return g_file_get_contents (data, &text, &size, NULL) && size > 1000 && memcmp (text, "%PDF", 4) == 0;
}

static void
test_saves_a_pdf (Writing *self, gconstpointer data)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "report.pdf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  mok_report_take_write (GTK_WIDGET (self->preview), mok_report_preview_get_report (self->preview), file);
  g_assert_true (test_wait_for (has_pdf, path));
  g_assert_cmpuint (test_folder_count (folder), ==, 1);
}

static void
test_prints_all_pages (Writing *self, gconstpointer data)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "print.pdf", NULL);
  g_autoptr (GtkPrintOperation) operation = mok_report_take_new_print (mok_report_preview_get_report (self->preview));
  g_autoptr (GError) error = NULL;
  int n_pages;

  gtk_print_operation_set_allow_async (operation, FALSE);
  gtk_print_operation_set_export_filename (operation, path);
  g_assert_cmpint (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, &error), ==,
                   GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_no_error (error);
  g_object_get (operation, "n-pages", &n_pages, NULL);
  g_assert_cmpint (n_pages, ==, (int) count_pages (self));
  g_assert_true (has_pdf (path));
}

static void
test_is_no_wider_than_a_phone (Writing *self, gconstpointer data)
{
  int narrowest;

  gtk_widget_measure (self->dialog, GTK_ORIENTATION_HORIZONTAL, -1, &narrowest, NULL, NULL, NULL);
  g_assert_cmpint (narrowest, <=, 360);
}

#define ADD(name, func) g_test_add ("/report-dialog/" name, Writing, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  int status;

  test_ui_init (&argc, &argv);
  /* A report only reads, so one survey does for all. */
  survey = test_survey_new_closed (MOK_DISCLOSURE_STANDARD, "Report", N_RESPONSES);
  cube = mok_closing_load_cube (survey, &error);
  g_assert_no_error (error);
  ADD ("button-is-on-the-page-of-the-report", test_button_is_on_the_page_of_the_report);
  ADD ("pages-turn", test_pages_turn);
  ADD ("pages-follow-what-is-chosen", test_pages_follow_what_is_chosen);
  ADD ("saves-a-pdf", test_saves_a_pdf);
  ADD ("prints-all-pages", test_prints_all_pages);
  ADD ("is-no-wider-than-a-phone", test_is_no_wider_than_a_phone);
  status = g_test_run ();
  mok_cube_unref (cube);
  g_object_unref (survey);
  return status;
}
