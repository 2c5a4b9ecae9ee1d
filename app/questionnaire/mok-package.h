/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The parts of a file of a spreadsheet program: texts in a zip archive. */

#include <glib.h>

G_BEGIN_DECLS

#define MOK_PACKAGE_ERROR (mok_package_error_quark ())

typedef enum
{
  MOK_PACKAGE_ERROR_DAMAGED,
  MOK_PACKAGE_ERROR_ENCRYPTED,
  MOK_PACKAGE_ERROR_OTHER_KIND, /* a file of another program, or of another format of the same */
  MOK_PACKAGE_ERROR_TOO_LARGE,
} MokPackageError;

/* A few kilobytes can unpack to gigabytes; no form of 5,000 questions comes near these. */
#define MOK_PACKAGE_MAX_PARTS 1000
#define MOK_PACKAGE_MAX_PART_SIZE (16 * 1024 * 1024)
#define MOK_PACKAGE_MAX_SIZE (64 * 1024 * 1024)

typedef struct _MokPackage MokPackage;

GQuark mok_package_error_quark (void);

gboolean mok_package_is_one (const char *bytes, gsize length);
MokPackage *mok_package_open (const char *bytes, gsize length, GError **error);
void mok_package_close (MokPackage *self);
char *mok_package_read (MokPackage *self, const char *name, gsize *length, GError **error);
void mok_package_set_damaged (GError **error, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokPackage, mok_package_close)

G_END_DECLS
