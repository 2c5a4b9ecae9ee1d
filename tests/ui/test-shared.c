/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A shared computer without its processes: what the host keeps, what a visit asks of it, and when a visit is over.
 * The processes themselves are in tests/e2e.
 */

#include "config.h"

#include <sodium.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "interview/mok-record.h"
#include "respond/mok-end-page.h"
#include "respond/mok-promise-page.h"
#include "respond/mok-question-page.h"
#include "respond/mok-respond-page-private.h"
#include "respond/mok-shared-keeper.h"
#include "respond/mok-shared-wire.h"
#include "support.h"

#define END_CODE "12345678"
#define IDLE_MINUTES 2

typedef struct
{
  char *path; /* (owned) */
  MokBox *box;
  MokQuestionnaire *questionnaire;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  const MokBoxOptions options = { .end_code = END_CODE, .idle_minutes = IDLE_MINUTES };
  guint8 public_key[crypto_box_PUBLICKEYBYTES], secret_key[crypto_box_SECRETKEYBYTES];
  g_autofree char *folder = g_dir_make_tmp ("moksori-shared-XXXXXX", NULL);
  g_autoptr (MokManifest) manifest = NULL;
  g_autoptr (GError) error = NULL;

  crypto_box_keypair (public_key, secret_key);
  self->questionnaire = test_questionnaire_short ();
  manifest = mok_manifest_new (self->questionnaire, NULL, MOK_DISCLOSURE_STANDARD, public_key, "2026-11-22", 0);
  self->path = g_build_filename (folder, "box.mokbox", NULL);
  mok_box_create (self->path, manifest, &options, NULL, &error);
  g_assert_no_error (error);
  self->box = mok_box_open (self->path, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = g_path_get_dirname (self->path);

  g_assert_finalize_object (self->box);
  mok_questionnaire_unref (self->questionnaire);
  g_unlink (self->path);
  g_rmdir (folder);
  g_free (self->path);
}

static guint
count_taken (Fixture *self)
{
  MokBoxStatus status;

  g_assert_true (mok_box_get_status (self->box, &status, NULL));
  return status.taken;
}

/* --- The host's part. */

static GBytes *
seal_empty (MokBox *box)
{
  MokManifest *manifest = mok_box_get_manifest (box);
  MokQuestionnaire *questionnaire = mok_manifest_get_questionnaire (manifest);
  g_autoptr (MokRecordLayout) layout = mok_record_layout_new (questionnaire);
  g_autoptr (MokAnswers) answers = mok_answers_new (questionnaire);
  g_autoptr (MokSecret) record = mok_record_encode (layout, mok_manifest_get_digest (manifest), answers);
  g_autoptr (MokSecret) comment = mok_comment_encode (layout, answers);
  g_autoptr (GError) error = NULL;
  GBytes *sealed = mok_box_seal (box, record, comment, NULL, &error);

  g_assert_no_error (error);
  return sealed;
}

static gboolean
submit (MokSharedKeeper *keeper, MokBox *box, gboolean *held)
{
  g_autoptr (GBytes) sealed = seal_empty (box);

  return mok_shared_keeper_submit (keeper, sealed, held, NULL);
}

static void
test_keeper_writes_at_once (Fixture *self, gconstpointer data)
{
  g_autoptr (MokSharedKeeper) keeper = mok_shared_keeper_new (self->box, FALSE);
  gboolean held = TRUE;

  for (guint i = 1; i <= 3; i++)
    {
      g_assert_true (submit (keeper, self->box, &held));
      g_assert_false (held);
      g_assert_cmpuint (count_taken (self), ==, i);
    }
}

static void
test_keeper_holds_until_five (Fixture *self, gconstpointer data)
{
  g_autoptr (MokSharedKeeper) keeper = mok_shared_keeper_new (self->box, TRUE);
  gboolean held;

  for (guint i = 1; i <= 12; i++)
    {
      g_assert_true (submit (keeper, self->box, &held));
      g_assert_cmpint (held, ==, i % MOK_SHARED_HOLD != 0);
      g_assert_cmpuint (count_taken (self), ==, i - i % MOK_SHARED_HOLD);
      g_assert_cmpuint (mok_shared_keeper_get_n_held (keeper), ==, i % MOK_SHARED_HOLD);
    }
  g_assert_true (mok_shared_keeper_write (keeper, NULL));
  g_assert_cmpuint (count_taken (self), ==, 12);
  g_assert_true (mok_shared_keeper_write (keeper, NULL));
  g_assert_cmpuint (count_taken (self), ==, 12);
}

/* The fifth cannot be written: it is refused, and the four that were told “held” are still there. */
static void
test_keeper_keeps_what_it_cannot_write (Fixture *self, gconstpointer data)
{
  g_autoptr (MokSharedKeeper) keeper = mok_shared_keeper_new (self->box, TRUE);
  g_autofree char *away = g_strconcat (self->path, ".away", NULL);
  g_autoptr (GPtrArray) sealed = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  gboolean held;

  for (guint i = 0; i < 5; i++)
    g_ptr_array_add (sealed, seal_empty (self->box));
  for (guint i = 0; i < 4; i++)
    g_assert_true (mok_shared_keeper_submit (keeper, sealed->pdata[i], &held, NULL));
  g_assert_cmpint (g_rename (self->path, away), ==, 0);
  g_assert_false (mok_shared_keeper_submit (keeper, sealed->pdata[4], &held, NULL));
  g_assert_cmpuint (mok_shared_keeper_get_n_held (keeper), ==, 4);
  g_assert_false (mok_shared_keeper_write (keeper, NULL));
  g_assert_cmpint (g_rename (away, self->path), ==, 0);
  g_assert_true (mok_shared_keeper_submit (keeper, sealed->pdata[4], &held, NULL));
  g_assert_false (held);
  g_assert_cmpuint (count_taken (self), ==, 5);
}

static gint64
get_clock (gpointer data)
{
  return *(gint64 *) data;
}

static void
test_wrong_end_codes_take_longer_and_longer (Fixture *self, gconstpointer data)
{
  static const gint64 pauses[] = { 5, 10, 20, 40, 60, 60, 60 };
  g_autoptr (MokSharedKeeper) keeper = mok_shared_keeper_new (self->box, FALSE);
  gint64 now = 77;

  mok_shared_keeper_set_clock (keeper, get_clock, &now);
  for (gsize i = 0; i < G_N_ELEMENTS (pauses); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (mok_shared_keeper_check_end_code (keeper, "00000000", &error));
      g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_PASSPHRASE);
      /* Until the pause is over not even the right one counts, and asking does not make it longer. */
      now += pauses[i] * G_TIME_SPAN_SECOND - 1;
      for (guint k = 0; k < 3; k++)
        g_assert_false (mok_shared_keeper_check_end_code (keeper, END_CODE, NULL));
      now += 1;
    }
  g_assert_true (mok_shared_keeper_check_end_code (keeper, END_CODE, NULL));
  g_assert_false (mok_shared_keeper_check_end_code (keeper, "1", NULL));
  now += 5 * G_TIME_SPAN_SECOND;
  g_assert_true (mok_shared_keeper_check_end_code (keeper, END_CODE, NULL));
}

