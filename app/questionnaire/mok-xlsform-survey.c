/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The rows of the survey sheet: groups and questions in their order. Expressions are left for later, when all names
 * are known.
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "questionnaire/mok-xlsform-private.h"

/* What a person may have said who chose "other". */
#define OTHER_CODE "other"

static gboolean
is_name (const char *text)
{
  const char *at = text;

  if (!g_unichar_isalpha (g_utf8_get_char (at)) && *at != '_')
    return FALSE;
  for (; *at != '\0'; at = g_utf8_next_char (at))
    {
      const gunichar c = g_utf8_get_char (at);

      if (!g_unichar_isalnum (c) && c != '_' && c != '-' && c != '.')
        return FALSE;
    }
  return at - text <= MOK_XLSFORM_MAX_NAME;
}

static gboolean
take_name (MokXlsformReader *self, const MokSheetCell *cell)
{
  if (!is_name (cell->text))
    {
      mok_xlsform_error (
          self, cell, "bad-name",
          _ ("“%1$s” cannot be a name. A name begins with a letter or “_”, goes on with letters, digits, "
             "“_”, “-” or “.”, and has at most %2$d bytes."),
          cell->text, MOK_XLSFORM_MAX_NAME);
      return FALSE;
    }
  if (!g_hash_table_add (self->names, g_strdup (cell->text)))
    {
      mok_xlsform_error (self, cell, "duplicate-name", _ ("The name “%s” is already taken."), cell->text);
      return FALSE;
    }
  return TRUE;
}

static MokChoiceList *
find_list (MokXlsformReader *self, const MokSheetCell *cell, const char *name)
{
  MokChoiceList *list = g_hash_table_lookup (self->lists, name);
  g_autoptr (GPtrArray) names = NULL;
  g_autofree char *message = NULL;
  g_autofree char *full = NULL;

  if (list != NULL)
    {
      g_hash_table_add (self->used_lists, list);
      return list;
    }
  names = g_ptr_array_new ();
  for (guint i = 0; i < self->form->lists->len; i++)
    g_ptr_array_add (names, ((MokChoiceList *) g_ptr_array_index (self->form->lists, i))->name);
  message = g_strdup_printf (_ ("There is no list of choices “%s”."), name);
  full = mok_xlsform_dup_suggestion (self, message, name, (const char *const *) names->pdata, names->len);
  mok_xlsform_error (self, cell, "unknown-list", "%s", full);
  return NULL;
}

static MokText *
text_in_all_languages (MokXlsformReader *self, const char *english, const char *korean)
{
  MokText *text = mok_text_new ();

  for (guint i = 0; i < self->form->languages->len; i++)
    {
      const char *language = g_ptr_array_index (self->form->languages, i);

      mok_text_set (text, language, g_str_has_prefix (language, "ko") ? korean : english);
    }
  return text;
}

/* "or_other": the list with one more choice. Other questions keep the list as it is. */
static MokChoiceList *
list_with_other (MokXlsformReader *self, const MokSheetCell *cell, const MokChoiceList *list)
{
  g_autofree char *name = g_strdup_printf ("%s_or_other", list->name);
  MokChoiceList *extended = g_hash_table_lookup (self->lists, name);
  MokChoice *other;

  if (extended != NULL)
    return extended;
  if (mok_choice_list_find (list, OTHER_CODE) >= 0 || list->choices->len == MOK_XLSFORM_MAX_CHOICES)
    {
      mok_xlsform_error (self, cell, "bad-type", _ ("“or_other” cannot add the choice “%1$s” to the list “%2$s”."),
                         OTHER_CODE, list->name);
      return NULL;
    }
  extended = mok_choice_list_new (name);
  for (guint i = 0; i < list->choices->len; i++)
    {
      const MokChoice *choice = mok_choice_list_get (list, i);
      MokChoice *copy = mok_choice_new (choice->code);

      mok_text_unref (copy->label);
      copy->label = mok_text_ref (choice->label);
      copy->kind = choice->kind;
      copy->line = choice->line;
      g_ptr_array_add (extended->choices, copy);
    }
  other = mok_choice_new (OTHER_CODE);
  mok_text_unref (other->label);
  other->label = text_in_all_languages (self, "Other", "기타");
  other->line = cell->line;
  g_ptr_array_add (extended->choices, other);
  mok_xlsform_add_list (self, extended);
  g_hash_table_add (self->used_lists, extended);
  return extended;
}

