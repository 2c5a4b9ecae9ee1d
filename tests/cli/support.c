/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Running the real moksori-cli in a folder of the test's own. */

/* unshare() */
#define _GNU_SOURCE

#include "config.h"

#include "support.h"

#include <glib/gstdio.h>
#include <grp.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <unistd.h>

#define NOBODY 65534

const char CLI_FORM[] =
    "survey\n"
    ",type,name,label::English (en),label::한국어 (ko),relevant,constraint,constraint_message::English (en),"
    "constraint_message::한국어 (ko),bind::mok:role,bind::mok:ordered\n"
    ",begin_group,you,You,응답자,,,,,,\n"
    ",select_one agree,agree,Do you agree to take part?,참여에 동의합니까?,,,,,screener,\n"
    ",select_one size,size,How many people work there?,몇 명이 일합니까?,,,,,background,yes\n"
    ",end_group,,,,,,,,,\n"
    ",begin_group,work,Work,일,,,,,,\n"
    ",select_one yes_no,leave,Did you get your leave?,휴가를 받았습니까?,,,,,,\n"
    ",select_one yes_no,why,Did anyone give a reason?,이유를 들었습니까?,${leave} = '2',,,,,\n"
    ",select_multiple topic,topics,What matters most?,무엇이 중요합니까?,,count-selected(.) <= 2,Choose up to 2.,"
    "2개까지 골라 주십시오.,,\n"
    ",integer,hours,How many hours a week?,일주일에 몇 시간입니까?,,. >= 0 and . <= 120,From 0 to 120.,0부터 "
    "120까지.,,\n"
    ",text,other,Anything else?,더 할 말이 있습니까?,,,,,free-text,\n"
    ",end_group,,,,,,,,,\n"
    "choices\n"
    ",list_name,name,label::English (en),label::한국어 (ko),mok_kind\n"
    ",agree,1,Yes,예,\n"
    ",agree,2,No,아니요,ends\n"
    ",size,1,1 to 4,1~4명,\n"
    ",size,2,5 or more,5명 이상,\n"
    ",yes_no,1,Yes,예,\n"
    ",yes_no,2,No,아니요,\n"
    ",yes_no,98,Not sure,잘 모르겠습니다,not-sure\n"
    ",yes_no,99,Prefer not to answer,응답하지 않겠습니다,refused\n"
    ",topic,1,Leave,휴가,\n"
    ",topic,2,Pay,임금,\n"
    ",topic,3,Hours,시간,\n"
    ",topic,9,None of these,해당 없음,exclusive\n"
    "settings\n"
    ",form_title,form_id,version,default_language,namespaces\n"
    ",Short survey,short,1,English (en),\"mok=\"\"https://moksori.org/xlsform\"\"\"\n";

static char *folder = NULL;
static GHashTable *paths = NULL;

/* Makes a folder @name on a disk of its own with room for @size bytes, which goes away with the test.
 *
 * Returns: whether the system lets us
 */
gboolean
cli_make_disk (const char *name, gsize size)
{
  g_autofree char *options = g_strdup_printf ("size=%" G_GSIZE_FORMAT ",mode=0755", size);

  if (geteuid () != 0 || unshare (CLONE_NEWNS) != 0 || mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0)
    return FALSE;
  g_mkdir (cli_path (name), 0755);
  return mount ("tmpfs", cli_path (name), "tmpfs", 0, options) == 0;
}

void
cli_remove_disk (const char *name)
{
  umount (cli_path (name));
}

/* A new, empty folder. It is readable for everybody, because one test runs the program as another person. */
void
cli_set_up (void)
{
  g_autoptr (GError) error = NULL;

  folder = g_dir_make_tmp ("moksori-cli-XXXXXX", &error);
  g_assert_no_error (error);
  g_chmod (folder, 0755);
  paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  cli_write ("form.csv", CLI_FORM);
  cli_write ("pass", "correct horse\n");
  cli_write ("pass2", "battery staple\r\n");
  cli_write ("pass3", "third of three");
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_remove (child) != 0)
        remove_folder (child);
    }
  g_remove (path);
}

void
cli_tear_down (void)
{
  remove_folder (folder);
  g_clear_pointer (&paths, g_hash_table_unref);
  g_clear_pointer (&folder, g_free);
}

