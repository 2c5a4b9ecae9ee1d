/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* A question to the user in a dialog. */

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  MOK_ALERT_PLAIN,
  MOK_ALERT_SUGGESTED,
  MOK_ALERT_DESTRUCTIVE,
} MokAlertAppearance;

/**
 * MokAlertResponse:
 * @id: what mok_alert_finish() returns
 * @label: an untranslated text with mnemonic, marked with N_()
 * @appearance: how the button looks
 */
typedef struct
{
  const char *id;
  const char *label;
  MokAlertAppearance appearance;
} MokAlertResponse;

void mok_alert_async (GtkWindow *parent,
                      const char *heading,
                      const char *body,
                      const MokAlertResponse *responses,
                      guint n_responses,
                      GtkWidget *extra,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer data);
const char *mok_alert_finish (GAsyncResult *result, GError **error);

G_END_DECLS
