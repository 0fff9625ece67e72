#include "fixture.h"

#include <string.h>

#include "reports/report.h"
#include "rules/finding.h"

#define STARTED_AT 1795513920 /* 2026-11-24T09:52:00Z */
#define SHA "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

typedef struct {
    const char *id, *sub, *th, *en;
} ItemRow;

static const ItemRow item_rows[] = {
    { "O1", "9.1", "โครงสร้าง", "Structure" },
    { "O2", "9.1", "ข้อมูลผู้บริหาร", "Executives" },
    { "O3", "9.1", "อำนาจหน้าที่", "Duties and powers" },
    { "O4", "9.1", "แผนยุทธศาสตร์หรือแผนพัฒนาหน่วยงาน",
      "Strategic or development plan" },
    { "O5", "9.1", "ข้อมูลการติดต่อ", "Contact information" },
    { "O6", "9.1", "กฎหมายที่เกี่ยวข้อง", "Relevant laws" },
    { "O7", "9.1", "ข่าวประชาสัมพันธ์", "News" },
    { "O8", "9.1", "Q&A", "Q&A" },
    { "O9", "9.1", "Social Network", "Social network" },
    { "O10", "9.2", "แผนดำเนินงานประจำปี", "Annual action plan" },
    { "O11", "9.2", "รายงานการกำกับติดตามการดำเนินงานประจำปี รอบ 6 เดือน",
      "Six-month follow-up report on the annual action plan" },
    { "O12", "9.2", "รายงานผลการดำเนินงานประจำปี", "Annual performance report" },
    { "O13", "9.2", "คู่มือหรือมาตรฐานการปฏิบัติงาน", "Work manual or standard" },
    { "O14", "9.2", "คู่มือหรือมาตรฐานการให้บริการ", "Service manual or standard" },
    { "O15", "9.2", "ข้อมูลเชิงสถิติการให้บริการ", "Service statistics" },
    { "O16", "9.2", "รายงานผลการสำรวจความพึงพอใจการให้บริการ",
      "Satisfaction survey report" },
    { "O17", "9.2", "E-Service", "E-Service" },
    { "O18", "9.3", "แผนการใช้จ่ายงบประมาณประจำปี", "Annual spending plan" },
    { "O19", "9.3", "รายงานการกำกับติดตามการใช้จ่ายงบประมาณประจำปี รอบ 6 เดือน",
      "Six-month follow-up report on annual spending" },
    { "O20", "9.3", "รายงานผลการใช้จ่ายงบประมาณประจำปี",
      "Annual spending report" },
    { "O21", "9.3", "แผนการจัดซื้อจัดจ้างหรือแผนการจัดหาพัสดุ", "Procurement plan" },
    { "O22", "9.3", "ประกาศต่าง ๆ เกี่ยวกับการจัดซื้อจัดจ้างหรือการจัดหาพัสดุ",
      "Procurement announcements" },
    { "O23", "9.3", "สรุปผลการจัดซื้อจัดจ้างหรือการจัดหาพัสดุรายเดือน",
      "Monthly procurement summary" },
    { "O24", "9.3", "รายงานผลการจัดซื้อจัดจ้างหรือการจัดหาพัสดุประจำปี",
      "Annual procurement report" },
    { "O25", "9.4", "นโยบายการบริหารทรัพยากรบุคคล", "HR management policy" },
    { "O26", "9.4", "การดำเนินการตามนโยบายการบริหารทรัพยากรบุคคล",
      "Carrying out the HR management policy" },
    { "O27", "9.4", "หลักเกณฑ์การบริหารและพัฒนาทรัพยากรบุคคล",
      "Criteria for HR management and development" },
    { "O28", "9.4", "รายงานผลการบริหารและพัฒนาทรัพยากรบุคคลประจำปี",
      "Annual report on HR management and development" },
    { "O29", "9.5", "แนวปฏิบัติการจัดการเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ",
      "Guideline on handling corruption complaints" },
    { "O30", "9.5", "ช่องทางแจ้งเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ",
      "Channel for corruption complaints" },
    { "O31", "9.5", "ข้อมูลเชิงสถิติเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ",
      "Statistics of corruption complaints" },
    { "O32", "9.5", "ช่องทางการรับฟังความคิดเห็น", "Channel for opinions" },
    { "O33", "9.5", "การเปิดโอกาสให้เกิดการมีส่วนร่วม", "Opening for participation" },
    { "O34", "10.1", "นโยบายไม่รับของขวัญ (No Gift Policy)", "No Gift Policy" },
    { "O35", "10.1", "การมีส่วนร่วมของผู้บริหาร", "Participation of executives" },
    { "O36", "10.1", "การประเมินความเสี่ยงการทุจริตและประพฤติมิชอบประจำปี",
      "Annual corruption risk assessment" },
    { "O37", "10.1", "การดำเนินการเพื่อจัดการความเสี่ยงการทุจริตและประพฤติมิชอบ",
      "Action to manage corruption risks" },
    { "O38", "10.1", "การเสริมสร้างวัฒนธรรมองค์กร",
      "Building the organisational culture" },
    { "O39", "10.1", "แผนปฏิบัติการป้องกันการทุจริต", "Anti-corruption action plan" },
    { "O40", "10.1",
      "รายงานการกำกับติดตามการดำเนินการป้องกันการทุจริตประจำปี รอบ 6 เดือน",
      "Six-month follow-up report on corruption prevention" },
    { "O41", "10.1", "รายงานผลการดำเนินการป้องกันการทุจริตประจำปี",
      "Annual report on corruption prevention" },
    { "O42", "10.2", "มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน",
      "Internal integrity and transparency measures" },
    { "O43", "10.2",
      "การดำเนินการตามมาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน",
      "Carrying out the internal integrity and transparency measures" },
};

