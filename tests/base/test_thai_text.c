#include "base/thai_text.h"

#include <criterion/criterion.h>
#include <string.h>

typedef struct {
    const char *from, *to;
} FoldRow;

static void check_rows(const FoldRow *rows, gsize count, ThaiKey key)
{
    for (gsize i = 0; i < count; i++) {
        g_autofree char *got = thai_fold_utf8(rows[i].from, key);
        g_autofree char *again = thai_fold_utf8(got, key);

        cr_expect_str_eq(got, rows[i].to, "row %zu: [%s] gave [%s]", i,
                         rows[i].from, got);
        cr_expect_str_eq(again, got, "row %zu is not stable: [%s] [%s]", i, got,
                         again);
    }
}

#define CHECK_ROWS(rows, key) check_rows(rows, G_N_ELEMENTS(rows), key)

Test(thai_fold, gives_one_spelling_of_sara_am)
{
    static const FoldRow rows[] = {
        { "ประจำปี", "ประจำปี" },
        { "ประจ\u0E4D\u0E32ปี", "ประจำปี" },  /* ring + aa */
        { "ประจ\u0E4D \u0E32ปี", "ประจำปี" }, /* ring, space, aa */
        { "น\u0E4D\u0E49\u0E32", "น้ำ" },    /* ring before tone */
        { "น\u0E49\u0E4D\u0E32", "น้ำ" },    /* NFKC's form */
        { "น\u0E33\u0E49", "น้ำ" },          /* am before tone */
        { "จ\u0E32\u0E4Dนวน", "จำนวน" },    /* ring after aa */
        { "ประจำ\u0E32ปี", "ประจำปี" },       /* LibreOffice */
        { "ประจำ\u0E33ปี", "ประจำปี" },       /* doubled */
        { "สำ\uFFFDนัก", "สำนัก" },           /* InDesign */
        { "ส\uFFFDำนัก", "สำนัก" },
        { "ส\uFFFD\u0E32นัก", "สำนัก" },
        { "ส านักงาน", "สำนักงาน" }, /* Word */
        { "ประจ าปี", "ประจำปี" },
        { "จัดท า ขึ้น", "จัดทำ ขึ้น" },
        { "ประจ ำปี", "ประจำปี" },
        { "พ ัฒ น า", "พัฒ นา" }, /* spaced out */
        { "เวลา", "เวลา" },
        { "เร า", "เรา" },
    };
    CHECK_ROWS(rows, THAI_FOLD);
}

Test(thai_fold, puts_marks_in_one_order_and_drops_doubled_ones)
{
    static const FoldRow rows[] = {
        { "ท\u0E48\u0E35", "ที่" },
        { "เร\u0E48\u0E37อง", "เรื่อง" },
        { "ผ\u0E49\u0E39", "ผู้" },
        { "ที\u0E35\u0E48\u0E48", "ที่" },
        { "ใช้ ้จ่าย", "ใช้จ่าย" },
        { "ที่\u0E48\uFFFDคาด", "ที่คาด" },
        { "สิ่\u0E48\uFFFDงแวดล้\u0E49อม", "สิ่งแวดล้อม" },
        { "ปฏ ิบ ัต ิ", "ปฎิบัติ" },
        { "เ\u0E40ผน", "แผน" },
        { "เ ป็ น", "เป็ น" },
        { "จ\uF70Aาย", "จ่าย" },       /* Windows private use */
        { "จ\uF88Aาย", "จ\u0E48าย" }, /* Mac private use */
    };
    CHECK_ROWS(rows, THAI_FOLD);
}

Test(thai_fold, makes_digits_signs_case_and_spaces_plain)
{
    static const FoldRow rows[] = {
        { "พ.ศ. ๒๕๖๕", "พ.ศ. 2565" },
        { "No GIFT Policy", "no gift policy" },
        { "ＦＹ２５６５", "fy2565" },
        { "๒๕๖๑–๒๕๖๕", "2561-2565" },
        { "“ก”", "\"ก\"" },
        { "แผน\u200Bงาน\uFEFF", "แผนงาน" },
        { "ก\u00A0\u3000 \t\n ข", "ก ข" },
        { "  ก  ", "ก" },
        { "กฏหมาย ปฏิบัติ", "กฎหมาย ปฎิบัติ" },
        { "", "" },
        { " ", "" },
        { "ก\x01ข", "ก ข" },
        { "\xE0\xB8", "\uFFFD\uFFFD" },
        { "ฤๅษี", "ฤๅษี" },
        { "การก\u0E45ร", "การการ" },
    };
    CHECK_ROWS(rows, THAI_FOLD);
}

