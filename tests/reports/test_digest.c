#include <criterion/criterion.h>

#include "fixture.h"
#include "reports/digest.h"
#include "reports/wording.h"

static const ItemAudit *item_of(const Audit *audit, const char *id)
{
    return agency_audit_find_item(g_ptr_array_index(audit->agencies, 0), id);
}

Test(digest, orders_tasks_by_group_then_by_cost)
{
    static const char *const ids[] = { "O42", "O27", "O33", "O9",
                                       "O18", "O16", "O11" };
    g_autoptr(Audit) audit = fixture_mixed();
    g_autoptr(GPtrArray) tasks =
        digest_tasks(g_ptr_array_index(audit->agencies, 0));

    cr_assert_eq(tasks->len, G_N_ELEMENTS(ids));
    for (guint i = 0; i < tasks->len; i++)
        cr_assert_str_eq(((ItemAudit *)g_ptr_array_index(tasks, i))->id,
                         ids[i]);
}

Test(digest, lets_a_decision_settle_an_item_either_way)
{
    g_autoptr(Audit) audit = fixture_mixed();

    cr_assert_eq(item_of(audit, "O10")->verdict, ITEM_AT_RISK);
    cr_assert_eq(digest_group(item_of(audit, "O10")), TASK_NONE);
    cr_assert_eq(item_of(audit, "O42")->verdict, ITEM_COMPLETE);
    cr_assert_eq(digest_group(item_of(audit, "O42")), TASK_GAP);
}

Test(digest, gives_reasons_in_the_reviewers_words)
{
    g_autoptr(Audit) audit = fixture_worked();
    g_autoptr(GPtrArray) o11 = digest_reasons(item_of(audit, "O11"), LANG_TH);
    g_autoptr(GPtrArray) o27 = digest_reasons(item_of(audit, "O27"), LANG_TH);

    cr_assert_eq(o11->len, 1);
    cr_assert_str_eq(
        g_ptr_array_index(o11, 0),
        "เนื่องจากข้อ O10 ไม่ครบองค์ประกอบ จึงไม่สามารถพิจารณาคะแนนข้อ O11 ได้");
    cr_assert_eq(o27->len, 1);
    cr_assert_str_eq(g_ptr_array_index(o27, 0), "ขาดหลักเกณฑ์การพัฒนาบุคลากร");
}

Test(digest, speaks_of_the_link_and_not_of_elements_when_a_page_is_dead)
{
    g_autoptr(Audit) audit = fixture_mixed();
    g_autoptr(GPtrArray) reasons =
        digest_reasons(item_of(audit, "O9"), LANG_TH);

    cr_assert_eq(reasons->len, 1);
    cr_assert_str_eq(g_ptr_array_index(reasons, 0),
                     "ไม่สามารถเข้าถึงข้อมูลตาม URL ที่ระบุ (404)");
    cr_assert_str_eq(digest_item_role(item_of(audit, "O9")), "web");
}

Test(digest, names_the_agencys_own_unit_before_the_general_one)
{
    g_autoptr(Audit) audit = fixture_worked();
    const AgencyAudit *agency = g_ptr_array_index(audit->agencies, 0);

    cr_assert_str_eq(digest_unit(agency, "hr", LANG_TH), "กองกลาง");
    cr_assert_str_eq(digest_unit(agency, "web", LANG_TH), "ผู้ดูแลเว็บไซต์");
    cr_assert_str_eq(digest_unit(agency, "astronomy", LANG_TH), "astronomy");
    cr_assert_str_eq(digest_unit(agency, NULL, LANG_TH), "");
}

Test(digest, writes_points_and_ranges_without_floating_point)
{
    static const struct {
        gint64 value;
        const char *text;
    } rows[] = { { 0, "0.00" },       { 5, "0.05" },   { 9211, "92.11" },
                 { 10000, "100.00" }, { -5, "-0.05" }, { -9211, "-92.11" } };
    ScoreRange one = { 9500, 9500, TRUE }, two = { 9211, 9311, TRUE };
    ScoreRange none = { 0, 0, FALSE };
    g_autofree char *a = digest_range(&one, LANG_TH);
    g_autofree char *b = digest_range(&two, LANG_TH);
    g_autofree char *c = digest_range(&none, LANG_EN);

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *text = digest_points(rows[i].value);

        cr_expect_str_eq(text, rows[i].text);
    }
    cr_expect_str_eq(a, "95.00");
    cr_expect_str_eq(b, "92.11 – 93.11");
    cr_expect_str_eq(c, "not known");
}

Test(digest, says_whether_a_mark_is_reached_only_when_it_can_be_told)
{
    ScoreRange range = { 9211, 9311, TRUE }, none = { 0, 0, FALSE };

    cr_expect_str_eq(digest_mark(&range, 9211), "reached");
    cr_expect_str_eq(digest_mark(&range, 9212), "perhaps");
    cr_expect_str_eq(digest_mark(&range, 9311), "perhaps");
    cr_expect_str_eq(digest_mark(&range, 9312), "not-reached");
    cr_expect_str_eq(digest_mark(&range, 0), "");
    cr_expect_str_eq(digest_mark(&none, 8500), "");
}

Test(digest, cleans_text_of_what_a_terminal_or_xml_can_not_take)
{
    g_autofree char *clean = digest_clean("a\x01"
                                          "b\x1b[31m\tc\r\nd\xff\xe2\x80\xae"
                                          "น้ำ");

    cr_assert_str_eq(clean, "ab[31m c  d\xef\xbf\xbdน้ำ");
}

Test(digest, cuts_long_text_at_a_character_and_says_so)
{
    static const struct {
        const char *text, *wanted;
    } rows[] = { { "abcd", "abcd" },
                 { "abcde", "abc…" },
                 { "กขคง", "กขคง" },
                 { "กขคงจ", "กขค…" },
                 { "", "" } };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *text = digest_fit(rows[i].text, 4);

        cr_expect_str_eq(text, rows[i].wanted);
    }
}

Test(digest, counts_items_by_verdict_and_sub_indicator)
{
    g_autoptr(Audit) audit = fixture_worked();
    const AgencyAudit *agency = g_ptr_array_index(audit->agencies, 0);
    VerdictCounts all = digest_counts(agency, NULL);
    VerdictCounts hr = digest_counts(agency, "9.4");

    cr_assert_eq(all.total, 43);
    cr_assert_eq(all.of[ITEM_COMPLETE], 40);
    cr_assert_eq(all.points, 200);
    cr_assert_eq(hr.total, 4);
    cr_assert_eq(hr.of[ITEM_INCOMPLETE], 1);
}

Test(wording, says_everything_once_and_in_both_languages)
{
    gsize count;
    const WordingRow *rows = wording_rows(&count);

    for (gsize i = 0; i < count; i++) {
        cr_expect(*rows[i].th != '\0' && *rows[i].en != '\0', "%s", rows[i].id);
        cr_expect_eq(wording(rows[i].id, LANG_TH), rows[i].th,
                     "%s stands twice", rows[i].id);
    }
}
