/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Reads margins: a table with the columns variable, code and share, one line for each code; the shares of a variable
 * add to 1 or to 100. Must not know whether a variable is asked in any questionnaire: that is the caller's to check.
 */

#include "config.h"

#include "analysis/mok-margins.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/mok-csv.h"

/* Shares are published in rounded per cents. */
#define ROUNDING 0.01

enum
{
  VARIABLE,
  CODE,
  SHARE,
  N_FIELDS,
};

static const char *const field_names[N_FIELDS] = { "variable", "code", "share" };

typedef struct
{
  char *name; /* (owned): of the file */
  GPtrArray *margins;
  gboolean has_header;
  guint order[N_FIELDS]; /* where each column is */
} Reader;

G_DEFINE_QUARK (mok_margins_error, mok_margins_error)

static gboolean G_GNUC_PRINTF (4, 5) fail (const Reader *self, guint line, GError **error, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_autofree char *message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, MOK_MARGINS_ERROR, MOK_MARGINS_ERROR_INVALID, "%s:%u: %s", self->name, line, message);
  return FALSE;
}

static gboolean
read_header (Reader *self, const MokCsvCell *cells, guint n_cells, GError **error)
{
  self->has_header = TRUE;
  for (guint field = 0; field < N_FIELDS; field++)
    {
      guint at = 0;

      while (at < n_cells && strcmp (cells[at].text, field_names[field]) != 0)
        at++;
      if (at == n_cells)
        return fail (self, cells[0].line, error, _ ("The first line does not name the column “%s”."),
                     field_names[field]);
      self->order[field] = at;
    }
  return TRUE;
}

static MokMargin *
take_margin (Reader *self, const MokCsvCell *variable)
{
  for (guint i = 0; i < self->margins->len; i++)
    {
      MokMargin *margin = g_ptr_array_index (self->margins, i);

      if (strcmp (margin->variable, variable->text) == 0)
        return margin;
    }

  MokMargin *margin = mok_margin_new (variable->text, variable->line);

  g_ptr_array_add (self->margins, margin);
  return margin;
}

static gboolean
read_row (const MokCsvCell *cells, guint n_cells, gpointer data, GError **error)
{
  Reader *self = data;
  char *end;

  if (n_cells == 1 && *cells[0].text == '\0')
    return TRUE;
  if (!self->has_header)
    return read_header (self, cells, n_cells, error);
  for (guint field = 0; field < N_FIELDS; field++)
    {
      if (self->order[field] >= n_cells || *cells[self->order[field]].text == '\0')
        return fail (self, cells[0].line, error, _ ("The column “%s” is empty."), field_names[field]);
    }

  const MokCsvCell *code = &cells[self->order[CODE]], *share = &cells[self->order[SHARE]];
  const double number = g_ascii_strtod (share->text, &end);

  if (*end != '\0' || !isfinite (number) || number < 0)
    return fail (self, share->line, error, _ ("“%s” is not a share: write 0.25, or 25 for a quarter."), share->text);

  MokMargin *margin = take_margin (self, &cells[self->order[VARIABLE]]);

  if (mok_margin_find (margin, code->text) >= 0)
    return fail (self, code->line, error, _ ("The code “%1$s” of “%2$s” has a line already."), code->text,
                 margin->variable);
  mok_margin_add (margin, code->text, number, code->line);
  return TRUE;
}

static gboolean
normalise (const Reader *self, const MokMargin *margin, GError **error)
{
  double sum = 0;

  for (guint i = 0; i < margin->shares->len; i++)
    sum += g_array_index (margin->shares, double, i);
  if (fabs (sum - 1) > ROUNDING && fabs (sum - 100) > 100 * ROUNDING)
    {
      char buffer[G_ASCII_DTOSTR_BUF_SIZE];

      return fail (self, margin->line, error, _ ("The shares of “%1$s” add to %2$s, not to 1 or 100."),
                   margin->variable, g_ascii_formatd (buffer, sizeof buffer, "%.6g", sum));
    }
  for (guint i = 0; i < margin->shares->len; i++)
    g_array_index (margin->shares, double, i) /= sum;
  return TRUE;
}

/**
 * mok_margins_read_file:
 * @file: CSV, UTF-8, the first line naming the columns variable, code and share in any order; others are ignored
 * @cancellable: (nullable): to stop
 * @error: return location; %MOK_MARGINS_ERROR_INVALID names file and line
 *
 * Rounded shares are made to add to 1.
 *
 * Returns: (transfer full) (nullable) (element-type MokMargin): a margin for each variable, in the order of the file
 */
GPtrArray *
mok_margins_read_file (GFile *file, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  g_autoptr (GPtrArray) margins = mok_margins_new ();
  g_autofree char *name = g_file_get_basename (file);
  Reader self = { .name = name, .margins = margins };

  if (!mok_csv_read_file (file, read_row, &self, cancellable, error))
    return NULL;
  if (margins->len == 0)
    {
      fail (&self, 1, error, "%s", _ ("There are no margins in this file."));
      return NULL;
    }
  for (guint i = 0; i < margins->len; i++)
    {
      if (!normalise (&self, g_ptr_array_index (margins, i), error))
        return NULL;
    }
  return g_steal_pointer (&margins);
}

/**
 * mok_margins_new:
 *
 * Returns: (transfer full) (element-type MokMargin): none yet
 */
GPtrArray *
mok_margins_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) mok_margin_free);
}

/**
 * mok_margin_new:
 * @line: where the first code is in the file, 1-based; 0 = no file
 *
 * Returns: (transfer full): a margin without codes
 */
MokMargin *
mok_margin_new (const char *variable, guint line)
{
  g_return_val_if_fail (variable != NULL, NULL);

  MokMargin *self = g_new0 (MokMargin, 1);

  self->variable = g_strdup (variable);
  self->line = line;
  self->codes = g_ptr_array_new_with_free_func (g_free);
  self->shares = g_array_new (FALSE, FALSE, sizeof (double));
  self->lines = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

void
mok_margin_free (MokMargin *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->variable);
  g_ptr_array_unref (self->codes);
  g_array_unref (self->shares);
  g_array_unref (self->lines);
  g_free (self);
}

/**
 * mok_margin_add:
 * @share: of the population, 0 to 1; shares of a whole margin add to 1
 * @line: in the file, 1-based; 0 = no file
 */
void
mok_margin_add (MokMargin *self, const char *code, double share, guint line)
{
  g_return_if_fail (self != NULL && code != NULL);

  g_ptr_array_add (self->codes, g_strdup (code));
  g_array_append_val (self->shares, share);
  g_array_append_val (self->lines, line);
}

/**
 * mok_margin_find:
 *
 * Returns: the place of a code in the margin, −1 if it has none
 */
int
mok_margin_find (const MokMargin *self, const char *code)
{
  g_return_val_if_fail (self != NULL && code != NULL, -1);

  for (guint i = 0; i < self->codes->len; i++)
    {
      if (strcmp (g_ptr_array_index (self->codes, i), code) == 0)
        return (int) i;
    }
  return -1;
}
