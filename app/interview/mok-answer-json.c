/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Answers given as JSON. They are put through an interview in the order of the questionnaire, so that they are held to
 * everything that holds in the window; every fault is named, so that a paper response is typed in once.
 */

#include "config.h"

#include "interview/mok-answer-json.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "base/mok-secret.h"
#include "interview/mok-answer-private.h"
#include "questionnaire/mok-nearest.h"

#define ACCESS_CODE "access_code"

/* No answers need more: it keeps a parser that recurses from running out of stack. */
#define MAX_BYTES (1024 * 1024)
#define MAX_DEPTH 8

typedef struct
{
  MokInterview *interview;
  JsonObject *members;
  GHashTable *seen; /* (element-type utf8): names of members so far, while they are read */
  GPtrArray *errors;
} Replay;

static void add_error (GPtrArray *errors, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
add_error (GPtrArray *errors, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (errors, g_strdup_vprintf (format, args));
  va_end (args);
}

/* How deep lists and objects are inside each other. */
static guint
measure_depth (const char *json, gsize length)
{
  guint depth = 0;
  guint deepest = 0;
  gboolean quoted = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      if (quoted && json[i] == '\\')
        i++;
      else if (json[i] == '"')
        quoted = !quoted;
      else if (!quoted && (json[i] == '[' || json[i] == '{'))
        {
          depth++;
          deepest = MAX (deepest, depth);
        }
      else if (!quoted && (json[i] == ']' || json[i] == '}') && depth > 0)
        depth--;
    }
  return deepest;
}

static void
check_repetition (JsonParser *parser, JsonObject *object, const char *name, gpointer data)
{
  Replay *replay = data;

  if (!g_hash_table_add (replay->seen, g_strdup (name)))
    add_error (replay->errors, _ ("“%s” is given twice."), name);
}

/* Returns: (transfer full) (nullable): the members of the object that @json is */
static JsonObject *
parse_object (Replay *replay, const char *json, gsize length)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) error = NULL;

  if (length > MAX_BYTES || measure_depth (json, length) > MAX_DEPTH)
    {
      add_error (replay->errors, _ ("The answers are too large to be answers."));
      return NULL;
    }
  if (!g_utf8_validate_len (json, length, NULL))
    {
      add_error (replay->errors, _ ("The answers are not UTF-8 text."));
      return NULL;
    }
  replay->seen = seen;
  g_signal_connect (parser, "object-member", G_CALLBACK (check_repetition), replay);
  if (!json_parser_load_from_data (parser, json, (gssize) length, &error))
    {
      add_error (replay->errors, _ ("The answers are not JSON: %s"), error->message);
      return NULL;
    }

  JsonNode *root = json_parser_get_root (parser);

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      add_error (replay->errors, _ ("The answers are not a JSON object of variables."));
      return NULL;
    }
  return json_object_ref (json_node_get_object (root));
}

/* Names every member that no question can take. */
static void
check_names (Replay *replay)
{
  MokQuestionnaire *questionnaire = mok_interview_get_questionnaire (replay->interview);
  const guint n_questions = mok_questionnaire_get_n_questions (questionnaire);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  JsonObjectIter iter;
  const char *name;

  for (guint i = 0; i < n_questions; i++)
    g_ptr_array_add (names, mok_questionnaire_get_question (questionnaire, i)->name);

  json_object_iter_init_ordered (&iter, replay->members);
  while (json_object_iter_next_ordered (&iter, &name, NULL))
    {
      const MokQuestion *question = mok_questionnaire_find_question (questionnaire, name);
      const char *nearest;

      if (strcmp (name, ACCESS_CODE) == 0)
        continue;
      if (question != NULL && (question->kind == MOK_QUESTION_NOTE || question->kind == MOK_QUESTION_CALCULATE))
        add_error (replay->errors, _ ("“%s” takes no answer."), name);
      if (question != NULL)
        continue;
      nearest = mok_nearest_name (name, (const char *const *) names->pdata, names->len);
      if (nearest != NULL)
        add_error (replay->errors, _ ("There is no question “%1$s”. Did you mean “%2$s”?"), name, nearest);
      else
        add_error (replay->errors, _ ("There is no question “%s”."), name);
    }
}

static gboolean
is_integer (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64;
}

static gboolean
is_number (JsonNode *node)
{
  return is_integer (node) || (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_DOUBLE);
}

static gboolean
is_string (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
}

