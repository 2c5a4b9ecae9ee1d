/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One window: a pile of pages, each with its own header bar, the start page at the bottom.
 * Must not know surveys: a page brings what it needs.
 */

#include "config.h"

#include "mok-window.h"

#include <glib/gi18n-lib.h>

#include "common/mok-text-size.h"
#include "compat/mok-alert.h"
#include "compat/mok-file-dialog.h"
#include "mok-start-page.h"
#include "organize/mok-organize.h"
#include "respond/mok-respond-page.h"
#include "respond/mok-respond.h"

struct _MokWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkStack *stack;
  GPtrArray *pages;   /* (element-type GtkWidget): the pile, start page first; the stack owns them */
  GPtrArray *leaving; /* (element-type GtkWidget): popped, but still sliding out */
};

G_DEFINE_FINAL_TYPE (MokWindow, mok_window, ADW_TYPE_APPLICATION_WINDOW)

/* What is no longer seen must not be there for a screen reader either: GTK 4.8 reads out every page of a stack. */
static void
settle (MokWindow *self)
{
  for (guint i = 0; i < self->leaving->len; i++)
    gtk_stack_remove (self->stack, g_ptr_array_index (self->leaving, i));
  g_ptr_array_set_size (self->leaving, 0);
  for (guint i = 0; i + 1 < self->pages->len; i++)
    gtk_widget_set_visible (g_ptr_array_index (self->pages, i), FALSE);
}

static void
transition_running_cb (GtkStack *stack, GParamSpec *pspec, MokWindow *self)
{
  g_assert (MOK_IS_WINDOW (self));

  if (!gtk_stack_get_transition_running (stack))
    settle (self);
}

static void
show_page (MokWindow *self, GtkWidget *page, GtkStackTransitionType transition)
{
  gtk_widget_set_visible (page, TRUE);
  gtk_stack_set_transition_type (self->stack, transition);
  gtk_stack_set_visible_child (self->stack, page);
  if (!gtk_stack_get_transition_running (self->stack))
    settle (self);
  /* A page may know better than "the first that can have it". */
  if (!gtk_widget_grab_focus (page))
    gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

static void
text_larger (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mok_text_size_step (1);
}

static void
text_smaller (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mok_text_size_step (-1);
}

static void
text_normal (GtkWidget *widget, const char *name, GVariant *parameter)
{
  mok_text_size_reset ();
}

static void
full_screen (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (gtk_window_is_fullscreen (GTK_WINDOW (widget)))
    gtk_window_unfullscreen (GTK_WINDOW (widget));
  else
    gtk_window_fullscreen (GTK_WINDOW (widget));
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GFile) file = mok_file_open_finish (result, NULL);

  if (file != NULL)
    mok_window_open_file (MOK_WINDOW (source), file);
}

/* While somebody answers, nothing may push the page away; the respondent is told. */
static gboolean
is_held (MokWindow *self)
{
  GtkWidget *page = mok_window_get_page (self);

  if (!MOK_IS_RESPOND_PAGE (page) || !mok_respond_page_holds_window (MOK_RESPOND_PAGE (page)))
    return FALSE;
  mok_window_toast (self, _ ("Another file can be opened when nobody is answering here."));
  return TRUE;
}

static void
open_file (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const MokFileKind kinds[] = { MOK_FILE_BOX[0], MOK_FILE_SURVEY[0] };

  if (is_held (MOK_WINDOW (widget)))
    return;
  mok_file_open_async (GTK_WINDOW (widget), _ ("Open a File"), kinds, G_N_ELEMENTS (kinds), NULL, opened_cb, NULL);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, MokWindow *self)
{
  const GSList *files = gdk_file_list_get_files (g_value_get_boxed (value));

  if (files == NULL)
    return FALSE;
  mok_window_open_file (self, files->data);
  return TRUE;
}

static void
mok_window_dispose (GObject *object)
{
  MokWindow *self = MOK_WINDOW (object);

  if (self->leaving != NULL)
    g_ptr_array_set_size (self->leaving, 0);
  G_OBJECT_CLASS (mok_window_parent_class)->dispose (object);
}

static void
mok_window_finalize (GObject *object)
{
  MokWindow *self = MOK_WINDOW (object);

  g_ptr_array_unref (self->pages);
  g_ptr_array_unref (self->leaving);
  G_OBJECT_CLASS (mok_window_parent_class)->finalize (object);
}

/* As the window appears GTK gives the keyboard to the first widget of all; the page may know better. */
static void
mok_window_map (GtkWidget *widget)
{
  GtkWidget *page = mok_window_get_page (MOK_WINDOW (widget));

  GTK_WIDGET_CLASS (mok_window_parent_class)->map (widget);
  if (page != NULL)
    gtk_widget_grab_focus (page);
}

static void
mok_window_class_init (MokWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = mok_window_dispose;
  object_class->finalize = mok_window_finalize;
  widget_class->map = mok_window_map;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/moksori/Moksori/ui/mok-window.ui");
  gtk_widget_class_bind_template_child (widget_class, MokWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, MokWindow, stack);
  gtk_widget_class_bind_template_callback (widget_class, transition_running_cb);
  gtk_widget_class_install_action (widget_class, "win.open", NULL, open_file);
  gtk_widget_class_install_action (widget_class, "win.text-larger", NULL, text_larger);
  gtk_widget_class_install_action (widget_class, "win.text-smaller", NULL, text_smaller);
  gtk_widget_class_install_action (widget_class, "win.text-normal", NULL, text_normal);
  gtk_widget_class_install_action (widget_class, "win.full-screen", NULL, full_screen);
}

