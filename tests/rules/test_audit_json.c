#include <criterion/criterion.h>

#include <string.h>

#include "rules/audit.h"

static Audit *read_text(const char *text, GError **error)
{
    g_autoptr(JsonValue) json = json_parse(text, strlen(text), NULL);

    cr_assert_not_null(json, "the test's own JSON is wrong: %s", text);
    return audit_from_json(json, error);
}

static char *write_text(const Audit *audit)
{
    g_autoptr(JsonValue) json = audit_to_json(audit);

    return json_format(json, FALSE);
}

/* One of everything, every field set. */
static Audit *full_audit(void)
{
    Audit *audit = audit_new();
    AgencyAudit *agency = agency_audit_new("ops");
    ItemAudit *item = item_audit_new("O10");
    ElementAudit *element = element_audit_new("period");
    UrlAudit *url = url_audit_new("https://example.go.th/a");
    DocumentAudit *document = document_audit_new();
    Evidence *evidence = evidence_new("ต.ค. 64");
    Finding *finding = finding_new("wrong-year");
    ScoreLine *line = g_new0(ScoreLine, 1);

    audit->run_id = g_strdup("20261124T095200Z-1a2b");
    audit->started_at = 1795513920;
    audit->finished_at = 1795514000;
    audit->interrupted = audit->sample = TRUE;
    audit->tool_version = g_strdup("9.9");
    audit->fiscal_year = 2565;
    audit->ruleset_sha256 = g_strdup("abc");
    g_ptr_array_add(audit->agencies, agency);

    words_set(&agency->name, "หน่วยงาน", "Agency");
    agency->short_name = g_strdup("นง.");
    agency->kind = g_strdup("department");
    agency->site = g_strdup("https://example.go.th/");
    agency->executive = g_strdup("นายตัวอย่าง สมมติชื่อ");
    g_hash_table_insert(agency->owners, g_strdup("web"), g_strdup("ศทส."));
    g_hash_table_insert(agency->owners, g_strdup("hr"), g_strdup("กองกลาง"));
    line->id = g_strdup("9.2");
    words_set(&line->title, "การบริหารงาน", NULL);
    line->range = (ScoreRange){ 7500, 10000, TRUE };
    g_ptr_array_add(agency->score.sub_indicators, line);
    agency->score.ita = (ScoreRange){ 9211, 9311, TRUE };
    agency->score.target = 9300;
    agency->score.pass_mark = 8500;
    agency->score.previous = 9232;
    g_ptr_array_add(agency->items, item);

    item->verdict = ITEM_AT_RISK;
    words_set(&item->title, "แผน", "Plan");
    item->sub_indicator = g_strdup("9.2");
    g_ptr_array_add(item->depends_on, g_strdup("O9"));
    item->note = g_strdup("note");
    item->decision = OUTCOME_REJECTED;
    item->decision_reason = g_strdup("ไม่ครบ");
    item->counts_high = TRUE;
    item->cost = 50;
    item->owner = g_strdup("plan");
    g_ptr_array_add(item->urls, url);
    g_ptr_array_add(item->documents, document);
    g_ptr_array_add(item->elements, element);
    g_ptr_array_add(item->findings, finding);

    url->final_url = g_strdup("https://example.go.th/b");
    url->state = LINK_SOFT_404;
    url->http_status = 200;
    url->captured_at = 1795513930;
    url->sha256 = g_strdup("def");
    url->found_on = g_strdup("https://example.go.th/");
    url->link_text = g_strdup("ดาวน์โหลด");
    document->url = g_strdup("https://example.go.th/b.pdf");
    document->type = g_strdup("pdf");
    document->pages = 4;
    document->text_quality = g_strdup("good");
    document->reason = g_strdup("encrypted");
    document->title = g_strdup("แผน");
    document->sha256 = g_strdup("012");
    document->len = 5000000000;

    element->kind = g_strdup("text");
    element->required = REQUIRED_WARN;
    element->confidence = g_strdup("C2x");
    element->counts = FALSE;
    words_set(&element->title, "ระยะเวลา", "Period");
    element->verdict = ELEMENT_UNCLEAR;
    element->reason = g_strdup("image-only");
    words_set(&element->reason_text, "อ่านไม่ได้", "Unreadable");
    words_set(&element->advice, "ทำใหม่", "Do it again");
    element->owner = g_strdup("hr");
    evidence->url = g_strdup("https://example.go.th/b.pdf");
    evidence->page = 3;
    evidence->where = g_strdup("ตาราง 2");
    evidence->sha256 = g_strdup("345");
    evidence->ocr = TRUE;
    g_ptr_array_add(element->evidence, evidence);
    element->nearest = evidence_copy(evidence);

    finding->severity = SEVERITY_WARNING;
    words_set(&finding->message, "ปีผิด", "Wrong year");
    words_set(&finding->advice, "แก้", NULL);
    finding->owner = g_strdup("plan");
    return audit;
}

Test(audit_json, comes_back_as_it_went_out)
{
    g_autoptr(Audit) audit = full_audit();
    g_autofree char *first = write_text(audit);
    g_autoptr(GError) error = NULL;
    g_autoptr(Audit) back = read_text(first, &error);
    g_autofree char *second = NULL;

    cr_assert_not_null(back, "%s", error != NULL ? error->message : "");
    second = write_text(back);
    cr_assert_str_eq(first, second);
}

