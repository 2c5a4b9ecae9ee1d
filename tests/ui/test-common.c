/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The small widgets and helpers that every page uses. */

#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "base/mok-language.h"
#include "common/mok-direction.h"
#include "common/mok-door.h"
#include "common/mok-folders.h"
#include "common/mok-keycap.h"
#include "common/mok-language-switch.h"
#include "common/mok-page-keys.h"
#include "common/mok-text-size.h"
#include "common/mok-width-bin.h"
#include "common/mok-words.h"
#include "respond/mok-idle-watch.h"
#include "support.h"

/* Whether a line may break before the byte @offset of @text, as Pango sees it with our attributes. */
static gboolean
may_break_before (const char *text, gsize offset)
{
  g_autoptr (PangoAttrList) attributes = mok_words_get_attributes (text);
  g_autoptr (GtkWidget) label = g_object_ref_sink (gtk_label_new (text));
  PangoLayout *layout = gtk_label_get_layout (GTK_LABEL (label));
  const PangoLogAttr *marks;
  int n_marks;

  pango_layout_set_attributes (layout, attributes);
  marks = pango_layout_get_log_attrs_readonly (layout, &n_marks);
  g_assert_cmpint (g_utf8_pointer_to_offset (text, text + offset), <, n_marks);
  return marks[g_utf8_pointer_to_offset (text, text + offset)].is_line_break;
}

static void
test_words_break_only_between_them (void)
{
  const char *text = "유급인데 무급 처리됨";

  for (const char *at = g_utf8_next_char (text); *at != '\0'; at = g_utf8_next_char (at))
    g_assert_cmpint (may_break_before (text, at - text), ==, at[-1] == ' ');
}

static void
test_words_break_before_parenthesis_and_after_dot (void)
{
  const char *text = "전공의(인턴·레지던트)";

  for (const char *at = g_utf8_next_char (text); *at != '\0'; at = g_utf8_next_char (at))
    {
      const gboolean after_dot = g_utf8_get_char (g_utf8_prev_char (at)) == 0xB7;

      g_assert_cmpint (may_break_before (text, at - text), ==, *at == '(' || after_dot);
    }
}

static void
test_words_break_a_very_long_run (void)
{
  const char *text = "가나다라마바사아자차카타파하가나다라";

  g_assert_true (may_break_before (text, strlen ("가나다")));
}

static void
test_words_markup_says_the_same_text (void)
{
  static const char *const texts[] = { "", "a < b & c", "유급인데 (무급)", "가나·다라 <b>", " 두  칸 " };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *markup = mok_words_to_markup (texts[i]);
      g_autofree char *text = NULL;

      g_assert_true (pango_parse_markup (markup, -1, 0, NULL, &text, NULL, NULL));
      g_assert_cmpstr (text, ==, texts[i]);
    }
}

static void
test_words_follow_a_label_that_changes (void)
{
  g_autoptr (GtkWidget) label = g_object_ref_sink (gtk_label_new ("abc"));

  mok_words_keep (GTK_LABEL (label));
  g_assert_null (pango_attr_list_get_attributes (gtk_label_get_attributes (GTK_LABEL (label))));
  gtk_label_set_text (GTK_LABEL (label), "휴가와 복지");
  g_assert_nonnull (gtk_label_get_attributes (GTK_LABEL (label)));
  g_assert_nonnull (pango_attr_list_get_attributes (gtk_label_get_attributes (GTK_LABEL (label))));
}

static void
count_cb (gpointer object, GParamSpec *pspec, guint *count)
{
  ++*count;
}

static gboolean
is_narrow (gpointer bin)
{
  return mok_width_bin_get_narrow (bin);
}

static gboolean
is_wide (gpointer bin)
{
  return !mok_width_bin_get_narrow (bin) && gtk_widget_get_width (bin) > 0;
}

