/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How it was asked, how to read the figures, and the certificate. Must not claim anything of a survey that does not
 * protect answers, nor of how answers came in where that is not known.
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/mok-language.h"
#include "release/mok-closing.h"
#include "report/mok-report-private.h"
#include "report/mok-report-words.h"

static void
add_asked (MokReportDraft *self)
{
  MokQuestionnaire *form = mok_cube_get_questionnaire (self->input->cube);
  g_autofree char *languages = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GPtrArray) questions = mok_cube_get_questions (self->input->cube);

  for (guint i = 0; i < form->language_names->len; i++)
    g_ptr_array_add (names, g_ptr_array_index (form->language_names, i));
  g_ptr_array_add (names, NULL);
  languages = g_strjoinv (", ", (char **) names->pdata);
  /* Translators: 1 = title of a questionnaire, 2 = number of questions, 3 = languages */
  mok_report_take (self->report, MOK_REPORT_BLOCK_BULLET,
                   g_strdup_printf (_ ("Questionnaire “%1$s”: %2$u questions with figures here, asked in: %3$s."),
                                    mok_text_get (form->title, self->language), questions->len, languages));
  mok_report_add (
      self->report, MOK_REPORT_BLOCK_BULLET,
      _ ("Nobody had to answer a question. “Not asked”, “left blank”, “not sure” and “prefer not to answer” "
         "are counted apart and are in no percentage of answers."));
  mok_report_add (self->report, MOK_REPORT_BLOCK_BULLET,
                  _ ("These are the people who answered. How far they stand for those who did not, no figure here can "
                     "tell."));
  if (mok_cube_is_exact (self->input->cube))
    return;
  mok_report_add (self->report, MOK_REPORT_BLOCK_BULLET,
                  _ ("Each response was sealed when it was submitted. The responses were opened once, when the survey "
                     "was closed, to compute these results; then the answers and the key in the survey file were "
                     "destroyed. What remains are these results."));
}

static void
add_reading (MokReportDraft *self)
{
  const gboolean exact = mok_cube_is_exact (self->input->cube);
  g_autofree char *limit = mok_percent_to_string (5);

  mok_report_add (self->report, MOK_REPORT_BLOCK_HEADING, _ ("How to read the figures"));
  mok_report_add (
      self->report, MOK_REPORT_BLOCK_BULLET,
      _ ("Shares are whole points that add to 100, except where several answers were possible. Groups whose "
         "intervals overlap are not put in order."));
  mok_report_take (self->report, MOK_REPORT_BLOCK_BULLET,
                   g_strdup_printf (_ ("“≤ %s” means: at most that many, rounded to 5 points; so few gave this answer "
                                       "that no more can be said."),
                                    limit));
  if (!exact)
    mok_report_add (self->report, MOK_REPORT_BLOCK_BULLET,
                    _ ("Numbers of people are estimates, shown to the nearest 5. A group with fewer than 10 answers is "
                       "not shown."));
  if (self->outcomes->len > 0)
    mok_report_add (self->report, MOK_REPORT_BLOCK_BULLET,
                    _ ("Whether a protection was received is as reported by respondents, not a legal finding."));
}

static void
add_certificate (MokReportDraft *self)
{
  g_autoptr (GPtrArray) notes = mok_closing_list_certificate (self->input->cube);
  const MokWeighting *weighting = mok_cube_get_weighting (self->input->cube);
  g_autoptr (GPtrArray) weights = notes == NULL && weighting != NULL ? mok_weighting_list_notes (weighting) : NULL;

  if (weights != NULL)
    mok_report_add_notes (self->report, weights);
  if (notes == NULL)
    return;
  mok_report_add (self->report, MOK_REPORT_BLOCK_HEADING, _ ("Certificate"));
  mok_report_add_notes (self->report, notes);
  if (self->input->left == NULL || self->input->left->len == 0)
    return;
  mok_report_add (self->report, MOK_REPORT_BLOCK_HEADING, _ ("What is left to destroy"));
  mok_report_add_notes (self->report, self->input->left);
}

/**
 * mok_report_add_method:
 *
 * Adds the section on method and anonymity. An open survey has neither certificate nor a word on protection.
 */
void
mok_report_add_method (MokReportDraft *self)
{
  g_auto (GStrv) words = NULL;
  g_autofree char *fingerprint = NULL;

  if (!mok_report_begin_section (self, "method", TRUE))
    return;
  add_asked (self);
  words = mok_manifest_dup_words (self->input->manifest, self->language);
  fingerprint = g_strjoinv (" ", words);
  /* Translators: %s are six words */
  mok_report_take (self->report, MOK_REPORT_BLOCK_BULLET,
                   g_strdup_printf (_ ("Check words of this survey: %s."), fingerprint));
  add_reading (self);
  add_certificate (self);
}
