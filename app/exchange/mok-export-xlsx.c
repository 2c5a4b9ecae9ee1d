/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* All tables as a workbook: contents, what has to be known, then a sheet for each question. Must not lay out a
 * question.
 */

#include "config.h"

#include "exchange/mok-export-book-private.h"

#include <glib/gi18n-lib.h>

#include "release/mok-closing.h"

#define SECONDS_PER_DAY (24 * 60 * 60)

/* Letters. */
#define ABOUT_WIDTH 96
#define TITLE_WIDTH 60

static void
book_clear (MokExportBook *self)
{
  g_clear_pointer (&self->workbook, lxw_workbook_free);
  g_clear_pointer (&self->contents_link, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MokExportBook, book_clear)

static gboolean
is_header (MokStyle style)
{
  return style == MOK_STYLE_BAND || style == MOK_STYLE_HEADER || style == MOK_STYLE_NUMBER_HEADER;
}

static lxw_format *
make_style (lxw_workbook *workbook, MokStyle style)
{
  static const char *const numbers[MOK_N_STYLES] = {
    [MOK_STYLE_PEOPLE] = "#,##0", [MOK_STYLE_ESTIMATE] = "\"≈ \"#,##0", [MOK_STYLE_PERCENT] = "0%",
    [MOK_STYLE_SHARE] = "0.0%",   [MOK_STYLE_AT_MOST] = "\"≤ \"0%",     [MOK_STYLE_AT_LEAST] = "\"≥ \"0%",
  };
  lxw_format *format = workbook_add_format (workbook);

  format_set_align (format, LXW_ALIGN_VERTICAL_TOP);
  if (numbers[style] != NULL)
    format_set_num_format (format, numbers[style]);
  if (style == MOK_STYLE_TITLE || is_header (style))
    format_set_bold (format);
  if (style == MOK_STYLE_TITLE)
    format_set_font_size (format, 14);
  if (is_header (style))
    {
      format_set_bg_color (format, 0xE8ECF0);
      format_set_text_wrap (format);
    }
  if (style == MOK_STYLE_BAND)
    format_set_align (format, LXW_ALIGN_CENTER);
  if (is_header (style) && style != MOK_STYLE_BAND)
    format_set_bottom (format, LXW_BORDER_THIN);
  if (style == MOK_STYLE_LABEL || style == MOK_STYLE_NOTE)
    format_set_text_wrap (format);
  if (style == MOK_STYLE_NOTE || style == MOK_STYLE_WITHHELD)
    format_set_font_color (format, 0x5E5C64);
  if (style == MOK_STYLE_WITHHELD || style == MOK_STYLE_NUMBER_HEADER)
    format_set_align (format, LXW_ALIGN_RIGHT);
  if (style == MOK_STYLE_LINK)
    {
      format_set_font_color (format, 0x1A5FB4);
      format_set_underline (format, LXW_UNDERLINE_SINGLE);
    }
  return format;
}

static void
make_styles (MokExportBook *self)
{
  for (int style = 0; style < MOK_N_STYLES; style++)
    {
      self->styles[style] = make_style (self->workbook, (MokStyle) style);
      self->ruled[style] = make_style (self->workbook, (MokStyle) style);
      format_set_top (self->ruled[style], LXW_BORDER_HAIR);
      format_set_top_color (self->ruled[style], 0x9A9996);
    }
}

static void
begin_contents (MokExportBook *self, const char *title, const char *name, const char *about)
{
  const char *const headers[] = { "№", _ ("Question"), _ ("Variable"), _ ("Base (answers counted)") };
  g_autofree char *link = mok_export_sheet_dup_link (about);

  self->contents = workbook_add_worksheet (self->workbook, name);
  self->contents_link = mok_export_sheet_dup_link (name);
  mok_export_book_write (self, self->contents, 0, 0, title, MOK_STYLE_TITLE);
  mok_export_book_write_link (self, self->contents, 1, 0, link, about);
  for (lxw_col_t i = 0; i < G_N_ELEMENTS (headers); i++)
    mok_export_book_write (self, self->contents, 3, i, headers[i], MOK_STYLE_HEADER);
  worksheet_set_column (self->contents, 0, 0, 6, NULL);
  worksheet_set_column (self->contents, 1, 1, TITLE_WIDTH, NULL);
  worksheet_set_column (self->contents, 2, 3, 24, NULL);
  worksheet_set_row (self->contents, 0, MOK_EXPORT_TITLE_HEIGHT, NULL);
  worksheet_freeze_panes (self->contents, 4, 0);
  worksheet_fit_to_pages (self->contents, 1, 0);
  self->n_contents = 4;
}

/* How the figures came about, and what was certified. */
static void
write_about (MokExportBook *self, const char *name)
{
  const MokCube *cube = self->export->cube;
  lxw_worksheet *sheet = workbook_add_worksheet (self->workbook, name);
  g_autoptr (GPtrArray) notes = mok_export_list_notes (cube);
  g_autoptr (GPtrArray) certificate = mok_closing_list_certificate (cube);
  const guint respondents = (guint) mok_cube_get_n_respondents (cube);
  g_autofree char *people = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u response was counted.", "%u responses were counted.", respondents),
      respondents);
  lxw_row_t row = 0;

  worksheet_set_column (sheet, 0, 0, ABOUT_WIDTH, NULL);
  worksheet_set_row (sheet, 0, MOK_EXPORT_TITLE_HEIGHT, NULL);
  worksheet_fit_to_pages (sheet, 1, 0);
  mok_export_book_write (self, sheet, row++, 0, name, MOK_STYLE_TITLE);
  mok_export_book_write_link (self, sheet, row++, 0, self->contents_link, _ ("← Contents"));
  row = mok_export_book_write_note (self, sheet, row, 1, ABOUT_WIDTH, people);
  for (guint i = 0; i < notes->len; i++)
    row = mok_export_book_write_note (self, sheet, row, 1, ABOUT_WIDTH, g_ptr_array_index (notes, i));
  if (certificate == NULL)
    return;
  row++;
  worksheet_set_row (sheet, row, MOK_EXPORT_TITLE_HEIGHT, NULL);
  mok_export_book_write (self, sheet, row++, 0, _ ("Certificate"), MOK_STYLE_TITLE);
  for (guint i = 0; i < certificate->len; i++)
    {
      const MokNote *note = g_ptr_array_index (certificate, i);

      mok_export_book_write (self, sheet, row++, 0, note->title, MOK_STYLE_HEADER);
      row = mok_export_book_write_note (self, sheet, row, 1, ABOUT_WIDTH, note->text);
    }
}

