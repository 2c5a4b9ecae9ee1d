/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Values as JSON text. Must not know what they mean, nor lay out objects. */

#include "config.h"

#include "base/mok-json.h"

#include <math.h>

/**
 * mok_json_append_string:
 * @json: where to
 * @text: (nullable): UTF-8
 *
 * Appends a string in quotation marks, or null.
 */
void
mok_json_append_string (GString *json, const char *text)
{
  g_return_if_fail (json != NULL);

  if (text == NULL)
    {
      g_string_append (json, "null");
      return;
    }
  g_string_append_c (json, '"');
  for (const char *at = text; *at != '\0'; at++)
    {
      const guchar byte = (guchar) *at;

      if (byte == '"' || byte == '\\')
        g_string_append_printf (json, "\\%c", byte);
      else if (byte < 0x20 || byte == 0x7f)
        g_string_append_printf (json, "\\u%04x", byte);
      else
        g_string_append_c (json, *at);
    }
  g_string_append_c (json, '"');
}

/**
 * mok_json_append_double:
 * @json: where to
 * @number: any number
 *
 * Appends the shortest text that is read back as the same number; null for what JSON does not have: NAN and infinity.
 */
void
mok_json_append_double (GString *json, double number)
{
  static const char *const formats[] = { "%.15g", "%.16g", "%.17g" };
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_return_if_fail (json != NULL);

  if (!isfinite (number))
    {
      g_string_append (json, "null");
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_ascii_formatd (buffer, sizeof buffer, formats[i], number);
      if (g_ascii_strtod (buffer, NULL) == number)
        break;
    }
  g_string_append (json, buffer);
}
