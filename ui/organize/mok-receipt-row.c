/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Name, sentence, state and how many responses are new. State is an icon with a name, a word and a colour.
 * Must not keep the entry.
 */

#include "config.h"

#include "organize/mok-receipt-row.h"

#include <glib/gi18n-lib.h>

#include "common/mok-words.h"

/**
 * mok_receipt_row_new:
 * @entry: of a receipt
 *
 * Returns: (transfer floating): an AdwActionRow
 */
GtkWidget *
mok_receipt_row_new (const MokReceiptEntry *entry)
{
  g_return_val_if_fail (entry != NULL, NULL);

  gboolean damaged = entry->damaged != NULL && entry->damaged->len > 0;
  gboolean doubtful = entry->codes_changed || entry->without_code > 0 || entry->codes_twice > 0;
  const char *icon = entry->refused != NULL ? "action-unavailable-symbolic"
                     : damaged || doubtful  ? "dialog-warning-symbolic"
                                            : "object-select-symbolic";
  const char *style = entry->refused != NULL ? "error" : damaged || doubtful ? "warning" : "success";
  const char *state = entry->refused != NULL ? _ ("Refused")
                      : entry->taken_back    ? _ ("Taken back")
                      : damaged              ? _ ("Partly damaged")
                      : doubtful             ? _ ("Codes do not add up")
                                             : _ ("Merged");
  const char *name = entry->label != NULL && *entry->label != '\0' ? entry->label : entry->name;
  g_autofree char *title = mok_words_to_markup (name);
  g_autofree char *summary = mok_receipt_entry_dup_summary (entry);
  g_autofree char *subtitle = mok_words_to_markup (summary);
  g_autofree char *added =
      entry->added > 0 ? g_strdup_printf (entry->taken_back ? "−%u" : "+%u", entry->added) : g_strdup ("0");
  g_autofree char *description = g_strdup_printf ("%s. %s", state, summary);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *image = gtk_image_new_from_icon_name (icon);
  GtkWidget *count = gtk_label_new (added);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_add_css_class (image, style);
  gtk_accessible_update_property (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_PROPERTY_LABEL, state, -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), image);
  gtk_widget_add_css_class (count, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), count);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);

  return row;
}
