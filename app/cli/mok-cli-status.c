/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* status: what a survey file or a box holds, as far as anyone may know. */

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
  guint codes_printed;
  guint codes_burned;
} Status;

static void
add_string (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_int (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_boolean (JsonBuilder *builder, const char *name, gboolean value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

static void
print_json (const Status *status, MokManifest *manifest, const char *fingerprint)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_string (builder, "kind", status->is_box ? "box" : "survey");
  add_string (builder, "title", mok_manifest_get_title (manifest));
  add_string (builder, "fingerprint", fingerprint);
  add_string (builder, "disclosure",
              mok_manifest_get_disclosure (manifest) == MOK_DISCLOSURE_OPEN ? "open" : "standard");
  add_boolean (builder, "synthetic", status->synthetic);
  add_int (builder, "responses", status->responses);
  json_builder_set_member_name (builder, "capacity");
  if (status->is_box)
    json_builder_add_int_value (builder, status->capacity);
  else
    json_builder_add_null_value (builder);
  json_builder_set_member_name (builder, "codes");
  json_builder_begin_object (builder);
  add_int (builder, "printed", status->codes_printed);
  add_int (builder, "burned", status->codes_burned);
  json_builder_end_object (builder);
  add_boolean (builder, "closed", status->closed);
  json_builder_end_object (builder);
  mok_cli_print_json (builder);
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
  if (status->codes_printed > 0)
    mok_cli_print (_ ("Access codes: %1$u, of which used %2$u\n"), status->codes_printed, status->codes_burned);
  if (!status->is_box)
    mok_cli_print ("%s", status->closed ? _ ("Closed:       yes\n") : _ ("Closed:       no\n"));
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
    .codes_printed = found.codes_printed,
    .codes_burned = found.codes_burned,
  };
  return TRUE;
}

static gboolean
read_survey (MokSurvey *survey, Status *status, GError **error)
{
  MokSurveyStatus found;

  if (!mok_survey_get_status (survey, &found, error))
    return FALSE;
  *status = (Status){ .synthetic = found.synthetic, .closed = found.closed, .responses = found.responses };
  return TRUE;
}

MokCliStatus
mok_cli_status (MokCli *cli)
{
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
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
  manifest = box != NULL ? mok_box_get_manifest (box) : mok_survey_get_manifest (survey);
  /* Scripts compare fingerprints, so that in JSON they do not depend on anybody's language. */
  words = mok_manifest_dup_words (manifest, cli->json ? "en" : mok_language_get ());
  fingerprint = g_strjoinv (" ", words);
  if (cli->json)
    print_json (&status, manifest, fingerprint);
  else
    print_text (&status, manifest, fingerprint);
  return MOK_CLI_DONE;
}
