/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The report: written as blocks, measured, set on pages. Immutable once made. Must not see a single answer: all it
 * knows is the release.
 */

#include "config.h"

#include "report/mok-report.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "analysis/mok-table-words.h"
#include "base/mok-day.h"
#include "base/mok-language.h"
#include "report/mok-report-private.h"

/* A logo is no photograph; more pixels than this only make a huge file. */
#define LARGEST_LOGO 4096

G_DEFINE_QUARK (mok_report_error, mok_report_error)

static cairo_surface_t *
load_logo (const char *path, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);
  cairo_surface_t *logo = cairo_image_surface_create_from_png (path);
  const cairo_status_t status = cairo_surface_status (logo);

  if (status == CAIRO_STATUS_SUCCESS && cairo_image_surface_get_width (logo) > 0
      && cairo_image_surface_get_width (logo) <= LARGEST_LOGO && cairo_image_surface_get_height (logo) > 0
      && cairo_image_surface_get_height (logo) <= LARGEST_LOGO)
    return logo;
  if (status == CAIRO_STATUS_FILE_NOT_FOUND)
    g_set_error (error, MOK_REPORT_ERROR, MOK_REPORT_ERROR_LOGO, _ ("“%s”: there is no such file"), shown);
  else
    g_set_error (error, MOK_REPORT_ERROR, MOK_REPORT_ERROR_LOGO,
                 _ ("“%1$s”: a logo is a PNG picture of at most %2$d pixels a side"), shown, LARGEST_LOGO);
  cairo_surface_destroy (logo);
  return NULL;
}

static gboolean
check_section (const MokReportDraft *self, const char *id, GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);

  if (*id == '\0' || strcmp (id, "questions") == 0 || strcmp (id, "chapters") == 0)
    return TRUE;
  for (guint i = 0; i < self->sections->len; i++)
    {
      const MokReportSection *section = g_ptr_array_index (self->sections, i);

      if (strcmp (section->id, id) == 0)
        return TRUE;
      g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", section->id);
    }
  /* Translators: 1 = what was asked for, 2 = names of sections */
  g_set_error (error, MOK_REPORT_ERROR, MOK_REPORT_ERROR_SECTION,
               _ ("The report has no section “%1$s”. It has: %2$s; chapters and questions stand for all of these."), id,
               known->str);
  return FALSE;
}

static gboolean
check_sections (const MokReportDraft *self, GError **error)
{
  for (guint i = 0; self->options->sections != NULL && self->options->sections[i] != NULL; i++)
    {
      if (!check_section (self, self->options->sections[i], error))
        return FALSE;
    }
  for (guint i = 0; self->options->texts != NULL && i < self->options->texts->len; i++)
    {
      if (!check_section (self, ((const MokReportText *) g_ptr_array_index (self->options->texts, i))->section, error))
        return FALSE;
    }
  return TRUE;
}

/* What has to be known before believing any chart; it stands at the foot of each page that has one. */
static char *
dup_foot (const MokCube *cube)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (mok_cube_is_open (cube))
    g_string_append (text, _ ("Open survey: answers are not protected."));
  else if (!mok_cube_is_exact (cube))
    g_string_append (text, mok_table_get_noise_sentence ());
  if (mok_cube_is_synthetic (cube))
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", _ ("Synthetic sample data."));
  return text->len > 0 ? g_strdup (text->str) : NULL;
}

/* A survey that kept its questionnaire's title has it in the report's language. */
static const char *
find_title (const MokReportInput *input, const char *language)
{
  const char *title = mok_manifest_get_title (input->manifest);
  MokQuestionnaire *form = mok_cube_get_questionnaire (input->cube);

  for (guint i = 0; i < form->languages->len; i++)
    {
      if (strcmp (title, mok_text_get (form->title, g_ptr_array_index (form->languages, i))) == 0)
        return mok_text_get (form->title, language);
    }
  return title;
}

static MokReport *
report_new (const MokReportInput *input, const MokReportOptions *options)
{
  MokReport *self = g_new0 (MokReport, 1);
  g_autofree char *n = g_strdup_printf ("%" G_GUINT64_FORMAT, mok_cube_get_n_respondents (input->cube));

  g_atomic_ref_count_init (&self->refs);
  self->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_report_block_free);
  self->title = g_strdup (find_title (input, options->language));
  self->author = g_strdup (options->author);
  self->day = options->day;
  /* Translators: subject of a PDF, %s is a number */
  self->subject = g_strdup_printf (_ ("Report of a survey with %s responses"), n);
  /* Translators: keywords of a PDF, by commas */
  self->keywords = g_strdup (_ ("survey, working conditions, anonymous"));
  self->foot = dup_foot (input->cube);
  mok_report_init_fonts (self, options->font_family, options->language);
  return self;
}

