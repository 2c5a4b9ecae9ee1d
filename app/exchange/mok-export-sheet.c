/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One question on a sheet: all respondents, then the groups of every breakdown that is offered, one row each. Numbers
 * are numbers; of a release they are those that tables and charts show. Must not compute them.
 */

#include "config.h"

#include "exchange/mok-export-book-private.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#define HEADER_ROW 5
#define FIRST_ROW (HEADER_ROW + 1)
/* Letters. */
#define NUMBER_WIDTH 12
#define MAX_NAME_WIDTH 44

enum
{
  COLUMN_BY,
  COLUMN_GROUP,
  COLUMN_BASE,
  COLUMN_SHARES,
};

/* Where a table's columns begin. */
typedef struct
{
  lxw_col_t missing;
  lxw_col_t counts; /* of exact tables */
  lxw_col_t intervals;
  lxw_col_t end;
} Places;

static Places
get_places (const MokTable *table)
{
  const lxw_col_t n = (lxw_col_t) table->columns->len;
  Places places;

  places.missing = COLUMN_SHARES + n;
  places.counts = (lxw_col_t) (places.missing + mok_export_get_n_missing (table));
  places.intervals = table->exact ? (lxw_col_t) (places.counts + n) : places.counts;
  places.end = (lxw_col_t) (places.intervals + 2 * n);
  return places;
}

/* The kinds of missing in the order of the columns: shares of those asked, then how many were not. */
static MokMissing
get_missing (const MokTable *table, guint number)
{
  const guint n = mok_export_get_n_missing (table);

  return number + 1 == n ? MOK_MISSING_NOT_ASKED : (MokMissing) (number + 1);
}

static void
write_band (MokExportSheet *self, lxw_col_t first, lxw_col_t end, const char *text)
{
  if (end == first + 1)
    mok_export_book_write (self->book, self->sheet, HEADER_ROW - 1, first, text, MOK_STYLE_BAND);
  else if (end > first)
    mok_export_book_keep (self->book,
                          worksheet_merge_range (self->sheet, HEADER_ROW - 1, first, HEADER_ROW - 1,
                                                 (lxw_col_t) (end - 1), text, self->book->styles[MOK_STYLE_BAND]));
}

static void
write_header (MokExportSheet *self, lxw_col_t column, const char *text, guint *n_lines)
{
  *n_lines = MAX (*n_lines, mok_export_text_get_n_lines (text, NUMBER_WIDTH - 1));
  mok_export_book_write (self->book, self->sheet, HEADER_ROW, column, text,
                         column < COLUMN_BASE ? MOK_STYLE_HEADER : MOK_STYLE_NUMBER_HEADER);
}

static void
write_answer_headers (MokExportSheet *self, const MokTable *table, const Places *places, guint *n_lines)
{
  const char *language = self->book->export->options->language;

  for (guint i = 0; i < table->columns->len; i++)
    {
      const char *label = mok_text_get (mok_table_get_column (table, i)->label, language);
      /* Translators: heading of a column, below an answer: the lower end of the interval of its share */
      g_autofree char *low = g_strdup_printf ("%s\n%s", label, _ ("lower end"));
      /* Translators: heading of a column, below an answer: the upper end of the interval of its share */
      g_autofree char *high = g_strdup_printf ("%s\n%s", label, _ ("upper end"));

      write_header (self, (lxw_col_t) (COLUMN_SHARES + i), label, n_lines);
      if (table->exact)
        write_header (self, (lxw_col_t) (places->counts + i), label, n_lines);
      write_header (self, (lxw_col_t) (places->intervals + 2 * i), low, n_lines);
      write_header (self, (lxw_col_t) (places->intervals + 2 * i + 1), high, n_lines);
    }
}

