/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What the parts of the XLSForm reader share. */

#include "questionnaire/mok-diagnostic.h"
#include "questionnaire/mok-questionnaire.h"
#include "questionnaire/mok-sheet.h"

G_BEGIN_DECLS

/* The namespace of our own columns; a form declares it in its settings. */
#define MOK_XLSFORM_NAMESPACE "https://moksori.org/xlsform"

#define MOK_XLSFORM_MAX_SIZE (8 * 1024 * 1024)
#define MOK_XLSFORM_MAX_DIAGNOSTICS 50
#define MOK_XLSFORM_MAX_COLUMNS 250
#define MOK_XLSFORM_MAX_LANGUAGES 30
#define MOK_XLSFORM_MAX_QUESTIONS 5000
#define MOK_XLSFORM_MAX_LISTS 5000
#define MOK_XLSFORM_MAX_CHOICES 250
#define MOK_XLSFORM_MAX_NAME 64
#define MOK_XLSFORM_MAX_DEPTH 16
#define MOK_XLSFORM_MAX_BACKGROUNDS 10
#define MOK_XLSFORM_MAX_LEVELS 12
#define MOK_XLSFORM_MAX_COMMENT 4096

/* What a column of a sheet holds. */
typedef enum
{
  COLUMN_UNKNOWN, /* said so; its cells are not read */
  COLUMN_COSMETIC,
  COLUMN_REFUSED, /* a filled cell is an error: leaving it out would change data or flow */

  COLUMN_TYPE,
  COLUMN_NAME,
  COLUMN_LABEL,
  COLUMN_SHORT,
  COLUMN_ALTERNATE,
  COLUMN_HINT,
  COLUMN_GUIDANCE,
  COLUMN_REQUIRED,
  COLUMN_RELEVANT,
  COLUMN_CONSTRAINT,
  COLUMN_CONSTRAINT_MESSAGE,
  COLUMN_CALCULATION,
  COLUMN_APPEARANCE,
  COLUMN_PARAMETERS,
  COLUMN_ROLE,
  COLUMN_ORDERED,
  COLUMN_BANDS,
  COLUMN_PERIOD,
  COLUMN_RULE,
  COLUMN_LAW,
  COLUMN_RELEASE,

  COLUMN_LIST_NAME,
  COLUMN_KIND,

  COLUMN_FORM_TITLE,
  COLUMN_OWN_TITLE,
  COLUMN_FORM_ID,
  COLUMN_VERSION,
  COLUMN_DEFAULT_LANGUAGE,
  COLUMN_NAMESPACES,
} MokXlsformColumnKind;

typedef struct
{
  MokXlsformColumnKind kind;
  char *language; /* (owned): "" for a column without one, and where a language makes no sense */
  const MokSheetCell *header;
} MokXlsformColumn;

/* A group or question of the survey sheet with what can be read only when all names are known. */
typedef struct
{
  MokQuestion *question; /* (nullable) */
  MokGroup *group;       /* (nullable) */
  const MokSheetRow *row;
  const MokSheetCell *type;
  const MokSheetCell *name;
  const MokSheetCell *relevant;    /* (nullable) */
  const MokSheetCell *constraint;  /* (nullable) */
  const MokSheetCell *calculation; /* (nullable) */
  gboolean or_other;               /* the text question behind a question with "or_other": it has no row of its own */
} MokXlsformItem;

typedef struct
{
  const char *name;
  GPtrArray *diagnostics;
  guint n_reported;
  guint n_errors;
  gboolean is_workbook;

  GPtrArray *sheets; /* (element-type MokSheet) */
  const MokSheet *survey;
  const MokSheet *choices;
  const MokSheet *settings;
  GArray *survey_columns; /* (element-type MokXlsformColumn) */
  GArray *choices_columns;
  GArray *settings_columns;

  char *prefix;         /* (owned) (nullable): the one bound to our namespace */
  char *plain_language; /* (owned): of columns without a language */
  MokQuestionnaire *form;
  GArray *items;           /* (element-type MokXlsformItem) */
  GHashTable *names;       /* (owned) (element-type utf8): of questions and groups */
  GHashTable *lists;       /* (owned) (element-type utf8 MokChoiceList) */
  GHashTable *used_lists;  /* (owned) (element-type MokChoiceList) */
  GHashTable *field_lists; /* (owned) (element-type MokGroup): whose questions other tools show on one page */
} MokXlsformReader;

