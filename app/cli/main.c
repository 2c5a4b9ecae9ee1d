/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* moksori-cli: every job without a window. Finds the verb and hands over to it; a verb's work is in its own file. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "base/mok-init.h"
#include "base/mok-language.h"
#include "cli/mok-cli.h"

static const MokCliVerb VERBS[] = {
  { "form check", "FORM", N_ ("Check a questionnaire and name everything that is wrong with it"), TRUE,
    mok_cli_form_check },
  { "form walk", "FORM", N_ ("Answer a questionnaire at random, or replay given answers"), TRUE, mok_cli_form_walk },
  { "form print", "FORM", N_ ("Write a questionnaire as PDF, to be filled in on paper"), FALSE, mok_cli_form_print },
  { "new", "SURVEY", N_ ("Create a survey"), FALSE, mok_cli_new },
  { "box", "SURVEY", N_ ("Make a box, in which a computer collects responses"), FALSE, mok_cli_box },
  { "notice", "SURVEY", N_ ("Write a notice that says what is stored, with the check words, to hang up"), FALSE,
    mok_cli_notice },
  { "recovery-sheet", "SURVEY", N_ ("Write the key of the survey on a sheet to print, in case its passphrase is lost"),
    FALSE, mok_cli_recovery_sheet },
  { "recover", "SURVEY", N_ ("Give a survey a new passphrase with the key typed from its recovery sheet"), FALSE,
    mok_cli_recover },
  { "answer", "BOX", N_ ("Submit one response, read from standard input as JSON"), FALSE, mok_cli_answer,
    N_ ("The response is one object: {\"variable\": code | [codes] | number | \"text\", …}.\n"
        "Where a box asks for an access code, it stands there, too: \"access_code\": \"…\".") },
  { "simulate", "BOX|SURVEY", N_ ("Add synthetic responses; marks the file as synthetic for good"), FALSE,
    mok_cli_simulate },
  { "hand-over", "BOX", N_ ("Write a fresh, reshuffled copy of a box, to be merged"), FALSE, mok_cli_hand_over },
  { "merge", "SURVEY FILE…", N_ ("Merge boxes into a survey, or take one back"), TRUE, mok_cli_merge },
  { "import", "SURVEY", N_ ("Read published or paper data from a CSV file into an open survey"), TRUE, mok_cli_import },
  { "status", "SURVEY|BOX", N_ ("Show counts, capacity and fingerprint"), TRUE, mok_cli_status },
  { "close", "SURVEY", N_ ("End collecting and compute the results, once"), TRUE, mok_cli_close },
  { "comments", "SURVEY", N_ ("Read the comments of a closed survey, once, and end their review"), TRUE,
    mok_cli_comments },
  { "duplicate", "SURVEY NEW-SURVEY", N_ ("Create a survey like another one, with a key of its own"), FALSE,
    mok_cli_duplicate },
  { "backup", "SURVEY", N_ ("Write a copy of a survey file"), FALSE, mok_cli_backup },
  { "delete", "SURVEY", N_ ("Overwrite and delete a survey file"), FALSE, mok_cli_delete },
  { "table", "SURVEY", N_ ("Print a table of a closed survey"), TRUE, mok_cli_table },
  { "chart", "SURVEY [LATER-SURVEY]", N_ ("Draw a chart of a closed survey, or of the change between two"), FALSE,
    mok_cli_chart },
  { "report", "SURVEY", N_ ("Write the report of a closed survey as PDF"), FALSE, mok_cli_report },
  { "export", "SURVEY", N_ ("Write all tables of a closed survey, or the rows of an open one, for other programs"),
    FALSE, mok_cli_export },
  { "compare", "EARLIER-SURVEY LATER-SURVEY", N_ ("Show the change between two closed surveys"), TRUE,
    mok_cli_compare },
  { "verify", "BOX|SURVEY", N_ ("Check that a file holds no trace of who answered, when, or in which order"), TRUE,
    mok_cli_verify },
};

