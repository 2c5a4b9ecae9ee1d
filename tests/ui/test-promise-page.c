/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The pages around the questions: the words that a person compares with the notice, what the program cannot do for that
 * person, and the rights that the law guarantees.
 */

#include "config.h"

#include <sodium.h>

#include "questionnaire/mok-xlsform.h"
#include "respond/mok-promise-page.h"
#include "respond/mok-rights-page.h"

#include "support.h"

typedef struct
{
  MokManifest *manifest; /* (owned) */
  GtkWidget *page;       /* (owned) */
} Promise;

static Promise *
promise_new (MokDisclosure disclosure, const MokPromiseFacts *facts)
{
  Promise *self = g_new0 (Promise, 1);
  g_autoptr (MokQuestionnaire) questionnaire = test_questionnaire_short ();
  guint8 public_key[crypto_box_PUBLICKEYBYTES];
  guint8 secret_key[crypto_box_SECRETKEYBYTES];

  crypto_box_keypair (public_key, secret_key);
  self->manifest = mok_manifest_new (questionnaire, NULL, disclosure, public_key, "2026-11-22", 0);
  self->page = g_object_ref_sink (mok_promise_page_new (self->manifest, "en", facts));
  return self;
}

static void
promise_free (Promise *self)
{
  g_assert_finalize_object (self->page);
  mok_manifest_unref (self->manifest);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Promise, promise_free)

static gboolean
has_text (Promise *self, const char *text)
{
  return test_find (self->page, GTK_TYPE_LABEL, text) != NULL;
}

/* In the language of the page, and read by a screen reader as one row. */
static void
test_check_words (void)
{
  const MokPromiseFacts facts = { 0 };
  g_autoptr (Promise) self = promise_new (MOK_DISCLOSURE_STANDARD, &facts);
  g_auto (GStrv) words = mok_manifest_dup_words (self->manifest, "en");
  g_autofree char *line = g_strjoinv (" · ", words);
  g_autofree char *list = g_strjoinv (", ", words);
  g_autofree char *spoken = g_strdup_printf ("Check words of this survey: %s.", list);
  GtkWidget *label = test_find (self->page, GTK_TYPE_LABEL, line);

  g_assert_nonnull (label);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (gtk_widget_get_ancestor (label, ADW_TYPE_PREFERENCES_ROW)),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, spoken);
}

/* What the threat model says of standard and of open surveys, in plain words. */
static void
test_limits_are_told (void)
{
  const MokPromiseFacts usual = { 0 };
  const MokPromiseFacts copies_may_stay = { .copies_may_stay = TRUE };
  g_autoptr (Promise) standard = promise_new (MOK_DISCLOSURE_STANDARD, &usual);
  g_autoptr (Promise) open = promise_new (MOK_DISCLOSURE_OPEN, &copies_may_stay);

  g_assert_true (has_text (standard, "What this program cannot protect you from"));
  g_assert_true (has_text (standard, "Eyes and cameras"));
  g_assert_true (has_text (standard, "The organizer"));
  g_assert_true (has_text (standard, "Readers of the results"));
  g_assert_true (has_text (standard, "Invented answers"));
  g_assert_true (has_text (standard, "Pressure"));
  g_assert_false (has_text (standard, "The disk"));
  g_assert_true (has_text (open, "The organizer and everybody else"));
  g_assert_false (has_text (open, "Readers of the results"));
  g_assert_true (has_text (open, "The disk"));
}

/* What nobody checked is not shown as settled law. */
static void
test_rights_say_what_is_not_checked (void)
{
  guint8 key[crypto_box_PUBLICKEYBYTES] = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (MokQuestionnaire) questionnaire = mok_xlsform_load_builtin ("care-workforce", &error);
  g_autoptr (MokManifest) manifest =
      mok_manifest_new (questionnaire, NULL, MOK_DISCLOSURE_STANDARD, key, "2026-11-22", 0);
  g_autoptr (GtkWidget) page = g_object_ref_sink (mok_rights_page_new (manifest, "en"));
  GtkWidget *settled = test_find (page, ADW_TYPE_ACTION_ROW, "Menstrual leave");
  GtkWidget *open = test_find (page, ADW_TYPE_ACTION_ROW, "Shorter hours for childcare");

  g_assert_no_error (error);
  g_assert_null (strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (settled)), "not been checked"));
  g_assert_nonnull (
      strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (open)), "\nWhether the employer may still refuse"));
}

/* Round and round, also past the page's own idea of where to begin. */
static gboolean
tab_reaches (GtkWidget *window, GtkWidget *widget)
{
  for (guint i = 0; i < 20; i++)
    {
      g_signal_emit_by_name (window, "move-focus", GTK_DIR_TAB_FORWARD);
      if (gtk_root_get_focus (GTK_ROOT (window)) == widget)
        return TRUE;
    }
  return FALSE;
}

static void
test_tab_leads_round (void)
{
  const MokPromiseFacts facts = { 0 };
  Promise *self = promise_new (MOK_DISCLOSURE_STANDARD, &facts);
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_child (GTK_WINDOW (window), self->page);
  gtk_window_present (GTK_WINDOW (window));
  test_settle ();
  g_assert_true (tab_reaches (window, test_find (self->page, GTK_TYPE_BUTTON, "Begin")));
  g_assert_true (tab_reaches (window, test_find (self->page, GTK_TYPE_TOGGLE_BUTTON, "한국어")));
  g_assert_true (tab_reaches (window, test_find (self->page, GTK_TYPE_BUTTON, "Begin")));
  gtk_window_destroy (GTK_WINDOW (window));
  test_settle ();
  promise_free (self);
}

int
main (int argc, char **argv)
{
  test_ui_init (&argc, &argv);
  g_test_add_func ("/promise-page/check-words", test_check_words);
  g_test_add_func ("/promise-page/limits-are-told", test_limits_are_told);
  g_test_add_func ("/promise-page/rights-say-what-is-not-checked", test_rights_say_what_is_not_checked);
  g_test_add_func ("/promise-page/tab-leads-round", test_tab_leads_round);
  return g_test_run ();
}
