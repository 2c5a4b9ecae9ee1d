/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Known margins of background variables, out of a CSV file. */

#include <gio/gio.h>

G_BEGIN_DECLS

#define MOK_MARGINS_ERROR (mok_margins_error_quark ())

typedef enum
{
  MOK_MARGINS_ERROR_INVALID,
} MokMarginsError;

/**
 * MokMargin:
 *
 * The shares of one variable in the population.
 */
typedef struct
{
  char *variable;   /* (owned) */
  guint line;       /* of its first code in the file, 1-based */
  GPtrArray *codes; /* (owned) (element-type utf8) */
  GArray *shares;   /* (owned) (element-type double): of each code, adding to 1 */
  GArray *lines;    /* (owned) (element-type guint): of each code; 0 where it is from no file */
} MokMargin;

GQuark mok_margins_error_quark (void);

GPtrArray *mok_margins_read_file (GFile *file, GCancellable *cancellable, GError **error);
GPtrArray *mok_margins_new (void);
MokMargin *mok_margin_new (const char *variable, guint line);
void mok_margin_free (MokMargin *self);
void mok_margin_add (MokMargin *self, const char *code, double share, guint line);
int mok_margin_find (const MokMargin *self, const char *code);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokMargin, mok_margin_free)

G_END_DECLS
