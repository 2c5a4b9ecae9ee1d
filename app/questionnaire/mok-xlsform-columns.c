/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The header of a sheet: which column holds what, and in which language. Must not know what rows mean. */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "questionnaire/mok-xlsform-private.h"

typedef struct
{
  const char *sheet;
  const char *header;
  MokXlsformColumnKind kind;
  gboolean in_languages;
} Known;

/* Our own columns are written with the prefix "mok" here; the form may bind another one. */
static const Known known[] = {
  { "survey", "type", COLUMN_TYPE, FALSE },
  { "survey", "name", COLUMN_NAME, FALSE },
  { "survey", "label", COLUMN_LABEL, TRUE },
  { "survey", "hint", COLUMN_HINT, TRUE },
  { "survey", "guidance_hint", COLUMN_GUIDANCE, TRUE },
  { "survey", "required", COLUMN_REQUIRED, FALSE },
  { "survey", "relevant", COLUMN_RELEVANT, FALSE },
  { "survey", "relevance", COLUMN_RELEVANT, FALSE },
  { "survey", "constraint", COLUMN_CONSTRAINT, FALSE },
  { "survey", "constraint_message", COLUMN_CONSTRAINT_MESSAGE, TRUE },
  { "survey", "calculation", COLUMN_CALCULATION, FALSE },
  { "survey", "appearance", COLUMN_APPEARANCE, FALSE },
  { "survey", "parameters", COLUMN_PARAMETERS, FALSE },
  { "survey", "bind::mok:short", COLUMN_SHORT, TRUE },
  { "survey", "bind::mok:alternate", COLUMN_ALTERNATE, TRUE },
  { "survey", "bind::mok:role", COLUMN_ROLE, FALSE },
  { "survey", "bind::mok:ordered", COLUMN_ORDERED, FALSE },
  { "survey", "bind::mok:bands", COLUMN_BANDS, FALSE },
  { "survey", "bind::mok:period", COLUMN_PERIOD, FALSE },
  { "survey", "bind::mok:rule", COLUMN_RULE, FALSE },
  { "survey", "bind::mok:law", COLUMN_LAW, FALSE },
  { "survey", "bind::mok:release", COLUMN_RELEASE, FALSE },
  /* Where a question comes from: a note of the form's author, not kept. */
  { "survey", "bind::mok:seed", COLUMN_COSMETIC, FALSE },
  { "survey", "required_message", COLUMN_COSMETIC, TRUE },
  { "survey", "default", COLUMN_REFUSED, FALSE },
  { "survey", "read_only", COLUMN_REFUSED, FALSE },
  { "survey", "readonly", COLUMN_REFUSED, FALSE },
  { "survey", "choice_filter", COLUMN_REFUSED, FALSE },
  { "survey", "repeat_count", COLUMN_REFUSED, FALSE },
  { "survey", "trigger", COLUMN_REFUSED, FALSE },
  { "survey", "disabled", COLUMN_REFUSED, FALSE },
  { "survey", "save_to", COLUMN_REFUSED, FALSE },
  { "survey", "query", COLUMN_REFUSED, FALSE },
  { "survey", "image", COLUMN_REFUSED, TRUE },
  { "survey", "audio", COLUMN_REFUSED, TRUE },
  { "survey", "video", COLUMN_REFUSED, TRUE },
  { "survey", "big-image", COLUMN_REFUSED, TRUE },
  { "survey", "media", COLUMN_REFUSED, TRUE },
  { "choices", "list_name", COLUMN_LIST_NAME, FALSE },
  { "choices", "list name", COLUMN_LIST_NAME, FALSE },
  { "choices", "name", COLUMN_NAME, FALSE },
  { "choices", "value", COLUMN_NAME, FALSE },
  { "choices", "label", COLUMN_LABEL, TRUE },
  { "choices", "mok_kind", COLUMN_KIND, FALSE },
  { "choices", "image", COLUMN_REFUSED, TRUE },
  { "choices", "audio", COLUMN_REFUSED, TRUE },
  { "choices", "video", COLUMN_REFUSED, TRUE },
  { "choices", "big-image", COLUMN_REFUSED, TRUE },
  { "choices", "media", COLUMN_REFUSED, TRUE },
  { "settings", "form_title", COLUMN_FORM_TITLE, FALSE },
  { "settings", "title", COLUMN_FORM_TITLE, FALSE },
  { "settings", "mok_title", COLUMN_OWN_TITLE, TRUE },
  { "settings", "form_id", COLUMN_FORM_ID, FALSE },
  { "settings", "id_string", COLUMN_FORM_ID, FALSE },
  { "settings", "version", COLUMN_VERSION, FALSE },
  { "settings", "default_language", COLUMN_DEFAULT_LANGUAGE, FALSE },
  { "settings", "namespaces", COLUMN_NAMESPACES, FALSE },
  { "settings", "style", COLUMN_COSMETIC, FALSE },
  { "settings", "instance_name", COLUMN_COSMETIC, FALSE },
  { "settings", "allow_choice_duplicates", COLUMN_REFUSED, FALSE },
  { "settings", "public_key", COLUMN_REFUSED, FALSE },
  { "settings", "submission_url", COLUMN_REFUSED, FALSE },
  { "settings", "auto_send", COLUMN_REFUSED, FALSE },
  { "settings", "auto_delete", COLUMN_REFUSED, FALSE },
};

