/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What close tells once, and status --certificate at any time later: what was checked when the results were computed,
 * how respondents were weighted, and what is left to destroy. An open survey has neither certificate nor anything to
 * destroy: it protects nothing.
 */

#include "config.h"

#include "cli/mok-cli.h"

#include <glib/gi18n-lib.h>

#include "analysis/mok-margins.h"
#include "release/mok-closing.h"

static void
print_weighting (const MokCube *cube)
{
  const MokWeighting *weighting = mok_cube_get_weighting (cube);
  g_autoptr (GPtrArray) notes = weighting != NULL ? mok_weighting_list_notes (weighting) : NULL;
  g_autofree char *text = notes != NULL ? mok_notes_to_text (notes) : NULL;

  if (text != NULL)
    mok_cli_print ("\n%s", text);
}

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
    {
      print_weighting (cube);
      return;
    }
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

/* How respondents were weighted, or null. */
static void
add_weighting (JsonBuilder *builder, const MokWeighting *weighting)
{
  json_builder_set_member_name (builder, "weighting");
  if (weighting == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  mok_cli_add_double (builder, "n_effective", weighting->n_effective);
  mok_cli_add_double (builder, "design_effect", weighting->design_effect);
  mok_cli_add_boolean (builder, "converged", weighting->converged);
  mok_cli_add_int (builder, "trimmed", weighting->n_trimmed);
  json_builder_set_member_name (builder, "variables");
  json_builder_begin_array (builder);
  for (guint i = 0; i < weighting->margins->len; i++)
    json_builder_add_string_value (builder, ((const MokMargin *) g_ptr_array_index (weighting->margins, i))->variable);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

/**
 * mok_cli_add_certificate:
 * @left: (element-type MokNote): what is left to destroy
 *
 * Adds the members `certificate`, `weighting` and `left`.
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
      mok_cli_add_string (builder, "group_question", mok_cube_get_certificate_question (cube)->name);
      mok_cli_add_notes (builder, "notes", notes);
      json_builder_end_object (builder);
    }
  else
    json_builder_add_null_value (builder);
  add_weighting (builder, mok_cube_get_weighting (cube));
  mok_cli_add_notes (builder, "left", notes != NULL ? left : none);
}
