/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Slips as numbers: whatever title and label, every text and code lies inside its slip and meets no other one, all
 * slips are alike but for their codes, and no code stays in memory.
 */

#include "config.h"

#include <fcntl.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "../store/support-survey.h"
#include "../store/support.h"
#include "report/mok-slips.h"
#include "store/mok-access-code.h"

#define TOLERANCE 0.05

#define LONG_KOREAN                                                                                                                                                 \
  "2026년 하반기 서울특별시·경기도·인천광역시 소재 상급종합병원 및 종합병원, 병원, 의원 보건의료노동자 근로조건과 " \
  "모성보호 제도 이용 실태에 관한 공동 설문조사(전국보건의료산업노동조합 조합원과 비조합원 모두 참여 가능)"
#define ONE_WORD "보건의료노동자근로조건실태조사공동추진위원회설문조사결과보고서작성을위한온라인오프라인병행조사"

typedef struct
{
  const char *title;
  const char *label;
} Words;

static const Words words[] = {
  { NULL, NULL },
  { LONG_KOREAN, "3병동" },
  { ONE_WORD ONE_WORD ONE_WORD, "영상의학과·진단검사의학과·핵의학과 공동 사용 컴퓨터(지하 1층)" },
  { "Extraordinarilylongtitlewithoutasinglespaceinitthatnobodywouldevergivetoasurveyexceptatest of everything", "W" },
  { "설문", ONE_WORD },
};

static MokManifest *
make_manifest (const char *title)
{
  static const guint8 public_key[MOK_PUBLIC_KEY_SIZE] = { 9 };
  g_autoptr (MokQuestionnaire) questionnaire = support_make_questionnaire ();

  return mok_manifest_new (questionnaire, title, MOK_DISCLOSURE_STANDARD, public_key, "2026-11-29", 0);
}

static GStrv
make_codes (guint n)
{
  GStrv codes = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    codes[i] = mok_access_code_new ();
  return codes;
}

/* What the cut lines of a page say: where columns and rows begin and end. */
typedef struct
{
  double xs[8], ys[16];
  guint n_xs, n_ys;
} Grid;

static Grid
find_grid (GArray *marks, guint page)
{
  Grid grid = { 0 };

  for (guint i = 0; i < marks->len; i++)
    {
      const MokPaperMark *mark = &g_array_index (marks, MokPaperMark, i);

      if (mark->page != page || mark->kind != MOK_PAPER_LINE)
        continue;
      if (mark->height == 0)
        grid.ys[grid.n_ys++] = mark->y;
      else
        grid.xs[grid.n_xs++] = mark->x;
      g_assert_cmpuint (grid.n_ys, <, G_N_ELEMENTS (grid.ys));
      g_assert_cmpuint (grid.n_xs, <, G_N_ELEMENTS (grid.xs));
    }
  g_assert_cmpuint (grid.n_xs, >=, 3);
  g_assert_cmpuint (grid.n_ys, >=, 2);
  return grid;
}

/* The slip that something begins in; it must end there, too. */
static guint
find_slip (const Grid *grid, const MokPaperMark *mark)
{
  for (guint row = 0; row + 1 < grid->n_ys; row++)
    for (guint column = 0; column + 1 < grid->n_xs; column++)
      if (mark->x > grid->xs[column] && mark->x < grid->xs[column + 1] && mark->y > grid->ys[row]
          && mark->y < grid->ys[row + 1])
        {
          g_assert_cmpfloat (mark->x + mark->width, <, grid->xs[column + 1]);
          g_assert_cmpfloat (mark->y + mark->height, <, grid->ys[row + 1]);
          return row * (grid->n_xs - 1) + column;
        }
  g_assert_not_reached ();
}

/* Parts of one slip stand below each other. Returns how many codes there are. */
static guint
check_page (GArray *marks, guint page)
{
  const Grid grid = find_grid (marks, page);
  double bottoms[64] = { 0 };
  guint n_codes = 0;

  for (guint i = 0; i < marks->len; i++)
    {
      const MokPaperMark *mark = &g_array_index (marks, MokPaperMark, i);
      guint slip;

      if (mark->page != page || mark->kind == MOK_PAPER_LINE)
        continue;
      slip = find_slip (&grid, mark);
      g_assert_cmpfloat (mark->y, >=, bottoms[slip] - TOLERANCE);
      g_assert_cmpfloat (mark->height, >, 4);
      bottoms[slip] = mark->y + mark->height;
      n_codes += mark->kind == MOK_PAPER_CODE;
    }
  return n_codes;
}

static void
test_every_text_is_inside_its_slip (void)
{
  static const guint counts[] = { 1, 2, 7, 40 };

  for (guint w = 0; w < G_N_ELEMENTS (words); w++)
    for (guint c = 0; c < G_N_ELEMENTS (counts); c++)
      {
        g_autoptr (MokManifest) manifest = make_manifest (words[w].title);
        GStrv codes = make_codes (counts[c]);
        g_autoptr (MokPaper) paper = mok_slips_new (manifest, words[w].label, (const char *const *) codes);
        g_autoptr (GArray) marks = mok_paper_list_marks (paper);
        guint n_codes = 0;

        for (guint page = 0; page < mok_paper_get_n_pages (paper); page++)
          n_codes += check_page (marks, page);
        g_assert_cmpuint (n_codes, ==, counts[c]);
        /* At least four slips share a page, whatever stands on them. */
        g_assert_cmpuint (mok_paper_get_n_pages (paper), <=, (counts[c] + 3) / 4);
        mok_access_codes_free (codes);
      }
}

