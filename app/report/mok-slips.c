/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Slips with access codes: several on a page, all alike but for the code, with lines to cut along. Must not put on a
 * slip anything that tells it from another one of its box, and keeps no code but in the sheet, which wipes it.
 */

#include "config.h"

#include "report/mok-slips.h"

#include <math.h>
#include <string.h>

#include "report/mok-paper-words.h"

/* Printers leave this much white. */
#define EDGE 26.0
#define PADDING 11.0
#define N_COLUMNS 2
#define MOST_ROWS 5
/* A title longer than this many lines is cut; one of 4,096 bytes would fill the slip. */
#define TITLE_LINES 2

#define COLUMN_WIDTH ((MOK_PAPER_WIDTH - 2 * EDGE) / N_COLUMNS)
#define TEXT_WIDTH (COLUMN_WIDTH - 2 * PADDING)
#define PAGE_ROOM (MOK_PAPER_HEIGHT - 2 * EDGE)

#define CODE_SIZE 17.0
#define TEXT_COLOUR 0x000000
#define MUTED_COLOUR 0x4a4a50
#define CUT_COLOUR 0x8a8a90

typedef struct
{
  PangoLayout *layout; /* (owned) (nullable): %NULL where the code stands */
  double gap;          /* above it */
  double height;
  guint32 colour;
} Part;

typedef struct
{
  MokPaper *paper;
  GArray *parts; /* (element-type Part): the same on every slip */
  double height;
} Slips;

static void
clear_part (gpointer data)
{
  g_clear_object (&((Part *) data)->layout);
}

static void
add_part (Slips *self, Part part)
{
  g_array_append_val (self->parts, part);
  self->height += part.gap + part.height;
}

static void
add_text (Slips *self, const char *text, const char *language, double size, gboolean bold, double gap, guint32 colour)
{
  PangoLayout *layout = mok_paper_create_text (self->paper, text, language, size, bold, TEXT_WIDTH);

  add_part (self, (Part){ layout, gap, mok_paper_measure (layout, NULL), colour });
}

static void
add_words (Slips *self, const char *id, const char *language, double size, gboolean bold, double gap, guint32 colour)
{
  add_text (self, mok_text_get (mok_paper_find_words (id), language), language, size, bold, gap, colour);
}

static void
add_title (Slips *self, const char *title, const char *language, double size, double gap)
{
  PangoLayout *layout = mok_paper_create_text (self->paper, title, language, size, TRUE, TEXT_WIDTH);

  pango_layout_set_height (layout, -TITLE_LINES);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  add_part (self, (Part){ layout, gap, mok_paper_measure (layout, NULL), TEXT_COLOUR });
}

static void
add_titles (Slips *self, MokManifest *manifest)
{
  const char *korean = mok_paper_find_title (manifest, "ko");
  const char *english = mok_paper_find_title (manifest, "en");

  add_title (self, korean, "ko", 10, 0);
  if (strcmp (korean, english) != 0)
    add_title (self, english, "en", 8.5, 0);
}

static void
add_label (Slips *self, const char *label)
{
  const MokText *box = mok_paper_find_words ("slip-box");
  g_autofree char *line = g_strdup_printf ("%s · %s: %s", mok_text_get (box, "ko"), mok_text_get (box, "en"), label);

  add_text (self, line, "ko", 8, FALSE, 2, MUTED_COLOUR);
}

static void
add_fingerprint (Slips *self, MokManifest *manifest, const char *language, double size)
{
  g_autofree char *words = mok_paper_dup_fingerprint (manifest, language);

  add_text (self, words, language, size, TRUE, 1, TEXT_COLOUR);
}