static void
mok_window_init (MokWindow *self)
{
  GtkDropTarget *drop;

  self->pages = g_ptr_array_new ();
  self->leaving = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  g_signal_connect (drop, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));

  mok_window_go_home (self);
}

/**
 * mok_window_new:
 * @application: the program
 *
 * Returns: (transfer none): a window that shows the start page; GTK owns it until it is closed
 */
MokWindow *
mok_window_new (MokApplication *application)
{
  g_return_val_if_fail (MOK_IS_APPLICATION (application), NULL);

  return g_object_new (MOK_TYPE_WINDOW, "application", application, NULL);
}

/**
 * mok_window_of:
 * @widget: a widget
 *
 * Returns: (transfer none) (nullable): the window around @widget
 */
MokWindow *
mok_window_of (GtkWidget *widget)
{
  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  return (MokWindow *) gtk_widget_get_ancestor (widget, MOK_TYPE_WINDOW);
}

/**
 * mok_window_push:
 * @self: a window
 * @page: a widget with its own header bar; the window takes it over
 *
 * Shows @page on top of the one that was visible.
 */
void
mok_window_push (MokWindow *self, GtkWidget *page)
{
  g_return_if_fail (MOK_IS_WINDOW (self));
  g_return_if_fail (GTK_IS_WIDGET (page));

  gtk_stack_add_child (self->stack, page);
  g_ptr_array_add (self->pages, page);
  show_page (self, page, GTK_STACK_TRANSITION_TYPE_SLIDE_LEFT);
}

/**
 * mok_window_pop:
 * @self: a window
 *
 * Goes back to the page below the visible one. The start page is built anew, because the language or the files
 * that it lists may have changed. On the start page it does nothing.
 */
void
mok_window_pop (MokWindow *self)
{
  g_return_if_fail (MOK_IS_WINDOW (self));

  if (self->pages->len <= 2)
    {
      if (self->pages->len == 2)
        mok_window_go_home (self);
      return;
    }

  g_ptr_array_add (self->leaving, g_ptr_array_steal_index (self->pages, self->pages->len - 1));
  show_page (self, g_ptr_array_index (self->pages, self->pages->len - 1), GTK_STACK_TRANSITION_TYPE_SLIDE_RIGHT);
}

/**
 * mok_window_go_home:
 * @self: a window
 *
 * Drops every page and shows a new start page.
 */
void
mok_window_go_home (MokWindow *self)
{
  GtkWidget *start;

  g_return_if_fail (MOK_IS_WINDOW (self));

  start = mok_start_page_new ();
  for (guint i = 0; i < self->pages->len; i++)
    g_ptr_array_add (self->leaving, g_ptr_array_index (self->pages, i));
  g_ptr_array_set_size (self->pages, 0);

  gtk_stack_add_child (self->stack, start);
  g_ptr_array_add (self->pages, start);
  show_page (self, start, GTK_STACK_TRANSITION_TYPE_SLIDE_RIGHT);
}

/**
 * mok_window_get_page:
 * @self: a window
 *
 * Returns: (transfer none): the visible page
 */
GtkWidget *
mok_window_get_page (MokWindow *self)
{
  g_return_val_if_fail (MOK_IS_WINDOW (self), NULL);

  return g_ptr_array_index (self->pages, self->pages->len - 1);
}

/**
 * mok_window_toast:
 * @self: a window
 * @text: one short translated sentence, no markup
 *
 * Tells something that needs no answer.
 */
void
mok_window_toast (MokWindow *self, const char *text)
{
  g_autofree char *markup = NULL;

  g_return_if_fail (MOK_IS_WINDOW (self));
  g_return_if_fail (text != NULL);

  markup = g_markup_escape_text (text, -1);
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (markup));
}

/**
 * mok_window_report:
 * @self: a window
 * @heading: what did not work, translated
 * @error: why
 *
 * Shows an error that the user has to know before going on. A dialog that was cancelled is no error and is not shown.
 */
void
mok_window_report (MokWindow *self, const char *heading, const GError *error)
{
  g_return_if_fail (MOK_IS_WINDOW (self));
  g_return_if_fail (heading != NULL);
  g_return_if_fail (error != NULL);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  static const MokAlertResponse close[] = { { "close", N_ ("_Close"), MOK_ALERT_PLAIN } };
  mok_alert_async (GTK_WINDOW (self), heading, error->message, close, G_N_ELEMENTS (close), NULL, NULL, NULL, NULL);
}

/**
 * mok_window_open_file:
 * @self: a window
 * @file: a box or a survey file, from anywhere
 *
 * Opens @file by its kind: a box to answer, a survey file to organize. While somebody answers, nothing may push the
 * page away: then the file stays closed.
 */
void
mok_window_open_file (MokWindow *self, GFile *file)
{
  g_autofree char *name = NULL;

  g_return_if_fail (MOK_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));

  if (is_held (self))
    return;

  /* The name decides: through a portal the content type is guessed from it, too. */
  name = g_file_get_basename (file);
  if (g_str_has_suffix (name, ".mokbox"))
    {
      mok_respond_open_file (self, file);
      return;
    }

  g_autoptr (GError) error = NULL;

  if (g_str_has_suffix (name, ".moksori"))
    mok_organize_open_file (self, file, &error);
  else
    g_set_error (&error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                 _ ("“%s” is neither a box (.mokbox) nor a survey file (.moksori)."), name);
  if (error != NULL)
    mok_window_report (self, _ ("The file cannot be opened"), error);
}
