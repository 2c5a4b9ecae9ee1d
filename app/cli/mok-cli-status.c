/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* status: what a survey file or a box holds, as far as anyone may know; and again what closing told. */

#include "config.h"

#include "cli/mok-cli.h"

#include <glib/gi18n-lib.h>

#include "base/mok-language.h"
#include "store/mok-survey.h"

typedef struct
{
  gboolean is_box;
  gboolean synthetic;
  gboolean closed;
  guint responses;
  guint capacity;
  MokCodeCounts codes;
  const char *comments; /* (nullable): of a closed survey that protects answers: "none", "waiting" or "reviewed" */
} Status;

/* What --certificate adds; nothing without it. */
typedef struct
{
  MokCube *cube;   /* (owned) (nullable) */
  GPtrArray *left; /* (owned) (nullable) */
} Certificate;

static void
certificate_clear (Certificate *self)
{
  g_clear_pointer (&self->cube, mok_cube_unref);
  g_clear_pointer (&self->left, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Certificate, certificate_clear)

static void
print_json (const Status *status, MokManifest *manifest, const char *fingerprint, const Certificate *certificate)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  mok_cli_add_string (builder, "kind", status->is_box ? "box" : "survey");
  mok_cli_add_string (builder, "title", mok_manifest_get_title (manifest));
  mok_cli_add_string (builder, "fingerprint", fingerprint);
  mok_cli_add_string (builder, "disclosure",
                      mok_manifest_get_disclosure (manifest) == MOK_DISCLOSURE_OPEN ? "open" : "standard");
  mok_cli_add_boolean (builder, "synthetic", status->synthetic);
  mok_cli_add_int (builder, "responses", status->responses);
  json_builder_set_member_name (builder, "capacity");
  if (status->is_box)
    json_builder_add_int_value (builder, status->capacity);
  else
    json_builder_add_null_value (builder);
  json_builder_set_member_name (builder, "codes");
  json_builder_begin_object (builder);
  mok_cli_add_int (builder, "printed", status->codes.printed);
  mok_cli_add_int (builder, "burned", status->codes.burned);
  mok_cli_add_int (builder, "responses", status->codes.responses);
  mok_cli_add_int (builder, "beyond", status->codes.beyond);
  json_builder_end_object (builder);
  mok_cli_add_boolean (builder, "closed", status->closed);
  mok_cli_add_string (builder, "comments", status->comments);
  if (certificate->cube != NULL)
    mok_cli_add_certificate (builder, certificate->cube, certificate->left);
  json_builder_end_object (builder);
  mok_cli_print_json (builder);
}

static void
print_comments (const char *comments)
{
  if (g_strcmp0 (comments, "waiting") == 0)
    mok_cli_print (_ ("Comments:     wait for their review\n"));
  else if (g_strcmp0 (comments, "reviewed") == 0)
    mok_cli_print (_ ("Comments:     reviewed and destroyed; a summary is kept\n"));
  else if (comments != NULL)
    mok_cli_print (_ ("Comments:     none were kept\n"));
}

static void
print_codes (const MokCodeCounts *codes)
{
  g_autofree char *warning = mok_code_counts_dup_warning (codes);

  if (codes->printed > 0)
    {
      mok_cli_print (_ ("Access codes: %1$u printed, %2$u used; responses of their boxes: %3$u"), codes->printed,
                     codes->burned, codes->responses);
      mok_cli_print ("\n");
    }
  if (warning != NULL)
    mok_cli_print ("%s\n", warning);
}

static void
print_text (const Status *status, MokManifest *manifest, const char *fingerprint)
{
  mok_cli_print ("%s", status->is_box ? _ ("Kind:         box\n") : _ ("Kind:         survey file\n"));
  mok_cli_print (_ ("Title:        %s\n"), mok_manifest_get_title (manifest));
  mok_cli_print (_ ("Fingerprint:  %s\n"), fingerprint);
  if (mok_manifest_get_disclosure (manifest) == MOK_DISCLOSURE_OPEN)
    mok_cli_print (_ ("Disclosure:   open: every row can be read and published\n"));
  else
    mok_cli_print (_ ("Disclosure:   standard: answers are protected\n"));
  if (status->synthetic)
    mok_cli_print (_ ("Synthetic:    yes: these are not answers of people\n"));
  mok_cli_print (_ ("Responses:    %u\n"), status->responses);
  if (status->is_box)
    mok_cli_print (_ ("Room for:     %u\n"), status->capacity);
  print_codes (&status->codes);
  if (!status->is_box)
    mok_cli_print ("%s", status->closed ? _ ("Closed:       yes\n") : _ ("Closed:       no\n"));
  print_comments (status->comments);
}