static void
write_headers (MokExportSheet *self, const MokTable *table)
{
  const Places places = get_places (table);
  guint n_lines = 1;

  write_band (self, COLUMN_SHARES, places.missing, _ ("Share"));
  write_band (self, places.missing, places.counts,
              table->article != NULL ? _ ("People") : _ ("Missing, of those asked; not asked in people"));
  write_band (self, places.counts, places.intervals, _ ("People"));
  write_band (self, places.intervals, places.end, /* xgettext:no-c-format */ _ ("95\u202f% interval"));
  write_header (self, COLUMN_BY, _ ("Breakdown"), &n_lines);
  write_header (self, COLUMN_GROUP, _ ("Group"), &n_lines);
  write_header (self, COLUMN_BASE, _ ("Base (answers counted)"), &n_lines);
  for (guint i = 0; i < mok_export_get_n_missing (table); i++)
    write_header (self, (lxw_col_t) (places.missing + i), mok_export_get_missing_label (table, get_missing (table, i)),
                  &n_lines);
  write_answer_headers (self, table, &places, &n_lines);
  mok_export_book_keep (
      self->book, worksheet_set_row (self->sheet, HEADER_ROW, MOK_EXPORT_LINE_HEIGHT * MIN (n_lines, 8) + 2, NULL));
  self->n_columns = places.end;
  self->n_printed = places.counts;
}

static char *
dup_subtitle (const MokExportRequest *request, const MokTable *table, const char *language)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) strings = NULL;

  if (table->period != NULL)
    g_strv_builder_add (parts, mok_text_get (table->period, language));
  if (!mok_text_is_empty (table->article))
    g_strv_builder_add (parts, mok_text_get (table->article, language));
  if (table->article != NULL)
    g_strv_builder_add (parts, _ ("As reported by respondents, not a legal finding."));
  if (table->scale == MOK_SCALE_MULTIPLE && request->kind != MOK_EXPORT_DETAILS)
    g_strv_builder_add (parts, _ ("Several answers were possible; shares do not add to 100\u202f%."));
  if (table->weighted)
    g_strv_builder_add (parts, _ ("Weighted to known shares of backgrounds; base and missing answers are people."));
  if (table->headcount > 0)
    {
      g_autofree char *headcount = g_strdup_printf (
          _ ("The intervals of all respondents allow for how many of %u people answered."), table->headcount);

      g_strv_builder_add (parts, headcount);
    }
  strings = g_strv_builder_end (parts);
  return g_strjoinv (" · ", strings);
}

/* What tells apart tables of one title. */
static char *
dup_kind (const MokExportRequest *request)
{
  /* Translators: behind the title of a question: the table of what came of its protection by law */
  const char *outcome = _ ("by law");

  switch (request->kind)
    {
    case MOK_EXPORT_DETAILS:
      /* Translators: behind the title of a question: in what way its protection by law was denied */
      return g_strdup (_ ("by law, details"));
    case MOK_EXPORT_WEIGHTED:
      return request->outcome ? g_strdup_printf ("%s, %s", outcome, _ ("weighted")) : g_strdup (_ ("weighted"));
    case MOK_EXPORT_PLAIN:
    default:
      return request->outcome ? g_strdup (outcome) : NULL;
    }
}

static void
add_to_contents (MokExportBook *book, const MokTable *table, const char *heading, const char *name)
{
  g_autofree char *link = mok_export_sheet_dup_link (name);
  const lxw_row_t row = book->n_contents++;

  worksheet_write_number (book->contents, row, 0, book->n_sheets, book->styles[MOK_STYLE_PEOPLE]);
  mok_export_book_write_link (book, book->contents, row, 1, link, heading);
  mok_export_book_write (book, book->contents, row, 2, table->question, MOK_STYLE_LABEL);
  if (table->rows->len > 0 && mok_table_get_row (table, 0)->shown)
    worksheet_write_number (book->contents, row, 3, mok_table_get_shown_base (table, 0),
                            book->styles[table->exact ? MOK_STYLE_PEOPLE : MOK_STYLE_ESTIMATE]);
  else
    mok_export_book_write (book, book->contents, row, 3, _ ("too few"), MOK_STYLE_WITHHELD);
}

/**
 * mok_export_sheet_begin:
 * @request: of the first table
 * @table: of all respondents
 */