static void
column_clear (gpointer data)
{
  MokXlsformColumn *column = data;

  g_clear_pointer (&column->language, g_free);
}

static const Known *
find_known (const char *sheet, const char *header)
{
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      if (strcmp (known[i].sheet, sheet) == 0 && g_ascii_strcasecmp (known[i].header, header) == 0)
        return &known[i];
    }
  return NULL;
}

/**
 * mok_xlsform_parse_language:
 * @name: (out): "English"
 * @code: (out): "en"; a name alone is its own code
 *
 * Takes "English (en)" apart.
 *
 * Returns: %FALSE when there are other parentheses or one of the parts is empty
 */
gboolean
mok_xlsform_parse_language (const char *text, char **name, char **code)
{
  const gsize name_length = strcspn (text, "()");
  const char *rest = text + name_length;
  const gsize code_length = *rest == '(' ? strcspn (rest + 1, "()") : 0;

  *name = g_strchomp (g_strndup (text, name_length));
  if (*rest == '\0')
    *code = g_strdup (*name);
  else
    *code = g_strstrip (g_strndup (rest + 1, code_length));
  return **name != '\0' && **code != '\0' && (*rest == '\0' || strcmp (rest + 1 + code_length, ")") == 0);
}

static char *
add_language (MokXlsformReader *self, const MokSheetCell *header, const char *text)
{
  g_autofree char *code = NULL;
  g_autofree char *name = NULL;

  if (!mok_xlsform_parse_language (text, &name, &code))
    {
      mok_xlsform_error (self, header, "bad-language", _ ("“%s” is no language. Write it as in “English (en)”."), text);
      return g_strdup ("");
    }
  if (!g_ptr_array_find_with_equal_func (self->form->languages, code, g_str_equal, NULL))
    {
      if (self->form->languages->len == MOK_XLSFORM_MAX_LANGUAGES)
        {
          mok_xlsform_error (self, header, "too-many-languages", _ ("A questionnaire has at most %d languages."),
                             MOK_XLSFORM_MAX_LANGUAGES);
          return g_strdup ("");
        }
      if (strchr (text, '(') == NULL)
        mok_xlsform_warn (self, header, "language-without-code",
                          _ ("The language “%s” has no code. Write it as in “English (en)”."), text);
      g_ptr_array_add (self->form->languages, g_strdup (code));
      g_ptr_array_add (self->form->language_names, g_steal_pointer (&name));
    }
  return g_steal_pointer (&code);
}

/* Puts a header with the form's own prefix into the spelling of the table above. */
static char *
dup_with_our_prefix (const MokXlsformReader *self, const char *header)
{
  if (self->prefix != NULL && g_ascii_strncasecmp (header, "bind::", 6) == 0)
    {
      const gsize length = strlen (self->prefix);

      if (strncmp (header + 6, self->prefix, length) == 0 && header[6 + length] == ':' && header[7 + length] != ':')
        return g_strconcat ("bind::mok", header + 6 + length, NULL);
    }
  return g_strdup (header);
}

static void
report_unknown (MokXlsformReader *self, const MokSheet *sheet, const MokSheetCell *header)
{
  const char *candidates[G_N_ELEMENTS (known)];
  gsize n_candidates = 0;
  g_autofree char *message = NULL;
  g_autofree char *full = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      if (strcmp (known[i].sheet, sheet->name) == 0 && known[i].kind != COLUMN_REFUSED)
        candidates[n_candidates++] = known[i].header;
    }
  message = g_strdup_printf (_ ("The column “%s” is not known here and is ignored."), header->text);
  full = mok_xlsform_dup_suggestion (self, message, header->text, candidates, n_candidates);
  mok_xlsform_warn (self, header, "unknown-column", "%s", full);
}

