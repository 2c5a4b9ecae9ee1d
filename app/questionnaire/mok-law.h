/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What the law says about each protection, with the dates between which it says so. */

#include <glib.h>

#include "base/mok-text.h"

G_BEGIN_DECLS

/**
 * MokLawScope:
 * @MOK_LAW_ALL: every workplace
 * @MOK_LAW_FIVE: workplaces of five or more
 * @MOK_LAW_FIVE_12_MONTHS: those that had five or more through the last 12 months
 * @MOK_LAW_FIVE_OR_RESIDENT: those of five or more; residents in every workplace
 * @MOK_LAW_FIVE_OR_NURSE: those of five or more; nurses and nurse assistants in every workplace
 * @MOK_LAW_PART: one part of it every workplace, another those of five or more
 *
 * Which workplaces a protection binds.
 */
typedef enum
{
  MOK_LAW_ALL,
  MOK_LAW_FIVE,
  MOK_LAW_FIVE_12_MONTHS,
  MOK_LAW_FIVE_OR_RESIDENT,
  MOK_LAW_FIVE_OR_NURSE,
  MOK_LAW_PART,
} MokLawScope;

/**
 * MokLawMoment:
 * @MOK_LAW_MOMENT_NOW: in the period that the question names, at the workplace of now
 * @MOK_LAW_MOMENT_PREGNANCY: in the pregnancy: at the workplace of that time, under the law of that time
 * @MOK_LAW_MOMENT_AFTER_BIRTH: in the year after the birth: at the workplace of that time
 *
 * When a protection is needed.
 */
typedef enum
{
  MOK_LAW_MOMENT_NOW,
  MOK_LAW_MOMENT_PREGNANCY,
  MOK_LAW_MOMENT_AFTER_BIRTH,
} MokLawMoment;

/* Further conditions of a protection; several may hold. */
typedef enum
{
  MOK_LAW_HOURS15 = 1 << 0, /* 15 contract hours a week or more */
  MOK_LAW_TENURE6 = 1 << 1, /* six months of service or more */
  MOK_LAW_CHILD8 = 1 << 2,  /* a child aged 8 or under, or in grade 2 or below */
  MOK_LAW_CHILD12 = 1 << 3, /* a child aged 12 or under, or in grade 6 or below */
} MokLawConditions;

/**
 * MokLawStatus:
 * @MOK_LAW_VERIFIED: seen in a text of the law or in a quotation of it
 * @MOK_LAW_FROM_MEMORY: a part of it is general knowledge
 * @MOK_LAW_UNVERIFIED: a part of it could not be checked
 *
 * How well it is known what a version says. What is not verified is never shown as settled law.
 */
typedef enum
{
  MOK_LAW_VERIFIED,
  MOK_LAW_FROM_MEMORY,
  MOK_LAW_UNVERIFIED,
} MokLawStatus;

/**
 * MokLaw:
 *
 * One version of the law on one protection. Owned by the table.
 */
typedef struct
{
  char *key;      /* (owned) */
  char *variable; /* (owned): the question of the built-in form that it is about */
  MokLawMoment moment;
  MokLawScope scope;
  guint conditions; /* MokLawConditions */
  guint doubtful;   /* MokLawConditions: those of the conditions that may have been dropped */
  guint from;       /* in force from this day, as 20250223 */
  guint to;         /* to this day; 0 = no end known */
  MokText *title;   /* (owned): "Menstrual leave" */
  MokText *summary; /* (owned): in a few words: "1 day a month on request" */
  MokText *article; /* (owned): "Labor Standards Act, art. 73" */
  MokText *text;    /* (owned): two or three plain sentences */
  char *source;     /* (owned): the text it was taken from */
  MokLawStatus status;
  MokText *doubt; /* (owned) (nullable): one sentence on what has not been checked; %NULL if verified */
  guint line;
} MokLaw;

GPtrArray *mok_law_read (const char *name, GBytes *bytes, GPtrArray *diagnostics);

GPtrArray *mok_law_get_table (void);
const char *const *mok_law_get_keys (gsize *n_keys);
gboolean mok_law_has_key (const char *key);
const MokLaw *mok_law_find (const char *key, guint date);
const MokLaw *mok_law_find_on (const char *key, gint32 days);

G_END_DECLS
