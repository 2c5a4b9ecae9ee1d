/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Recursive descent from tokens to a tree. Grammar, loosest first (XPath 1.0, section 3, without paths):
 *
 *   or → and → = != → < <= > >= → + - → * div mod → unary minus → primary
 *   primary: number | 'text' | ${variable} | . | ( or ) | name ( or, … )
 *
 * Operators of one level associate to the left. Must not evaluate anything.
 */

#include "config.h"

#include "questionnaire/mok-expr-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  MokLexer lexer;
  MokToken token;
  MokExprResolve resolve;
  gpointer data;
  GArray *problems;
  GArray *variables;
  gboolean random;
  gboolean failed; /* something is wrong, but reading on may find more */
  guint nesting;
} Parser;

/* The level of each operator, in the order of MokOperator. */
static const guint LEVELS[] = { 0, 1, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 5 };
#define UNARY_LEVEL 6

MokNode *
mok_node_new (MokNodeKind kind, gsize offset)
{
  MokNode *self = g_new0 (MokNode, 1);

  self->kind = kind;
  self->offset = offset;
  if (kind == MOK_NODE_CALL || kind == MOK_NODE_NEGATE || kind == MOK_NODE_CHAIN)
    self->operands = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_node_free);
  if (kind == MOK_NODE_CHAIN)
    self->operators = g_array_new (FALSE, FALSE, sizeof (MokOperator));
  return self;
}

void
mok_node_free (MokNode *self)
{
  g_free (self->string);
  g_clear_pointer (&self->regex, g_regex_unref);
  g_clear_pointer (&self->operands, g_ptr_array_unref);
  g_clear_pointer (&self->operators, g_array_unref);
  g_free (self);
}

MokNode *
mok_node_get_operand (const MokNode *self, guint index)
{
  return g_ptr_array_index (self->operands, index);
}

MokOperator
mok_node_get_operator (const MokNode *self, guint index)
{
  return g_array_index (self->operators, MokOperator, index);
}

void
mok_expr_add_problem (GArray *problems, gboolean is_error, MokExprError code, gsize offset, char *message)
{
  MokExprProblem problem = { is_error, code, offset, message };

  if (problems != NULL)
    g_array_append_val (problems, problem);
  else
    g_free (message);
}

static void
complain (Parser *self, MokExprError code, gsize offset, char *message)
{
  self->failed = TRUE;
  mok_expr_add_problem (self->problems, TRUE, code, offset, message);
}

static void
advance (Parser *self)
{
  mok_token_clear (&self->token);
  mok_lexer_next (&self->lexer, &self->token);
}

static char *
dup_token_source (Parser *self)
{
  const char *start = self->lexer.source + self->token.offset;

  return g_strndup (start, (gsize) (self->lexer.source + self->lexer.position - start));
}

typedef enum
{
  WANTED_VALUE,
  WANTED_CLOSE,
  WANTED_COMMA,
  WANTED_OPERATOR,
} Wanted;

static char *
describe_end (Wanted wanted)
{
  switch (wanted)
    {
    case WANTED_CLOSE:
      return g_strdup (_ ("The expression ends where ) is expected."));
    case WANTED_COMMA:
      return g_strdup (_ ("The expression ends where a comma or ) is expected."));
    case WANTED_VALUE:
    case WANTED_OPERATOR:
    default:
      return g_strdup (_ ("The expression ends where a value is expected."));
    }
}

static char *
describe_token (Wanted wanted, const char *found)
{
  switch (wanted)
    {
    case WANTED_CLOSE:
      return g_strdup_printf (_ ("“%s” stands where ) is expected."), found);
    case WANTED_COMMA:
      return g_strdup_printf (_ ("“%s” stands where a comma or ) is expected."), found);
    case WANTED_OPERATOR:
      return g_strdup_printf (_ ("“%s” stands where an operator or the end is expected."), found);
    case WANTED_VALUE:
    default:
      return g_strdup_printf (_ ("“%s” stands where a value is expected."), found);
    }
}

