/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* One choice of a list, and the list. Immutable once the questionnaire is loaded. */

#include <glib.h>

#include "base/mok-text.h"

G_BEGIN_DECLS

/**
 * MokChoiceKind:
 * @MOK_CHOICE_NOT_SURE: "not sure", one of the four kinds of missing
 * @MOK_CHOICE_REFUSED: "prefer not to answer", another of them
 * @MOK_CHOICE_NOT_APPLICABLE: "did not apply": a substantive answer
 * @MOK_CHOICE_EXCLUSIVE: in a multiple choice, never together with another one; not-sure and refused always are
 * @MOK_CHOICE_ENDS: of a screener: choosing it ends the interview, and nothing is stored
 *
 * What a choice means besides its wording, from the column `mok_kind`. Codes such as 98 mean nothing by themselves.
 */
typedef enum
{
  MOK_CHOICE_ORDINARY = 0,
  MOK_CHOICE_NOT_SURE = 1 << 0,
  MOK_CHOICE_REFUSED = 1 << 1,
  MOK_CHOICE_NOT_APPLICABLE = 1 << 2,
  MOK_CHOICE_EXCLUSIVE = 1 << 3,
  MOK_CHOICE_ENDS = 1 << 4,
} MokChoiceKind;

typedef struct
{
  char *code;         /* (owned): the value of the choice, a string without blanks */
  MokText *label;     /* (owned) */
  MokChoiceKind kind; /* not-sure and refused carry MOK_CHOICE_EXCLUSIVE too */
  guint line;         /* where the form says so, 1-based */
} MokChoice;

typedef struct
{
  char *name;         /* (owned) */
  GPtrArray *choices; /* (owned) (element-type MokChoice): at most 250, in the order of the form */
} MokChoiceList;

MokChoice *mok_choice_new (const char *code);
void mok_choice_free (MokChoice *self);
gboolean mok_choice_is_missing (const MokChoice *self);

MokChoiceList *mok_choice_list_new (const char *name);
void mok_choice_list_free (MokChoiceList *self);
MokChoice *mok_choice_list_get (const MokChoiceList *self, guint index);
int mok_choice_list_find (const MokChoiceList *self, const char *code);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokChoice, mok_choice_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokChoiceList, mok_choice_list_free)

G_END_DECLS
