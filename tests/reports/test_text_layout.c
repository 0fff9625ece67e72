#include <criterion/criterion.h>

#include <string.h>

#include "reports/text_layout.h"

Test(text_layout, gives_no_width_to_thai_marks)
{
    cr_expect_eq(text_width("น้ำ"), 2);
    cr_expect_eq(text_width("ที่ปรึกษา"), 6);
    cr_expect_eq(text_width("O10"), 3);
    cr_expect_eq(text_width("漢字"), 4);
    cr_expect_eq(text_width(""), 0);
}

Test(text_layout, pads_by_cells_and_not_by_bytes)
{
    g_autoptr(GString) out = g_string_new(NULL);

    text_pad(out, "ที่", 4);
    g_string_append_c(out, '|');
    text_pad(out, "ab", 4);
    g_string_append_c(out, '|');
    cr_assert_str_eq(out->str, "ที่   |ab  |");
}

Test(text_layout, cuts_what_is_too_wide_between_clusters)
{
    g_autoptr(GString) out = g_string_new(NULL);

    text_pad(out, "ที่ปรึกษา", 4);
    cr_assert_eq(text_width(out->str), 4);
    cr_assert_str_eq(out->str, "ที่ปรึ…");
}

/* Every line fits and the words are all there. */
static void check_wrap(const char *text, guint width)
{
    g_autoptr(GPtrArray) lines = text_wrap(text, width);
    g_autoptr(GString) all = g_string_new(NULL);
    g_autofree char *squeezed = g_strdelimit(g_strdup(text), " ", '\n');
    g_auto(GStrv) words = g_strsplit(squeezed, "\n", -1);
    g_autofree char *wanted = g_strjoinv("", words);
    g_autofree char *got = NULL;
    g_auto(GStrv) got_words = NULL;

    for (guint i = 0; i < lines->len; i++) {
        const char *line = g_ptr_array_index(lines, i);

        cr_expect_leq(text_width(line), width, "%s", line);
        cr_expect(*line != '\0');
        cr_expect_not(g_unichar_iszerowidth(g_utf8_get_char(line)),
                      "a line starts inside a cluster: %s", line);
        g_string_append(all, line);
    }
    got_words = g_strsplit(all->str, " ", -1);
    got = g_strjoinv("", got_words);
    cr_expect_str_eq(got, wanted);
}

Test(text_layout, wraps_thai_latin_and_long_runs)
{
    g_autofree char *run = g_strnfill(1000, 'x');

    check_wrap(
        "ขาดองค์ประกอบข้อมูลระยะเวลาในการดำเนินการของทุกโครงการตามแผนปฏิบัติราชการ",
        20);
    check_wrap("เนื่องจากข้อ O10 ไม่ครบองค์ประกอบ จึงไม่สามารถพิจารณาคะแนนข้อ O11 ได้",
               24);
    check_wrap("the quick brown fox jumps over the lazy dog", 10);
    check_wrap(run, 60);
    check_wrap("", 60);
    check_wrap("  a  ", 60);
}

Test(text_layout, prefers_the_start_of_a_syllable_to_its_middle)
{
    g_autoptr(GPtrArray) lines = text_wrap("หลักเกณฑ์การพัฒนาเจ้าหน้าที่", 20);

    cr_assert_eq(lines->len, 2);
    cr_assert(g_str_has_prefix(g_ptr_array_index(lines, 1), "เจ้า"), "%s",
              (char *)g_ptr_array_index(lines, 1));
}

Test(text_layout, wraps_a_hundred_thousand_letters_in_no_time)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GPtrArray) lines = NULL;
    gint64 start = g_get_monotonic_time();

    for (int i = 0; i < 100000; i++)
        g_string_append(text, "ก");
    lines = text_wrap(text->str, 80);
    cr_assert_eq(lines->len, 1250);
    cr_assert_lt(g_get_monotonic_time() - start, 2 * G_USEC_PER_SEC);
}
