/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The formulas of the certificate. Must not see answers, nor say anything: mok-certificate-text.c does.
 */

#include "config.h"

#include "release/mok-certificate.h"

/**
 * mok_certificate_get_certainty:
 * @prior: how likely a reader holds the answer of this person to be before, 0 to 1
 * @share: with what chance a replacement gives this answer
 * @rate: with what chance an answer is replaced
 *
 * Whatever else is published of this question: the answer is the person's own with chance 1 − rate, else it was drawn
 * without looking at it. So the odds rise by at most (1 − rate + rate·u) / (rate·u) (docs/release.md, "Certificate";
 * at prior = u this is 1 − rate·(1 − u)).
 *
 * Returns: how sure the reader can be at most
 */
double
mok_certificate_get_certainty (double prior, double share, double rate)
{
  g_return_val_if_fail (prior >= 0 && prior <= 1 && rate >= 0 && rate <= 1, 1);

  const double kept = prior * (1 - rate + rate * share);
  const double drawn = (1 - prior) * rate * share;

  return kept + drawn > 0 ? kept / (kept + drawn) : prior > 0 ? 1 : 0;
}

/**
 * mok_certificate_get_row_certainty:
 *
 * Returns: how sure one can be that a row without a twin is genuine: a copy has its original beside it, unless that
 *   was replaced too: (1 − rate) / (1 − rate + rate²)
 */
double
mok_certificate_get_row_certainty (double rate)
{
  g_return_val_if_fail (rate >= 0 && rate <= 1, 1);

  return (1 - rate) / (1 - rate + rate * rate);
}
