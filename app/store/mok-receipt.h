/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What a merge did with each file. */

#include <glib.h>

G_BEGIN_DECLS

/**
 * MokCodeCounts:
 *
 * Access codes of all boxes that have some, beside what came from these boxes.
 */
typedef struct
{
  guint printed;
  guint burned;    /* used, as far as merged boxes tell */
  guint responses; /* from boxes with codes; once a code is used, one of them */
  guint beyond;    /* by how many the responses of boxes exceed their used codes: used on two copies of a box, put in
                      without a code, or power failed between an answer and its code */
} MokCodeCounts;

typedef struct
{
  char *name;  /* (owned): base name of the file */
  char *label; /* (owned) (nullable): of the box */
  guint found; /* = added + duplicate + damaged */
  guint added;
  guint duplicate;
  GArray *damaged;          /* (owned) (element-type guint): slot numbers */
  GArray *damaged_comments; /* (owned) (element-type guint): numbers of comment slots; not part of @found */
  gboolean has_codes;       /* the box asks for access codes; else all below about codes is 0 */
  gboolean codes_changed;   /* the file has another list of codes than was printed for this box: none of them counts */
  guint codes_printed;      /* for this box */
  guint codes_burned;       /* used, as this file says */
  guint without_code;       /* responses in this file above its used codes */
  guint beyond_codes;       /* responses of this box, from all its files, above its used codes */
  guint codes_twice;        /* of these, what no file shows by itself: codes used on two copies of the box */
  gboolean taken_back;      /* of mok_survey_remove(): @added were taken out, @duplicate were not there */
  GError *refused;          /* (owned) (nullable): why the file was not merged at all */
} MokReceiptEntry;

typedef struct
{
  GPtrArray *entries;  /* (owned) (element-type MokReceiptEntry): in the order in which the files were given */
  guint total;         /* responses in the survey afterwards */
  MokCodeCounts codes; /* of the whole survey afterwards */
} MokReceipt;

MokReceipt *mok_receipt_new (void);
void mok_receipt_free (MokReceipt *self);
MokReceiptEntry *mok_receipt_add (MokReceipt *self, const char *name);
char *mok_code_counts_dup_warning (const MokCodeCounts *self);
char *mok_receipt_entry_dup_summary (const MokReceiptEntry *entry);
char *mok_receipt_to_json (const MokReceipt *self);
char *mok_receipt_to_text (const MokReceipt *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokReceipt, mok_receipt_free)

G_END_DECLS
