#include <criterion/criterion.h>

#include "crawler/submission.h"

static void expect(const char *text, const char *code)
{
    g_autofree char *found = item_code_parse(text);

    cr_expect(g_strcmp0(found, code) == 0, "\"%s\" gave %s, not %s", text,
              found != NULL ? found : "none", code != NULL ? code : "none");
}

Test(item_code, every_way_to_write_an_item_is_read)
{
    static const char *const TEN[] = {
        "O10",
        "o10",
        "010",
        "o 10",
        "O 10",
        "0 10",
        "O-10",
        "O–10",
        "O.10",
        "O๑๐",
        "๐๑๐",
        "0๑๐",
        "OIT 10",
        "OIT10",
        "OIT-10",
        "oit 10",
        "0IT10",
        "0IT 10",
        "OIT ๑๐",
        "OIT O10",
        "OIT 010",
        "OIT: 10",
        "OIT ข้อ 10",
        "ข้อ O10",
        "ข้อ 10",
        "ข้อที่ 10",
        "ข้อ ๑๐",
        "ข้อ010",
        "(O10)",
        "[010]",
        " O10 ",
        "O\xC2\xA0"
        "10",
        "O\xE2\x80\x8B"
        "10",
        "\xEF\xBB\xBFO10",
        "О10",
        "Ο10",
        "Ｏ１０",
        "O1O",
        "O10-1",
        "O10.1",
        "010-1",
        "O10/2",
        "O10 แผนดำเนินงานประจำปี",
        "O10แผน",
        "010 แผนดำเนินงาน",
        "O10: แผน",
        "O10 ปี 2565",
        "ITA O10",
        "รายการ O10",
        "O010",
    };

    for (guint i = 0; i < G_N_ELEMENTS(TEN); i++)
        expect(TEN[i], "O10");
}

Test(item_code, all_numbers_from_1_to_99_are_items)
{
    for (int i = 1; i <= 99; i++) {
        g_autofree char *code = g_strdup_printf("O%d", i);
        g_autofree char *padded = g_strdup_printf("O%02d", i);
        g_autofree char *zero = g_strdup_printf("0%d", i);
        g_autofree char *oit = g_strdup_printf("OIT %d", i);

        expect(code, code);
        expect(padded, code);
        expect(zero, code);
        expect(oit, code);
    }
}

Test(item_code, what_is_no_item_is_none)
{
    static const char *const NONE[] = {
        "",
        " ",
        "O",
        "0",
        "00",
        "O0",
        "O00",
        "10",
        "๑๐",
        "43",
        "1",
        "O100",
        "0100",
        "O99999999999999999999",
        "IT10",
        "P10",
        "O10a",
        "Oten",
        "ข้อ",
        "OIT",
        "9.1",
        "ข้อ 9.1",
        "ตัวชี้วัดที่ 9",
        "2565",
        "ปี 2565",
        "01/10/2564",
        "01.10.64",
        "08:30",
        "02-123-4567",
        "02 123 4567",
        "081-2345678",
        "0812345678",
        "0.5",
        "0,5",
        "05%",
        "แผนดำเนินงาน",
        "https://www.example.go.th/O10",
        "No. 10",
        "\xff\xfe",
        "O\xe0\xb8",
    };

    for (guint i = 0; i < G_N_ELEMENTS(NONE); i++)
        expect(NONE[i], NULL);
    expect(NULL, NULL);
}

Test(submission, a_new_one_has_its_item_and_no_url)
{
    g_autoptr(Submission) submission = submission_new("O10");

    cr_assert_str_eq(submission->item, "O10");
    cr_assert_eq(submission->urls->len, 0u);
    cr_assert_null(submission->note);
    cr_assert_not(submission->none);
    g_ptr_array_add(submission->urls, g_strdup("https://example.go.th/"));
}

static void expect_urls(const char *cell, const char *wanted)
{
    g_autoptr(GPtrArray) urls = submission_urls_split(cell);
    g_autofree char *got = NULL;

    g_ptr_array_add(urls, NULL);
    got = g_strjoinv(" | ", (char **)urls->pdata);
    cr_expect_str_eq(got, wanted, "'%s' gives '%s'", cell, got);
}

Test(submission, several_urls_in_one_cell_are_parted)
{
    const char *both = "https://a.go.th/1 | https://b.go.th/2";

    expect_urls("https://a.go.th/1 https://b.go.th/2", both);
    expect_urls("https://a.go.th/1\nhttps://b.go.th/2", both);
    expect_urls("https://a.go.th/1\r\n\r\nhttps://b.go.th/2\n", both);
    expect_urls("https://a.go.th/1,https://b.go.th/2", both);
    expect_urls("https://a.go.th/1; https://b.go.th/2;", both);
    expect_urls("https://a.go.th/1https://b.go.th/2", both);
    expect_urls("https://a.go.th/1 และ https://b.go.th/2", both);
    expect_urls("1) https://a.go.th/1 2) https://b.go.th/2", both);
    expect_urls("https://a.go.th/1\u00a0https://b.go.th/2", both);
    expect_urls("https://a.go.th/แผนHTTP://b.go.th/2",
                "https://a.go.th/แผน | HTTP://b.go.th/2");
}

Test(submission, an_address_within_an_address_stays_there)
{
    expect_urls("https://a.go.th/r?u=https://b.go.th/2",
                "https://a.go.th/r?u=https://b.go.th/2");
    expect_urls("https://a.go.th/web/https://b.go.th/2",
                "https://a.go.th/web/https://b.go.th/2");
    expect_urls("https://a.go.th/r?u%3Dhttps://b.go.th/2",
                "https://a.go.th/r?u%3Dhttps://b.go.th/2");
    expect_urls("https://a.go.th/r?u=https://b.go.th/2 https://c.go.th/",
                "https://a.go.th/r?u=https://b.go.th/2 | https://c.go.th/");
}

Test(submission, spaces_of_one_address_and_words_without_one_stay)
{
    expect_urls("https://a.go.th/แผน 2565.pdf", "https://a.go.th/แผน 2565.pdf");
    expect_urls("www.a.go.th/x", "www.a.go.th/x");
    expect_urls("hhttps://a.go.th/", "hhttps://a.go.th/");
    expect_urls("ดูที่ https://a.go.th/", "https://a.go.th/");
    expect_urls(" \n\t", "");
    expect_urls("", "");
}

Test(submission, where_a_url_is_written_is_remembered)
{
    g_autoptr(Submission) submission = submission_new("O1");

    g_ptr_array_add(submission->urls, g_strdup("https://a.go.th/"));
    submission_add_url(submission, "https://b.go.th/", "s.csv:7");
    cr_assert_null(submission_place(submission, "https://a.go.th/"));
    cr_assert_str_eq(submission_place(submission, "https://b.go.th/"),
                     "s.csv:7");
    cr_assert_null(submission_place(submission, "https://c.go.th/"));
}
