/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Room for the answer to one question: circles for one answer, squares for several, boxes for numbers and days, lines
 * for words. Codes stand beside the choices for whoever types the answers in. Must not change the order of choices:
 * chance has no place on a sheet that everybody gets alike.
 */

#include "config.h"

#include "report/mok-form-private.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#define ROW_GAP 1.0
#define COLUMN_GAP 10.0
#define MOST_COLUMNS 4
#define LONGEST_CODE 60.0
#define CODE_GAP 2.0
#define LABEL_GAP 4.0
/* From the top of a line of text to a mark or a code in it. */
#define MARK_DROP 2.0
#define CODE_DROP 3.6

#define CELL_WIDTH 14.0
#define CELL_HEIGHT 17.0
#define MOST_DIGITS 9
#define DECIMALS 2

#define LINE_PITCH 20.0
#define LETTERS_ON_LINE 50
#define MOST_LINES 6

#define SCALE_PADDING 6.0

typedef struct
{
  MokForm *form;
  MokFormBlock *block;
  const MokQuestion *question;
  double mark_width;
  double code_width;
} Answers;

/**
 * mok_form_dup_choice:
 *
 * Returns: (transfer full): the wording, and what follows from it
 */
char *
mok_form_dup_choice (const MokForm *self, const MokQuestion *question, const MokChoice *choice)
{
  const char *label = mok_text_get (choice->label, self->language);
  const gboolean stands_alone = question->kind == MOK_QUESTION_MULTIPLE && (choice->kind & MOK_CHOICE_EXCLUSIVE) != 0
                                && !mok_choice_is_missing (choice);

  if (choice->kind & MOK_CHOICE_ENDS)
    return g_strdup_printf (_ ("%s → Please stop here, do not hand this in."), label);
  if (stands_alone)
    return g_strdup_printf (_ ("%s (only this)"), label);
  return g_strdup (label);
}

static PangoLayout *
create_label (Answers *self, const MokChoice *choice, double width)
{
  g_autofree char *text = mok_form_dup_choice (self->form, self->question, choice);

  return mok_paper_create_text (self->form->paper, text, self->form->language, MOK_FORM_TEXT, FALSE, width);
}

static double
get_label_x (const Answers *self)
{
  return self->mark_width + CODE_GAP + self->code_width + LABEL_GAP;
}

static double
get_column_width (guint n_columns)
{
  return (MOK_FORM_INNER - (n_columns - 1) * COLUMN_GAP) / n_columns;
}

/* Which choice stands in a cell: downward first, or along the rows where a page may end between them. */
static guint
get_choice_at (const Answers *self, guint row, guint column, guint n_rows, guint n_columns)
{
  return self->block->may_split ? row * n_columns + column : column * n_rows + row;
}

static void
add_mark (Answers *self, MokFormRow *row, const char *code, double x)
{
  const MokPaperKind kind = self->question->kind == MOK_QUESTION_SINGLE ? MOK_PAPER_CIRCLE : MOK_PAPER_BOX;
  const double height = self->question->kind == MOK_QUESTION_RANK ? MOK_FORM_MARK + 3 : MOK_FORM_MARK;

  mok_form_row_add_shape (row, kind, x, MARK_DROP - (height - MOK_FORM_MARK) / 2, self->mark_width, height);
  mok_form_row_add_text (self->form, row, code, MOK_FORM_CODE, FALSE, x + self->mark_width + CODE_GAP, CODE_DROP,
                         self->code_width + 0.1);
}

/* Height of all rows; G_MAXDOUBLE where a label would need too many lines for so many columns. */
static double
measure_columns (Answers *self, guint n_columns)
{
  const GPtrArray *choices = self->question->choices->choices;
  const guint n_rows = (choices->len + n_columns - 1) / n_columns;
  const double width = get_column_width (n_columns) - get_label_x (self);
  double sum = 0;

  for (guint row = 0; row < n_rows; row++)
    {
      double highest = 0;

      for (guint column = 0; column < n_columns; column++)
        {
          const guint i = get_choice_at (self, row, column, n_rows, n_columns);
          g_autoptr (PangoLayout) label = NULL;

          if (i >= choices->len)
            continue;
          label = create_label (self, g_ptr_array_index (choices, i), width);
          if (n_columns > 2 && pango_layout_get_line_count (label) > 1)
            return G_MAXDOUBLE;
          highest = MAX (highest, mok_paper_measure (label, NULL));
        }
      sum += highest + ROW_GAP;
    }
  return sum;
}

/* As many columns as make it lowest; of equals the fewest. */
static guint
choose_columns (Answers *self, double *height)
{
  guint best = 1;

  *height = measure_columns (self, 1);
  for (guint n = 2; n <= MIN (MOST_COLUMNS, self->question->choices->choices->len); n++)
    {
      const double other = measure_columns (self, n);

      if (other < *height - 1)
        {
          best = n;
          *height = other;
        }
    }
  return best;
}

