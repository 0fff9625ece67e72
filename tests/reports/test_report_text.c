#include <criterion/criterion.h>

#include <string.h>

#include "fixture.h"
#include "reports/report.h"
#include "reports/text_layout.h"

/* @parts stand in @text in this order. */
static void check_order(const char *text, const char *const *parts, gsize count)
{
    const char *at = text;

    for (gsize i = 0; i < count; i++) {
        const char *found = strstr(at, parts[i]);

        cr_assert_not_null(found, "\"%s\" is not there, or too early, in\n%s",
                           parts[i], text);
        at = found;
    }
}

Test(report_text, tells_the_worked_case_in_the_order_of_need)
{
    static const char *const parts[] = {
        "สำนักงานปลัดกระทรวงพลังงาน (สป.พน.)",
        "พ.ศ. 2565",
        "ข้อมูลตัวอย่าง",
        "92.11 – 93.11",
        "เป้าหมาย",
        "93.00",
        "ยังไม่แน่",
        "เกณฑ์ผ่าน",
        "85.00",
        "ถึงแล้ว",
        "95.00 – 97.50",
        "90.00 – 95.00",
        "43 ข้อ: ครบถ้วน 40",
        "O27",
        "เสีย 1.00 คะแนน ITA",
        "ขาดหลักเกณฑ์การพัฒนาบุคลากร",
        "ใกล้เคียงที่สุดที่พบ",
        "ชำนาญการ",
        "ควรทำ: เพิ่มหัวข้อ",
        "กองกลาง",
        "O10",
        "อาจเสีย 0.50",
        "ขาดองค์ประกอบข้อมูลระยะเวลาในการดำเนินการ",
        "กองยุทธศาสตร์และแผนงาน",
        "O11",
        "เนื่องจากข้อ O10 ไม่ครบองค์ประกอบ",
        "ผลตามตัวชี้วัดย่อย",
        "9.2",
    };
    g_autoptr(Audit) audit = fixture_worked();
    g_autofree char *text = fixture_report(audit, "text", LANG_TH);

    check_order(text, parts, G_N_ELEMENTS(parts));
}

Test(report_text, keeps_to_its_width)
{
    g_autoptr(Audit) audit = fixture_mixed();
    ReportOptions options = { .lang = LANG_TH };
    static const int widths[] = { 60, 80, 100 };

    for (gsize w = 0; w < G_N_ELEMENTS(widths); w++) {
        g_autoptr(GBytes) bytes = NULL;
        g_autofree char *text = NULL;
        g_auto(GStrv) lines = NULL;

        options.width = widths[w];
        bytes = report_bytes(report_find("text"), audit, &options, NULL);
        text =
            g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
        lines = g_strsplit(text, "\n", -1);
        for (gsize i = 0; lines[i] != NULL; i++) {
            cr_expect_leq(text_width(lines[i]), (guint)widths[w], "%s",
                          lines[i]);
            cr_expect_not(g_str_has_suffix(lines[i], " "), "\"%s\"", lines[i]);
        }
    }
}

Test(report_text, uses_colour_only_when_asked)
{
    g_autoptr(Audit) audit = fixture_worked();
    ReportOptions options = { .lang = LANG_TH, .color = TRUE };
    g_autoptr(GBytes) bytes =
        report_bytes(report_find("text"), audit, &options, NULL);
    g_autofree char *colored =
        g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    g_autofree char *plain = fixture_report(audit, "text", LANG_TH);

    cr_assert(strstr(colored, "\033[") != NULL);
    cr_assert(strchr(plain, '\033') == NULL);
}

Test(report_text, speaks_english_when_asked)
{
    g_autoptr(Audit) audit = fixture_worked();
    g_autofree char *text = fixture_report(audit, "text", LANG_EN);

    cr_assert(strstr(text, "Office of the Permanent Secretary") != NULL);
    cr_assert(strstr(text, "Required element missing: Criteria for the "
                           "development of staff") != NULL);
    cr_assert(strstr(text, "ควรทำ") == NULL);
}

Test(report_text, shows_quotes_of_complete_items_when_verbose)
{
    g_autoptr(Audit) audit = fixture_worked();
    ReportOptions options = { .lang = LANG_TH, .verbose = TRUE };
    g_autoptr(GBytes) bytes =
        report_bytes(report_find("text"), audit, &options, NULL);
    g_autofree char *text =
        g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    g_autofree char *brief = fixture_report(audit, "text", LANG_TH);

    cr_assert(strstr(text, "✓ O1 ") != NULL);
    cr_assert(strstr(brief, "✓ O1 ") == NULL);
}

Test(report_text, says_that_there_is_nothing)
{
    g_autoptr(Audit) audit = audit_new();
    g_autofree char *text = fixture_report(audit, "text", LANG_TH);

    cr_assert_str_eq(text, "ไม่มีหน่วยงานในผลตรวจนี้\n");
}
