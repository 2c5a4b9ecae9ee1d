/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Functions of text and of lists of codes joined by blanks, counted in characters, never in bytes; and the patterns of
 * regex(). Meaning: ODK XForms specification and XPath 1.0, section 4.2.
 */

#include "config.h"

#include "questionnaire/mok-expr-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

static void
take (MokValue *result, GString *text)
{
  mok_value_take_string (result, g_string_free (text, FALSE));
}

static gboolean
call_string (const MokExprContext *context, MokValue *arguments, guint n, MokValue *result, GError **error)
{
  mok_value_set_string (result, mok_argument_string (&arguments[0]));
  return TRUE;
}

static void
join (MokValue *arguments, guint first, guint n, const char *separator, MokValue *result)
{
  gsize size = 0;
  GString *joined;

  /* One allocation of the right size leaves no copies of answers behind. */
  for (guint i = first; i < n; i++)
    size += strlen (mok_argument_string (&arguments[i])) + strlen (separator);
  joined = g_string_sized_new (size);
  for (guint i = first; i < n; i++)
    {
      if (i > first)
        g_string_append (joined, separator);
      g_string_append (joined, arguments[i].string);
    }
  take (result, joined);
}

static gboolean
call_concat (const MokExprContext *context, MokValue *arguments, guint n, MokValue *result, GError **error)
{
  join (arguments, 0, n, "", result);
  return TRUE;
}

static gboolean
call_join (const MokExprContext *context, MokValue *arguments, guint n, MokValue *result, GError **error)
{
  join (arguments, 1, n, mok_argument_string (&arguments[0]), result);
  return TRUE;
}

static gboolean
call_contains (const MokExprContext *context, MokValue *arguments, guint n, MokValue *result, GError **error)
{
  const char *text = mok_argument_string (&arguments[0]);

  mok_value_set_boolean (result, strstr (text, mok_argument_string (&arguments[1])) != NULL);
  return TRUE;
}

static gboolean
call_starts_with (const MokExprContext *context, MokValue *arguments, guint n, MokValue *result, GError **error)
{
  const char *text = mok_argument_string (&arguments[0]);

  mok_value_set_boolean (result, g_str_has_prefix (text, mok_argument_string (&arguments[1])));
  return TRUE;
}

static gboolean
call_ends_with (const MokExprContext *context, MokValue *arguments, guint n, MokValue *result, GError **error)
{
  const char *text = mok_argument_string (&arguments[0]);

  mok_value_set_boolean (result, g_str_has_suffix (text, mok_argument_string (&arguments[1])));
  return TRUE;
}

static gboolean
call_string_length (const MokExprContext *context, MokValue *arguments, guint n, MokValue *result, GError **error)
{
  mok_value_set_number (result, (double) g_utf8_strlen (mok_argument_string (&arguments[0]), -1));
  return TRUE;
}

/* A place in a text of @length characters; negative ones count from the end. */
static glong
place (double where, glong length)
{
  if (isnan (where))
    return 0;
  where = trunc (where);
  if (where < 0)
    where += (double) length;
  return (glong) CLAMP (where, 0, (double) length);
}

/* substr (text, start, end?): counted from 0, @end is the first character left out. */
static gboolean
call_substr (const MokExprContext *context, MokValue *arguments, guint n, MokValue *result, GError **error)
{
  const char *text = mok_argument_string (&arguments[0]);
  const glong length = g_utf8_strlen (text, -1);
  const glong start = place (mok_value_to_number (&arguments[1]), length);
  const glong end = n > 2 ? place (mok_value_to_number (&arguments[2]), length) : length;

  mok_value_take_string (result, start < end ? g_utf8_substring (text, start, end) : NULL);
  return TRUE;
}

static gboolean
call_substring_before (const MokExprContext *context, MokValue *arguments, guint n, MokValue *result, GError **error)
{
  const char *text = mok_argument_string (&arguments[0]);
  const char *found = strstr (text, mok_argument_string (&arguments[1]));

  mok_value_take_string (result, found != NULL ? g_strndup (text, (gsize) (found - text)) : NULL);
  return TRUE;
}

static gboolean
call_substring_after (const MokExprContext *context, MokValue *arguments, guint n, MokValue *result, GError **error)
{
  const char *text = mok_argument_string (&arguments[0]);
  const char *mark = mok_argument_string (&arguments[1]);
  const char *found = strstr (text, mark);

  mok_value_set_string (result, found != NULL ? found + strlen (mark) : NULL);
  return TRUE;
}

/* translate (text, from, to): the i-th character of @from becomes the i-th of @to, or goes where there is none. */
static gboolean
call_translate (const MokExprContext *context, MokValue *arguments, guint n, MokValue *result, GError **error)
{
  const char *text = mok_argument_string (&arguments[0]);
  const char *from = mok_argument_string (&arguments[1]);
  const char *to = mok_argument_string (&arguments[2]);
  const glong n_to = g_utf8_strlen (to, -1);
  GString *translated = g_string_sized_new (strlen (text) * 4);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);
      const char *found = g_utf8_strchr (from, -1, c);
      const glong index = found != NULL ? g_utf8_pointer_to_offset (from, found) : -1;

      if (found == NULL)
        g_string_append_unichar (translated, c);
      else if (index < n_to)
        g_string_append_unichar (translated, g_utf8_get_char (g_utf8_offset_to_pointer (to, index)));
    }
  take (result, translated);
  return TRUE;
}

