/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Chapters on a theme, and the questions and protections that belong to each: data that the program carries inside. */

#include "base/mok-text.h"
#include "questionnaire/mok-questionnaire.h"

G_BEGIN_DECLS

typedef struct
{
  char *form;         /* (owned): id of the questionnaire that it is for */
  char *id;           /* (owned) */
  MokText *title;     /* (owned) */
  MokText *text;      /* (owned): what the chapter is about */
  char **protections; /* (owned): variables of questions about protections */
  char **questions;   /* (owned): variables of other questions */
} MokReportChapter;

GPtrArray *mok_report_chapters_load (const MokQuestionnaire *questionnaire);
void mok_report_chapter_free (MokReportChapter *self);

G_END_DECLS