void
mok_export_sheet_begin (MokExportSheet *self,
                        MokExportBook *book,
                        const MokExportRequest *request,
                        const MokTable *table)
{
  const char *language = book->export->options->language;
  const char *title = mok_text_get (table->title, language);
  g_autofree char *kind = dup_kind (request);
  g_autofree char *name = mok_export_sheet_dup_name (++book->n_sheets, title, kind);
  g_autofree char *heading = kind != NULL ? g_strdup_printf ("%s – %s", title, kind) : g_strdup (title);
  g_autofree char *subtitle = dup_subtitle (request, table, language);

  *self = (MokExportSheet){ .book = book, .row = FIRST_ROW };
  self->sheet = workbook_add_worksheet (book->workbook, name);
  if (self->sheet == NULL)
    {
      mok_export_book_keep (book, LXW_ERROR_PARAMETER_VALIDATION);
      return;
    }
  add_to_contents (book, table, heading, name);
  mok_export_book_write (book, self->sheet, 0, 0, heading, MOK_STYLE_TITLE);
  worksheet_set_row (self->sheet, 0, MOK_EXPORT_TITLE_HEIGHT, NULL);
  mok_export_book_write (book, self->sheet, 1, 0, mok_text_get (table->wording, language), MOK_STYLE_TEXT);
  mok_export_book_write (book, self->sheet, 2, 0, subtitle, MOK_STYLE_TEXT);
  mok_export_book_write_link (book, self->sheet, 3, 0, book->contents_link, _ ("← Contents"));
  write_headers (self, table);
  worksheet_freeze_panes (self->sheet, FIRST_ROW, COLUMN_BASE);
  worksheet_repeat_rows (self->sheet, HEADER_ROW - 1, HEADER_ROW);
  worksheet_set_landscape (self->sheet);
  worksheet_fit_to_pages (self->sheet, 1, 0);
}

/* One number of a row. */
static void
write_number (MokExportSheet *self, lxw_col_t column, double number, MokStyle style, gboolean ruled)
{
  lxw_format *format = ruled ? self->book->ruled[style] : self->book->styles[style];

  if (isnan (number))
    worksheet_write_blank (self->sheet, self->row, column, format);
  else
    mok_export_book_keep (self->book, worksheet_write_number (self->sheet, self->row, column, number, format));
}

static void
write_text (MokExportSheet *self, lxw_col_t column, const char *text, MokStyle style, gboolean ruled)
{
  mok_export_book_keep (self->book,
                        worksheet_write_string (self->sheet, self->row, column, text,
                                                ruled ? self->book->ruled[style] : self->book->styles[style]));
}

/* Of a release, what is shown in whole points, and intervals that are widened to them. */
static void
write_cell (MokExportSheet *self,
            const MokTable *table,
            const Places *places,
            guint column,
            const MokTableCell *cell,
            int points,
            gboolean ruled)
{
  const lxw_col_t at = (lxw_col_t) (COLUMN_SHARES + column);
  const lxw_col_t interval = (lxw_col_t) (places->intervals + 2 * column);

  if (table->exact)
    {
      write_number (self, at, cell->share, MOK_STYLE_SHARE, ruled);
      write_number (self, (lxw_col_t) (places->counts + column), (double) cell->count, MOK_STYLE_PEOPLE, ruled);
      write_number (self, interval, cell->low, MOK_STYLE_SHARE, ruled);
      write_number (self, (lxw_col_t) (interval + 1), cell->high, MOK_STYLE_SHARE, ruled);
      return;
    }
  if (cell->bound != MOK_BOUND_NONE)
    write_number (self, at, mok_table_cell_get_bound_points (cell) / 100.0,
                  cell->bound == MOK_BOUND_AT_MOST ? MOK_STYLE_AT_MOST : MOK_STYLE_AT_LEAST, ruled);
  else
    write_number (self, at, points >= 0 ? points / 100.0 : (double) NAN, MOK_STYLE_PERCENT, ruled);
  write_number (self, interval, floor (100 * cell->low + 1e-9) / 100, MOK_STYLE_PERCENT, ruled);
  write_number (self, (lxw_col_t) (interval + 1), ceil (100 * cell->high - 1e-9) / 100, MOK_STYLE_PERCENT, ruled);
}

