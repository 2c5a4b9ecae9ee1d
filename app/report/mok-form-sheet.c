/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The questionnaire on paper: blocks in the order of the form, on pages, with a footer that is the same on every sheet.
 * No question stands on two pages unless it is very long. Must not put anything on a sheet that tells it from another:
 * no number, no box, no ward.
 */

#include "config.h"

#include "report/mok-form-sheet.h"

#include <glib/gi18n-lib.h>

#include "questionnaire/mok-numbering.h"
#include "report/mok-form-private.h"
#include "report/mok-pages.h"
#include "report/mok-paper-words.h"

#define HEADING_SIZE 12.5
#define HEADING_GAP 12.0
#define FOOTER_SIZE 7.5
#define FOOTER_GAP 6.0
#define PAGE_NUMBER_WIDTH 60.0

/* "12–17", or nothing */
static char *
dup_range (const MokForm *self, guint module)
{
  g_autofree char *first = NULL, *last = NULL;

  for (guint i = 0; i < self->places->len; i++)
    {
      const MokQuestion *question = mok_questionnaire_get_question (self->form, i);

      if (mok_questionnaire_get_module_of (self->form, question) != (int) module
          || !mok_form_get_place (self, question)->is_printed || mok_numbering_get (self->form, question) == 0)
        continue;
      g_free (last);
      last = mok_numbering_dup (self->form, question);
      if (first == NULL)
        first = g_strdup (last);
    }
  if (first == NULL)
    return g_strdup ("");
  if (g_str_equal (first, last))
    return g_steal_pointer (&first);
  return g_strdup_printf (C_ ("questions", "%1$s–%2$s"), first, last);
}

/* Its name, the questions it has, and who answers it. */
static void
add_heading (MokForm *self, guint module)
{
  const MokGroup *group = mok_questionnaire_get_module (self->form, module);
  const char *label = mok_text_get (group->label, self->language);
  const char *words = g_ptr_array_index (self->modules, module);
  MokFormBlock *block;
  MokFormRow *row;
  g_autofree char *range = dup_range (self, module);
  g_autoptr (PangoLayout) numbers = NULL;
  double width;

  if (*label == '\0' && words == NULL)
    return;
  block = mok_form_block_new (HEADING_GAP);
  row = mok_form_block_add_row (block);
  mok_form_row_add_text (self, row, label, HEADING_SIZE, TRUE, 0, 0, MOK_FORM_WIDTH - PAGE_NUMBER_WIDTH);
  numbers = mok_paper_create_text (self->paper, range, self->language, MOK_FORM_TEXT, FALSE, PAGE_NUMBER_WIDTH);
  mok_paper_measure (numbers, &width);
  mok_form_row_add_layout (row, numbers, MOK_FORM_WIDTH - width, 2);
  mok_form_row_add_shape (row, MOK_PAPER_FILL, 0, row->height + 1, MOK_FORM_WIDTH, 1.2);
  if (words != NULL)
    {
      mok_form_row_add_space (row, 2);
      mok_form_block_add_text (self, block, words, MOK_FORM_SMALL, TRUE, 0);
    }
  block->keep_with_next = TRUE;
  block->bookmark = g_strdup (label);
  g_ptr_array_add (self->blocks, block);
}

static void
add_questions (MokForm *self)
{
  int module = -1, run = -1;
  const MokGroup *group = NULL;

  for (guint i = 0; i < self->places->len; i++)
    {
      const MokQuestion *question = mok_questionnaire_get_question (self->form, i);
      const MokFormPlace *place = mok_form_get_place (self, question);
      const int here = mok_questionnaire_get_module_of (self->form, question);
      guint n;

      if (!place->is_printed)
        continue;
      if (here >= 0 && here != module)
        add_heading (self, (guint) here);
      module = here;
      if (place->run >= 0 && place->run != run)
        g_ptr_array_add (self->blocks, mok_form_create_run (self, (guint) place->run, FALSE));
      run = place->run;
      if (question->group != group)
        mok_form_add_stem (self, question);
      group = question->group;
      n = mok_form_count_table (self, question);
      if (n > 0)
        {
          mok_form_add_table (self, question, n);
          i += n - 1;
        }
      else
        mok_form_add_question (self, question);
    }
}

