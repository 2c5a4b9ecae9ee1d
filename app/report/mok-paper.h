/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Sheets that are printed and handled with care: slips, notices, the recovery sheet. */

#include <gio/gio.h>
#include <pango/pango.h>

G_BEGIN_DECLS

#define MOK_PAPER_ERROR (mok_paper_error_quark ())

typedef enum
{
  MOK_PAPER_ERROR_RENDER, /* the pages could not be made */
} MokPaperError;

/* A page is A4, in points (1/72 inch), with (0, 0) at its top left. */
#define MOK_PAPER_WIDTH 595.276
#define MOK_PAPER_HEIGHT 841.89
#define MOK_PAPER_MARGIN 48.0

typedef enum
{
  MOK_PAPER_TEXT,
  MOK_PAPER_CODE,
  MOK_PAPER_LINE,
  MOK_PAPER_FILL,
  MOK_PAPER_CIRCLE,
  MOK_PAPER_BOX,
} MokPaperKind;

/* Where something stands. Of a line, @width and @height say where it ends. */
typedef struct
{
  MokPaperKind kind;
  guint page; /* from 0 */
  double x;
  double y;
  double width;
  double height;
} MokPaperMark;

typedef struct _MokPaper MokPaper;

GQuark mok_paper_error_quark (void);

MokPaper *mok_paper_new (const char *title);
void mok_paper_free (MokPaper *self);

void mok_paper_add_page (MokPaper *self);
void mok_paper_set_colour (MokPaper *self, guint32 colour);
void mok_paper_set_line_height (MokPaper *self, double factor);
PangoLayout *mok_paper_create_text (MokPaper *self,
                                    const char *text,
                                    const char *language,
                                    double size,
                                    gboolean bold,
                                    double width);
double mok_paper_measure (PangoLayout *layout, double *width);
double mok_paper_add_layout (MokPaper *self, PangoLayout *layout, double x, double y);
double mok_paper_add_text (MokPaper *self,
                           const char *text,
                           const char *language,
                           double size,
                           gboolean bold,
                           double x,
                           double y,
                           double width);
double mok_paper_measure_code (MokPaper *self, const char *code, double size, double limit, double *width);
double mok_paper_add_code (MokPaper *self, const char *code, double size, double x, double y, double limit);
void mok_paper_add_line (MokPaper *self, double x, double y, double to_x, double to_y, gboolean is_cut);
void mok_paper_add_fill (MokPaper *self, double x, double y, double width, double height);
void mok_paper_add_circle (MokPaper *self, double x, double y, double diameter);
void mok_paper_add_box (MokPaper *self, double x, double y, double width, double height);
void mok_paper_add_bookmark (MokPaper *self, const char *title, double y);

guint mok_paper_get_n_pages (const MokPaper *self);
GArray *mok_paper_list_marks (const MokPaper *self);

GBytes *mok_paper_render (MokPaper *self, GError **error);
gboolean mok_paper_save (MokPaper *self, const char *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokPaper, mok_paper_free)

G_END_DECLS
