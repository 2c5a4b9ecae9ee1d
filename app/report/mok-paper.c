/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Sheets that are printed and handled with care: texts, codes in groups, cut lines, and a private file that is complete
 * or not there.
 *
 * Codes are secrets: a letter is shaped by itself, so that no text library keeps a code as a whole, and what the sheet
 * keeps of it is wiped. Must not decide what stands where, and never writes a time.
 */

#include "config.h"

#include "report/mok-paper.h"

#include <string.h>

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <pango/pangocairo.h>

#include "base/mok-secret.h"
#include "chart/mok-line-breaks.h"
#include "chart/mok-text-context.h"
#include "store/mok-file.h"

#define CODE_FAMILIES "DejaVu Sans Mono, Noto Sans Mono, Liberation Mono, monospace"
#define LINE_HEIGHT 1.4
#define CODE_LINE_HEIGHT 1.45
/* Between two groups of a code, in letters. */
#define GROUP_GAP 1.0

G_DEFINE_QUARK (mok - paper - error - quark, mok_paper_error)

typedef struct
{
  MokPaperMark mark;
  guint32 colour;
  PangoLayout *layout; /* (owned) (nullable): of a text */
  char *code;          /* (owned) (nullable): of a code; wiped */
  double size;         /* of a code */
  gboolean is_cut;     /* of a line */
} Item;

struct _MokPaper
{
  char *title;
  PangoContext *contexts[2]; /* English, Korean */
  GHashTable *letters;       /* (element-type gint PangoLayout): of codes, by size and letter */
  GArray *items;             /* (element-type Item) */
  guint n_pages;
  guint32 colour;
};

static void
clear_item (gpointer data)
{
  Item *item = data;

  g_clear_object (&item->layout);
  if (item->code != NULL)
    mok_memory_wipe (item->code, strlen (item->code));
  g_free (item->code);
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
  self->contexts[0] = mok_text_context_new ("en");
  self->contexts[1] = mok_text_context_new ("ko");
  self->letters = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, g_object_unref);
  self->items = g_array_new (FALSE, FALSE, sizeof (Item));
  g_array_set_clear_func (self->items, clear_item);
  return self;
}

void
mok_paper_free (MokPaper *self)
{
  g_return_if_fail (self != NULL);

  g_array_unref (self->items);
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

static void
set_attributes (PangoLayout *layout, PangoAttrList *attributes, double size)
{
  pango_attr_list_insert (attributes, pango_attr_line_height_new_absolute ((int) (size * LINE_HEIGHT * PANGO_SCALE)));
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
  set_attributes (layout, mok_line_breaks_new (text), size);
  pango_layout_get_extents (layout, NULL, &logical);
  /* A compound that is wider than the line has to break after all. */
  if (logical.width > (int) (width * PANGO_SCALE))
    set_attributes (layout, pango_attr_list_new (), size);
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
add_item (MokPaper *self, Item item)
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

  Item item = { .mark = { MOK_PAPER_TEXT, 0, x, y, 0, 0 }, .layout = g_object_ref (layout) };

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
static PangoLayout *
get_letter (MokPaper *self, char letter, double size)
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

typedef void (*LetterFunc) (MokPaper *self, char letter, double size, double x, double y, gpointer data);

static gboolean
is_between_groups (char c)
{
  return c == '-' || g_ascii_isspace (c);
}

/* Walks over the letters of a code. Returns the height of its lines. */
static double
set_code (MokPaper *self, const char *code, double size, double limit, double *width, LetterFunc func, gpointer data)
{
  double advance, x = 0, y = 0;

  mok_paper_measure (get_letter (self, '0', size), &advance);
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
          y += size * CODE_LINE_HEIGHT;
        }
      else if (x > 0)
        x += GROUP_GAP * advance;
      for (; n > 0; n--, code++, x += advance)
        if (func != NULL)
          func (self, *code, size, x, y, data);
      *width = MAX (*width, x);
    }
  return y + size * CODE_LINE_HEIGHT;
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
  const double height = set_code (self, code, size, limit, &widest, NULL, NULL);

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

  Item item = { .mark = { MOK_PAPER_CODE, 0, x, y, 0, 0 }, .code = g_strdup (code), .size = size };

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

  add_item (self, (Item){ .mark = { MOK_PAPER_LINE, 0, x, y, to_x - x, to_y - y }, .is_cut = is_cut });
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

  add_item (self, (Item){ .mark = { MOK_PAPER_FILL, 0, x, y, width, height } });
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
    g_array_append_val (marks, g_array_index (self->items, Item, i).mark);
  return marks;
}

typedef struct
{
  cairo_t *cr;
  double x;
  double y;
} Pen;

