/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Pages as numbers: cases by hand, and random columns of blocks against what must hold of every one. */

#include "config.h"

#include <math.h>

#include "report/mok-pages.h"

#define PAGE 100.0
#define FOOT 20.0
#define N_COLUMNS 3000
#define MOST_BLOCKS 40
#define MOST_ROWS 30
#define TOLERANCE 1e-6

static void
test_nothing_is_one_page (void)
{
  guint n_pages;
  g_autoptr (GArray) parts = mok_pages_break (NULL, 0, PAGE, FOOT, &n_pages);

  g_assert_cmpuint (n_pages, ==, 1);
  g_assert_cmpuint (parts->len, ==, 0);
}

static const MokPagePart *
get_part (GArray *parts, guint i)
{
  g_assert_cmpuint (i, <, parts->len);
  return &g_array_index (parts, MokPagePart, i);
}

/* A chart of 60 does not fit below 50: its heading goes with it. */
static void
test_a_heading_goes_with_its_chart (void)
{
  const double text[] = { 50 }, heading[] = { 10 }, chart[] = { 60 };
  const MokPageItem items[] = {
    { .rows = text, .n_rows = 1 },
    { .rows = heading, .n_rows = 1, .gap = 5, .keep_with_next = TRUE },
    { .rows = chart, .n_rows = 1, .gap = 5, .needs_foot = TRUE },
  };
  guint n_pages;
  g_autoptr (GArray) parts = mok_pages_break (items, 3, PAGE, FOOT, &n_pages);

  g_assert_cmpuint (n_pages, ==, 2);
  g_assert_cmpuint (get_part (parts, 1)->page, ==, 1);
  g_assert_cmpfloat (get_part (parts, 1)->y, ==, 0);
  g_assert_cmpuint (get_part (parts, 2)->page, ==, 1);
  g_assert_cmpfloat (get_part (parts, 2)->y, ==, 15);
}

/* 12 rows of 10 under a header of 10: nine on the first page would leave three, which may stand alone; with at least
 * four, eight stay.
 */
static void
test_a_table_goes_on_under_its_header (void)
{
  const double rows[] = { 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10 };
  MokPageItem item = { .rows = rows, .n_rows = 12, .header = 10, .min_rows = 3, .needs_foot = TRUE };
  guint n_pages;
  g_autoptr (GArray) three = mok_pages_break (&item, 1, PAGE, FOOT, &n_pages);

  g_assert_cmpuint (n_pages, ==, 2);
  g_assert_cmpuint (get_part (three, 0)->n_rows, ==, 9);
  g_assert_cmpuint (get_part (three, 1)->first_row, ==, 9);
  g_assert_cmpfloat (get_part (three, 1)->height, ==, 40);
  item.min_rows = 4;

  g_autoptr (GArray) four = mok_pages_break (&item, 1, PAGE, FOOT, &n_pages);

  g_assert_cmpuint (get_part (four, 0)->n_rows, ==, 8);
  g_assert_cmpuint (get_part (four, 1)->n_rows, ==, 4);
}

static void
test_a_section_begins_a_page (void)
{
  const double row[] = { 10 };
  const MokPageItem items[] = { { .rows = row, .n_rows = 1, .new_page = TRUE },
                                { .rows = row, .n_rows = 1, .gap = 7, .new_page = TRUE } };
  guint n_pages;
  g_autoptr (GArray) parts = mok_pages_break (items, 2, PAGE, FOOT, &n_pages);

  g_assert_cmpuint (n_pages, ==, 2);
  g_assert_cmpuint (get_part (parts, 0)->page, ==, 0);
  g_assert_cmpfloat (get_part (parts, 1)->y, ==, 0);
}

/* Words may stand where the small print of figures would: not above it, and not before figures on the same page. */
static void
test_words_take_the_room_of_the_foot (void)
{
  const double text[] = { 70 }, more[] = { 40 }, chart[] = { 30 };
  const MokPageItem words[] = {
    { .rows = text, .n_rows = 1 },
    { .rows = more, .n_rows = 1, .gap = 5 },
    { .rows = chart, .n_rows = 1, .gap = 5, .needs_foot = TRUE },
    { .rows = text, .n_rows = 1, .gap = 5 },
  };
  guint n_pages;
  g_autoptr (GArray) parts = mok_pages_break (words, 4, PAGE, FOOT, &n_pages);

  g_assert_cmpuint (get_part (parts, 1)->page, ==, 0);
  g_assert_cmpfloat (get_part (parts, 1)->y, ==, 75);
  g_assert_cmpuint (get_part (parts, 2)->page, ==, 1);
  /* 30 + 5 + 70 would only fit without a foot. */
  g_assert_cmpuint (get_part (parts, 3)->page, ==, 2);
  g_assert_cmpuint (n_pages, ==, 3);
}

typedef struct
{
  MokPageItem items[MOST_BLOCKS];
  double rows[MOST_BLOCKS][MOST_ROWS];
  guint n;
} Column;

