/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Files of a spreadsheet program, put together from their parts. */

#include <glib.h>

G_BEGIN_DECLS

/* The parts of a small workbook; %NULL stands for one that is as it should be. */
typedef struct
{
  const char *survey; /* what stands in the element "worksheet" */
  const char *choices;
  const char *settings;
  const char *strings;   /* in "sst" */
  const char *styles;    /* in "styleSheet" */
  const char *workbook;  /* in "workbook" */
  const char *relations; /* of the workbook, in "Relationships" */
} WorkbookParts;

GBytes *workbook_pack (const char *const *names_and_texts, const char *method);
GBytes *workbook_put_together (const WorkbookParts *parts, const char *method);

G_END_DECLS
