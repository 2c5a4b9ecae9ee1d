/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One statement of a matrix. On a wide page its choices are columns, on a narrow one a list below it and, for those
 * that stand apart, a line. A screen reader hears one group of radio buttons either way, and the statement with each of
 * them: the head of a column is far away.
 * Must not change an answer: it says what was chosen.
 */

#include "config.h"

#include "respond/mok-matrix-row.h"

#include "common/mok-words.h"
#include "respond/mok-answer-view.h"
#include "respond/mok-choice-list-box.h"
#include "respond/mok-choice-row.h"
#include "respond/mok-matrix-layout.h"

/**
 * MokMatrixRow:
 *
 * Emits `chosen` with the number of the cell.
 */
struct _MokMatrixRow
{
  AdwBin parent_instance;

  guint question;
  const MokMatrixColumns *columns;
  gboolean wide;    /* a line of a table */
  GPtrArray *cells; /* (element-type GtkWidget): GtkCheckButton, or MokChoiceRow on a narrow page */
  GtkLabel *statement;
  GtkLabel *hint;
  GtkWidget *problem_box;
  GtkLabel *problem;
  int chosen;
  gboolean showing; /* what the interview holds: nobody is choosing */
};

G_DEFINE_FINAL_TYPE (MokMatrixRow, mok_matrix_row, ADW_TYPE_BIN)

static guint chosen_signal;

static void
choose (MokMatrixRow *self, GtkWidget *cell)
{
  guint index;

  if (!self->showing && g_ptr_array_find (self->cells, cell, &index))
    g_signal_emit (self, chosen_signal, 0, index);
}

static void
toggled_cb (GtkCheckButton *cell, MokMatrixRow *self)
{
  if (gtk_check_button_get_active (cell))
    choose (self, GTK_WIDGET (cell));
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, MokMatrixRow *self)
{
  choose (self, GTK_WIDGET (row));
}

/* The mark is small, its place in the table is not. */
static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, GtkCheckButton *cell)
{
  gtk_widget_grab_focus (GTK_WIDGET (cell));
  gtk_check_button_set_active (cell, TRUE);
}

/* Tab has one place in each row, as it has in any group of radio buttons. */
static gboolean
mok_matrix_row_focus (GtkWidget *widget, GtkDirectionType direction)
{
  MokMatrixRow *self = MOK_MATRIX_ROW (widget);

  return mok_matrix_row_get_focus (self) < 0 && mok_matrix_row_grab_cell (self, mok_matrix_row_get_entry (self));
}

static void
mok_matrix_row_dispose (GObject *object)
{
  MokMatrixRow *self = MOK_MATRIX_ROW (object);

  g_ptr_array_set_size (self->cells, 0);
  G_OBJECT_CLASS (mok_matrix_row_parent_class)->dispose (object);
}

static void
mok_matrix_row_finalize (GObject *object)
{
  g_ptr_array_unref (MOK_MATRIX_ROW (object)->cells);
  G_OBJECT_CLASS (mok_matrix_row_parent_class)->finalize (object);
}

static void
mok_matrix_row_class_init (MokMatrixRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mok_matrix_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = mok_matrix_row_finalize;
  widget_class->focus = mok_matrix_row_focus;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_RADIO_GROUP);

  chosen_signal =
      g_signal_new ("chosen", MOK_TYPE_MATRIX_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
mok_matrix_row_init (MokMatrixRow *self)
{
  self->cells = g_ptr_array_new ();
  self->chosen = -1;
}

static GtkLabel *
make_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  mok_words_keep (GTK_LABEL (label));
  return GTK_LABEL (label);
}

/* Statement, what explains it, and what is wrong with its answer. */
static GtkWidget *
make_statement (MokMatrixRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->statement = make_label (!self->wide ? "heading" : NULL);
  self->hint = make_label ("dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->hint), "caption");
  self->problem_box = mok_answer_view_new_problem_line (&self->problem);
  gtk_label_set_wrap_mode (self->problem, PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_visible (self->problem_box, FALSE);

  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->statement));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->hint));
  gtk_box_append (GTK_BOX (box), self->problem_box);
  return box;
}

static GtkCheckButton *
make_radio (MokMatrixRow *self, GtkCheckButton *group)
{
  GtkWidget *radio = g_object_new (GTK_TYPE_CHECK_BUTTON, "accessible-role", GTK_ACCESSIBLE_ROLE_RADIO, "valign",
                                   GTK_ALIGN_CENTER, NULL);

  gtk_check_button_set_group (GTK_CHECK_BUTTON (radio), group);
  g_signal_connect (radio, "toggled", G_CALLBACK (toggled_cb), self);
  g_ptr_array_add (self->cells, radio);
  return GTK_CHECK_BUTTON (radio);
}

