/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The anonymity check of a file: whether a box or a survey file is what this program writes and nothing besides. It
 * needs no key and no passphrase, so anyone can run it.
 */

#include <gio/gio.h>

#include "store/mok-finding.h"
#include "store/mok-store-error.h"

G_BEGIN_DECLS

/**
 * MokVerification:
 * @is_box: a box, otherwise a survey file
 * @is_copy: a handed-over copy of a box
 * @is_open: the survey does not protect answers
 * @findings: (element-type MokFinding): in the order in which they are told
 */
typedef struct
{
  gboolean is_box;
  gboolean is_copy;
  gboolean is_open;
  GPtrArray *findings;
} MokVerification;

MokVerification *mok_verify_file (const char *path, GCancellable *cancellable, GError **error);
guint mok_verification_count (const MokVerification *self, MokFindingResult result);
char *mok_verification_dup_verdict (const MokVerification *self);
void mok_verification_free (MokVerification *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokVerification, mok_verification_free)

G_END_DECLS