static gboolean
call_normalize_space (const MokExprContext *context, MokValue *arguments, guint n, MokValue *result, GError **error)
{
  const char *text = mok_argument_string (&arguments[0]);
  GString *normalized = g_string_sized_new (strlen (text));
  gboolean blank = FALSE;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (g_ascii_isspace (*p))
        {
          blank = normalized->len > 0;
          continue;
        }
      if (blank)
        g_string_append_c (normalized, ' ');
      blank = FALSE;
      g_string_append_c (normalized, *p);
    }
  take (result, normalized);
  return TRUE;
}

/* The next code of a list joined by blanks, or NULL after the last. */
static const char *
next_code (const char **list, gsize *length)
{
  const char *start = *list;

  while (g_ascii_isspace (*start))
    start++;
  *list = start;
  while (**list != '\0' && !g_ascii_isspace (**list))
    (*list)++;
  *length = (gsize) (*list - start);
  return *length > 0 ? start : NULL;
}

static gboolean
call_selected (const MokExprContext *context, MokValue *arguments, guint n, MokValue *result, GError **error)
{
  const char *list = mok_argument_string (&arguments[0]);
  char *wanted = g_strstrip ((char *) mok_argument_string (&arguments[1]));
  const gsize wanted_length = strlen (wanted);
  gboolean found = FALSE;
  const char *code;
  gsize length;

  while (!found && (code = next_code (&list, &length)) != NULL)
    found = length == wanted_length && memcmp (code, wanted, length) == 0;
  mok_value_set_boolean (result, found);
  return TRUE;
}

/* Counted from 0; the empty text beyond the end. */
static gboolean
call_selected_at (const MokExprContext *context, MokValue *arguments, guint n, MokValue *result, GError **error)
{
  const char *list = mok_argument_string (&arguments[0]);
  const double wanted = trunc (mok_value_to_number (&arguments[1]));
  const char *code;
  gsize length;

  for (guint i = 0; (code = next_code (&list, &length)) != NULL; i++)
    if (i == wanted)
      {
        mok_value_take_string (result, g_strndup (code, length));
        return TRUE;
      }
  mok_value_clear (result);
  return TRUE;
}

static gboolean
call_count_selected (const MokExprContext *context, MokValue *arguments, guint n, MokValue *result, GError **error)
{
  const char *list = mok_argument_string (&arguments[0]);
  guint count = 0;
  gsize length;

  while (next_code (&list, &length) != NULL)
    count++;
  mok_value_set_number (result, count);
  return TRUE;
}

const MokFunction mok_functions_text[] = {
  { "selected", 2, 2, MOK_RETURNS_BOOLEAN, call_selected },
  { "selected-at", 2, 2, MOK_RETURNS_STRING, call_selected_at },
  { "count-selected", 1, 1, MOK_RETURNS_NUMBER, call_count_selected },
  { "string", 1, 1, MOK_RETURNS_STRING, call_string },
  { "concat", 1, MOK_ARGUMENTS_ANY, MOK_RETURNS_STRING, call_concat },
  { "join", 2, MOK_ARGUMENTS_ANY, MOK_RETURNS_STRING, call_join },
  { "contains", 2, 2, MOK_RETURNS_BOOLEAN, call_contains },
  { "starts-with", 2, 2, MOK_RETURNS_BOOLEAN, call_starts_with },
  { "ends-with", 2, 2, MOK_RETURNS_BOOLEAN, call_ends_with },
  { "string-length", 1, 1, MOK_RETURNS_NUMBER, call_string_length },
  { "substr", 2, 3, MOK_RETURNS_STRING, call_substr },
  { "substring-before", 2, 2, MOK_RETURNS_STRING, call_substring_before },
  { "substring-after", 2, 2, MOK_RETURNS_STRING, call_substring_after },
  { "translate", 3, 3, MOK_RETURNS_STRING, call_translate },
  { "normalize-space", 1, 1, MOK_RETURNS_STRING, call_normalize_space },
  { "regex", 2, 2, MOK_RETURNS_BOOLEAN, NULL, MOK_SPECIAL_REGEX },
  { NULL },
};

static GRegex *
compile (const char *pattern, const char *before, const char *after, GError **error)
{
  /* Without a limit, (a+)+ and the like take time that doubles with every character of the answer. */
  g_autofree char *source = g_strconcat ("(*LIMIT_MATCH=50000)", before, pattern, after, NULL);

  return g_regex_new (source, 0, 0, error);
}

/**
 * mok_regex_new:
 * @pattern: a pattern of at most %MOK_EXPR_MAX_PATTERN bytes, in PCRE's dialect
 *
 * Returns: (transfer full) (nullable): what matches only a whole text, or %NULL with an error of %MOK_EXPR_ERROR
 */
GRegex *
mok_regex_new (const char *pattern, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GRegex) alone = NULL;
  GRegex *whole = NULL;

  if (strlen (pattern) > MOK_EXPR_MAX_PATTERN)
    {
      g_set_error (error, MOK_EXPR_ERROR, MOK_EXPR_ERROR_EVALUATION,
                   _ ("The pattern in regex( ) is longer than %d bytes."), MOK_EXPR_MAX_PATTERN);
      return NULL;
    }
  /* On its own first: “a)(b” would become valid between the parentheses that make it match the whole text. */
  alone = compile (pattern, "", "", &local_error);
  if (alone != NULL)
    whole = compile (pattern, "\\A(?:", ")\\z", &local_error);
  if (whole == NULL)
    g_set_error (error, MOK_EXPR_ERROR, MOK_EXPR_ERROR_EVALUATION, _ ("The pattern in regex( ) is not valid: %s"),
                 local_error->message);
  return whole;
}
