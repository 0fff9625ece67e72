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
    cr_assert_str_eq(text->text, "a b c\n");
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

/* What a page says it is, what it is, and what must come of it. */
typedef struct {
    const char *header, *meta; /* labels; or NULL */
    const char *from;          /* encoding of the bytes, for g_convert() */
    const char *mark;          /* byte order mark; or NULL */
    const char *name;
    gboolean mismatch;
} Case;

static const Case cases[] = {
    { NULL, NULL, "UTF-8", NULL, "UTF-8", FALSE },
    { "utf-8", "utf-8", "UTF-8", NULL, "UTF-8", FALSE },
    { NULL, "tis-620", "UTF-8", NULL, "UTF-8", TRUE },
    { "windows-874", "utf-8", "UTF-8", NULL, "UTF-8", TRUE },
    { "utf-8", "windows-874", "UTF-8", NULL, "UTF-8", FALSE },
    { NULL, "windows-874", "UTF-8", "\xef\xbb\xbf", "UTF-8", TRUE },
    { "iso-8859-1", NULL, "UTF-8", NULL, "UTF-8", TRUE },
    { NULL, NULL, "CP874", NULL, "windows-874", FALSE },
    { NULL, "tis-620", "CP874", NULL, "windows-874", FALSE },
    { NULL, "iso-8859-11", "CP874", NULL, "windows-874", FALSE },
    { NULL, "utf-8", "CP874", NULL, "windows-874", TRUE },
    { "utf-8", "tis-620", "CP874", NULL, "windows-874", TRUE },
    { "iso-8859-1", NULL, "CP874", NULL, "windows-874", TRUE },
    { NULL, "windows-1252", "CP874", NULL, "windows-874", TRUE },
    { NULL, NULL, "UTF-16LE", "\xff\xfe", "UTF-16LE", FALSE },
    { NULL, NULL, "UTF-16BE", "\xfe\xff", "UTF-16BE", FALSE },
    { NULL, NULL, "UTF-16LE", NULL, "UTF-16LE", FALSE },
    { NULL, NULL, "UTF-16BE", NULL, "UTF-16BE", FALSE },
    { "utf-8", NULL, "UTF-16LE", "\xff\xfe", "UTF-16LE", TRUE },
    { "utf-16", NULL, "UTF-16BE", "\xfe\xff", "UTF-16BE", FALSE },
};

static void case_check(const Case *row, gsize i)
{
    g_autofree char *type =
        row->header == NULL
            ? NULL
            : g_strdup_printf("text/html; charset=%s", row->header);
    g_autofree char *page =
        row->meta == NULL
            ? g_strdup("<p>" PLAN " 2565</p>")
            : g_strdup_printf("<meta charset=%s><p>" PLAN " 2565</p>",
                              row->meta);
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    g_autofree char *encoded = NULL;
    g_autoptr(CharsetText) text = NULL;
    gsize len;

    encoded = g_convert(page, -1, row->from, "UTF-8", NULL, &len, NULL);
    cr_assert_not_null(encoded);
    if (row->mark != NULL)
        g_byte_array_append(bytes, (const guint8 *)row->mark,
                            (guint)strlen(row->mark));
    g_byte_array_append(bytes, (const guint8 *)encoded, (guint)len);
    text = charset_decode((const char *)bytes->data, bytes->len, type, TRUE);
    cr_assert_str_eq(text->text, page, "case %zu: %s", i, text->text);
    cr_assert_str_eq(text->name, row->name, "case %zu: %s", i, text->name);
    cr_assert_eq(text->mismatch, row->mismatch, "case %zu", i);
}

Test(charset, evidence_decides_and_labels_are_compared_with_it)
{
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
        case_check(&cases[i], i);
}

Test(charset, a_page_of_two_encodings_is_read_in_both)
{
    GString *bytes = g_string_new("<meta charset=utf-8>");
    g_autoptr(CharsetText) text = NULL;
    g_autofree char *detail = NULL;

    for (int i = 0; i < 4; i++)
        g_string_append(bytes, PLAN " ");
    g_string_append(bytes, "<p>" PLAN_874 "</p>");
    text = decode(bytes->str, NULL);
    detail = charset_mismatch_detail(text);
    cr_assert(g_str_has_suffix(text->text, "<p>" PLAN "</p>"), "%s",
              text->text);
    cr_assert(g_str_has_prefix(text->text, "<meta charset=utf-8>" PLAN " "));
    cr_assert_str_eq(detail, "utf-8, UTF-8 and windows-874 mixed");
    g_string_free(bytes, TRUE);
}

Test(charset, a_letter_cut_in_two_is_no_other_encoding)
{
    /* "มม" and the first two bytes of a third, all of them windows-874 too */
    g_autoptr(CharsetText) text =
        decode(PLAN " " PLAN " \xe0\xb8\xa1\xe0\xb8\xa1\xe0\xb8 " PLAN, NULL);

    cr_assert_not_null(strstr(text->text, " มม"));
    cr_assert_not(text->mixed);
}

Test(charset, mends_utf_8_that_was_taken_for_windows_874)
{
    /* "แผนงาน" as bytes E0 B9 81 E0 B8 9C ..., read one by one */
    static const char twice[] = "เนเธเธเธเธฒเธ เธเธฃเธฐเธเธณเธเธต "
                                "เธฃเธฒเธขเธเธฒเธ เธชเธณเธเธฑเธเธเธฒเธ";
    g_autoptr(CharsetText) text = decode(twice, NULL);

    cr_assert(text->double_encoded, "%s", text->text);
}
