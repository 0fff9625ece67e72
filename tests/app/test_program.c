/* The contract of the command line, on the built program. */
#include "program.h"

#include "store/store.h"

static Program program;

static void setup(void)
{
    program_init(&program);
}

static void teardown(void)
{
    program_clear(&program);
}

TestSuite(program, .init = setup, .fini = teardown, .timeout = 120);

#define EXPECT_ERR(words)                                                      \
    cr_expect(strstr(program.err, words) != NULL, "wanted '%s' in:\n%s",       \
              words, program.err)

/* A small site: a plan without and with the months of its projects. */
#define TABLE_HEAD "<tr><th>โครงการ</th><th>งบประมาณ (บาท)</th>"
#define SITE_PAGE(title, more)                                                 \
    "<!DOCTYPE html><html lang=th><meta charset=utf-8><title>" title           \
    "</title><body><nav><a href='/'>หน้าแรก</a></nav><main><h1>" title          \
    "</h1><table>" TABLE_HEAD more "</table></main></body></html>"

static void config_write(const char *submissions, const char *more)
{
    g_autofree char *text =
        g_strdup_printf("fiscal_year: 2565\n"
                        "map: [{ from: 'https://www.a.go.th/', to: site/ }]\n"
                        "store: { dir: store }\n"
                        "agencies:\n  - id: a\n    name: หน่วยงานตัวอย่าง\n"
                        "    site: https://www.a.go.th/\n%s%s",
                        submissions, more);

    g_free(program_file(&program, "config.yaml", text));
}

static void site_write(void)
{
    g_free(program_file(&program, "site/index.html",
                        SITE_PAGE("หน่วยงานตัวอย่าง", "")));
    g_free(
        program_file(&program, "site/แผน ปี.html",
                     SITE_PAGE("แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2565",
                               "<th>ระยะเวลาดำเนินการ</th></tr>"
                               "<tr><td>โครงการปลูกต้นไม้</td><td>50,000</td>"
                               "<td>ต.ค. 2564 - มี.ค. 2565</td></tr>"
                               "<tr><td>โครงการอบรมดับเพลิง</td><td>20,000</td>"
                               "<td>ม.ค. 2565 - มิ.ย. 2565</td></tr>")));
}

Test(program, usage_faults_end_with_2_and_help)
{
    cr_expect_eq(program_run(&program, "chekc"), 2);
    EXPECT_ERR("หมายถึง 'check' หรือไม่");
    cr_expect_eq(program_run(&program, "run", "--fromat", "json"), 2);
    EXPECT_ERR("หมายถึง '--format' หรือไม่");
    cr_expect_eq(program_run(&program, "run"), 2);
    EXPECT_ERR("ไม่พบ config.yaml");
    cr_expect_eq(program_run(&program, "run", "-c", "none.yaml"), 2);
    EXPECT_ERR("none.yaml");
    cr_expect_eq(program_run(&program, "check", "--item", "O10"), 2);
    cr_expect_eq(program_run(&program, "check", "--item", "O99", "x"), 2);
    EXPECT_ERR("'O99' ไม่ใช่เลขข้อ");
    cr_expect_eq(program_run(&program, "check", "--item", "O10", "none.pdf"),
                 2);
    EXPECT_ERR("ไม่พบไฟล์นี้");
    cr_expect_eq(program_run(&program, "check", "--item", "O10", "."), 2);
    EXPECT_ERR("เป็นโฟลเดอร์");
    cr_expect_eq(
        program_run(&program, "check", "--item", "O10", "--year", "2500", "."),
        2);
    /* A word too many is no wish to be left out: "score o10.csv". */
    cr_expect_eq(program_run(&program, "score", "x"), 2);
    EXPECT_ERR("ไม่ต้องมี 'x' ตรงนี้");
    cr_expect_eq(program_run(&program, "rules", "lint", "2566"), 0);
    cr_expect(strstr(program.out, "2566, 43") != NULL, "%s", program.out);
    cr_expect_eq(program_run(&program, "rules", "lint", "nowhere"), 2);
    cr_expect_eq(program_run(&program, "help"), 0);
    cr_expect_eq(program_run(&program, "help", "run"), 0);
    cr_expect_eq(program_run(&program, "run", "--help"), 0);
    cr_expect_eq(program_run(&program, "version"), 0);
    cr_expect_eq(program_run(&program, "completion", "bash"), 0);
}

