/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* SQLite's file format as an attacker reads it: pages, offsets, chains and counters, without SQLite. */

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint32 page;           /* numbered from 1 */
  guint32 offset;         /* of the cell in its page */
  guint32 index;          /* among the cells of its page */
  guint32 first_overflow; /* page; 0 = none */
  guint32 last_overflow;
  gint64 rowid;  /* 0 in a table without row ids */
  GBytes *value; /* (owned): the longest blob of the row */
} PagesCell;

typedef struct
{
  guint32 change_counter;
  guint32 n_pages;
  guint32 n_free_pages;
  guint n_free_blocks;
  guint n_fragment_bytes;
  guint n_stale_bytes; /* that are not zero where nothing is stored */
} PagesTraces;

GPtrArray *pages_read_table (const guint8 *data, gsize size, const char *table);
gboolean pages_read_traces (const guint8 *data, gsize size, PagesTraces *traces);

G_END_DECLS
