/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Linear programs by GLPK. Built without it there are none, and the attacks that need them say so. Must not know what
 * the unknowns are.
 */

#include "config.h"

#include "program.h"

#ifdef HAVE_GLPK

#include <glpk.h>

struct _Program
{
  glp_prob *problem;
  glp_smcp control;
};

gboolean
program_is_available (void)
{
  return TRUE;
}

/**
 * program_new:
 * @most: (array length=n_unknowns): each unknown is between 0 and this
 *
 * Returns: (transfer full): a program without constraints
 */
Program *
program_new (guint n_unknowns, const double *most)
{
  Program *self = g_new0 (Program, 1);

  glp_term_out (GLP_OFF);
  self->problem = glp_create_prob ();
  glp_init_smcp (&self->control);
  self->control.msg_lev = GLP_MSG_OFF;
  glp_add_cols (self->problem, (int) n_unknowns);
  for (guint i = 0; i < n_unknowns; i++)
    glp_set_col_bnds (self->problem, (int) i + 1, most[i] > 0 ? GLP_DB : GLP_FX, 0, most[i]);
  return self;
}

void
program_free (Program *self)
{
  glp_delete_prob (self->problem);
  g_free (self);
}

/**
 * program_add_row:
 * @unknowns: (array length=n): no one twice; their sum is at least @low and at most @high
 */
void
program_add_row (Program *self, const guint *unknowns, guint n, double low, double high)
{
  g_autofree int *columns = g_new (int, n + 1);
  g_autofree double *ones = g_new (double, n + 1);
  const int row = glp_add_rows (self->problem, 1);

  for (guint i = 0; i < n; i++)
    {
      columns[i + 1] = (int) unknowns[i] + 1;
      ones[i + 1] = 1;
    }
  glp_set_row_bnds (self->problem, row, low < high ? GLP_DB : GLP_FX, low, high);
  glp_set_mat_row (self->problem, row, (int) n, columns, ones);
}

/* The next optimum starts at the last one. */
static gboolean
optimize (Program *self, guint unknown, int direction, double *value)
{
  gboolean found;

  glp_set_obj_dir (self->problem, direction);
  glp_set_obj_coef (self->problem, (int) unknown + 1, 1);
  found = glp_simplex (self->problem, &self->control) == 0 && glp_get_status (self->problem) == GLP_OPT;
  *value = glp_get_obj_val (self->problem);
  glp_set_obj_coef (self->problem, (int) unknown + 1, 0);
  return found;
}

/**
 * program_get_bounds:
 * @low: (out): the least that @unknown can be
 * @high: (out): the most
 *
 * Returns: whether there is a solution
 */
gboolean
program_get_bounds (Program *self, guint unknown, double *low, double *high)
{
  return optimize (self, unknown, GLP_MIN, low) && optimize (self, unknown, GLP_MAX, high);
}

#else

gboolean
program_is_available (void)
{
  return FALSE;
}

Program *
program_new (guint n_unknowns, const double *most)
{
  g_return_val_if_reached (NULL);
}

void
program_free (Program *self)
{
  g_return_if_reached ();
}

void
program_add_row (Program *self, const guint *unknowns, guint n, double low, double high)
{
  g_return_if_reached ();
}

gboolean
program_get_bounds (Program *self, guint unknown, double *low, double *high)
{
  g_return_val_if_reached (FALSE);
}

#endif