/* The whole width for one choice; whatever is written there has room. */
static void
add_single (Answers *self, const MokChoice *choice)
{
  g_autofree char *text = mok_form_dup_choice (self->form, self->question, choice);
  const guint first = self->block->rows->len;

  mok_form_block_add_text (self->form, self->block, text, MOK_FORM_TEXT, FALSE, MOK_FORM_NUMBER + get_label_x (self));
  add_mark (self, &g_array_index (self->block->rows, MokFormRow, first), choice->code, MOK_FORM_NUMBER);
  mok_form_row_add_space (&g_array_index (self->block->rows, MokFormRow, self->block->rows->len - 1), ROW_GAP);
}

static void
add_choices (Answers *self)
{
  const GPtrArray *choices = self->question->choices->choices;
  double height;
  guint n_columns, n_rows;

  self->mark_width = self->question->kind == MOK_QUESTION_RANK ? 2 * MOK_FORM_MARK : MOK_FORM_MARK;
  for (guint i = 0; i < choices->len; i++)
    self->code_width =
        MAX (self->code_width,
             mok_form_measure_text (self->form, mok_choice_list_get (self->question->choices, i)->code, MOK_FORM_CODE));
  self->code_width = MIN (self->code_width, LONGEST_CODE);
  n_columns = choose_columns (self, &height);
  if (self->block->header.height + height > MOK_FORM_HEIGHT / 2)
    {
      self->block->may_split = TRUE;
      n_columns = choose_columns (self, &height);
    }
  n_rows = (choices->len + n_columns - 1) / n_columns;
  for (guint i = 0; i < choices->len && n_columns == 1; i++)
    add_single (self, mok_choice_list_get (self->question->choices, i));
  for (guint i = 0; i < n_rows && n_columns > 1; i++)
    {
      MokFormRow *row = mok_form_block_add_row (self->block);

      for (guint column = 0; column < n_columns; column++)
        {
          const guint at = get_choice_at (self, i, column, n_rows, n_columns);
          const double x = MOK_FORM_NUMBER + column * (get_column_width (n_columns) + COLUMN_GAP);
          g_autoptr (PangoLayout) label = NULL;

          if (at >= choices->len)
            continue;
          label =
              create_label (self, g_ptr_array_index (choices, at), get_column_width (n_columns) - get_label_x (self));
          add_mark (self, row, mok_choice_list_get (self->question->choices, at)->code, x);
          mok_form_row_add_layout (row, label, x + get_label_x (self), 0);
        }
      mok_form_row_add_space (row, ROW_GAP);
    }
}

/* A scale from one side to the other stands on one line where its words are short enough. */
static gboolean
add_scale (Answers *self)
{
  const MokChoiceList *list = self->question->choices;
  const double width = MOK_FORM_INNER / MAX (list->choices->len, 1);
  MokFormRow *row;
  double highest;

  for (guint i = 0; i < list->choices->len; i++)
    if (!mok_form_fits_column (self->form, mok_choice_list_get (list, i), width - SCALE_PADDING))
      return FALSE;
  row = mok_form_block_add_row (self->block);
  highest = mok_form_add_heads (self->form, row, list, MOK_FORM_NUMBER, width);
  for (guint i = 0; i < list->choices->len; i++)
    mok_form_add_column (self->form, row, mok_choice_list_get (list, i)->code, MOK_FORM_NUMBER + (i + 0.5) * width,
                         highest + 2);
  mok_form_row_add_space (row, ROW_GAP);
  return TRUE;
}

/* Boxes for single letters. Returns where they end. */
static double
add_cells (MokFormRow *row, double x, guint n)
{
  for (guint i = 0; i < n; i++)
    mok_form_row_add_shape (row, MOK_PAPER_BOX, x + i * CELL_WIDTH, 0, CELL_WIDTH, CELL_HEIGHT);
  return x + n * CELL_WIDTH;
}

static double
add_word (MokForm *form, MokFormRow *row, const char *text, double x)
{
  mok_form_row_add_text (form, row, text, MOK_FORM_TEXT, FALSE, x + 4, 1.5, MOK_FORM_WIDTH - x);
  return x + 4 + mok_form_measure_text (form, text, MOK_FORM_TEXT) + 8;
}

