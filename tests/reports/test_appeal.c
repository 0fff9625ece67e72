#include <criterion/criterion.h>

#include <string.h>

#include <libxml/parser.h>
#include <zip.h>

#include "fixture.h"
#include "reports/appeal_case.h"
#include "reports/report.h"

static GBytes *letter(const Audit *audit, const char *ids, GError **error)
{
    g_auto(GStrv) names = g_strsplit(ids, ",", -1);
    g_autoptr(GPtrArray) list = g_ptr_array_new();

    for (gsize i = 0; names[i] != NULL; i++)
        g_ptr_array_add(list, names[i]);
    return appeal_write(audit, g_ptr_array_index(audit->agencies, 0), list,
                        error);
}

/* The words of the letter, a line a paragraph; @parts gets how many parts. */
static void add_text(const xmlNode *node, GString *out)
{
    for (; node != NULL; node = node->next) {
        if (node->type == XML_TEXT_NODE)
            g_string_append(out, (const char *)node->content);
        add_text(node->children, out);
        if (node->type == XML_ELEMENT_NODE &&
            strcmp((const char *)node->name, "p") == 0)
            g_string_append_c(out, '\n');
    }
}

static char *words_of(GBytes *bytes)
{
    zip_source_t *source = zip_source_buffer_create(
        g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes), 0, NULL);
    zip_t *zip = zip_open_from_source(source, ZIP_RDONLY, NULL);
    zip_stat_t stat;
    zip_file_t *file;
    g_autofree char *part = NULL;
    GString *out = g_string_new(NULL);
    xmlDoc *doc;

    cr_assert_not_null(zip);
    cr_assert_eq(zip_get_num_entries(zip, 0), 4);
    cr_assert_eq(zip_stat(zip, "word/document.xml", 0, &stat), 0);
    file = zip_fopen(zip, "word/document.xml", 0);
    part = g_malloc0(stat.size + 1);
    zip_fread(file, part, stat.size);
    zip_fclose(file);
    zip_close(zip);
    doc = xmlReadMemory(part, (int)stat.size, NULL, NULL, XML_PARSE_NONET);
    cr_assert_not_null(doc);
    add_text(xmlDocGetRootElement(doc), out);
    xmlFreeDoc(doc);
    return g_string_free(out, FALSE);
}

static char *letter_words(const Audit *audit, const char *ids)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = letter(audit, ids, &error);

    cr_assert_not_null(bytes, "%s", error != NULL ? error->message : "");
    return words_of(bytes);
}

static ItemAudit *item_of(const Audit *audit, const char *id)
{
    return agency_audit_find_item(g_ptr_array_index(audit->agencies, 0), id);
}

Test(appeal, weighs_each_case_before_it_argues)
{
    g_autoptr(Audit) audit = fixture_mixed();
    static const struct {
        const char *id;
        CaseStrength strength;
    } rows[] = {
        { "O1", CASE_STRONG }, { "O10", CASE_SETTLED }, { "O11", CASE_CASCADE },
        { "O27", CASE_WEAK },  { "O16", CASE_WEAK },    { "O9", CASE_NONE },
        { "O33", CASE_NONE },  { "O42", CASE_STRONG },
    };
    g_autoptr(Audit) worked = fixture_worked();

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++)
        cr_expect_eq(appeal_case_strength(item_of(audit, rows[i].id)),
                     rows[i].strength, "%s", rows[i].id);
    cr_expect_eq(appeal_case_strength(item_of(worked, "O10")), CASE_FAIR);
}

Test(appeal, has_the_form_of_an_official_letter)
{
    static const char *const parts[] = {
        "ร่าง",
        "ที่ ....",
        "สำนักงานปลัดกระทรวงพลังงาน",
        "วันที่ ",
        "เรื่อง  ขอชี้แจงเพิ่มเติม",
        "พ.ศ. ๒๕๖๕ ข้อ O10 O11",
        "เรียน  คณะกรรมการผู้ตรวจการประเมิน ITA",
        "สิ่งที่ส่งมาด้วย",
        "ขอแสดงความนับถือ",
        "(นายตัวอย่าง สมมติชื่อ)",
    };
    g_autoptr(Audit) audit = fixture_worked();
    g_autofree char *text = letter_words(audit, "O10,O11,O27");
    const char *at = text;

    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
        at = strstr(at, parts[i]);
        cr_assert_not_null(at, "%s\n%s", parts[i], text);
    }
}

Test(appeal, argues_an_implied_period_from_the_fiscal_year)
{
    g_autoptr(Audit) audit = fixture_worked();
    g_autofree char *text = letter_words(audit, "O10");

    cr_expect(strstr(text, "“แผนปฏิบัติราชการประจำปีงบประมาณ พ.ศ. 2565”"));
    cr_expect(strstr(text, "ตั้งแต่วันที่ ๑ ตุลาคม ๒๕๖๔ ถึงวันที่ ๓๐ กันยายน ๒๕๖๕"));
    cr_expect(strstr(text, "https://ops.example.go.th/files/plan-2565.pdf"));
    cr_expect(strstr(text, "SHA-256 9f86d081884c7d65"));
    cr_expect(strstr(text, "หน้า 3"));
    cr_expect(strstr(text, "เก็บเมื่อ 24 พ.ย. 2569"));
}

