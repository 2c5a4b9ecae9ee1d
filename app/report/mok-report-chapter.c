/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Reads which chapters a questionnaire has (docs/formats.md, "Chapters of the report"). A questionnaire without any has
 * none in its report.
 */

#include "config.h"

#include "report/mok-report-chapter.h"

#include <gio/gio.h>
#include <string.h>

#include "base/mok-csv.h"

#define RESOURCE "/io/github/moksori/Moksori/report/chapters.csv"

typedef enum
{
  CELL_FORM,
  CELL_ID,
  CELL_TITLE_EN,
  CELL_TITLE_KO,
  CELL_TEXT_EN,
  CELL_TEXT_KO,
  CELL_PROTECTIONS,
  CELL_QUESTIONS,
  N_CELLS,
} Cell;

typedef struct
{
  const char *form;
  GPtrArray *chapters;
} Reader;

void
mok_report_chapter_free (MokReportChapter *self)
{
  g_free (self->form);
  g_free (self->id);
  mok_text_unref (self->title);
  mok_text_unref (self->text);
  g_strfreev (self->protections);
  g_strfreev (self->questions);
  g_free (self);
}

static MokText *
text_new (const MokCsvCell *english, const MokCsvCell *korean)
{
  MokText *text = mok_text_new ();

  mok_text_set (text, "en", english->text);
  mok_text_set (text, "ko", korean->text);
  return text;
}

static gboolean
read_row (const MokCsvCell *cells, guint n_cells, gpointer data, GError **error)
{
  Reader *self = data;
  MokReportChapter *chapter;

  if (n_cells != N_CELLS || strcmp (cells[CELL_FORM].text, self->form) != 0)
    return TRUE;
  chapter = g_new0 (MokReportChapter, 1);
  chapter->form = g_strdup (cells[CELL_FORM].text);
  chapter->id = g_strdup (cells[CELL_ID].text);
  chapter->title = text_new (&cells[CELL_TITLE_EN], &cells[CELL_TITLE_KO]);
  chapter->text = text_new (&cells[CELL_TEXT_EN], &cells[CELL_TEXT_KO]);
  chapter->protections = g_strsplit (cells[CELL_PROTECTIONS].text, " ", -1);
  chapter->questions = g_strsplit (cells[CELL_QUESTIONS].text, " ", -1);
  g_ptr_array_add (self->chapters, chapter);
  return TRUE;
}

/**
 * mok_report_chapters_load:
 *
 * Returns: (transfer full) (element-type MokReportChapter): the chapters that the program has for this questionnaire,
 *   found by its `form_id`; often none
 */
GPtrArray *
mok_report_chapters_load (const MokQuestionnaire *questionnaire)
{
  g_return_val_if_fail (questionnaire != NULL, NULL);

  Reader reader = { questionnaire->id, g_ptr_array_new_with_free_func ((GDestroyNotify) mok_report_chapter_free) };
  g_autoptr (GBytes) bytes = g_resources_lookup_data (RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  MokCsvReader *csv = mok_csv_reader_new (read_row, &reader);
  gsize size;
  const char *data;

  /* Part of the program, held by a test: not the world's content but ours. */
  g_assert (bytes != NULL);
  data = g_bytes_get_data (bytes, &size);
  if (!mok_csv_reader_feed (csv, data, size, NULL) || !mok_csv_reader_finish (csv, NULL))
    g_assert_not_reached ();
  mok_csv_reader_free (csv);
  return reader.chapters;
}
