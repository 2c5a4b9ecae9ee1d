/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* exchange/: importing real data. The file of OSMI's survey of 2014 is looked for beside the project, or in the folder
 * that MOKSORI_SHARED_DIR names; small files made here stand for what it does not have.
 */

#include "config.h"

#include <string.h>

#include "../store/support.h"
#include "analysis/mok-independence.h"
#include "analysis/mok-ordinal.h"
#include "base/mok-csv.h"
#include "exchange/mok-import.h"
#include "questionnaire/mok-xlsform.h"
#include "release/mok-closing.h"

typedef struct
{
  MokSurvey *survey;
  char *path;
  char *folder;
  GPtrArray *diagnostics; /* (element-type MokDiagnostic) */
} Fixture;

static GFile *
get_fixture (const char *name)
{
  return g_file_new_build_filename (g_getenv ("MOKSORI_SOURCE_DIR"), "tests", "fixtures", "osmi", name, NULL);
}

/* %NULL, and the test is skipped, where the data is not there. */
static GFile *
get_data (void)
{
  const char *shared = g_getenv ("MOKSORI_SHARED_DIR");
  g_autoptr (GFile) data = shared != NULL ? g_file_new_build_filename (shared, "data", "osmi-2014.csv", NULL)
                                          : g_file_new_build_filename (g_getenv ("MOKSORI_SOURCE_DIR"), "..", "shared",
                                                                       "data", "osmi-2014.csv", NULL);

  if (g_file_query_exists (data, NULL))
    return g_steal_pointer (&data);
  g_test_skip ("osmi-2014.csv is not here; set MOKSORI_SHARED_DIR to the folder that has data/osmi-2014.csv");
  return NULL;
}

static Fixture *
fixture_new (GFile *form_file, MokDisclosure disclosure)
{
  static const char *const passphrases[] = { "six words that nobody guesses" };
  const MokSurveyOptions options = { .disclosure = disclosure, .passphrases = passphrases, .n_passphrases = 1 };
  Fixture *self = g_new0 (Fixture, 1);
  g_autoptr (GError) error = NULL;

  self->diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);

  g_autoptr (MokQuestionnaire) form = mok_xlsform_read_file (form_file, self->diagnostics, &error);

  g_assert_no_error (error);
  g_assert_nonnull (form);
  g_ptr_array_set_size (self->diagnostics, 0);
  self->folder = support_make_folder ();
  self->path = g_build_filename (self->folder, "survey.moksori", NULL);
  self->survey = mok_survey_create (self->path, form, &options, &error);
  g_assert_no_error (error);
  return self;
}

static void
fixture_free (Fixture *self)
{
  g_object_unref (self->survey);
  g_ptr_array_unref (self->diagnostics);
  support_remove_folder (self->folder);
  g_free (self->path);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)

static guint
count_responses (const Fixture *self)
{
  MokSurveyStatus status;
  g_autoptr (GError) error = NULL;

  mok_survey_get_status (self->survey, &status, &error);
  g_assert_no_error (error);
  return status.responses;
}

static const char *
message_of (const Fixture *self, guint index)
{
  g_assert_cmpuint (index, <, self->diagnostics->len);
  return ((MokDiagnostic *) g_ptr_array_index (self->diagnostics, index))->message;
}

/* Impossible ages of the file: every other value has its line in the mapping. */
static const struct
{
  guint row;
  const char *age;
} bad_ages[] = {
  { 145, "-29" }, { 366, "329" }, { 392, "99999999999" }, { 717, "-1726" },
  { 736, "5" },   { 991, "8" },   { 1092, "11" },         { 1129, "-1" },
};