/* Finds the choice that @node names by its code, as a number or a text. */
static gboolean
read_choice (Replay *replay, const MokQuestion *question, JsonNode *node, guint *choice)
{
  g_autofree char *code = NULL;
  int index;

  if (is_integer (node))
    code = g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  else if (is_string (node))
    code = g_strdup (json_node_get_string (node));
  if (code == NULL)
    {
      add_error (replay->errors, _ ("“%s” needs the code of a choice."), question->name);
      return FALSE;
    }
  index = question->choices != NULL ? mok_choice_list_find (question->choices, code) : -1;
  if (index < 0)
    {
      add_error (replay->errors, _ ("“%1$s” has no choice “%2$s”."), question->name, code);
      return FALSE;
    }
  *choice = (guint) index;
  return TRUE;
}

/* Reads a list of codes: a multiple choice, or a rank from the first place on. */
static gboolean
read_choices (Replay *replay, const MokQuestion *question, JsonNode *node, MokAnswer *answer)
{
  gboolean good = TRUE;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    {
      add_error (replay->errors, _ ("“%s” needs a list of codes."), question->name);
      return FALSE;
    }

  JsonArray *codes = json_node_get_array (node);
  gboolean taken[MOK_ANSWER_MAX_CHOICES] = { FALSE };
  gboolean alone = FALSE;
  const guint n_codes = json_array_get_length (codes);

  for (guint i = 0; i < n_codes; i++)
    {
      guint choice;

      if (!read_choice (replay, question, json_array_get_element (codes, i), &choice))
        {
          good = FALSE;
          continue;
        }
      if (taken[choice])
        {
          add_error (replay->errors, _ ("“%1$s” has the choice “%2$s” twice."), question->name,
                     mok_choice_list_get (question->choices, choice)->code);
          good = FALSE;
          continue;
        }
      taken[choice] = TRUE;
      alone |= mok_choice_stands_alone (mok_choice_list_get (question->choices, choice));
      if (question->kind == MOK_QUESTION_RANK)
        answer->rank[choice] = (guint8) (i + 1);
      else
        mok_answer_set_choice (answer, choice, TRUE);
    }
  if (good && alone && n_codes > 1 && question->kind == MOK_QUESTION_MULTIPLE)
    {
      add_error (replay->errors, _ ("“%s” has a choice that cannot stand beside others."), question->name);
      good = FALSE;
    }
  answer->state = MOK_ANSWER_GIVEN;
  return good;
}

static gboolean
read_number (Replay *replay, const MokQuestion *question, JsonNode *node, MokAnswer *answer)
{
  const double value = is_number (node) ? json_node_get_double (node) : NAN;
  const gboolean whole = mok_answer_is_whole (question);

  if (!isfinite (value) || (whole && (value != floor (value) || fabs (value) > G_MAXINT32)))
    {
      add_error (replay->errors, whole ? _ ("“%s” needs a whole number.") : _ ("“%s” needs a number."), question->name);
      return FALSE;
    }
  if (whole)
    answer->integer = (gint32) value;
  else
    answer->decimal = value;
  return TRUE;
}

static gboolean
read_date (Replay *replay, const MokQuestion *question, JsonNode *node, MokAnswer *answer)
{
  double days;

  if (!is_string (node) || strlen (json_node_get_string (node)) != strlen ("2026-01-31")
      || !mok_date_parse (json_node_get_string (node), &days))
    {
      add_error (replay->errors, _ ("“%s” needs a date such as 2026-01-31."), question->name);
      return FALSE;
    }
  answer->date = (gint32) days;
  return TRUE;
}

/* Reads the member of @question. @answer may point into @node. */
static gboolean
read_answer (Replay *replay, const MokQuestion *question, JsonNode *node, MokAnswer *answer)
{
  answer->state = MOK_ANSWER_GIVEN;
  switch (question->kind)
    {
    case MOK_QUESTION_SINGLE:
      return read_choice (replay, question, node, &answer->choice);
    case MOK_QUESTION_MULTIPLE:
    case MOK_QUESTION_RANK:
      return read_choices (replay, question, node, answer);
    case MOK_QUESTION_INTEGER:
    case MOK_QUESTION_DECIMAL:
    case MOK_QUESTION_RANGE:
      return read_number (replay, question, node, answer);
    case MOK_QUESTION_DATE:
      return read_date (replay, question, node, answer);
    case MOK_QUESTION_TEXT:
      if (is_string (node))
        {
          answer->text = (char *) json_node_get_string (node);
          return TRUE;
        }
      add_error (replay->errors, _ ("“%s” needs a text."), question->name);
      return FALSE;
    case MOK_QUESTION_ACKNOWLEDGE:
      if (is_string (node) && strcmp (json_node_get_string (node), "OK") == 0)
        return TRUE;
      add_error (replay->errors, _ ("“%s” needs the text “OK”."), question->name);
      return FALSE;
    case MOK_QUESTION_NOTE:
    case MOK_QUESTION_CALCULATE:
    default:
      return FALSE;
    }
}