static void
add_question_about_other (MokXlsformReader *self, const MokXlsformItem *asked)
{
  g_autofree char *name = g_strdup_printf ("%s_%s", asked->question->name, OTHER_CODE);
  MokXlsformItem item = *asked;

  if (!g_hash_table_add (self->names, g_strdup (name)))
    {
      mok_xlsform_error (self, asked->name, "duplicate-name", _ ("The name “%s” is already taken."), name);
      return;
    }
  item.question = mok_question_new (name, MOK_QUESTION_TEXT);
  mok_text_unref (item.question->label);
  item.question->label = text_in_all_languages (self, "Please specify.", "자세히 적어 주십시오.");
  item.question->constraint_message =
      text_in_all_languages (self, "Please use at most 100 characters.", "100자까지 적을 수 있습니다.");
  item.question->group = asked->question->group;
  item.question->line = asked->question->line;
  item.or_other = TRUE;
  item.relevant = item.constraint = item.calculation = NULL;
  mok_questionnaire_add_question (self->form, item.question);
  g_array_append_val (self->items, item);
}

static void
read_texts (MokXlsformReader *self, MokQuestion *question, const MokSheetRow *row, const MokSheetCell *name)
{
  const GArray *columns = self->survey_columns;
  MokText *label = mok_xlsform_read_text (self, columns, row, COLUMN_LABEL, TRUE);

  if (label != NULL)
    {
      mok_text_unref (question->label);
      question->label = label;
    }
  else if (question->kind == MOK_QUESTION_NOTE && question->group != NULL && question->group->asks_for_matrix
           && !mok_text_is_empty (question->group->label))
    {
      /* Other tools show a heading without words above a matrix, too. */
      mok_text_unref (question->label);
      question->label = mok_text_ref (question->group->label);
    }
  else if (mok_question_is_asked (question))
    mok_xlsform_error (self, name, "missing-label", _ ("The question “%s” has no label."), question->name);
  question->alternate_label = mok_xlsform_read_text (self, columns, row, COLUMN_ALTERNATE, TRUE);
  question->hint = mok_xlsform_read_text (self, columns, row, COLUMN_HINT, FALSE);
  question->guidance = mok_xlsform_read_text (self, columns, row, COLUMN_GUIDANCE, FALSE);
  question->short_title = mok_xlsform_read_text (self, columns, row, COLUMN_SHORT, FALSE);
  question->constraint_message = mok_xlsform_read_text (self, columns, row, COLUMN_CONSTRAINT_MESSAGE, FALSE);
}

static void
read_question (MokXlsformReader *self, MokGroup *group, MokXlsformItem *item, const MokXlsformType *type)
{
  MokChoiceList *list = NULL;
  gboolean is_heading;

  if (self->form->questions->len == MOK_XLSFORM_MAX_QUESTIONS)
    {
      mok_xlsform_error (self, item->type, "too-many-questions", _ ("A questionnaire has at most %d questions."),
                         MOK_XLSFORM_MAX_QUESTIONS);
      return;
    }
  if (type->list != NULL)
    {
      list = find_list (self, item->type, type->list);
      if (list != NULL && type->or_other)
        list = list_with_other (self, item->type, list);
    }
  if (!take_name (self, item->name))
    return;

  is_heading = mok_xlsform_is_heading (self, group, item->row, type);
  item->question = mok_question_new (item->name->text, is_heading ? MOK_QUESTION_NOTE : type->question);
  item->question->group = group;
  item->question->line = item->row->line;
  item->question->choices = is_heading ? NULL : list;
  item->constraint = mok_xlsform_get_cell (self->survey_columns, item->row, COLUMN_CONSTRAINT);
  item->calculation = mok_xlsform_get_cell (self->survey_columns, item->row, COLUMN_CALCULATION);
  read_texts (self, item->question, item->row, item->name);
  mok_questionnaire_add_question (self->form, item->question);
  mok_xlsform_read_attributes (self, item);
  g_array_append_val (self->items, *item);
  if (type->or_other && list != NULL && !is_heading)
    add_question_about_other (self, item);
}

