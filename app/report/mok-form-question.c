/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One question of the paper questionnaire, and who answers it. Must not decide where it stands. */

#include "config.h"

#include "report/mok-form-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "questionnaire/mok-condition-words.h"
#include "questionnaire/mok-matrix.h"
#include "questionnaire/mok-numbering.h"

#define QUESTION_GAP 7.0
#define RUN_GAP 10.0
#define PADDING 4.0
/* A question whose wording is higher than this goes on on the next page like any text. */
#define TALL (MOK_FORM_HEIGHT / 3)

/**
 * mok_form_dup_label:
 *
 * Returns: (transfer full): the wording; where it repeats an earlier answer, it names the question of that
 */
char *
mok_form_dup_label (const MokForm *self, const MokQuestion *question)
{
  g_autoptr (GString) label = g_string_new (NULL);
  const char *rest = mok_text_get (question->label, self->language);

  while (*rest != '\0')
    {
      const char *close = g_str_has_prefix (rest, "${") ? strchr (rest, '}') : NULL;
      g_autofree char *name = close != NULL ? g_strndup (rest + 2, (gsize) (close - rest - 2)) : NULL;
      const MokQuestion *named = name != NULL ? mok_questionnaire_find_question (self->form, name) : NULL;
      g_autofree char *number = named != NULL ? mok_numbering_dup (self->form, named) : NULL;

      if (named == NULL)
        {
          g_string_append_c (label, *rest++);
          continue;
        }
      if (number != NULL)
        g_string_append_printf (label, _ ("(your answer to question %s)"), number);
      else
        g_string_append_c (label, '_');
      rest = close + 1;
    }
  return g_string_free (g_steal_pointer (&label), FALSE);
}

static char *
dup_instruction (const MokQuestion *question)
{
  if (question->kind == MOK_QUESTION_RANK)
    return g_strdup (_ ("Write 1 into the box of what comes first for you, then 2, and so on."));
  if (question->kind != MOK_QUESTION_MULTIPLE)
    return NULL;
  if (question->max_selected > 0)
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "Mark at most %u answer.", "Mark at most %u answers.", question->max_selected),
        question->max_selected);
  return g_strdup (_ ("Mark all that apply."));
}

/* Below what is already above the answers. What would fill a good part of a page cannot stand there again on the next
 * one: from there on everything goes on like any text.
 */
static MokFormRow *
add_above (MokForm *self, MokFormBlock *block, const char *text, double size, gboolean bold)
{
  MokFormRow *header = &block->header;
  g_autoptr (PangoLayout) layout =
      mok_paper_create_text (self->paper, text, self->language, size, bold, MOK_FORM_INNER);
  const guint first = block->rows->len;

  if (first == 0 && mok_paper_measure (layout, NULL) + header->height <= TALL)
    {
      mok_form_row_add_layout (header, layout, MOK_FORM_NUMBER, header->height);
      return header;
    }
  block->may_split = TRUE;
  mok_form_block_add_text (self, block, text, size, bold, MOK_FORM_NUMBER);
  return &g_array_index (block->rows, MokFormRow, first);
}

static void
add_part (GString *caption, const char *part, const char *separator)
{
  if (part != NULL)
    g_string_append_printf (caption, "%s%s", caption->len > 0 ? separator : "", part);
}

/**
 * mok_form_add_caption:
 *
 * Adds to an empty block what stands above the wording: who answers, the time that is asked about, and how to answer.
 */
void
mok_form_add_caption (MokForm *self, MokFormBlock *block, const MokQuestion *question)
{
  const MokFormPlace *place = mok_form_get_place (self, question);
  g_autofree char *period = mok_question_dup_period_caption (question);
  g_autofree char *instruction = dup_instruction (question);
  g_autoptr (GString) caption = g_string_new (NULL);

  if (place->clauses->len > 0)
    {
      g_autofree char *who = mok_condition_join_clauses (place->clauses);
      g_autofree char *line = g_strdup_printf (_ ("→ Only if %s."), who);

      add_part (caption, line, "");
    }
  add_part (caption, period, "  ");
  add_part (caption, instruction, period != NULL ? " · " : "  ");
  if (caption->len > 0)
    add_above (self, block, caption->str, MOK_FORM_SMALL, place->clauses->len > 0);
}

static void
add_wording (MokForm *self, MokFormBlock *block, const MokQuestion *question)
{
  g_autofree char *label = mok_form_dup_label (self, question);
  g_autofree char *number = mok_numbering_dup (self->form, question);
  /* A note is read once, a heading again with each row below it. */
  const gboolean is_bold = question->kind != MOK_QUESTION_NOTE || mok_matrix_of (question) != NULL;
  const double top = block->rows->len == 0 ? block->header.height : 0;
  MokFormRow *row = add_above (self, block, label, MOK_FORM_TEXT, is_bold);

  if (number != NULL)
    mok_form_row_add_text (self, row, number, MOK_FORM_TEXT, TRUE, 0, row == &block->header ? top : 0, MOK_FORM_NUMBER);
}

/**
 * mok_form_add_question:
 *
 * Adds a question with room for its answer, or a note.
 */
void
mok_form_add_question (MokForm *self, const MokQuestion *question)
{
  MokFormBlock *block = mok_form_block_new (QUESTION_GAP);
  const char *const below[] = { mok_text_get (question->hint, self->language),
                                mok_text_get (question->guidance, self->language) };

  block->run = mok_form_get_place (self, question)->run;
  mok_form_add_caption (self, block, question);
  add_wording (self, block, question);
  for (guint i = 0; i < G_N_ELEMENTS (below); i++)
    if (*below[i] != '\0')
      add_above (self, block, below[i], MOK_FORM_SMALL, FALSE);
  if (block->header.height > 0)
    mok_form_row_add_space (&block->header, 1);
  mok_form_add_answers (self, block, question);
  /* A header needs something to stand above. */
  if (block->rows->len == 0)
    mok_form_block_add_row (block);
  /* A note speaks of what follows. */
  block->keep_with_next = question->kind == MOK_QUESTION_NOTE;
  g_ptr_array_add (self->blocks, block);
}

/**
 * mok_form_create_run:
 * @again: whether it stands at the top of a page, for questions that began on an earlier one
 *
 * Returns: (transfer full): who answers the questions of a run, in a frame
 */
MokFormBlock *
mok_form_create_run (MokForm *self, guint run, gboolean again)
{
  MokFormBlock *block = mok_form_block_new (RUN_GAP);
  const char *words = g_array_index (self->runs, MokFormRun, run).words;
  g_autofree char *text = again ? g_strdup_printf (_ ("(continued) %s"), words) : g_strdup (words);
  g_autoptr (PangoLayout) layout =
      mok_paper_create_text (self->paper, text, self->language, MOK_FORM_SMALL, TRUE, MOK_FORM_WIDTH - 2 * PADDING - 4);

  if (mok_paper_measure (layout, NULL) > TALL)
    mok_form_block_add_text (self, block, text, MOK_FORM_SMALL, TRUE, 0);
  else
    {
      MokFormRow *row = mok_form_block_add_row (block);

      mok_form_row_add_layout (row, layout, PADDING + 2, PADDING);
      mok_form_row_add_frame (row, PADDING);
    }
  block->keep_with_next = TRUE;
  block->run = (int) run;
  block->is_run_start = TRUE;
  return block;
}
