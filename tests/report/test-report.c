/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The report of a closed survey: its sections and options, what the file says of itself, and what happens when it
 * cannot be written. Figures are held by check-figures.
 */

#include "config.h"

#include <string.h>

#include "../cli/support.h"
#include "base/mok-init.h"
#include "base/mok-language.h"
#include "release/mok-closing.h"
#include "report/mok-report-chapter.h"
#include "report/mok-report-private.h"

typedef struct
{
  MokSurvey *survey;
  MokReportInput input;
} Closed;

static void
closed_set_up (Closed *self)
{
  g_autoptr (GError) error = NULL;

  cli_set_up ();
  cli_make_survey ("S.moksori", "care-workforce");
  cli_simulate ("S.moksori", 300, 5);
  cli_close_survey ("S.moksori");
  self->survey = mok_survey_open (cli_path ("S.moksori"), &error);
  g_assert_no_error (error);
  self->input.cube = mok_closing_load_cube (self->survey, &error);
  g_assert_no_error (error);
  self->input.manifest = mok_survey_get_manifest (self->survey);
  self->input.left = mok_closing_list_left (self->survey, &error);
  g_assert_no_error (error);
}

static void
closed_tear_down (Closed *self)
{
  mok_cube_unref (self->input.cube);
  g_ptr_array_unref (self->input.left);
  g_object_unref (self->survey);
  cli_tear_down ();
}

/* Sections without the charts of all questions: whatever is not about those is tested with these. */
static const char *const few_sections[] = { "summary", "method", "labour-law", NULL };

static MokReport *
make (const Closed *self, const MokReportOptions *options)
{
  g_autoptr (GError) error = NULL;
  MokReport *report = mok_report_new (&self->input, options, &error);

  g_assert_no_error (error);
  return report;
}

/* Every name in the data of chapters is a question of the form it is for, in the place where it belongs. */
static void
test_chapters_name_what_there_is (gconstpointer data)
{
  const Closed *self = data;
  MokQuestionnaire *form = mok_cube_get_questionnaire (self->input.cube);
  g_autoptr (GPtrArray) chapters = mok_report_chapters_load (form);

  g_assert_cmpuint (chapters->len, ==, 3);
  for (guint i = 0; i < chapters->len; i++)
    {
      const MokReportChapter *chapter = g_ptr_array_index (chapters, i);

      g_assert_cmpstr (mok_text_peek (chapter->text, "en"), !=, NULL);
      g_assert_cmpstr (mok_text_peek (chapter->text, "ko"), !=, NULL);
      for (guint k = 0; chapter->protections[k] != NULL; k++)
        {
          const MokQuestion *question = mok_questionnaire_find_question (form, chapter->protections[k]);

          g_assert_nonnull (question);
          g_assert_cmpint (question->role, ==, MOK_ROLE_PROTECTION);
        }
      for (guint k = 0; chapter->questions[k] != NULL; k++)
        g_assert_nonnull (mok_questionnaire_find_question (form, chapter->questions[k]));
    }
}

/* Blocks stand inside the margins, and a page does not depend on who paints it. */
static void
test_pages_hold_their_blocks (gconstpointer data)
{
  const Closed *self = data;
  static const char *const languages[] = { "en", "ko" };

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      const MokReportOptions options = { .language = languages[i] };
      g_autoptr (MokReport) report = make (self, &options);

      g_assert_cmpuint (mok_report_get_n_pages (report), >, 20);
      g_assert_cmpint (mok_report_get_page_of (report, "summary"), ==, 0);
      g_assert_cmpint (mok_report_get_page_of (report, "nothing"), ==, -1);
      for (guint k = 0; k < report->parts->len; k++)
        {
          const MokPagePart *part = &g_array_index (report->parts, MokPagePart, k);
          const MokReportBlock *block = g_ptr_array_index (report->blocks, part->item);

          g_assert_cmpfloat (part->y + part->height, <=, mok_report_get_page_end (report, part->page) + 0.01);
          if (block->chart != NULL)
            g_assert_cmpfloat (block->scale * mok_chart_get_width (block->chart), <=, MOK_REPORT_WIDTH + 0.01);
          for (guint n = 0; block->table != NULL && n < block->layouts->len; n++)
            {
              const guint column = n % block->table->n_columns;
              double width;

              mok_report_measure (g_ptr_array_index (block->layouts, n), &width, NULL);
              g_assert_cmpfloat (width, <=, block->columns[column + 1] - block->columns[column] + 0.01);
            }
        }
    }
  /* The program's own language is as before. */
  g_assert_cmpstr (mok_language_get (), ==, "en");
}

