/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Text in aligned columns for a terminal: a wide column of names at the left, narrow columns of numbers beside it,
 * in several blocks where they do not fit side by side. Hangul takes two places. Must not know tables.
 */

#include "config.h"

#include "analysis/mok-text-grid-private.h"

#include <string.h>

#define NAME_MAX_WIDTH 44
#define COLUMN_MIN_WIDTH 6
#define COLUMN_MAX_WIDTH 14
#define GAP 2

struct _MokTextGrid
{
  guint n_columns;
  GPtrArray *rows; /* (element-type GStrv) (nullable element): the first holds the headings; NULL is a rule */
};

static void
row_free (gpointer data)
{
  g_strfreev (data);
}

MokTextGrid *
mok_text_grid_new (guint n_columns)
{
  g_return_val_if_fail (n_columns > 0, NULL);

  MokTextGrid *self = g_new0 (MokTextGrid, 1);

  self->n_columns = n_columns;
  self->rows = g_ptr_array_new_with_free_func (row_free);
  return self;
}

void
mok_text_grid_free (MokTextGrid *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->rows);
  g_free (self);
}

/**
 * mok_text_grid_add_row:
 * @cells: (array length=n_columns): the name, then the cells of the row
 *
 * The first row that is added holds the headings.
 */
void
mok_text_grid_add_row (MokTextGrid *self, const char *const *cells)
{
  g_return_if_fail (self != NULL && cells != NULL);

  GStrv row = g_new0 (char *, self->n_columns + 1);

  for (guint i = 0; i < self->n_columns; i++)
    row[i] = g_strdup (cells[i]);
  g_ptr_array_add (self->rows, row);
}

void
mok_text_grid_add_rule (MokTextGrid *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_add (self->rows, NULL);
}

static guint
character_width (gunichar character)
{
  if (g_unichar_iszerowidth (character))
    return 0;
  return g_unichar_iswide (character) ? 2 : 1;
}

/**
 * mok_text_grid_measure:
 *
 * Returns: how many places of a terminal @text takes
 */
guint
mok_text_grid_measure (const char *text)
{
  guint width = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    width += character_width (g_utf8_get_char (at));
  return width;
}

/* Line breaks become blanks, and bytes that a terminal would obey are left out: labels come from files. */
static char *
tame (const char *text)
{
  GString *tamed = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      const gunichar character = g_utf8_get_char (at);

      if (g_unichar_isspace (character) && character != 0xa0 && character != 0x202f)
        g_string_append_c (tamed, ' ');
      else if (!g_unichar_iscntrl (character))
        g_string_append_unichar (tamed, character);
    }
  return g_string_free (tamed, FALSE);
}

static void
take_line (GString *line, GPtrArray *lines)
{
  g_ptr_array_add (lines, g_strdup (line->str));
  g_string_truncate (line, 0);
}

/* A word that is wider than a line is cut wherever the line ends. */
static void
append_long_word (const char *word, guint width, GString *line, GPtrArray *lines)
{
  guint used = 0;

  for (const char *at = word; *at != '\0'; at = g_utf8_next_char (at))
    {
      const gunichar character = g_utf8_get_char (at);

      if (used > 0 && used + character_width (character) > width)
        {
          take_line (line, lines);
          used = 0;
        }
      g_string_append_unichar (line, character);
      used += character_width (character);
    }
}

/**
 * mok_text_grid_wrap:
 * @text: UTF-8
 * @width: places in a line, at least 2
 * @lines: (element-type utf8): where the lines are added; at least one
 *
 * Breaks a text between words, and inside a word that fits no line.
 */