/* --- A visit's part, with the test as its host. */

typedef struct
{
  MokWindow *window;
  MokRespondPage *page;
  int host;
} Visit;

static Visit *
visit_new (Fixture *fixture, guint8 start)
{
  const MokPromiseFacts facts = { 0 };
  Visit *self = g_new0 (Visit, 1);
  g_autoptr (GByteArray) begin = g_byte_array_new ();
  g_autoptr (MokSharedLink) link = NULL;
  g_autoptr (GError) error = NULL;
  const guint8 first[] = { start, 0, '\0' };
  int sockets[2];

  g_assert_cmpint (socketpair (AF_UNIX, SOCK_SEQPACKET, 0, sockets), ==, 0);
  self->host = sockets[0];
  g_byte_array_append (begin, first, sizeof first);
  g_byte_array_append (begin, (const guint8 *) fixture->path, (guint) strlen (fixture->path) + 1);
  g_assert_true (mok_shared_wire_send (self->host, MOK_SHARED_BEGIN, begin->data, begin->len, NULL));
  link = mok_shared_link_new (sockets[1], &error);
  g_assert_no_error (error);
  self->window = test_window_new ();
  self->page = MOK_RESPOND_PAGE (mok_respond_page_new_shared (fixture->box, &facts, link));
  mok_window_push (self->window, GTK_WIDGET (self->page));
  test_settle ();
  return self;
}