static void
test_only_wanted_sections (gconstpointer data)
{
  const Closed *self = data;
  static const char *const some[] = { "method", "labour-law", NULL };
  static const char *const unknown[] = { "summary", "weather", NULL };
  MokReportOptions options = { .language = "en", .sections = some };
  g_autoptr (MokReport) report = make (self, &options);
  g_autoptr (GPtrArray) sections = mok_report_list_sections (&self->input, "en");
  g_autoptr (GError) error = NULL;
  guint n = 0;

  for (guint i = 0; i < sections->len; i++)
    n += mok_report_get_page_of (report, ((const MokReportSection *) g_ptr_array_index (sections, i))->id) >= 0;
  g_assert_cmpuint (n, ==, 2);
  options.sections = unknown;
  g_assert_null (mok_report_new (&self->input, &options, &error));
  g_assert_error (error, MOK_REPORT_ERROR, MOK_REPORT_ERROR_SECTION);
  g_assert_nonnull (strstr (error->message, "weather"));
}

static guint
count_blocks (const MokReport *report, MokReportBlockKind kind, const char *text)
{
  guint n = 0;

  for (guint i = 0; i < report->blocks->len; i++)
    {
      const MokReportBlock *block = g_ptr_array_index (report->blocks, i);

      n += block->kind == kind && g_strcmp0 (block->text, text) == 0;
    }
  return n;
}

static guint
count_notes (const MokReport *report)
{
  guint n = 0;

  for (guint i = 0; i < report->blocks->len; i++)
    n += ((const MokReportBlock *) g_ptr_array_index (report->blocks, i))->kind == MOK_REPORT_BLOCK_NOTE;
  return n;
}

/* What is left out of the results is told whatever sections are wanted; here backgrounds are in total only. */
static void
test_what_is_left_out (gconstpointer data)
{
  const Closed *self = data;
  static const char *const only[] = { "left-out", NULL };
  const MokReportOptions options = { .language = "en", .sections = only };
  g_autoptr (MokReport) report = make (self, &options);

  g_assert_cmpuint (count_notes (report), >, 0);
  g_assert_cmpuint (count_blocks (report, MOK_REPORT_BLOCK_PARAGRAPH, "Nothing of what was asked is left out here."),
                    ==, 0);
}

static void
test_own_words (gconstpointer data)
{
  const Closed *self = data;
  g_autoptr (GPtrArray) texts = mok_report_texts_parse (
      "We thank everybody\nwho answered.\n\n[summary]\r\nFirst.\n\nSecond.\n[ahead]\n\n[labour-law]\nThird.");
  const MokReportOptions options = { .language = "en", .sections = few_sections, .texts = texts };
  g_autoptr (MokReport) report = make (self, &options);

  g_assert_cmpuint (texts->len, ==, 3);
  g_assert_cmpuint (count_blocks (report, MOK_REPORT_BLOCK_OWN_TEXT, "We thank everybody who answered."), ==, 1);
  g_assert_cmpuint (count_blocks (report, MOK_REPORT_BLOCK_OWN_TEXT, "First."), ==, 1);
  g_assert_cmpuint (count_blocks (report, MOK_REPORT_BLOCK_OWN_TEXT, "Second."), ==, 1);
  g_assert_cmpuint (count_blocks (report, MOK_REPORT_BLOCK_OWN_TEXT, "Third."), ==, 1);
}

static void
assert_has_notes (const MokReport *report, GPtrArray *notes)
{
  for (guint i = 0; i < notes->len; i++)
    {
      const MokNote *note = g_ptr_array_index (notes, i);
      g_autofree char *text = g_strconcat (note->title, "\n", note->text, NULL);

      g_assert_cmpuint (count_blocks (report, MOK_REPORT_BLOCK_NOTE, text), ==, 1);
    }
}

