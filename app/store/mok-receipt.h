/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What a merge did with each file. */

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  char *name;  /* (owned): base name of the file */
  char *label; /* (owned) (nullable): of the box */
  guint found; /* = added + duplicate + damaged */
  guint added;
  guint duplicate;
  GArray *damaged;          /* (owned) (element-type guint): slot numbers */
  GArray *damaged_comments; /* (owned) (element-type guint): numbers of comment slots; not part of @found */
  guint beyond_codes;       /* responses of this box above its used access codes: a code used on two copies of it */
  gboolean taken_back;      /* of mok_survey_remove(): @added were taken out, @duplicate were not there */
  GError *refused;          /* (owned) (nullable): why the file was not merged at all */
} MokReceiptEntry;

typedef struct
{
  GPtrArray *entries; /* (owned) (element-type MokReceiptEntry): in the order in which the files were given */
  guint total;        /* responses in the survey afterwards */
} MokReceipt;

MokReceipt *mok_receipt_new (void);
void mok_receipt_free (MokReceipt *self);
MokReceiptEntry *mok_receipt_add (MokReceipt *self, const char *name);
char *mok_receipt_entry_dup_summary (const MokReceiptEntry *entry);
char *mok_receipt_to_json (const MokReceipt *self);
char *mok_receipt_to_text (const MokReceipt *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokReceipt, mok_receipt_free)

G_END_DECLS