/* The path of a file in the test's folder; valid until cli_tear_down(). */
const char *
cli_path (const char *name)
{
  const char *path = g_hash_table_lookup (paths, name);

  if (path == NULL)
    {
      char *built = g_build_filename (folder, name, NULL);

      g_hash_table_insert (paths, g_strdup (name), built);
      path = built;
    }
  return path;
}

void
cli_write (const char *name, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (cli_path (name), text, -1, &error);
  g_assert_no_error (error);
}

void
cli_write_bytes (const char *name, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  g_file_set_contents (cli_path (name), data, (gssize) size, &error);
  g_assert_no_error (error);
}

/* The bytes of a file, or NULL if there is none. */
GBytes *
cli_read (const char *name)
{
  char *contents;
  gsize size;

  if (!g_file_get_contents (cli_path (name), &contents, &size, NULL))
    return NULL;
  return g_bytes_new_take (contents, size);
}

/* Copies the first @limit bytes of a file. */
void
cli_copy (const char *from, const char *to, gsize limit)
{
  g_autoptr (GBytes) bytes = cli_read (from);
  g_autoptr (GError) error = NULL;
  gsize size;
  const char *data;

  g_assert_nonnull (bytes);
  data = g_bytes_get_data (bytes, &size);
  g_file_set_contents (cli_path (to), data, (gssize) MIN (size, limit), &error);
  g_assert_no_error (error);
}

void
cli_patch (const char *name, gsize offset, const void *bytes, gsize size)
{
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (cli_path (name), &contents, &length, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (offset + size, <=, length);
  memcpy (contents + offset, bytes, size);
  g_file_set_contents (cli_path (name), contents, (gssize) length, &error);
  g_assert_no_error (error);
}

typedef struct
{
  CliWorld world;
  gsize limit;
} Child;

/* Runs between fork and exec. */
static void
prepare_child (gpointer data)
{
  const Child *child = data;
  const struct rlimit limit = { child->limit, child->limit };

  if (child->world == CLI_SMALL_FILES)
    {
      /* Ignored, the signal lets the write fail instead. */
      signal (SIGXFSZ, SIG_IGN);
      if (setrlimit (RLIMIT_FSIZE, &limit) != 0)
        _exit (120);
    }
  else if (child->world == CLI_OTHER_PERSON)
    {
      if (setgroups (0, NULL) != 0 || setgid (NOBODY) != 0 || setuid (NOBODY) != 0)
        _exit (120);
    }
}

static char *
dup_text (GBytes *bytes)
{
  gsize size = 0;
  const char *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  return size > 0 ? g_strndup (data, size) : g_strdup ("");
}

/* Input comes from a file: a program may end without reading it, which would break a pipe. */
static char *
write_input (const char *input)
{
  g_autoptr (GError) error = NULL;
  char *path = NULL;
  int fd;

  if (input == NULL)
    return g_strdup ("/dev/null");
  fd = g_file_open_tmp ("moksori-cli-input-XXXXXX", &path, &error);
  g_assert_no_error (error);
  g_close (fd, NULL);
  g_file_set_contents (path, input, -1, &error);
  g_assert_no_error (error);
  return path;
}

static CliRun *
run (const char *input, Child *child, GPtrArray *arguments)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autofree char *input_path = write_input (input);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GBytes) out = NULL;
  g_autoptr (GBytes) err = NULL;
  g_autoptr (GError) error = NULL;
  CliRun *self = g_new0 (CliRun, 1);

  g_subprocess_launcher_set_stdin_file_path (launcher, input_path);
  g_subprocess_launcher_set_child_setup (launcher, prepare_child, child, NULL);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) arguments->pdata, &error);
  g_assert_no_error (error);
  g_subprocess_communicate (process, NULL, NULL, &out, &err, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  self->status = g_subprocess_get_exit_status (process);
  self->out = dup_text (out);
  self->err = dup_text (err);
  if (input != NULL)
    g_remove (input_path);
  return self;
}

static GPtrArray *
collect (const char *first, va_list rest)
{
  GPtrArray *arguments = g_ptr_array_new ();
  const char *program = g_getenv ("MOKSORI_CLI");

  g_assert_nonnull (program);
  g_ptr_array_add (arguments, (gpointer) program);
  for (const char *argument = first; argument != NULL; argument = va_arg (rest, const char *))
    g_ptr_array_add (arguments, (gpointer) argument);
  g_ptr_array_add (arguments, NULL);
  return arguments;
}