static MokXlsformColumn
read_column (MokXlsformReader *self, const MokSheet *sheet, const MokSheetCell *header)
{
  MokXlsformColumn column = { COLUMN_UNKNOWN, NULL, header };
  g_autofree char *text = dup_with_our_prefix (self, header->text);
  const Known *found = find_known (sheet->name, text);

  column.language = g_strdup ("");
  if (found == NULL)
    {
      /* The language stands behind the last "::". */
      char *split = g_strrstr (text, "::");

      if (split != NULL && split[2] != '\0')
        {
          g_autofree char *language = g_strstrip (g_strdup (split + 2));

          *split = '\0';
          g_strchomp (text);
          found = find_known (sheet->name, text);
          if (found != NULL && !found->in_languages)
            found = NULL;
          /* "media::image::English (en)", "image::English (en)": refused in every language alike. */
          if (found == NULL && g_ascii_strncasecmp (text, "media::", 7) == 0)
            found = find_known (sheet->name, "media");
          if (found != NULL && found->kind != COLUMN_REFUSED && found->kind != COLUMN_COSMETIC)
            {
              g_free (column.language);
              column.language = add_language (self, header, language);
            }
          *split = ':';
        }
    }

  if (found != NULL && g_str_has_prefix (found->header, "bind::mok:") && self->prefix == NULL)
    {
      mok_xlsform_error (self, header, "namespace-not-declared",
                         _ ("The column “%1$s” needs this in the settings, under “namespaces”: %2$s"), header->text,
                         "mok=\"" MOK_XLSFORM_NAMESPACE "\"");
      return column;
    }
  if (found != NULL)
    {
      column.kind = found->kind;
      return column;
    }
  if (g_str_has_prefix (text, "bind::mok:"))
    {
      mok_xlsform_error (self, header, "unknown-own-column", _ ("This program has no column “%s”."), header->text);
      return column;
    }
  /* The other attributes of a bind decide on data or flow. */
  if (g_str_has_prefix (text, "bind::") && (strchr (text + 6, ':') == NULL || g_str_has_prefix (text + 6, "jr:")))
    column.kind = COLUMN_REFUSED;
  else
    report_unknown (self, sheet, header);
  return column;
}

/**
 * mok_xlsform_read_header:
 *
 * Returns: (transfer full) (element-type MokXlsformColumn): what the columns of @sheet hold, in their order
 */
GArray *
mok_xlsform_read_header (MokXlsformReader *self, const MokSheet *sheet)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (MokXlsformColumn));

  g_array_set_clear_func (columns, column_clear);
  if (sheet == NULL || sheet->header == NULL)
    return columns;
  if (sheet->header->n_cells > MOK_XLSFORM_MAX_COLUMNS)
    {
      mok_xlsform_report (self, MOK_SEVERITY_ERROR, sheet, sheet->header->line, 0, "too-many-columns",
                          _ ("A sheet has at most %d columns."), MOK_XLSFORM_MAX_COLUMNS);
      return columns;
    }
  for (guint i = 0; i < sheet->header->n_cells; i++)
    {
      const MokSheetCell *header = mok_sheet_row_get (sheet->header, i);
      MokXlsformColumn column = { COLUMN_UNKNOWN, NULL, NULL };

      if (header != NULL)
        column = read_column (self, sheet, header);
      else
        column.language = g_strdup ("");
      for (guint k = 0; k < columns->len && column.kind > COLUMN_REFUSED; k++)
        {
          const MokXlsformColumn *other = &g_array_index (columns, MokXlsformColumn, k);

          if (other->kind == column.kind && strcmp (other->language, column.language) == 0)
            {
              mok_xlsform_error (self, header, "duplicate-column", _ ("There is a second column “%s”."), header->text);
              break;
            }
        }
      g_array_append_val (columns, column);
    }
  return columns;
}

gboolean
mok_xlsform_has_column (const GArray *columns, MokXlsformColumnKind kind)
{
  for (guint i = 0; i < columns->len; i++)
    {
      if (g_array_index (columns, MokXlsformColumn, i).kind == kind)
        return TRUE;
    }
  return FALSE;
}

/**
 * mok_xlsform_get_cell:
 *
 * Returns: (transfer none) (nullable): the filled cell of @row in the column of this kind
 */
