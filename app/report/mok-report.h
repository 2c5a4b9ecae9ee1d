/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* The report of a closed survey: pages that are laid out once, painted on screen and saved as PDF by the same code. */

#include <cairo.h>
#include <gio/gio.h>

#include "base/mok-progress.h"
#include "release/mok-cube.h"
#include "store/mok-manifest.h"
#include "store/mok-survey-figures.h"

G_BEGIN_DECLS

#define MOK_REPORT_ERROR (mok_report_error_quark ())

typedef enum
{
  MOK_REPORT_ERROR_LOGO,    /* no picture that can be read */
  MOK_REPORT_ERROR_SECTION, /* there is no section of that name */
  MOK_REPORT_ERROR_WRITE,   /* no file can be written there, or the pages could not be made */
} MokReportError;

/* A page is A4, in points (1/72 inch). */
#define MOK_REPORT_PAGE_WIDTH 595.276
#define MOK_REPORT_PAGE_HEIGHT 841.89

/* A part of the report that can be left out: `summary`, `method`, `protections`, `pinned`, `comments`, `left-out`, a
 * chapter, a module of the questionnaire, or `other` for questions that belong to none.
 */
typedef struct
{
  char *id;    /* (owned) */
  char *title; /* (owned): in the report's language */
} MokReportSection;

/* What the organizer adds to a section. */
typedef struct
{
  char *section; /* (owned): its id; "" = below the title */
  char *text;    /* (owned): paragraphs with a blank line between them */
} MokReportText;

/**
 * MokReportInput:
 *
 * What is reported. Nothing here is about a single response.
 */
typedef struct
{
  MokCube *cube;
  MokManifest *manifest;
  GPtrArray *left;      /* (nullable) (element-type MokNote): what people must still destroy, where that is known */
  const char *comments; /* (nullable): the organizer's summary of the comments */
  GPtrArray *pins;      /* (nullable) (element-type MokPin): figures that the organizer chose, in their order */
  GHashTable *notes; /* (nullable) (element-type utf8 utf8): the organizer's words below the figures of a variable, as
                        in MokSurveyFigures */
} MokReportInput;

typedef struct
{
  const char *language;        /* of everything: `en` or `ko` */
  const char *const *sections; /* (nullable) (array zero-terminated=1): ids, also `chapters` and `questions` for all of
                                  these; %NULL = all */
  GPtrArray *texts;            /* (nullable) (element-type MokReportText) */
  const char *logo;            /* (nullable): path of a PNG picture */
  const char *author;          /* (nullable): who made the survey */
  guint day;                   /* when the report is made, as 20261129; 0 = does not say. Never a time of day */
  const char *font_family;     /* (nullable): "Cantarell, Noto Sans CJK KR" */
} MokReportOptions;

typedef struct _MokReport MokReport;

GQuark mok_report_error_quark (void);

MokReport *mok_report_new (const MokReportInput *input, const MokReportOptions *options, GError **error);
MokReport *mok_report_ref (MokReport *self);
void mok_report_unref (MokReport *self);
guint mok_report_get_n_pages (const MokReport *self);
int mok_report_get_page_of (const MokReport *self, const char *section);
const char *mok_report_get_title (const MokReport *self);
void mok_report_paint_page (const MokReport *self, cairo_t *cr, guint page);
GBytes *mok_report_render (const MokReport *self, GError **error);
gboolean mok_report_save (const MokReport *self,
                          const char *path,
                          MokProgressFunc progress,
                          gpointer data,
                          GCancellable *cancellable,
                          GError **error);

GPtrArray *mok_report_list_sections (const MokReportInput *input, const char *language);
void mok_report_section_free (MokReportSection *self);
GPtrArray *mok_report_texts_parse (const char *text);
void mok_report_text_free (MokReportText *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokReport, mok_report_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokReportSection, mok_report_section_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokReportText, mok_report_text_free)

G_END_DECLS
