#include <criterion/criterion.h>

#include <string.h>

#include <libxml/parser.h>
#include <zip.h>

#include "fixture.h"
#include "reports/report.h"

/* All parts of the package in one text, each checked to be XML. */
static char *package_text(const Audit *audit, guint *sheets)
{
    ReportOptions options = { .lang = LANG_TH };
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes =
        report_bytes(report_find("xlsx"), audit, &options, &error);
    GString *all = g_string_new(NULL);
    zip_source_t *source;
    zip_t *zip;

    cr_assert_not_null(bytes, "%s", error != NULL ? error->message : "");
    source = zip_source_buffer_create(g_bytes_get_data(bytes, NULL),
                                      g_bytes_get_size(bytes), 0, NULL);
    zip = zip_open_from_source(source, ZIP_RDONLY, NULL);
    cr_assert_not_null(zip);
    *sheets = 0;
    for (zip_int64_t i = 0; i < zip_get_num_entries(zip, 0); i++) {
        zip_stat_t stat;
        zip_file_t *file = zip_fopen_index(zip, (zip_uint64_t)i, 0);
        g_autofree char *part = NULL;
        xmlDoc *doc;

        cr_assert_eq(zip_stat_index(zip, (zip_uint64_t)i, 0, &stat), 0);
        part = g_malloc0(stat.size + 1);
        zip_fread(file, part, stat.size);
        zip_fclose(file);
        doc = xmlReadMemory(part, (int)stat.size, NULL, NULL,
                            XML_PARSE_NONET | XML_PARSE_HUGE);
        cr_expect_not_null(doc, "%s", stat.name);
        xmlFreeDoc(doc);
        *sheets += strstr(stat.name, "worksheets/sheet") != NULL ? 1u : 0u;
        g_string_append(all, part);
    }
    zip_close(zip);
    return g_string_free(all, FALSE);
}

Test(report_xlsx, has_four_sheets_with_thai_names_and_the_gaps)
{
    static const char *const parts[] = {
        "name=\"สรุป\"",
        "name=\"ผลรายข้อ\"",
        "name=\"องค์ประกอบ\"",
        "name=\"ลิงก์\"",
        "ขาดหลักเกณฑ์การพัฒนาบุคลากร",
        "กองยุทธศาสตร์และแผนงาน",
        "<autoFilter ref=",
        "state=\"frozen\"",
        "<v>92.11</v>",
        "https://ops.example.go.th/th/oit/O10-ข้อ",
    };
    g_autoptr(Audit) audit = fixture_worked();
    guint sheets;
    g_autofree char *all = package_text(audit, &sheets);

    cr_assert_eq(sheets, 4);
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++)
        cr_expect(strstr(all, parts[i]) != NULL, "%s", parts[i]);
}

Test(report_xlsx, holds_no_formula_whatever_the_text_says)
{
    g_autoptr(Audit) audit = fixture_hostile(100000);
    guint sheets;
    g_autofree char *all = package_text(audit, &sheets);

    cr_expect(strstr(all, "<f>") == NULL);
    cr_expect(strstr(all, "javascript:alert(1)") != NULL);
    cr_expect(strstr(all, "Target=\"javascript") == NULL);
}

Test(report_xlsx, opens_when_there_is_nothing)
{
    g_autoptr(Audit) audit = audit_new();
    guint sheets;
    g_autofree char *all = package_text(audit, &sheets);

    cr_assert_eq(sheets, 4);
    cr_assert(strstr(all, "ไม่มีหน่วยงานในผลตรวจนี้") != NULL);
}
