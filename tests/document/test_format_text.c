#include <criterion/criterion.h>
#include <string.h>

#include "document/reader.h"

static Document *read_text(const char *text, gsize len, const char *type)
{
    ReadRequest request = { .content_type = type, .url = "https://a.go.th/" };

    return document_read_bytes(text, len, &request);
}

static Document *read_plain(const char *text)
{
    return read_text(text, strlen(text), "text/plain; charset=utf-8");
}

static const Block *block_at(const Document *document, guint i)
{
    cr_assert_lt(i, document->blocks->len);
    return g_ptr_array_index(document->blocks, i);
}

static const Table *only_table(const Document *document)
{
    const Block *block = block_at(
        document, document->blocks->len == 0 ? 0 : document->blocks->len - 1);

    cr_assert_eq(block->kind, BLOCK_TABLE);
    return block->table;
}

Test(format_text, title_and_paragraphs_come_out)
{
    g_autoptr(Document) document = read_plain(
        "\xef\xbb\xbfแผนดำเนินงาน\nข้อความของแผนงานนี้ยาวกว่าหัวเรื่องมาก\n");

    cr_expect_eq(document->reason, READ_OK);
    cr_expect_str_eq(document->title, "แผนดำเนินงาน");
    cr_expect_eq(document->text_quality, TEXT_GOOD);
    cr_expect_str_eq(block_at(document, 1)->text,
                     "ข้อความของแผนงานนี้ยาวกว่าหัวเรื่องมาก");
    cr_expect_str_eq(document->url, "https://a.go.th/");
}

Test(format_text, title_alone_is_little_but_read)
{
    g_autoptr(Document) document = read_plain("OIT 3 อำนาจ\n");

    cr_expect_eq(document->reason, READ_OK);
    cr_expect_eq(document->text_quality, TEXT_GOOD);
    cr_expect_eq(document->blocks->len, 1);
}

Test(format_text, thai_of_windows_is_decoded)
{
    /* แผนงาน ประจำปี in windows-874 */
    static const char bytes[] = "\xe1\xbc\xb9\xa7\xd2\xb9 "
                                "\xbb\xc3\xd0\xa8\xd3\xbb\xd5\n";
    g_autoptr(Document) document =
        read_text(bytes, sizeof(bytes) - 1, "text/plain");

    cr_expect_str_eq(block_at(document, 0)->text, "แผนงาน ประจำปี");
    cr_expect_not_null(document->charset);
}

Test(format_text, blank_text_is_empty)
{
    g_autoptr(Document) document = read_plain("\n \n\t\n");

    cr_expect_eq(document->reason, READ_EMPTY);
}

Test(format_text, no_bytes_are_empty)
{
    g_autoptr(Document) document = read_plain("");

    cr_expect_eq(document->reason, READ_EMPTY);
}

Test(format_text, garbage_is_damaged_and_still_there)
{
    g_autoptr(Document) document = read_plain(
        "ปปปปปปปปปปปปปปปปปปปปปปปปปปปปปปปปปปปปปปปปปปปปปปปปปปปปปปปปปปปป\n");

    cr_expect_eq(document->reason, READ_DAMAGED_TEXT);
    cr_expect_eq(document->text_quality, TEXT_GARBAGE);
    cr_expect_gt(document->blocks->len, 0);
}

Test(format_csv, commas_quotes_and_line_ends_are_told_apart)
{
    static const char csv[] = "ลำดับ,รายการ,วงเงิน\r\n"
                              "1,\"จ้าง, ซ่อม\",\"1,000\"\r\n"
                              "2,\"สอง\nบรรทัด\",\"เขา \"\"ว่า\"\"\"\r\n";
    g_autoptr(Document) document = read_text(csv, sizeof(csv) - 1, "text/csv");
    const Table *table = only_table(document);

    cr_expect_eq(document->format, FORMAT_CSV);
    cr_assert_eq(table->row_count, 3);
    cr_assert_eq(table->column_count, 3);
    cr_expect_eq(table->header_row_count, 1);
    cr_expect_str_eq(table_cell(table, 1, 1)->text, "จ้าง, ซ่อม");
    cr_expect_str_eq(table_cell(table, 1, 2)->text, "1,000");
    cr_expect_str_eq(table_cell(table, 2, 1)->text, "สอง\nบรรทัด");
    cr_expect_str_eq(table_cell(table, 2, 2)->text, "เขา \"ว่า\"");
}

