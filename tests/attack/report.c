/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Prints the table of figures, a line as soon as it is known, and counts the goals that were missed. Must not round
 * before it compares.
 */

#include "config.h"

#include "report.h"

#include <math.h>

#define FORMAT "%-10s %-34s %-50s %9s  %-20s %s\n"

static guint n_lines;
static guint n_goals;
static guint n_missed;

static char *
dup_value (ReportUnit unit, double value)
{
  if (isnan (value))
    return g_strdup ("none");
  switch (unit)
    {
    case REPORT_PERCENT:
      return g_strdup_printf ("%.2f %%", 100 * value);
    case REPORT_POINTS:
      return g_strdup_printf ("%.2f pt", 100 * value);
    case REPORT_COUNT:
      return g_strdup_printf ("%.0f", value);
    case REPORT_NUMBER:
    default:
      return g_strdup_printf ("%.4f", value);
    }
}

void
report_begin (void)
{
  n_lines = n_goals = n_missed = 0;
  g_print (FORMAT, "attack", "setting", "figure", "value", "goal", "ok");
}

static void
add (const char *attack,
     const char *setting,
     const char *figure,
     ReportUnit unit,
     double value,
     const char *goal,
     gboolean met)
{
  g_autofree char *text = dup_value (unit, value);

  n_lines++;
  n_goals += *goal != '\0';
  n_missed += !met;
  g_print (FORMAT, attack, setting, figure, text, goal, *goal == '\0' ? "-" : met ? "yes" : "NO");
}

/* A figure without a goal. */
void
report_plain (const char *attack, const char *setting, const char *figure, ReportUnit unit, double value)
{
  add (attack, setting, figure, unit, value, "", TRUE);
}

void
report_at_most (const char *attack,
                const char *setting,
                const char *figure,
                ReportUnit unit,
                double value,
                double limit)
{
  g_autofree char *text = dup_value (unit, limit);
  g_autofree char *goal = g_strconcat ("at most ", text, NULL);

  add (attack, setting, figure, unit, value, goal, value <= limit);
}

void
report_at_least (const char *attack,
                 const char *setting,
                 const char *figure,
                 ReportUnit unit,
                 double value,
                 double limit)
{
  g_autofree char *text = dup_value (unit, limit);
  g_autofree char *goal = g_strconcat ("at least ", text, NULL);

  add (attack, setting, figure, unit, value, goal, value >= limit);
}

void
report_between (const char *attack,
                const char *setting,
                const char *figure,
                ReportUnit unit,
                double value,
                double low,
                double high)
{
  g_autofree char *low_text = dup_value (unit, low);
  g_autofree char *high_text = dup_value (unit, high);
  g_autofree char *goal = g_strconcat (low_text, " to ", high_text, NULL);

  add (attack, setting, figure, unit, value, goal, value >= low && value <= high);
}

/**
 * report_end:
 *
 * Returns: how many goals were missed
 */
guint
report_end (void)
{
  g_print ("\n%u figures, %u of them with a goal, %u missed.\n", n_lines, n_goals, n_missed);
  return n_missed;
}
