#include <criterion/criterion.h>

#include <string.h>

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/xpath.h>

#include "fixture.h"
#include "reports/audit_xml.h"

/* Number, string or boolean that @path gives in @doc, as text. */
static char *ask(xmlDoc *doc, const char *path)
{
    xmlXPathContext *context = xmlXPathNewContext(doc);
    xmlXPathObject *result =
        xmlXPathEvalExpression((const xmlChar *)path, context);
    xmlChar *text;
    char *copy;

    cr_assert_not_null(result, "%s", path);
    text = xmlXPathCastToString(result);
    copy = g_strdup((const char *)text);
    xmlFree(text);
    xmlXPathFreeObject(result);
    xmlXPathFreeContext(context);
    return copy;
}

static void expect(xmlDoc *doc, const char *path, const char *wanted)
{
    g_autofree char *got = ask(doc, path);

    cr_expect_str_eq(got, wanted, "%s is \"%s\", not \"%s\"", path, got,
                     wanted);
}

/* Strict: a mistake of ours is a failure, but the parser's list of tags is
 * older than HTML 5. */
static xmlDoc *html_of(const Audit *audit, Lang lang)
{
    g_autofree char *text = fixture_report(audit, "html", lang);
    xmlDoc *doc;

    cr_assert(g_str_has_prefix(text, "<!DOCTYPE html>\n<html lang="));
    doc = htmlReadMemory(text, (int)strlen(text), NULL, "UTF-8",
                         HTML_PARSE_NOERROR | HTML_PARSE_NONET);
    cr_assert_not_null(doc);
    return doc;
}

static xmlDoc *xml_of(const char *text)
{
    xmlDoc *doc = xmlReadMemory(text, (int)strlen(text), NULL, "UTF-8",
                                XML_PARSE_NONET | XML_PARSE_HUGE);

    cr_assert_not_null(doc, "not well-formed");
    return doc;
}

Test(report_html, answers_on_the_first_screen)
{
    g_autoptr(Audit) audit = fixture_worked();
    xmlDoc *doc = html_of(audit, LANG_TH);

    expect(doc, "string(//html/@lang)", "th");
    expect(doc, "string(//h1)", "สำนักงานปลัดกระทรวงพลังงาน (สป.พน.)");
    expect(doc, "string(//p[@class='big'])", "92.11 – 93.11");
    expect(doc, "count(//ul[@class='counts']/li)", "7");
    expect(doc, "string((//table[@class='todo']/tbody//span[@class='id'])[1])",
           "O27");
    expect(doc, "string((//table[@class='todo']/tbody/tr[2]/td)[2])",
           "กองกลาง");
    expect(doc,
           "normalize-space((//table[@class='todo']//td[contains(@class,"
           "'points')])[1])",
           "1.00");
    xmlFreeDoc(doc);
}

Test(report_html, shows_every_item_with_its_elements_and_quotes)
{
    g_autoptr(Audit) audit = fixture_worked();
    xmlDoc *doc = html_of(audit, LANG_TH);

    expect(doc, "count(//details[contains(@class,'item')])", "43");
    expect(doc, "count(//details[@open])", "3");
    expect(doc, "string(//details[@id='ops-O10']//tr[3]/th[@scope='row'])",
           "ระยะเวลาในการดำเนินการ");
    expect(doc, "string((//details[@id='ops-O10']//tr[3]//blockquote)[1])",
           "แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2565");
    expect(doc, "string((//details[@id='ops-O10']//figure//a/@href)[1])",
           "https://ops.example.go.th/files/plan-2565.pdf#page=3");
    expect(doc, "count(//details[@id='ops-O10']//code) > 0", "true");
    xmlFreeDoc(doc);
}

