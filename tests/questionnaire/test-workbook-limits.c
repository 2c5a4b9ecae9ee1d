/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* questionnaire/: files that are no workbook, workbooks that are not whole, and those that are made to exhaust a
 * reader: each is refused with a message of its own, and nothing of it is left.
 */

#include "config.h"

#include <string.h>

#include "base/mok-init.h"
#include "questionnaire/mok-workbook.h"
#include "support.h"
#include "workbook-support.h"

#define CELL(text) "<c t=\"inlineStr\"><is><t>" text "</t></is></c>"
#define HEAD "<row>" CELL ("type") CELL ("name") CELL ("label") "</row>"
#define GOOD "<sheetData>" HEAD "<row>" CELL ("integer") CELL ("a") CELL ("A") "</row></sheetData>"
#define RELS "_rels/.rels"

/* Returns: "code place" of the only message */
static char *
dup_refusal (GBytes *bytes)
{
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);
  const MokDiagnostic *diagnostic;
  g_autofree char *place = NULL;

  g_assert_null (mok_xlsform_read ("form.xlsx", bytes, diagnostics));
  g_assert_cmpuint (diagnostics->len, ==, 1);
  diagnostic = g_ptr_array_index (diagnostics, 0);
  place = mok_diagnostic_dup_place (diagnostic);
  g_test_message ("%s: %s", place, diagnostic->message);
  g_assert_true (g_utf8_validate (diagnostic->message, -1, NULL));
  return g_strdup_printf ("%s %s", diagnostic->code, place);
}

static void
assert_refused (GBytes *bytes, const char *expected)
{
  g_autofree char *refusal = dup_refusal (bytes);

  g_assert_cmpstr (refusal, ==, expected);
}

static void
assert_parts_refused (const WorkbookParts *parts, const char *expected)
{
  g_autoptr (GBytes) bytes = workbook_put_together (parts, "zip:compression-level=1");

  assert_refused (bytes, expected);
}

static void
assert_pack_refused (const char *const *names_and_texts, const char *expected)
{
  g_autoptr (GBytes) bytes = workbook_pack (names_and_texts, NULL);

  assert_refused (bytes, expected);
}

static char *
dup_times (const char *before, const char *text, guint times, const char *after)
{
  GString *out = g_string_new (before);

  for (guint i = 0; i < times; i++)
    g_string_append (out, text);
  g_string_append (out, after);
  return g_string_free (out, FALSE);
}

static void
test_other_kinds_of_files_are_named (void)
{
  static const char old[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....W\0o\0r\0k\0b\0o\0o\0k\0";
  static const char locked[] = "\xD0\xCF\x11\xE0....E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";
  g_autoptr (GBytes) xls = g_bytes_new_static (old, sizeof old - 1);
  g_autoptr (GBytes) encrypted = g_bytes_new_static (locked, sizeof locked - 1);

  assert_refused (xls, "other-format form.xlsx");
  assert_refused (encrypted, "encrypted form.xlsx");
  assert_pack_refused ((const char *const[]){ "mimetype", "application/vnd.oasis.opendocument.spreadsheet",
                                              "META-INF/manifest.xml", "<m/>", "content.xml", "<c/>", NULL },
                       "other-format form.xlsx");
  assert_pack_refused ((const char *const[]){ RELS, "<Relationships/>", "xl/workbook.bin", "x", NULL },
                       "other-format form.xlsx");
  assert_pack_refused ((const char *const[]){ "Index/Document.iwa", "x", NULL }, "other-format form.xlsx");
  assert_pack_refused ((const char *const[]){ "photo.jpg", "x", NULL }, "other-format form.xlsx");
  assert_pack_refused ((const char *const[]){ RELS,
                                              "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" "
                                              "Target=\"word/document.xml\"/></Relationships>",
                                              "word/document.xml", "<d/>", NULL },
                       "other-format form.xlsx");
}

static void
test_what_is_missing_is_named (void)
{
  const WorkbookParts no_survey = { .survey = GOOD,
                                    .workbook = "<sheets><sheet name=\"Sheet1\" sheetId=\"1\" r:id=\"a\"/></sheets>" };
  const WorkbookParts no_relation = { .workbook = "<sheets><sheet name=\"survey\" sheetId=\"1\"/></sheets>" };
  const WorkbookParts no_part = {
    .relations = "<Relationship Id=\"a\" Type=\"x/worksheet\" Target=\"worksheets/gone.xml\"/>",
  };
  const WorkbookParts no_text = {
    .relations = "<Relationship Id=\"a\" Type=\"x/worksheet\" Target=\"worksheets/%8Fne.xml\"/>",
  };
  const WorkbookParts not_there = {
    .relations = "<Relationship Id=\"a\" Type=\"x/worksheet\" TargetMode=\"External\" Target=\"worksheets/one.xml\"/>",
  };
  g_autoptr (GBytes) bytes = workbook_put_together (&no_survey, NULL);
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);

  g_assert_null (mok_xlsform_read ("form.xlsx", bytes, diagnostics));
  g_assert_cmpuint (diagnostics->len, ==, 2);
  g_assert_cmpstr (((MokDiagnostic *) g_ptr_array_index (diagnostics, 0))->sheet, ==, "Sheet1");
  g_assert_cmpstr (((MokDiagnostic *) g_ptr_array_index (diagnostics, 1))->code, ==, "missing-sheet");
  assert_parts_refused (&no_relation, "bad-workbook form.xlsx:survey");
  assert_parts_refused (&no_part, "bad-workbook form.xlsx:survey");
  assert_parts_refused (&no_text, "bad-workbook form.xlsx:survey");
  assert_parts_refused (&not_there, "bad-workbook form.xlsx:survey");
  assert_pack_refused ((const char *const[]){ RELS,
                                              "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" "
                                              "Target=\"xl/book.xml\"/></Relationships>",
                                              NULL },
                       "bad-workbook form.xlsx");
}

