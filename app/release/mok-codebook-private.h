/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The variables that are tabulated, and what is counted of each. */

#include <glib.h>

#include "analysis/mok-outcome.h"
#include "analysis/mok-table.h"
#include "questionnaire/mok-questionnaire.h"

G_BEGIN_DECLS

#define MOK_CODEBOOK_DIGEST_SIZE 32

/* Names of what is derived. No question of a form can have a colon in its name. */
#define MOK_SIZE5_NAME "size5"
#define MOK_OUTCOME_PREFIX "outcome:"

/* An answer that is in no released level. */
#define MOK_LEVEL_NONE 0xff

/* No number is released in more bands than this where the form names none. */
#define MOK_VARIABLE_MAX_DERIVED_BANDS 16

/* What is counted of a variable of which each respondent has one value: not asked, blank, and each answer. */
enum
{
  MOK_SLOT_NOT_ASKED = 0,
  MOK_SLOT_BLANK = 1,
  MOK_SLOT_FIRST_ANSWER = 2,
};

/* … and of a multiple choice: respondents by their state, then how many have each choice. */
enum
{
  MOK_SLOT_SUBSTANTIVE = 2,
  MOK_SLOT_NOT_SURE = 3,
  MOK_SLOT_REFUSED = 4,
  MOK_SLOT_FIRST_CHOICE = 5,
};

/* The states of a multiple choice are a partition of the respondents, like the slots of a single one. */
#define MOK_N_STATES MOK_SLOT_FIRST_CHOICE

/* … and of the outcome of a protection: those whom the question does not reach, then the classes. */
enum
{
  MOK_SLOT_FIRST_OUTCOME = 1,
};

/* What is told of an outcome beside its class: details, of which the first two are of those denied only; then of each
 * class how many there are whose size or employer is in doubt (MokLawFacts: size_boundary, agency).
 */
enum
{
  MOK_OUTCOME_MARK_REFUSED,
  MOK_OUTCOME_MARK_PARTIAL,
  MOK_OUTCOME_MARK_SEQUENCE_ONLY,
  MOK_OUTCOME_MARK_PRESSURE,
  MOK_OUTCOME_MARK_NO_REMEDY,
  MOK_OUTCOME_MARK_LAW_CHANGED,
  MOK_N_OUTCOME_DETAILS,
  MOK_OUTCOME_MARK_FLAGGED = MOK_N_OUTCOME_DETAILS,
  MOK_N_OUTCOME_MARKS = MOK_OUTCOME_MARK_FLAGGED + MOK_N_OUTCOMES,
};

typedef enum
{
  MOK_VARIABLE_QUESTION,
  MOK_VARIABLE_SIZE5,           /* fewer than five, or five and more: from two backgrounds or law facts */
  MOK_VARIABLE_OUTCOME,         /* of a protection */
  MOK_VARIABLE_OUTCOME_BY_SIZE, /* of a protection that is about another time: by the size of the workplace then */
} MokVariableKind;

typedef struct
{
  MokVariableKind kind;
  const MokQuestion *question; /* asked, or standing for what is derived */
  guint asked;                 /* outcomes: variable of the question that it is the outcome of */
  gboolean is_multiple;
  gboolean is_number;                               /* integer, decimal, range or date: counted in bands */
  gboolean needs_edges;                             /* a number for which the form names no bands */
  guint n_edges;                                    /* needs_edges: one more than bands; 0 where nobody gave a number */
  double edges[MOK_VARIABLE_MAX_DERIVED_BANDS + 1]; /* band k: above edges[k] up to edges[k + 1] */
  guint n_states;                                   /* slots that are a partition of the respondents … */
  guint n_marks;     /* … and slots behind them that are not: choices of a multiple choice */
  guint n_answers;   /* choices, bands or released levels; no states before the first */
  GPtrArray *labels; /* (owned) (element-type MokText): of each answer */
  GPtrArray *codes;  /* (owned) (element-type utf8): of each answer */
  guint8 kinds[256]; /* MokChoiceKind of each answer */
} MokVariable;

/* One protection of the codebook. */
typedef struct
{
  guint asked; /* variable of the question */
  gboolean binds_all;
  guint details;    /* bits: MOK_OUTCOME_MARK_… that tell more than the classes */
  guint outcome;    /* variable */
  int by_size;      /* variable, or -1: the size is that of today */
  MokText *title;   /* (owned) */
  MokText *article; /* (owned) */
} MokCodebookProtection;

typedef struct
{
  gatomicrefcount refs;
  MokQuestionnaire *questionnaire; /* (owned) */
  guint n_questions;               /* the first variables are questions, in the order of the form */
  guint n_variables;
  MokVariable *variables; /* (owned) */
  guint n_backgrounds;
  guint *backgrounds;     /* (owned): numbers of the variables that results can be broken down by */
  int size5;              /* variable, or -1 */
  GPtrArray *protections; /* (owned) (element-type MokCodebookProtection) */
  GPtrArray *derived;     /* (owned) (element-type MokQuestion): what stands for derived variables */
} MokCodebook;

MokCodebook *mok_codebook_new (MokQuestionnaire *questionnaire);
MokCodebook *mok_codebook_ref (MokCodebook *self);
void mok_codebook_unref (MokCodebook *self);
void mok_codebook_add_protection (MokCodebook *self,
                                  guint asked,
                                  gboolean at_that_time,
                                  gboolean binds_all,
                                  guint details,
                                  MokText *title,
                                  MokText *article);
int mok_codebook_find (const MokCodebook *self, const char *name);
int mok_codebook_get_background (const MokCodebook *self, guint variable);
gboolean mok_codebook_has_block (const MokCodebook *self, guint variable, guint background);
gboolean mok_codebook_is_replaced (const MokCodebook *self, guint variable);
void mok_codebook_get_digest (const MokCodebook *self, guint8 *digest);
void mok_codebook_derive_edges (MokCodebook *self, guint variable, double lowest, double highest);
gboolean mok_codebook_set_edges (MokCodebook *self, guint variable, const double *edges, guint n_edges);
gboolean
mok_codebook_coarsen (MokCodebook *self, guint variable, const guint8 *level_of, guint n_levels, gboolean none);

guint mok_variable_get_n_slots (const MokVariable *self);
guint mok_variable_get_band (const MokVariable *self, double value);
MokChoiceKind mok_variable_get_kind (const MokVariable *self, guint answer);
gboolean mok_variable_is_substantive (const MokVariable *self, guint answer);
const char *mok_variable_get_code (const MokVariable *self, guint answer);

guint mok_bands_derive (MokQuestionKind kind, double lowest, double highest, double *edges);
gboolean mok_bands_check (const double *edges, guint n_edges);
char *mok_bands_dup_label (MokQuestionKind kind, double low, double high, const char *language);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokCodebook, mok_codebook_unref)

G_END_DECLS
