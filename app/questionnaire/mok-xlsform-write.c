/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Writing a questionnaire as XLSForm. The bytes are canonical: they depend on the questionnaire alone, and reading and
 * writing them again changes nothing. A survey's fingerprint stands on them.
 */

#include "config.h"

#include <string.h>

#include "base/mok-csv.h"
#include "questionnaire/mok-xlsform-private.h"
#include "questionnaire/mok-xlsform.h"

/* What a sheet may have, in the order of its columns. */
typedef struct
{
  const char *header;
  MokXlsformColumnKind kind;
  gboolean in_languages;
} Layout;

static const Layout survey_layout[] = {
  { "type", COLUMN_TYPE, FALSE },
  { "name", COLUMN_NAME, FALSE },
  { "label", COLUMN_LABEL, TRUE },
  { "bind::mok:short", COLUMN_SHORT, TRUE },
  { "bind::mok:alternate", COLUMN_ALTERNATE, TRUE },
  { "hint", COLUMN_HINT, TRUE },
  { "guidance_hint", COLUMN_GUIDANCE, TRUE },
  { "required", COLUMN_REQUIRED, FALSE },
  { "relevant", COLUMN_RELEVANT, FALSE },
  { "constraint", COLUMN_CONSTRAINT, FALSE },
  { "constraint_message", COLUMN_CONSTRAINT_MESSAGE, TRUE },
  { "calculation", COLUMN_CALCULATION, FALSE },
  { "appearance", COLUMN_APPEARANCE, FALSE },
  { "parameters", COLUMN_PARAMETERS, FALSE },
  { "bind::mok:role", COLUMN_ROLE, FALSE },
  { "bind::mok:ordered", COLUMN_ORDERED, FALSE },
  { "bind::mok:bands", COLUMN_BANDS, FALSE },
  { "bind::mok:period", COLUMN_PERIOD, FALSE },
  { "bind::mok:rule", COLUMN_RULE, FALSE },
  { "bind::mok:law", COLUMN_LAW, FALSE },
  { "bind::mok:release", COLUMN_RELEASE, FALSE },
};

static const Layout choices_layout[] = {
  { "list_name", COLUMN_LIST_NAME, FALSE },
  { "name", COLUMN_NAME, FALSE },
  { "label", COLUMN_LABEL, TRUE },
  { "mok_kind", COLUMN_KIND, FALSE },
};

static const Layout settings_layout[] = {
  { "form_title", COLUMN_FORM_TITLE, FALSE },
  { "mok_title", COLUMN_OWN_TITLE, TRUE },
  { "form_id", COLUMN_FORM_ID, FALSE },
  { "version", COLUMN_VERSION, FALSE },
  { "default_language", COLUMN_DEFAULT_LANGUAGE, FALSE },
  { "namespaces", COLUMN_NAMESPACES, FALSE },
};

/* A row of the sheet that is written: one of these, or all %NULL for the end of a group. */
typedef struct
{
  const MokQuestionnaire *form;
  const MokQuestion *question;
  const MokGroup *group;
  const MokChoiceList *list;
  const MokChoice *choice;
} Row;

/* Returns: (transfer full) (nullable) */
typedef char *(*GetCell) (const Row *row, MokXlsformColumnKind kind, const char *language);

/* "English (en)" */
static char *
dup_language (const MokQuestionnaire *form, guint index)
{
  return g_strdup_printf ("%s (%s)", (const char *) g_ptr_array_index (form->language_names, index),
                          (const char *) g_ptr_array_index (form->languages, index));
}

static char *
dup_header (const MokQuestionnaire *form, const Layout *column, guint language)
{
  g_autofree char *name = NULL;

  if (!column->in_languages || *(const char *) g_ptr_array_index (form->languages, language) == '\0')
    return g_strdup (column->header);
  name = dup_language (form, language);
  return g_strdup_printf ("%s::%s", column->header, name);
}

/* Other columns are left out where they would be empty. A language is there even where nothing is written in it. */
static gboolean
is_always_there (MokXlsformColumnKind kind)
{
  return kind == COLUMN_TYPE || kind == COLUMN_NAME || kind == COLUMN_LABEL || kind == COLUMN_LIST_NAME
         || kind == COLUMN_FORM_TITLE || kind == COLUMN_FORM_ID;
}

