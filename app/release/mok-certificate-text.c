/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The certificate in plain words (docs/release.md, "Sentences" and "Certificate"). Must not claim more than was
 * checked.
 */

#include "config.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "analysis/mok-table-words.h"
#include "base/mok-language.h"
#include "release/mok-closing.h"
#include "release/mok-cube-private.h"

static char *
dup_percent (double share)
{
  return mok_percent_to_string ((int) floor (100 * share + 0.5));
}

static void
add_method (const MokCertificate *certificate, GPtrArray *notes)
{
  g_autofree char *replaced = g_strdup_printf ("%" G_GUINT64_FORMAT, certificate->n_replaced);
  g_autofree char *drawn = g_strdup_printf ("%" G_GUINT64_FORMAT, certificate->n_drawn);

  mok_notes_add (
      notes, MOK_NOTE_GOOD, _ ("How answers are protected"),
      g_strdup_printf (_ ("For each question about one in %1$u respondents, chosen at random, had the answer "
                          "replaced by another one before counting; the effect is then taken out by "
                          "calculation. Each group that answers were drawn from also held %2$u made-up "
                          "slips."),
                       certificate->rate_denominator / MAX (certificate->rate_numerator, 1), certificate->lambda));
  mok_notes_add (notes, MOK_NOTE_GOOD, _ ("Replaced answers"),
                 g_strdup_printf (_ ("%1$s of %2$s sets of linked answers were replaced: %3$u sets of questions, the "
                                     "largest of %4$u, each replaced as a whole. No table crosses two questions of one "
                                     "set."),
                                  replaced, drawn, certificate->n_blocks, certificate->largest_block));
  mok_notes_add (
      notes, MOK_NOTE_GOOD, _ ("Groups that answers were drawn from"),
      g_strdup_printf (_ ("The smallest has %1$u people. Groups in breakdowns have at least %2$u, cells of a "
                          "breakdown with a filter at least %3$u."),
                       certificate->smallest_urn, certificate->min_group, certificate->min_pair));
}

static void
add_certainty (const MokCube *cube, GPtrArray *notes)
{
  const MokCertificate *certificate = &cube->certificate;
  g_autofree char *share = dup_percent (certificate->share_certainty);
  g_autofree char *group = dup_percent (certificate->group_certainty);
  g_autofree char *row = dup_percent (certificate->row_certainty);

  mok_notes_add (notes, MOK_NOTE_PLAIN, _ ("How sure a reader can be of one answer"),
                 g_strdup_printf (_ ("A reader who knows nothing but the overall shares can be at most %s sure of an "
                                     "answer that no more than half of the people gave."),
                                  share));
  mok_notes_add (
      notes, certificate->group_certainty > 0.95 ? MOK_NOTE_WARNING : MOK_NOTE_PLAIN,
      _ ("… who believes the published share of the group"),
      g_strdup_printf (_ ("At most %1$s, at “%2$s”. Answers that gather in one group show what that group "
                          "says."),
                       group, mok_question_get_title (mok_cube_get_certificate_question (cube), mok_language_get ())));
  mok_notes_add (notes, MOK_NOTE_PLAIN, _ ("Rows"),
                 g_strdup_printf (_ ("No rows are kept. Whoever could put one together again would take it for genuine "
                                     "with at most %s."),
                                  row));
}

static void
add_left_out (const MokCertificate *certificate, GPtrArray *notes)
{
  if (certificate->n_unreadable > 0)
    mok_notes_add (notes, MOK_NOTE_WARNING, _ ("Damaged responses"),
                   g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u response was damaged and is left out.",
                                                 "%u responses were damaged and are left out.",
                                                 (gulong) certificate->n_unreadable),
                                    (guint) certificate->n_unreadable));
  if (certificate->n_unpublished > 0)
    mok_notes_add (
        notes, MOK_NOTE_PLAIN, _ ("Not published"),
        g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u question was asked of too few people.",
                                      "%u questions were asked of too few people.", certificate->n_unpublished),
                         certificate->n_unpublished));
  if (certificate->n_withheld > 0)
    mok_notes_add (
        notes, MOK_NOTE_PLAIN, _ ("Left out"),
        g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                      "%u table of a sensitive question would have told too much about single "
                                      "answers.",
                                      "%u tables of sensitive questions would have told too much about single "
                                      "answers.",
                                      certificate->n_withheld),
                         certificate->n_withheld));
}

