/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Choices beside the pages that they lead to; where it is narrow one of both shows. The report is made anew shortly
 * after a choice, in the main thread: it switches the program's language while it works, and takes a fraction of a
 * second. Nothing that is written here is kept.
 */

#include "config.h"

#include "results/mok-report-dialog.h"

#include <glib/gi18n-lib.h>

#include "base/mok-day.h"
#include "base/mok-language.h"
#include "common/mok-width-bin.h"
#include "common/mok-words.h"
#include "compat/mok-file-dialog.h"
#include "results/mok-report-preview.h"
#include "results/mok-report-take.h"

/* So long nothing is typed until the pages follow, in milliseconds. */
#define PAUSE 350

struct _MokReportDialog
{
  AdwWindow parent_instance;

  MokWidthBin *width;
  GtkToggleButton *show_pages;
  GtkWidget *options;
  MokReportPreview *preview;
  AdwComboRow *language;
  AdwExpanderRow *sections;
  AdwEntryRow *author;
  AdwActionRow *logo_row;
  GtkWidget *no_logo;
  GtkTextView *text;
  GtkLabel *problem;

  MokReportInput input;
  GPtrArray *ids;      /* (owned) (element-type utf8): of the sections */
  GPtrArray *switches; /* (element-type GtkSwitch): whether they are wanted */
  char *comments;      /* (owned) (nullable) */
  char *logo;          /* (owned) (nullable): path */
  guint pending;       /* source that makes the report */
};

G_DEFINE_FINAL_TYPE (MokReportDialog, mok_report_dialog, ADW_TYPE_WINDOW)

static const char *const languages[] = { "ko", "en" };

/* Returns: (transfer container): ids of the wanted sections */
static GPtrArray *
list_wanted (const MokReportDialog *self)
{
  GPtrArray *wanted = g_ptr_array_new ();

  for (guint i = 0; i < self->ids->len; i++)
    {
      if (gtk_switch_get_active (g_ptr_array_index (self->switches, i)))
        g_ptr_array_add (wanted, g_ptr_array_index (self->ids, i));
    }
  g_ptr_array_add (wanted, NULL);
  return wanted;
}

static GPtrArray *
list_texts (const MokReportDialog *self)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_report_text_free);
  MokReportText *text = g_new0 (MokReportText, 1);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text->section = g_strdup ("");
  text->text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  g_ptr_array_add (texts, text);
  return texts;
}

static gboolean
make_cb (gpointer data)
{
  MokReportDialog *self = data;
  g_autoptr (GPtrArray) wanted = list_wanted (self);
  g_autoptr (GPtrArray) texts = list_texts (self);
  g_autofree char *author = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->author))));
  const MokReportOptions options = {
    .language = languages[adw_combo_row_get_selected (self->language)],
    .sections = (const char *const *) wanted->pdata,
    .texts = texts,
    .logo = self->logo,
    .author = *author != '\0' ? author : NULL,
    .day = mok_day_get_today (),
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (MokReport) report = mok_report_new (&self->input, &options, &error);

  self->pending = 0;
  gtk_label_set_label (self->problem, error != NULL ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), error != NULL);
  if (report != NULL)
    mok_report_preview_set_report (self->preview, report);
  /* What is shown is not what was chosen. */
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "report.save", report != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "report.print", report != NULL);
  return G_SOURCE_REMOVE;
}

static void
make_soon (MokReportDialog *self)
{
  g_clear_handle_id (&self->pending, g_source_remove);
  self->pending = g_timeout_add (PAUSE, make_cb, self);
}

/* What is saved or printed is what is chosen now.
 *
 * Returns: (transfer none) (nullable): the report; %NULL where none can be made of it
 */