static void
test_archives_that_are_not_whole_are_refused (void)
{
  const WorkbookParts parts = { .survey = GOOD };
  g_autoptr (GBytes) whole = workbook_put_together (&parts, NULL);
  g_autoptr (GBytes) half = g_bytes_new_from_bytes (whole, 0, g_bytes_get_size (whole) / 2);
  g_autoptr (GBytes) empty = g_bytes_new_static ("PK\5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 22);
  const char *const stored[] = { RELS, "<Relationships>x</Relationships>", NULL };
  g_autoptr (GBytes) pack = workbook_pack (stored, "zip:compression=store");
  gsize size;
  g_autofree char *changed = g_bytes_unref_to_data (g_bytes_ref (pack), &size);
  gsize at = 0;
  g_autoptr (GBytes) bad_sum = NULL;

  assert_refused (half, "bad-workbook form.xlsx");
  assert_refused (empty, "bad-workbook form.xlsx");
  while (memcmp (changed + at, ">x<", 3) != 0)
    at++;
  changed[at + 1] = 'y';
  bad_sum = g_bytes_new (changed, size);
  assert_refused (bad_sum, "bad-workbook form.xlsx");
  /* What a spreadsheet shows may be the other one. */
  assert_pack_refused ((const char *const[]){ RELS, "<r/>", "_RELS/.rels", "<r/>", NULL }, "bad-workbook form.xlsx");
}

/* General purpose bit 0 of both headers. */
static void
test_parts_with_a_password_are_named (void)
{
  g_autoptr (GBytes) pack = workbook_pack ((const char *const[]){ RELS, "<r/>", NULL }, NULL);
  gsize size;
  g_autofree char *bytes = g_bytes_unref_to_data (g_bytes_ref (pack), &size);
  g_autoptr (GBytes) locked = NULL;

  for (gsize i = 0; i + 10 < size; i++)
    {
      if (memcmp (bytes + i, "PK\1\2", 4) == 0)
        bytes[i + 8] |= 1;
      else if (memcmp (bytes + i, "PK\3\4", 4) == 0)
        bytes[i + 6] |= 1;
    }
  locked = g_bytes_new (bytes, size);
  assert_refused (locked, "encrypted form.xlsx");
}

static void
test_nothing_of_xml_but_elements_is_followed (void)
{
  static const char *const surveys[] = {
    "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>",
    "<sheetData><row><c t=\"inlineStr\"><is><t>&x;</t></is></c></row></sheetData>",
    "<sheetData><row>",
    "<sheetData>\xFF</sheetData>",
    "<sheetData>\1</sheetData>",
  };
  g_autofree char *deep = dup_times ("", "<a>", 100000, "");
  const WorkbookParts nested = { .survey = deep };

  for (gsize i = 0; i < G_N_ELEMENTS (surveys); i++)
    {
      const WorkbookParts parts = { .survey = surveys[i] };
      g_autoptr (GBytes) bytes = workbook_put_together (&parts, NULL);
      g_autofree char *refusal = dup_refusal (bytes);

      g_assert_true (g_str_has_prefix (refusal, "bad-workbook form.xlsx:survey"));
    }
  assert_parts_refused (&nested, "bad-workbook form.xlsx:survey");
  /* Another encoding could hide something. */
  assert_pack_refused (
      (const char *const[]){ RELS, "<?xml version=\"1.0\" encoding=\"UTF-7\"?>+ADw-Relationships/+AD4-", NULL },
      "bad-workbook form.xlsx");
}

static void
test_too_many_parts (void)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;

  for (guint i = 0; i <= MOK_PACKAGE_MAX_PARTS; i++)
    {
      g_autofree char *name = g_strdup_printf ("p%u", i);

      g_strv_builder_add_many (builder, name, "x", NULL);
    }
  names = g_strv_builder_end (builder);
  assert_pack_refused ((const char *const *) names, "too-large form.xlsx");
}