static void
add_weighting (const MokCube *cube, GPtrArray *notes)
{
  g_autoptr (GPtrArray) weighting = cube->weighting != NULL ? mok_weighting_list_notes (cube->weighting) : NULL;

  if (weighting != NULL)
    g_ptr_array_extend_and_steal (notes, g_steal_pointer (&weighting));
}

static void
add_limits (GPtrArray *notes)
{
  mok_notes_add (notes, MOK_NOTE_PLAIN, _ ("What the figures tell"), g_strdup (mok_table_get_noise_sentence ()));
  mok_notes_add (
      notes, MOK_NOTE_WARNING, _ ("What stays unsafe"),
      g_strdup (_ ("What most people of a group answered can be inferred of each of them with more than 90 "
                   "percent certainty. That somebody took part is not hidden. Whoever opened the responses "
                   "saw everything before the noise. Each further survey of the same people adds evidence.")));
}

/**
 * mok_closing_list_certificate:
 *
 * Returns: (transfer full) (nullable) (element-type MokNote): the certificate of a release in plain words, in the
 *   program's language; %NULL for an open survey, which protects nothing
 */
GPtrArray *
mok_closing_list_certificate (const MokCube *cube)
{
  g_return_val_if_fail (cube != NULL, NULL);

  GPtrArray *notes;

  if (mok_cube_is_exact (cube))
    return NULL;
  notes = mok_notes_new ();
  add_method (&cube->certificate, notes);
  add_certainty (cube, notes);
  add_left_out (&cube->certificate, notes);
  add_weighting (cube, notes);
  add_limits (notes);
  return notes;
}

/**
 * mok_closing_list_left:
 * @survey: a survey that was closed
 * @error: return location for an error of %MOK_STORE_ERROR
 *
 * Returns: (transfer full) (nullable) (element-type MokNote): what the program cannot destroy and people must
 */
GPtrArray *
mok_closing_list_left (MokSurvey *survey, GError **error)
{
  g_return_val_if_fail (MOK_IS_SURVEY (survey), NULL);

  g_autoptr (GPtrArray) boxes = mok_survey_list_boxes (survey, error);
  g_autoptr (GString) labels = g_string_new (NULL);
  GPtrArray *notes;
  MokSurveyStatus status;
  gboolean has_review;

  if (boxes == NULL || !mok_survey_has_review (survey, &has_review, error)
      || !mok_survey_get_status (survey, &status, error))
    return NULL;
  notes = mok_notes_new ();
  for (guint i = 0; i < boxes->len; i++)
    {
      const MokSurveyBox *box = g_ptr_array_index (boxes, i);

      g_string_append_printf (labels, "%s%s", i > 0 ? ", " : "",
                              *box->label != '\0' ? box->label : _ ("without a label"));
    }
  if (boxes->len > 0)
    mok_notes_add (notes, MOK_NOTE_WARNING, _ ("Boxes and their copies"),
                   g_strdup_printf (_ ("Delete them on every computer and stick, and in mails and synced folders: %s."),
                                    labels->str));
  mok_notes_add (notes, MOK_NOTE_WARNING, _ ("Backups of this survey file"),
                 g_strdup (_ ("A backup made before closing still holds the sealed answers and the key. Delete it.")));
  mok_notes_add (notes, MOK_NOTE_WARNING, _ ("Written-down passphrases"),
                 g_strdup (status.has_trustees
                               ? _ ("Destroy all three once the comments are reviewed. Until then the two that closed "
                                    "the survey open the comments.")
                           : has_review
                               ? _ ("Destroy them once the comments are reviewed. Until then the passphrase opens "
                                    "the comments.")
                               : _ ("Destroy them: with an old copy of the survey they open every answer.")));
  /* No file says whether one was made: that would point out where to look. With trustees there is none; that it had
   * trustees is known of a closed survey as long as it has comments to review.
   */
  if (!status.has_trustees)
    mok_notes_add (
        notes, MOK_NOTE_WARNING, _ ("Recovery sheet"),
        g_strdup (_ ("If one was made, destroy the paper and its file: with a box or an old copy of the survey "
                     "it opens every answer.")));
  mok_notes_add (notes, MOK_NOTE_PLAIN, _ ("Old blocks of the disk"),
                 g_strdup (_ ("The old survey file was overwritten as far as the disk allows. Flash memory and file "
                              "systems that copy on write may keep older blocks.")));
  return notes;
}