static MokReport *
make_now (MokReportDialog *self)
{
  if (self->pending != 0)
    {
      g_clear_handle_id (&self->pending, g_source_remove);
      make_cb (self);
    }
  return gtk_widget_get_visible (GTK_WIDGET (self->problem)) ? NULL : mok_report_preview_get_report (self->preview);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MokReportDialog *self = MOK_REPORT_DIALOG (widget);
  MokReport *report = make_now (self);

  if (report != NULL)
    mok_report_take_save (GTK_WIDGET (self->preview), report);
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MokReportDialog *self = MOK_REPORT_DIALOG (widget);
  MokReport *report = make_now (self);

  if (report != NULL)
    mok_report_take_print (GTK_WIDGET (self->preview), report);
}

static void
changed_cb (MokReportDialog *self)
{
  g_assert (MOK_IS_REPORT_DIALOG (self));

  /* While the template is built there is nothing to report. */
  if (self->input.cube != NULL)
    make_soon (self);
}

static void
update_shown (MokReportDialog *self)
{
  const gboolean narrow = mok_width_bin_get_narrow (self->width);
  const gboolean pages = gtk_toggle_button_get_active (self->show_pages);

  gtk_widget_set_visible (GTK_WIDGET (self->show_pages), narrow);
  gtk_widget_set_visible (self->options, !narrow || !pages);
  gtk_widget_set_visible (GTK_WIDGET (self->preview), !narrow || pages);
  gtk_widget_set_hexpand (self->options, narrow);
}

static void
narrow_cb (MokReportDialog *self)
{
  g_assert (MOK_IS_REPORT_DIALOG (self));

  update_shown (self);
}

static void
set_logo (MokReportDialog *self, const char *path)
{
  g_autofree char *name = path != NULL ? g_path_get_basename (path) : NULL;
  g_autofree char *shown = name != NULL ? g_filename_display_name (name) : g_strdup (_ ("A PNG picture, if you like"));
  g_autofree char *markup = g_markup_escape_text (shown, -1);

  g_free (self->logo);
  self->logo = g_strdup (path);
  adw_action_row_set_subtitle (self->logo_row, markup);
  gtk_widget_set_visible (self->no_logo, path != NULL);
  changed_cb (self);
}

static void
logo_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MokReportDialog) self = data;
  g_autoptr (GFile) file = mok_file_open_finish (result, NULL);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL && self->input.cube != NULL)
    set_logo (self, path);
}

static void
logo_clicked_cb (MokReportDialog *self)
{
  static const MokFileKind kinds[] = { { N_ ("PNG pictures (.png)"), { "*.png" } } };

  g_assert (MOK_IS_REPORT_DIALOG (self));

  mok_file_open_async (GTK_WINDOW (self), _ ("Choose a Logo"), kinds, G_N_ELEMENTS (kinds), NULL, logo_chosen_cb,
                       g_object_ref (self));
}

static void
no_logo_clicked_cb (MokReportDialog *self)
{
  g_assert (MOK_IS_REPORT_DIALOG (self));

  set_logo (self, NULL);
}

static void
add_section (MokReportDialog *self, const MokReportSection *section)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *wanted = g_object_new (GTK_TYPE_SWITCH, "active", TRUE, "valign", GTK_ALIGN_CENTER, NULL);
  g_autofree char *markup = g_markup_escape_text (section->title, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), markup);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), wanted);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), wanted);
  gtk_accessible_update_property (GTK_ACCESSIBLE (wanted), GTK_ACCESSIBLE_PROPERTY_LABEL, section->title, -1);
  g_signal_connect_object (wanted, "notify::active", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (self->sections, row);
  g_ptr_array_add (self->ids, g_strdup (section->id));
  g_ptr_array_add (self->switches, wanted);
}

static void
mok_report_dialog_dispose (GObject *object)
{
  MokReportDialog *self = MOK_REPORT_DIALOG (object);

  g_clear_handle_id (&self->pending, g_source_remove);
  g_clear_pointer (&self->input.cube, mok_cube_unref);
  g_clear_pointer (&self->input.manifest, mok_manifest_unref);
  g_clear_pointer (&self->input.left, g_ptr_array_unref);
  g_clear_pointer (&self->input.pins, g_ptr_array_unref);
  g_clear_pointer (&self->input.notes, g_hash_table_unref);

  G_OBJECT_CLASS (mok_report_dialog_parent_class)->dispose (object);
}

