/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A passphrase that is typed: asked twice, never shown, and the terminal is as before afterwards. */

/* forkpty() */
#define _GNU_SOURCE

#include "config.h"

#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "support.h"

typedef struct
{
  pid_t pid;
  int terminal;
  GString *shown;
} Session;

static void
start (Session *self, const char *verb, const char *survey)
{
  const char *program = g_getenv ("MOKSORI_CLI");

  self->shown = g_string_new (NULL);
  self->pid = forkpty (&self->terminal, NULL, NULL, NULL);
  g_assert_cmpint (self->pid, >=, 0);
  if (self->pid == 0)
    {
      if (strcmp (verb, "new") == 0)
        execl (program, program, verb, survey, "--form", cli_path ("form.csv"), "--disclosure", "open", NULL);
      else
        execl (program, program, verb, survey, NULL);
      _exit (127);
    }
}

/* Reads what the program shows until @word comes, or until it ends if @word is NULL. */
static void
wait_for (Session *self, const char *word)
{
  while (word == NULL || strstr (self->shown->str, word) == NULL)
    {
      struct pollfd ready = { .fd = self->terminal, .events = POLLIN };
      char buffer[256];
      gssize n;

      g_assert_cmpint (poll (&ready, 1, 60000), ==, 1);
      n = read (self->terminal, buffer, sizeof buffer);
      if (n <= 0)
        break;
      g_string_append_len (self->shown, buffer, n);
    }
  g_assert_true (word == NULL || strstr (self->shown->str, word) != NULL);
}

static gboolean
has_echo (Session *self)
{
  struct termios state;

  g_assert_cmpint (tcgetattr (self->terminal, &state), ==, 0);
  return (state.c_lflag & ECHO) != 0;
}

/* Types a line at a prompt that ends in @prompt, and forgets what was shown so far. */
static void
type (Session *self, const char *prompt, const char *line)
{
  wait_for (self, prompt);
  g_assert_false (has_echo (self));
  g_string_truncate (self->shown, 0);
  g_assert_cmpint (write (self->terminal, line, strlen (line)), ==, strlen (line));
}

/* Returns: what waitpid() says of the end */
static int
finish (Session *self)
{
  int status;

  wait_for (self, NULL);
  g_assert_cmpint (waitpid (self->pid, &status, 0), ==, self->pid);
  g_assert_null (strstr (self->shown->str, "horse"));
  g_string_free (self->shown, TRUE);
  close (self->terminal);
  return status;
}

static void
test_a_typed_passphrase_opens_the_survey (void)
{
  g_autoptr (CliRun) simulated = NULL;
  Session session;
  int status;

  cli_set_up ();
  start (&session, "new", cli_path ("s.moksori"));
  type (&session, "survey: ", "a typed horse\n");
  type (&session, "again: ", "a typed horse\n");
  status = finish (&session);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);

  simulated = cli_run (NULL, "simulate", cli_path ("s.moksori"), "-n", "1", NULL);
  cli_assert_done (simulated);
  start (&session, "close", cli_path ("s.moksori"));
  type (&session, "survey: ", "another horse\n");
  g_assert_cmpint (WEXITSTATUS (finish (&session)), ==, 1);

  start (&session, "close", cli_path ("s.moksori"));
  type (&session, "survey: ", "a typed horse\n");
  g_assert_cmpint (WEXITSTATUS (finish (&session)), ==, 0);
  cli_tear_down ();
}

static void
test_two_different_passphrases (void)
{
  Session session;

  cli_set_up ();
  start (&session, "new", cli_path ("s.moksori"));
  type (&session, "survey: ", "a typed horse\n");
  type (&session, "again: ", "a typed house\n");
  wait_for (&session, "differ");
  g_assert_cmpint (WEXITSTATUS (finish (&session)), ==, 1);
  g_assert_false (g_file_test (cli_path ("s.moksori"), G_FILE_TEST_EXISTS));
  cli_tear_down ();
}

static void
test_an_interrupt_restores_the_terminal (void)
{
  Session session;
  int status;

  cli_set_up ();
  start (&session, "new", cli_path ("s.moksori"));
  type (&session, "survey: ", "a typed ho\003");
  g_assert_cmpint (waitpid (session.pid, &status, 0), ==, session.pid);
  g_assert_true (WIFSIGNALED (status));
  g_assert_cmpint (WTERMSIG (status), ==, SIGINT);
  g_assert_true (has_echo (&session));
  g_string_free (session.shown, TRUE);
  close (session.terminal);
  g_assert_false (g_file_test (cli_path ("s.moksori"), G_FILE_TEST_EXISTS));
  cli_tear_down ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/prompt/a-typed-passphrase-opens-the-survey", test_a_typed_passphrase_opens_the_survey);
  g_test_add_func ("/cli/prompt/two-different-passphrases", test_two_different_passphrases);
  g_test_add_func ("/cli/prompt/an-interrupt-restores-the-terminal", test_an_interrupt_restores_the_terminal);
  return g_test_run ();
}