static void
write_missing (MokExportSheet *self,
               const MokTable *table,
               const Places *places,
               const MokTableRow *row,
               gboolean ruled)
{
  const MokStyle people = table->exact ? MOK_STYLE_PEOPLE : MOK_STYLE_ESTIMATE;

  for (guint i = 0; i < mok_export_get_n_missing (table); i++)
    {
      const MokMissing missing = get_missing (table, i);
      const lxw_col_t column = (lxw_col_t) (places->missing + i);
      const double share = mok_table_row_get_missing_share (row, missing);

      if (missing == MOK_MISSING_NOT_ASKED)
        write_number (self, column, mok_table_get_shown_people (table, row->missing[missing]), people, ruled);
      else if (table->exact)
        write_number (self, column, share, MOK_STYLE_SHARE, ruled);
      else
        write_number (self, column, floor (100 * share + 0.5) / 100, MOK_STYLE_PERCENT, ruled);
    }
}

static void
write_row (MokExportSheet *self, const MokTable *table, guint number, gboolean ruled)
{
  const char *language = self->book->export->options->language;
  const MokTableRow *row = mok_table_get_row (table, number);
  const Places places = get_places (table);
  const char *by = table->by != NULL ? mok_text_get (table->by_title, language) : "";
  const char *label = mok_text_get (row->label, language);
  g_autofree int *points = g_new0 (int, table->columns->len + 1);

  mok_table_get_points (table, number, points);
  write_text (self, COLUMN_BY, by, MOK_STYLE_LABEL, ruled);
  write_text (self, COLUMN_GROUP, label, MOK_STYLE_LABEL, ruled);
  self->by_width = MAX (self->by_width, mok_export_text_get_width (by));
  self->group_width = MAX (self->group_width, mok_export_text_get_width (label));
  if (row->shown)
    {
      write_number (self, COLUMN_BASE, mok_table_get_shown_base (table, number),
                    table->exact ? MOK_STYLE_PEOPLE : MOK_STYLE_ESTIMATE, ruled);
      for (guint i = 0; i < table->columns->len; i++)
        write_cell (self, table, &places, i, &row->cells[i], points[i], ruled);
      write_missing (self, table, &places, row, ruled);
    }
  else
    {
      write_text (self, COLUMN_BASE, _ ("too few"), MOK_STYLE_WITHHELD, ruled);
      for (lxw_col_t i = COLUMN_SHARES; i < places.end; i++)
        write_number (self, i, NAN, MOK_STYLE_WITHHELD, ruled);
    }
  self->row++;
}

/**
 * mok_export_sheet_add_rows:
 * @table: the first one, or a breakdown of it, of which only the groups are added
 */
void
mok_export_sheet_add_rows (MokExportSheet *self, const MokTable *table)
{
  const guint first = table->by != NULL ? 1 : 0;

  for (guint i = first; self->sheet != NULL && i < table->rows->len; i++)
    write_row (self, table, i, i == first);
}

static void
set_widths (MokExportSheet *self)
{
  const guint by = CLAMP (self->by_width, mok_export_text_get_width (_ ("Breakdown")), MAX_NAME_WIDTH) + 2;
  const guint group = CLAMP (self->group_width, mok_export_text_get_width (_ ("Group")), MAX_NAME_WIDTH) + 2;

  worksheet_set_column (self->sheet, COLUMN_BY, COLUMN_BY, by, NULL);
  worksheet_set_column (self->sheet, COLUMN_GROUP, COLUMN_GROUP, group, NULL);
  worksheet_set_column (self->sheet, COLUMN_BASE, (lxw_col_t) (self->n_columns - 1), NUMBER_WIDTH, NULL);
}

/**
 * mok_export_sheet_end:
 *
 * Sets the widths of columns, and says below the table what has to be known of it.
 */
void
mok_export_sheet_end (MokExportSheet *self)
{
  g_autoptr (GPtrArray) notes = mok_export_list_notes (self->book->export->cube);

  if (self->sheet == NULL)
    return;
  set_widths (self);
  worksheet_print_area (self->sheet, 0, 0, self->row + notes->len, (lxw_col_t) (self->n_printed - 1));
  worksheet_autofilter (self->sheet, HEADER_ROW, COLUMN_BY, self->row - 1, (lxw_col_t) (self->n_columns - 1));
  self->row++;
  for (guint i = 0; i < notes->len; i++)
    self->row = mok_export_book_write_note (self->book, self->sheet, self->row, MIN (self->n_columns, 8),
                                            MAX (self->by_width, 8) + MAX (self->group_width, 8)
                                                + NUMBER_WIDTH * ((guint) MIN (self->n_columns, 8) - 2),
                                            g_ptr_array_index (notes, i));
}
