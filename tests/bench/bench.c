/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the benchmarks of surveys share: a form of single choices by one background, and a survey. */

#include "config.h"

#include "bench.h"

#include <sodium.h>

#include "questionnaire/mok-xlsform.h"
#include "store/mok-key-private.h"

/* At least a second of work on each core: what else the machine does must show. */
#define MIN_TIMED 40000

static const char *const passphrases[] = { "six words that nobody guesses" };

double
bench_seconds_since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

typedef struct
{
  gsize size;
  guint n;
} Opening;

static gpointer
open_some (gpointer data)
{
  const Opening *self = data;
  guint8 public_key[crypto_box_PUBLICKEYBYTES], secret_key[crypto_box_SECRETKEYBYTES];
  g_autofree guint8 *plain = g_malloc0 (self->size);
  g_autofree guint8 *sealed = g_malloc (self->size + crypto_box_SEALBYTES);

  crypto_box_keypair (public_key, secret_key);
  crypto_box_seal (sealed, plain, self->size, public_key);
  for (guint i = 0; i < self->n; i++)
    {
      if (crypto_box_seal_open (plain, sealed, self->size + crypto_box_SEALBYTES, public_key, secret_key) != 0)
        g_error ("a sealed box did not open");
    }
  return NULL;
}

/* Seconds to open @n sealed records on all cores and do nothing else; measured with some of them. */
double
bench_time_opening (gsize record_size, guint n)
{
  const guint n_threads = g_get_num_processors ();
  const guint n_timed = MAX (n / 10, MIN_TIMED);
  const Opening opening = { record_size, n_timed / n_threads };
  g_autofree GThread **threads = g_new (GThread *, n_threads);
  const gint64 start = g_get_monotonic_time ();

  for (guint t = 0; t < n_threads; t++)
    threads[t] = g_thread_new ("opening", open_some, (gpointer) &opening);
  for (guint t = 0; t < n_threads; t++)
    g_thread_join (threads[t]);
  return bench_seconds_since (start) * n / ((double) opening.n * n_threads);
}

/* MOKSORI_BENCH_ROWS asks for another size than the usual one, e.g. 1000000 as in docs. */
guint
bench_get_size (guint usual)
{
  const char *wanted = g_getenv ("MOKSORI_BENCH_ROWS");

  return wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : usual;
}

MokQuestionnaire *
bench_make_form (guint n_questions)
{
  g_autoptr (GString) text =
      g_string_new ("survey\n,type,name,label,bind::mok:role\n,select_one band,band,Band,background\n");
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);
  g_autoptr (GBytes) bytes = NULL;
  MokQuestionnaire *form;

  for (guint i = 1; i <= n_questions; i++)
    g_string_append_printf (text, ",select_one scale,q%02u,Question %u,\n", i, i);
  g_string_append (text, "choices\n,list_name,name,label\n");
  for (guint i = 1; i <= 6; i++)
    g_string_append_printf (text, ",band,%u,Band %u\n", i, i);
  for (guint i = 0; i <= 6; i++)
    g_string_append_printf (text, ",scale,%u,Answer %u\n", i, i);
  g_string_append (text, "settings\n,form_title,form_id,version,namespaces\n"
                         ",Bench,bench,1,\"mok=\"\"https://moksori.org/xlsform\"\"\"\n");
  bytes = g_bytes_new (text->str, text->len);
  form = mok_xlsform_read ("bench.csv", bytes, diagnostics);
  if (form == NULL)
    g_error ("%s", ((MokDiagnostic *) g_ptr_array_index (diagnostics, 0))->message);
  return form;
}

MokSurvey *
bench_make_survey (const char *folder, MokQuestionnaire *form, MokDisclosure disclosure)
{
  const MokHashCost cheap = { 1, 64 };
  const MokSurveyOptions options = { .disclosure = disclosure, .passphrases = passphrases, .n_passphrases = 1 };
  g_autofree char *path = g_build_filename (folder, "bench.moksori", NULL);
  g_autoptr (GError) error = NULL;
  MokSurvey *survey;

  mok_key_set_cost_for_tests (&cheap);
  survey = mok_survey_create (path, form, &options, &error);
  if (survey == NULL)
    g_error ("%s", error->message);
  return survey;
}

MokSecret *
bench_unlock (MokSurvey *survey)
{
  g_autoptr (GError) error = NULL;
  MokSecret *key = mok_survey_unlock (survey, passphrases, 1, &error);

  if (key == NULL)
    g_error ("%s", error->message);
  return key;
}