Test(report_html, links_every_task_to_an_item_that_is_there)
{
    g_autoptr(Audit) audit = fixture_mixed();
    xmlDoc *doc = html_of(audit, LANG_TH);

    expect(doc, "count(//table[@class='todo']//a)", "7");
    expect(doc,
           "count(//table[@class='todo']//a[not(substring(@href, 2) = "
           "//details/@id)])",
           "0");
    expect(doc, "count(//@id) = count(//*[@id])", "true");
    xmlFreeDoc(doc);
}

/* Landmarks, table heads with a scope, labels: what a screen reader needs. */
Test(report_html, can_be_read_without_seeing)
{
    g_autoptr(Audit) audit = fixture_mixed();
    xmlDoc *doc = html_of(audit, LANG_TH);

    expect(doc, "count(//main)", "1");
    expect(doc, "count(//h1)", "1");
    expect(doc, "count(//footer)", "1");
    expect(doc, "count(//th[not(@scope)])", "0");
    expect(doc, "count(//section[not(@aria-labelledby = //*/@id)])", "0");
    expect(doc, "count(//table[not(thead)])", "0");
    expect(doc, "count(//img)", "0");
    expect(doc, "count(//input[not(ancestor::label)])", "0");
    /* a badge is a sign and a word */
    expect(doc,
           "count(//*[contains(concat(' ', @class, ' '), ' badge ')]"
           "[not(span[@aria-hidden]) or normalize-space(text()[last()]) = "
           "''])",
           "0");
    xmlFreeDoc(doc);
}

Test(report_html, loads_nothing_and_runs_only_its_own_script)
{
    g_autoptr(Audit) audit = fixture_hostile(1000);
    xmlDoc *doc = html_of(audit, LANG_TH);
    g_autofree char *policy = ask(
        doc, "string(//meta[@http-equiv='Content-Security-Policy']/@content)");
    g_autofree char *script = ask(doc, "string(//script)");
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    guint8 digest[32];
    gsize len = sizeof digest;
    g_autofree char *base64 = NULL;
    g_autofree char *wanted = NULL;

    g_checksum_update(sum, (const guchar *)script, -1);
    g_checksum_get_digest(sum, digest, &len);
    base64 = g_base64_encode(digest, len);
    wanted = g_strdup_printf("script-src 'sha256-%s'", base64);
    cr_expect(strstr(policy, wanted) != NULL,
              "the hash of the script is %s, the policy says %s", base64,
              policy);
    cr_expect(g_str_has_prefix(policy, "default-src 'none'"));
    expect(doc, "count(//script)", "1");
    expect(doc, "count(//@src | //link | //iframe | //object | //base)", "0");
    expect(doc, "count(//@*[starts-with(name(), 'on')])", "0");
    xmlFreeDoc(doc);
}

Test(report_html, makes_links_of_http_only)
{
    g_autoptr(Audit) audit = fixture_hostile(1000);
    xmlDoc *doc = html_of(audit, LANG_TH);

    expect(doc,
           "count(//a/@href[not(starts-with(., 'http://') or "
           "starts-with(., 'https://') or starts-with(., '#'))])",
           "0");
    expect(doc, "contains(string(//body), 'javascript:alert(1)')", "true");
    expect(doc, "contains(string(//body), '<script>alert(1)</script>')",
           "true");
    xmlFreeDoc(doc);
}

Test(report_html, says_that_the_data_is_a_sample)
{
    g_autoptr(Audit) audit = fixture_worked();
    xmlDoc *doc = html_of(audit, LANG_TH);

    expect(doc, "contains(string(//p[@class='notice']), 'ข้อมูลตัวอย่าง')", "true");
    xmlFreeDoc(doc);
    audit->sample = FALSE;
    doc = html_of(audit, LANG_TH);
    expect(doc, "count(//p[@class='notice'])", "0");
    xmlFreeDoc(doc);
}

Test(report_html, lists_the_agencies_when_there_are_several)
{
    g_autoptr(Audit) audit = fixture_mixed();
    xmlDoc *doc = html_of(audit, LANG_EN);

    expect(doc, "string(//html/@lang)", "en");
    expect(doc, "count(//section[@aria-labelledby='overview']//tbody/tr)", "2");
    expect(doc, "string(//h1)", "All agencies");
    xmlFreeDoc(doc);
}

