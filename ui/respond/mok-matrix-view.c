/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A matrix: a table where there is room for one, else a list below each statement. Rows come and go with what is
 * answered in others. Must not keep an answer of its own: rows show what the interview holds.
 */

#include "config.h"

#include "respond/mok-matrix-view.h"

#include <glib/gi18n-lib.h>

#include "common/mok-first-focus.h"
#include "common/mok-width-bin.h"
#include "common/mok-words.h"
#include "respond/mok-matrix-layout.h"
#include "respond/mok-matrix-row.h"

/* Of the view: below this width the window is narrower than 700 pixels. */
#define THRESHOLD 676

/* Above and below a row that is brought into sight. */
#define AIR 12

struct _MokMatrixView
{
  MokAnswerView parent_instance;

  MokWidthBin *width;
  MokMatrixColumns *columns; /* (owned) */
  GPtrArray *rows;           /* (element-type MokMatrixRow): of all questions, also those that are not asked now */
  guint at;                  /* the row that had the keyboard last */
  guint reveal;              /* tick callback: until that row is where it can be seen */
  guint n_frames;            /* that it has waited */
};

G_DEFINE_FINAL_TYPE (MokMatrixView, mok_matrix_view, MOK_TYPE_ANSWER_VIEW)

static MokMatrixRow *
get_row (MokMatrixView *self, guint row)
{
  return g_ptr_array_index (self->rows, row);
}

static const MokMatrix *
get_matrix (MokMatrixView *self)
{
  return mok_matrix_of (mok_answer_view_get_question (MOK_ANSWER_VIEW (self)));
}

static gboolean
is_asked (MokMatrixView *self, guint row)
{
  return row < self->rows->len && gtk_widget_get_visible (GTK_WIDGET (get_row (self, row)));
}

/* The next row that is asked, or the one before; -1 where there is none. */
static int
find_row (MokMatrixView *self, guint from, int step)
{
  for (int i = (int) from + step; i >= 0 && i < (int) self->rows->len; i += step)
    if (is_asked (self, (guint) i))
      return i;
  return -1;
}

/* Which cell shows the answer to a question, or -1. */
static int
find_chosen (MokMatrixView *self, guint question)
{
  const MokAnswer *answer = mok_interview_get_answer (mok_answer_view_get_interview (MOK_ANSWER_VIEW (self)), question);

  for (guint i = 0; answer->state == MOK_ANSWER_GIVEN && i < mok_matrix_columns_get_n (self->columns); i++)
    if (mok_matrix_columns_get_choice (self->columns, i) == answer->choice)
      return (int) i;
  return -1;
}

static void
update (MokMatrixView *self)
{
  MokAnswerView *view = MOK_ANSWER_VIEW (self);
  MokInterview *interview = mok_answer_view_get_interview (view);
  const char *language = mok_answer_view_get_language (view);

  for (guint i = 0; i < self->rows->len; i++)
    {
      MokMatrixRow *row = get_row (self, i);
      const guint question = mok_matrix_row_get_question (row);
      const MokQuestion *asked = mok_questionnaire_get_question (mok_interview_get_questionnaire (interview), question);
      g_autofree char *label = mok_interview_dup_label (interview, question, language);

      gtk_widget_set_visible (GTK_WIDGET (row), mok_interview_is_relevant (interview, question));
      mok_matrix_row_set_texts (row, label, mok_text_get (asked->hint, language));
      mok_matrix_row_set_chosen (row, find_chosen (self, question));
    }
}

static void
answer (MokMatrixView *self, MokMatrixRow *row, guint cell)
{
  g_autoptr (GError) error = NULL;
  const gboolean taken =
      mok_interview_choose (mok_answer_view_get_interview (MOK_ANSWER_VIEW (self)), mok_matrix_row_get_question (row),
                            mok_matrix_columns_get_choice (self->columns, cell), &error);

  mok_matrix_row_set_problem (row, taken ? NULL : error->message);
  update (self);
}

static void
chosen_cb (MokMatrixRow *row, guint cell, MokMatrixView *self)
{
  g_assert (MOK_IS_MATRIX_VIEW (self));

  answer (self, row, cell);
}

/* The row that keys are for: the one with the keyboard, else the one that had it. */
static guint
find_at (MokMatrixView *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (mok_matrix_row_get_focus (get_row (self, i)) >= 0)
      self->at = i;
  if (!is_asked (self, self->at))
    self->at = (guint) MAX (find_row (self, self->at, -1), 0);
  if (!is_asked (self, self->at))
    self->at = (guint) MAX (find_row (self, self->at, 1), 0);
  return self->at;
}

