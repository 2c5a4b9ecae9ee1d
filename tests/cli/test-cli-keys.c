/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Keys on the command line: the recovery sheet and back, trustees without one, the notice; and that a running program
 * leaves no core dump.
 */

#include "config.h"

#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "base/mok-init.h"
#include "store/mok-survey.h"

#include "support.h"

/* Any unprivileged user will do. */
#define NOBODY 65534

/* The key of a survey as its sheet says it. */
static void
write_key_file (const char *survey_name, const char *name)
{
  const char *const passphrase = "correct horse";
  g_autoptr (GError) error = NULL;
  g_autoptr (MokSurvey) survey = mok_survey_open (cli_path (survey_name), &error);
  g_autoptr (MokSecret) key = survey != NULL ? mok_survey_write_recovery_key (survey, passphrase, &error) : NULL;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = g_strdelimit (g_strdup ((char *) mok_secret_data (key)), "-", '\n');
  cli_write (name, text);
}

static void
make_survey (const char *name)
{
  g_autoptr (CliRun) made = cli_run (NULL, "new", cli_path (name), "--form", cli_path ("form.csv"), "--passphrase-file",
                                     cli_path ("pass"), NULL);

  cli_assert_done (made);
}

static void
assert_is_private_pdf (const char *name)
{
  g_autoptr (GBytes) bytes = cli_read (name);
  GStatBuf about;

  g_assert_nonnull (bytes);
  g_assert_cmpint (memcmp (g_bytes_get_data (bytes, NULL), "%PDF-", 5), ==, 0);
  g_assert_cmpint (g_stat (cli_path (name), &about), ==, 0);
  g_assert_cmpint (about.st_mode & 0777, ==, 0600);
}

/* What stands on the sheet is what restores the key: every group of @key_name, in its order. */
static void
assert_sheet_says (const char *name, const char *key_name)
{
  g_autofree char *tool = g_find_program_in_path ("pdftotext");
  g_autoptr (GBytes) key = cli_read (key_name);
  g_autofree char *text = g_strndup (g_bytes_get_data (key, NULL), g_bytes_get_size (key));
  g_auto (GStrv) groups = g_strsplit (text, "\n", -1);
  g_autofree char *said = NULL;
  const char *at;

  if (tool == NULL)
    return;

  const char *argv[] = { tool, "-layout", cli_path (name), "-", NULL };

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &said, NULL, NULL, NULL));
  at = said;
  g_assert_cmpuint (g_strv_length (groups), ==, 14);
  for (guint i = 0; groups[i] != NULL; i++)
    {
      at = strstr (at, groups[i]);
      g_assert_nonnull (at);
    }
}

static void
test_the_sheet_restores_the_key (void)
{
  g_autoptr (CliRun) made = NULL;
  g_autoptr (CliRun) recovered = NULL;
  g_autoptr (CliRun) later = NULL;

  cli_set_up ();
  made = cli_run (NULL, "new", cli_path ("s.moksori"), "--form", cli_path ("form.csv"), "--passphrase-file",
                  cli_path ("pass"), "--recovery-sheet", cli_path ("sheet.pdf"), NULL);
  cli_assert_done (made);
  assert_is_private_pdf ("sheet.pdf");
  write_key_file ("s.moksori", "key");
  assert_sheet_says ("sheet.pdf", "key");
  recovered = cli_run (NULL, "recover", cli_path ("s.moksori"), "--key-file", cli_path ("key"), "--passphrase-file",
                       cli_path ("pass2"), NULL);
  cli_assert_done (recovered);
  cli_assert_unchanged ("s.moksori", "passphrase does not open", "recovery-sheet", cli_path ("s.moksori"),
                        "--passphrase-file", cli_path ("pass"), "-o", cli_path ("again.pdf"));
  g_assert_false (g_file_test (cli_path ("again.pdf"), G_FILE_TEST_EXISTS));
  later = cli_run (NULL, "recovery-sheet", cli_path ("s.moksori"), "--passphrase-file", cli_path ("pass2"), "-o",
                   cli_path ("again.pdf"), NULL);
  cli_assert_done (later);
  assert_is_private_pdf ("again.pdf");
  cli_tear_down ();
}

static void
test_wrong_keys_are_named (void)
{
  g_autoptr (GBytes) key = NULL;
  g_autofree char *text = NULL;

  cli_set_up ();
  make_survey ("s.moksori");
  make_survey ("t.moksori");
  write_key_file ("t.moksori", "others");
  write_key_file ("s.moksori", "key");
  cli_assert_unchanged ("s.moksori", "belongs to another survey", "recover", cli_path ("s.moksori"), "--key-file",
                        cli_path ("others"), "--passphrase-file", cli_path ("pass2"));
  key = cli_read ("key");
  text = g_strndup (g_bytes_get_data (key, NULL), g_bytes_get_size (key));
  text[6 * 8 + 1] = text[6 * 8 + 1] == 'A' ? 'B' : 'A';
  cli_write ("mistyped", text);
  cli_assert_unchanged ("s.moksori", "Group 9 of the recovery key", "recover", cli_path ("s.moksori"), "--key-file",
                        cli_path ("mistyped"), "--passphrase-file", cli_path ("pass2"));
  cli_assert_unchanged ("s.moksori", "14 groups", "recover", cli_path ("s.moksori"), "--key-file", cli_path ("pass"),
                        "--passphrase-file", cli_path ("pass2"));
  cli_tear_down ();
}