static gboolean
read_box (MokBox *box, Status *status, GError **error)
{
  MokBoxStatus found;

  if (!mok_box_get_status (box, &found, error))
    return FALSE;
  *status = (Status){
    .is_box = TRUE,
    .synthetic = found.synthetic,
    .responses = found.taken,
    .capacity = found.capacity,
  };
  if (found.needs_code)
    status->codes = (MokCodeCounts){
      .printed = found.codes_printed,
      .burned = found.codes_burned,
      .responses = found.taken,
      .beyond = found.taken > found.codes_burned ? found.taken - found.codes_burned : 0,
    };
  return TRUE;
}

static gboolean
read_comments (MokSurvey *survey, Status *status, GError **error)
{
  g_autofree char *summary = NULL;
  g_autoptr (GError) local_error = NULL;
  gboolean waiting;

  if (!status->closed || mok_manifest_get_disclosure (mok_survey_get_manifest (survey)) == MOK_DISCLOSURE_OPEN)
    return TRUE;
  if (!mok_survey_has_review (survey, &waiting, error))
    return FALSE;
  summary = mok_survey_get_summary (survey, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  status->comments = waiting ? "waiting" : summary != NULL ? "reviewed" : "none";
  return TRUE;
}

static gboolean
read_survey (MokSurvey *survey, Status *status, GError **error)
{
  MokSurveyStatus found;

  if (!mok_survey_get_status (survey, &found, error))
    return FALSE;
  *status = (Status){
    .synthetic = found.synthetic,
    .closed = found.closed,
    .responses = found.responses,
    .codes = found.codes,
  };
  return read_comments (survey, status, error);
}

static gboolean
read_certificate (MokSurvey *survey, Certificate *certificate, GError **error)
{
  certificate->cube = mok_closing_load_cube (survey, error);
  if (certificate->cube == NULL)
    return FALSE;
  if (mok_cube_get_certificate (certificate->cube) == NULL)
    {
      g_set_error_literal (error, MOK_STORE_ERROR, MOK_STORE_ERROR_DISCLOSURE,
                           _ ("This survey does not protect answers, so it has no certificate."));
      return FALSE;
    }
  certificate->left = mok_closing_list_left (survey, error);
  return certificate->left != NULL;
}

MokCliStatus
mok_cli_status (MokCli *cli)
{
  gboolean wants_certificate = FALSE;
  const GOptionEntry entries[] = {
    { "certificate", 0, 0, G_OPTION_ARG_NONE, &wants_certificate,
      N_ ("Of a closed survey, tell also how it protects answers and what is left to destroy"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (Certificate) certificate = { 0 };
  g_autoptr (MokBox) box = NULL;
  g_autoptr (MokSurvey) survey = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = NULL;
  g_autofree char *fingerprint = NULL;
  MokManifest *manifest;
  Status status;

  if (!mok_cli_parse (cli, entries, 1, 1))
    return MOK_CLI_USAGE;
  if (!mok_cli_open (cli->arguments[0], &box, &survey, &error))
    return mok_cli_fail (error);
  if (!(box != NULL ? read_box (box, &status, &error) : read_survey (survey, &status, &error)))
    return mok_cli_fail_at (cli->arguments[0], error);
  if (wants_certificate && survey == NULL)
    {
      mok_cli_warn (_ ("%s: only a survey file has a certificate, once it is closed."), cli->arguments[0]);
      return MOK_CLI_REFUSED;
    }
  if (wants_certificate && !read_certificate (survey, &certificate, &error))
    return mok_cli_fail_at (cli->arguments[0], error);
  manifest = box != NULL ? mok_box_get_manifest (box) : mok_survey_get_manifest (survey);
  /* Scripts compare fingerprints, so that in JSON they do not depend on anybody's language. */
  words = mok_manifest_dup_words (manifest, cli->json ? "en" : mok_language_get ());
  fingerprint = g_strjoinv (" ", words);
  if (cli->json)
    {
      print_json (&status, manifest, fingerprint, &certificate);
      return MOK_CLI_DONE;
    }
  print_text (&status, manifest, fingerprint);
  if (certificate.cube != NULL)
    mok_cli_print_certificate (certificate.cube, certificate.left);
  return MOK_CLI_DONE;
}
