/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* One column of a sheet, from top to bottom: texts, lists, a warning, and the words of a survey in both languages. Must
 * not decide what is said.
 */

#include "config.h"

#include "report/mok-paper-flow.h"

#define INDENT 14.0
#define BAR 4.0
#define PADDING 10.0
#define MAX_TITLE_LINES 4

static void
add_layout (MokPaperFlow *self, PangoLayout *layout, double x, double gap)
{
  self->y += mok_paper_add_layout (self->paper, layout, x, self->y) + gap;
}

/**
 * mok_paper_flow_text:
 * @gap: below it, in points
 */
void
mok_paper_flow_text (MokPaperFlow *self, const char *text, double size, gboolean bold, double gap)
{
  g_autoptr (PangoLayout) layout = mok_paper_create_text (self->paper, text, self->language, size, bold, self->width);

  add_layout (self, layout, self->x, gap);
}

/**
 * mok_paper_flow_title:
 *
 * The title of the survey. What has no room on four lines is left out, so that no title pushes the rest off the page.
 */
void
mok_paper_flow_title (MokPaperFlow *self, MokManifest *manifest, double size)
{
  MokQuestionnaire *questionnaire = mok_manifest_get_questionnaire (manifest);
  const char *title = mok_manifest_get_title (manifest);
  g_autoptr (PangoLayout) layout = NULL;

  /* A title that the organizer has not changed is there in every language. */
  for (guint i = 0; i < questionnaire->languages->len; i++)
    if (g_strcmp0 (mok_text_peek (questionnaire->title, g_ptr_array_index (questionnaire->languages, i)), title) == 0)
      {
        title = mok_text_get (questionnaire->title, self->language);
        break;
      }
  layout = mok_paper_create_text (self->paper, title, self->language, size, TRUE, self->width);
  pango_layout_set_height (layout, -MAX_TITLE_LINES);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  add_layout (self, layout, self->x, 10);
}

/**
 * mok_paper_flow_item:
 *
 * One line of a list, with a mark before it.
 */
void
mok_paper_flow_item (MokPaperFlow *self, const char *text, double size)
{
  g_autoptr (PangoLayout) layout =
      mok_paper_create_text (self->paper, text, self->language, size, FALSE, self->width - INDENT);

  mok_paper_add_fill (self->paper, self->x + 3, self->y + size * 0.55, 4, 4);
  add_layout (self, layout, self->x + INDENT, 4);
}

/**
 * mok_paper_flow_warning:
 *
 * A text that must not be passed over: bold, with a bar along it.
 */
void
mok_paper_flow_warning (MokPaperFlow *self, const char *text, double size)
{
  g_autoptr (PangoLayout) layout =
      mok_paper_create_text (self->paper, text, self->language, size, TRUE, self->width - BAR - PADDING);
  const double height = mok_paper_measure (layout, NULL);

  mok_paper_add_fill (self->paper, self->x, self->y, BAR, height + 8);
  self->y += 4;
  add_layout (self, layout, self->x + BAR + PADDING, 18);
}

/**
 * mok_paper_flow_words:
 *
 * The six words of the survey, in the language of the sheet and then in the other one.
 */
void
mok_paper_flow_words (MokPaperFlow *self, MokManifest *manifest, double size)
{
  const gboolean korean = g_str_has_prefix (self->language, "ko");
  const char *const languages[] = { korean ? "ko" : "en", korean ? "en" : "ko" };

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_auto (GStrv) words = mok_manifest_dup_words (manifest, languages[i]);
      g_autofree char *line = g_strjoinv ("  ·  ", words);
      g_autoptr (PangoLayout) layout =
          mok_paper_create_text (self->paper, line, languages[i], i == 0 ? size : size * 0.8, i == 0, self->width);

      add_layout (self, layout, self->x, 4);
    }
  self->y += 10;
}

void
mok_paper_flow_rule (MokPaperFlow *self)
{
  mok_paper_set_colour (self->paper, MOK_PAPER_RULE);
  mok_paper_add_line (self->paper, self->x, self->y, self->x + self->width, self->y, FALSE);
  mok_paper_set_colour (self->paper, MOK_PAPER_INK);
  self->y += 14;
}