static void
answer_current (Replay *replay, guint current)
{
  MokQuestionnaire *questionnaire = mok_interview_get_questionnaire (replay->interview);
  const MokQuestion *question = mok_questionnaire_get_question (questionnaire, current);
  JsonNode *node = json_object_get_member (replay->members, question->name);
  MokAnswer answer = { 0 };
  g_autoptr (GError) error = NULL;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return;
  if (read_answer (replay, question, node, &answer)
      && !mok_interview_set_answer (replay->interview, current, &answer, &error))
    add_error (replay->errors, _ ("“%1$s”: %2$s"), question->name, error->message);
  mok_memory_wipe (&answer, sizeof answer);
}

/* Goes on, past answers that cannot stand. Returns: whether the interview went on */
static gboolean
go_on (Replay *replay)
{
  MokQuestionnaire *questionnaire = mok_interview_get_questionnaire (replay->interview);
  g_autoptr (GError) error = NULL;

  while (!mok_interview_next (replay->interview, &error))
    {
      const guint current = (guint) mok_interview_get_current (replay->interview);
      const gboolean given = mok_interview_get_answer (replay->interview, current)->state == MOK_ANSWER_GIVEN;

      add_error (replay->errors, _ ("“%1$s”: %2$s"), mok_questionnaire_get_question (questionnaire, current)->name,
                 error->message);
      g_clear_error (&error);
      if (!given)
        return FALSE;
      mok_interview_leave_blank (replay->interview, current);
    }
  return TRUE;
}

/* Names every answer to a question that was not asked. */
static void
check_unasked (Replay *replay)
{
  MokQuestionnaire *questionnaire = mok_interview_get_questionnaire (replay->interview);
  const guint n_questions = mok_questionnaire_get_n_questions (questionnaire);
  g_autoptr (GArray) route = mok_interview_get_route (replay->interview);
  g_autofree gboolean *asked = g_new0 (gboolean, n_questions);

  for (guint i = 0; i < route->len; i++)
    asked[g_array_index (route, guint, i)] = TRUE;
  for (guint i = 0; i < n_questions; i++)
    {
      const MokQuestion *question = mok_questionnaire_get_question (questionnaire, i);
      JsonNode *node = json_object_get_member (replay->members, question->name);

      if (node != NULL && !JSON_NODE_HOLDS_NULL (node) && !asked[i] && mok_question_is_asked (question))
        add_error (replay->errors, _ ("“%s” is not asked after these answers."), question->name);
    }
}

static void
take_access_code (Replay *replay, char **access_code)
{
  JsonNode *node = json_object_get_member (replay->members, ACCESS_CODE);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return;
  if (!is_string (node))
    add_error (replay->errors, _ ("“%s” needs a text."), ACCESS_CODE);
  else if (access_code != NULL)
    *access_code = g_strdup (json_node_get_string (node));
}

/**
 * mok_answer_json_replay:
 * @interview: an interview at its first question
 * @json: `{"variable": code | [codes] | number | "text", …}`; codes as numbers or texts; `null` and what is missing
 *   are left blank
 * @length: bytes of @json, or -1 if it ends with zero
 * @access_code: (out) (optional) (nullable): the member `access_code`
 * @errors: (element-type utf8): an array that owns its texts; every fault is appended, worded for the user
 *
 * Answers a whole interview. Nothing may be stored if there is a fault: the interview is then not complete, but shows
 * by its route and answers how far the sound answers lead.
 *
 * Returns: whether there was no fault; then the interview is complete or screened out
 */
gboolean
mok_answer_json_replay (MokInterview *interview, const char *json, gssize length, char **access_code, GPtrArray *errors)
{
  g_return_val_if_fail (MOK_IS_INTERVIEW (interview) && json != NULL && errors != NULL, FALSE);

  Replay replay = { .interview = interview, .errors = errors };
  const guint n_before = errors->len;
  g_autoptr (JsonObject) members = NULL;

  if (access_code != NULL)
    *access_code = NULL;
  members = parse_object (&replay, json, length < 0 ? strlen (json) : (gsize) length);
  if (members == NULL)
    return FALSE;

  replay.members = members;
  take_access_code (&replay, access_code);
  check_names (&replay);
  while (mok_interview_get_state (interview) == MOK_INTERVIEW_ASKING)
    {
      answer_current (&replay, (guint) mok_interview_get_current (interview));
      if (!go_on (&replay))
        break;
    }
  check_unasked (&replay);
  if (errors->len == n_before)
    return TRUE;

  /* Back to asking, so that nothing can be stored. */
  g_autoptr (GArray) route = mok_interview_get_route (interview);

  if (mok_interview_get_state (interview) == MOK_INTERVIEW_COMPLETE && route->len > 0)
    mok_interview_go_to (interview, g_array_index (route, guint, 0));
  return FALSE;
}
