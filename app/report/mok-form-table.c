/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Questions with the same choices as a table: one row a question, one column a choice. Only where the wordings of the
 * choices stay readable above narrow columns. Must not put questions together that other people answer.
 */

#include "config.h"

#include "report/mok-form-private.h"

#include <glib/gi18n-lib.h>

#include "questionnaire/mok-condition-words.h"
#include "questionnaire/mok-matrix.h"
#include "questionnaire/mok-numbering.h"

#define TABLE_GAP 10.0
#define STEM_SHARE 0.44
#define HEAD_LINES 4
#define PADDING 3.0
#define TALL (MOK_FORM_HEIGHT / 3)
#define CODE_GAP 2.0

static double
get_stem_width (void)
{
  return MOK_FORM_INNER * STEM_SHARE;
}

static double
get_column_width (const MokChoiceList *list)
{
  return MOK_FORM_INNER * (1 - STEM_SHARE) / list->choices->len;
}

/**
 * mok_form_fits_column:
 *
 * Returns: whether a choice has room in a column: few lines, no word that breaks, and its code beside the mark
 */
gboolean
mok_form_fits_column (MokForm *self, const MokChoice *choice, double width)
{
  const char *text = mok_text_get (choice->label, self->language);
  g_auto (GStrv) words = g_strsplit_set (text, " \n\t", -1);
  g_autoptr (PangoLayout) layout = NULL;

  if (choice->kind & MOK_CHOICE_ENDS || width <= MOK_FORM_MARK
      || mok_form_measure_text (self, choice->code, MOK_FORM_CODE) > (width - MOK_FORM_MARK) / 2 - CODE_GAP)
    return FALSE;
  for (guint i = 0; words[i] != NULL; i++)
    if (mok_form_measure_text (self, words[i], MOK_FORM_HEAD) > width)
      return FALSE;
  layout = mok_paper_create_text (self->paper, text, self->language, MOK_FORM_HEAD, FALSE, width);
  return pango_layout_get_line_count (layout) <= HEAD_LINES;
}

/**
 * mok_form_add_column:
 * @middle: of the column
 * @y: of the upper edge of the mark
 *
 * Adds a circle with its code.
 */
void
mok_form_add_column (MokForm *self, MokFormRow *row, const char *code, double middle, double y)
{
  mok_form_row_add_shape (row, MOK_PAPER_CIRCLE, middle - MOK_FORM_MARK / 2, y, MOK_FORM_MARK, MOK_FORM_MARK);
  mok_form_row_add_text (self, row, code, MOK_FORM_CODE, FALSE, middle + MOK_FORM_MARK / 2 + CODE_GAP, y + 1.5,
                         MOK_FORM_WIDTH);
}

/**
 * mok_form_add_heads:
 * @x: of the first column
 *
 * Adds the wordings of choices above columns.
 *
 * Returns: the height of the highest one
 */
double
mok_form_add_heads (MokForm *self, MokFormRow *row, const MokChoiceList *list, double x, double width)
{
  double highest = 0;

  for (guint i = 0; i < list->choices->len; i++)
    {
      const char *text = mok_text_get (mok_choice_list_get (list, i)->label, self->language);
      g_autoptr (PangoLayout) label =
          mok_paper_create_text (self->paper, text, self->language, MOK_FORM_HEAD, FALSE, width - PADDING);
      const double height = mok_paper_measure (label, NULL);

      mok_form_row_add_centred (self, row, text, MOK_FORM_HEAD, x + i * width + PADDING / 2, 0, width - PADDING);
      highest = MAX (highest, height);
    }
  return highest;
}

static void
take_line (MokForm *self, GPtrArray *lines, const char *text, double size, gboolean bold)
{
  if (*text != '\0')
    g_ptr_array_add (
        lines, mok_paper_create_text (self->paper, text, self->language, size, bold, get_stem_width () - 2 * PADDING));
}

/* (element-type PangoLayout): what stands in the first column */
static GPtrArray *
list_lines (MokForm *self, const MokQuestion *question)
{
  const MokFormPlace *place = mok_form_get_place (self, question);
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *label = mok_form_dup_label (self, question);

  if (place->clauses->len > 0)
    {
      g_autofree char *who = mok_condition_join_clauses (place->clauses);
      g_autofree char *only = g_strdup_printf (_ ("→ Only if %s."), who);

      take_line (self, lines, only, MOK_FORM_SMALL, TRUE);
    }
  take_line (self, lines, label, MOK_FORM_TEXT, TRUE);
  take_line (self, lines, mok_text_get (question->hint, self->language), MOK_FORM_SMALL, FALSE);
  take_line (self, lines, mok_text_get (question->guidance, self->language), MOK_FORM_SMALL, FALSE);
  return lines;
}

/* A row is never cut; one that fills a good part of a page is no row. */
static gboolean
is_low (MokForm *self, const MokQuestion *question)
{
  g_autoptr (GPtrArray) lines = list_lines (self, question);
  double height = 0;

  for (guint i = 0; i < lines->len; i++)
    height += mok_paper_measure (g_ptr_array_index (lines, i), NULL);
  return height <= TALL;
}

