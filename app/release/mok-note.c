/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Lists of notes. Must not decide what is said. */

#include "config.h"

#include "release/mok-note.h"

static void
note_free (gpointer data)
{
  MokNote *note = data;

  g_free (note->title);
  g_free (note->text);
  g_free (note);
}

/**
 * mok_notes_new:
 *
 * Returns: (transfer full) (element-type MokNote): an empty list
 */
GPtrArray *
mok_notes_new (void)
{
  return g_ptr_array_new_with_free_func (note_free);
}

/**
 * mok_notes_add:
 * @title: a few words
 * @text: (transfer full): one or two sentences
 */
void
mok_notes_add (GPtrArray *notes, MokNoteKind kind, const char *title, char *text)
{
  g_return_if_fail (notes != NULL && title != NULL && text != NULL);

  MokNote *note = g_new0 (MokNote, 1);

  note->kind = kind;
  note->title = g_strdup (title);
  note->text = text;
  g_ptr_array_add (notes, note);
}

/**
 * mok_notes_to_text:
 *
 * Returns: (transfer full): the notes for a terminal, a paragraph each
 */
char *
mok_notes_to_text (GPtrArray *notes)
{
  g_return_val_if_fail (notes != NULL, NULL);

  GString *text = g_string_new (NULL);

  for (guint i = 0; i < notes->len; i++)
    {
      const MokNote *note = g_ptr_array_index (notes, i);

      g_string_append_printf (text, "%s%s %s\n  %s\n", i > 0 ? "\n" : "", note->kind == MOK_NOTE_WARNING ? "!" : "–",
                              note->title, note->text);
    }
  return g_string_free (text, FALSE);
}
