/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What each section says: from the release to blocks. Must not measure, and must not know a page.
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "analysis/mok-table-words.h"
#include "report/mok-report-chapter.h"
#include "report/mok-report-private.h"
#include "report/mok-report-words.h"

/* Findings in the summary, over all modules. */
#define MOST_FINDINGS 9

/* Returns: (transfer full) (nullable): the table of all respondents, %NULL where it is not offered */
static MokTable *
get_table (MokReportDraft *self, const MokQuestion *question, const char *by)
{
  return mok_cube_get_table (self->input->cube, question->name, by, NULL, NULL, NULL);
}

static void
add_small_table (MokReportDraft *self, const MokQuestion *question, MokTable *all)
{
  g_autofree char *refusal =
      self->by != NULL ? mok_cube_dup_refusal (self->input->cube, question->name, self->by, NULL) : NULL;
  g_autoptr (MokTable) groups = self->by != NULL && refusal == NULL ? get_table (self, question, self->by) : NULL;
  g_autofree char *sentence = NULL;
  MokReportBlock *block;

  block = mok_report_take_table (
      self->report, mok_report_table_new_for (groups != NULL ? groups : all,
                                              mok_question_get_title (question, self->language), self->language));
  sentence =
      groups != NULL ? mok_table_dup_test_sentence (groups, self->language) : mok_table_dup_middle_sentence (all, 0);
  mok_report_add_below (self->report, block, sentence);
}

/**
 * mok_report_add_question:
 *
 * Adds the chart of a question and its small table, where it is offered.
 */
void
mok_report_add_question (MokReportDraft *self, const MokQuestion *question)
{
  const MokChartOptions options = mok_report_get_chart_options (self);
  const char *title = mok_question_get_title (question, self->language);
  g_autofree char *refusal = mok_cube_dup_refusal (self->input->cube, question->name, NULL, NULL);
  g_autoptr (MokTable) table = refusal == NULL ? get_table (self, question, NULL) : NULL;
  MokReportBlock *block;

  if (table == NULL || mok_report_hold_back (self, table, title))
    return;
  block = mok_report_take_chart (self->report, mok_chart_new (table, &options));
  block->title = g_strdup (title);
  add_small_table (self, question, table);
  mok_report_add_own_note (self, question->name, NULL);
}

/* Front */

static void
add_contents (MokReportDraft *self)
{
  MokReportBlock *heading = mok_report_add (self->report, MOK_REPORT_BLOCK_HEADING, _ ("Contents"));

  g_clear_pointer (&heading->title, g_free);
  mok_report_add (self->report, MOK_REPORT_BLOCK_CONTENTS, NULL);
}

static char *
dup_number (guint64 number)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, number);
  const gsize length = strlen (digits);
  GString *grouped = g_string_new (NULL);

  for (gsize i = 0; i < length; i++)
    g_string_append_printf (grouped, "%s%c", i > 0 && (length - i) % 3 == 0 ? "," : "", digits[i]);
  return g_string_free (grouped, FALSE);
}

static char *
dup_who (const MokReportDraft *self)
{
  const guint64 n = mok_cube_get_n_respondents (self->input->cube);
  const guint headcount = mok_manifest_get_headcount (self->input->manifest);
  g_autofree char *number = dup_number (n);

  if (headcount > 0)
    {
      g_autofree char *all = dup_number (headcount);

      /* Translators: 1 = responses, 2 = people */
      return g_strdup_printf (_ ("%1$s responses, of about %2$s people who could have answered"), number, all);
    }
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s response", "%s responses", (gulong) n), number);
}

static char *
dup_subtitle (const MokReportDraft *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *who = dup_who (self);

  g_string_append (text, who);
  if (self->options->author != NULL && *self->options->author != '\0')
    g_string_append_printf (text, "\u00a0· %s", self->options->author);
  if (self->options->day != 0)
    {
      g_autofree char *day = mok_report_dup_day (self->options->day);

      g_string_append_printf (text, "\u00a0· %s", day);
    }
  return g_strdup (text->str);
}

static gboolean
is_for_findings (const MokQuestion *question)
{
  return question->role == MOK_ROLE_QUESTION || question->role == MOK_ROLE_SENSITIVE;
}

