/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* One column of a sheet, from top to bottom. Only for report/. */

#include "report/mok-paper.h"
#include "store/mok-manifest.h"

G_BEGIN_DECLS

typedef struct
{
  MokPaper *paper;
  const char *language;
  double x;
  double y;
  double width;
} MokPaperFlow;

#define MOK_PAPER_INK 0x1a1a1a
#define MOK_PAPER_FAINT 0x5e5c64
#define MOK_PAPER_RULE 0xc0bfbc

void mok_paper_flow_text (MokPaperFlow *self, const char *text, double size, gboolean bold, double gap);
void mok_paper_flow_title (MokPaperFlow *self, MokManifest *manifest, double size);
void mok_paper_flow_item (MokPaperFlow *self, const char *text, double size);
void mok_paper_flow_warning (MokPaperFlow *self, const char *text, double size);
void mok_paper_flow_words (MokPaperFlow *self, MokManifest *manifest, double size);
void mok_paper_flow_rule (MokPaperFlow *self);

G_END_DECLS
