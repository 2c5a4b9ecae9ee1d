/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* One thing that was looked at in a file, and how it came out. */

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MOK_FINDING_PASSED,
  MOK_FINDING_FAILED,
  MOK_FINDING_UNKNOWN, /* what the file cannot show, or could not be looked at because of something else */
} MokFindingResult;

/**
 * MokFinding:
 * @check: a word that never changes, for scripts
 * @text: (owned): a sentence in the user's language
 */
typedef struct
{
  const char *check;
  MokFindingResult result;
  char *text;
} MokFinding;

MokFinding *mok_finding_new (const char *check, MokFindingResult result, const char *text);
void mok_finding_free (MokFinding *self);
const char *mok_finding_result_get_code (MokFindingResult result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokFinding, mok_finding_free)

G_END_DECLS
