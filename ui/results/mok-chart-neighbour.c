/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Which mark of a chart stands beside another one on the page. Must not know widgets. */

#include "config.h"

#include "results/mok-chart-neighbour.h"

#include <math.h>

static double
get_centre_x (const MokChartMark *mark)
{
  return mark->box.x + mark->box.width / 2;
}

static double
get_centre_y (const MokChartMark *mark)
{
  return mark->box.y + mark->box.height / 2;
}

/* What stands in one row stands on one line, however high it is. */
static double
get_foot (const MokChartMark *mark)
{
  return mark->box.y + mark->box.height;
}

/* Whether @other stands in the row of @mark on the page: most of the lower one is beside the higher one. Columns of any
 * height on one line are a row, too.
 */
static gboolean
is_beside (const MokChartMark *mark, const MokChartMark *other)
{
  const double top = MAX (mark->box.y, other->box.y);
  const double bottom = MIN (get_foot (mark), get_foot (other));
  const double height = MIN (mark->box.height, other->box.height);

  return height > 0 ? bottom - top > height / 2 : fabs (get_centre_y (mark) - get_centre_y (other)) < 1;
}

/**
 * mok_chart_find_neighbour:
 * @from: a mark
 * @dx: -1 left, 1 right, 0 neither
 * @dy: -1 up, 1 down, 0 neither; one of @dx and @dy is 0
 *
 * Looks for the mark that an arrow key leads to: in the same row by x, in another row by y first.
 *
 * Returns: a mark, or -1 where there is none
 */
int
mok_chart_find_neighbour (const MokChart *chart, int from, int dx, int dy)
{
  const MokChartMark *mark = mok_chart_get_mark (chart, (guint) from);
  double nearest = INFINITY;
  int found = -1;

  for (guint i = 0; i < mok_chart_get_n_marks (chart); i++)
    {
      const MokChartMark *other = mok_chart_get_mark (chart, i);
      const double x = get_centre_x (other) - get_centre_x (mark), y = get_foot (other) - get_foot (mark);
      double distance;

      if ((int) i == from || is_beside (mark, other) != (dy == 0))
        continue;
      if (dx * x <= 0 && dy == 0)
        continue;
      if (dy * y <= 0 && dx == 0)
        continue;
      /* Rows are far more alike in y than columns in x: the next row counts before the nearest column. */
      distance = dy == 0 ? fabs (x) : 1000 * round (fabs (y) / 4) + fabs (x);
      if (distance < nearest)
        {
          nearest = distance;
          found = (int) i;
        }
    }
  return found;
}
