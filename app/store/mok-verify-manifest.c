/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Whether a file says of its survey what belongs to the fingerprint. Must not judge what it says. */

#include "config.h"

#include "store/mok-verify-private.h"

#include <glib/gi18n-lib.h>

#include "base/mok-language.h"
#include "store/mok-manifest-table.h"

static gboolean
has_one_row (MokVerify *self, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s", table);
  gint64 n;

  return mok_verify_query (self, sql, &n) && n == 1;
}

void
mok_verify_manifest (MokVerify *self)
{
  g_autoptr (GError) error = NULL;

  if (self->file != NULL && has_one_row (self, "manifest"))
    self->manifest = mok_manifest_load (self->file, NULL, &error);
  if (mok_store_error_is_version (error))
    {
      mok_verify_fail (self, "manifest", "%s", error->message);
      return;
    }
  if (self->manifest == NULL)
    {
      mok_verify_fail (self, "manifest",
                       _ ("What the file says of the survey does not belong to its check words: it was changed."));
      return;
    }
  self->result->is_open = mok_manifest_get_disclosure (self->manifest) == MOK_DISCLOSURE_OPEN;

  g_auto (GStrv) words = mok_manifest_dup_words (self->manifest, mok_language_get ());
  g_autofree char *fingerprint = g_strjoinv (" ", words);
  g_autofree char *text = g_strdup_printf (
      _ ("What the file says of the survey belongs to the check words “%s”. Compare them with the notice."),
      fingerprint);

  mok_verify_pass (self, "manifest", text);
}
