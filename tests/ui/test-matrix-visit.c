/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A visit with a matrix, in a real box: by keys to the end, back and forth, and erased. */

#include "config.h"

#include <sodium.h>

#include <glib/gstdio.h>

#include "respond/mok-matrix-row.h"
#include "respond/mok-matrix-view.h"
#include "respond/mok-respond-page.h"
#include "respond/mok-submit-page.h"
#include "support.h"

static guint
find (MokInterview *interview, const char *name)
{
  return mok_questionnaire_find_question (mok_interview_get_questionnaire (interview), name)->index;
}

typedef struct
{
  char *path; /* (owned) */
  MokWindow *window;
  MokRespondPage *page;
} Visit;

static Visit
begin_visit (void)
{
  Visit self = { NULL };
  g_autofree char *folder = g_dir_make_tmp ("moksori-matrix-XXXXXX", NULL);
  g_autoptr (MokQuestionnaire) questionnaire = test_questionnaire_matrix ();
  g_autoptr (MokManifest) manifest = NULL;
  g_autoptr (MokBox) box = NULL;
  g_autoptr (GError) error = NULL;
  const MokBoxOptions options = { .label = "Ward 3" };
  const MokPromiseFacts facts = { 0 };
  guint8 public_key[crypto_box_PUBLICKEYBYTES];
  guint8 secret_key[crypto_box_SECRETKEYBYTES];

  crypto_box_keypair (public_key, secret_key);
  manifest = mok_manifest_new (questionnaire, NULL, MOK_DISCLOSURE_STANDARD, public_key, "2026-11-22", 0);
  self.path = g_build_filename (folder, "box.mokbox", NULL);
  mok_box_create (self.path, manifest, &options, NULL, &error);
  g_assert_no_error (error);
  box = mok_box_open (self.path, &error);
  g_assert_no_error (error);
  self.window = test_window_new ();
  self.page = MOK_RESPOND_PAGE (mok_respond_page_new (box, &facts));
  mok_window_push (self.window, GTK_WIDGET (self.page));
  test_settle ();
  g_signal_emit_by_name (test_find (mok_respond_page_get_place (self.page), GTK_TYPE_BUTTON, "Begin"), "clicked");
  return self;
}

static void
end_visit (Visit *self)
{
  g_autofree char *folder = g_path_get_dirname (self->path);

  test_window_close (self->window);
  g_unlink (self->path);
  g_rmdir (folder);
  g_free (self->path);
}

static void
press (Visit *self, const char *keys)
{
  for (; *keys != '\0'; keys++)
    g_assert_true (mok_respond_page_press_key (self->page, *keys == '\n' ? GDK_KEY_Return : (guint) *keys, 0));
  test_settle ();
}

static gboolean
shows (Visit *self, GType type, const char *text)
{
  return test_find (mok_respond_page_get_place (self->page), type, text) != NULL;
}

static void
test_visit_by_keys (void)
{
  Visit self = begin_visit ();
  MokInterview *interview = mok_respond_page_get_interview (self.page);
  GtkWidget *row;

  press (&self, "1\n");
  g_assert_true (shows (&self, MOK_TYPE_MATRIX_VIEW, NULL));
  press (&self, "1321");
  g_assert_cmpint (mok_interview_get_answer (interview, find (interview, "night"))->choice, ==, 1);
  /* The second row may not stand; the others wait. */
  press (&self, "\n");
  g_assert_true (shows (&self, GTK_TYPE_LABEL, "Not this one."));
  press (&self, "4\n");
  g_assert_false (shows (&self, MOK_TYPE_MATRIX_VIEW, NULL));
  g_assert_true (mok_respond_page_press_key (self.page, GDK_KEY_Left, GDK_ALT_MASK));
  g_assert_true (shows (&self, MOK_TYPE_MATRIX_VIEW, NULL));
  press (&self, "\n2\n");
  g_assert_true (MOK_IS_SUBMIT_PAGE (mok_respond_page_get_place (self.page)));

  /* The list of answers leads to the page of a row, and from there straight back. */
  g_signal_emit_by_name (test_find (mok_respond_page_get_place (self.page), ADW_TYPE_ACTION_ROW, NULL), "activated");
  g_assert_true (shows (&self, GTK_TYPE_LABEL, "How often did you get each of these?"));
  row = gtk_widget_get_ancestor (
      test_find (mok_respond_page_get_place (self.page), GTK_TYPE_LABEL, "Public holidays off"), ADW_TYPE_ACTION_ROW);
  g_signal_emit_by_name (row, "activated");
  test_settle ();
  g_assert_true (shows (&self, MOK_TYPE_MATRIX_VIEW, NULL));
  press (&self, "2\n");
  g_assert_true (MOK_IS_SUBMIT_PAGE (mok_respond_page_get_place (self.page)));
  g_assert_cmpint (mok_interview_get_answer (interview, find (interview, "holiday"))->choice, ==, 1);
  end_visit (&self);
}

static void
test_escape_leaves_nothing (void)
{
  Visit self = begin_visit ();
  g_autoptr (MokInterview) interview = g_object_ref (mok_respond_page_get_interview (self.page));

  press (&self, "1\n12");
  g_assert_true (mok_respond_page_press_escape (self.page));
  g_assert_true (mok_respond_page_press_escape (self.page));
  test_settle ();
  g_assert_null (mok_respond_page_get_interview (self.page));
  g_assert_false (shows (&self, MOK_TYPE_MATRIX_ROW, NULL));
  for (guint i = 0; i < 6; i++)
    g_assert_cmpint (mok_interview_get_answer (interview, i)->state, !=, MOK_ANSWER_GIVEN);
  end_visit (&self);
}

int
main (int argc, char **argv)
{
  test_ui_init (&argc, &argv);
  g_test_add_func ("/matrix-visit/by-keys", test_visit_by_keys);
  g_test_add_func ("/matrix-visit/escape-leaves-nothing", test_escape_leaves_nothing);
  return g_test_run ();
}
