/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Protection outcomes: what the law guarantees a person, set beside what the person received. */

#include <glib.h>

#include "base/mok-text.h"
#include "questionnaire/mok-questionnaire.h"

G_BEGIN_DECLS

/**
 * MokOutcome:
 * @MOK_OUTCOME_NOT_APPLICABLE: not needed, no such situation, or another law: outside every base
 *
 * The class of one protection for one person, as reported by that person; never a legal decision.
 */
typedef enum
{
  MOK_OUTCOME_NOT_APPLICABLE,
  MOK_OUTCOME_RECEIVED,      /* guaranteed and received */
  MOK_OUTCOME_NOT_ASKED_FOR, /* guaranteed, needed, not asked for */
  MOK_OUTCOME_DENIED,        /* guaranteed, but refused or received only in part */
  MOK_OUTCOME_EXEMPT_RECEIVED,
  MOK_OUTCOME_EXEMPT_NOT_RECEIVED,
  MOK_OUTCOME_UNDETERMINED,
  MOK_N_OUTCOMES,
} MokOutcome;

/* What is told beside the class; several may hold. */
typedef enum
{
  MOK_OUTCOME_REFUSED = 1 << 0,       /* of DENIED and EXEMPT_NOT_RECEIVED: refused, or a duty not kept */
  MOK_OUTCOME_PARTIAL = 1 << 1,       /* of DENIED and EXEMPT_RECEIVED: received in part */
  MOK_OUTCOME_SEQUENCE_ONLY = 1 << 2, /* adverse: came after the pregnancy or leave; the reason was not asked */
  MOK_OUTCOME_PRESSURE = 1 << 3,      /* adverse: only 1, 4 or 7: an indicator of its own */
  MOK_OUTCOME_NO_REMEDY = 1 << 4,   /* adverse at fewer than five: no way to the Labour Relations Commission (LSA 28) */
  MOK_OUTCOME_LAW_CHANGED = 1 << 5, /* undetermined because the law changed inside the period */
} MokOutcomeFlags;

typedef enum
{
  MOK_TRUTH_NO,
  MOK_TRUTH_YES,
  MOK_TRUTH_UNKNOWN,
} MokTruth;

/* Size of the workplace, as the law counts it. */
typedef enum
{
  MOK_SIZE5_UNDER, /* four or fewer */
  MOK_SIZE5_OVER,  /* five or more */
  MOK_SIZE5_UNKNOWN,
  MOK_N_SIZE5,
} MokSize5;

/* Answers as the law layer takes them: a code, or for several choices a bit for each code. */
typedef gint64 MokLawCode;
#define MOK_LAW_CODE_NOT_ASKED ((MokLawCode) -2) /* also: the questionnaire has no such question */
#define MOK_LAW_CODE_BLANK ((MokLawCode) -1)
#define MOK_LAW_CODE_OTHER ((MokLawCode) 0x3fff) /* a code that is no number */
/* Bit of a code in a multiple choice; 98 and 99 have the two highest. Others than 0 to 57 share the bit 58. */
#define MOK_LAW_BIT(code)                                                                                              \
  ((MokLawCode) 1 << ((code) == 99 ? 61 : (code) == 98 ? 60 : (code) >= 0 && (code) < 58 ? (code) : 58))

/* The variables a person's law inputs are made of: backgrounds and law facts. */
typedef enum
{
  MOK_LAW_INPUT_OCC,
  MOK_LAW_INPUT_TENURE,
  MOK_LAW_INPUT_EMP_STATUS,
  MOK_LAW_INPUT_CONTRACT_HOURS,
  MOK_LAW_INPUT_SIZE_BAND,
  MOK_LAW_INPUT_SIZE_DAYS5,
  MOK_N_LAW_INPUTS,
} MokLawInput;

/**
 * MokLawFacts:
 *
 * A person as the law sees them. Made from the answers to the six law inputs; few different ones exist.
 */
typedef struct
{
  guint8 size5;         /* MokSize5 */
  guint8 five_all_year; /* MokTruth: five or more through the last 12 months */
  guint8 employee;      /* MokTruth: EMP */
  guint8 fifteen_hours; /* MokTruth */
  guint8 six_months;    /* MokTruth */
  guint8 nurse;         /* MokTruth: nurse or nurse assistant */
  guint8 resident;      /* MokTruth */
  guint8 size_boundary; /* gboolean: band and days disagree */
  guint8 agency;        /* gboolean: sent by an agency */
} MokLawFacts;

/* One protection of a questionnaire, with the law that was in force. */
typedef struct _MokProtection MokProtection;

typedef struct
{
  MokOutcome outcome;
  guint flags;    /* MokOutcomeFlags */
  MokSize5 size5; /* of the workplace at the time that the question is about */
} MokOutcomeResult;

const char *mok_law_input_get_variable (MokLawInput input);
void mok_law_facts_init (MokLawFacts *facts, const MokLawCode *inputs);
guint mok_law_facts_get_key (const MokLawFacts *facts);

GPtrArray *mok_protections_new (MokQuestionnaire *questionnaire, guint law_date);
void mok_protection_free (MokProtection *self);
const MokQuestion *mok_protection_get_question (const MokProtection *self);
guint mok_protection_get_n_variables (const MokProtection *self);
const MokQuestion *mok_protection_get_variable (const MokProtection *self, guint variable);
gboolean mok_protection_is_at_that_time (const MokProtection *self);
gboolean mok_protection_binds_all (const MokProtection *self);
guint mok_protection_get_details (const MokProtection *self);
MokText *mok_protection_get_title (const MokProtection *self);
MokText *mok_protection_get_article (const MokProtection *self);
MokText *mok_protection_get_text (const MokProtection *self);
MokText *mok_protection_get_doubt (const MokProtection *self);
MokOutcomeResult
mok_protection_classify (const MokProtection *self, const MokLawFacts *facts, const MokLawCode *answers);

const char *mok_outcome_get_code (MokOutcome outcome);
const char *mok_outcome_get_label (MokOutcome outcome);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokProtection, mok_protection_free)

G_END_DECLS
