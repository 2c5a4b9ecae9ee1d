/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A workbook in a file of a spreadsheet program (ISO/IEC 29500-1, "SpreadsheetML"): which parts its sheets, strings and
 * formats are, wherever the program put them. Must not know what the columns mean.
 */

#include "config.h"

#include "questionnaire/mok-workbook.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "questionnaire/mok-workbook-private.h"

typedef struct
{
  char *title;    /* (owned) */
  char *relation; /* (owned): to the part */
} Entry;

static void
entry_clear (gpointer data)
{
  Entry *entry = data;

  g_free (entry->title);
  g_free (entry->relation);
}

/* "/xl/sheets/a.xml" and "../sheets/a.xml", seen from @folder -> "xl/sheets/a.xml" */
static char *
dup_target (const char *folder, const char *target)
{
  g_autofree char *unescaped = g_uri_unescape_string (target, NULL);
  g_autofree char *joined = NULL;
  g_auto (GStrv) pieces = NULL;
  g_autoptr (GPtrArray) path = g_ptr_array_new ();

  /* Any bytes can be written that way. */
  if (unescaped == NULL || !g_utf8_validate (unescaped, -1, NULL))
    return g_strdup (target);
  joined = *unescaped == '/' ? g_strdup (unescaped) : g_strconcat (folder, "/", unescaped, NULL);
  pieces = g_strsplit_set (joined, "/\\", -1);
  for (guint i = 0; pieces[i] != NULL; i++)
    {
      if (strcmp (pieces[i], "..") == 0 && path->len > 0)
        g_ptr_array_set_size (path, (int) path->len - 1);
      else if (*pieces[i] != '\0' && strcmp (pieces[i], ".") != 0 && strcmp (pieces[i], "..") != 0)
        g_ptr_array_add (path, pieces[i]);
    }
  g_ptr_array_add (path, NULL);
  return g_strjoinv ("/", (char **) path->pdata);
}

static char *
dup_folder (const char *part)
{
  const char *slash = strrchr (part, '/');

  return slash != NULL ? g_strndup (part, (gsize) (slash - part)) : g_strdup ("");
}

/**
 * read_relations:
 * @part: whose; "" for the package
 * @types: (nullable): gets the last word of a type -> the part; the first one of each counts
 * @ids: (nullable): gets id -> the part
 *
 * What a part refers to stands in another part beside it.
 */
static gboolean
read_relations (MokPackage *package, const char *part, GHashTable *types, GHashTable *ids, GError **error)
{
  g_autofree char *folder = dup_folder (part);
  const char *base = strrchr (part, '/') != NULL ? strrchr (part, '/') + 1 : part;
  g_autofree char *name = g_strdup_printf ("%s%s_rels/%s.rels", folder, *folder != '\0' ? "/" : "", base);
  g_autoptr (MokPart) reader = mok_part_open (package, name, error);
  GError *problem = NULL;

  if (reader == NULL)
    return FALSE;
  while (mok_part_next (reader, &problem))
    {
      g_autofree char *type = NULL, *id = NULL, *target = NULL;
      const char *word;

      if (!mok_part_is_start (reader, 1, "Relationship"))
        continue;
      type = g_strdup (mok_part_peek_attribute (reader, "Type"));
      id = g_strdup (mok_part_peek_attribute (reader, "Id"));
      target = g_strdup (mok_part_peek_attribute (reader, "Target"));
      /* Other files, pages of the web. */
      if (g_strcmp0 (mok_part_peek_attribute (reader, "TargetMode"), "External") == 0 || target == NULL)
        continue;
      word = type != NULL ? strrchr (type, '/') : NULL;
      if (types != NULL && word != NULL && !g_hash_table_contains (types, word + 1))
        g_hash_table_insert (types, g_strdup (word + 1), dup_target (folder, target));
      if (ids != NULL && id != NULL)
        g_hash_table_replace (ids, g_steal_pointer (&id), dup_target (folder, target));
    }
  if (problem != NULL)
    g_propagate_error (error, problem);
  return problem == NULL;
}

static gboolean
add_entry (GArray *entries, MokPart *reader, const char *part, GError **error)
{
  const char *title = mok_part_peek_attribute (reader, "name");
  Entry entry;

  if (title == NULL || strlen (title) > MOK_WORKBOOK_MAX_TITLE)
    {
      mok_package_set_damaged (error, part);
      return FALSE;
    }
  if (entries->len == MOK_WORKBOOK_MAX_SHEETS)
    {
      g_set_error (error, MOK_PACKAGE_ERROR, MOK_PACKAGE_ERROR_TOO_LARGE, _ ("The workbook has more than %d sheets."),
                   MOK_WORKBOOK_MAX_SHEETS);
      return FALSE;
    }
  entry.title = g_strdup (title);
  entry.relation = g_strdup (mok_part_peek_relation (reader));
  g_array_append_val (entries, entry);
  return TRUE;
}