static void
test_comments_and_certificate (gconstpointer data)
{
  const Closed *self = data;
  static const char *const sections[] = { "method", "comments", NULL };
  const MokReportOptions options = { .language = "en", .sections = sections };
  MokReportInput input = self->input;
  g_autoptr (GPtrArray) notes = mok_closing_list_certificate (self->input.cube);
  g_autoptr (MokReport) report = NULL;
  g_autoptr (GError) error = NULL;

  input.comments = "Most wrote about breaks.";
  report = mok_report_new (&input, &options, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_blocks (report, MOK_REPORT_BLOCK_OWN_TEXT, "Most wrote about breaks."), ==, 1);
  g_assert_cmpuint (notes->len, >=, 8);
  assert_has_notes (report, notes);
  assert_has_notes (report, self->input.left);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
assert_not_saved (const MokReport *report, const char *path, GCancellable *cancellable, GQuark domain, int code)
{
  const guint n = count_files (cli_path ("."));
  g_autoptr (GError) error = NULL;

  g_assert_false (mok_report_save (report, path, NULL, NULL, cancellable, &error));
  g_assert_error (error, domain, code);
  g_assert_cmpuint (count_files (cli_path (".")), ==, n);
}

static void
stop_cb (double fraction, gpointer data)
{
  if (fraction > 0.3)
    g_cancellable_cancel (data);
}

static void
test_what_cannot_be_written_leaves_nothing (gconstpointer data)
{
  const Closed *self = data;
  const MokReportOptions options = { .language = "en", .sections = few_sections };
  g_autoptr (MokReport) report = make (self, &options);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) before = NULL, after = NULL;
  const guint n = count_files (cli_path ("."));

  assert_not_saved (report, "/dev/full", NULL, MOK_REPORT_ERROR, MOK_REPORT_ERROR_WRITE);
  g_assert_false (g_file_test ("/dev/full", G_FILE_TEST_IS_REGULAR));
  assert_not_saved (report, cli_path ("nowhere/report.pdf"), NULL, MOK_REPORT_ERROR, MOK_REPORT_ERROR_WRITE);
  assert_not_saved (report, cli_path ("."), NULL, MOK_REPORT_ERROR, MOK_REPORT_ERROR_WRITE);

  cli_write ("report.pdf", "what was there");
  before = cli_read ("report.pdf");
  g_assert_false (mok_report_save (report, cli_path ("report.pdf"), stop_cb, cancellable, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  after = cli_read ("report.pdf");
  g_assert_true (g_bytes_equal (before, after));
  g_assert_cmpuint (count_files (cli_path (".")), ==, n + 1);
}

static void
test_a_full_disk_leaves_nothing (gconstpointer data)
{
  const guint n = count_files (cli_path ("."));
  g_autoptr (CliRun) run =
      cli_run_in (CLI_SMALL_FILES, 10000, "report", cli_path ("S.moksori"), "-o", cli_path ("report.pdf"), NULL);

  cli_assert_refused (run, 1, "report.pdf");
  g_assert_cmpuint (count_files (cli_path (".")), ==, n);
}

static void
test_logo (gconstpointer data)
{
  const Closed *self = data;
  cairo_surface_t *picture = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 400, 80);
  MokReportOptions options = { .language = "en", .sections = few_sections };
  g_autoptr (MokReport) report = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (cairo_surface_write_to_png (picture, cli_path ("logo.png")), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (picture);
  options.logo = cli_path ("logo.png");
  report = make (self, &options);
  g_assert_cmpuint (count_blocks (report, MOK_REPORT_BLOCK_LOGO, NULL), ==, 1);

  cli_write ("bad.png", "this is no picture");
  options.logo = cli_path ("bad.png");
  g_assert_null (mok_report_new (&self->input, &options, &error));
  g_assert_error (error, MOK_REPORT_ERROR, MOK_REPORT_ERROR_LOGO);
  g_clear_error (&error);
  options.logo = cli_path ("none.png");
  g_assert_null (mok_report_new (&self->input, &options, &error));
  g_assert_error (error, MOK_REPORT_ERROR, MOK_REPORT_ERROR_LOGO);
}

/* Each page leaves ink, inside the margins. */
static void
test_paints_on_a_picture (gconstpointer data)
{
  const Closed *self = data;
  const MokReportOptions options = { .language = "ko" };
  g_autoptr (MokReport) report = make (self, &options);
  const int margin = (int) MOK_REPORT_MARGIN - 2;

  for (guint page = 0; page < mok_report_get_n_pages (report); page += 11)
    {
      cairo_surface_t *surface =
          cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) MOK_REPORT_PAGE_WIDTH, (int) MOK_REPORT_PAGE_HEIGHT);
      cairo_t *cr = cairo_create (surface);
      guint n_inside = 0, n_outside = 0;

      mok_report_paint_page (report, cr, page);
      cairo_destroy (cr);
      cairo_surface_flush (surface);

      const guint8 *pixels = cairo_image_surface_get_data (surface);
      const int stride = cairo_image_surface_get_stride (surface);

      for (int y = 10; y < (int) MOK_REPORT_PAGE_HEIGHT; y++)
        {
          for (int x = 0; x < (int) MOK_REPORT_PAGE_WIDTH; x++)
            {
              const gboolean ink = pixels[y * stride + 4 * x + 3] != 0;
              const gboolean inside = x >= margin && x < (int) MOK_REPORT_PAGE_WIDTH - margin;

              n_inside += ink && inside;
              n_outside += ink && !inside;
            }
        }
      cairo_surface_destroy (surface);
      g_assert_cmpuint (n_inside, >, 300);
      g_assert_cmpuint (n_outside, ==, 0);
    }
}