typedef struct {
    const char *id, *th, *en;
    gint64 low, high;
} ScoreRow;

static const ScoreRow indicator_rows[] = {
    { "9", "การเปิดเผยข้อมูล", "Disclosure of data", 9000, 9500 },
    { "10", "การป้องกันการทุจริต", "Prevention of corruption", 10000, 10000 },
};

static const ScoreRow sub_rows[] = {
    { "9.1", "ข้อมูลพื้นฐาน", "Basic data", 10000, 10000 },
    { "9.2", "การบริหารงาน", "Administration", 7500, 10000 },
    { "9.3", "การบริหารเงินงบประมาณ", "Budget", 10000, 10000 },
    { "9.4", "การบริหารและพัฒนาทรัพยากรบุคคล", "Human resources", 7500, 7500 },
    { "9.5", "การส่งเสริมความโปร่งใส", "Transparency", 10000, 10000 },
    { "10.1", "การดำเนินการเพื่อป้องกันการทุจริต", "Preventive action", 10000, 10000 },
    { "10.2", "มาตรการภายในเพื่อป้องกันการทุจริต", "Internal measures", 10000,
      10000 },
};

static void add_lines(GPtrArray *lines, const ScoreRow *rows, gsize count)
{
    for (gsize i = 0; i < count; i++) {
        ScoreLine *line = g_new0(ScoreLine, 1);

        line->id = g_strdup(rows[i].id);
        words_set(&line->title, rows[i].th, rows[i].en);
        line->range = (ScoreRange){ rows[i].low, rows[i].high, TRUE };
        g_ptr_array_add(lines, line);
    }
}

static Evidence *evidence(const char *quote, const char *url, int page,
                          const char *where)
{
    Evidence *it = evidence_new(quote);

    it->url = g_strdup(url);
    it->page = page;
    it->where = g_strdup(where);
    it->sha256 = g_strdup(SHA);
    return it;
}

static ElementAudit *add_element(ItemAudit *item, const char *id,
                                 const char *th, const char *en,
                                 const char *quote)
{
    ElementAudit *element = element_audit_new(id);

    element->kind = g_strdup("text");
    element->confidence = g_strdup("C2");
    element->owner = g_strdup("plan");
    words_set(&element->title, th, en);
    if (quote != NULL)
        g_ptr_array_add(
            element->evidence,
            evidence(quote, "https://ops.example.go.th/files/plan-2565.pdf", 3,
                     "ตาราง 1 แถว 2"));
    g_ptr_array_add(item->elements, element);
    return element;
}

