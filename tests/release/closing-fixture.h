/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* A survey of the built-in form with sealed random responses, ready to be closed. */

#include "base/mok-random.h"
#include "interview/mok-answer.h"
#include "store/mok-survey.h"

G_BEGIN_DECLS

extern const char *const closing_passphrases[];

typedef struct
{
  MokSurvey *survey;
  MokSecret *key;
  GPtrArray *respondents; /* (element-type MokAnswers) */
  char *path;
} ClosingFixture;

ClosingFixture *closing_fixture_new (const char *folder, MokDisclosure disclosure, guint n_responses);
void closing_fixture_free (ClosingFixture *self);
void closing_fixture_add (ClosingFixture *self, MokRandom *random);
void closing_fixture_add_comment (ClosingFixture *self, MokRandom *random, const char *comment);
void closing_fixture_reopen (ClosingFixture *self);
void closing_fixture_assert_open (const ClosingFixture *self, guint n_responses);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ClosingFixture, closing_fixture_free)

G_END_DECLS
