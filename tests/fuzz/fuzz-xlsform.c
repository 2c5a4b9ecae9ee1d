/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Fuzz target: any bytes as a form. What is read is written, and that has to read back as the same bytes. */

#include "config.h"

#include "base/mok-init.h"
#include "questionnaire/mok-xlsform.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);
  g_autoptr (MokQuestionnaire) form = NULL;
  g_autoptr (MokQuestionnaire) again = NULL;

  mok_init ();
  form = mok_xlsform_read ("fuzz.csv", bytes, diagnostics);
  g_assert_cmpint (form == NULL, ==, mok_diagnostics_count (diagnostics, MOK_SEVERITY_ERROR) > 0);
  if (form == NULL)
    return 0;
  again = mok_xlsform_read ("again.csv", form->source, diagnostics);
  g_assert_nonnull (again);
  g_assert_true (g_bytes_equal (form->source, again->source));
  return 0;
}
