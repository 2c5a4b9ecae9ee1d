/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The law table that the program carries inside, and the version in force on a day. Must not judge answers: that is the
 * law layer's work.
 */

#include "config.h"

#include "questionnaire/mok-law.h"

#include <gio/gio.h>
#include <string.h>

#include "base/mok-day.h"
#include "questionnaire/mok-diagnostic.h"

#define RESOURCE "/io/github/moksori/Moksori/law/protections.csv"

/**
 * mok_law_get_table:
 *
 * Returns: (transfer none) (element-type MokLaw): all versions of all protections, those of one protection together and
 *   in the order of time
 */
GPtrArray *
mok_law_get_table (void)
{
  static GPtrArray *table;

  if (g_once_init_enter (&table))
    {
      g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);
      g_autoptr (GBytes) bytes = g_resources_lookup_data (RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
      GPtrArray *loaded;

      /* Part of the program, held by a test: not the world's content but ours. */
      g_assert (bytes != NULL);
      loaded = mok_law_read ("protections.csv", bytes, diagnostics);
      g_assert (loaded != NULL);
      g_once_init_leave (&table, loaded);
    }
  return table;
}

/**
 * mok_law_get_keys:
 * @n_keys: (out): their number
 *
 * Returns: (transfer none) (array length=n_keys): the keys of the protections, each once, in the order of the table
 */
const char *const *
mok_law_get_keys (gsize *n_keys)
{
  static GPtrArray *keys;

  g_return_val_if_fail (n_keys != NULL, NULL);

  if (g_once_init_enter (&keys))
    {
      GPtrArray *table = mok_law_get_table ();
      GPtrArray *found = g_ptr_array_new ();

      for (guint i = 0; i < table->len; i++)
        {
          const MokLaw *law = g_ptr_array_index (table, i);

          if (found->len == 0 || strcmp (g_ptr_array_index (found, found->len - 1), law->key) != 0)
            g_ptr_array_add (found, law->key);
        }
      g_once_init_leave (&keys, found);
    }
  *n_keys = keys->len;
  return (const char *const *) keys->pdata;
}

gboolean
mok_law_has_key (const char *key)
{
  gsize n_keys;
  const char *const *keys = mok_law_get_keys (&n_keys);

  g_return_val_if_fail (key != NULL, FALSE);

  for (gsize i = 0; i < n_keys; i++)
    {
      if (strcmp (keys[i], key) == 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * mok_law_find:
 * @key: as in the column `bind::mok:law`
 * @date: a day as 20261122
 *
 * Returns: (transfer none) (nullable): the version in force on that day; %NULL for an unknown key and a day before the
 *   first version
 */
const MokLaw *
mok_law_find (const char *key, guint date)
{
  GPtrArray *table = mok_law_get_table ();

  g_return_val_if_fail (key != NULL, NULL);

  for (guint i = 0; i < table->len; i++)
    {
      const MokLaw *law = g_ptr_array_index (table, i);

      if (strcmp (law->key, key) == 0 && law->from <= date && (law->to == 0 || date <= law->to))
        return law;
    }
  return NULL;
}

/**
 * mok_law_find_on:
 * @days: a day, counted from 1970-01-01
 *
 * Like mok_law_find(), for the law reference date of a survey.
 *
 * Returns: (transfer none) (nullable): the version in force on that day
 */
const MokLaw *
mok_law_find_on (const char *key, gint32 days)
{
  const gint64 julian = (gint64) days + 719163; /* of 1970-01-01, in days from 0001-01-01 = 1 */
  GDate gdate;

  if (julian < 1 || !g_date_valid_julian ((guint32) julian))
    return NULL;
  g_date_clear (&gdate, 1);
  g_date_set_julian (&gdate, (guint32) julian);
  return mok_law_find (key, mok_day_from_gdate (&gdate));
}
