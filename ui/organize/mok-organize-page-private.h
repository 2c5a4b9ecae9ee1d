/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* What the parts of the page of a survey do for each other. Only for the files of the page. */

#include "organize/mok-job.h"
#include "organize/mok-organize-page.h"

G_BEGIN_DECLS

void mok_organize_page_report (MokOrganizePage *self, const char *heading, const GError *error);
MokJob *mok_organize_page_start_work (MokOrganizePage *self, const char *title, const char *description);
void mok_organize_page_end_work (MokOrganizePage *self);
void mok_organize_page_toast (MokOrganizePage *self, const char *text);

/* mok-organize-backup.c */
void mok_organize_page_back_up (MokOrganizePage *self);

G_END_DECLS
