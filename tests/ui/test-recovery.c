/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The recovery sheet in the window: asked for with the passphrase, and typed back to set another one. */

#include "config.h"

#include <string.h>

#include "organize/mok-box-dialog.h"
#include "organize/mok-comment-dialog.h"
#include "organize/mok-organize-page.h"
#include "organize/mok-organize.h"
#include "organize/mok-passphrase-group.h"
#include "organize/mok-recover-dialog.h"
#include "organize/mok-sheet-dialog.h"
#include "organize/mok-unlock-group.h"
#include "respond/mok-code-page.h"
#include "store/mok-store-error.h"

#include "organize-samples.h"

#define N_GROUPS 14
#define NEW_PASSPHRASE "nine loud wards in the morning"

typedef struct
{
  MokSurvey *survey; /* (owned) */
  MokWindow *window;
  MokOrganizePage *page;
} Fixture;

static gboolean
is_idle (gpointer data)
{
  Fixture *self = data;

  return !mok_survey_session_is_busy (mok_organize_page_get_session (self->page));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->survey = test_survey_new (MOK_DISCLOSURE_STANDARD, "Two wards");
  self->window = test_window_new ();
  self->page = MOK_ORGANIZE_PAGE (mok_organize_page_new (self->survey));
  mok_window_push (self->window, GTK_WIDGET (self->page));
  g_assert_true (test_wait_for (is_idle, self));
  test_settle ();
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  test_window_close (self->window);
  g_assert_finalize_object (self->survey);
  test_surveys_remove ();
}

static GtkWidget *
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (g_type_is_a (G_OBJECT_TYPE (window), type) && gtk_widget_get_visible (GTK_WIDGET (window)))
        return GTK_WIDGET (window);
    }
  return NULL;
}

