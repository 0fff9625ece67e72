/* A rule set that builds on the set of another year. */
#include <criterion/criterion.h>

#include <string.h>
#include "tests/rules/rules_text.h"

#define BASE                                                                                                                                                     \
    "fiscal_year: 2565\nitems: 3\nsub_indicator: \"9.2\"\n"                                                                                                      \
    "vocabulary:\n  plan: [แผนดำเนินงาน]\n"                                                                                              \
    "O1:\n"                                                                                                                                                      \
    "  title: { th: แผน, en: Plan }\n  year: fiscal\n  owner: plan\n"                                                                                      \
    "  elements:\n"                                                                                                                                              \
    "    plan:\n"                                                                                                                                                \
    "      title: { th: แผนปี %year, en: Plan of %year }\n"                                                                                            \
    "      confidence: C2\n"                                                                                                                                     \
    "      advice: { th: ดูข้อ O2 ของปี %year-1, en: see O2 of %ce-1 }\n"                                                                    \
    "      met: [{ phrase: $plan }]\n"                                                                                                                           \
    "    fax: { title: { th: โทรสาร, en: Fax }, met: [{ phrase: โทรสาร }] }\n"                                                           \
    "  tests:\n"                                                                                                                                                 \
    "    - { text: \"เรื่อง\\nแผนดำเนินงานปี 2565 ของกรมทดสอบระบบทั้งหมด\\n" \
    "ทำตามแผนดำเนินงานนี้ทุกกองในปีนี้\", expect: { plan: met, fax: missing } }\n"             \
    "O2:\n"                                                                                                                                                      \
    "  title: { th: รายงาน, en: Report }\n  requires: [O1]\n"                                                                                        \
    "  elements:\n"                                                                                                                                              \
    "    report: { title: { th: รายงาน, en: Report }, confidence: M, met: "                                                                          \
    "[{ phrase: รายงาน }] }\n"                                                                                                                       \
    "O3:\n"                                                                                                                                                      \
    "  title: { th: ข่าว, en: News }\n  elements:\n"                                                                                                     \
    "    news: { title: { th: ข่าว, en: News }, met: [{ phrase: ข่าว }] }\n"

#define TOP "fiscal_year: 2566\nextends: ../base\nsub_indicator: \"9.1\"\n"

#define GOOD                                                                         \
    TOP "dropped: [O3]\n"                                                            \
        "vocabulary:\n  plan: [$plan, แผนใหม่]\n"                      \
        "O1: { title: { th: ใหม่, en: New }, elements: { n: { title: { th: " \
        "น, en: n }, met: [{ phrase: สิ่งใหม่ }] } } }\n"          \
        "O2: { from: O2, confidence: C2x }\n"                                        \
        "O4: { from: O1, confidence: C2x, drop: [fax] }\n"

/* O2 needs the plan, which is O4 here: put it before. */
#define ORDERED                                                                      \
    TOP "dropped: [O3]\n"                                                            \
        "vocabulary:\n  plan: [$plan, แผนใหม่]\n"                      \
        "O1: { title: { th: ใหม่, en: New }, elements: { n: { title: { th: " \
        "น, en: n }, met: [{ phrase: สิ่งใหม่ }] } } }\n"          \
        "O2: { from: O1, confidence: C2x, drop: [fax] }\n"                           \
        "O3: { from: O2, confidence: C2x }\n"

Test(rule_layer, takes_items_over_under_new_numbers)
{
    g_autofree char *told = NULL;
    g_autoptr(RuleSet) rules = rules_of(BASE, ORDERED, &told);
    const ItemRule *plan, *report;
    const ElementRule *element;

    cr_assert_not_null(rules, "%s", told);
    cr_expect_eq(rule_set_items(rules)->len, 3);
    plan = rule_set_find(rules, "O2");
    report = rule_set_find(rules, "O3");
    cr_expect_str_eq(plan->title.th, "แผน");
    cr_expect_str_eq(plan->sub_indicator, "9.1");
    cr_expect_str_eq(plan->year_rule, "fiscal");
    cr_expect_str_eq(plan->owner, "plan");
    cr_expect_null(item_rule_find(plan, "fax"));
    /* What it requires, and the numbers in its words, follow. */
    cr_expect_str_eq(g_ptr_array_index(report->requires, 0), "O2");
    element = item_rule_find(plan, "plan");
    cr_expect_str_eq(element->advice.th, "ดูข้อ O3 ของปี 2565");
    cr_expect_str_eq(element->advice.en, "see O3 of 2022");
    cr_expect_str_eq(element->title.th, "แผนปี 2566");
}