static void
paint_letter (MokPaper *self, char letter, double size, double x, double y, gpointer data)
{
  const Pen *pen = data;

  cairo_move_to (pen->cr, pen->x + x, pen->y + y);
  pango_cairo_show_layout (pen->cr, get_letter (self, letter, size));
}

static void
paint_line (cairo_t *cr, const Item *item)
{
  static const double dashes[] = { 4, 3 };

  cairo_set_line_width (cr, 0.5);
  cairo_set_dash (cr, dashes, item->is_cut ? 2 : 0, 0);
  cairo_move_to (cr, item->mark.x, item->mark.y);
  cairo_rel_line_to (cr, item->mark.width, item->mark.height);
  cairo_stroke (cr);
}

static void
paint (MokPaper *self, const Item *item, cairo_t *cr)
{
  const MokPaperMark *mark = &item->mark;
  Pen pen = { cr, mark->x, mark->y };
  double width;

  cairo_set_source_rgb (cr, ((item->colour >> 16) & 0xff) / 255.0, ((item->colour >> 8) & 0xff) / 255.0,
                        (item->colour & 0xff) / 255.0);
  switch (mark->kind)
    {
    case MOK_PAPER_TEXT:
      cairo_move_to (cr, mark->x, mark->y);
      pango_cairo_show_layout (cr, item->layout);
      break;
    case MOK_PAPER_CODE:
      /* Lines end where they did when the code was measured, give or take a rounding error. */
      set_code (self, item->code, item->size, mark->width + 0.01, &width, paint_letter, &pen);
      break;
    case MOK_PAPER_LINE:
      paint_line (cr, item);
      break;
    case MOK_PAPER_FILL:
    default:
      cairo_rectangle (cr, mark->x, mark->y, mark->width, mark->height);
      cairo_fill (cr);
      break;
    }
}

static void
paint_pages (MokPaper *self, cairo_surface_t *surface)
{
  cairo_t *cr = cairo_create (surface);
  guint at = 0;

  for (guint page = 0; page < self->n_pages; page++)
    {
      for (; at < self->items->len && g_array_index (self->items, Item, at).mark.page == page; at++)
        paint (self, &g_array_index (self->items, Item, at), cr);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
}

/* Bytes that are wiped, also each time when they move to a larger room. */
typedef struct
{
  guint8 *data;
  gsize size;
  gsize room;
} Output;

static cairo_status_t
append_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  Output *output = closure;

  if (output->size + length > output->room)
    {
      const gsize room = MAX (2 * output->room, output->size + length + 65536);
      guint8 *larger = g_try_malloc (room);

      if (larger == NULL)
        return CAIRO_STATUS_NO_MEMORY;
      if (output->size > 0)
        memcpy (larger, output->data, output->size);
      mok_memory_wipe (output->data, output->size);
      g_free (output->data);
      output->data = larger;
      output->room = room;
    }
  memcpy (output->data + output->size, data, length);
  output->size += length;
  return CAIRO_STATUS_SUCCESS;
}

/**
 * mok_paper_render:
 * @error: return location for an error of %MOK_PAPER_ERROR
 *
 * The day in the file is one long past: without one Cairo would write the present second.
 *
 * Returns: (transfer full) (nullable): the pages as PDF, wiped when they are no longer used
 */
GBytes *
mok_paper_render (MokPaper *self, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  Output output = { NULL };
  cairo_surface_t *surface =
      cairo_pdf_surface_create_for_stream (append_bytes, &output, MOK_PAPER_WIDTH, MOK_PAPER_HEIGHT);
  g_autoptr (GBytes) pages = NULL;
  cairo_status_t status;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, self->title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Moksori");
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, "1970-01-01");
  paint_pages (self, surface);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  pages = mok_memory_take (output.data, output.size);
  if (status == CAIRO_STATUS_SUCCESS)
    return g_steal_pointer (&pages);
  g_set_error (error, MOK_PAPER_ERROR, MOK_PAPER_ERROR_RENDER, _ ("“%1$s” could not be drawn (%2$s)"), self->title,
               cairo_status_to_string (status));
  return NULL;
}

/**
 * mok_paper_save:
 * @path: where to write; nothing may be there yet
 * @error: return location for an error of %MOK_PAPER_ERROR or %MOK_STORE_ERROR
 *
 * Writes the pages as PDF into a file that only its owner can read. It is complete and durable, or not there.
 *
 * Returns: whether it was written
 */
gboolean
mok_paper_save (MokPaper *self, const char *path, GError **error)
{
  g_return_val_if_fail (self != NULL && path != NULL, FALSE);

  g_autoptr (GBytes) pages = mok_paper_render (self, error);

  return pages != NULL && mok_file_write (path, pages, FALSE, error);
}