static void
write_sheet (GString *out,
             const MokQuestionnaire *form,
             const char *name,
             const Layout *layout,
             gsize n_layout,
             GetCell get_cell,
             const GArray *rows)
{
  g_autoptr (GPtrArray) columns = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GPtrArray) cells = g_ptr_array_new ();

  for (gsize i = 0; i < n_layout; i++)
    {
      const guint n_languages = layout[i].in_languages ? form->languages->len : 1;

      for (guint k = 0; k < n_languages; k++)
        {
          const char *language = layout[i].in_languages ? g_ptr_array_index (form->languages, k) : "";
          g_autoptr (GPtrArray) column = g_ptr_array_new_with_free_func (g_free);
          gboolean filled = is_always_there (layout[i].kind);

          g_ptr_array_add (column, dup_header (form, &layout[i], k));
          for (guint r = 0; r < rows->len; r++)
            {
              char *cell = get_cell (&g_array_index (rows, Row, r), layout[i].kind, language);

              filled = filled || (cell != NULL && *cell != '\0');
              g_ptr_array_add (column, cell != NULL ? cell : g_strdup (""));
            }
          if (filled)
            g_ptr_array_add (columns, g_steal_pointer (&column));
        }
    }

  g_string_append_printf (out, "%s\n", name);
  for (guint r = 0; r <= rows->len; r++)
    {
      g_ptr_array_set_size (cells, 0);
      g_ptr_array_add (cells, (gpointer) "");
      for (guint c = 0; c < columns->len; c++)
        g_ptr_array_add (cells, g_ptr_array_index ((GPtrArray *) g_ptr_array_index (columns, c), r));
      mok_csv_write_row (out, (const char *const *) cells->pdata, cells->len);
    }
}

/* The shortest text that reads back as the same number. */
static char *
dup_number (double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (buffer, sizeof buffer, "%.15g", number);
  if (g_ascii_strtod (buffer, NULL) != number)
    g_ascii_formatd (buffer, sizeof buffer, "%.17g", number);
  return g_strdup (buffer);
}

static char *
dup_type (const MokQuestion *question)
{
  switch (question->kind)
    {
    case MOK_QUESTION_SINGLE:
      return g_strconcat ("select_one ", question->choices->name, NULL);
    case MOK_QUESTION_MULTIPLE:
      return g_strconcat ("select_multiple ", question->choices->name, NULL);
    case MOK_QUESTION_RANK:
      return g_strconcat ("rank ", question->choices->name, NULL);
    case MOK_QUESTION_INTEGER:
      return g_strdup ("integer");
    case MOK_QUESTION_DECIMAL:
      return g_strdup ("decimal");
    case MOK_QUESTION_RANGE:
      return g_strdup ("range");
    case MOK_QUESTION_DATE:
      return g_strdup ("date");
    case MOK_QUESTION_TEXT:
      return g_strdup ("text");
    case MOK_QUESTION_NOTE:
      return g_strdup ("note");
    case MOK_QUESTION_ACKNOWLEDGE:
      return g_strdup ("acknowledge");
    case MOK_QUESTION_CALCULATE:
      return g_strdup ("calculate");
    default:
      g_assert_not_reached ();
    }
}

static char *
dup_role (const MokQuestion *question)
{
  switch (question->role)
    {
    case MOK_ROLE_SCREENER:
      return g_strdup ("screener");
    case MOK_ROLE_BACKGROUND:
      return g_strdup ("background");
    case MOK_ROLE_LAW_FACT:
      return g_strdup ("law-fact");
    case MOK_ROLE_PROTECTION:
      return g_strdup (question->sensitive ? "protection sensitive" : "protection");
    case MOK_ROLE_SENSITIVE:
      return g_strdup ("sensitive");
    case MOK_ROLE_QUESTION:
    case MOK_ROLE_FREE_TEXT: /* every text, and no other question */
    default:
      return NULL;
    }
}

static char *
dup_parameters (const MokQuestion *question)
{
  if (question->kind == MOK_QUESTION_RANGE)
    {
      g_autofree char *start = dup_number (question->minimum);
      g_autofree char *end = dup_number (question->maximum);
      g_autofree char *step = dup_number (question->step);

      return g_strdup_printf ("start=%s end=%s step=%s", start, end, step);
    }
  return question->randomize ? g_strdup ("randomize=true") : NULL;
}

