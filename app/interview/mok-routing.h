/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Skip logic: which questions the answers given so far call for. */

#include <glib.h>

#include "base/mok-random.h"
#include "interview/mok-answer.h"
#include "questionnaire/mok-value.h"

G_BEGIN_DECLS

typedef struct _MokRouting MokRouting;

#define MOK_ROUTING_KEY_SIZE 32

/* What random numbers of one interview are for: each use has its own. */
typedef enum
{
  MOK_ROUTING_CONDITION,
  MOK_ROUTING_FORMULA,
  MOK_ROUTING_CONSTRAINT,
  MOK_ROUTING_WORDING,
  MOK_ROUTING_ORDER,
} MokRoutingPurpose;

MokRandom *mok_routing_derive_random (const guint8 *key, MokRoutingPurpose purpose, guint index);

MokRouting *mok_routing_new (MokAnswers *answers, const guint8 *key, double now);
void mok_routing_free (MokRouting *self);
void mok_routing_set_language (MokRouting *self, const char *language);
void mok_routing_reset (MokRouting *self, const guint8 *key);
void mok_routing_changed (MokRouting *self, guint question);

gboolean mok_routing_is_relevant (const MokRouting *self, guint question);
void mok_routing_get_value (const MokRouting *self, guint question, MokValue *value);
gboolean mok_routing_check (const MokRouting *self, GError **error);
gboolean mok_routing_evaluate_constraint (const MokRouting *self, guint question, gboolean *holds, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokRouting, mok_routing_free)

G_END_DECLS