static gboolean
mok_matrix_view_press_digit (MokAnswerView *view, guint digit)
{
  MokMatrixView *self = MOK_MATRIX_VIEW (view);
  const int cell = mok_matrix_columns_find_key (self->columns, digit);
  const guint at = find_at (self);
  int next;

  if (cell < 0 || !is_asked (self, at))
    return FALSE;
  mok_matrix_row_grab_cell (get_row (self, at), (guint) cell);
  answer (self, get_row (self, at), (guint) cell);
  next = find_row (self, at, 1);
  if (next >= 0)
    mok_matrix_row_grab_cell (get_row (self, (guint) next), mok_matrix_row_get_entry (get_row (self, (guint) next)));
  return TRUE;
}

/* To another cell of the row, and from its ends to the rows beside it, as in a list. */
static void
move_along (MokMatrixView *self, guint row, int cell, int step)
{
  const int n = (int) mok_matrix_columns_get_n (self->columns);
  int to = cell + step;

  if (to < 0 || to >= n)
    {
      const int other = find_row (self, row, step);

      if (other < 0)
        return;
      row = (guint) other;
      to = step > 0 ? 0 : n - 1;
    }
  mok_matrix_row_grab_cell (get_row (self, row), (guint) to);
}

static void
move_across (MokMatrixView *self, guint row, int cell, int step)
{
  const int other = find_row (self, row, step);

  if (other >= 0)
    mok_matrix_row_grab_cell (get_row (self, (guint) other), (guint) cell);
}

static void
move_within (MokMatrixView *self, guint row, int cell, int step)
{
  if (cell + step >= 0)
    mok_matrix_row_grab_cell (get_row (self, row), (guint) (cell + step));
}

/* Radio buttons by themselves would choose what an arrow key comes to. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                MokMatrixView *self)
{
  const gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  const gboolean narrow = mok_width_bin_get_narrow (self->width);
  const guint row = find_at (self);
  const int cell = self->rows->len > 0 ? mok_matrix_row_get_focus (get_row (self, row)) : -1;
  int step = 0;
  gboolean vertical = FALSE;

  if (cell < 0 || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_SHIFT_MASK)) != 0)
    return FALSE;
  if (keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up || keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down)
    {
      vertical = TRUE;
      step = keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up ? -1 : 1;
    }
  else if (keyval == GDK_KEY_Left || keyval == GDK_KEY_KP_Left)
    step = rtl ? 1 : -1;
  else if (keyval == GDK_KEY_Right || keyval == GDK_KEY_KP_Right)
    step = rtl ? -1 : 1;
  if (step == 0)
    return FALSE;
  if (!vertical)
    move_within (self, row, cell, step);
  else if (narrow)
    move_along (self, row, cell, step);
  else
    move_across (self, row, cell, step);
  return TRUE;
}

static gboolean
mok_matrix_view_commit (MokAnswerView *view, GError **error)
{
  MokMatrixView *self = MOK_MATRIX_VIEW (view);
  MokInterview *interview = mok_answer_view_get_interview (view);
  gboolean stands = TRUE;

  for (guint i = 0; i < self->rows->len; i++)
    {
      const guint question = mok_matrix_row_get_question (get_row (self, i));
      g_autoptr (GError) problem = NULL;

      mok_interview_check_answer (interview, question, &problem);
      mok_matrix_row_set_problem (get_row (self, i), problem != NULL ? problem->message : NULL);
      if (problem == NULL || !stands)
        continue;
      stands = FALSE;
      mok_interview_go_to (interview, question);
      g_propagate_error (error, g_steal_pointer (&problem));
    }
  return stands;
}

/* The row of the question that the interview is at. */
static int
find_current (MokMatrixView *self)
{
  const int current = mok_interview_get_current (mok_answer_view_get_interview (MOK_ANSWER_VIEW (self)));

  for (guint i = 0; i < self->rows->len; i++)
    if ((int) mok_matrix_row_get_question (get_row (self, i)) == current && is_asked (self, i))
      return (int) i;
  return -1;
}

static void
mok_matrix_view_set_problem (MokAnswerView *view, const char *text)
{
  MokMatrixView *self = MOK_MATRIX_VIEW (view);
  const int row = find_current (self);

  if (row >= 0)
    mok_matrix_row_set_problem (get_row (self, (guint) row), text);
}

/* Where it ends when it is higher than the page is not seen then, its beginning is. @offset is how far the page was
 * scrolled when widgets were given their places.
 */