static void
test_values_that_do_not_fit_are_named (void)
{
  g_autoptr (GFile) form = get_fixture ("form.csv"), map = get_fixture ("map.csv"), data = get_data ();
  g_autoptr (GError) error = NULL;

  if (data == NULL)
    return;

  g_autoptr (Fixture) fixture = fixture_new (form, MOK_DISCLOSURE_OPEN);
  g_autoptr (GByteArray) before = support_read (fixture->path);

  g_assert_false (mok_import_csv (fixture->survey, data, map, FALSE, NULL, fixture->diagnostics, NULL, &error));
  g_assert_error (error, MOK_IMPORT_ERROR, MOK_IMPORT_ERROR_DATA);
  g_assert_cmpuint (fixture->diagnostics->len, ==, G_N_ELEMENTS (bad_ages));
  for (guint i = 0; i < G_N_ELEMENTS (bad_ages); i++)
    {
      const MokDiagnostic *diagnostic = g_ptr_array_index (fixture->diagnostics, i);
      g_autofree char *wanted = g_strdup_printf ("Row %u, column “Age”: “%s” cannot be an answer to “age”.",
                                                 bad_ages[i].row, bad_ages[i].age);

      g_assert_cmpstr (diagnostic->message, ==, wanted);
      g_assert_cmpstr (diagnostic->file, ==, "osmi-2014.csv");
      g_assert_cmpint (diagnostic->severity, ==, MOK_SEVERITY_ERROR);
      /* Comments have line breaks: a row of the table is further down in the file. */
      g_assert_cmpuint (diagnostic->line, >=, bad_ages[i].row);
    }

  g_autoptr (GByteArray) after = support_read (fixture->path);

  g_assert_cmpuint (count_responses (fixture), ==, 0);
  g_assert_cmpmem (after->data, after->len, before->data, before->len);
}

/* The counts that the README of the data gives. */
static const struct
{
  const char *question, *label;
  gint64 count;
} known[] = {
  { "leave", "Somewhat easy", 266 },
  { "leave", "Very easy", 206 },
  { "leave", "Somewhat difficult", 126 },
  { "leave", "Very difficult", 98 },
  { "no_employees", "6 to 25", 290 },
  { "no_employees", "26 to 100", 289 },
  { "no_employees", "More than 1000", 282 },
  { "no_employees", "100 to 500", 176 },
  { "no_employees", "1 to 5", 162 },
  { "no_employees", "500 to 1000", 60 },
  { "anonymity", "Yes", 375 },
  { "anonymity", "No", 65 },
  { "benefits", "Yes", 477 },
  { "benefits", "No", 374 },
};

static const struct
{
  const char *question;
  double not_sure;
} known_not_sure[] = { { "leave", 563 }, { "anonymity", 819 }, { "benefits", 408 }, { "no_employees", 0 } };

static gint64
count_of (const MokTable *table, guint row, const char *label)
{
  for (guint c = 0; c < table->columns->len; c++)
    {
      if (strcmp (mok_text_get (mok_table_get_column (table, c)->label, "en"), label) == 0)
        return mok_table_get_row (table, row)->cells[c].count;
    }
  return -1;
}

static MokTable *
get_table (const MokCube *cube, const char *question, const char *by)
{
  g_autoptr (GError) error = NULL;
  MokTable *table = mok_cube_get_table (cube, question, by, NULL, NULL, &error);

  g_assert_no_error (error);
  return table;
}

static void
check_known_counts (const MokCube *cube)
{
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_autoptr (MokTable) table = get_table (cube, known[i].question, NULL);

      g_assert_cmpint (count_of (table, 0, known[i].label), ==, known[i].count);
    }
  for (guint i = 0; i < G_N_ELEMENTS (known_not_sure); i++)
    {
      g_autoptr (MokTable) table = get_table (cube, known_not_sure[i].question, NULL);
      const MokTableRow *row = mok_table_get_row (table, 0);

      g_assert_cmpfloat (row->missing[MOK_MISSING_NOT_SURE], ==, known_not_sure[i].not_sure);
      g_assert_cmpfloat (mok_table_row_get_asked (row), ==, 1259);
    }
}

/* Whether any bytes of the file read like a timestamp of the data, e.g. "27-08-2014". */
static void
check_no_timestamps (const char *path)
{
  g_autoptr (GByteArray) bytes = support_read (path);

  for (guint i = 6; i + 4 <= bytes->len; i++)
    {
      const guint8 *at = bytes->data + i;

      if (memcmp (at, "2014", 4) != 0 && memcmp (at, "2015", 4) != 0 && memcmp (at, "2016", 4) != 0)
        continue;
      g_assert_false (at[-1] == '-' && g_ascii_isdigit (at[-2]) && g_ascii_isdigit (at[-3]) && at[-4] == '-');
    }
}

