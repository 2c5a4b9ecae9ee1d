/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* First what is not a question, such as the headline. Then the modules of the form, as headings that can be chosen,
 * and its questions with their numbers.
 * Must not know results: it is given what has any.
 */

#include "config.h"

#include "results/mok-question-list.h"

#include <glib/gi18n-lib.h>

#include "base/mok-language.h"
#include "common/mok-covered.h"
#include "common/mok-search.h"
#include "common/mok-words.h"

struct _MokQuestionList
{
  AdwBin parent_instance;

  GtkEditable *search;
  GtkStack *stack;
  GtkListBox *list;
  GtkLabel *empty;

  MokQuestionnaire *questionnaire; /* (owned) (nullable): keeps the questions of the rows alive */
  char *needle;                    /* (owned): of mok_search_fold() */
};

enum
{
  SELECTED,
  ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MokQuestionList, mok_question_list, ADW_TYPE_BIN)

static const MokQuestion *
get_question (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "question");
}

/* A heading is a page, too: its module. */
static gboolean
is_heading (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "heading") != NULL;
}

/* Of a row that is no question: what the owner of the list calls it. */
static const char *
get_page (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "page");
}

static gboolean
question_matches (MokQuestionList *self, const MokQuestion *question)
{
  for (guint i = 0; i < self->questionnaire->languages->len; i++)
    {
      const char *language = g_ptr_array_index (self->questionnaire->languages, i);
      if (mok_search_matches (mok_question_get_title (question, language), self->needle)
          || mok_search_matches (mok_text_get (question->label, language), self->needle))
        return TRUE;
    }

  return mok_search_matches (question->name, self->needle);
}

/* A page or a question. */
static gboolean
row_matches (MokQuestionList *self, GtkListBoxRow *row)
{
  if (get_question (row) != NULL)
    return question_matches (self, get_question (row));
  return !is_heading (row) && mok_search_matches (g_object_get_data (G_OBJECT (row), "title"), self->needle);
}

/* A heading shows while one of the questions below it does. */
static gboolean
row_is_shown (GtkListBoxRow *row, gpointer data)
{
  MokQuestionList *self = data;

  if (!is_heading (row))
    return row_matches (self, row);

  for (GtkWidget *next = gtk_widget_get_next_sibling (GTK_WIDGET (row)); next != NULL;
       next = gtk_widget_get_next_sibling (next))
    {
      const MokQuestion *question = get_question (GTK_LIST_BOX_ROW (next));
      if (question == NULL)
        return FALSE;
      if (question_matches (self, question))
        return TRUE;
    }

  return FALSE;
}

static GtkListBoxRow *
find_first_match (MokQuestionList *self)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      if (row_matches (self, GTK_LIST_BOX_ROW (row)))
        return GTK_LIST_BOX_ROW (row);
    }

  return NULL;
}

static void
search_changed_cb (MokQuestionList *self)
{
  g_assert (MOK_IS_QUESTION_LIST (self));

  const char *text = gtk_editable_get_text (self->search);

  g_free (self->needle);
  self->needle = mok_search_fold (text);
  gtk_list_box_invalidate_filter (self->list);

  if (find_first_match (self) != NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, "list");
      return;
    }

  /* Translators: %s is what was searched for */
  g_autofree char *message = g_strdup_printf (_ ("No question matches “%s”."), text);
  gtk_label_set_label (self->empty, message);
  gtk_stack_set_visible_child_name (self->stack, "empty");
}

static void
search_activated_cb (MokQuestionList *self)
{
  g_assert (MOK_IS_QUESTION_LIST (self));

  GtkListBoxRow *row = find_first_match (self);
  if (row == NULL)
    return;

  gtk_list_box_select_row (self->list, row);
  gtk_widget_grab_focus (GTK_WIDGET (row));
}

/* The arrow leads to what was found, as Enter does. */
static gboolean
search_key_cb (MokQuestionList *self, guint keyval)
{
  g_assert (MOK_IS_QUESTION_LIST (self));

  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;
  search_activated_cb (self);
  return GDK_EVENT_STOP;
}

