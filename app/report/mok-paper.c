/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Sheets that are printed and handled with care: texts, codes in groups, cut lines, what is filled in by hand.
 *
 * Codes are secrets: a letter is shaped by itself, so that no text library keeps a code as a whole, and what the sheet
 * keeps of it is wiped. Must not decide what stands where.
 */

#include "config.h"

#include "report/mok-paper-private.h"

#include <string.h>

#include "base/mok-secret.h"
#include "chart/mok-line-breaks.h"
#include "chart/mok-text-context.h"

#define CODE_FAMILIES "DejaVu Sans Mono, Noto Sans Mono, Liberation Mono, monospace"
#define LINE_HEIGHT 1.4
/* Lines, in points: what is marked by hand has to survive a photocopier. */
#define THIN 0.5
#define STRONG 0.8
/* Between two groups of a code, in letters. */
#define GROUP_GAP 1.0

static void
clear_item (gpointer data)
{
  MokPaperItem *item = data;

  g_clear_object (&item->layout);
  if (item->code != NULL)
    mok_memory_wipe (item->code, strlen (item->code));
  g_free (item->code);
}

static void
clear_bookmark (gpointer data)
{
  g_free (((MokPaperBookmark *) data)->title);
}

/**
 * mok_paper_new:
 * @title: what the file says of itself
 *
 * The sheet belongs to the thread that made it.
 *
 * Returns: (transfer full): a sheet without a page
 */
MokPaper *
mok_paper_new (const char *title)
{
  g_return_val_if_fail (title != NULL, NULL);

  MokPaper *self = g_new0 (MokPaper, 1);

  self->title = g_strdup (title);
  self->line_height = LINE_HEIGHT;
  self->contexts[0] = mok_text_context_new ("en");
  self->contexts[1] = mok_text_context_new ("ko");
  self->letters = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, g_object_unref);
  self->items = g_array_new (FALSE, FALSE, sizeof (MokPaperItem));
  g_array_set_clear_func (self->items, clear_item);
  self->bookmarks = g_array_new (FALSE, FALSE, sizeof (MokPaperBookmark));
  g_array_set_clear_func (self->bookmarks, clear_bookmark);
  return self;
}

void
mok_paper_free (MokPaper *self)
{
  g_return_if_fail (self != NULL);

  g_array_unref (self->items);
  g_array_unref (self->bookmarks);
  g_hash_table_unref (self->letters);
  g_object_unref (self->contexts[0]);
  g_object_unref (self->contexts[1]);
  g_free (self->title);
  g_free (self);
}

/**
 * mok_paper_add_page:
 *
 * What is added from now on stands on a new page.
 */
void
mok_paper_add_page (MokPaper *self)
{
  g_return_if_fail (self != NULL);

  self->n_pages++;
}

/**
 * mok_paper_set_colour:
 * @colour: 0xRRGGBB, of all that is added from now on; black at first
 */
void
mok_paper_set_colour (MokPaper *self, guint32 colour)
{
  g_return_if_fail (self != NULL);

  self->colour = colour;
}

/**
 * mok_paper_set_line_height:
 * @factor: of texts that are created from now on, from line to line, in sizes of letters; 1.4 at first
 */
void
mok_paper_set_line_height (MokPaper *self, double factor)
{
  g_return_if_fail (self != NULL && factor > 0);

  self->line_height = factor;
}

static void
set_attributes (PangoLayout *layout, PangoAttrList *attributes, double height)
{
  pango_attr_list_insert (attributes, pango_attr_line_height_new_absolute ((int) (height * PANGO_SCALE)));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
}

/**
 * mok_paper_create_text:
 * @language: "ko" or "en"
 * @size: of the letters
 * @width: where lines wrap: between words, inside one only where it is wider than that
 *
 * Returns: (transfer full): the text in lines, not on a page yet. May stand in many places.
 */
