/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Options, output and forms for all verbs. Data goes to standard output, everything said about it to standard error,
 * both in UTF-8 whatever the locale, because scripts read them.
 */

#include "config.h"

#include "cli/mok-cli.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "questionnaire/mok-xlsform.h"

static gboolean progress_shown = FALSE;

static void
write_line (FILE *stream, const char *prefix, const char *format, va_list values)
{
  g_autofree char *text = g_strdup_vprintf (format, values);

  fputs (prefix, stream);
  fputs (text, stream);
}

/**
 * mok_cli_print:
 *
 * Writes to standard output, without adding a line break. Whether that worked is told at the end of the program.
 */
void
mok_cli_print (const char *format, ...)
{
  va_list values;

  va_start (values, format);
  write_line (stdout, "", format, values);
  va_end (values);
}

/**
 * mok_cli_warn:
 *
 * Writes one line to standard error.
 */
void
mok_cli_warn (const char *format, ...)
{
  va_list values;

  mok_cli_end_progress ();
  va_start (values, format);
  write_line (stderr, "moksori-cli: ", format, values);
  va_end (values);
  fputc ('\n', stderr);
}

/**
 * mok_cli_usage:
 *
 * Says what is wrong with the command line.
 *
 * Returns: %MOK_CLI_USAGE
 */
MokCliStatus
mok_cli_usage (MokCli *self, const char *format, ...)
{
  va_list values;

  va_start (values, format);
  write_line (stderr, "moksori-cli: ", format, values);
  va_end (values);
  fputc ('\n', stderr);
  mok_cli_warn (_ ("“moksori-cli %s --help” describes the options."), self->verb->name);
  return MOK_CLI_USAGE;
}

/**
 * mok_cli_fail:
 * @error: what went wrong; its message names the file
 *
 * Returns: %MOK_CLI_REFUSED
 */
MokCliStatus
mok_cli_fail (const GError *error)
{
  mok_cli_warn ("%s", error->message);
  return MOK_CLI_REFUSED;
}

/**
 * mok_cli_fail_at:
 * @path: the file that was worked on
 * @error: what went wrong; where its message does not name the file, that is added
 *
 * Returns: %MOK_CLI_REFUSED
 */
MokCliStatus
mok_cli_fail_at (const char *path, const GError *error)
{
  g_autofree char *name = g_filename_display_name (path);
  g_autofree char *base = g_filename_display_basename (path);
  g_autoptr (MokDiagnostic) diagnostic = NULL;
  g_autofree char *text = NULL;

  if (strstr (error->message, base) != NULL)
    return mok_cli_fail (error);
  diagnostic = mok_diagnostic_new (MOK_SEVERITY_ERROR, name, 0, 0, "error", error->message);
  text = mok_diagnostic_to_string (diagnostic);
  mok_cli_end_progress ();
  fprintf (stderr, "%s\n", text);
  return MOK_CLI_REFUSED;
}

/**
 * mok_cli_print_diagnostics:
 * @diagnostics: (element-type MokDiagnostic):
 *
 * Writes them to standard error, one a line.
 */
void
mok_cli_print_diagnostics (GPtrArray *diagnostics)
{
  for (guint i = 0; i < diagnostics->len; i++)
    {
      g_autofree char *text = mok_diagnostic_to_string (g_ptr_array_index (diagnostics, i));

      fprintf (stderr, "%s\n", text);
    }
}

/**
 * mok_cli_show_progress:
 *
 * A #MokProgressFunc that shows the share done in a terminal and says nothing in a log file.
 */
void
mok_cli_show_progress (double fraction, gpointer data)
{
  if (!isatty (STDERR_FILENO))
    return;
  fprintf (stderr, "\r%3.0f%%", fraction * 100);
  fflush (stderr);
  progress_shown = TRUE;
}

/**
 * mok_cli_end_progress:
 *
 * Clears what mok_cli_show_progress() showed.
 */
void
mok_cli_end_progress (void)
{
  if (progress_shown)
    fputs ("\r    \r", stderr);
  progress_shown = FALSE;
}