/* What stands on each slip, from top to bottom. */
static void
fill (Slips *self, MokManifest *manifest, const char *label, const char *code)
{
  add_titles (self, manifest);
  if (label != NULL && *label != '\0')
    add_label (self, label);
  add_part (self,
            (Part){ NULL, 6, mok_paper_measure_code (self->paper, code, CODE_SIZE, TEXT_WIDTH, NULL), TEXT_COLOUR });
  add_words (self, "slip-purpose", "ko", 8, FALSE, 4, TEXT_COLOUR);
  add_words (self, "slip-typing", "ko", 8, FALSE, 0, TEXT_COLOUR);
  add_words (self, "slip-draw", "ko", 8, FALSE, 0, TEXT_COLOUR);
  add_words (self, "slip-purpose", "en", 7.2, FALSE, 3, TEXT_COLOUR);
  add_words (self, "slip-typing", "en", 7.2, FALSE, 0, TEXT_COLOUR);
  add_words (self, "slip-draw", "en", 7.2, FALSE, 0, TEXT_COLOUR);
  add_words (self, "slip-words", "ko", 7.2, FALSE, 6, MUTED_COLOUR);
  add_words (self, "slip-words", "en", 7.2, FALSE, 0, MUTED_COLOUR);
  add_fingerprint (self, manifest, "ko", 8.5);
  add_fingerprint (self, manifest, "en", 7.8);
}

static void
draw_slip (Slips *self, const char *code, double x, double y)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      const Part *part = &g_array_index (self->parts, Part, i);

      y += part->gap;
      mok_paper_set_colour (self->paper, part->colour);
      if (part->layout != NULL)
        mok_paper_add_layout (self->paper, part->layout, x, y);
      else
        mok_paper_add_code (self->paper, code, CODE_SIZE, x, y, TEXT_WIDTH);
      y += part->height;
    }
}

/* Lines around every slip, also at the edge of the page: no cut slip shows where on the page it was. */
static void
draw_cuts (Slips *self, guint n_rows, double row_height)
{
  mok_paper_set_colour (self->paper, CUT_COLOUR);
  for (guint row = 0; row <= n_rows; row++)
    mok_paper_add_line (self->paper, EDGE, EDGE + row * row_height, MOK_PAPER_WIDTH - EDGE, EDGE + row * row_height,
                        TRUE);
  for (guint column = 0; column <= N_COLUMNS; column++)
    mok_paper_add_line (self->paper, EDGE + column * COLUMN_WIDTH, EDGE, EDGE + column * COLUMN_WIDTH,
                        EDGE + n_rows * row_height, TRUE);
}

static void
draw (Slips *self, const char *const *codes, guint n_codes)
{
  const double least = self->height + 2 * PADDING;
  const guint most_rows = (guint) CLAMP (floor (PAGE_ROOM / least), 1, MOST_ROWS);
  const double row_height = PAGE_ROOM / most_rows;

  for (guint i = 0; i < n_codes; i++)
    {
      const guint on_page = i % (most_rows * N_COLUMNS);

      if (on_page == 0)
        {
          const guint left = MIN (n_codes - i, most_rows * N_COLUMNS);

          mok_paper_add_page (self->paper);
          draw_cuts (self, (left + N_COLUMNS - 1) / N_COLUMNS, row_height);
        }
      draw_slip (self, codes[i], EDGE + on_page % N_COLUMNS * COLUMN_WIDTH + PADDING,
                 EDGE + on_page / N_COLUMNS * row_height + (row_height - self->height) / 2);
    }
}

/**
 * mok_slips_new:
 * @label: (nullable): of the box
 * @codes: (array zero-terminated=1): at least one, as printed, in an order that says nothing
 *
 * Draws a slip for each code: what it is for in Korean and English, the code, and the six words of the survey.
 *
 * Returns: (transfer full): the pages
 */
MokPaper *
mok_slips_new (MokManifest *manifest, const char *label, const char *const *codes)
{
  g_return_val_if_fail (manifest != NULL && codes != NULL && codes[0] != NULL, NULL);

  Slips self = { mok_paper_new (mok_manifest_get_title (manifest)), g_array_new (FALSE, FALSE, sizeof (Part)), 0 };

  g_array_set_clear_func (self.parts, clear_part);
  fill (&self, manifest, label, codes[0]);
  draw (&self, codes, g_strv_length ((GStrv) codes));
  g_array_unref (self.parts);
  return self.paper;
}
