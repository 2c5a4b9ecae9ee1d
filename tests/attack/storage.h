/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What the attacks on files share: an attacker who has the file and the key and looks for the order of answers. */

#include "base/mok-random.h"
#include "store/mok-survey.h"

#include "pages.h"

G_BEGIN_DECLS

#define STORAGE_N_TABLES 2

/* One trace of the order, over many files. */
typedef struct
{
  const char *name;
  double sum;
  guint n;
  double null_squares; /* of what the same trace gives for orders drawn at random */
  guint n_null;
} StorageSignal;

typedef struct
{
  char *folder;
  MokSurvey *survey;
  MokSecret *key;
} StorageFixture;

/* What the key holder reads out of a file. */
typedef struct
{
  GPtrArray *cells; /* (element-type PagesCell): of answers only */
  guint *numbers;   /* which answer each is, by the order in which they came */
} StorageView;

void storage_begin (guint64 seed);
char *storage_make_quick_folder (void);
StorageFixture *storage_fixture_new (char *folder);
void storage_fixture_free (StorageFixture *fixture);
void storage_submit (MokBox *box, guint from, guint to);
StorageView *storage_view_new (StorageFixture *fixture, const guint8 *data, gsize size, guint table);
StorageView *
storage_view_new_for_table (StorageFixture *fixture, const guint8 *data, gsize size, const char *name, guint table);
void storage_view_free (StorageView *view);
double storage_order_accuracy (const double *values, const guint *numbers, guint n);
void storage_signal_add (StorageSignal *signal, const double *values, const guint *numbers, guint n, MokRandom *random);
void storage_signal_report (const StorageSignal *signal, const char *attack, const char *setting, const char *what);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (StorageFixture, storage_fixture_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (StorageView, storage_view_free)

G_END_DECLS
