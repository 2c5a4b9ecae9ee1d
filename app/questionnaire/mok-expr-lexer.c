/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Cuts the source of an expression into tokens and names what XPath has and we refuse.
 * Must not know the grammar: whether `and` is an operator or a name is the parser's business.
 */

#include "config.h"

#include "questionnaire/mok-expr-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const char *text;
  MokOperator operation;
} Operator;

/* Longer ones first. */
static const Operator OPERATORS[] = {
  { "!=", MOK_OPERATOR_UNEQUAL }, { "<=", MOK_OPERATOR_LESS_EQUAL }, { ">=", MOK_OPERATOR_GREATER_EQUAL },
  { "=", MOK_OPERATOR_EQUAL },    { "<", MOK_OPERATOR_LESS },        { ">", MOK_OPERATOR_GREATER },
  { "+", MOK_OPERATOR_PLUS },     { "-", MOK_OPERATOR_MINUS },       { "*", MOK_OPERATOR_TIMES },
};

static const Operator NAMED_OPERATORS[] = {
  { "or", MOK_OPERATOR_OR },
  { "and", MOK_OPERATOR_AND },
  { "div", MOK_OPERATOR_DIVIDE },
  { "mod", MOK_OPERATOR_MODULO },
};

typedef struct
{
  const char *text;
  const char *message;
} Refused;

/* Longer ones first. */
static const Refused REFUSED[] = {
  { "==", N_ ("Write = instead of ==.") },
  { "<>", N_ ("Write != instead of <>.") },
  { "&&", N_ ("Write “and” instead of &&.") },
  { "||", N_ ("Write “or” instead of ||.") },
  { "//", N_ ("A path (//) cannot be used. Write a variable as ${name}.") },
  { "/", N_ ("A path (/) cannot be used. Write a variable as ${name}, and “div” for a division.") },
  { "..", N_ ("A path (..) cannot be used. Write a variable as ${name}.") },
  { "@", N_ ("An attribute (@) cannot be used.") },
  { "[", N_ ("A condition in brackets ([ ]) cannot be used.") },
  { "]", N_ ("A condition in brackets ([ ]) cannot be used.") },
  { "|", N_ ("A union (|) cannot be used.") },
  { "::", N_ ("An axis (::) cannot be used.") },
  { "!", N_ ("Write != or not( ) instead of !.") },
  { "&", N_ ("Write “and” or concat( ) instead of &.") },
  { "%", N_ ("Write “mod” instead of %.") },
  { "‘", N_ ("This is a typographic quotation mark. Write ' or \" around text.") },
  { "’", N_ ("This is a typographic quotation mark. Write ' or \" around text.") },
  { "“", N_ ("This is a typographic quotation mark. Write ' or \" around text.") },
  { "”", N_ ("This is a typographic quotation mark. Write ' or \" around text.") },
};

void
mok_token_clear (MokToken *self)
{
  g_clear_pointer (&self->text, g_free);
}

static gboolean
is_name_start (gunichar c)
{
  return c == '_' || g_unichar_isalpha (c);
}

static gboolean
is_name_part (gunichar c)
{
  return is_name_start (c) || c == '-' || c == '.' || g_unichar_isdigit (c) || g_unichar_ismark (c);
}

