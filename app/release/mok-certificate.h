/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What was checked when a release was computed, and how much it can tell about one person at most. */

#include <glib.h>

G_BEGIN_DECLS

/**
 * MokCertificate:
 * @share_certainty: how sure a reader can be at most of one person's answer who knows nothing but the overall shares
 * @group_certainty: likewise, for a reader who believes the published share of the person's group
 * @group_question: variable for which that is
 * @row_certainty: how sure anybody can be that a row of a block is genuine
 *
 * Stored with the release (docs/release.md, "Certificate").
 */
typedef struct
{
  guint64 n_respondents;
  guint64 n_unreadable;
  guint rate_numerator; /* with this chance an answer was replaced */
  guint rate_denominator;
  guint lambda;
  guint min_group;
  guint min_pair;
  guint n_blocks;
  guint largest_block; /* questions */
  guint smallest_urn;
  guint64 n_drawn;
  guint64 n_replaced;
  double share_certainty;
  double group_certainty;
  guint group_question;
  double row_certainty;
  guint n_unpublished; /* questions that too few people were asked */
  guint n_withheld;    /* tables left out because they would tell too much */
  guint law_date;      /* as 20261122; 0 = the survey has no protections */
} MokCertificate;

double mok_certificate_get_certainty (double prior, double share, double rate);
double mok_certificate_get_row_certainty (double rate);

G_END_DECLS