static void
stop_search_cb (MokQuestionList *self)
{
  g_assert (MOK_IS_QUESTION_LIST (self));

  gtk_editable_set_text (self->search, "");
  mok_question_list_focus_selected (self);
}

static void
row_selected_cb (MokQuestionList *self, GtkListBoxRow *row)
{
  g_assert (MOK_IS_QUESTION_LIST (self));

  if (row != NULL)
    g_signal_emit (self, signals[SELECTED], 0);
}

static void
row_activated_cb (MokQuestionList *self, GtkListBoxRow *row)
{
  g_assert (MOK_IS_QUESTION_LIST (self));

  g_signal_emit (self, signals[ACTIVATED], 0);
}

static GtkWidget *
new_heading_row (const char *label, guint module)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *heading = g_object_new (GTK_TYPE_LABEL, "label", label, "xalign", 0.f, "wrap", TRUE, "accessible-role",
                                     GTK_ACCESSIBLE_ROLE_HEADING, NULL);

  mok_words_keep (GTK_LABEL (heading));
  gtk_widget_add_css_class (heading, "caption-heading");
  gtk_widget_add_css_class (heading, "dim-label");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), heading);
  g_object_set_data (G_OBJECT (row), "heading", heading);
  g_object_set_data_full (G_OBJECT (row), "page", g_strdup_printf (MOK_QUESTION_LIST_MODULE "%u", module), g_free);
  g_object_set_data_full (G_OBJECT (row), "title", g_strdup (label), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);

  return row;
}

static GtkWidget *
new_page_row (const char *id, const char *icon)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *image =
      g_object_new (GTK_TYPE_IMAGE, "icon-name", icon, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  GtkWidget *label =
      g_object_new (GTK_TYPE_LABEL, "xalign", 0.f, "hexpand", TRUE, "ellipsize", PANGO_ELLIPSIZE_END, NULL);

  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "page", g_strdup (id), g_free);
  return row;
}

static void
set_page_title (GtkWidget *row, const char *title)
{
  GtkWidget *box = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (row));

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (box)), title);
  gtk_widget_set_tooltip_text (row, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_object_set_data_full (G_OBJECT (row), "title", g_strdup (title), g_free);
}

static GtkWidget *
new_question_row (const MokQuestion *question, guint number)
{
  const char *title = mok_question_get_title (question, mok_language_get ());
  const char *wording = mok_text_get (question->label, mok_language_get ());
  g_autofree char *number_text = number > 0 ? g_strdup_printf ("%u", number) : NULL;
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", title, "xalign", 0.f, "hexpand", TRUE, "ellipsize",
                                   PANGO_ELLIPSIZE_END, NULL);
  GtkWidget *count = gtk_label_new (number_text);

  gtk_widget_add_css_class (count, "caption");
  gtk_widget_add_css_class (count, "dim-label");
  gtk_widget_add_css_class (count, "numeric");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), count);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_tooltip_text (row, wording != NULL ? wording : title);
  g_autofree char *name = number_text != NULL ? g_strdup_printf ("%s. %s", number_text, title) : g_strdup (title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (row), "question", (gpointer) question);

  return row;
}

/* The number that the question has for those who answer: screeners, notes and calculations do not count. */
static guint
get_number (MokQuestionnaire *questionnaire, const MokQuestion *wanted)
{
  guint number = 0;

  for (guint i = 0; i < mok_questionnaire_get_n_questions (questionnaire); i++)
    {
      const MokQuestion *question = mok_questionnaire_get_question (questionnaire, i);
      gboolean counted = mok_question_is_numbered (question);

      if (counted)
        number++;
      if (question == wanted)
        return counted ? number : 0;
    }

  return 0;
}

