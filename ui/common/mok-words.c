/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Keeping Korean words whole when a line breaks: Pango breaks Hangul between any two syllables.
 * Must not change a text, only say where it may break.
 */

#include "config.h"

#include "common/mok-words.h"

#include <string.h>

/* A run without breaks cannot be broken in an emergency either: longer ones would set the width of the window. */
#define LONGEST_RUN 12

/* Between the parts of a Korean compound: a line may break after it, never before. */
#define MIDDLE_DOT 0x00B7

typedef void (*RunFunc) (const char *text, gsize start, gsize end, gboolean keep, gpointer data);

static gboolean
is_hangul (gunichar character)
{
  return (character >= 0xAC00 && character <= 0xD7A3) || (character >= 0x1100 && character <= 0x11FF)
         || (character >= 0x3130 && character <= 0x318F);
}

/* Calls @func for every stretch between two places where a break stays possible: a blank, before "(", after "·". */
static void
foreach_run (const char *text, RunFunc func, gpointer data)
{
  const char *start = text;

  while (*start != '\0')
    {
      const char *end = start;
      glong length = 0;
      gboolean hangul = FALSE;

      while (*end != '\0' && *end != ' ' && *end != '\n' && !(*end == '(' && end > start))
        {
          hangul = hangul || is_hangul (g_utf8_get_char (end));
          length++;
          end = g_utf8_next_char (end);
          if (g_utf8_get_char (g_utf8_prev_char (end)) == MIDDLE_DOT)
            break;
        }
      if (end == start)
        end = g_utf8_next_char (end);
      func (text, start - text, end - text, hangul && length > 1 && length <= LONGEST_RUN, data);
      start = end;
    }
}

static void
add_attributes (const char *text, gsize start, gsize end, gboolean keep, gpointer data)
{
  PangoAttribute *attribute;

  if (!keep)
    return;
  attribute = pango_attr_allow_breaks_new (FALSE);
  attribute->start_index = start;
  attribute->end_index = end;
  pango_attr_list_insert (data, attribute);
}

static void
add_markup (const char *text, gsize start, gsize end, gboolean keep, gpointer data)
{
  g_autofree char *run = g_markup_escape_text (text + start, end - start);

  if (keep)
    g_string_append_printf (data, "<span allow_breaks=\"false\">%s</span>", run);
  else
    g_string_append (data, run);
}

static gboolean
has_hangul (const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (is_hangul (g_utf8_get_char (at)))
      return TRUE;
  return FALSE;
}

/**
 * mok_words_get_attributes:
 * @text: plain text
 *
 * Says where @text may break: between words, and before an opening parenthesis. Text with Hangul is marked as Korean,
 * so that the Korean shapes of a font for several languages are taken.
 *
 * Returns: (transfer full): attributes for @text
 */
PangoAttrList *
mok_words_get_attributes (const char *text)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  g_return_val_if_fail (text != NULL, attributes);

  if (has_hangul (text))
    pango_attr_list_insert (attributes, pango_attr_language_new (pango_language_from_string ("ko")));
  foreach_run (text, add_attributes, attributes);
  return attributes;
}

/**
 * mok_words_to_markup:
 * @text: plain text
 *
 * The same as mok_words_get_attributes(), for places that take only markup, such as the title of a row.
 *
 * Returns: (transfer full): markup; "" for ""
 */
char *
mok_words_to_markup (const char *text)
{
  g_autoptr (GString) markup = g_string_new (NULL);

  g_return_val_if_fail (text != NULL, NULL);

  foreach_run (text, add_markup, markup);
  return g_string_free (g_steal_pointer (&markup), FALSE);
}

static void
label_changed_cb (GtkLabel *label, GParamSpec *pspec, gpointer data)
{
  g_autoptr (PangoAttrList) attributes = mok_words_get_attributes (gtk_label_get_text (label));

  gtk_label_set_attributes (label, attributes);
}

/**
 * mok_words_keep:
 * @label: a label without attributes of its own
 *
 * Keeps the words of @label whole, also when its text changes later.
 */
void
mok_words_keep (GtkLabel *label)
{
  static const char kept[] = "mok-words-kept";

  g_return_if_fail (GTK_IS_LABEL (label));

  if (g_object_get_data (G_OBJECT (label), kept) != NULL)
    return;
  g_object_set_data (G_OBJECT (label), kept, (gpointer) kept);
  g_signal_connect (label, "notify::label", G_CALLBACK (label_changed_cb), NULL);
  label_changed_cb (label, NULL, NULL);
}

/**
 * mok_words_keep_below:
 * @widget: the top of a tree of widgets, for instance a page
 *
 * Calls mok_words_keep() for every label in the tree that has no attributes of its own, and lets those of buttons be of
 * several lines: large text on a narrow screen else makes a button wider than the screen.
 */
void
mok_words_keep_below (GtkWidget *widget)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (GTK_IS_LABEL (widget))
    {
      if (gtk_label_get_attributes (GTK_LABEL (widget)) == NULL)
        mok_words_keep (GTK_LABEL (widget));
      return;
    }
  /* Toggles stand in a row, each as high as its neighbour. */
  if (GTK_IS_BUTTON (widget) && !GTK_IS_TOGGLE_BUTTON (widget)
      && GTK_IS_LABEL (gtk_button_get_child (GTK_BUTTON (widget))))
    g_object_set (gtk_button_get_child (GTK_BUTTON (widget)), "wrap", TRUE, "natural-wrap-mode", GTK_NATURAL_WRAP_NONE,
                  "justify", GTK_JUSTIFY_CENTER, NULL);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    mok_words_keep_below (child);
}
