/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The paper questionnaire as numbers: nothing lies on anything else or off the page, no question is cut by the end of a
 * page, and every wording can be read in the file; of the built-in form in both languages, and of random ones.
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include <glib/gstdio.h>

#include "base/mok-init.h"
#include "base/mok-language.h"
#include "questionnaire/mok-numbering.h"
#include "questionnaire/mok-xlsform.h"
#include "report/mok-form-sheet.h"

/* Printers cannot reach further out. */
#define EDGE 20.0
#define TOLERANCE 0.1

static gboolean
is_solid (const MokPaperMark *mark)
{
  return mark->kind != MOK_PAPER_LINE && mark->width > 0 && mark->height > 0;
}

static gboolean
meet (const MokPaperMark *a, const MokPaperMark *b)
{
  return a->x + TOLERANCE < b->x + b->width && b->x + TOLERANCE < a->x + a->width && a->y + TOLERANCE < b->y + b->height
         && b->y + TOLERANCE < a->y + a->height;
}

static void
say (const MokPaperMark *mark)
{
  g_test_message ("page %u, kind %d: %.1f %.1f, %.1f × %.1f", mark->page + 1, (int) mark->kind, mark->x, mark->y,
                  mark->width, mark->height);
}

/* Everything is on the page, and no text, mark or box meets another one; no line runs through a text. */
static void
check_marks (MokPaper *paper)
{
  g_autoptr (GArray) marks = mok_paper_list_marks (paper);

  for (guint i = 0; i < marks->len; i++)
    {
      const MokPaperMark *mark = &g_array_index (marks, MokPaperMark, i);

      if (mark->x < EDGE || mark->y < EDGE || mark->x + mark->width > MOK_PAPER_WIDTH - EDGE
          || mark->y + mark->height > MOK_PAPER_HEIGHT - EDGE)
        {
          say (mark);
          g_test_fail_printf ("something is off the page");
          return;
        }
      for (guint j = i + 1; j < marks->len; j++)
        {
          const MokPaperMark *other = &g_array_index (marks, MokPaperMark, j);
          const gboolean line = mark->kind == MOK_PAPER_LINE || other->kind == MOK_PAPER_LINE;
          const gboolean text = mark->kind == MOK_PAPER_TEXT || other->kind == MOK_PAPER_TEXT;

          if (other->page != mark->page)
            break;
          if (line ? text && meet (mark, other) : is_solid (mark) && is_solid (other) && meet (mark, other))
            {
              say (mark);
              say (other);
              g_test_fail_printf ("two things lie on each other");
              return;
            }
        }
    }
}

/* Without blanks and hyphens, so that it does not matter where lines end. */
static char *
squeeze (const char *text)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      const gunichar c = g_utf8_get_char (text);

      if (c == '\f' || (!g_unichar_isspace (c) && c != '-' && c != 0x2010 && c != 0x00ad))
        g_string_append_unichar (all, c);
    }
  return g_string_free (g_steal_pointer (&all), FALSE);
}

/* What the file says, in the order in which it was drawn; a form feed ends a page. */
static char *
dup_text (MokPaper *paper)
{
  g_autofree char *folder = g_dir_make_tmp ("moksori-form-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "form.pdf", NULL);
  const char *const command[] = { "pdftotext", "-raw", path, "-", NULL };
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  g_assert_true (mok_paper_save (paper, path, &error));
  g_assert_no_error (error);
  g_assert_true (
      g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, &status, &error));
  g_assert_cmpint (status, ==, 0);
  g_unlink (path);
  g_rmdir (folder);
  return squeeze (text);
}

static const char *
find (const char *text, const char *words, const char *what)
{
  g_autofree char *squeezed = squeeze (words);
  const char *found = strstr (text, squeezed);

  if (found == NULL)
    g_test_message ("%s: “%s” is not there", what, words);
  g_assert_nonnull (found);
  return found;
}

/* The wording of a question, then all of its choices before the page ends and before the next question begins. Rows of
 * a table have their choices above.
 */