/**
 * mok_cli_parse:
 * @entries: (array zero-terminated=1): the verb's own options
 * @minimum: the smallest number of arguments that are not options
 * @maximum: the largest
 *
 * Takes the options out of the arguments. `--help` prints what the verb does and ends the program.
 *
 * Returns: %FALSE after a message if the command line makes no sense; then the verb returns %MOK_CLI_USAGE
 */
gboolean
mok_cli_parse (MokCli *self, const GOptionEntry *entries, guint minimum, guint maximum)
{
  static const char *language = NULL;
  const GOptionEntry common[] = {
    { "lang", 0, 0, G_OPTION_ARG_STRING, &language, N_ ("Language of messages and labels: en, ko"), "LANG" },
    G_OPTION_ENTRY_NULL,
  };
  const GOptionEntry json[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &self->json, N_ ("Print JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (self->verb->arguments);
  g_autoptr (GError) error = NULL;
  GStrv arguments = g_new0 (char *, g_strv_length (self->arguments) + 2);
  guint n;

  arguments[0] = g_strdup (g_get_prgname ());
  for (guint i = 0; self->arguments[i] != NULL; i++)
    arguments[i + 1] = g_steal_pointer (&self->arguments[i]);
  g_free (self->arguments);
  self->arguments = arguments;

  g_option_context_set_summary (context, _ (self->verb->summary));
  if (self->verb->more != NULL)
    g_option_context_set_description (context, _ (self->verb->more));
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (self->verb->has_json)
    g_option_context_add_main_entries (context, json, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, common, GETTEXT_PACKAGE);
  if (!g_option_context_parse_strv (context, &self->arguments, &error))
    {
      mok_cli_usage (self, "%s", error->message);
      return FALSE;
    }

  n = g_strv_length (self->arguments);
  g_free (self->arguments[0]);
  memmove (self->arguments, self->arguments + 1, n * sizeof (char *));
  n--;
  /* The “--” that ends the options stays where it was. */
  for (guint i = 0; i < n; i++)
    if (strcmp (self->arguments[i], "--") == 0)
      {
        g_free (self->arguments[i]);
        memmove (self->arguments + i, self->arguments + i + 1, (n - i) * sizeof (char *));
        n--;
        break;
      }
  if (n < minimum)
    {
      mok_cli_usage (self, _ ("Something is missing: %s."), self->verb->arguments);
      return FALSE;
    }
  if (n > maximum)
    {
      mok_cli_usage (self, _ ("There is something too much: “%s”."), self->arguments[maximum]);
      return FALSE;
    }
  return TRUE;
}

/**
 * mok_cli_spread:
 * @option: an option with a value, such as `--passphrase-file`
 *
 * Lets @option take several values: `--o A B` becomes `--o A --o B`. To be called before mok_cli_parse().
 */
void
mok_cli_spread (MokCli *self, const char *option)
{
  g_autoptr (GPtrArray) spread = g_ptr_array_new ();
  gboolean is_value = FALSE;
  gboolean is_first = FALSE;

  for (guint i = 0; self->arguments[i] != NULL; i++)
    {
      char *argument = self->arguments[i];

      if (*argument == '-')
        is_value = is_first = strcmp (argument, option) == 0;
      else
        {
          if (is_value && !is_first)
            g_ptr_array_add (spread, g_strdup (option));
          is_first = FALSE;
        }
      g_ptr_array_add (spread, argument);
    }
  g_ptr_array_add (spread, NULL);
  g_free (self->arguments);
  self->arguments = (char **) g_ptr_array_free (g_steal_pointer (&spread), FALSE);
}

/**
 * mok_cli_take_survey:
 * @values: (nullable): the values of an option given to mok_cli_spread()
 *
 * If the survey file was written last, behind the values of an option, it is among them: takes it from there.
 *
 * Returns: %FALSE after a message if there is no survey file
 */
gboolean
mok_cli_take_survey (MokCli *self, char **values)
{
  const guint n_values = values != NULL ? g_strv_length (values) : 0;

  if (self->arguments[0] != NULL)
    return TRUE;
  if (n_values < 2)
    {
      mok_cli_usage (self, _ ("Something is missing: %s."), self->verb->arguments);
      return FALSE;
    }
  g_strfreev (self->arguments);
  self->arguments = g_new0 (char *, 2);
  self->arguments[0] = g_steal_pointer (&values[n_values - 1]);
  return TRUE;
}

/**
 * mok_cli_load_form:
 * @path: a form, or the name of a questionnaire inside the program
 * @diagnostics: (element-type MokDiagnostic): gets what is wrong with it
 *
 * Returns: (transfer full) (nullable): %NULL with @error if it cannot be read at all, without if @diagnostics say why
 */
MokQuestionnaire *
mok_cli_load_form (const char *path, GPtrArray *diagnostics, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GBytes) bytes = NULL;
  MokQuestionnaire *builtin;

  if (strpbrk (path, "/.") == NULL && (builtin = mok_xlsform_load_builtin (path, NULL)) != NULL)
    return builtin;
  bytes = g_file_load_bytes (file, NULL, NULL, error);
  /* Diagnostics name the form as it was given, so that editors and terminals find it. */
  return bytes != NULL ? mok_xlsform_read (name, bytes, diagnostics) : NULL;
}

/**
 * mok_cli_load_form_or_say:
 * @path: as for mok_cli_load_form()
 *
 * Prints what there is to say of a form, also of one that can be used.
 *
 * Returns: (transfer full) (nullable): %NULL where it cannot be used
 */
MokQuestionnaire *
mok_cli_load_form_or_say (const char *path)
{
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);
  g_autoptr (GError) error = NULL;
  MokQuestionnaire *questionnaire = mok_cli_load_form (path, diagnostics, &error);

  if (error != NULL)
    mok_cli_fail (error);
  else
    mok_cli_print_diagnostics (diagnostics);
  return questionnaire;
}

