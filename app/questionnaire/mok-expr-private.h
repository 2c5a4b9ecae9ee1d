/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What the files of the expression language share: tokens, the tree, the table of functions. */

#include "questionnaire/mok-expr.h"

G_BEGIN_DECLS

/* Source longer or deeper than this is refused, so that neither time nor stack depends on a stranger's form. */
#define MOK_EXPR_MAX_SOURCE 4096
#define MOK_EXPR_MAX_NESTING 64
#define MOK_EXPR_MAX_PATTERN 512

typedef enum
{
  MOK_TOKEN_END,
  MOK_TOKEN_NUMBER,
  MOK_TOKEN_STRING,
  MOK_TOKEN_VARIABLE,
  MOK_TOKEN_CURRENT,
  MOK_TOKEN_NAME,
  MOK_TOKEN_OPEN,
  MOK_TOKEN_CLOSE,
  MOK_TOKEN_COMMA,
  MOK_TOKEN_OPERATOR,
  MOK_TOKEN_ERROR,
} MokTokenKind;

typedef enum
{
  MOK_OPERATOR_OR,
  MOK_OPERATOR_AND,
  MOK_OPERATOR_EQUAL,
  MOK_OPERATOR_UNEQUAL,
  MOK_OPERATOR_LESS,
  MOK_OPERATOR_LESS_EQUAL,
  MOK_OPERATOR_GREATER,
  MOK_OPERATOR_GREATER_EQUAL,
  MOK_OPERATOR_PLUS,
  MOK_OPERATOR_MINUS,
  MOK_OPERATOR_TIMES,
  MOK_OPERATOR_DIVIDE,
  MOK_OPERATOR_MODULO,
} MokOperator;

typedef struct
{
  MokTokenKind kind;
  gsize offset;             /* bytes from the start of the source */
  char *text;               /* (owned) (nullable): string, variable, name; the message of an error */
  double number;            /* number */
  MokOperator operation;    /* operator; also and, or, div, mod of a name */
  gboolean may_be_operator; /* name: and, or, div, mod */
} MokToken;

typedef struct
{
  const char *source;
  gsize position;
} MokLexer;

void mok_lexer_next (MokLexer *self, MokToken *token);
void mok_token_clear (MokToken *self);

typedef enum
{
  MOK_NODE_NUMBER,
  MOK_NODE_STRING,
  MOK_NODE_VARIABLE,
  MOK_NODE_CURRENT,
  MOK_NODE_CALL,
  MOK_NODE_NEGATE,
  MOK_NODE_CHAIN, /* a - b + c: operators of one precedence, evaluated from the left without recursion */
} MokNodeKind;

typedef struct _MokNode MokNode;
typedef struct _MokFunction MokFunction;

struct _MokNode
{
  MokNodeKind kind;
  gsize offset;
  double number;               /* number; 1 or 0 minus signs (odd or even) of a negation */
  char *string;                /* (owned) (nullable): string */
  guint variable;              /* variable; the variable of jr:choice-name() */
  const MokFunction *function; /* (nullable): call */
  GRegex *regex;               /* (owned) (nullable): regex() with a literal pattern */
  GPtrArray *operands;         /* (owned) (nullable) (element-type MokNode): call, negation, chain */
  GArray *operators;           /* (owned) (nullable) (element-type MokOperator): chain, one fewer than operands */
};

MokNode *mok_node_new (MokNodeKind kind, gsize offset);
void mok_node_free (MokNode *self);
MokNode *mok_node_get_operand (const MokNode *self, guint index);
MokOperator mok_node_get_operator (const MokNode *self, guint index);
MokOperator mok_operator_mirror (MokOperator operation);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokNode, mok_node_free)

typedef enum
{
  MOK_RETURNS_ANY,
  MOK_RETURNS_STRING,
  MOK_RETURNS_NUMBER,
  MOK_RETURNS_BOOLEAN,
  MOK_RETURNS_DATE,
} MokReturns;

/* Functions whose arguments are not simply all evaluated first. */
typedef enum
{
  MOK_SPECIAL_NONE,
  MOK_SPECIAL_IF,
  MOK_SPECIAL_COALESCE,
  MOK_SPECIAL_CHOICE_NAME,
  MOK_SPECIAL_REGEX,
  MOK_SPECIAL_RANDOM,
} MokSpecial;

/* @arguments may be changed in place: they are the call's own copies. */
typedef gboolean (*MokFunctionCall) (const MokExprContext *context,
                                     MokValue *arguments,
                                     guint n_arguments,
                                     MokValue *result,
                                     GError **error);

#define MOK_ARGUMENTS_ANY G_MAXUINT

struct _MokFunction
{
  const char *name;
  guint min_arguments;
  guint max_arguments; /* MOK_ARGUMENTS_ANY: no limit */
  MokReturns returns;
  MokFunctionCall call; /* NULL where special */
  MokSpecial special;
  guint truth_from; /* arguments from this one on … */
  guint truth_step; /* … every so many stand in a boolean position; 0 = none */
  guint truth_to;   /* … up to this one, exclusive */
};

const MokFunction *mok_function_find (const char *name);
gboolean mok_function_is_known_elsewhere (const char *name);
const char *mok_function_suggest (const char *name);
const char *mok_argument_string (MokValue *argument);

extern const MokFunction mok_functions_text[];
extern const MokFunction mok_functions_number[];
extern const MokFunction mok_functions_date[];

GRegex *mok_regex_new (const char *pattern, GError **error);

const MokNode *mok_expr_get_root (const MokExpr *self);

MokNode *mok_parser_parse (const char *source,
                           MokExprResolve resolve,
                           gpointer data,
                           GArray *problems,
                           GArray *variables,
                           gboolean *random);
void mok_expr_warn (const MokNode *root, GArray *problems);
void mok_expr_add_problem (GArray *problems, gboolean is_error, MokExprError code, gsize offset, char *message);
gboolean mok_node_evaluate (const MokNode *node, const MokExprContext *context, MokValue *value, GError **error);

G_END_DECLS
