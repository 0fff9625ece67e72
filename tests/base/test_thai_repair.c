#include "base/thai_text.h"

#include <criterion/criterion.h>
#include <string.h>
#include <time.h>

typedef struct {
    const char *from, *to;
} MendRow;

static void check_rows(const MendRow *rows, gsize count)
{
    for (gsize i = 0; i < count; i++) {
        guint repairs, more;
        g_autofree char *got =
            thai_repair(rows[i].from, strlen(rows[i].from), &repairs);
        g_autofree char *again = thai_repair(got, strlen(got), &more);

        cr_expect_str_eq(got, rows[i].to, "row %zu: [%s]\n gave [%s]", i,
                         rows[i].from, got);
        cr_expect_str_eq(again, got, "row %zu is not stable", i);
        cr_expect_eq(more, 0, "row %zu mends twice", i);
        cr_expect_eq(repairs > 0, strcmp(rows[i].from, rows[i].to) != 0,
                     "row %zu: %u", i, repairs);
    }
}

#define CHECK_ROWS(rows) check_rows(rows, G_N_ELEMENTS(rows))

Test(thai_repair, leaves_good_text_alone)
{
    static const MendRow rows[] = {
        { "", "" },
        { "แผนดำเนินงาน  ประจำปีงบประมาณ พ.ศ. ๒๕๖๕\n\tข้อ 1\f", NULL },
        { "คดี กรณี บัญชี อธิบดี มติ เหตุ พัสดุ ครู หมู่ อยู่ ใหม่ ก็ ดี", NULL },
        { "รายงานการประชุมครั้งที่ ๑ เรื่อง การเก็บเงิน เกษตรกรรม", NULL },
        { "Total: 1,234.50 Café – naïve “x”", NULL },
        { "ทำ และ น้ำ ค่า เวลา เธอ เนย", NULL },
        { "กฏหมาย ปฎิบัติ", NULL }, /* spelling is the author's */
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        MendRow row = { rows[i].from, rows[i].from };

        check_rows(&row, 1);
    }
}

Test(thai_repair, removes_ghosts_of_double_glyphs)
{
    static const MendRow rows[] = {
        { "สำ\uFFFDนักงานประจำำ\uFFFDปีีงบประมาณ", "สำนักงานประจำปีงบประมาณ" },
        { "ประจ\uFFFD\u0E32ปี", "ประจำปี" },
        { "ด\uFFFDำเนินงาน", "ดำเนินงาน" },
        { "ผลสัมฤทธิ์์\uFFFDที่่\uFFFDคาด", "ผลสัมฤทธิ์ที่คาด" },
        { "สำาหรับ", "สำหรับ" },
    };
    CHECK_ROWS(rows);
}

Test(thai_repair, reads_an_unknown_glyph_as_sara_am_where_only_that_was_lost)
{
    static const MendRow rows[] = {
        { "ใช้จ่ายได้ ประจ\uFFFDปี ส\uFFFDนักงาน", "ใช้จ่ายได้ ประจำปี สำนักงาน" },
        /* a sara am came through: the unknown is something else */
        { "ใช้จ่ายทำได้ ร\uFFFDอง", "ใช้จ่ายทำได้ ร\uFFFDอง" },
        { "ที\uFFFDคาด", "ที\uFFFDคาด" },
    };
    CHECK_ROWS(rows);
}

Test(thai_repair, gives_marks_their_order_and_their_letter)
{
    static const MendRow rows[] = {
        { "ท\u0E48\u0E35", "ที่" },
        { "จ\uF70Aาย", "จ่าย" },
        { "แผนปฏ ิบ ัต ิราชการ", "แผนปฏิบัติราชการ" },
        { "อยา่ง", "อย่าง" },
        { "น\u0E4D\u0E49\u0E32", "น้ำ" },
        { "โครงการพฒั นาบคุ ลากรของสำนกั งานเทศบาล",
          "โครงการพัฒนาบุคลากรของสำนักงานเทศบาล" },
        { "การเบกิ จา่ ยเงนิ ของหนว่ ยงาน  แลว้ เสรจ็ ทนั เวลา",
          "การเบิกจ่ายเงินของหน่วยงาน  แล้วเสร็จทันเวลา" },
        { "ณ วนั ท่ี 5 เพม่ิ ข้ึน", "ณ วันที่ 5 เพิ่มขึ้น" },
    };
    CHECK_ROWS(rows);
}