static UrlAudit *add_url(ItemAudit *item, const char *url, LinkState state,
                         int http_status)
{
    UrlAudit *it = url_audit_new(url);

    it->state = state;
    it->http_status = http_status;
    it->captured_at = STARTED_AT + 60;
    it->final_url = g_strdup(url);
    if (state == LINK_OK)
        it->sha256 = g_strdup(SHA);
    g_ptr_array_add(item->urls, it);
    return it;
}

static void add_document(ItemAudit *item, const char *url)
{
    DocumentAudit *document = document_audit_new();

    document->url = g_strdup(url);
    document->type = g_strdup("pdf");
    document->pages = 12;
    document->text_quality = g_strdup("good");
    document->title = g_strdup("แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2565");
    document->sha256 = g_strdup(SHA);
    document->len = 482113;
    g_ptr_array_add(item->documents, document);
}

static void plain_item(ItemAudit *item, const ItemRow *row)
{
    g_autofree char *url = g_strdup_printf(
        "https://ops.example.go.th/th/oit/%s-%%E0%%B8%%82%%E0%%B9%%89%%E0%%B8"
        "%%AD",
        row->id);

    words_set(&item->title, row->th, row->en);
    item->sub_indicator = g_strdup(row->sub);
    item->owner = g_strdup("plan");
    item->counts_low = item->counts_high = TRUE;
    add_url(item, url, LINK_OK, 200);
}

static void complete_item(ItemAudit *item)
{
    add_element(item, "content", "เนื้อหาตามหัวข้อ", "Content",
                "ผลการดำเนินงานตามภารกิจ รวม 12 โครงการ แล้วเสร็จ 11 โครงการ");
    add_element(item, "year", "ข้อมูลของปี พ.ศ. 2565", "Data of 2565",
                "ประจำปีงบประมาณ พ.ศ. 2565");
}

static void make_o10(ItemAudit *item)
{
    ElementAudit *period;

    item->verdict = ITEM_AT_RISK;
    item->counts_low = FALSE;
    item->cost = 50;
    item->note = g_strdup("หน้าแรก > ITA 2565 > O10");
    add_element(item, "projects", "โครงการหรือกิจกรรม", "Projects",
                "โครงการพัฒนาศูนย์ข้อมูลพลังงานตัวอย่าง");
    add_element(item, "budget", "งบประมาณที่ใช้", "Budget", "1,250,000 บาท");
    period = add_element(item, "period", "ระยะเวลาในการดำเนินการ",
                         "Time frame of each project",
                         "แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2565");
    period->verdict = ELEMENT_IMPLIED;
    words_set(&period->reason_text,
              "ขาดองค์ประกอบข้อมูลระยะเวลาในการดำเนินการ "
              "(แผนระบุเพียงปีงบประมาณ)",
              "The time frame of each project is only implied by the fiscal "
              "year of the plan");
    words_set(&period->advice, "เพิ่มคอลัมน์ระยะเวลาหรือเดือนที่ดำเนินการให้ทุกโครงการ",
              "Add a column with the period or months of every project");
    add_document(item, "https://ops.example.go.th/files/plan-2565.pdf");
}

static void make_o11(ItemAudit *item)
{
    ElementAudit *element;

    item->verdict = ITEM_BLOCKED;
    item->counts_low = FALSE;
    item->cost = 50;
    g_ptr_array_add(item->depends_on, g_strdup("O10"));
    complete_item(item);
    element = add_element(item, "prerequisite", "ข้อ O10 ครบองค์ประกอบ",
                          "O10 is complete", NULL);
    g_free(element->kind);
    element->kind = g_strdup("dependency");
    element->verdict = ELEMENT_MISSING;
}

static void make_o27(ItemAudit *item)
{
    ElementAudit *element;

    item->verdict = ITEM_INCOMPLETE;
    item->counts_low = item->counts_high = FALSE;
    item->cost = 100;
    g_free(item->owner);
    item->owner = g_strdup("hr");
    add_element(item, "recruitment", "หลักเกณฑ์การสรรหาและคัดเลือกบุคลากร",
                "Recruitment criteria", "ประกาศหลักเกณฑ์การสรรหา พ.ศ. 2565");
    element = add_element(item, "development", "หลักเกณฑ์การพัฒนาบุคลากร",
                          "Criteria for the development of staff", NULL);
    element->verdict = ELEMENT_MISSING;
    element->nearest =
        evidence("หลักเกณฑ์การประเมินบุคคลเพื่อเลื่อนขึ้นแต่งตั้งให้ดำรงตำแหน่งระดับชำนาญการ",
                 "https://ops.example.go.th/th/criteria", 0, "หัวข้อ 4");
    words_set(&element->advice,
              "เพิ่มหัวข้อหลักเกณฑ์การพัฒนาบุคลากร ระบุประกาศหรือระเบียบ และผู้มีอำนาจที่ออก",
              "Add a heading on development that names the announcement and "
              "who issued it");
    g_free(element->owner);
    element->owner = g_strdup("hr");
}

