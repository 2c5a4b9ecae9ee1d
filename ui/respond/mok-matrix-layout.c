/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The lines of a matrix: a statement, then columns, with separators between some. The heads say how wide a column is,
 * so that all lines of one width agree without knowing each other. Each line stays a widget of its own, which a grid
 * would not let it be: a screen reader has to find the group that a radio button belongs to.
 * Must not know what is in a column.
 */

#include "config.h"

#include "respond/mok-matrix-layout.h"

/* Of a line, if the heads can be broken that much: the rest is for the statement. */
#define SHARE 0.62

struct _MokMatrixLayout
{
  GtkLayoutManager parent_instance;

  GtkWidget *head; /* (nullable): the line with the heads, weak */
};

G_DEFINE_FINAL_TYPE (MokMatrixLayout, mok_matrix_layout, GTK_TYPE_LAYOUT_MANAGER)

static gboolean
is_column (GtkWidget *child, GtkWidget *line)
{
  return !GTK_IS_SEPARATOR (child) && child != gtk_widget_get_first_child (line);
}

/* Of the heads: what the widest needs, what it would like, and how many there are. */
static guint
measure_columns (MokMatrixLayout *self, int *minimum, int *natural)
{
  guint n = 0;

  *minimum = *natural = 0;
  for (GtkWidget *child = self->head != NULL ? gtk_widget_get_first_child (self->head) : NULL; child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int least, usual;

      if (!is_column (child, self->head))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &usual, NULL, NULL);
      *minimum = MAX (*minimum, least);
      *natural = MAX (*natural, usual);
      n++;
    }
  return n;
}

static int
get_column_width (MokMatrixLayout *self, int width)
{
  int minimum, natural;
  const guint n = measure_columns (self, &minimum, &natural);

  return n == 0 ? 0 : MIN (natural, MAX (minimum, (int) (SHARE * width / n)));
}

static int
get_separator_width (GtkWidget *separator)
{
  int width;

  gtk_widget_measure (separator, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  return width;
}

/* What columns and separators leave for the statement. */
static int
get_statement_width (GtkWidget *line, int column, int width)
{
  for (GtkWidget *child = gtk_widget_get_first_child (line); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_SEPARATOR (child))
      width -= get_separator_width (child);
    else if (is_column (child, line))
      width -= column;
  return MAX (width, 0);
}

static int
get_child_width (GtkWidget *line, GtkWidget *child, int column, int statement)
{
  return GTK_IS_SEPARATOR (child) ? get_separator_width (child) : is_column (child, line) ? column : statement;
}

static GtkSizeRequestMode
mok_matrix_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *line)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure_width (MokMatrixLayout *self, GtkWidget *line, int *minimum, int *natural)
{
  int least, usual;
  int rest;

  measure_columns (self, &least, &usual);
  *minimum = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (line); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (is_column (child, line))
        {
          *minimum += least;
          *natural += usual;
          continue;
        }
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &rest, NULL, NULL, NULL);
      *minimum += rest;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &rest, NULL, NULL);
      *natural += rest;
    }
}

static void
mok_matrix_layout_measure (GtkLayoutManager *manager,
                           GtkWidget *line,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  MokMatrixLayout *self = MOK_MATRIX_LAYOUT (manager);
  int least, usual, column, statement;

  measure_width (self, line, &least, &usual);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = least;
      *natural = usual;
      return;
    }
  for_size = for_size < 0 ? usual : MAX (for_size, least);
  column = get_column_width (self, for_size);
  statement = get_statement_width (line, column, for_size);
  *minimum = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (line); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int low, high;

      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, get_child_width (line, child, column, statement), &low,
                          &high, NULL, NULL);
      *minimum = MAX (*minimum, low);
      *natural = MAX (*natural, high);
    }
}

static void
mok_matrix_layout_allocate (GtkLayoutManager *manager, GtkWidget *line, int width, int height, int baseline)
{
  MokMatrixLayout *self = MOK_MATRIX_LAYOUT (manager);
  const gboolean rtl = gtk_widget_get_direction (line) == GTK_TEXT_DIR_RTL;
  const int column = get_column_width (self, width);
  const int statement = get_statement_width (line, column, width);
  int x = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (line); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      const int own = get_child_width (line, child, column, statement);
      const GtkAllocation place = { rtl ? width - x - own : x, 0, own, height };

      gtk_widget_size_allocate (child, &place, -1);
      x += own;
    }
}

static void
mok_matrix_layout_dispose (GObject *object)
{
  g_clear_weak_pointer (&MOK_MATRIX_LAYOUT (object)->head);
  G_OBJECT_CLASS (mok_matrix_layout_parent_class)->dispose (object);
}

static void
mok_matrix_layout_class_init (MokMatrixLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mok_matrix_layout_dispose;
  layout_class->get_request_mode = mok_matrix_layout_get_request_mode;
  layout_class->measure = mok_matrix_layout_measure;
  layout_class->allocate = mok_matrix_layout_allocate;
}

static void
mok_matrix_layout_init (MokMatrixLayout *self)
{
}

/**
 * mok_matrix_layout_new:
 * @head: the line with the heads of the columns, whose layout this may be
 *
 * For a widget whose first child is the statement, whose separators separate, and all of whose other children are
 * columns.
 *
 * Returns: (transfer full): a layout
 */
GtkLayoutManager *
mok_matrix_layout_new (GtkWidget *head)
{
  g_return_val_if_fail (GTK_IS_WIDGET (head), NULL);

  MokMatrixLayout *self = g_object_new (MOK_TYPE_MATRIX_LAYOUT, NULL);

  g_set_weak_pointer (&self->head, head);
  return GTK_LAYOUT_MANAGER (self);
}