Test(program, faults_of_config_and_rules_come_together_before_any_fetch)
{
    g_autofree char *data = NULL;

    g_free(program_file(&program, "config.yaml",
                        "fiscal_year: 2565\ntraget: 93\n"
                        "crawler: { timeout: 30 }\n"
                        "map: [{ from: 'https://www.a.go.th/', to: site/ }]\n"
                        "agencies:\n  - id: a\n    name: ก\n"
                        "    kind: provinc\n"
                        "    submissions: { O77: [https://www.a.go.th/] }\n"
                        "    owners: { plann: กองแผน }\n"));
    site_write();
    cr_expect_eq(program_run(&program, "run"), 2);
    EXPECT_ERR("config.yaml:2:1:");
    EXPECT_ERR("หมายถึง 'target' หรือไม่");
    EXPECT_ERR("config.yaml:3:21:");
    EXPECT_ERR("หมายถึง 'province' หรือไม่");
    EXPECT_ERR("ไม่มีข้อ O77");
    EXPECT_ERR("หมายถึง 'plan' หรือไม่");
    data = g_build_filename(program.dir, "data", "oit-audit", NULL);
    cr_expect_not(g_file_test(data, G_FILE_TEST_EXISTS));
}

Test(program, broken_rules_end_with_2_and_the_place)
{
    g_free(program_file(&program, "rules/2565/x.yaml",
                        "fiscal_year: 2565\nO10:\n  titel: x\n"));
    g_free(program_file(&program, "a.txt", "ก"));
    cr_expect_eq(program_run(&program, "check", "--item", "O10", "--rules",
                             "rules", "a.txt"),
                 2);
    EXPECT_ERR("x.yaml:2:1:");
}

Test(program, check_prints_the_contract_for_one_item)
{
    g_autoptr(JsonValue) json = NULL;
    const JsonValue *agencies, *items;

    site_write();
    program_run(&program, "check", "--item", "O10", "--format", "json", "--as",
                "https://www.a.go.th/plan", "site/แผน ปี.html");
    json = program_json(&program);
    cr_assert_eq(json_get_int(json, "schema_version", 0), 1);
    agencies = json_get(json, "agencies");
    cr_assert_eq(json_length(agencies), 1);
    items = json_get(json_at(agencies, 0), "items");
    cr_assert_eq(json_length(items), 1);
    cr_expect_str_eq(json_get_string(json_at(items, 0), "id"), "O10");
    cr_expect_str_eq(json_element(json, "O10", "period"), "met");
    cr_expect_str_eq(
        json_get_string(json_at(json_get(json_at(items, 0), "urls"), 0), "url"),
        "https://www.a.go.th/plan");
}

Test(program, empty_pdf_is_unclear_and_never_missing)
{
    g_autoptr(JsonValue) json = NULL;

    g_free(program_file(&program, "empty.pdf", ""));
    cr_expect_eq(program_run(&program, "check", "--item", "O10", "--format",
                             "json", "empty.pdf"),
                 3, "%d %s", program.code, program.out);
    json = program_json(&program);
    cr_expect_str_eq(json_element(json, "O10", "period"), "unclear");
}

Test(program, address_with_spaces_and_thai_letters_is_read)
{
    g_autoptr(JsonValue) json = NULL;
    const JsonValue *url;

    site_write();
    config_write("    submissions:\n"
                 "      O10: ['https://www.a.go.th/แผน ปี']\n",
                 "");
    program_run(&program, "run", "--item", "O10", "--format", "json");
    json = program_json(&program);
    url = json_at(json_get(json_item(json, "O10"), "urls"), 0);
    cr_expect_str_eq(json_get_string(url, "state"), "ok");
    cr_expect_str_eq(json_element(json, "O10", "period"), "met");
}

Test(program, dead_address_ends_in_its_state_and_the_rest_goes_on)
{
    g_autoptr(JsonValue) json = NULL;
    const JsonValue *dead;

    site_write();
    config_write("    submissions:\n"
                 "      O10: ['https://www.a.go.th/แผน ปี']\n"
                 "      O12: [https://www.a.go.th/none]\n"
                 "      O13: ['#']\n"
                 "      O14: [ftp://www.a.go.th/x]\n",
                 "");
    program_run(&program, "run", "--item", "O10,O12,O13,O14", "--format",
                "json");
    json = program_json(&program);
    dead = json_item(json, "O12");
    cr_expect_str_eq(json_get_string(dead, "verdict"), "unreachable");
    cr_expect_str_eq(
        json_get_string(json_at(json_get(dead, "urls"), 0), "state"),
        "file-missing");
    cr_expect_str_eq(
        json_get_string(json_at(json_get(json_item(json, "O13"), "urls"), 0),
                        "state"),
        "hash-only");
    cr_expect_str_eq(
        json_get_string(json_at(json_get(json_item(json, "O14"), "urls"), 0),
                        "state"),
        "other-scheme");
    cr_expect_str_eq(json_element(json, "O10", "period"), "met");
}

