/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The recovery sheet: the key of a survey in numbered groups, so that a mistake in typing can be named.
 *
 * The sheet wipes its own copy of the key, and its letters are shaped one by one. What Cairo keeps of a PDF while it is
 * made cannot be wiped: the letters pass through memory of the process that is only freed (the threat model says so).
 * Must not say when it was made.
 */

#include "config.h"

#include "report/mok-recovery-sheet.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/mok-secret.h"
#include "report/mok-paper-flow.h"

#define N_COLUMNS 4
#define ROW_HEIGHT 40.0
#define NUMBER_WIDTH 22.0
#define CODE_SIZE 17.0

/* Each group behind its number. */
static void
add_groups (MokPaperFlow *flow, const char *key)
{
  const double column = flow->width / N_COLUMNS;
  guint n = 0;

  while (*key != '\0')
    {
      const gsize length = strcspn (key, "-");
      g_autofree char *number = g_strdup_printf ("%u", n + 1);
      const double x = flow->x + n % N_COLUMNS * column;
      char group[16] = { 0 };

      memcpy (group, key, MIN (length, sizeof group - 1));
      mok_paper_set_colour (flow->paper, MOK_PAPER_FAINT);
      mok_paper_add_text (flow->paper, number, flow->language, 10, FALSE, x, flow->y + 4, NUMBER_WIDTH);
      mok_paper_set_colour (flow->paper, MOK_PAPER_INK);
      mok_paper_add_code (flow->paper, group, CODE_SIZE, x + NUMBER_WIDTH, flow->y, column - NUMBER_WIDTH);
      mok_memory_wipe (group, sizeof group);
      key += length;
      key += *key == '-';
      n++;
      if (n % N_COLUMNS == 0 || *key == '\0')
        flow->y += ROW_HEIGHT;
    }
}

/**
 * mok_recovery_sheet_new:
 * @manifest: of the survey
 * @key: from mok_survey_write_recovery_key()
 * @language: "ko" or "en": the language in use
 *
 * Returns: (transfer full): one page of A4
 */
MokPaper *
mok_recovery_sheet_new (MokManifest *manifest, const char *key, const char *language)
{
  g_return_val_if_fail (manifest != NULL && key != NULL && language != NULL, NULL);

  MokPaper *paper = mok_paper_new (_ ("Recovery sheet"));
  MokPaperFlow flow = { paper, language, MOK_PAPER_MARGIN, MOK_PAPER_MARGIN, MOK_PAPER_WIDTH - 2 * MOK_PAPER_MARGIN };

  mok_paper_add_page (paper);
  mok_paper_set_colour (paper, MOK_PAPER_INK);
  mok_paper_flow_text (&flow, _ ("Recovery sheet"), 12, FALSE, 4);
  mok_paper_flow_title (&flow, manifest, 20);
  mok_paper_flow_warning (
      &flow,
      _ ("Whoever holds this sheet can open every answer. Keep it where nobody else gets at it, and "
         "destroy it after closing."),
      14);
  mok_paper_flow_text (&flow, _ ("Recovery key"), 13, TRUE, 10);
  add_groups (&flow, key);
  mok_paper_flow_rule (&flow);
  mok_paper_flow_text (&flow, _ ("If the passphrase is lost"), 13, TRUE, 4);
  mok_paper_flow_text (
      &flow,
      _ ("Choose “Open with the Recovery Sheet…” in the menu of the survey and type the groups in the "
         "order of their numbers. Then the survey gets a new passphrase. Capital and small letters are "
         "the same; the letters I, L, O and U do not occur. Each group ends in a character that shows "
         "mistakes, so the program can say which group is wrong."),
      11, FALSE, 16);
  mok_paper_flow_text (&flow, _ ("Check words"), 13, TRUE, 4);
  mok_paper_flow_text (&flow,
                       _ ("The program shows these words for the survey. If it shows others, this sheet belongs to "
                          "another survey, or the file was changed."),
                       11, FALSE, 8);
  mok_paper_flow_words (&flow, manifest, 14);
  mok_paper_flow_rule (&flow);
  mok_paper_flow_text (
      &flow,
      _ ("Print this sheet on a printer that keeps nothing, then delete the file: whoever has the file "
         "has the key, too."),
      11, FALSE, 0);
  return paper;
}
