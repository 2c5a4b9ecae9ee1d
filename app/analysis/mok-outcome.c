/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a person received, and the class that this and coverage make together. Pure: the same answers, the same class,
 * in any thread. Must not know how many people gave which answer.
 */

#include "config.h"

#include "analysis/mok-outcome.h"

#include <glib/gi18n-lib.h>

#include "analysis/mok-protection-private.h"

typedef enum
{
  RECEIVED_NOT_APPLICABLE,
  RECEIVED_YES,
  RECEIVED_IN_PART,
  RECEIVED_NO,
  RECEIVED_NOT_ASKED_FOR,
  RECEIVED_UNKNOWN,
} Received;

/* Codes of the multiple choice of rule `adverse`. */
#define ADVERSE_PRESSURE (MOK_LAW_BIT (1) | MOK_LAW_BIT (4) | MOK_LAW_BIT (7))
#define ADVERSE_DISMISSED_IN_LEAVE MOK_LAW_BIT (2)
#define ADVERSE_AFTERWARDS (MOK_LAW_BIT (3) | MOK_LAW_BIT (5) | MOK_LAW_BIT (6))
#define ADVERSE_NOTHING_BAD (MOK_LAW_BIT (8) | MOK_LAW_BIT (9))
#define ADVERSE_NO_SITUATION MOK_LAW_BIT (10)

/* A leave or a right that has to be asked for. */
static Received
judge_exp (MokLawCode answer)
{
  static const Received received[] = { RECEIVED_UNKNOWN,       RECEIVED_YES,
                                       RECEIVED_IN_PART,       RECEIVED_NO,
                                       RECEIVED_NOT_ASKED_FOR, RECEIVED_NOT_APPLICABLE,
                                       RECEIVED_NOT_APPLICABLE };

  return answer >= 0 && answer < (MokLawCode) G_N_ELEMENTS (received) ? received[answer] : RECEIVED_UNKNOWN;
}

/* A duty that the employer has to keep all the time. */
static Received
judge_kept (MokLawCode answer)
{
  static const Received received[] = { RECEIVED_UNKNOWN, RECEIVED_YES,     RECEIVED_IN_PART,       RECEIVED_NO,
                                       RECEIVED_NO,      RECEIVED_UNKNOWN, RECEIVED_NOT_APPLICABLE };

  return answer >= 0 && answer < (MokLawCode) G_N_ELEMENTS (received) ? received[answer] : RECEIVED_UNKNOWN;
}

/* Work that must not be given at all. */
static Received
judge_duty_never (MokLawCode answer)
{
  if (answer >= 2 && answer <= 4)
    return RECEIVED_NO;
  return answer == 1 ? RECEIVED_YES : answer == 6 ? RECEIVED_NOT_APPLICABLE : RECEIVED_UNKNOWN;
}

/* Night work at the worker's own request may be lawful; respondents cannot know about the approval that it needs. */
static Received
judge_duty_night (MokLawCode answer, MokLawCode asked)
{
  if (answer >= 2 && answer <= 4)
    return asked == 2 || asked == 3 ? RECEIVED_NO : RECEIVED_UNKNOWN;
  return answer == 1 ? RECEIVED_YES : RECEIVED_UNKNOWN;
}

static Received
judge_harass (MokLawCode answer)
{
  if (answer == 2 || answer == 3)
    return RECEIVED_NO;
  return answer == 1 ? RECEIVED_YES : answer == 4 ? RECEIVED_NOT_ASKED_FOR : RECEIVED_UNKNOWN;
}

/* The question tells what came after the pregnancy or leave, never why. */
static Received
judge_adverse (MokLawCode answers, guint *flags)
{
  if (answers < 0)
    return RECEIVED_UNKNOWN;
  if ((answers & ADVERSE_DISMISSED_IN_LEAVE) != 0)
    return RECEIVED_NO;
  if ((answers & ADVERSE_AFTERWARDS) != 0)
    {
      *flags |= MOK_OUTCOME_SEQUENCE_ONLY;
      return RECEIVED_NO;
    }
  if ((answers & ADVERSE_PRESSURE) != 0)
    {
      *flags |= MOK_OUTCOME_PRESSURE;
      return RECEIVED_UNKNOWN;
    }
  if ((answers & ADVERSE_NOTHING_BAD) != 0)
    return RECEIVED_YES;
  return (answers & ADVERSE_NO_SITUATION) != 0 ? RECEIVED_NOT_APPLICABLE : RECEIVED_UNKNOWN;
}

static Received
judge (const MokProtection *self, const MokLawCode *answers, guint *flags)
{
  if (answers[0] == MOK_LAW_CODE_NOT_ASKED)
    return RECEIVED_NOT_APPLICABLE;
  switch (self->judge)
    {
    case MOK_JUDGE_EXP:
      return judge_exp (answers[0]);
    case MOK_JUDGE_KEPT:
      return judge_kept (answers[0]);
    case MOK_JUDGE_DUTY_NEVER:
      return judge_duty_never (answers[0]);
    case MOK_JUDGE_DUTY_NIGHT:
      return judge_duty_night (answers[0], mok_protection_get_aside (self, MOK_ASIDE_NIGHT, answers));
    case MOK_JUDGE_HARASS:
      return judge_harass (answers[0]);
    case MOK_JUDGE_ADVERSE:
      return judge_adverse (answers[0], flags);
    case MOK_N_JUDGES:
    default:
      g_return_val_if_reached (RECEIVED_UNKNOWN);
    }
}

