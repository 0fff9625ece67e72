/* Index pages of many forms become submissions. */
#include "program.h"

static Program program;

static void setup(void)
{
    program_init(&program);
}

static void teardown(void)
{
    program_clear(&program);
}

TestSuite(import, .init = setup, .fini = teardown, .timeout = 120);

#define BASE "https://www.example.go.th/ita/"

static void import_html(const char *body)
{
    g_autofree char *html = g_strdup_printf(
        "<!DOCTYPE html><html lang=th><meta charset=utf-8><title>OIT</title>"
        "<body><nav><ul><li><a href=/>หน้าแรก</a><li><a href=/news>"
        "ข่าวประชาสัมพันธ์</a></ul></nav><main>%s</main></body></html>",
        body);

    g_free(program_file(&program, "index.html", html));
    cr_assert_eq(program_run(&program, "import", "--as", BASE, "--year", "2565",
                             "--quiet", "index.html"),
                 0, "%s", program.err);
}

static void expect_row(const char *item, const char *url)
{
    g_autofree char *row = g_strdup_printf("\"%s\",\"%s%s\"", item, BASE, url);

    cr_expect(strstr(program.out, row) != NULL, "wanted %s in:\n%s", row,
              program.out);
}

static void expect_rows(guint count)
{
    guint lines = 0;

    for (const char *p = program.out; *p != '\0'; p++)
        lines += *p == '\n' ? 1 : 0;
    cr_expect_eq(lines, count + 1, "%s", program.out);
}

Test(import, the_title_decides_when_numbers_are_shifted)
{
    import_html("<table><tr><td>2</td><td>โครงสร้าง</td><td><a href=a.pdf>ดู"
                "</a></td></tr><tr><td>3</td><td>ข้อมูลผู้บริหาร</td><td>"
                "<a href=b.pdf>ดู</a></td></tr><tr><td>11</td><td>แผนดำเนินงาน"
                "ประจำปี</td><td><a href=c.pdf>1</a> <a href=d.pdf>2</a></td>"
                "</tr></table>");
    expect_row("O1", "a.pdf");
    expect_row("O2", "b.pdf");
    expect_row("O10", "c.pdf");
    expect_row("O10", "d.pdf");
    expect_rows(4);
    cr_expect(strstr(program.out, "หมายเลขในหน้าเป็นของข้ออื่น") != NULL);
}

Test(import, numbers_are_read_however_they_are_written)
{
    import_html("<p><a href=1>O๑ โครงสร้าง</a></p><p><a href=10>010 แผนดำเนินงาน"
                "ประจำปี</a></p><p><a href=18>OIT 18 แผนการใช้จ่ายงบประมาณประจำปี"
                "</a></p><p><a href=31>O31 สถิติ (เรื่องอื่น)</a></p><p><a "
                "href='#'>O42 มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน"
                "</a></p>");
    expect_row("O1", "1");
    expect_row("O10", "10");
    expect_row("O18", "18");
    expect_row("O31", "31");
    expect_rows(4);
}

Test(import, files_under_a_heading_are_of_its_item)
{
    import_html("<h3>O10 แผนดำเนินงานประจำปี</h3><ul><li><a href=a>แผน ส่วนที่ 1"
                "</a><li><a href=b>เอกสารแนบ</a></ul><h3>O18 แผนการใช้จ่าย"
                "งบประมาณประจำปี</h3><p><a href=c>ดาวน์โหลด</a></p><h3>ติดต่อผู้ดูแล"
                "เว็บ</h3><p><a href=mail>แผนกไอที</a></p>");
    expect_row("O10", "a");
    expect_row("O10", "b");
    expect_row("O18", "c");
    expect_rows(3);
}

Test(import, data_that_scripts_draw_is_read)
{
    import_html("<div id=app></div><script>const data = [{no: 1, 'name': "
                "'โครงสร้าง', files: [{'text': 'เปิด', 'href': 'x\\/a.pdf'}]}, "
                "{\"name\": \"แผนดำเนินงานประจำปี\", \"href\": "
                "\"x/b.pdf\"}];</script>");
    expect_row("O1", "x/a.pdf");
    expect_row("O10", "x/b.pdf");
    expect_rows(2);
}

Test(import, what_it_writes_is_read_as_submissions)
{
    import_html("<p><a href=10>010 แผนดำเนินงานประจำปี</a></p>");
    g_free(program_file(&program, "in.csv", program.out));
    g_free(program_file(&program, "config.yaml",
                        "fiscal_year: 2565\nagencies:\n  - id: a\n    name: ก\n"
                        "    submissions_from: in.csv\n"));
    cr_expect_eq(program_run(&program, "config", "show"), 0, "%s", program.err);
    cr_expect(strstr(program.out, BASE "10") != NULL, "%s", program.out);
    /* and once more */
    cr_expect_eq(program_run(&program, "import", "in.csv", "--quiet"), 0);
    cr_expect(strstr(program.out, "\"O10\",\"" BASE "10\"") != NULL, "%s",
              program.out);
}

Test(import, a_page_without_items_says_so)
{
    g_free(program_file(&program, "a.html", "<p>ไม่มีอะไร</p>"));
    cr_expect_eq(program_run(&program, "import", "--year", "2565", "a.html"),
                 2);
    cr_expect_eq(program_run(&program, "import", "none.html"), 2);
    cr_expect_eq(program_run(&program, "import"), 2);
}