static guint
find_law_date (const MokReportInput *input)
{
  const MokCertificate *certificate = mok_cube_get_certificate (input->cube);
  const guint day = mok_day_parse (mok_manifest_get_law_date (input->manifest));

  return certificate != NULL && certificate->law_date != 0 ? certificate->law_date : day;
}

static const char *
find_breakdown (const MokCube *cube)
{
  g_autoptr (GPtrArray) breakdowns = mok_cube_get_breakdowns (cube);

  for (guint i = 0; i < breakdowns->len; i++)
    {
      if (strcmp (((const MokQuestion *) g_ptr_array_index (breakdowns, i))->name, MOK_REPORT_SIZE5) == 0)
        return MOK_REPORT_SIZE5;
    }
  return NULL;
}

static void
write_report (MokReportDraft *draft, cairo_surface_t *logo)
{
  mok_report_add_front (draft, logo);
  mok_report_add_method (draft);
  mok_report_add_protections (draft);
  mok_report_add_pinned (draft);
  mok_report_add_chapters (draft);
  mok_report_add_modules (draft);
  mok_report_add_comments (draft);
  mok_report_add_left_out (draft);
  mok_report_lay_out (draft->report);
}

static MokReport *
make_report (const MokReportInput *input, const MokReportOptions *options, cairo_surface_t *logo, GError **error)
{
  g_autoptr (MokReport) report = report_new (input, options);
  g_autoptr (GPtrArray) sections = mok_report_list_sections (input, options->language);
  g_autoptr (GPtrArray) outcomes = mok_cube_get_outcome_tables (input->cube, NULL, NULL, error);
  g_autoptr (GHashTable) left_out =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  g_autoptr (GPtrArray) reasons = g_ptr_array_new ();
  g_autoptr (GPtrArray) too_few = g_ptr_array_new_with_free_func (g_free);
  MokReportDraft draft = {
    .report = report,
    .input = input,
    .options = options,
    .language = options->language,
    .outcomes = outcomes,
    .sections = sections,
    .left_out = left_out,
    .reasons = reasons,
    .too_few = too_few,
  };

  if (outcomes == NULL || !check_sections (&draft, error))
    return NULL;
  draft.law_date = outcomes->len > 0 ? find_law_date (input) : 0;
  draft.by = find_breakdown (input->cube);
  write_report (&draft, logo);
  return g_steal_pointer (&report);
}

/**
 * mok_report_new:
 * @input: the release of a survey and what belongs to it
 * @options: language, sections, own texts, logo
 * @error: return location for an error of %MOK_REPORT_ERROR or %MOK_CUBE_ERROR
 *
 * Writes the report and sets it on pages. While it works the program's language is that of the report; only from the
 * main thread. A report keeps its letters laid out in the fonts of the calling thread: make, paint and save it there.
 *
 * Returns: (transfer full) (nullable): the report
 */
MokReport *
mok_report_new (const MokReportInput *input, const MokReportOptions *options, GError **error)
{
  g_return_val_if_fail (input != NULL && input->cube != NULL && input->manifest != NULL, NULL);
  g_return_val_if_fail (options != NULL && options->language != NULL, NULL);

  g_autofree char *language = g_strdup (mok_language_get ());
  cairo_surface_t *logo = NULL;
  MokReport *report;

  if (options->logo != NULL && (logo = load_logo (options->logo, error)) == NULL)
    return NULL;
  if (strcmp (language, options->language) != 0)
    mok_language_set (options->language);
  report = make_report (input, options, logo, error);
  if (strcmp (language, options->language) != 0)
    mok_language_set (language);
  g_clear_pointer (&logo, cairo_surface_destroy);
  return report;
}

MokReport *
mok_report_ref (MokReport *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
mok_report_unref (MokReport *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->title);
  g_free (self->author);
  g_free (self->subject);
  g_free (self->keywords);
  g_free (self->foot);
  g_ptr_array_unref (self->blocks);
  g_clear_pointer (&self->parts, g_array_unref);
  for (guint i = 0; i < MOK_N_REPORT_FONTS; i++)
    pango_font_description_free (self->fonts[i]);
  g_object_unref (self->context);
  g_free (self);
}

guint
mok_report_get_n_pages (const MokReport *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_pages;
}

const char *
mok_report_get_title (const MokReport *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->title;
}

/**
 * mok_report_get_page_of:
 * @section: its id
 *
 * Returns: the page on which a section begins, from 0; -1 where the report does not have it
 */
int
mok_report_get_page_of (const MokReport *self, const char *section)
{
  g_return_val_if_fail (self != NULL && section != NULL, -1);

  for (guint i = 0; i < self->parts->len; i++)
    {
      const MokPagePart *part = &g_array_index (self->parts, MokPagePart, i);
      const MokReportBlock *block = g_ptr_array_index (self->blocks, part->item);

      if (block->id != NULL && strcmp (block->id, section) == 0)
        return (int) part->page;
    }
  return -1;
}
