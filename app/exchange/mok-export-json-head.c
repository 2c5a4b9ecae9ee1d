/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a release is: whose, how it was made, what was certified, what it can be broken down by. Must not write figures.
 */

#include "config.h"

#include "exchange/mok-export-json-private.h"

#include "analysis/mok-estimate.h"
#include "analysis/mok-margins.h"
#include "base/mok-json.h"
#include "exchange/mok-export-private.h"
#include "release/mok-closing.h"

static void
append_string (GString *json, const char *name, const char *text)
{
  g_string_append_printf (json, ",\n  \"%s\": ", name);
  mok_json_append_string (json, text);
}

static void
append_boolean (GString *json, const char *name, gboolean value)
{
  g_string_append_printf (json, ",\n  \"%s\": %s", name, value ? "true" : "false");
}

static void
append_number (GString *json, const char *name, double number)
{
  g_string_append_printf (json, ",\n  \"%s\": ", name);
  mok_json_append_double (json, number);
}

static void
append_inner (GString *json, const char *name, double number)
{
  g_string_append_printf (json, ",\n    \"%s\": ", name);
  mok_json_append_double (json, number);
}

static void
append_notes (GString *json, GPtrArray *notes)
{
  g_string_append (json, ",\n    \"notes\": [");
  for (guint i = 0; i < notes->len; i++)
    {
      const MokNote *note = g_ptr_array_index (notes, i);

      g_string_append (json, i > 0 ? ",\n      {\"title\": " : "\n      {\"title\": ");
      mok_json_append_string (json, note->title);
      g_string_append (json, ", \"text\": ");
      mok_json_append_string (json, note->text);
      g_string_append_c (json, '}');
    }
  g_string_append (json, "]");
}

static void
append_certificate (GString *json, const MokCube *cube)
{
  const MokCertificate *certificate = mok_cube_get_certificate (cube);
  g_autoptr (GPtrArray) notes = mok_closing_list_certificate (cube);

  g_string_append (json, ",\n  \"certificate\": {\n    \"respondents\": ");
  mok_json_append_double (json, (double) certificate->n_respondents);
  append_inner (json, "rate", (double) certificate->rate_numerator / certificate->rate_denominator);
  append_inner (json, "slips", certificate->lambda);
  append_inner (json, "largest_phi", MOK_ESTIMATE_MAX_PHI);
  append_inner (json, "smallest_group", certificate->min_group);
  append_inner (json, "smallest_cell", certificate->min_pair);
  append_inner (json, "smallest_urn", certificate->smallest_urn);
  append_inner (json, "blocks", certificate->n_blocks);
  append_inner (json, "largest_block", certificate->largest_block);
  append_inner (json, "drawn", (double) certificate->n_drawn);
  append_inner (json, "replaced", (double) certificate->n_replaced);
  append_inner (json, "share_certainty", certificate->share_certainty);
  append_inner (json, "group_certainty", certificate->group_certainty);
  append_inner (json, "row_certainty", certificate->row_certainty);
  append_inner (json, "unpublished", certificate->n_unpublished);
  append_inner (json, "withheld", certificate->n_withheld);
  append_inner (json, "law_date", certificate->law_date);
  append_notes (json, notes);
  g_string_append (json, "\n  }");
}

static void
append_weighting (GString *json, const MokWeighting *weighting)
{
  g_string_append (json, ",\n  \"weighting\": {\n    \"n_effective\": ");
  mok_json_append_double (json, weighting->n_effective);
  append_inner (json, "design_effect", weighting->design_effect);
  append_inner (json, "trimmed", (double) weighting->n_trimmed);
  g_string_append_printf (json, ",\n    \"converged\": %s,\n    \"variables\": [",
                          weighting->converged ? "true" : "false");
  for (guint i = 0; i < weighting->margins->len; i++)
    {
      if (i > 0)
        g_string_append (json, ", ");
      mok_json_append_string (json, ((const MokMargin *) g_ptr_array_index (weighting->margins, i))->variable);
    }
  g_string_append (json, "]\n  }");
}

static void
append_breakdowns (GString *json, const MokCube *cube, const char *language)
{
  g_autoptr (GPtrArray) breakdowns = mok_cube_get_breakdowns (cube);

  g_string_append (json, ",\n  \"breakdowns\": [");
  for (guint i = 0; i < breakdowns->len; i++)
    {
      const MokQuestion *background = g_ptr_array_index (breakdowns, i);

      g_string_append (json, i > 0 ? ",\n    {\"variable\": " : "\n    {\"variable\": ");
      mok_json_append_string (json, background->name);
      g_string_append (json, ", \"title\": ");
      mok_json_append_string (json, mok_question_get_title (background, language));
      g_string_append (json, ", \"levels\": [");
      for (guint level = 0; level < mok_cube_get_n_levels (cube, background); level++)
        {
          g_string_append (json, level > 0 ? ", {\"code\": " : "{\"code\": ");
          mok_json_append_string (json, mok_cube_get_level_code (cube, background, level));
          g_string_append (json, ", \"label\": ");
          mok_json_append_string (json, mok_cube_get_level_label (cube, background, level, language));
          g_string_append_c (json, '}');
        }
      g_string_append (json, "]}");
    }
  g_string_append_c (json, ']');
}

/**
 * mok_export_json_append_head:
 *
 * Appends everything up to the questions, without the comma behind it.
 */
void
mok_export_json_append_head (GString *json, const MokCube *cube, const MokExportOptions *options)
{
  const MokQuestionnaire *questionnaire = mok_cube_get_questionnaire (cube);
  const MokWeighting *weighting = mok_cube_get_weighting (cube);
  g_autoptr (GPtrArray) notes = mok_export_list_notes (cube);

  g_string_append (json, "{\n  \"format\": \"moksori-release\"");
  append_number (json, "version", MOK_EXPORT_JSON_VERSION);
  append_string (json, "title",
                 options->title != NULL ? options->title : mok_text_get (questionnaire->title, options->language));
  append_string (json, "questionnaire", questionnaire->id);
  append_string (json, "language", options->language);
  append_string (json, "disclosure", mok_cube_is_open (cube) ? "open" : "standard");
  append_boolean (json, "exact", mok_cube_is_exact (cube));
  append_boolean (json, "synthetic", mok_cube_is_synthetic (cube));
  append_boolean (json, "filters", options->filters);
  append_number (json, "respondents", (double) mok_cube_get_n_respondents (cube));
  append_number (json, "unreadable", (double) mok_cube_get_n_unreadable (cube));
  g_string_append (json, ",\n  \"notes\": [");
  for (guint i = 0; i < notes->len; i++)
    {
      g_string_append (json, i > 0 ? ",\n    " : "\n    ");
      mok_json_append_string (json, g_ptr_array_index (notes, i));
    }
  g_string_append_c (json, ']');
  if (!mok_cube_is_exact (cube))
    append_certificate (json, cube);
  if (weighting != NULL)
    append_weighting (json, weighting);
  append_breakdowns (json, cube, options->language);
}
