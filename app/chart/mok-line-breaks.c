/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Where Korean lines may end. Pango breaks Hangul between any two syllables; Korean readers expect whole words.
 * Must not change a text.
 */

#include "config.h"

#include "chart/mok-line-breaks.h"

/* A longer run without a space is a compound that must be allowed to break, or nothing could hold it. */
#define LONGEST_WHOLE_WORD 12

static gboolean
is_hangul (gunichar c)
{
  return (c >= 0xac00 && c <= 0xd7a3) || (c >= 0x1100 && c <= 0x11ff) || (c >= 0x3130 && c <= 0x318f);
}

static gboolean
ends_run (gunichar c)
{
  return c == '(' || (g_unichar_isspace (c) && c != 0x00a0 && c != 0x202f);
}

static void
keep_whole (PangoAttrList *list, const char *text, const char *start, const char *end)
{
  PangoAttribute *attribute = pango_attr_allow_breaks_new (FALSE);

  attribute->start_index = (guint) (start - text);
  attribute->end_index = (guint) (end - text);
  pango_attr_list_insert (list, attribute);
}

/* A compound that is too long to stay whole breaks after its middle dots, where it has them. */
static void
keep_parts_whole (PangoAttrList *list, const char *text, const char *start, const char *end)
{
  while (start < end)
    {
      const char *part = start;
      glong length = 0;
      gunichar c;

      do
        {
          c = g_utf8_get_char (part);
          part = g_utf8_next_char (part);
          length++;
        }
      while (part < end && c != 0x00b7);
      if (length > 1 && length <= LONGEST_WHOLE_WORD)
        keep_whole (list, text, start, part);
      start = part;
    }
}

/**
 * mok_line_breaks_new:
 * @text: plain text
 *
 * Says where lines of @text may end: between words, and before "(".
 *
 * Returns: (transfer full): attributes of @text
 */
PangoAttrList *
mok_line_breaks_new (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  PangoAttrList *list = pango_attr_list_new ();
  const char *start = text;

  while (*start != '\0')
    {
      const char *end = start;
      glong length = 0;
      gboolean hangul = FALSE;

      do
        {
          hangul |= is_hangul (g_utf8_get_char (end));
          end = g_utf8_next_char (end);
          length++;
        }
      while (*end != '\0' && !ends_run (g_utf8_get_char (end)));

      if (hangul && length <= LONGEST_WHOLE_WORD)
        keep_whole (list, text, start, end);
      else if (hangul)
        keep_parts_whole (list, text, start, end);
      start = end;
      while (*start != '\0' && *start != '(' && ends_run (g_utf8_get_char (start)))
        start = g_utf8_next_char (start);
    }
  return list;
}
