/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* questionnaire/: what the reader of workbooks makes of a cell, a row and a sheet, and what it says about those that
 * may hold something else than what somebody typed.
 */

#include "config.h"

#include <string.h>

#include "base/mok-init.h"
#include "questionnaire/mok-number-format.h"
#include "questionnaire/mok-workbook.h"
#include "support.h"
#include "workbook-support.h"

#define CELL(text) "<c t=\"inlineStr\"><is><t>" text "</t></is></c>"
#define HEAD "<row>" CELL ("type") CELL ("name") CELL ("label") CELL ("relevant") "</row>"
#define ROWS(rows) "<sheetData>" rows "</sheetData>"

static const char *const WANTED[] = { "survey", NULL };

/* "A1=x B2=y;date": every cell of the sheet "survey" that is not empty; or the message, behind the place. */
static char *
dup_cells (const WorkbookParts *parts)
{
  g_autoptr (GBytes) bytes = workbook_put_together (parts, NULL);
  g_autoptr (GError) error = NULL;
  MokWorkbookPlace place;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autoptr (GPtrArray) sheets = mok_workbook_read (data, size, WANTED, &place, &error);
  g_autofree char *sheet_name = sheets == NULL ? place.sheet : NULL;
  GString *out = g_string_new (NULL);
  const MokSheet *sheet;

  if (sheets == NULL)
    {
      g_string_printf (out, "%s %u:%u %d", sheet_name != NULL ? sheet_name : "-", place.line, place.column,
                       error->code);
      return g_string_free (out, FALSE);
    }
  sheet = g_ptr_array_index (sheets, 0);
  for (guint i = 0; sheet->header != NULL && i <= sheet->rows->len; i++)
    {
      const MokSheetRow *row = i == 0 ? sheet->header : g_ptr_array_index (sheet->rows, i - 1);

      g_assert_cmpstr (row->cells[row->n_cells - 1].text, !=, "");
      for (guint k = 0; k < row->n_cells; k++)
        {
          static const char *const kinds[] = { "", ";date", ";fault", ";no-result" };
          const MokSheetCell *cell = &row->cells[k];

          if (*cell->text == '\0')
            continue;
          g_assert_cmpuint (cell->line, ==, row->line);
          g_assert_cmpuint (cell->column, ==, k + 1);
          g_string_append_printf (out, "%s%c%u=%s%s%s", out->len > 0 ? " " : "", 'A' + (int) k, cell->line, cell->text,
                                  kinds[cell->kind], cell->merged ? ";merged" : "");
        }
    }
  return g_string_free (out, FALSE);
}

static void
assert_cells (const char *rows, const char *expected)
{
  const WorkbookParts parts = {
    .survey = rows,
    .strings = "<si><t>zero</t></si>"
               "<si><r><t xml:space=\"preserve\">one </t></r><r><rPr><b/></rPr><t>bold</t></r></si>"
               "<si><t>漢字</t><rPh sb=\"0\" eb=\"2\"><t>かんじ</t></rPh><phoneticPr fontId=\"1\"/></si>"
               "<si/><si><t/></si>"
               "<si><t>a_x000D_\nb_x005F_x0041_ _x0041_ _xD800_ _x00</t></si>",
    .styles = "<numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;년&quot; m&quot;월&quot;\"/>"
              "<numFmt numFmtId=\"165\" formatCode=\"000\"/></numFmts>"
              "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
              "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/>"
              "<xf numFmtId=\"9\"/><xf numFmtId=\"20\"/><xf numFmtId=\"22\"/></cellXfs>",
  };
  g_autofree char *cells = dup_cells (&parts);

  g_assert_cmpstr (cells, ==, expected);
}