static MokGroup *
begin_group (MokXlsformReader *self, MokGroup *parent, MokXlsformItem *item)
{
  MokGroup *group;
  guint depth = 1;

  for (const MokGroup *outer = parent; outer != NULL; outer = outer->parent)
    depth++;
  if (depth > MOK_XLSFORM_MAX_DEPTH)
    mok_xlsform_error (self, item->type, "too-deep", _ ("Groups lie inside one another at most %d deep."),
                       MOK_XLSFORM_MAX_DEPTH);
  take_name (self, item->name);
  group = mok_group_new (item->name->text);
  group->parent = parent;
  group->line = item->row->line;
  group->label = mok_xlsform_read_text (self, self->survey_columns, item->row, COLUMN_LABEL, FALSE);
  mok_xlsform_read_group_appearance (self, group, item->row);
  mok_questionnaire_add_group (self->form, group);
  item->group = group;
  g_array_append_val (self->items, *item);
  return group;
}

/* Returns the group that is open after the row. */
static MokGroup *
read_row (MokXlsformReader *self, MokGroup *group, const MokSheetRow *row)
{
  const GArray *columns = self->survey_columns;
  MokXlsformItem item = { .row = row };
  MokXlsformType type = { 0 };

  item.type = mok_xlsform_get_cell (columns, row, COLUMN_TYPE);
  item.name = mok_xlsform_get_cell (columns, row, COLUMN_NAME);
  item.relevant = mok_xlsform_get_cell (columns, row, COLUMN_RELEVANT);
  if (item.type == NULL)
    {
      mok_xlsform_report (self, MOK_SEVERITY_ERROR, self->survey, row->line, 0, "missing-type",
                          _ ("This row has no type."));
      return group;
    }
  mok_xlsform_check_cells (self, columns, row);
  mok_xlsform_read_type (self, item.type, &type);

  if (type.kind == MOK_XLSFORM_END_GROUP)
    {
      if (group == NULL)
        mok_xlsform_error (self, item.type, "group-mismatch", _ ("No group is open here."));
      else if (item.name != NULL && strcmp (item.name->text, group->name) != 0)
        mok_xlsform_error (self, item.name, "group-mismatch", _ ("The group that is open here is “%1$s”, not “%2$s”."),
                           group->name, item.name->text);
      return group != NULL ? group->parent : NULL;
    }
  if (type.kind != MOK_XLSFORM_NO_TYPE && item.name == NULL)
    {
      mok_xlsform_report (self, MOK_SEVERITY_ERROR, self->survey, row->line, 0, "missing-name",
                          _ ("This row has no name."));
      if (type.kind == MOK_XLSFORM_BEGIN_GROUP)
        {
          /* Stands in for the name, so that the end of the group finds its beginning. */
          item.name = item.type;
          group = begin_group (self, group, &item);
        }
    }
  else if (type.kind == MOK_XLSFORM_BEGIN_GROUP)
    group = begin_group (self, group, &item);
  else if (type.kind == MOK_XLSFORM_QUESTION)
    read_question (self, group, &item, &type);
  g_free (type.list);
  return group;
}

/**
 * mok_xlsform_read_survey:
 *
 * Reads all groups and questions, but no expressions.
 */
void
mok_xlsform_read_survey (MokXlsformReader *self)
{
  MokGroup *group = NULL;

  if (self->survey->header == NULL || !mok_xlsform_has_column (self->survey_columns, COLUMN_TYPE)
      || !mok_xlsform_has_column (self->survey_columns, COLUMN_NAME)
      || !mok_xlsform_has_column (self->survey_columns, COLUMN_LABEL))
    {
      mok_xlsform_report (self, MOK_SEVERITY_ERROR, self->survey,
                          self->survey->header != NULL ? self->survey->header->line : self->survey->line, 0,
                          "missing-column", _ ("The sheet “survey” needs the columns “type”, “name” and “label”."));
      return;
    }
  for (guint i = 0; i < self->survey->rows->len && !mok_xlsform_is_full (self); i++)
    group = read_row (self, group, g_ptr_array_index (self->survey->rows, i));
  for (; group != NULL && !mok_xlsform_is_full (self); group = group->parent)
    mok_xlsform_report (self, MOK_SEVERITY_ERROR, self->survey, group->line, 0, "group-mismatch",
                        _ ("The group “%s” is never ended."), group->name);
  if (self->form->questions->len == 0 && self->n_errors == 0)
    mok_xlsform_report (self, MOK_SEVERITY_ERROR, self->survey, self->survey->line, 0, "no-questions",
                        _ ("There is no question in this form."));
}
