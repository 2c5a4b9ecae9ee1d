/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the program shows first: two doors and a quiet third.
 * Must not do what lies behind a door: it only opens it.
 */

#include "config.h"

#include "mok-start-page.h"

#include <glib/gi18n-lib.h>

#include "common/mok-door.h"
#include "common/mok-first-focus.h"
#include "common/mok-folders.h"
#include "common/mok-language-switch.h"
#include "common/mok-width-bin.h"
#include "common/mok-words.h"
#include "compat/mok-file-dialog.h"
#include "mok-window.h"
#include "organize/mok-organize.h"
#include "respond/mok-box-list-page.h"

struct _MokStartPage
{
  AdwBin parent_instance;

  GtkBox *doors;
  MokDoor *answer;
  MokDoor *organize;
  MokWidthBin *width;
};

G_DEFINE_FINAL_TYPE (MokStartPage, mok_start_page, ADW_TYPE_BIN)

static void
narrow_cb (MokStartPage *self)
{
  gboolean narrow = mok_width_bin_get_narrow (self->width);

  g_assert (MOK_IS_START_PAGE (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->doors),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  mok_door_set_narrow (self->answer, narrow);
  mok_door_set_narrow (self->organize, narrow);
}

static void
language_chosen_cb (MokStartPage *self, const char *code)
{
  /* A new page in the new language. */
  mok_window_go_home (mok_window_of (GTK_WIDGET (self)));
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = mok_file_open_finish (result, &error);

  if (file != NULL)
    mok_window_open_file (MOK_WINDOW (source), file);
}

static void
answer_cb (MokStartPage *self)
{
  MokWindow *window = mok_window_of (GTK_WIDGET (self));
  g_autofree char *folder = mok_folder_boxes (NULL);
  g_autoptr (GPtrArray) boxes = folder != NULL ? mok_folder_list (folder, ".mokbox") : NULL;

  if (boxes != NULL && boxes->len > 0)
    {
      mok_window_push (window, mok_box_list_page_new (boxes));
      return;
    }
  mok_file_open_async (GTK_WINDOW (window), _ ("Open a Box"), MOK_FILE_BOX, G_N_ELEMENTS (MOK_FILE_BOX), NULL,
                       opened_cb, NULL);
}

static void
organize_cb (MokStartPage *self)
{
  mok_window_push (mok_window_of (GTK_WIDGET (self)), mok_survey_list_page_new ());
}

static void
sample_cb (MokStartPage *self)
{
  mok_sample_open (mok_window_of (GTK_WIDGET (self)));
}

static gboolean
mok_start_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (MOK_START_PAGE (widget)->answer));
}

static void
mok_start_page_class_init (MokStartPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  mok_first_focus_set (widget_class, mok_start_page_grab_focus);

  g_type_ensure (MOK_TYPE_DOOR);
  g_type_ensure (MOK_TYPE_LANGUAGE_SWITCH);
  g_type_ensure (MOK_TYPE_WIDTH_BIN);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/moksori/Moksori/ui/mok-start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MokStartPage, answer);
  gtk_widget_class_bind_template_child (widget_class, MokStartPage, doors);
  gtk_widget_class_bind_template_child (widget_class, MokStartPage, organize);
  gtk_widget_class_bind_template_child (widget_class, MokStartPage, width);
  gtk_widget_class_bind_template_callback (widget_class, answer_cb);
  gtk_widget_class_bind_template_callback (widget_class, language_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, narrow_cb);
  gtk_widget_class_bind_template_callback (widget_class, organize_cb);
  gtk_widget_class_bind_template_callback (widget_class, sample_cb);
}

static void
mok_start_page_init (MokStartPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mok_words_keep_below (GTK_WIDGET (self));
}

/**
 * mok_start_page_new:
 *
 * Returns: (transfer floating): a start page in the language in use
 */
GtkWidget *
mok_start_page_new (void)
{
  return g_object_new (MOK_TYPE_START_PAGE, NULL);
}