/**
 * mok_cli_check_walk:
 * @interview: after mok_walk_run()
 *
 * Returns: whether the made-up respondent came to an end; if not, the questionnaire has a fault that @error names
 */
gboolean
mok_cli_check_walk (MokInterview *interview, GError **error)
{
  MokQuestionnaire *questionnaire = mok_interview_get_questionnaire (interview);
  g_autoptr (GError) reason = NULL;

  if (mok_interview_get_state (interview) != MOK_INTERVIEW_ASKING)
    return TRUE;

  const char *name =
      mok_questionnaire_get_question (questionnaire, (guint) mok_interview_get_current (interview))->name;

  mok_interview_next (interview, &reason);
  if (reason != NULL)
    g_set_error (error, MOK_INTERVIEW_ERROR, MOK_INTERVIEW_ERROR_EVALUATION,
                 _ ("No walk comes past the question “%1$s”: %2$s"), name, reason->message);
  else
    g_set_error (error, MOK_INTERVIEW_ERROR, MOK_INTERVIEW_ERROR_EVALUATION,
                 _ ("No walk comes past the question “%s”."), name);
  return FALSE;
}

/**
 * mok_cli_open:
 * @box: (out): the box, if @path is one
 * @survey: (out): the survey, if @path is one
 *
 * Returns: whether @path is a box or a survey file
 */
gboolean
mok_cli_open (const char *path, MokBox **box, MokSurvey **survey, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *name = g_filename_display_basename (path);

  *survey = NULL;
  *box = mok_box_open (path, &local_error);
  if (g_error_matches (local_error, MOK_STORE_ERROR, MOK_STORE_ERROR_NOT_OURS))
    {
      g_clear_error (&local_error);
      *survey = mok_survey_open (path, &local_error);
    }
  if (g_error_matches (local_error, MOK_STORE_ERROR, MOK_STORE_ERROR_NOT_OURS))
    g_set_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_NOT_OURS, _ ("“%s” is neither a box nor a survey file."),
                 name);
  else if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return *box != NULL || *survey != NULL;
}
