/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What an attacker computes who knows the algorithm: exact chances of true answers, given replaced ones. */

#include "release/mok-plan-private.h"

G_BEGIN_DECLS

#define MODEL_MAX_SLOTS 8

/* One question that is asked of everybody, as it was replaced. */
typedef struct
{
  const MokUrns *urns;
  const guint8 *noisy; /* slot of each respondent */
  guint n_slots;
  double dummy[MODEL_MAX_SLOTS]; /* what a slip gives */
  double rate;
  double lambda;
} Model;

/* Everybody in one urn, and a yes-or-no question: only how many said what matters. */
typedef struct
{
  guint n;     /* respondents */
  guint n_yes; /* noisy answers of those who are not colluders */
  guint n_no;
  guint known[2][2]; /* colluders: [true yes][noisy yes] */
  double prior;      /* that somebody says yes */
  double rate;
  double lambda;
} ModelUrn;

void
model_init (Model *self, const MokPlan *plan, guint block, const guint8 *noisy, guint n_slots, guint n_substantive);
double model_get_log_likelihood (const Model *self, const guint8 *truth);
void model_get_prior (const Model *self, double *prior);
void model_get_posterior (const Model *self,
                          const guint8 *truth,
                          const guint *unknown,
                          guint n_unknown,
                          const double *prior,
                          double *posterior);
double model_urn_get_posterior (const ModelUrn *self, double *yes_if_yes, double *yes_if_no);
double model_get_share (double noisy_share, double dummy, double rate, double lambda, double n_others);

G_END_DECLS
