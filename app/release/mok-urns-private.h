/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Whose answers may take the place of whose: people of one urn are alike in their backgrounds. */

#include <glib.h>

#include "release/mok-blocks-private.h"
#include "release/mok-raw-table-private.h"

G_BEGIN_DECLS

#define MOK_URN_NONE G_MAXUINT32

/**
 * MokUrn:
 * @members: (array length=n_members): rows that answers are drawn from, ascending
 * @own: (array length=n_own): rows that draw from this urn, ascending; all of them are members too
 * @is_rerouted: whether members have other routes: then what is drawn is routed anew
 */
typedef struct
{
  const guint32 *members;
  guint32 n_members;
  const guint32 *own;
  guint32 n_own;
  guint class;
  gboolean is_rerouted;
} MokUrn;

typedef struct
{
  gatomicrefcount refs;
  gsize n_rows;
  guint n_classes;
  guint32 *class_of;  /* (owned): of each row; MOK_URN_NONE = asked nothing of the block */
  guint32 *class_row; /* (owned): of each class, a row of it */
  guint32 n_eligible;
  guint32 *urn_of;   /* (owned): of each row, or MOK_URN_NONE */
  guint32 *place_of; /* (owned): of each row, its number among the members of its urn */
  guint n_urns;
  MokUrn *urns;      /* (owned) */
  GPtrArray *arrays; /* (owned): what the lists of members lie in */
} MokUrns;

/* Published: release.md, "Parameters". */
typedef struct
{
  guint rate_numerator; /* replaced with this chance: 1 in 5 */
  guint rate_denominator;
  guint lambda;    /* dummy slips in each urn */
  guint leaf;      /* an urn is split only into parts of this size */
  guint min_urn;   /* a smaller urn draws from its whole route class */
  guint min_class; /* a smaller class draws from everybody who is asked; fewer than that are not published */
  guint min_group; /* a level of a breakdown */
  guint min_pair;  /* a cell of breakdown and filter */
  guint min_shown; /* a base that is shown */
  guint min_size5; /* a group of SIZE5 */
} MokReleaseParameters;

void mok_release_parameters_init (MokReleaseParameters *parameters, gsize n_respondents);

guint *mok_urns_list_split_variables (const MokCodebook *codebook, guint *n);
MokUrns *mok_urns_new (const MokRawTable *table,
                       const MokRoutes *routes,
                       const MokBlock *block,
                       guint8 *const *law_facts,
                       const MokReleaseParameters *parameters);
MokUrns *mok_urns_ref (MokUrns *self);
void mok_urns_unref (MokUrns *self);
gboolean mok_urns_equal (const MokUrns *a, const MokUrns *b);
gboolean mok_urns_is_published (const MokUrns *self, const MokReleaseParameters *parameters);
guint32 mok_urns_get_smallest (const MokUrns *self);
double mok_urns_get_mean_dummy_share (const MokUrns *self, const MokUrn *urn, guint lambda);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokUrns, mok_urns_unref)

G_END_DECLS