static void
test_parts_that_unpack_to_too_much (void)
{
  g_autofree char *large = g_strnfill (MOK_PACKAGE_MAX_PART_SIZE + 1, ' ');
  g_autofree char *blanks = g_strnfill (1024 * 1024 - 100, ' ');
  g_autofree char *block = g_strconcat ("<a/>", blanks, NULL);
  g_autofree char *most = dup_times ("", block, MOK_PACKAGE_MAX_PART_SIZE / 1024 / 1024, "");
  g_autofree char *workbook =
      g_strconcat ("<sheets><sheet name=\"survey\" sheetId=\"1\" r:id=\"a\"/></sheets>", most, NULL);
  g_autofree char *relations =
      g_strconcat ("<Relationship Id=\"a\" Type=\"x/worksheet\" Target=\"worksheets/one.xml\"/>"
                   "<Relationship Id=\"d\" Type=\"x/sharedStrings\" Target=\"strings.xml\"/>"
                   "<Relationship Id=\"e\" Type=\"x/styles\" Target=\"styles.xml\"/>",
                   most, NULL);
  const WorkbookParts one = { .survey = large };
  const WorkbookParts all = {
    .survey = most, .strings = most, .styles = most, .workbook = workbook, .relations = relations
  };

  assert_parts_refused (&one, "too-large form.xlsx:survey");
  assert_parts_refused (&all, "too-large form.xlsx:survey");
}

static void
test_too_much_in_sheets (void)
{
  g_autofree char *wide = dup_times ("<sheetData>", "<row><c><v>1</v></c></row>", 2,
                                     "<row r=\"4\"><c r=\"IP4\"/><c r=\"IQ4\"><v>1</v></c></row></sheetData>");
  g_autofree char *many = NULL;
  g_autofree char *long_text = g_strnfill (100000, 'x');
  g_autofree char *strings = g_strconcat ("<si><t>", long_text, "</t></si>", NULL);
  g_autofree char *repeated = dup_times ("<sheetData><row>", "<c t=\"s\"><v>0</v></c>", 100, "</row></sheetData>");
  g_autofree char *sheets =
      dup_times ("<sheets>", "<sheet name=\"x\" sheetId=\"1\" r:id=\"a\"/>", MOK_WORKBOOK_MAX_SHEETS + 1, "</sheets>");
  g_autofree char *title = g_strnfill (MOK_WORKBOOK_MAX_TITLE + 1, 'x');
  g_autofree char *titled = g_strdup_printf ("<sheets><sheet name=\"%s\" sheetId=\"1\"/></sheets>", title);
  g_autofree char *rows = dup_times ("<sheetData>", "<row><c><v>1</v></c></row>", 1000, "</sheetData>");
  g_autofree char *merges = dup_times (rows, "<mergeCells><mergeCell ref=\"A1:B1000\"/></mergeCells>", 1001, "");
  GString *far = g_string_new ("<sheetData>");

  for (guint i = 1; i <= MOK_WORKBOOK_MAX_CELLS / MOK_WORKBOOK_MAX_COLUMNS + 1; i++)
    g_string_append_printf (far, "<row><c r=\"IP%u\"><v>1</v></c></row>", i);
  g_string_append (far, "</sheetData>");
  many = g_string_free (far, FALSE);

  assert_parts_refused (&(WorkbookParts){ .survey = wide }, "too-large form.xlsx:survey!IQ4");
  assert_parts_refused (&(WorkbookParts){ .survey = many }, "too-large form.xlsx:survey!IP4001");
  assert_parts_refused (&(WorkbookParts){ .survey = repeated, .strings = strings }, "too-large form.xlsx:survey!CF1");
  assert_parts_refused (&(WorkbookParts){ .survey = merges }, "too-large form.xlsx:survey!A1000");
  assert_parts_refused (&(WorkbookParts){ .workbook = sheets }, "too-large form.xlsx");
  assert_parts_refused (&(WorkbookParts){ .workbook = titled }, "bad-workbook form.xlsx");
}

