/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What the files that make up MokRespondPage share. */

#include "respond/mok-idle-watch.h"
#include "respond/mok-respond-page.h"

G_BEGIN_DECLS

struct _MokRespondPage
{
  AdwBin parent_instance;

  AdwBin *place;
  GtkRevealer *notice;
  GtkLabel *notice_text;
  GtkButton *notice_button;

  MokBox *box;             /* (owned) */
  MokPromiseFacts facts;   /* `sealed` is owned */
  char *language;          /* (owned): of the questionnaire's texts */
  MokInterview *interview; /* (owned) (nullable): while somebody answers */
  char *code;              /* (owned) (nullable): the access code as typed; wiped */
  gboolean reviewing;      /* the respondent has jumped back from the list of answers */
  gboolean submitting;     /* the response is on its way to the disk */

  MokSharedLink *link;  /* (owned) (nullable): a shared computer: only the end code leaves the box */
  gboolean used;        /* somebody has begun to answer in this process */
  gboolean held;        /* the response that was just submitted waits for others */
  gboolean asking;      /* for the end code */
  gboolean resting;     /* the page shown gives way to a fresh one when nobody looks at it any more */
  char *usual_language; /* (owned) (nullable): of this computer, on a shared one */
  gboolean full;        /* the window has covered the screen */
  gboolean ready;       /* the host knows that, and that something is to be seen in it */

  MokIdleWatch *idle; /* (owned) */
  MokIdleWatch *rest; /* (owned): on a shared computer, until the next visit begins by itself */
  guint escape;       /* source: until when a second Escape erases */

  GtkWidget *root; /* the window that has our controllers */
  GtkEventController *keys;
  GtkEventController *escapes;
  GtkEventController *signs;
};

/* The walk, in mok-respond-page.c. */
void mok_respond_page_show_promise (MokRespondPage *self);
void mok_respond_page_match_language (MokRespondPage *self);
void mok_respond_page_erase (MokRespondPage *self, gboolean screened_out);
void mok_respond_page_show_end (MokRespondPage *self, MokEnd end);

/* Keys, Escape and absence, in mok-respond-keys.c. */
void mok_respond_page_init_keys (MokRespondPage *self, guint idle_minutes);
void mok_respond_page_attach (MokRespondPage *self);
void mok_respond_page_detach (MokRespondPage *self);
void mok_respond_page_hide_notice (MokRespondPage *self);

/* A shared computer, in mok-respond-shared.c. */
void mok_respond_page_attach_shared (MokRespondPage *self);
void mok_respond_page_start_over (MokRespondPage *self);
void mok_respond_page_touch (MokRespondPage *self);
void mok_respond_page_renew (MokRespondPage *self);
void mok_respond_page_leave (MokRespondPage *self);
void mok_respond_page_begin_shared (MokRespondPage *self);
void mok_respond_page_end_shared_visit (MokRespondPage *self, MokEnd end);

/* Submitting, in mok-respond-submit.c. */
void mok_respond_page_submit (MokRespondPage *self);
void mok_respond_page_submitted (MokRespondPage *self, const GError *error);

G_END_DECLS
