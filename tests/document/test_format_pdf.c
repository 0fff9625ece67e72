#include <criterion/criterion.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "document/reader.h"

#define FIXTURES SOURCE_DIR "/tests/document/fixtures/"

static Document *read_fixture(const char *name)
{
    g_autofree char *path = g_strconcat(FIXTURES, name, NULL);
    ReadRequest request = { .path = path };

    return document_read(&request);
}

static Document *read_bytes(const GString *bytes)
{
    ReadRequest request = { .content_type = "application/pdf" };

    return document_read_bytes(bytes->str, bytes->len, &request);
}

/* --- PDFs by hand ----------------------------------------------------------
 */

typedef struct {
    GString *bytes;
    GArray *offsets;
} Pdf;

static void pdf_open(Pdf *pdf)
{
    pdf->bytes = g_string_new("%PDF-1.4\n");
    pdf->offsets = g_array_new(FALSE, FALSE, sizeof(gsize));
}

/* Appends the next object; they are numbered from 1. */
static void pdf_add(Pdf *pdf, const char *body)
{
    g_array_append_val(pdf->offsets, pdf->bytes->len);
    g_string_append_printf(pdf->bytes, "%u 0 obj\n%s\nendobj\n",
                           pdf->offsets->len, body);
}

static void pdf_add_stream(Pdf *pdf, const char *entries, const char *stream)
{
    g_autofree char *body =
        g_strdup_printf("<< %s /Length %zu >>\nstream\n%s\nendstream", entries,
                        strlen(stream), stream);

    pdf_add(pdf, body);
}

static GString *pdf_close(Pdf *pdf)
{
    gsize xref = pdf->bytes->len;

    g_string_append_printf(pdf->bytes, "xref\n0 %u\n0000000000 65535 f \n",
                           pdf->offsets->len + 1);
    for (guint i = 0; i < pdf->offsets->len; i++)
        g_string_append_printf(pdf->bytes, "%010zu 00000 n \n",
                               g_array_index(pdf->offsets, gsize, i));
    g_string_append_printf(
        pdf->bytes,
        "trailer << /Size %u /Root 1 0 R >>\nstartxref\n%zu\n%%%%EOF\n",
        pdf->offsets->len + 1, xref);
    g_array_unref(pdf->offsets);
    return pdf->bytes;
}

/* One page for each of @contents, with Helvetica as /F and @image as /I. */
static GString *pdf_of(const char *const *contents, const char *image)
{
    g_autoptr(GString) kids = g_string_new(NULL);
    guint count = 0;
    Pdf pdf;

    for (; contents[count] != NULL; count++)
        g_string_append_printf(kids, "%u 0 R ", 5 + 2 * count);
    pdf_open(&pdf);
    pdf_add(&pdf, "<< /Type /Catalog /Pages 2 0 R >>");
    g_string_prepend(kids, "<< /Type /Pages /Kids [ ");
    g_string_append_printf(kids, "] /Count %u >>", count);
    pdf_add(&pdf, kids->str);
    pdf_add(&pdf,
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding "
            "/WinAnsiEncoding >>");
    pdf_add_stream(&pdf,
                   "/Type /XObject /Subtype /Image /Width 8 /Height 8 "
                   "/ColorSpace /DeviceGray /BitsPerComponent 1",
                   image == NULL ? "abcdefgh" : image);
    for (guint i = 0; i < count; i++) {
        g_autofree char *page = g_strdup_printf(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents "
            "%u 0 R /Resources << /Font << /F 3 0 R >> /XObject << /I 4 0 R "
            ">> >> >>",
            6 + 2 * i);

        pdf_add(&pdf, page);
        pdf_add_stream(&pdf, "", contents[i]);
    }
    return pdf_close(&pdf);
}

static const char picture[] = "q 595 0 0 842 0 0 cm /I Do Q";

static const char english[] =
    "BT /F 12 Tf 72 700 Td (The annual plan of a made-up agency) Tj ET "
    "BT /F 12 Tf 72 680 Td (It has a second line of plain text) Tj ET";

/* --- looking at documents --------------------------------------------------
 */

static const Block *find_table(const Document *document, guint number)
{
    for (guint i = 0; i < document->blocks->len; i++) {
        const Block *block = g_ptr_array_index(document->blocks, i);

        if (block->kind == BLOCK_TABLE && number-- == 0)
            return block;
    }
    cr_assert_fail("too few tables");
    return NULL;
}

static const Block *find_text(const Document *document, const char *text)
{
    for (guint i = 0; i < document->blocks->len; i++) {
        const Block *block = g_ptr_array_index(document->blocks, i);

        if (strstr(block->text, text) != NULL)
            return block;
    }
    cr_assert_fail("'%s' is nowhere", text);
    return NULL;
}

