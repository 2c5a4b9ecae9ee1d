/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Raw answers in columns: a byte for every variable and respondent, and for a multiple choice besides the bits of its
 * choices, eight to a byte. Lives while a survey is closed and is wiped afterwards. Must not be written anywhere.
 */

#include "config.h"

#include "release/mok-raw-table-private.h"

#include <math.h>
#include <string.h>

#define LINE 64

/* Columns that start at the same place of a page share their lines of the first cache, and a record touches all of
 * them: filling was six times slower. Each column starts so many lines further on than the last.
 */
#define ODD_LINES 17

#define MAX_MASK_BYTES ((MOK_ANSWER_MAX_CHOICES + 7) / 8)

typedef struct
{
  gsize offset;                       /* of the field in a record */
  guint column;                       /* the first of its columns */
  guint n_masks;                      /* multiple: columns of bits behind the column of states */
  guint8 substantive[MAX_MASK_BYTES]; /* multiple: bits of choices that are answers */
  guint8 not_sure[MAX_MASK_BYTES];
  double *numbers; /* (owned) (nullable): numbers that wait for their bands */
  double lowest;
  double highest;
} Field;

struct _MokRawTable
{
  MokRecordLayout *layout;
  MokCodebook *codebook;
  Field *fields; /* one for each variable */
  guint n_columns;
  gsize n_rows;
  gsize capacity;
  gsize stride; /* bytes from one column to the next */
  guint8 *bytes;
  gboolean finished;
};

static gsize
stride_for (gsize capacity)
{
  const gsize lines = (capacity + LINE - 1) / LINE;

  return ((lines + 63) / 64 * 64 + ODD_LINES) * LINE;
}

static guint8 *
column_of (const MokRawTable *self, guint column)
{
  return self->bytes + column * self->stride;
}

static void
wipe_bytes (guint8 *bytes, gsize size)
{
  if (bytes != NULL)
    mok_memory_wipe (bytes, size);
  g_free (bytes);
}

static void
wipe_numbers (double *numbers, gsize n)
{
  if (numbers != NULL)
    mok_memory_wipe (numbers, n * sizeof *numbers);
  g_free (numbers);
}

static void
reserve (MokRawTable *self, gsize capacity)
{
  const gsize stride = stride_for (capacity);
  guint8 *bytes = g_malloc (MAX (1, self->n_columns * stride));

  for (guint i = 0; i < self->n_columns && self->n_rows > 0; i++)
    memcpy (bytes + i * stride, column_of (self, i), self->n_rows);
  wipe_bytes (self->bytes, self->n_columns * self->stride);
  self->bytes = bytes;
  self->stride = stride;
  for (guint i = 0; i < self->codebook->n_variables; i++)
    {
      Field *field = &self->fields[i];

      if (!self->codebook->variables[i].needs_edges)
        continue;

      double *numbers = g_new (double, capacity);

      if (self->n_rows > 0)
        memcpy (numbers, field->numbers, self->n_rows * sizeof *numbers);
      wipe_numbers (field->numbers, self->capacity);
      field->numbers = numbers;
    }
  self->capacity = capacity;
}

static void
init_masks (const MokVariable *variable, Field *field)
{
  for (guint k = 0; k < variable->n_answers; k++)
    {
      const guint8 bit = (guint8) (1u << k % 8);

      if (mok_variable_is_substantive (variable, k))
        field->substantive[k / 8] |= bit;
      else if (mok_variable_get_kind (variable, k) & MOK_CHOICE_NOT_SURE)
        field->not_sure[k / 8] |= bit;
    }
}

/**
 * mok_raw_table_new:
 * @layout: where the answers are in a record
 * @codebook: (nullable): what the columns are; %NULL = as of mok_codebook_new()
 * @n_expected: for how many records to make room; there may be more
 *
 * Returns: (transfer full): a table without rows
 */
MokRawTable *
mok_raw_table_new (MokRecordLayout *layout, MokCodebook *codebook, gsize n_expected)
{
  g_return_val_if_fail (layout != NULL, NULL);

  MokRawTable *self = g_new0 (MokRawTable, 1);

  self->layout = mok_record_layout_ref (layout);
  self->codebook =
      codebook != NULL ? mok_codebook_ref (codebook) : mok_codebook_new (mok_record_layout_get_questionnaire (layout));
  self->fields = g_new0 (Field, self->codebook->n_variables);
  for (guint i = 0; i < self->codebook->n_variables; i++)
    {
      const MokVariable *variable = &self->codebook->variables[i];
      Field *field = &self->fields[i];

      if (variable->kind == MOK_VARIABLE_QUESTION)
        field->offset = mok_record_layout_get_offset (layout, variable->question->index);
      field->column = self->n_columns;
      field->lowest = INFINITY;
      field->highest = -INFINITY;
      field->n_masks = (variable->n_marks + 7) / 8;
      if (variable->is_multiple)
        init_masks (variable, field);
      self->n_columns += 1 + field->n_masks;
    }
  reserve (self, MAX (n_expected, 64));
  return self;
}