static void
test_all_rows_arrive_with_the_known_counts (void)
{
  g_autoptr (GFile) form = get_fixture ("form.csv"), map = get_fixture ("map.csv"), data = get_data ();
  g_autoptr (GError) error = NULL;
  MokImportResult result;

  if (data == NULL)
    return;

  g_autoptr (Fixture) fixture = fixture_new (form, MOK_DISCLOSURE_OPEN);

  mok_import_csv (fixture->survey, data, map, TRUE, &result, fixture->diagnostics, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result.rows, ==, 1259);
  g_assert_cmpuint (result.bad_values, ==, G_N_ELEMENTS (bad_ages));
  g_assert_cmpuint (mok_diagnostics_count (fixture->diagnostics, MOK_SEVERITY_WARNING), ==, G_N_ELEMENTS (bad_ages));
  g_assert_cmpuint (count_responses (fixture), ==, 1259);

  g_assert_false (mok_import_csv (fixture->survey, data, map, TRUE, NULL, fixture->diagnostics, NULL, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_ALREADY_THERE);
  g_clear_error (&error);
  g_assert_cmpuint (count_responses (fixture), ==, 1259);
  check_no_timestamps (fixture->path);

  g_autoptr (MokCube) cube = mok_closing_run (fixture->survey, NULL, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (mok_cube_get_n_respondents (cube), ==, 1259);
  check_known_counts (cube);
  check_no_timestamps (fixture->path);

  g_autoptr (MokTable) ages = get_table (cube, "age", NULL);

  g_assert_cmpfloat (mok_table_get_row (ages, 0)->missing[MOK_MISSING_BLANK], ==, G_N_ELEMENTS (bad_ages));
}

/* How the leave question crosses with the size of the employer, counted from the file with another program. */
static void
test_the_cross_table_adds_up (void)
{
  g_autoptr (GFile) form = get_fixture ("form.csv"), map = get_fixture ("map.csv"), data = get_data ();
  g_autoptr (GError) error = NULL;

  if (data == NULL)
    return;

  g_autoptr (Fixture) fixture = fixture_new (form, MOK_DISCLOSURE_OPEN);

  mok_import_csv (fixture->survey, data, map, TRUE, NULL, fixture->diagnostics, NULL, &error);
  g_assert_no_error (error);

  g_autoptr (MokCube) cube = mok_closing_run (fixture->survey, NULL, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);

  g_autoptr (MokTable) table = get_table (cube, "leave", "no_employees");

  g_assert_cmpuint (table->rows->len, ==, 7);
  g_assert_cmpint (table->scale, ==, MOK_SCALE_LIKERT);
  static const gint64 wanted[6][4] = {
    { 28, 24, 27, 40 }, { 20, 26, 75, 58 }, { 14, 33, 65, 42 }, { 14, 16, 33, 27 }, { 2, 4, 11, 9 }, { 20, 23, 55, 30 },
  };
  static const double not_sure[6] = { 43, 111, 135, 86, 34, 154 };

  for (guint r = 0; r < 6; r++)
    {
      const MokTableRow *row = mok_table_get_row (table, r + 1);

      for (guint c = 0; c < 4; c++)
        g_assert_cmpint (row->cells[c].count, ==, wanted[r][c]);
      g_assert_cmpfloat (row->missing[MOK_MISSING_NOT_SURE], ==, not_sure[r]);
    }

  /* The values of R: tests/fixtures/statistics. */
  MokIndependence found;
  MokOrdinal ages;

  g_assert_true (mok_table_test_independence (table, &found));
  g_assert_cmpfloat_with_epsilon (found.statistic, 28.0356593727, 1e-9);
  g_assert_cmpfloat_with_epsilon (found.p, 0.021346883543, 1e-9);

  g_autoptr (MokTable) age = get_table (cube, "age", NULL);

  g_assert_true (mok_table_get_ordinal (age, 0, &ages));
  g_assert_cmpfloat_with_epsilon (ages.median, 31.0778097983, 1e-9);

  /* Some left it blank: they are no group. */
  g_autoptr (MokTable) self_employed = get_table (cube, "leave", "self_employed");
  const MokTableRow *last = mok_table_get_row (self_employed, self_employed->rows->len - 1);

  g_assert_cmpstr (last->code, ==, "blank");
  g_assert_true (last->unknown);
  g_assert_true (mok_table_test_independence (self_employed, &found));
  g_assert_cmpuint (found.n_groups, ==, 2);
}

/* A form and files of its own for what real data does not show. */
static const char form_text[] = "survey\n"
                                ",type,name,label::English (en)\n"
                                ",select_one yn,tea,Tea?\n"
                                ",select_multiple drinks,drinks,Which drinks?\n"
                                ",integer,cups,How many cups?\n"
                                ",select_one yn,later,Asked by nobody?\n"
                                "choices\n"
                                ",list_name,name,label::English (en),mok_kind\n"
                                ",yn,1,Yes,\n"
                                ",yn,2,No,\n"
                                ",drinks,a,Tea,\n"
                                ",drinks,b,Coffee,\n"
                                ",drinks,none,None,exclusive\n"
                                "settings\n"
                                ",form_title,form_id,version,default_language,namespaces\n"
                                ",Drinks,drinks,1,English (en),\"mok=\"\"https://moksori.org/xlsform\"\"\"\n";

static const char map_text[] = "column,variable,value,code\n"
                               "T,tea,yes,1\n"
                               "T,tea,no,2\n"
                               "T,tea,,\n"
                               "A,drinks,x,a\n"
                               "A,drinks,,\n"
                               "B,drinks,x,b\n"
                               "B,drinks,,\n"
                               "N,drinks,x,none\n"
                               "N,drinks,,\n"
                               "C,cups,*,=\n"
                               "When,-,,\n";

static GFile *
write_file (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  support_write (path, (const guint8 *) text, strlen (text));
  return g_file_new_for_path (path);
}

static Fixture *
small_fixture_new (MokDisclosure disclosure)
{
  g_autoptr (SupportFolder) folder = support_make_folder ();
  g_autoptr (GFile) form = write_file (folder, "form.csv", form_text);

  return fixture_new (form, disclosure);
}

static gboolean
import_text (Fixture *self, const char *data_text, gboolean skip_bad, MokImportResult *result, GError **error)
{
  g_autoptr (GFile) map = write_file (self->folder, "map.csv", map_text);
  g_autoptr (GFile) data = write_file (self->folder, "data.csv", data_text);

  g_ptr_array_set_size (self->diagnostics, 0);
  return mok_import_csv (self->survey, data, map, skip_bad, result, self->diagnostics, NULL, error);
}

static void
test_several_columns_make_one_answer (void)
{
  g_autoptr (Fixture) fixture = small_fixture_new (MOK_DISCLOSURE_OPEN);
  g_autoptr (GError) error = NULL;
  MokImportResult result;

  import_text (fixture,
               "When,T,A,B,N,C\n"
               "2014-01-01,yes,x,x,,3\n"
               "2014-01-01,no,,x,,\n"
               "2014-01-01,,,,,0\n"
               "\n"
               "2014-01-01,yes,,,x,11\n",
               FALSE, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result.rows, ==, 4);
  g_assert_cmpuint (result.bad_values, ==, 0);

  g_autoptr (MokCube) cube = mok_closing_run (fixture->survey, NULL, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);

  g_autoptr (MokTable) drinks = get_table (cube, "drinks", NULL);
  g_autoptr (MokTable) tea = get_table (cube, "tea", NULL);
  g_autoptr (MokTable) later = get_table (cube, "later", NULL);
  const MokTableRow *row = mok_table_get_row (drinks, 0);

  g_assert_cmpint (count_of (drinks, 0, "Tea"), ==, 1);
  g_assert_cmpint (count_of (drinks, 0, "Coffee"), ==, 2);
  g_assert_cmpint (count_of (drinks, 0, "None"), ==, 1);
  g_assert_cmpfloat (row->base, ==, 3);
  g_assert_cmpfloat (row->missing[MOK_MISSING_BLANK], ==, 1);
  g_assert_cmpint (count_of (tea, 0, "Yes"), ==, 2);
  g_assert_cmpfloat (mok_table_get_row (tea, 0)->missing[MOK_MISSING_BLANK], ==, 1);
  g_assert_cmpfloat (mok_table_get_row (later, 0)->missing[MOK_MISSING_NOT_ASKED], ==, 4);
}

static void
test_bad_values_are_left_blank_on_request (void)
{
  static const char text[] = "When,T,A,B,N,C\n"
                             ",maybe,x,,,3\n"
                             ",yes,x,,x,three\n"
                             ",no,y,x,,99999999999\n";
  g_autoptr (Fixture) fixture = small_fixture_new (MOK_DISCLOSURE_OPEN);
  g_autoptr (GError) error = NULL;
  MokImportResult result;

  g_assert_false (import_text (fixture, text, FALSE, &result, &error));
  g_assert_error (error, MOK_IMPORT_ERROR, MOK_IMPORT_ERROR_DATA);
  g_clear_error (&error);
  g_assert_cmpuint (fixture->diagnostics->len, ==, 5);
  g_assert_cmpstr (message_of (fixture, 0), ==, "Row 2, column “T”: the mapping says nothing of the value “maybe”.");
  g_assert_cmpstr (message_of (fixture, 1), ==, "Row 3, column “C”: “three” cannot be an answer to “cups”.");
  g_assert_cmpstr (message_of (fixture, 2), ==,
                   "Row 3, column “A”: these choices cannot be given together as an answer to “drinks”.");
  g_assert_cmpstr (message_of (fixture, 3), ==, "Row 4, column “A”: the mapping says nothing of the value “y”.");
  g_assert_cmpuint (count_responses (fixture), ==, 0);

  import_text (fixture, text, TRUE, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result.rows, ==, 3);
  g_assert_cmpuint (result.bad_values, ==, 5);

  g_autoptr (MokCube) cube = mok_closing_run (fixture->survey, NULL, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);

  g_autoptr (MokTable) cups = get_table (cube, "cups", NULL);
  g_autoptr (MokTable) drinks = get_table (cube, "drinks", NULL);

  g_assert_cmpfloat (mok_table_get_row (cups, 0)->missing[MOK_MISSING_BLANK], ==, 2);
  g_assert_cmpint (count_of (drinks, 0, "Tea"), ==, 1);
  g_assert_cmpint (count_of (drinks, 0, "Coffee"), ==, 1);
  g_assert_cmpfloat (mok_table_get_row (drinks, 0)->missing[MOK_MISSING_BLANK], ==, 1);
}

static void
test_files_that_do_not_fit_are_refused (void)
{
  static const struct
  {
    const char *text;
    GQuark (*domain) (void);
    int code;
    const char *word; /* in the error or the first diagnostic */
  } cases[] = {
    { "When,T,A,B,N,C\n,yes,,,,1\n,yes,,,1\n", mok_import_error_quark, MOK_IMPORT_ERROR_DATA, "Row 3 has 5 cells" },
    { "When,T,A,B,N,C\n,yes,,,,1\n,yes,,,,,1\n", mok_import_error_quark, MOK_IMPORT_ERROR_DATA, "Row 3 has 7 cells" },
    { "When,T,A,B,N\n,yes,,,\n", mok_import_error_quark, MOK_IMPORT_ERROR_MAP, "no column “C”" },
    { "When,T,A,B,N,C,Name\n,yes,,,,,x\n", mok_import_error_quark, MOK_IMPORT_ERROR_MAP, "the column “Name”" },
    { "When,T,A,B,N,C\n", mok_import_error_quark, MOK_IMPORT_ERROR_DATA, "no rows" },
    { "", mok_import_error_quark, MOK_IMPORT_ERROR_DATA, "no rows" },
    { "When,T,A,B,N,C\n,y\xff,,,,1\n", mok_csv_error_quark, MOK_CSV_ERROR_ENCODING, "data.csv:2:" },
    { "When,T,A,B,N,C\n,\"yes,,,,1\n", mok_csv_error_quark, MOK_CSV_ERROR_QUOTE, "data.csv:" },
  };
  g_autoptr (Fixture) fixture = small_fixture_new (MOK_DISCLOSURE_OPEN);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      /* Even when bad values may be left blank, a damaged file may not. */
      g_test_message ("case %u", (guint) i);
      g_assert_false (import_text (fixture, cases[i].text, TRUE, NULL, &error));
      g_assert_error (error, cases[i].domain (), cases[i].code);
      g_assert_true (strstr (error->message, cases[i].word) != NULL
                     || (fixture->diagnostics->len > 0 && strstr (message_of (fixture, 0), cases[i].word) != NULL));
      g_assert_cmpuint (count_responses (fixture), ==, 0);
    }
}

static void
test_a_protecting_survey_takes_no_rows (void)
{
  g_autoptr (Fixture) fixture = small_fixture_new (MOK_DISCLOSURE_STANDARD);
  g_autoptr (GError) error = NULL;

  g_assert_false (import_text (fixture, "When,T,A,B,N,C\n,yes,,,,1\n", FALSE, NULL, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_DISCLOSURE);
}

static void
test_a_simulated_survey_takes_no_rows (void)
{
  g_autoptr (Fixture) fixture = small_fixture_new (MOK_DISCLOSURE_OPEN);
  g_autoptr (GError) error = NULL;

  mok_survey_mark_synthetic (fixture->survey, &error);
  g_assert_no_error (error);
  g_assert_false (import_text (fixture, "When,T,A,B,N,C\n,yes,,,,1\n", FALSE, NULL, &error));
  g_assert_error (error, MOK_STORE_ERROR, MOK_STORE_ERROR_SYNTHETIC);
  g_assert_cmpuint (count_responses (fixture), ==, 0);
}

static void
test_many_rows_and_many_problems (void)
{
  g_autoptr (Fixture) fixture = small_fixture_new (MOK_DISCLOSURE_OPEN);
  g_autoptr (GString) text = g_string_new ("When,T,A,B,N,C\n");
  g_autoptr (GError) error = NULL;
  MokImportResult result;

  for (guint i = 0; i < 12000; i++)
    g_string_append_printf (text, ",%s,x,,,%u\n", i % 2 == 0 ? "yes" : "what", i % 7);
  for (guint i = 0; i < 5000; i++)
    g_string_append (text, ",what,x,,,bad\n");
  import_text (fixture, text->str, TRUE, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result.rows, ==, 17000);
  g_assert_cmpuint (result.bad_values, ==, 16000);
  g_assert_cmpuint (fixture->diagnostics->len, ==, MOK_IMPORT_MAX_DIAGNOSTICS + 1);
  g_assert_cmpuint (count_responses (fixture), ==, 17000);

  g_autoptr (MokCube) cube = mok_closing_run (fixture->survey, NULL, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);

  g_autoptr (MokTable) cups = get_table (cube, "cups", NULL);

  g_assert_cmpuint (cups->columns->len, ==, 7);
  for (guint i = 0; i < 7; i++)
    g_assert_cmpint (mok_table_get_row (cups, 0)->cells[i].count, ==, 12000 / 7 + (i < 12000 % 7));
}

static void
test_cancelling_imports_nothing (void)
{
  g_autoptr (Fixture) fixture = small_fixture_new (MOK_DISCLOSURE_OPEN);
  g_autoptr (GFile) map = write_file (fixture->folder, "map.csv", map_text);
  g_autoptr (GFile) data = write_file (fixture->folder, "data.csv", "When,T,A,B,N,C\n,yes,,,,1\n");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (mok_import_csv (fixture->survey, data, map, FALSE, NULL, fixture->diagnostics, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_responses (fixture), ==, 0);
}

int
main (int argc, char *argv[])
{
  support_init (&argc, &argv);
  g_test_add_func ("/exchange/osmi/values-that-do-not-fit-are-named", test_values_that_do_not_fit_are_named);
  g_test_add_func ("/exchange/osmi/all-rows-arrive-with-the-known-counts", test_all_rows_arrive_with_the_known_counts);
  g_test_add_func ("/exchange/osmi/the-cross-table-adds-up", test_the_cross_table_adds_up);
  g_test_add_func ("/exchange/import/several-columns-make-one-answer", test_several_columns_make_one_answer);
  g_test_add_func ("/exchange/import/bad-values-are-left-blank-on-request", test_bad_values_are_left_blank_on_request);
  g_test_add_func ("/exchange/import/files-that-do-not-fit-are-refused", test_files_that_do_not_fit_are_refused);
  g_test_add_func ("/exchange/import/a-protecting-survey-takes-no-rows", test_a_protecting_survey_takes_no_rows);
  g_test_add_func ("/exchange/import/a-simulated-survey-takes-no-rows", test_a_simulated_survey_takes_no_rows);
  g_test_add_func ("/exchange/import/many-rows-and-many-problems", test_many_rows_and_many_problems);
  g_test_add_func ("/exchange/import/cancelling-imports-nothing", test_cancelling_imports_nothing);
  return g_test_run ();
}
