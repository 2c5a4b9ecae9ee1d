/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* One question of a questionnaire: what is asked, of whom, and what may be answered. Immutable once loaded. */

#include <glib.h>

#include "base/mok-text.h"
#include "questionnaire/mok-choice.h"
#include "questionnaire/mok-expr.h"

G_BEGIN_DECLS

typedef enum
{
  MOK_QUESTION_SINGLE,
  MOK_QUESTION_MULTIPLE,
  MOK_QUESTION_INTEGER,
  MOK_QUESTION_DECIMAL,
  MOK_QUESTION_RANGE,
  MOK_QUESTION_DATE,
  MOK_QUESTION_TEXT,
  MOK_QUESTION_RANK,
  MOK_QUESTION_NOTE,
  MOK_QUESTION_ACKNOWLEDGE,
  MOK_QUESTION_CALCULATE,
} MokQuestionKind;

typedef enum
{
  MOK_ROLE_QUESTION,
  MOK_ROLE_SCREENER,
  MOK_ROLE_BACKGROUND,
  MOK_ROLE_LAW_FACT,
  MOK_ROLE_PROTECTION,
  MOK_ROLE_SENSITIVE,
  MOK_ROLE_FREE_TEXT,
} MokRole;

typedef struct _MokGroup MokGroup;
typedef struct _MokMatrix MokMatrix;

/**
 * MokGroup:
 *
 * A group of questions. A group at the top level is a module of the questionnaire.
 */
struct _MokGroup
{
  guint index;              /* in the questionnaire's list of groups */
  char *name;               /* (owned) */
  MokText *label;           /* (owned) (nullable) */
  MokGroup *parent;         /* (nullable): the group around it */
  MokExpr *relevant;        /* (owned) (nullable) */
  gboolean asks_for_matrix; /* the form wants its questions in one table */
  MokMatrix *matrix;        /* (owned) (nullable): if they can stand in one: mok-matrix.h */
  guint line;
};

typedef struct
{
  guint index; /* in the questionnaire's list of questions */
  char *name;  /* (owned): the variable */
  MokQuestionKind kind;
  MokRole role;
  MokGroup *group; /* (nullable): the innermost group around it */

  MokText *label;              /* (owned) */
  MokText *alternate_label;    /* (owned) (nullable): the wording that half of the respondents see instead */
  MokText *hint;               /* (owned) (nullable) */
  MokText *guidance;           /* (owned) (nullable) */
  MokText *short_title;        /* (owned) (nullable): for charts and lists */
  MokText *constraint_message; /* (owned) (nullable) */

  MokChoiceList *choices; /* (nullable): single, multiple, rank; owned by the questionnaire */
  gboolean randomize;     /* choices that are not exclusive, missing or "other" (97) appear in random order */
  guint max_selected;     /* multiple: the largest number that `constraint` admits; 0 = no limit */
  guint max_length;       /* text: characters; always > 0 for text (default 500) */
  double minimum; /* integer, decimal, range: bounds that `constraint` or the range states; -inf, +inf if none */
  double maximum;
  double step; /* range */

  MokExpr *relevant;   /* (owned) (nullable): asked only if true */
  MokExpr *constraint; /* (owned) (nullable): `.` is the answer */
  MokExpr *calculate;  /* (owned) (nullable) */

  gboolean required;  /* screener only: there is no next page without an answer */
  gboolean sensitive; /* of role sensitive, or a protection that is sensitive besides: no breakdown behind it */
  gboolean ordered;   /* background: its levels have an order */
  gboolean likert;    /* appearance "likert": a two-sided scale */
  gboolean multiline;
  double *bands; /* (owned) (nullable) (array length=n_bands): upper ends, ascending; the last band is open */
  guint n_bands;
  char *period;  /* (owned) (nullable): "12m", "3y", "now"… */
  char *rule;    /* (owned) (nullable): how a protection is judged */
  char *law;     /* (owned) (nullable): key into the law table */
  char *release; /* (owned) (nullable): "total-30", "not-by:occ,region" */
  guint line;
} MokQuestion;

MokGroup *mok_group_new (const char *name);
void mok_group_free (MokGroup *self);
MokQuestion *mok_question_new (const char *name, MokQuestionKind kind);
void mok_question_free (MokQuestion *self);
gboolean mok_question_is_stored (const MokQuestion *self);
gboolean mok_question_is_numbered (const MokQuestion *self);
gboolean mok_question_is_asked (const MokQuestion *self);
gboolean mok_question_is_substantive (const MokQuestion *self);
guint mok_question_get_least_total (const MokQuestion *self);
gboolean mok_question_is_released_by (const MokQuestion *self, const char *background);
guint mok_question_get_n_bands (const MokQuestion *self);
guint mok_question_get_band (const MokQuestion *self, double value);
char *mok_question_dup_band_label (const MokQuestion *self, guint band, const char *language);
const char *mok_question_get_title (const MokQuestion *self, const char *language);
char *mok_question_dup_period_caption (const MokQuestion *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokGroup, mok_group_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokQuestion, mok_question_free)

G_END_DECLS