static void expect_row(const Table *table, int row, ...)
{
    va_list cells;

    va_start(cells, row);
    cr_assert_lt(row, table->row_count);
    for (int c = 0; c < table->column_count; c++) {
        const char *wanted = va_arg(cells, const char *);

        cr_expect_str_eq(table_cell(table, row, c)->text, wanted);
    }
    va_end(cells);
}

static gboolean has_note(const Document *document, const char *code)
{
    for (guint i = 0; i < document->notes->len; i++) {
        const DocumentNote *note = g_ptr_array_index(document->notes, i);

        if (strcmp(note->code, code) == 0)
            return TRUE;
    }
    return FALSE;
}

/* --- Thai plans ------------------------------------------------------------
 */

static void expect_plan(const char *name)
{
    g_autoptr(Document) document = read_fixture(name);
    const Block *block;
    const Table *table;

    cr_assert_eq(document->reason, READ_OK, "%s", document->reason_detail);
    cr_expect_eq(document->format, FORMAT_PDF);
    cr_expect_eq(document->text_quality, TEXT_GOOD);
    cr_expect_str_eq(document->title, "แผนปฏิบัติราชการของหน่วยงานสมมติ");
    block = g_ptr_array_index(document->blocks, 0);
    cr_expect_eq(block->kind, BLOCK_HEADING);
    cr_expect_str_eq(block->text, "แผนปฏิบัติราชการประจำปี พ.ศ. 2565");
    cr_expect_eq(block->page, 1);
    block = find_text(document, "โครงการ");
    cr_expect_eq(block->kind, BLOCK_HEADING);
    cr_expect_str_eq(block->marker, "ส่วนที่ 2");
    table = find_table(document, 0)->table;
    cr_expect_eq(table->row_count, 4);
    cr_assert_eq(table->column_count, 6);
    cr_expect_eq(table->header_row_count, 1);
    expect_row(table, 0, "ที่", "โครงการ", "เป้าหมาย", "งบประมาณ (บาท)",
               "ระยะเวลา", "ผู้รับผิดชอบ");
    expect_row(
        table, 1, "1", "โครงการอบรมการจัดทำแผนสำหรับเจ้าหน้าที่ทุกกองของหน่วยงาน",
        "ร้อยละ 80 ของผู้เข้าอบรม", "120,000", "ต.ค. 64 - ธ.ค. 64", "กองแผนงาน");
    expect_row(table, 3, "3", "โครงการติดตามผล", "", "80,000",
               "ต.ค. 64 - ก.ย. 65", "กองแผนงาน");
}

Test(format_pdf, reads_a_plan_printed_by_a_browser)
{
    expect_plan("plan-chromium.pdf");
}

Test(format_pdf, reads_a_plan_exported_by_a_word_processor)
{
    expect_plan("plan-writer.pdf");
}

Test(format_pdf, wrapped_lines_are_one_paragraph)
{
    g_autoptr(Document) document = read_fixture("plan-chromium.pdf");
    const Block *block = find_text(document, "แผนนี้จัดทำขึ้นเพื่อใช้เป็นกรอบ");

    cr_expect_eq(block->kind, BLOCK_PARAGRAPH);
    cr_expect_not_null(strstr(block->text, "โดยมีรายละเอียดดังต่อไปนี้"));
}

Test(format_pdf, names_over_months_span_them)
{
    g_autoptr(Document) document = read_fixture("plan-chromium.pdf");
    const Block *block = find_table(document, 1);
    const Table *table = block->table;

    cr_expect_eq(block->page, 2);
    cr_assert_eq(table->column_count, 9);
    cr_expect_eq(table->header_row_count, 2);
    cr_expect_str_eq(table_cell(table, 0, 2)->text, "พ.ศ. 2564");
    cr_expect_eq(table_cell(table, 0, 2)->col_span, 3);
    cr_expect_str_eq(table_cell(table, 0, 5)->text, "พ.ศ. 2565");
    cr_expect_eq(table_cell(table, 0, 5)->col_span, 4);
    cr_expect_eq(table_cell(table, 0, 8)->col_span, 0);
    cr_expect_str_eq(table_cell(table, 0, 8)->text, "พ.ศ. 2565");
    cr_expect_eq(table_cell(table, 0, 1)->row_span, 2);
    expect_row(table, 4, "3", "สรุปผล", "", "", "", "", "", "X", "X");
}

Test(format_pdf, table_over_pages_goes_on_under_its_header)
{
    g_autoptr(Document) document = read_fixture("long-chromium.pdf");
    int row_count = 0;

    cr_expect_eq(document->page_count, 3);
    for (guint i = 0; i < 3; i++) {
        const Block *block = find_table(document, i);

        cr_expect_eq(block->page, (int)i + 1);
        cr_expect_eq(block->table->continued, i > 0);
        cr_expect_eq(block->table->header_row_count, 1);
        expect_row(block->table, 0, "ลำดับ", "รายการ", "วงเงิน");
        row_count += block->table->row_count - 1;
    }
    cr_expect_eq(row_count, 40);
}