Test(rule_layer, is_never_surer_of_an_element_than_the_set_it_comes_from)
{
    g_autofree char *told = NULL;
    g_autoptr(RuleSet) rules = rules_of(BASE, ORDERED, &told);

    cr_assert_not_null(rules, "%s", told);
    cr_expect_str_eq(
        item_rule_find(rule_set_find(rules, "O2"), "plan")->confidence, "C2x");
    cr_expect_str_eq(
        item_rule_find(rule_set_find(rules, "O3"), "report")->confidence, "M");
}

Test(rule_layer, keeps_the_old_tests_of_what_did_not_change)
{
    g_autofree char *told = NULL;
    g_autoptr(RuleSet) rules = rules_of(BASE, ORDERED, &told);
    const ItemRule *plan = rule_set_find(rules, "O2");
    g_autoptr(GPtrArray) failures = g_ptr_array_new_with_free_func(g_free);
    const RuleTest *test;

    cr_assert_eq(plan->tests->len, 1);
    test = g_ptr_array_index(plan->tests, 0);
    cr_expect_eq(test->fiscal_year, 2565);
    cr_expect_eq(g_hash_table_size(test->expect), 1, "fax is gone");
    cr_expect_eq(rule_set_test(rules, ".", failures), 1);
    for (guint i = 0; i < failures->len; i++)
        cr_log_error("%s", (const char *)g_ptr_array_index(failures, i));
    cr_expect_eq(failures->len, 0);
}

Test(rule_layer, drops_old_tests_of_an_element_with_a_new_condition)
{
    g_autofree char *told = NULL;
    g_autofree char *yaml = g_strconcat(
        TOP,
        "dropped: [O2, O3]\n"
        "O1: { from: O1, elements: { plan: { met: [{ phrase: อื่น }] } } }\n",
        NULL);
    g_autoptr(RuleSet) rules = rules_of(BASE, yaml, &told);
    const ItemRule *plan;
    const RuleTest *test;

    cr_assert_not_null(rules, "%s", told);
    plan = rule_set_find(rules, "O1");
    test = g_ptr_array_index(plan->tests, 0);
    cr_expect_null(g_hash_table_lookup(test->expect, "plan"));
    cr_expect_not_null(g_hash_table_lookup(test->expect, "fax"));
    cr_expect_str_eq(item_rule_find(plan, "plan")->title.en, "Plan of 2566",
                     "what is not said here is as it was");
}

Test(rule_layer, merges_two_items_the_first_one_first)
{
    g_autofree char *told = NULL;
    g_autofree char *yaml = g_strconcat(TOP,
                                        "O1: { from: [O3, O1], requires: [] }\n"
                                        "O2: { from: O2 }\n",
                                        NULL);
    g_autoptr(RuleSet) rules = rules_of(BASE, yaml, &told);
    const ItemRule *item;

    cr_assert_not_null(rules, "%s", told);
    item = rule_set_find(rules, "O1");
    cr_expect_str_eq(item->title.en, "News");
    cr_assert_eq(item->elements->len, 3);
    cr_expect_not_null(item_rule_find(item, "news"));
    cr_expect_not_null(item_rule_find(item, "plan"));
    cr_expect_str_eq(g_ptr_array_index(rule_set_find(rules, "O2")->requires, 0),
                     "O1");
}