/* Questions outside of all modules have a section, and a module may have a name that is ours too. */
static void
test_questions_without_a_module (gconstpointer data)
{
  static const char form[] =
      "survey\n,type,name,label,bind::mok:role\n"
      ",select_one answer,alone,A loose question,\n"
      ",begin_group,summary,A module,\n,select_one answer,inside,Another question,\n,end_group,,,\n"
      "choices\n,list_name,name,label\n,answer,1,Yes\n,answer,2,No\n"
      "settings\n,form_title,form_id,version,namespaces\n"
      ",Loose,loose,1,\"mok=\"\"https://moksori.org/xlsform\"\"\"\n";
  const MokReportOptions options = { .language = "en" };
  MokReportInput input = { NULL };
  g_autoptr (MokSurvey) survey = NULL;
  g_autoptr (MokCube) cube = NULL;
  g_autoptr (MokReport) report = NULL;
  g_autoptr (CliRun) closed = NULL;
  g_autoptr (GError) error = NULL;

  cli_write ("loose.csv", form);
  cli_make_survey ("loose.moksori", cli_path ("loose.csv"));
  cli_simulate ("loose.moksori", 60, 1);
  closed = cli_run (NULL, "close", cli_path ("loose.moksori"), "--passphrase-file", cli_path ("pass"), NULL);
  cli_assert_done (closed);
  survey = mok_survey_open (cli_path ("loose.moksori"), &error);
  g_assert_no_error (error);
  cube = mok_closing_load_cube (survey, &error);
  g_assert_no_error (error);
  input.cube = cube;
  input.manifest = mok_survey_get_manifest (survey);
  report = mok_report_new (&input, &options, &error);
  g_assert_no_error (error);
  g_assert_cmpint (mok_report_get_page_of (report, "other"), >=, 0);
  g_assert_cmpint (mok_report_get_page_of (report, "module-summary"), >=, 0);
  g_assert_cmpint (mok_report_get_page_of (report, "labour-law"), ==, -1);
  g_assert_cmpuint (count_blocks (report, MOK_REPORT_BLOCK_CHART, NULL), ==, 2);
}

static const MokReportBlock *
find_block (const MokReport *report, MokReportBlockKind kind, const char *title, guint from, guint *at)
{
  *at = 0;
  for (guint i = from; i < report->blocks->len; i++)
    {
      const MokReportBlock *block = g_ptr_array_index (report->blocks, i);

      if (block->kind != kind || (title != NULL && g_strcmp0 (block->title, title) != 0))
        continue;
      *at = i;
      return block;
    }
  return NULL;
}