/* One finding of each module, then a second one of each, and so on: a summary is not about one module. */
static void
add_findings (MokReportDraft *self)
{
  MokQuestionnaire *form = mok_cube_get_questionnaire (self->input->cube);
  g_autoptr (GPtrArray) questions = mok_cube_get_questions (self->input->cube);
  const guint n_modules = mok_questionnaire_get_n_modules (form);
  const guint each = MAX (1, MOST_FINDINGS / MAX (n_modules, 1));

  for (int module = -1; module < (int) n_modules; module++)
    {
      guint n = 0;

      for (guint i = 0; i < questions->len && n < each; i++)
        {
          const MokQuestion *question = g_ptr_array_index (questions, i);
          g_autoptr (MokTable) table = NULL;
          g_autofree char *sentence = NULL;

          if (!is_for_findings (question) || mok_questionnaire_get_module_of (form, question) != module)
            continue;
          table = get_table (self, question, NULL);
          sentence = table != NULL ? mok_report_dup_finding (table, self->language) : NULL;
          if (sentence == NULL)
            continue;
          mok_report_add (self->report, MOK_REPORT_BLOCK_BULLET, sentence);
          n++;
        }
    }
}

static void
add_summary (MokReportDraft *self)
{
  MokCube *cube = self->input->cube;
  g_autofree char *sizes = NULL;

  if (!mok_report_begin_section (self, "summary", FALSE))
    return;
  if (mok_cube_is_synthetic (cube))
    mok_report_add (self->report, MOK_REPORT_BLOCK_PARAGRAPH,
                    _ ("These are simulated responses, not answers of people: every figure is synthetic."));
  if (mok_cube_is_open (cube))
    mok_report_add (self->report, MOK_REPORT_BLOCK_PARAGRAPH,
                    _ ("This survey does not protect answers: the organizer can read and publish every row."));
  mok_report_add_figures (self);
  sizes = mok_report_dup_sizes_sentence (self->outcomes, self->language);
  if (sizes != NULL)
    mok_report_add (self->report, MOK_REPORT_BLOCK_PARAGRAPH, sizes);
  add_findings (self);
  mok_report_add (
      self->report, MOK_REPORT_BLOCK_PARAGRAPH,
      mok_cube_is_exact (cube)
          ? _ ("Percentages are of those who gave an answer. In brackets stands the interval that holds the "
               "share in 95 of 100 such surveys by chance alone; it does not allow for who did not answer.")
          : _ ("Percentages are of those who gave an answer. In brackets stands the interval that holds the "
               "share in 95 of 100 such surveys; it allows for chance and for the replaced answers, not for "
               "who did not answer."));
}

/**
 * mok_report_add_front:
 * @logo: (nullable): a picture for the top
 *
 * Adds title, contents and summary.
 */
void
mok_report_add_front (MokReportDraft *self, cairo_surface_t *logo)
{
  if (logo != NULL)
    mok_report_add (self->report, MOK_REPORT_BLOCK_LOGO, NULL)->logo = cairo_surface_reference (logo);
  mok_report_add (self->report, MOK_REPORT_BLOCK_TITLE, self->report->title);
  mok_report_take (self->report, MOK_REPORT_BLOCK_SUBTITLE, dup_subtitle (self));
  mok_report_begin_section (self, "", FALSE);
  add_summary (self);
  add_contents (self);
}

/* Sections of figures */

void
mok_report_add_protections (MokReportDraft *self)
{
  char *(*const sentences[]) (GPtrArray *, const char *) = { mok_report_dup_sizes_sentence,
                                                             mok_report_dup_denied_sentence,
                                                             mok_report_dup_exempt_sentence };

  if (self->outcomes->len == 0 || !mok_report_begin_section (self, "protections", TRUE))
    return;
  mok_report_add (self->report, MOK_REPORT_BLOCK_PARAGRAPH,
                  _ ("Each bar sets what the law guarantees beside what people say they received. Solid colours: "
                     "guaranteed at this size. Stripes: exempt. Blue: received. Orange: not received."));
  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    {
      g_autofree char *sentence = sentences[i](self->outcomes, self->language);

      if (sentence != NULL)
        mok_report_add (self->report, MOK_REPORT_BLOCK_BULLET, sentence);
    }
  mok_report_add_outcome_charts (self, self->outcomes);
  mok_report_add_own_note (self, "protections", NULL);
  mok_report_add_outcome_notes (self, self->outcomes);
  mok_report_add (self->report, MOK_REPORT_BLOCK_HEADING, _ ("The law behind these figures"));
  mok_report_add_law (self, self->outcomes, FALSE);
}

