/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What would be counted if every answer was replaced: shares of an urn on one side, sums over groups on the other. */

#include "release/mok-dummy-private.h"
#include "release/mok-tally-private.h"

G_BEGIN_DECLS

/* An outcome among those of one structure of urns. */
typedef struct
{
  guint protection;
  guint block;
  gsize offset;      /* in the slots of outcomes */
  gsize size_offset; /* by the size then; 0 where there is none */
  guint32 *tuples;   /* (owned): of each row */
} MokExpectationOutcome;

/* The dummy distributions of one class and block. */
typedef struct
{
  MokDummy **questions; /* (owned): of each question of the structure */
  MokDummy **outcomes;  /* (owned): of each outcome */
} MokExpectationDummies;

/* All blocks that share their urns are gone through together. */
typedef struct
{
  MokTally *tally;
  const MokPlan *plan;
  MokJudge *judge;
  const MokRawTable *table;
  const MokUrns *urns;
  MokRow *row;
  guint n_questions;
  guint *questions; /* (owned): variables */
  guint *blocks;    /* (owned): of each question */
  gsize *offsets;   /* (owned): of each question, where its slots begin */
  gsize n_slots;    /* of questions */
  guint n_outcomes;
  MokExpectationOutcome *outcomes; /* (owned) */
  gsize n_outcome_slots;
  MokExpectationDummies *dummies; /* (owned): of each class */
  double *shares;                 /* (owned): u of each slot of a question */
  double **outcome_shares;        /* (owned): of each different person, u of each slot of an outcome */
  guint32 **weights;              /* of each outcome: how many members have each tuple */
  GArray **seen;                  /* of each outcome: tuples that some member has */
} MokExpectation;

typedef struct _MokExpectationSums MokExpectationSums;

gsize mok_expectation_pad (gsize n);
MokExpectationSums *mok_expectation_sums_new (const MokExpectation *expectation);
void mok_expectation_sums_free (MokExpectationSums *self);
const guint *mok_expectation_sums_begin (MokExpectationSums *self, const MokUrn *urn, guint *n_facts);
void mok_expectation_sums_add (MokExpectationSums *self);
void mok_expectation_sums_finish (MokExpectationSums *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokExpectationSums, mok_expectation_sums_free)

G_END_DECLS
