/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Blocks of the paper questionnaire: pieces in rows. Must not know what is asked. */

#include "config.h"

#include <string.h>

#include "report/mok-form-private.h"

/* A text higher than this may go on at the top of the next page. */
#define TALL (MOK_FORM_HEIGHT / 3)

static void
clear_piece (gpointer data)
{
  g_clear_object (&((MokFormPiece *) data)->layout);
}

static void
row_init (MokFormRow *row)
{
  row->pieces = g_array_new (FALSE, FALSE, sizeof (MokFormPiece));
  g_array_set_clear_func (row->pieces, clear_piece);
  row->height = 0;
}

static void
clear_row (gpointer data)
{
  g_array_unref (((MokFormRow *) data)->pieces);
}

/**
 * mok_form_block_new:
 * @gap: above it
 *
 * Returns: (transfer full): a block without rows
 */
MokFormBlock *
mok_form_block_new (double gap)
{
  MokFormBlock *self = g_new0 (MokFormBlock, 1);

  row_init (&self->header);
  self->rows = g_array_new (FALSE, FALSE, sizeof (MokFormRow));
  g_array_set_clear_func (self->rows, clear_row);
  self->gap = gap;
  self->run = -1;
  return self;
}

void
mok_form_block_free (MokFormBlock *self)
{
  clear_row (&self->header);
  g_array_unref (self->rows);
  g_free (self->bookmark);
  g_free (self);
}

/**
 * mok_form_block_add_row:
 *
 * Returns: (transfer none): an empty row; until the next one is added
 */
MokFormRow *
mok_form_block_add_row (MokFormBlock *self)
{
  MokFormRow row;

  row_init (&row);
  g_array_append_val (self->rows, row);
  return &g_array_index (self->rows, MokFormRow, self->rows->len - 1);
}

void
mok_form_row_add_space (MokFormRow *self, double height)
{
  self->height += height;
}

static void
add_piece (MokFormRow *self, MokFormPiece piece)
{
  g_array_append_val (self->pieces, piece);
  self->height = MAX (self->height, piece.y + piece.height);
}

/**
 * mok_form_row_add_layout:
 *
 * Returns: the height of the text; the row reaches at least to its end
 */
double
mok_form_row_add_layout (MokFormRow *self, PangoLayout *layout, double x, double y)
{
  MokFormPiece piece = { .kind = MOK_PAPER_TEXT, .x = x, .y = y, .layout = g_object_ref (layout) };

  piece.height = mok_paper_measure (layout, &piece.width);
  add_piece (self, piece);
  return piece.height;
}

double
mok_form_row_add_text (MokForm *form,
                       MokFormRow *self,
                       const char *text,
                       double size,
                       gboolean bold,
                       double x,
                       double y,
                       double width)
{
  g_autoptr (PangoLayout) layout = mok_paper_create_text (form->paper, text, form->language, size, bold, width);

  return mok_form_row_add_layout (self, layout, x, y);
}

/**
 * mok_form_measure_text:
 *
 * Returns: the width of a text on one line
 */
double
mok_form_measure_text (const MokForm *self, const char *text, double size)
{
  g_autoptr (PangoLayout) layout =
      mok_paper_create_text (self->paper, text, self->language, size, FALSE, 100 * MOK_FORM_WIDTH);
  double width;

  mok_paper_measure (layout, &width);
  return width;
}

/* Returns: (transfer full): the text of one line */
static char *
dup_line (PangoLayout *layout, int line)
{
  const PangoLayoutLine *found = pango_layout_get_line_readonly (layout, line);
  char *text = g_strndup (pango_layout_get_text (layout) + found->start_index, (gsize) found->length);

  return g_strchomp (text);
}

/**
 * mok_form_row_add_centred:
 *
 * Lines are centred one by one, so that each stands where it is said to stand.
 *
 * Returns: the height of the text
 */