Test(appeal, does_not_argue_where_an_element_is_missing)
{
    g_autoptr(Audit) audit = fixture_worked();
    g_autofree char *text = letter_words(audit, "O27");
    const char *internal = strstr(text, "บันทึกภายใน");

    cr_expect(strstr(text, "ข้อที่ไม่ได้ใส่ในหนังสือ: O27"));
    cr_expect(strstr(text, "ไม่มีข้อใดที่มีหลักฐานเพียงพอจะขอชี้แจงเพิ่มเติม"));
    cr_expect(strstr(text, "จึงเรียนมาเพื่อโปรดพิจารณา") == NULL);
    /* the near miss is named as a trap, in the house only */
    cr_expect(strstr(internal, "ชำนาญการ") != NULL);
    cr_expect(strstr(text, "ชำนาญการ") > internal);
}

Test(appeal, leaves_weak_items_out_of_the_letter_and_says_so_in_the_house)
{
    g_autoptr(Audit) audit = fixture_worked();
    g_autofree char *text = letter_words(audit, "O10,O27,O11");
    const char *internal = strstr(text, "บันทึกภายใน");

    cr_assert_not_null(internal);
    cr_expect(strstr(text, "ข้อ O10 O11") != NULL);
    cr_expect(strstr(text, "ชี้แจงเพิ่มเติมจำนวน ๒ ข้อ") != NULL);
    /* Not a word of it leaves the house. */
    cr_expect(strstr(text, "O27") > internal);
    cr_expect(strstr(internal, "ข้อที่ไม่ได้ใส่ในหนังสือ: O27") != NULL);
}

Test(appeal, tells_hash_and_time_once_a_document)
{
    g_autoptr(Audit) audit = fixture_worked();
    g_autofree char *text = letter_words(audit, "O10");
    char *internal = strstr(text, "บันทึกภายใน");
    const char *first;

    cr_assert_not_null(internal);
    *internal = '\0';
    first = strstr(text, "SHA-256 9f86d081884c7d65");
    cr_assert_not_null(first);
    cr_expect_null(strstr(first + 1, "SHA-256 9f86d081884c7d65"));
}

Test(appeal, asks_for_a_blocked_item_through_its_cause)
{
    g_autoptr(Audit) audit = fixture_worked();
    g_autofree char *text = letter_words(audit, "O11");

    cr_expect(strstr(text, "เมื่อข้อ O10 ได้รับการพิจารณาใหม่แล้ว ขอได้โปรดพิจารณาข้อ O11 "
                           "ด้วย"));
    cr_expect(strstr(text, "ข้อ O10 ที่ข้อนี้ขึ้นอยู่ด้วย ยังมีความเสี่ยง"));
}

Test(appeal, quotes_the_reviewers_own_reason_when_it_is_known)
{
    g_autoptr(Audit) audit = fixture_mixed();
    g_autofree char *text = letter_words(audit, "O42");

    cr_expect(strstr(text, "เหตุผลของผู้ตรวจ: “ไม่แสดงการกำกับติดตาม”"));
    cr_expect(strstr(text, "ยังไม่ได้บันทึกเหตุผลจริง") == NULL);
}

Test(appeal, says_what_is_weak_in_every_case)
{
    g_autoptr(Audit) audit = fixture_mixed();
    AgencyAudit *agency = g_ptr_array_index(audit->agencies, 0);

    for (guint i = 0; i < agency->items->len; i++) {
        g_autoptr(GPtrArray) list = appeal_case_weaknesses(
            audit, agency, g_ptr_array_index(agency->items, i));

        cr_expect_gt(list->len, 0);
    }
}

Test(appeal, warns_of_quotes_from_recognition_and_without_a_capture)
{
    g_autoptr(Audit) audit = fixture_worked();
    ItemAudit *item = item_of(audit, "O10");
    ElementAudit *element = item_audit_find_element(item, "budget");
    Evidence *evidence = g_ptr_array_index(element->evidence, 0);
    g_autofree char *before = letter_words(audit, "O10");
    g_autofree char *after = NULL;

    evidence->ocr = TRUE;
    g_clear_pointer(&evidence->sha256, g_free);
    after = letter_words(audit, "O10");
    cr_expect(strstr(before, "OCR") == NULL);
    cr_expect(strstr(after, "OCR") != NULL);
    cr_expect(strstr(before, "ไม่มีสำเนา") == NULL);
    cr_expect(strstr(after, "ไม่มีสำเนา") != NULL);
}

Test(appeal, is_the_same_file_every_time)
{
    g_autoptr(Audit) audit = fixture_worked();
    g_autoptr(GBytes) one = letter(audit, "O10,O11", NULL);
    g_autoptr(GBytes) two = NULL;

    g_usleep(2100000); /* two seconds are the grain of a ZIP time */
    two = letter(audit, "O10,O11", NULL);
    cr_assert(g_bytes_equal(one, two));
}

Test(appeal, refuses_an_item_that_is_not_there)
{
    g_autoptr(Audit) audit = fixture_worked();
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) none = g_ptr_array_new();

    cr_assert_null(letter(audit, "O10,O99", &error));
    cr_assert(g_error_matches(error, REPORT_ERROR, REPORT_ERROR_ITEM));
    cr_assert(strstr(error->message, "O99") != NULL);
    g_clear_error(&error);
    cr_assert_null(appeal_write(audit, g_ptr_array_index(audit->agencies, 0),
                                none, &error));
    cr_assert(g_error_matches(error, REPORT_ERROR, REPORT_ERROR_ITEM));
}

Test(appeal, takes_hostile_text_as_text)
{
    g_autoptr(Audit) audit = fixture_hostile(200000);
    g_autofree char *text = letter_words(audit, "O27,O10");

    cr_assert(strstr(text, "<script>alert(1)</script>") != NULL);
    cr_assert(strchr(text, 0x1b) == NULL);
}
