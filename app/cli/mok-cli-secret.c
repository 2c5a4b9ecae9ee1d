/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Secrets come from a file or are typed without echo, never from the command line, which every user of the computer can
 * read. They stay in secret memory.
 */

/* ppoll() */
#define _GNU_SOURCE

#include "config.h"

#include "cli/mok-cli.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define MAX_PASSPHRASE 1024

static void
set_errno_error (GError **error, const char *name)
{
  const int saved = errno;

  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (saved), _ ("%1$s cannot be read: %2$s"), name,
               g_strerror (saved));
}

/* Reads to the end of the file into @secret, which has room for a byte more than the limit and a zero. */
static gboolean
read_all (int fd, MokSecret *secret, gsize *length, const char *name, GError **error)
{
  const gsize room = mok_secret_size (secret) - 1;

  *length = 0;
  while (*length < room)
    {
      const gssize n = read (fd, mok_secret_data (secret) + *length, room - *length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          set_errno_error (error, name);
          return FALSE;
        }
      if (n == 0)
        return TRUE;
      *length += (gsize) n;
    }
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, _ ("%1$s is longer than %2$u bytes."), name,
               (guint) (room - 1));
  return FALSE;
}

/**
 * mok_cli_read_secret:
 * @path: (nullable): a file; %NULL = standard input
 * @limit: the largest number of bytes
 *
 * Returns: (transfer full) (nullable): the whole content, zero-terminated; or %NULL with an error that names the file
 */
MokSecret *
mok_cli_read_secret (const char *path, gsize limit, GError **error)
{
  g_autofree char *name = path != NULL ? g_filename_display_name (path) : g_strdup (_ ("Standard input"));
  g_autoptr (MokSecret) secret = mok_secret_new (limit + 2);
  const int fd = path != NULL ? open (path, O_RDONLY | O_CLOEXEC) : STDIN_FILENO;
  gboolean complete;
  gsize length;

  if (fd < 0)
    {
      set_errno_error (error, name);
      return NULL;
    }
  complete = read_all (fd, secret, &length, name, error);
  if (path != NULL)
    close (fd);
  if (complete && memchr (mok_secret_data (secret), '\0', length) != NULL)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, _ ("%s is not a text file."), name);
      return NULL;
    }
  return complete ? g_steal_pointer (&secret) : NULL;
}

static void
strip_line_end (MokSecret *secret)
{
  char *text = (char *) mok_secret_data (secret);
  gsize length = strlen (text);

  if (length > 0 && text[length - 1] == '\n')
    text[--length] = '\0';
  if (length > 0 && text[length - 1] == '\r')
    text[--length] = '\0';
}

static void
say (int terminal, const char *text)
{
  gsize done = 0;

  while (done < strlen (text))
    {
      const gssize n = write (terminal, text + done, strlen (text) - done);

      if (n <= 0)
        return;
      done += (gsize) n;
    }
}

/* Signals that would leave the terminal without echo if they ended the program at the prompt. */
static const int SIGNALS[] = { SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP };

static volatile sig_atomic_t caught = 0;

static void
catch_signal (int number)
{
  caught = number;
}

/* Waits for a line, or for a signal: between looking for one and sleeping none can slip through. */
static gboolean
wait_for_line (int terminal, const sigset_t *open_mask)
{
  struct pollfd ready = { .fd = terminal, .events = POLLIN };
  int result;

  do
    result = caught == 0 ? ppoll (&ready, 1, NULL, open_mask) : -1;
  while (result < 0 && errno == EINTR && caught == 0);
  return result > 0;
}

