/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What all verbs of moksori-cli share: options, output, exit codes, secrets. */

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "base/mok-secret.h"
#include "interview/mok-interview.h"
#include "questionnaire/mok-diagnostic.h"
#include "questionnaire/mok-questionnaire.h"
#include "release/mok-closing.h"
#include "store/mok-survey.h"

G_BEGIN_DECLS

/* Scripts depend on these. */
typedef enum
{
  MOK_CLI_DONE = 0,
  MOK_CLI_REFUSED = 1, /* the input or the survey says no; a message names file and place */
  MOK_CLI_USAGE = 2,   /* the command line makes no sense */
} MokCliStatus;

/* Answers of one response as JSON never need more. */
#define MOK_CLI_MAX_ANSWERS (1024 * 1024)

typedef struct _MokCli MokCli;

/* What opens a survey: the organizer's passphrase, or those of two trustees. */
typedef struct
{
  MokSecret *secrets[2]; /* (owned) */
  const char *texts[2];
  guint n;
} MokCliPassphrases;

typedef struct
{
  const char *name;      /* one or two words */
  const char *arguments; /* what follows the options in the usage line */
  const char *summary;   /* marked for translation */
  gboolean has_json;
  MokCliStatus (*run) (MokCli *cli);
  const char *more; /* (nullable): the last paragraph of the verb's help, marked for translation */
} MokCliVerb;

struct _MokCli
{
  const MokCliVerb *verb;
  char **arguments; /* (owned): after mok_cli_parse() only what is not an option, without the program's name */
  gboolean json;    /* --json was given */
};

gboolean mok_cli_parse (MokCli *self, const GOptionEntry *entries, guint minimum, guint maximum);
void mok_cli_spread (MokCli *self, const char *option);
gboolean mok_cli_take_survey (MokCli *self, char **values);

MokCliStatus mok_cli_usage (MokCli *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
MokCliStatus mok_cli_fail (const GError *error);
MokCliStatus mok_cli_fail_at (const char *path, const GError *error);
void mok_cli_print (const char *format, ...) G_GNUC_PRINTF (1, 2);
void mok_cli_warn (const char *format, ...) G_GNUC_PRINTF (1, 2);
void mok_cli_print_diagnostics (GPtrArray *diagnostics);
void mok_cli_show_progress (double fraction, gpointer data);
void mok_cli_end_progress (void);

void mok_cli_print_json (JsonBuilder *builder);
void mok_cli_add_string (JsonBuilder *builder, const char *name, const char *value);
void mok_cli_add_int (JsonBuilder *builder, const char *name, gint64 value);
void mok_cli_add_double (JsonBuilder *builder, const char *name, double value);
void mok_cli_add_boolean (JsonBuilder *builder, const char *name, gboolean value);
void mok_cli_add_notes (JsonBuilder *builder, const char *name, GPtrArray *notes);

void mok_cli_print_fingerprint (MokManifest *manifest);
gboolean mok_cli_open (const char *path, MokBox **box, MokSurvey **survey, GError **error);
MokQuestionnaire *mok_cli_load_form (const char *path, GPtrArray *diagnostics, GError **error);
MokQuestionnaire *mok_cli_load_form_or_say (const char *path);
gboolean mok_cli_check_walk (MokInterview *interview, GError **error);
MokSecret *mok_cli_read_secret (const char *path, gsize limit, GError **error);
gboolean mok_cli_check_trustees (MokCli *cli, const char *passphrase, char **trustees);
GPtrArray *mok_cli_get_new_passphrases (const char *path, char **trustees, GError **error);
MokSecret *mok_cli_get_passphrase (const char *path, const char *prompt, gboolean twice, GError **error);
gboolean mok_cli_get_passphrases (MokSurvey *survey, char **paths, MokCliPassphrases *passphrases, GError **error);
void mok_cli_passphrases_clear (MokCliPassphrases *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MokCliPassphrases, mok_cli_passphrases_clear)

MokCliStatus mok_cli_write_recovery_sheet (MokSurvey *survey, const char *passphrase, const char *output);

MokCliStatus mok_cli_create (const char *path,
                             MokQuestionnaire *questionnaire,
                             MokSurveyOptions *options,
                             GPtrArray *passphrases,
                             const char *sheet);
void mok_cli_print_certificate (const MokCube *cube, GPtrArray *left);
void mok_cli_add_certificate (JsonBuilder *builder, const MokCube *cube, GPtrArray *left);

MokCliStatus mok_cli_form_check (MokCli *cli);
MokCliStatus mok_cli_form_walk (MokCli *cli);
MokCliStatus mok_cli_form_print (MokCli *cli);
MokCliStatus mok_cli_new (MokCli *cli);
MokCliStatus mok_cli_box (MokCli *cli);
MokCliStatus mok_cli_answer (MokCli *cli);
MokCliStatus mok_cli_simulate (MokCli *cli);
MokCliStatus mok_cli_hand_over (MokCli *cli);
MokCliStatus mok_cli_merge (MokCli *cli);
MokCliStatus mok_cli_import (MokCli *cli);
MokCliStatus mok_cli_status (MokCli *cli);
MokCliStatus mok_cli_close (MokCli *cli);
MokCliStatus mok_cli_table (MokCli *cli);
MokCliStatus mok_cli_chart (MokCli *cli);
MokCliStatus mok_cli_export (MokCli *cli);
MokCliStatus mok_cli_report (MokCli *cli);
MokCliStatus mok_cli_compare (MokCli *cli);
MokCliStatus mok_cli_comments (MokCli *cli);
MokCliStatus mok_cli_notice (MokCli *cli);
MokCliStatus mok_cli_recovery_sheet (MokCli *cli);
MokCliStatus mok_cli_recover (MokCli *cli);
MokCliStatus mok_cli_verify (MokCli *cli);
MokCliStatus mok_cli_duplicate (MokCli *cli);
MokCliStatus mok_cli_backup (MokCli *cli);
MokCliStatus mok_cli_delete (MokCli *cli);

G_END_DECLS