static void
mok_report_dialog_finalize (GObject *object)
{
  MokReportDialog *self = MOK_REPORT_DIALOG (object);

  g_ptr_array_unref (self->ids);
  g_ptr_array_unref (self->switches);
  g_free (self->comments);
  g_free (self->logo);

  G_OBJECT_CLASS (mok_report_dialog_parent_class)->finalize (object);
}

static void
mok_report_dialog_class_init (MokReportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mok_report_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = mok_report_dialog_finalize;

  g_type_ensure (MOK_TYPE_REPORT_PREVIEW);
  g_type_ensure (MOK_TYPE_WIDTH_BIN);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/moksori/Moksori/ui/mok-report-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MokReportDialog, width);
  gtk_widget_class_bind_template_child (widget_class, MokReportDialog, show_pages);
  gtk_widget_class_bind_template_child (widget_class, MokReportDialog, options);
  gtk_widget_class_bind_template_child (widget_class, MokReportDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, MokReportDialog, language);
  gtk_widget_class_bind_template_child (widget_class, MokReportDialog, sections);
  gtk_widget_class_bind_template_child (widget_class, MokReportDialog, author);
  gtk_widget_class_bind_template_child (widget_class, MokReportDialog, logo_row);
  gtk_widget_class_bind_template_child (widget_class, MokReportDialog, no_logo);
  gtk_widget_class_bind_template_child (widget_class, MokReportDialog, text);
  gtk_widget_class_bind_template_child (widget_class, MokReportDialog, problem);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, logo_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, narrow_cb);
  gtk_widget_class_bind_template_callback (widget_class, no_logo_clicked_cb);
  gtk_widget_class_install_action (widget_class, "report.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "report.print", NULL, print_action);
}

static void
mok_report_dialog_init (MokReportDialog *self)
{
  self->ids = g_ptr_array_new_with_free_func (g_free);
  self->switches = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  mok_words_keep_below (GTK_WIDGET (self));
  g_signal_connect_object (gtk_text_view_get_buffer (self->text), "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  update_shown (self);
}

static void
set_input (MokReportDialog *self, const MokReportInput *input)
{
  g_autoptr (GPtrArray) sections = mok_report_list_sections (input, mok_language_get ());

  self->comments = g_strdup (input->comments);
  self->input.cube = mok_cube_ref (input->cube);
  self->input.manifest = mok_manifest_ref (input->manifest);
  self->input.left = input->left != NULL ? g_ptr_array_ref (input->left) : NULL;
  self->input.comments = self->comments;
  self->input.pins = input->pins != NULL ? g_ptr_array_ref (input->pins) : NULL;
  self->input.notes = input->notes != NULL ? g_hash_table_ref (input->notes) : NULL;
  for (guint i = 0; i < sections->len; i++)
    add_section (self, g_ptr_array_index (sections, i));
}

/**
 * mok_report_dialog_new:
 * @parent: the window it belongs to
 * @input: what is reported; its arrays must not change while the dialog is there
 *
 * Returns: (transfer none): the dialog, not shown yet
 */
GtkWindow *
mok_report_dialog_new (GtkWindow *parent, const MokReportInput *input)
{
  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (input != NULL && input->cube != NULL && input->manifest != NULL, NULL);

  MokReportDialog *self = g_object_new (MOK_TYPE_REPORT_DIALOG, "transient-for", parent, NULL);

  set_input (self, input);
  adw_combo_row_set_selected (self->language, g_str_equal (mok_language_get (), languages[0]) ? 0 : 1);
  set_logo (self, NULL);
  g_clear_handle_id (&self->pending, g_source_remove);
  make_cb (self);
  return GTK_WINDOW (self);
}