/* Equal texts prove little if a field was never written: look for each. */
Test(audit_json, holds_every_field_of_the_structs)
{
    static const char *const parts[] = {
        "\"schema_version\":1",
        "\"id\":\"20261124T095200Z-1a2b\"",
        "\"started\":\"2026-11-24T",
        "\"interrupted\":true",
        "\"sample\":true",
        "\"version\":\"9.9\"",
        "\"fiscal_year\":2565",
        "\"sha256\":\"abc\"",
        "\"name\":\"หน่วยงาน\"",
        "\"name_en\":\"Agency\"",
        "\"short\":\"นง.\"",
        "\"kind\":\"department\"",
        "\"executive\":\"นายตัวอย่าง สมมติชื่อ\"",
        "\"owners\":{\"hr\":\"กองกลาง\",\"web\":\"ศทส.\"}",
        "\"9.2\":{\"low\":75.00,\"high\":100.00",
        "\"ita\":{\"low\":92.11,\"high\":93.11}",
        "\"oit\":{\"low\":null,\"high\":null}",
        "\"target\":93.00",
        "\"previous\":92.32",
        "\"verdict\":\"at-risk\"",
        "\"depends_on\":[\"O9\"]",
        "\"decision\":{\"outcome\":\"rejected\",\"reason\":\"ไม่ครบ\"}",
        "\"counts\":{\"low\":false,\"high\":true}",
        "\"cost\":0.50",
        "\"state\":\"soft-404\",\"state_class\":\"soft\"",
        "\"http_status\":200",
        "\"link_text\":\"ดาวน์โหลด\"",
        "\"bytes\":5000000000",
        "\"required\":\"warn\"",
        "\"confidence\":\"C2x\"",
        "\"counts\":false",
        "\"reason\":\"image-only\"",
        "\"reason_text\":\"อ่านไม่ได้\"",
        "\"quote\":\"ต.ค. 64\"",
        "\"page\":3",
        "\"ocr\":true",
        "\"severity\":\"warning\"",
        "\"advice_en\":\"Do it again\"",
    };
    g_autoptr(Audit) audit = full_audit();
    g_autofree char *text = write_text(audit);

    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++)
        cr_expect(strstr(text, parts[i]) != NULL, "%s\nin %s", parts[i], text);
}

Test(audit_json, writes_null_for_what_is_not_known)
{
    g_autoptr(Audit) audit = audit_new();
    g_autofree char *text = write_text(audit);

    cr_assert(strstr(text, "\"started\":null") != NULL, "%s", text);
    cr_assert(strstr(text, "\"agencies\":[]") != NULL, "%s", text);
}

Test(audit_json, refuses_what_it_does_not_understand_and_says_where)
{
    static const struct {
        const char *text, *word;
    } rows[] = {
        { "{}", "schema_version" },
        { "[]", "schema_version" },
        { "{\"schema_version\":2}", "schema_version is 2" },
        { "{\"schema_version\":1,\"agencies\":{}}", "agencies" },
        { "{\"schema_version\":1,\"agencies\":[5]}", "agencies[0]" },
        { "{\"schema_version\":1,\"agencies\":[{\"items\":[{\"id\":\"O10\","
          "\"verdict\":\"perhaps\"}]}]}",
          "perhaps" },
        { "{\"schema_version\":1,\"agencies\":[{\"items\":[{\"id\":\"O10\","
          "\"verdict\":\"complete\",\"urls\":[{\"state\":\"well\"}]}]}]}",
          "well" },
        { "{\"schema_version\":1,\"agencies\":[{\"items\":[{\"id\":\"O10\","
          "\"verdict\":\"complete\",\"elements\":[{\"verdict\":\"met\","
          "\"required\":\"maybe\"}]}]}]}",
          "O10" },
        { "{\"schema_version\":1,\"agencies\":[{\"items\":[{\"id\":\"O10\","
          "\"verdict\":\"complete\",\"decision\":{\"outcome\":3}}]}]}",
          "outcome" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(Audit) audit = read_text(rows[i].text, &error);

        cr_expect_null(audit, "%s", rows[i].text);
        cr_expect(g_error_matches(error, AUDIT_ERROR, AUDIT_ERROR_INVALID));
        cr_expect(error != NULL && strstr(error->message, rows[i].word),
                  "%s: %s", rows[i].text, error != NULL ? error->message : "");
    }
}

Test(audit_json, reads_an_audit_of_few_words)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Audit) audit = read_text(
        "{\"schema_version\":1,\"agencies\":[{\"id\":\"x\",\"items\":"
        "[{\"id\":\"O1\",\"verdict\":\"complete\",\"elements\":[{\"id\":\"e\","
        "\"verdict\":\"met\",\"required\":\"yes\",\"evidence\":[{}]}]}]}]}",
        &error);
    ElementAudit *element;
    Evidence *evidence;

    cr_assert_not_null(audit, "%s", error != NULL ? error->message : "");
    element = item_audit_find_element(
        agency_audit_find_item(audit_find_agency(audit, "x"), "O1"), "e");
    evidence = g_ptr_array_index(element->evidence, 0);
    cr_assert_str_eq(evidence->quote, "");
    cr_assert(element->counts);
    cr_assert_null(element->nearest);
}

Test(audit_json, writes_agency_by_agency_what_the_tree_holds)
{
    g_autoptr(Audit) audit = audit_new();

    for (int n = 0; n < 4; n++) {
        g_autoptr(JsonValue) tree = audit_to_json(audit);

        for (int indent = 0; indent < 2; indent++) {
            g_autofree char *whole = json_format(tree, indent != 0);
            g_autofree char *parts = audit_json_text(audit, indent != 0);

            cr_expect_str_eq(parts, whole, "%d agencies", n);
        }
        g_ptr_array_add(audit->agencies, agency_audit_new("a]\n[b"));
    }
}
