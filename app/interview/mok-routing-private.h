/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What the files that make up MokRouting share. */

#include "interview/mok-routing.h"

G_BEGIN_DECLS

typedef struct
{
  const char *name;       /* for messages */
  const MokExpr *shown;   /* (nullable): the node's own `relevant` */
  const MokExpr *formula; /* (nullable): `calculate` */
  int parent;             /* the node of the group around it, or -1 */
  GArray *dependents;     /* (owned) (element-type guint): nodes that look at this one */
  gboolean relevant;
  gboolean dirty;
  gboolean circular; /* depends on itself: can never be evaluated */
  MokValue value;    /* of a calculation */
  char *failure;     /* (owned) (nullable): why it cannot be evaluated */
} MokRoutingNode;

struct _MokRouting
{
  MokAnswers *answers; /* (not owned) */
  MokQuestionnaire *questionnaire;
  double now;
  char *language; /* (owned): of the wordings that jr:choice-name() gives */
  guint8 key[MOK_ROUTING_KEY_SIZE];
  guint n_groups;
  guint n_nodes;
  MokRoutingNode *nodes; /* (owned): the groups, then the questions */
  guint *order;          /* (owned) (array length=n_ordered) */
  guint n_ordered;
};

G_END_DECLS
