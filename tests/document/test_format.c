#include "document/formats.h"

#include <string.h>

#include <criterion/criterion.h>

typedef struct {
    const char *bytes;
    gsize len; /* 0: strlen */
    const char *content_type, *file_name;
    Format format;
} Row;

#define B(literal) literal, sizeof(literal) - 1

Test(format, bytes_decide_before_labels_do)
{
    static const Row rows[] = {
        { B("%PDF-1.4"), "text/html", "a.html", FORMAT_PDF },
        { B("\r\n\xef\xbb\xbf%PDF-1.7"), NULL, NULL, FORMAT_PDF },
        { B("<p>%PDF-1.4</p>"), NULL, "a.pdf", FORMAT_HTML },
        { B("<!DOCTYPE html><html>"), "application/pdf", "a.pdf", FORMAT_HTML },
        { B("\xff\xd8\xff\xe0 JFIF"), "text/html", NULL, FORMAT_IMAGE },
        { B("\x89PNG\r\n\x1a\n"), NULL, NULL, FORMAT_IMAGE },
        { B("RIFF\0\0\0\0WEBPVP8 "), NULL, NULL, FORMAT_IMAGE },
        { B("{\\rtf1\\ansi"), NULL, "a.doc", FORMAT_RTF },
        { B("Rar!\x1a\x07"), NULL, NULL, FORMAT_ARCHIVE },
        { B("  \n<div>ก</div>"), NULL, NULL, FORMAT_HTML },
        { B("\xff\xfe<\0h\0t\0m\0l\0>\0"), NULL, NULL, FORMAT_HTML },
        { B("ก <b>ข</b>"), "text/html; charset=utf-8", NULL, FORMAT_HTML },
        { B("plain words"), "text/html", NULL, FORMAT_HTML },
        { B("plain <b>words</b>"), NULL, NULL, FORMAT_TEXT },
        { B("a,b\n1,2\n"), "text/csv", NULL, FORMAT_CSV },
        { B("<b>,b\n1,2\n"), NULL, "x/a.csv", FORMAT_CSV },
        { B("hello"), NULL, "a.pdf", FORMAT_PDF },
        { B("hello"), "text/plain", "a.txt?x=1.pdf", FORMAT_TEXT },
        { B("\0\1\2\3\4"), NULL, NULL, FORMAT_UNKNOWN },
        { B("\0\1\2\3\4"), "application/msword", NULL, FORMAT_DOC },
        { B("\xd0\xcf\x11\xe0\xa1\xb1 W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"),
          NULL, NULL, FORMAT_DOC },
        { B("\xd0\xcf\x11\xe0\xa1\xb1 W\0o\0r\0k\0b\0o\0o\0k\0"), NULL, NULL,
          FORMAT_XLS },
        { B("\xd0\xcf\x11\xe0 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e"
            "\0"),
          NULL, "a.xlsx", FORMAT_XLSX },
        { B("PK\3\4 word/document.xml cut short"), NULL, NULL, FORMAT_DOCX },
        { B("PK\3\4 nothing known"), NULL, "a.docx", FORMAT_ARCHIVE },
        { B("PK\3\4"), NULL, NULL, FORMAT_ARCHIVE },
        { B("PK"), NULL, NULL, FORMAT_TEXT },
    };

    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        Format got = format_sniff(rows[i].bytes, rows[i].len,
                                  rows[i].content_type, rows[i].file_name);

        cr_assert_eq(got, rows[i].format, "row %zu: %s, not %s", i,
                     format_name(got), format_name(rows[i].format));
    }
}

Test(format, every_row_stands_at_its_format)
{
    for (int i = 0; i < FORMAT_COUNT; i++) {
        const FormatRow *row = format_row((Format)i);

        cr_assert_eq((int)row->format, i);
        cr_assert((row->read == NULL) == (row->lacking != NULL), "%s",
                  row->name);
    }
    cr_assert_eq(format_row((Format)999)->format, FORMAT_UNKNOWN);
}

Test(format, what_can_not_be_read_says_so)
{
    ReadRequest request = { .url = "https://a.go.th/a.rar" };
    g_autoptr(Document) document =
        format_read(FORMAT_UNKNOWN, "x", 1, &request);

    cr_assert_eq(document->reason, READ_UNSUPPORTED);
    cr_assert_not_null(document->reason_detail);
    cr_assert_str_eq(document->url, "https://a.go.th/a.rar");
}