/* Where the blocks stand. @heights: (out): what @parts were made of, to be freed after them */
static GArray *
break_pages (MokForm *self, guint *n_pages)
{
  g_autoptr (GPtrArray) heights = g_ptr_array_new_with_free_func (g_free);
  g_autofree MokPageItem *items = g_new0 (MokPageItem, self->blocks->len);

  for (guint i = 0; i < self->blocks->len; i++)
    {
      const MokFormBlock *block = g_ptr_array_index (self->blocks, i);
      double *rows = g_new (double, MAX (block->rows->len, 1));

      for (guint j = 0; j < block->rows->len; j++)
        rows[j] = g_array_index (block->rows, MokFormRow, j).height;
      g_ptr_array_add (heights, rows);
      items[i] = (MokPageItem){ rows,
                                block->rows->len,
                                block->header.height,
                                block->gap,
                                block->may_split ? 2 : block->rows->len,
                                block->keep_with_next,
                                block->new_page };
    }
  return mok_pages_break (items, self->blocks->len, MOK_FORM_HEIGHT, 0, n_pages);
}

/* The first block that begins a page amid a run without saying whose questions these are; -1 where none does. Words
 * that fill a page themselves are not said again.
 */
static int
find_silent (const MokForm *self, GArray *parts)
{
  for (guint i = 1; i < parts->len; i++)
    {
      const MokPagePart *part = &g_array_index (parts, MokPagePart, i);
      const MokFormBlock *block = g_ptr_array_index (self->blocks, part->item);
      const MokFormBlock *before = g_ptr_array_index (self->blocks, MAX (part->item, 1) - 1);

      if (part->page != g_array_index (parts, MokPagePart, i - 1).page && part->first_row == 0 && block->run >= 0
          && !block->is_run_start && !before->is_run_start)
        return (int) part->item;
    }
  return -1;
}

/* Says at the top of a page again who answers what goes on there. Every round settles one page for good. */
static GArray *
place_blocks (MokForm *self, guint *n_pages)
{
  GArray *parts = break_pages (self, n_pages);
  int silent;

  while ((silent = find_silent (self, parts)) >= 0)
    {
      const MokFormBlock *block = g_ptr_array_index (self->blocks, (guint) silent);
      MokFormBlock *again = mok_form_create_run (self, (guint) block->run, TRUE);

      again->new_page = TRUE;
      g_ptr_array_insert (self->blocks, silent, again);
      g_array_unref (parts);
      parts = break_pages (self, n_pages);
    }
  return parts;
}

static void
draw_part (MokForm *self, const MokPagePart *part)
{
  const MokFormBlock *block = g_ptr_array_index (self->blocks, part->item);
  double y = MOK_FORM_TOP + part->y;

  if (block->bookmark != NULL && part->first_row == 0)
    mok_paper_add_bookmark (self->paper, block->bookmark, y);
  if (part->first_row > 0)
    mok_paper_add_text (self->paper, _ ("continued"), self->language, FOOTER_SIZE, FALSE, MOK_FORM_MARGIN,
                        MOK_FORM_TOP - FOOTER_SIZE * MOK_FORM_LEADING - 2, MOK_FORM_WIDTH);
  mok_form_row_draw (&block->header, self->paper, MOK_FORM_MARGIN, y);
  y += block->header.height;
  for (guint i = part->first_row; i < part->first_row + part->n_rows; i++)
    {
      const MokFormRow *row = &g_array_index (block->rows, MokFormRow, i);

      mok_form_row_draw (row, self->paper, MOK_FORM_MARGIN, y);
      y += row->height;
    }
}