static gboolean
is_true (const char *text)
{
  return text != NULL && (strcmp (text, "1") == 0 || strcmp (text, "true") == 0);
}

/* Returns: (nullable) (element-type Entry): the sheets in their order, hidden ones among them */
static GArray *
read_entries (MokWorkbook *self, const char *part, GError **error)
{
  g_autoptr (MokPart) reader = mok_part_open (self->package, part, error);
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  GError *problem = NULL;

  if (reader == NULL)
    return NULL;
  g_array_set_clear_func (entries, entry_clear);
  while (problem == NULL && mok_part_next (reader, &problem))
    {
      if (mok_part_is_start (reader, 1, "workbookPr"))
        self->since_1904 = is_true (mok_part_peek_attribute (reader, "date1904"));
      else if (mok_part_is_start (reader, 2, "sheet"))
        add_entry (entries, reader, part, &problem);
    }
  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return NULL;
    }
  return g_steal_pointer (&entries);
}

static gboolean
read_tables (MokWorkbook *self, GHashTable *types, GError **error)
{
  const char *strings = g_hash_table_lookup (types, "sharedStrings");
  const char *styles = g_hash_table_lookup (types, "styles");

  return (strings == NULL || mok_workbook_read_strings (self, strings, error))
         && (styles == NULL || mok_workbook_read_formats (self, styles, error));
}

static gboolean
read_sheets (MokWorkbook *self,
             GArray *entries,
             GHashTable *ids,
             const char *const *wanted,
             GPtrArray *sheets,
             GError **error)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);
      const char *part = entry->relation != NULL ? g_hash_table_lookup (ids, entry->relation) : NULL;
      g_autofree char *name = g_strstrip (g_strdup (entry->title));
      MokSheet *sheet = mok_sheet_new (name, entry->title, 0);

      g_ptr_array_add (sheets, sheet);
      if (!g_strv_contains (wanted, sheet->name))
        continue;
      self->place->sheet = g_strdup (entry->title);
      if (part == NULL)
        {
          mok_package_set_damaged (error, entry->title);
          return FALSE;
        }
      if (!mok_workbook_read_sheet (self, part, sheet, error))
        return FALSE;
      g_clear_pointer (&self->place->sheet, g_free);
    }
  return TRUE;
}

static gboolean
read_book (MokWorkbook *self, const char *const *wanted, GPtrArray *sheets, GError **error)
{
  g_autoptr (GHashTable) roots = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) types = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GArray) entries = NULL;
  const char *part;

  if (!read_relations (self->package, "", roots, NULL, error))
    return FALSE;
  part = g_hash_table_lookup (roots, "officeDocument");
  /* Documents of other kinds are packages, too. */
  if (part == NULL || g_str_has_prefix (part, "word/") || g_str_has_prefix (part, "ppt/"))
    {
      g_set_error_literal (
          error, MOK_PACKAGE_ERROR, MOK_PACKAGE_ERROR_OTHER_KIND,
          _ ("This is no workbook. Save the questionnaire as .xlsx or as CSV in a spreadsheet program."));
      return FALSE;
    }
  entries = read_entries (self, part, error);
  return entries != NULL && read_relations (self->package, part, types, ids, error) && read_tables (self, types, error)
         && read_sheets (self, entries, ids, wanted, sheets, error);
}

/**
 * mok_workbook_read:
 * @bytes: (array length=length): a file of a spreadsheet program, or one that mok_package_is_one() takes for one
 * @wanted: (array zero-terminated=1): names of sheets, in lower case; of others only the name is read
 * @place: (out): where reading failed
 *
 * Numbers, days and results of formulas become the text that the spreadsheet shows.
 *
 * Returns: (transfer full) (nullable) (element-type MokSheet): the sheets in their order; %NULL with an error of
 *   %MOK_PACKAGE_ERROR
 */
GPtrArray *
mok_workbook_read (const char *bytes, gsize length, const char *const *wanted, MokWorkbookPlace *place, GError **error)
{
  g_return_val_if_fail (bytes != NULL && wanted != NULL && place != NULL, NULL);

  g_autoptr (MokPackage) package = mok_package_open (bytes, length, error);
  g_autoptr (GPtrArray) sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_sheet_free);
  MokWorkbook self = { .package = package, .cells_left = MOK_WORKBOOK_MAX_CELLS, .text_left = MOK_WORKBOOK_MAX_TEXT };
  gboolean done;

  memset (place, 0, sizeof *place);
  if (package == NULL)
    return NULL;
  self.place = place;
  self.strings = g_string_new (NULL);
  self.string_starts = g_array_new (FALSE, FALSE, sizeof (guint32));
  self.formats = g_array_new (FALSE, FALSE, sizeof (MokNumberFormat));
  done = read_book (&self, wanted, sheets, error);
  g_string_free (self.strings, TRUE);
  g_array_unref (self.string_starts);
  g_array_unref (self.formats);
  return done ? g_steal_pointer (&sheets) : NULL;
}
