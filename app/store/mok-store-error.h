/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Errors of everything that keeps answers in files. */

#include <glib.h>

G_BEGIN_DECLS

#define MOK_STORE_ERROR (mok_store_error_quark ())

typedef enum
{
  MOK_STORE_ERROR_NOT_OURS,      /* not a survey file or box at all */
  MOK_STORE_ERROR_NEWER,         /* made by a newer version of the program */
  MOK_STORE_ERROR_OLDER,         /* made by an older version, which this one does not read */
  MOK_STORE_ERROR_DAMAGED,       /* one of ours, but truncated or altered */
  MOK_STORE_ERROR_OTHER_SURVEY,  /* belongs to another survey */
  MOK_STORE_ERROR_CHANGED,       /* same survey, other manifest */
  MOK_STORE_ERROR_SYNTHETIC,     /* simulated and real responses do not mix */
  MOK_STORE_ERROR_FULL,          /* no free slot */
  MOK_STORE_ERROR_TOO_FEW,       /* too few responses or boxes to hand over, or to close */
  MOK_STORE_ERROR_SMALL_SITES,   /* boxes of small workplaces that do not hide each other */
  MOK_STORE_ERROR_PASSPHRASE,    /* wrong passphrase or end code */
  MOK_STORE_ERROR_RECOVERY_KEY,  /* a recovery key that is not typed as on its sheet */
  MOK_STORE_ERROR_KEY_REPLACED,  /* the public key is not that of the secret key: nobody could open what it seals */
  MOK_STORE_ERROR_TRUSTEES,      /* not possible with trustees */
  MOK_STORE_ERROR_CODE,          /* access code unknown or used */
  MOK_STORE_ERROR_CLOSED,        /* the survey is closed */
  MOK_STORE_ERROR_NOT_CLOSED,    /* the survey is not closed yet */
  MOK_STORE_ERROR_NO_REVIEW,     /* no comments wait for a review */
  MOK_STORE_ERROR_DISCLOSURE,    /* not possible with this kind of disclosure */
  MOK_STORE_ERROR_BUSY,          /* another program holds the file */
  MOK_STORE_ERROR_READ_ONLY,     /* the file or its folder cannot be written */
  MOK_STORE_ERROR_NO_SPACE,      /* the disk is full, or the user's quota */
  MOK_STORE_ERROR_EXISTS,        /* the target exists */
  MOK_STORE_ERROR_ALREADY_THERE, /* this file was imported before */
  MOK_STORE_ERROR_HANDED_OVER,   /* a handed-over copy takes no answers and is not handed over again */
  MOK_STORE_ERROR_IN_USE,        /* a box that collects, where only handed-over copies belong */
  MOK_STORE_ERROR_IO,            /* any other trouble with the file */
} MokStoreError;

GQuark mok_store_error_quark (void);
gboolean mok_store_error_is_version (const GError *error);
void mok_store_error_set_version (GError **error, MokStoreError code, const char *path);

G_END_DECLS