static void
scroll_to (GtkWidget *viewport, GtkWidget *widget, double offset)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport));
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (widget, viewport, &bounds))
    gtk_adjustment_clamp_page (adjustment, offset + bounds.origin.y - AIR,
                               offset + bounds.origin.y + bounds.size.height + AIR);
}

/* The whole row, statement included, and in any case the radio button that has the keyboard. A row that another answer
 * has just called for has no place before the next frame.
 */
static gboolean
reveal_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  MokMatrixView *self = MOK_MATRIX_VIEW (widget);
  GtkWidget *viewport = gtk_widget_get_ancestor (widget, GTK_TYPE_VIEWPORT);
  const guint at = find_at (self);

  if (self->n_frames++ == 0)
    return G_SOURCE_CONTINUE;
  self->reveal = 0;
  if (viewport == NULL)
    return G_SOURCE_REMOVE;
  gtk_viewport_set_scroll_to_focus (GTK_VIEWPORT (viewport), TRUE);
  if (is_asked (self, at))
    {
      MokMatrixRow *row = get_row (self, at);
      const int cell = mok_matrix_row_get_focus (row);
      const double offset = gtk_adjustment_get_value (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (viewport)));

      scroll_to (viewport, GTK_WIDGET (row), offset);
      if (cell >= 0)
        scroll_to (viewport, mok_matrix_row_get_cell (row, (guint) cell), offset);
    }
  return G_SOURCE_REMOVE;
}

static void
entered_cb (MokMatrixView *self)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_VIEWPORT);

  g_assert (MOK_IS_MATRIX_VIEW (self));

  /* By itself it would slowly go to the radio button, and past everything that is done meanwhile. */
  if (viewport != NULL)
    gtk_viewport_set_scroll_to_focus (GTK_VIEWPORT (viewport), FALSE);
  self->n_frames = 0;
  if (self->reveal == 0)
    self->reveal = gtk_widget_add_tick_callback (GTK_WIDGET (self), reveal_cb, NULL, NULL);
}

static gboolean
mok_matrix_view_grab_focus (GtkWidget *widget)
{
  MokMatrixView *self = MOK_MATRIX_VIEW (widget);
  const int current = find_current (self);
  const guint row = current >= 0 ? (guint) current : find_at (self);

  /* It may have been there before something was said about it. */
  entered_cb (self);
  return is_asked (self, row)
         && mok_matrix_row_grab_cell (get_row (self, row), mok_matrix_row_get_entry (get_row (self, row)));
}

static GtkWidget *
make_head_label (const char *text, gboolean aside)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 12);
  gtk_widget_set_valign (label, GTK_ALIGN_END);
  gtk_widget_add_css_class (label, aside ? "caption" : "caption-heading");
  if (aside)
    gtk_widget_add_css_class (label, "dim-label");
  mok_words_keep (GTK_LABEL (label));
  return label;
}

/* The heads of the columns, only to be seen: a screen reader hears them with each radio button. */
static GtkWidget *
make_head (MokMatrixView *self)
{
  GtkWidget *head = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *corner = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (head, mok_matrix_layout_new (head));
  gtk_widget_add_css_class (corner, "mok-statement");
  gtk_box_append (GTK_BOX (head), corner);
  for (guint i = 0; i < mok_matrix_columns_get_n (self->columns); i++)
    {
      const gboolean aside = i >= self->columns->n_answers;
      GtkWidget *place = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
      GtkWidget *label = make_head_label (mok_matrix_columns_get_label (self->columns, i), aside);

      gtk_widget_set_hexpand (label, TRUE);
      gtk_widget_set_halign (label, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (place, "mok-head");
      gtk_box_append (GTK_BOX (place), label);
      if (i == self->columns->n_answers)
        gtk_box_append (GTK_BOX (head), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
      gtk_box_append (GTK_BOX (head), place);
    }
  gtk_accessible_update_state (GTK_ACCESSIBLE (head), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  return head;
}

static void
add_rows (MokMatrixView *self, GtkWidget *box, GtkWidget *head)
{
  const MokMatrix *matrix = get_matrix (self);

  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < matrix->n_rows; i++)
    {
      MokMatrixRow *row = mok_matrix_row_new (matrix->first + i, self->columns, head);

      GtkEventController *focus = gtk_event_controller_focus_new ();

      g_signal_connect_object (focus, "enter", G_CALLBACK (entered_cb), self, G_CONNECT_SWAPPED);
      gtk_widget_add_controller (GTK_WIDGET (row), focus);
      g_signal_connect (row, "chosen", G_CALLBACK (chosen_cb), self);
      g_ptr_array_add (self->rows, row);
      gtk_box_append (GTK_BOX (box), GTK_WIDGET (row));
    }
}

static GtkWidget *
make_keys_note (MokMatrixView *self)
{
  int last = 0;
  g_autofree char *text = NULL;
  GtkWidget *note;

  for (guint i = 0; i < mok_matrix_columns_get_n (self->columns); i++)
    last = MAX (last, mok_matrix_columns_get_key (self->columns, i));
  text = g_strdup_printf (_ ("Arrow keys move, digits from 1 to %d answer the row and go to the next one."), last);
  note = gtk_label_new (text);
  gtk_label_set_wrap (GTK_LABEL (note), TRUE);
  gtk_label_set_xalign (GTK_LABEL (note), 0);
  gtk_widget_set_margin_top (note, 12);
  gtk_widget_add_css_class (note, "caption");
  gtk_widget_add_css_class (note, "dim-label");
  mok_words_keep (GTK_LABEL (note));
  return note;
}

static GtkWidget *
make_table (MokMatrixView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *head = make_head (self);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "mok-matrix");
  gtk_box_append (GTK_BOX (card), head);
  add_rows (self, card, head);
  gtk_box_append (GTK_BOX (box), card);
  gtk_box_append (GTK_BOX (box), make_keys_note (self));
  return box;
}

static GtkWidget *
make_lists (MokMatrixView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 22);

  add_rows (self, box, NULL);
  return box;
}

