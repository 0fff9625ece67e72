#include <criterion/criterion.h>

#include <string.h>
#include "base/fault.h"
#include "document/reader.h"
#include "rules/judge.h"

static RuleSet *rules;

static void load(void)
{
    g_autoptr(GPtrArray) faults = fault_list_new();

    rules = rule_set_load(SOURCE_DIR "/rules/2565", faults);
    cr_assert_not_null(rules);
}

static void unload(void)
{
    rule_set_free(rules);
}

TestSuite(judge, .init = load, .fini = unload);

static Document *read_text(const char *text)
{
    ReadRequest request = { .content_type = "text/plain; charset=utf-8",
                            .file_name = "a.txt" };

    return document_read_bytes(text, strlen(text), &request);
}

static ItemAudit *judge_sources(const char *id, Source *sources, int count)
{
    g_autoptr(GPtrArray) list = g_ptr_array_new();
    JudgeInput input = { .sources = list, .reachable = -1 };
    ItemAudit *item = item_audit_new(id);

    for (int i = 0; i < count; i++)
        g_ptr_array_add(list, &sources[i]);
    judge_item(rules, rule_set_find(rules, id), &input, item);
    return item;
}

static ElementVerdict verdict(const ItemAudit *item, const char *id)
{
    return item_audit_find_element(item, id)->verdict;
}

#define PLAN                                                                                                        \
    "แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2565\n" \
    "ที่\tโครงการ\tงบประมาณ (บาท)\n"                                      \
    "1\tโครงการสำรวจบ่อ\t120,000\n2\tโครงการอบรม\t35,000\n"

Test(judge, calls_nothing_missing_that_could_not_be_read)
{
    g_autoptr(Document) page = read_text("แผนงาน\nดูเอกสารแนบท้ายหน้านี้\n");
    g_autoptr(Document) scan =
        document_new_unread(FORMAT_PDF, READ_IMAGE_ONLY, NULL);
    Source sources[] = {
        { .url = "https://a.go.th/p", .state = LINK_OK, .document = page },
        { .url = "https://a.go.th/p.pdf",
          .state = LINK_OK,
          .found_on = "https://a.go.th/p",
          .document = scan },
    };
    ItemAudit *item = judge_sources("O10", sources, 2);

    cr_expect_eq(verdict(item, "period"), ELEMENT_UNCLEAR);
    cr_expect_str_eq(item_audit_find_element(item, "period")->reason,
                     "image-only");
    cr_expect_eq(item->verdict, ITEM_UNCLEAR);
    item_audit_free(item);
}

Test(judge, calls_an_item_unreachable_when_no_address_answers)
{
    Source source = { .url = "https://a.go.th/p", .state = LINK_GONE };
    ItemAudit *item = judge_sources("O10", &source, 1);

    cr_expect_eq(item->verdict, ITEM_UNREACHABLE);
    cr_expect_eq(verdict(item, "period"), ELEMENT_UNCLEAR);
    item_audit_free(item);
}

Test(judge, calls_an_item_without_addresses_not_submitted)
{
    ItemAudit *item = judge_sources("O10", NULL, 0);

    cr_expect_eq(item->verdict, ITEM_NOT_SUBMITTED);
    item_audit_free(item);
}

Test(judge, infers_the_period_of_a_plan_that_names_only_its_year)
{
    g_autoptr(Document) plan = read_text(PLAN);
    Source source = { .url = "https://a.go.th/p",
                      .state = LINK_OK,
                      .document = plan,
                      .sha256 = "ab" };
    ItemAudit *item = judge_sources("O10", &source, 1);
    const ElementAudit *period = item_audit_find_element(item, "period");
    const Evidence *evidence;

    cr_expect_eq(period->verdict, ELEMENT_IMPLIED);
    cr_expect_eq(item->verdict, ITEM_AT_RISK);
    evidence = g_ptr_array_index(period->evidence, 0);
    cr_expect(strstr(evidence->quote, "2565") != NULL);
    cr_expect_str_eq(evidence->url, "https://a.go.th/p");
    cr_expect_str_eq(evidence->sha256, "ab");
    item_audit_free(item);
}

Test(judge, does_not_let_an_old_document_prove_what_the_right_one_lacks)
{
    g_autoptr(Document) plan = read_text(PLAN);
    g_autoptr(Document) old =
        read_text("แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2563\n"
                  "โครงการ\tงบประมาณ (บาท)\tระยะเวลาดำเนินการ\n"
                  "โครงการสำรวจ\t100,000\tม.ค. - มี.ค. 63\n"
                  "โครงการอบรม\t20,000\tเม.ย. 63\n");
    Source sources[] = {
        { .url = "https://a.go.th/p", .state = LINK_OK, .document = plan },
        { .url = "https://a.go.th/old",
          .state = LINK_OK,
          .found_on = "https://a.go.th/p",
          .document = old },
    };
    ItemAudit *item = judge_sources("O10", sources, 2);

    cr_expect_neq(verdict(item, "period"), ELEMENT_MET);
    cr_expect_eq(verdict(item, "in-force"), ELEMENT_MET);
    item_audit_free(item);
}

