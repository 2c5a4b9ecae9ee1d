/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Who has the box, the key and a list of who came when looks for the order of the answers in the file: pages, offsets,
 * chains, counters, left-over bytes. In a box nothing may tell it. In ordinary tables the same attacker must find it,
 * or the attack would prove nothing.
 */

#include "config.h"

#include "attack.h"

#include <unistd.h>

#include <sqlite3.h>

#include "../store/support-survey.h"
#include "../store/support.h"
#include "report.h"
#include "storage.h"

enum
{
  SLOT,
  PAGE,
  OFFSET_IN_FILE,
  OFFSET_IN_PAGE,
  INDEX_IN_PAGE,
  FIRST_OVERFLOW,
  LAST_OVERFLOW,
  BYTES,
  N_SIGNALS,
};

static const char *const signal_names[N_SIGNALS] = {
  "number of the place", "page",           "page, then offset",      "offset in the page",
  "place in the page",   "first overflow", "last page of the chain", "first bytes of the cell",
};

static double
get_signal (const PagesCell *cell, guint which)
{
  const guint8 *bytes = g_bytes_get_data (cell->value, NULL);

  switch (which)
    {
    case SLOT:
      return (double) cell->rowid;
    case PAGE:
      return cell->page;
    case OFFSET_IN_FILE:
      return cell->page * 65536.0 + cell->offset;
    case OFFSET_IN_PAGE:
      return cell->offset;
    case INDEX_IN_PAGE:
      return cell->index;
    case FIRST_OVERFLOW:
      return cell->first_overflow;
    case LAST_OVERFLOW:
      return cell->last_overflow;
    case BYTES:
    default:
      return bytes[0] * 16777216.0 + bytes[1] * 65536.0 + bytes[2] * 256.0 + bytes[3];
    }
}

static void
add_view (const StorageView *view, StorageSignal *signals, MokRandom *random)
{
  const guint n = view->cells->len;
  g_autofree double *values = g_new (double, n);

  for (guint s = 0; s < N_SIGNALS; s++)
    {
      for (guint i = 0; i < n; i++)
        values[i] = get_signal (g_ptr_array_index (view->cells, i), s);
      storage_signal_add (&signals[s], values, view->numbers, n, random);
    }
}

static int
compare_by_number (gconstpointer a, gconstpointer b, gpointer data)
{
  const guint *numbers = data;
  const guint x = numbers[*(const guint *) a], y = numbers[*(const guint *) b];

  return x < y ? -1 : x > y;
}

/* The cells of the box, once more, in the order in which they came, as a program would do it that did not think of
 * this: @sql makes and fills an ordinary table "response".
 */
static void
write_plainly (const char *path, const StorageView *view, const char *make, const char *insert)
{
  g_autofree guint *order = g_new (guint, view->cells->len);
  sqlite3 *db = NULL;
  sqlite3_stmt *statement = NULL;

  for (guint i = 0; i < view->cells->len; i++)
    order[i] = i;
  g_qsort_with_data (order, (int) view->cells->len, sizeof *order, compare_by_number, view->numbers);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "PRAGMA page_size=8192;PRAGMA synchronous=OFF", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, make, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, insert, -1, &statement, NULL), ==, SQLITE_OK);
  for (guint i = 0; i < view->cells->len; i++)
    {
      const PagesCell *cell = g_ptr_array_index (view->cells, order[i]);
      gsize size;
      const void *bytes = g_bytes_get_data (cell->value, &size);

      sqlite3_bind_blob64 (statement, 1, bytes, size, SQLITE_STATIC);
      g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_DONE);
      sqlite3_reset (statement);
    }
  sqlite3_finalize (statement);
  sqlite3_close (db);
}

static double
attack_plain_table (StorageFixture *fixture, const StorageView *view, const char *make, const char *insert, guint which)
{
  g_autofree char *path = g_build_filename (fixture->folder, "plain.db", NULL);

  unlink (path);
  write_plainly (path, view, make, insert);

  g_autoptr (GByteArray) content = support_read (path);
  g_autoptr (StorageView) plain = storage_view_new_for_table (fixture, content->data, content->len, "response", 1);
  g_autofree double *values = g_new (double, plain->cells->len);

  g_assert_cmpuint (plain->cells->len, ==, view->cells->len);
  for (guint i = 0; i < plain->cells->len; i++)
    values[i] = get_signal (g_ptr_array_index (plain->cells, i), which);
  return storage_order_accuracy (values, plain->numbers, plain->cells->len);
}

