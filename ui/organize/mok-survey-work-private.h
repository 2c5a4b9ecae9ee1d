/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The blocking half of MokSurveySession: what its threads do. */

#include "organize/mok-job.h"
#include "organize/mok-transit-private.h"
#include "release/mok-cube.h"
#include "release/mok-rehearsal.h"
#include "store/mok-survey-figures.h"

G_BEGIN_DECLS

typedef struct
{
  /* Given. */
  MokSurvey *survey;  /* (owned) */
  MokJob *job;        /* (owned) (nullable) */
  GPtrArray *files;   /* (owned) (nullable) (element-type GFile): to merge, or one to take back */
  gboolean news;      /* of a merge: only copies, and only what is new goes into the receipt */
  GFile *target;      /* (owned) (nullable): to write */
  GFile *slips;       /* (owned) (nullable): to write, with the access codes of the box */
  guint n_codes;      /* access codes of the box */
  char *label;        /* (owned) (nullable): of the box */
  char *end_code;     /* (owned) (nullable): of the box; wiped */
  MokSite site;       /* of the box */
  guint idle_minutes; /* of the box */
  GStrv passphrases;  /* (owned) (nullable): wiped */
  MokSecret *key;     /* (owned) (nullable): the opening key or its text, given or found */
  gboolean small;     /* close although there are few responses */
  char *summary;      /* (owned) (nullable): of the comments; given, or of a closed survey found */

  /* Found. */
  gboolean has_status;
  MokSurveyStatus status;
  MokCube *cube;             /* (owned) (nullable) */
  MokReceipt *receipt;       /* (owned) (nullable) */
  MokSurveyFigures *figures; /* (owned) (nullable): of a closed survey */
  gboolean has_review;       /* of a closed survey: comments wait to be read */
  GPtrArray *left;         /* (owned) (nullable) (element-type MokNote): of a closed survey, what is left to destroy */
  MokRehearsal *rehearsal; /* (owned) (nullable) */
  char *refusal;           /* (owned) (nullable): why the survey cannot be closed as it is */
  GPtrArray *comments;     /* (owned) (nullable) (element-type MokReviewGroup) */
} MokSurveyWork;

typedef gboolean (*MokSurveyWorkFunc) (MokSurveyWork *work, GError **error);

MokSurveyWork *mok_survey_work_new (MokSurvey *survey, MokJob *job);
void mok_survey_work_free (MokSurveyWork *work);

gboolean mok_survey_work_load (MokSurveyWork *work, GError **error);
gboolean mok_survey_work_merge (MokSurveyWork *work, GError **error);
gboolean mok_survey_work_take_back (MokSurveyWork *work, GError **error);
gboolean mok_survey_work_make_box (MokSurveyWork *work, GError **error);
gboolean mok_survey_work_back_up (MokSurveyWork *work, GError **error);

/* The key, closing and what comes after it. */
gboolean mok_survey_work_unlock (MokSurveyWork *work, GError **error);
gboolean mok_survey_work_write_recovery_key (MokSurveyWork *work, GError **error);
gboolean mok_survey_work_recover (MokSurveyWork *work, GError **error);
gboolean mok_survey_work_rehearse (MokSurveyWork *work, GError **error);
gboolean mok_survey_work_close (MokSurveyWork *work, GError **error);
gboolean mok_survey_work_open_review (MokSurveyWork *work, GError **error);
gboolean mok_survey_work_finish_review (MokSurveyWork *work, GError **error);

TransitFolder *mok_survey_work_make_transit (MokSurvey *survey, GError **error);

void mok_wipe_string (char *secret);
void mok_wipe_strv (GStrv secrets);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokSurveyWork, mok_survey_work_free)

G_END_DECLS