/* At most two headings in a row, and no piece that cannot be set below them: as in a report. */
static void
fill (Column *self, GRand *random)
{
  guint n_headings = 0;

  self->n = (guint) g_rand_int_range (random, 1, MOST_BLOCKS);
  for (guint i = 0; i < self->n; i++)
    {
      MokPageItem *item = &self->items[i];
      const int kind = n_headings < 2 ? g_rand_int_range (random, 0, 4) : g_rand_int_range (random, 1, 4);
      const double largest = kind == 0 ? 12 : kind == 1 ? 55 : 9;

      *item = (MokPageItem){ .rows = self->rows[i], .n_rows = 1, .gap = g_rand_double_range (random, 0, 6) };
      item->keep_with_next = kind == 0 && i + 1 < self->n;
      item->new_page = n_headings == 0 && g_rand_int_range (random, 0, 12) == 0;
      if (kind >= 2)
        {
          item->n_rows = (guint) g_rand_int_range (random, 1, MOST_ROWS);
          item->min_rows = (guint) g_rand_int_range (random, 1, 4);
          item->header = kind == 3 ? g_rand_double_range (random, 1, 8) : 0;
        }
      item->needs_foot = kind % 2 == 1 && g_rand_int_range (random, 0, 3) == 0;
      for (guint k = 0; k < item->n_rows; k++)
        self->rows[i][k] = g_rand_double_range (random, 1, largest);
      n_headings = kind == 0 ? n_headings + 1 : 0;
    }
}

static double
get_end_of_page (const Column *self, GArray *parts, guint page)
{
  for (guint i = 0; i < parts->len; i++)
    {
      if (get_part (parts, i)->page == page && self->items[get_part (parts, i)->item].needs_foot)
        return PAGE;
    }
  return PAGE + FOOT;
}

static void
check_part (const Column *self, GArray *parts, guint i)
{
  const MokPagePart *part = get_part (parts, i);
  const MokPageItem *item = &self->items[part->item];
  double height = item->header;

  for (guint k = 0; k < part->n_rows; k++)
    height += item->rows[part->first_row + k];
  g_assert_cmpfloat_with_epsilon (part->height, height, TOLERANCE);
  g_assert_cmpfloat (part->y, >=, 0);
  g_assert_cmpfloat (part->y + part->height, <=, get_end_of_page (self, parts, part->page) + TOLERANCE);
  /* No line left behind or carried over alone. */
  if (part->n_rows < item->n_rows)
    g_assert_cmpuint (part->n_rows, >=, item->min_rows);
  /* A heading is never the last of its page. */
  if (item->keep_with_next)
    {
      g_assert_cmpuint (i + 1, <, parts->len);
      g_assert_cmpuint (get_part (parts, i + 1)->page, ==, part->page);
    }
  if (item->new_page && part->first_row == 0)
    g_assert_cmpfloat (part->y, ==, 0);
}

/* Everything appears once and in order, and what follows stands below with its gap kept. */
static void
check_order (const Column *self, GArray *parts)
{
  guint item = 0, row = 0;

  for (guint i = 0; i < parts->len; i++)
    {
      const MokPagePart *part = get_part (parts, i);

      g_assert_cmpuint (part->item, ==, item);
      g_assert_cmpuint (part->first_row, ==, row);
      row += part->n_rows;
      if (row == self->items[item].n_rows)
        {
          item++;
          row = 0;
        }
      if (i == 0)
        continue;

      const MokPagePart *before = get_part (parts, i - 1);

      g_assert_cmpuint (part->page, >=, before->page);
      g_assert_cmpuint (part->page, <=, before->page + 1);
      if (part->page == before->page)
        g_assert_cmpfloat (part->y, >=, before->y + before->height + self->items[part->item].gap - TOLERANCE);
      else
        g_assert_cmpfloat (part->y, ==, 0);
    }
  g_assert_cmpuint (item, ==, self->n);
}

static void
test_random_columns (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  g_autofree Column *column = g_new0 (Column, 1);
  guint n_split = 0;

  for (guint i = 0; i < N_COLUMNS; i++)
    {
      guint n_pages;

      fill (column, random);

      g_autoptr (GArray) parts = mok_pages_break (column->items, column->n, PAGE, FOOT, &n_pages);

      check_order (column, parts);
      for (guint k = 0; k < parts->len; k++)
        check_part (column, parts, k);
      g_assert_cmpuint (get_part (parts, parts->len - 1)->page + 1, ==, n_pages);
      n_split += parts->len > column->n;
    }
  /* The test has seen what it is about. */
  g_assert_cmpuint (n_split, >, N_COLUMNS / 4);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/report/pages/nothing-is-one-page", test_nothing_is_one_page);
  g_test_add_func ("/report/pages/a-heading-goes-with-its-chart", test_a_heading_goes_with_its_chart);
  g_test_add_func ("/report/pages/a-table-goes-on-under-its-header", test_a_table_goes_on_under_its_header);
  g_test_add_func ("/report/pages/a-section-begins-a-page", test_a_section_begins_a_page);
  g_test_add_func ("/report/pages/words-take-the-room-of-the-foot", test_words_take_the_room_of_the_foot);
  g_test_add_func ("/report/pages/random-columns", test_random_columns);

  return g_test_run ();
}
