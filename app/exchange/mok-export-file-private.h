/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* A file that is there as a whole or not at all. */

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * MokExportFile:
 * @path: where it goes, links followed
 * @temporary: where it is until it is complete, in the same folder
 * @shown: its name in messages
 * @waiting: what was not written yet
 */
typedef struct
{
  char *path;       /* (owned) */
  char *temporary;  /* (owned) (nullable): once it is there */
  char *given;      /* (owned): the path with its links */
  char *shown;      /* (owned) */
  GString *waiting; /* (owned) */
  int descriptor;
} MokExportFile;

MokExportFile *mok_export_file_new (const char *path, GError **error);
gboolean mok_export_file_write (MokExportFile *self, const void *bytes, gsize size, GError **error);
gboolean mok_export_file_flush (MokExportFile *self, gsize limit, GError **error);
gboolean mok_export_file_finish (MokExportFile *self, GError **error);
void mok_export_file_free (MokExportFile *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokExportFile, mok_export_file_free)

G_END_DECLS