static void
test_width_bin_flips_once_each_way (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *bin = mok_width_bin_new (500);
  guint count = 0;

  mok_width_bin_set_child (MOK_WIDTH_BIN (bin), gtk_label_new ("x"));
  g_signal_connect (bin, "notify::narrow", G_CALLBACK (count_cb), &count);
  gtk_window_set_child (GTK_WINDOW (window), bin);
  gtk_window_set_default_size (GTK_WINDOW (window), 600, 200);
  gtk_window_present (GTK_WINDOW (window));
  test_settle ();
  g_assert_true (test_wait_for (is_wide, bin));
  g_assert_cmpuint (count, ==, 0);

  gtk_window_set_default_size (GTK_WINDOW (window), 400, 200);
  test_settle ();
  g_assert_true (test_wait_for (is_narrow, bin));
  g_assert_cmpuint (count, ==, 1);

  gtk_window_set_default_size (GTK_WINDOW (window), 700, 200);
  test_settle ();
  g_assert_true (test_wait_for (is_wide, bin));
  g_assert_cmpuint (count, ==, 2);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_width_bin_lets_a_window_become_narrow (void)
{
  GtkWidget *bin = g_object_ref_sink (mok_width_bin_new (500));
  GtkWidget *child = gtk_label_new ("x");
  int minimum;

  gtk_widget_set_size_request (child, 800, -1);
  mok_width_bin_set_child (MOK_WIDTH_BIN (bin), child);
  gtk_widget_measure (bin, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
  g_assert_finalize_object (bin);
}

static void
test_text_size_changes_and_returns (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int before;
  int after;

  g_object_get (settings, "gtk-xft-dpi", &before, NULL);
  mok_text_size_step (1);
  g_object_get (settings, "gtk-xft-dpi", &after, NULL);
  g_assert_cmpint (after, >, before > 0 ? before : 96 * 1024);
  for (int i = 0; i < 20; i++)
    mok_text_size_step (1);
  g_assert_cmpint (mok_text_size_get_percent (), ==, 200);
  mok_text_size_cycle ();
  g_assert_cmpint (mok_text_size_get_percent (), ==, 100);
  g_object_get (settings, "gtk-xft-dpi", &after, NULL);
  g_assert_cmpint (after, ==, before);
}

static void
idle_warning_cb (MokIdleWatch *watch, guint seconds, GString *log)
{
  g_string_append_printf (log, "%u ", seconds);
}

static void
idle_expired_cb (MokIdleWatch *watch, GString *log)
{
  g_string_append (log, "end ");
}

static void
test_idle_watch_counts_down_and_ends_once (void)
{
  MokIdleWatch *watch = mok_idle_watch_new (3, 2);
  g_autoptr (GString) log = g_string_new (NULL);

  g_signal_connect (watch, "warning", G_CALLBACK (idle_warning_cb), log);
  g_signal_connect (watch, "expired", G_CALLBACK (idle_expired_cb), log);
  mok_idle_watch_start (watch);
  for (int i = 0; i < 5; i++)
    mok_idle_watch_tick (watch);
  g_assert_cmpstr (log->str, ==, "2 1 end ");
  g_assert_finalize_object (watch);
}

static void
test_idle_watch_starts_over_at_a_sign_of_life (void)
{
  MokIdleWatch *watch = mok_idle_watch_new (3, 2);
  g_autoptr (GString) log = g_string_new (NULL);

  g_signal_connect (watch, "warning", G_CALLBACK (idle_warning_cb), log);
  g_signal_connect (watch, "expired", G_CALLBACK (idle_expired_cb), log);
  for (int i = 0; i < 10; i++)
    {
      mok_idle_watch_tick (watch);
      mok_idle_watch_tick (watch);
      g_assert_false (mok_idle_watch_touch (watch));
    }
  g_assert_cmpstr (log->str, ==, "");
  for (int i = 0; i < 4; i++)
    mok_idle_watch_tick (watch);
  g_assert_true (mok_idle_watch_touch (watch));
  g_assert_cmpstr (log->str, ==, "2 1 0 ");
  g_assert_finalize_object (watch);
}

static void
chosen_cb (MokLanguageSwitch *languages, const char *code, char **chosen)
{
  g_free (*chosen);
  *chosen = g_strdup (code);
}

static void
test_language_switch_changes_the_program (void)
{
  GtkWidget *languages = g_object_ref_sink (mok_language_switch_new ());
  g_autofree char *chosen = NULL;

  g_signal_connect (languages, "chosen", G_CALLBACK (chosen_cb), &chosen);
  g_assert_cmpstr (mok_language_get (), ==, "en");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (test_find (languages, GTK_TYPE_TOGGLE_BUTTON, "한국어")), TRUE);
  test_settle ();
  g_assert_cmpstr (chosen, ==, "ko");
  g_assert_cmpstr (mok_language_get (), ==, "ko");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (test_find (languages, GTK_TYPE_TOGGLE_BUTTON, "English")), TRUE);
  test_settle ();
  g_assert_cmpstr (mok_language_get (), ==, "en");
  g_clear_pointer (&chosen, g_free);
  mok_language_switch_set_active (MOK_LANGUAGE_SWITCH (languages), "ko");
  test_settle ();
  g_assert_null (chosen);
  g_assert_finalize_object (languages);
}

static void
test_door_says_its_title_and_text (void)
{
  GtkWidget *door = g_object_ref_sink (
      g_object_new (MOK_TYPE_DOOR, "symbol", "moksori-symbolic", "title", "Answer", "subtitle", "Open a file", NULL));

  gtk_test_accessible_assert_role (door, GTK_ACCESSIBLE_ROLE_BUTTON);
  gtk_test_accessible_assert_property (door, GTK_ACCESSIBLE_PROPERTY_LABEL, "Answer");
  gtk_test_accessible_assert_property (door, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "Open a file");
  mok_door_set_narrow (MOK_DOOR (door), TRUE);
  g_assert_finalize_object (door);
}

static void
test_keycap_is_silent (void)
{
  GtkWidget *keycap = g_object_ref_sink (mok_keycap_new ("1"));

  gtk_test_accessible_assert_role (keycap, GTK_ACCESSIBLE_ROLE_PRESENTATION);
  g_assert_finalize_object (keycap);
}