/* Nothing tells slips apart: each has the same parts at the same places within it. */
static void
test_slips_are_alike (void)
{
  g_autoptr (MokManifest) manifest = make_manifest (LONG_KOREAN);
  GStrv codes = make_codes (30);
  g_autoptr (MokPaper) paper = mok_slips_new (manifest, "3병동", (const char *const *) codes);
  g_autoptr (GArray) marks = mok_paper_list_marks (paper);
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (MokPaperMark));
  const guint n_lines_at_most = mok_paper_get_n_pages (paper) * 16;
  guint n_parts;

  for (guint i = 0; i < marks->len; i++)
    if (g_array_index (marks, MokPaperMark, i).kind != MOK_PAPER_LINE)
      g_array_append_val (parts, g_array_index (marks, MokPaperMark, i));
  g_assert_cmpuint (marks->len - parts->len, <=, n_lines_at_most);
  g_assert_cmpuint (parts->len % 30, ==, 0);
  n_parts = parts->len / 30;
  for (guint i = n_parts; i < parts->len; i++)
    {
      const MokPaperMark *mark = &g_array_index (parts, MokPaperMark, i);
      const MokPaperMark *same = &g_array_index (parts, MokPaperMark, i % n_parts);
      const MokPaperMark *top = &g_array_index (parts, MokPaperMark, i - i % n_parts);
      const MokPaperMark *first_top = &g_array_index (parts, MokPaperMark, 0);

      g_assert_cmpint (mark->kind, ==, same->kind);
      g_assert_cmpfloat_with_epsilon (mark->x - top->x, same->x - first_top->x, 1e-6);
      g_assert_cmpfloat_with_epsilon (mark->y - top->y, same->y - first_top->y, 1e-6);
      g_assert_cmpfloat_with_epsilon (mark->width, same->width, 1e-6);
    }
  mok_access_codes_free (codes);
}

static void
test_thousands (void)
{
  g_autoptr (MokManifest) manifest = make_manifest (LONG_KOREAN);
  GStrv codes = make_codes (3000);
  const gint64 start = g_get_monotonic_time ();
  g_autoptr (MokPaper) paper = mok_slips_new (manifest, "3병동", (const char *const *) codes);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pages = mok_paper_render (paper, &error);

  g_assert_no_error (error);
  g_test_message ("3,000 slips: %u pages, %.1f MB, %.1f s", mok_paper_get_n_pages (paper),
                  (double) g_bytes_get_size (pages) / 1e6, (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC);
  g_assert_cmpuint (mok_paper_get_n_pages (paper), >=, 3000 / 10);
  mok_access_codes_free (codes);
}

/* Reads one's own memory for a pattern that is itself kept in another form. */
static guint
count_in_memory (const guint8 *masked, gsize size)
{
  g_autofree char *maps = NULL;
  g_auto (GStrv) lines = NULL;
  const int memory = open ("/proc/self/mem", O_RDONLY | O_CLOEXEC);
  guint n = 0;

  g_assert_true (g_file_get_contents ("/proc/self/maps", &maps, NULL, NULL));
  lines = g_strsplit (maps, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      guint64 from, to;
      char mode[5];
      guint8 *data;
      gssize got;

      if (sscanf (lines[i], "%" G_GINT64_MODIFIER "x-%" G_GINT64_MODIFIER "x %4s", &from, &to, mode) != 3
          || mode[1] != 'w' || to - from > 256 * 1024 * 1024)
        continue;
      data = g_malloc (to - from);
      got = pread (memory, data, to - from, (off_t) from);
      for (const guint8 *at = data; got > 0 && (at = memchr (at, masked[0] ^ 0x55, (gsize) (data + got - at))); at++)
        {
          gsize same = 0;

          while (same < size && at + same < data + got && (at[same] ^ 0x55) == masked[same])
            same++;
          n += same == size;
        }
      memset (data, 0, to - from);
      g_free (data);
    }
  close (memory);
  return n;
}

static void
mask (guint8 *masked, const char *code, gsize size)
{
  for (gsize i = 0; i < size; i++)
    masked[i] = (guint8) code[i] ^ 0x55;
}

static void
test_no_code_stays_in_memory (void)
{
  g_autoptr (MokManifest) manifest = make_manifest ("설문");
  GStrv codes = make_codes (20);
  MokPaper *paper;
  GBytes *pages;
  guint8 masked[3][15];

  for (guint i = 0; i < 3; i++)
    mask (masked[i], codes[i * 9], sizeof masked[i]);
  g_assert_cmpuint (count_in_memory (masked[1], sizeof masked[1]), >=, 1);
  paper = mok_slips_new (manifest, NULL, (const char *const *) codes);
  pages = mok_paper_render (paper, NULL);
  g_assert_nonnull (pages);
  g_bytes_unref (pages);
  mok_paper_free (paper);
  mok_access_codes_free (codes);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (count_in_memory (masked[i], sizeof masked[i]), ==, 0);
}

int
main (int argc, char **argv)
{
  support_init (&argc, &argv);
  g_test_add_func ("/slips/every-text-is-inside-its-slip", test_every_text_is_inside_its_slip);
  g_test_add_func ("/slips/slips-are-alike", test_slips_are_alike);
  g_test_add_func ("/slips/thousands", test_thousands);
  g_test_add_func ("/slips/no-code-stays-in-memory", test_no_code_stays_in_memory);
  return g_test_run ();
}
