/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What stands on printed sheets. They are read in both languages at once and are made in threads, so their texts do not
 * come from gettext, which knows one language at a time. Must not lay anything out.
 */

#include "config.h"

#include "report/mok-paper-words.h"

#include <string.h>

#include "base/mok-csv.h"

#define RESOURCE "/io/github/moksori/Moksori/report/paper.csv"

typedef enum
{
  CELL_ID,
  CELL_EN,
  CELL_KO,
  N_CELLS,
} Cell;

static gboolean
read_row (const MokCsvCell *cells, guint n_cells, gpointer data, GError **error)
{
  GHashTable *words = data;
  MokText *text;

  if (n_cells != N_CELLS)
    return TRUE;
  text = mok_text_new ();
  mok_text_set (text, "en", cells[CELL_EN].text);
  mok_text_set (text, "ko", cells[CELL_KO].text);
  g_hash_table_insert (words, g_strdup (cells[CELL_ID].text), text);
  return TRUE;
}

static GHashTable *
load (void)
{
  GHashTable *words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) mok_text_unref);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (MokCsvReader) csv = mok_csv_reader_new (read_row, words);
  const char *data;
  gsize size;

  /* Part of the program: not the world's content but ours. */
  g_assert (bytes != NULL);
  data = g_bytes_get_data (bytes, &size);
  if (!mok_csv_reader_feed (csv, data, size, NULL) || !mok_csv_reader_finish (csv, NULL))
    g_assert_not_reached ();
  return words;
}

/**
 * mok_paper_find_words:
 * @id: of a row of resources/report/paper.csv
 *
 * Returns: (transfer none): the words, in English and Korean
 */
MokText *
mok_paper_find_words (const char *id)
{
  static GHashTable *words;
  static gsize done;

  g_return_val_if_fail (id != NULL, NULL);

  if (g_once_init_enter (&done))
    {
      words = load ();
      g_once_init_leave (&done, 1);
    }

  MokText *text = g_hash_table_lookup (words, id);

  g_assert (text != NULL);
  return text;
}

/**
 * mok_paper_find_title:
 *
 * Returns: (transfer none): the survey's title; where it is the questionnaire's own, in @language
 */
const char *
mok_paper_find_title (MokManifest *manifest, const char *language)
{
  g_return_val_if_fail (manifest != NULL && language != NULL, NULL);

  const char *title = mok_manifest_get_title (manifest);
  const MokQuestionnaire *form = mok_manifest_get_questionnaire (manifest);

  for (guint i = 0; i < form->languages->len; i++)
    if (strcmp (title, mok_text_get (form->title, g_ptr_array_index (form->languages, i))) == 0)
      return mok_text_get (form->title, language);
  return title;
}

/**
 * mok_paper_dup_fingerprint:
 *
 * Returns: (transfer full): the six words of the survey, with wide spaces between them
 */
char *
mok_paper_dup_fingerprint (MokManifest *manifest, const char *language)
{
  g_return_val_if_fail (manifest != NULL && language != NULL, NULL);

  g_auto (GStrv) words = mok_manifest_dup_words (manifest, language);

  return g_strjoinv ("  ", words);
}
