/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Weights that make a sample agree with known margins. */

#include <gio/gio.h>

G_BEGIN_DECLS

#define MOK_RAKING_ERROR (mok_raking_error_quark ())

typedef enum
{
  MOK_RAKING_ERROR_EMPTY_CATEGORY, /* a category has a share but nobody in the sample */
} MokRakingError;

/* A person of whom the category is not known. */
#define MOK_RAKING_UNKNOWN G_MAXUINT

/* How many times the median no weight exceeds. */
#define MOK_RAKING_CAP 5.0

/**
 * MokRakingMargin:
 *
 * What is known of one background variable.
 */
typedef struct
{
  const char *name;         /* variable, for messages */
  const char *const *codes; /* (array length=n_categories): for messages */
  const double *shares;     /* (array length=n_categories): of the population, adding to 1 */
  guint n_categories;
} MokRakingMargin;

typedef struct
{
  double *weights; /* (owned) (array length=n_persons): mean 1 */
  guint n_persons;
  gboolean converged; /* every margin met within 1e-6, and no weight above the cap */
  guint rounds;       /* of adjustment, all runs together */
  double error;       /* the largest difference that is left between a share and its margin */
  guint n_trimmed;    /* persons at the cap */
  double effective_n;
  double design_effect;
} MokRaking;

GQuark mok_raking_error_quark (void);

MokRaking *mok_raking_new (const guint *categories,
                           guint n_persons,
                           const MokRakingMargin *margins,
                           guint n_margins,
                           double cap,
                           GCancellable *cancellable,
                           GError **error);
void mok_raking_free (MokRaking *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokRaking, mok_raking_free)

G_END_DECLS