static void
check_question (const char *text, const MokQuestionnaire *form, const MokQuestion *question, const char *language)
{
  const char *label = mok_text_get (question->label, language);
  g_autofree char *number = mok_numbering_dup (form, question);
  const char *begin = find (text, label, question->name);
  const char *page_end = strchr (begin, '\f');
  g_autofree char *rest = g_strndup (begin, page_end != NULL ? (gsize) (page_end - begin) : strlen (begin));
  const char *page_begin = g_strrstr_len (text, begin - text, "\f");
  g_autofree char *page =
      g_strndup (page_begin != NULL ? page_begin : text, (gsize) ((page_end != NULL ? page_end : begin + strlen (begin))
                                                                  - (page_begin != NULL ? page_begin : text)));

  if (*mok_text_get (question->hint, language) != '\0')
    find (rest, mok_text_get (question->hint, language), question->name);
  for (guint i = 0; question->choices != NULL && i < question->choices->choices->len; i++)
    {
      const MokChoice *choice = mok_choice_list_get (question->choices, i);

      find (page, mok_text_get (choice->label, language), question->name);
      find (page, choice->code, question->name);
    }
}

static void
test_built_in_form (gconstpointer data)
{
  const char *language = data;
  g_autofree char *tool = g_find_program_in_path ("pdftotext");
  g_autoptr (MokQuestionnaire) form = mok_xlsform_load_builtin ("care-workforce", NULL);
  guint n_pages = 0;

  g_assert_nonnull (form);
  mok_language_set (language);
  for (guint open = 0; open < 2; open++)
    {
      g_autoptr (MokPaper) paper =
          mok_form_sheet_new (form, NULL, open == 1 ? MOK_DISCLOSURE_OPEN : MOK_DISCLOSURE_STANDARD, language);
      g_autofree char *text = tool != NULL ? dup_text (paper) : NULL;

      n_pages = mok_paper_get_n_pages (paper);
      check_marks (paper);
      for (guint i = 0; text != NULL && i < mok_questionnaire_get_n_questions (form); i++)
        check_question (text, form, mok_questionnaire_get_question (form, i), language);
      if (text == NULL)
        continue;
      find (text, mok_text_get (form->title, language), "title");
      g_assert_true ((strstr (text, g_str_equal (language, "ko") ? "봉인" : "sealed") == NULL) == (open == 1));
    }
  mok_language_set ("en");
  g_test_message ("%u pages", n_pages);
  /* Fewer sheets are answered by more people: 55 questions are four sheets, printed on both sides. */
  g_assert_cmpuint (n_pages, <=, 8);
  if (tool == NULL)
    g_test_skip ("pdftotext is not here");
}

/* Of a survey: its own title, its words on every page, and what becomes of answers there. */
static void
test_sheet_of_a_survey (void)
{
  static const guint8 public_key[MOK_PUBLIC_KEY_SIZE] = { 9 };
  g_autofree char *tool = g_find_program_in_path ("pdftotext");
  g_autoptr (MokQuestionnaire) form = mok_xlsform_load_builtin ("care-workforce", NULL);
  g_autoptr (MokManifest) manifest =
      mok_manifest_new (form, "Ward seven, autumn", MOK_DISCLOSURE_OPEN, public_key, "2026-11-29", 0);
  g_autoptr (MokPaper) paper = mok_form_sheet_new_of_survey (manifest, "fr");
  g_auto (GStrv) words = mok_manifest_dup_words (manifest, "en");
  g_autofree char *line = g_strjoinv ("", words);
  g_autofree char *text = NULL;
  g_auto (GStrv) pages = NULL;

  check_marks (paper);
  if (tool == NULL)
    {
      g_test_skip ("pdftotext is not here");
      return;
    }
  text = dup_text (paper);
  pages = g_strsplit (text, "\f", -1);
  g_assert_cmpuint (g_strv_length (pages), ==, mok_paper_get_n_pages (paper) + 1);
  for (guint i = 0; i < mok_paper_get_n_pages (paper); i++)
    {
      find (pages[i], "Ward seven, autumn", "title");
      find (pages[i], line, "words");
    }
  find (pages[0], "the organizer can read and publish every row", "warning");
  /* A language that the form has not: its default one. */
  find (text, "Which best describes your main job?", "label");
}