/* A radio button is drawn as one only in a group; where there is just one, the other is never shown. */
static void
keep_in_group (MokMatrixRow *self, GtkCheckButton *radio)
{
  GtkWidget *other = g_object_ref_sink (gtk_check_button_new ());

  gtk_check_button_set_group (radio, GTK_CHECK_BUTTON (other));
  g_object_set_data_full (G_OBJECT (self), "mok-group", other, g_object_unref);
}

static GtkWidget *
make_wide (MokMatrixRow *self, GtkWidget *head)
{
  const guint n = mok_matrix_columns_get_n (self->columns);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *statement = make_statement (self);
  GtkCheckButton *first = NULL;

  gtk_widget_set_layout_manager (box, mok_matrix_layout_new (head));
  gtk_widget_set_valign (statement, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (statement, "mok-statement");
  gtk_box_append (GTK_BOX (box), statement);
  for (guint i = 0; i < n; i++)
    {
      GtkWidget *place = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
      GtkCheckButton *radio = make_radio (self, first);
      GtkGesture *gesture = gtk_gesture_click_new ();

      if (first == NULL)
        first = radio;
      g_signal_connect_object (gesture, "pressed", G_CALLBACK (pressed_cb), radio, 0);
      gtk_widget_add_controller (place, GTK_EVENT_CONTROLLER (gesture));
      gtk_widget_set_hexpand (GTK_WIDGET (radio), TRUE);
      gtk_widget_set_halign (GTK_WIDGET (radio), GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (place, "mok-cell");
      gtk_box_append (GTK_BOX (place), GTK_WIDGET (radio));
      if (i == self->columns->n_answers)
        gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
      gtk_box_append (GTK_BOX (box), place);
    }
  return box;
}

static GtkWidget *
make_list (MokMatrixRow *self)
{
  GtkListBox *list = mok_choice_list_box_new (GTK_ACCESSIBLE_ROLE_PRESENTATION, "", TRUE);

  for (guint i = 0; i < self->columns->n_answers; i++)
    {
      const char *label = mok_matrix_columns_get_label (self->columns, i);
      MokChoiceRow *row = mok_choice_row_new (GTK_ACCESSIBLE_ROLE_RADIO,
                                              mok_matrix_columns_get_choice (self->columns, i), label, FALSE);

      g_ptr_array_add (self->cells, row);
      gtk_list_box_append (list, GTK_WIDGET (row));
    }
  g_signal_connect (list, "row-activated", G_CALLBACK (row_activated_cb), self);
  return GTK_WIDGET (list);
}

/* Those that stand apart, on one line. */
static GtkWidget *
make_line (MokMatrixRow *self)
{
  const guint n = mok_matrix_columns_get_n (self->columns);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkCheckButton *first = NULL;

  for (guint i = self->columns->n_answers; i < n; i++)
    {
      GtkCheckButton *radio = make_radio (self, first);
      GtkLabel *label = make_label (NULL);

      if (first == NULL)
        {
          first = radio;
          keep_in_group (self, radio);
        }
      gtk_label_set_text (label, mok_matrix_columns_get_label (self->columns, i));
      gtk_check_button_set_child (radio, GTK_WIDGET (label));
      gtk_widget_add_css_class (GTK_WIDGET (radio), "mok-quiet");
      gtk_widget_add_css_class (GTK_WIDGET (radio), "mok-aside");
      gtk_box_append (GTK_BOX (line), GTK_WIDGET (radio));
    }
  return line;
}

static GtkWidget *
make_narrow (MokMatrixRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  gtk_box_append (GTK_BOX (box), make_statement (self));
  gtk_box_append (GTK_BOX (box), make_list (self));
  if (mok_matrix_columns_get_n (self->columns) > self->columns->n_answers)
    gtk_box_append (GTK_BOX (box), make_line (self));
  return box;
}

/**
 * mok_matrix_row_new:
 * @question: index of the question
 * @columns: its choices; they have to live longer
 * @head: (nullable): the line with the heads of the columns; %NULL makes a row for a narrow page
 *
 * Returns: (transfer floating): a row without words
 */
MokMatrixRow *
mok_matrix_row_new (guint question, const MokMatrixColumns *columns, GtkWidget *head)
{
  g_return_val_if_fail (columns != NULL, NULL);

  MokMatrixRow *self = g_object_new (MOK_TYPE_MATRIX_ROW, NULL);

  self->question = question;
  self->columns = columns;
  self->wide = head != NULL;
  adw_bin_set_child (ADW_BIN (self), head != NULL ? make_wide (self, head) : make_narrow (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), head != NULL ? "mok-line" : "mok-block");
  return self;
}

/**
 * mok_matrix_row_get_question:
 *
 * Returns: the index of the question
 */
guint
mok_matrix_row_get_question (MokMatrixRow *self)
{
  g_return_val_if_fail (MOK_IS_MATRIX_ROW (self), 0);

  return self->question;
}

static void
name_cell (MokMatrixRow *self, guint cell, const char *statement)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (g_ptr_array_index (self->cells, cell));
  const int key = mok_matrix_columns_get_key (self->columns, cell);
  const char digits[] = { (char) ('0' + MAX (key, 0)), '\0' };
  g_autofree char *name = g_strdup_printf ("%s: %s", statement, mok_matrix_columns_get_label (self->columns, cell));

  gtk_accessible_update_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (key >= 0)
    gtk_accessible_update_property (accessible, GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS, digits, -1);
}

/**
 * mok_matrix_row_set_texts:
 * @statement: the wording of the question
 * @hint: what explains it, or nothing
 */
void
mok_matrix_row_set_texts (MokMatrixRow *self, const char *statement, const char *hint)
{
  g_return_if_fail (MOK_IS_MATRIX_ROW (self));
  g_return_if_fail (statement != NULL && hint != NULL);

  gtk_label_set_text (self->hint, hint);
  gtk_widget_set_visible (GTK_WIDGET (self->hint), *hint != '\0');
  gtk_label_set_text (self->statement, statement);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, statement, -1);
  for (guint i = 0; i < self->cells->len; i++)
    name_cell (self, i, statement);
}