/* Always returns NULL: a place where reading on makes no sense. */
static MokNode *
complain_about_token (Parser *self, Wanted wanted)
{
  char *message;

  if (self->token.kind == MOK_TOKEN_ERROR)
    message = g_steal_pointer (&self->token.text);
  else if (self->token.kind == MOK_TOKEN_END)
    message = describe_end (wanted);
  else
    {
      g_autofree char *found = dup_token_source (self);

      message = describe_token (wanted, found);
    }
  complain (self, MOK_EXPR_ERROR_SYNTAX, self->token.offset, message);
  return NULL;
}

static gboolean
enter (Parser *self, gsize offset)
{
  if (self->nesting == MOK_EXPR_MAX_NESTING)
    {
      complain (self, MOK_EXPR_ERROR_TOO_LARGE, offset,
                g_strdup_printf (_ ("More than %d parentheses stand inside one another."), MOK_EXPR_MAX_NESTING));
      return FALSE;
    }
  self->nesting++;
  return TRUE;
}

static MokNode *parse_level (Parser *self, guint level);

static gboolean
resolve_variable (Parser *self, const char *name, gsize offset, guint *variable)
{
  const int index = self->resolve != NULL ? self->resolve (name, self->data) : -1;

  if (index < 0)
    {
      complain (self, MOK_EXPR_ERROR_UNKNOWN_VARIABLE, offset,
                g_strdup_printf (_ ("There is no question called “%s”."), name));
      return FALSE;
    }
  *variable = (guint) index;
  for (guint i = 0; i < self->variables->len; i++)
    if (g_array_index (self->variables, guint, i) == *variable)
      return TRUE;
  g_array_append_val (self->variables, *variable);
  return TRUE;
}

static MokNode *
parse_variable (Parser *self)
{
  g_autoptr (MokNode) node = mok_node_new (MOK_NODE_VARIABLE, self->token.offset);

  resolve_variable (self, self->token.text, self->token.offset, &node->variable);
  advance (self);
  return g_steal_pointer (&node);
}

static MokNode *
parse_parentheses (Parser *self)
{
  g_autoptr (MokNode) node = NULL;

  if (!enter (self, self->token.offset))
    return NULL;
  advance (self);
  node = parse_level (self, 0);
  if (node == NULL)
    return NULL;
  if (self->token.kind != MOK_TOKEN_CLOSE)
    return complain_about_token (self, WANTED_CLOSE);
  self->nesting--;
  advance (self);
  return g_steal_pointer (&node);
}

/* jr:choice-name (code, '${variable}'): the second argument names a question, it is not a value. */
static void
check_choice_name (Parser *self, MokNode *call)
{
  MokNode *list = mok_node_get_operand (call, 1);
  const gsize length = list->string != NULL ? strlen (list->string) : 0;

  if (list->kind == MOK_NODE_VARIABLE)
    call->variable = list->variable;
  else if (list->kind == MOK_NODE_STRING && length > 3 && g_str_has_prefix (list->string, "${")
           && list->string[length - 1] == '}')
    {
      g_autofree char *name = g_strndup (list->string + 2, length - 3);

      resolve_variable (self, name, list->offset, &call->variable);
    }
  else
    complain (self, MOK_EXPR_ERROR_SYNTAX, list->offset,
              g_strdup (_ ("The second part of jr:choice-name( ) is the question, written '${name}'.")));
}

static void
check_regex (Parser *self, MokNode *call)
{
  MokNode *pattern = mok_node_get_operand (call, 1);
  g_autoptr (GError) error = NULL;

  if (pattern->kind != MOK_NODE_STRING)
    return;
  call->regex = mok_regex_new (pattern->string, &error);
  if (call->regex == NULL)
    complain (self, MOK_EXPR_ERROR_SYNTAX, pattern->offset, g_strdup (error->message));
}