static void set_scores(AgencyAudit *agency)
{
    ScoreAudit *score = &agency->score;

    add_lines(score->indicators, indicator_rows, G_N_ELEMENTS(indicator_rows));
    add_lines(score->sub_indicators, sub_rows, G_N_ELEMENTS(sub_rows));
    score->iit = (ScoreRange){ 9082, 9082, TRUE };
    score->eit = (ScoreRange){ 8954, 8954, TRUE };
    score->oit = (ScoreRange){ 9500, 9750, TRUE };
    score->ita = (ScoreRange){ 9211, 9311, TRUE };
    score->target = 9300;
    score->pass_mark = 8500;
    score->previous = 9232;
}

static AgencyAudit *worked_agency(void)
{
    AgencyAudit *agency = agency_audit_new("ops");

    words_set(&agency->name, "สำนักงานปลัดกระทรวงพลังงาน",
              "Office of the Permanent Secretary for Energy");
    agency->short_name = g_strdup("สป.พน.");
    agency->kind = g_strdup("department");
    agency->site = g_strdup("https://ops.example.go.th/");
    agency->executive = g_strdup("นายตัวอย่าง สมมติชื่อ");
    g_hash_table_insert(agency->owners, g_strdup("plan"),
                        g_strdup("กองยุทธศาสตร์และแผนงาน"));
    g_hash_table_insert(agency->owners, g_strdup("hr"), g_strdup("กองกลาง"));
    for (gsize i = 0; i < G_N_ELEMENTS(item_rows); i++) {
        ItemAudit *item = item_audit_new(item_rows[i].id);

        plain_item(item, &item_rows[i]);
        if (strcmp(item->id, "O10") == 0)
            make_o10(item);
        else if (strcmp(item->id, "O11") == 0)
            make_o11(item);
        else if (strcmp(item->id, "O27") == 0)
            make_o27(item);
        else
            complete_item(item);
        g_ptr_array_add(agency->items, item);
    }
    set_scores(agency);
    return agency;
}

Audit *fixture_worked(void)
{
    Audit *audit = audit_new();

    audit->run_id = g_strdup("20261124T095200Z-1a2b");
    audit->started_at = STARTED_AT;
    audit->finished_at = STARTED_AT + 95;
    audit->tool_version = g_strdup("0.1.0");
    audit->fiscal_year = 2565;
    audit->ruleset_sha256 = g_strdup(SHA);
    audit->sample = TRUE;
    g_ptr_array_add(audit->agencies, worked_agency());
    return audit;
}

static void make_unclear(ItemAudit *item)
{
    ElementAudit *element = item_audit_find_element(item, "content");

    item->verdict = ITEM_UNCLEAR;
    item->counts_low = FALSE;
    item->cost = 50;
    g_ptr_array_set_size(element->evidence, 0);
    element->verdict = ELEMENT_UNCLEAR;
    element->reason = g_strdup("image-only");
    words_set(&element->reason_text,
              "อ่านข้อความในไฟล์ไม่ได้ (เอกสารสแกน) ให้ผู้ตรวจพิจารณา",
              "No text can be read (a scan); a person must look");
    g_ptr_array_add(item->findings, finding_make("scanned-pdf", NULL));
}

static void make_unreachable(ItemAudit *item)
{
    UrlAudit *url = g_ptr_array_index(item->urls, 0);

    item->verdict = ITEM_UNREACHABLE;
    item->counts_low = FALSE;
    item->cost = 44;
    url->state = LINK_GONE;
    url->http_status = 404;
    g_clear_pointer(&url->sha256, g_free);
    g_ptr_array_add(url->findings,
                    finding_make("link-dead", "state", "404", NULL));
    for (guint i = 0; i < item->elements->len; i++) {
        ElementAudit *element = g_ptr_array_index(item->elements, i);

        element->verdict = ELEMENT_UNCLEAR;
        element->reason = g_strdup("unreachable");
        g_ptr_array_set_size(element->evidence, 0);
    }
}