static gboolean
has_focus_inside (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

/* Two stops for Tab: the search entry and the selected row. A list box makes every row one, and selects it on the way.
 */
static gboolean
mok_question_list_focus (GtkWidget *widget, GtkDirectionType direction)
{
  MokQuestionList *self = MOK_QUESTION_LIST (widget);
  gboolean in_list = has_focus_inside (GTK_WIDGET (self->list));
  gboolean in_search = has_focus_inside (GTK_WIDGET (self->search));
  GtkWidget *row = GTK_WIDGET (gtk_list_box_get_selected_row (self->list));

  if (direction == GTK_DIR_TAB_FORWARD && in_list)
    return FALSE;
  if (direction == GTK_DIR_TAB_BACKWARD && in_list)
    return gtk_widget_grab_focus (GTK_WIDGET (self->search));
  if (row != NULL && gtk_widget_get_child_visible (row)
      && ((direction == GTK_DIR_TAB_FORWARD && in_search) || (direction == GTK_DIR_TAB_BACKWARD && !in_search)))
    return gtk_widget_grab_focus (row);

  return GTK_WIDGET_CLASS (mok_question_list_parent_class)->focus (widget, direction);
}

static void
mok_question_list_finalize (GObject *object)
{
  MokQuestionList *self = MOK_QUESTION_LIST (object);

  g_clear_pointer (&self->questionnaire, mok_questionnaire_unref);
  g_clear_pointer (&self->needle, g_free);

  G_OBJECT_CLASS (mok_question_list_parent_class)->finalize (object);
}

static void
mok_question_list_class_init (MokQuestionListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = mok_question_list_finalize;
  widget_class->focus = mok_question_list_focus;

  /**
   * MokQuestionList::selected:
   *
   * Another question is selected.
   */
  signals[SELECTED] =
      g_signal_new ("selected", MOK_TYPE_QUESTION_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * MokQuestionList::activated:
   *
   * A question was clicked or chosen with Enter, also when it was selected before.
   */
  signals[ACTIVATED] =
      g_signal_new ("activated", MOK_TYPE_QUESTION_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/moksori/Moksori/ui/mok-question-list.ui");
  gtk_widget_class_bind_template_child (widget_class, MokQuestionList, search);
  gtk_widget_class_bind_template_child (widget_class, MokQuestionList, stack);
  gtk_widget_class_bind_template_child (widget_class, MokQuestionList, list);
  gtk_widget_class_bind_template_child (widget_class, MokQuestionList, empty);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
mok_question_list_init (MokQuestionList *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->needle = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  mok_covered_hide (GTK_WIDGET (self->stack));
  gtk_list_box_set_filter_func (self->list, row_is_shown, self, NULL);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (search_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->search), keys);
}

/**
 * mok_question_list_set_questions:
 * @questionnaire: the form
 * @questions: (element-type MokQuestion): those of it that have results, in its order
 */
void
mok_question_list_set_questions (MokQuestionList *self, MokQuestionnaire *questionnaire, GPtrArray *questions)
{
  g_return_if_fail (MOK_IS_QUESTION_LIST (self));
  g_return_if_fail (questionnaire != NULL && questions != NULL);

  GtkWidget *row;
  int current = -2;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);

  mok_questionnaire_ref (questionnaire);
  g_clear_pointer (&self->questionnaire, mok_questionnaire_unref);
  self->questionnaire = questionnaire;

  for (guint i = 0; i < questions->len; i++)
    {
      const MokQuestion *question = g_ptr_array_index (questions, i);
      int module = mok_questionnaire_get_module_of (questionnaire, question);

      if (module != current && module >= 0)
        {
          const MokGroup *group = mok_questionnaire_get_module (questionnaire, (guint) module);
          const char *label = group->label != NULL ? mok_text_get (group->label, mok_language_get ()) : group->name;
          gtk_list_box_append (self->list, new_heading_row (label, (guint) module));
        }
      current = module;
      gtk_list_box_append (self->list, new_question_row (question, get_number (questionnaire, question)));
    }
  /* A heading was looked at before there was anything below it. */
  gtk_list_box_invalidate_filter (self->list);
}

/**
 * mok_question_list_set_page:
 * @id: what mok_question_list_get_page() tells when it is selected
 * @title: (nullable): what the row says; %NULL takes it away
 * @icon: name of a symbolic icon
 *
 * Adds something that is not a question behind the other pages above the questions, or gives it another title.
 */
void
mok_question_list_set_page (MokQuestionList *self, const char *id, const char *title, const char *icon)
{
  g_return_if_fail (MOK_IS_QUESTION_LIST (self));
  g_return_if_fail (id != NULL && icon != NULL);

  int n_pages = 0;
  GtkWidget *found = NULL;

  for (GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, 0);
       row != NULL && get_page (row) != NULL && !is_heading (row);
       row = gtk_list_box_get_row_at_index (self->list, ++n_pages))
    if (g_str_equal (get_page (row), id))
      found = GTK_WIDGET (row);

  if (title == NULL)
    {
      if (found != NULL)
        gtk_list_box_remove (self->list, found);
      return;
    }
  if (found == NULL)
    {
      found = new_page_row (id, icon);
      set_page_title (found, title);
      gtk_list_box_insert (self->list, found, n_pages);
      return;
    }
  set_page_title (found, title);
}

/**
 * mok_question_list_get_page:
 *
 * Returns: (transfer none) (nullable): the id of what is selected when it is not a question
 */
const char *
mok_question_list_get_page (MokQuestionList *self)
{
  g_return_val_if_fail (MOK_IS_QUESTION_LIST (self), NULL);

  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return row != NULL ? get_page (row) : NULL;
}

/**
 * mok_question_list_get_title:
 *
 * Returns: (transfer none) (nullable): what the selected row says
 */
const char *
mok_question_list_get_title (MokQuestionList *self)
{
  g_return_val_if_fail (MOK_IS_QUESTION_LIST (self), NULL);

  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row == NULL)
    return NULL;
  if (get_question (row) != NULL)
    return mok_question_get_title (get_question (row), mok_language_get ());
  return g_object_get_data (G_OBJECT (row), "title");
}