static void
check_call (Parser *self, MokNode *call)
{
  const MokFunction *function = call->function;
  const guint n = call->operands->len;

  if (n < function->min_arguments || n > function->max_arguments)
    {
      if (function->min_arguments == function->max_arguments)
        complain (self, MOK_EXPR_ERROR_ARITY, call->offset,
                  g_strdup_printf (
                      g_dngettext (GETTEXT_PACKAGE, "%1$s( ) takes %2$u value in its parentheses, not %3$u.",
                                   "%1$s( ) takes %2$u values in its parentheses, not %3$u.", function->min_arguments),
                      function->name, function->min_arguments, n));
      else if (n < function->min_arguments)
        complain (self, MOK_EXPR_ERROR_ARITY, call->offset,
                  g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                "%1$s( ) takes at least %2$u value in its parentheses, not %3$u.",
                                                "%1$s( ) takes at least %2$u values in its parentheses, not %3$u.",
                                                function->min_arguments),
                                   function->name, function->min_arguments, n));
      else
        complain (self, MOK_EXPR_ERROR_ARITY, call->offset,
                  g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                "%1$s( ) takes at most %2$u value in its parentheses, not %3$u.",
                                                "%1$s( ) takes at most %2$u values in its parentheses, not %3$u.",
                                                function->max_arguments),
                                   function->name, function->max_arguments, n));
      return;
    }
  if (strcmp (function->name, "weighted-checklist") == 0 && n % 2 != 0)
    complain (self, MOK_EXPR_ERROR_ARITY, call->offset,
              g_strdup (_ ("weighted-checklist( ) takes two limits, then pairs of a value and its weight.")));
  else if (function->special == MOK_SPECIAL_CHOICE_NAME)
    check_choice_name (self, call);
  else if (function->special == MOK_SPECIAL_REGEX)
    check_regex (self, call);
  else if (function->special == MOK_SPECIAL_RANDOM)
    self->random = TRUE;
}

static void
complain_about_function (Parser *self, const char *name, gsize offset)
{
  const char *suggestion = mok_function_suggest (name);
  char *message;

  if (mok_function_is_known_elsewhere (name))
    message = g_strdup_printf (_ ("The function %s( ) of other programs cannot be used here."), name);
  else if (suggestion != NULL)
    message = g_strdup_printf (_ ("There is no function called “%1$s”. Did you mean %2$s( )?"), name, suggestion);
  else
    message = g_strdup_printf (_ ("There is no function called “%s”."), name);
  complain (self, MOK_EXPR_ERROR_UNKNOWN_FUNCTION, offset, message);
}

static MokNode *
parse_call (Parser *self)
{
  g_autoptr (MokNode) call = mok_node_new (MOK_NODE_CALL, self->token.offset);
  g_autofree char *name = g_steal_pointer (&self->token.text);

  advance (self);
  if (self->token.kind == MOK_TOKEN_ERROR)
    return complain_about_token (self, WANTED_OPERATOR);
  if (self->token.kind != MOK_TOKEN_OPEN)
    {
      complain (
          self, MOK_EXPR_ERROR_SYNTAX, call->offset,
          g_strdup_printf (_ ("“%1$s” has no meaning here. Write a variable as ${%1$s} and text as '%1$s'."), name));
      return NULL;
    }
  call->function = mok_function_find (name);
  if (call->function == NULL)
    complain_about_function (self, name, call->offset);
  if (!enter (self, call->offset))
    return NULL;

  advance (self);
  while (self->token.kind != MOK_TOKEN_CLOSE)
    {
      MokNode *argument = parse_level (self, 0);

      if (argument == NULL)
        return NULL;
      g_ptr_array_add (call->operands, argument);
      if (self->token.kind == MOK_TOKEN_CLOSE)
        break;
      if (self->token.kind != MOK_TOKEN_COMMA)
        return complain_about_token (self, WANTED_COMMA);
      advance (self);
      if (self->token.kind == MOK_TOKEN_CLOSE)
        return complain_about_token (self, WANTED_VALUE);
    }
  self->nesting--;
  advance (self);
  if (call->function != NULL)
    check_call (self, call);
  return g_steal_pointer (&call);
}

