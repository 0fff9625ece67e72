/* What one item says of another, and what "there is none" excuses. */
#include <criterion/criterion.h>

#include <glib/gstdio.h>
#include <string.h>
#include "base/fault.h"
#include "document/reader.h"
#include "rules/judge.h"

/* O3 needs O1 and O2; in O1 "none" stands in for the list, but only for a
 * province. */
static const char yaml[] =
    "fiscal_year: 2565\n"
    "sub_indicator: \"9.1\"\n"
    "O1:\n"
    "  title: { th: หนึ่ง, en: one }\n"
    "  elements:\n"
    "    list:\n"
    "      title: { th: รายการ, en: list }\n"
    "      confidence: C1\n"
    "      met: [{ phrase: รายการทรัพย์สิน }]\n"
    "    none:\n"
    "      title: { th: ไม่มี, en: none }\n"
    "      kind: exception\n"
    "      required: exception\n"
    "      applies_to: province\n"
    "      replaces: [list]\n"
    "      met: [{ phrase: ไม่มีทรัพย์สิน }]\n"
    "O2:\n"
    "  title: { th: สอง, en: two }\n"
    "  elements:\n"
    "    b: { title: { th: ข, en: b }, met: [{ phrase: แผนงาน }] }\n"
    "O3:\n"
    "  title: { th: สาม, en: three }\n"
    "  requires: [O1, O2]\n"
    "  elements:\n"
    "    c: { title: { th: ค, en: c }, met: [{ phrase: แผนงาน }] }\n"
    "    prerequisite: { title: { th: ง, en: d }, kind: dependency }\n";

static RuleSet *rules;

static void load(void)
{
    g_autofree char *dir = g_dir_make_tmp("oit-settle-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(dir, "a.yaml", NULL);
    g_autoptr(GPtrArray) faults = fault_list_new();

    g_file_set_contents(path, yaml, -1, NULL);
    rules = rule_set_load(dir, faults);
    g_unlink(path);
    g_rmdir(dir);
    cr_assert_not_null(rules);
}

static void unload(void)
{
    rule_set_free(rules);
}

TestSuite(settle, .init = load, .fini = unload);

static ItemAudit *judge_text(const char *id, const char *text,
                             const char *agency_kind)
{
    ReadRequest request = { .content_type = "text/plain; charset=utf-8",
                            .file_name = "a.txt" };
    g_autoptr(Document) page =
        document_read_bytes(text, strlen(text), &request);
    g_autoptr(GPtrArray) list = g_ptr_array_new();
    Source source = { .url = "https://a.go.th/p",
                      .state = LINK_OK,
                      .document = page };
    JudgeInput input = { .sources = list,
                         .reachable = -1,
                         .agency_kind = agency_kind };
    ItemAudit *item = item_audit_new(id);

    g_ptr_array_add(list, &source);
    judge_item(rules, rule_set_find(rules, id), &input, item);
    return item;
}

static AgencyAudit *settled(ItemVerdict one, ItemVerdict two)
{
    AgencyAudit *agency = agency_audit_new("a");
    ItemAudit *first = item_audit_new("O1"), *second = item_audit_new("O2");

    first->verdict = one;
    second->verdict = two;
    words_set(&first->title, "หนึ่ง", "one");
    words_set(&second->title, "สอง", "two");
    g_ptr_array_add(agency->items, first);
    g_ptr_array_add(agency->items, second);
    g_ptr_array_add(agency->items,
                    judge_text("O3", "แผนงานของกรมทดสอบ ปี 2565\n", NULL));
    judge_settle(rules, agency);
    return agency;
}

static ElementVerdict dependency(ItemVerdict one, ItemVerdict two)
{
    AgencyAudit *agency = settled(one, two);
    ItemAudit *item = agency_audit_find_item(agency, "O3");
    ElementVerdict verdict =
        item_audit_find_element(item, "prerequisite")->verdict;

    agency_audit_free(agency);
    return verdict;
}

Test(settle, the_weakest_of_two_prerequisites_decides_whichever_comes_last)
{
    cr_expect_eq(dependency(ITEM_COMPLETE, ITEM_COMPLETE), ELEMENT_MET);
    cr_expect_eq(dependency(ITEM_INCOMPLETE, ITEM_COMPLETE), ELEMENT_MISSING);
    cr_expect_eq(dependency(ITEM_COMPLETE, ITEM_INCOMPLETE), ELEMENT_MISSING);
    cr_expect_eq(dependency(ITEM_UNCLEAR, ITEM_COMPLETE), ELEMENT_UNCLEAR);
    cr_expect_eq(dependency(ITEM_AT_RISK, ITEM_COMPLETE), ELEMENT_IMPLIED);
    cr_expect_eq(dependency(ITEM_AT_RISK, ITEM_INCOMPLETE), ELEMENT_MISSING);
}

Test(settle, names_each_prerequisite_that_is_not_complete)
{
    AgencyAudit *agency = settled(ITEM_INCOMPLETE, ITEM_AT_RISK);
    ItemAudit *item = agency_audit_find_item(agency, "O3");
    int named = 0;

    cr_expect_eq(item->verdict, ITEM_BLOCKED);
    for (guint i = 0; i < item->findings->len; i++) {
        const Finding *finding = g_ptr_array_index(item->findings, i);

        named += strcmp(finding->code, "depends-on") == 0;
    }
    cr_expect_eq(named, 2);
    agency_audit_free(agency);
}

Test(settle, an_exception_of_one_kind_of_agency_excuses_no_other)
{
    static const struct {
        const char *kind;
        ElementVerdict verdict;
    } cases[] = { { "province", ELEMENT_MET },
                  { "department", ELEMENT_MISSING },
                  { NULL, ELEMENT_MET } };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        ItemAudit *item =
            judge_text("O1",
                       "รายงานของจังหวัดทดสอบ\n"
                       "ในปีงบประมาณนี้จังหวัดไม่มีทรัพย์สินที่ต้องแจ้งให้ทราบ\n"
                       "จังหวัดจะแจ้งให้ทราบอีกครั้งในปีถัดไปตามรอบการรายงาน\n",
                       cases[i].kind);

        cr_expect_eq(item_audit_find_element(item, "list")->verdict,
                     cases[i].verdict, "kind %s",
                     cases[i].kind != NULL ? cases[i].kind : "unknown");
        item_audit_free(item);
    }
}