static void
visit_end (Visit *self)
{
  /* Its window does not close by itself. */
  test_window_close (self->window);
  close (self->host);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Visit, visit_end)

/* Returns: how the visit wants the next one to begin, or -1 if it has not asked for one */
static int
get_next (Visit *self)
{
  int start = -1;
  char peeked;

  while (recv (self->host, &peeked, 1, MSG_PEEK | MSG_DONTWAIT) > 0)
    {
      g_autoptr (GByteArray) message = mok_shared_wire_receive (self->host, NULL);

      if (message->data[0] == MOK_SHARED_NEXT)
        {
          g_assert_cmpint (start, ==, -1);
          start = message->data[1];
        }
    }
  return start;
}

static void
begin (Visit *self)
{
  GtkWidget *button = test_find (mok_respond_page_get_place (self->page), GTK_TYPE_BUTTON, "Begin");

  g_signal_emit_by_name (button, "clicked");
  g_assert_nonnull (mok_respond_page_get_interview (self->page));
}

static void
test_visit_is_over_once_it_is_erased (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Visit) self = visit_new (fixture, MOK_SHARED_PROMISE);

  g_assert_true (MOK_IS_PROMISE_PAGE (mok_respond_page_get_place (self->page)));
  g_assert_cmpint (get_next (self), ==, -1);
  begin (self);
  mok_respond_page_press_escape (self->page);
  mok_respond_page_press_escape (self->page);
  g_assert_cmpint (get_next (self), ==, MOK_END_ERASED);
  /* Until the next process is there nobody can begin in this one. */
  mok_respond_page_start_over (self->page);
  g_assert_null (mok_respond_page_get_interview (self->page));
  g_assert_cmpint (get_next (self), ==, -1);
}

/* The test is the clock. */
static void
test_absence_erases_after_the_box_s_time (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Visit) self = visit_new (fixture, MOK_SHARED_PROMISE);

  begin (self);
  for (guint i = 0; i < IDLE_MINUTES * 60 - 1; i++)
    mok_idle_watch_tick (self->page->idle);
  g_assert_false (gtk_revealer_get_reveal_child (self->page->notice));
  mok_idle_watch_tick (self->page->idle);
  g_assert_true (gtk_revealer_get_reveal_child (self->page->notice));
  g_assert_nonnull (
      test_find (GTK_WIDGET (self->page), GTK_TYPE_LABEL, "Still there? Everything is erased in 60 seconds."));

  /* A key calls it off, and it begins from the start. */
  g_assert_true (mok_idle_watch_touch (self->page->idle));
  g_assert_false (gtk_revealer_get_reveal_child (self->page->notice));
  for (guint i = 0; i < IDLE_MINUTES * 60 + 59; i++)
    mok_idle_watch_tick (self->page->idle);
  g_assert_nonnull (mok_respond_page_get_interview (self->page));
  mok_idle_watch_tick (self->page->idle);
  g_assert_null (mok_respond_page_get_interview (self->page));
  g_assert_true (MOK_IS_END_PAGE (mok_respond_page_get_place (self->page)));
  g_assert_cmpint (get_next (self), ==, MOK_END_ERASED);
}

/* Who only looks, chooses a language and leaves: the next one finds the usual one. */
static void
test_looking_is_forgotten_too (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Visit) self = visit_new (fixture, MOK_SHARED_PROMISE);

  mok_respond_page_touch (self->page);
  for (guint i = 0; i < 89; i++)
    mok_idle_watch_tick (self->page->rest);
  g_assert_cmpint (get_next (self), ==, -1);
  mok_idle_watch_tick (self->page->rest);
  g_assert_cmpint (get_next (self), ==, MOK_SHARED_PROMISE);
}