Test(report_html, says_that_there_is_no_agency)
{
    g_autoptr(Audit) audit = audit_new();
    xmlDoc *doc = html_of(audit, LANG_TH);

    expect(doc, "contains(string(//main), 'ไม่มีหน่วยงานในผลตรวจนี้')", "true");
    xmlFreeDoc(doc);
}

/* The commonest way for a template to grow quadratic is a lookup by scan. */
Test(report_html, grows_with_the_audit_and_no_faster)
{
    gint64 took[2];

    for (int round = 0; round < 2; round++) {
        g_autoptr(Audit) audit = fixture_worked();
        guint more = round == 0 ? 5 : 20;
        gint64 start;

        for (guint i = 1; i < more; i++) {
            g_autoptr(Audit) other = fixture_worked();
            AgencyAudit *agency = g_ptr_array_steal_index(other->agencies, 0);

            g_free(agency->id);
            agency->id = g_strdup_printf("a%u", i);
            g_ptr_array_add(audit->agencies, agency);
        }
        start = g_get_monotonic_time();
        g_free(fixture_report(audit, "html", LANG_TH));
        took[round] = g_get_monotonic_time() - start;
    }
    cr_assert_lt(took[1], took[0] * 10 + 200000,
                 "5 agencies: %" G_GINT64_FORMAT
                 " us, 20 agencies: %" G_GINT64_FORMAT " us",
                 took[0], took[1]);
}

Test(audit_xml, is_well_formed_whatever_it_holds)
{
    g_autoptr(Audit) audit = fixture_hostile(20000);
    gsize len;
    g_autofree char *text = audit_xml_agency(audit, 0, LANG_TH, &len, NULL);
    xmlDoc *doc = xml_of(text);

    cr_assert_eq(len, strlen(text));
    expect(doc, "count(/audit/agency/item)", "43");
    expect(doc, "count(//@href[starts-with(., 'javascript')])", "0");
    xmlFreeDoc(doc);
}

Test(report_junit, has_a_case_for_each_element_and_counts_them_right)
{
    g_autoptr(Audit) audit = fixture_mixed();
    g_autofree char *text = fixture_report(audit, "junit", LANG_EN);
    xmlDoc *doc = xml_of(text);

    expect(doc, "count(//testcase) = /testsuites/@tests", "true");
    expect(doc, "count(//failure) = /testsuites/@failures", "true");
    expect(doc, "count(//skipped) = /testsuites/@skipped", "true");
    expect(doc, "sum(//testsuite/@tests) = /testsuites/@tests", "true");
    expect(doc, "sum(//testsuite/@failures) = /testsuites/@failures", "true");
    expect(doc,
           "string(//testcase[@classname='ops.O27' and "
           "@name='development']/failure/@message)",
           "Required element missing: Criteria for the development of staff");
    expect(doc, "count(//testcase[@classname='ops.O33']/failure)", "1");
    expect(doc, "count(//testcase[@classname='ops.O16']/skipped)", "1");
    xmlFreeDoc(doc);
}

Test(report_markdown, names_what_to_mend_and_defuses_signs)
{
    g_autoptr(Audit) audit = fixture_worked();
    g_autoptr(Audit) hostile = fixture_hostile(10);
    g_autofree char *text = fixture_report(audit, "markdown", LANG_TH);
    g_autofree char *evil = fixture_report(hostile, "markdown", LANG_TH);

    cr_assert(strstr(text, "| **ITA** | **92.11 – 93.11** |") != NULL, "%s",
              text);
    cr_assert(strstr(text, "- **O27** ") != NULL);
    cr_assert(strstr(text, "ขาดหลักเกณฑ์การพัฒนาบุคลากร") != NULL);
    cr_assert(strstr(evil, "<script") == NULL);
    cr_assert(strstr(evil, "**x**") == NULL);
}
