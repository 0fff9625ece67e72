#include "document/charset.h"

#include <string.h>

#include <criterion/criterion.h>

/* "แผนดำเนินงานประจำปี" in windows-874. */
#define PLAN_874                                                               \
    "\xe1\xbc\xb9\xb4\xd3\xe0\xb9\xd4\xb9\xa7\xd2\xb9\xbb\xc3\xd0\xa8\xd3\xbb" \
    "\xd5"
#define PLAN "แผนดำเนินงานประจำปี"

static CharsetText *decode(const char *bytes, const char *content_type)
{
    return charset_decode(bytes, strlen(bytes), content_type, TRUE);
}

Test(charset, reads_windows_874_that_calls_itself_utf_8)
{
    g_autoptr(CharsetText) text =
        decode("<meta charset=utf-8><p>" PLAN_874 "</p>", NULL);

    cr_assert_str_eq(text->text, "<meta charset=utf-8><p>" PLAN "</p>");
    cr_assert_str_eq(text->name, "windows-874");
    cr_assert_str_eq(text->declared, "utf-8");
    cr_assert(text->mismatch);
}

Test(charset, reads_utf_8_that_calls_itself_thai)
{
    g_autoptr(CharsetText) text =
        decode("<meta http-equiv=Content-Type content=\"text/html; "
               "charset=windows-874\">" PLAN,
               NULL);

    cr_assert(g_str_has_suffix(text->text, PLAN));
    cr_assert_str_eq(text->name, "UTF-8");
    cr_assert(text->mismatch);
}

Test(charset, takes_every_thai_label_for_one_encoding_with_quotes)
{
    static const char *const names[] = { "TIS-620",     "tis620",
                                         "ISO-8859-11", "x-windows-874",
                                         "MS874",       "thai",
                                         "dos-874",     "iso_8859-11" };

    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *type =
            g_strdup_printf("text/html; charset=\"%s\"", names[i]);
        g_autoptr(CharsetText) text =
            decode("\x93" PLAN_874 "\x94\x85\xa0.", type);

        cr_assert_str_eq(text->text, "“" PLAN "”…\xc2\xa0.", "%s", names[i]);
        cr_assert_not(text->mismatch, "%s", names[i]);
    }
}

Test(charset, one_stray_byte_does_not_turn_a_page_into_latin_1)
{
    GString *bytes = g_string_new(NULL);
    g_autoptr(CharsetText) text = NULL;

    for (int i = 0; i < 3; i++)
        g_string_append(bytes, PLAN " ");
    g_string_append_c(bytes, '\xb9');
    text = decode(bytes->str, NULL);
    cr_assert_str_eq(text->name, "UTF-8");
    cr_assert(g_str_has_prefix(text->text, PLAN));
    cr_assert(g_str_has_suffix(text->text, "\xef\xbf\xbd"));
    g_string_free(bytes, TRUE);
}

Test(charset, keeps_french_latin_1)
{
    g_autoptr(CharsetText) text =
        decode("d\xe9j\xe0 vu, \xe9t\xe9", "text/html; charset=iso-8859-1");

    cr_assert_str_eq(text->text, "déjà vu, été");
    cr_assert_not(text->mismatch);
}

Test(charset, decodes_other_encodings_by_their_label)
{
    g_autoptr(CharsetText) text =
        decode("\x83\x65\x83\x58\x83\x67", "text/html; charset=shift_jis");

    cr_assert_str_eq(text->name, "shift_jis");
    cr_assert_str_eq(text->text, "テスト");
}

Test(charset, an_unknown_label_is_no_failure)
{
    g_autoptr(CharsetText) text =
        decode("a\xff\xfe\xfd b", "text/html; charset=no-such-thing");

    cr_assert_str_eq(text->name, "windows-1252");
    cr_assert_str_eq(text->text, "aÿþý b");
}

Test(charset, reads_utf_16_with_and_without_its_mark)
{
    static const char marked[] = "\xff\xfe\x41\x00\x01\x0e\x02\x0e";
    g_autoptr(CharsetText) text =
        charset_decode(marked, sizeof(marked) - 1, NULL, TRUE);
    GString *bytes = g_string_new(NULL);
    g_autoptr(CharsetText) bare = NULL;

    cr_assert_str_eq(text->text, "Aกข");
    cr_assert_str_eq(text->name, "UTF-16LE");
    for (int i = 0; i < 20; i++)
        g_string_append_len(bytes, "\0a\x0e\x01", 4);
    bare = charset_decode(bytes->str, bytes->len, "text/html", TRUE);
    cr_assert_str_eq(bare->name, "UTF-16BE");
    cr_assert(g_str_has_prefix(bare->text, "aกaก"));
    g_string_free(bytes, TRUE);
}

Test(charset, utf_16_as_a_label_of_ascii_bytes_is_ignored)
{
    g_autoptr(CharsetText) text =
        decode("<p>plain</p>", "text/html; charset=utf-16");

    cr_assert_str_eq(text->text, "<p>plain</p>");
    cr_assert_not(text->mismatch);
}

Test(charset, mends_utf_8_encoded_twice_and_only_that)
{
    g_autofree char *twice =
        g_convert(PLAN, -1, "UTF-8", "ISO-8859-1", NULL, NULL, NULL);
    g_autofree char *page = g_strconcat("déjà ", twice, " กข", NULL);
    g_autoptr(CharsetText) text = decode(page, NULL);

    cr_assert_str_eq(text->text, "déjà " PLAN " กข");
    cr_assert(text->double_encoded);
}

Test(charset, mends_windows_874_that_was_taken_for_latin_1)
{
    g_autofree char *twice = g_convert(PLAN_874 " " PLAN_874, -1, "UTF-8",
                                       "ISO-8859-1", NULL, NULL, NULL);
    g_autoptr(CharsetText) text = decode(twice, NULL);

    cr_assert_str_eq(text->text, PLAN " " PLAN);
    cr_assert(text->double_encoded);
}

Test(charset, a_line_of_dots_stays_what_it_is)
{
    g_autoptr(CharsetText) text =
        decode("a ····························· b", NULL);

    cr_assert(g_str_has_suffix(text->text, "·· b"));
    cr_assert_not(text->double_encoded);
}

Test(charset, control_bytes_and_nothing_at_all_are_harmless)
{
    g_autoptr(CharsetText) none = charset_decode("", 0, NULL, TRUE);
    g_autoptr(CharsetText) text = charset_decode("a\0b\x01"
                                                 "c\n",
                                                 6, NULL, TRUE);
    g_autoptr(CharsetText) mark = charset_decode("\xef\xbb\xbf", 3, NULL, TRUE);

    cr_assert_str_eq(none->text, "");
    cr_assert_str_eq(text->text, "a\xef\xbf\xbd"
                                 "b c\n");
    cr_assert_str_eq(mark->text, "");
}

Test(charset, every_byte_after_every_byte_gives_valid_utf_8)
{
    for (int i = 0; i < 65536; i++) {
        const char bytes[] = { 'x', (char)(i >> 8), (char)i, '\xe0', '\xb8' };
        g_autoptr(CharsetText) text =
            charset_decode(bytes, sizeof(bytes), NULL, TRUE);

        cr_assert(g_utf8_validate(text->text, -1, NULL));
        cr_assert_eq(strlen(text->text), text->len);
    }
}