static void
test_trustees_have_no_sheet (void)
{
  g_autoptr (CliRun) made = NULL;
  g_autoptr (CliRun) with_sheet = NULL;

  cli_set_up ();
  with_sheet = cli_run (NULL, "new", cli_path ("s.moksori"), "--form", cli_path ("form.csv"),
                        "--trustee-passphrase-file", cli_path ("pass"), cli_path ("pass2"), cli_path ("pass3"),
                        "--recovery-sheet", cli_path ("sheet.pdf"), NULL);
  cli_assert_refused (with_sheet, 2, "trustees");
  g_assert_false (g_file_test (cli_path ("s.moksori"), G_FILE_TEST_EXISTS));
  made = cli_run (NULL, "new", cli_path ("s.moksori"), "--form", cli_path ("form.csv"), "--trustee-passphrase-file",
                  cli_path ("pass"), cli_path ("pass2"), cli_path ("pass3"), NULL);
  cli_assert_done (made);
  cli_assert_unchanged ("s.moksori", "has trustees", "recovery-sheet", cli_path ("s.moksori"), "--passphrase-file",
                        cli_path ("pass"), "-o", cli_path ("sheet.pdf"));
  cli_assert_unchanged ("s.moksori", "has trustees", "recover", cli_path ("s.moksori"), "--key-file", cli_path ("pass"),
                        "--passphrase-file", cli_path ("pass"));
  g_assert_false (g_file_test (cli_path ("sheet.pdf"), G_FILE_TEST_EXISTS));
  cli_tear_down ();
}

static void
test_the_notice (void)
{
  g_autoptr (CliRun) notice = NULL;
  g_autoptr (CliRun) again = NULL;
  g_autoptr (CliRun) nameless = NULL;

  cli_set_up ();
  make_survey ("s.moksori");
  notice = cli_run (NULL, "notice", cli_path ("s.moksori"), "--lang", "ko", "-o", cli_path ("notice.pdf"), NULL);
  cli_assert_done (notice);
  assert_is_private_pdf ("notice.pdf");
  again = cli_run (NULL, "notice", cli_path ("s.moksori"), "-o", cli_path ("notice.pdf"), NULL);
  cli_assert_refused (again, 1, "notice.pdf");
  nameless = cli_run (NULL, "notice", cli_path ("s.moksori"), "-o", cli_path ("notice.txt"), NULL);
  cli_assert_refused (nameless, 2, ".pdf");
  cli_tear_down ();
}

/* Waits for answers on @input, so that it can be looked at. */
static pid_t
start_waiting (const int input[2])
{
  const pid_t child = fork ();

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      if (geteuid () == 0 && (setgroups (0, NULL) != 0 || setgid (NOBODY) != 0 || setuid (NOBODY) != 0))
        _exit (120);
      dup2 (input[0], STDIN_FILENO);
      close (input[1]);
      execl (g_getenv ("MOKSORI_CLI"), "moksori-cli", "answer", cli_path ("b.mokbox"), NULL);
      _exit (121);
    }
  return child;
}

/* Files of a process that must not be dumped belong to root, whoever runs it. */
static gboolean
forbids_dumps (pid_t child)
{
  g_autofree char *limits_path = g_strdup_printf ("/proc/%d/limits", (int) child);
  g_autofree char *memory_path = g_strdup_printf ("/proc/%d/mem", (int) child);
  g_autofree char *limits = NULL;
  GStatBuf about;

  if (!g_file_get_contents (limits_path, &limits, NULL, NULL) || g_stat (memory_path, &about) != 0)
    return FALSE;
  return about.st_uid == 0 && g_regex_match_simple ("^Max core file size +0 +0 ", limits, G_REGEX_MULTILINE, 0);
}

static void
test_no_core_dump (void)
{
  g_autoptr (CliRun) box = NULL;
  int input[2];
  pid_t child;
  gboolean forbidden = FALSE;

  if (!g_file_test ("/proc/self/limits", G_FILE_TEST_EXISTS))
    {
      g_test_skip ("there is no /proc");
      return;
    }
  cli_set_up ();
  make_survey ("s.moksori");
  box = cli_run (NULL, "box", cli_path ("s.moksori"), "-o", cli_path ("b.mokbox"), NULL);
  cli_assert_done (box);
  g_chmod (cli_path ("b.mokbox"), 0644);
  g_assert_cmpint (pipe (input), ==, 0);
  child = start_waiting (input);
  for (guint i = 0; i < 500 && !forbidden; i++)
    {
      g_usleep (20000);
      forbidden = forbids_dumps (child);
    }
  kill (child, SIGKILL);
  waitpid (child, NULL, 0);
  close (input[0]);
  close (input[1]);
  g_assert_true (forbidden);
  cli_tear_down ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  mok_init ();
  g_test_add_func ("/cli/keys/the-sheet-restores-the-key", test_the_sheet_restores_the_key);
  g_test_add_func ("/cli/keys/wrong-keys-are-named", test_wrong_keys_are_named);
  g_test_add_func ("/cli/keys/trustees-have-no-sheet", test_trustees_have_no_sheet);
  g_test_add_func ("/cli/keys/the-notice", test_the_notice);
  g_test_add_func ("/cli/keys/no-core-dump", test_no_core_dump);
  return g_test_run ();
}
