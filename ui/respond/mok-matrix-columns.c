/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Order and digits of the choices of a matrix: what says something comes first, then what stands apart. Prefer not to
 * answer is always 0, as everywhere. Must not know widgets.
 */

#include "config.h"

#include "respond/mok-matrix-columns.h"

/**
 * mok_matrix_columns_new:
 * @list: the choices of all rows; it has to live longer
 * @language: the language of its texts
 *
 * Returns: (transfer full): the columns
 */
MokMatrixColumns *
mok_matrix_columns_new (const MokChoiceList *list, const char *language)
{
  g_return_val_if_fail (list != NULL && language != NULL, NULL);

  MokMatrixColumns *self = g_new0 (MokMatrixColumns, 1);

  self->list = list;
  self->language = g_strdup (language);
  self->order = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint aside = 0; aside < 2; aside++)
    {
      for (guint i = 0; i < list->choices->len; i++)
        if (mok_matrix_is_aside (mok_choice_list_get (list, i)) == (aside == 1))
          g_array_append_val (self->order, i);
      if (aside == 0)
        self->n_answers = self->order->len;
    }
  return self;
}

void
mok_matrix_columns_free (MokMatrixColumns *self)
{
  g_free (self->language);
  g_array_unref (self->order);
  g_free (self);
}

guint
mok_matrix_columns_get_n (const MokMatrixColumns *self)
{
  return self->order->len;
}

/**
 * mok_matrix_columns_get_choice:
 *
 * Returns: the index of the choice in its list
 */
guint
mok_matrix_columns_get_choice (const MokMatrixColumns *self, guint cell)
{
  g_return_val_if_fail (self != NULL && cell < self->order->len, 0);

  return g_array_index (self->order, guint, cell);
}

const char *
mok_matrix_columns_get_label (const MokMatrixColumns *self, guint cell)
{
  return mok_text_get (mok_choice_list_get (self->list, mok_matrix_columns_get_choice (self, cell))->label,
                       self->language);
}

/**
 * mok_matrix_columns_get_key:
 *
 * Returns: the digit that chooses it, or -1
 */
int
mok_matrix_columns_get_key (const MokMatrixColumns *self, guint cell)
{
  g_return_val_if_fail (self != NULL && cell < self->order->len, -1);

  int key = 1;

  for (guint i = 0; i <= cell; i++)
    {
      const MokChoice *choice = mok_choice_list_get (self->list, mok_matrix_columns_get_choice (self, i));
      const gboolean refused = (choice->kind & MOK_CHOICE_REFUSED) != 0;

      if (i == cell)
        return refused ? 0 : key <= 9 ? key : -1;
      key += refused ? 0 : 1;
    }
  return -1;
}

/**
 * mok_matrix_columns_find_key:
 *
 * Returns: the cell that @digit chooses, or -1
 */
int
mok_matrix_columns_find_key (const MokMatrixColumns *self, guint digit)
{
  g_return_val_if_fail (self != NULL, -1);

  for (guint i = 0; i < self->order->len; i++)
    if (mok_matrix_columns_get_key (self, i) == (int) digit)
      return (int) i;
  return -1;
}