Test(thai_repair, gives_back_lost_rings_where_the_text_lost_them)
{
    static const MendRow rows[] = {
        { "ส านักงาน จ านวน ด าเนินงาน", "สำนักงาน จำนวน ดำเนินงาน" },
        /* rings came through elsewhere: the space is only a space */
        { "ทำคำนำ ภาษ าไทย", "ทำคำนำ ภาษาไทย" },
    };
    CHECK_ROWS(rows);
}

/* What a program shows that reads each byte as one character. */
static char *misread(const char *bytes, gboolean as_thai)
{
    GString *out = g_string_new(NULL);

    for (const guchar *p = (const guchar *)bytes; *p != 0; p++) {
        gboolean thai = as_thai && *p >= 0xA1;

        g_string_append_unichar(out, thai ? *p - 0xA0u + 0x0E00u : *p);
    }
    return g_string_free(out, FALSE);
}

Test(thai_repair, decodes_utf8_that_was_read_byte_by_byte)
{
    static const char *const texts[] = {
        "กรมตัวอย่าง 2565 (แผนปฏิบัติราชการ) Action Plan",
        "สำนักงานเทศบาล ภาพ ญ ๑๒๓",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        for (int as_thai = 0; as_thai < 2; as_thai++) {
            g_autofree char *bad = misread(texts[i], as_thai);
            g_autofree char *worse = misread(bad, FALSE);
            g_autofree char *got = thai_repair(bad, strlen(bad), NULL);
            g_autofree char *twice = thai_repair(worse, strlen(worse), NULL);

            cr_expect_str_eq(got, texts[i]);
            if (!as_thai)
                cr_expect_str_eq(twice, texts[i]);
        }
    }
}

Test(thai_repair, decodes_windows_874_that_was_read_as_latin_1)
{
    static const MendRow rows[] = {
        { "»ÃÐ¡ÒÈ¡ÃÁ 2565", "ประกาศกรม 2565" },
        { "á¼¹§Ò¹ / â¤Ã§¡ÒÃ", "แผนงาน / โครงการ" },
        { "à¸‡à¸²à¸™", "งาน" }, /* UTF-8 as windows-1252 */
    };
    CHECK_ROWS(rows);
}

static TextQuality quality_of(const char *text, gboolean expect_thai)
{
    return thai_measure(text, strlen(text), expect_thai).quality;
}

static const char good_page[] =
    "รายงานผลการดำเนินงานตามแผนปฏิบัติราชการของเทศบาลตัวอย่าง ประจำปีงบประมาณ "
    "พ.ศ. 2565 รอบ 6 เดือน จัดทำขึ้นเพื่อให้ผู้บริหารและประชาชนได้ทราบผลการใช้จ่าย "
    "งบประมาณ ปัญหา อุปสรรค และข้อเสนอแนะ ของแต่ละโครงการที่หน่วยงานรับผิดชอบ";

/* @text with each mark replaced by @with. */
static char *without_marks(const char *text, const char *with)
{
    GString *out = g_string_new(NULL);

    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        if (thai_is_mark(g_utf8_get_char(p)))
            g_string_append(out, with);
        else
            g_string_append_unichar(out, g_utf8_get_char(p));
    }
    return g_string_free(out, FALSE);
}

Test(thai_measure, calls_ordinary_pages_good)
{
    static const char *const pages[] = {
        good_page,
        "แผนการใช้จ่ายงบประมาณประจำปี 2565",
        "ตารางแสดงงบประมาณรายจ่ายของกองคลัง",
        "1,200.00 3,400.50 88.25 1,200.00 3,400.50 88.25 1,200.00 3,400.50 "
        "88.25 1,200.00 3,400.50 88.25 1,200.00 3,400.50 88.25",
        "แผนปฏ ิบ ัต ิการป ้องก ันการทุจร ิตของหน่วยงานในส ังก ัด",
        "สำนกั งานเทศบาลตำบลตวั อยา่ ง ผลการเบกิ จา่ ยเงนิ ตามแผนงาน",
        "สำ\uFFFDนัักงานประจำำ\uFFFDปีีงบประมาณที่่\uFFFDจำ\uFFFDเป็น",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(pages); i++)
        cr_expect_eq(quality_of(pages[i], TRUE), TEXT_GOOD, "page %zu: %d", i,
                     quality_of(pages[i], TRUE));
}

