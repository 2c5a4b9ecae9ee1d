/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The organizer's survey file: merges boxes, holds the wrapped key, and, once closed, the release. */

#include <gio/gio.h>

#include "base/mok-progress.h"
#include "base/mok-secret.h"
#include "store/mok-box.h"
#include "store/mok-manifest.h"
#include "store/mok-receipt.h"
#include "store/mok-store-error.h"

G_BEGIN_DECLS

typedef struct
{
  const char *title; /* (nullable): the questionnaire's own */
  MokDisclosure disclosure;
  const char *law_date;           /* (nullable): today */
  guint headcount;                /* 0 = not given */
  const char *const *passphrases; /* (array length=n_passphrases): 1, or 3 of which any 2 open the survey */
  guint n_passphrases;
} MokSurveyOptions;

/**
 * MokSurveyBox:
 * @label: as its maker called it
 * @returned: whether it, or a copy of it, was merged
 */
typedef struct
{
  char *label;
  gboolean returned;
} MokSurveyBox;

typedef struct
{
  guint responses; /* sealed and imported together; once a standard survey is closed: how many there were */
  guint boxes_made;
  guint boxes_returned;
  gboolean synthetic;
  gboolean closed;
  gboolean small_sites_alone; /* boxes of small workplaces do not hide each other: it cannot be closed yet */
  gboolean has_trustees;      /* two passphrases open it, or, once it is closed, its review */
  MokCodeCounts codes;
} MokSurveyStatus;

/**
 * MokSurveyDeliverFunc:
 * @box: path of the finished box
 * @access_codes: (array zero-terminated=1): the codes to print, in an order that chance made; wiped after the call.
 * Empty when the box needs none
 *
 * Hands out what was made.
 *
 * Returns: %FALSE with @error set: then there is no box
 */
typedef gboolean (*MokSurveyDeliverFunc) (const char *box,
                                          const char *const *access_codes,
                                          gpointer data,
                                          GError **error);

/**
 * MokSurveyRecordFunc:
 * @record: (array length=size): one opened record or comment; valid during the call only
 *
 * Returns: %FALSE with @error set to stop
 */
typedef gboolean (*MokSurveyRecordFunc) (const guint8 *record, gsize size, gpointer data, GError **error);

#define MOK_TYPE_SURVEY (mok_survey_get_type ())
G_DECLARE_FINAL_TYPE (MokSurvey, mok_survey, MOK, SURVEY, GObject)

MokSurvey *
mok_survey_create (const char *path, MokQuestionnaire *questionnaire, const MokSurveyOptions *options, GError **error);
MokSurvey *mok_survey_open (const char *path, GError **error);
const char *mok_survey_get_path (MokSurvey *self);
MokManifest *mok_survey_get_manifest (MokSurvey *self);
gboolean mok_survey_get_status (MokSurvey *self, MokSurveyStatus *status, GError **error);
gboolean mok_survey_make_box (MokSurvey *self,
                              const char *path,
                              const MokBoxOptions *options,
                              GStrv *access_codes,
                              GError **error);
gboolean mok_survey_deliver_box (MokSurvey *self,
                                 const char *path,
                                 const MokBoxOptions *options,
                                 MokSurveyDeliverFunc deliver,
                                 gpointer data,
                                 GError **error);

/* Responses in. */
MokReceipt *mok_survey_merge (MokSurvey *self,
                              GPtrArray *paths,
                              MokProgressFunc progress,
                              gpointer data,
                              GCancellable *cancellable,
                              GError **error);
MokReceipt *mok_survey_merge_copies (MokSurvey *self,
                                     GPtrArray *paths,
                                     MokProgressFunc progress,
                                     gpointer data,
                                     GCancellable *cancellable,
                                     GError **error);
MokReceipt *mok_survey_remove (MokSurvey *self, const char *path, GError **error);
gboolean mok_survey_add_sealed (MokSurvey *self, MokSecret *record, MokSecret *comment, GError **error);
gboolean mok_survey_begin (MokSurvey *self, GError **error);
gboolean mok_survey_commit (MokSurvey *self, GError **error);
void mok_survey_roll_back (MokSurvey *self);
gboolean mok_survey_mark_synthetic (MokSurvey *self, GError **error);
gboolean mok_survey_add_rows (MokSurvey *self,
                              const guint8 *source_digest,
                              const guint8 *records,
                              gsize n_records,
                              GError **error);

/* The key. Opening and closing are in mok-survey-opening.h. */
gboolean mok_survey_has_sealed (MokSurvey *self, gboolean *has, GError **error);
MokSecret *mok_survey_unlock (MokSurvey *self, const char *const *passphrases, guint n_passphrases, GError **error);
gboolean mok_survey_check_recovery (MokSurvey *self, GError **error);
MokSecret *mok_survey_write_recovery_key (MokSurvey *self, const char *passphrase, GError **error);
gboolean mok_survey_check_recovery_key (MokSurvey *self, const char *typed, GError **error);
gboolean mok_survey_recover (MokSurvey *self, const char *typed, const char *passphrase, GError **error);

/* Closed surveys: what remains. */
GBytes *mok_survey_load_release (MokSurvey *self, GError **error);
gboolean mok_survey_foreach_comment (MokSurvey *self, MokSurveyRecordFunc func, gpointer func_data, GError **error);
gboolean mok_survey_has_review (MokSurvey *self, gboolean *has, GError **error);
gboolean mok_survey_finish_review (MokSurvey *self, const char *summary, GError **error);
char *mok_survey_get_summary (MokSurvey *self, GError **error);

/* The file as a whole. */
gboolean mok_survey_back_up (MokSurvey *self,
                             GFile *target,
                             gboolean replace,
                             GFileProgressCallback progress,
                             gpointer data,
                             GCancellable *cancellable,
                             GError **error);
gboolean mok_survey_delete (const char *path, GError **error);
void mok_survey_finish_deleting (const char *folder);

/* Boxes. */
GPtrArray *mok_survey_list_boxes (MokSurvey *self, GError **error);
gboolean mok_survey_check_small_sites (MokSurvey *self, GError **error);
void mok_survey_box_free (MokSurveyBox *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokSurveyBox, mok_survey_box_free)

G_END_DECLS
