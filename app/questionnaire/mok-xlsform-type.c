/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The column `type` of the survey sheet. */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "questionnaire/mok-xlsform-private.h"

static const struct
{
  const char *word;
  MokQuestionKind kind;
} simple_types[] = {
  { "integer", MOK_QUESTION_INTEGER },     { "int", MOK_QUESTION_INTEGER },
  { "decimal", MOK_QUESTION_DECIMAL },     { "range", MOK_QUESTION_RANGE },
  { "date", MOK_QUESTION_DATE },           { "text", MOK_QUESTION_TEXT },
  { "string", MOK_QUESTION_TEXT },         { "note", MOK_QUESTION_NOTE },
  { "calculate", MOK_QUESTION_CALCULATE }, { "acknowledge", MOK_QUESTION_ACKNOWLEDGE },
  { "trigger", MOK_QUESTION_ACKNOWLEDGE },
};

static const struct
{
  const char *word;
  MokQuestionKind kind;
} list_types[] = {
  { "select_one", MOK_QUESTION_SINGLE },
  { "select one from", MOK_QUESTION_SINGLE },
  { "select one", MOK_QUESTION_SINGLE },
  { "select_multiple", MOK_QUESTION_MULTIPLE },
  { "select multiple from", MOK_QUESTION_MULTIPLE },
  { "select multiple", MOK_QUESTION_MULTIPLE },
  { "rank", MOK_QUESTION_RANK },
};

/* Real types of XLSForm that this program has no place for. */
static const char *const refused_types[] = { "begin_repeat",
                                             "begin repeat",
                                             "end_repeat",
                                             "end repeat",
                                             "repeat",
                                             "image",
                                             "photo",
                                             "audio",
                                             "video",
                                             "file",
                                             "barcode",
                                             "geopoint",
                                             "geotrace",
                                             "geoshape",
                                             "time",
                                             "datetime",
                                             "hidden",
                                             "xml-external",
                                             "csv-external",
                                             "select_one_external",
                                             "select_one_from_file",
                                             "select_multiple_from_file",
                                             "background-audio",
                                             "phone number",
                                             "begin loop",
                                             "begin_loop",
                                             "end loop",
                                             "end_loop",
                                             "osm" };

/* Those that would write down who answers, when and where. */
static const char *const metadata_types[] = { "start",       "end",          "today",           "deviceid",
                                              "phonenumber", "simserial",    "username",        "email",
                                              "audit",       "subscriberid", "start-geopoint",  "uri:deviceid",
                                              "imei",        "uri:imei",     "uri:phonenumber", "uri:username",
                                              "uri:email",   "uri:simserial" };

static gboolean
contains (const char *const *words, gsize n_words, const char *text)
{
  for (gsize i = 0; i < n_words; i++)
    {
      if (g_ascii_strcasecmp (words[i], text) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Whether @text begins with @word and a blank; then what follows. */
static const char *
skip_word (const char *text, const char *word)
{
  const gsize length = strlen (word);

  if (g_ascii_strncasecmp (text, word, length) != 0 || !g_ascii_isspace (text[length]))
    return NULL;
  text += length;
  while (g_ascii_isspace (*text))
    text++;
  return text;
}

static void
report_unknown (MokXlsformReader *self, const MokSheetCell *cell)
{
  const char *candidates[G_N_ELEMENTS (simple_types) + G_N_ELEMENTS (list_types) + 2];
  g_autofree char *first = g_strndup (cell->text, strcspn (cell->text, " \t"));
  g_autofree char *message = g_strdup_printf (_ ("There is no question type “%s”."), cell->text);
  g_autofree char *full = NULL;
  gsize n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (simple_types); i++)
    candidates[n++] = simple_types[i].word;
  for (gsize i = 0; i < G_N_ELEMENTS (list_types); i++)
    candidates[n++] = list_types[i].word;
  candidates[n++] = "begin_group";
  candidates[n++] = "end_group";
  full = mok_xlsform_dup_suggestion (self, message, first, candidates, n);
  mok_xlsform_error (self, cell, "unknown-type", "%s", full);
}

static gboolean
read_list_type (MokXlsformReader *self, const MokSheetCell *cell, MokXlsformType *type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (list_types); i++)
    {
      const char *rest = skip_word (cell->text, list_types[i].word);
      g_auto (GStrv) words = NULL;

      if (rest == NULL && g_ascii_strcasecmp (cell->text, list_types[i].word) == 0)
        {
          mok_xlsform_error (self, cell, "missing-list", _ ("The type “%s” needs the name of a list of choices."),
                             cell->text);
          return TRUE;
        }
      if (rest == NULL)
        continue;
      words = g_strsplit_set (rest, " \t", 2);
      if (words[1] != NULL)
        g_strstrip (words[1]);
      if (words[1] != NULL && g_ascii_strcasecmp (words[1], "or_other") == 0)
        type->or_other = TRUE;
      else if (words[1] != NULL)
        {
          mok_xlsform_error (self, cell, "bad-type", _ ("“%s” is not expected after the name of the list."), words[1]);
          return TRUE;
        }
      if (type->or_other && list_types[i].kind == MOK_QUESTION_RANK)
        {
          mok_xlsform_error (self, cell, "bad-type", _ ("“%s” is not expected after the name of the list."), words[1]);
          return TRUE;
        }
      type->kind = MOK_XLSFORM_QUESTION;
      type->question = list_types[i].kind;
      type->list = g_strdup (words[0]);
      return TRUE;
    }
  return FALSE;
}

/**
 * mok_xlsform_read_type:
 * @type: (out): what the row is; its list is owned by the caller
 *
 * Reads a cell of the column `type`. What is not supported is an error, never another type.
 */
void
mok_xlsform_read_type (MokXlsformReader *self, const MokSheetCell *cell, MokXlsformType *type)
{
  const char *text = cell->text;
  g_autofree char *first = g_strndup (text, strcspn (text, " \t"));

  *type = (MokXlsformType){ .kind = MOK_XLSFORM_NO_TYPE };
  if (g_ascii_strcasecmp (text, "begin_group") == 0 || g_ascii_strcasecmp (text, "begin group") == 0)
    {
      type->kind = MOK_XLSFORM_BEGIN_GROUP;
      return;
    }
  if (g_ascii_strcasecmp (text, "end_group") == 0 || g_ascii_strcasecmp (text, "end group") == 0)
    {
      type->kind = MOK_XLSFORM_END_GROUP;
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (simple_types); i++)
    {
      if (g_ascii_strcasecmp (text, simple_types[i].word) == 0)
        {
          type->kind = MOK_XLSFORM_QUESTION;
          type->question = simple_types[i].kind;
          return;
        }
    }
  if (contains (metadata_types, G_N_ELEMENTS (metadata_types), text))
    mok_xlsform_error (self, cell, "unsupported-type",
                       _ ("“%s” records who answers, when or where. This program keeps nothing of that kind; take the "
                          "row out."),
                       text);
  else if (contains (refused_types, G_N_ELEMENTS (refused_types), text)
           || contains (refused_types, G_N_ELEMENTS (refused_types), first))
    mok_xlsform_error (self, cell, "unsupported-type", _ ("This program cannot ask questions of the type “%s”."), text);
  else if (!read_list_type (self, cell, type))
    report_unknown (self, cell);
}
