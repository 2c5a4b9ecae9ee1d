/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What close tells once, and status --certificate at any time later: what was checked when the results were computed,
 * and what is left to destroy. An open survey has neither: it protects nothing.
 */

#include "config.h"

#include "cli/mok-cli.h"

#include <glib/gi18n-lib.h>

#include "release/mok-closing.h"

/**
 * mok_cli_print_certificate:
 * @left: (element-type MokNote): what is left to destroy
 */
void
mok_cli_print_certificate (const MokCube *cube, GPtrArray *left)
{
  g_autoptr (GPtrArray) notes = mok_closing_list_certificate (cube);
  g_autofree char *certificate = NULL;
  g_autofree char *destroy = NULL;

  if (notes == NULL)
    return;
  certificate = mok_notes_to_text (notes);
  destroy = mok_notes_to_text (left);
  mok_cli_print ("\n%s\n\n%s", _ ("CERTIFICATE"), certificate);
  mok_cli_print ("\n%s\n\n%s", _ ("WHAT IS LEFT TO DESTROY"), destroy);
}

static void
add_numbers (JsonBuilder *builder, const MokCertificate *certificate)
{
  g_autofree char *date = NULL;

  if (certificate->law_date != 0)
    date = g_strdup_printf ("%04u-%02u-%02u", certificate->law_date / 10000, certificate->law_date / 100 % 100,
                            certificate->law_date % 100);
  mok_cli_add_int (builder, "respondents", (gint64) certificate->n_respondents);
  mok_cli_add_int (builder, "unreadable", (gint64) certificate->n_unreadable);
  mok_cli_add_double (builder, "rate", (double) certificate->rate_numerator / certificate->rate_denominator);
  mok_cli_add_int (builder, "slips", certificate->lambda);
  mok_cli_add_int (builder, "smallest_group", certificate->min_group);
  mok_cli_add_int (builder, "smallest_cell", certificate->min_pair);
  mok_cli_add_int (builder, "smallest_urn", certificate->smallest_urn);
  mok_cli_add_int (builder, "blocks", certificate->n_blocks);
  mok_cli_add_int (builder, "largest_block", certificate->largest_block);
  mok_cli_add_int (builder, "drawn", (gint64) certificate->n_drawn);
  mok_cli_add_int (builder, "replaced", (gint64) certificate->n_replaced);
  mok_cli_add_double (builder, "share_certainty", certificate->share_certainty);
  mok_cli_add_double (builder, "group_certainty", certificate->group_certainty);
  mok_cli_add_double (builder, "row_certainty", certificate->row_certainty);
  mok_cli_add_int (builder, "unpublished", certificate->n_unpublished);
  mok_cli_add_int (builder, "withheld", certificate->n_withheld);
  mok_cli_add_string (builder, "law_date", date);
}

/**
 * mok_cli_add_certificate:
 * @left: (element-type MokNote): what is left to destroy
 *
 * Adds the members `certificate` and `left`.
 */
void
mok_cli_add_certificate (JsonBuilder *builder, const MokCube *cube, GPtrArray *left)
{
  g_autoptr (GPtrArray) notes = mok_closing_list_certificate (cube);
  g_autoptr (GPtrArray) none = mok_notes_new ();

  json_builder_set_member_name (builder, "certificate");
  if (notes != NULL)
    {
      json_builder_begin_object (builder);
      add_numbers (builder, mok_cube_get_certificate (cube));
      mok_cli_add_notes (builder, "notes", notes);
      json_builder_end_object (builder);
    }
  else
    json_builder_add_null_value (builder);
  mok_cli_add_notes (builder, "left", notes != NULL ? left : none);
}
