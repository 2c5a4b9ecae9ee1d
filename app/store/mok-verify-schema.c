/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whether the tables of a file are ours, to the byte, and its pages fit together. A column more is a place to write
 * down when somebody answered. Must not look at rows.
 */

#include "config.h"

#include "store/mok-verify-private.h"

#include <glib/gi18n-lib.h>

#define EVERYTHING "SELECT name, type || ' ' || tbl_name || ' ' || coalesce(sql, '') FROM sqlite_schema ORDER BY name"
#define COLUMNS "SELECT name, type FROM pragma_table_xinfo(?1) ORDER BY cid"

/* Returns: (nullable) (element-type utf8 utf8): first column to second, in no order */
static GHashTable *
read_pairs (MokSqlite *file, const char *sql, const char *parameter)
{
  g_autoptr (GHashTable) pairs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (sqlite3_stmt) select = mok_sqlite_prepare (file, sql, NULL);
  gboolean has_row;

  if (select == NULL)
    return NULL;
  if (parameter != NULL)
    sqlite3_bind_text (select, 1, parameter, -1, SQLITE_TRANSIENT);
  for (;;)
    {
      if (!mok_sqlite_step (file, select, &has_row, NULL))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&pairs);

      const char *key = (const char *) sqlite3_column_text (select, 0);
      const char *value = (const char *) sqlite3_column_text (select, 1);

      g_hash_table_insert (pairs, g_utf8_make_valid (key != NULL ? key : "", -1),
                           g_utf8_make_valid (value != NULL ? value : "", -1));
    }
}

static GList *
list_names (GHashTable *pairs)
{
  return g_list_sort (g_hash_table_get_keys (pairs), (GCompareFunc) g_strcmp0);
}

/* Returns: (nullable): the first name, in the order of the alphabet, of @some that @others lack */
static const char *
find_missing (GHashTable *some, GHashTable *others)
{
  g_autoptr (GList) names = list_names (some);

  for (GList *at = names; at != NULL; at = at->next)
    if (!g_hash_table_contains (others, at->data))
      return at->data;
  return NULL;
}

static const char *
find_changed (GHashTable *some, GHashTable *others)
{
  g_autoptr (GList) names = list_names (some);

  for (GList *at = names; at != NULL; at = at->next)
    if (g_strcmp0 (g_hash_table_lookup (some, at->data), g_hash_table_lookup (others, at->data)) != 0)
      return at->data;
  return NULL;
}

static void
tell_changed_table (MokVerify *self, MokSqlite *model, const char *table)
{
  g_autoptr (GHashTable) actual = read_pairs (self->file, COLUMNS, table);
  g_autoptr (GHashTable) expected = read_pairs (model, COLUMNS, table);
  const char *more = actual != NULL && expected != NULL ? find_missing (actual, expected) : NULL;

  if (more != NULL)
    mok_verify_fail (self, "schema", _ ("Table “%1$s” has a column that Moksori does not make: “%2$s”."), table, more);
  else
    mok_verify_fail (self, "schema", _ ("Table “%s” is not made as Moksori makes it."), table);
}

/* Returns: (nullable): an empty file of the version that the header names */
static MokSqlite *
make_model (MokVerify *self)
{
  MokSqliteFormat format = *self->format;
  g_auto (GStrv) steps = g_strdupv ((char **) self->format->steps);
  const guint version = CLAMP (mok_verify_read_u32 (self->data + 60), 1, g_strv_length (steps));

  for (guint i = version; steps[i] != NULL; i++)
    g_clear_pointer (&steps[i], g_free);
  format.steps = (const char *const *) steps;

  MokSqlite *model = mok_sqlite_create (NULL, self->path, &format, NULL);

  if (model != NULL)
    model->format = self->format;
  return model;
}

void
mok_verify_schema (MokVerify *self)
{
  g_autoptr (MokSqlite) model = make_model (self);
  g_autoptr (GHashTable) actual = self->file != NULL ? read_pairs (self->file, EVERYTHING, NULL) : NULL;
  g_autoptr (GHashTable) expected = model != NULL ? read_pairs (model, EVERYTHING, NULL) : NULL;
  const char *name;

  if (actual == NULL || expected == NULL)
    mok_verify_fail (self, "schema", _ ("The list of tables cannot be read."));
  else if ((name = find_missing (actual, expected)) != NULL)
    mok_verify_fail (self, "schema", _ ("There is something that Moksori does not make: “%s”."), name);
  else if ((name = find_missing (expected, actual)) != NULL)
    mok_verify_fail (self, "schema", _ ("Table “%s” is missing."), name);
  else if ((name = find_changed (expected, actual)) != NULL)
    tell_changed_table (self, model, name);
  else
    mok_verify_pass (self, "schema",
                     _ ("The tables are those that Moksori makes: no column for a name, a time or an "
                        "order."));
}

/* Returns: (transfer full): what SQLite has to say first, in English, "ok" if nothing; %NULL when it cannot even look
 */
static char *
ask_sqlite (MokVerify *self)
{
  g_autoptr (sqlite3_stmt) check =
      self->file != NULL ? mok_sqlite_prepare (self->file, "PRAGMA integrity_check(1)", NULL) : NULL;
  gboolean has_row = FALSE;
  const char *said = NULL;

  if (check != NULL && mok_sqlite_step (self->file, check, &has_row, NULL) && has_row)
    said = (const char *) sqlite3_column_text (check, 0);
  /* The check of the order tells that in plain words. It comes after everything about pages. */
  if (g_strcmp0 (said, "row not in PRIMARY KEY order for pool") == 0
      || g_strcmp0 (said, "row not in PRIMARY KEY order for comment_pool") == 0)
    said = "ok";
  return said != NULL ? g_utf8_make_valid (said, -1) : NULL;
}

void
mok_verify_structure (MokVerify *self)
{
  g_autofree char *said = ask_sqlite (self);

  if (said == NULL)
    mok_verify_fail (self, "structure", _ ("The file is damaged: its pages cannot be read."));
  else if (g_str_equal (said, "ok"))
    mok_verify_pass (self, "structure", _ ("The pages of the file fit together, and none is left over."));
  else
    /* Translators: %s is in English, from SQLite. */
    mok_verify_fail (self, "structure", _ ("The file is damaged: its pages do not fit together (%s)."), said);
}