static void
find_all (GtkWidget *top, GType type, GPtrArray *found)
{
  for (GtkWidget *child = gtk_widget_get_first_child (top); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (g_type_is_a (G_OBJECT_TYPE (child), type))
      g_ptr_array_add (found, child);
    else
      find_all (child, type, found);
}

static void
type_group (GPtrArray *entries, guint i, const char *text, gsize length)
{
  g_autofree char *group = g_strndup (text, length);

  gtk_editable_set_text (g_ptr_array_index (entries, i), group);
}

static void
click (GtkWidget *top, const char *label)
{
  GtkWidget *button = test_find (top, GTK_TYPE_BUTTON, label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

static gboolean
opens (MokSurvey *survey, const char *passphrase)
{
  g_autoptr (MokSecret) key = mok_survey_unlock (survey, &passphrase, 1, NULL);

  return key != NULL;
}

static int
get_least_width (GtkWidget *widget)
{
  int width;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  return width;
}

static void
test_a_new_passphrase (Fixture *self, gconstpointer data)
{
  const char *const old = TEST_PASSPHRASE;
  g_autoptr (MokSecret) key = mok_survey_write_recovery_key (self->survey, old, NULL);
  const char *text = (char *) mok_secret_data (key);
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();
  g_autoptr (GPtrArray) passphrases = g_ptr_array_new ();
  GtkWidget *dialog;

  gtk_widget_activate_action (GTK_WIDGET (self->page), "survey.recover", NULL);
  test_settle ();
  dialog = find_window (MOK_TYPE_RECOVER_DIALOG);
  g_assert_nonnull (dialog);
  find_all (dialog, GTK_TYPE_ENTRY, entries);
  find_all (dialog, ADW_TYPE_PASSWORD_ENTRY_ROW, passphrases);
  g_assert_cmpuint (entries->len, ==, N_GROUPS);
  g_assert_cmpint (get_least_width (dialog), <=, 360);
  g_assert_cmpuint (passphrases->len, ==, 2);
  for (guint i = 0; i < N_GROUPS; i++)
    type_group (entries, i, text + 6 * i, 5);

  /* Without a passphrase. */
  click (dialog, "_Set the Passphrase");
  g_assert_true (is_idle (self));
  gtk_editable_set_text (g_ptr_array_index (passphrases, 0), NEW_PASSPHRASE);
  gtk_editable_set_text (g_ptr_array_index (passphrases, 1), NEW_PASSPHRASE);

  /* With a mistake. */
  type_group (entries, 2, "00000", 5);
  click (dialog, "_Set the Passphrase");
  g_assert_true (test_wait_long (is_idle, self));
  test_settle ();
  g_assert_nonnull (
      test_find (dialog, GTK_TYPE_LABEL,
                 "Group 3 of the recovery key is not typed as on the sheet. Compare it letter by letter."));
  g_assert_true (opens (self->survey, TEST_PASSPHRASE));

  type_group (entries, 2, text + 6 * 2, 5);
  click (dialog, "_Set the Passphrase");
  g_assert_true (test_wait_long (is_idle, self));
  test_settle ();
  g_assert_null (find_window (MOK_TYPE_RECOVER_DIALOG));
  g_assert_false (opens (self->survey, TEST_PASSPHRASE));
  g_assert_true (opens (self->survey, NEW_PASSPHRASE));
}

static void
keep_key (GObject *source, GAsyncResult *result, gpointer data)
{
  MokSecret **key = data;

  *key = mok_sheet_dialog_ask_finish (result, NULL);
}

static void
test_the_sheet_takes_the_passphrase (Fixture *self, gconstpointer data)
{
  const char *const passphrase = TEST_PASSPHRASE;
  g_autoptr (MokSecret) expected = mok_survey_write_recovery_key (self->survey, passphrase, NULL);
  MokSecret *key = NULL;
  GtkWidget *dialog;
  GtkEditable *entry;

  mok_sheet_dialog_ask_async (GTK_WINDOW (self->window), mok_organize_page_get_session (self->page), keep_key, &key);
  test_settle ();
  dialog = find_window (MOK_TYPE_SHEET_DIALOG);
  entry = GTK_EDITABLE (test_find (dialog, ADW_TYPE_PASSWORD_ENTRY_ROW, NULL));
  gtk_editable_set_text (entry, "not this one");
  click (dialog, "_Save…");
  g_assert_true (test_wait_long (is_idle, self));
  test_settle ();
  g_assert_nonnull (test_find (dialog, GTK_TYPE_LABEL, "The passphrase does not open the survey."));
  g_assert_null (key);
  gtk_editable_set_text (entry, TEST_PASSPHRASE);
  click (dialog, "_Save…");
  g_assert_true (test_wait_long (is_idle, self));
  test_settle ();
  g_assert_cmpstr ((char *) mok_secret_data (key), ==, (char *) mok_secret_data (expected));
  mok_secret_unref (key);
}

/* Only after a wrong passphrase, and never to trustees. */
static void
test_recovery_is_offered (Fixture *self, gconstpointer data)
{
  MokUnlockGroup *group = g_object_ref_sink (g_object_new (MOK_TYPE_UNLOCK_GROUP, NULL));
  GtkWidget *button = NULL;
  g_autoptr (GPtrArray) buttons = g_ptr_array_new ();

  find_all (GTK_WIDGET (group), GTK_TYPE_BUTTON, buttons);
  for (guint i = 0; i < buttons->len; i++)
    if (g_strcmp0 (gtk_button_get_label (g_ptr_array_index (buttons, i)), "Passphrase lost? Use the _recovery sheet…")
        == 0)
      button = g_ptr_array_index (buttons, i);
  g_assert_nonnull (button);
  g_assert_false (gtk_widget_get_visible (button));
  mok_unlock_group_offer_recovery (group);
  g_assert_true (gtk_widget_get_visible (button));
  /* The margins of a dialog are beside it. */
  g_assert_cmpint (get_least_width (GTK_WIDGET (group)), <=, 300);
  mok_unlock_group_set_trying (group, TRUE);
  g_assert_false (gtk_widget_get_visible (button));
  mok_unlock_group_set_trustees (group, TRUE);
  mok_unlock_group_offer_recovery (group);
  g_assert_false (gtk_widget_get_visible (button));
  g_assert_finalize_object (group);
}

static void
assert_private (GtkWidget *widget, GtkInputPurpose purpose, guint n)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();

  g_assert_cmpuint (test_count_private (widget), ==, n);
  find_all (widget, GTK_TYPE_TEXT, texts);
  for (guint i = 0; i < texts->len; i++)
    g_assert_cmpuint (gtk_text_get_input_purpose (g_ptr_array_index (texts, i)), ==, purpose);
}

/* Wherever a passphrase, a key, a code or what comments said is typed. */
static void
test_every_secret_is_private (Fixture *self, gconstpointer data)
{
  GtkWidget *unlock = g_object_ref_sink (g_object_new (MOK_TYPE_UNLOCK_GROUP, NULL));
  GtkWidget *passphrase = g_object_ref_sink (mok_passphrase_group_new ());
  GtkWidget *code = g_object_ref_sink (mok_code_page_new ("Ward"));
  GtkWindow *box = g_object_new (MOK_TYPE_BOX_DIALOG, NULL);
  GtkWindow *recover = g_object_new (MOK_TYPE_RECOVER_DIALOG, NULL);
  GtkWindow *comments = g_object_new (MOK_TYPE_COMMENT_DIALOG, NULL);
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_autoptr (GPtrArray) summaries = g_ptr_array_new ();
  guint n_codes = 0;

  assert_private (unlock, GTK_INPUT_PURPOSE_PASSWORD, 2);
  assert_private (passphrase, GTK_INPUT_PURPOSE_PASSWORD, 2);
  assert_private (code, GTK_INPUT_PURPOSE_FREE_FORM, 1);
  g_assert_cmpuint (test_count_private (GTK_WIDGET (recover)), >, 10);
  find_all (GTK_WIDGET (box), ADW_TYPE_ENTRY_ROW, rows);
  for (guint i = 0; i < rows->len; i++)
    if (g_str_has_prefix (adw_preferences_row_get_title (g_ptr_array_index (rows, i)), "End code"))
      {
        assert_private (g_ptr_array_index (rows, i), GTK_INPUT_PURPOSE_DIGITS, 1);
        n_codes++;
      }
  g_assert_cmpuint (n_codes, ==, 1);
  find_all (GTK_WIDGET (comments), GTK_TYPE_TEXT_VIEW, summaries);
  g_assert_cmpuint (summaries->len, >, 0);
  for (guint i = 0; i < summaries->len; i++)
    if (gtk_text_view_get_editable (g_ptr_array_index (summaries, i)))
      test_count_private (g_ptr_array_index (summaries, i));
  gtk_window_destroy (box);
  gtk_window_destroy (recover);
  gtk_window_destroy (comments);
  g_object_unref (unlock);
  g_object_unref (passphrase);
  g_object_unref (code);
}

int
main (int argc, char **argv)
{
  test_ui_init (&argc, &argv);
#define ADD(name, func) g_test_add ("/recovery/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("a-new-passphrase", test_a_new_passphrase);
  ADD ("the-sheet-takes-the-passphrase", test_the_sheet_takes_the_passphrase);
  ADD ("is-offered", test_recovery_is_offered);
  ADD ("every-secret-is-private", test_every_secret_is_private);
  return g_test_run ();
}