static MokNode *
parse_primary (Parser *self)
{
  g_autoptr (MokNode) node = NULL;

  switch (self->token.kind)
    {
    case MOK_TOKEN_NUMBER:
      node = mok_node_new (MOK_NODE_NUMBER, self->token.offset);
      node->number = self->token.number;
      break;
    case MOK_TOKEN_STRING:
      node = mok_node_new (MOK_NODE_STRING, self->token.offset);
      node->string = g_steal_pointer (&self->token.text);
      break;
    case MOK_TOKEN_CURRENT:
      node = mok_node_new (MOK_NODE_CURRENT, self->token.offset);
      break;
    case MOK_TOKEN_VARIABLE:
      return parse_variable (self);
    case MOK_TOKEN_OPEN:
      return parse_parentheses (self);
    case MOK_TOKEN_NAME:
      if (!self->token.may_be_operator)
        return parse_call (self);
      return complain_about_token (self, WANTED_VALUE);
    case MOK_TOKEN_END:
    case MOK_TOKEN_CLOSE:
    case MOK_TOKEN_COMMA:
    case MOK_TOKEN_OPERATOR:
    case MOK_TOKEN_ERROR:
    default:
      return complain_about_token (self, WANTED_VALUE);
    }
  advance (self);
  return g_steal_pointer (&node);
}

static MokNode *
parse_unary (Parser *self)
{
  const gsize offset = self->token.offset;
  guint n_signs = 0;
  MokNode *operand;

  for (; self->token.kind == MOK_TOKEN_OPERATOR && self->token.operation == MOK_OPERATOR_MINUS; n_signs++)
    advance (self);
  operand = parse_primary (self);
  if (n_signs == 0 || operand == NULL)
    return operand;

  MokNode *negation = mok_node_new (MOK_NODE_NEGATE, offset);

  negation->number = n_signs % 2;
  g_ptr_array_add (negation->operands, operand);
  return negation;
}

static gboolean
at_operator (Parser *self, guint level)
{
  return (self->token.kind == MOK_TOKEN_OPERATOR || self->token.may_be_operator)
         && LEVELS[self->token.operation] == level;
}

static MokNode *
parse_level (Parser *self, guint level)
{
  if (level == UNARY_LEVEL)
    return parse_unary (self);

  g_autoptr (MokNode) first = parse_level (self, level + 1);

  if (first == NULL || !at_operator (self, level))
    return g_steal_pointer (&first);

  g_autoptr (MokNode) chain = mok_node_new (MOK_NODE_CHAIN, self->token.offset);

  g_ptr_array_add (chain->operands, g_steal_pointer (&first));
  while (at_operator (self, level))
    {
      const MokOperator operation = self->token.operation;
      MokNode *operand;

      advance (self);
      operand = parse_level (self, level + 1);
      if (operand == NULL)
        return NULL;
      g_array_append_val (chain->operators, operation);
      g_ptr_array_add (chain->operands, operand);
    }
  return g_steal_pointer (&chain);
}

/**
 * mok_parser_parse:
 * @variables: (element-type guint): gets the variables used, each once, in order of their first use
 * @random: (out): whether random() occurs
 *
 * Returns: (transfer full) (nullable): the tree, or %NULL if @problems got an error
 */
MokNode *
mok_parser_parse (const char *source,
                  MokExprResolve resolve,
                  gpointer data,
                  GArray *problems,
                  GArray *variables,
                  gboolean *random)
{
  Parser self = { .lexer = { source, 0 }, .resolve = resolve, .data = data, .problems = problems };
  g_autoptr (MokNode) root = NULL;
  const char *end;

  self.variables = variables;
  if (strlen (source) > MOK_EXPR_MAX_SOURCE)
    {
      complain (&self, MOK_EXPR_ERROR_TOO_LARGE, MOK_EXPR_MAX_SOURCE,
                g_strdup_printf (_ ("The expression is longer than %d bytes."), MOK_EXPR_MAX_SOURCE));
      return NULL;
    }
  if (!g_utf8_validate (source, -1, &end))
    {
      complain (&self, MOK_EXPR_ERROR_SYNTAX, (gsize) (end - source), g_strdup (_ ("The text is not valid UTF-8.")));
      return NULL;
    }

  mok_lexer_next (&self.lexer, &self.token);
  root = parse_level (&self, 0);
  if (root != NULL && self.token.kind != MOK_TOKEN_END)
    complain_about_token (&self, WANTED_OPERATOR);
  mok_token_clear (&self.token);
  *random = self.random;
  return self.failed ? NULL : g_steal_pointer (&root);
}
