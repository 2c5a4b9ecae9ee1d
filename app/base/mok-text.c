/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A text in several languages, such as the wording of a question. Built once, then only read.
 * Must not know what the text is for.
 */

#include "config.h"

#include "base/mok-text.h"

#include <string.h>

typedef struct
{
  char *language;
  char *text;
} Entry;

struct _MokText
{
  gatomicrefcount refs;
  GArray *entries;
};

static void
entry_clear (gpointer data)
{
  Entry *entry = data;

  g_clear_pointer (&entry->language, g_free);
  g_clear_pointer (&entry->text, g_free);
}

/**
 * mok_text_new:
 *
 * Returns: (transfer full): a text that says nothing in any language yet
 */
MokText *
mok_text_new (void)
{
  MokText *self = g_new0 (MokText, 1);

  g_atomic_ref_count_init (&self->refs);
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (self->entries, entry_clear);
  return self;
}

MokText *
mok_text_ref (MokText *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
mok_text_unref (MokText *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_array_unref (self->entries);
  g_free (self);
}

static Entry *
find (const MokText *self, const char *language)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = &g_array_index (self->entries, Entry, i);

      if (strcmp (entry->language, language) == 0)
        return entry;
    }
  return NULL;
}

/**
 * mok_text_set:
 * @language: a language code; the empty string for a text without a language
 * @text: the text; an empty one counts as absent
 *
 * Sets the text of one language. Only while the text is being built.
 */
void
mok_text_set (MokText *self, const char *language, const char *text)
{
  g_return_if_fail (self != NULL && language != NULL && text != NULL);

  Entry *entry = find (self, language);

  if (entry != NULL)
    {
      g_free (entry->text);
      entry->text = g_strdup (text);
    }
  else
    {
      Entry added = { g_strdup (language), g_strdup (text) };

      g_array_append_val (self->entries, added);
    }
}

/**
 * mok_text_peek:
 *
 * Returns: (nullable): the text in exactly this language, or %NULL where it is absent or empty
 */
const char *
mok_text_peek (const MokText *self, const char *language)
{
  if (self == NULL)
    return NULL;

  const Entry *entry = find (self, language);

  return entry != NULL && *entry->text != '\0' ? entry->text : NULL;
}

/**
 * mok_text_get:
 * @self: (nullable): a text
 * @language: the wanted language
 *
 * Returns: the text in @language; else the text without a language; else the first that is not empty; else ""
 */
const char *
mok_text_get (const MokText *self, const char *language)
{
  const char *text = mok_text_peek (self, language);

  if (text == NULL)
    text = mok_text_peek (self, "");
  for (guint i = 0; text == NULL && self != NULL && i < self->entries->len; i++)
    {
      const char *candidate = g_array_index (self->entries, Entry, i).text;

      if (*candidate != '\0')
        text = candidate;
    }
  return text != NULL ? text : "";
}

gboolean
mok_text_is_empty (const MokText *self)
{
  return *mok_text_get (self, "") == '\0';
}