/* The title, the six words, and which page of how many this is. */
static void
draw_footer (MokForm *self, guint page, guint n_pages)
{
  const double y = MOK_FORM_BOTTOM + FOOTER_GAP;
  g_autofree char *number = g_strdup_printf ("%u / %u", page + 1, n_pages);
  g_autoptr (PangoLayout) pages =
      mok_paper_create_text (self->paper, number, self->language, FOOTER_SIZE + 1, TRUE, PAGE_NUMBER_WIDTH);
  g_autoptr (PangoLayout) title = mok_paper_create_text (self->paper, self->title, self->language, FOOTER_SIZE, FALSE,
                                                         MOK_FORM_WIDTH - PAGE_NUMBER_WIDTH);
  double width;

  pango_layout_set_height (title, -1);
  pango_layout_set_ellipsize (title, PANGO_ELLIPSIZE_END);
  mok_paper_measure (pages, &width);
  mok_paper_add_layout (self->paper, title, MOK_FORM_MARGIN, y);
  mok_paper_add_layout (self->paper, pages, MOK_PAPER_WIDTH - MOK_FORM_MARGIN - width, y);
  if (self->words != NULL)
    mok_paper_add_text (self->paper, self->words, self->language, FOOTER_SIZE, FALSE, MOK_FORM_MARGIN,
                        y + FOOTER_SIZE * MOK_FORM_LEADING, MOK_FORM_WIDTH - PAGE_NUMBER_WIDTH);
}

static void
draw (MokForm *self)
{
  guint n_pages;
  g_autoptr (GArray) parts = place_blocks (self, &n_pages);
  guint at = 0;

  for (guint page = 0; page < n_pages; page++)
    {
      mok_paper_add_page (self->paper);
      for (; at < parts->len && g_array_index (parts, MokPagePart, at).page == page; at++)
        draw_part (self, &g_array_index (parts, MokPagePart, at));
      draw_footer (self, page, n_pages);
    }
}

static void
form_clear (MokForm *self)
{
  g_free (self->words);
  g_array_unref (self->places);
  g_array_unref (self->runs);
  g_ptr_array_unref (self->modules);
  g_ptr_array_unref (self->notes);
  g_ptr_array_unref (self->blocks);
}

static MokPaper *
create (MokForm *self)
{
  self->paper = mok_paper_new (self->title);
  mok_paper_set_line_height (self->paper, MOK_FORM_LEADING);
  self->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_form_block_free);
  mok_form_find_places (self);
  mok_form_add_front (self);
  add_questions (self);
  mok_form_add_end (self);
  draw (self);
  form_clear (self);
  return self->paper;
}

/**
 * mok_form_sheet_new:
 * @title: (nullable): of the survey; %NULL for the questionnaire's own
 * @disclosure: what the sheet says of what happens to answers
 * @language: a language of @form; what does not come from the form is in the program's current language
 *
 * Prints everything that may be asked, in the order of the form: choices that the program shuffles are not,
 * calculations are left out, and where half of the respondents see another wording, all have the first one on paper.
 *
 * Returns: (transfer full): pages of A4, black on white
 */
MokPaper *
mok_form_sheet_new (MokQuestionnaire *form, const char *title, MokDisclosure disclosure, const char *language)
{
  g_return_val_if_fail (form != NULL && language != NULL, NULL);

  MokForm self = { .form = form,
                   .title = title != NULL && *title != '\0' ? title : mok_text_get (form->title, language),
                   .language = language,
                   .disclosure = disclosure };

  return create (&self);
}

/**
 * mok_form_sheet_new_of_survey:
 * @language: the language in use; where the questionnaire has it not, its default one
 *
 * Like mok_form_sheet_new(), with the six words of the survey on every page, so that whoever types the answers in can
 * tell that they belong there.
 *
 * Returns: (transfer full): pages of A4
 */
MokPaper *
mok_form_sheet_new_of_survey (MokManifest *manifest, const char *language)
{
  g_return_val_if_fail (manifest != NULL && language != NULL, NULL);

  MokQuestionnaire *form = mok_manifest_get_questionnaire (manifest);
  const char *own = mok_questionnaire_match_language (form, language);
  MokForm self = { .form = form,
                   .title = mok_paper_find_title (manifest, own),
                   .language = own,
                   .disclosure = mok_manifest_get_disclosure (manifest),
                   .words = mok_paper_dup_fingerprint (manifest, g_str_has_prefix (own, "ko") ? "ko" : "en") };

  return create (&self);
}
