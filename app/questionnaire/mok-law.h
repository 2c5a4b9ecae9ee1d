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
 * MokLaw:
 *
 * One version of the law on one protection. Owned by the table.
 */
typedef struct
{
  char *key;      /* (owned) */
  char *variable; /* (owned): the question of the built-in form that it is about */
  MokLawScope scope;
  char *condition;  /* (owned): further conditions as words: "hours15", "tenure6", "child8", "child12"; or "" */
  guint from;       /* in force from this day, as 20250223 */
  guint to;         /* to this day; 0 = no end known */
  MokText *title;   /* (owned): "Menstrual leave" */
  MokText *summary; /* (owned): in a few words: "1 day a month on request" */
  MokText *article; /* (owned): "Labor Standards Act, art. 73" */
  MokText *text;    /* (owned): two or three plain sentences */
  char *source;     /* (owned): the text it was taken from */
  guint line;
} MokLaw;

GPtrArray *mok_law_read (const char *name, GBytes *bytes, GPtrArray *diagnostics);

GPtrArray *mok_law_get_table (void);
const char *const *mok_law_get_keys (gsize *n_keys);
gboolean mok_law_has_key (const char *key);
const MokLaw *mok_law_find (const char *key, guint date);
const MokLaw *mok_law_find_on (const char *key, gint32 days);

G_END_DECLS
