/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The numbers behind a chart: groups below each other with the answers side by side, or, for all respondents together,
 * the answers below each other with their intervals.
 *
 * The first cell of a row takes the keyboard and reads the whole row out as one sentence, with the name of every
 * column, because there is no table navigation for screen readers in GTK. Must not compute: what it shows is in the
 * table.
 */

#include "config.h"

#include "results/mok-table-view.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "base/mok-language.h"
#include "common/mok-words.h"

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

static char *
format_number (double number)
{
  gint64 rounded = (gint64) llround (number);
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, rounded);

  if (rounded < 1000)
    return g_steal_pointer (&digits);

  return rounded < 1000000 ? g_strdup_printf ("%" G_GINT64_FORMAT ",%03d", rounded / 1000, (int) (rounded % 1000))
                           : g_strdup_printf ("%" G_GINT64_FORMAT ",%03d,%03d", rounded / 1000000,
                                              (int) (rounded / 1000 % 1000), (int) (rounded % 1000));
}

/* Without percent sign: the heading or the note below the table says what the numbers are. Where no answer can be, such
 * as "exempt" where the law binds, there is no number. */
static char *
format_share (const MokTable *table, const MokTableCell *cell, int points)
{
  if (points < 0)
    return g_strdup ("–");
  if (table->scale == MOK_SCALE_OUTCOME && !table->exact && cell->high <= 0)
    return g_strdup ("");
  if (cell->bound != MOK_BOUND_NONE)
    return g_strdup_printf ("%s %d", cell->bound == MOK_BOUND_AT_MOST ? "≤" : "≥",
                            mok_table_cell_get_bound_points (cell));

  return g_strdup_printf ("%d", points);
}

static char *
format_interval (const MokTableCell *cell)
{
  if (isnan (cell->low))
    return g_strdup ("–");

  return g_strdup_printf ("%.0f–%.0f", floor (100 * cell->low + 1e-9), ceil (100 * cell->high - 1e-9));
}

/* A number of people; of an estimate it says that it is one. */
static char *
format_people (const MokTable *table, double people)
{
  g_autofree char *number = format_number (mok_table_get_shown_people (table, people));

  return table->exact ? g_steal_pointer (&number) : g_strconcat ("≈ ", number, NULL);
}

static char *
format_missing (const MokTable *table, const MokTableRow *row, MokMissing kind)
{
  double share;

  if (kind == MOK_MISSING_NOT_ASKED)
    return format_people (table, row->missing[kind]);

  share = mok_table_row_get_missing_share (row, kind);
  return isnan (share) ? g_strdup ("–") : g_strdup_printf ("%.0f", floor (100 * share + 0.5));
}

/* The kinds of missing answers that a table has, in the order in which they matter to a reader. */
static guint
list_missing (const MokTable *table, MokMissing kinds[MOK_N_MISSING])
{
  static const MokMissing all[MOK_N_MISSING] = { MOK_MISSING_NOT_SURE, MOK_MISSING_REFUSED, MOK_MISSING_BLANK,
                                                 MOK_MISSING_NOT_ASKED };

  if (table->scale == MOK_SCALE_OUTCOME)
    {
      kinds[0] = MOK_MISSING_NOT_ASKED;
      return 1;
    }
  memcpy (kinds, all, sizeof all);
  return G_N_ELEMENTS (all);
}

static const char *
get_missing_name (const MokTable *table, MokMissing kind)
{
  /* Translators: a protection that did not apply to a person */
  return table->scale == MOK_SCALE_OUTCOME ? _ ("Did not apply") : mok_missing_get_label (kind);
}

/* What the cells of a line of groups are; @first is above the names of the groups. */
static void
add_group_heading (MokTableView *self, const MokTable *table, const char *first, const char *language)
{
  MokMissing kinds[MOK_N_MISSING];
  guint n_kinds = list_missing (table, kinds);
  guint n_columns = table->columns->len;
  g_auto (GStrv) headings = g_new0 (char *, 1 + n_columns + 1 + n_kinds + 1);

  headings[0] = g_strdup (first);
  for (guint i = 0; i < n_columns; i++)
    headings[1 + i] = g_strdup (mok_text_get (mok_table_get_column (table, i)->label, language));
  headings[1 + n_columns] = g_strdup (_ ("Base"));
  for (guint i = 0; i < n_kinds; i++)
    headings[2 + n_columns + i] = g_strdup (get_missing_name (table, kinds[i]));
  add_heading (self, headings);
}

static void
add_group (MokTableView *self, const MokTable *table, guint number, const char *name)
{
  MokMissing kinds[MOK_N_MISSING];
  guint n_kinds = list_missing (table, kinds);
  guint n_columns = table->columns->len;
  const MokTableRow *row = mok_table_get_row (table, number);
  g_auto (GStrv) cells = g_new0 (char *, 1 + n_columns + 1 + n_kinds + 1);
  g_autofree int *points = g_new0 (int, n_columns + 1);

  cells[0] = g_strdup (name);
  mok_table_get_points (table, number, points);
  for (guint i = 0; i < n_columns; i++)
    cells[1 + i] = row->shown ? format_share (table, &row->cells[i], points[i]) : g_strdup ("–");
  cells[1 + n_columns] = row->shown ? format_people (table, row->base) : g_strdup (_ ("too few"));
  for (guint i = 0; i < n_kinds; i++)
    cells[2 + n_columns + i] = row->shown ? format_missing (table, row, kinds[i]) : g_strdup ("–");
  add_line (self, cells, FALSE, FALSE);
}

