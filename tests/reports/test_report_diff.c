#include <criterion/criterion.h>

#include <string.h>

#include "fixture.h"
#include "reports/report.h"

static ItemAudit *item_of(const Audit *audit, const char *id)
{
    return agency_audit_find_item(g_ptr_array_index(audit->agencies, 0), id);
}

/* "change" of @id in the difference, or NULL. */
static const char *change_of(const JsonValue *diff, const char *id)
{
    const JsonValue *items =
        json_get(json_at(json_get(diff, "agencies"), 0), "items");

    for (gsize i = 0; i < json_length(items); i++)
        if (strcmp(json_get_string(json_at(items, i), "id"), id) == 0)
            return json_get_string(json_at(items, i), "change");
    return NULL;
}

/* O27 is mended, O1 breaks, O10 and O11 stay as they are. */
static void alter(Audit *audit)
{
    ItemAudit *o27 = item_of(audit, "O27"), *o1 = item_of(audit, "O1");
    ElementAudit *element = item_audit_find_element(o27, "development");

    o27->verdict = ITEM_COMPLETE;
    element->verdict = ELEMENT_MET;
    o1->verdict = ITEM_INCOMPLETE;
    element = item_audit_find_element(o1, "year");
    element->verdict = ELEMENT_MISSING;
}

Test(report_diff, tells_new_mended_and_still_open_apart)
{
    g_autoptr(Audit) before = fixture_worked(), after = fixture_worked();
    g_autoptr(JsonValue) diff = NULL;

    alter(after);
    diff = report_diff_json(before, after);
    cr_expect_str_eq(change_of(diff, "O27"), "mended");
    cr_expect_str_eq(change_of(diff, "O1"), "new-gap");
    cr_expect_str_eq(change_of(diff, "O10"), "still-open");
    cr_expect_str_eq(change_of(diff, "O11"), "still-open");
    cr_expect_null(change_of(diff, "O2"));
}

Test(report_diff, names_the_elements_that_changed)
{
    g_autoptr(Audit) before = fixture_worked(), after = fixture_worked();
    g_autofree char *text = NULL;

    alter(after);
    text = report_diff_text(before, after, LANG_TH);
    cr_expect(strstr(text, "ข้อมูลของปี พ.ศ. 2565: พบหลักฐาน → ไม่พบ"), "%s", text);
    cr_expect(strstr(text, "หลักเกณฑ์การพัฒนาบุคลากร: ไม่พบ → พบหลักฐาน"));
    cr_expect(strstr(text, "ช่องว่างใหม่") < strstr(text, "แก้แล้ว"));
    cr_expect(strstr(text, "แก้แล้ว") < strstr(text, "ยังไม่แก้"));
}

Test(report_diff, says_that_nothing_changed)
{
    g_autoptr(Audit) before = fixture_worked(), after = fixture_worked();
    AgencyAudit *a = g_ptr_array_index(before->agencies, 0);
    AgencyAudit *b = g_ptr_array_index(after->agencies, 0);
    g_autofree char *text = NULL;

    g_ptr_array_set_size(a->items, 9);
    g_ptr_array_set_size(b->items, 9);
    text = report_diff_text(before, after, LANG_TH);
    cr_expect(strstr(text, "ไม่มีอะไรเปลี่ยน") != NULL, "%s", text);
}

Test(report_diff, calls_the_gaps_of_a_new_agency_new)
{
    g_autoptr(Audit) before = audit_new(), after = fixture_worked();
    g_autoptr(JsonValue) diff = report_diff_json(before, after);
    g_autofree char *text = report_diff_text(before, after, LANG_EN);

    cr_expect_str_eq(change_of(diff, "O10"), "new-gap");
    cr_expect_null(change_of(diff, "O1"));
    cr_expect(strstr(text, "New gap") != NULL);
}

Test(report_diff, counts_an_accepted_item_as_mended)
{
    g_autoptr(Audit) before = fixture_worked(), after = fixture_worked();
    g_autoptr(JsonValue) diff = NULL;

    item_of(after, "O10")->decision = OUTCOME_ACCEPTED;
    diff = report_diff_json(before, after);
    cr_expect_str_eq(change_of(diff, "O10"), "mended");
}