Test(rule_layer, says_what_is_wrong_and_where)
{
    static const struct {
        const char *yaml, *says;
    } cases[] = {
        { GOOD, "does not stand before it" },
        { TOP "O1: { from: O1 }\nO2: { from: O2 }\n",
          "O3 of the extended set is neither taken over nor dropped" },
        { TOP "dropped: [O3, O9]\nO1: { from: O1 }\nO2: { from: O2 }\n",
          "no such item to drop" },
        { TOP "dropped: [O1, O3]\nO2: { from: O2 }\n",
          "O2 of the extended set requires O1" },
        { TOP "dropped: [O2, O3]\nO1: { from: O7 }\n",
          "the extended set has no item O7" },
        { TOP "dropped: [O2, O3]\nO1: { from: O1, drop: [tax] }\n",
          "no item taken over has an element tax" },
        { TOP "dropped: [O2, O3]\nO1: { from: O1, frm: O2 }\n", "from" },
        { "fiscal_year: 2566\nextends: ../nowhere\n", "there is no folder" },
        { "fiscal_year: 2566\nextends: ../top\n", "in a circle" },
        { "fiscal_year: 2566\nsub_indicator: \"9.1\"\nO1: { from: O1 }\n",
          "needs a set that this one extends" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *told = NULL;
        g_autoptr(RuleSet) rules = rules_of(BASE, cases[i].yaml, &told);

        cr_expect_null(rules, "case %zu", i);
        cr_expect(strstr(told, cases[i].says) != NULL,
                  "case %zu wants '%s' in:\n%s", i, cases[i].says, told);
        cr_expect(strstr(told, "b.yaml:") != NULL, "%s", told);
    }
}

Test(rule_layer, notices_that_a_promised_item_is_lost)
{
    g_autofree char *told = NULL;
    g_autoptr(RuleSet) rules =
        rules_of("fiscal_year: 2565\nitems: 2\nsub_indicator: \"9.2\"\n"
                 "O1: { title: a, elements: { e: { title: b, met: [{ phrase: ก "
                 "}] } } }\n",
                 NULL, &told);

    cr_expect_null(rules);
    cr_expect(strstr(told, "has no O2") != NULL, "%s", told);
}

/* --- the shipped set of 2566 ------------------------------------------------
 */

static RuleSet *load_2566(void)
{
    g_autoptr(GPtrArray) faults = fault_list_new();
    RuleSet *rules = rule_set_load(SOURCE_DIR "/rules/2566", faults);
    g_autofree char *told = fault_list_format(faults);

    cr_assert_not_null(rules, "%s", told);
    return rules;
}

Test(rules_2566, holds_its_43_items_under_the_numbers_of_the_year)
{
    static const struct {
        const char *id, *begins;
        const char *from; /* first item of 2565, or NULL */
    } items[] = {
        { "O10", "นโยบายคุ้มครองข้อมูลส่วนบุคคล", NULL },
        { "O11", "แผนดำเนินงานและการใช้งบประมาณ", "O10" },
        { "O12", "รายงานการกำกับติดตามการดำเนินงาน", "O11" },
        { "O21", "สรุปผลการจัดซื้อจัดจ้าง", "O23" },
        { "O23", "นโยบายหรือแผนการบริหารทรัพยากรบุคคล", "O25" },
        { "O27", "แนวปฏิบัติการจัดการเรื่องร้องเรียน", "O29" },
        { "O31", "ประกาศเจตนารมณ์นโยบาย No Gift", "O34" },
        { "O33", "รายงานผลตามนโยบาย No Gift", NULL },
        { "O40", "การขับเคลื่อนจริยธรรม", NULL },
        { "O42", "มาตรการส่งเสริมคุณธรรม", "O42" },
    };
    static const struct {
        const char *item, *needs;
    } needs[] = { { "O12", "O11" },
                  { "O24", "O23" },
                  { "O35", "O34" },
                  { "O37", "O36" },
                  { "O43", "O42" } };
    g_autoptr(RuleSet) rules = load_2566();

    cr_expect_eq(rule_set_items(rules)->len, 43);
    cr_expect_eq(rule_set_fiscal_year(rules), 2566);
    for (gsize i = 0; i < G_N_ELEMENTS(items); i++) {
        const ItemRule *item = rule_set_find(rules, items[i].id);

        cr_expect(g_str_has_prefix(item->title.th, items[i].begins), "%s",
                  item->title.th);
        cr_expect_eq(item->from->len > 0, items[i].from != NULL, "%s",
                     items[i].id);
        if (items[i].from != NULL)
            cr_expect_str_eq(g_ptr_array_index(item->from, 0), items[i].from);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(needs); i++)
        cr_expect_str_eq(
            g_ptr_array_index(rule_set_find(rules, needs[i].item)->requires, 0),
            needs[i].needs);
}

Test(rules_2566, speaks_of_its_own_year_and_numbers)
{
    g_autoptr(RuleSet) rules = load_2566();
    const GPtrArray *items = rule_set_items(rules);

    for (guint i = 0; i < items->len; i++) {
        const ItemRule *item = g_ptr_array_index(items, i);

        for (guint e = 0; e < item->elements->len; e++) {
            const ElementRule *rule = g_ptr_array_index(item->elements, e);

            cr_expect(rule->title.en != NULL && rule->advice.en != NULL,
                      "%s.%s in both languages", item->id, rule->id);
            cr_expect_null(strstr(rule->advice.th, "2564"), "%s.%s", item->id,
                           rule->id);
            cr_expect_null(strchr(rule->advice.th, '%'), "%s.%s", item->id,
                           rule->id);
            cr_expect_str_neq(rule->confidence, "C2",
                              "%s.%s: nothing of 2566 has two sources",
                              item->id, rule->id);
        }
    }
}

Test(rules_2566, passes_the_tests_beside_its_rules_and_tests_all)
{
    g_autoptr(RuleSet) rules = load_2566();
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
    int count = rule_set_test(rules, SOURCE_DIR, lines);

    rule_set_untested(rules, lines);
    for (guint i = 0; i < lines->len; i++)
        cr_log_error("%s", (const char *)g_ptr_array_index(lines, i));
    cr_expect_geq(count, 150);
    cr_expect_eq(lines->len, 0);
}