double
mok_form_row_add_centred (MokForm *form,
                          MokFormRow *self,
                          const char *text,
                          double size,
                          double x,
                          double y,
                          double width)
{
  g_autoptr (PangoLayout) whole = mok_paper_create_text (form->paper, text, form->language, size, FALSE, width);
  const int n_lines = pango_layout_get_line_count (whole);
  double height = 0;

  for (int i = 0; i < n_lines; i++)
    {
      g_autofree char *line = dup_line (whole, i);
      g_autoptr (PangoLayout) layout =
          mok_paper_create_text (form->paper, line, form->language, size, FALSE, MOK_FORM_WIDTH);
      double line_width;

      mok_paper_measure (layout, &line_width);
      height += mok_form_row_add_layout (self, layout, x + (width - line_width) / 2, y + height);
    }
  return height;
}

/**
 * mok_form_row_add_shape:
 * @kind: circle, box or line
 */
void
mok_form_row_add_shape (MokFormRow *self, MokPaperKind kind, double x, double y, double width, double height)
{
  add_piece (self, (MokFormPiece){ .kind = kind, .x = x, .y = y, .width = width, .height = height });
}

/**
 * mok_form_row_add_frame:
 * @padding: between what is in the row and the frame below it
 *
 * Puts a frame around the row, as wide as the page's room.
 */
void
mok_form_row_add_frame (MokFormRow *self, double padding)
{
  const double height = self->height + padding;

  for (guint i = 0; i < 2; i++)
    {
      mok_form_row_add_shape (self, MOK_PAPER_LINE, 0, i * height, MOK_FORM_WIDTH, 0);
      mok_form_row_add_shape (self, MOK_PAPER_LINE, i * MOK_FORM_WIDTH, 0, 0, height);
    }
}

/**
 * mok_form_block_add_text:
 * @x: from the left of the page's room
 *
 * Adds a text in a row of its own; a tall one line by line, so that it may go on on the next page.
 */
void
mok_form_block_add_text (MokForm *form, MokFormBlock *self, const char *text, double size, gboolean bold, double x)
{
  const double width = MOK_FORM_WIDTH - x;
  g_autoptr (PangoLayout) whole = mok_paper_create_text (form->paper, text, form->language, size, bold, width);
  const int n_lines = pango_layout_get_line_count (whole);

  if (mok_paper_measure (whole, NULL) <= TALL)
    {
      mok_form_row_add_layout (mok_form_block_add_row (self), whole, x, 0);
      return;
    }
  self->may_split = TRUE;
  for (int i = 0; i < n_lines; i++)
    {
      g_autofree char *line = dup_line (whole, i);

      mok_form_row_add_text (form, mok_form_block_add_row (self), line, size, bold, x, 0, width + size);
    }
}

void
mok_form_row_draw (const MokFormRow *self, MokPaper *paper, double x, double y)
{
  for (guint i = 0; i < self->pieces->len; i++)
    {
      const MokFormPiece *piece = &g_array_index (self->pieces, MokFormPiece, i);

      switch (piece->kind)
        {
        case MOK_PAPER_TEXT:
          mok_paper_add_layout (paper, piece->layout, x + piece->x, y + piece->y);
          break;
        case MOK_PAPER_CIRCLE:
          mok_paper_add_circle (paper, x + piece->x, y + piece->y, piece->width);
          break;
        case MOK_PAPER_BOX:
          mok_paper_add_box (paper, x + piece->x, y + piece->y, piece->width, piece->height);
          break;
        case MOK_PAPER_FILL:
          mok_paper_add_fill (paper, x + piece->x, y + piece->y, piece->width, piece->height);
          break;
        case MOK_PAPER_LINE:
        case MOK_PAPER_CODE:
        default:
          mok_paper_add_line (paper, x + piece->x, y + piece->y, x + piece->x + piece->width,
                              y + piece->y + piece->height, FALSE);
          break;
        }
    }
}
