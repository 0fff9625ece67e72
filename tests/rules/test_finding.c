#include <criterion/criterion.h>

#include <string.h>

#include "rules/finding.h"

Test(finding, fills_the_sentence_in_both_languages)
{
    Finding *finding =
        finding_make("wrong-year", "wanted", "2565", "found", "2564", NULL);

    cr_assert_str_eq(finding->message.th,
                     "ข้อมูลไม่ใช่ของปี พ.ศ. 2565 (พบปี พ.ศ. 2564)");
    cr_assert_str_eq(finding->message.en,
                     "The data is not of B.E. 2565 (found B.E. 2564)");
    cr_assert(strstr(finding->advice.th, "2565") != NULL);
    cr_assert_eq(finding->severity, SEVERITY_ERROR);
    finding_free(finding);
}

Test(finding, uses_the_english_form_of_a_detail_where_there_is_one)
{
    Finding *finding = finding_make("element-missing", "title", "ระยะเวลา",
                                    "title_en", "Time frame", NULL);

    cr_assert_str_eq(finding->message.th, "ขาดองค์ประกอบข้อมูลระยะเวลา");
    cr_assert_str_eq(finding->message.en,
                     "Required element missing: Time frame");
    finding_free(finding);

    finding = finding_make("element-missing", "title", "ระยะเวลา", "title_en",
                           (char *)NULL, NULL);
    cr_assert_str_eq(finding->message.en, "Required element missing: ระยะเวลา");
    finding_free(finding);
}

Test(finding, leaves_a_dash_for_a_detail_that_was_not_given)
{
    Finding *finding = finding_make("depends-on", "a", "O10", NULL);

    cr_assert_str_eq(
        finding->message.th,
        "เนื่องจากข้อ O10 ไม่ครบองค์ประกอบ จึงไม่สามารถพิจารณาคะแนนข้อ - ได้");
    finding_free(finding);
}

Test(finding, does_not_look_at_braces_in_a_detail_again)
{
    Finding *finding = finding_make("off-domain", "host", "{host}{x}{", NULL);

    cr_assert(strstr(finding->message.en, "({host}{x}{)") != NULL);
    finding_free(finding);
}

Test(finding, has_no_row_for_an_unknown_code)
{
    cr_assert_null(finding_row("no-such-code"));
    cr_assert_null(finding_row(NULL));
}

Test(finding, says_every_code_once_in_both_languages_with_advice)
{
    gsize count;
    const FindingRow *rows = finding_rows(&count);

    cr_assert_gt(count, 30);
    for (gsize i = 0; i < count; i++) {
        cr_assert_eq(finding_row(rows[i].code), &rows[i], "%s stands twice",
                     rows[i].code);
        cr_assert(rows[i].th != NULL && rows[i].en != NULL, "%s", rows[i].code);
        cr_assert(rows[i].advice_th != NULL && rows[i].advice_en != NULL, "%s",
                  rows[i].code);
    }
}

/* A detail named in one language only would show as "-" in the other. */
Test(finding, names_the_same_details_in_both_languages)
{
    gsize count;
    const FindingRow *rows = finding_rows(&count);

    for (gsize i = 0; i < count; i++) {
        const char *p = rows[i].th;

        while ((p = strchr(p, '{')) != NULL) {
            g_autofree char *name =
                g_strndup(p, (gsize)(strchr(p, '}') - p) + 1);

            cr_assert(strstr(rows[i].en, name) != NULL, "%s: %s", rows[i].code,
                      name);
            p++;
        }
    }
}

Test(finding, has_the_codes_that_other_rooms_rely_on)
{
    static const char *const codes[] = {
        "wrong-year",
        "period-not-covered",
        "scanned-pdf",
        "image-only",
        "damaged-text",
        "charset-mismatch",
        "not-reachable-from-home",
        "link-dead",
        "link-soft",
        "link-care",
        "link-refused",
        "tls-problem",
        "http-only",
        "off-domain",
        "shortener",
        "ip-address",
        "port-in-url",
        "same-url",
        "requirement-echo",
        "index-only",
        "title-only",
        "blank-form",
        "other-scheme",
        "other-agency",
        "depends-on",
        "element-missing",
        "element-implied",
        "not-submitted",
        "links-cut",
        "text-cut",
        "needs-javascript",
        "drawn-by-javascript",
        "login-wall",
        "encrypted",
        "one-way-qa",
        "no-separate-channel",
        "old-executive",
        "meta-refresh",
        "item-code-zero",
        "year-ambiguous",
        "ocr-used",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(codes); i++)
        cr_assert_not_null(finding_row(codes[i]), "%s", codes[i]);
}