/**
 * mok_matrix_row_set_chosen:
 * @cell: the cell that is shown as chosen, or -1
 */
void
mok_matrix_row_set_chosen (MokMatrixRow *self, int cell)
{
  g_return_if_fail (MOK_IS_MATRIX_ROW (self));

  self->showing = TRUE;
  self->chosen = cell;
  for (guint i = 0; i < self->cells->len; i++)
    {
      GtkWidget *widget = g_ptr_array_index (self->cells, i);

      if (MOK_IS_CHOICE_ROW (widget))
        mok_choice_row_set_active (MOK_CHOICE_ROW (widget), cell == (int) i);
      else
        gtk_check_button_set_active (GTK_CHECK_BUTTON (widget), cell == (int) i);
    }
  self->showing = FALSE;
}

/**
 * mok_matrix_row_get_chosen:
 *
 * Returns: the cell that is shown as chosen, or -1
 */
int
mok_matrix_row_get_chosen (MokMatrixRow *self)
{
  g_return_val_if_fail (MOK_IS_MATRIX_ROW (self), -1);

  return self->chosen;
}

/**
 * mok_matrix_row_set_problem:
 * @text: (nullable): what is wrong, translated; %NULL if nothing is
 */
void
mok_matrix_row_set_problem (MokMatrixRow *self, const char *text)
{
  g_return_if_fail (MOK_IS_MATRIX_ROW (self));

  gtk_label_set_text (self->problem, text != NULL ? text : "");
  gtk_widget_set_visible (self->problem_box, text != NULL);
}

/**
 * mok_matrix_row_get_entry:
 *
 * Returns: the cell that gets the keyboard when it comes to this row: the chosen one, else the first
 */
guint
mok_matrix_row_get_entry (MokMatrixRow *self)
{
  g_return_val_if_fail (MOK_IS_MATRIX_ROW (self), 0);

  return self->chosen >= 0 ? (guint) self->chosen : 0;
}

/**
 * mok_matrix_row_grab_cell:
 * @cell: a cell
 *
 * Returns: whether it took the keyboard
 */
gboolean
mok_matrix_row_grab_cell (MokMatrixRow *self, guint cell)
{
  g_return_val_if_fail (MOK_IS_MATRIX_ROW (self), FALSE);

  return cell < self->cells->len && gtk_widget_grab_focus (g_ptr_array_index (self->cells, cell));
}

/**
 * mok_matrix_row_get_focus:
 *
 * Returns: the cell that has the keyboard, or -1
 */
int
mok_matrix_row_get_focus (MokMatrixRow *self)
{
  g_return_val_if_fail (MOK_IS_MATRIX_ROW (self), -1);

  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  guint index;

  return focus != NULL && g_ptr_array_find (self->cells, focus, &index) ? (int) index : -1;
}

/**
 * mok_matrix_row_get_cell:
 *
 * Returns: (transfer none): the radio button
 */
GtkWidget *
mok_matrix_row_get_cell (MokMatrixRow *self, guint cell)
{
  g_return_val_if_fail (MOK_IS_MATRIX_ROW (self) && cell < self->cells->len, NULL);

  return g_ptr_array_index (self->cells, cell);
}
