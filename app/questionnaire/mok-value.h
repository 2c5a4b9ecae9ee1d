/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* A value of the expression language: text, number, truth value or date. */

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MOK_VALUE_STRING, /* also an absent answer: "" */
  MOK_VALUE_NUMBER,
  MOK_VALUE_BOOLEAN,
  MOK_VALUE_DATE, /* days since 1970-01-01, with a fraction for the time of day */
} MokValueType;

typedef struct
{
  MokValueType type;
  double number; /* number, date; 0 or 1 of a boolean */
  char *string;  /* (owned) (nullable): string only */
} MokValue;

void mok_value_clear (MokValue *self);
void mok_value_set_string (MokValue *self, const char *string);
void mok_value_take_string (MokValue *self, char *string);
void mok_value_set_number (MokValue *self, double number);
void mok_value_set_boolean (MokValue *self, gboolean truth);
void mok_value_set_date (MokValue *self, double days);
void mok_value_copy (const MokValue *self, MokValue *copy);
gboolean mok_value_to_boolean (const MokValue *self);
double mok_value_to_number (const MokValue *self);
char *mok_value_to_string (const MokValue *self);

gboolean mok_date_parse (const char *text, double *days);
gboolean mok_date_split (double days, GDate *date, guint *seconds);
char *mok_date_format (double days);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MokValue, mok_value_clear)

G_END_DECLS
