/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Sheets as numbers: texts and codes keep within their width, and a file is private, whole, and never replaces one. */

#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "report/mok-paper.h"
#include "store/mok-store-error.h"

#define TITLE "서울특별시 보건의료노동자 근로조건 실태조사(2026년 하반기, 외래·병동·검사실 공통)"

static void
test_texts_keep_within_their_width (void)
{
  static const double widths[] = { 12, 60, 150, 400 };
  g_autoptr (MokPaper) paper = mok_paper_new (TITLE);

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      g_autoptr (PangoLayout) layout = mok_paper_create_text (paper, TITLE, "ko", 11, TRUE, widths[i]);
      double width;
      const double height = mok_paper_measure (layout, &width);

      g_assert_cmpfloat (width, <=, widths[i] + 0.01);
      g_assert_cmpfloat_with_epsilon (height, pango_layout_get_line_count (layout) * 11 * 1.4, 0.3 * 11);
    }
}

/* Groups of a code go on the next line whole, and painting does what measuring said. */
static void
test_codes_wrap_between_groups (void)
{
  g_autoptr (MokPaper) paper = mok_paper_new (TITLE);
  double one, two, all, width;
  const double line = mok_paper_measure_code (paper, "ABCDE", 10, 1000, &one);

  g_assert_cmpfloat_with_epsilon (mok_paper_measure_code (paper, "ABCDE FGHJK", 10, 1000, &two), line, 1e-6);
  g_assert_cmpfloat_with_epsilon (mok_paper_measure_code (paper, "ABCDE-FGHJK-MNPQR", 10, 1000, &all), line, 1e-6);
  /* A gap between groups is as wide as a letter. */
  g_assert_cmpfloat_with_epsilon (two, one / 5 * 11, 1e-6);
  g_assert_cmpfloat_with_epsilon (all, one / 5 * 17, 1e-6);
  g_assert_cmpfloat_with_epsilon (mok_paper_measure_code (paper, "ABCDE-FGHJK-MNPQR", 10, all - 1, &width), 2 * line,
                                  1e-6);
  g_assert_cmpfloat_with_epsilon (width, two, 1e-6);
  g_assert_cmpfloat_with_epsilon (mok_paper_measure_code (paper, "ABCDE-FGHJK-MNPQR", 10, one, &width), 3 * line, 1e-6);
}

static void
test_marks_say_where_things_stand (void)
{
  g_autoptr (MokPaper) paper = mok_paper_new (TITLE);
  g_autoptr (GArray) marks = NULL;
  const MokPaperMark *mark;

  mok_paper_add_page (paper);
  mok_paper_add_text (paper, "Notice", "en", 12, FALSE, 10, 20, 200);
  mok_paper_add_page (paper);
  mok_paper_add_code (paper, "0123-4567", 12, 30, 40, 200);
  mok_paper_add_line (paper, 0, 50, 100, 50, TRUE);
  marks = mok_paper_list_marks (paper);
  g_assert_cmpuint (mok_paper_get_n_pages (paper), ==, 2);
  g_assert_cmpuint (marks->len, ==, 3);
  mark = &g_array_index (marks, MokPaperMark, 1);
  g_assert_cmpint (mark->kind, ==, MOK_PAPER_CODE);
  g_assert_cmpuint (mark->page, ==, 1);
  g_assert_cmpfloat (mark->x, ==, 30);
  g_assert_cmpfloat (mark->width, >, 9 * 5);
}

static void
test_a_file_is_private_and_replaces_none (void)
{
  g_autofree char *folder = g_dir_make_tmp ("moksori-paper-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "sheet.pdf", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "none", "sheet.pdf", NULL);
  g_autofree char *content = NULL;
  g_autoptr (MokPaper) paper = mok_paper_new (TITLE);
  g_autoptr (GError) error = NULL;
  GStatBuf about;
  gsize size;

  mok_paper_add_page (paper);
  mok_paper_add_text (paper, TITLE, "ko", 12, FALSE, 10, 20, 200);
  g_assert_true (mok_paper_save (paper, path, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (path, &about), ==, 0);
  g_assert_cmpint (about.st_mode & 0777, ==, 0600);
  g_assert_true (g_file_get_contents (path, &content, &size, NULL));
  g_assert_cmpint (memcmp (content, "%PDF-", 5), ==, 0);
  g_assert_cmpint (memcmp (content + size - 6, "%%EOF\n", 6), ==, 0);
  g_assert_false (mok_paper_save (paper, path, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_false (mok_paper_save (paper, nowhere, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_IO);
  g_unlink (path);
  /* Nothing is left beside it. */
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/paper/texts-keep-within-their-width", test_texts_keep_within_their_width);
  g_test_add_func ("/paper/codes-wrap-between-groups", test_codes_wrap_between_groups);
  g_test_add_func ("/paper/marks-say-where-things-stand", test_marks_say_where_things_stand);
  g_test_add_func ("/paper/a-file-is-private-and-replaces-none", test_a_file_is_private_and_replaces_none);
  return g_test_run ();
}
