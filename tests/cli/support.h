/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Running the real moksori-cli in a folder of the test's own. */

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct
{
  int status; /* exit code */
  char *out;  /* (owned) */
  char *err;  /* (owned) */
} CliRun;

/* What the program is up against. */
typedef enum
{
  CLI_NORMAL,
  CLI_SMALL_FILES,  /* no file may grow beyond the limit: a full disk */
  CLI_OTHER_PERSON, /* as a user without rights to the folder; only if the test runs as root */
} CliWorld;

void cli_set_up (void);
void cli_tear_down (void);
const char *cli_path (const char *name);
void cli_write (const char *name, const char *text);
void cli_write_bytes (const char *name, GBytes *bytes);
GBytes *cli_read (const char *name);
void cli_copy (const char *from, const char *to, gsize limit);
void cli_patch (const char *name, gsize offset, const void *bytes, gsize size);

gboolean cli_make_disk (const char *name, gsize size);
void cli_remove_disk (const char *name);

CliRun *cli_run (const char *input, const char *first, ...) G_GNUC_NULL_TERMINATED;
CliRun *cli_run_in (CliWorld world, gsize limit, const char *first, ...) G_GNUC_NULL_TERMINATED;
guint cli_run_together (guint n, const char *input, const char *first, ...) G_GNUC_NULL_TERMINATED;
void cli_run_free (CliRun *self);
JsonNode *cli_json (const CliRun *self);

void cli_make_survey (const char *name, const char *form);
void cli_simulate (const char *name, guint n, guint seed);
void cli_close_survey (const char *name);
JsonObject *cli_get_json (JsonNode **node, CliRun *run);
char *cli_dup_comments_status (const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliRun, cli_run_free)

/* A form of a few questions, and three passphrase files “pass”, “pass2”, “pass3”. */
extern const char CLI_FORM[];

#define cli_assert_done(run)                                                                                           \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    if ((run)->status != 0)                                                                                            \
      g_test_message ("%s%s", (run)->out, (run)->err);                                                                 \
    g_assert_cmpint ((run)->status, ==, 0);                                                                            \
  }                                                                                                                    \
  G_STMT_END

/* Exit code @code, and a message that contains @word. */
#define cli_assert_refused(run, code, word)                                                                            \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    if ((run)->status != (code) || strstr ((run)->err, (word)) == NULL)                                                \
      g_test_message ("status %d, out “%s”, err “%s”", (run)->status, (run)->out, (run)->err);                         \
    g_assert_cmpint ((run)->status, ==, (code));                                                                       \
    g_assert_nonnull (strstr ((run)->err, (word)));                                                                    \
  }                                                                                                                    \
  G_STMT_END

/* Runs a command that must say no: exit code 1, @word in its message, the file as it was. */
#define cli_assert_unchanged(name, word, ...)                                                                          \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    g_autoptr (GBytes) before = cli_read (name);                                                                       \
    g_autoptr (CliRun) refused = cli_run (NULL, __VA_ARGS__, NULL);                                                    \
    g_autoptr (GBytes) after = cli_read (name);                                                                        \
                                                                                                                       \
    cli_assert_refused (refused, 1, word);                                                                             \
    g_assert_cmpstr (refused->out, ==, "");                                                                            \
    g_assert_true (g_bytes_equal (before, after));                                                                     \
  }                                                                                                                    \
  G_STMT_END

G_END_DECLS