static void
test_cells_become_what_was_typed (void)
{
  static const struct
  {
    const char *cell;
    const char *expected;
  } cells[] = {
    { "<c><v>1</v></c>", "A1=1" },
    { "<c t=\"n\"><v>1.0</v></c>", "A1=1" },
    { "<c><v>0.1</v></c>", "A1=0.1" },
    { "<c><v>0.30000000000000004</v></c>", "A1=0.3" },
    { "<c><v>-0</v></c>", "A1=0" },
    { "<c><v>1E3</v></c>", "A1=1000" },
    { "<c><v>2026112901</v></c>", "A1=2026112901" },
    { "<c><v>1E+18</v></c>", "A1=1000000000000000000" },
    { "<c s=\"99\"><v>-2.5</v></c>", "A1=-2.5" },
    { "<c s=\"3\"><v>7</v></c>", "A1=007" },
    { "<c s=\"3\"><v>7.5</v></c>", "A1=7.5" },
    { "<c s=\"4\"><v>0.07</v></c>", "A1=7%" },
    { "<c s=\"1\"><v>46143</v></c>", "A1=2026-05-01;date" },
    { "<c s=\"2\"><v>46143</v></c>", "A1=2026-05-01;date" },
    { "<c s=\"1\"><v>1</v></c>", "A1=1900-01-01;date" },
    { "<c s=\"5\"><v>0.354166666666667</v></c>", "A1=08:30;date" },
    { "<c s=\"6\"><v>46143.5</v></c>", "A1=2026-05-01T12:00:00;date" },
    { "<c s=\"1\"><v>-1</v></c>", "A1=-1" },
    { "<c t=\"d\"><v>2026-05-01T00:00:00.000Z</v></c>", "A1=2026-05-01;date" },
    { "<c t=\"b\"><v>1</v></c>", "A1=TRUE" },
    { "<c t=\"b\"><v>0</v></c>", "A1=FALSE" },
    { "<c t=\"s\"><v>0</v></c>", "A1=zero" },
    { "<c t=\"s\"><v>1</v></c>", "A1=one bold" },
    { "<c t=\"s\"><v>2</v></c>", "A1=漢字" },
    { "<c t=\"s\"><v>3</v></c>", "" },
    { "<c t=\"s\"><v>4</v></c>", "" },
    { "<c t=\"s\"><v>5</v></c>", "A1=a\nb_x0041_ A _xD800_ _x00" },
    { "<c t=\"inlineStr\"><is><r><t>in</t></r><r><t xml:space=\"preserve\"> line</t></r></is></c>", "A1=in line" },
    { "<c t=\"inlineStr\"><is><t><![CDATA[a<b]]></t></is></c>", "A1=a<b" },
    /* An apostrophe before a text is not in the file; this one was typed twice. */
    { "<c t=\"inlineStr\"><is><t>'05</t></is></c>", "A1='05" },
    { "<c t=\"inlineStr\"><is><t>\xC2\xA0select_one\xC2\xA0yn \n</t></is></c>", "A1=select_one yn" },
    { "<c t=\"str\"><f>A2&amp;\"x\"</f><v>x_x0041_</v></c>", "A1=xA" },
    { "<c><f>1+1</f><v>2</v></c>", "A1=2" },
    { "<c t=\"str\"><f>\"\"</f><v></v></c>", "" },
    { "<c><f>1+1</f></c>", "A1==1+1;no-result" },
    { "<c t=\"e\"><v>#REF!</v></c>", "A1=#REF!;fault" },
    { "<c s=\"1\"/>", "" },
    { "<c s=\"1\"></c>", "" },
    { "<c><extLst><v>3</v></extLst></c>", "" },
    /* Nothing that a spreadsheet writes. */
    { "<c><v>one</v></c>", "survey 1:1 0" },
    { "<c><v>inf</v></c>", "survey 1:1 0" },
    { "<c t=\"s\"><v>6</v></c>", "survey 1:1 0" },
    { "<c t=\"s\"><v>-1</v></c>", "survey 1:1 0" },
    { "<c t=\"x\"><v>1</v></c>", "survey 1:1 0" },
    { "<c r=\"1A\"><v>1</v></c>", "survey 1:1 0" },
    { "<c r=\"A2\"><v>1</v></c>", "survey 1:1 0" },
    { "<c r=\"XFE1\"><v>1</v></c>", "survey 1:1 0" },
    { "<c><v>1</v></c><c r=\"A1\"><v>1</v></c>", "survey 1:1 0" },
    { "<c t=\"inlineStr\"><is><t>&nbsp;</t></is></c>", "survey 0:0 0" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autofree char *rows = g_strdup_printf (ROWS ("<row>%s</row>"), cells[i].cell);

      g_test_message ("%s", cells[i].cell);
      assert_cells (rows, cells[i].expected);
    }
}

static void
test_rows_and_cells_may_be_left_out (void)
{
  assert_cells ("", "");
  assert_cells ("<sheetData/>", "");
  assert_cells (ROWS ("<row r=\"3\"><c r=\"C3\"><v>1</v></c><c><v>2</v></c><c r=\"A3\"><v>3</v></c></row>"
                      "<row/><row r=\"5\"/><row><c/><c><v>4</v></c><c/><c/></row>"
                      "<row r=\"9\"><c r=\"B9\"/></row><row r=\"1048576\"/>"),
                "A3=3 C3=1 D3=2 B6=4");
  assert_cells (ROWS ("<row r=\"3\"><c><v>1</v></c></row><row r=\"3\"/>"), "survey 3:1 0");
  assert_cells (ROWS ("<row r=\"0\"><c><v>1</v></c></row>"), "survey 0:0 0");
  assert_cells (ROWS ("<row r=\"1048577\"/>"), "survey 0:0 0");
}

/* Only the first of merged cells is seen; the others may still hold something. */
static void
test_merged_cells_are_their_first_one (void)
{
#define FOUR "<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c><c><v>4</v></c></row></sheetData>"
  assert_cells (FOUR "<mergeCells><mergeCell ref=\"A1:A2\"/></mergeCells>", "A1=1;merged B1=2 B2=4");
  assert_cells (FOUR "<mergeCells><mergeCell ref=\"A1:XFD1048576\"/></mergeCells>", "A1=1;merged");
  assert_cells (FOUR "<mergeCells><mergeCell ref=\"B2\"/><mergeCell ref=\"A1:A1\"/></mergeCells>",
                "A1=1 B1=2 A2=3 B2=4");
  assert_cells (FOUR "<mergeCells><mergeCell ref=\"D4:E9\"/></mergeCells>", "A1=1 B1=2 A2=3 B2=4");
  assert_cells (FOUR "<mergeCells><mergeCell ref=\"B2:A1\"/></mergeCells>", "survey 2:2 0");
  assert_cells (FOUR "<mergeCells><mergeCell/></mergeCells>", "survey 2:2 0");
}

static void
test_days_are_counted_from_1900_or_1904 (void)
{
  const WorkbookParts parts = { .survey = ROWS ("<row><c s=\"0\"><v>44681</v></c></row>"),
                                .styles = "<cellXfs><xf numFmtId=\"14\"/></cellXfs>",
                                .workbook = "<workbookPr date1904=\"true\"/><sheets>"
                                            "<sheet name=\"survey\" sheetId=\"1\" r:id=\"a\"/></sheets>" };
  g_autofree char *cells = dup_cells (&parts);

  g_assert_cmpstr (cells, ==, "A1=2026-05-01;date");
}

static void
test_formats_of_days_are_recognized (void)
{
  static const struct
  {
    const char *code;
    const char *text;
  } formats[] = {
    { "General", "1.5" },
    { "0.00", "1.5" },
    { "#,##0", "1.5" },
    { "[Red]0;[Blue]-0", "1.5" },
    { "@", "1.5" },
    { "0\" days\"", "1.5" },
    { "\\d0", "1.5" },
    { "0.0%", "150%" },
    { "yyyy-mm-dd", "1900-01-01" },
    { "[$-412]yyyy\"년\" m\"월\" d\"일\" dddd;@", "1900-01-01" },
    { "m/d/yy h:mm", "1900-01-01T12:00:00" },
    { "[h]:mm", "36:00" },
    { "mmm", "1900-01-01" },
    { "hh:mm:ss", "12:00" },
    { "unended\"d", "1900-01-01" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      MokNumberFormat format;
      gboolean is_date;
      g_autofree char *text = NULL;

      mok_number_format_parse (&format, formats[i].code);
      text = mok_number_format_apply (&format, 1.5, FALSE, &is_date);
      g_test_message ("%s", formats[i].code);
      /* A day without a time of day still has one. */
      if (is_date && strlen (formats[i].text) == 10)
        text[10] = '\0';
      g_assert_cmpstr (text, ==, formats[i].text);
    }
}

static void
assert_says (const char *survey, const char *choices, const char *const *lines)
{
  const WorkbookParts parts = { .survey = survey, .choices = choices };
  g_autoptr (GBytes) bytes = workbook_put_together (&parts, NULL);
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);
  g_autoptr (MokQuestionnaire) form = mok_xlsform_read ("form.xlsx", bytes, diagnostics);

  g_assert_cmpint (form == NULL, ==, mok_diagnostics_count (diagnostics, MOK_SEVERITY_ERROR) > 0);
  for (guint i = 0; i < diagnostics->len; i++)
    {
      const MokDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);
      g_autofree char *place = mok_diagnostic_dup_place (diagnostic);
      g_autofree char *line = g_strdup_printf ("%s %s", diagnostic->code, place);

      g_assert_nonnull (lines[i]);
      g_assert_cmpstr (line, ==, lines[i]);
    }
  g_assert_null (lines[diagnostics->len]);
}

