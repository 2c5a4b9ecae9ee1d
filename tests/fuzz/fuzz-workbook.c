/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Fuzz target: a workbook (.xlsx). Either the file itself, or, since check sums and packing keep out nearly everything
 * made at random, what its parts hold, parted by lines of "----": survey, choices, settings, strings, formats,
 * workbook, relations. A part that is empty or not there is as it should be. What is read is written, and has to read
 * back as the same bytes.
 */

#include "config.h"

#include <string.h>

#include "base/mok-init.h"
#include "questionnaire/mok-xlsform.h"
#include "workbook-support.h"

#define DIVIDER "\n----\n"
#define N_PARTS 7

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static GBytes *
put_together (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_auto (GStrv) pieces = g_strsplit (text, DIVIDER, N_PARTS);
  const char *parts[N_PARTS] = { NULL };

  for (guint i = 0; pieces[i] != NULL; i++)
    parts[i] = *pieces[i] != '\0' ? pieces[i] : NULL;
  return workbook_put_together (
      &(WorkbookParts){ parts[0], parts[1], parts[2], parts[3], parts[4], parts[5], parts[6] },
      "zip:compression=store");
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const gboolean is_file = size > 1 && (memcmp (data, "PK", 2) == 0 || memcmp (data, "\xD0\xCF", 2) == 0);
  g_autoptr (GBytes) bytes = is_file ? g_bytes_new (data, size) : put_together (data, size);
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);
  g_autoptr (MokQuestionnaire) form = NULL;
  g_autoptr (MokQuestionnaire) again = NULL;

  mok_init ();
  form = mok_xlsform_read ("fuzz.xlsx", bytes, diagnostics);
  g_assert_cmpint (form == NULL, ==, mok_diagnostics_count (diagnostics, MOK_SEVERITY_ERROR) > 0);
  for (guint i = 0; i < diagnostics->len; i++)
    {
      g_autofree char *line = mok_diagnostic_to_string (g_ptr_array_index (diagnostics, i));

      g_assert_true (g_utf8_validate (line, -1, NULL));
    }
  if (form == NULL)
    return 0;
  again = mok_xlsform_read_csv ("again.csv", form->source, diagnostics);
  g_assert_nonnull (again);
  g_assert_true (g_bytes_equal (form->source, again->source));
  return 0;
}