static void make_not_submitted(ItemAudit *item)
{
    item->verdict = ITEM_NOT_SUBMITTED;
    item->counts_low = item->counts_high = FALSE;
    item->cost = 80;
    g_ptr_array_set_size(item->urls, 0);
    g_ptr_array_set_size(item->elements, 0);
    g_ptr_array_add(item->findings, finding_make("not-submitted", NULL));
}

Audit *fixture_mixed(void)
{
    Audit *audit = fixture_worked();
    AgencyAudit *agency = g_ptr_array_index(audit->agencies, 0);
    AgencyAudit *empty = agency_audit_new("doeb");
    ItemAudit *item;

    make_unclear(agency_audit_find_item(agency, "O16"));
    make_unreachable(agency_audit_find_item(agency, "O9"));
    make_not_submitted(agency_audit_find_item(agency, "O33"));
    item = agency_audit_find_item(agency, "O42");
    item->decision = OUTCOME_REJECTED;
    item->decision_reason = g_strdup("ไม่แสดงการกำกับติดตาม");
    item->cost = 500;
    item = agency_audit_find_item(agency, "O10");
    item->decision = OUTCOME_ACCEPTED;
    item->decision_reason = g_strdup("แผนระบุปีงบประมาณแล้ว");
    item->cost = 0;
    item = agency_audit_find_item(agency, "O18");
    g_ptr_array_add(item->findings,
                    finding_make("same-url", "items", "O19", NULL));
    item->verdict = ITEM_AT_RISK;
    item->cost = 57;
    words_set(&empty->name, "กรมธุรกิจพลังงาน", "Department of Energy Business");
    empty->short_name = g_strdup("ธพ.");
    g_ptr_array_add(audit->agencies, empty);
    return audit;
}

/* --- hostile ----------------------------------------------------------- */

#define BAD                                                                    \
    "=1+1\"'<script>alert(1)</script>&amp;]]>\x01\x1b[31m\xff\xfe\xe2\x80\xae" \
    "น้ำ\r\n| **x** | {curly}"

Audit *fixture_hostile(gsize quote_len)
{
    Audit *audit = fixture_worked();
    AgencyAudit *agency = g_ptr_array_index(audit->agencies, 0);
    ItemAudit *item = agency_audit_find_item(agency, "O27");
    ElementAudit *element = item_audit_find_element(item, "development");
    g_autofree char *huge = g_strnfill(quote_len, 'x');
    UrlAudit *url = add_url(item, "javascript:alert(1)", LINK_OTHER_SCHEME, 0);

    g_free(audit->run_id);
    audit->run_id = g_strdup(BAD);
    words_set(&agency->name, BAD, BAD);
    words_set(&item->title, BAD, BAD);
    words_set(&element->title, BAD, NULL);
    words_set(&element->reason_text, BAD, BAD);
    words_set(&element->advice, BAD, BAD);
    item->note = g_strdup(BAD);
    item->decision_reason = g_strdup(BAD);
    g_free(element->nearest->quote);
    element->nearest->quote = g_strdup(BAD);
    g_free(element->nearest->url);
    element->nearest->url = g_strdup("javascript:alert(2)");
    g_ptr_array_add(element->evidence, evidence(huge, BAD, 1, BAD));
    g_ptr_array_add(url->findings,
                    finding_make("off-domain", "host", BAD, NULL));
    url->link_text = g_strdup(BAD);
    url->found_on = g_strdup(BAD);
    add_document(item, BAD);
    return audit;
}

char *fixture_report(const Audit *audit, const char *format, Lang lang)
{
    ReportOptions options = { .lang = lang, .width = 100 };
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes =
        report_bytes(report_find(format), audit, &options, &error);
    gsize len;
    const char *data;

    g_assert_no_error(error);
    g_assert_nonnull(bytes);
    data = g_bytes_get_data(bytes, &len);
    return g_strndup(data, len);
}
