/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The variables that are tabulated, and what is counted of each. */

#include <glib.h>

#include "analysis/mok-table.h"
#include "questionnaire/mok-questionnaire.h"

G_BEGIN_DECLS

#define MOK_CODEBOOK_DIGEST_SIZE 32

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

typedef struct
{
  const MokQuestion *question;
  gboolean is_multiple;
  gboolean is_number;                               /* integer, decimal, range or date: counted in bands */
  gboolean needs_edges;                             /* a number for which the form names no bands */
  guint n_edges;                                    /* needs_edges: one more than bands; 0 where nobody gave a number */
  double edges[MOK_VARIABLE_MAX_DERIVED_BANDS + 1]; /* band k: above edges[k] up to edges[k + 1] */
  guint n_answers;                                  /* choices or bands */
  GPtrArray *labels;                                /* (owned) (element-type MokText): of each answer */
} MokVariable;

typedef struct
{
  gatomicrefcount refs;
  MokQuestionnaire *questionnaire; /* (owned) */
  guint n_variables;
  MokVariable *variables; /* (owned): every substantive question, in the order of the form */
  guint n_backgrounds;
  guint *backgrounds; /* (owned): numbers of the variables that results can be broken down by */
} MokCodebook;

MokCodebook *mok_codebook_new (MokQuestionnaire *questionnaire);
MokCodebook *mok_codebook_ref (MokCodebook *self);
void mok_codebook_unref (MokCodebook *self);
int mok_codebook_find (const MokCodebook *self, const char *name);
int mok_codebook_get_background (const MokCodebook *self, guint variable);
void mok_codebook_get_digest (const MokCodebook *self, guint8 *digest);
void mok_codebook_derive_edges (MokCodebook *self, guint variable, double lowest, double highest);
gboolean mok_codebook_set_edges (MokCodebook *self, guint variable, const double *edges, guint n_edges);

guint mok_variable_get_n_slots (const MokVariable *self);
guint mok_variable_get_n_states (const MokVariable *self);
guint mok_variable_get_band (const MokVariable *self, double value);
MokChoiceKind mok_variable_get_kind (const MokVariable *self, guint answer);
gboolean mok_variable_is_substantive (const MokVariable *self, guint answer);
char *mok_variable_dup_code (const MokVariable *self, guint answer);

guint mok_bands_derive (MokQuestionKind kind, double lowest, double highest, double *edges);
gboolean mok_bands_check (const double *edges, guint n_edges);
char *mok_bands_dup_label (MokQuestionKind kind, double low, double high, const char *language);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokCodebook, mok_codebook_unref)

G_END_DECLS
