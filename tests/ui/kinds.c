/* SPDX-FileCopyrightText: 2026 The Moksori authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Forms for tests of widgets, as XLSForm. */

#include "config.h"

#include <string.h>

#include "questionnaire/mok-xlsform.h"
#include "support.h"

static const char kinds[] =
    "survey\n"
    ",type,name,label::English (en),label::한국어 (ko),hint::English (en),constraint,appearance,parameters,"
    "bind::mok:period,bind::mok:bands,bind::mok:role,bind::mok:law\n"
    ",begin_group,first,First topic,첫 주제,,,,,,,,\n"
    ",select_one yesno,agree,Do you agree?,동의합니까?,,,,,,,screener,\n"
    ",note,intro,Think of your last months.,마지막 몇 달을 떠올려 주십시오.,,,,,,,,\n"
    ",acknowledge,seen,Please read this.,읽어 주십시오.,,,,,,,,\n"
    ",select_one exp,menst,What happened with leave?,휴가는 어떠했습니까?,,,,,12m,,,menstrual-leave\n"
    ",integer,hours,How many hours?,몇 시간입니까?,No breaks,. >= 0 and . <= 120,,,,40;52,,\n"
    ",decimal,pay,How much?,얼마입니까?,,. >= 0 and . <= 100,,,,,,\n"
    ",range,mood,How content?,얼마나 만족합니까?,,,,start=0 end=10 step=1,,,,\n"
    ",end_group,,,,,,,,,,,\n"
    ",begin_group,second,Second topic,둘째 주제,,,,,,,,\n"
    ",date,since,Since when?,언제부터입니까?,,,,,,,,\n"
    ",select_multiple worst,worst,Which were the worst?,무엇이 가장 심했습니까?,,count-selected(.) <= 2,,,,,,\n"
    ",rank order,order,Which matters most?,무엇이 중요합니까?,,,,,,,,\n"
    ",text,word,In a word?,한마디로?,,string-length(.) <= 20,,,,,,\n"
    ",text,comment,Anything else?,더 있습니까?,,string-length(.) <= 30,multiline,,,,,\n"
    ",end_group,,,,,,,,,,,\n"
    "choices\n"
    ",list_name,name,label::English (en),label::한국어 (ko),mok_kind\n"
    ",yesno,1,Yes,예,\n"
    ",yesno,2,No,아니요,ends\n"
    ",exp,1,Received,받았습니다,\n"
    ",exp,2,Denied,못 받았습니다,\n"
    ",exp,98,Not sure,모르겠습니다,not-sure\n"
    ",exp,99,Prefer not to answer,응답하지 않겠습니다,refused\n"
    ",worst,1,Rosters,근무표,\n"
    ",worst,2,Breaks,휴게시간,\n"
    ",worst,3,Overtime,연장 근로,\n"
    ",worst,9,None of these,해당 없음,exclusive\n"
    ",worst,99,Prefer not to answer,응답하지 않겠습니다,refused\n"
    ",order,a,Pay,임금,\n"
    ",order,b,Staffing,인력,\n"
    ",order,c,Rest,휴식,\n"
    "settings\n"
    ",form_title,form_id,version,default_language,namespaces\n"
    ",All kinds,kinds,1,English (en),\"mok=\"\"https://moksori.org/xlsform\"\"\"\n";

static const char two_questions[] = "survey\n"
                                    ",type,name,label::English (en),label::한국어 (ko)\n"
                                    ",select_one exp,first,First question?,첫째 문항입니까?\n"
                                    ",integer,second,Second question?,둘째 문항입니까?\n"
                                    "choices\n"
                                    ",list_name,name,label::English (en),label::한국어 (ko),mok_kind\n"
                                    ",exp,1,Good,좋음,\n"
                                    ",exp,2,Bad,나쁨,\n"
                                    ",exp,99,Prefer not to answer,응답하지 않겠습니다,refused\n"
                                    "settings\n"
                                    ",form_title,form_id,version,default_language,namespaces\n"
                                    ",Two questions,two,1,English (en),\"mok=\"\"https://moksori.org/xlsform\"\"\"\n";

