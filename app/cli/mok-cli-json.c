/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What --json prints is put together here. */

#include "config.h"

#include "cli/mok-cli.h"

#include <math.h>

/**
 * mok_cli_print_json:
 *
 * Writes what @builder holds to standard output, as one line.
 */
void
mok_cli_print_json (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = json_to_string (root, FALSE);

  mok_cli_print ("%s\n", text);
}

/**
 * mok_cli_add_string:
 * @value: (nullable): %NULL is null
 */
void
mok_cli_add_string (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

void
mok_cli_add_int (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

/**
 * mok_cli_add_double:
 * @value: NAN is null
 */
void
mok_cli_add_double (JsonBuilder *builder, const char *name, double value)
{
  json_builder_set_member_name (builder, name);
  if (isnan (value))
    json_builder_add_null_value (builder);
  else
    json_builder_add_double_value (builder, value);
}

void
mok_cli_add_boolean (JsonBuilder *builder, const char *name, gboolean value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

/**
 * mok_cli_add_notes:
 * @notes: (element-type MokNote): what an organizer is told
 *
 * Adds them as `[{"kind", "title", "text"}]`.
 */
void
mok_cli_add_notes (JsonBuilder *builder, const char *name, GPtrArray *notes)
{
  static const char *const KINDS[] = {
    [MOK_NOTE_PLAIN] = "plain",
    [MOK_NOTE_GOOD] = "good",
    [MOK_NOTE_WARNING] = "warning",
  };

  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < notes->len; i++)
    {
      const MokNote *note = g_ptr_array_index (notes, i);

      json_builder_begin_object (builder);
      mok_cli_add_string (builder, "kind", KINDS[note->kind]);
      mok_cli_add_string (builder, "title", note->title);
      mok_cli_add_string (builder, "text", note->text);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}