static const char *
skip_name (const char *p)
{
  if (!is_name_start (g_utf8_get_char (p)))
    return p;
  while (*p != '\0' && is_name_part (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  return p;
}

static void
fail (MokToken *token, gsize offset, char *message)
{
  token->kind = MOK_TOKEN_ERROR;
  token->offset = offset;
  token->text = message;
}

/* Spreadsheets put no-break spaces where people press Ctrl+Shift+Space. */
static const char *
skip_blanks (const char *p)
{
  for (;;)
    {
      if (*p == ' ' || *p == '\t' || *p == '\n' || *p == '\r')
        p++;
      else if (g_str_has_prefix (p, "\u00a0"))
        p += strlen ("\u00a0");
      else
        return p;
    }
}

static void
lex_variable (MokLexer *self, MokToken *token)
{
  const char *start = self->source + self->position + strlen ("${");
  const char *end = skip_name (start);

  if (*end == '}' && end > start)
    {
      token->kind = MOK_TOKEN_VARIABLE;
      token->text = g_strndup (start, (gsize) (end - start));
      self->position = (gsize) (end + 1 - self->source);
    }
  else if (g_str_has_prefix (start, "last-saved#"))
    fail (token, token->offset,
          g_strdup (_ ("${last-saved#…} cannot be used: answers are not kept from one interview to the next.")));
  else if (strchr (start, '}') == NULL)
    fail (token, token->offset, g_strdup (_ ("The } of a variable is missing.")));
  else
    fail (token, token->offset,
          g_strdup (_ (
              "A variable is written ${name}; a name is made of letters, digits, “_”, “-” and “.”, without blanks.")));
}

static void
lex_string (MokLexer *self, MokToken *token)
{
  const char *start = self->source + self->position + 1;
  const char *end = strchr (start, start[-1]);

  if (end == NULL)
    {
      fail (token, token->offset, g_strdup (_ ("The quotation mark at the end of the text is missing.")));
      return;
    }
  token->kind = MOK_TOKEN_STRING;
  token->text = g_strndup (start, (gsize) (end - start));
  self->position = (gsize) (end + 1 - self->source);
}

static void
lex_number (MokLexer *self, MokToken *token)
{
  const char *start = self->source + self->position;
  const char *end = start;

  while (g_ascii_isdigit (*end))
    end++;
  if (*end == '.')
    end++;
  while (g_ascii_isdigit (*end))
    end++;

  g_autofree char *digits = g_strndup (start, (gsize) (end - start));

  token->kind = MOK_TOKEN_NUMBER;
  token->number = g_ascii_strtod (digits, NULL);
  self->position = (gsize) (end - self->source);
}

static void
lex_name (MokLexer *self, MokToken *token)
{
  const char *start = self->source + self->position;
  const char *end = skip_name (start);

  if (end[0] == ':' && end[1] != ':' && is_name_start (g_utf8_get_char (end + 1)))
    end = skip_name (end + 1);
  token->kind = MOK_TOKEN_NAME;
  token->text = g_strndup (start, (gsize) (end - start));
  self->position = (gsize) (end - self->source);
  for (gsize i = 0; i < G_N_ELEMENTS (NAMED_OPERATORS); i++)
    if (strcmp (token->text, NAMED_OPERATORS[i].text) == 0)
      {
        token->may_be_operator = TRUE;
        token->operation = NAMED_OPERATORS[i].operation;
      }
}

static void
lex_punctuation (MokLexer *self, MokToken *token)
{
  const char *start = self->source + self->position;
  static const char MARKS[] = "(),";
  static const MokTokenKind KINDS[] = { MOK_TOKEN_OPEN, MOK_TOKEN_CLOSE, MOK_TOKEN_COMMA };
  const char *mark = strchr (MARKS, *start);

  if (mark != NULL)
    {
      token->kind = KINDS[mark - MARKS];
      self->position++;
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (REFUSED); i++)
    if (g_str_has_prefix (start, REFUSED[i].text) && !g_str_has_prefix (start, "!="))
      {
        fail (token, token->offset, g_strdup (_ (REFUSED[i].message)));
        return;
      }
  for (gsize i = 0; i < G_N_ELEMENTS (OPERATORS); i++)
    if (g_str_has_prefix (start, OPERATORS[i].text))
      {
        token->kind = MOK_TOKEN_OPERATOR;
        token->operation = OPERATORS[i].operation;
        self->position += strlen (OPERATORS[i].text);
        return;
      }
  if (*start == '.')
    {
      token->kind = MOK_TOKEN_CURRENT;
      self->position++;
      return;
    }

  g_autofree char *character = g_strndup (start, (gsize) (g_utf8_next_char (start) - start));

  fail (token, token->offset, g_strdup_printf (_ ("“%s” has no meaning here."), character));
}

/**
 * mok_lexer_next:
 * @self: a lexer over valid UTF-8
 * @token: (out): an uninitialised token; clear it with mok_token_clear()
 *
 * Reads the next token. After %MOK_TOKEN_END and %MOK_TOKEN_ERROR the lexer stays where it is.
 */
void
mok_lexer_next (MokLexer *self, MokToken *token)
{
  const char *start = skip_blanks (self->source + self->position);

  self->position = (gsize) (start - self->source);
  *token = (MokToken){ .kind = MOK_TOKEN_END, .offset = self->position };

  if (*start == '\0')
    return;
  if (start[0] == '$' && start[1] == '{')
    lex_variable (self, token);
  else if (*start == '\'' || *start == '"')
    lex_string (self, token);
  else if (g_ascii_isdigit (*start) || (*start == '.' && g_ascii_isdigit (start[1])))
    lex_number (self, token);
  else if (is_name_start (g_utf8_get_char (start)))
    lex_name (self, token);
  else
    lex_punctuation (self, token);
}