/**
 * mok_question_list_get_selected:
 *
 * Returns: (transfer none) (nullable): the question that is selected; %NULL also for a page
 */
const MokQuestion *
mok_question_list_get_selected (MokQuestionList *self)
{
  g_return_val_if_fail (MOK_IS_QUESTION_LIST (self), NULL);

  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return row != NULL ? get_question (row) : NULL;
}

/**
 * mok_question_list_select:
 * @question: one of the list, or %NULL for what stands first, page or question
 */
void
mok_question_list_select (MokQuestionList *self, const MokQuestion *question)
{
  g_return_if_fail (MOK_IS_QUESTION_LIST (self));

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      GtkListBoxRow *here = GTK_LIST_BOX_ROW (row);
      if (!is_heading (here) && (question == NULL || get_question (here) == question))
        {
          gtk_list_box_select_row (self->list, GTK_LIST_BOX_ROW (row));
          return;
        }
    }
}

/**
 * mok_question_list_select_page:
 * @id: as given to mok_question_list_set_page()
 */
void
mok_question_list_select_page (MokQuestionList *self, const char *id)
{
  g_return_if_fail (MOK_IS_QUESTION_LIST (self) && id != NULL);

  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      if (g_strcmp0 (get_page (row), id) == 0)
        gtk_list_box_select_row (self->list, row);
    }
}

/**
 * mok_question_list_step:
 * @step: 1 for what comes next, -1 for what comes before
 *
 * Selects another page or question, as if nothing were searched for.
 *
 * Returns: whether there was one
 */
gboolean
mok_question_list_step (MokQuestionList *self, int step)
{
  g_return_val_if_fail (MOK_IS_QUESTION_LIST (self) && step != 0, FALSE);

  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  do
    row = row != NULL ? gtk_list_box_get_row_at_index (self->list, gtk_list_box_row_get_index (row) + step) : NULL;
  while (row != NULL && is_heading (row));
  if (row == NULL)
    return FALSE;
  gtk_list_box_select_row (self->list, row);
  return TRUE;
}

/**
 * mok_question_list_search:
 *
 * Moves the keyboard to the search entry.
 */
void
mok_question_list_search (MokQuestionList *self)
{
  g_return_if_fail (MOK_IS_QUESTION_LIST (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

/**
 * mok_question_list_focus_selected:
 *
 * Moves the keyboard to the selected question.
 */
void
mok_question_list_focus_selected (MokQuestionList *self)
{
  g_return_if_fail (MOK_IS_QUESTION_LIST (self));

  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}
