/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A shared computer's supervising process: it starts a fresh process for each respondent, brings one back that was
 * killed, and writes what they seal. It has no window, and it keeps the program's name on the session bus, so that
 * opening a file or starting the program elsewhere ends here and shows nothing.
 * Must not see an answer: what comes from a respondent's process is sealed there.
 */

#include "config.h"

#include "respond/mok-shared-host.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#include "base/mok-secret.h"
#include "common/mok-folders.h"
#include "respond/mok-shared-keeper.h"
#include "respond/mok-shared-link.h"
#include "respond/mok-shared-wire.h"

/* So many processes in a row that show no window mean that there is no screen. */
#define MOST_FAILURES 5

/* How long a program that is just ending may still have the name. */
#define NAME_TRIES 30
#define NAME_WAIT (100 * G_TIME_SPAN_MILLISECOND)

/* How long a visit may take to end itself after the end code. */
#define END_SECONDS 5

typedef struct _Host Host;

typedef struct
{
  Host *host;
  GPid pid;
  int fd;
  guint child;  /* source */
  guint socket; /* source */
  gboolean ready;
} Visit;

struct _Host
{
  GMainLoop *loop;
  MokBox *box;
  MokSharedKeeper *keeper;
  gboolean hold;
  Visit *current; /* (nullable): has the screen */
  Visit *next;    /* (nullable): is about to have it */
  guint n_failures;
  gboolean ended; /* by the end code */
  int status;     /* that the program ends with */
};

static void start_visit (Host *self, Visit **place, guint8 start, const char *language);

/* --- What the visits say. */

static void
answer (Visit *visit, gboolean done, gboolean held, const GError *error)
{
  g_autoptr (GByteArray) message = g_byte_array_new ();
  guint8 code = MOK_STORE_ERROR_IO;

  if (done)
    {
      mok_shared_wire_send (visit->fd, held ? MOK_SHARED_HELD : MOK_SHARED_DONE, NULL, 0, NULL);
      return;
    }
  if (error->domain == MOK_STORE_ERROR)
    code = (guint8) error->code;
  g_byte_array_append (message, &code, 1);
  g_byte_array_append (message, (const guint8 *) error->message, (guint) strlen (error->message));
  mok_shared_wire_send (visit->fd, MOK_SHARED_REFUSED, message->data, message->len, NULL);
}

static void
take_response (Visit *visit, const guint8 *data, gsize size)
{
  g_autoptr (GBytes) sealed = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  gboolean held = FALSE;
  const gboolean taken = mok_shared_keeper_submit (visit->host->keeper, sealed, &held, &error);

  answer (visit, taken, held, error);
}

static gboolean
quit_cb (gpointer data)
{
  g_main_loop_quit (((Host *) data)->loop);
  return G_SOURCE_REMOVE;
}

static void
check_end_code (Visit *visit, const guint8 *data, gsize size, gboolean end)
{
  Host *self = visit->host;
  char *code = g_strndup ((const char *) data, size);
  g_autoptr (GError) error = NULL;
  gboolean right = mok_shared_keeper_check_end_code (self->keeper, code, &error);

  mok_memory_wipe (code, strlen (code));
  g_free (code);
  /* A copy that is handed over now has to hold everything, too. */
  right = right && mok_shared_keeper_write (self->keeper, &error);
  self->ended = right && end;
  answer (visit, right, FALSE, error);
  if (self->ended)
    g_timeout_add_seconds (END_SECONDS, quit_cb, self);
}

static void
kill_visit (Visit **place)
{
  Visit *visit = g_steal_pointer (place);

  if (visit == NULL)
    return;
  g_clear_handle_id (&visit->child, g_source_remove);
  g_clear_handle_id (&visit->socket, g_source_remove);
  if (visit->pid > 0)
    {
      kill (visit->pid, SIGKILL);
      waitpid (visit->pid, NULL, 0);
    }
  close (visit->fd);
  g_free (visit);
}