/* The neutral page stays; the page of somebody who has submitted gives way to the promise. */
static void
test_fresh_process_shows_how_the_last_visit_ended (Fixture *fixture, gconstpointer data)
{
  g_autoptr (Visit) erased = visit_new (fixture, MOK_END_ERASED);
  g_autoptr (Visit) held = visit_new (fixture, MOK_END_HELD);
  g_autoptr (Visit) sealed = visit_new (fixture, MOK_END_SEALED);

  g_assert_nonnull (test_find (GTK_WIDGET (erased->page), GTK_TYPE_LABEL, "Everything was erased"));
  g_assert_null (test_find (GTK_WIDGET (erased->page), GTK_TYPE_BUTTON, "Done"));
  g_assert_nonnull (test_find (GTK_WIDGET (held->page), GTK_TYPE_LABEL, mok_end_get_held_note ()));
  for (guint i = 0; i < 90; i++)
    {
      mok_respond_page_touch (erased->page);
      mok_idle_watch_tick (sealed->page->rest);
    }
  g_assert_cmpint (get_next (erased), ==, -1);
  g_assert_cmpint (get_next (sealed), ==, MOK_SHARED_PROMISE);

  g_signal_emit_by_name (test_find (GTK_WIDGET (erased->page), GTK_TYPE_BUTTON, "Start Again"), "clicked");
  g_assert_true (MOK_IS_PROMISE_PAGE (mok_respond_page_get_place (erased->page)));
}

static void
test_nothing_else_of_the_program_is_there (Fixture *fixture, gconstpointer data)
{
  static const char *const actions[] = { "win.open", "win.full-screen", "respond.leave", "respond.share" };
  g_autoptr (Visit) self = visit_new (fixture, MOK_SHARED_PROMISE);
  g_autoptr (GFile) file = g_file_new_for_path (fixture->path);
  const guint n_windows = g_list_model_get_n_items (gtk_window_get_toplevels ());
  gboolean stopped = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_activate_action (GTK_WIDGET (self->page), actions[i], NULL);
  mok_window_open_file (self->window, file);
  g_signal_emit_by_name (self->window, "enable-debugging", FALSE, &stopped);
  test_settle ();
  g_assert_true (mok_window_get_page (self->window) == GTK_WIDGET (self->page));
  g_assert_cmpuint (g_list_model_get_n_items (gtk_window_get_toplevels ()), ==, n_windows);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (self->window)));
}

/* Whatever can be typed into, on every page of a form with a question of every kind. */
static void
test_every_field_is_private (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "hours", "pay", "mood", "since", "word", "comment" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (MokInterview) interview = test_interview_at (names[i]);
      g_autoptr (GtkWidget) page =
          g_object_ref_sink (mok_question_page_new (interview, (guint) mok_interview_get_current (interview), "en"));

      g_assert_cmpuint (test_count_private (page), ==, 1);
    }
}

int
main (int argc, char **argv)
{
  test_ui_init (&argc, &argv);

#define ADD(name, func) g_test_add ("/shared/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("keeper-writes-at-once", test_keeper_writes_at_once);
  ADD ("keeper-holds-until-five", test_keeper_holds_until_five);
  ADD ("keeper-keeps-what-it-cannot-write", test_keeper_keeps_what_it_cannot_write);
  ADD ("wrong-end-codes-take-longer", test_wrong_end_codes_take_longer_and_longer);
  ADD ("visit-is-over-once-erased", test_visit_is_over_once_it_is_erased);
  ADD ("absence-erases-after-the-box-s-time", test_absence_erases_after_the_box_s_time);
  ADD ("looking-is-forgotten-too", test_looking_is_forgotten_too);
  ADD ("fresh-process-shows-how-the-last-visit-ended", test_fresh_process_shows_how_the_last_visit_ended);
  ADD ("nothing-else-is-there", test_nothing_else_of_the_program_is_there);
  ADD ("every-field-is-private", test_every_field_is_private);
  return g_test_run ();
}