Test(format_pdf, forbidden_copying_hinders_nobody)
{
    g_autoptr(Document) document = read_fixture("no-extract.pdf");

    cr_expect_eq(document->reason, READ_OK);
    cr_expect_eq(document->page_count, 3);
}

Test(format_pdf, password_is_told)
{
    g_autoptr(Document) document = read_fixture("encrypted.pdf");

    cr_expect_eq(document->reason, READ_ENCRYPTED);
    cr_expect(has_note(document, "encrypted"));
    cr_expect_eq(document->blocks->len, 0);
}

/* --- pages -----------------------------------------------------------------
 */

Test(format_pdf, pictures_without_text_are_a_scan)
{
    const char *const pages[] = { picture, picture, NULL };
    g_autoptr(GString) bytes = pdf_of(pages, NULL);
    g_autoptr(Document) document = read_bytes(bytes);

    cr_expect_eq(document->reason, READ_IMAGE_ONLY);
    cr_expect(has_note(document, "scanned-pdf"));
    cr_assert_eq(document->pages->len, 2);
    cr_expect(((PageQuality *)document->pages->pdata[1])->has_images);
}

Test(format_pdf, one_scanned_page_among_others_is_noted)
{
    g_autoptr(Document) plan = read_fixture("plan-chromium.pdf");
    const char *const pages[] = { english, picture, NULL };
    g_autoptr(GString) bytes = pdf_of(pages, NULL);
    g_autoptr(Document) document = read_bytes(bytes);
    const DocumentNote *note;

    cr_expect_not(has_note(plan, "scanned-pdf"));
    cr_assert(has_note(document, "scanned-pdf"));
    note = g_ptr_array_index(document->notes, 0);
    cr_expect_eq(note->page, 2);
    cr_expect_str_eq(note->detail, "2");
}

Test(format_pdf, blank_pages_are_empty_and_no_scan)
{
    const char *const pages[] = { "", NULL };
    g_autoptr(GString) bytes = pdf_of(pages, NULL);
    g_autoptr(Document) document = read_bytes(bytes);

    cr_expect_eq(document->reason, READ_EMPTY);
    cr_expect_eq(document->page_count, 1);
    cr_expect_not(has_note(document, "scanned-pdf"));
}

Test(format_pdf, thai_bytes_in_a_latin_font_are_mended)
{
    /* windows-874 bytes that the file calls WinAnsi: mojibake. */
    const char *const pages[] = {
        "BT /F 14 Tf 72 700 Td "
        "(\xe1\xbc\xb9\xa1\xd2\xc3\xb4\xd3\xe0\xb9\xd4\xb9\xa7\xd2\xb9\xbb"
        "\xc3\xd0\xa8\xd3\xbb\xd5\xa2\xcd\xa7\xcb\xb9\xe8\xc7\xc2\xa7\xd2"
        "\xb9) Tj ET",
        NULL
    };
    g_autoptr(GString) bytes = pdf_of(pages, NULL);
    g_autoptr(Document) document = read_bytes(bytes);
    g_autofree char *text = document_text(document);

    cr_expect_not_null(strstr(text, "แผนการดำเนินงานประจำปีของหน่วยงาน"), "%s",
                       text);
}

Test(format_pdf, text_printed_twice_is_read_once)
{
    const char *const pages[] = {
        "BT /F 12 Tf 72 700 Td (Doubled) Tj ET "
        "BT /F 12 Tf 72.3 700 Td (Doubled) Tj ET "
        "BT /F 12 Tf 72 650 Td (Other words on the page) Tj ET",
        NULL
    };
    g_autoptr(GString) bytes = pdf_of(pages, NULL);
    g_autoptr(Document) document = read_bytes(bytes);
    g_autofree char *text = document_text(document);
    const char *first = strstr(text, "Doubled");

    cr_assert_not_null(first);
    cr_expect_null(strstr(first + 1, "Doubled"), "%s", text);
}

Test(format_pdf, cells_without_lines_are_a_table)
{
    const char *const pages[] = {
        "BT /F 12 Tf 72 700 Td (Item) Tj 150 0 Td (Plan) Tj 100 0 Td (Result) "
        "Tj ET BT /F 12 Tf 72 680 Td (Travel) Tj 150 0 Td (100) Tj 100 0 Td "
        "(90) Tj ET BT /F 12 Tf 72 660 Td (Paper) Tj 150 0 Td (200) Tj 100 0 "
        "Td (150) Tj ET",
        NULL
    };
    g_autoptr(GString) bytes = pdf_of(pages, NULL);
    g_autoptr(Document) document = read_bytes(bytes);
    const Table *table = find_table(document, 0)->table;

    cr_assert_eq(table->column_count, 3);
    expect_row(table, 0, "Item", "Plan", "Result");
    expect_row(table, 2, "Paper", "200", "150");
}