/* Whether the place of a comment tells whose answer it belongs to. */
static void
add_link (const StorageView *records, const StorageView *comments, StorageSignal *link, MokRandom *random)
{
  const guint n = comments->cells->len;
  g_autofree guint *places = g_new0 (guint, n);
  g_autofree double *values = g_new (double, n);

  for (guint i = 0; i < n; i++)
    places[records->numbers[i]] = i;
  for (guint i = 0; i < n; i++)
    values[comments->numbers[i]] = i;
  storage_signal_add (link, values, places, n, random);
}

typedef struct
{
  StorageSignal signals[STORAGE_N_TABLES][N_SIGNALS];
  StorageSignal link;
  double contrast[3]; /* the smallest */
  guint n_traces;
} Result;

/* The same cells in ordinary tables. */
static void
add_contrasts (StorageFixture *fixture, const StorageView *comments, Result *result)
{
  static const struct
  {
    const char *make;
    const char *insert;
    guint signal;
  } plain[] = {
    { "CREATE TABLE response(i INTEGER PRIMARY KEY, cell BLOB)", "INSERT INTO response (cell) VALUES (?1)", SLOT },
    { "CREATE TABLE response(i INTEGER PRIMARY KEY, cell BLOB)", "INSERT INTO response (cell) VALUES (?1)", PAGE },
    { "CREATE TABLE response(id BLOB PRIMARY KEY, cell BLOB) WITHOUT ROWID",
      "INSERT INTO response (id, cell) VALUES (randomblob(16), ?1)", FIRST_OVERFLOW },
  };

  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    {
      const double accuracy = attack_plain_table (fixture, comments, plain[i].make, plain[i].insert, plain[i].signal);

      result->contrast[i] = MIN (result->contrast[i], accuracy);
    }
}

static void
attack_box (guint n_answers, gboolean with_contrast, Result *result, MokRandom *random)
{
  const MokBoxOptions options = { .label = "3병동", .n_slots = MAX (MOK_BOX_MINIMUM_SLOTS, 2 * n_answers) };
  g_autoptr (StorageFixture) fixture = storage_fixture_new (storage_make_quick_folder ());
  g_autofree char *path = support_make_box (fixture->survey, fixture->folder, "a.mokbox", &options);
  g_autoptr (MokBox) box = mok_box_open (path, NULL);
  PagesTraces traces;

  storage_submit (box, 0, n_answers);

  g_autoptr (GByteArray) content = support_read (path);
  g_autoptr (StorageView) records = storage_view_new (fixture, content->data, content->len, 0);
  g_autoptr (StorageView) comments = storage_view_new (fixture, content->data, content->len, 1);

  g_assert_cmpuint (records->cells->len, ==, n_answers);
  g_assert_cmpuint (comments->cells->len, ==, n_answers);
  add_view (records, result->signals[0], random);
  add_view (comments, result->signals[1], random);
  add_link (records, comments, &result->link, random);
  g_assert_true (pages_read_traces (content->data, content->len, &traces));
  result->n_traces += traces.n_free_pages + traces.n_free_blocks + traces.n_fragment_bytes + traces.n_stale_bytes;
  if (with_contrast)
    add_contrasts (fixture, comments, result);
}

void
attack_order (AttackSize size)
{
  const guint n_boxes = size == ATTACK_FULL ? 30 : 3;
  const guint n_answers = size == ATTACK_FULL ? 1000 : 100;
  g_autofree char *setting = g_strdup_printf ("%u boxes, %u answers each", n_boxes, n_answers);
  g_autoptr (MokRandom) random = mok_random_new_seeded (11);
  Result result = { .link = { .name = "place of the answer" }, .contrast = { 1, 1, 1 } };

  storage_begin (1);
  for (guint t = 0; t < STORAGE_N_TABLES; t++)
    for (guint s = 0; s < N_SIGNALS; s++)
      result.signals[t][s].name = signal_names[s];
  for (guint b = 0; b < n_boxes; b++)
    attack_box (n_answers, b < 3, &result, random);
  for (guint t = 0; t < STORAGE_N_TABLES; t++)
    for (guint s = 0; s < N_SIGNALS; s++)
      storage_signal_report (&result.signals[t][s], "order", setting, t == 0 ? "answers: " : "comments: ");
  storage_signal_report (&result.link, "order", setting, "place of the comment by ");
  report_at_most ("order", setting, "free pages and blocks, bytes left over", REPORT_COUNT, result.n_traces, 0);
  report_at_least ("order", "ordinary table, must fail", "number of the row", REPORT_NUMBER, result.contrast[0], 0.999);
  report_at_least ("order", "ordinary table, must fail", "page", REPORT_NUMBER, result.contrast[1], 0.99);
  report_at_least ("order", "random keys, must fail", "first overflow page", REPORT_NUMBER, result.contrast[2], 0.99);
}