static void
set_ready (Visit *visit)
{
  Host *self = visit->host;

  visit->ready = TRUE;
  self->n_failures = 0;
  if (visit != self->next)
    return;
  kill_visit (&self->current);
  self->current = g_steal_pointer (&self->next);
}

static void
start_next (Visit *visit, const guint8 *data, gsize size)
{
  Host *self = visit->host;

  if (visit == self->current && self->next == NULL && !self->ended && size >= 2 && data[size - 1] == '\0')
    start_visit (self, &self->next, data[0], (const char *) data + 1);
}

static gboolean
message_cb (int fd, GIOCondition condition, gpointer data)
{
  Visit *visit = data;
  g_autoptr (GByteArray) message = (condition & G_IO_IN) != 0 ? mok_shared_wire_receive (fd, NULL) : NULL;

  if (message == NULL)
    {
      visit->socket = 0;
      return G_SOURCE_REMOVE;
    }

  const guint8 *rest = message->data + 1;
  const gsize size = message->len - 1;

  switch (message->data[0])
    {
    case MOK_SHARED_READY:
      set_ready (visit);
      break;
    case MOK_SHARED_NEXT:
      start_next (visit, rest, size);
      break;
    case MOK_SHARED_SUBMIT:
      take_response (visit, rest, size);
      break;
    case MOK_SHARED_CHECK:
    case MOK_SHARED_END:
      check_end_code (visit, rest, size, message->data[0] == MOK_SHARED_END);
      break;
    default:
      break;
    }
  mok_memory_wipe (message->data, message->len);
  return G_SOURCE_CONTINUE;
}

/* --- Their processes. */

static void
give_up (Host *self, const char *why)
{
  g_printerr ("moksori: %s\n", why);
  self->status = 1;
  g_main_loop_quit (self->loop);
}

static void
ended_cb (GPid pid, int status, gpointer data)
{
  Visit *visit = data;
  Host *self = visit->host;
  Visit **place = visit == self->next ? &self->next : &self->current;

  visit->child = 0;
  visit->pid = 0;
  if (!visit->ready)
    self->n_failures++;
  kill_visit (place);
  if (self->ended)
    g_main_loop_quit (self->loop);
  else if (self->n_failures >= MOST_FAILURES)
    give_up (self, _ ("The window of the shared computer cannot be shown."));
  else if (self->next == NULL)
    start_visit (self, place, MOK_SHARED_PROMISE, "");
}

static void
say_begin (Host *self, Visit *visit, guint8 start, const char *language)
{
  const char *path = mok_box_get_path (self->box);
  const guint8 first[] = { start, self->hold ? 1 : 0 };
  g_autoptr (GByteArray) message = g_byte_array_new ();

  g_byte_array_append (message, first, sizeof first);
  g_byte_array_append (message, (const guint8 *) language, (guint) strlen (language) + 1);
  g_byte_array_append (message, (const guint8 *) path, (guint) strlen (path) + 1);
  mok_shared_wire_send (visit->fd, MOK_SHARED_BEGIN, message->data, message->len, NULL);
}

static void
start_visit (Host *self, Visit **place, guint8 start, const char *language)
{
  const char *const arguments[] = { "/proc/self/exe", "moksori", "--shared-visit", NULL };
  const int target = MOK_SHARED_LINK_FD;
  g_autoptr (GError) error = NULL;
  int sockets[2];
  Visit *visit;
  GPid pid;

  if (socketpair (AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets) < 0)
    {
      give_up (self, g_strerror (errno));
      return;
    }
  if (!g_spawn_async_with_pipes_and_fds (NULL, arguments, NULL, G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_FILE_AND_ARGV_ZERO,
                                         NULL, NULL, -1, -1, -1, &sockets[1], &target, 1, &pid, NULL, NULL, NULL,
                                         &error))
    {
      close (sockets[0]);
      close (sockets[1]);
      give_up (self, error->message);
      return;
    }
  close (sockets[1]);
  visit = g_new0 (Visit, 1);
  visit->host = self;
  visit->pid = pid;
  visit->fd = sockets[0];
  visit->child = g_child_watch_add (pid, ended_cb, visit);
  visit->socket = g_unix_fd_add (visit->fd, G_IO_IN | G_IO_HUP, message_cb, visit);
  *place = visit;
  say_begin (self, visit, start, language);
}

