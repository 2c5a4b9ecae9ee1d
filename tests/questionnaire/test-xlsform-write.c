/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* questionnaire/: what is written reads back as the same questionnaire, and as the same bytes; and no bytes at all
 * bring the reader down.
 */

#include "config.h"

#include <string.h>

#include "base/mok-init.h"
#include "base/mok-random.h"
#include "random-form.h"
#include "support.h"

/* Reads the canonical bytes of @form again, twice. */
static void
assert_is_fixed_point (const MokQuestionnaire *form)
{
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);
  g_autoptr (MokQuestionnaire) again = mok_xlsform_read ("again.csv", form->source, diagnostics);

  if (again == NULL)
    {
      g_autofree char *text = mok_diagnostic_to_string (g_ptr_array_index (diagnostics, 0));

      g_error ("%s\n%s", text, (const char *) g_bytes_get_data (form->source, NULL));
    }
  support_assert_equal (form, again);
  g_assert_true (g_bytes_equal (form->source, again->source));
}

static void
test_files_read_back (void)
{
  static const char *const paths[] = { "resources/questionnaires/care-workforce.csv", "tests/fixtures/osmi/form.csv" };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *path = support_dup_path (paths[i]);
      g_autofree char *contents = NULL;
      g_autoptr (MokQuestionnaire) form = NULL;

      g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
      form = support_read_clean (contents);
      assert_is_fixed_point (form);
    }
}

static void
test_random_forms_read_back (void)
{
  g_autoptr (MokRandom) random = mok_random_new_seeded (1962);
  guint n_read = 0;

  for (guint i = 0; i < 400; i++)
    {
      g_autofree char *csv = random_form_dup (random);
      g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);
      g_autoptr (MokQuestionnaire) form = support_read (csv, diagnostics);

      for (guint k = 0; form == NULL && k < diagnostics->len; k++)
        {
          const MokDiagnostic *diagnostic = g_ptr_array_index (diagnostics, k);

          /* The one thing a random form may really have too much of. */
          if (diagnostic->severity == MOK_SEVERITY_ERROR)
            g_assert_cmpstr (diagnostic->code, ==, "too-many-backgrounds");
        }
      if (form == NULL)
        continue;
      n_read++;
      assert_is_fixed_point (form);
    }
  g_assert_cmpuint (n_read, >, 390);
}

/* Changes bytes, cells and lines of a real form: every result is read or refused, and read ones are fixed points. */
static void
test_damaged_forms_are_read_or_refused (void)
{
  static const char *const splices[] = {
    "\"",          ",",         "\n", "${", "}",    "(",  "survey\n",   "or_other",
    "begin_group", "end_group", "'",  "98", "\xFF", "::", "bind::mok:", "select_one exp",
    "calculate",   "yes",       ""
  };
  g_autofree char *path = support_dup_path ("resources/questionnaires/care-workforce.csv");
  g_autofree char *contents = NULL;
  gsize length;
  g_autoptr (MokRandom) random = mok_random_new_seeded (11);
  guint n_read = 0;
  guint n_refused = 0;

  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (GString) damaged = g_string_new_len (contents, (gssize) length);
      g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);
      g_autoptr (MokQuestionnaire) form = NULL;
      g_autoptr (GBytes) bytes = NULL;
      const guint n = 1 + mok_random_uniform (random, 3);

      for (guint i = 0; i < n; i++)
        {
          const gsize at = mok_random_uniform (random, (guint32) damaged->len);
          const char *splice = splices[mok_random_uniform (random, G_N_ELEMENTS (splices))];
          const gsize cut =
              mok_random_uniform (random, 4) == 0 ? mok_random_uniform (random, 200) : mok_random_uniform (random, 3);

          g_string_erase (damaged, (gssize) at, (gssize) MIN (cut, damaged->len - at));
          g_string_insert (damaged, (gssize) at, splice);
        }
      bytes = g_string_free_to_bytes (g_steal_pointer (&damaged));
      form = mok_xlsform_read ("damaged.csv", bytes, diagnostics);
      g_assert_cmpint (form == NULL, ==, mok_diagnostics_count (diagnostics, MOK_SEVERITY_ERROR) > 0);
      if (form != NULL)
        {
          n_read++;
          assert_is_fixed_point (form);
        }
      else
        n_refused++;
    }
  /* Both happen, so both are tested. */
  g_assert_cmpuint (n_read, >, 30);
  g_assert_cmpuint (n_refused, >, 30);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  mok_init ();
  g_test_add_func ("/questionnaire/xlsform-write/files-read-back", test_files_read_back);
  g_test_add_func ("/questionnaire/xlsform-write/random-forms-read-back", test_random_forms_read_back);
  g_test_add_func ("/questionnaire/xlsform-write/damaged-forms-are-read-or-refused",
                   test_damaged_forms_are_read_or_refused);
  return g_test_run ();
}
