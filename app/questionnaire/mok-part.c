/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Walking through a part of a workbook that is XML, with nothing of what XML can do to a reader: no document type, no
 * entities but the five built in, no network, no other file, no other encoding than UTF-8. Namespaces are not looked
 * at: elements have the same names in the "strict" and the "transitional" kind of the format.
 */

#include "config.h"

#include "questionnaire/mok-part.h"

#include <libxml/xmlreader.h>
#include <string.h>

struct _MokPart
{
  char *name;
  char *text; /* (owned): what the reader walks through */
  xmlTextReader *reader;
  xmlChar *value; /* (owned) (nullable): the attribute that was looked at last */
};

/* A declaration in another encoding could hide one of these. */
static gboolean
is_plain (const char *text, gsize length)
{
  return g_utf8_validate_len (text, length, NULL) && strstr (text, "<!DOCTYPE") == NULL && length <= G_MAXINT;
}

/**
 * mok_part_open:
 * @name: of a part
 *
 * Returns: (transfer full) (nullable): the part, before its first element; %NULL with an error of %MOK_PACKAGE_ERROR
 */
MokPart *
mok_part_open (MokPackage *package, const char *name, GError **error)
{
  g_return_val_if_fail (package != NULL && name != NULL, NULL);

  g_autoptr (MokPart) self = g_new0 (MokPart, 1);
  gsize length;
  gsize mark;

  self->name = g_strdup (name);
  self->text = mok_package_read (package, name, &length, error);
  if (self->text == NULL)
    return NULL;
  mark = g_str_has_prefix (self->text, "\xEF\xBB\xBF") ? 3 : 0;
  if (is_plain (self->text, length))
    self->reader = xmlReaderForMemory (self->text + mark, (int) (length - mark), NULL, "UTF-8",
                                       XML_PARSE_NONET | XML_PARSE_COMPACT | XML_PARSE_IGNORE_ENC | XML_PARSE_NOERROR
                                           | XML_PARSE_NOWARNING);
  if (self->reader == NULL)
    {
      mok_package_set_damaged (error, name);
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
mok_part_close (MokPart *self)
{
  g_return_if_fail (self != NULL);

  xmlFree (self->value);
  xmlFreeTextReader (self->reader);
  g_free (self->text);
  g_free (self->name);
  g_free (self);
}

/**
 * mok_part_next:
 *
 * Goes on to the next beginning of an element, end of one, or text.
 *
 * Returns: %FALSE at the end; with an error of %MOK_PACKAGE_ERROR when there is something wrong
 */
gboolean
mok_part_next (MokPart *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  const int status = xmlTextReaderRead (self->reader);
  const int type = status == 1 ? xmlTextReaderNodeType (self->reader) : XML_READER_TYPE_NONE;

  if (status < 0 || type == XML_READER_TYPE_ENTITY_REFERENCE || type == XML_READER_TYPE_DOCUMENT_TYPE)
    {
      mok_package_set_damaged (error, self->name);
      return FALSE;
    }
  return status == 1;
}

/**
 * mok_part_next_inside:
 * @depth: of an element that was begun and is not empty
 *
 * Returns: like mok_part_next(); %FALSE without an error also at the end of that element
 */
gboolean
mok_part_next_inside (MokPart *self, int depth, GError **error)
{
  return mok_part_next (self, error) && xmlTextReaderDepth (self->reader) > depth;
}

/**
 * mok_part_get_depth:
 *
 * Returns: in how many elements this one lies
 */
int
mok_part_get_depth (const MokPart *self)
{
  return xmlTextReaderDepth (self->reader);
}

static gboolean
is_at (const MokPart *self, int type, int depth, const char *name)
{
  const xmlChar *found;

  if (xmlTextReaderNodeType (self->reader) != type || (depth >= 0 && xmlTextReaderDepth (self->reader) != depth))
    return FALSE;
  found = xmlTextReaderConstLocalName (self->reader);
  return found != NULL && strcmp ((const char *) found, name) == 0;
}

/**
 * mok_part_is_start:
 * @depth: in how many elements it has to lie; -1 for any number
 *
 * Returns: whether an element of this name begins here
 */
gboolean
mok_part_is_start (const MokPart *self, int depth, const char *name)
{
  return is_at (self, XML_READER_TYPE_ELEMENT, depth, name);
}

/**
 * mok_part_is_end:
 * @depth: in how many elements it has to lie
 *
 * Returns: whether an element of this name that is not empty ends here
 */
gboolean
mok_part_is_end (const MokPart *self, int depth, const char *name)
{
  return is_at (self, XML_READER_TYPE_END_ELEMENT, depth, name);
}

/**
 * mok_part_is_empty:
 *
 * Returns: whether the element that begins here has no end of its own
 */
gboolean
mok_part_is_empty (const MokPart *self)
{
  return xmlTextReaderIsEmptyElement (self->reader) == 1;
}

/**
 * mok_part_peek_attribute:
 *
 * Returns: (transfer none) (nullable): an attribute without a namespace of the element that begins here; until the next
 *   one is looked at
 */
const char *
mok_part_peek_attribute (MokPart *self, const char *name)
{
  xmlFree (self->value);
  self->value = xmlTextReaderGetAttribute (self->reader, (const xmlChar *) name);
  return (const char *) self->value;
}

/**
 * mok_part_peek_relation:
 *
 * Returns: (transfer none) (nullable): the "id" of the element that begins here, which comes from another namespace,
 *   under any prefix; until the next attribute is looked at
 */
const char *
mok_part_peek_relation (MokPart *self)
{
  g_clear_pointer (&self->value, xmlFree);
  while (xmlTextReaderMoveToNextAttribute (self->reader) == 1)
    {
      const xmlChar *prefix = xmlTextReaderConstPrefix (self->reader);
      const xmlChar *name = xmlTextReaderConstLocalName (self->reader);

      if (self->value == NULL && prefix != NULL && name != NULL && strcmp ((const char *) name, "id") == 0)
        self->value = xmlTextReaderValue (self->reader);
    }
  xmlTextReaderMoveToElement (self->reader);
  return (const char *) self->value;
}

static void
append_here (const MokPart *self, GString *out)
{
  const int type = xmlTextReaderNodeType (self->reader);
  const xmlChar *value;

  if (type != XML_READER_TYPE_TEXT && type != XML_READER_TYPE_CDATA && type != XML_READER_TYPE_SIGNIFICANT_WHITESPACE
      && type != XML_READER_TYPE_WHITESPACE)
    return;
  value = xmlTextReaderConstValue (self->reader);
  if (value != NULL)
    g_string_append (out, (const char *) value);
}

/**
 * mok_part_read_text:
 * @out: gets the text of the element that begins here
 *
 * Goes to the end of the element.
 *
 * Returns: %FALSE with an error of %MOK_PACKAGE_ERROR
 */
gboolean
mok_part_read_text (MokPart *self, GString *out, GError **error)
{
  const int depth = mok_part_get_depth (self);
  GError *problem = NULL;

  if (mok_part_is_empty (self))
    return TRUE;
  while (mok_part_next_inside (self, depth, &problem))
    append_here (self, out);
  if (problem != NULL)
    g_propagate_error (error, problem);
  return problem == NULL;
}

/* Four digits between "_x" and "_"; -1 where there are none. */
static int
get_escape (const char *text)
{
  int code = 0;

  if (text[0] != '_' || text[1] != 'x')
    return -1;
  for (guint i = 2; i < 6; i++)
    {
      if (!g_ascii_isxdigit (text[i]))
        return -1;
      code = code * 16 + g_ascii_xdigit_value (text[i]);
    }
  return text[6] == '_' ? code : -1;
}

/**
 * mok_part_unescape:
 * @string: from a part
 *
 * Puts back what XML cannot hold and is written as `_x000D_` (ISO/IEC 29500-1, ST_Xstring); such text itself comes with
 * an escaped underline. What is no character stays as it is. Lines end in a line feed.
 */
void
mok_part_unescape (GString *string)
{
  g_return_if_fail (string != NULL);

  g_autofree char *text = g_strdup (string->str);

  g_string_truncate (string, 0);
  for (const char *at = text; *at != '\0'; at++)
    {
      const int code = get_escape (at);

      if (code > 0 && (code < 0xD800 || code >= 0xE000) && code < 0xFFFE)
        {
          g_string_append_unichar (string, (gunichar) code);
          at += 6;
        }
      else
        g_string_append_c (string, *at);
    }
  g_string_replace (string, "\r\n", "\n", 0);
  g_string_replace (string, "\r", "\n", 0);
}

/**
 * mok_part_read_string:
 * @out: gets the string whose element (`si`, `is`) begins here: its text in one or several formats, without the
 *   pronunciation that may stand beside it
 *
 * Goes to the end of the element.
 *
 * Returns: %FALSE with an error of %MOK_PACKAGE_ERROR
 */
gboolean
mok_part_read_string (MokPart *self, GString *out, GError **error)
{
  const int depth = mok_part_get_depth (self);
  g_autoptr (GString) string = g_string_new (NULL);
  GError *problem = NULL;
  int inside_phonetic = -1;

  if (mok_part_is_empty (self))
    return TRUE;
  while (problem == NULL && mok_part_next_inside (self, depth, &problem))
    {
      const int here = mok_part_get_depth (self);

      if (inside_phonetic >= 0 && here <= inside_phonetic)
        inside_phonetic = -1;
      if (inside_phonetic < 0 && mok_part_is_start (self, -1, "rPh") && !mok_part_is_empty (self))
        inside_phonetic = here;
      else if (inside_phonetic < 0 && mok_part_is_start (self, -1, "t"))
        mok_part_read_text (self, string, &problem);
    }
  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  mok_part_unescape (string);
  g_string_append_len (out, string->str, (gssize) string->len);
  return TRUE;
}
