/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* Whole files: private temporary ones, durable renames, and times that tell no more than a day. */

#include <gio/gio.h>

G_BEGIN_DECLS

void mok_file_set_error (GError **error, int error_number, const char *path);
char *mok_file_make_temporary (const char *path, GError **error);
char *mok_file_make_successor (const char *path, GError **error);
void mok_file_remove_successor (const char *path);
gboolean mok_file_has_successor (const char *path);
gboolean mok_file_replace (const char *successor, const char *path, gboolean *durable, GError **error);
gboolean mok_file_publish (const char *temporary, const char *path, gboolean replace, GError **error);
gboolean mok_file_write (const char *path, GBytes *content, gboolean replace, GError **error);
GBytes *mok_file_read (const char *path, GError **error);
GBytes *mok_file_load (GFile *file, GError **error);
void mok_file_round_times (const char *path);
void mok_file_round_access_time (const char *path);
void mok_file_round_times_of (GFile *file);
gboolean mok_file_overwrites_in_place (const char *path);

G_END_DECLS