#define MATRIX                                                                                                         \
  "survey\n"                                                                                                           \
  ",type,name,label,appearance,relevant,hint,bind::mok:period\n"                                                       \
  ",begin_group,g,Working time,,,,\n"                                                                                  \
  ",begin_group,t,Of these what did happen,table-list,,,\n"                                                            \
  ",select_one often,a,First thing,,,,3m\n"                                                                            \
  ",select_one often,b,Second thing,,${a} = 1,With an example,3m\n"                                                    \
  ",select_one often,c,Third thing,,,,3m\n"                                                                            \
  ",end_group,,,,,,\n,end_group,,,,,,\n"                                                                               \
  "settings\n,form_title,form_id,version,namespaces\n,M,m,1,\"mok=\"\"https://moksori.org/xlsform\"\"\"\n"             \
  "choices\n,list_name,name,label\n"

static guint
count_words (const char *text, const char *words)
{
  g_autofree char *squeezed = squeeze (words);
  guint n = 0;

  for (const char *at = text; (at = strstr (at, squeezed)) != NULL; at++)
    n++;
  return n;
}

/* One table under its heading, whatever stands in single rows; where the choices have no room above columns, questions
 * under their heading.
 */
static void
test_matrix (void)
{
  static const char *const lists[] = {
    MATRIX ",often,1,Daily indeed\n,often,2,Never ever\n",
    MATRIX
    ",often,1,Daily indeed\n,often,2,Neverwithoutanyblankandmuchlongerthananycolumnofthispapercouldeverbecomewide\n",
  };
  g_autofree char *tool = g_find_program_in_path ("pdftotext");

  if (tool == NULL)
    {
      g_test_skip ("pdftotext is not here");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);
      g_autoptr (GBytes) bytes = g_bytes_new_static (lists[i], strlen (lists[i]));
      g_autoptr (MokQuestionnaire) form = mok_xlsform_read ("matrix.csv", bytes, diagnostics);
      g_autoptr (MokPaper) paper = NULL;
      g_autofree char *text = NULL;
      const char *heading;

      g_assert_nonnull (form);
      paper = mok_form_sheet_new (form, NULL, MOK_DISCLOSURE_STANDARD, "en");
      check_marks (paper);
      text = dup_text (paper);
      heading = find (text, "Of these what did happen", "heading");
      g_assert_true (heading < find (text, "First thing", "row"));
      g_assert_cmpuint (count_words (text, "Of these what did happen"), ==, 1);
      /* Once more where the second row says of whom it is asked. */
      g_assert_cmpuint (count_words (text, "Daily indeed"), ==, i == 0 ? 2 : 4);
      g_assert_cmpuint (count_words (text, "With an example"), ==, 1);
      g_assert_cmpuint (count_words (text, "→ Only if"), ==, 1);
    }
}

/* Texts that are short, long, without a blank, in two scripts. */
static void
append_text (GString *csv, GRand *random, guint most)
{
  static const char *const WORDS[] = { "leave",
                                       "hours worked",
                                       "근로시간",
                                       "휴가를 받았습니까",
                                       "(including part-time)",
                                       "병원·의원",
                                       "a",
                                       "보건의료노동자근로조건실태조사",
                                       "Extraordinarilylongwordwithoutanyblankinit",
                                       "99.5 %" };
  const guint n = (guint) g_rand_int_range (random, 1, (int) MAX (most, 1) + 1);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (csv, "%s%s", i > 0 ? " " : "", WORDS[g_rand_int_range (random, 0, G_N_ELEMENTS (WORDS))]);
}

/* How many words; a modest form has none that could not stand on one page. */
static guint
choose_length (GRand *random, gboolean modest)
{
  const int kind = g_rand_int_range (random, modest ? 4 : 0, 30);

  return kind == 0 ? 1500 : kind < 4 ? 80 : kind < 15 ? 12 : 4;
}