static char *
dup_bands (const MokQuestion *question)
{
  g_autoptr (GString) bands = g_string_new (NULL);

  for (guint i = 0; i < question->n_bands; i++)
    {
      g_autofree char *end = dup_number (question->bands[i]);

      g_string_append_printf (bands, "%s%s", i > 0 ? ";" : "", end);
    }
  return g_string_free (g_steal_pointer (&bands), FALSE);
}

static char *
dup_source (const MokExpr *expr)
{
  return expr != NULL ? g_strdup (mok_expr_get_source (expr)) : NULL;
}

static char *
get_question_cell (const MokQuestion *question, MokXlsformColumnKind kind, const char *language)
{
  if (kind == COLUMN_TYPE)
    return dup_type (question);
  if (kind == COLUMN_NAME)
    return g_strdup (question->name);
  if (kind == COLUMN_LABEL)
    return g_strdup (mok_text_peek (question->label, language));
  if (kind == COLUMN_SHORT)
    return g_strdup (mok_text_peek (question->short_title, language));
  if (kind == COLUMN_ALTERNATE)
    return g_strdup (mok_text_peek (question->alternate_label, language));
  if (kind == COLUMN_HINT)
    return g_strdup (mok_text_peek (question->hint, language));
  if (kind == COLUMN_GUIDANCE)
    return g_strdup (mok_text_peek (question->guidance, language));
  if (kind == COLUMN_REQUIRED)
    return question->required ? g_strdup ("yes") : NULL;
  if (kind == COLUMN_RELEVANT)
    return dup_source (question->relevant);
  if (kind == COLUMN_CONSTRAINT)
    return dup_source (question->constraint);
  if (kind == COLUMN_CONSTRAINT_MESSAGE)
    return g_strdup (mok_text_peek (question->constraint_message, language));
  if (kind == COLUMN_CALCULATION)
    return dup_source (question->calculate);
  if (kind == COLUMN_APPEARANCE)
    return question->likert ? g_strdup ("likert") : question->multiline ? g_strdup ("multiline") : NULL;
  if (kind == COLUMN_PARAMETERS)
    return dup_parameters (question);
  if (kind == COLUMN_ROLE)
    return dup_role (question);
  if (kind == COLUMN_ORDERED)
    return question->ordered ? g_strdup ("yes") : NULL;
  if (kind == COLUMN_BANDS)
    return dup_bands (question);
  if (kind == COLUMN_PERIOD)
    return g_strdup (question->period);
  if (kind == COLUMN_RULE)
    return g_strdup (question->rule);
  if (kind == COLUMN_LAW)
    return g_strdup (question->law);
  if (kind == COLUMN_RELEASE)
    return g_strdup (question->release);
  return NULL;
}

static char *
get_survey_cell (const Row *row, MokXlsformColumnKind kind, const char *language)
{
  if (row->question != NULL)
    return get_question_cell (row->question, kind, language);
  if (row->group == NULL)
    return kind == COLUMN_TYPE ? g_strdup ("end_group") : NULL;
  if (kind == COLUMN_TYPE)
    return g_strdup ("begin_group");
  if (kind == COLUMN_NAME)
    return g_strdup (row->group->name);
  if (kind == COLUMN_LABEL)
    return g_strdup (mok_text_peek (row->group->label, language));
  if (kind == COLUMN_APPEARANCE)
    return row->group->asks_for_matrix ? g_strdup ("table-list") : NULL;
  return kind == COLUMN_RELEVANT ? dup_source (row->group->relevant) : NULL;
}

static char *
dup_kind (const MokChoice *choice)
{
  g_autoptr (GString) words = g_string_new (NULL);

  if (choice->kind & MOK_CHOICE_NOT_SURE)
    g_string_append (words, " not-sure");
  if (choice->kind & MOK_CHOICE_REFUSED)
    g_string_append (words, " refused");
  if (choice->kind & MOK_CHOICE_NOT_APPLICABLE)
    g_string_append (words, " not-applicable");
  /* The kinds of missing are exclusive anyway. */
  if ((choice->kind & MOK_CHOICE_EXCLUSIVE) && !mok_choice_is_missing (choice))
    g_string_append (words, " exclusive");
  if (choice->kind & MOK_CHOICE_ENDS)
    g_string_append (words, " ends");
  return g_strdup (words->len > 0 ? words->str + 1 : "");
}