static void
show_groups (MokTableView *self, const MokTable *table, const char *language)
{
  add_group_heading (self, table, table->by_title != NULL ? mok_text_get (table->by_title, language) : "", language);
  for (guint r = 0; r < table->rows->len; r++)
    add_group (self, table, r, mok_text_get (mok_table_get_row (table, r)->label, language));
}

/* As short as beside the bars; of a size that nobody knows there is no bar, either. */
static const char *
get_size_name (const MokTableRow *row, const char *language)
{
  if (g_str_equal (row->code, "under"))
    /* Translators: employees of a workplace, short, beside a bar: Korean "1~4명", "5명 이상" */
    return C_ ("size", "under 5");
  if (g_str_equal (row->code, "over"))
    return C_ ("size", "5 or more");
  return *row->code == '\0' ? mok_text_get (row->label, language) : NULL;
}

/* Protections below each other, each by the size of the workplace. */
static void
show_protections (MokTableView *self, GPtrArray *tables, const char *language)
{
  add_group_heading (self, g_ptr_array_index (tables, 0), _ ("Protection"), language);
  for (guint i = 0; i < tables->len; i++)
    {
      const MokTable *table = g_ptr_array_index (tables, i);
      const char *title = mok_text_get (table->title, language);

      for (guint r = table->by != NULL ? 1 : 0; r < table->rows->len; r++)
        {
          const char *size = get_size_name (mok_table_get_row (table, r), language);
          g_autofree char *name = NULL;

          if (size == NULL)
            continue;
          /* Translators: 1 = a protection, 2 = a group: "Paid annual leave, under 5 employees" */
          name = g_strdup_printf (_ ("%1$s, %2$s"), title, size);
          add_group (self, table, r, name);
        }
    }
}

static void
show_answers (MokTableView *self, const MokTable *table, const char *language)
{
  const MokTableRow *row = mok_table_get_row (table, 0);
  g_autofree int *points = g_new0 (int, table->columns->len + 1);
  g_autofree char *base = format_people (table, row->base);
  MokMissing kinds[MOK_N_MISSING];
  guint n_kinds = list_missing (table, kinds);

  add_heading (self,
               (char *[]){ (char *) _ ("Answer"), (char *) _ ("Percent"),
                           (char *) /* xgettext:no-c-format */ _ ("95\u202f% interval"), (char *) _ ("People"), NULL });
  mok_table_get_points (table, 0, points);
  for (guint i = 0; i < table->columns->len; i++)
    {
      const MokTableCell *cell = &row->cells[i];
      g_autofree char *share = row->shown ? format_share (table, cell, points[i]) : g_strdup ("–");
      g_autofree char *interval = row->shown ? format_interval (cell) : g_strdup ("–");
      g_autofree char *count = table->exact ? format_number ((double) cell->count) : g_strdup ("");

      add_line (self,
                (char *[]){ (char *) mok_text_get (mok_table_get_column (table, i)->label, language), share, interval,
                            count, NULL },
                FALSE, FALSE);
    }

  add_line (self,
            (char *[]){ (char *) (table->scale == MOK_SCALE_OUTCOME ? _ ("Base: those to whom it applies")
                                                                    : _ ("Base: those who gave an answer")),
                        (char *) "", (char *) "", base, NULL },
            FALSE, FALSE);
  for (guint i = 0; i < n_kinds; i++)
    {
      MokMissing kind = kinds[i];
      g_autofree char *share = kind == MOK_MISSING_NOT_ASKED ? g_strdup ("") : format_missing (table, row, kind);
      g_autofree char *count =
          table->exact || kind == MOK_MISSING_NOT_ASKED ? format_people (table, row->missing[kind]) : g_strdup ("");

      add_line (self, (char *[]){ (char *) get_missing_name (table, kind), share, (char *) "", count, NULL }, FALSE,
                TRUE);
    }
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
 * mok_table_view_set_table:
 * @table: (nullable): what to show
 */
void
mok_table_view_set_table (MokTableView *self, MokTable *table)
{
  g_return_if_fail (MOK_IS_TABLE_VIEW (self));

  const char *language = mok_language_get ();

  clear (self);
  if (table == NULL || table->rows->len == 0)
    return;

  if (table->by == NULL)
    show_answers (self, table, language);
  else
    show_groups (self, table, language);
  set_name (self, mok_text_get (table->title, language));
}

/**
 * mok_table_view_set_outcomes:
 * @tables: (element-type MokTable): protections, as of mok_cube_get_outcome_tables()
 *
 * Shows the figures of the headline.
 */
void
mok_table_view_set_outcomes (MokTableView *self, GPtrArray *tables)
{
  g_return_if_fail (MOK_IS_TABLE_VIEW (self));
  g_return_if_fail (tables != NULL);

  clear (self);
  if (tables->len == 0)
    return;
  show_protections (self, tables, mok_language_get ());
  set_name (self, _ ("Protections by workplace size"));
}
