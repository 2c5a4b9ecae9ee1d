/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* One thing that an organizer is told about a release: before closing, in the certificate, or about what is left. */

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MOK_NOTE_PLAIN,
  MOK_NOTE_GOOD,    /* checked and found right */
  MOK_NOTE_WARNING, /* to be thought about, or done */
} MokNoteKind;

typedef struct
{
  MokNoteKind kind;
  char *title; /* (owned): a few words */
  char *text;  /* (owned): one or two sentences, in the program's language */
} MokNote;

GPtrArray *mok_notes_new (void);
void mok_notes_add (GPtrArray *notes, MokNoteKind kind, const char *title, char *text);
char *mok_notes_to_text (GPtrArray *notes);

G_END_DECLS