/* --- The whole. */

static gboolean
signal_cb (gpointer data)
{
  g_main_loop_quit (((Host *) data)->loop);
  return G_SOURCE_CONTINUE;
}

static void
ignore_cb (void)
{
}

/* Whoever has the program's name gets what is opened elsewhere; nothing is made of it. */
static GApplication *
take_name (GError **error)
{
  for (guint i = 0; i < NAME_TRIES; i++)
    {
      g_autoptr (GApplication) name = g_application_new (APP_ID, G_APPLICATION_HANDLES_OPEN);

      g_signal_connect (name, "activate", ignore_cb, NULL);
      g_signal_connect (name, "open", ignore_cb, NULL);
      if (!g_application_register (name, NULL, error))
        return NULL;
      if (!g_application_get_is_remote (name))
        return g_steal_pointer (&name);
      g_usleep (NAME_WAIT);
    }
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_BUSY,
                       _ ("Moksori is open on this computer. Please close it, then begin again."));
  return NULL;
}

static MokBox *
open_box (GFile *file, GError **error)
{
  g_autofree char *folder = mok_folder_boxes (error);
  g_autofree char *given = g_file_get_path (file);
  g_autofree char *path = NULL;
  g_autoptr (MokBox) box = NULL;
  MokBoxStatus status;

  if (folder == NULL)
    return NULL;
  if (given != NULL)
    {
      g_autofree char *parent = g_path_get_dirname (given);

      if (strcmp (parent, folder) == 0)
        path = g_steal_pointer (&given);
    }
  if (path == NULL)
    path = mok_box_adopt (file, folder, error);
  if (path != NULL)
    box = mok_box_open (path, error);
  if (box == NULL || !mok_box_get_status (box, &status, error))
    return NULL;
  if (status.has_end_code)
    return g_steal_pointer (&box);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                       _ ("This box has no end code, so shared use could not be ended. A box cannot get one later: "
                          "please make a new box with an end code."));
  return NULL;
}

/**
 * mok_shared_host_run:
 * @file: a box with an end code, from anywhere; it is adopted
 * @hold: whether responses are held in memory until five are in
 *
 * Keeps the computer shared until the end code is typed. Diagnostics go to stderr.
 *
 * Returns: what the program ends with
 */
int
mok_shared_host_run (GFile *file, gboolean hold)
{
  static const int signals[] = { SIGHUP, SIGINT, SIGTERM };
  g_autoptr (GError) error = NULL;
  g_autoptr (GApplication) name = NULL;
  Host self = { .hold = hold };

  g_return_val_if_fail (G_IS_FILE (file), 1);

  name = take_name (&error);
  self.box = name != NULL ? open_box (file, &error) : NULL;
  if (self.box == NULL)
    {
      g_printerr ("moksori: %s\n", error->message);
      return 1;
    }
  self.loop = g_main_loop_new (NULL, FALSE);
  self.keeper = mok_shared_keeper_new (self.box, hold);
  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    g_unix_signal_add (signals[i], signal_cb, &self);

  start_visit (&self, &self.current, MOK_SHARED_PROMISE, "");
  if (self.current != NULL)
    g_main_loop_run (self.loop);
  kill_visit (&self.next);
  kill_visit (&self.current);
  if (!mok_shared_keeper_write (self.keeper, &error))
    {
      g_printerr (g_dngettext (GETTEXT_PACKAGE, "moksori: %u response that was held is lost: %s\n",
                               "moksori: %u responses that were held are lost: %s\n",
                               mok_shared_keeper_get_n_held (self.keeper)),
                  mok_shared_keeper_get_n_held (self.keeper), error->message);
      self.status = 1;
    }
  g_object_unref (self.keeper);
  g_object_unref (self.box);
  g_main_loop_unref (self.loop);
  return self.status;
}
