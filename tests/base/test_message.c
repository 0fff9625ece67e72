#include <criterion/criterion.h>
#include <string.h>

#include "base/fault.h"
#include "base/message.h"

static void expect_thai(const char *english, const char *thai)
{
    g_autofree char *said = message_in(english, LANG_TH);

    cr_expect_str_eq(said, thai, "'%s' instead of '%s'", said, thai);
}

Test(message, parts_are_kept_and_put_where_the_thai_sentence_wants_them)
{
    expect_thai("unknown key 'agencys'", "ไม่รู้จักคำว่า 'agencys'");
    expect_thai("'x' is no item of fiscal year 2565",
                "ปีงบประมาณ 2565 ไม่มีข้อ 'x'");
}

Test(message, words_of_the_table_within_a_sentence_are_thai_too)
{
    expect_thai("'retries' takes a whole number, not 'two'",
                "'retries' ต้องเป็นจำนวนเต็ม ไม่ใช่ 'two'");
    expect_thai("the run was not saved: x: cannot be opened: "
                "Permission denied",
                "บันทึกผลการตรวจไม่ได้: x: เปิดไม่ได้: ไม่มีสิทธิ์เข้าถึง");
}

Test(message, what_a_person_wrote_is_never_lost)
{
    expect_thai("unknown key 'it's'", "ไม่รู้จักคำว่า 'it's'");
    expect_thai("unknown key ''", "ไม่รู้จักคำว่า ''");
    expect_thai("unknown key '%s {1} {9}'", "ไม่รู้จักคำว่า '%s {1} {9}'");
    expect_thai("'ก' takes a text, not 'b', not 'c'",
                "'ก' ต้องเป็นข้อความ ไม่ใช่ 'b', not 'c'");
}

Test(message, an_unknown_sentence_stays_as_it_is)
{
    expect_thai("nobody ever said this", "nobody ever said this");
    expect_thai("", "");
    /* A number is asked for; this is none. */
    expect_thai("more than many rows", "more than many rows");
}

Test(message, english_readers_get_the_sentence_itself)
{
    g_autofree char *said = message_in("unknown key 'x'", LANG_EN);

    cr_assert_str_eq(said, "unknown key 'x'");
}

/* How many conversions @format has. */
static int conversions(const char *format)
{
    int count = 0;

    for (const char *p = strchr(format, '%'); p != NULL; p = strchr(p + 1, '%'))
        count += p[1] == 's' || p[1] == 'd' || p[1] == 'u' || p[1] == 'l';
    return count;
}

Test(message, every_row_is_thai_unique_and_names_only_parts_it_has)
{
    gsize count;
    const MessageRow *rows = message_rows(&count);

    for (gsize i = 0; i < count; i++) {
        int parts = conversions(rows[i].en);

        cr_expect(parts <= MESSAGE_PARTS_MAX, "%s", rows[i].en);
        for (const char *p = strchr(rows[i].th, '{'); p != NULL;
             p = strchr(p + 1, '{'))
            if (g_ascii_isdigit(p[1]))
                cr_expect(p[1] >= '1' && p[1] - '0' <= parts, "%s", rows[i].th);
        for (int n = 1; n <= parts; n++) {
            g_autofree char *part = g_strdup_printf("{%d}", n);

            cr_expect(strstr(rows[i].th, part) != NULL, "%s loses %s",
                      rows[i].th, part);
        }
        for (gsize j = i + 1; j < count; j++)
            cr_expect(strcmp(rows[i].en, rows[j].en) != 0, "twice: %s",
                      rows[i].en);
    }
}

Test(message, a_long_text_takes_no_long_time)
{
    g_autoptr(GString) long_text = g_string_new("'");
    g_autofree char *said = NULL;

    for (int i = 0; i < 2000; i++)
        g_string_append(long_text, "' takes , not '");
    said = message_in(long_text->str, LANG_TH);
    cr_assert_not_null(said);
}

Test(message, faults_are_told_in_the_language_of_the_reader)
{
    g_autoptr(GPtrArray) faults = fault_list_new();
    g_autofree char *thai = NULL;
    g_autofree char *english = NULL;

    fault_add(faults, "c.yaml", 2, 3, "  ก่: x", "did you mean 'target'?",
              "unknown key 'ก่'");
    thai = fault_list_text(faults, LANG_TH);
    english = fault_list_text(faults, LANG_EN);
    cr_assert_str_eq(thai, "c.yaml:2:3: ไม่รู้จักคำว่า 'ก่'\n"
                           "      ก่: x\n"
                           "      ^\n"
                           "    คำแนะนำ: หมายถึง 'target' หรือไม่\n");
    cr_assert_str_eq(english, "c.yaml:2:3: unknown key 'ก่'\n"
                              "      ก่: x\n"
                              "      ^\n"
                              "    hint: did you mean 'target'?\n");
}
