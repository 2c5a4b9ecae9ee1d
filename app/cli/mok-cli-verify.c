/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* verify: whether a file is what the program writes and nothing besides. Needs no passphrase. */

#include "config.h"

#include "cli/mok-cli.h"

#include <glib/gi18n-lib.h>

#include "store/mok-verify.h"

static void
print_json (const MokVerification *verification)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  mok_cli_add_string (builder, "kind", verification->is_box ? "box" : "survey");
  mok_cli_add_boolean (builder, "passed", mok_verification_count (verification, MOK_FINDING_FAILED) == 0);
  json_builder_set_member_name (builder, "checks");
  json_builder_begin_array (builder);
  for (guint i = 0; i < verification->findings->len; i++)
    {
      const MokFinding *finding = g_ptr_array_index (verification->findings, i);

      json_builder_begin_object (builder);
      mok_cli_add_string (builder, "check", finding->check);
      mok_cli_add_string (builder, "result", mok_finding_result_get_code (finding->result));
      mok_cli_add_string (builder, "text", finding->text);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  mok_cli_print_json (builder);
}

static void
print_text (const MokVerification *verification)
{
  static const char *const marks[] = { "✓", "✗", "?" };
  g_autofree char *verdict = mok_verification_dup_verdict (verification);

  for (guint i = 0; i < verification->findings->len; i++)
    {
      const MokFinding *finding = g_ptr_array_index (verification->findings, i);

      mok_cli_print ("%s %s\n", marks[finding->result], finding->text);
    }
  mok_cli_print ("\n%s\n", verdict);
}

MokCliStatus
mok_cli_verify (MokCli *cli)
{
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  g_autoptr (MokVerification) verification = NULL;
  g_autoptr (GError) error = NULL;

  if (!mok_cli_parse (cli, entries, 1, 1))
    return MOK_CLI_USAGE;
  verification = mok_verify_file (cli->arguments[0], NULL, &error);
  if (verification == NULL)
    return mok_cli_fail_at (cli->arguments[0], error);
  if (cli->json)
    print_json (verification);
  else
    print_text (verification);
  return mok_verification_count (verification, MOK_FINDING_FAILED) == 0 ? MOK_CLI_DONE : MOK_CLI_REFUSED;
}