/* Asked only of some, in various ways. Of a modest form no question depends on a note, which is never answered. */
static void
append_condition (GString *csv, GRand *random, guint i, gboolean modest)
{
  const int a = modest ? 0 : g_rand_int_range (random, 0, (int) i);
  const int b = modest ? 0 : g_rand_int_range (random, 0, (int) i);

  switch (g_rand_int_range (random, 0, 5))
    {
    case 3:
      /* All choices but one, whatever they say. */
      g_string_append (csv, "${q0} != '0' and ${q0} != ''");
      break;
    case 0:
      g_string_append_printf (csv, "${q%d} != '' and ${q%d} != ''", a, b);
      break;
    case 1:
      g_string_append (csv, "${q0} = '0' or ${q0} = '1'");
      break;
    case 2:
      g_string_append_printf (csv, "string-length(${q%d}) < 3", a);
      break;
    default:
      break;
    }
}

static void
append_question (GString *csv, GRand *random, guint i, guint n_lists, gboolean modest)
{
  static const char *const KINDS[] = {
    "select_one", "select_multiple", "rank", "select_one", "integer", "decimal", "date", "text", "acknowledge", "note"
  };
  static const char *const PERIODS[] = { "", "12m", "now", "usual-week-3m", "2024-02..2025-08" };
  const guint kind = i == 0 ? 0 : (guint) g_rand_int_range (random, 0, G_N_ELEMENTS (KINDS));

  g_string_append_printf (csv, ",%s", KINDS[kind]);
  if (kind < 4)
    g_string_append_printf (csv, " list%d", g_rand_int_range (random, 0, (int) n_lists));
  g_string_append_printf (csv, ",q%u,Q%uq ", i, i);
  append_text (csv, random, choose_length (random, modest));
  g_string_append_c (csv, ',');
  if (g_rand_int_range (random, 0, 5) == 0)
    append_text (csv, random, choose_length (random, modest));
  g_string_append_c (csv, ',');
  if (i > 0)
    append_condition (csv, random, i, modest);
  g_string_append_printf (csv, ",%s,%s,%s\n", kind == 0 && g_rand_boolean (random) ? "likert" : "",
                          kind == 9 ? "" : PERIODS[g_rand_int_range (random, 0, G_N_ELEMENTS (PERIODS))],
                          kind == 7 ? "string-length(.) <= 20" : "");
}

/* Rows with one list, under a heading; some with a hint or a condition of their own. */
static void
append_matrix (GString *csv, GRand *random, guint i, guint n_lists, gboolean modest)
{
  const int list = g_rand_int_range (random, 0, (int) n_lists);
  const guint n_rows = (guint) g_rand_int_range (random, 2, 9);

  g_string_append_printf (csv, ",begin_group,m%u,M%uq ", i, i);
  append_text (csv, random, choose_length (random, modest));
  g_string_append (csv, ",,,table-list,,\n");
  for (guint row = 0; row < n_rows; row++)
    {
      g_string_append_printf (csv, ",select_one list%d,m%u_%u,M%ur%uq ", list, i, row, i, row);
      append_text (csv, random, choose_length (random, modest));
      g_string_append_c (csv, ',');
      if (g_rand_int_range (random, 0, 4) == 0)
        append_text (csv, random, choose_length (random, modest));
      g_string_append_c (csv, ',');
      if (g_rand_int_range (random, 0, 4) == 0)
        append_condition (csv, random, i, modest);
      g_string_append (csv, ",,3m,\n");
    }
  g_string_append (csv, ",end_group,,,,,,,\n");
}

static void
append_list (GString *csv, GRand *random, guint i, gboolean modest)
{
  const gboolean is_long = !modest && g_rand_int_range (random, 0, 8) == 0;
  const guint n = (guint) (is_long ? g_rand_int_range (random, 20, 120) : g_rand_int_range (random, 2, 9));
  const guint length = choose_length (random, modest);

  for (guint j = 0; j < n; j++)
    {
      const gboolean has_long_code = j > 1 && g_rand_int_range (random, 0, 20) == 0;

      g_string_append_printf (csv, ",list%u,%s%u,", i, has_long_code ? "a-very-long-code-" : "", j);
      append_text (csv, random, j == 0 ? length : MIN (length, 80));
      g_string_append_c (csv, '\n');
    }
}