/* Chosen figures stand behind the protections, each with its table and the words on it. */
static void
test_chosen_figures (gconstpointer data)
{
  const Closed *self = data;
  const MokPin answers = { .question = (char *) "al", .by = (char *) "size5", .chart = (char *) "heat" };
  const MokPin unheard_of = { .question = (char *) "al", .by = (char *) "size5", .chart = (char *) "pie" };
  const MokPin details = { .question = (char *) "outcome:al", .details = TRUE };
  const MokPin headline = { .question = (char *) "protections" };
  const MokPin unflagged = {
    .question = (char *) "outcome:al",
    .filter = (char *) MOK_PIN_UNFLAGGED,
    .filter_code = (char *) MOK_PIN_UNFLAGGED_CODE,
  };
  const MokReportOptions options = { .language = "en" };
  MokReportInput input = self->input;
  g_autoptr (GPtrArray) pins = g_ptr_array_new ();
  g_autoptr (GHashTable) notes = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (MokReport) report = NULL;
  g_autoptr (GError) error = NULL;
  const MokReportBlock *block;
  guint section, chart, second, table, note;

  g_ptr_array_add (pins, (gpointer) &answers);
  g_ptr_array_add (pins, (gpointer) &headline);
  g_ptr_array_add (pins, (gpointer) &details);
  g_ptr_array_add (pins, (gpointer) &unflagged);
  g_ptr_array_add (pins, (gpointer) &unheard_of);
  g_hash_table_insert (notes, (gpointer) "al", (gpointer) "Most go without.\n\nAsk why.");
  g_hash_table_insert (notes, (gpointer) "outcome:al", (gpointer) "By law.");
  g_hash_table_insert (notes, (gpointer) "protections", (gpointer) "Look here first.");
  input.pins = pins;
  input.notes = notes;
  report = mok_report_new (&input, &options, &error);
  g_assert_no_error (error);

  g_assert_cmpint (mok_report_get_page_of (report, "pinned"), >, mok_report_get_page_of (report, "protections"));
  g_assert_cmpint (mok_report_get_page_of (report, "pinned"), <, mok_report_get_page_of (report, "labour-law"));
  g_assert_nonnull (find_block (report, MOK_REPORT_BLOCK_SECTION, "Chosen figures", 0, &section));
  block = find_block (report, MOK_REPORT_BLOCK_CHART, "Paid annual leave · Fewer than five, or five and more", section,
                      &chart);
  g_assert_nonnull (block);
  g_assert_cmpint (mok_chart_get_kind (block->chart), ==, MOK_CHART_HEAT);
  g_assert_nonnull (find_block (report, MOK_REPORT_BLOCK_TABLE, NULL, chart, &table));
  block = find_block (report, MOK_REPORT_BLOCK_OWN_TEXT, NULL, table, &note);
  g_assert_cmpstr (block->text, ==, "Most go without.");
  g_assert_cmpuint (note, >, table);
  g_assert_nonnull (find_block (report, MOK_REPORT_BLOCK_HEADING, "Protections by workplace size", section, &second));
  g_assert_cmpuint (second, >, note);
  g_assert_true (((const MokReportBlock *) g_ptr_array_index (report->blocks, second))->new_page);
  g_assert_nonnull (find_block (report, MOK_REPORT_BLOCK_CHART, "Paid annual leave", second, &chart));
  g_assert_nonnull (
      find_block (report, MOK_REPORT_BLOCK_CHART, "Paid annual leave · Without doubtful cases", second, &chart));

  /* A type of chart that there is not: the one that suits. */
  block = find_block (report, MOK_REPORT_BLOCK_CHART, "Paid annual leave · Fewer than five, or five and more", second,
                      &chart);
  g_assert_nonnull (block);
  g_assert_cmpint (mok_chart_get_kind (block->chart), !=, MOK_CHART_HEAT);

  /* Among the chosen ones, and below the chart of the question in its module. */
  g_assert_cmpuint (count_blocks (report, MOK_REPORT_BLOCK_OWN_TEXT, "Most go without."), ==, 3);
  g_assert_cmpuint (count_blocks (report, MOK_REPORT_BLOCK_OWN_TEXT, "Ask why."), ==, 3);
  g_assert_cmpuint (count_blocks (report, MOK_REPORT_BLOCK_OWN_TEXT, "By law."), ==, 2);
  g_assert_cmpuint (count_blocks (report, MOK_REPORT_BLOCK_OWN_TEXT, "Paid annual leave: By law."), >=, 1);
  g_assert_cmpuint (count_blocks (report, MOK_REPORT_BLOCK_OWN_TEXT, "Look here first."), ==, 2);
}

/* No other figure takes the place of one that is not offered. */
static void
test_chosen_figures_that_are_not_offered (gconstpointer data)
{
  const Closed *self = data;
  const MokPin weighted = { .question = (char *) "al", .weighted = TRUE };
  const MokPin unknown = { .question = (char *) "weather", .by = (char *) "size5" };
  const MokReportOptions options = { .language = "en" };
  MokReportInput input = self->input;
  g_autoptr (GPtrArray) pins = g_ptr_array_new ();
  g_autoptr (MokReport) report = NULL;
  g_autoptr (GError) error = NULL;
  guint section, at;

  g_ptr_array_add (pins, (gpointer) &weighted);
  g_ptr_array_add (pins, (gpointer) &unknown);
  input.pins = pins;
  report = mok_report_new (&input, &options, &error);
  g_assert_no_error (error);
  g_assert_cmpint (mok_report_get_page_of (report, "pinned"), ==, -1);
  g_assert_nonnull (find_block (report, MOK_REPORT_BLOCK_SECTION, "What is left out, and why", 0, &section));
  g_assert_cmpuint (
      count_blocks (report, MOK_REPORT_BLOCK_NOTE,
                    "These results have no weights: the survey was closed without margins.\nPaid annual leave"),
      ==, 1);
  g_assert_nonnull (find_block (report, MOK_REPORT_BLOCK_NOTE, "This survey has nothing of that name.", section, &at));
}