static AgencyAudit *agency_of(ItemAudit *a, ItemAudit *b)
{
    AgencyAudit *agency = agency_audit_new("a");

    g_ptr_array_add(agency->items, a);
    g_ptr_array_add(agency->items, b);
    return agency;
}

static ItemAudit *half_report(void)
{
    g_autoptr(Document) report = read_text(
        "รายงานผลการดำเนินงานตามแผนปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. 2565 "
        "รอบ 6 เดือน (ต.ค. 2564 - มี.ค. 2565)\n"
        "โครงการ\tผลการดำเนินงาน\tเบิกจ่ายแล้ว (บาท)\n"
        "โครงการสำรวจบ่อ\tสำรวจแล้ว 42 บ่อ\t64,000\n"
        "โครงการอบรม\tอยู่ระหว่างเตรียมการ\t0\n");
    Source source = { .url = "https://a.go.th/r",
                      .state = LINK_OK,
                      .document = report };

    return judge_sources("O11", &source, 1);
}

Test(judge, blocks_an_item_whose_cause_is_not_complete_and_frees_it_with_it)
{
    g_autoptr(Document) plan = read_text(PLAN);
    Source source = { .url = "https://a.go.th/p",
                      .state = LINK_OK,
                      .document = plan };
    AgencyAudit *agency =
        agency_of(judge_sources("O10", &source, 1), half_report());
    ItemAudit *report = agency_audit_find_item(agency, "O11");
    const Finding *finding;

    judge_settle(rules, agency);
    cr_expect_eq(report->verdict, ITEM_BLOCKED);
    finding = g_ptr_array_index(report->findings, 0);
    cr_expect_str_eq(finding->code, "depends-on");
    cr_expect(strstr(finding->message.th, "O10") != NULL);
    agency_audit_free(agency);

    agency = agency_of(item_audit_new("O10"), half_report());
    report = agency_audit_find_item(agency, "O11");
    agency_audit_find_item(agency, "O10")->verdict = ITEM_COMPLETE;
    words_set(&agency_audit_find_item(agency, "O10")->title, "ก", "a");
    judge_settle(rules, agency);
    cr_expect_eq(report->verdict, ITEM_COMPLETE);
    cr_expect_eq(verdict(report, "prerequisite"), ELEMENT_MET);
    agency_audit_free(agency);
}

Test(judge, explains_with_the_words_seen)
{
    g_autoptr(Document) plan = read_text(PLAN);
    g_autoptr(GPtrArray) list = g_ptr_array_new();
    Source source = { .state = LINK_OK, .document = plan };
    JudgeInput input = { .sources = list, .reachable = -1 };
    g_autofree char *text = NULL;

    g_ptr_array_add(list, &source);
    text = judge_explain(rules, rule_set_find(rules, "O10"), &input, LANG_EN);
    cr_expect(strstr(text, "O10.period") != NULL);
    cr_expect(strstr(text, "120,000") != NULL);
    cr_expect(strstr(text, "implied") != NULL);
}

static LinkState state_of(const char *text)
{
    g_autoptr(Document) document = read_text(text);

    return page_state_of(document, "https://a.go.th/p", "https://a.go.th/p",
                         "https://a.go.th/");
}

Test(page_state, knows_a_page_that_is_not_the_page)
{
    cr_expect_eq(state_of("ไม่พบหน้าที่คุณกําลังค้นหา\n"), LINK_SOFT_404);
    cr_expect_eq(state_of("404\nPage not found\nBack to home\n"),
                 LINK_SOFT_404);
    cr_expect_eq(state_of("คุณไม่มีสิทธิ์เข้าถึงหน้านี้\n"), LINK_LOGIN_WALL);
    cr_expect_eq(state_of("เว็บไซต์ปิดปรับปรุงชั่วคราว\n"), LINK_UNDER_CONSTRUCTION);
    cr_expect_eq(state_of("Fatal error: Uncaught Error in index.php\n"),
                 LINK_ERROR_TEXT);
}

Test(page_state, keeps_a_long_page_that_mentions_such_words)
{
    g_autoptr(GString) text = g_string_new("ไม่พบข้อมูลที่ต้องการบางส่วน\n");

    for (int i = 0; i < 20; i++)
        g_string_append(text, "รายงานผลการดำเนินงานของกรมประจำเดือน\n");
    cr_expect_eq(state_of(text->str), LINK_OK);
    cr_expect_eq(state_of(PLAN), LINK_OK);
}
