/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What stands on a paper questionnaire before the first question and after the last one: what happens to the sheet, how
 * it is filled in, and the conditions that have no words. Must not promise for paper what only sealed answers have.
 */

#include "config.h"

#include "report/mok-form-private.h"

#include <glib/gi18n-lib.h>

#define TITLE_SIZE 17.0
#define TITLE_LINES 4
#define HEADING_SIZE 11.0
#define INDENT 12.0
#define PADDING 7.0
#define SAMPLE 10.0

static void
add_title (MokForm *self)
{
  MokFormBlock *block = mok_form_block_new (0);
  g_autoptr (PangoLayout) layout =
      mok_paper_create_text (self->paper, self->title, self->language, TITLE_SIZE, TRUE, MOK_FORM_WIDTH);

  /* So that no title pushes the rest off the page. */
  pango_layout_set_height (layout, -TITLE_LINES);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  mok_form_row_add_layout (mok_form_block_add_row (block), layout, 0, 0);
  g_ptr_array_add (self->blocks, block);
}

/* "It is about: working time and pay, leave and welfare …" */
static char *
dup_topics (const MokForm *self)
{
  g_autoptr (GString) topics = g_string_new (NULL);
  const guint n_modules = mok_questionnaire_get_n_modules (self->form);

  for (guint i = 0; i < n_modules; i++)
    {
      const char *label = mok_text_get (mok_questionnaire_get_module (self->form, i)->label, self->language);

      if (*label != '\0')
        g_string_append_printf (topics, "%s%s", topics->len > 0 ? " · " : "", label);
    }
  if (topics->len == 0)
    return NULL;
  return g_strdup_printf (_ ("It asks about: %s. It does not ask for your name."), topics->str);
}

static void
add_item (MokForm *self, MokFormRow *row, const char *text)
{
  const double y = row->height;

  mok_form_row_add_shape (row, MOK_PAPER_FILL, PADDING + 2, y + 5, 3, 3);
  mok_form_row_add_text (self, row, text, 9.5, FALSE, PADDING + INDENT, y, MOK_FORM_WIDTH - 2 * PADDING - INDENT);
}

static void
add_promise (MokForm *self)
{
  const gboolean is_open = self->disclosure == MOK_DISCLOSURE_OPEN;
  MokFormBlock *block = mok_form_block_new (8);
  MokFormRow *row = mok_form_block_add_row (block);
  g_autofree char *topics = dup_topics (self);

  mok_form_row_add_text (self, row,
                         is_open
                             ? _ ("This survey does not protect answers: the organizer can read and publish every row.")
                             : _ ("Before you begin"),
                         HEADING_SIZE, TRUE, PADDING, PADDING, MOK_FORM_WIDTH - 2 * PADDING);
  if (topics != NULL)
    add_item (self, row, topics);
  add_item (
      self, row,
      _ ("This sheet bears no number. Write no name on it, and nothing that tells who you are. Handwriting can be "
         "recognized: mark rather than write."));
  add_item (self, row, _ ("You can skip any question, and stop at any time."));
  add_item (self, row,
            _ ("While your answers are on paper, whoever holds the paper can read them. Fill it in where nobody "
               "watches, fold it, and put it into the locked collection box yourself."));
  if (is_open)
    {
      add_item (self, row,
                _ ("Somebody types your answers into a computer, without a name, a date or a number; then the paper is "
                   "destroyed."));
      add_item (self, row, _ ("Colleagues may recognize you by your profession, age or workplace in a published row."));
    }
  else
    {
      add_item (self, row,
                _ ("Somebody types your answers into a computer, without a name, a date or a number. There they are "
                   "sealed, mixed with those of others, and the paper is destroyed."));
      add_item (
          self, row,
          _ ("Results are shown of groups only, after the survey is closed. Before anything is counted, one answer "
             "in five is replaced at random."));
    }
  mok_form_row_add_frame (row, PADDING);
  g_ptr_array_add (self->blocks, block);
}

/* A mark as it should look, and what it means. Returns where the next one may begin. */
static double
add_sample (MokForm *self, MokFormRow *row, MokPaperKind kind, const char *text, double x)
{
  g_autoptr (PangoLayout) layout =
      mok_paper_create_text (self->paper, text, self->language, MOK_FORM_SMALL, FALSE, MOK_FORM_WIDTH / 2 - 2 * SAMPLE);
  double width;

  mok_paper_measure (layout, &width);
  mok_form_row_add_shape (row, kind, x, 1.5, SAMPLE, SAMPLE);
  mok_form_row_add_shape (row, MOK_PAPER_LINE, x, 1.5, SAMPLE, SAMPLE);
  mok_form_row_add_shape (row, MOK_PAPER_LINE, x, 1.5 + SAMPLE, SAMPLE, -SAMPLE);
  mok_form_row_add_layout (row, layout, x + SAMPLE + 4, 0);
  return x + SAMPLE + 4 + width + 16;
}

static void
add_marking (MokForm *self)
{
  MokFormBlock *block = mok_form_block_new (8);
  MokFormRow *row = mok_form_block_add_row (block);
  const double x = add_sample (self, row, MOK_PAPER_CIRCLE, _ ("Circles: mark one answer."), 0);

  add_sample (self, row, MOK_PAPER_BOX, _ ("Squares: mark several."), x);
  mok_form_row_add_text (self, row,
                         _ ("Marked the wrong one? Fill it in completely and mark the right one. The small numbers "
                            "beside the answers are for typing them in."),
                         MOK_FORM_SMALL, FALSE, 0, row->height, MOK_FORM_WIDTH);
  g_ptr_array_add (self->blocks, block);
}

/**
 * mok_form_add_front:
 *
 * Adds what stands above the first question.
 */
void
mok_form_add_front (MokForm *self)
{
  add_title (self);
  add_promise (self);
  add_marking (self);
}

/**
 * mok_form_add_end:
 *
 * Adds what stands below the last question.
 */
void
mok_form_add_end (MokForm *self)
{
  MokFormBlock *block = mok_form_block_new (16);

  mok_form_block_add_text (self, block,
                           _ ("Thank you. Fold this sheet and put it into the locked collection box yourself."),
                           MOK_FORM_TEXT, TRUE, 0);
  g_ptr_array_add (self->blocks, block);
  for (guint i = 0; i < self->notes->len; i++)
    {
      g_autofree char *text =
          g_strdup_printf (_ ("Note %1$u: %2$s"), i + 1, (char *) g_ptr_array_index (self->notes, i));

      block = mok_form_block_new (6);
      mok_form_block_add_text (self, block, text, MOK_FORM_SMALL, FALSE, 0);
      g_ptr_array_add (self->blocks, block);
    }
}