PangoLayout *
mok_paper_create_text (MokPaper *self, const char *text, const char *language, double size, gboolean bold, double width)
{
  g_return_val_if_fail (self != NULL && text != NULL && language != NULL && size > 0 && width > 0, NULL);

  PangoLayout *layout = pango_layout_new (self->contexts[g_str_has_prefix (language, "ko") ? 1 : 0]);
  PangoFontDescription *font =
      mok_text_context_create_font (NULL, size, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  PangoRectangle logical;

  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  set_attributes (layout, mok_line_breaks_new (text), size * self->line_height);
  pango_layout_get_extents (layout, NULL, &logical);
  /* A compound that is wider than the line has to break after all. */
  if (logical.width > (int) (width * PANGO_SCALE))
    set_attributes (layout, pango_attr_list_new (), size * self->line_height);
  return layout;
}

/**
 * mok_paper_measure:
 * @width: (out) (optional): of the widest line
 *
 * Returns: height of all lines
 */
double
mok_paper_measure (PangoLayout *layout, double *width)
{
  g_return_val_if_fail (PANGO_IS_LAYOUT (layout), 0);

  PangoRectangle logical;

  pango_layout_get_extents (layout, NULL, &logical);
  if (width != NULL)
    *width = (double) logical.width / PANGO_SCALE;
  return (double) logical.height / PANGO_SCALE;
}

static void
add_item (MokPaper *self, MokPaperItem item)
{
  g_return_if_fail (self->n_pages > 0);

  item.mark.page = self->n_pages - 1;
  item.colour = self->colour;
  g_array_append_val (self->items, item);
}

/**
 * mok_paper_add_layout:
 * @layout: of mok_paper_create_text()
 * @x: left end of its lines
 * @y: top of its first line
 *
 * Returns: its height
 */
double
mok_paper_add_layout (MokPaper *self, PangoLayout *layout, double x, double y)
{
  g_return_val_if_fail (self != NULL && PANGO_IS_LAYOUT (layout), 0);

  MokPaperItem item = { .mark = { MOK_PAPER_TEXT, 0, x, y, 0, 0 }, .layout = g_object_ref (layout) };

  item.mark.height = mok_paper_measure (layout, &item.mark.width);
  add_item (self, item);
  return item.mark.height;
}

/**
 * mok_paper_add_text:
 *
 * Makes a text as mok_paper_create_text() does, and puts it there.
 *
 * Returns: its height
 */
double
mok_paper_add_text (MokPaper *self,
                    const char *text,
                    const char *language,
                    double size,
                    gboolean bold,
                    double x,
                    double y,
                    double width)
{
  g_autoptr (PangoLayout) layout = mok_paper_create_text (self, text, language, size, bold, width);

  return mok_paper_add_layout (self, layout, x, y);
}

/* Returns: (transfer none): one letter of a code */
PangoLayout *
mok_paper_get_letter (MokPaper *self, char letter, double size)
{
  const gpointer key = GINT_TO_POINTER ((int) (size * 100) * 256 + (guchar) letter);
  PangoLayout *layout = g_hash_table_lookup (self->letters, key);

  if (layout == NULL)
    {
      PangoFontDescription *font = mok_text_context_create_font (CODE_FAMILIES, size, PANGO_WEIGHT_BOLD);

      layout = pango_layout_new (self->contexts[0]);
      pango_layout_set_font_description (layout, font);
      pango_font_description_free (font);
      pango_layout_set_text (layout, &letter, 1);
      g_hash_table_insert (self->letters, key, layout);
    }
  return layout;
}

static gboolean
is_between_groups (char c)
{
  return c == '-' || g_ascii_isspace (c);
}

/* Walks over the letters of a code. Returns the height of its lines. */
double
mok_paper_set_code (MokPaper *self,
                    const char *code,
                    double size,
                    double limit,
                    double *width,
                    MokPaperLetterFunc func,
                    gpointer data)
{
  double advance, x = 0, y = 0;

  mok_paper_measure (mok_paper_get_letter (self, '0', size), &advance);
  *width = 0;
  while (*code != '\0')
    {
      gsize n = 0;

      while (is_between_groups (*code))
        code++;
      while (code[n] != '\0' && !is_between_groups (code[n]))
        n++;
      if (x > 0 && x + (GROUP_GAP + (double) n) * advance > limit)
        {
          x = 0;
          y += size * MOK_PAPER_CODE_LINE_HEIGHT;
        }
      else if (x > 0)
        x += GROUP_GAP * advance;
      for (; n > 0; n--, code++, x += advance)
        if (func != NULL)
          func (self, *code, size, x, y, data);
      *width = MAX (*width, x);
    }
  return y + size * MOK_PAPER_CODE_LINE_HEIGHT;
}

/**
 * mok_paper_measure_code:
 * @code: ASCII letters and digits in groups, with dashes or blanks between them
 * @size: of the letters
 * @limit: where lines wrap, between two groups only
 * @width: (out) (optional): of the widest line
 *
 * Returns: height of all lines
 */
double
mok_paper_measure_code (MokPaper *self, const char *code, double size, double limit, double *width)
{
  g_return_val_if_fail (self != NULL && code != NULL && size > 0, 0);

  double widest;
  const double height = mok_paper_set_code (self, code, size, limit, &widest, NULL, NULL);

  if (width != NULL)
    *width = widest;
  return height;
}

/**
 * mok_paper_add_code:
 * @code: a secret, as in mok_paper_measure_code(); the sheet's own copy is wiped
 *
 * Returns: height of all lines
 */
double
mok_paper_add_code (MokPaper *self, const char *code, double size, double x, double y, double limit)
{
  g_return_val_if_fail (self != NULL && code != NULL && size > 0, 0);

  MokPaperItem item = { .mark = { MOK_PAPER_CODE, 0, x, y, 0, 0 }, .code = g_strdup (code), .size = size };

  item.mark.height = mok_paper_measure_code (self, code, size, limit, &item.mark.width);
  add_item (self, item);
  return item.mark.height;
}

/**
 * mok_paper_add_line:
 * @is_cut: whether scissors follow it: dashed
 */
void
mok_paper_add_line (MokPaper *self, double x, double y, double to_x, double to_y, gboolean is_cut)
{
  g_return_if_fail (self != NULL);

  add_item (self,
            (MokPaperItem){ .mark = { MOK_PAPER_LINE, 0, x, y, to_x - x, to_y - y }, .size = THIN, .is_cut = is_cut });
}

/**
 * mok_paper_add_circle:
 * @diameter: from line to line
 *
 * Adds a circle to be marked by hand; (@x, @y) is the corner of the square around it.
 */
void
mok_paper_add_circle (MokPaper *self, double x, double y, double diameter)
{
  g_return_if_fail (self != NULL);

  add_item (self, (MokPaperItem){ .mark = { MOK_PAPER_CIRCLE, 0, x, y, diameter, diameter }, .size = STRONG });
}

/**
 * mok_paper_add_box:
 *
 * Adds an empty rectangle to be marked or filled in by hand.
 */
void
mok_paper_add_box (MokPaper *self, double x, double y, double width, double height)
{
  g_return_if_fail (self != NULL);

  add_item (self, (MokPaperItem){ .mark = { MOK_PAPER_BOX, 0, x, y, width, height }, .size = STRONG });
}

/**
 * mok_paper_add_fill:
 *
 * Adds a rectangle, full of the present colour.
 */
void
mok_paper_add_fill (MokPaper *self, double x, double y, double width, double height)
{
  g_return_if_fail (self != NULL);

  add_item (self, (MokPaperItem){ .mark = { MOK_PAPER_FILL, 0, x, y, width, height } });
}

/**
 * mok_paper_add_bookmark:
 * @y: where on the present page it leads
 *
 * Adds an entry to the table of contents that PDF readers show.
 */
void
mok_paper_add_bookmark (MokPaper *self, const char *title, double y)
{
  g_return_if_fail (self != NULL && title != NULL && self->n_pages > 0);

  const MokPaperBookmark bookmark = { g_strdup (title), self->n_pages - 1, y };

  g_array_append_val (self->bookmarks, bookmark);
}

guint
mok_paper_get_n_pages (const MokPaper *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_pages;
}

/**
 * mok_paper_list_marks:
 *
 * Returns: (transfer full) (element-type MokPaperMark): where everything stands, in the order in which it was added
 */
GArray *
mok_paper_list_marks (const MokPaper *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  GArray *marks = g_array_sized_new (FALSE, FALSE, sizeof (MokPaperMark), self->items->len);

  for (guint i = 0; i < self->items->len; i++)
    g_array_append_val (marks, g_array_index (self->items, MokPaperItem, i).mark);
  return marks;
}