static void
save_figures (MokSurvey *survey, const MokPin *pin)
{
  g_autoptr (MokSurveyFigures) figures = mok_survey_figures_new ();
  g_autoptr (GError) error = NULL;

  if (pin != NULL)
    g_ptr_array_add (figures->pins, mok_pin_copy (pin));
  g_assert_true (mok_survey_save_figures (survey, figures, &error));
  g_assert_no_error (error);
}

/* The section is there for a survey file that has chosen figures, and for no other. */
static void
test_command_reads_chosen_figures (gconstpointer data)
{
  const Closed *self = data;
  const MokPin pin = { .question = (char *) "al" };
  g_autoptr (CliRun) without =
      cli_run (NULL, "report", cli_path ("S.moksori"), "--sections", "pinned", "-o", cli_path ("pinned.pdf"), NULL);
  g_autoptr (CliRun) with = NULL;

  cli_assert_refused (without, 1, "pinned");
  save_figures (self->survey, &pin);
  with = cli_run (NULL, "report", cli_path ("S.moksori"), "--sections", "pinned", "-o", cli_path ("pinned.pdf"), NULL);
  save_figures (self->survey, NULL);
  cli_assert_done (with);
  g_assert_true (g_file_test (cli_path ("pinned.pdf"), G_FILE_TEST_IS_REGULAR));
}

static void
test_wrong_command_lines (gconstpointer data)
{
  g_autoptr (CliRun) no_name = cli_run (NULL, "report", cli_path ("S.moksori"), NULL);
  g_autoptr (CliRun) picture = cli_run (NULL, "report", cli_path ("S.moksori"), "-o", cli_path ("report.png"), NULL);
  g_autoptr (CliRun) section =
      cli_run (NULL, "report", cli_path ("S.moksori"), "--sections", "weather", "-o", cli_path ("none.pdf"), NULL);
  g_autoptr (CliRun) text = cli_run (NULL, "report", cli_path ("S.moksori"), "--text", cli_path ("none.txt"), "-o",
                                     cli_path ("none.pdf"), NULL);
  g_autoptr (CliRun) open = NULL;

  cli_assert_refused (no_name, 2, ".pdf");
  cli_assert_refused (picture, 2, ".pdf");
  cli_assert_refused (section, 1, "weather");
  cli_assert_refused (text, 1, "none.txt");
  cli_make_survey ("open.moksori", "care-workforce");
  open = cli_run (NULL, "report", cli_path ("open.moksori"), "-o", cli_path ("none.pdf"), NULL);
  cli_assert_refused (open, 1, "open.moksori");
  g_assert_false (g_file_test (cli_path ("none.pdf"), G_FILE_TEST_EXISTS));
}

#define ADD(name, func) g_test_add_data_func ("/report/" name, &closed, func)

int
main (int argc, char *argv[])
{
  Closed closed = { NULL };
  int status;

  g_test_init (&argc, &argv, NULL);
  mok_init ();
  /* A report only reads, so one survey does for all: making one takes as long as its passphrase is hard to guess. */
  closed_set_up (&closed);

  ADD ("chapters-name-what-there-is", test_chapters_name_what_there_is);
  ADD ("pages-hold-their-blocks", test_pages_hold_their_blocks);
  ADD ("only-wanted-sections", test_only_wanted_sections);
  ADD ("what-is-left-out", test_what_is_left_out);
  ADD ("own-words", test_own_words);
  ADD ("comments-and-certificate", test_comments_and_certificate);
  ADD ("what-cannot-be-written-leaves-nothing", test_what_cannot_be_written_leaves_nothing);
  ADD ("a-full-disk-leaves-nothing", test_a_full_disk_leaves_nothing);
  ADD ("logo", test_logo);
  ADD ("paints-on-a-picture", test_paints_on_a_picture);
  ADD ("questions-without-a-module", test_questions_without_a_module);
  ADD ("chosen-figures", test_chosen_figures);
  ADD ("chosen-figures-that-are-not-offered", test_chosen_figures_that_are_not_offered);
  ADD ("command-reads-chosen-figures", test_command_reads_chosen_figures);
  ADD ("wrong-command-lines", test_wrong_command_lines);

  status = g_test_run ();
  closed_tear_down (&closed);
  return status;
}
