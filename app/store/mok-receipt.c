/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a merge did with each file, for people and for scripts. Must not tell anything about a single response. */

#include "config.h"

#include "store/mok-receipt.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

static void
free_entry (gpointer data)
{
  MokReceiptEntry *entry = data;

  g_free (entry->name);
  g_free (entry->label);
  g_array_unref (entry->damaged);
  g_array_unref (entry->damaged_comments);
  g_clear_error (&entry->refused);
  g_free (entry);
}

MokReceipt *
mok_receipt_new (void)
{
  MokReceipt *self = g_new0 (MokReceipt, 1);

  self->entries = g_ptr_array_new_with_free_func (free_entry);
  return self;
}

void
mok_receipt_free (MokReceipt *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->entries);
  g_free (self);
}

/**
 * mok_receipt_add:
 * @name: base name of a file
 *
 * Returns: (transfer none): a new entry at the end
 */
MokReceiptEntry *
mok_receipt_add (MokReceipt *self, const char *name)
{
  g_return_val_if_fail (self != NULL && name != NULL, NULL);

  MokReceiptEntry *entry = g_new0 (MokReceiptEntry, 1);

  entry->name = g_strdup (name);
  entry->damaged = g_array_new (FALSE, FALSE, sizeof (guint));
  entry->damaged_comments = g_array_new (FALSE, FALSE, sizeof (guint));
  g_ptr_array_add (self->entries, entry);
  return entry;
}

static char *
join_slots (GArray *slots)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < slots->len; i++)
    g_string_append_printf (text, "%s%u", i > 0 ? ", " : "", g_array_index (slots, guint, i));
  return g_string_free (text, FALSE);
}

static void
append_damage (GString *text, const MokReceiptEntry *entry)
{
  if (entry->damaged->len > 0)
    {
      g_autofree char *slots = join_slots (entry->damaged);

      g_string_append (text, " · ");
      g_string_append_printf (text,
                              g_dngettext (GETTEXT_PACKAGE, "%1$u damaged, set aside (slot %2$s)",
                                           "%1$u damaged, set aside (slots %2$s)", entry->damaged->len),
                              entry->damaged->len, slots);
    }
  if (entry->damaged_comments->len > 0)
    {
      g_autofree char *slots = join_slots (entry->damaged_comments);

      g_string_append (text, " · ");
      g_string_append_printf (text,
                              g_dngettext (GETTEXT_PACKAGE, "%1$u comment damaged, set aside (slot %2$s)",
                                           "%1$u comments damaged, set aside (slots %2$s)",
                                           entry->damaged_comments->len),
                              entry->damaged_comments->len, slots);
    }
}

/* What does not add up is said with all its harmless reasons: the organizer decides what to make of it. */
static void
append_codes (GString *text, const MokReceiptEntry *entry)
{
  if (!entry->has_codes)
    return;
  g_string_append (text, " · ");
  if (entry->codes_changed)
    g_string_append (text, _ ("its access codes are not those that were printed for this box, so none of them counts"));
  else
    g_string_append_printf (text, _ ("%1$u of %2$u access codes used"), entry->codes_burned, entry->codes_printed);
  if (entry->without_code > 0)
    {
      g_string_append (text, " · ");
      g_string_append_printf (text,
                              g_dngettext (GETTEXT_PACKAGE,
                                           "%u more response than used codes: put in without a code, or power failed "
                                           "before the code was marked as used",
                                           "%u more responses than used codes: put in without a code, or power failed "
                                           "before the code was marked as used",
                                           entry->without_code),
                              entry->without_code);
    }
  if (entry->codes_twice > 0)
    {
      g_string_append (text, " · ");
      g_string_append_printf (text,
                              g_dngettext (GETTEXT_PACKAGE, "%u access code was used on two copies of this box",
                                           "%u access codes were used on two copies of this box", entry->codes_twice),
                              entry->codes_twice);
    }
}

/* The used codes of a file that was taken back are gone, also those that another copy of its box used as well. */
static void
append_uncovered (GString *text, const MokReceiptEntry *entry)
{
  if (!entry->taken_back || entry->beyond_codes == 0)
    return;
  g_string_append (text, " · ");
  g_string_append_printf (text,
                          g_dngettext (GETTEXT_PACKAGE,
                                       "%u response of this box is left without a used code: if another copy of the "
                                       "box was merged, merge it again",
                                       "%u responses of this box are left without a used code: if another copy of the "
                                       "box was merged, merge it again",
                                       entry->beyond_codes),
                          entry->beyond_codes);
}

/**
 * mok_receipt_entry_dup_summary:
 *
 * Returns: (transfer full): one line for people: "41 found · 40 new · 1 damaged, set aside (slot 12)", translated
 */
char *
mok_receipt_entry_dup_summary (const MokReceiptEntry *entry)
{
  g_return_val_if_fail (entry != NULL, NULL);

  if (entry->refused != NULL)
    return g_strdup_printf (_ ("Refused: %s"), entry->refused->message);

  GString *text = g_string_new (NULL);

  g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%u found", "%u found", entry->found), entry->found);
  g_string_append (text, " · ");
  if (entry->taken_back)
    g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%u taken back", "%u taken back", entry->added),
                            entry->added);
  else
    g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%u new", "%u new", entry->added), entry->added);
  if (entry->duplicate > 0)
    {
      g_string_append (text, " · ");
      if (entry->taken_back)
        g_string_append_printf (text,
                                g_dngettext (GETTEXT_PACKAGE, "%u was not here", "%u were not here", entry->duplicate),
                                entry->duplicate);
      else
        g_string_append_printf (text,
                                g_dngettext (GETTEXT_PACKAGE, "%u already here", "%u already here", entry->duplicate),
                                entry->duplicate);
    }
  append_damage (text, entry);
  append_codes (text, entry);
  append_uncovered (text, entry);
  return g_string_free (text, FALSE);
}

