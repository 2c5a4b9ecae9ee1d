/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Asks whatever helps with typing to learn nothing, and keeps nothing to be undone.
 * Must not promise more: an input method may ignore what it is asked.
 */

#include "config.h"

#include "common/mok-private-entry.h"

/**
 * mok_private_entry_set_up:
 * @field: a text view, or an entry of any kind
 * @purpose: what is typed into it
 *
 * For each field that a respondent types into, and for passphrases, keys and codes.
 */
void
mok_private_entry_set_up (GtkWidget *field, GtkInputPurpose purpose)
{
  const GtkInputHints hints = GTK_INPUT_HINT_PRIVATE | GTK_INPUT_HINT_NO_SPELLCHECK | GTK_INPUT_HINT_NO_EMOJI;

  if (GTK_IS_TEXT_VIEW (field))
    {
      g_object_set (field, "input-hints", hints, "input-purpose", purpose, NULL);
      /* What was taken out of the text must not stay in memory to be undone. */
      gtk_text_buffer_set_enable_undo (gtk_text_view_get_buffer (GTK_TEXT_VIEW (field)), FALSE);
      return;
    }
  g_return_if_fail (GTK_IS_EDITABLE (field));

  gtk_editable_set_enable_undo (GTK_EDITABLE (field), FALSE);
  while (!GTK_IS_TEXT (field))
    field = GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (field)));
  g_object_set (field, "input-hints", hints, "input-purpose", purpose, NULL);
}
