/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What a sheet is made of. Only for mok-paper*.c. */

#include "report/mok-paper.h"

G_BEGIN_DECLS

typedef struct
{
  MokPaperMark mark;
  guint32 colour;
  PangoLayout *layout; /* (owned) (nullable): of a text */
  char *code;          /* (owned) (nullable): of a code; wiped */
  double size;         /* of a code; of a line, circle or box how wide its line is */
  gboolean is_cut;     /* of a line */
} MokPaperItem;

/* An entry of the table of contents that PDF readers show. */
typedef struct
{
  char *title; /* (owned) */
  guint page;
  double y;
} MokPaperBookmark;

struct _MokPaper
{
  char *title;
  PangoContext *contexts[2]; /* English, Korean */
  GHashTable *letters;       /* (element-type gint PangoLayout): of codes, by size and letter */
  GArray *items;             /* (element-type MokPaperItem) */
  GArray *bookmarks;         /* (element-type MokPaperBookmark) */
  guint n_pages;
  guint32 colour;
  double line_height; /* in sizes of letters */
};

#define MOK_PAPER_CODE_LINE_HEIGHT 1.45

typedef void (*MokPaperLetterFunc) (MokPaper *self, char letter, double size, double x, double y, gpointer data);

PangoLayout *mok_paper_get_letter (MokPaper *self, char letter, double size);
double mok_paper_set_code (MokPaper *self,
                           const char *code,
                           double size,
                           double limit,
                           double *width,
                           MokPaperLetterFunc func,
                           gpointer data);

G_END_DECLS
