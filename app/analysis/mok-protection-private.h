/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* How a protection is prepared for judging answers: words of the form and of the law table have become numbers. */

#include "analysis/mok-outcome.h"
#include "questionnaire/mok-law.h"

G_BEGIN_DECLS

/* How the answers are judged: the words of the column `bind::mok:rule`. */
typedef enum
{
  MOK_JUDGE_EXP,
  MOK_JUDGE_KEPT,
  MOK_JUDGE_DUTY_NEVER,
  MOK_JUDGE_DUTY_NIGHT,
  MOK_JUDGE_HARASS,
  MOK_JUDGE_ADVERSE,
  MOK_N_JUDGES,
} MokJudge;

/* The other questions that a protection may look at. */
typedef enum
{
  MOK_ASIDE_SIZE,   /* preg_size */
  MOK_ASIDE_PERIOD, /* preg_period */
  MOK_ASIDE_NIGHT,  /* preg_nightask */
  MOK_ASIDE_CARE,   /* care_3y */
  MOK_ASIDE_HARASS, /* harass */
  MOK_N_ASIDES,
} MokAside;

/* Is it guaranteed by law at that workplace to that person? */
typedef enum
{
  MOK_COVERAGE_EXEMPT, /* not, because of the size of the workplace */
  MOK_COVERAGE_GUARANTEED,
  MOK_COVERAGE_OUTSIDE, /* not, for another reason */
  MOK_COVERAGE_UNKNOWN,
  MOK_COVERAGE_CHANGED, /* unknown: one version of the law says this, another that */
} MokCoverage;

/* What decides coverage in one version of the law or in several that agree. */
typedef struct
{
  MokLawScope scope;
  guint conditions; /* MokLawConditions */
  guint doubtful;   /* MokLawConditions */
} MokLawRule;

/* The different rules in force over a stretch of time. */
typedef struct
{
  MokLawRule *rules; /* (owned) (array length=n_rules) */
  guint n_rules;
  gboolean known; /* %FALSE: there are days of which the table knows nothing */
} MokLawSpan;

/* 0: all of the period; otherwise the code of preg_period. */
#define MOK_N_LAW_SPANS 4

struct _MokProtection
{
  MokQuestionnaire *questionnaire;                /* (owned) */
  const MokQuestion *variables[1 + MOK_N_ASIDES]; /* the questionnaire owns them */
  guint n_variables;
  guint places[MOK_N_ASIDES]; /* of each aside among the variables; 0 = it is not looked at */
  MokJudge judge;
  const MokLaw *law; /* the version to show; the law table owns it */
  MokLawSpan spans[MOK_N_LAW_SPANS];
};

void mok_law_span_init (MokLawSpan *self, const char *key, guint from, guint to);
void mok_law_span_clear (MokLawSpan *self);
gboolean mok_law_span_equal (const MokLawSpan *self, const MokLawSpan *other);
MokSize5 mok_protection_get_size5 (const MokProtection *self, const MokLawFacts *facts, const MokLawCode *answers);
MokCoverage
mok_protection_get_coverage (const MokProtection *self, const MokLawFacts *facts, const MokLawCode *answers);

static inline MokLawCode
mok_protection_get_aside (const MokProtection *self, MokAside aside, const MokLawCode *answers)
{
  return self->places[aside] != 0 ? answers[self->places[aside]] : MOK_LAW_CODE_NOT_ASKED;
}

G_END_DECLS
