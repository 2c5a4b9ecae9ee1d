/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The numbers behind a chart as a grid of labels.
 *
 * The first cell of a row takes the keyboard and reads the whole row out as one sentence, with the name of every
 * column, because there is no table navigation for screen readers in GTK. Must not write numbers:
 * mok-table-lines.c does.
 */

#include "config.h"

#include "results/mok-table-view.h"

#include <glib/gi18n-lib.h>

#include "base/mok-language.h"
#include "common/mok-words.h"
#include "results/mok-table-lines.h"

struct _MokTableView
{
  AdwBin parent_instance;

  GtkScrolledWindow *scroller;
  GtkGrid *grid;    /* (nullable): of the table that is shown */
  GPtrArray *names; /* (owned) (element-type utf8): of the columns, the first one's included */
  int n_rows;       /* table rows; each but the first has a rule above it in the grid */
};

G_DEFINE_FINAL_TYPE (MokTableView, mok_table_view, ADW_TYPE_BIN)

static void
mok_table_view_finalize (GObject *object)
{
  MokTableView *self = MOK_TABLE_VIEW (object);

  g_ptr_array_unref (self->names);

  G_OBJECT_CLASS (mok_table_view_parent_class)->finalize (object);
}

static void
mok_table_view_class_init (MokTableViewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mok_table_view_finalize;
}

static GtkSizeRequestMode
get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* A scrolled window is as high as its child would be at its narrowest, with every label wrapped. This one is as high as
 * the table is in the width that it has. */
static void
measure (GtkWidget *widget,
         GtkOrientation orientation,
         int for_size,
         int *minimum,
         int *natural,
         int *minimum_baseline,
         int *natural_baseline)
{
  MokTableView *self = MOK_TABLE_VIEW (widget);
  int narrowest;

  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_HORIZONTAL || self->grid == NULL)
    {
      gtk_widget_measure (GTK_WIDGET (self->scroller), orientation, for_size, minimum, natural, NULL, NULL);
      return;
    }
  gtk_widget_measure (GTK_WIDGET (self->grid), GTK_ORIENTATION_HORIZONTAL, -1, &narrowest, NULL, NULL, NULL);
  gtk_widget_measure (GTK_WIDGET (self->grid), orientation, MAX (for_size, narrowest), minimum, natural, NULL, NULL);
}

static void
allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_allocate (GTK_WIDGET (MOK_TABLE_VIEW (widget)->scroller), width, height, baseline, NULL);
}