/* mok-xlsform.c */
gboolean mok_xlsform_is_full (const MokXlsformReader *self);
void mok_xlsform_report (MokXlsformReader *self,
                         MokSeverity severity,
                         const MokSheet *sheet,
                         guint line,
                         guint column,
                         const char *code,
                         const char *format,
                         ...) G_GNUC_PRINTF (7, 8);
void mok_xlsform_error (MokXlsformReader *self, const MokSheetCell *cell, const char *code, const char *format, ...)
    G_GNUC_PRINTF (4, 5);
void mok_xlsform_warn (MokXlsformReader *self, const MokSheetCell *cell, const char *code, const char *format, ...)
    G_GNUC_PRINTF (4, 5);
char *mok_xlsform_dup_suggestion (MokXlsformReader *self,
                                  const char *message,
                                  const char *wanted,
                                  const char *const *candidates,
                                  gsize n);
gboolean mok_xlsform_read_yes_no (MokXlsformReader *self, const MokSheetCell *cell, gboolean *value);

/* mok-xlsform-columns.c */
gboolean mok_xlsform_parse_language (const char *text, char **name, char **code);
GArray *mok_xlsform_read_header (MokXlsformReader *self, const MokSheet *sheet);
gboolean mok_xlsform_has_column (const GArray *columns, MokXlsformColumnKind kind);
const MokSheetCell *mok_xlsform_get_cell (const GArray *columns, const MokSheetRow *row, MokXlsformColumnKind kind);
MokText *mok_xlsform_read_text (MokXlsformReader *self,
                                const GArray *columns,
                                const MokSheetRow *row,
                                MokXlsformColumnKind kind,
                                gboolean may_refer);
void mok_xlsform_check_cells (MokXlsformReader *self, const GArray *columns, const MokSheetRow *row);

/* mok-xlsform-settings.c */
void mok_xlsform_read_namespaces (MokXlsformReader *self);
void mok_xlsform_read_settings (MokXlsformReader *self);

/* mok-xlsform-choices.c */
void mok_xlsform_add_list (MokXlsformReader *self, MokChoiceList *list);
void mok_xlsform_read_choices (MokXlsformReader *self);

/* mok-xlsform-survey.c */
void mok_xlsform_read_survey (MokXlsformReader *self);

/* mok-xlsform-type.c */
typedef enum
{
  MOK_XLSFORM_NO_TYPE, /* said so */
  MOK_XLSFORM_QUESTION,
  MOK_XLSFORM_BEGIN_GROUP,
  MOK_XLSFORM_END_GROUP,
} MokXlsformTypeKind;

typedef struct
{
  MokXlsformTypeKind kind;
  MokQuestionKind question;
  char *list; /* (owned) (nullable) */
  gboolean or_other;
} MokXlsformType;

void mok_xlsform_read_type (MokXlsformReader *self, const MokSheetCell *cell, MokXlsformType *type);

/* mok-xlsform-attributes.c */
void mok_xlsform_read_attributes (MokXlsformReader *self, const MokXlsformItem *item);

/* mok-xlsform-expressions.c */
void mok_xlsform_read_expressions (MokXlsformReader *self);

/* mok-xlsform-matrix.c */
void mok_xlsform_read_group_appearance (MokXlsformReader *self, MokGroup *group, const MokSheetRow *row);
gboolean
mok_xlsform_is_heading (MokXlsformReader *self, MokGroup *group, const MokSheetRow *row, const MokXlsformType *type);
gboolean mok_xlsform_is_matrix_word (const MokQuestion *question, const char *word);
void mok_xlsform_find_matrices (MokXlsformReader *self);

/* mok-xlsform-check.c */
void mok_xlsform_check (MokXlsformReader *self);

G_END_DECLS
