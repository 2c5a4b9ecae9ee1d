/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* A whole questionnaire, immutable once loaded, so that threads can share it. */

#include <glib.h>

#include "base/mok-text.h"
#include "questionnaire/mok-question.h"

G_BEGIN_DECLS

typedef struct _MokQuestionnaire MokQuestionnaire;

/**
 * MokQuestionnaire:
 *
 * Fields are public to read. Only the XLSForm reader (and tests) build one.
 */
struct _MokQuestionnaire
{
  gatomicrefcount refs;
  char *id;                  /* (owned): form_id */
  char *version;             /* (owned) (nullable) */
  MokText *title;            /* (owned) */
  GPtrArray *languages;      /* (owned) (element-type utf8): codes such as "en", "ko", in the order of the columns */
  GPtrArray *language_names; /* (owned) (element-type utf8): "English", "한국어" */
  char *default_language;    /* (owned) */
  GPtrArray *groups;         /* (owned) (element-type MokGroup): in the order of the form */
  GPtrArray *questions;      /* (owned) (element-type MokQuestion): in the order of the form, calculations included */
  GPtrArray *lists;          /* (owned) (element-type MokChoiceList) */
  GHashTable *by_name;       /* (owned) (element-type utf8 MokQuestion) */
  GBytes *source;            /* (owned) (nullable): canonical bytes, set by the reader: mok_xlsform_write() */
};

MokQuestionnaire *mok_questionnaire_new (const char *id);
MokQuestionnaire *mok_questionnaire_ref (MokQuestionnaire *self);
void mok_questionnaire_unref (MokQuestionnaire *self);
void mok_questionnaire_add_group (MokQuestionnaire *self, MokGroup *group);
void mok_questionnaire_add_question (MokQuestionnaire *self, MokQuestion *question);
void mok_questionnaire_add_list (MokQuestionnaire *self, MokChoiceList *list);
guint mok_questionnaire_get_n_questions (const MokQuestionnaire *self);
MokQuestion *mok_questionnaire_get_question (const MokQuestionnaire *self, guint index);
MokQuestion *mok_questionnaire_find_question (const MokQuestionnaire *self, const char *name);
MokChoiceList *mok_questionnaire_find_list (const MokQuestionnaire *self, const char *name);
guint mok_questionnaire_get_n_modules (const MokQuestionnaire *self);
MokGroup *mok_questionnaire_get_module (const MokQuestionnaire *self, guint module);
int mok_questionnaire_get_module_of (const MokQuestionnaire *self, const MokQuestion *question);
const char *mok_questionnaire_match_language (const MokQuestionnaire *self, const char *language);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MokQuestionnaire, mok_questionnaire_unref)

G_END_DECLS