void
mok_raw_table_free (MokRawTable *self)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; i < self->codebook->n_variables; i++)
    wipe_numbers (self->fields[i].numbers, self->capacity);
  wipe_bytes (self->bytes, self->n_columns * self->stride);
  g_free (self->fields);
  mok_codebook_unref (self->codebook);
  mok_record_layout_unref (self->layout);
  g_free (self);
}

static gint32
read_int (const guint8 *bytes)
{
  guint32 little;

  memcpy (&little, bytes, sizeof little);
  return (gint32) GUINT32_FROM_LE (little);
}

static double
read_number (const MokQuestion *question, const guint8 *value)
{
  guint64 little;
  double number;

  if (question->kind != MOK_QUESTION_DECIMAL)
    {
      /* A range that is not whole keeps the number of its step. */
      if (question->kind == MOK_QUESTION_RANGE && !mok_answer_is_whole (question))
        return question->minimum + read_int (value) * question->step;
      return read_int (value);
    }
  memcpy (&little, value, sizeof little);
  little = GUINT64_FROM_LE (little);
  memcpy (&number, &little, sizeof number);
  return number;
}

static guint8
add_number (MokRawTable *self, const MokVariable *variable, Field *field, const guint8 *bytes)
{
  const double number = read_number (variable->question, bytes + 1);

  if (!variable->needs_edges)
    return (guint8) (MOK_SLOT_FIRST_ANSWER + mok_variable_get_band (variable, number));
  field->numbers[self->n_rows] = number;
  field->lowest = MIN (field->lowest, number);
  field->highest = MAX (field->highest, number);
  return MOK_SLOT_FIRST_ANSWER;
}

static guint8
get_first_ranked (const MokVariable *variable, const guint8 *places)
{
  for (guint k = 0; k < variable->n_answers; k++)
    {
      if (places[k] == 1)
        return (guint8) (MOK_SLOT_FIRST_ANSWER + k);
    }
  return MOK_SLOT_BLANK;
}

static guint8
get_state (const Field *field, const guint8 *bits)
{
  gboolean substantive = FALSE, not_sure = FALSE, any = FALSE;

  for (guint i = 0; i < field->n_masks; i++)
    {
      substantive |= (bits[i] & field->substantive[i]) != 0;
      not_sure |= (bits[i] & field->not_sure[i]) != 0;
      any |= bits[i] != 0;
    }
  if (!any)
    return MOK_SLOT_BLANK;
  return substantive ? MOK_SLOT_SUBSTANTIVE : not_sure ? MOK_SLOT_NOT_SURE : MOK_SLOT_REFUSED;
}

static void
add_field (MokRawTable *self, guint index, const guint8 *record)
{
  const MokVariable *variable = &self->codebook->variables[index];
  Field *field = &self->fields[index];
  const guint8 *bytes = record + field->offset;
  guint8 value = bytes[0];

  for (guint i = 0; i < field->n_masks; i++)
    column_of (self, field->column + 1 + i)[self->n_rows] = bytes[1 + i];
  if (value >= MOK_ANSWER_GIVEN && variable->question->kind != MOK_QUESTION_SINGLE)
    {
      if (variable->is_multiple)
        value = get_state (field, bytes + 1);
      else if (variable->is_number)
        value = add_number (self, variable, field, bytes);
      else
        value = get_first_ranked (variable, bytes + 1);
    }
  column_of (self, field->column)[self->n_rows] = value;
}

/* Whether every byte that is kept of a record can be counted. */
static gboolean
can_be_counted (const MokRawTable *self, const guint8 *record)
{
  for (guint i = 0; i < self->codebook->n_questions; i++)
    {
      const MokVariable *variable = &self->codebook->variables[i];
      const Field *field = &self->fields[i];
      const guint8 *bytes = record + field->offset;
      const guint last_bits = variable->n_answers % 8;

      if (variable->question->kind == MOK_QUESTION_SINGLE ? bytes[0] >= variable->n_states
                                                          : bytes[0] > MOK_ANSWER_GIVEN)
        return FALSE;
      if (field->n_masks > 0 && last_bits > 0 && bytes[field->n_masks] >> last_bits != 0)
        return FALSE;
    }
  return TRUE;
}