static void
mok_table_view_init (MokTableView *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->names = g_ptr_array_new_with_free_func (g_free);
  self->scroller = GTK_SCROLLED_WINDOW (scroller);
  gtk_scrolled_window_set_policy (self->scroller, GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_widget_add_css_class (scroller, "card");
  gtk_widget_set_overflow (scroller, GTK_OVERFLOW_HIDDEN);
  adw_bin_set_child (ADW_BIN (self), scroller);
  gtk_widget_set_layout_manager (GTK_WIDGET (self), gtk_custom_layout_new (get_request_mode, measure, allocate));
}

/**
 * mok_table_view_new:
 *
 * Returns: (transfer floating): an empty table
 */
GtkWidget *
mok_table_view_new (void)
{
  return g_object_new (MOK_TYPE_TABLE_VIEW, NULL);
}

static GtkWidget *
new_cell (const char *text, guint column, gboolean heading, gboolean quiet)
{
  GtkAccessibleRole role = heading       ? GTK_ACCESSIBLE_ROLE_COLUMN_HEADER
                           : column == 0 ? GTK_ACCESSIBLE_ROLE_ROW_HEADER
                                         : GTK_ACCESSIBLE_ROLE_CELL;
  GtkWidget *cell = g_object_new (GTK_TYPE_LABEL, "label", text, "accessible-role", role, "xalign",
                                  column == 0 ? 0.f : 1.f, "hexpand", column == 0, NULL);

  mok_words_keep (GTK_LABEL (cell));
  /* "4–14" and "≈ 20" have no letter that would tell how they run; their units stay below each other. */
  if (column > 0)
    gtk_widget_set_direction (cell, GTK_TEXT_DIR_LTR);
  if (column == 0)
    gtk_widget_add_css_class (cell, "mok-first");
  gtk_label_set_wrap (GTK_LABEL (cell), heading || column == 0);
  if (heading)
    {
      gtk_label_set_max_width_chars (GTK_LABEL (cell), 12);
      gtk_label_set_justify (GTK_LABEL (cell), column == 0 ? GTK_JUSTIFY_LEFT : GTK_JUSTIFY_RIGHT);
      gtk_widget_add_css_class (cell, "caption-heading");
      gtk_widget_set_valign (cell, GTK_ALIGN_END);
    }
  else if (column == 0)
    {
      gtk_label_set_width_chars (GTK_LABEL (cell), 12);
      gtk_label_set_max_width_chars (GTK_LABEL (cell), 40);
    }
  else
    {
      gtk_widget_add_css_class (cell, "numeric");
    }
  if (quiet)
    gtk_widget_add_css_class (cell, "dim-label");

  return cell;
}

/* "Nurse. Agree: 34. Disagree: 12. Base: 520" */
static char *
dup_sentence (MokTableView *self, char **cells)
{
  g_autoptr (GString) sentence = g_string_new (cells[0]);

  for (guint i = 1; cells[i] != NULL; i++)
    if (*cells[i] != '\0')
      g_string_append_printf (sentence, ". %s: %s", (const char *) g_ptr_array_index (self->names, i), cells[i]);

  return g_string_free (g_steal_pointer (&sentence), FALSE);
}

static void
add_line (MokTableView *self, char **cells, gboolean heading, gboolean quiet)
{
  int line = 2 * self->n_rows;

  if (self->n_rows > 0)
    gtk_grid_attach (self->grid, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL), 0, line - 1, (int) self->names->len,
                     1);
  self->n_rows++;

  for (int i = 0; cells[i] != NULL; i++)
    {
      GtkWidget *cell = new_cell (cells[i], (guint) i, heading, quiet);

      gtk_accessible_update_relation (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_RELATION_ROW_INDEX, self->n_rows,
                                      GTK_ACCESSIBLE_RELATION_COL_INDEX, i + 1, -1);
      if (i == 0 && !heading)
        {
          g_autofree char *sentence = dup_sentence (self, cells);

          gtk_widget_set_focusable (cell, TRUE);
          gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
        }
      gtk_grid_attach (self->grid, cell, i, line, 1, 1);
    }
}

/* The first line; also what the sentences of the others call the columns. */
static void
add_heading (MokTableView *self, char **cells)
{
  for (guint i = 0; cells[i] != NULL; i++)
    g_ptr_array_add (self->names, g_strdup (cells[i]));
  add_line (self, cells, TRUE, FALSE);
}

static void
clear (MokTableView *self)
{
  self->grid = g_object_new (GTK_TYPE_GRID, "accessible-role", GTK_ACCESSIBLE_ROLE_TABLE, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->grid), "mok-table");
  gtk_scrolled_window_set_child (self->scroller, GTK_WIDGET (self->grid));
  g_ptr_array_set_size (self->names, 0);
  self->n_rows = 0;
}

static void
set_name (MokTableView *self, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->grid), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->grid), GTK_ACCESSIBLE_RELATION_ROW_COUNT, self->n_rows,
                                  GTK_ACCESSIBLE_RELATION_COL_COUNT, (int) self->names->len, -1);
}

/**
 * mok_table_view_set_figure:
 * @figure: (nullable): what to show
 */
void
mok_table_view_set_figure (MokTableView *self, MokFigure *figure)
{
  g_return_if_fail (MOK_IS_TABLE_VIEW (self));

  clear (self);
  if (figure == NULL)
    return;

  g_autoptr (GPtrArray) lines = mok_table_lines_new (figure);
  const MokTable *table = mok_figure_get_table (figure);

  for (guint i = 0; i < lines->len; i++)
    {
      const MokTableLine *line = g_ptr_array_index (lines, i);

      if (line->heading)
        add_heading (self, line->cells);
      else
        add_line (self, line->cells, FALSE, line->quiet);
    }
  set_name (self,
            table != NULL ? mok_text_get (table->title, mok_language_get ()) : _ ("Protections by workplace size"));
}