/* Any program may put its parts where it likes, and show its sheets or not. */
static void
test_sheets_are_found_by_their_names (void)
{
  const WorkbookParts parts = {
    .survey = GOOD,
    .workbook = "<sheets><sheet name=\"Read me\" sheetId=\"7\" r:id=\"n\"/>"
                "<sheet name=\"SETTINGS \" sheetId=\"3\" state=\"hidden\" r:id=\"c\"/>"
                "<sheet name=\"entities\" sheetId=\"5\" r:id=\"b\"/>"
                "<sheet name=\"Survey\" sheetId=\"4\" state=\"veryHidden\" r:id=\"a\"/></sheets>",
    .relations = "<Relationship Id=\"n\" Type=\"x/chartsheet\" Target=\"nowhere.xml\"/>"
                 "<Relationship Id=\"a\" Type=\"x/worksheet\" Target=\"/XL/worksheets/../worksheets/%6Fne.xml\"/>"
                 "<Relationship Id=\"b\" Type=\"x/worksheet\" Target=\"./worksheets/two.xml\"/>"
                 "<Relationship Id=\"c\" Type=\"x/worksheet\" Target=\"worksheets\\three.xml\"/>",
  };
  g_autoptr (GBytes) bytes = workbook_put_together (&parts, NULL);
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);
  g_autoptr (MokQuestionnaire) form = mok_xlsform_read ("form.xlsx", bytes, diagnostics);

  g_assert_nonnull (form);
  g_assert_cmpstr (form->id, ==, "f");
  g_assert_cmpuint (diagnostics->len, ==, 1);
  g_assert_cmpstr (((MokDiagnostic *) g_ptr_array_index (diagnostics, 0))->sheet, ==, "Read me");
}

/* Whoever made the file of a survey: its questionnaire is CSV, and nothing in it is unpacked. */
static void
test_a_manifest_holds_no_workbook (void)
{
  const WorkbookParts parts = { .survey = GOOD };
  g_autoptr (GBytes) bytes = workbook_put_together (&parts, NULL);
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);

  g_assert_null (mok_xlsform_read_csv ("questionnaire.csv", bytes, diagnostics));
  g_assert_cmpstr (((MokDiagnostic *) g_ptr_array_index (diagnostics, 0))->code, ==, "bad-csv");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  mok_init ();
  g_test_add_func ("/questionnaire/workbook-limits/other-kinds-are-named", test_other_kinds_of_files_are_named);
  g_test_add_func ("/questionnaire/workbook-limits/what-is-missing-is-named", test_what_is_missing_is_named);
  g_test_add_func ("/questionnaire/workbook-limits/archives-not-whole", test_archives_that_are_not_whole_are_refused);
  g_test_add_func ("/questionnaire/workbook-limits/passwords", test_parts_with_a_password_are_named);
  g_test_add_func ("/questionnaire/workbook-limits/xml", test_nothing_of_xml_but_elements_is_followed);
  g_test_add_func ("/questionnaire/workbook-limits/too-many-parts", test_too_many_parts);
  g_test_add_func ("/questionnaire/workbook-limits/unpack-to-too-much", test_parts_that_unpack_to_too_much);
  g_test_add_func ("/questionnaire/workbook-limits/too-much-in-sheets", test_too_much_in_sheets);
  g_test_add_func ("/questionnaire/workbook-limits/sheets-by-name", test_sheets_are_found_by_their_names);
  g_test_add_func ("/questionnaire/workbook-limits/no-workbook-in-a-manifest", test_a_manifest_holds_no_workbook);
  return g_test_run ();
}