const MokSheetCell *
mok_xlsform_get_cell (const GArray *columns, const MokSheetRow *row, MokXlsformColumnKind kind)
{
  for (guint i = 0; i < columns->len; i++)
    {
      if (g_array_index (columns, MokXlsformColumn, i).kind == kind)
        return mok_sheet_row_get (row, i);
    }
  return NULL;
}

/**
 * mok_xlsform_read_text:
 * @may_refer: whether `${variable}` inside is filled in later
 *
 * Reads a text in all languages, and says which of them lack it.
 *
 * Returns: (transfer full) (nullable): the text, %NULL where it is empty in every language
 */
MokText *
mok_xlsform_read_text (MokXlsformReader *self,
                       const GArray *columns,
                       const MokSheetRow *row,
                       MokXlsformColumnKind kind,
                       gboolean may_refer)
{
  g_autoptr (MokText) text = mok_text_new ();
  const MokSheetCell *first = NULL;

  for (guint i = 0; i < columns->len; i++)
    {
      const MokXlsformColumn *column = &g_array_index (columns, MokXlsformColumn, i);
      const MokSheetCell *cell = column->kind == kind ? mok_sheet_row_get (row, i) : NULL;

      if (cell == NULL)
        continue;
      if (first == NULL)
        first = cell;
      if (!may_refer && strstr (cell->text, "${") != NULL)
        mok_xlsform_error (self, cell, "unsupported-output",
                           _ ("Only the wording of a question can contain “${…}” here."));
      mok_text_set (text, *column->language != '\0' ? column->language : self->plain_language, cell->text);
    }
  if (first == NULL)
    return NULL;
  for (guint i = 0; i < self->form->languages->len; i++)
    {
      const char *language = g_ptr_array_index (self->form->languages, i);

      if (mok_text_peek (text, language) == NULL)
        mok_xlsform_warn (self, first, "missing-translation", _ ("This text is missing in the language “%s”."),
                          (const char *) g_ptr_array_index (self->form->language_names, i));
    }
  return g_steal_pointer (&text);
}

/* What a spreadsheet makes of what somebody typed. */
static void
check_origin (MokXlsformReader *self, const MokSheetCell *cell)
{
  switch (cell->kind)
    {
    case MOK_SHEET_CELL_DATE:
      mok_xlsform_warn (self, cell, "date-cell",
                        _ ("The spreadsheet holds a date or a time here, which is read as “%s”. If that was not meant, "
                           "format the cell as text and type it again."),
                        cell->text);
      break;
    case MOK_SHEET_CELL_FAULT:
      mok_xlsform_error (self, cell, "formula-fault", _ ("The spreadsheet has no result for this formula, but “%s”."),
                         cell->text);
      break;
    case MOK_SHEET_CELL_NO_RESULT:
      mok_xlsform_error (self, cell, "formula-without-result",
                         _ ("This formula was never calculated. Open the file in a spreadsheet program and save it "
                            "again."));
      break;
    case MOK_SHEET_CELL_TYPED:
    default:
      break;
    }
  if (cell->merged)
    mok_xlsform_warn (self, cell, "merged-cells",
                      _ ("These cells are merged. What they say counts for the first one only; the others are empty."));
}

/**
 * mok_xlsform_check_cells:
 *
 * Refuses filled cells of a row in columns that this program cannot honour, and cells beyond the header; says where a
 * spreadsheet may hold something else than what was typed.
 */
void
mok_xlsform_check_cells (MokXlsformReader *self, const GArray *columns, const MokSheetRow *row)
{
  for (guint i = 0; i < row->n_cells; i++)
    {
      const MokSheetCell *cell = mok_sheet_row_get (row, i);
      const MokXlsformColumn *column = i < columns->len ? &g_array_index (columns, MokXlsformColumn, i) : NULL;

      if (cell == NULL)
        continue;
      if (column == NULL || column->header == NULL)
        mok_xlsform_error (self, cell, "cell-without-header", _ ("This cell stands in a column without a header."));
      else if (column->kind == COLUMN_REFUSED && g_ascii_strcasecmp (cell->text, "no") != 0
               && g_ascii_strcasecmp (cell->text, "false") != 0 && strcmp (cell->text, "false()") != 0)
        mok_xlsform_error (self, cell, "unsupported-column",
                           _ ("This program cannot do what the column “%s” asks for."), column->header->text);
      else if (column->kind > COLUMN_REFUSED)
        check_origin (self, cell);
    }
}
