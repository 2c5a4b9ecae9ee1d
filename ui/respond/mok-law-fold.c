/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the law says about a question, to fold out. Folded at first, so that it does not prime the answer.
 * Must not judge the respondent's own case.
 */

#include "config.h"

#include "respond/mok-law-fold.h"

#include <glib/gi18n-lib.h>

#include "base/mok-day.h"
#include "common/mok-law-date.h"
#include "common/mok-words.h"
#include "questionnaire/mok-law.h"

struct _MokLawFold
{
  AdwBin parent_instance;

  AdwExpanderRow *row;
};

G_DEFINE_FINAL_TYPE (MokLawFold, mok_law_fold, ADW_TYPE_BIN)

static void
mok_law_fold_class_init (MokLawFoldClass *klass)
{
}

static void
mok_law_fold_init (MokLawFold *self)
{
}

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  mok_words_keep (GTK_LABEL (label));
  return label;
}

static GtkWidget *
make_content (const MokLaw *law, const char *law_date, const char *language)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *row = gtk_list_box_row_new ();
  g_autofree char *note = mok_law_date_dup_note (law_date);
  GtkWidget *caption = make_label (note, "caption");

  gtk_widget_add_css_class (caption, "dim-label");
  gtk_widget_add_css_class (box, "mok-padded");
  gtk_box_append (GTK_BOX (box), make_label (mok_text_get (law->article, language), "heading"));
  gtk_box_append (GTK_BOX (box), make_label (mok_text_get (law->text, language), NULL));
  if (law->doubt != NULL)
    gtk_box_append (GTK_BOX (box), make_label (mok_text_get (law->doubt, language), NULL));
  gtk_box_append (GTK_BOX (box), caption);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  return row;
}

/**
 * mok_law_fold_new:
 * @key: key into the law table
 * @law_date: the survey's reference date, such as `2026-11-22`
 * @language: the language of the explanation
 *
 * Returns: (transfer floating) (nullable): a folded explanation; %NULL if the table has none for this date
 */
GtkWidget *
mok_law_fold_new (const char *key, const char *law_date, const char *language)
{
  g_return_val_if_fail (key != NULL && language != NULL, NULL);

  const MokLaw *law = mok_law_find (key, mok_day_parse (law_date));
  MokLawFold *self;
  GtkWidget *list;
  GtkWidget *icon;

  if (law == NULL)
    return NULL;

  self = g_object_new (MOK_TYPE_LAW_FOLD, NULL);
  list = gtk_list_box_new ();
  icon = gtk_image_new_from_icon_name ("mok-law-symbolic");
  self->row = ADW_EXPANDER_ROW (adw_expander_row_new ());
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_add_css_class (icon, "accent");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), _ ("What the law says about this"));
  adw_expander_row_add_prefix (self->row, icon);
  adw_expander_row_add_row (self->row, make_content (law, law_date, language));
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (self->row));
  adw_bin_set_child (ADW_BIN (self), list);
  return GTK_WIDGET (self);
}

/**
 * mok_law_fold_add:
 * @key: key into the law table
 * @law_date: the survey's reference date, such as `2026-11-22`
 * @language: the language of the explanation
 *
 * Adds another law where more than one right is asked about; nothing if the table has none for this date.
 */
void
mok_law_fold_add (MokLawFold *self, const char *key, const char *law_date, const char *language)
{
  g_return_if_fail (MOK_IS_LAW_FOLD (self));
  g_return_if_fail (key != NULL && language != NULL);

  const MokLaw *law = mok_law_find (key, mok_day_parse (law_date));

  if (law != NULL)
    adw_expander_row_add_row (self->row, make_content (law, law_date, language));
}

/**
 * mok_law_fold_toggle:
 *
 * Folds the explanation out or in.
 */
void
mok_law_fold_toggle (MokLawFold *self)
{
  g_return_if_fail (MOK_IS_LAW_FOLD (self));

  adw_expander_row_set_expanded (self->row, !adw_expander_row_get_expanded (self->row));
}