static void
test_folders_are_private_and_listed_in_order (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = mok_folder_boxes (&error);
  g_autofree char *b = NULL;
  g_autofree char *a = NULL;
  g_autofree char *other = NULL;
  g_autoptr (GPtrArray) paths = NULL;
  GStatBuf status;

  g_assert_no_error (error);
  g_assert_cmpint (g_stat (folder, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0700);

  b = g_build_filename (folder, "b.mokbox", NULL);
  a = g_build_filename (folder, "a.mokbox", NULL);
  other = g_build_filename (folder, ".hidden.mokbox", NULL);
  g_assert_true (g_file_set_contents (b, "", 0, NULL));
  g_assert_true (g_file_set_contents (a, "", 0, NULL));
  g_assert_true (g_file_set_contents (other, "", 0, NULL));
  paths = mok_folder_list (folder, ".mokbox");
  g_assert_cmpuint (paths->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (paths, 0), ==, a);
  g_assert_cmpstr (g_ptr_array_index (paths, 1), ==, b);
}

/* A label without letters would be turned with its page. */
static void
test_numbers_are_not_turned (void)
{
  g_autoptr (GtkWidget) label = g_object_ref_sink (gtk_label_new (NULL));
  g_autofree char *plain = mok_direction_dup_number (label, "3 / 12");

  gtk_widget_set_direction (label, GTK_TEXT_DIR_RTL);

  g_autofree char *marked = mok_direction_dup_number (label, "3 / 12");
  PangoLayout *layout;
  PangoRectangle first, last;

  g_assert_cmpstr (plain, ==, "3 / 12");
  gtk_label_set_label (GTK_LABEL (label), marked);
  layout = gtk_label_get_layout (GTK_LABEL (label));
  pango_layout_index_to_pos (layout, (int) (strchr (marked, '3') - marked), &first);
  pango_layout_index_to_pos (layout, (int) (strchr (marked, '1') - marked), &last);
  g_assert_cmpint (first.x, <, last.x);
}

/* Back is where the page came from. */
static void
test_key_for_back_points_back (void)
{
  static const MokPageKey keys[] = { { "<Alt>Left", "page.back", NULL } };
  static const guint arrows[] = { GDK_KEY_Left, GDK_KEY_Right };

  for (guint mirrored = 0; mirrored < 2; mirrored++)
    {
      g_autoptr (GtkWidget) page = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));

      gtk_widget_set_direction (page, mirrored ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
      mok_page_keys_add (page, keys, G_N_ELEMENTS (keys));

      g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (page);
      g_autoptr (GListModel) shortcuts = g_list_model_get_item (controllers, 0);
      g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (shortcuts, 0);
      GtkKeyvalTrigger *trigger = GTK_KEYVAL_TRIGGER (gtk_shortcut_get_trigger (shortcut));

      g_assert_cmpuint (gtk_keyval_trigger_get_keyval (trigger), ==, arrows[mirrored]);
      g_assert_cmpuint (gtk_keyval_trigger_get_modifiers (trigger), ==, GDK_ALT_MASK);
    }
}

int
main (int argc, char **argv)
{
  test_ui_init (&argc, &argv);

  g_test_add_func ("/common/words/break-only-between-them", test_words_break_only_between_them);
  g_test_add_func ("/common/words/parenthesis-and-dot", test_words_break_before_parenthesis_and_after_dot);
  g_test_add_func ("/common/words/very-long-run", test_words_break_a_very_long_run);
  g_test_add_func ("/common/words/markup-says-the-same-text", test_words_markup_says_the_same_text);
  g_test_add_func ("/common/words/follow-a-label", test_words_follow_a_label_that_changes);
  g_test_add_func ("/common/width-bin/flips-once-each-way", test_width_bin_flips_once_each_way);
  g_test_add_func ("/common/width-bin/lets-a-window-become-narrow", test_width_bin_lets_a_window_become_narrow);
  g_test_add_func ("/common/text-size/changes-and-returns", test_text_size_changes_and_returns);
  g_test_add_func ("/common/idle-watch/counts-down-and-ends-once", test_idle_watch_counts_down_and_ends_once);
  g_test_add_func ("/common/idle-watch/starts-over", test_idle_watch_starts_over_at_a_sign_of_life);
  g_test_add_func ("/common/language-switch/changes-the-program", test_language_switch_changes_the_program);
  g_test_add_func ("/common/door/says-its-title", test_door_says_its_title_and_text);
  g_test_add_func ("/common/direction/numbers-are-not-turned", test_numbers_are_not_turned);
  g_test_add_func ("/common/direction/key-for-back-points-back", test_key_for_back_points_back);
  g_test_add_func ("/common/keycap/is-silent", test_keycap_is_silent);
  g_test_add_func ("/common/folders/private-and-in-order", test_folders_are_private_and_listed_in_order);
  return g_test_run ();
}