/* What is not there, and why. */
static void
add_withheld (MokExportBook *self, const MokExportRequest *request, const char *reason)
{
  const lxw_row_t row = self->n_contents++;

  mok_export_book_write (self, self->contents, row, 1,
                         mok_question_get_title (request->question, self->export->options->language), MOK_STYLE_LABEL);
  mok_export_book_write (self, self->contents, row, 2, request->question->name, MOK_STYLE_LABEL);
  mok_export_book_write (self, self->contents, row, 3, reason, MOK_STYLE_NOTE);
}

static gboolean
write_sheets (MokExportBook *self, GError **error)
{
  g_autoptr (GArray) requests = mok_export_list_requests (self->export->cube, FALSE);
  const MokExportRequest *before = NULL;
  MokExportSheet sheet = { 0 };

  for (guint i = 0; i < requests->len; i++)
    {
      const MokExportRequest *request = &g_array_index (requests, MokExportRequest, i);
      g_autofree char *reason = NULL;
      g_autoptr (MokTable) table = mok_export_request_load (request, self->export->cube, &reason);

      if (!mok_export_check (self->export, 0.8 * i / requests->len, error))
        return FALSE;
      if (!mok_export_request_is_same_question (request, before))
        {
          if (sheet.sheet != NULL)
            mok_export_sheet_end (&sheet);
          sheet = (MokExportSheet){ 0 };
          if (table != NULL)
            mok_export_sheet_begin (&sheet, self, request, table);
          else
            add_withheld (self, request, reason);
        }
      if (table != NULL && sheet.sheet != NULL)
        mok_export_sheet_add_rows (&sheet, table);
      before = request;
    }
  if (sheet.sheet != NULL)
    mok_export_sheet_end (&sheet);
  return TRUE;
}

/* Only the day: when exactly somebody worked at it is nobody's business. */
static void
set_properties (MokExportBook *self, const char *title)
{
  g_autofree char *copy = g_strdup (title);
  lxw_doc_properties properties = {
    .title = copy,
    .created = (time_t) (g_get_real_time () / G_USEC_PER_SEC / SECONDS_PER_DAY * SECONDS_PER_DAY),
  };

  mok_export_book_keep (self, workbook_set_properties (self->workbook, &properties));
}

static gboolean
close_book (MokExportBook *self, GError **error)
{
  const MokExportFile *file = self->export->file;
  const lxw_error closed = workbook_close (g_steal_pointer (&self->workbook));

  if (self->error != LXW_NO_ERROR)
    g_set_error (error, MOK_EXPORT_ERROR, MOK_EXPORT_ERROR_FAILED, _ ("“%1$s” could not be made: %2$s"), file->shown,
                 lxw_strerror (self->error));
  /* What the library says of a disk that is full is no help to anybody. */
  else if (closed != LXW_NO_ERROR || !mok_xlsx_check (file->temporary))
    g_set_error (error, MOK_EXPORT_ERROR, MOK_EXPORT_ERROR_FAILED,
                 _ ("“%s” could not be written completely. Is the disk full?"), file->shown);
  else
    return TRUE;
  return FALSE;
}

/**
 * mok_export_write_xlsx:
 *
 * Returns: whether everything was written
 */
gboolean
mok_export_write_xlsx (const MokExport *self, GError **error)
{
  const MokQuestionnaire *questionnaire = mok_cube_get_questionnaire (self->cube);
  const char *title = self->options->title != NULL ? self->options->title
                                                   : mok_text_get (questionnaire->title, self->options->language);
  /* Translators: name of a sheet, at most 31 letters */
  const char *contents = _ ("Contents");
  /* Translators: name of a sheet, at most 31 letters: what has to be known about the figures */
  const char *about = _ ("About the figures");
  g_autofree char *folder = g_path_get_dirname (self->file->temporary);
  lxw_workbook_options options = { .tmpdir = folder };
  g_auto (MokExportBook) book = { .export = self };

  book.workbook = workbook_new_opt (self->file->temporary, &options);
  if (book.workbook == NULL)
    {
      g_set_error (error, MOK_EXPORT_ERROR, MOK_EXPORT_ERROR_FAILED, _ ("“%1$s” could not be made: %2$s"),
                   self->file->shown, lxw_strerror (LXW_ERROR_MEMORY_MALLOC_FAILED));
      return FALSE;
    }
  make_styles (&book);
  set_properties (&book, title);
  begin_contents (&book, title, contents, about);
  write_about (&book, about);
  return write_sheets (&book, error) && mok_export_check (self, 0.8, error) && close_book (&book, error);
}