static const char matrix[] =
    "survey\n"
    ",type,name,label::English (en),label::한국어 (ko),appearance,relevant,constraint,constraint_message::English (en),"
    "constraint_message::한국어 (ko),bind::mok:period,bind::mok:law\n"
    ",begin_group,time,Working time,근로시간,,,,,,,\n"
    ",select_one often,before,How often are rosters changed?,근무표는 얼마나 자주 바뀝니까?,,,,,,,\n"
    ",begin_group,table,How often did you get each of these?,다음을 얼마나 자주 받았습니까?,table-list,,,,,,\n"
    ",select_one often,breaks,The break due to you,법정 휴게시간,,,,,,3m,menstrual-leave\n"
    ",select_one often,day,A paid day off each week,유급 주휴일,,,. != 3,Not this one.,이것은 안 됩니다.,3m,\n"
    ",select_one often,night,Extra pay for nights,야간 수당,,${breaks} = 1,,,,3m,childcare-hours\n"
    ",select_one often,holiday,Public holidays off,공휴일,,,,,,3m,\n"
    ",end_group,,,,,,,,,,\n"
    ",select_one often,after,And after?,그다음은 어떻습니까?,,,,,,,\n"
    ",end_group,,,,,,,,,,\n"
    "choices\n"
    ",list_name,name,label::English (en),label::한국어 (ko),mok_kind\n"
    ",often,1,Always or nearly always,거의 항상,\n"
    ",often,2,More than half,절반 넘게,\n"
    ",often,3,Half or less,절반 이하,\n"
    ",often,4,Never or almost never,거의 없음,\n"
    ",often,99,Prefer not,응답하지 않음,refused\n"
    ",often,97,Does not apply,해당 없음,not-applicable\n"
    ",often,98,Not sure,모르겠음,not-sure\n"
    "settings\n"
    ",form_title,form_id,version,default_language,namespaces\n"
    ",Matrix,matrix,1,English (en),\"mok=\"\"https://moksori.org/xlsform\"\"\"\n";

static MokQuestionnaire *
read_form (const char *source)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (source, strlen (source));
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func ((GDestroyNotify) mok_diagnostic_free);
  MokQuestionnaire *questionnaire = mok_xlsform_read ("form.csv", bytes, diagnostics);

  for (guint i = 0; i < diagnostics->len; i++)
    {
      const MokDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);

      if (diagnostic->severity == MOK_SEVERITY_ERROR)
        g_test_message ("%u:%u: %s", diagnostic->line, diagnostic->column, diagnostic->message);
    }
  g_assert_nonnull (questionnaire);
  return questionnaire;
}

MokQuestionnaire *
test_questionnaire_kinds (void)
{
  return read_form (kinds);
}

/* A question, a matrix of four rows of which the third depends on the first, and a question. */
MokQuestionnaire *
test_questionnaire_matrix (void)
{
  return read_form (matrix);
}

MokQuestionnaire *
test_questionnaire_short (void)
{
  return read_form (two_questions);
}

/* An interview that has come to the question @name of the form with all kinds. */
MokInterview *
test_interview_at (const char *name)
{
  g_autoptr (MokQuestionnaire) questionnaire = test_questionnaire_kinds ();
  g_autoptr (MokRandom) random = mok_random_new_seeded (7);
  MokInterview *interview = mok_interview_new (questionnaire, random, 20000);
  const MokQuestion *wanted = mok_questionnaire_find_question (questionnaire, name);

  g_assert_nonnull (wanted);
  g_assert_true (mok_interview_choose (interview, 0, 0, NULL));
  mok_interview_go_to (interview, wanted->index);
  g_assert_cmpint (mok_interview_get_current (interview), ==, (int) wanted->index);
  return interview;
}