/* Runs the program with @input on its standard input. */
CliRun *
cli_run (const char *input, const char *first, ...)
{
  g_autoptr (GPtrArray) arguments = NULL;
  Child child = { CLI_NORMAL, 0 };
  va_list rest;

  va_start (rest, first);
  arguments = collect (first, rest);
  va_end (rest);
  return run (input, &child, arguments);
}

CliRun *
cli_run_in (CliWorld world, gsize limit, const char *first, ...)
{
  g_autoptr (GPtrArray) arguments = NULL;
  Child child = { world, limit };
  va_list rest;

  va_start (rest, first);
  arguments = collect (first, rest);
  va_end (rest);
  return run (NULL, &child, arguments);
}

void
cli_run_free (CliRun *self)
{
  g_free (self->out);
  g_free (self->err);
  g_free (self);
}

/* Runs the same command @n times at the same time.
 *
 * Returns: how often it ended with status 0; any other end is 1
 */
guint
cli_run_together (guint n, const char *input, const char *first, ...)
{
  g_autofree GSubprocess **processes = g_new0 (GSubprocess *, n);
  g_autoptr (GPtrArray) arguments = NULL;
  g_autofree char *input_path = write_input (input);
  guint n_done = 0;
  va_list rest;

  va_start (rest, first);
  arguments = collect (first, rest);
  va_end (rest);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GSubprocessLauncher) launcher =
          g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
      g_autoptr (GError) error = NULL;

      g_subprocess_launcher_set_stdin_file_path (launcher, input_path);
      processes[i] = g_subprocess_launcher_spawnv (launcher, (const char *const *) arguments->pdata, &error);
      g_assert_no_error (error);
    }
  for (guint i = 0; i < n; i++)
    {
      g_subprocess_wait (processes[i], NULL, NULL);
      g_assert_true (g_subprocess_get_if_exited (processes[i]));
      g_assert_cmpint (g_subprocess_get_exit_status (processes[i]), <=, 1);
      n_done += g_subprocess_get_exit_status (processes[i]) == 0 ? 1 : 0;
      g_object_unref (processes[i]);
    }
  if (input != NULL)
    g_remove (input_path);
  return n_done;
}

/* Standard output as JSON. */
JsonNode *
cli_json (const CliRun *self)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (self->out, &error);

  g_assert_no_error (error);
  return node;
}

/* A survey that protects answers, opened by “pass”. @form: a path, or the name of a form inside the program */
void
cli_make_survey (const char *name, const char *form)
{
  g_autoptr (CliRun) run =
      cli_run (NULL, "new", cli_path (name), "--form", form, "--passphrase-file", cli_path ("pass"), NULL);

  cli_assert_done (run);
}

void
cli_simulate (const char *name, guint n, guint seed)
{
  g_autofree char *count = g_strdup_printf ("%u", n);
  g_autofree char *start = g_strdup_printf ("%u", seed);
  g_autoptr (CliRun) run = cli_run (NULL, "simulate", cli_path (name), "-n", count, "--seed", start, NULL);

  cli_assert_done (run);
}

/* Closes a survey that protects answers. */
void
cli_close_survey (const char *name)
{
  g_autoptr (CliRun) run =
      cli_run (NULL, "close", cli_path (name), "--passphrase-file", cli_path ("pass"), "--json", NULL);
  g_autoptr (JsonNode) node = NULL;

  cli_assert_done (run);
  node = cli_json (run);
  g_assert_false (json_object_get_null_member (json_node_get_object (node), "certificate"));
}

/* Standard output of a run that succeeds, as JSON. @node: holds it. Takes @run. */
JsonObject *
cli_get_json (JsonNode **node, CliRun *run)
{
  cli_assert_done (run);
  g_clear_pointer (node, json_node_unref);
  *node = cli_json (run);
  cli_run_free (run);
  return json_node_get_object (*node);
}

/* What status says of the comments of a closed survey. */
char *
cli_dup_comments_status (const char *name)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *status = cli_get_json (&node, cli_run (NULL, "status", cli_path (name), "--json", NULL));

  return g_strdup (json_object_get_string_member_with_default (status, "comments", NULL));
}
