/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Files of a spreadsheet program, put together from their parts. */

#include "config.h"

#include "workbook-support.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define REL "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/relationships"

#define RELATION(id, type, target) "<Relationship Id=\"" id "\" Type=\"" REL "/" type "\" Target=\"" target "\"/>"

/**
 * workbook_pack:
 * @names_and_texts: (array zero-terminated=1): name, text, name, text, …
 * @method: (nullable): options for the archive; such as "zip:compression=store"
 *
 * Returns: (transfer full): a zip archive
 */
GBytes *
workbook_pack (const char *const *names_and_texts, const char *method)
{
  struct archive *archive = archive_write_new ();
  gsize size = 65536;
  gsize used = 0;
  char *buffer;

  for (guint i = 0; names_and_texts[i] != NULL; i++)
    size += 2 * strlen (names_and_texts[i]) + 256;
  buffer = g_malloc (size);
  g_assert_cmpint (archive_write_set_format_zip (archive), ==, ARCHIVE_OK);
  g_assert_cmpint (archive_write_set_options (archive, method), ==, ARCHIVE_OK);
  g_assert_cmpint (archive_write_open_memory (archive, buffer, size, &used), ==, ARCHIVE_OK);
  for (guint i = 0; names_and_texts[i] != NULL; i += 2)
    {
      struct archive_entry *entry = archive_entry_new ();
      const gsize length = strlen (names_and_texts[i + 1]);

      archive_entry_set_pathname (entry, names_and_texts[i]);
      archive_entry_set_size (entry, (la_int64_t) length);
      archive_entry_set_filetype (entry, AE_IFREG);
      archive_entry_set_perm (entry, 0644);
      g_assert_cmpint (archive_write_header (archive, entry), ==, ARCHIVE_OK);
      g_assert_cmpint (archive_write_data (archive, names_and_texts[i + 1], length), ==, (la_ssize_t) length);
      archive_entry_free (entry);
    }
  g_assert_cmpint (archive_write_close (archive), ==, ARCHIVE_OK);
  archive_write_free (archive);
  return g_bytes_new_take (buffer, used);
}

static char *
dup_element (const char *name, const char *content, const char *standard)
{
  return g_strdup_printf (XML "<%s xmlns=\"" MAIN "\" xmlns:r=\"" REL "\">%s</%s>", name,
                          content != NULL ? content : standard, name);
}

/**
 * workbook_put_together:
 * @method: as for workbook_pack()
 *
 * Returns: (transfer full): a workbook of these parts, with the sheets "survey", "choices", "settings"
 */
GBytes *
workbook_put_together (const WorkbookParts *parts, const char *method)
{
  static const char *const standard_workbook = "<sheets><sheet name=\"survey\" sheetId=\"1\" r:id=\"a\"/>"
                                               "<sheet name=\"choices\" sheetId=\"2\" r:id=\"b\"/>"
                                               "<sheet name=\"settings\" sheetId=\"3\" r:id=\"c\"/></sheets>";
  static const char *const standard_relations = RELATION ("a", "worksheet", "worksheets/one.xml")
      RELATION ("b", "worksheet", "worksheets/two.xml") RELATION ("c", "worksheet", "worksheets/three.xml")
          RELATION ("d", "sharedStrings", "strings.xml") RELATION ("e", "styles", "styles.xml");
  static const char *const standard_settings =
      "<sheetData><row><c t=\"inlineStr\"><is><t>form_id</t></is></c><c "
      "t=\"inlineStr\"><is><t>version</t></is></c></row>"
      "<row><c t=\"inlineStr\"><is><t>f</t></is></c><c><v>1</v></c></row></sheetData>";
  g_autofree char *workbook = dup_element ("workbook", parts->workbook, standard_workbook);
  g_autofree char *relations = g_strdup_printf (XML "<Relationships xmlns=\"" PACKAGE "\">%s</Relationships>",
                                                parts->relations != NULL ? parts->relations : standard_relations);
  g_autofree char *survey = dup_element ("worksheet", parts->survey, "");
  g_autofree char *choices = dup_element ("worksheet", parts->choices, "");
  g_autofree char *settings = dup_element ("worksheet", parts->settings, standard_settings);
  g_autofree char *strings = dup_element ("sst", parts->strings, "");
  g_autofree char *styles = dup_element ("styleSheet", parts->styles, "");
  const char *const names_and_texts[] = {
    "_rels/.rels",
    XML "<Relationships xmlns=\"" PACKAGE "\">" RELATION ("x", "officeDocument", "xl/workbook.xml") "</Relationships>",
    "xl/workbook.xml",
    workbook,
    "xl/_rels/workbook.xml.rels",
    relations,
    "xl/worksheets/one.xml",
    survey,
    "xl/worksheets/two.xml",
    choices,
    "xl/worksheets/three.xml",
    settings,
    "xl/strings.xml",
    strings,
    "xl/styles.xml",
    styles,
    NULL,
  };

  return workbook_pack (names_and_texts, method);
}
