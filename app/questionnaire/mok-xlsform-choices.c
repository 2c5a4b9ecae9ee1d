/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The choices sheet. Must not know which questions use a list. */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "questionnaire/mok-xlsform-private.h"

static const struct
{
  const char *word;
  guint kind;
} kinds[] = {
  { "not-sure", MOK_CHOICE_NOT_SURE | MOK_CHOICE_EXCLUSIVE },
  { "refused", MOK_CHOICE_REFUSED | MOK_CHOICE_EXCLUSIVE },
  { "not-applicable", MOK_CHOICE_NOT_APPLICABLE },
  { "exclusive", MOK_CHOICE_EXCLUSIVE },
  { "ends", MOK_CHOICE_ENDS },
};

/**
 * mok_xlsform_add_list:
 * @list: (transfer full): a list whose name no other one has
 */
void
mok_xlsform_add_list (MokXlsformReader *self, MokChoiceList *list)
{
  mok_questionnaire_add_list (self->form, list);
  g_hash_table_insert (self->lists, list->name, list);
}

static guint
read_kind (MokXlsformReader *self, const MokSheetCell *cell)
{
  g_auto (GStrv) words = g_strsplit_set (cell->text, " \t", -1);
  guint kind = MOK_CHOICE_ORDINARY;

  for (guint i = 0; words[i] != NULL; i++)
    {
      gsize k = 0;

      if (*words[i] == '\0')
        continue;
      while (k < G_N_ELEMENTS (kinds) && strcmp (kinds[k].word, words[i]) != 0)
        k++;
      if (k < G_N_ELEMENTS (kinds))
        kind |= kinds[k].kind;
      else
        {
          const char *words_there[G_N_ELEMENTS (kinds)];
          g_autofree char *message = g_strdup_printf (_ ("There is no kind of choice “%s”."), words[i]);
          g_autofree char *full = NULL;

          for (k = 0; k < G_N_ELEMENTS (kinds); k++)
            words_there[k] = kinds[k].word;
          full = mok_xlsform_dup_suggestion (self, message, words[i], words_there, G_N_ELEMENTS (words_there));
          mok_xlsform_error (self, cell, "unknown-kind", "%s", full);
        }
    }
  if ((kind & MOK_CHOICE_NOT_SURE) && (kind & MOK_CHOICE_REFUSED))
    mok_xlsform_error (self, cell, "two-kinds", _ ("A choice cannot be both not-sure and refused."));
  return kind;
}

static gboolean
check_code (MokXlsformReader *self, const MokChoiceList *list, const MokSheetCell *cell)
{
  if (strpbrk (cell->text, " \t\r\n") != NULL || strstr (cell->text, "\xC2\xA0") != NULL)
    {
      mok_xlsform_error (self, cell, "code-with-blank",
                         _ ("The code “%s” contains a blank. Answers to multiple choices are codes with blanks between "
                            "them."),
                         cell->text);
      return FALSE;
    }
  if (strlen (cell->text) > MOK_XLSFORM_MAX_NAME)
    {
      mok_xlsform_error (self, cell, "code-too-long", _ ("A code has at most %d bytes."), MOK_XLSFORM_MAX_NAME);
      return FALSE;
    }
  if (mok_choice_list_find (list, cell->text) >= 0)
    {
      mok_xlsform_error (self, cell, "duplicate-code", _ ("The list “%1$s” has a second choice with the code “%2$s”."),
                         list->name, cell->text);
      return FALSE;
    }
  return TRUE;
}

/* Not sure and refused are told apart from each other, but each is one answer: the pages have one place for it. */
static void
check_kind_is_single (MokXlsformReader *self, const MokChoiceList *list, guint kind, const MokSheetCell *cell)
{
  const guint missing = kind & (MOK_CHOICE_NOT_SURE | MOK_CHOICE_REFUSED);

  for (guint i = 0; missing != 0 && i < list->choices->len; i++)
    {
      if (mok_choice_list_get (list, i)->kind & missing)
        {
          mok_xlsform_error (self, cell, "duplicate-kind", _ ("The list “%s” already has a choice of this kind."),
                             list->name);
          return;
        }
    }
}

static void
read_choice (MokXlsformReader *self, const MokSheetRow *row)
{
  const GArray *columns = self->choices_columns;
  const MokSheetCell *list_name = mok_xlsform_get_cell (columns, row, COLUMN_LIST_NAME);
  const MokSheetCell *code = mok_xlsform_get_cell (columns, row, COLUMN_NAME);
  const MokSheetCell *kind = mok_xlsform_get_cell (columns, row, COLUMN_KIND);
  MokChoiceList *list;
  MokChoice *choice;
  MokText *label;

  mok_xlsform_check_cells (self, columns, row);
  if (list_name == NULL || code == NULL)
    {
      mok_xlsform_report (self, MOK_SEVERITY_ERROR, self->choices, row->line, 0, "incomplete-choice",
                          _ ("A choice needs a list_name and a name."));
      return;
    }
  list = g_hash_table_lookup (self->lists, list_name->text);
  if (list == NULL)
    {
      if (strpbrk (list_name->text, " \t\r\n") != NULL)
        mok_xlsform_error (self, list_name, "bad-name", _ ("The name “%s” contains a blank."), list_name->text);
      if (self->form->lists->len == MOK_XLSFORM_MAX_LISTS)
        {
          mok_xlsform_error (self, list_name, "too-many-lists", _ ("A questionnaire has at most %d lists of choices."),
                             MOK_XLSFORM_MAX_LISTS);
          return;
        }
      list = mok_choice_list_new (list_name->text);
      mok_xlsform_add_list (self, list);
    }
  if (!check_code (self, list, code))
    return;
  if (list->choices->len == MOK_XLSFORM_MAX_CHOICES)
    {
      mok_xlsform_error (self, code, "too-many-choices", _ ("The list “%1$s” has more than %2$d choices."), list->name,
                         MOK_XLSFORM_MAX_CHOICES);
      return;
    }

  choice = mok_choice_new (code->text);
  choice->line = row->line;
  if (kind != NULL)
    {
      choice->kind = read_kind (self, kind);
      check_kind_is_single (self, list, choice->kind, kind);
    }
  label = mok_xlsform_read_text (self, columns, row, COLUMN_LABEL, FALSE);
  if (label == NULL)
    mok_xlsform_error (self, code, "missing-label", _ ("The choice “%s” has no label."), code->text);
  else
    {
      mok_text_unref (choice->label);
      choice->label = label;
    }
  g_ptr_array_add (list->choices, choice);
}

/**
 * mok_xlsform_read_choices:
 *
 * Reads all lists of choices into the questionnaire.
 */
void
mok_xlsform_read_choices (MokXlsformReader *self)
{
  if (self->choices == NULL)
    return;
  if (self->choices->rows->len > 0
      && (!mok_xlsform_has_column (self->choices_columns, COLUMN_LIST_NAME)
          || !mok_xlsform_has_column (self->choices_columns, COLUMN_NAME)))
    {
      mok_xlsform_report (self, MOK_SEVERITY_ERROR, self->choices, self->choices->header->line, 0, "missing-column",
                          _ ("The sheet “choices” needs the columns “list_name” and “name”."));
      return;
    }
  for (guint i = 0; i < self->choices->rows->len && !mok_xlsform_is_full (self); i++)
    read_choice (self, g_ptr_array_index (self->choices->rows, i));
}
