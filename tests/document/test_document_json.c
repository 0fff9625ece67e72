#include "document/formats.h"

#include <string.h>

#include <criterion/criterion.h>

static Document *sample(void)
{
    Document *document = document_new(FORMAT_PDF);
    PageQuality *page = g_new0(PageQuality, 1);
    Block *block;

    document->url = g_strdup("https://a.go.th/แผน.pdf");
    document->title = g_strdup("แผน \"ปี\"");
    document->reason = READ_DAMAGED_TEXT;
    document->reason_detail = g_strdup("marks lost");
    document->text_quality = TEXT_MARKS_LOST;
    document->page_count = 3;
    page->page = 2;
    page->quality = TEXT_GARBAGE;
    page->has_images = TRUE;
    g_ptr_array_add(document->pages, page);
    g_ptr_array_add(document->anchors, g_strdup("o10"));
    document_add_note(document, "charset-mismatch", "utf-8, windows-874", 0);
    block = document_add_block(document, BLOCK_LIST_ITEM, ZONE_CHROME);
    block_set_text(block, "ดู แผน");
    block->level = 2;
    block->page = 2;
    block->marker = g_strdup("(๑)");
    block->ocr = TRUE;
    block_add_link(block, NULL, "#", 7, 16);
    block = document_add_block(document, BLOCK_TABLE, ZONE_MAIN);
    block->where = g_strdup("แผ่นงาน1");
    block->table = table_new(2, 2);
    block->table->header_row_count = 1;
    block->table->caption = g_strdup("ตาราง");
    block->table->continued = TRUE;
    cell_set_text(table_cell(block->table, 0, 0), "หัว");
    table_cell(block->table, 0, 0)->col_span = 2;
    table_cell(block->table, 0, 0)->header = TRUE;
    table_cell(block->table, 0, 1)->col_span = 0;
    table_cell(block->table, 0, 1)->row_span = 0;
    cell_set_text(table_cell(block->table, 1, 1), "ไฟล์");
    table_cell(block->table, 1, 1)->has_image = TRUE;
    cell_add_link(table_cell(block->table, 1, 1), "https://a.go.th/1.pdf",
                  "1.pdf", 0, 12);
    block = document_add_block(document, BLOCK_FORM, ZONE_MAIN);
    block->source_url = g_strdup("https://a.go.th/send");
    block_add_field(block, "n", "text", "ชื่อ");
    block_add_field(block, NULL, NULL, NULL);
    return document;
}

static char *text_of(const Document *document)
{
    g_autoptr(JsonValue) json = document_to_json(document);

    return json_format(json, FALSE);
}

static Document *parsed(const char *text, GError **error)
{
    g_autoptr(JsonValue) json = json_parse(text, strlen(text), NULL);

    cr_assert_not_null(json, "bad test data: %s", text);
    return document_from_json(json, error);
}

Test(document_json, all_there_is_comes_back)
{
    g_autoptr(Document) document = sample();
    g_autofree char *text = text_of(document);
    g_autoptr(Document) copy = parsed(text, NULL);
    g_autofree char *again = NULL;
    const Block *block;

    cr_assert_not_null(copy);
    again = text_of(copy);
    cr_assert_str_eq(again, text);
    cr_assert_eq(copy->reason, READ_DAMAGED_TEXT);
    cr_assert_eq(copy->blocks->len, 3);
    block = g_ptr_array_index(copy->blocks, 1);
    cr_assert_eq(table_cell(block->table, 0, 1)->col_span, 0);
    cr_assert_str_eq(table_cell(block->table, 1, 1)->text, "ไฟล์");
    block = g_ptr_array_index(copy->blocks, 0);
    cr_assert_eq(block->links->len, 1);
    cr_assert_str_eq(block->marker, "(๑)");
    cr_assert_eq(block->zone, ZONE_CHROME);
}

Test(document_json, every_fault_is_refused)
{
    /* What is replaced in the good text, and by what. */
    static const char *const faults[][2] = {
        { "\"pdf\"", "\"exe\"" },
        { "\"pdf\"", "7" },
        { "\"damaged-text\"", "\"fine\"" },
        { "\"list-item\"", "\"list\"" },
        { "\"list-item\"", "\"table\"" },
        { "\"kind\":\"table\"", "\"kind\":\"paragraph\"" },
        { "\"marks-lost\"", "null" },
        { "\"start\":7", "\"start\":8" },
        { "\"start\":7", "\"start\":-1" },
        { "\"start\":7", "\"start\":1e3" },
        { "\"start\":7", "\"start\":\"7\"" },
        { "\"start\":7", "\"start\":16,\"x\":1" },
        { "\"end\":16", "\"end\":17" },
        { "\"end\":16", "\"end\":9223372036854775807" },
        { "\"end\":16", "\"end\":3" },
        { "\"rows\":2", "\"rows\":3" },
        { "\"rows\":2", "\"rows\":-2" },
        { "\"rows\":2", "\"rows\":2000000000" },
        { "\"columns\":2", "\"columns\":0" },
        { "\"header_rows\":1", "\"header_rows\":3" },
        { "\"cols\":2", "\"cols\":3" },
        { "\"cols\":0", "\"cols\":1" },
        { "\"level\":2", "\"level\":-3" },
        { "\"level\":2", "\"level\":true" },
        { "\"page\":2,\"quality\"", "\"page\":0,\"quality\"" },
        { "\"page\":2,\"quality\"", "\"pagh\":2,\"quality\"" },
        { "\"garbage\"", "\"fine\"" },
        { "\"images\":true", "\"images\":1" },
        { "\"code\":\"charset", "\"cope\":\"charset" },
        { "[\"o10\"]", "[10]" },
        { "[\"o10\"]", "{}" },
        { "\"ocr\":true", "\"ocr\":null" },
        { "\"page_count\":3", "\"page_count\":-3" },
    };
    g_autoptr(Document) document = sample();
    g_autofree char *good = text_of(document);

    for (gsize i = 0; i < G_N_ELEMENTS(faults); i++) {
        const char *at = strstr(good, faults[i][0]);
        g_autofree char *bad = NULL;
        g_autoptr(GError) error = NULL;
        g_autoptr(Document) copy = NULL;

        cr_assert_not_null(at, "no %s in %s", faults[i][0], good);
        bad = g_strdup_printf("%.*s%s%s", (int)(at - good), good, faults[i][1],
                              at + strlen(faults[i][0]));
        copy = parsed(bad, &error);
        if (strstr(faults[i][1], "\"x\"") != NULL) {
            cr_assert_not_null(copy); /* an empty link is one */
            continue;
        }
        cr_assert_null(copy, "%s taken for %s", faults[i][1], faults[i][0]);
        cr_assert(
            g_error_matches(error, DOCUMENT_ERROR, DOCUMENT_ERROR_INVALID));
    }
}

Test(document_json, other_json_is_refused)
{
    static const char *const texts[] = { "[]", "{}", "{\"format\":\"pdf\"}" };

    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(Document) document = parsed(texts[i], &error);

        cr_assert_null(document);
        cr_assert_not_null(error);
    }
}