/* Asks and reads one line without echo. A signal meanwhile takes effect once the terminal is as it was. */
static gssize
ask_silently (int terminal, const char *prompt, guint8 *line, gsize size)
{
  struct sigaction handlers[G_N_ELEMENTS (SIGNALS)];
  struct sigaction catcher = { .sa_handler = catch_signal };
  struct termios before, silent;
  sigset_t closed_mask, open_mask;
  gssize n;

  if (tcgetattr (terminal, &before) != 0)
    return -1;
  caught = 0;
  sigemptyset (&catcher.sa_mask);
  sigemptyset (&closed_mask);
  for (gsize i = 0; i < G_N_ELEMENTS (SIGNALS); i++)
    sigaddset (&closed_mask, SIGNALS[i]);
  pthread_sigmask (SIG_BLOCK, &closed_mask, &open_mask);
  for (gsize i = 0; i < G_N_ELEMENTS (SIGNALS); i++)
    sigaction (SIGNALS[i], &catcher, &handlers[i]);
  silent = before;
  silent.c_lflag &= ~(tcflag_t) (ECHO | ECHONL);
  silent.c_lflag |= ICANON | ISIG;
  tcsetattr (terminal, TCSAFLUSH, &silent);
  say (terminal, prompt);
  n = wait_for_line (terminal, &open_mask) ? read (terminal, line, size) : -1;
  tcsetattr (terminal, TCSAFLUSH, &before);
  for (gsize i = 0; i < G_N_ELEMENTS (SIGNALS); i++)
    sigaction (SIGNALS[i], &handlers[i], NULL);
  pthread_sigmask (SIG_SETMASK, &open_mask, NULL);
  if (caught != 0)
    raise (caught);
  return n;
}

static MokSecret *
ask (const char *prompt, GError **error)
{
  const int terminal = open ("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
  g_autoptr (MokSecret) secret = mok_secret_new (MAX_PASSPHRASE + 2);
  gssize n;

  if (terminal < 0)
    {
      g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_NXIO,
                           _ ("There is no terminal to ask for the passphrase. Use --passphrase-file."));
      return NULL;
    }
  n = ask_silently (terminal, prompt, mok_secret_data (secret), MAX_PASSPHRASE);
  say (terminal, "\n");
  close (terminal);
  if (n < 0)
    {
      set_errno_error (error, "/dev/tty");
      return NULL;
    }
  mok_secret_data (secret)[n] = '\0';
  return g_steal_pointer (&secret);
}

/**
 * mok_cli_get_passphrase:
 * @path: (nullable): the file that holds it; %NULL = ask in the terminal
 * @prompt: the question
 * @twice: ask again and compare, for a new passphrase
 *
 * Returns: (transfer full) (nullable): the passphrase, zero-terminated, without the line break at its end
 */
MokSecret *
mok_cli_get_passphrase (const char *path, const char *prompt, gboolean twice, GError **error)
{
  g_autoptr (MokSecret) secret = path != NULL ? mok_cli_read_secret (path, MAX_PASSPHRASE, error) : ask (prompt, error);

  if (secret == NULL)
    return NULL;
  strip_line_end (secret);
  if (*mok_secret_data (secret) == '\0')
    {
      g_autofree char *name = path != NULL ? g_filename_display_name (path) : g_strdup ("/dev/tty");

      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, _ ("%s: the passphrase is empty."), name);
      return NULL;
    }
  if (path == NULL && twice)
    {
      g_autoptr (MokSecret) again = ask (_ ("The same again: "), error);

      if (again == NULL)
        return NULL;
      strip_line_end (again);
      if (strcmp ((char *) mok_secret_data (secret), (char *) mok_secret_data (again)) != 0)
        {
          g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, _ ("The two passphrases differ."));
          return NULL;
        }
    }
  return g_steal_pointer (&secret);
}

/**
 * mok_cli_get_passphrases:
 * @survey: what they open
 * @paths: (nullable): the file of the organizer's passphrase, or two of trustees; %NULL = ask in the terminal
 * @passphrases: (out caller-allocates): one passphrase, or two
 *
 * Returns: %FALSE with an error if one cannot be had
 */
gboolean
mok_cli_get_passphrases (MokSurvey *survey, char **paths, MokCliPassphrases *passphrases, GError **error)
{
  MokSurveyStatus status;
  guint n;

  if (!mok_survey_get_status (survey, &status, error))
    return FALSE;
  n = paths != NULL ? g_strv_length (paths) : status.has_trustees ? 2 : 1;
  for (passphrases->n = 0; passphrases->n < n; passphrases->n++)
    {
      MokSecret *secret = mok_cli_get_passphrase (
          paths != NULL ? paths[passphrases->n] : NULL,
          status.has_trustees ? _ ("Passphrase of a trustee: ") : _ ("Passphrase of the survey: "), FALSE, error);

      if (secret == NULL)
        return FALSE;
      passphrases->secrets[passphrases->n] = secret;
      passphrases->texts[passphrases->n] = (const char *) mok_secret_data (secret);
    }
  return TRUE;
}

void
mok_cli_passphrases_clear (MokCliPassphrases *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->secrets); i++)
    g_clear_pointer (&self->secrets[i], mok_secret_unref);
}