static MokQuestionnaire *
make_form (GRand *random, gboolean modest)
{
  g_autoptr (GString) csv =
      g_string_new ("survey\n,type,name,label,hint,relevant,appearance,bind::mok:period,constraint\n"
                    ",begin_group,g0,First part,,,,,\n");
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);
  g_autoptr (GBytes) bytes = NULL;
  const guint n_lists = (guint) g_rand_int_range (random, 1, 5);
  const guint n_questions = (guint) g_rand_int_range (random, 1, 40);
  MokQuestionnaire *form;

  for (guint i = 0; i < n_questions; i++)
    {
      if (i > 0 && g_rand_int_range (random, 0, 8) == 0)
        g_string_append_printf (csv, ",end_group,,,,,,,\n,begin_group,g%u,Another part,,%s,,,\n", i,
                                g_rand_boolean (random) ? "${q0} != ''" : "");
      append_question (csv, random, i, n_lists, modest);
      if (i > 0 && g_rand_int_range (random, 0, 8) == 0)
        append_matrix (csv, random, i, n_lists, modest);
    }
  g_string_append (csv, ",end_group,,,,,,,\nchoices\n,list_name,name,label\n");
  for (guint i = 0; i < n_lists; i++)
    append_list (csv, random, i, modest);
  g_string_append (csv, "settings\n,form_title,form_id,version,namespaces\n"
                        ",Random,random,1,\"mok=\"\"https://moksori.org/xlsform\"\"\"\n");
  bytes = g_bytes_new (csv->str, csv->len);
  form = mok_xlsform_read ("random.csv", bytes, diagnostics);
  for (guint i = 0; form == NULL && i < diagnostics->len; i++)
    {
      g_autofree char *text = mok_diagnostic_to_string (g_ptr_array_index (diagnostics, i));

      g_test_message ("%s", text);
    }
  g_assert_nonnull (form);
  return form;
}

static void
check_random_form (guint seed, gboolean modest)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autoptr (MokQuestionnaire) form = make_form (random, modest);
  g_autoptr (MokPaper) paper = mok_form_sheet_new (form, NULL, MOK_DISCLOSURE_STANDARD, seed % 2 == 0 ? "en" : "ko");
  g_autofree char *text = NULL;

  g_test_message ("seed %u: %u questions, %u pages", seed, mok_questionnaire_get_n_questions (form),
                  mok_paper_get_n_pages (paper));
  check_marks (paper);
  if (!modest)
    return;
  text = dup_text (paper);
  for (guint i = 0; i < mok_questionnaire_get_n_questions (form); i++)
    check_question (text, form, mok_questionnaire_get_question (form, i), "en");
}

static void
test_random_forms (void)
{
  const guint n_forms = g_getenv ("MOKSORI_SLOW") != NULL ? 600 : 15;

  for (guint i = 0; i < n_forms && !g_test_failed (); i++)
    check_random_form (i + 1, FALSE);
}

static void
test_no_question_of_random_forms_is_cut (void)
{
  const guint n_forms = g_getenv ("MOKSORI_SLOW") != NULL ? 600 : 15;
  g_autofree char *tool = g_find_program_in_path ("pdftotext");

  if (tool == NULL)
    {
      g_test_skip ("pdftotext is not here");
      return;
    }
  for (guint i = 0; i < n_forms && !g_test_failed (); i++)
    check_random_form (i + 1, TRUE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  /* The program's own words are Korean too. */
  g_autofree char *translations = g_test_build_filename (G_TEST_BUILT, "..", "po", NULL);

  g_setenv ("MOKSORI_LOCALEDIR", translations, TRUE);
  mok_language_init ();
  mok_init ();
  mok_language_set ("en");
  g_test_add_data_func ("/form-sheet/built-in-form/en", "en", test_built_in_form);
  g_test_add_data_func ("/form-sheet/built-in-form/ko", "ko", test_built_in_form);
  g_test_add_func ("/form-sheet/of-a-survey", test_sheet_of_a_survey);
  g_test_add_func ("/form-sheet/matrix", test_matrix);
  g_test_add_func ("/form-sheet/random-forms", test_random_forms);
  g_test_add_func ("/form-sheet/no-question-of-random-forms-is-cut", test_no_question_of_random_forms_is_cut);
  return g_test_run ();
}