Test(format_csv, semicolons_and_tabs_are_found)
{
    static const char *const texts[] = { "ที่;ชื่อ;งบ\n1;ก;1,5\n2;ข;2,5\n",
                                         "ที่\tชื่อ\tงบ\n1\tก\t1,5\n2\tข\t2,5\n",
                                         "sep=;\nที่;ชื่อ;งบ\n1;ก;1,5\n2;ข;2,5\n" };

    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(Document) document =
            read_text(texts[i], strlen(texts[i]), "text/csv");
        const Table *table = only_table(document);

        cr_assert_eq(table->column_count, 3, "text %zu", i);
        cr_expect_str_eq(table_cell(table, 2, 2)->text, "2,5");
    }
}

Test(format_csv, title_above_the_table_is_a_heading)
{
    static const char csv[] = "แผนการจัดซื้อจัดจ้าง,,\n,,\nที่,รายการ,งบ\n1,ก,100\n";
    g_autoptr(Document) document = read_text(csv, sizeof(csv) - 1, "text/csv");

    cr_expect_eq(block_at(document, 0)->kind, BLOCK_HEADING);
    cr_expect_str_eq(block_at(document, 0)->text, "แผนการจัดซื้อจัดจ้าง");
    cr_expect_eq(only_table(document)->row_count, 2);
}

Test(format_csv, several_titles_and_a_form_number_stand_above_the_table)
{
    static const char csv[] =
        "สรุปผลการดำเนินการจัดซื้อจัดจ้าง,,,,แบบ สขร. 1\nสำนักงานตัวอย่าง,,,,\n"
        "ลำดับ,รายการ,วงเงิน,ผู้ชนะ,เหตุผล\n1,กระดาษ,100,ร้าน ก,ราคาต่ำสุด\n";
    g_autoptr(Document) document = read_text(csv, sizeof(csv) - 1, "text/csv");
    const Table *table = only_table(document);

    cr_expect_str_eq(block_at(document, 0)->text, "สรุปผลการดำเนินการจัดซื้อจัดจ้าง");
    cr_expect_eq(table->row_count, 2);
    cr_expect_eq(table->header_row_count, 1);
    cr_expect_str_eq(table_cell(table, 0, 2)->text, "วงเงิน");
}

Test(format_csv, a_field_that_nobody_filled_in_is_no_title)
{
    static const char csv[] = "ชื่อโครงการ,\nงบประมาณ,\nผู้รับผิดชอบ,กองคลัง\n";
    g_autoptr(Document) document = read_text(csv, sizeof(csv) - 1, "text/csv");

    cr_expect_eq(only_table(document)->row_count, 3);
}

Test(format_csv, open_quote_and_ragged_rows_end)
{
    static const char csv[] = "a,b\n1\n2,3,4\n5,\"never closed\n6,7";
    g_autoptr(Document) document = read_text(csv, sizeof(csv) - 1, "text/csv");
    const Table *table = only_table(document);

    cr_expect_eq(table->column_count, 3);
    cr_expect_str_eq(table_cell(table, 2, 2)->text, "4");
    cr_expect_str_eq(table_cell(table, 3, 1)->text, "never closed\n6,7");
}

Test(format_csv, too_many_cells_are_cut_and_told, .timeout = 60)
{
    g_autoptr(GString) csv = g_string_new("a,b\n");
    g_autoptr(Document) document = NULL;
    gboolean told = FALSE;

    for (guint i = 0; i < 300000; i++)
        g_string_append(csv, "1,2\n");
    document = read_text(csv->str, csv->len, "text/csv");
    for (guint i = 0; i < document->notes->len; i++) {
        const DocumentNote *note = g_ptr_array_index(document->notes, i);

        told |= strcmp(note->code, "text-cut") == 0;
    }
    cr_expect(told);
}
