/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Weights out of known margins and the true backgrounds of respondents. Backgrounds are never replaced, so that weights
 * tell nothing of answers. Must not keep a weight.
 */

#include "config.h"

#include "release/mok-weighting-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "analysis/mok-margins.h"
#include "analysis/mok-raking.h"
#include "base/mok-secret.h"

void
mok_weighting_free (MokWeighting *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->margins, g_ptr_array_unref);
  g_free (self);
}

/* Returns: the answer with this code, -1 if none that says something has it */
static int
find_answer (const MokVariable *variable, const char *code)
{
  for (guint k = 0; k < variable->n_answers; k++)
    {
      if (mok_variable_is_substantive (variable, k) && strcmp (mok_variable_get_code (variable, k), code) == 0)
        return (int) k;
    }
  return -1;
}

/* Puts an answer, or several as in “1+2”, into a category.
 *
 * Returns: whether the code names answers, none of them in a category before
 */
static gboolean
set_category (const MokVariable *variable, const char *code, guint category, guint *category_of)
{
  const gboolean whole = find_answer (variable, code) >= 0;
  g_auto (GStrv) parts = whole ? NULL : g_strsplit (code, "+", -1);
  const char *const one[] = { code, NULL };
  const char *const *names = whole ? one : (const char *const *) parts;

  for (guint i = 0; names[i] != NULL; i++)
    {
      const int answer = find_answer (variable, names[i]);

      if (answer < 0 || category_of[answer] != MOK_RAKING_UNKNOWN)
        return FALSE;
      category_of[answer] = category;
    }
  return names[0] != NULL;
}

static gboolean G_GNUC_PRINTF (4, 5) fail (const char *file, guint line, GError **error, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_autofree char *message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, MOK_MARGINS_ERROR, MOK_MARGINS_ERROR_INVALID, "%s:%u: %s", file, line, message);
  return FALSE;
}

static int
find_variable (const MokCodebook *codebook, const MokMargin *margin)
{
  const int variable = mok_codebook_find (codebook, margin->variable);

  return variable >= 0 && mok_codebook_get_background (codebook, (guint) variable) >= 0 ? variable : -1;
}

static gboolean
check_margin (const MokCodebook *codebook, const MokMargin *margin, const char *file, GError **error)
{
  const int variable = find_variable (codebook, margin);
  guint category_of[256];

  if (variable < 0)
    return fail (file, margin->line, error,
                 _ ("“%s” is not a background of this survey, so nobody can be weighted by "
                    "it."),
                 margin->variable);
  memset (category_of, 0xff, sizeof category_of);
  for (guint i = 0; i < margin->codes->len; i++)
    {
      const char *code = g_ptr_array_index (margin->codes, i);

      if (!set_category (&codebook->variables[variable], code, i, category_of))
        return fail (file, g_array_index (margin->lines, guint, i), error,
                     _ ("“%1$s” is not a code of “%2$s” that can be weighted, or it is there already."), code,
                     margin->variable);
    }
  for (guint k = 0; k < codebook->variables[variable].n_answers; k++)
    {
      if (mok_variable_is_substantive (&codebook->variables[variable], k) && category_of[k] == MOK_RAKING_UNKNOWN)
        return fail (file, margin->line, error, _ ("The code “%1$s” of “%2$s” has no line; its share may be 0."),
                     mok_variable_get_code (&codebook->variables[variable], k), margin->variable);
    }
  return TRUE;
}

/**
 * mok_weighting_read_margins:
 * @file: as of mok_margins_read_file()
 * @codebook: of the survey; every variable must be one of its backgrounds, with a share for each of its answers.
 * Several of them together are written `1+2`
 * @error: return location; %MOK_MARGINS_ERROR_INVALID names file and line
 *
 * Returns: (transfer full) (nullable) (element-type MokMargin): the margins
 */
