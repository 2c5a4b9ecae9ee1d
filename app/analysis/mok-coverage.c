/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whether the law guarantees a protection to a person at the workplace of that time. Must not know what was received,
 * and never takes a guess: where the answers or the law leave it open, coverage is unknown.
 */

#include "config.h"

#include "analysis/mok-protection-private.h"

#include <string.h>

/* Codes of the questions of the built-in form. */
enum
{
  PLACE_SAME = 1,
  PLACE_UNDER_5 = 2,
  PLACE_5_OR_MORE = 3,
};

/**
 * mok_law_span_init:
 * @self: (out caller-allocates): the span
 * @key: of a protection in the law table
 * @from: the first day, as 20231122
 * @to: the last day, not before @from
 *
 * Gathers the rules of all versions that were in force on any of these days.
 */
void
mok_law_span_init (MokLawSpan *self, const char *key, guint from, guint to)
{
  GPtrArray *table = mok_law_get_table ();
  g_autoptr (GArray) rules = g_array_new (FALSE, TRUE, sizeof (MokLawRule));
  gboolean begun = FALSE;
  gboolean lasting = FALSE;

  for (guint i = 0; i < table->len; i++)
    {
      const MokLaw *law = g_ptr_array_index (table, i);
      const MokLawRule rule = { law->scope, law->conditions, law->doubtful };
      gboolean found = FALSE;

      if (strcmp (law->key, key) != 0 || law->from > to || (law->to != 0 && law->to < from))
        continue;
      /* The versions of one protection leave no day out between them. */
      begun |= law->from <= from;
      lasting |= law->to == 0 || law->to >= to;
      for (guint k = 0; k < rules->len && !found; k++)
        {
          const MokLawRule *other = &g_array_index (rules, MokLawRule, k);

          found =
              other->scope == rule.scope && other->conditions == rule.conditions && other->doubtful == rule.doubtful;
        }
      if (!found)
        g_array_append_val (rules, rule);
    }
  self->known = begun && lasting;
  self->n_rules = rules->len;
  self->rules = (MokLawRule *) (gpointer) g_array_free (g_steal_pointer (&rules), FALSE);
}

void
mok_law_span_clear (MokLawSpan *self)
{
  g_clear_pointer (&self->rules, g_free);
  self->n_rules = 0;
}

/**
 * mok_law_span_equal:
 *
 * Returns: whether coverage is the same in both for everybody
 */
gboolean
mok_law_span_equal (const MokLawSpan *self, const MokLawSpan *other)
{
  if (self->known != other->known || self->n_rules != other->n_rules)
    return FALSE;
  for (guint i = 0; i < self->n_rules; i++)
    {
      if (self->rules[i].scope != other->rules[i].scope || self->rules[i].conditions != other->rules[i].conditions
          || self->rules[i].doubtful != other->rules[i].doubtful)
        return FALSE;
    }
  return TRUE;
}

/* Whether the question is about the workplace of now. */
static gboolean
is_same_place (const MokProtection *self, const MokLawCode *answers)
{
  const MokLawCode place = mok_protection_get_aside (self, MOK_ASIDE_SIZE, answers);

  return place == PLACE_SAME || place == MOK_LAW_CODE_NOT_ASKED;
}

/**
 * mok_protection_get_size5:
 *
 * Returns: the size of the workplace at the time that the question is about. For a question on a pregnancy it is the
 *   size now where the workplace is the same, which is an approximation, and where nobody was asked
 */
MokSize5
mok_protection_get_size5 (const MokProtection *self, const MokLawFacts *facts, const MokLawCode *answers)
{
  if (is_same_place (self, answers))
    return (MokSize5) facts->size5;
  switch (mok_protection_get_aside (self, MOK_ASIDE_SIZE, answers))
    {
    case PLACE_UNDER_5:
      return MOK_SIZE5_UNDER;
    case PLACE_5_OR_MORE:
      return MOK_SIZE5_OVER;
    default:
      return MOK_SIZE5_UNKNOWN;
    }
}

static MokTruth
either (MokTruth a, MokTruth b)
{
  if (a == MOK_TRUTH_YES || b == MOK_TRUTH_YES)
    return MOK_TRUTH_YES;
  return a == MOK_TRUTH_NO && b == MOK_TRUTH_NO ? MOK_TRUTH_NO : MOK_TRUTH_UNKNOWN;
}