void
mok_text_grid_wrap (const char *text, guint width, GPtrArray *lines)
{
  g_return_if_fail (text != NULL && width >= 2 && lines != NULL);

  g_autofree char *tamed = tame (text);
  g_auto (GStrv) words = g_strsplit (tamed, " ", -1);
  g_autoptr (GString) line = g_string_new (NULL);

  for (gsize i = 0; words[i] != NULL; i++)
    {
      const guint word = mok_text_grid_measure (words[i]);

      if (word == 0)
        continue;
      if (line->len > 0 && mok_text_grid_measure (line->str) + 1 + word > width)
        take_line (line, lines);
      if (line->len > 0)
        g_string_append_c (line, ' ');
      if (word > width)
        append_long_word (words[i], width, line, lines);
      else
        g_string_append (line, words[i]);
    }
  take_line (line, lines);
}

static void
append_blanks (GString *output, guint n)
{
  for (guint i = 0; i < n; i++)
    g_string_append_c (output, ' ');
}

static const char *
line_of (GPtrArray *lines, guint index)
{
  return index < lines->len ? g_ptr_array_index (lines, index) : "";
}

static guint
column_width (const MokTextGrid *self, guint column, guint minimum, guint maximum)
{
  guint width = minimum;

  for (guint i = 0; i < self->rows->len; i++)
    {
      GStrv row = g_ptr_array_index (self->rows, i);

      if (row != NULL)
        width = MAX (width, mok_text_grid_measure (row[column]));
    }
  return MIN (width, maximum);
}

static void
write_row (const MokTextGrid *self, GStrv row, const guint *widths, guint first, guint end, GString *output)
{
  g_autoptr (GPtrArray) wrapped = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  guint height = 1;

  for (guint column = 0; column < self->n_columns; column++)
    {
      GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

      mok_text_grid_wrap (row[column], widths[column], lines);
      if (column == 0 || (column >= first && column < end))
        height = MAX (height, lines->len);
      g_ptr_array_add (wrapped, lines);
    }
  for (guint i = 0; i < height; i++)
    {
      const char *name = line_of (g_ptr_array_index (wrapped, 0), i);

      g_string_append (output, name);
      append_blanks (output, widths[0] - MIN (widths[0], mok_text_grid_measure (name)));
      for (guint column = first; column < end; column++)
        {
          const char *cell = line_of (g_ptr_array_index (wrapped, column), i);

          append_blanks (output, GAP + widths[column] - MIN (widths[column], mok_text_grid_measure (cell)));
          g_string_append (output, cell);
        }
      while (output->len > 0 && output->str[output->len - 1] == ' ')
        g_string_truncate (output, output->len - 1);
      g_string_append_c (output, '\n');
    }
}

static void
write_block (const MokTextGrid *self, const guint *widths, guint first, guint end, GString *output)
{
  guint width = widths[0];

  for (guint column = first; column < end; column++)
    width += GAP + widths[column];
  for (guint i = 0; i < self->rows->len; i++)
    {
      GStrv row = g_ptr_array_index (self->rows, i);

      if (row != NULL)
        write_row (self, row, widths, first, end, output);
      else
        {
          for (guint place = 0; place < width; place++)
            g_string_append_c (output, '-');
          g_string_append_c (output, '\n');
        }
    }
}

/**
 * mok_text_grid_write:
 * @width: places of a line of the terminal
 * @output: where the lines are added
 *
 * Numbers are set flush right. Where not all columns fit beside each other, blocks follow one another, each with the
 * names.
 */
void
mok_text_grid_write (const MokTextGrid *self, guint width, GString *output)
{
  g_return_if_fail (self != NULL && output != NULL);

  g_autofree guint *widths = g_new0 (guint, self->n_columns);

  widths[0] = column_width (self, 0, COLUMN_MIN_WIDTH, NAME_MAX_WIDTH);
  for (guint column = 1; column < self->n_columns; column++)
    widths[column] = column_width (self, column, COLUMN_MIN_WIDTH, COLUMN_MAX_WIDTH);

  guint first = 1;

  do
    {
      guint used = widths[0];
      guint end = first;

      while (end < self->n_columns && (end == first || used + GAP + widths[end] <= width))
        used += GAP + widths[end++];
      if (first > 1)
        g_string_append_c (output, '\n');
      write_block (self, widths, first, end, output);
      first = end;
    }
  while (first < self->n_columns);
}
