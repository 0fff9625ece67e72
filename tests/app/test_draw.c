/* A page that scripts fill, from config to verdict. */
#include "program.h"

#include "crawler/browser.h"

static Program program;

static void setup(void)
{
    program_init(&program);
    g_free(program_file(&program, "site/plan.html",
                        "<!DOCTYPE html><html lang=th><meta charset=utf-8>"
                        "<title>แผน</title><body><div id=root></div>"
                        "<script src=/app.js></script></body></html>"));
    g_free(program_file(
        &program, "site/app.js",
        "fetch('/plan.json').then(r => r.json()).then(plan => {"
        " document.getElementById('root').innerHTML = '<main><h1>' +"
        " plan.title + '</h1><table><tr><th>โครงการ<th>งบประมาณ (บาท)"
        "<th>ระยะเวลาดำเนินการ</tr>' + plan.rows.map(row => '<tr><td>' +"
        " row.join('<td>')).join('') + '</table></main>'; });"));
    g_free(program_file(
        &program, "site/plan.json",
        "{\"title\": \"แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2565\","
        " \"rows\": [[\"โครงการปลูกต้นไม้\", \"50,000\", \"ต.ค. 2564 - "
        "มี.ค. 2565\"], [\"โครงการอบรมดับเพลิง\", \"20,000\", \"ม.ค. 2565 - "
        "มิ.ย. 2565\"]]}"));
}

static void teardown(void)
{
    program_clear(&program);
}

TestSuite(draw, .init = setup, .fini = teardown, .timeout = 120);

/* The verdict on O10.period with these lines in the config's crawler part. */
static JsonValue *audit_with(const char *crawler)
{
    g_autofree char *text = g_strdup_printf(
        "fiscal_year: 2565\n"
        "crawler: { %s }\n"
        "map: [{ from: 'https://www.a.go.th/', to: site/ }]\n"
        "store: { dir: store }\n"
        "agencies:\n  - id: a\n    name: หน่วยงานตัวอย่าง\n"
        "    submissions:\n      O10: ['https://www.a.go.th/plan.html']\n",
        crawler);

    g_free(program_file(&program, "config.yaml", text));
    program_run(&program, "run", "--item", "O10", "--format", "json");
    return program_json(&program);
}

Test(draw, a_page_that_scripts_fill_is_judged_by_what_a_browser_shows)
{
    g_autofree char *browser = browser_find(NULL);
    g_autoptr(JsonValue) json = NULL;
    const JsonValue *document;
    const char *picture;
    g_autofree char *path = NULL;

    if (browser == NULL) {
        cr_log_warn("no browser is installed: drawing was not tested");
        return;
    }
    json = audit_with("render: chromium");
    cr_expect_str_eq(json_element(json, "O10", "period"), "met", "%s",
                     program.err);
    document = json_at(json_get(json_item(json, "O10"), "documents"), 0);
    cr_expect_str_neq(json_get_string(document, "drawn_sha256"),
                      json_get_string(document, "sha256"));
    picture = json_get_string(document, "picture_sha256");
    cr_assert_not_null(picture);
    path = g_build_filename(program.dir, "store", "cache", "bodies", picture,
                            NULL);
    cr_expect(g_file_test(path, G_FILE_TEST_EXISTS), "%s", path);
}

Test(draw, without_a_browser_the_page_is_unclear_and_the_run_goes_on)
{
    g_autoptr(JsonValue) none = audit_with("");
    g_autoptr(JsonValue) missing = NULL;

    cr_expect_str_eq(json_element(none, "O10", "period"), "unclear");
    missing = audit_with("render: chromium, browser: no-such-browser");
    cr_expect_str_eq(json_element(missing, "O10", "period"), "unclear");
    cr_expect(strstr(program.err, "chromium-headless-shell") != NULL, "%s",
              program.err);
}
