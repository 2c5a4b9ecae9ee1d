/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* box: making a box in which a survey collects, and the slips with its access codes. Must not keep a code or print one
 * on the screen.
 */

#include "config.h"

#include "cli/mok-cli.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "report/mok-slips.h"
#include "store/mok-file.h"

/* What the command line says, besides the survey. */
typedef struct
{
  char *output;
  char *label;
  char *site;
  char *slips;
  char *end_code_path;
  int n_slots;
  int idle_minutes;
  int n_codes;
} Wish;

static void
wish_clear (Wish *self)
{
  g_free (self->output);
  g_free (self->label);
  g_free (self->site);
  g_free (self->slips);
  g_free (self->end_code_path);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wish, wish_clear)

static gboolean
parse_site (const char *text, MokSite *site)
{
  if (text == NULL)
    *site = MOK_SITE_UNKNOWN;
  else if (strcmp (text, "small") == 0)
    *site = MOK_SITE_SMALL;
  else if (strcmp (text, "several") == 0)
    *site = MOK_SITE_SEVERAL;
  else
    return FALSE;
  return TRUE;
}

static gboolean
check (MokCli *cli, const Wish *wish, MokBoxOptions *options)
{
  if (wish->output == NULL)
    mok_cli_usage (cli, _ ("-o says which box to make."));
  else if (!parse_site (wish->site, &options->site))
    mok_cli_usage (cli, _ ("--site is small or several, not “%s”."), wish->site);
  else if (wish->n_slots < 0)
    mok_cli_usage (cli, _ ("--slots is a number of responses."));
  else if (wish->idle_minutes < 1 || wish->idle_minutes > MOK_BOX_MAXIMUM_IDLE_MINUTES)
    mok_cli_usage (cli, _ ("--idle-minutes is 1 to %d."), MOK_BOX_MAXIMUM_IDLE_MINUTES);
  else if (wish->n_codes < 0 || wish->n_codes > MOK_BOX_MAXIMUM_CODES)
    mok_cli_usage (cli, _ ("--codes is a number from 1 to %u."), (guint) MOK_BOX_MAXIMUM_CODES);
  else if ((wish->n_codes > 0) != (wish->slips != NULL))
    mok_cli_usage (cli, _ ("--codes and --slips go together: the codes stand on the slips and nowhere else."));
  else if (wish->n_slots > 0 && wish->n_slots < wish->n_codes)
    mok_cli_usage (cli, _ ("--slots leaves less room than there are codes."));
  else
    {
      options->label = wish->label;
      options->n_slots = (guint) wish->n_slots;
      options->idle_minutes = (guint) wish->idle_minutes;
      options->n_access_codes = (guint) wish->n_codes;
      return TRUE;
    }
  return FALSE;
}

typedef struct
{
  MokManifest *manifest;
  const Wish *wish;
  gboolean written;
} Delivery;

static gboolean
save_slips (const char *box, const char *const *access_codes, gpointer data, GError **error)
{
  Delivery *delivery = data;
  g_autoptr (MokPaper) paper = NULL;

  if (delivery->wish->slips == NULL)
    return TRUE;
  paper = mok_slips_new (delivery->manifest, delivery->wish->label, access_codes);
  delivery->written = mok_paper_save (paper, delivery->wish->slips, error);
  return delivery->written;
}

/* Hashing many codes takes minutes, so what cannot be written is found out before. */
static gboolean
check_slips (const Wish *wish, GError **error)
{
  if (wish->slips == NULL || !g_file_test (wish->slips, G_FILE_TEST_EXISTS))
    return TRUE;
  mok_file_set_error (error, EEXIST, wish->slips);
  return FALSE;
}

static void
print_made (const Wish *wish)
{
  mok_cli_print (_ ("Made %s.\n"), wish->output);
  if (wish->slips == NULL)
    return;
  mok_cli_print (g_dngettext (GETTEXT_PACKAGE, "Wrote %1$d slip to %2$s.\n", "Wrote %1$d slips to %2$s.\n",
                              (gulong) wish->n_codes),
                 wish->n_codes, wish->slips);
  mok_cli_print (_ ("Print it, then destroy the file: whoever has it can answer with every code that is not used yet. "
                    "The codes are kept nowhere else.\n"));
}

static MokCliStatus
make (MokCli *cli, const Wish *wish, const MokBoxOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MokSurvey) survey = mok_survey_open (cli->arguments[0], &error);
  Delivery delivery = { .wish = wish };

  if (survey == NULL)
    return mok_cli_fail_at (cli->arguments[0], error);
  delivery.manifest = mok_survey_get_manifest (survey);
  if (!check_slips (wish, &error)
      || !mok_survey_deliver_box (survey, wish->output, options, save_slips, &delivery, &error))
    {
      /* Slips of a box that does not exist. */
      if (delivery.written)
        unlink (wish->slips);
      return mok_cli_fail_at (cli->arguments[0], error);
    }
  print_made (wish);
  mok_cli_print_fingerprint (delivery.manifest);
  return MOK_CLI_DONE;
}

MokCliStatus
mok_cli_box (MokCli *cli)
{
  g_auto (Wish) wish = { .idle_minutes = MOK_BOX_USUAL_IDLE_MINUTES };
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &wish.output, N_ ("The box to make"), "BOX" },
    { "label", 0, 0, G_OPTION_ARG_STRING, &wish.label, N_ ("A name that organizers see"), "LABEL" },
    { "site", 0, 0, G_OPTION_ARG_STRING, &wish.site, N_ ("Where it collects: at one small workplace, or at several"),
      "small|several" },
    { "slots", 0, 0, G_OPTION_ARG_INT, &wish.n_slots, N_ ("Room for so many responses; else it is chosen"), "N" },
    { "end-code-file", 0, 0, G_OPTION_ARG_FILENAME, &wish.end_code_path,
      N_ ("File with the code of 8 digits that ends shared-computer mode"), "FILE" },
    { "idle-minutes", 0, 0, G_OPTION_ARG_INT, &wish.idle_minutes,
      N_ ("Minutes until an absent respondent’s answers are erased, after a countdown of one more (3)"), "1-20" },
    { "codes", 0, 0, G_OPTION_ARG_INT, &wish.n_codes,
      N_ ("So many access codes, each good for one answer; with --slips"), "N" },
    { "slips", 0, 0, G_OPTION_ARG_FILENAME, &wish.slips, N_ ("Where the slips with the access codes go, to be printed"),
      "SLIPS.pdf" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (MokSecret) end_code = NULL;
  g_autoptr (GError) error = NULL;
  MokBoxOptions options = { 0 };

  if (!mok_cli_parse (cli, entries, 1, 1) || !check (cli, &wish, &options))
    return MOK_CLI_USAGE;
  if (wish.end_code_path != NULL)
    {
      end_code = mok_cli_get_passphrase (wish.end_code_path, "", FALSE, &error);
      if (end_code == NULL)
        return mok_cli_fail (error);
      options.end_code = (const char *) mok_secret_data (end_code);
    }
  return make (cli, &wish, &options);
}