static gboolean
may_be_row (MokForm *self, const MokQuestion *question)
{
  const MokFormPlace *place = mok_form_get_place (self, question);

  if (!place->is_printed || question->kind != MOK_QUESTION_SINGLE || question->role == MOK_ROLE_SCREENER)
    return FALSE;
  /* The rows of a matrix stay together; what belongs to one of them alone stands in its row. */
  return (mok_matrix_of (question) != NULL && is_low (self, question))
         || (place->clauses->len == 0 && mok_text_is_empty (question->hint) && mok_text_is_empty (question->guidance));
}

static gboolean
may_follow (MokForm *self, const MokQuestion *first, const MokQuestion *question)
{
  return may_be_row (self, question) && question->choices == first->choices && question->group == first->group
         && g_strcmp0 (question->period, first->period) == 0
         && mok_form_get_place (self, question)->run == mok_form_get_place (self, first)->run;
}

/**
 * mok_form_count_table:
 *
 * Returns: how many questions from @first on make a table; 0 where none do
 */
guint
mok_form_count_table (MokForm *self, const MokQuestion *first)
{
  guint n = 1;

  if (!may_be_row (self, first))
    return 0;
  for (guint i = 0; i < first->choices->choices->len; i++)
    {
      if (!mok_form_fits_column (self, mok_choice_list_get (first->choices, i),
                                 get_column_width (first->choices) - PADDING))
        return 0;
    }
  while (first->index + n < self->form->questions->len
         && may_follow (self, first, mok_questionnaire_get_question (self->form, first->index + n)))
    n++;
  return n > 1 ? n : 0;
}

static void
fill_head (MokForm *self, MokFormBlock *block, const MokQuestion *first)
{
  MokFormRow *head = &block->header;
  g_autofree char *period = mok_question_dup_period_caption (first);
  double highest;

  if (mok_matrix_of (first) == NULL)
    mok_form_add_caption (self, block, first);
  else if (period != NULL)
    mok_form_row_add_text (self, head, period, MOK_FORM_SMALL, FALSE, MOK_FORM_NUMBER, 0,
                           get_stem_width () - 2 * PADDING);
  highest = mok_form_add_heads (self, head, first->choices, MOK_FORM_NUMBER + get_stem_width (),
                                get_column_width (first->choices));
  head->height = MAX (head->height, highest) + PADDING;
}

/* Of whom it is asked, the wording, and what stands below it. Returns: where it ends */
static double
add_statement (MokForm *self, MokFormRow *row, const MokQuestion *question)
{
  g_autoptr (GPtrArray) lines = list_lines (self, question);
  double y = PADDING;

  for (guint i = 0; i < lines->len; i++)
    y += mok_form_row_add_layout (row, g_ptr_array_index (lines, i), MOK_FORM_NUMBER, y);
  return y;
}

static void
add_row (MokForm *self, MokFormBlock *block, const MokQuestion *question)
{
  MokFormRow *row = mok_form_block_add_row (block);
  const double width = get_column_width (question->choices);
  g_autofree char *number = mok_numbering_dup (self->form, question);
  const double height = add_statement (self, row, question) + PADDING;

  if (number != NULL)
    mok_form_row_add_text (self, row, number, MOK_FORM_TEXT, TRUE, 0, PADDING, MOK_FORM_NUMBER);
  mok_form_row_add_shape (row, MOK_PAPER_LINE, 0, 0, MOK_FORM_WIDTH, 0);
  for (guint i = 0; i < question->choices->choices->len; i++)
    mok_form_add_column (self, row, mok_choice_list_get (question->choices, i)->code,
                         MOK_FORM_NUMBER + get_stem_width () + (i + 0.5) * width, (height - MOK_FORM_MARK) / 2);
}

/**
 * mok_form_add_table:
 * @n: of mok_form_count_table()
 */
void
mok_form_add_table (MokForm *self, const MokQuestion *first, guint n)
{
  MokFormBlock *block = mok_form_block_new (TABLE_GAP);

  block->run = mok_form_get_place (self, first)->run;
  block->may_split = TRUE;
  fill_head (self, block, first);
  for (guint i = 0; i < n; i++)
    add_row (self, block, mok_questionnaire_get_question (self->form, first->index + i));
  g_ptr_array_add (self->blocks, block);
}

/**
 * mok_form_add_stem:
 * @question: the first one of its group on paper
 *
 * Adds what all questions of a group that asks for a matrix have in common, where nothing else says it.
 */
void
mok_form_add_stem (MokForm *self, const MokQuestion *question)
{
  const MokText *stem = mok_matrix_get_stem (self->form, question);
  MokFormBlock *block;

  if (stem == NULL)
    return;
  block = mok_form_block_new (TABLE_GAP);
  mok_form_block_add_text (self, block, mok_text_get (stem, self->language), MOK_FORM_TEXT, TRUE, MOK_FORM_NUMBER);
  block->keep_with_next = TRUE;
  block->run = mok_form_get_place (self, question)->run;
  g_ptr_array_add (self->blocks, block);
}