static void
print_help (void)
{
  mok_cli_print (
      _ ("Usage: moksori-cli VERB …\n\nAnonymous surveys of working conditions, without a window.\n\nVerbs:\n"));
  for (gsize i = 0; i < G_N_ELEMENTS (VERBS); i++)
    mok_cli_print ("  %-14s %s\n", VERBS[i].name, _ (VERBS[i].summary));
  mok_cli_print (_ ("\nOptions of every verb:\n"
                    "  --help       what the verb does and its options\n"
                    "  --lang LANG  language of messages and labels: en, ko\n"
                    "\nExit status: 0 done; 1 the input or the survey says no; 2 wrong usage\n"));
}

/* --lang may stand anywhere before “--”, because even a message about wrong options shall be in that language. */
static gboolean
take_language (char **arguments)
{
  guint kept = 0;

  for (guint i = 0; arguments[i] != NULL; i++)
    {
      const char *language = NULL;

      if (strcmp (arguments[i], "--") == 0)
        {
          for (; arguments[i] != NULL; i++)
            arguments[kept++] = arguments[i];
          break;
        }
      if (g_str_has_prefix (arguments[i], "--lang="))
        language = arguments[i] + strlen ("--lang=");
      else if (strcmp (arguments[i], "--lang") == 0)
        language = arguments[i + 1] != NULL ? arguments[i + 1] : "";
      else
        {
          arguments[kept++] = arguments[i];
          continue;
        }
      if (!g_regex_match_simple ("^[a-z]{2,3}$", language, G_REGEX_DOLLAR_ENDONLY, 0))
        {
          mok_cli_warn (_ ("--lang needs the code of a language, such as en or ko."));
          return FALSE;
        }
      mok_language_set (language);
      if (strcmp (arguments[i], "--lang") == 0)
        g_free (arguments[i++]);
      g_free (arguments[i]);
    }
  arguments[kept] = NULL;
  return TRUE;
}

static gboolean
matches (const MokCliVerb *verb, char **arguments, guint *n_words)
{
  g_auto (GStrv) words = g_strsplit (verb->name, " ", -1);

  *n_words = g_strv_length (words);
  for (guint i = 0; i < *n_words; i++)
    if (arguments[i] == NULL || strcmp (arguments[i], words[i]) != 0)
      return FALSE;
  return TRUE;
}

static MokCliStatus
run (char **arguments)
{
  if (arguments[0] == NULL)
    {
      mok_cli_warn (_ ("Say what to do: “moksori-cli --help” lists the verbs."));
      return MOK_CLI_USAGE;
    }
  if (strcmp (arguments[0], "--help") == 0 || strcmp (arguments[0], "help") == 0)
    {
      print_help ();
      return MOK_CLI_DONE;
    }
  if (strcmp (arguments[0], "--version") == 0)
    {
      mok_cli_print ("moksori %s\n", PACKAGE_VERSION);
      return MOK_CLI_DONE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (VERBS); i++)
    {
      MokCli cli = { .verb = &VERBS[i] };
      g_autofree char *name = NULL;
      MokCliStatus status;
      guint n_words;

      if (!matches (&VERBS[i], arguments, &n_words))
        continue;
      name = g_strdup_printf ("moksori-cli %s", VERBS[i].name);
      g_set_prgname (name);
      cli.arguments = g_strdupv (arguments + n_words);
      status = VERBS[i].run (&cli);
      g_strfreev (cli.arguments);
      return status;
    }
  mok_cli_warn (_ ("There is no verb “%s”: “moksori-cli --help” lists them."), arguments[0]);
  return MOK_CLI_USAGE;
}

int
main (int argc, char *argv[])
{
  g_auto (GStrv) arguments = g_strdupv (argv + (argc > 0 ? 1 : 0));
  MokCliStatus status;

  mok_memory_forbid_dumps ();
  mok_language_init ();
  mok_init ();
  g_set_prgname ("moksori-cli");

  status = take_language (arguments) ? run (arguments) : MOK_CLI_USAGE;
  if (fflush (stdout) != 0 || ferror (stdout))
    {
      mok_cli_warn (_ ("The output could not be written completely."));
      return MOK_CLI_REFUSED;
    }
  return (int) status;
}