Test(thai_measure, tells_empty_pages)
{
    cr_expect_eq(quality_of("", TRUE), TEXT_EMPTY);
    cr_expect_eq(quality_of(" 12 \n\f หน้า 3", TRUE), TEXT_EMPTY);
}

Test(thai_measure, sees_that_marks_are_lost)
{
    g_autofree char *gone = without_marks(good_page, "");
    g_autofree char *spaces = without_marks(good_page, " ");
    g_autofree char *lines = without_marks(good_page, "\nิ\n");
    g_autofree char *unknown = without_marks(good_page, "\uFFFD");

    cr_expect_eq(quality_of(gone, TRUE), TEXT_MARKS_LOST);
    cr_expect_eq(quality_of(spaces, TRUE), TEXT_MARKS_LOST);
    cr_expect_eq(quality_of(lines, TRUE), TEXT_MARKS_LOST);
    cr_expect_eq(quality_of(unknown, TRUE), TEXT_MARKS_LOST);
}

Test(thai_measure, sees_garbage)
{
    static const char *const pages[] = {
        "กกกกกกกกก กกกกกกกกกกกกก กกกกกกก 2565 กกกกกกกกกกกกกก กกกก",
        "ปปปปป ปปปปปปปปปปปปปปปปป ปป",
        "\x01\x02\x03\x05\x06 "
        "\x01\x02\x03\x04\x01\x02\x03\x05\x06\x07\x0e\x0f\x10\x11\x12\x13",
        "»ÃÐ¡ÒÈ¡ÃÁµÑÇÍÂèÒ§àÃ×èÍ§¡ÒÃ¨Ñ´«×éÍ¨Ñ´¨éÒ§",
        "1'vIj1~~. l.... 15 fUlI v ..., iI~un 1)l.1' VlI.ob-C9l .,.. J'If-lfi. "
        "Gfl/Gfl mUA:lJ rJIv 'il1'Wl'W (9)Gfl fI'W lbn]v ql.JYn tlJ1fI",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(pages); i++)
        cr_expect_eq(quality_of(pages[i], TRUE), TEXT_GARBAGE, "page %zu: %d",
                     i, quality_of(pages[i], TRUE));
}

Test(thai_measure, takes_english_for_what_it_is)
{
    const char *english =
        "The Office publishes its annual action plan for fiscal year 2022. "
        "Projects, budgets and indicators are listed in the table below, with "
        "the responsible division and the period of implementation.";

    cr_expect_eq(quality_of(english, FALSE), TEXT_GOOD);
    cr_expect_eq(quality_of(english, TRUE), TEXT_GOOD);
}

Test(thai_measure, grades_repaired_text_no_worse)
{
    static const char *const pages[] = {
        "»ÃÐ¡ÒÈ¡ÃÁµÑÇÍÂèÒ§àÃ×èÍ§¡ÒÃ¨Ñ´«×éÍ¨Ñ´¨éÒ§",
        "สำนกั งานเทศบาลตำบลตวั อยา่ ง ผลการเบกิ จา่ ยเงนิ ตามแผนงาน",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(pages); i++) {
        g_autofree char *mended = thai_repair(pages[i], strlen(pages[i]), NULL);

        cr_expect_eq(quality_of(mended, TRUE), TEXT_GOOD, "%s", mended);
    }
}

Test(thai_repair, is_linear_on_hostile_text)
{
    static const char *const units[] = {
        "\uFFFD", "ก\u0E48",  "ก ", "ั",    "กั ",  "เ",   "ำ\uFFFD",
        " ",      "\xE0\xB8", "à¸", "เธเ", "กา่ ", "ก า",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(units); i++) {
        GString *text = g_string_new(NULL);
        clock_t begin = clock();
        g_autofree char *mended = NULL;

        while (text->len < 300000)
            g_string_append(text, units[i]);
        mended = thai_repair(text->str, text->len, NULL);
        thai_measure(mended, strlen(mended), TRUE);
        cr_expect(clock() - begin < 5 * CLOCKS_PER_SEC,
                  "300 kB of [%s] took %d ms", units[i],
                  (int)((clock() - begin) / (CLOCKS_PER_SEC / 1000)));
        g_string_free(text, TRUE);
    }
}
