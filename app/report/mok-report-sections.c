/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The sections that a report can have, which of them are wanted, and what the organizer adds to them.
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "report/mok-report-chapter.h"
#include "report/mok-report-private.h"

void
mok_report_section_free (MokReportSection *self)
{
  g_free (self->id);
  g_free (self->title);
  g_free (self);
}

void
mok_report_text_free (MokReportText *self)
{
  g_free (self->section);
  g_free (self->text);
  g_free (self);
}

static void
add (GPtrArray *sections, const char *id, const char *title)
{
  MokReportSection *section = g_new0 (MokReportSection, 1);

  section->id = g_strdup (id);
  section->title = g_strdup (title);
  g_ptr_array_add (sections, section);
}

static gboolean
has_protections (const MokReportInput *input)
{
  g_autoptr (GPtrArray) outcomes = mok_cube_get_outcomes (input->cube);

  return outcomes->len > 0;
}

/**
 * mok_report_has_loose_questions:
 *
 * Returns: whether some questions belong to no module
 */
gboolean
mok_report_has_loose_questions (const MokCube *cube)
{
  g_autoptr (GPtrArray) questions = mok_cube_get_questions (cube);

  for (guint i = 0; i < questions->len; i++)
    {
      if (mok_questionnaire_get_module_of (mok_cube_get_questionnaire (cube), g_ptr_array_index (questions, i)) < 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * mok_report_dup_module_id:
 * @module: number of a module; -1 = the questions that belong to none
 *
 * Returns: (transfer full): the id of its section: its name, unless a section of ours is called so
 */
char *
mok_report_dup_module_id (const MokQuestionnaire *form, int module)
{
  static const char *const ours[] = { "summary",  "method",   "protections", "pinned", "comments",
                                      "left-out", "chapters", "questions",   "other",  NULL };
  const char *name = module >= 0 ? mok_questionnaire_get_module (form, (guint) module)->name : NULL;

  if (name == NULL)
    return g_strdup ("other");
  return g_strv_contains (ours, name) ? g_strconcat ("module-", name, NULL) : g_strdup (name);
}

static void
add_module (GPtrArray *sections, const MokQuestionnaire *form, int module, const char *language)
{
  const MokGroup *group = module >= 0 ? mok_questionnaire_get_module (form, (guint) module) : NULL;
  const char *title = group != NULL && group->label != NULL ? mok_text_get (group->label, language) : "";
  g_autofree char *id = mok_report_dup_module_id (form, module);

  if (group == NULL)
    title = _ ("Questions");
  add (sections, id, *title != '\0' ? title : id);
}

const char *
mok_report_get_headline_title (void)
{
  return _ ("Protections by workplace size");
}

/**
 * mok_report_list_sections:
 * @language: of the titles
 *
 * Returns: (transfer full) (element-type MokReportSection): what a report of this survey can have, in its order. The
 *   titles that are the program's own are in the program's language
 */
GPtrArray *
mok_report_list_sections (const MokReportInput *input, const char *language)
{
  g_return_val_if_fail (input != NULL && language != NULL, NULL);

  GPtrArray *sections = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_report_section_free);
  MokQuestionnaire *form = mok_cube_get_questionnaire (input->cube);
  g_autoptr (GPtrArray) chapters = mok_report_chapters_load (form);

  add (sections, "summary", _ ("Summary"));
  add (sections, "method",
       mok_cube_is_exact (input->cube) ? _ ("How it was asked") : _ ("How it was asked and how anonymity was kept"));
  if (has_protections (input))
    add (sections, "protections", mok_report_get_headline_title ());
  if (mok_report_has_pinned (input))
    add (sections, "pinned", _ ("Chosen figures"));
  for (guint i = 0; i < chapters->len; i++)
    {
      const MokReportChapter *chapter = g_ptr_array_index (chapters, i);
      g_autofree char *title = g_strdup_printf ("%u  %s", i + 1, mok_text_get (chapter->title, language));

      add (sections, chapter->id, title);
    }
  for (int i = mok_report_has_loose_questions (input->cube) ? -1 : 0; i < (int) mok_questionnaire_get_n_modules (form);
       i++)
    add_module (sections, form, i, language);
  if (input->comments != NULL && *input->comments != '\0')
    add (sections, "comments", _ ("What people wrote"));
  add (sections, "left-out", _ ("What is left out, and why"));
  return sections;
}

static gboolean
is_module (const MokReportDraft *self, const char *id)
{
  MokQuestionnaire *form = mok_cube_get_questionnaire (self->input->cube);

  for (int i = -1; i < (int) mok_questionnaire_get_n_modules (form); i++)
    {
      g_autofree char *module = mok_report_dup_module_id (form, i);

      if (strcmp (module, id) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_chapter (const MokReportDraft *self, const char *id)
{
  g_autoptr (GPtrArray) chapters = mok_report_chapters_load (mok_cube_get_questionnaire (self->input->cube));

  for (guint i = 0; i < chapters->len; i++)
    {
      if (strcmp (((const MokReportChapter *) g_ptr_array_index (chapters, i))->id, id) == 0)
        return TRUE;
    }
  return FALSE;
}

gboolean
mok_report_wants (const MokReportDraft *self, const char *section)
{
  const char *const *wanted = self->options->sections;

  if (wanted == NULL || g_strv_contains (wanted, section))
    return TRUE;
  return (g_strv_contains (wanted, "questions") && is_module (self, section))
         || (g_strv_contains (wanted, "chapters") && is_chapter (self, section));
}

static void
add_own_text (MokReportDraft *self, const char *id)
{
  for (guint i = 0; self->options->texts != NULL && i < self->options->texts->len; i++)
    {
      const MokReportText *text = g_ptr_array_index (self->options->texts, i);
      g_auto (GStrv) paragraphs = strcmp (text->section, id) == 0 ? g_strsplit (text->text, "\n\n", -1) : NULL;

      for (guint k = 0; paragraphs != NULL && paragraphs[k] != NULL; k++)
        {
          g_strstrip (paragraphs[k]);
          g_strdelimit (paragraphs[k], "\n", ' ');
          if (*paragraphs[k] != '\0')
            mok_report_add (self->report, MOK_REPORT_BLOCK_OWN_TEXT, paragraphs[k]);
        }
    }
}

/**
 * mok_report_begin_section:
 * @id: of the section; "" = what stands below the title
 *
 * Adds the heading and the organizer's own text.
 *
 * Returns: whether the section is wanted
 */
gboolean
mok_report_begin_section (MokReportDraft *self, const char *id, gboolean new_page)
{
  if (*id == '\0')
    {
      add_own_text (self, id);
      return TRUE;
    }
  for (guint i = 0; i < self->sections->len; i++)
    {
      const MokReportSection *section = g_ptr_array_index (self->sections, i);

      if (strcmp (section->id, id) != 0 || !mok_report_wants (self, id))
        continue;

      MokReportBlock *block = mok_report_add (self->report, MOK_REPORT_BLOCK_SECTION, section->title);

      block->id = g_strdup (id);
      block->new_page = new_page;
      add_own_text (self, id);
      return TRUE;
    }
  return FALSE;
}

/* Returns: (nullable): the id, where the line is "[id]" */
static char *
dup_heading (const char *line)
{
  const gsize length = strlen (line);

  if (length > 2 && line[0] == '[' && line[length - 1] == ']')
    return g_strndup (line + 1, length - 2);
  return NULL;
}

/**
 * mok_report_texts_parse:
 * @text: UTF-8. A line such as `[summary]` says to which section the paragraphs below it belong; what stands above the
 *   first of these goes below the title
 *
 * Returns: (transfer full) (element-type MokReportText): the texts by section
 */
GPtrArray *
mok_report_texts_parse (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  GPtrArray *texts = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_report_text_free);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *section = g_strdup ("");
  g_autoptr (GString) paragraphs = g_string_new (NULL);

  for (guint i = 0;; i++)
    {
      char *heading = NULL;

      if (lines[i] != NULL)
        {
          g_strstrip (lines[i]);
          heading = dup_heading (lines[i]);
        }
      if (heading == NULL && lines[i] != NULL)
        {
          g_string_append_printf (paragraphs, "%s\n", lines[i]);
          continue;
        }
      g_strstrip (paragraphs->str);
      if (*paragraphs->str != '\0')
        {
          MokReportText *found = g_new0 (MokReportText, 1);

          found->section = g_strdup (section);
          found->text = g_strdup (paragraphs->str);
          g_ptr_array_add (texts, found);
        }
      if (lines[i] == NULL)
        return texts;
      g_string_truncate (paragraphs, 0);
      g_free (section);
      section = heading;
    }
}