GPtrArray *
mok_weighting_read_margins (GFile *file, const MokCodebook *codebook, GError **error)
{
  g_return_val_if_fail (G_IS_FILE (file) && codebook != NULL, NULL);

  g_autoptr (GPtrArray) margins = mok_margins_read_file (file, NULL, error);
  g_autofree char *name = g_file_get_basename (file);

  for (guint i = 0; margins != NULL && i < margins->len; i++)
    {
      if (!check_margin (codebook, g_ptr_array_index (margins, i), name, error))
        return NULL;
    }
  return g_steal_pointer (&margins);
}

/* Of each respondent the category in each margin. */
static guint *
new_categories (GPtrArray *margins, const MokRawTable *table)
{
  const MokCodebook *codebook = mok_raw_table_get_codebook (table);
  const gsize n_rows = mok_raw_table_get_n_rows (table);
  guint *categories = g_new (guint, n_rows * margins->len + 1);

  for (guint m = 0; m < margins->len; m++)
    {
      const MokMargin *margin = g_ptr_array_index (margins, m);
      const guint variable = (guint) find_variable (codebook, margin);
      const guint8 *column = mok_raw_table_get_column (table, variable, 0);
      guint category_of[256], category_of_slot[256];

      memset (category_of, 0xff, sizeof category_of);
      memset (category_of_slot, 0xff, sizeof category_of_slot);
      for (guint i = 0; i < margin->codes->len; i++)
        set_category (&codebook->variables[variable], g_ptr_array_index (margin->codes, i), i, category_of);
      for (guint k = 0; k < codebook->variables[variable].n_answers; k++)
        category_of_slot[MOK_SLOT_FIRST_ANSWER + k] = category_of[k];
      for (gsize i = 0; i < n_rows; i++)
        categories[i * margins->len + m] = category_of_slot[column[i]];
    }
  return categories;
}

/**
 * mok_weighting_rake:
 * @margins: (element-type MokMargin): as of mok_weighting_read_margins()
 * @table: of which only backgrounds are looked at; with the column of SIZE5
 * @weighting: (out): what there is to say of the weights
 * @cancellable: (nullable): a cancellable
 * @error: return location for %MOK_RAKING_ERROR, %MOK_MARGINS_ERROR or %G_IO_ERROR_CANCELLED
 *
 * Whoever's background is not known keeps the weight that other margins give.
 *
 * Returns: (transfer full) (nullable) (array): the weight of each respondent, 1 on the average
 */
double *
mok_weighting_rake (GPtrArray *margins,
                    const MokRawTable *table,
                    MokWeighting **weighting,
                    GCancellable *cancellable,
                    GError **error)
{
  g_return_val_if_fail (margins != NULL && margins->len > 0 && table != NULL && weighting != NULL, NULL);

  const gsize n_rows = mok_raw_table_get_n_rows (table);
  g_autofree guint *categories = new_categories (margins, table);
  g_autofree MokRakingMargin *shares = g_new0 (MokRakingMargin, margins->len);
  g_autoptr (MokRaking) raking = NULL;

  for (guint m = 0; m < margins->len; m++)
    {
      const MokMargin *margin = g_ptr_array_index (margins, m);

      shares[m] = (MokRakingMargin){ margin->variable, (const char *const *) margin->codes->pdata,
                                     (const double *) (gconstpointer) margin->shares->data, margin->codes->len };
    }
  raking = mok_raking_new (categories, (guint) n_rows, shares, margins->len, MOK_RAKING_CAP, cancellable, error);
  mok_memory_wipe (categories, n_rows * margins->len * sizeof *categories);
  if (raking == NULL)
    return NULL;
  if (raking->effective_n <= 0)
    {
      g_set_error_literal (error, MOK_MARGINS_ERROR, MOK_MARGINS_ERROR_INVALID,
                           _ ("These margins leave nobody to be weighted."));
      return NULL;
    }
  *weighting = g_new0 (MokWeighting, 1);
  (*weighting)->n_effective = raking->effective_n;
  (*weighting)->design_effect = raking->design_effect;
  (*weighting)->converged = raking->converged;
  (*weighting)->n_trimmed = raking->n_trimmed;
  (*weighting)->margins = g_ptr_array_ref (margins);
  return g_steal_pointer (&raking->weights);
}