static char *
get_choices_cell (const Row *row, MokXlsformColumnKind kind, const char *language)
{
  if (kind == COLUMN_LIST_NAME)
    return g_strdup (row->list->name);
  if (kind == COLUMN_NAME)
    return g_strdup (row->choice->code);
  if (kind == COLUMN_LABEL)
    return g_strdup (mok_text_peek (row->choice->label, language));
  return dup_kind (row->choice);
}

static char *
get_settings_cell (const Row *row, MokXlsformColumnKind kind, const char *language)
{
  if (kind == COLUMN_FORM_TITLE)
    return g_strdup (mok_text_peek (row->form->title, ""));
  if (kind == COLUMN_OWN_TITLE)
    return *language != '\0' ? g_strdup (mok_text_peek (row->form->title, language)) : NULL;
  if (kind == COLUMN_FORM_ID)
    return g_strdup (row->form->id);
  if (kind == COLUMN_VERSION)
    return g_strdup (row->form->version);
  if (kind == COLUMN_NAMESPACES)
    return g_strdup ("mok=\"" MOK_XLSFORM_NAMESPACE "\"");
  for (guint i = 0; i < row->form->languages->len; i++)
    {
      const char *code = g_ptr_array_index (row->form->languages, i);

      if (*code != '\0' && strcmp (code, row->form->default_language) == 0)
        return dup_language (row->form, i);
    }
  return NULL;
}

static gboolean
is_inside (const MokGroup *group, const MokGroup *outer)
{
  while (group != NULL && group != outer)
    group = group->parent;
  return group == outer;
}

static void
begin_groups (GArray *rows, const MokGroup *group, const MokGroup *open)
{
  const Row row = { .group = group };

  if (group == open)
    return;
  begin_groups (rows, group->parent, open);
  g_array_append_val (rows, row);
}

/* A group begins before its first question and ends behind its last one: no group is empty. */
static GArray *
list_survey_rows (const MokQuestionnaire *form)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (Row));
  const MokGroup *open = NULL;
  const Row end = { 0 };

  for (guint i = 0; i < form->questions->len; i++)
    {
      const Row row = { .question = mok_questionnaire_get_question (form, i) };

      for (; !is_inside (row.question->group, open); open = open->parent)
        g_array_append_val (rows, end);
      begin_groups (rows, row.question->group, open);
      open = row.question->group;
      g_array_append_val (rows, row);
    }
  for (; open != NULL; open = open->parent)
    g_array_append_val (rows, end);
  return rows;
}

static GArray *
list_choices_rows (const MokQuestionnaire *form)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (Row));

  for (guint i = 0; i < form->lists->len; i++)
    {
      const MokChoiceList *list = g_ptr_array_index (form->lists, i);

      for (guint k = 0; k < list->choices->len; k++)
        {
          const Row row = { .list = list, .choice = mok_choice_list_get (list, k) };

          g_array_append_val (rows, row);
        }
    }
  return rows;
}

/**
 * mok_xlsform_write:
 *
 * Writes the questionnaire in the one CSV dialect that this program and pyxform share: UTF-8, line feeds, quotation
 * marks only where needed, columns in a fixed order and left out where they would be empty.
 *
 * Returns: (transfer full): canonical bytes
 */
GBytes *
mok_xlsform_write (const MokQuestionnaire *questionnaire)
{
  g_return_val_if_fail (questionnaire != NULL, NULL);

  GString *out = g_string_new (NULL);
  g_autoptr (GArray) survey = list_survey_rows (questionnaire);
  g_autoptr (GArray) choices = list_choices_rows (questionnaire);
  g_autoptr (GArray) settings = g_array_new (FALSE, FALSE, sizeof (Row));
  const Row row = { .form = questionnaire };

  g_array_append_val (settings, row);
  write_sheet (out, questionnaire, "survey", survey_layout, G_N_ELEMENTS (survey_layout), get_survey_cell, survey);
  write_sheet (out, questionnaire, "choices", choices_layout, G_N_ELEMENTS (choices_layout), get_choices_cell, choices);
  write_sheet (out, questionnaire, "settings", settings_layout, G_N_ELEMENTS (settings_layout), get_settings_cell,
               settings);
  return g_string_free_to_bytes (out);
}
