/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* exchange/: a workbook that was cut short is noticed, wherever that happened. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/mok-init.h"
#include "exchange/mok-export-book-private.h"
#include "export-cubes.h"

static void
append_number (GByteArray *bytes, guint32 number, guint size)
{
  for (guint i = 0; i < size; i++)
    {
      const guint8 byte = (guint8) (number >> 8 * i);

      g_byte_array_append (bytes, &byte, 1);
    }
}

static void
append_zeros (GByteArray *bytes, guint size)
{
  for (guint i = 0; i < size; i++)
    append_number (bytes, 0, 1);
}

/* An archive of one part that is not packed. */
static GByteArray *
make_archive (const char *part)
{
  GByteArray *bytes = g_byte_array_new ();
  const guint32 size = (guint32) strlen (part);
  guint32 directory;

  append_number (bytes, 0x04034b50, 4);
  append_zeros (bytes, 14);
  append_number (bytes, size, 4);
  append_number (bytes, size, 4);
  append_number (bytes, 1, 2);
  append_zeros (bytes, 2);
  g_byte_array_append (bytes, (const guint8 *) "a", 1);
  g_byte_array_append (bytes, (const guint8 *) part, size);
  directory = bytes->len;
  append_number (bytes, 0x02014b50, 4);
  append_zeros (bytes, 16);
  append_number (bytes, size, 4);
  append_number (bytes, size, 4);
  append_number (bytes, 1, 2);
  append_zeros (bytes, 16);
  g_byte_array_append (bytes, (const guint8 *) "a", 1);
  append_number (bytes, 0x06054b50, 4);
  append_zeros (bytes, 6);
  append_number (bytes, 1, 2);
  append_number (bytes, bytes->len - directory - 12, 4);
  append_number (bytes, directory, 4);
  append_zeros (bytes, 2);
  return bytes;
}

static gboolean
check (gconstpointer bytes, gsize size)
{
  char *folder = export_folder_new ();
  g_autofree char *path = g_build_filename (folder, "a.xlsx", NULL);
  gboolean good;

  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
  good = mok_xlsx_check (path);
  export_folder_free (folder);
  return good;
}

static void
test_a_part_ends_its_first_element (void)
{
  static const struct
  {
    const char *part;
    gboolean whole;
  } cases[] = {
    { "<?xml version=\"1.0\"?>\n<a><b/></a>", TRUE },
    { "<a>text</a>\n", TRUE },
    { "<a><b/>", FALSE },
    { "<a><b/></", FALSE },
    { "<a><b>text", FALSE },
    { "<a>", FALSE },
    { "", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GByteArray) bytes = make_archive (cases[i].part);

      g_assert_cmpint (check (bytes->data, bytes->len), ==, cases[i].whole);
    }
}

static void
test_an_archive_is_whole_or_refused (void)
{
  g_autoptr (GByteArray) bytes = make_archive ("<a><b/></a>");

  for (guint size = 0; size < bytes->len; size++)
    g_assert_false (check (bytes->data, size));
  /* Bytes that lead elsewhere are read no further than the file. */
  for (guint i = 0; i < bytes->len; i++)
    {
      const guint8 kept = bytes->data[i];

      bytes->data[i] = 0xff;
      check (bytes->data, bytes->len);
      bytes->data[i] = kept;
    }
}

static void
test_a_real_workbook_is_whole (void)
{
  g_autoptr (MokCube) cube = export_cubes_new_exact (30, 1);
  char *folder = export_folder_new ();
  g_autofree char *path = g_build_filename (folder, "a.xlsx", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  g_assert_true (mok_export_tables (cube, path, &(MokExportOptions){ .language = "en" }, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  g_assert_true (check (bytes, size));
  g_assert_false (check (bytes, size - 1));
  g_assert_false (check (bytes, size / 2));
  export_folder_free (folder);
}

static void
test_names_of_sheets (void)
{
  static const char *const titles[] = {
    "",
    "'quoted'",
    "[a]:b*c?d/e\\f",
    "연차휴가와 생리휴가, 가족 돌봄 휴가를 신청했을 때 받았습니까?",
    "🏥🏥🏥🏥🏥🏥🏥🏥🏥🏥🏥🏥🏥🏥🏥🏥🏥🏥",
    "a\nb",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    for (guint number = 1; number < 20000; number *= 12)
      {
        g_autofree char *name =
            mok_export_sheet_dup_name (number, titles[i], number % 2 == 0 ? "by law, details" : NULL);
        glong length;
        g_autofree gunichar2 *units = g_utf8_to_utf16 (name, -1, NULL, &length, NULL);

        g_assert_nonnull (units);
        g_assert_cmpint (length, <=, 31);
        g_assert_null (strpbrk (name, "[]:*?/\\'\n"));
        g_assert_cmpuint (g_ascii_strtoull (name, NULL, 10), ==, number);
      }
}

int
main (int argc, char *argv[])
{
  mok_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/workbook/a-part-ends-its-first-element", test_a_part_ends_its_first_element);
  g_test_add_func ("/exchange/workbook/an-archive-is-whole-or-refused", test_an_archive_is_whole_or_refused);
  g_test_add_func ("/exchange/workbook/a-real-workbook-is-whole", test_a_real_workbook_is_whole);
  g_test_add_func ("/exchange/workbook/names-of-sheets", test_names_of_sheets);
  return g_test_run ();
}
