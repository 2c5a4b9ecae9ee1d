/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Which results are wanted: the options that table, chart and compare have in common. */

#include <glib.h>

#include "cli/mok-cli.h"
#include "release/mok-cube.h"

G_BEGIN_DECLS

/* Stands for the outcomes of all protections by law. */
#define MOK_CLI_PROTECTIONS "protections"
/* What they are broken down by. */
#define MOK_CLI_SIZE5 "size5"

typedef struct
{
  char *question; /* (owned): or several, by commas */
  char *by;       /* (owned) (nullable) */
  char *filter;   /* (owned) (nullable): V=C */
  gboolean weighted;
  gboolean details;   /* of an outcome, what is told beside its classes */
  gboolean unflagged; /* without doubtful cases */
} MokCliSelection;

void mok_cli_selection_clear (MokCliSelection *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MokCliSelection, mok_cli_selection_clear)

MokCube *mok_cli_load_cube (const char *path, GError **error);
gboolean mok_cli_check_selection (MokCli *cli, const MokCliSelection *selection);
gboolean mok_cli_selection_is_protections (const MokCliSelection *self);
gboolean mok_cli_selection_is_one (const MokCliSelection *self);
MokTable *mok_cli_selection_get_table (const MokCliSelection *self, const MokCube *cube, GError **error);
GPtrArray *mok_cli_selection_get_tables (const MokCliSelection *self, const MokCube *cube, GError **error);

void mok_cli_print_list (const MokCube *cube, gboolean json);

G_END_DECLS