static void
test_messages_name_sheet_and_cell (void)
{
  assert_says (ROWS ("<row r=\"4\">" CELL ("type") CELL ("name") CELL ("label") "</row>"
                                                                                "<row r=\"12\">" CELL ("integr")
                                                                                    CELL ("a") CELL ("A") "</row>"),
               NULL, (const char *const[]){ "unknown-type form.xlsx:survey!A12", NULL });
  assert_says (ROWS (HEAD "<row>" CELL ("integer") CELL ("a") CELL ("A") CELL ("1 + ${b}") "</row>"), NULL,
               (const char *const[]){ "unknown-variable form.xlsx:survey!D2", NULL });
  assert_says (ROWS (HEAD "<row><c/>" CELL ("a") "</row>"), NULL,
               (const char *const[]){ "missing-type form.xlsx:survey!A2", NULL });
  assert_says (ROWS (HEAD), NULL, (const char *const[]){ "no-questions form.xlsx:survey", NULL });
  assert_says (NULL, NULL, (const char *const[]){ "missing-column form.xlsx:survey", NULL });
  assert_says (ROWS (HEAD "<row>" CELL ("integer") CELL ("a") CELL ("A") "<c r=\"AB2\"><v>1</v></c></row>"), NULL,
               (const char *const[]){ "cell-without-header form.xlsx:survey!AB2", NULL });
  assert_says (ROWS (HEAD "<row>" CELL ("integer") CELL ("a") CELL ("A") "</row>"),
               ROWS ("<row>" CELL ("list_name") CELL ("name")
                         CELL ("label") "</row>"
                                        "<row>" CELL ("l") "<c><v>1</v></c>" CELL ("A") "</row>"),
               (const char *const[]){ "unused-list form.xlsx:choices!A2", NULL });
}