static void
add_slots (JsonBuilder *builder, const char *name, GArray *slots)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < slots->len; i++)
    json_builder_add_int_value (builder, g_array_index (slots, guint, i));
  json_builder_end_array (builder);
}

static void
add_count (JsonBuilder *builder, const char *name, guint count)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, count);
}

static void
add_entry_codes (JsonBuilder *builder, const MokReceiptEntry *entry)
{
  json_builder_set_member_name (builder, "codes");
  if (!entry->has_codes)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  add_count (builder, "printed", entry->codes_printed);
  add_count (builder, "burned", entry->codes_burned);
  add_count (builder, "without_code", entry->without_code);
  add_count (builder, "used_twice", entry->codes_twice);
  json_builder_set_member_name (builder, "changed");
  json_builder_add_boolean_value (builder, entry->codes_changed);
  json_builder_end_object (builder);
}

static void
add_codes (JsonBuilder *builder, const MokCodeCounts *codes)
{
  json_builder_set_member_name (builder, "codes");
  json_builder_begin_object (builder);
  add_count (builder, "printed", codes->printed);
  add_count (builder, "burned", codes->burned);
  add_count (builder, "responses", codes->responses);
  add_count (builder, "beyond", codes->beyond);
  json_builder_end_object (builder);
}

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  if (text != NULL)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

/**
 * mok_receipt_to_json:
 *
 * Returns: (transfer full): `{"files":[{"name","label","found","new","duplicate","damaged":[…],"damaged_comments":[…],
 *   "beyond_codes","codes":{"printed","burned","without_code","used_twice","changed"},"refused"}],"total",
 *   "codes":{"printed","burned","responses","beyond"}}`; "label", "codes" of a file and "refused" may be null;
 * "removed" instead of "new" when responses were taken back
 */
char *
mok_receipt_to_json (const MokReceipt *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "files");
  json_builder_begin_array (builder);
  for (guint i = 0; i < self->entries->len; i++)
    {
      const MokReceiptEntry *entry = g_ptr_array_index (self->entries, i);

      json_builder_begin_object (builder);
      add_text (builder, "name", entry->name);
      add_text (builder, "label", entry->label);
      add_count (builder, "found", entry->found);
      add_count (builder, entry->taken_back ? "removed" : "new", entry->added);
      add_count (builder, "duplicate", entry->duplicate);
      add_slots (builder, "damaged", entry->damaged);
      add_slots (builder, "damaged_comments", entry->damaged_comments);
      add_count (builder, "beyond_codes", entry->beyond_codes);
      add_entry_codes (builder, entry);
      add_text (builder, "refused", entry->refused != NULL ? entry->refused->message : NULL);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  add_count (builder, "total", self->total);
  add_codes (builder, &self->codes);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

/**
 * mok_code_counts_dup_warning:
 *
 * Returns: (transfer full) (nullable): one sentence for people, translated, when there are more responses than used
 *   codes
 */
char *
mok_code_counts_dup_warning (const MokCodeCounts *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (self->beyond == 0)
    return NULL;
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "There is %u response more than access codes were used. A code was used on two copies of a box, "
                   "somebody put in a response without a code, or power failed before a code was marked as used.",
                   "There are %u responses more than access codes were used. Codes were used on two copies of a box, "
                   "somebody put in responses without a code, or power failed before a code was marked as used.",
                   self->beyond),
      self->beyond);
}

static void
append_all_codes (GString *text, const MokCodeCounts *codes)
{
  g_autofree char *warning = mok_code_counts_dup_warning (codes);

  if (codes->printed == 0)
    return;
  g_string_append_printf (text, _ ("Access codes: %1$u printed, %2$u used; responses of their boxes: %3$u"),
                          codes->printed, codes->burned, codes->responses);
  g_string_append_c (text, '\n');
  if (warning != NULL)
    g_string_append_printf (text, "%s\n", warning);
}

/**
 * mok_receipt_to_text:
 *
 * Returns: (transfer full): one line a file, one for the total, and what access codes tell, translated; each line ended
 *   by a newline
 */
char *
mok_receipt_to_text (const MokReceipt *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->entries->len; i++)
    {
      const MokReceiptEntry *entry = g_ptr_array_index (self->entries, i);
      g_autofree char *summary = mok_receipt_entry_dup_summary (entry);

      g_string_append (text, entry->name);
      if (entry->label != NULL && *entry->label != '\0')
        g_string_append_printf (text, " (%s)", entry->label);
      g_string_append_printf (text, ": %s\n", summary);
    }
  g_string_append_printf (
      text, g_dngettext (GETTEXT_PACKAGE, "%u response in the survey", "%u responses in the survey", self->total),
      self->total);
  g_string_append_c (text, '\n');
  append_all_codes (text, &self->codes);
  return g_string_free (text, FALSE);
}