static GPtrArray *
choose_outcomes (const MokReportDraft *self, char **variables)
{
  GPtrArray *chosen = g_ptr_array_new ();

  for (guint i = 0; i < self->outcomes->len; i++)
    {
      const MokTable *table = g_ptr_array_index (self->outcomes, i);

      if (g_str_has_prefix (table->question, MOK_REPORT_OUTCOME)
          && g_strv_contains ((const char *const *) variables, table->question + strlen (MOK_REPORT_OUTCOME)))
        g_ptr_array_add (chosen, (gpointer) table);
    }
  return chosen;
}

static void
add_chapter (MokReportDraft *self, const MokReportChapter *chapter)
{
  MokQuestionnaire *form = mok_cube_get_questionnaire (self->input->cube);
  g_autoptr (GPtrArray) outcomes = choose_outcomes (self, chapter->protections);

  if (!mok_report_begin_section (self, chapter->id, TRUE))
    return;
  mok_report_add (self->report, MOK_REPORT_BLOCK_PARAGRAPH, mok_text_get (chapter->text, self->language));
  if (outcomes->len > 0)
    {
      g_autofree char *sizes = mok_report_dup_sizes_sentence (outcomes, self->language);
      g_autofree char *exempt = mok_report_dup_exempt_sentence (outcomes, self->language);

      if (sizes != NULL)
        mok_report_add (self->report, MOK_REPORT_BLOCK_BULLET, sizes);
      if (exempt != NULL)
        mok_report_add (self->report, MOK_REPORT_BLOCK_BULLET, exempt);
      mok_report_add_outcome_charts (self, outcomes);
      mok_report_add_outcome_notes (self, outcomes);
      mok_report_add (self->report, MOK_REPORT_BLOCK_HEADING, _ ("The articles behind these figures"));
      mok_report_add_law (self, outcomes, TRUE);
    }
  for (guint i = 0; chapter->questions[i] != NULL; i++)
    {
      const MokQuestion *question = mok_questionnaire_find_question (form, chapter->questions[i]);

      if (question != NULL)
        mok_report_add_question (self, question);
    }
  mok_report_add_held_back (self);
}

void
mok_report_add_chapters (MokReportDraft *self)
{
  g_autoptr (GPtrArray) chapters = mok_report_chapters_load (mok_cube_get_questionnaire (self->input->cube));

  for (guint i = 0; i < chapters->len; i++)
    add_chapter (self, g_ptr_array_index (chapters, i));
}

void
mok_report_add_modules (MokReportDraft *self)
{
  MokQuestionnaire *form = mok_cube_get_questionnaire (self->input->cube);
  g_autoptr (GPtrArray) questions = mok_cube_get_questions (self->input->cube);

  for (int module = -1; module < (int) mok_questionnaire_get_n_modules (form); module++)
    {
      g_autofree char *id = mok_report_dup_module_id (form, module);

      if (!mok_report_begin_section (self, id, FALSE))
        continue;
      for (guint i = 0; i < questions->len; i++)
        {
          const MokQuestion *question = g_ptr_array_index (questions, i);

          if (mok_questionnaire_get_module_of (form, question) == module)
            mok_report_add_question (self, question);
        }
      mok_report_add_held_back (self);
    }
}

void
mok_report_add_comments (MokReportDraft *self)
{
  g_auto (GStrv) paragraphs = NULL;

  if (self->input->comments == NULL || *self->input->comments == '\0'
      || !mok_report_begin_section (self, "comments", TRUE))
    return;
  mok_report_add (self->report, MOK_REPORT_BLOCK_PARAGRAPH,
                  _ ("Comments are read once and then destroyed. This is what the organizer made of them:"));
  paragraphs = g_strsplit (self->input->comments, "\n", -1);
  for (guint i = 0; paragraphs[i] != NULL; i++)
    {
      if (*g_strstrip (paragraphs[i]) != '\0')
        mok_report_add (self->report, MOK_REPORT_BLOCK_OWN_TEXT, paragraphs[i]);
    }
}