/* Arranges everything anew; the keyboard stays where it was. */
static void
arrange (MokMatrixView *self)
{
  const gboolean narrow = mok_width_bin_get_narrow (self->width);
  const guint at = self->rows->len > 0 ? find_at (self) : 0;
  const int cell = self->rows->len > 0 ? mok_matrix_row_get_focus (get_row (self, at)) : -1;
  GtkWidget *content = narrow ? make_lists (self) : make_table (self);

  mok_width_bin_set_child (self->width, content);
  update (self);
  if (cell >= 0)
    mok_matrix_row_grab_cell (get_row (self, at), (guint) cell);
}

static void
narrow_cb (MokMatrixView *self)
{
  g_assert (MOK_IS_MATRIX_VIEW (self));

  arrange (self);
}

static void
mok_matrix_view_build (MokAnswerView *view)
{
  MokMatrixView *self = MOK_MATRIX_VIEW (view);
  const MokMatrix *matrix = get_matrix (self);
  const MokQuestionnaire *form = mok_interview_get_questionnaire (mok_answer_view_get_interview (view));
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->columns = mok_matrix_columns_new (mok_questionnaire_get_question (form, matrix->first)->choices,
                                          mok_answer_view_get_language (view));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, mok_answer_view_get_name (view),
                                  -1);

  self->width = MOK_WIDTH_BIN (mok_width_bin_new (THRESHOLD));
  /* Long heads and large letters may need more room than a wide window has. */
  mok_width_bin_set_fitting (self->width, TRUE);
  /* The shadow of a card lies outside of it. */
  gtk_widget_set_overflow (GTK_WIDGET (self->width), GTK_OVERFLOW_VISIBLE);
  g_signal_connect_object (self->width, "notify::narrow", G_CALLBACK (narrow_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->width));
  arrange (self);
}

static void
mok_matrix_view_dispose (GObject *object)
{
  MokMatrixView *self = MOK_MATRIX_VIEW (object);

  if (self->reveal != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->reveal);
  self->reveal = 0;
  G_OBJECT_CLASS (mok_matrix_view_parent_class)->dispose (object);
}

static void
mok_matrix_view_finalize (GObject *object)
{
  MokMatrixView *self = MOK_MATRIX_VIEW (object);

  g_ptr_array_unref (self->rows);
  g_clear_pointer (&self->columns, mok_matrix_columns_free);
  G_OBJECT_CLASS (mok_matrix_view_parent_class)->finalize (object);
}

static void
mok_matrix_view_class_init (MokMatrixViewClass *klass)
{
  MokAnswerViewClass *view_class = MOK_ANSWER_VIEW_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mok_matrix_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = mok_matrix_view_finalize;
  mok_first_focus_set (GTK_WIDGET_CLASS (klass), mok_matrix_view_grab_focus);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  view_class->build = mok_matrix_view_build;
  view_class->press_digit = mok_matrix_view_press_digit;
  view_class->commit = mok_matrix_view_commit;
  view_class->set_problem = mok_matrix_view_set_problem;
}

static void
mok_matrix_view_init (MokMatrixView *self)
{
  self->rows = g_ptr_array_new ();
}