/* Whether the workplace is one that the rule binds. */
static MokTruth
is_bound (MokLawScope scope, const MokLawFacts *facts, MokSize5 size5, gboolean same_place)
{
  const MokTruth five = size5 == MOK_SIZE5_OVER    ? MOK_TRUTH_YES
                        : size5 == MOK_SIZE5_UNDER ? MOK_TRUTH_NO
                                                   : MOK_TRUTH_UNKNOWN;

  switch (scope)
    {
    case MOK_LAW_FIVE:
      return five;
    case MOK_LAW_FIVE_12_MONTHS:
      if (same_place)
        return (MokTruth) facts->five_all_year;
      return five == MOK_TRUTH_NO ? MOK_TRUTH_NO : MOK_TRUTH_UNKNOWN;
    case MOK_LAW_FIVE_OR_RESIDENT:
      return either (five, (MokTruth) facts->resident);
    case MOK_LAW_FIVE_OR_NURSE:
      return either (five, (MokTruth) facts->nurse);
    case MOK_LAW_ALL:
    case MOK_LAW_PART:
    default:
      return MOK_TRUTH_YES;
    }
}

/* Whether one of the children of care_3y is young enough. */
static MokTruth
has_child (MokLawCode care, MokLawCode young_enough)
{
  const MokLawCode said = MOK_LAW_BIT (1) | MOK_LAW_BIT (2) | MOK_LAW_BIT (3) | MOK_LAW_BIT (4) | MOK_LAW_BIT (5);

  if (care < 0 || (care & said) == 0)
    return MOK_TRUTH_UNKNOWN;
  return (care & young_enough) != 0 ? MOK_TRUTH_YES : MOK_TRUTH_NO;
}

static MokTruth
meets (MokLawConditions condition, const MokLawFacts *facts, MokLawCode care)
{
  switch (condition)
    {
    case MOK_LAW_HOURS15:
      return (MokTruth) facts->fifteen_hours;
    case MOK_LAW_TENURE6:
      return (MokTruth) facts->six_months;
    case MOK_LAW_CHILD8:
      return has_child (care, MOK_LAW_BIT (3));
    case MOK_LAW_CHILD12:
      return has_child (care, MOK_LAW_BIT (3) | MOK_LAW_BIT (4));
    default:
      return MOK_TRUTH_UNKNOWN;
    }
}

/* Who would not have it in a workplace of five either is outside, not exempt. */
static MokCoverage
apply_rule (const MokLawRule *rule, const MokLawFacts *facts, MokSize5 size5, gboolean same_place, MokLawCode care)
{
  const MokTruth bound = is_bound (rule->scope, facts, size5, same_place);
  gboolean open = bound == MOK_TRUTH_UNKNOWN;

  for (guint left = rule->conditions; left != 0; left &= left - 1)
    {
      const guint condition = left & -left;
      const MokTruth met = meets ((MokLawConditions) condition, facts, care);

      if (met == MOK_TRUTH_NO && (rule->doubtful & condition) == 0)
        return MOK_COVERAGE_OUTSIDE;
      open |= met != MOK_TRUTH_YES;
    }
  if (open)
    return MOK_COVERAGE_UNKNOWN;
  return bound == MOK_TRUTH_YES ? MOK_COVERAGE_GUARANTEED : MOK_COVERAGE_EXEMPT;
}

/**
 * mok_protection_get_coverage:
 * @facts: an employee, or someone of whom that is not known
 * @answers: (array): the answers to the variables of @self
 *
 * Coverage under every rule that was in force in the period; where they do not agree, it is not known.
 */
MokCoverage
mok_protection_get_coverage (const MokProtection *self, const MokLawFacts *facts, const MokLawCode *answers)
{
  const MokLawCode period = mok_protection_get_aside (self, MOK_ASIDE_PERIOD, answers);
  const MokLawSpan *span = &self->spans[period > 0 && period < MOK_N_LAW_SPANS ? period : 0];
  const MokLawCode care = mok_protection_get_aside (self, MOK_ASIDE_CARE, answers);
  const MokSize5 size5 = mok_protection_get_size5 (self, facts, answers);
  const gboolean same_place = is_same_place (self, answers);
  MokCoverage coverage;

  if (facts->employee != MOK_TRUTH_YES)
    return MOK_COVERAGE_UNKNOWN;
  /* Steps against harassment by patients and their families only: Occupational Safety and Health Act, art. 41. */
  if (self->judge == MOK_JUDGE_HARASS && mok_protection_get_aside (self, MOK_ASIDE_HARASS, answers) == MOK_LAW_BIT (1))
    return MOK_COVERAGE_OUTSIDE;
  if (!span->known)
    return MOK_COVERAGE_UNKNOWN;

  coverage = apply_rule (&span->rules[0], facts, size5, same_place, care);
  for (guint i = 1; i < span->n_rules; i++)
    {
      if (apply_rule (&span->rules[i], facts, size5, same_place, care) != coverage)
        return MOK_COVERAGE_CHANGED;
    }
  return coverage;
}