/**
 * mok_raw_table_add_record:
 * @record: (array length=size): an opened record that mok_record_check() found good
 *
 * Adds a row. A record is made by whoever has the public key, so even one that nobody checked does no harm here.
 *
 * Returns: whether it can be counted; if not, the table is as before
 */
gboolean
mok_raw_table_add_record (MokRawTable *self, const guint8 *record, gsize size)
{
  g_return_val_if_fail (self != NULL && record != NULL && !self->finished, FALSE);

  if (size != mok_record_layout_get_record_size (self->layout) || !can_be_counted (self, record))
    return FALSE;
  if (self->n_rows == self->capacity)
    reserve (self, 2 * self->capacity);
  for (guint i = 0; i < self->codebook->n_questions; i++)
    add_field (self, i, record);
  self->n_rows++;
  return TRUE;
}

/**
 * mok_raw_table_finish:
 *
 * Says that all records are there: numbers for which the form names no bands get theirs now.
 */
void
mok_raw_table_finish (MokRawTable *self)
{
  g_return_if_fail (self != NULL && !self->finished);

  self->finished = TRUE;
  for (guint i = 0; i < self->codebook->n_variables; i++)
    {
      Field *field = &self->fields[i];
      guint8 *column = column_of (self, field->column);

      if (field->numbers == NULL)
        continue;
      if (field->lowest <= field->highest)
        mok_codebook_derive_edges (self->codebook, i, field->lowest, field->highest);
      for (gsize row = 0; row < self->n_rows; row++)
        {
          if (column[row] == MOK_SLOT_FIRST_ANSWER)
            column[row] = (guint8) (MOK_SLOT_FIRST_ANSWER
                                    + mok_variable_get_band (&self->codebook->variables[i], field->numbers[row]));
        }
      wipe_numbers (g_steal_pointer (&field->numbers), self->capacity);
    }
}

gsize
mok_raw_table_get_n_rows (const MokRawTable *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_rows;
}

/**
 * mok_raw_table_get_codebook:
 *
 * Returns: (transfer none): what the columns are
 */
MokCodebook *
mok_raw_table_get_codebook (const MokRawTable *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->codebook;
}

/**
 * mok_raw_table_get_n_columns:
 *
 * Returns: of how many bytes the value of a variable is: its slot or state, and of a multiple choice the bits
 */
guint
mok_raw_table_get_n_columns (const MokRawTable *self, guint variable)
{
  g_return_val_if_fail (self != NULL && variable < self->codebook->n_variables, 0);

  return 1 + self->fields[variable].n_masks;
}

/**
 * mok_raw_table_get_column:
 * @column: below mok_raw_table_get_n_columns()
 *
 * Returns: (transfer none) (array): a byte for each row, which the replacement writes over
 */
guint8 *
mok_raw_table_get_column (const MokRawTable *self, guint variable, guint column)
{
  g_return_val_if_fail (self != NULL && variable < self->codebook->n_variables, NULL);
  g_return_val_if_fail (column <= self->fields[variable].n_masks, NULL);

  return column_of (self, self->fields[variable].column + column);
}

/**
 * mok_raw_table_keep:
 * @keep: (array): of each row whether it stays
 *
 * Takes rows out; the others move up.
 */
void
mok_raw_table_keep (MokRawTable *self, const gboolean *keep)
{
  g_return_if_fail (self != NULL && self->finished && keep != NULL);

  gsize n_kept = 0;

  for (guint c = 0; c < self->n_columns; c++)
    {
      guint8 *column = column_of (self, c);

      n_kept = 0;
      for (gsize i = 0; i < self->n_rows; i++)
        {
          if (keep[i])
            column[n_kept++] = column[i];
        }
      mok_memory_wipe (column + n_kept, self->n_rows - n_kept);
    }
  self->n_rows = n_kept;
}

/* One stable pass of a radix sort: rows with a smaller value of @column come first. */
static void
sort_by_column (const guint8 *column, const guint32 *from, guint32 *to, gsize n)
{
  guint32 starts[257] = { 0 };

  for (gsize i = 0; i < n; i++)
    starts[column[from[i]] + 1]++;
  for (guint value = 0; value < 256; value++)
    starts[value + 1] += starts[value];
  for (gsize i = 0; i < n; i++)
    to[starts[column[from[i]]]++] = from[i];
}

/**
 * mok_raw_table_sort:
 * @variables: (array length=n_variables): variables with one column; the first decides first
 *
 * Puts rows that are alike beside each other, so that whoever goes through people who are alike goes through memory in
 * order. Rows that are alike in all of @variables keep their order.
 */