static void
test_doubtful_cells_are_named (void)
{
  assert_says (ROWS (HEAD "<row>" CELL ("integer") CELL ("a") "<c t=\"d\"><v>2026-01-03</v></c></row>"), NULL,
               (const char *const[]){ "date-cell form.xlsx:survey!C2", NULL });
  assert_says (ROWS (HEAD "<row>" CELL ("integer") CELL ("a") "<c t=\"e\"><v>#NAME?</v></c></row>"), NULL,
               (const char *const[]){ "formula-fault form.xlsx:survey!C2", NULL });
  assert_says (ROWS (HEAD "<row>" CELL ("integer") CELL ("a") "<c t=\"str\"><f>\"A\"</f></c></row>"), NULL,
               (const char *const[]){ "formula-without-result form.xlsx:survey!C2", NULL });
  assert_says (ROWS (HEAD "<row>" CELL ("integer") CELL ("a")
                         CELL ("A") "</row>"
                                    "<row>" CELL ("integer") CELL ("b")
                                        CELL ("B") "</row>") "<mergeCells><mergeCell ref=\"C2:D3\"/></mergeCells>",
               NULL,
               (const char *const[]){ "merged-cells form.xlsx:survey!C2", "missing-label form.xlsx:survey!B3", NULL });
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  mok_init ();
  g_test_add_func ("/questionnaire/workbook-cells/become-what-was-typed", test_cells_become_what_was_typed);
  g_test_add_func ("/questionnaire/workbook-cells/may-be-left-out", test_rows_and_cells_may_be_left_out);
  g_test_add_func ("/questionnaire/workbook-cells/merged-are-their-first-one", test_merged_cells_are_their_first_one);
  g_test_add_func ("/questionnaire/workbook-cells/days-from-1900-or-1904", test_days_are_counted_from_1900_or_1904);
  g_test_add_func ("/questionnaire/workbook-cells/formats-of-days", test_formats_of_days_are_recognized);
  g_test_add_func ("/questionnaire/workbook-cells/messages-name-sheet-and-cell", test_messages_name_sheet_and_cell);
  g_test_add_func ("/questionnaire/workbook-cells/doubtful-ones-are-named", test_doubtful_cells_are_named);
  return g_test_run ();
}
