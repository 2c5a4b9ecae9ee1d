/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How large text is. Changing it is for this run only: nothing is remembered for the next person at the computer.
 * Must not touch the desktop's own setting, which it multiplies.
 */

#include "config.h"

#include "common/mok-text-size.h"

#include <gtk/gtk.h>

static const int percents[] = { 80, 90, 100, 115, 130, 150, 175, 200 };
#define NORMAL 2

static guint step = NORMAL;

static void
apply (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int dpi;

  if (settings == NULL)
    return;
  /* Without our own value the property holds the desktop's, text scaling included. */
  gtk_settings_reset_property (settings, "gtk-xft-dpi");
  if (step == NORMAL)
    return;
  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  if (dpi <= 0)
    dpi = 96 * 1024;
  g_object_set (settings, "gtk-xft-dpi", dpi * percents[step] / 100, NULL);
}

/**
 * mok_text_size_step:
 * @direction: 1 for larger, -1 for smaller
 *
 * Makes all text one step larger or smaller, from 80 % to 200 %.
 */
void
mok_text_size_step (int direction)
{
  guint wanted = CLAMP ((int) step + direction, 0, (int) G_N_ELEMENTS (percents) - 1);

  if (wanted == step)
    return;
  step = wanted;
  apply ();
}

/**
 * mok_text_size_reset:
 *
 * Goes back to the size that the desktop asks for.
 */
void
mok_text_size_reset (void)
{
  if (step == NORMAL)
    return;
  step = NORMAL;
  apply ();
}

/**
 * mok_text_size_get_percent:
 *
 * Returns: the size in percent of what the desktop asks for
 */
int
mok_text_size_get_percent (void)
{
  return percents[step];
}

/**
 * mok_text_size_cycle:
 *
 * One step larger, and from the largest back to the size that the desktop asks for: for a single button.
 */
void
mok_text_size_cycle (void)
{
  if (step == G_N_ELEMENTS (percents) - 1)
    mok_text_size_reset ();
  else
    mok_text_size_step (1);
}
