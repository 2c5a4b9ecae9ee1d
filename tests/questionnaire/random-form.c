/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Forms made up at random: nearly all of them are right, and their texts hold what formats of files trip over. */

#include "config.h"

#include "random-form.h"

#include <string.h>

#include "base/mok-csv.h"

/* Text that means something to CSV, to XLSForm or to neither. */
static char *
dup_random_text (MokRandom *random)
{
  static const char *const pieces[] = { "a",  "B",    "가", "나다", "𝄞",    " ", "  ", ",",      "\"",
                                        "\n", "\r\n", "'",  "::",   "(en)", ";", "=",  "survey", "#" };
  GString *text = g_string_new ("x");
  const guint n = mok_random_uniform (random, 8);

  for (guint i = 0; i < n; i++)
    g_string_append (text, pieces[mok_random_uniform (random, G_N_ELEMENTS (pieces))]);
  g_string_append (text, "y");
  return g_string_free (text, FALSE);
}

typedef struct
{
  MokRandom *random;
  GPtrArray *row; /* (element-type utf8) */
  GString *out;
} Writer;

static void
add (Writer *self, const char *text)
{
  g_ptr_array_add (self->row, g_strdup (text));
}

static void
add_maybe (Writer *self, const char *text)
{
  add (self, mok_random_uniform (self->random, 3) == 0 ? text : "");
}

static void
add_text (Writer *self, gboolean is_needed)
{
  g_autofree char *text = dup_random_text (self->random);

  add (self, is_needed || mok_random_uniform (self->random, 3) == 0 ? text : "");
}

static void
end_row (Writer *self)
{
  mok_csv_write_row (self->out, (const char *const *) self->row->pdata, self->row->len);
  g_ptr_array_set_size (self->row, 0);
}

static void
write_question (Writer *self, guint index)
{
  static const char *const types[] = { "integer",      "decimal",
                                       "range",        "date",
                                       "text",         "note",
                                       "acknowledge",  "calculate",
                                       "select_one l", "select_multiple l",
                                       "rank m",       "select_one m or_other" };
  static const char *const single_roles[] = { "", "question", "sensitive", "background", "law-fact", "screener" };
  const char *type = types[mok_random_uniform (self->random, G_N_ELEMENTS (types))];
  const gboolean is_number = strcmp (type, "integer") == 0 || strcmp (type, "decimal") == 0;
  const gboolean is_single = strcmp (type, "select_one l") == 0;
  const gboolean is_list = strchr (type, ' ') != NULL;
  const gboolean is_stored =
      strcmp (type, "note") != 0 && strcmp (type, "acknowledge") != 0 && strcmp (type, "calculate") != 0;
  const char *role = is_single ? single_roles[mok_random_uniform (self->random, G_N_ELEMENTS (single_roles))] : "";
  g_autofree char *name = g_strdup_printf ("q%u", index);
  g_autofree char *relevant =
      g_strdup_printf ("${q%u} != '1' and not(${q%u} = ‘가’)", mok_random_uniform (self->random, MAX (index, 1)),
                       mok_random_uniform (self->random, MAX (index, 1)));

  add (self, "");
  add (self, type);
  add (self, name);
  add_text (self, TRUE);                                   /* label::English (en) */
  add_text (self, FALSE);                                  /* label::한국어 (ko) */
  add_text (self, FALSE);                                  /* short */
  add_text (self, FALSE);                                  /* alternate */
  add_text (self, FALSE);                                  /* hint */
  add_text (self, FALSE);                                  /* guidance_hint::日本語 (ja) */
  add (self, strcmp (role, "screener") == 0 ? "yes" : ""); /* required */
  add_maybe (self, index > 0 && strcmp (role, "background") != 0 ? relevant : "");
  if (is_number)
    add_maybe (self, ". >= 0.5 and . <= 120");
  else if (strcmp (type, "select_multiple l") == 0)
    add_maybe (self, "count-selected(.) <= 2");
  else if (strcmp (type, "text") == 0)
    add (self, "string-length(.) <= 20");
  else
    add (self, "");
  add_text (self, FALSE); /* constraint_message */
  add (self, strcmp (type, "calculate") == 0 ? "1 + 1" : "");
  add_maybe (self, is_single ? "likert" : strcmp (type, "text") == 0 ? "multiline" : "");
  if (strcmp (type, "range") == 0)
    add_maybe (self, "start=-0.5 end=1 step=0.1");
  else
    add_maybe (self, is_list ? "randomize=true" : "");
  add (self, role);
  add_maybe (self, is_single ? "yes" : "");
  add_maybe (self, is_number ? "-1.5;0.1;1e3" : "");
  add_maybe (self, is_stored ? "2024-02..2025-08" : "");
  add_maybe (self, is_stored ? "total-30" : "");
  end_row (self);
}

/* Returns: (transfer full): a form of all kinds of questions, as CSV */
char *
random_form_dup (MokRandom *random)
{
  Writer self = { random, g_ptr_array_new_with_free_func (g_free), g_string_new (NULL) };
  const guint n = 1 + mok_random_uniform (random, 12);
  guint depth = 0;
  guint n_backgrounds_at_most = 0;

  g_string_append (self.out,
                   "survey\n"
                   ",type,name,label::English (en),label::한국어 (ko),bind::mok:short::한국어 (ko),"
                   "bind::mok:alternate::English (en),hint::English (en),guidance_hint::日本語 (ja),required,relevance,"
                   "constraint,constraint_message::한국어 (ko),calculation,appearance,parameters,bind::mok:role,"
                   "bind::mok:ordered,bind::mok:bands,bind::mok:period,bind::mok:release\n");
  for (guint i = 0; i < n; i++)
    {
      if (mok_random_uniform (random, 4) == 0 && depth < 3)
        {
          g_autofree char *label = dup_random_text (random);

          add (&self, "");
          add (&self, "begin group");
          g_ptr_array_add (self.row, g_strdup_printf ("g%u", i));
          add_maybe (&self, label);
          for (guint k = 0; k < 10; k++)
            add (&self, "");
          add_maybe (&self, "table-list"); /* appearance */
          end_row (&self);
          depth++;
        }
      write_question (&self, i);
      if (depth > 0 && mok_random_uniform (random, 3) == 0)
        {
          g_string_append (self.out, ",end_group\n");
          depth--;
        }
      n_backgrounds_at_most++;
    }
  for (; depth > 0; depth--)
    g_string_append (self.out, ",end group\n");
  g_assert_cmpuint (n_backgrounds_at_most, <=, 12);

  g_string_append (self.out, "choices\n,list_name,name,label::English (en),label::한국어 (ko),mok_kind\n");
  for (guint i = 0; i < 8; i++)
    {
      static const char *const kinds[] = { "", "exclusive", "not-sure", "refused", "exclusive not-applicable",
                                           "", "",          "" };

      add (&self, "");
      add (&self, i < 5 ? "l" : "m");
      g_ptr_array_add (self.row, g_strdup_printf ("%u", i));
      add_text (&self, TRUE);
      add_text (&self, FALSE);
      add (&self, kinds[i]);
      end_row (&self);
    }
  g_string_append (self.out,
                   "settings\n,form_title,mok_title::한국어 (ko),form_id,version,default_language,namespaces\n");
  add (&self, "");
  add_text (&self, FALSE);
  add_text (&self, FALSE);
  add_text (&self, TRUE);
  add_text (&self, FALSE);
  add_maybe (&self, "한국어 (ko)");
  add (&self, "mok=\"https://moksori.org/xlsform\"");
  end_row (&self);
  g_ptr_array_unref (self.row);
  return g_string_free (self.out, FALSE);
}
