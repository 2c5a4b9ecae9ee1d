/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The notice that hangs beside the computer on which people answer, or is sent around: what is stored, what is not, and
 * the words that tell a box of this survey from one that somebody changed. Must not promise what the promise page does
 * not, and holds no secret.
 */

#include "config.h"

#include "report/mok-notice.h"

#include <glib/gi18n-lib.h>

#include "report/mok-paper-flow.h"

#define TEXT_SIZE 13.0
#define HEADING_SIZE 14.0
#define COLUMN_GAP 28.0

static void
add_list (MokPaperFlow *flow, const char *heading, const char *const *items)
{
  mok_paper_flow_text (flow, heading, HEADING_SIZE, TRUE, 6);
  for (guint i = 0; items[i] != NULL; i++)
    mok_paper_flow_item (flow, items[i], TEXT_SIZE);
}

/* What is stored and what is never, beside each other. */
static void
add_stored (MokPaperFlow *flow, gboolean is_open)
{
  const char *const sealed[] = { _ ("Your answers, sealed: only the organizer’s key opens them"),
                                 _ ("Your comment, if you write one, sealed apart from your answers"), NULL };
  const char *const readable[] = { _ ("Your answers: the organizer can read and publish them"),
                                   _ ("Your comment, if you write one: the organizer can read and publish it, too"),
                                   NULL };
  const char *const never[] = { _ ("Name, account, computer or address"), _ ("Date, time, or how long you took"),
                                _ ("The order in which people answered"), _ ("Anything, if you stop before submitting"),
                                NULL };
  const double width = (flow->width - COLUMN_GAP) / 2;
  MokPaperFlow left = { flow->paper, flow->language, flow->x, flow->y, width };
  MokPaperFlow right = { flow->paper, flow->language, flow->x + width + COLUMN_GAP, flow->y, width };

  add_list (&left, _ ("What is stored"), is_open ? readable : sealed);
  add_list (&right, _ ("What is never stored"), never);
  flow->y = MAX (left.y, right.y) + 12;
}

static void
add_promise (MokPaperFlow *flow, gboolean is_open)
{
  if (is_open)
    {
      mok_paper_flow_warning (
          flow, _ ("This survey does not protect answers: the organizer can read and publish every row."), 16);
      return;
    }
  mok_paper_flow_text (flow, _ ("Your answers are sealed when you submit"), 16, TRUE, 4);
  mok_paper_flow_text (flow,
                       _ ("The computer on which you answer can seal answers but cannot open them. Nobody there can "
                          "read them, not even its owner."),
                       TEXT_SIZE, FALSE, 16);
}

static void
add_limits (MokPaperFlow *flow, gboolean is_open)
{
  mok_paper_flow_text (flow, _ ("What no program can protect you from"), HEADING_SIZE, TRUE, 6);
  mok_paper_flow_item (
      flow,
      _ ("Somebody behind you, a camera, or a computer that records what is typed. Answer where nobody "
         "watches."),
      TEXT_SIZE);
  mok_paper_flow_item (flow, _ ("A comment that says who wrote it: write no names, dates or wards."), TEXT_SIZE);
  if (is_open)
    mok_paper_flow_item (
        flow, _ ("Colleagues who recognize you by your profession, age or workplace in a published row."), TEXT_SIZE);
  else
    mok_paper_flow_item (flow,
                         _ ("An organizer who opens single answers with another program, against what is promised "
                            "here. Moksori shows results of groups only, after the survey is closed."),
                         TEXT_SIZE);
  flow->y += 12;
}

/* Room to write by hand: this program knows no names. */
static void
add_contact (MokPaperFlow *flow)
{
  mok_paper_flow_text (flow, _ ("Questions? Contact:"), HEADING_SIZE, TRUE, 30);
  mok_paper_set_colour (flow->paper, MOK_PAPER_FAINT);
  mok_paper_add_line (flow->paper, flow->x, flow->y, flow->x + flow->width, flow->y, FALSE);
  mok_paper_set_colour (flow->paper, MOK_PAPER_INK);
}

/**
 * mok_notice_new:
 * @manifest: of the survey
 * @language: "ko" or "en": the language in use
 *
 * Returns: (transfer full): one page of A4
 */
MokPaper *
mok_notice_new (MokManifest *manifest, const char *language)
{
  g_return_val_if_fail (manifest != NULL && language != NULL, NULL);

  const gboolean is_open = mok_manifest_get_disclosure (manifest) == MOK_DISCLOSURE_OPEN;
  MokPaper *paper = mok_paper_new (_ ("Notice of a survey"));
  MokPaperFlow flow = { paper, language, MOK_PAPER_MARGIN, MOK_PAPER_MARGIN, MOK_PAPER_WIDTH - 2 * MOK_PAPER_MARGIN };

  mok_paper_add_page (paper);
  mok_paper_set_colour (paper, MOK_PAPER_INK);
  mok_paper_flow_title (&flow, manifest, 26);
  flow.y += 4;
  add_promise (&flow, is_open);
  add_stored (&flow, is_open);
  add_limits (&flow, is_open);
  mok_paper_flow_rule (&flow);
  mok_paper_flow_text (&flow, _ ("Check words"), HEADING_SIZE, TRUE, 4);
  mok_paper_flow_text (&flow,
                       _ ("Compare them with the first page on the screen. If they differ, do not answer there, and "
                          "tell the person below."),
                       TEXT_SIZE, FALSE, 8);
  mok_paper_flow_words (&flow, manifest, 18);
  mok_paper_flow_rule (&flow);
  mok_paper_flow_text (&flow, _ ("You can skip any question, and stop at any time."), TEXT_SIZE, FALSE, 14);
  add_contact (&flow);
  return paper;
}
