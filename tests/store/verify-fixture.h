/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What the tests of the check of files share: files of every kind, and ways to spoil them. */

#include "store/mok-verify.h"

#include "support-survey.h"
#include "support.h"

G_BEGIN_DECLS

typedef struct
{
  char *folder;
  MokSurvey *survey;
  char *path; /* (nullable): of the file that is checked */
} VerifyFixture;

void verify_set_up (VerifyFixture *fixture, gconstpointer data);
void verify_tear_down (VerifyFixture *fixture, gconstpointer data);
char *verify_make_box (VerifyFixture *fixture, const char *name, guint n_responses);
void verify_close (MokSurvey *survey, gboolean with_review);
void verify_change (const char *path, const char *sql);
void verify_hide (const char *path, const char *table, gsize skip, const char *text);
char *verify_list_failed (const char *path);
void verify_assert_passes (const char *path);
void verify_assert_fails (const char *path, const char *check);

G_END_DECLS
