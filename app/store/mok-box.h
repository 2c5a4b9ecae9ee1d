/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* A box: the collection file on a staff computer, which can seal answers and cannot open them. */

#include <gio/gio.h>

#include "base/mok-secret.h"
#include "store/mok-manifest.h"
#include "store/mok-store-error.h"

G_BEGIN_DECLS

typedef enum
{
  MOK_SITE_UNKNOWN,
  MOK_SITE_SMALL,
  MOK_SITE_SEVERAL,
} MokSite;

typedef struct
{
  const char *label; /* (nullable) */
  MokSite site;
  guint n_slots;        /* 0 = choose: at least 256, twice the headcount, and one for each access code */
  const char *end_code; /* (nullable): 8 digits */
  guint n_access_codes; /* 0 = answers need no code */
  guint idle_minutes;   /* how long an absent respondent's answers stay on the screen; 0 = 3 minutes */
} MokBoxOptions;

typedef struct
{
  guint8 id[16];
  char label[128];
  MokSite site;
  gboolean synthetic;
  gboolean has_end_code;
  gboolean needs_code;
  guint capacity;
  guint taken;
  guint handed_over; /* responses that have left in the last handed-over copy */
  guint codes_printed;
  guint codes_burned;
  guint idle_minutes;
  gboolean is_copy;             /* a handed-over copy: it only travels */
  gboolean overwrites_in_place; /* %FALSE: this disk keeps old versions of the file, which tell the order of answers */
} MokBoxStatus;

#define MOK_BOX_MINIMUM_SLOTS 256
#define MOK_BOX_MAXIMUM_SLOTS 1000000
/* Each takes a moment of hashing; more people than this do not share a computer. */
#define MOK_BOX_MAXIMUM_CODES 20000
#define MOK_BOX_MINIMUM_TO_HAND_OVER 10
#define MOK_BOX_USUAL_IDLE_MINUTES 3
#define MOK_BOX_MAXIMUM_IDLE_MINUTES 20

#define MOK_TYPE_BOX (mok_box_get_type ())
G_DECLARE_FINAL_TYPE (MokBox, mok_box, MOK, BOX, GObject)

gboolean mok_box_create (const char *path,
                         MokManifest *manifest,
                         const MokBoxOptions *options,
                         GStrv *access_codes,
                         GError **error);
MokBox *mok_box_open (const char *path, GError **error);
char *mok_box_adopt (GFile *source, const char *folder, GError **error);
const char *mok_box_get_path (MokBox *self);
MokManifest *mok_box_get_manifest (MokBox *self);
gboolean mok_box_get_status (MokBox *self, MokBoxStatus *status, GError **error);
gboolean mok_box_check_code (MokBox *self, const char *code, GError **error);
gboolean mok_box_submit (MokBox *self, MokSecret *record, MokSecret *comment, const char *code, GError **error);
GBytes *mok_box_seal (MokBox *self, MokSecret *record, MokSecret *comment, const char *code, GError **error);
gboolean mok_box_check_sealed (MokBox *self, GBytes *sealed, GPtrArray *held, GError **error);
gboolean mok_box_submit_sealed (MokBox *self, GPtrArray *sealed, guint *n_left_out, GError **error);
gboolean mok_box_check_end_code (MokBox *self, const char *end_code, GError **error);
gboolean mok_box_mark_synthetic (MokBox *self, GError **error);
char *mok_box_dup_hand_over_name (MokBox *self);
gboolean mok_box_hand_over (MokBox *self, const char *path, gboolean last, GError **error);
gboolean mok_box_hand_over_to_file (MokBox *self, GFile *target, gboolean last, GError **error);

G_END_DECLS