Test(program, run_is_kept_reported_and_compared)
{
    g_autofree char *html = NULL;
    static const char *const files[] = { "audit.json", "audit.html",
                                         "audit.csv", "audit.xlsx" };

    site_write();
    config_write("    submissions:\n"
                 "      O10: ['https://www.a.go.th/แผน ปี']\n",
                 "");
    /* To have no history is no fault, and is said once. */
    cr_expect_eq(program_run(&program, "history"), 0);
    cr_expect(strstr(program.out, "oit-audit run") != NULL);
    cr_expect_str_eq(program.err, "");
    cr_expect_eq(program_run(&program, "history", "--format", "json"), 0);
    cr_expect(g_str_has_prefix(program.out, "[]"));
    cr_expect_eq(program_run(&program, "report"), 2);
    EXPECT_ERR("ยังไม่เคยตรวจ");
    cr_expect_eq(program_run(&program, "run", "--out", "out"), 1);
    EXPECT_ERR("out/audit.html");
    for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autofree char *path =
            g_build_filename(program.dir, "out", files[i], NULL);

        cr_expect(g_file_test(path, G_FILE_TEST_IS_REGULAR), "%s", path);
    }
    cr_expect_eq(program_run(&program, "diff"), 2);
    EXPECT_ERR("มีการตรวจเพียงครั้งเดียว");
    g_setenv("OIT_AUDIT_NOW", "4102444800", TRUE); /* a later night */
    cr_expect_eq(program_run(&program, "run"), 1);
    g_unsetenv("OIT_AUDIT_NOW");
    cr_expect_eq(program_run(&program, "history", "--format", "json"), 0);
    {
        g_autoptr(JsonValue) runs = program_json(&program);

        cr_expect_eq(json_length(runs), 2);
    }
    cr_expect_eq(program_run(&program, "diff"), 0);
    cr_expect_eq(program_run(&program, "report", "--format", "csv"), 0);
    cr_expect(strstr(program.out, "O10") != NULL);
    cr_expect_eq(program_run(&program, "report", "--format", "pdf"), 2);
    cr_expect_eq(program_run(&program, "report", "--run", "none"), 2);
    cr_expect_eq(program_run(&program, "score"), 0);
    cr_expect_eq(
        program_run(&program, "appeal", "--item", "O10", "--out", "out"), 0);
    html = g_build_filename(program.dir, "out", "appeal-a-O10.docx", NULL);
    cr_expect(g_file_test(html, G_FILE_TEST_IS_REGULAR));
}