Test(format_pdf, page_number_in_the_margin_is_furniture)
{
    const char *const pages[] = {
        "BT /F 12 Tf 290 800 Td (- 7 -) Tj ET "
        "BT /F 12 Tf 72 700 Td (A paragraph of the page) Tj ET "
        "BT /F 12 Tf 72 600 Td (Another paragraph) Tj ET",
        NULL
    };
    g_autoptr(GString) bytes = pdf_of(pages, NULL);
    g_autoptr(Document) document = read_bytes(bytes);

    cr_expect_eq(find_text(document, "7")->zone, ZONE_CHROME);
    cr_expect_eq(find_text(document, "Another")->zone, ZONE_MAIN);
}

/* --- hostile files ---------------------------------------------------------
 */

Test(format_pdf, junk_before_the_header_is_skipped)
{
    const char *const pages[] = { english, NULL };
    g_autoptr(GString) bytes = pdf_of(pages, NULL);
    g_autoptr(Document) document = NULL;

    g_string_prepend(bytes, "HTTP junk before\r\n\r\n");
    document = read_bytes(bytes);
    cr_expect_not_null(find_text(document, "second line"));
}

Test(format_pdf, truncated_file_is_broken_and_never_silent)
{
    g_autofree char *whole = NULL;
    gsize len;

    cr_assert(
        g_file_get_contents(FIXTURES "plan-chromium.pdf", &whole, &len, NULL));
    for (gsize part = 1; part < 8; part++) {
        g_autoptr(GString) bytes =
            g_string_new_len(whole, (gssize)(len * part / 8));
        g_autoptr(Document) document = read_bytes(bytes);

        cr_expect_eq(document->format, FORMAT_PDF);
        cr_expect(document->reason != READ_OK || document->blocks->len > 0,
                  "%zu of 8 bytes: silent", part);
    }
}

Test(format_pdf, header_alone_is_broken)
{
    g_autoptr(GString) bytes = g_string_new("%PDF-1.7\n");
    g_autoptr(Document) document = read_bytes(bytes);

    cr_expect_eq(document->reason, READ_BROKEN_FILE);
    cr_expect_not_null(document->reason_detail);
}

Test(format_pdf, flipped_bytes_never_crash, .timeout = 120)
{
    g_autofree char *whole = NULL;
    gsize len;

    cr_assert(
        g_file_get_contents(FIXTURES "plan-writer.pdf", &whole, &len, NULL));
    for (guint round = 0; round < 12; round++) {
        g_autoptr(GString) bytes = g_string_new_len(whole, (gssize)len);
        g_autoptr(Document) document = NULL;

        for (gsize at = 100 + round * 7; at < len; at += 997)
            bytes->str[at] = (char)(bytes->str[at] ^ (char)(1u << round % 8));
        document = read_bytes(bytes);
        cr_expect_eq(document->format, FORMAT_PDF);
    }
}

Test(format_pdf, words_everywhere_on_one_spot_end, .timeout = 60)
{
    g_autoptr(GString) content = g_string_new("BT /F 1 Tf 10 10 Td ");
    const char *pages[] = { NULL, NULL };
    g_autoptr(GString) bytes = NULL;
    g_autoptr(Document) document = NULL;

    for (guint i = 0; i < 20000; i++)
        g_string_append_printf(content, "%s (w%u) Tj ",
                               i % 3 == 0 ? "3 0 Td" : "-2 0.1 Td", i % 17);
    g_string_append(content, "ET");
    pages[0] = content->str;
    bytes = pdf_of(pages, NULL);
    document = read_bytes(bytes);
    cr_expect_eq(document->page_count, 1);
}

Test(format_pdf, same_bytes_from_file_and_memory_read_alike)
{
    g_autoptr(Document) from_file = read_fixture("plan-chromium.pdf");
    g_autoptr(Document) from_memory = NULL;
    g_autoptr(GString) bytes = NULL;
    g_autofree char *whole = NULL;
    g_autofree char *one = NULL;
    g_autofree char *two = NULL;
    gsize len;

    cr_assert(
        g_file_get_contents(FIXTURES "plan-chromium.pdf", &whole, &len, NULL));
    bytes = g_string_new_len(whole, (gssize)len);
    from_memory = read_bytes(bytes);
    one = document_text(from_file);
    two = document_text(from_memory);
    cr_expect_str_eq(one, two);
}