Test(thai_fold, squash_drops_spaces_but_keeps_latin_words_and_numbers_apart)
{
    static const FoldRow rows[] = {
        { "รอบ 6 เดือน", "รอบ6เดือน" },
        { "แผน\nดำเนิน\tงาน", "แผนดำเนินงาน" },
        { "No Gift Policy", "no gift policy" },
        { "นโยบาย No Gift Policy ของ", "นโยบายno gift policyของ" },
        { "พ.ศ. 2565", "พ.ศ.2565" },
        { "12 34", "12 34" },
        { "1. 2565", "1. 2565" },
        { "ปัญหา/ อุปสรรค", "ปัญหา/อุปสรรค" },
        { "Q & A", "q&a" },
        { "ต่าง ๆ", "ต่างๆ" },
        { "อำ เภอ", "อำเภอ" },
        { "โ ดยที่ เ ป็ น", "โดยที่เป็น" },
    };
    CHECK_ROWS(rows, THAI_SQUASH);
}

Test(thai_fold, skeleton_is_the_same_with_and_without_marks)
{
    static const char *const pairs[][2] = {
        { "การบริหารความเสี่ยง", "การบร หารความเส ยง" },
        { "สำนักงาน", "สานกงาน" },
        { "หน่วยงาน", "หน)วยงาน" },
        { "ผลสัมฤทธิ์และ", "ผลสัมฤทธิ\uFFFDและ" },
        { "เครือข่ายสังคม", "เครอขายสงคม" },
        { "แผนปฏิบัติการ", "แผนปฏ\x02บ\x03ต\x02การ" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(pairs); i++) {
        g_autofree char *a = thai_fold_utf8(pairs[i][0], THAI_SKELETON);
        g_autofree char *b = thai_fold_utf8(pairs[i][1], THAI_SKELETON);

        cr_expect_str_eq(a, b);
    }
}

Test(thai_fold, counts_what_it_mended)
{
    g_autoptr(ThaiFolded) clean = thai_fold("ประจำปี", 21, THAI_FOLD);
    g_autoptr(ThaiFolded) torn =
        thai_fold("ท\u0E48\u0E35ที่", strlen("ท\u0E48\u0E35ที่"), THAI_FOLD);

    cr_expect_eq(clean->repairs, 0);
    cr_expect_gt(torn->repairs, 0);
}

/* The source behind the first @word in folded @text. */
static char *source_of(const char *text, const char *word, ThaiKey key)
{
    gsize len = strlen(text), start, end;
    g_autoptr(ThaiFolded) hay = thai_fold(text, len, key);
    g_autoptr(ThaiFolded) needle = thai_fold(word, strlen(word), key);

    for (gsize i = 0; i + needle->count <= hay->count; i++) {
        if (memcmp(hay->chars + i, needle->chars,
                   needle->count * sizeof(gunichar)) != 0)
            continue;
        thai_folded_source(hay, text, len, i, i + needle->count, &start, &end);
        return g_strndup(text + start, end - start);
    }
    return NULL;
}

Test(thai_folded_source, returns_the_words_as_they_stand)
{
    static const struct {
        const char *text, *word, *source;
    } rows[] = {
        { "รายงาน รอบ ๖ เดือน แรก", "รอบ 6 เดือน", "รอบ ๖ เดือน" },
        { "ก ประจ\u0E4D\u0E32ปี 2565", "ประจำปี", "ประจ\u0E4D\u0E32ปี" },
        { "xน\u0E4D\u0E49\u0E32x", "น้ำ", "น\u0E4D\u0E49\u0E32" },
        { "ที่", "ที", "ที่" },
        { "แผน\nดำเนินงาน", "แผนดำเนินงาน", "แผน\nดำเนินงาน" },
        { "ก ท\u0E48\u0E35 ก", "ที่", "ท\u0E48\u0E35" },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *got =
            source_of(rows[i].text, rows[i].word, THAI_SQUASH);

        cr_expect_str_eq(got, rows[i].source, "row %zu", i);
    }
}

Test(thai_folded_source, keeps_offsets_inside_hostile_bytes)
{
    char text[64];
    guint32 seed = 7;

    for (int round = 0; round < 4000; round++) {
        static const char pieces[] = "\xE0\xB8\xB9\xE0\xB9\x89\xB3\xB2 \xEF\xBF"
                                     "\xBD\x01"
                                     "a1\n\xF0\x9F";
        gsize len = 1 + (seed >> 8) % (sizeof(text) - 1);

        for (gsize i = 0; i < len; i++) {
            seed = seed * 1103515245u + 12345u;
            text[i] = pieces[(seed >> 16) % (sizeof(pieces) - 1)];
        }
        for (int key = THAI_FOLD; key <= THAI_SKELETON; key++) {
            g_autoptr(ThaiFolded) folded = thai_fold(text, len, (ThaiKey)key);
            gsize start, end;

            for (gsize i = 0; i < folded->count; i++)
                cr_assert(folded->start_at[i] < folded->end_at[i] &&
                          folded->end_at[i] <= len);
            thai_folded_source(folded, text, len, 0, folded->count, &start,
                               &end);
            cr_assert(start <= end && end <= len);
        }
    }
}

/* Quote of the first @word of @text. */
static char *quote_of(const char *text, const char *word, guint max_chars)
{
    const char *at = strstr(text, word);
    gsize start = (gsize)(at - text);

    return thai_quote(text, strlen(text), start, start + strlen(word),
                      max_chars);
}

Test(thai_quote, keeps_short_text_whole)
{
    g_autofree char *quote =
        quote_of(" แผน \n\t ดำเนินงาน  ประจำปี ", "ดำเนินงาน", 60);

    cr_expect_str_eq(quote, "แผน ดำเนินงาน ประจำปี");
}

Test(thai_quote, cuts_at_spaces_and_shows_the_cut)
{
    const char *text = "หนึ่งสอง สามสี่ห้า หกเจ็ดแปด เก้าสิบ สิบเอ็ด สิบสอง";
    g_autofree char *quote = quote_of(text, "หกเจ็ดแปด", 34);

    cr_expect(g_utf8_strlen(quote, -1) <= 34);
    cr_expect(strstr(quote, "หกเจ็ดแปด") != NULL);
    cr_expect_str_eq(quote, "…สามสี่ห้า หกเจ็ดแปด เก้าสิบ…");
}

Test(thai_quote, never_cuts_inside_a_cluster)
{
    GString *text = g_string_new(NULL);

    for (int i = 0; i < 200; i++)
        g_string_append(text, "ผู้ที่เชื่อน้ำ");
    for (guint max = 3; max < 60; max++) {
        g_autofree char *quote =
            thai_quote(text->str, text->len, 1200, 1212, max);
        const char *at = g_utf8_next_char(quote);
        const char *last = g_utf8_find_prev_char(quote, quote + strlen(quote));

        cr_expect(g_utf8_strlen(quote, -1) <= max);
        cr_expect_not(thai_is_follower(g_utf8_get_char(at)), "%s", quote);
        cr_expect_eq(g_utf8_get_char(last), 0x2026);
        if (max > 12)
            cr_expect(strstr(text->str, at) == NULL);
    }
    g_string_free(text, TRUE);
}

Test(thai_quote, cuts_a_hit_that_is_too_long)
{
    g_autofree char *quote =
        quote_of("ก ขอบเขตของงานทั้งหมด ข", "ขอบเขตของงานทั้งหมด", 12);

    cr_expect(g_utf8_strlen(quote, -1) <= 12);
    cr_expect(g_str_has_prefix(quote, "…ขอบ"));
    cr_expect(g_str_has_suffix(quote, "…"));
}

Test(thai_quote, takes_any_range_and_bytes)
{
    g_autofree char *empty = thai_quote("", 0, 0, 0, 20);
    g_autofree char *beyond = thai_quote("abc", 3, 50, 90, 20);
    g_autofree char *bad = thai_quote("\xE0\xB8 \xFF", 4, 1, 2, 20);

    cr_expect_str_eq(empty, "");
    cr_expect_str_eq(beyond, "abc");
    cr_expect(g_utf8_validate(bad, -1, NULL));
}

Test(thai_is, knows_the_classes)
{
    cr_expect(thai_is_thai(0x0E01) && thai_is_thai(0x0E5B));
    cr_expect_not(thai_is_thai('a') || thai_is_thai(0x0E00) ||
                  thai_is_thai(0x0E3B) || thai_is_thai(0x0E5C));
    cr_expect(thai_is_mark(0x0E31) && thai_is_mark(0x0E4C));
    cr_expect_not(thai_is_mark(0x0E32) || thai_is_mark(0x0E33));
    cr_expect(thai_is_follower(0x0E33) && thai_is_follower(0x0E46));
    cr_expect_not(thai_is_follower(0x0E40) || thai_is_follower(0x0E01));
}