Test(program, second_run_at_a_time_ends_with_75)
{
    g_autofree char *dir = g_build_filename(program.dir, "store", NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = store_open(dir, &error);

    cr_assert_not_null(store);
    cr_assert(store_lock(store, &error));
    site_write();
    config_write("", "");
    cr_expect_eq(program_run(&program, "run"), 75);
    cr_expect_eq(program_run(&program, "run", "--no-store"), 1);
}

Test(program, history_that_can_not_be_written_ends_with_5)
{
    g_free(program_file(&program, "file", "x"));
    site_write();
    config_write("", "");
    cr_expect_eq(program_run(&program, "run", "--store", "file/below"), 5, "%s",
                 program.err);
}

Test(program, later_decision_changes_the_score_without_a_crawl)
{
    g_autoptr(JsonValue) before = NULL;
    g_autoptr(JsonValue) after = NULL;
    const JsonValue *score;
    gint64 low;

    site_write();
    config_write("", "");
    program_run(&program, "run", "--format", "json");
    before = program_json(&program);
    score = json_get(
        json_get(json_at(json_get(before, "agencies"), 0), "score"), "oit");
    low = json_get_hundredths(score, "low", -1);
    cr_assert_eq(low, 0);
    config_write("", "    decisions: { O10: accepted }\n");
    cr_expect_eq(program_run(&program, "score", "--format", "json"), 0);
    after = program_json(&program);
    score = json_get(json_get(json_at(json_get(after, "agencies"), 0), "score"),
                     "oit");
    cr_expect_gt(json_get_hundredths(score, "low", -1), low);
}

/* The last lines of an outage: nothing listens there. */
#define DEAD_SITE                                                              \
    "fiscal_year: 2565\n"                                                      \
    "crawler: { retries: 0, allow_private: [127.0.0.0/8] }\n"                  \
    "agencies:\n  - id: a\n    name: ก\n"                                    \
    "    submissions: { O10: ['http://127.0.0.1:9/x'] }\n"

Test(program, bad_urls_of_a_spreadsheet_are_told_with_their_row_and_run_on)
{
    g_autoptr(JsonValue) json = NULL;
    const JsonValue *url;
    gboolean found = FALSE;

    site_write();
    g_free(program_file(&program, "s.csv",
                        "ข้อ,URL\nO10,https://www.a.go.th/แผน ปี\n"
                        "O11,ww.a.go.th/x\n"));
    config_write("    submissions_from: s.csv\n", "");
    cr_expect_eq(program_run(&program, "config", "check"), 2);
    EXPECT_ERR("s.csv:3:");
    EXPECT_ERR("[bad-url]");
    cr_expect_neq(program_run(&program, "run", "--format", "json"), 2);
    json = program_json(&program);
    url = json_at(json_get(json_item(json, "O11"), "urls"), 0);
    for (guint i = 0; i < json_length(json_get(url, "findings")); i++) {
        const JsonValue *finding = json_at(json_get(url, "findings"), i);

        if (strcmp(json_get_string(finding, "code"), "bad-url") == 0)
            found =
                strstr(json_get_string(finding, "message"), "s.csv:3") != NULL;
    }
    cr_expect(found);
    /* The other item is judged as ever. */
    cr_expect_str_eq(
        json_get_string(json_at(json_get(json_item(json, "O10"), "urls"), 0),
                        "state"),
        "ok");
    g_free(program_file(&program, "s.csv",
                        "ข้อ,URL\nO10,https://www.a.go.th/\n"
                        "O57,https://www.a.go.th/\n"));
    cr_expect_eq(program_run(&program, "config", "check"), 2);
    EXPECT_ERR("s.csv:3:");
}

Test(program, an_outage_makes_no_new_gaps_and_is_called_one)
{
    site_write();
    config_write("    submissions: { O10: ['https://www.a.go.th/แผน ปี'] }\n",
                 "");
    program_run(&program, "run", "--item", "O10", "--store", "st");
    g_free(program_file(&program, "config.yaml", DEAD_SITE));
    g_setenv("OIT_AUDIT_NOW", "4102444800", TRUE);
    program_run(&program, "run", "--item", "O10", "--store", "st");
    g_unsetenv("OIT_AUDIT_NOW");
    cr_expect(strstr(program.out, "เครือข่ายของเครื่องที่ตรวจอาจขัดข้อง") != NULL, "%s",
              program.out);
    cr_expect_eq(program_run(&program, "diff", "--store", "st"), 0);
    cr_expect(strstr(program.out, "ตรวจไม่ได้ครั้งนี้") != NULL, "%s", program.out);
    cr_expect(strstr(program.out, "ช่องว่างใหม่\n") == NULL, "%s", program.out);
    cr_expect(strstr(program.out, "เครือข่ายของเครื่องที่ตรวจอาจขัดข้อง") != NULL);
    program_run(&program, "report", "--store", "st", "--format", "html");
    cr_expect(strstr(program.out, "เครือข่ายของเครื่องที่ตรวจอาจขัดข้อง") != NULL);
}

Test(program, the_config_chooses_formats_and_language_of_the_files)
{
    g_autofree char *html = NULL;
    g_autofree char *path = g_build_filename(program.dir, "o/audit.html", NULL);
    g_autofree char *json = g_build_filename(program.dir, "o/audit.json", NULL);
    g_autofree char *csv = g_build_filename(program.dir, "o/audit.csv", NULL);

    site_write();
    config_write("", "reports: { formats: [html], lang: en }\n");
    program_run(&program, "run", "--out", "o");
    cr_assert(g_file_get_contents(path, &html, NULL, NULL));
    cr_expect(strstr(html, "<html lang=\"en\">") != NULL);
    cr_expect_not(g_file_test(json, G_FILE_TEST_EXISTS));
    /* What is asked on the command line wins. */
    program_run(&program, "report", "--out", "o", "--format", "csv", "--lang",
                "th");
    cr_expect(g_file_test(csv, G_FILE_TEST_EXISTS));
    cr_expect_not(g_file_test(json, G_FILE_TEST_EXISTS));
}

Test(program, an_interrupted_first_run_can_be_looked_at_by_name)
{
    g_autofree char *dir = g_build_filename(program.dir, "store", NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(Store) store = store_open(dir, &error);
    g_autoptr(Audit) audit = audit_new();
    static const char *const verbs[] = { "report", "diff", "score", NULL };

    audit->run_id = g_strdup("20261124T010203Z-abcd");
    audit->started_at = 1795482123;
    audit->finished_at = 1795482124;
    audit->fiscal_year = 2565;
    audit->interrupted = TRUE;
    cr_assert(store_save(store, audit, &error));
    g_clear_pointer(&store, store_close);
    site_write();
    config_write("", "");
    for (guint i = 0; verbs[i] != NULL; i++) {
        cr_expect_eq(program_run(&program, verbs[i], "--store", dir), 2);
        EXPECT_ERR("--run 20261124T010203Z-abcd");
    }
    cr_expect_eq(
        program_run(&program, "appeal", "--item", "O10", "--store", dir), 2);
    EXPECT_ERR("--run 20261124T010203Z-abcd");
    cr_expect_eq(
        program_run(&program, "report", "--store", dir, "--run", audit->run_id),
        0);
    EXPECT_ERR("ถูกหยุดกลางคัน");
}
