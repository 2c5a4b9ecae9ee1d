/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Pure functions from figures to words.
 * Must not give the exact number of responses while a survey collects: who watches the number after each visitor
 * would learn who answered.
 */

#include "config.h"

#include "organize/mok-figures.h"

#include <glib/gi18n-lib.h>

#include "base/mok-number.h"
#include "release/mok-closing.h"

#define STEP 10

/**
 * mok_figures_dup_responses:
 * @closed: whether the survey is closed, so that its number does not move any more
 *
 * Returns: (transfer full): the number of responses, "about" the ten below while collecting
 */
char *
mok_figures_dup_responses (guint responses, gboolean closed)
{
  g_autofree char *number = mok_number_dup (closed ? responses : responses / STEP * STEP);

  if (closed || responses == 0)
    return g_steal_pointer (&number);
  if (responses < STEP)
    return g_strdup (_ ("under 10"));

  /* Translators: a number of responses, rounded down: "about 1,420" */
  return g_strdup_printf (_ ("about %s"), number);
}

/**
 * mok_figures_dup_share:
 * @headcount: how many were invited; 0 = not given
 *
 * Returns: (transfer full) (nullable): the share of those invited that has answered
 */
char *
mok_figures_dup_share (guint responses, guint headcount)
{
  if (headcount == 0)
    return NULL;

  guint64 counted = responses / STEP * STEP;
  /* Translators: an approximate percentage: "≈ 71 %"; the blank is a narrow one that does not break */
  return g_strdup_printf (_ ("≈ %u\u202f%%"), (guint) MIN (100, (counted * 100 + headcount / 2) / headcount));
}

/**
 * mok_figures_dup_summary:
 *
 * Returns: (transfer full): the state of a survey in one line
 */
char *
mok_figures_dup_summary (const MokSurveyStatus *status, MokDisclosure disclosure)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_autofree char *responses = mok_figures_dup_responses (status->responses, status->closed);
  g_autofree char *counted = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%s response", "%s responses", status->closed ? status->responses : 2), responses);

  g_strv_builder_add (parts, status->closed ? _ ("Closed") : _ ("Collecting"));
  g_strv_builder_add (parts, status->responses == 0 ? _ ("no responses yet") : counted);
  if (disclosure == MOK_DISCLOSURE_OPEN)
    g_strv_builder_add (parts, _ ("open: does not protect answers"));
  if (status->synthetic)
    g_strv_builder_add (parts, _ ("synthetic data"));

  g_auto (GStrv) strings = g_strv_builder_end (parts);
  return g_strjoinv (" · ", strings);
}

/**
 * mok_figures_dup_codes:
 *
 * Returns: (transfer full) (nullable): printed, used and answered in one line, as far as it may move; %NULL without
 * codes
 */
char *
mok_figures_dup_codes (const MokCodeCounts *codes, gboolean closed)
{
  g_autofree char *printed = mok_number_dup (codes->printed);
  g_autofree char *burned = mok_figures_dup_responses (codes->burned, closed);
  g_autofree char *responses = mok_figures_dup_responses (codes->responses, closed);

  if (codes->printed == 0)
    return NULL;
  /* Translators: %1$s is a number, the others may be "about 120" or "under 10" */
  return g_strdup_printf (_ ("Access codes: %1$s printed, %2$s used · responses of their boxes: %3$s"), printed, burned,
                          responses);
}

/**
 * mok_figures_can_close:
 *
 * Returns: whether closing can be asked for; a survey that protects answers and is very small asks once more then
 */
gboolean
mok_figures_can_close (const MokSurveyStatus *status, MokDisclosure disclosure)
{
  return status->responses >= (disclosure == MOK_DISCLOSURE_OPEN ? 1 : MOK_CLOSING_MIN_SMALL);
}

/**
 * mok_figures_dup_why_not_close:
 *
 * Returns: (transfer full) (nullable): what keeps the survey from being closed, or makes it better to wait, in
 *   sentences; %NULL when there is nothing
 */
char *
mok_figures_dup_why_not_close (const MokSurveyStatus *status, MokDisclosure disclosure)
{
  if (disclosure == MOK_DISCLOSURE_OPEN)
    return status->responses == 0 ? g_strdup (_ ("There are no responses yet.")) : NULL;
  if (status->responses >= MOK_CLOSING_MIN_SMALL && status->small_sites_alone)
    return g_strdup (_ ("It cannot be closed yet: boxes of small workplaces are only counted together, at least three "
                        "of them with at least ten responses, and none with more than half of these."));
  if (status->responses >= MOK_CLOSING_MIN_RESPONSES)
    return NULL;
  if (status->responses >= MOK_CLOSING_MIN_SMALL)
    return g_strdup (_ ("About 10 responses so far. Closing needs at least 20, so that the figures can protect "
                        "everybody. With fewer it asks once more, and shows totals only."));

  return g_strdup (_ ("Fewer than 10 responses so far. Closing needs at least 20, so that the figures can protect "
                      "everybody."));
}