void
mok_raw_table_sort (MokRawTable *self, const guint *variables, guint n_variables)
{
  g_return_if_fail (self != NULL && self->finished && self->n_rows <= G_MAXUINT32);

  g_autofree guint32 *order = g_new (guint32, self->n_rows + 1);
  g_autofree guint32 *next = g_new (guint32, self->n_rows + 1);
  g_autofree guint8 *copy = g_malloc (self->n_rows + 1);

  for (gsize i = 0; i < self->n_rows; i++)
    order[i] = (guint32) i;
  for (guint v = n_variables; v > 0; v--)
    {
      guint32 *swapped = order;

      sort_by_column (column_of (self, self->fields[variables[v - 1]].column), order, next, self->n_rows);
      order = next;
      next = swapped;
    }
  for (guint c = 0; c < self->n_columns; c++)
    {
      guint8 *column = column_of (self, c);

      memcpy (copy, column, self->n_rows);
      for (gsize i = 0; i < self->n_rows; i++)
        column[i] = copy[order[i]];
    }
  mok_memory_wipe (copy, self->n_rows);
}

/**
 * mok_raw_table_recode:
 * @slots: (array fixed-size=256): the new slot of each old one
 *
 * Writes other slots for those of a variable with one column.
 */
void
mok_raw_table_recode (MokRawTable *self, guint variable, const guint8 *slots)
{
  g_return_if_fail (self != NULL && self->finished && variable < self->codebook->n_variables && slots != NULL);

  guint8 *column = column_of (self, self->fields[variable].column);

  for (gsize i = 0; i < self->n_rows; i++)
    column[i] = slots[column[i]];
}

/**
 * mok_raw_table_make_groups:
 * @variable: a variable of which a respondent has one value
 * @levels: (array fixed-size=256): the level of each of its slots
 * @n_levels: how many levels
 *
 * Returns: (transfer full): in which level each respondent is
 */
MokGroups *
mok_raw_table_make_groups (const MokRawTable *self, guint variable, const guint8 *levels, guint n_levels)
{
  g_return_val_if_fail (self != NULL && self->finished && variable < self->codebook->n_variables, NULL);

  return mok_groups_new (column_of (self, self->fields[variable].column), levels, n_levels, self->n_rows);
}

/* Counts one column by groups, or as a whole. */
static void
count_column (const MokRawTable *self, guint column, const MokGroups *groups, guint shift, guint32 *counts)
{
  if (groups != NULL)
    mok_tabulate_groups (column_of (self, column), groups, shift, counts);
  else
    mok_tabulate (column_of (self, column), self->n_rows, counts);
}

static void
add_mask (const guint32 *masks, guint n_bits, guint32 *choices)
{
  for (guint mask = 1; mask < 1u << n_bits; mask++)
    {
      for (guint bit = 0; masks[mask] > 0 && bit < n_bits; bit++)
        {
          if (mask >> bit & 1)
            choices[bit] += masks[mask];
        }
    }
}

/**
 * mok_raw_table_count:
 * @groups: (nullable): groups of the respondents; %NULL = all in one
 * @counts: (out caller-allocates): for each group the slots of the variable
 *
 * Counts one variable.
 */
void
mok_raw_table_count (const MokRawTable *self, guint variable, const MokGroups *groups, guint32 *counts)
{
  g_return_if_fail (self != NULL && self->finished && variable < self->codebook->n_variables && counts != NULL);

  const MokVariable *counted = &self->codebook->variables[variable];
  const Field *field = &self->fields[variable];
  const guint n_groups = groups != NULL ? groups->n_groups : 1;
  const guint n_slots = mok_variable_get_n_slots (counted);
  const guint shift = mok_tabulate_get_shift (counted->n_states);
  /* Without groups every value of a byte has a place. */
  const guint widest = groups != NULL ? MAX (shift, MIN (8, counted->n_marks)) : 8;
  g_autofree guint32 *bytes = g_new0 (guint32, ((gsize) n_groups << widest) + 1);

  memset (counts, 0, (gsize) n_groups * n_slots * sizeof *counts);
  count_column (self, field->column, groups, shift, bytes);
  for (guint g = 0; g < n_groups; g++)
    memcpy (counts + (gsize) g * n_slots, bytes + ((gsize) g << shift), counted->n_states * sizeof *counts);
  for (guint i = 0; i < field->n_masks; i++)
    {
      const guint n_bits = MIN (8, counted->n_marks - 8 * i);

      memset (bytes, 0, ((gsize) n_groups << n_bits) * sizeof *bytes);
      count_column (self, field->column + 1 + i, groups, n_bits, bytes);
      for (guint g = 0; g < n_groups; g++)
        add_mask (bytes + ((gsize) g << n_bits), n_bits, counts + (gsize) g * n_slots + counted->n_states + 8 * i);
    }
}