static char *
dup_range (const MokQuestion *question)
{
  char low[G_ASCII_DTOSTR_BUF_SIZE], high[G_ASCII_DTOSTR_BUF_SIZE], step[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (low, sizeof low, "%.12g", question->minimum);
  g_ascii_formatd (high, sizeof high, "%.12g", question->maximum);
  g_ascii_formatd (step, sizeof step, "%.12g", question->step);
  if (question->kind == MOK_QUESTION_RANGE && question->step > 0 && question->step != 1)
    return g_strdup_printf (_ ("from %1$s to %2$s, in steps of %3$s"), low, high, step);
  if (isfinite (question->minimum) && isfinite (question->maximum))
    return g_strdup_printf (_ ("from %1$s to %2$s"), low, high);
  if (isfinite (question->minimum))
    return g_strdup_printf (_ ("%s or more"), low);
  return isfinite (question->maximum) ? g_strdup_printf (_ ("%s or less"), high) : NULL;
}

static guint
count_digits (const MokQuestion *question)
{
  const double largest = MAX (fabs (question->minimum), fabs (question->maximum));

  if (!isfinite (largest))
    return 6;
  return CLAMP ((guint) floor (log10 (MAX (largest, 1))) + 1, 1, MOST_DIGITS);
}

static gboolean
is_whole (const MokQuestion *question)
{
  return question->kind == MOK_QUESTION_INTEGER
         || (question->kind == MOK_QUESTION_RANGE && question->step == floor (question->step)
             && question->minimum == floor (question->minimum));
}

static void
add_number (Answers *self)
{
  MokFormRow *row = mok_form_block_add_row (self->block);
  g_autofree char *range = dup_range (self->question);
  double x = MOK_FORM_NUMBER;

  if (isfinite (self->question->minimum) && self->question->minimum < 0)
    x = add_word (self->form, row, "±", add_cells (row, x, 1) - 2);
  x = add_cells (row, x, count_digits (self->question));
  if (!is_whole (self->question))
    {
      mok_form_row_add_shape (row, MOK_PAPER_FILL, x + 3, CELL_HEIGHT - 3, 2, 2);
      x = add_cells (row, x + 8, DECIMALS);
    }
  if (range != NULL)
    add_word (self->form, row, range, x + 4);
  mok_form_row_add_space (row, 2);
}

static void
add_date (Answers *self)
{
  MokFormRow *row = mok_form_block_add_row (self->block);
  double x = add_cells (row, MOK_FORM_NUMBER, 4);

  x = add_cells (row, add_word (self->form, row, C_ ("date on paper", "year"), x), 2);
  x = add_cells (row, add_word (self->form, row, C_ ("date on paper", "month"), x), 2);
  add_word (self->form, row, C_ ("date on paper", "day"), x);
  mok_form_row_add_space (row, 2);
}

static void
add_lines (Answers *self)
{
  const guint needed = (self->question->max_length + LETTERS_ON_LINE - 1) / LETTERS_ON_LINE;
  const guint n_lines = CLAMP (needed, 1, self->question->multiline ? MOST_LINES : 2);

  for (guint i = 0; i < n_lines; i++)
    mok_form_row_add_shape (mok_form_block_add_row (self->block), MOK_PAPER_LINE, MOK_FORM_NUMBER, LINE_PITCH,
                            MOK_FORM_INNER, 0);
  mok_form_row_add_space (&g_array_index (self->block->rows, MokFormRow, self->block->rows->len - 1), 3);
}

static void
add_acknowledgement (Answers *self)
{
  MokFormRow *row = mok_form_block_add_row (self->block);

  mok_form_row_add_shape (row, MOK_PAPER_BOX, MOK_FORM_NUMBER, MARK_DROP, MOK_FORM_MARK, MOK_FORM_MARK);
  mok_form_row_add_text (self->form, row, _ ("I have read this"), MOK_FORM_TEXT, FALSE,
                         MOK_FORM_NUMBER + MOK_FORM_MARK + LABEL_GAP, 0, MOK_FORM_INNER / 2);
  mok_form_row_add_space (row, ROW_GAP);
}

/**
 * mok_form_add_answers:
 * @block: of the question; its header is complete
 *
 * Adds rows to answer in.
 */
void
mok_form_add_answers (MokForm *form, MokFormBlock *block, const MokQuestion *question)
{
  Answers self = { form, block, question, MOK_FORM_MARK, 0 };

  switch (question->kind)
    {
    case MOK_QUESTION_SINGLE:
      if (!question->likert || !add_scale (&self))
        add_choices (&self);
      break;
    case MOK_QUESTION_MULTIPLE:
    case MOK_QUESTION_RANK:
      add_choices (&self);
      break;
    case MOK_QUESTION_INTEGER:
    case MOK_QUESTION_DECIMAL:
    case MOK_QUESTION_RANGE:
      add_number (&self);
      break;
    case MOK_QUESTION_DATE:
      add_date (&self);
      break;
    case MOK_QUESTION_TEXT:
      add_lines (&self);
      break;
    case MOK_QUESTION_ACKNOWLEDGE:
      add_acknowledgement (&self);
      break;
    case MOK_QUESTION_NOTE:
    case MOK_QUESTION_CALCULATE:
    default:
      break;
    }
}