static MokOutcome
class_of_guaranteed (Received received, guint *flags)
{
  switch (received)
    {
    case RECEIVED_YES:
      return MOK_OUTCOME_RECEIVED;
    case RECEIVED_NOT_ASKED_FOR:
      return MOK_OUTCOME_NOT_ASKED_FOR;
    case RECEIVED_IN_PART:
      *flags |= MOK_OUTCOME_PARTIAL;
      return MOK_OUTCOME_DENIED;
    case RECEIVED_NO:
    case RECEIVED_NOT_APPLICABLE:
    case RECEIVED_UNKNOWN:
    default:
      *flags |= MOK_OUTCOME_REFUSED;
      return MOK_OUTCOME_DENIED;
    }
}

static MokOutcome
class_of_exempt (Received received, guint *flags)
{
  switch (received)
    {
    case RECEIVED_YES:
      return MOK_OUTCOME_EXEMPT_RECEIVED;
    case RECEIVED_IN_PART:
      *flags |= MOK_OUTCOME_PARTIAL;
      return MOK_OUTCOME_EXEMPT_RECEIVED;
    case RECEIVED_NOT_ASKED_FOR:
      return MOK_OUTCOME_EXEMPT_NOT_RECEIVED;
    case RECEIVED_NO:
    case RECEIVED_NOT_APPLICABLE:
    case RECEIVED_UNKNOWN:
    default:
      *flags |= MOK_OUTCOME_REFUSED;
      return MOK_OUTCOME_EXEMPT_NOT_RECEIVED;
    }
}

/* Of what is known on both sides. */
static MokOutcome
classify (Received received, MokCoverage coverage, guint *flags)
{
  if (coverage == MOK_COVERAGE_OUTSIDE)
    return MOK_OUTCOME_NOT_APPLICABLE;
  if (received == RECEIVED_UNKNOWN)
    return MOK_OUTCOME_UNDETERMINED;
  switch (coverage)
    {
    case MOK_COVERAGE_GUARANTEED:
      return class_of_guaranteed (received, flags);
    case MOK_COVERAGE_EXEMPT:
      return class_of_exempt (received, flags);
    case MOK_COVERAGE_CHANGED:
      *flags |= MOK_OUTCOME_LAW_CHANGED;
      return MOK_OUTCOME_UNDETERMINED;
    case MOK_COVERAGE_UNKNOWN:
    case MOK_COVERAGE_OUTSIDE:
    default:
      return MOK_OUTCOME_UNDETERMINED;
    }
}

/**
 * mok_protection_classify:
 * @facts: the person, as the law sees them
 * @answers: (array): the codes of the answers to the variables of @self, in their order
 *
 * Sets what the law guarantees beside what was received. Called for millions of rows: no memory is taken and no string
 * is compared.
 *
 * Returns: the class, as reported by the respondent, and what is told beside it
 */
MokOutcomeResult
mok_protection_classify (const MokProtection *self, const MokLawFacts *facts, const MokLawCode *answers)
{
  MokOutcomeResult result = { MOK_OUTCOME_NOT_APPLICABLE, 0, mok_protection_get_size5 (self, facts, answers) };
  guint flags = 0;
  const Received received = judge (self, answers, &flags);

  /* Other service rules, not these laws, bind those who are not employees. */
  if (facts->employee == MOK_TRUTH_NO || received == RECEIVED_NOT_APPLICABLE)
    return result;
  result.outcome = classify (received, mok_protection_get_coverage (self, facts, answers), &flags);
  switch (result.outcome)
    {
    case MOK_OUTCOME_NOT_APPLICABLE:
      return result;
    case MOK_OUTCOME_UNDETERMINED:
      flags &= MOK_OUTCOME_PRESSURE | MOK_OUTCOME_LAW_CHANGED;
      break;
    case MOK_OUTCOME_DENIED:
      if (self->judge == MOK_JUDGE_ADVERSE && result.size5 == MOK_SIZE5_UNDER)
        flags |= MOK_OUTCOME_NO_REMEDY;
      break;
    case MOK_OUTCOME_RECEIVED:
    case MOK_OUTCOME_NOT_ASKED_FOR:
    case MOK_OUTCOME_EXEMPT_RECEIVED:
    case MOK_OUTCOME_EXEMPT_NOT_RECEIVED:
    case MOK_N_OUTCOMES:
    default:
      break;
    }
  result.flags = flags;
  return result;
}

/**
 * mok_outcome_get_code:
 *
 * Returns: the stable word for @outcome in files and on the command line
 */
const char *
mok_outcome_get_code (MokOutcome outcome)
{
  static const char *const codes[MOK_N_OUTCOMES] = {
    "not_applicable",      "guaranteed_received", "guaranteed_not_asked_for", "guaranteed_denied", "exempt_received",
    "exempt_not_received", "undetermined",
  };

  g_return_val_if_fail (outcome < MOK_N_OUTCOMES, NULL);

  return codes[outcome];
}

/**
 * mok_outcome_get_label:
 *
 * Returns: @outcome in plain words of the program's current language
 */
const char *
mok_outcome_get_label (MokOutcome outcome)
{
  static const char *const labels[MOK_N_OUTCOMES] = {
    N_ ("Does not apply"),
    N_ ("Guaranteed and received"),
    N_ ("Guaranteed, not asked for"),
    N_ ("Guaranteed, denied or only in part"),
    N_ ("Exempt, received anyway"),
    N_ ("Exempt, not received"),
    N_ ("Undetermined"),
  };

  g_return_val_if_fail (outcome < MOK_N_OUTCOMES, NULL);

  return _ (labels[outcome]);
}
